/*
 * number.c
 *		Reading numbers: digits, words, and the two together.
 *
 * English builds a number of groups below a thousand, each followed by a scale
 * smaller than the one before: "twenty-one trillion three hundred".  A literal
 * in digits may stand for the words of a group ("3 hundred and 21", "1.2bn").
 * "and" may join what is smaller ("two hundred and two thousand") or, behind a
 * number that is complete, begin another one ("3 hundred and 2 hundred"), which
 * only shows later: the state at "and" is kept, and taken back when what
 * follows does not fit.
 */
#include <string.h>

#include "decimal.h"
#include "digits.h"
#include "number.h"
#include "unit.h"

/* The value that a class's file gives: digits, perhaps with a point, perhaps a letter behind. */
static double
read_value(const char *value)
{
	NxDecimal d = {0, 0, 0};
	bool point = false;

	for (; value != NULL && *value != '\0'; value++)
		if (*value >= '0' && *value <= '9')
			nx_decimal_add(&d, *value - '0', point);
		else if (*value == '.')
			point = true;
		else
			break;
	return nx_decimal_value(d);
}

double
nx_piece_value(const NxPiece *piece, int class)
{
	return read_value(nx_lex_value(piece->entry, class));
}

/* ---- groups and scales ---- */

typedef enum Last
{
	LAST_NONE,
	LAST_UNIT,
	LAST_TEENS,
	LAST_TENS,
	LAST_HUNDRED,
	LAST_SCALE,
	LAST_DIGITS
} Last;

typedef struct State
{
	double total; /* of the groups that have their scale */
	double added; /* what the last of them added */
	double group;
	bool open; /* there is a group */
	Last last;
	double smallest;   /* the last scale */
	int scale;         /* as a power of ten */
	double tens;       /* the last tens, for "thirty fifths" */
	bool literal_only; /* the group is one literal in digits … */
	uint32_t literal;  /* … this piece */
	uint32_t end;
} State;

static const double power_of_ten[] = {1,    1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,  1e8, 1e9,
									  1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18};

static bool
add_small(State *s, double v)
{
	if (v >= 20)
	{
		if (s->open && s->last != LAST_HUNDRED)
			return false;
		s->tens = v;
		s->last = LAST_TENS;
	}
	else if (v >= 10 || v == 0)
	{
		if (s->open && s->last != LAST_HUNDRED)
			return false;
		if (v == 0 && (s->open || s->last == LAST_SCALE))
			return false;
		s->last = LAST_TEENS;
	}
	else
	{
		if (s->open && s->last != LAST_HUNDRED && s->last != LAST_TENS)
			return false;
		s->last = LAST_UNIT;
	}
	s->group = (s->open ? s->group : 0) + v;
	s->open = true;
	s->literal_only = false;
	return true;
}

/* The letters that are multipliers only against their number, and only sometimes. */
static bool
is_multiplier(NxPieces *pieces, uint32_t i, unsigned how, const State *s, int *exp10)
{
	const NxPiece *p = nx_piece(pieces, i);
	const char *value;
	const char *text = pieces->a->text + p->start;
	uint32_t len = p->end - p->start;
	bool letters;
	const NxPiece *next;
	bool money = (how & NX_READ_MONEY) != 0;

	if (p->kind != PIECE_WORD || !nx_lex_has(p->entry, NX_C_MULTIPLIER))
		return false;
	value = nx_lex_value(p->entry, NX_C_MULTIPLIER);
	*exp10 = (int) read_value(value);
	letters = value[strlen(value) - 1] == 'a';
	if (!letters)
	{
		/* "cr" and "mil" are words of other kinds when no number is near */
		return s->open || s->last == LAST_SCALE;
	}
	if (s->last != LAST_DIGITS)
		return false;
	next = nx_piece(pieces, i + 1);
	if (p->spaced)
	{
		/* "10 k", "1,674.5 G", "$5 M": at the end of the expression only */
		if (len == 1 && (money || next->kind == PIECE_END || next->kind == PIECE_STOP ||
						 next->kind == PIECE_COMMA || next->kind == PIECE_CLOSE))
			return (*text == 'k' || *text == 'K' || *text == 'M' || *text == 'G' ||
					(money && *text != 'g' && *text != 't'));
		return false;
	}
	if (money)
		return *text != 'g' && *text != 'G';
	if (len == 2)
		return text[0] == 'M' && text[1] == 'M';
	switch (*text)
	{
		case 'k':
		case 'K':
		case 'M':
		case 'B':
			return true;
		case 'G': /* 5G is a network */
			return s->group >= 7;
		case 'T':
			return true;
		case 'm': /* a million before what is counted, else a metre; 5,000m is no 5bn */
			if (s->group >= 1000)
				return false;
			if (next->kind == PIECE_CURRENCY)
				return true;
			if (next->kind == PIECE_HYPHEN)
				return nx_piece(pieces, i + 2)->word == NX_W_STRONG;
			if (next->kind != PIECE_WORD || !next->spaced)
				return false;
			{
				NxUnitKey key = nx_unit_key();
				NxUnitFound unit;

				nx_unit_key_add(&key, pieces->a->text + next->start, next->end - next->start);
				unit = nx_unit_find(&key);
				if (unit.unit >= 0 || unit.plain > 0)
					return true;
			}
			if (next->word == NX_W_OF || next->word == NX_W_PEOPLE)
				return true;
			if (next->flags & NX_TF_UPPER_INITIAL)
				return false;
			return pieces->a->text[next->end - 1] == 's' &&
				   !nx_lex_has(next->entry, NX_C_METRE_NOUN) && next->end - next->start > 3 &&
				   next->word == 0;
		default:
			return false;
	}
}

