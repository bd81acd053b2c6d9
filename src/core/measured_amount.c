/*
 * measured_amount.c
 *		[sign] [currency] [sign] number [unit] [smaller unit] [rate]
 */
#include <string.h>

#include "decimal.h"
#include "expression.h"
#include "unit_table.h"

static bool
is_minus_sign(const NxAnalysis *a, const NxPiece *p)
{
	return p->kind == PIECE_HYPHEN ||
		   (p->end - p->start == 3 && memcmp(a->text + p->start, "\xE2\x88\x92", 3) == 0) ||
		   (p->kind == PIECE_DASH && p->end - p->start == 3);
}

/* "5 ft 2 in", "15 dollars 50", "two years and three months": what the smaller unit adds. */
static void
add_smaller_unit(NxFinder *f, NxAmount *m)
{
	NxPieces *pieces = &f->pieces;
	uint32_t i = m->end;
	NxNumber n;
	NxUnitRead unit;
	NxDimension big;
	NxDimension small;
	bool and = false;

	if (m->unit.noun || m->value < 0 || (m->number.flags & NX_NUM_SCALED))
		return;
	if (nx_piece(pieces, i)->word == NX_W_AND)
	{
		and = true;
		i++;
	}
	if (nx_piece(pieces, i)->kind != PIECE_DIGITS && !nx_piece_is(pieces, i, NX_C_NUMBER_WORD))
		return;
	if (!nx_read_number(pieces, i, 0, &n) || (n.flags & (NX_NUM_SCALED | NX_NUM_FRACTION)))
		return;
	if (m->unit.currency)
	{
		/* "thirteen dollars forty-five cents", "10 $ 30 cent"; "15 dollars 50" at the end */
		if (n.value >= 100 || (m->number.flags & NX_NUM_DECIMAL) || m->unit.exp10 != 0)
			return;
		if (nx_read_unit(pieces, n.end, &n, &unit))
		{
			if (unit.exp10 != -2 || strcmp(unit.code, m->unit.code) != 0)
				return;
			m->end = unit.end;
		}
		else if ((is_closing(nx_piece(pieces, n.end)) || f->typed) && n.digits <= 2 &&
				 (!m->prefix || (n.flags & NX_NUM_WORDS)) && (n.value >= 10 || m->prefix))
			m->end = n.end;
		else
			return;
		m->value += n.value / 100;
		return;
	}
	if (nx_piece(pieces, n.end)->kind == PIECE_QUOTE)
		return;
	if (!nx_read_unit(pieces, n.end, &n, &unit) || unit.noun || unit.currency)
	{
		/* inches are read as "in" only behind feet */
		if (strcmp(m->unit.code, "foot") != 0 || n.value >= 12 ||
			nx_piece(pieces, n.end)->word != NX_W_IN || and)
			return;
		m->value += n.value / 12;
		m->end = n.end + 1;
		return;
	}
	nx_unit_dimension(m->unit.code, strlen(m->unit.code), &big);
	nx_unit_dimension(unit.code, strlen(unit.code), &small);
	if (strcmp(big.name, small.name) != 0 || small.factor >= big.factor ||
		n.value * small.factor >= big.factor || big.offset != 0)
		return;
	if (strcmp(big.name, "duration") != 0 && strcmp(big.name, "length") != 0 &&
		strcmp(big.name, "mass") != 0)
		return;
	/* "two years and 3 days" adds; "5 km and 200 m" may be two lengths */
	if (and&&strcmp(big.name, "duration") != 0)
		return;
	m->value += n.value / nx_round15(big.factor / small.factor);
	m->end = unit.end;
}

/* Feet and inches by marks: 6'2" */
static bool
feet_by_marks(NxFinder *f, NxAmount *m)
{
	NxPieces *pieces = &f->pieces;
	const NxPiece *p = nx_piece(pieces, m->end);
	NxNumber n;

	if (p->kind != PIECE_QUOTE || p->spaced || (p->symbol != '\'' && p->end - p->start != 3) ||
		m->value > 10 || nx_piece(pieces, m->end + 1)->kind != PIECE_DIGITS ||
		nx_piece(pieces, m->end + 1)->spaced)
		return false;
	if (!nx_read_number(pieces, m->end + 1, 0, &n) || n.value >= 12)
		return false;
	p = nx_piece(pieces, n.end);
	if (p->kind != PIECE_QUOTE || p->spaced)
		return false;
	m->value += n.value / 12;
	strcpy(m->unit.code, "foot");
	m->has_unit = true;
	m->end = n.end + 1;
	return true;
}

