/*
 * range.c
 *		Ranges: "7 to 9 million", "between 20 and 30", "$3-4 million"; and what only
 *		looks like them: scores, seasons, telephone numbers, "from 5 to 3".
 */
#include "decimal.h"
#include "expression.h"
#include "unit_table.h"

typedef enum Link
{
	LINK_NONE,
	LINK_TO,
	LINK_AND,
	LINK_HYPHEN,
	LINK_OR
} Link;

/* *second is where the second number stands. */
static Link
link_at(NxFinder *f, uint32_t i, uint32_t *second)
{
	const NxPiece *p = nx_piece(&f->pieces, i);
	const NxPiece *next = nx_piece(&f->pieces, i + 1);

	*second = i + 1;
	/* "12- to 14-year-olds", "12-to-14-year-olds" */
	if (p->kind == PIECE_HYPHEN && !p->spaced && next->word == NX_W_TO)
	{
		const NxPiece *after = nx_piece(&f->pieces, i + 2);

		*second = i + 2 + (!next->spaced && after->kind == PIECE_HYPHEN);
		return LINK_TO;
	}
	if (p->kind == PIECE_WORD)
		return p->word == NX_W_TO    ? LINK_TO
			   : p->word == NX_W_AND ? LINK_AND
			   : p->word == NX_W_OR  ? LINK_OR
									 : LINK_NONE;
	if (p->kind == PIECE_HYPHEN && !p->spaced)
		return LINK_HYPHEN;
	if (p->kind == PIECE_DASH && p->end - p->start <= 3 && p->spaced == next->spaced)
		return LINK_HYPHEN;
	return LINK_NONE;
}

uint32_t
nx_hyphen_chain(NxFinder *f, uint32_t i, int *numbers)
{
	NxPieces *pieces = &f->pieces;
	uint32_t end = i;

	*numbers = 0;
	for (;;)
	{
		const NxPiece *p = nx_piece(pieces, end);

		if (p->kind != PIECE_DIGITS)
			return end;
		(*numbers)++;
		end++;
		p = nx_piece(pieces, end);
		if (p->spaced ||
			!(p->kind == PIECE_HYPHEN || (p->kind == PIECE_OTHER && p->symbol == '/') ||
			  (p->kind == PIECE_DASH && p->end - p->start == 3)) ||
			nx_piece(pieces, end + 1)->spaced || nx_piece(pieces, end + 1)->kind != PIECE_DIGITS)
			return end;
		end++;
	}
}

/* Neighbours on a scale of ones, fives, tens, hundreds or thousands. */
static bool
is_next_step(double low, double high)
{
	static const double steps[] = {1, 5, 10, 100, 1000};

	for (size_t i = 0; i < sizeof(steps) / sizeof(steps[0]); i++)
		if (high - low == steps[i] && low >= steps[i] && low <= 20 * steps[i])
			return nx_is_whole(low / steps[i]);
	return false;
}

/*
 * "rose by 8,700 to 1.76 million", "fell by 0.2 to 4.4%": by so much to so much,
 * while "by 5,000 to 10,000" is one change that is not known exactly.
 */
static bool
is_step_and_level(const NxFinder *f, const NxAmount *m, const NxAmount *second, uint32_t first)
{
	double low = m->value;

	if (m->has_unit || word_before(f, first) != NX_W_BY || !nx_is_change_before(f, first, 3))
		return false;
	if (second->number.scale > 2 && !(m->number.flags & (NX_NUM_SCALED | NX_NUM_SEPARATED)) &&
		m->number.literal <= second->number.literal)
		low = nx_shift10(low, second->number.scale); /* "by 1.5 to 2 million" */
	return second->value > 3 * low;
}