static bool
add_scale(NxPieces *pieces, State *s, int exp10)
{
	double scale = power_of_ten[exp10];

	if (exp10 == 2)
	{
		if (!s->open || s->group >= 100 || s->group == 0)
			return false;
		if (s->literal_only && s->group != (int) s->group)
		{
			NxNumber number = {0};
			const NxPiece *p = nx_piece(pieces, s->literal);

			if (!nx_read_digits(pieces->a->text + p->start, p->end - p->start, 2, &number))
				return false;
			s->group = number.value;
		}
		else
			s->group *= 100;
		s->last = LAST_HUNDRED;
		s->literal_only = false;
		s->scale = 2;
		return true;
	}
	if (s->open)
	{
		if (scale >= s->smallest)
			return false;
		s->added = s->group * scale;
		if (s->literal_only)
		{
			NxNumber number = {0};
			const NxPiece *p = nx_piece(pieces, s->literal);

			/* the digits with the point moved, so that 1.2bn is what is written */
			if (p->kind == PIECE_DIGITS &&
				nx_read_digits(pieces->a->text + p->start, p->end - p->start, exp10, &number))
				s->added = number.value;
		}
		s->total += s->added;
	}
	else if (s->last == LAST_SCALE)
	{
		/* "lakh crore", "thousand million" */
		s->total += s->added * scale - s->added;
		s->added *= scale;
	}
	else
		return false;
	s->group = 0;
	s->open = false;
	s->literal_only = false;
	s->last = LAST_SCALE;
	s->smallest = s->added == s->total ? scale : (scale < s->smallest ? scale : s->smallest);
	s->scale = exp10;
	return true;
}

/* A hyphen, or a dash after tens ("fifty - two"), that joins number words. */
static bool
joins(NxPieces *pieces, uint32_t i, const State *s)
{
	const NxPiece *p = nx_piece(pieces, i);
	const NxPiece *next = nx_piece(pieces, i + 1);

	if (s->last == LAST_NONE || next->kind != PIECE_WORD)
		return false;
	/* "336-million-ringgit" */
	if (s->last == LAST_DIGITS)
		return p->kind == PIECE_HYPHEN && !next->spaced && next->end - next->start >= 4 &&
			   nx_lex_has(next->entry, NX_C_MULTIPLIER);
	if (p->kind == PIECE_HYPHEN)
		return !p->spaced && !next->spaced;
	if (p->kind != PIECE_DASH || p->symbol != '-' || s->last != LAST_TENS ||
		!nx_lex_has(next->entry, NX_C_NUMBER_WORD))
		return false;
	return nx_piece_value(next, NX_C_NUMBER_WORD) < 10;
}

