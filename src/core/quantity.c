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
#include "measure.h"
#include "piece.h"
#include "quantity.h"
#include "quantity_value.h"
#include "sentence.h"
#include "unit_table.h"

#define POLL_ANCHORS 1024
#define CHANGE_TOKENS 8 /* how far back a verb of change is looked for */
#define MAX_TYPED 1000  /* bytes that a person types for one quantity */

typedef struct Amount
{
	NxNumber number;
	double value;    /* signed, cents taken into account */
	NxUnitRead unit; /* code "" without one */
	bool has_unit;
	bool prefix;    /* the currency stands before the number */
	int hedge;      /* inside: '17+ years', 'a 30-odd crowd' */
	uint32_t start; /* pieces */
	uint32_t end;
} Amount;

typedef struct Finder
{
	NxAnalysis *a;
	const NxTokens *t;
	bool typed;
	uint32_t capacity;
	uint32_t anchors;
	uint32_t mention; /* first mention that may cover the next anchor */
	uint32_t floor;   /* tokens before it belong to what was found already */
	NxPieces pieces;
} Finder;

/* ---- small questions about tokens ---- */

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool
tok_is(const Finder *f, uint32_t i, int class)
{
	return f->t->kind[i] == NX_TOK_WORD && nx_tok_has(f->t, i, class);
}

/* The token before i in the same paragraph, or NX_NONE. */
static uint32_t
before(const Finder *f, uint32_t i)
{
	return i > 0 && nx_same_paragraph(f->a, i) ? i - 1 : NX_NONE;
}

/* The same as far as an expression may reach to its left. */
static uint32_t
left_of(const Finder *f, uint32_t i)
{
	uint32_t b = i == NX_NONE ? NX_NONE : before(f, i);

	return b != NX_NONE && b >= f->floor ? b : NX_NONE;
}

static uint16_t
word_before(const Finder *f, uint32_t i)
{
	uint32_t b = before(f, i);

	return b != NX_NONE && f->t->kind[b] == NX_TOK_WORD ? nx_tok_word(f->t, b) : 0;
}

static uint16_t
word_left(const Finder *f, uint32_t i)
{
	uint32_t b = left_of(f, i);

	return b != NX_NONE && f->t->kind[b] == NX_TOK_WORD ? nx_tok_word(f->t, b) : 0;
}

static bool
piece_reads(Finder *f, uint32_t i, const char *lower)
{
	const NxPiece *p = nx_piece(&f->pieces, i);
	const char *s = f->a->text + p->start;
	uint32_t len = p->end - p->start;

	if (strlen(lower) != len)
		return false;
	for (uint32_t k = 0; k < len; k++)
		if ((s[k] >= 'A' && s[k] <= 'Z' ? s[k] + 32 : s[k]) != lower[k])
			return false;
	return true;
}

/* Nothing more to come in the clause: the end, or a mark that closes it. */
static bool
is_closing(const NxPiece *p)
{
	return p->kind == PIECE_END || p->kind == PIECE_STOP || p->kind == PIECE_COMMA ||
		   p->kind == PIECE_CLOSE || p->kind == PIECE_QUOTE || p->kind == PIECE_DASH ||
		   p->symbol == ';' || p->symbol == ':';
}

/* ---- amounts ---- */

static bool
is_minus_sign(const NxAnalysis *a, const NxPiece *p)
{
	return p->kind == PIECE_HYPHEN ||
		   (p->end - p->start == 3 && memcmp(a->text + p->start, "\xE2\x88\x92", 3) == 0) ||
		   (p->kind == PIECE_DASH && p->end - p->start == 3);
}

