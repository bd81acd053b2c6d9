/*
 * quantity.c
 *		The grammar of measured expressions.
 *
 *		expression	= [hedge] amount [range amount] [hedge after]
 *					| [hedge] vague plural, ratio, multiple
 *		amount		= [sign] [currency] [sign] number [unit] [rate] | number noun
 *
 * Every token that may be a number is an anchor: digits, and words of a few
 * classes.  What belongs to the expression on its left (sign, currency, hedge)
 * is found by looking back over tokens, the rest by parsing forward over
 * pieces (piece.h).  Then the surroundings are asked whether the number is
 * none: dates, years, times, scores, addresses, numbers in names.  The texts
 * between anchors are never looked at, so the cost is that of the anchors and
 * one test a token.
 *
 * Digits are parsed by hand: an anchor is a token already, and what decides
 * (separators, what stands beside) is on tokens too, so a pattern over bytes
 * would only find again what the tokeniser has found.
 *
 * What a person types for the SQL type goes the same way (typed is set), only
 * that nothing is refused there for what stands around it.
 */
#include <string.h>

#include "arena.h"
#include "decimal.h"
#include "expression.h"
#include "quantity.h"
#include "quantity_value.h"
#include "sentence.h"
#include "unit_table.h"

#define POLL_ANCHORS 1024
#define AHEAD 12 /* tokens */

/* ---- results ---- */

static bool
is_one_sided(const NxQuantity *q, uint8_t side)
{
	return (q->flags & (NX_Q_HAS_LOW | NX_Q_HAS_HIGH)) == side;
}

/* "greater than 100 and smaller than 300": two bounds of one range. */
static bool
merge_bounds(NxFinder *f, const NxMeasured *m)
{
	NxMeasured *prev;
	uint32_t between;
	NxQuantity q;
	const NxQuantity *low;
	const NxQuantity *high;

	if (!f->has_last)
		return false;
	prev = &f->last;
	if (prev->end_token >= m->first_token || m->first_token - prev->end_token > 2)
		return false;
	between = m->first_token - 1;
	if (f->t->kind[between] == NX_TOK_WORD)
	{
		if (nx_tok_word(f->t, between) != NX_W_AND && nx_tok_word(f->t, between) != NX_W_BUT)
			return false;
	}
	else if (f->t->kind[between] != NX_TOK_COMMA)
		return false;
	if (m->first_token - prev->end_token == 2 && f->t->kind[between - 1] != NX_TOK_COMMA)
		return false;
	if (is_one_sided(&prev->quantity, NX_Q_HAS_LOW) && is_one_sided(&m->quantity, NX_Q_HAS_HIGH))
	{
		low = &prev->quantity;
		high = &m->quantity;
	}
	else if (is_one_sided(&prev->quantity, NX_Q_HAS_HIGH) &&
			 is_one_sided(&m->quantity, NX_Q_HAS_LOW))
	{
		low = &m->quantity;
		high = &prev->quantity;
	}
	else
		return false;
	if (strcmp(low->unit, high->unit) != 0 && prev->quantity.unit_len > 0)
		return false;
	q = m->quantity;
	q.low = low->low;
	q.high = high->high;
	q.flags = low->flags | high->flags;
	if (low->low >= high->high || !nx_quantity_is_valid(&q))
		return false;
	prev->quantity = q;
	prev->span.end = m->span.end;
	prev->end_token = m->end_token;
	return true;
}

/* The last expression waits for the next, which may be the other bound of it. */
static NxStatus
keep_last(NxFinder *f)
{
	return f->has_last ? nx_measured_push(f->a, &f->last) : NX_OK;
}

static NxStatus
emit(NxFinder *f, const NxQuantity *q, uint32_t first_token, uint32_t start, uint32_t end_piece)
{
	const NxPiece *last = nx_piece(&f->pieces, end_piece - 1);
	NxMeasured m;
	NxStatus status;

	memset(&m, 0, sizeof(m));
	m.quantity = *q;
	if (!nx_quantity_is_valid(q))
		return NX_OK;
	m.first_token = first_token;
	m.end_token = last->token + 1;
	/* a piece may reach into tokens beyond its own */
	while (m.end_token < f->t->n && f->t->start[m.end_token] < last->end)
		m.end_token++;
	m.span.start = start;
	m.span.end = last->end;
	if (merge_bounds(f, &m))
		return NX_OK;
	if ((status = keep_last(f)) != NX_OK)
		return status;
	f->last = m;
	f->has_last = true;
	return NX_OK;
}

static void
set_unit(NxQuantity *q, const char *code)
{
	q->unit_len = (uint8_t) strlen(code);
	memcpy(q->unit, code, (size_t) q->unit_len + 1);
}