/* 10" and 10 ″ behind which a word says that a length is meant. */
static bool
inches_by_mark(NxFinder *f, NxAmount *m)
{
	NxPieces *pieces = &f->pieces;
	const NxPiece *p = nx_piece(pieces, m->end);
	const NxPiece *next = nx_piece(pieces, m->end + 1);

	if (p->kind != PIECE_QUOTE || (p->symbol != '"' && p->symbol != '\'') ||
		next->kind != PIECE_WORD || !nx_lex_has(next->entry, NX_C_METRE_NOUN))
		return false;
	strcpy(m->unit.code, p->symbol == '"' ? "inch" : "foot");
	m->has_unit = true;
	m->end++;
	return true;
}

/* An amount from piece i on. */
bool
nx_read_amount(NxFinder *f, uint32_t i, unsigned how, NxAmount *m)
{
	NxPieces *pieces = &f->pieces;
	const NxPiece *p = nx_piece(pieces, i);
	bool minus = false;
	bool fraction;

	memset(m, 0, sizeof(*m));
	m->start = i;
	m->unit.unit = -1;
	if (p->word == NX_W_MINUS || p->word == NX_W_NEGATIVE)
	{
		minus = true;
		i++;
	}
	else if (is_minus_sign(f->a, p) || (p->kind == PIECE_DASH && p->token == 0 && p->symbol == '-'))
	{
		minus = true;
		i++;
	}
	else if (p->symbol == '+')
		i++;
	if (nx_read_currency(pieces, i, &m->unit))
	{
		m->prefix = m->has_unit = true;
		i = m->unit.end;
		if (nx_piece(pieces, i)->kind == PIECE_HYPHEN)
		{
			minus = true;
			i++;
		}
		if (nx_piece(pieces, i)->kind != PIECE_DIGITS && !nx_piece_is(pieces, i, NX_C_NUMBER_WORD))
			return false;
		how |= NX_READ_MONEY;
	}
	if (!nx_read_number(pieces, i, how, &m->number))
		return false;
	if (m->unit.letter && !(m->number.flags & (NX_NUM_SCALED | NX_NUM_SEPARATED)))
		return false; /* R2 and N95 are names */
	m->end = m->number.end;
	m->value = m->number.value;
	fraction = (m->number.flags & NX_NUM_FRACTION) != 0;

	/* "17+ years", "100-plus people", "30-odd" */
	p = nx_piece(pieces, m->end);
	if (p->symbol == '+' && !p->spaced && p->kind == PIECE_OTHER)
	{
		m->hedge = NX_HEDGE_LEAST;
		m->end++;
	}
	else if (p->kind == PIECE_HYPHEN && (nx_piece(pieces, m->end + 1)->word == NX_W_PLUS ||
										 nx_piece(pieces, m->end + 1)->word == NX_W_ODD))
	{
		m->hedge =
			nx_piece(pieces, m->end + 1)->word == NX_W_PLUS ? NX_HEDGE_LEAST : NX_HEDGE_ABOUT;
		m->end += 2;
	}
	else if (p->word == NX_W_OR || p->word == NX_W_ODD)
	{
		/* "300 or so people", "five or more years" */
		uint32_t behind;
		int hedge = nx_hedge_after(pieces, m->end, &behind);
		const NxPiece *next = nx_piece(pieces, behind);

		if (hedge != NX_HEDGE_NONE && hedge != NX_HEDGE_OR_EQUAL && next->kind == PIECE_WORD &&
			!nx_is_closed_word(next))
		{
			m->hedge = hedge;
			m->end = behind;
		}
	}
	m->number.end = m->end;
	p = nx_piece(pieces, m->end);
	if (m->prefix)
	{
		NxUnitRead again;

		/* "$5 dollars", and "$5 Canadian" */
		if (nx_read_unit(pieces, m->end, &m->number, &again) && again.currency &&
			again.exp10 == 0 && nx_piece(pieces, m->end)->kind == PIECE_WORD)
		{
			if (nx_piece(pieces, m->start)->kind == PIECE_WORD &&
				strcmp(again.code, m->unit.code) != 0)
				m->unit = again; /* "the dollar 143.80 yen" */
			m->end = again.end;
		}
		m->value = nx_shift10(m->value, m->unit.exp10);
		m->unit.end = m->end;
		add_smaller_unit(f, m);
	}
	else
	{
		NxUnitRead unit;
		uint32_t at = m->end;
		bool of = false;

		/* "half an hour", "a quarter of a mile", "half a percentage point" */
		if (fraction || (m->value > 0 && m->value < 1 && nx_piece(pieces, at)->word == NX_W_OF))
		{
			if (nx_piece(pieces, at)->word == NX_W_OF &&
				(nx_piece(pieces, at + 1)->word == NX_W_A ||
				 nx_piece(pieces, at + 1)->word == NX_W_AN ||
				 nx_piece(pieces, at + 1)->word == NX_W_ONE))
			{
				of = true;
				at++;
			}
			if (nx_piece(pieces, at)->word == NX_W_A || nx_piece(pieces, at)->word == NX_W_AN ||
				(of && nx_piece(pieces, at)->word == NX_W_ONE))
			{
				of = true;
				at++;
			}
		}
		/* "a sixteenth century" is one, and no part of one */
		if (fraction && !of && (m->number.flags & NX_NUM_WORDS) && m->end > 0 &&
			nx_piece_is(pieces, m->end - 1, NX_C_ORDINAL_WORD) &&
			nx_read_unit(pieces, at, &m->number, &unit))
			return false;
		if (of && nx_piece(pieces, at)->word == NX_W_POINT)
		{
			strcpy(m->unit.code, "point");
			m->unit.noun = m->has_unit = true;
			m->end = at + 1;
		}
		else if (nx_read_unit(pieces, at, &m->number, &unit) && !(of && unit.noun))
		{
			m->unit = unit;
			m->has_unit = true;
			m->end = unit.end;
			m->value = nx_shift10(m->value, unit.exp10);
			add_smaller_unit(f, m);
		}
		else if (!feet_by_marks(f, m))
			inches_by_mark(f, m);
	}
	if (!m->has_unit && p->kind == PIECE_WORD && !p->spaced && p->token > 0 &&
		p->start == f->t->start[p->token] && nx_piece(pieces, m->end)->start == p->start)
		return false; /* 24703m212, 4x4 */
	if (minus)
	{
		m->value = -m->value;
		m->number.flags |= NX_NUM_SIGNED;
	}
	/* "76-year-old" */
	if (m->has_unit && nx_piece(pieces, m->end)->kind == PIECE_HYPHEN &&
		nx_piece(pieces, m->end + 1)->word == NX_W_OLD)
	{
		m->end += 2;
		return true;
	}
	if (m->has_unit && !fraction)
	{
		m->unit.end = m->end;
		nx_read_rate(pieces, &m->unit);
		m->end = m->unit.end;
	}
	return true;
}