/* Words and literals from piece i on; s->end is where they stop, i when there are none. */
static void
read_groups(NxPieces *pieces, uint32_t i, unsigned how, State *s)
{
	State before_and = *s;
	bool taken_and = false;

	s->end = i;
	for (;;)
	{
		uint32_t at = i;
		const NxPiece *p = nx_piece(pieces, at);
		int exp10;
		bool joined = false;

		if (joins(pieces, at, s))
		{
			p = nx_piece(pieces, ++at);
			joined = true;
		}
		if (p->word == NX_W_AND && !taken_and && p->kind == PIECE_WORD && !joined &&
			(s->last == LAST_HUNDRED || s->last == LAST_SCALE))
		{
			const NxPiece *next = nx_piece(pieces, at + 1);
			double digits = nx_plain_integer(pieces, at + 1);
			bool fits = false;

			if (next->kind == PIECE_WORD && nx_lex_has(next->entry, NX_C_NUMBER_WORD))
				fits = true;
			else if (digits >= 0 && digits < 100 && s->scale <= 3)
			{
				const NxPiece *after = nx_piece(pieces, at + 2);

				fits = nx_piece(pieces, s->literal)->kind == PIECE_DIGITS &&
					   after->kind != PIECE_PERCENT &&
					   !nx_piece_is(pieces, at + 2, NX_C_MULTIPLIER);
			}
			if (fits)
			{
				before_and = *s;
				taken_and = true;
				i = at + 1;
				continue;
			}
			break;
		}
		if (p->kind == PIECE_WORD && nx_lex_has(p->entry, NX_C_NUMBER_WORD))
		{
			double v = nx_piece_value(p, NX_C_NUMBER_WORD);

			/* "2 million three years ago" */
			if (s->last == LAST_SCALE && !taken_and &&
				(v < 10 || nx_piece(pieces, s->literal)->kind == PIECE_DIGITS) &&
				!nx_piece_is(pieces, at + 1, NX_C_MULTIPLIER))
				break;
			if (!add_small(s, v))
				break;
		}
		else if (p->kind == PIECE_DIGITS)
		{
			NxNumber number = {0};

			if (s->last == LAST_NONE || (taken_and && i == before_and.end + 1) ||
				(s->last == LAST_SCALE && nx_piece(pieces, at + 1)->word == NX_W_HUNDRED))
			{
				if (joined || (s->open && s->last != LAST_HUNDRED) ||
					!nx_read_digits(pieces->a->text + p->start, p->end - p->start, 0, &number))
					break;
			}
			else
				break;
			s->literal_only = !s->open;
			s->literal = at;
			s->group = (s->open ? s->group : 0) + number.value;
			s->open = true;
			s->last = LAST_DIGITS;
		}
		else if (is_multiplier(pieces, at, how, s, &exp10))
		{
			if (!add_scale(pieces, s, exp10))
			{
				/* the words behind "and" are another number: "and 2 hundred" */
				if (taken_and)
					*s = before_and;
				return;
			}
			if (s->last == LAST_SCALE)
				taken_and = false;
		}
		else
			break;
		i = at + 1;
		s->end = i;
	}
	if (taken_and && s->end <= before_and.end)
		*s = before_and;
	/* "one hundred and three quarters": what follows "and" is the fraction's */
	if (taken_and && s->end > before_and.end)
	{
		const NxPiece *p = nx_piece(pieces, s->end);

		if (p->kind == PIECE_HYPHEN)
			p = nx_piece(pieces, s->end + 1);
		if (p->kind == PIECE_WORD && nx_lex_has(p->entry, NX_C_FRACTION_WORD))
		{
			double top = s->total + (s->open ? s->group : 0) - before_and.total -
						 (before_and.open ? before_and.group : 0);

			if (top < nx_piece_value(p, NX_C_FRACTION_WORD))
				*s = before_and;
		}
	}
}

/* ---- fractions ---- */

static bool
is_plural_fraction(NxPieces *pieces, const NxPiece *p)
{
	char last = pieces->a->text[p->end - 1];

	return last == 's' || last == 'S';
}