static NxQuantity
point(double value, const char *unit)
{
	NxQuantity q;

	memset(&q, 0, sizeof(q));
	q.low = q.high = value;
	q.flags = NX_Q_HAS_LOW | NX_Q_HAS_HIGH;
	set_unit(&q, unit);
	return q;
}

/* ---- the kinds of expressions ---- */

/* The one line of every expression that ends well: hedges, then out. */
static NxStatus
finish(NxFinder *f, NxQuantity *q, uint32_t first, uint32_t end_piece, uint32_t *next_token,
	   int left, uint32_t left_start)
{
	uint32_t end = end_piece;
	int after = nx_hedge_after(&f->pieces, end_piece, &end);
	int hedge;
	uint32_t start = first;
	NxStatus status;

	if (after == NX_HEDGE_OR_EQUAL && left != NX_HEDGE_MORE && left != NX_HEDGE_LESS)
		after = NX_HEDGE_NONE;
	/* "200 or greater than 190", "more than 5000 or equal to 6000": the next one's */
	if (after != NX_HEDGE_NONE && end > end_piece + 1)
	{
		const NxPiece *p = nx_piece(&f->pieces, end);

		if (p->kind == PIECE_DIGITS || nx_piece_is(&f->pieces, end, NX_C_NUMBER_WORD) ||
			p->kind == PIECE_CURRENCY || p->word == NX_W_THAN || p->word == NX_W_A ||
			p->word == NX_W_OR)
			after = NX_HEDGE_NONE;
	}
	if (after == NX_HEDGE_NONE)
		end = end_piece;
	if (left != NX_HEDGE_NONE && nx_is_ambiguous_hedge(f, left_start, first, q))
		left = NX_HEDGE_NONE;
	hedge = nx_join_hedges(left, after);
	if (left != NX_HEDGE_NONE)
		start = left_start;
	if (q->low == q->high && (q->flags & NX_Q_HAS_LOW))
		nx_apply_hedge(q, hedge);
	else if (hedge == NX_HEDGE_ABOUT)
		q->flags |= NX_Q_APPROX;
	/* something bound on both sides has no sides left */
	if (left == NX_HEDGE_ABOUT && after != NX_HEDGE_NONE)
		q->flags |= NX_Q_APPROX;
	status = emit(f, q, start, f->t->start[start], end);
	*next_token = nx_piece(&f->pieces, end - 1)->token + 1;
	return status;
}

/* "one in five", "9 out of 10", "two in every three" behind amount m. */
static bool
read_ratio(NxFinder *f, const NxAmount *m, double *ratio, uint32_t *end)
{
	NxPieces *pieces = &f->pieces;
	uint32_t i = m->end;
	NxNumber n;
	const NxPiece *after;

	if (m->has_unit || !is_small_integer(m, 999) || m->value < 1)
		return false;
	if (nx_piece(pieces, i)->kind == PIECE_HYPHEN && nx_piece(pieces, i + 1)->word == NX_W_IN &&
		nx_piece(pieces, i + 2)->kind == PIECE_HYPHEN)
		i += 2; /* one-in-five */
	else if (nx_piece(pieces, i)->word == NX_W_OUT && nx_piece(pieces, i + 1)->word == NX_W_OF)
		i++;
	else if (nx_piece(pieces, i)->word != NX_W_IN)
		return false;
	i++;
	if (nx_piece(pieces, i)->word == NX_W_EVERY)
		i++;
	if (!nx_read_number(pieces, i, 0, &n) || n.value <= m->value || n.value < 2 ||
		!nx_is_whole(n.value))
		return false;
	/* "two in 2004", "one in 3 years" */
	if (n.digits == 4 && !(n.flags & NX_NUM_SEPARATED) && n.value >= 1900 && n.value < 2101)
		return false;
	after = nx_piece(pieces, n.end);
	if (after->kind == PIECE_WORD)
	{
		NxUnitRead unit;

		if (nx_lex_has(after->entry, NX_C_MONTH) && (after->flags & NX_TF_UPPER_INITIAL))
			return false;
		if (nx_read_unit(pieces, n.end, &n, &unit))
			return false;
	}
	else if (after->kind == PIECE_HYPHEN || after->kind == PIECE_PERCENT ||
			 after->kind == PIECE_CURRENCY)
		return false;
	*ratio = m->value / n.value;
	*end = n.end;
	return true;
}