/* "$3" of "$3-4 million", "7" of "7 and 9 lakh rupees": what the second gives the first. */
bool
nx_share_unit(NxAmount *a, NxAmount *b)
{
	bool scale = b->number.scale > 2 && !(a->number.flags & (NX_NUM_SCALED | NX_NUM_SEPARATED));

	/* "500 to 1.2 million": five hundred what? */
	if (scale && (a->number.literal >= 1000 || a->number.literal > b->number.literal))
		return false;
	if (!a->has_unit && b->has_unit && !b->prefix)
	{
		a->unit = b->unit;
		a->has_unit = true;
		a->value = nx_shift10(a->value, b->unit.exp10);
	}
	else if (a->has_unit && !b->has_unit)
	{
		if (!a->prefix)
			return false;
		b->unit = a->unit;
		b->has_unit = true;
		b->value = nx_shift10(b->value, a->unit.exp10);
	}
	else if (!a->has_unit && b->has_unit)
	{
		a->unit = b->unit;
		a->has_unit = true;
	}
	else if (a->has_unit && strcmp(a->unit.code, b->unit.code) != 0)
	{
		/* "$3 to $4 a barrel" */
		if (strncmp(a->unit.code, b->unit.code, strlen(a->unit.code)) != 0)
			return false;
		a->unit = b->unit;
	}
	if (scale)
		a->value = nx_shift10(a->value, b->number.scale);
	return true;
}