bool
nx_read_range(NxFinder *f, NxAmount *m, uint32_t first, unsigned how, bool between, bool from,
			  NxAmount *second, bool *drop)
{
	uint32_t at;
	Link link = link_at(f, m->end, &at);
	const NxPiece *p;
	bool own;

	*drop = false;
	if (link == LINK_NONE || (link == LINK_AND && !between) || (between && link == LINK_TO))
		return false;
	p = nx_piece(&f->pieces, at);
	/* "between the tenth and the fifteenth" */
	if (between && p->word == NX_W_THE && (m->number.flags & NX_NUM_ORDINAL))
		at++;
	/* "£5-10m": not ten metres */
	if (m->prefix && m->unit.currency)
		how |= NX_READ_MONEY;
	if (!nx_read_amount(f, at, how, second))
		return false;
	if ((m->number.flags & NX_NUM_ORDINAL) != (second->number.flags & NX_NUM_ORDINAL))
		return false;
	/* "risen by a fifth to 4,118" */
	if ((m->number.flags & NX_NUM_FRACTION) && (m->number.flags & NX_NUM_WORDS) && !m->has_unit &&
		!(second->number.flags & NX_NUM_FRACTION))
		return false;
	own = m->has_unit && second->has_unit;

	if (link == LINK_HYPHEN)
	{
		int numbers;

		if (!m->has_unit && !second->has_unit && !f->typed)
		{
			NxUnitRead noun;

			nx_hyphen_chain(f, m->number.end - 1, &numbers);
			*drop = true;
			if (p->spaced)
				numbers = 2; /* "1000 – 5000" */
			if (before(f, first) != NX_NONE && f->t->kind[first - 1] == NX_TOK_NUMBER)
				return false; /* "10 737-800 planes" */
			if (numbers != 2 || m->value >= second->value ||
				(is_year_like(m) && (is_year_like(second) || second->value < 100)))
				return false;
			if (nx_read_noun(&f->pieces, second->end, second->value, &noun) ||
				(second->number.flags & NX_NUM_SCALED) || m->value >= 100 || between ||
				nx_is_after_aged(f, first))
				*drop = false;
			else
				return false;
		}
		if (m->has_unit && !m->prefix && !second->has_unit)
			return false;
		/* "$50-100,000": fifty thousand, most likely */
		if ((second->number.flags & NX_NUM_SEPARATED) && m->value < 1000)
		{
			*drop = true;
			return false;
		}
		if (m->value >= second->value && !(m->prefix && second->number.scale > 2) &&
			!(second->number.scale > 2))
			return false;
		if (p->kind == PIECE_HYPHEN)
			return false;
	}
	else if (link == LINK_OR)
	{
		/* "two or three years", "20 or 30 people" */
		if (m->has_unit || (second->number.flags & NX_NUM_SIGNED) ||
			!is_next_step(m->value, second->value))
			return false;
	}
	else if (link == LINK_TO && !between && !f->typed)
	{
		bool change = nx_is_change_before(f, first, NX_CHANGE_TOKENS);
		uint32_t b = before(f, first);
		uint32_t bb = b != NX_NONE ? before(f, b) : NX_NONE;

		/* "voted 52 to 48", "by a vote of 48 to 52" */
		if (!m->has_unit && !second->has_unit &&
			(nx_is_tally(f, b) || (word_before(f, first) == NX_W_OF && nx_is_tally(f, bb))))
		{
			m->number.end = second->number.end; /* what is dropped */
			*drop = true;
			return false;
		}

		if (from)
		{
			uint16_t word =
				bb != NX_NONE && f->t->kind[bb] == NX_TOK_WORD ? nx_tok_word(f->t, bb) : 0;

			/* "by anywhere from 10 to 15 percent", "ranging from" */
			if (word == NX_W_ANYWHERE || word == NX_W_BY || word == NX_W_RANGING ||
				word == NX_W_RANGE || word == NX_W_RANGES || word == NX_W_RANGED || word == NX_W_OF)
				;
			else if (change)
			{
				/* the first may still lack the unit that both have */
				NxAmount copy = *second;

				if (!m->has_unit && second->has_unit)
					nx_share_unit(m, &copy);
				return false;
			}
		}
		else if (own && change)
			return false; /* "rose 5p to 320p" */
		else if (!second->has_unit && !m->has_unit && nx_is_change_before(f, first, 1))
		{
			NxUnitRead noun;

			/* "up 3,000 to 45,000", but "cut 20 to 30 jobs" */
			if (second->value > 2 * m->value ||
				!nx_read_noun(&f->pieces, second->end, second->value, &noun))
				return false;
		}
		else if (is_step_and_level(f, m, second, first))
			return false;
		/* scores: "won 3 to 1" */
		if ((m->has_unit ? m->value >= second->value : m->number.value >= second->number.value) &&
			!(second->number.scale > 2))
			return false;
		/* "on Feb 25 to 4.15 billion", "in 1986 to 900 mln" */
		if (!m->has_unit && second->has_unit && !from &&
			(is_year_like(m) || nx_is_no_quantity(f, m, first, NULL, NX_HEDGE_NONE, true)))
			return false;
		if (!m->has_unit && !second->has_unit && is_year_like(m) && is_year_like(second))
		{
			*drop = true;
			return false;
		}
	}
	if (is_year_like(m) && is_year_like(second) && !second->has_unit && !f->typed)
	{
		*drop = true;
		return false;
	}
	if (!nx_share_unit(m, second))
		return false;
	if (m->value > second->value)
	{
		double low = second->value;

		if (!between)
			return false;
		second->value = m->value;
		m->value = low;
	}
	return true;
}