/* The noun behind "of the": "14 of the 20 seats", "three of its members". */
static void
read_partitive(NxFinder *f, NxAmount *m)
{
	NxPieces *pieces = &f->pieces;
	uint32_t i = m->end;
	NxNumber n = {.value = 2};
	NxUnitRead noun;

	if (nx_piece(pieces, i)->word != NX_W_OF)
		return;
	i++;
	switch (nx_piece(pieces, i)->word)
	{
		case NX_W_THE:
		case NX_W_ITS:
		case NX_W_THEIR:
		case NX_W_HIS:
		case NX_W_HER:
		case NX_W_THESE:
		case NX_W_THOSE:
		case NX_W_OUR:
			i++;
			break;
		default:
			if (nx_piece(pieces, i)->kind != PIECE_DIGITS)
				return;
	}
	if (nx_read_number(pieces, i, 0, &n))
		i = n.end;
	if (nx_read_noun(pieces, i, 2, &noun))
	{
		m->unit = noun;
		m->unit.end = m->end;
	}
}

/* "hundreds of thousands of people": the anchor is the vague plural. */
static NxStatus
vague_plural(NxFinder *f, uint32_t token, uint32_t *next_token)
{
	NxPieces *pieces = &f->pieces;
	NxQuantity q;
	NxNumber n = {.value = 2, .flags = NX_NUM_WORDS};
	NxUnitRead unit;
	double value;
	uint32_t i = 1;
	uint32_t b = before(f, token);
	uint32_t start = token;

	nx_pieces_start(pieces, f->a, token);
	value = nx_piece_value(nx_piece(pieces, 0), NX_C_VAGUE_PLURAL);
	if (b != NX_NONE && (f->t->kind[b] == NX_TOK_NUMBER || tok_is(f, b, NX_C_NUMBER_WORD) ||
						 f->t->kind[b] == NX_TOK_SYMBOL))
		return NX_OK;
	while (nx_piece(pieces, i)->word == NX_W_OF && nx_piece_is(pieces, i + 1, NX_C_VAGUE_PLURAL))
	{
		value *= nx_piece_value(nx_piece(pieces, i + 1), NX_C_VAGUE_PLURAL) / 2;
		i += 2;
	}
	/* "tens" and "scores" are nothing without "of" */
	if (nx_piece(pieces, i)->word != NX_W_OF && i == 1 && value <= 40 && value != 24)
		return NX_OK;
	memset(&unit, 0, sizeof(unit));
	if (nx_piece(pieces, i)->word == NX_W_OF)
	{
		uint32_t k = i + 1;

		switch (nx_piece(pieces, k)->word)
		{
			case NX_W_THE:
			case NX_W_ITS:
			case NX_W_THEIR:
			case NX_W_HIS:
			case NX_W_HER:
			case NX_W_OTHER:
			case NX_W_OUR:
			case NX_W_MORE:
			case NX_W_THOSE:
			case NX_W_THESE:
				k++;
				break;
			default:
				break;
		}
		n.scale = value >= 2000000 ? 6 : 0;
		if ((nx_read_unit(pieces, k, &n, &unit) && unit.exp10 == 0) ||
			nx_read_noun(pieces, k, 2, &unit))
		{
			i = unit.end;
			unit.end = i;
			nx_read_rate(pieces, &unit);
			i = unit.end;
		}
		else
			unit.code[0] = '\0';
	}
	/* "thousands more homes": not sure, and so without a unit */
	q = point(value, unit.code);
	q.flags &= (uint8_t) ~NX_Q_HAS_HIGH;
	q.high = 0;
	*next_token = nx_piece(pieces, i - 1)->token + 1;
	/* "many thousands of": the same bound */
	return emit(f, &q, start, f->t->start[start], i);
}

/*
 * "double", "triple": a multiple only as a verb ("will double", "profits double
 * to £3m") or before what is multiplied ("double the rate"), not in "a double room".
 */
static bool
is_multiple(const NxFinder *f, uint32_t before_hedge, const NxPiece *next, const NxPiece *behind)
{
	uint16_t prev = before_hedge != NX_NONE && f->t->kind[before_hedge] == NX_TOK_WORD
						? nx_tok_word(f->t, before_hedge)
						: 0;

	switch (next->word)
	{
		case NX_W_THE:
		case NX_W_ITS:
		case NX_W_THEIR:
		case NX_W_THAT:
		case NX_W_THOSE:
		case NX_W_WHAT:
		case NX_W_HIS:
		case NX_W_HER:
		case NX_W_LAST:
			return prev != NX_W_THE && prev != NX_W_A;
		case NX_W_TO:
			if (behind->kind == PIECE_CURRENCY || behind->kind == PIECE_DIGITS)
				return true;
			break;
		case NX_W_AS:
		case NX_W_UP:
		case NX_W_DOWN:
			return false;
		default:
			break;
	}
	if (next->kind == PIECE_HYPHEN)
		return false;
	switch (prev)
	{
		case NX_W_TO:
		case NX_W_WILL:
		case NX_W_WOULD:
		case NX_W_COULD:
		case NX_W_MAY:
		case NX_W_MIGHT:
		case NX_W_SHOULD:
		case NX_W_MUST:
		case NX_W_CAN:
			return true;
		default:
			return false;
	}
}