/* The denominator at piece i (past a hyphen), 0 if none; *end is the piece after it. */
static double
denominator_at(NxPieces *pieces, uint32_t i, bool plural, uint32_t *end)
{
	const NxPiece *p = nx_piece(pieces, i);
	const NxPiece *next;

	if (p->kind == PIECE_HYPHEN && !p->spaced)
		p = nx_piece(pieces, ++i);
	if (p->kind != PIECE_WORD)
		return 0;
	*end = i + 1;
	/* "twenty-first" */
	if (nx_lex_has(p->entry, NX_C_NUMBER_WORD) && nx_piece_value(p, NX_C_NUMBER_WORD) >= 20)
	{
		uint32_t k = i + 1;

		next = nx_piece(pieces, k);
		if (next->kind == PIECE_HYPHEN)
			next = nx_piece(pieces, ++k);
		if (next->kind == PIECE_WORD && nx_lex_has(next->entry, NX_C_ORDINAL_WORD) &&
			nx_piece_value(next, NX_C_ORDINAL_WORD) < 10 && !plural)
		{
			*end = k + 1;
			return nx_piece_value(p, NX_C_NUMBER_WORD) + nx_piece_value(next, NX_C_ORDINAL_WORD);
		}
		return 0;
	}
	if (!nx_lex_has(p->entry, NX_C_FRACTION_WORD) || is_plural_fraction(pieces, p) != plural)
		return 0;
	return nx_piece_value(p, NX_C_FRACTION_WORD);
}

/* "half", "a third", "three quarters" at piece i as a part of one; 0 if none. */
static double
small_fraction(NxPieces *pieces, uint32_t i, uint32_t *end)
{
	const NxPiece *p = nx_piece(pieces, i);
	double top = 0;
	double bottom;
	double value;

	if (p->kind == PIECE_VULGAR)
	{
		*end = i + 1;
		return nx_vulgar_fraction(pieces->a->text + p->start, p->end - p->start);
	}
	if (nx_written_fraction(pieces, i, &value))
	{
		*end = i + 3;
		return value;
	}
	if (p->kind != PIECE_WORD)
		return 0;
	if (p->word == NX_W_A || p->word == NX_W_ONE)
		top = 1;
	else if (nx_lex_has(p->entry, NX_C_NUMBER_WORD))
		top = nx_piece_value(p, NX_C_NUMBER_WORD);
	/* "one one hundred and fifth" */
	if (top == 1 && nx_piece_is(pieces, i + 1, NX_C_NUMBER_WORD) &&
		nx_piece(pieces, i + 2)->word == NX_W_HUNDRED)
	{
		uint32_t k = i + 3;

		if (nx_piece(pieces, k)->word == NX_W_AND)
			k++;
		if (nx_piece_is(pieces, k, NX_C_ORDINAL_WORD))
		{
			*end = k + 1;
			return 1 / (nx_piece_value(nx_piece(pieces, i + 1), NX_C_NUMBER_WORD) * 100 +
						nx_piece_value(nx_piece(pieces, k), NX_C_ORDINAL_WORD));
		}
	}
	if (top == 0 || (bottom = denominator_at(pieces, i + 1, top > 1, end)) == 0)
		return 0;
	return top == 2 && bottom == 4 ? 0 : top / bottom; /* two quarters are half a year */
}

/* A multiplier or "dozen" behind a fraction: "half a million", "two and a half dozen". */
static uint32_t
scale_fraction(NxPieces *pieces, uint32_t i, unsigned how, NxNumber *number)
{
	State s = {.last = LAST_DIGITS, .open = true, .group = number->value};
	const NxPiece *p = nx_piece(pieces, i);
	int exp10;

	if (p->kind == PIECE_HYPHEN && !p->spaced)
		p = nx_piece(pieces, ++i);
	/* "half a million", "a quarter of a million" */
	if (p->word == NX_W_OF && nx_piece(pieces, i + 1)->word == NX_W_A &&
		nx_piece_is(pieces, i + 2, NX_C_MULTIPLIER) && (number->flags & NX_NUM_FRACTION))
		p = nx_piece(pieces, i += 2);
	else if (p->kind == PIECE_WORD && (p->word == NX_W_A || p->word == NX_W_AN) &&
			 (number->flags & NX_NUM_FRACTION))
		p = nx_piece(pieces, ++i);
	if (p->kind == PIECE_WORD && nx_lex_has(p->entry, NX_C_COLLECTIVE_NUMBER))
	{
		number->value *= nx_piece_value(p, NX_C_COLLECTIVE_NUMBER);
		number->flags = (number->flags & ~(unsigned) NX_NUM_FRACTION) | NX_NUM_SCALED;
		return i + 1;
	}
	if (is_multiplier(pieces, i, how, &s, &exp10))
	{
		number->value *= power_of_ten[exp10];
		number->scale = exp10;
		number->flags = (number->flags & ~(unsigned) NX_NUM_FRACTION) | NX_NUM_SCALED;
		return i + 1;
	}
	return number->end;
}

