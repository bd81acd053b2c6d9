/*
 * window.h
 *		A light reading of one sentence: what part each token plays.
 *
 * Read only where a quantity stands, and in windows of bounded length, so that
 * everything that looks left and right in a window stays linear in the text.
 */
#ifndef NX_WINDOW_H
#define NX_WINDOW_H

#include "token.h"

#define NX_WINDOW_MAX 256    /* tokens */
#define NX_WINDOW_KNOWN 1024 /* entries whose bits are remembered from window to window */

/* What a word can be (several at once). */
#define NX_G_DET (1u << 0)
#define NX_G_PREP (1u << 1)
#define NX_G_SUB (1u << 2) /* begins a subordinate clause */
#define NX_G_REL (1u << 3)
#define NX_G_CC (1u << 4)
#define NX_G_BE (1u << 5)
#define NX_G_HAVE (1u << 6)
#define NX_G_DO (1u << 7)
#define NX_G_MODAL (1u << 8)
#define NX_G_NEG (1u << 9)
#define NX_G_PRON (1u << 10)
#define NX_G_ADV (1u << 11)
#define NX_G_NOUN (1u << 12)    /* no adverb or verb in spite of its form */
#define NX_G_BASE (1u << 13)    /* of a verb: infinitive, plain present */
#define NX_G_PRESENT (1u << 14) /* third person, hardly ever a noun */
#define NX_G_PLURAL (1u << 15)  /* third person or, as often, a plural noun */
#define NX_G_PAST (1u << 16)
#define NX_G_PARTICIPLE (1u << 17)
#define NX_G_ING (1u << 18)
#define NX_G_CHANGE_VERB (1u << 19) /* change.h says which way */
#define NX_G_CHANGE_NOUN (1u << 20)
#define NX_G_CHANGE_ADJ (1u << 21)
#define NX_G_LEVEL_VERB (1u << 22)
#define NX_G_CLAUSAL (1u << 23) /* a verb that takes a clause: said, expects */
#define NX_G_PERIOD (1u << 24)
#define NX_G_MEASURED (1u << 25) /* inside a measured expression */
#define NX_G_YEAR (1u << 26)     /* a number that can be a year */
#define NX_G_DASH (1u << 27)
#define NX_G_UPPER (1u << 28) /* begins with a capital */
#define NX_G_QUOTE (1u << 29) /* a quotation mark */
#define NX_G_PROJECTION (1u << 30)
#define NX_G_FINDING (1u << 31) /* a verb of finding: showed, means */

#define NX_G_VERBAL                                                                                \
	(NX_G_BASE | NX_G_PRESENT | NX_G_PLURAL | NX_G_PAST | NX_G_PARTICIPLE | NX_G_ING)
#define NX_G_AUX (NX_G_BE | NX_G_HAVE | NX_G_DO | NX_G_MODAL)

/* What it is here. */
typedef enum NxRole
{
	NX_R_NOMINAL, /* determiners, nouns, adjectives, numbers, pronouns */
	NX_R_VERB,
	NX_R_AUX,    /* auxiliaries before their verb */
	NX_R_ADVERB, /* and whatever may be skipped: marks of quotation */
	NX_R_PREP,
	NX_R_CC,
	NX_R_SUB,
	NX_R_REL,
	NX_R_TO, /* before an infinitive */
	NX_R_COMMA,
	NX_R_OPEN, /* brackets */
	NX_R_CLOSE,
	NX_R_BREAK /* stops, colons, semicolons, dashes */
} NxRole;

/* Tokens base … base + n of the text; everything below counts from base. */
typedef struct NxWindow
{
	const NxAnalysis *a;
	const NxTokens *t;
	uint32_t base;
	int n;
	uint32_t can[NX_WINDOW_MAX];      /* NX_G_… */
	uint32_t measured[NX_WINDOW_MAX]; /* number of the expression it stands in, or NX_NONE */
	int16_t last_verb[NX_WINDOW_MAX]; /* the nearest verb at or before, or -1 */
	uint8_t role[NX_WINDOW_MAX];      /* NxRole */
	uint8_t phrase[NX_WINDOW_MAX];    /* tokens of the phrase known here that begins at it */
	uint32_t entry[NX_WINDOW_MAX];    /* the lexicon's, of the phrase if there is one */
	uint16_t word[NX_WINDOW_MAX];     /* NX_W_… or 0 */
	NxMeasured *expression;           /* those that begin before the window's end */
	uint32_t n_expressions;
	uint32_t first_expression;       /* the first one's number */
	uint32_t known[NX_WINDOW_KNOWN]; /* zeroed before the first window */
	uint32_t known_bits[NX_WINDOW_KNOWN];
} NxWindow;

/* Read tokens first … end (at most NX_WINDOW_MAX); the expressions are there already. */
extern void nx_window_read(NxWindow *w, const NxAnalysis *a, uint32_t first, uint32_t end);

/* An expression of the window by its number. */
static inline const NxMeasured *
nx_expression(const NxWindow *w, uint32_t number)
{
	return &w->expression[number - w->first_expression];
}

static inline bool
nx_is(const NxWindow *w, int i, uint32_t bits)
{
	return i >= 0 && i < w->n && (w->can[i] & bits) != 0;
}

static inline bool
nx_role_is(const NxWindow *w, int i, NxRole role)
{
	return i >= 0 && i < w->n && w->role[i] == role;
}

/* A hyphen that is a token of its own: "7.1-magnitude". */
static inline bool
nx_is_hyphen(const NxWindow *w, int i)
{
	return i >= 0 && i < w->n && w->t->kind[w->base + (uint32_t) i] == NX_TOK_SYMBOL &&
		   w->a->text[w->t->start[w->base + (uint32_t) i]] == '-';
}

/* Is token i of this class of the lexicon? */
static inline bool
nx_has_class(const NxWindow *w, int i, int class)
{
	return i >= 0 && i < w->n && nx_lex_has(w->t->entry[w->base + (uint32_t) i], class);
}

#endif /* NX_WINDOW_H */