/* "doubled", "twice as many", "tenfold" */
static NxStatus
multiple(NxFinder *f, uint32_t token, uint32_t *next_token)
{
	NxPieces *pieces = &f->pieces;
	NxQuantity q;
	uint32_t start;
	int left;
	const NxPiece *p;

	nx_pieces_start(pieces, f->a, token);
	p = nx_piece(pieces, 0);
	if (p->start != f->t->start[token] || p->end != f->t->end[token])
		return NX_OK;
	q = point(nx_piece_value(p, NX_C_MULTIPLE_WORD), "ratio");
	left = nx_hedge_left(f, token, &start);
	if (p->word == NX_W_TWICE || nx_piece_reads(pieces, 0, "thrice"))
	{
		const NxPiece *next = nx_piece(pieces, 1);

		/* "arrested twice", "twice a week" */
		if (!f->typed && left == NX_HEDGE_NONE && next->word != NX_W_AS && next->word != NX_W_THE &&
			next->word != NX_W_THAT && next->word != NX_W_ITS && next->word != NX_W_THEIR &&
			next->word != NX_W_WHAT && next->word != NX_W_MORE && next->word != NX_W_HIS &&
			next->word != NX_W_HER)
			return NX_OK;
	}
	else if (!f->typed && nx_lex_has(p->entry, NX_C_VERB))
	{
		const char *form = nx_lex_value(p->entry, NX_C_VERB);

		if ((form[0] == 'b' || form[0] == 'p') && strncmp(form, "past", 4) != 0 &&
			!is_multiple(f, left_of(f, left != NX_HEDGE_NONE ? start : token), nx_piece(pieces, 1),
						 nx_piece(pieces, 2)))
			return NX_OK;
	}
	/* "more than halved" is less than a half */
	if (q.low < 1)
		left = left == NX_HEDGE_MORE    ? NX_HEDGE_LESS
			   : left == NX_HEDGE_LEAST ? NX_HEDGE_MOST
			   : left == NX_HEDGE_LESS  ? NX_HEDGE_MORE
			   : left == NX_HEDGE_MOST  ? NX_HEDGE_LEAST
										: left;
	return finish(f, &q, token, 1, next_token, left, start);
}

/* The sign of Peru's money, which is two tokens: "S/400". */
static bool
is_sol_sign(const NxFinder *f, uint32_t slash)
{
	const NxTokens *t = f->t;

	return t->kind[slash] == NX_TOK_SYMBOL && f->a->text[t->start[slash]] == '/' && slash > 0 &&
		   t->end[slash - 1] == t->start[slash] && t->end[slash - 1] - t->start[slash - 1] == 1 &&
		   f->a->text[t->start[slash - 1]] == 'S';
}

/*
 * The first token of the amount whose number begins at token: sign and currency
 * before it.  *foreign: a sign of money stands there that means no currency we
 * know, "¤500".
 */