/* "five point five" */
static uint32_t
spoken_decimals(NxPieces *pieces, uint32_t i, double *value)
{
	double unit = 1;
	double tail = 0;
	uint32_t k = i + 1;

	if (nx_piece(pieces, i)->word != NX_W_POINT)
		return i;
	for (; unit < 1e9; k++)
	{
		const NxPiece *p = nx_piece(pieces, k);
		double digit;

		if (p->kind != PIECE_WORD || !nx_lex_has(p->entry, NX_C_NUMBER_WORD))
			break;
		digit = nx_piece_value(p, NX_C_NUMBER_WORD);
		if (digit > 9)
			break;
		tail = tail * 10 + digit;
		unit *= 10;
	}
	if (unit == 1)
		return i;
	*value = (*value * unit + tail) / unit;
	return k;
}

static bool
read_ordinal(NxPieces *pieces, uint32_t i, NxNumber *number)
{
	const NxPiece *p = nx_piece(pieces, i);
	double tens = 0;

	if (p->kind == PIECE_ORDINAL)
	{
		if (!nx_read_digits(pieces->a->text + p->start, p->end - p->start - 2, 0, number))
			return false;
		number->end = i + 1;
		number->flags |= NX_NUM_ORDINAL;
		return true;
	}
	if (p->kind != PIECE_WORD)
		return false;
	if (nx_lex_has(p->entry, NX_C_NUMBER_WORD) && nx_piece_value(p, NX_C_NUMBER_WORD) >= 20)
	{
		tens = nx_piece_value(p, NX_C_NUMBER_WORD);
		p = nx_piece(pieces, ++i);
		if (p->kind == PIECE_HYPHEN)
			p = nx_piece(pieces, ++i);
	}
	if (p->kind != PIECE_WORD || !nx_lex_has(p->entry, NX_C_ORDINAL_WORD))
		return false;
	number->value = tens + nx_piece_value(p, NX_C_ORDINAL_WORD);
	number->end = i + 1;
	number->flags |= NX_NUM_ORDINAL | NX_NUM_WORDS;
	return true;
}

/* "1 414 021 100": groups of three behind plain spaces, two of them at least or one of "000". */
static uint32_t
spaced_groups(NxPieces *pieces, uint32_t i, NxNumber *number)
{
	const char *text = pieces->a->text;
	uint32_t k = i + 1;
	double value = nx_plain_integer(pieces, i);

	if (value < 1 || value > 999)
		return i + 1;
	while (nx_piece(pieces, k)->kind == PIECE_DIGITS &&
		   nx_piece(pieces, k)->end - nx_piece(pieces, k)->start == 3 &&
		   nx_piece(pieces, k)->start == nx_piece(pieces, k - 1)->end + 1 &&
		   nx_plain_integer(pieces, k) >= 0)
		value = value * 1000 + nx_plain_integer(pieces, k++);
	if (k == i + 1 || (k == i + 2 && memcmp(text + nx_piece(pieces, k - 1)->end - 2, "00", 2) != 0))
		return i + 1;
	number->value = value;
	number->flags |= NX_NUM_SEPARATED;
	return k;
}

/* ---- the whole ---- */

/* "another quarter of a percentage point" */
static bool
is_of_a_point(NxPieces *pieces, uint32_t i)
{
	return nx_piece(pieces, i)->word == NX_W_OF && nx_piece(pieces, i + 1)->word == NX_W_A &&
		   (nx_piece(pieces, i + 2)->word == NX_W_POINT ||
			nx_piece(pieces, i + 3)->word == NX_W_POINT);
}