/* "5 ft 2 in", "15 dollars 50", "two years and three months": what the smaller unit adds. */
static void
add_smaller_unit(Finder *f, Amount *m)
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
feet_by_marks(Finder *f, Amount *m)
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
inches_by_mark(Finder *f, Amount *m)
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
static bool
read_amount(Finder *f, uint32_t i, unsigned how, Amount *m)
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
		if (fraction)
		{
			if (nx_piece(pieces, at)->word == NX_W_OF &&
				(nx_piece(pieces, at + 1)->word == NX_W_A ||
				 nx_piece(pieces, at + 1)->word == NX_W_AN))
			{
				of = true;
				at++;
			}
			if (nx_piece(pieces, at)->word == NX_W_A || nx_piece(pieces, at)->word == NX_W_AN)
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
		if (nx_read_unit(pieces, at, &m->number, &unit) && !(of && unit.noun))
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

/* ---- what the surroundings say ---- */

static bool
is_year_like(const Amount *m)
{
	return m->number.digits == 4 &&
		   (m->number.flags & (NX_NUM_SEPARATED | NX_NUM_DECIMAL | NX_NUM_SCALED | NX_NUM_WORDS |
							   NX_NUM_SIGNED)) == 0 &&
		   m->number.value >= 1000 && m->number.value < 2101;
}

static bool
is_month(const Finder *f, uint32_t token)
{
	uint32_t len;

	if (token >= f->t->n || !tok_is(f, token, NX_C_MONTH))
		return false;
	/* in lower case only what is nothing else: no "may", no "march" */
	len = f->t->end[token] - f->t->start[token];
	return (f->t->flags[token] & NX_TF_UPPER_INITIAL) || len == 4 || len > 6;
}

/* A time of the day: "20:30" never gets here, "6pm" and "7 o'clock" do. */
static bool
is_time(Finder *f, const Amount *m)
{
	const NxPiece *p = nx_piece(&f->pieces, m->number.end);

	return p->kind == PIECE_WORD && nx_lex_has(p->entry, NX_C_TIME_OF_DAY);
}

static bool
is_small_integer(const Amount *m, double limit)
{
	return m->value >= 0 && m->value <= limit && m->value == (int) m->value &&
		   !(m->number.flags & (NX_NUM_SCALED | NX_NUM_FRACTION | NX_NUM_DECIMAL));
}

/* Is the token inside a name that the text mentions, or right behind a numbered one? */
static bool
is_in_name(Finder *f, uint32_t token)
{
	const NxAnalysis *a = f->a;

	while (f->mention < a->n_mentions && a->mentions[f->mention].end_token < token)
		f->mention++;
	for (uint32_t i = f->mention; i < a->n_mentions; i++)
	{
		const NxMention *mention = &a->mentions[i];

		if (mention->first_token > token)
			break;
		if (mention->kind != NX_NAME)
			continue;
		if (mention->first_token <= token && token < mention->end_token &&
			mention->end_token - mention->first_token > 1)
			return true;
		if (mention->end_token == token &&
			(mention->label == NX_PRODUCT || mention->label == NX_LAW))
			return true;
	}
	return false;
}

/* Where most words begin with a capital, a capital says nothing. */
static bool
is_title_case(const Finder *f, uint32_t token)
{
	const NxSentences *s = f->a->sentences;

	return s != NULL && (s->paragraphs[s->sentences[nx_sentence_of(s, token)].paragraph].flags &
						 (NX_PF_TITLE_CASE | NX_PF_ALL_CAPS)) != 0;
}

/*
 * "Gatlin, 22, won": an age between commas behind a name, "at the age of 28",
 * "aged 34".
 */
static bool
is_age(Finder *f, const Amount *m, uint32_t first)
{
	const NxTokens *t = f->t;
	const NxPiece *next = nx_piece(&f->pieces, m->number.end);
	uint32_t b = before(f, first);
	uint32_t bb = b != NX_NONE ? before(f, b) : NX_NONE;

	if (f->typed || bb == NX_NONE || !is_small_integer(m, 115) || m->value < 1)
		return false;
	if (t->kind[b] == NX_TOK_COMMA)
		return (next->kind == PIECE_COMMA || next->kind == PIECE_STOP) &&
			   t->kind[bb] == NX_TOK_WORD && (t->flags[bb] & NX_TF_UPPER_INITIAL) &&
			   (m->number.flags & NX_NUM_DIGITS) && m->value >= 5 && !is_month(f, bb) &&
			   nx_tok_word(t, bb) == 0 && !tok_is(f, bb, NX_C_WEEKDAY) &&
			   (m->number.flags & NX_NUM_SCALED) == 0 &&
			   t->kind[before(f, bb) != NX_NONE ? bb - 1 : bb] != NX_TOK_NUMBER;
	if (t->kind[b] == NX_TOK_WORD)
	{
		if (nx_tok_word(t, b) == NX_W_AGED)
			return true;
		for (int n = 0; n < 2 && b != NX_NONE; n++)
		{
			if (nx_tok_word(t, b) == NX_W_OF && bb != NX_NONE && nx_tok_word(t, bb) == NX_W_AGE)
				return true;
			b = bb;
			bb = b != NX_NONE ? before(f, b) : NX_NONE;
		}
	}
	return false;
}

/*
 * May a number with no unit, or with a counted noun, be no quantity at all?
 * first is the token where the number (without its hedge) begins.
 */
static bool
is_no_quantity(Finder *f, const Amount *m, uint32_t first, const NxUnitRead *noun, int hedge,
			   bool range)
{
	NxPieces *pieces = &f->pieces;
	const NxTokens *t = f->t;
	uint32_t b = before(f, first);
	const NxPiece *next = nx_piece(pieces, m->number.end);
	bool digits = (m->number.flags & NX_NUM_DIGITS) != 0 &&
				  !(m->number.flags & (NX_NUM_WORDS | NX_NUM_SCALED));
	uint32_t day_end;

	if (f->typed)
		return false;

	/* list markers: "1. ", "2) ", "(3)" */
	if (digits && !m->has_unit && is_small_integer(m, 99) &&
		(b == NX_NONE || (t->flags[first] & NX_TF_LINE_START)) &&
		((next->kind == PIECE_STOP && nx_piece(pieces, m->number.end + 1)->kind != PIECE_END) ||
		 (next->kind == PIECE_CLOSE)))
		return true;
	if (digits && !m->has_unit && next->kind == PIECE_CLOSE && is_small_integer(m, 120) &&
		(b == NX_NONE || t->kind[b] == NX_TOK_BRACKET_OPEN || t->kind[b] != NX_TOK_WORD))
		return true;
	if (is_time(f, m) && !m->has_unit)
		return true;
	if (m->has_unit)
		return false;

	/* dates */
	day_end = nx_piece(pieces, m->number.end)->token;
	if (digits && is_small_integer(m, 31))
	{
		if (b != NX_NONE && is_month(f, b))
			return true;
		if (is_month(f, day_end) || (next->word == NX_W_OF && is_month(f, day_end + 1)))
			return true;
		/* "March 10-12", "March 5 and 6" */
		if (b != NX_NONE && b >= 2 && b + 1 == first && is_month(f, b - 2) &&
			t->kind[b - 1] == NX_TOK_NUMBER &&
			(t->kind[b] != NX_TOK_WORD || nx_tok_word(t, b) == NX_W_AND ||
			 nx_tok_word(t, b) == NX_W_TO))
			return true;
	}
	if (digits && is_year_like(m))
	{
		bool sure = hedge == NX_HEDGE_MORE || hedge == NX_HEDGE_LEAST || hedge == NX_HEDGE_LESS ||
					hedge == NX_HEDGE_MOST || hedge == NX_HEDGE_EXACT;
		uint16_t word = b != NX_NONE ? nx_tok_word(t, b) : 0;

		/* "over 2000", "under 1999": of years as well */
		if (sure && word != NX_W_OVER && word != NX_W_UNDER && word != NX_W_ABOVE &&
			word != NX_W_BELOW)
			;
		else if (noun != NULL && noun->code[0] != '\0' &&
				 (m->value < 1900 || strcmp(noun->code, "person") == 0 ||
				  nx_lex_has(nx_lex_find(nx_word_hash(noun->code, strlen(noun->code))),
							 NX_C_COUNTED_NOUN)))
			;
		else if (m->value >= 1900 || word == NX_W_IN || word == NX_W_SINCE || word == NX_W_BY ||
				 word == NX_W_UNTIL || word == NX_W_FROM || word == NX_W_OF ||
				 word == NX_W_DURING || word == NX_W_BEFORE || word == NX_W_AFTER ||
				 word == NX_W_THE ||
				 (b != NX_NONE && (is_month(f, b) || t->kind[b] == NX_TOK_BRACKET_OPEN ||
								   t->kind[b] == NX_TOK_COMMA)))
			return true;
	}

	/* "Article 50", "page 5", "Boeing 737", "No. 10", "#5" */
	if (b != NX_NONE && !hedge)
	{
		uint8_t kind = t->kind[b];

		if (kind == NX_TOK_WORD && nx_tok_has(t, b, NX_C_NUMBERED_NOUN))
			return true;
		if (kind == NX_TOK_HANDLE || (kind == NX_TOK_SYMBOL && f->a->text[t->start[b]] == '#'))
			return true;
		if (kind == NX_TOK_WORD && digits &&
			!(m->number.flags & (NX_NUM_SEPARATED | NX_NUM_DECIMAL)) &&
			(t->flags[b] & NX_TF_UPPER_INITIAL) && nx_tok_word(t, b) == 0 &&
			!(t->flags[b] & NX_TF_LINE_START) && b > 0 && t->kind[b - 1] != NX_TOK_STOP &&
			t->kind[b - 1] != NX_TOK_QUOTE && t->kind[b - 1] != NX_TOK_OPEN &&
			(noun == NULL || noun->code[0] == '\0'))
			return true;
		/* "under-21", "top-10": the number hangs on a word */
		if ((kind == NX_TOK_DASH || (kind == NX_TOK_SYMBOL && f->a->text[t->start[b]] == '-')) &&
			b > 0 && !(t->flags[first] & NX_TF_SPACE_BEFORE) && !(t->flags[b] & NX_TF_SPACE_BEFORE))
			return true;
	}
	if (range)
		return false;
	/* "due at 1330", "in '94" */
	if (digits && b != NX_NONE && m->number.digits == 4 && nx_tok_word(t, b) == NX_W_AT &&
		!(m->number.flags & (NX_NUM_SEPARATED | NX_NUM_DECIMAL)) && m->value < 2400 &&
		(int) m->value % 100 < 60)
		return true;
	if (digits && b != NX_NONE && m->number.digits == 2 &&
		!(t->flags[first] & NX_TF_SPACE_BEFORE) &&
		(t->kind[b] == NX_TOK_QUOTE || t->kind[b] == NX_TOK_CLITIC))
		return true;
	if (m->number.flags & NX_NUM_WORDS)
	{
		bool in_sentence =
			b != NX_NONE && t->kind[b] == NX_TOK_WORD && !(t->flags[first] & NX_TF_LINE_START);
		const NxPiece *head =
			noun != NULL && noun->code[0] != '\0' ? nx_piece(pieces, noun->end - 1) : next;

		/* "the Six Nations": capitals where no sentence begins */
		if (in_sentence && (t->flags[first] & NX_TF_UPPER_INITIAL) && head->kind == PIECE_WORD &&
			(head->flags & NX_TF_UPPER_INITIAL) && !is_title_case(f, first))
			return true;
		/* "the two met": pronouns rather than counts */
		if (!hedge && (noun == NULL || noun->code[0] == '\0') && m->value <= 10 && b != NX_NONE &&
			(nx_tok_word(t, b) == NX_W_THE || nx_tok_word(t, b) == NX_W_OR ||
			 nx_tok_word(t, b) == NX_W_THESE || nx_tok_word(t, b) == NX_W_THOSE ||
			 nx_tok_word(t, b) == NX_W_OTHER) &&
			!(m->number.flags & NX_NUM_FRACTION) && next->word != NX_W_OF)
			return true;
	}
	/* "three-cornered", "four-wheel-drive" */
	if ((noun == NULL || noun->code[0] == '\0') && next->kind == PIECE_HYPHEN && !next->spaced &&
		nx_piece(pieces, m->number.end + 1)->word != NX_W_STRONG && m->hedge == NX_HEDGE_NONE)
		return true;
	/* "10 Downing Street", "29km Road": a name follows */
	if (digits && (noun == NULL || noun->code[0] == '\0') && next->kind == PIECE_WORD &&
		next->spaced && (next->flags & NX_TF_UPPER_INITIAL) && nx_is_closed_word(next) == false &&
		is_small_integer(m, 9999) && !hedge)
		return true;
	return false;
}

/* ---- results ---- */

static bool
is_change_before(const Finder *f, uint32_t token, uint32_t limit)
{
	for (uint32_t i = token, n = 0; i > 0 && n < limit; i--, n++)
	{
		if (!nx_same_paragraph(f->a, i) || f->t->kind[i - 1] == NX_TOK_STOP ||
			f->t->kind[i - 1] == NX_TOK_SEMICOLON)
			break;
		if (tok_is(f, i - 1, NX_C_MOVE_VERB))
			return true;
#ifdef NX_C_CHANGE_UP
		if (tok_is(f, i - 1, NX_C_CHANGE_UP) || tok_is(f, i - 1, NX_C_CHANGE_DOWN))
			return true;
#endif
	}
	return false;
}

static void
apply_hedge(NxQuantity *q, int hedge)
{
	switch (hedge)
	{
		case NX_HEDGE_JUST_OVER:
			q->flags |= NX_Q_APPROX;
			/* FALLTHROUGH */
		case NX_HEDGE_MORE:
			q->flags = (uint8_t) ((q->flags & ~NX_Q_HAS_HIGH) | NX_Q_LOW_STRICT);
			q->high = 0;
			break;
		case NX_HEDGE_LEAST:
			q->flags &= (uint8_t) ~NX_Q_HAS_HIGH;
			q->high = 0;
			break;
		case NX_HEDGE_JUST_UNDER:
			q->flags |= NX_Q_APPROX;
			/* FALLTHROUGH */
		case NX_HEDGE_LESS:
			q->flags = (uint8_t) ((q->flags & ~NX_Q_HAS_LOW) | NX_Q_HIGH_STRICT);
			q->low = 0;
			break;
		case NX_HEDGE_MOST:
			q->flags &= (uint8_t) ~NX_Q_HAS_LOW;
			q->low = 0;
			break;
		case NX_HEDGE_ABOUT:
			q->flags |= NX_Q_APPROX;
			break;
		default:
			break;
	}
}

static bool
is_one_sided(const NxQuantity *q, uint8_t side)
{
	return (q->flags & (NX_Q_HAS_LOW | NX_Q_HAS_HIGH)) == side;
}

/* "greater than 100 and smaller than 300": two bounds of one range. */
static bool
merge_bounds(Finder *f, const NxMeasured *m)
{
	NxMeasured *prev;
	uint32_t between;
	NxQuantity q;
	const NxQuantity *low;
	const NxQuantity *high;

	if (f->a->n_measured == 0)
		return false;
	prev = &f->a->measured[f->a->n_measured - 1];
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

static NxStatus
emit(Finder *f, const NxQuantity *q, uint32_t first_token, uint32_t start, uint32_t end_piece)
{
	NxAnalysis *a = f->a;
	const NxPiece *last = nx_piece(&f->pieces, end_piece - 1);
	NxMeasured m;

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
	if (!nx_push(a->arena, a->measured, a->n_measured, f->capacity))
		return NX_NOMEM;
	a->measured[a->n_measured++] = m;
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

/* ---- hedges on the left ---- */

/* What stands before token first: a phrase, or a mark of comparison. */
static int
hedge_left(const Finder *f, uint32_t first, uint32_t *start)
{
	const NxTokens *t = f->t;
	const char *text = f->a->text;
	uint32_t b = before(f, first);

	*start = first;
	if (b == NX_NONE || b < f->floor)
		return NX_HEDGE_NONE;
	if (t->kind[b] == NX_TOK_SYMBOL || t->kind[b] == NX_TOK_STOP)
	{
		char c = text[t->start[b]];
		uint32_t len = t->end[b] - t->start[b];
		uint32_t bb = before(f, b);

		if (len == 1 && c == '=')
		{
			if (bb != NX_NONE && bb >= f->floor && t->kind[bb] == NX_TOK_SYMBOL &&
				t->end[bb] - t->start[bb] == 1 &&
				(text[t->start[bb]] == '<' || text[t->start[bb]] == '>'))
			{
				*start = bb;
				return text[t->start[bb]] == '<' ? NX_HEDGE_MOST : NX_HEDGE_LEAST;
			}
			return NX_HEDGE_NONE;
		}
		/* "=>" is no comparison */
		if (bb != NX_NONE && t->kind[bb] == NX_TOK_SYMBOL && text[t->start[bb]] == '=' &&
			!(t->flags[b] & NX_TF_SPACE_BEFORE))
			return NX_HEDGE_NONE;
		*start = b;
		if (len == 1 && c == '<')
			return NX_HEDGE_LESS;
		if (len == 1 && c == '>')
			return NX_HEDGE_MORE;
		if (len == 1 && c == '~')
			return NX_HEDGE_ABOUT;
		if (len == 3 && memcmp(text + t->start[b], "\xE2\x89\xA5", 3) == 0)
			return NX_HEDGE_LEAST;
		if (len == 3 && memcmp(text + t->start[b], "\xE2\x89\xA4", 3) == 0)
			return NX_HEDGE_MOST;
		if (len == 3 && memcmp(text + t->start[b], "\xE2\x89\x88", 3) == 0)
			return NX_HEDGE_ABOUT;
		*start = first;
		return NX_HEDGE_NONE;
	}
	if (t->kind[b] != NX_TOK_WORD)
		return NX_HEDGE_NONE;
	return nx_hedge_before(f->a, first, f->floor, start);
}

/* "over three years" is a period as often as a bound. */
static bool
is_ambiguous_hedge(const Finder *f, uint32_t start, uint32_t first, const NxQuantity *q)
{
	uint16_t word = nx_tok_word(f->t, start);
	NxDimension d;
	uint16_t prev;

	if (first - start != 1 || (word != NX_W_OVER && word != NX_W_UNDER && word != NX_W_NEAR &&
							   word != NX_W_ABOVE && word != NX_W_BELOW && word != NX_W_AROUND))
		return false;
	nx_unit_dimension(q->unit, q->unit_len, &d);
	if (strcmp(d.name, "duration") != 0)
		return false;
	prev = word_before(f, start);
	return !(prev == NX_W_FOR || prev == NX_W_AFTER || prev == NX_W_OF || prev == NX_W_IN ||
			 prev == NX_W_IS || prev == NX_W_WAS || prev == NX_W_BY || prev == NX_W_TO);
}

static int
join_hedges(int left, int after)
{
	if (after == NX_HEDGE_OR_EQUAL)
		return left == NX_HEDGE_MORE   ? NX_HEDGE_LEAST
			   : left == NX_HEDGE_LESS ? NX_HEDGE_MOST
									   : left;
	if (left == NX_HEDGE_NONE || left == NX_HEDGE_EXACT)
		return after != NX_HEDGE_NONE ? after : left;
	if (after == NX_HEDGE_NONE || after == NX_HEDGE_ABOUT)
		return left;
	if (left == NX_HEDGE_ABOUT)
		return after;
	return left;
}

/* ---- ranges ---- */

typedef enum Link
{
	LINK_NONE,
	LINK_TO,
	LINK_AND,
	LINK_HYPHEN,
	LINK_OR
} Link;

static Link
link_at(Finder *f, uint32_t i)
{
	const NxPiece *p = nx_piece(&f->pieces, i);
	const NxPiece *next = nx_piece(&f->pieces, i + 1);

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

/* "$3" of "$3-4 million", "7" of "7 and 9 lakh rupees": what the second gives the first. */
static bool
share_unit(Amount *a, Amount *b)
{
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
	if (b->number.scale > 2 && !(a->number.flags & (NX_NUM_SCALED | NX_NUM_SEPARATED)))
	{
		/* "500 to 1.2 million": five hundred what? */
		if (a->number.literal >= 1000 || a->number.literal > b->number.literal)
			return false;
		a->value = nx_shift10(a->value, b->number.scale);
	}
	return true;
}

/* ---- the kinds of expressions ---- */

/* The one line of every expression that ends well: hedges, then out. */
static NxStatus
finish(Finder *f, NxQuantity *q, uint32_t first, uint32_t end_piece, uint32_t *next_token, int left,
	   uint32_t left_start)
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
	if (left != NX_HEDGE_NONE && is_ambiguous_hedge(f, left_start, first, q))
		left = NX_HEDGE_NONE;
	hedge = join_hedges(left, after);
	if (left != NX_HEDGE_NONE)
		start = left_start;
	if (q->low == q->high && (q->flags & NX_Q_HAS_LOW))
		apply_hedge(q, hedge);
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
read_ratio(Finder *f, const Amount *m, double *ratio, uint32_t *end)
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
		n.value != (double) (int64_t) n.value)
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
read_partitive(Finder *f, Amount *m)
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

/* Does a fraction in words ("a third", "half") mean a part, and of what? */
static bool
is_part(Finder *f, const Amount *m, uint32_t first)
{
	const NxPiece *start = nx_piece(&f->pieces, m->start);
	const NxPiece *next = nx_piece(&f->pieces, m->end);
	uint16_t prev = word_before(f, first);
	uint32_t b = before(f, first);
	bool half = start->word == NX_W_HALF;
	bool article = (m->number.flags & NX_NUM_ARTICLE) != 0;

	if (f->typed || !(m->number.flags & NX_NUM_WORDS))
		return true;
	if (b != NX_NONE && tok_is(f, b, NX_C_ORDINAL_WORD))
		return false; /* "the second half" */
	if (next->kind == PIECE_HYPHEN && !next->spaced)
		return false; /* "half-year", "one-third-owned" */
	if (!half && !article)
		return true; /* one third, two-thirds */
	if (next->word == NX_W_OF || next->word == NX_W_MORE || next->word == NX_W_LESS)
		return true;
	if (half)
	{
		if (prev == NX_W_THE || prev == NX_W_THIS || prev == NX_W_THAT || prev == NX_W_OTHER ||
			prev == NX_W_LAST)
			return false;
		if (next->word == NX_W_A || next->word == NX_W_AN || next->word == NX_W_THE ||
			next->word == NX_W_ITS || next->word == NX_W_THEIR || next->word == NX_W_HIS ||
			next->word == NX_W_HER || next->word == NX_W_THAT || next->word == NX_W_ALL ||
			next->word == NX_W_THESE || next->word == NX_W_THOSE || next->word == NX_W_WHAT)
			return true;
	}
	if (prev == NX_W_BY || prev == NX_W_THAN || prev == NX_W_ABOUT || prev == NX_W_NEARLY ||
		prev == NX_W_ALMOST || prev == NX_W_OVER || prev == NX_W_LEAST || prev == NX_W_UP ||
		prev == NX_W_DOWN || prev == NX_W_SOME || prev == NX_W_AROUND || prev == NX_W_BELOW ||
		prev == NX_W_ABOVE || prev == NX_W_UNDER)
		return true;
	if (half && prev == NX_W_IN && is_closing(next))
		return true; /* cut in half */
	/* a text that is nothing but the fraction */
	return b == NX_NONE && next->kind == PIECE_END;
}

/* The last piece of a chain of numbers and hyphens from piece i on: 555-0123-4, 6-4 6-3. */
static uint32_t
hyphen_chain(Finder *f, uint32_t i, int *numbers)
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

/*
 * The second end of a range behind amount m.  LINK_NONE when there is none;
 * *drop is set when the two are no quantities at all (scores, seasons).
 */
static bool
read_range(Finder *f, Amount *m, uint32_t first, unsigned how, bool between, bool from,
		   Amount *second, bool *drop)
{
	Link link = link_at(f, m->end);
	const NxPiece *p;
	bool own;

	*drop = false;
	if (link == LINK_NONE || (link == LINK_AND && !between) || (between && link == LINK_TO))
		return false;
	p = nx_piece(&f->pieces, m->end + 1);
	/* "between the tenth and the fifteenth" */
	if (between && p->word == NX_W_THE && (m->number.flags & NX_NUM_ORDINAL))
	{
		if (!read_amount(f, m->end + 2, how, second))
			return false;
	}
	else if (!read_amount(f, m->end + 1, how, second))
		return false;
	if ((m->number.flags & NX_NUM_ORDINAL) != (second->number.flags & NX_NUM_ORDINAL))
		return false;
	own = m->has_unit && second->has_unit;

	if (link == LINK_HYPHEN)
	{
		int numbers;

		if (!m->has_unit && !second->has_unit && !f->typed)
		{
			NxUnitRead noun;

			hyphen_chain(f, m->number.end - 1, &numbers);
			*drop = true;
			if (p->spaced)
				numbers = 2; /* "1000 – 5000" */
			if (before(f, first) != NX_NONE && f->t->kind[first - 1] == NX_TOK_NUMBER)
				return false; /* "10 737-800 planes" */
			if (numbers != 2 || m->value >= second->value ||
				(is_year_like(m) && (is_year_like(second) || second->value < 100)))
				return false;
			if (nx_read_noun(&f->pieces, second->end, second->value, &noun) ||
				(second->number.flags & NX_NUM_SCALED) || m->value >= 100 || between)
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
		/* "two or three years" */
		if (m->has_unit || second->value != m->value + 1 || m->value > 20 || m->value < 1 ||
			(second->number.flags & NX_NUM_SIGNED))
			return false;
	}
	else if (link == LINK_TO && !between && !f->typed)
	{
		bool change = is_change_before(f, first, CHANGE_TOKENS);
		uint32_t b = before(f, first);
		uint32_t bb = b != NX_NONE ? before(f, b) : NX_NONE;

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
				Amount copy = *second;

				if (!m->has_unit && second->has_unit)
					share_unit(m, &copy);
				return false;
			}
		}
		else if (own && change)
			return false; /* "rose 5p to 320p" */
		else if (!m->has_unit && !second->has_unit && is_change_before(f, first, 1))
			return false;
		/* scores: "won 3 to 1" */
		if (m->value >= second->value && !(second->number.scale > 2))
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
	if (!share_unit(m, second))
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

/* "hundreds of thousands of people": the anchor is the vague plural. */
static NxStatus
vague_plural(Finder *f, uint32_t token, uint32_t *next_token)
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
	else if (nx_read_noun(pieces, i, 2, &unit))
		unit.code[0] = '\0'; /* "thousands more homes": not sure */
	q = point(value, unit.code);
	q.flags &= (uint8_t) ~NX_Q_HAS_HIGH;
	q.high = 0;
	*next_token = nx_piece(pieces, i - 1)->token + 1;
	/* "many thousands of": the same bound */
	return emit(f, &q, start, f->t->start[start], i);
}

/* "doubled", "twice as many", "tenfold" */
static NxStatus
multiple(Finder *f, uint32_t token, uint32_t *next_token)
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
	if (p->word == NX_W_TWICE || piece_reads(f, 0, "thrice"))
	{
		const NxPiece *next = nx_piece(pieces, 1);

		/* "arrested twice", "twice a week" */
		if (!f->typed && next->word != NX_W_AS && next->word != NX_W_THE &&
			next->word != NX_W_THAT && next->word != NX_W_ITS && next->word != NX_W_THEIR &&
			next->word != NX_W_WHAT && next->word != NX_W_MORE && next->word != NX_W_HIS &&
			next->word != NX_W_HER)
			return NX_OK;
	}
	left = hedge_left(f, token, &start);
	return finish(f, &q, token, 1, next_token, left, start);
}

/* The first token of the amount whose number begins at token: sign and currency before it. */
static uint32_t
amount_start(Finder *f, uint32_t token)
{
	const NxTokens *t = f->t;
	const char *text = f->a->text;
	uint32_t first = token;
	uint32_t b = left_of(f, token);

	if (b != NX_NONE &&
		(t->kind[b] == NX_TOK_CURRENCY ||
		 (t->kind[b] == NX_TOK_WORD && nx_tok_word(t, b) == 0 && t->end[b] - t->start[b] <= 10 &&
		  ((t->flags[b] & NX_TF_UPPER_INITIAL) || t->end[b] - t->start[b] == 3 ||
		   t->end[b] - t->start[b] == 6))))
	{
		uint32_t from = b;
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
				nx_piece(&f->pieces, unit.end)->start == t->start[token])
			{
				first = from;
				break;
			}
		}
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
				 (nx_tok_word(t, b) == NX_W_MINUS || nx_tok_word(t, b) == NX_W_NEGATIVE))
			first = b;
		/* the whole text is "- 10 k" */
		else if (t->kind[b] == NX_TOK_DASH && b == 0 && text[t->start[b]] == '-' && len == 1 &&
				 t->n <= 4)
			first = b;
	}
	return first;
}