static uint32_t
amount_start(NxFinder *f, uint32_t token, bool *foreign)
{
	const NxTokens *t = f->t;
	const char *text = f->a->text;
	uint32_t first = token;
	uint32_t b = left_of(f, token);

	*foreign = false;
	if (b != NX_NONE && nx_is_leading_point(f->a, b))
	{
		first = b;
		b = left_of(f, first);
	}
	if (b != NX_NONE &&
		(t->kind[b] == NX_TOK_CURRENCY || is_sol_sign(f, b) ||
		 (t->kind[b] == NX_TOK_WORD && nx_tok_word(t, b) == 0 && t->end[b] - t->start[b] <= 10 &&
		  ((t->flags[b] & NX_TF_UPPER_INITIAL) || t->end[b] - t->start[b] == 3 ||
		   t->end[b] - t->start[b] == 6))))
	{
		uint32_t from = t->kind[b] == NX_TOK_SYMBOL ? b - 1 : b;
		NxUnitRead unit;

		/* "hk $", "U.S. $", "Canadian $" */
		for (int n = 0; n < 2; n++)
		{
			uint32_t bb = left_of(f, from);

			if (t->kind[b] != NX_TOK_CURRENCY || bb == NX_NONE || t->kind[bb] != NX_TOK_WORD)
				break;
			from = bb;
		}
		for (; from <= b; from++)
		{
			nx_pieces_start(&f->pieces, f->a, from);
			if (nx_read_currency(&f->pieces, 0, &unit) &&
				nx_piece(&f->pieces, unit.end)->token == token &&
				nx_piece(&f->pieces, unit.end)->start == t->start[first])
			{
				first = from;
				break;
			}
		}
		*foreign = from > b && t->kind[b] == NX_TOK_CURRENCY && !f->typed &&
				   !(t->flags[first] & NX_TF_SPACE_BEFORE);
	}
	b = left_of(f, first);
	if (b != NX_NONE)
	{
		uint32_t len = t->end[b] - t->start[b];

		if (t->kind[b] == NX_TOK_SYMBOL &&
			(text[t->start[b]] == '-' || text[t->start[b]] == '+' ||
			 (len == 3 && memcmp(text + t->start[b], "\xE2\x88\x92", 3) == 0)) &&
			(t->flags[b] & NX_TF_SPACE_BEFORE || b == 0 || t->kind[b - 1] == NX_TOK_SYMBOL ||
			 t->kind[b - 1] == NX_TOK_BRACKET_OPEN) &&
			(b == 0 || t->kind[b - 1] != NX_TOK_NUMBER) &&
			!(t->flags[first] & NX_TF_SPACE_BEFORE) && (len == 1 || len == 3))
			first = b;
		else if (t->kind[b] == NX_TOK_WORD &&
				 (nx_tok_word(t, b) == NX_W_MINUS || nx_tok_word(t, b) == NX_W_NEGATIVE) &&
				 !(word_left(f, b) == NX_W_OR && word_left(f, left_of(f, b)) == NX_W_PLUS))
			first = b;
		/* the whole text is "- 10 k" */
		else if (t->kind[b] == NX_TOK_DASH && b == 0 && text[t->start[b]] == '-' && len == 1 &&
				 t->n <= 4)
			first = b;
	}
	return first;
}

/* "39 cts vs 40": the second is in the unit of the first. */
static void
take_unit_compared(const NxFinder *f, NxAmount *m, uint32_t first)
{
	uint16_t word = word_before(f, first);
	const NxMeasured *last = &f->last;
	double value;

	if ((word != NX_W_VS && word != NX_W_VERSUS && word != NX_W_AND) || !f->has_last)
		return;
	if (last->end_token != first - 1 || last->quantity.unit_len == 0)
		return;
	/* "aged 19 and 22" */
	if (word == NX_W_AND && !(nx_is_after_aged(f, last->first_token) && m->value < 115))
		return;
	/* "2.3 mln dlrs vs 1.9": millions, most likely, but that is not said */
	value = nx_shift10(m->value, f->last_exp10);
	if (!(value > last->quantity.high / 20 && value < last->quantity.high * 20))
		return;
	strcpy(m->unit.code, last->quantity.unit);
	m->value = value;
	m->has_unit = true;
}

/* What a number counts, "450 pupils", "two a day"; or what it is given for, "12 per 100,000 people". */
static bool
read_counted(NxPieces *pieces, uint32_t i, double value, NxUnitRead *unit)
{
	if (!nx_read_noun(pieces, i, value, unit))
		return nx_read_bare_rate(pieces, i, unit);
	nx_read_rate(pieces, unit);
	return true;
}