bool
nx_read_number(NxPieces *pieces, uint32_t i, unsigned how, NxNumber *number)
{
	State s = {.last = LAST_NONE, .smallest = 1e300, .literal = i};
	const NxPiece *p = nx_piece(pieces, i);
	double value;
	double part;
	uint32_t end = i;

	memset(number, 0, sizeof(*number));
	if ((how & NX_READ_ORDINAL) && read_ordinal(pieces, i, number))
		return true;

	/* parts of one, and of what follows: "½", "1/4", "half a million", "a third" */
	part = small_fraction(pieces, i, &end);
	if (part == 0 && p->kind == PIECE_WORD &&
		(p->word == NX_W_HALF ||
		 (p->word == NX_W_QUARTER &&
		  (nx_piece_is(pieces, i + 1, NX_C_MULTIPLIER) || is_of_a_point(pieces, i + 1)))))
	{
		part = p->word == NX_W_HALF ? 0.5 : 0.25;
		end = i + 1;
	}
	if (part > 0)
	{
		number->value = number->literal = part;
		number->end = end;
		number->flags = NX_NUM_FRACTION | (p->kind == PIECE_WORD ? NX_NUM_WORDS : NX_NUM_DIGITS);
		if (p->word == NX_W_A)
			number->flags |= NX_NUM_ARTICLE;
		number->end = scale_fraction(pieces, end, how, number);
		return true;
	}

	/* "a hundred" */
	if (p->kind == PIECE_WORD && (p->word == NX_W_A || p->word == NX_W_AN))
	{
		const NxPiece *next = nx_piece(pieces, i + 1);

		if (next->kind != PIECE_WORD)
			return false;
		if (nx_lex_has(next->entry, NX_C_COLLECTIVE_NUMBER))
		{
			number->value = nx_piece_value(next, NX_C_COLLECTIVE_NUMBER);
			number->end = i + 2;
			number->literal = 1;
			number->flags = NX_NUM_WORDS | NX_NUM_SCALED | NX_NUM_ARTICLE;
			/* "a score" is mostly of goals */
			return next->end - next->start == 5 && number->value == 20
					   ? nx_piece(pieces, i + 2)->word == NX_W_OF &&
							 nx_piece(pieces, i + 3)->kind != PIECE_DIGITS
					   : true;
		}
		if (!nx_lex_has(next->entry, NX_C_MULTIPLIER) || next->end - next->start < 4)
			return false;
		s.group = 1;
		s.open = true;
		s.last = LAST_UNIT;
		number->flags |= NX_NUM_ARTICLE | NX_NUM_WORDS;
		read_groups(pieces, i + 1, how, &s);
	}
	else if (p->kind == PIECE_DIGITS)
	{
		int exponent;

		number->flags |= NX_NUM_DIGITS;
		if (!nx_read_digits(pieces->a->text + p->start, p->end - p->start, 0, number))
			return false;
		number->literal = number->value;
		if (nx_exponent_at(pieces, i + 1, &exponent, &end))
		{
			nx_read_digits(pieces->a->text + p->start, p->end - p->start, exponent, number);
			number->end = end;
			return number->value < 1e300;
		}
		end = nx_power_at(pieces, i + 1, &number->value);
		if (end > i + 1)
		{
			number->end = end;
			return number->value < 1e300 && number->value > 0;
		}
		if (nx_is_slash(pieces, i + 1) && !nx_piece(pieces, i + 1)->spaced &&
			nx_piece(pieces, i + 2)->kind == PIECE_DIGITS)
			return false; /* 9/11, 24/7 */
		end = spaced_groups(pieces, i, number);
		if (end > i + 1)
		{
			number->end = end;
			number->literal = number->value;
			return true;
		}
		/* "10 1/2", "7-1/2", "2½" */
		if (!(number->flags & NX_NUM_DECIMAL))
		{
			uint32_t k = i + 1;

			if (nx_piece(pieces, k)->kind == PIECE_HYPHEN && !nx_piece(pieces, k)->spaced)
				k++;
			if (nx_piece(pieces, k)->kind == PIECE_VULGAR ||
				nx_piece(pieces, k)->kind == PIECE_DIGITS)
			{
				part = nx_piece(pieces, k)->kind == PIECE_VULGAR ? small_fraction(pieces, k, &end)
					   : nx_written_fraction(pieces, k, &value)  ? value
																 : 0;
				if (part > 0)
				{
					number->value += part;
					number->literal = number->value;
					number->flags |= NX_NUM_MIXED;
					number->end = nx_piece(pieces, k)->kind == PIECE_VULGAR ? k + 1 : k + 3;
					number->end = scale_fraction(pieces, number->end, how, number);
					return true;
				}
			}
		}
		read_groups(pieces, i, how, &s);
	}
	else if (p->kind == PIECE_WORD && nx_lex_has(p->entry, NX_C_NUMBER_WORD))
	{
		number->flags |= NX_NUM_WORDS;
		number->literal = nx_piece_value(p, NX_C_NUMBER_WORD);
		read_groups(pieces, i, how, &s);
	}
	else
		return false;

	if (s.end <= i)
		return false;
	value = s.total + (s.open ? s.group : 0);
	if (s.scale == 0 && !(number->flags & NX_NUM_DIGITS))
		number->literal = value;
	else if (s.scale > 0 && s.open == false && (number->flags & NX_NUM_WORDS))
		number->literal = value / power_of_ten[s.scale];
	number->value = value;
	number->end = s.end;
	number->scale = s.scale;
	if (s.scale > 0)
		number->flags |= NX_NUM_SCALED;

	/* "five dozen", "2 dozen" */
	if (nx_piece_is(pieces, number->end, NX_C_COLLECTIVE_NUMBER) &&
		(nx_piece_value(nx_piece(pieces, number->end), NX_C_COLLECTIVE_NUMBER) != 20 ||
		 (number->flags & NX_NUM_WORDS)) &&
		value < 1000)
	{
		number->value *= nx_piece_value(nx_piece(pieces, number->end), NX_C_COLLECTIVE_NUMBER);
		number->flags |= NX_NUM_SCALED;
		number->end++;
		return true;
	}
	if (number->flags & NX_NUM_WORDS)
	{
		uint32_t k = number->end;
		double bottom;

		k = spoken_decimals(pieces, k, &number->value);
		if (k > number->end)
		{
			number->end = k;
			number->flags |= NX_NUM_DECIMAL;
			number->literal = number->value;
			number->end = scale_fraction(pieces, number->end, how, number);
			return true;
		}
		/* "twenty-first" counts nothing */
		if (nx_piece(pieces, number->end)->kind == PIECE_HYPHEN &&
			nx_piece_is(pieces, number->end + 1, NX_C_ORDINAL_WORD) && s.last == LAST_TENS &&
			!is_plural_fraction(pieces, nx_piece(pieces, number->end + 1)))
			return false;
		/* "one hundred thirty fifths" is a hundred of thirty-fifths */
		bottom = denominator_at(pieces, number->end, true, &end);
		if (bottom == 0 && value == 1)
			bottom = denominator_at(pieces, number->end, false, &end);
		if (bottom > 0 && !(value == 2 && bottom == 4))
		{
			if (s.last == LAST_TENS && bottom < 10 && value > s.tens &&
				!(bottom == 2 || bottom == 4) && nx_piece(pieces, number->end)->kind == PIECE_WORD)
			{
				value -= s.tens;
				bottom += s.tens;
			}
			number->value = number->literal = value / bottom;
			number->flags |= NX_NUM_FRACTION;
			number->end = end;
			number->end = scale_fraction(pieces, end, how, number);
			return true;
		}
	}
	/* "five and a quarter", "3 million and a half", "one billion and a half million" */
	if (nx_piece(pieces, number->end)->word == NX_W_AND)
	{
		part = small_fraction(pieces, number->end + 1, &end);
		if (part > 0 && part < 1 && nx_piece(pieces, number->end + 1)->kind == PIECE_WORD)
		{
			State t = {.last = LAST_DIGITS, .open = true, .group = part};
			int exp10;

			if (s.last == LAST_SCALE && s.scale >= 6)
			{
				if (is_multiplier(pieces, end, how, &t, &exp10) && exp10 < s.scale)
				{
					number->value += part * power_of_ten[exp10];
					number->end = end + 1;
				}
				else
				{
					number->value += part * power_of_ten[s.scale];
					number->end = end;
				}
				number->flags |= NX_NUM_MIXED;
				return true;
			}
			if (s.last != LAST_SCALE)
			{
				number->value += part;
				number->literal = number->value;
				number->flags |= NX_NUM_MIXED;
				number->end = end;
				number->end = scale_fraction(pieces, end, how, number);
				return true;
			}
		}
	}
	return true;
}