/* An expression whose number begins at token. */
static NxStatus
expression(Finder *f, uint32_t token, uint32_t *next_token)
{
	NxPieces *pieces = &f->pieces;
	const NxTokens *t = f->t;
	Amount m;
	Amount second;
	NxUnitRead noun;
	NxQuantity q;
	uint32_t first = amount_start(f, token);
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

	/* the rest of an identifier: "B7.2" */
	if (token > 1 && first == token && t->kind[token - 1] == NX_TOK_STOP &&
		(t->flags[token - 2] & NX_TF_HAS_DIGIT) && !(t->flags[token] & NX_TF_SPACE_BEFORE) &&
		!(t->flags[token - 1] & NX_TF_SPACE_BEFORE))
		return NX_OK;
	hedge = hedge_left(f, first, &hedge_start);
	prev = word_left(f, first);
	/* "between the tenth and …": the article is not the number's */
	if (prev == NX_W_THE && (word_left(f, left_of(f, first)) == NX_W_BETWEEN ||
							 nx_hedge_before(f->a, left_of(f, first), f->floor, &hedge_start) != 0))
	{
		how = NX_READ_ORDINAL;
		hedge = hedge_left(f, left_of(f, first), &hedge_start);
		prev = word_left(f, left_of(f, first));
	}
	between = prev == NX_W_BETWEEN;
	from = prev == NX_W_FROM;

	nx_pieces_start(pieces, f->a, first);
	if (!read_amount(f, 0, how, &m))
	{
		/* nothing else of an identifier is read either */
		if (t->kind[token] == NX_TOK_NUMBER)
		{
			uint32_t k = token + 1;

			while (k < t->n && !(t->flags[k] & NX_TF_SPACE_BEFORE) && t->kind[k] != NX_TOK_COMMA &&
				   t->kind[k] != NX_TOK_STOP && t->kind[k] != NX_TOK_BRACKET_CLOSE &&
				   k - token < 16)
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
	if (!f->typed && !m.has_unit && is_in_name(f, token))
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
	if (read_range(f, &m, first, how, between, from, &second, &drop))
	{
		NxUnitRead rate;

		if (!second.has_unit && nx_read_noun(pieces, second.end, second.value, &noun))
		{
			second.unit = noun;
			second.end = noun.end;
			nx_read_rate(pieces, &second.unit);
			second.end = second.unit.end;
		}
		else if (!second.has_unit && is_no_quantity(f, &m, first, NULL, hedge, true))
		{
			*next_token = nx_piece(pieces, second.end - 1)->token + 1;
			return NX_OK;
		}
		(void) rate;
		q = point(m.value, second.unit.code);
		q.high = second.value;
		if (between || from)
			hedge = hedge_left(f, range_start, &hedge_start);
		if (hedge != NX_HEDGE_ABOUT)
			hedge = NX_HEDGE_NONE;
		return finish(f, &q, range_start, second.end, next_token, hedge, hedge_start);
	}
	if (drop)
	{
		int numbers;
		uint32_t chain = hyphen_chain(f, m.number.end - 1, &numbers);

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
			   (nx_piece(pieces, i)->word == NX_W_TIMES && m.value != (int64_t) m.value);
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
		if (!m.has_unit && !is_part(f, &m, first))
			return NX_OK;
		if (!m.has_unit && (m.number.flags & NX_NUM_WORDS))
			strcpy(m.unit.code, "ratio");
	}
	else if (!m.has_unit)
	{
		if (nx_read_noun(pieces, m.end, m.value, &noun))
			;
		else
			noun.code[0] = '\0';
	}
	if (m.hedge != NX_HEDGE_NONE)
	{
		hedge = join_hedges(hedge, m.hedge);
	}
	if (!m.has_unit && noun.code[0] == '\0' && is_age(f, &m, first))
	{
		strcpy(m.unit.code, "year");
		m.has_unit = true;
	}
	if (is_no_quantity(f, &m, first, &noun, hedge, false))
		return NX_OK;
	if (!m.has_unit && !(m.number.flags & NX_NUM_FRACTION))
	{
		bool bare_word = (m.number.flags & NX_NUM_WORDS) &&
						 !(m.number.flags & (NX_NUM_SCALED | NX_NUM_DECIMAL | NX_NUM_SIGNED));

		if (noun.code[0] != '\0')
		{
			m.unit = noun;
			m.end = noun.end;
			nx_read_rate(pieces, &m.unit);
			m.end = m.unit.end;
		}
		else if (!f->typed && m.value == 1 && bare_word && hedge == NX_HEDGE_NONE)
			return NX_OK; /* a pronoun as often as not */
		else
			read_partitive(f, &m);
	}
	q = point(m.value, m.unit.code);
	if (how & NX_READ_ORDINAL)
		first = left_of(f, first);
	return finish(f, &q, first, m.end, next_token, hedge, hedge_start);
}

/* ---- the pass ---- */

/* Does a word with hyphens begin with a number word: "four-mile"? */
static bool
begins_with_number(const Finder *f, uint32_t i)
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
at_anchor(Finder *f, uint32_t i, uint32_t from, uint32_t *next_token)
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
find(Finder *f)
{
	NxAnalysis *a = f->a;
	const NxTokens *t = f->t;
	uint32_t from = 0;

	for (uint32_t i = 0; i < t->n; i++)
	{
		const NxLexEntry *entry;
		uint32_t next = i + 1;
		NxStatus status;

		if (t->kind[i] == NX_TOK_WORD)
		{
			entry = &nx_lex_entries[t->entry[i]];
			if (((entry->bits[0] & ANCHORS(0)) | (entry->bits[1] & ANCHORS(1))) == 0)
			{
				if ((t->flags[i] & (NX_TF_HAS_HYPHEN | NX_TF_HAS_DIGIT)) == 0)
					continue;
				if (t->flags[i] & NX_TF_HAS_DIGIT)
				{
					/* USD115; "the 10th" of a range */
					if (!(t->flags[i] & (NX_TF_ALL_UPPER | NX_TF_SINGLE_LETTER)) &&
						!(is_digit(a->text[t->start[i]]) && word_before(f, i) == NX_W_THE))
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
		if (a->n_measured > 0 && a->measured[a->n_measured - 1].end_token > from)
			from = a->measured[a->n_measured - 1].end_token;
		i = from - 1;
	}
	return NX_OK;
}

NxStatus
nx_find_quantities(NxAnalysis *a)
{
	Finder f = {.a = a, .t = a->tokens};

	return find(&f);
}

/* ---- what a person typed ---- */

static bool
is_space(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

static NxStatus
parse_words(const char *text, size_t len, NxArena *arena, NxQuantity *quantity)
{
	static const NxOptions options = {.last_stage = NX_STAGE_TOKENS};
	NxAnalysis *a;
	NxStatus status = nx_analyze(text, len, &options, arena, &a);
	Finder f;

	if (status != NX_OK)
		return status;
	memset(&f, 0, sizeof(f));
	f.a = a;
	f.t = a->tokens;
	f.typed = true;
	status = find(&f);
	if (status != NX_OK)
		return status;
	if (a->n_measured != 1 || a->measured[0].span.start != 0 || a->measured[0].span.end != len)
		return NX_INVALID;
	*quantity = a->measured[0].quantity;
	return NX_OK;
}

/* One reading of a text without white space around it. */
static NxStatus
read_typed(const char *text, size_t len, NxArena *arena, NxQuantity *quantity)
{
	bool canonical = nx_quantity_read_canonical(text, len, quantity);
	char code[NX_UNIT_MAX + 1];

	/*
	 * First what nx_quantity_format() writes with a unit of the tables; then
	 * what a person writes, "5 trillion" and "450 pupils"; what is left with a
	 * word behind the number, "7 job", is canonical too.
	 */
	if (canonical &&
		(quantity->unit_len == 0 || nx_unit_of_code(quantity->unit, quantity->unit_len) >= 0))
		return NX_OK;
	if (len <= MAX_TYPED)
	{
		NxQuantity read;
		NxStatus status = parse_words(text, len, arena, &read);

		if (status == NX_OK)
			*quantity = read;
		if (status != NX_INVALID)
			return status;
	}
	if (!canonical || !nx_unit_parse(quantity->unit, quantity->unit_len, code))
		return NX_INVALID;
	quantity->unit_len = (uint8_t) strlen(code);
	memcpy(quantity->unit, code, sizeof(code));
	return NX_OK;
}

NxStatus
nx_quantity_is_canonical(const NxQuantity *quantity, NxArena *arena)
{
	char text[NX_QUANTITY_TEXT_MAX];
	char again_text[NX_QUANTITY_TEXT_MAX];
	size_t len = nx_quantity_format(quantity, text);
	NxQuantity again;
	NxStatus status = read_typed(text, len, arena, &again);

	if (status != NX_OK)
		return status;
	return nx_quantity_format(&again, again_text) == len && memcmp(text, again_text, len) == 0
			   ? NX_OK
			   : NX_INVALID;
}

NxStatus
nx_quantity_parse(const char *text, size_t len, NxArena *arena, NxQuantity *quantity,
				  NxParseError *error)
{
	size_t start = 0;
	NxStatus status;

	while (start < len && is_space(text[start]))
		start++;
	while (len > start && is_space(text[len - 1]))
		len--;
	error->offset = start;
	error->hint =
		"Write a value such as \"$1.2bn\", \"more than 30%\" or \"3000000..4000000 USD\".";
	error->detail = "The text is empty.";
	if (start == len)
		return NX_INVALID;
	error->detail = "This is not one number, range or bound with a unit.";
	status = read_typed(text + start, len - start, arena, quantity);
	/* nothing is taken whose own text would be read as something else */
	return status == NX_OK ? nx_quantity_is_canonical(quantity, arena) : status;
}