/* An expression whose number begins at token. */
static NxStatus
expression(NxFinder *f, uint32_t token, uint32_t *next_token)
{
	NxPieces *pieces = &f->pieces;
	const NxTokens *t = f->t;
	NxAmount m;
	NxAmount second;
	NxUnitRead noun;
	NxQuantity q;
	bool foreign;
	uint32_t first = amount_start(f, token, &foreign);
	uint32_t hedge_start;
	int hedge;
	uint16_t prev;
	bool between;
	bool from;
	bool drop = false;
	unsigned how = 0;
	double ratio;
	uint32_t end;
	uint32_t range_start;

	if (foreign)
		return NX_OK;
	/* the rest of an identifier: "B7.2", "BA.5" */
	if (token > 1 && first == token && t->kind[token - 1] == NX_TOK_STOP &&
		t->end[token - 1] - t->start[token - 1] == 1 && !(t->flags[token] & NX_TF_SPACE_BEFORE) &&
		!(t->flags[token - 1] & NX_TF_SPACE_BEFORE))
		return NX_OK;
	hedge = nx_hedge_left(f, first, &hedge_start);
	prev = word_left(f, first);
	/* "between the tenth and …": the article is not the number's */
	if (prev == NX_W_THE && (word_left(f, left_of(f, first)) == NX_W_BETWEEN ||
							 nx_hedge_before(f->a, left_of(f, first), f->floor, &hedge_start) != 0))
	{
		how = NX_READ_ORDINAL;
		hedge = nx_hedge_left(f, left_of(f, first), &hedge_start);
		prev = word_left(f, left_of(f, first));
	}
	between = prev == NX_W_BETWEEN;
	from = prev == NX_W_FROM;

	nx_pieces_start(pieces, f->a, first);
	if (!nx_read_amount(f, 0, how, &m))
	{
		/* nothing else of an identifier is read either */
		if (t->kind[token] == NX_TOK_NUMBER)
		{
			uint32_t k = token + 1;

			while (k < t->n && !(t->flags[k] & NX_TF_SPACE_BEFORE) && t->kind[k] != NX_TOK_COMMA &&
				   t->kind[k] != NX_TOK_STOP && t->kind[k] != NX_TOK_BRACKET_CLOSE &&
				   k - token < 16)
				k++;
			/* "020 7946 0018" */
			if (f->a->text[t->start[token]] == '0')
				while (k < t->n && t->kind[k] == NX_TOK_NUMBER && nx_same_paragraph(f->a, k))
					k++;
			*next_token = k;
		}
		return NX_OK;
	}
	*next_token = nx_piece(pieces, m.end - 1)->token + 1;
	if (*next_token <= token)
		*next_token = token + 1;
	if ((m.number.flags & NX_NUM_ORDINAL) && !between && hedge == NX_HEDGE_NONE)
		return NX_OK;
	if (!f->typed && !m.has_unit && nx_is_in_name(f, token))
		return NX_OK;

	/* words of number that do not fit together: "nineteen eighty-four" */
	if (!m.has_unit && !f->typed && (m.number.flags & NX_NUM_WORDS) &&
		nx_piece_is(pieces, m.end, NX_C_NUMBER_WORD) && m.value >= 10 && m.value < 21)
	{
		while (nx_piece_is(pieces, m.end, NX_C_NUMBER_WORD) ||
			   nx_piece(pieces, m.end)->kind == PIECE_HYPHEN)
			m.end++;
		*next_token = nx_piece(pieces, m.end - 1)->token + 1;
		return NX_OK;
	}

	/* "+44 20 7946 0958": three numbers and nothing between */
	if (!f->typed && !m.has_unit && (m.number.flags & NX_NUM_DIGITS) && m.number.end == m.end &&
		nx_piece(pieces, m.end)->kind == PIECE_DIGITS &&
		nx_piece(pieces, m.end + 1)->kind == PIECE_DIGITS)
	{
		while (nx_piece(pieces, m.end)->kind == PIECE_DIGITS)
			m.end++;
		*next_token = nx_piece(pieces, m.end - 1)->token + 1;
		return NX_OK;
	}

	range_start = first;
	if (between || from)
	{
		uint32_t b = left_of(f, how & NX_READ_ORDINAL ? left_of(f, first) : first);
		uint32_t bb = left_of(f, b);

		range_start = b;
		if (bb != NX_NONE && t->kind[bb] == NX_TOK_WORD && nx_tok_word(t, bb) == NX_W_ANYWHERE)
			range_start = bb;
	}
	if (nx_read_range(f, &m, first, how, between, from, &second, &drop))
	{
		if (!second.has_unit && read_counted(pieces, second.end, second.value, &noun))
		{
			second.unit = noun;
			second.end = noun.end;
		}
		else if (!second.has_unit && is_small_integer(&second, 115) &&
				 nx_is_after_aged(f, range_start))
			strcpy(second.unit.code, "year");
		else if (!second.has_unit && nx_is_no_quantity(f, &m, first, NULL, hedge, true))
		{
			*next_token = nx_piece(pieces, second.end - 1)->token + 1;
			return NX_OK;
		}
		q = point(m.value, second.unit.code);
		q.high = second.value;
		if (between || from)
			hedge = nx_hedge_left(f, range_start, &hedge_start);
		if (hedge != NX_HEDGE_ABOUT)
			hedge = NX_HEDGE_NONE;
		return finish(f, &q, range_start, second.end, next_token, hedge, hedge_start);
	}
	if (drop)
	{
		int numbers;
		uint32_t chain = nx_hyphen_chain(f, m.number.end - 1, &numbers);

		if (chain > 0)
			*next_token = nx_piece(pieces, chain - 1)->token + 1;
		return NX_OK;
	}

	/* "percent of 10" */
	if (!m.has_unit && prev == NX_W_OF && is_closing(nx_piece(pieces, m.end)))
	{
		uint32_t b = left_of(f, left_of(f, first));
		uint32_t bb = left_of(f, b);
		uint32_t start = NX_NONE;

		if (b != NX_NONE && nx_tok_word(t, b) == NX_W_PERCENT)
			start = b;
		else if (bb != NX_NONE && nx_tok_word(t, bb) == NX_W_PER && nx_tok_word(t, b) == NX_W_CENT)
			start = bb;
		if (start != NX_NONE && (start == 0 || before(f, start) == NX_NONE))
		{
			q = point(m.value, "percent");
			*next_token = nx_piece(pieces, m.end - 1)->token + 1;
			return emit(f, &q, start, t->start[start], m.end);
		}
	}
	/* "one over three", as nothing but a fraction is written */
	if (!m.has_unit && is_small_integer(&m, 999) && nx_piece(pieces, m.end)->word == NX_W_OVER &&
		before(f, first) == NX_NONE)
	{
		NxNumber under;

		if (nx_read_number(pieces, m.end + 1, 0, &under) && under.value > m.value &&
			under.scale == 0 && nx_piece(pieces, under.end)->kind == PIECE_END)
		{
			q = point(m.value / under.value, "ratio");
			*next_token = nx_piece(pieces, under.end - 1)->token + 1;
			return emit(f, &q, first, t->start[first], under.end);
		}
	}
	if (read_ratio(f, &m, &ratio, &end))
	{
		q = point(ratio, "ratio");
		return finish(f, &q, first, end, next_token, hedge, hedge_start);
	}

	/* "three times as many", "10-fold" */
	if (!m.has_unit)
	{
		uint32_t i = m.end;
		bool fold = false;

		if (nx_piece(pieces, i)->kind == PIECE_HYPHEN)
			i++;
		fold = nx_piece(pieces, i)->word == NX_W_FOLD ||
			   (nx_piece(pieces, i)->word == NX_W_TIMES && !nx_is_whole(m.value));
		if (fold || (i == m.end && nx_piece(pieces, i)->word == NX_W_TIMES &&
					 nx_piece_is(pieces, i + 1, NX_C_TIMES_COMPARISON)))
		{
			q = point(m.value, "ratio");
			return finish(f, &q, first, i + 1, next_token, hedge, hedge_start);
		}
	}

	memset(&noun, 0, sizeof(noun));
	if (m.number.flags & NX_NUM_FRACTION)
	{
		if (!m.has_unit && !(hedge != NX_HEDGE_NONE && is_closing(nx_piece(pieces, m.end))) &&
			!nx_is_part(f, &m, first))
			return NX_OK;
		if (!m.has_unit && (m.number.flags & NX_NUM_WORDS))
			strcpy(m.unit.code, "ratio");
	}
	else if (!m.has_unit)
	{
		if (!read_counted(pieces, m.end, m.value, &noun))
			noun.code[0] = '\0';
	}
	if (m.hedge != NX_HEDGE_NONE)
	{
		hedge = nx_join_hedges(hedge, m.hedge);
	}
	if (!m.has_unit && noun.code[0] == '\0' && nx_is_age(f, &m, first))
	{
		strcpy(m.unit.code, "year");
		m.has_unit = true;
	}
	if (nx_is_no_quantity(f, &m, first, &noun, hedge, false))
		return NX_OK;
	if (!m.has_unit && noun.code[0] == '\0')
		take_unit_compared(f, &m, first);
	if (!m.has_unit && !(m.number.flags & NX_NUM_FRACTION))
	{
		bool bare_word = (m.number.flags & NX_NUM_WORDS) &&
						 !(m.number.flags & (NX_NUM_SCALED | NX_NUM_DECIMAL | NX_NUM_SIGNED));

		if (noun.code[0] != '\0')
		{
			m.unit = noun;
			m.end = noun.end;
		}
		else if (!f->typed && m.value == 1 && bare_word && hedge == NX_HEDGE_NONE)
			return NX_OK; /* a pronoun as often as not */
		else
			read_partitive(f, &m);
	}
	q = point(m.value, m.unit.code);
	f->last_exp10 = m.unit.exp10;
	if (how & NX_READ_ORDINAL)
		first = left_of(f, first);
	return finish(f, &q, first, m.end, next_token, hedge, hedge_start);
}

