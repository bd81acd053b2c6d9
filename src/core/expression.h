/*
 * expression.h
 *		What the files of the grammar of quantities share: the amount just read
 *		and where the search stands.
 */
#ifndef NX_EXPRESSION_H
#define NX_EXPRESSION_H

#include "measure.h"
#include "measured.h"
#include "piece.h"

#define NX_CHANGE_TOKENS 8 /* how far back a verb of change is looked for */

typedef struct NxAmount
{
	NxNumber number;
	double value;    /* signed, cents taken into account */
	NxUnitRead unit; /* code "" without one */
	bool has_unit;
	bool prefix;    /* the currency stands before the number */
	int hedge;      /* inside: '17+ years', 'a 30-odd crowd' */
	uint32_t start; /* pieces */
	uint32_t end;
} NxAmount;

typedef struct NxFinder
{
	NxAnalysis *a;
	const NxTokens *t;
	bool typed;
	uint32_t anchors;
	uint32_t mention; /* first mention that may cover the next anchor */
	int last_exp10;   /* of the unit of the amount before: -2 for cents */
	bool has_last;
	NxMeasured last; /* expression found */
	uint32_t floor;  /* tokens before it belong to what was found already */
	NxPieces pieces;
} NxFinder;

/* ---- small questions about tokens ---- */

static inline bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static inline bool
tok_is(const NxFinder *f, uint32_t i, int class)
{
	return f->t->kind[i] == NX_TOK_WORD && nx_tok_has(f->t, i, class);
}

/* The token before i in the same paragraph, or NX_NONE. */
static inline uint32_t
before(const NxFinder *f, uint32_t i)
{
	return i > 0 && nx_same_paragraph(f->a, i) ? i - 1 : NX_NONE;
}

/* The same as far as an expression may reach to its left. */
static inline uint32_t
left_of(const NxFinder *f, uint32_t i)
{
	uint32_t b = i == NX_NONE ? NX_NONE : before(f, i);

	return b != NX_NONE && b >= f->floor ? b : NX_NONE;
}

static inline uint16_t
word_before(const NxFinder *f, uint32_t i)
{
	uint32_t b = before(f, i);

	return b != NX_NONE && f->t->kind[b] == NX_TOK_WORD ? nx_tok_word(f->t, b) : 0;
}

static inline uint16_t
word_left(const NxFinder *f, uint32_t i)
{
	uint32_t b = left_of(f, i);

	return b != NX_NONE && f->t->kind[b] == NX_TOK_WORD ? nx_tok_word(f->t, b) : 0;
}

/* Nothing more to come in the clause: the end, or a mark that closes it. */
static inline bool
is_closing(const NxPiece *p)
{
	return p->kind == PIECE_END || p->kind == PIECE_STOP || p->kind == PIECE_COMMA ||
		   p->kind == PIECE_CLOSE || p->kind == PIECE_QUOTE || p->kind == PIECE_DASH ||
		   p->symbol == ';' || p->symbol == ':';
}

static inline bool
is_year_like(const NxAmount *m)
{
	return m->number.digits == 4 &&
		   (m->number.flags & (NX_NUM_SEPARATED | NX_NUM_DECIMAL | NX_NUM_SCALED | NX_NUM_WORDS |
							   NX_NUM_SIGNED)) == 0 &&
		   m->number.value >= 1000 && m->number.value < 2101;
}

static inline bool
is_small_integer(const NxAmount *m, double limit)
{
	return m->value >= 0 && m->value <= limit && m->value == (int) m->value &&
		   !(m->number.flags & (NX_NUM_SCALED | NX_NUM_FRACTION | NX_NUM_DECIMAL));
}

/* measured_amount.c: an amount from piece i on; how is NX_READ_… */
extern bool nx_read_amount(NxFinder *f, uint32_t i, unsigned how, NxAmount *m);

/* What the ends of a range give each other; false when they do not go together. */
extern bool nx_share_unit(NxAmount *a, NxAmount *b);

/* hedge.c: what stands before token first, a phrase or a mark, and where it begins. */
extern int nx_hedge_left(const NxFinder *f, uint32_t first, uint32_t *start);

/* The hedge that those before and behind a number make together. */
extern int nx_join_hedges(int left, int after);

/* Make a point a bound, or something approximate. */
extern void nx_apply_hedge(NxQuantity *q, int hedge);

/* range.c: behind the last piece of a chain of numbers from piece i on: 555-0123-4, 6-4. */
extern uint32_t nx_hyphen_chain(NxFinder *f, uint32_t i, int *numbers);

/*
 * The second end of a range behind amount m, which begins at token first; both
 * get the unit.  *drop is set when the two are no quantities at all.
 */
extern bool nx_read_range(NxFinder *f, NxAmount *m, uint32_t first, unsigned how, bool between,
						  bool from, NxAmount *second, bool *drop);

/*
 * surroundings.c: may a number with no unit, or with a counted noun, be no
 * quantity at all?  first is the token where it begins, without its hedge.
 */
extern bool nx_is_no_quantity(NxFinder *f, const NxAmount *m, uint32_t first,
							  const NxUnitRead *noun, int hedge, bool range);

/* "Gatlin, 22, won", "at the age of 28", "aged 34" */
extern bool nx_is_age(NxFinder *f, const NxAmount *m, uint32_t first);

/* "aged", "ages", "age" before the token. */
extern bool nx_is_after_aged(const NxFinder *f, uint32_t first);
extern bool nx_is_tally(const NxFinder *f, uint32_t token);

/* Does a verb of change stand among the so many tokens before? */
extern bool nx_is_change_before(const NxFinder *f, uint32_t token, uint32_t limit);

/* Does a fraction in words mean a part of something? */
extern bool nx_is_part(NxFinder *f, const NxAmount *m, uint32_t first);

/* "over three years" is a period as often as a bound. */
extern bool nx_is_ambiguous_hedge(const NxFinder *f, uint32_t start, uint32_t first,
								  const NxQuantity *q);

/* Is the token inside a name that the text mentions, or right behind a numbered one? */
extern bool nx_is_in_name(NxFinder *f, uint32_t token);

/* quantity.c: every expression of the analysis; typed when a person wrote the text for the type. */
extern NxStatus nx_find_expressions(NxAnalysis *a, bool typed);

#endif /* NX_EXPRESSION_H */