/* ---- the pass ---- */

/* Does a word with hyphens begin with a number word: "four-mile"? */
static bool
begins_with_number(const NxFinder *f, uint32_t i)
{
	const char *p = f->a->text + f->t->start[i];
	const char *end = f->a->text + f->t->end[i];
	const char *hyphen = memchr(p, '-', (size_t) (end - p));
	uint32_t entry;

	if (hyphen == NULL || hyphen - p < 3 || hyphen - p > 9)
		return false;
	entry = nx_lex_find(nx_word_hash(p, (size_t) (hyphen - p)));
	return nx_lex_has(entry, NX_C_NUMBER_WORD) || nx_lex_entries[entry].word == NX_W_HALF;
}

#define CLASS_BIT(class, half) (((class) >> 6) == (half) ? UINT64_C(1) << ((class) & 63) : 0)
#define ANCHORS(half)                                                                              \
	(CLASS_BIT(NX_C_NUMBER_WORD, half) | CLASS_BIT(NX_C_VAGUE_PLURAL, half) |                      \
	 CLASS_BIT(NX_C_MULTIPLE_WORD, half) | CLASS_BIT(NX_C_MULTIPLIER, half) |                      \
	 CLASS_BIT(NX_C_COLLECTIVE_NUMBER, half) | CLASS_BIT(NX_C_FRACTION_WORD, half) |               \
	 CLASS_BIT(NX_C_ORDINAL_WORD, half))

/* What begins at an anchor, and where the number begins that it belongs to. */
static NxStatus
at_anchor(NxFinder *f, uint32_t i, uint32_t from, uint32_t *next_token)
{
	const NxTokens *t = f->t;
	uint32_t b = before(f, i);
	uint16_t word = word_before(f, i);

	if (t->kind[i] == NX_TOK_NUMBER)
		return expression(f, i, next_token);
	if (nx_tok_has(t, i, NX_C_VAGUE_PLURAL))
		return vague_plural(f, i, next_token);
	if (nx_tok_has(t, i, NX_C_MULTIPLE_WORD))
		return multiple(f, i, next_token);
	if (nx_tok_has(t, i, NX_C_NUMBER_WORD) || nx_tok_word(t, i) == NX_W_HALF ||
		(t->flags[i] & (NX_TF_HAS_HYPHEN | NX_TF_HAS_DIGIT)))
	{
		/* "a half", "a twenty-first" */
		if (word == NX_W_A && b >= from)
		{
			NxNumber number;

			nx_pieces_start(&f->pieces, f->a, b);
			if (nx_read_number(&f->pieces, 0, 0, &number))
				return expression(f, b, next_token);
		}
		return expression(f, i, next_token);
	}
	/* "a hundred", "a third", "quarter million" */
	if (word == NX_W_A || word == NX_W_AN)
		return b >= from ? expression(f, b, next_token) : NX_OK;
	if (nx_tok_word(t, i) == NX_W_QUARTER)
		return expression(f, i, next_token);
	if (nx_tok_has(t, i, NX_C_ORDINAL_WORD) && word == NX_W_THE)
		return expression(f, i, next_token);
	return NX_OK;
}

static NxStatus
find(NxFinder *f)
{
	NxAnalysis *a = f->a;
	const NxTokens *t = f->t;
	uint32_t from = 0;

	for (uint32_t i = 0; i < t->n; i++)
	{
		const NxLexEntry *entry;
		uint32_t next = i + 1;
		NxStatus status;

		/* the entries are spread over more memory than is near */
		__builtin_prefetch(&nx_lex_entries[t->entry[i + AHEAD < t->n ? i + AHEAD : i]]);
		if (t->kind[i] == NX_TOK_WORD)
		{
			entry = &nx_lex_entries[t->entry[i]];
			if (((entry->bits[0] & ANCHORS(0)) | (entry->bits[1] & ANCHORS(1))) == 0)
			{
				if ((t->flags[i] & (NX_TF_HAS_HYPHEN | NX_TF_HAS_DIGIT)) == 0)
					continue;
				if (t->flags[i] & NX_TF_HAS_DIGIT)
				{
					/* USD115, Rs500; "the 10th" of a range */
					const char *p = a->text + t->start[i];

					if (is_digit(*p) ? word_before(f, i) != NX_W_THE
									 : nx_code_before_digits(p, t->end[i] - t->start[i]) == 0)
						continue;
				}
				else if (!begins_with_number(f, i))
					continue;
			}
		}
		else if (t->kind[i] != NX_TOK_NUMBER)
			continue;
		if (i < from)
			continue;

		if (++f->anchors % POLL_ANCHORS == 0 && nx_should_stop(a))
			return NX_CANCELLED;
		f->floor = from;
		status = at_anchor(f, i, from, &next);
		if (status != NX_OK)
			return status;
		from = next > i ? next : i + 1;
		if (f->has_last && f->last.end_token > from)
			from = f->last.end_token;
		i = from - 1;
	}
	return keep_last(f);
}

NxStatus
nx_find_expressions(NxAnalysis *a, bool typed)
{
	NxFinder f = {.a = a, .t = a->tokens, .typed = typed};

	return find(&f);
}

NxStatus
nx_find_quantities(NxAnalysis *a)
{
	return nx_find_expressions(a, false);
}
