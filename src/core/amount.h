/*
 * amount.h
 *		What stands around a measured expression: its kind, prepositions,
 *		counted nouns, complements.
 */
#ifndef NX_AMOUNT_H
#define NX_AMOUNT_H

#include <string.h>

#include "clause.h"

typedef enum NxKind
{
	NX_KIND_PERCENT, /* percent, percentage points, basis points, points */
	NX_KIND_MONEY,
	NX_KIND_TIME,
	NX_KIND_RATIO,
	NX_KIND_PHYSICAL,
	NX_KIND_COUNT, /* with the counted noun */
	NX_KIND_BARE
} NxKind;

/* A claim being put together, in tokens of the window. */
typedef struct NxDraft
{
	uint32_t measured;
	NxKind kind;
	int first; /* of the expression */
	int end;
	NxStretch subject;
	int verb;      /* that governs it, or -1 */
	uint16_t prep; /* NX_W_… between the verb and the expression, or 0 */
	NxMeasure measure;
	NxDirection direction;
	bool projected;  /* said by the words around, not by the verb */
	bool modifier;   /* inside a noun phrase: "a $1.2bn deal" has no period */
	bool is_subject; /* stands before its verb: "76% did not" denies no 76% */
	bool elliptic;   /* reads as the claim before does */
	NxModality modality;
	uint32_t claim; /* index into the open claims, once made */
} NxDraft;

/* What the claims before in the same window leave for the next. */
typedef struct NxReadingContext
{
	uint32_t first;     /* of the window's claims */
	NxDraft last;       /* last.claim is NX_NONE before the first */
	int from_adjective; /* "down" before that "from", or -1 */
	uint32_t from;      /* "from 5.1%" that waits for its "to", or NX_NONE */
	int earlier_end;    /* behind the last earlier value, or -1 */
} NxReadingContext;

/* The kind of a quantity, from its unit. */
extern NxKind nx_kind_of(const NxQuantity *q);

/* Which way the word at token i points; a loss that improves goes down. */
extern NxDirection nx_direction_at(const NxWindow *w, int i, NxStretch subject);

/* The nearest token at or before i that is no adverb (words of change are not skipped). */
extern int nx_skip_adverbs_back(const NxWindow *w, int i);

/* The preposition before the expression, over determiners and adjectives; -1: something else. */
extern int nx_preposition_before(const NxWindow *w, int first);

/* What the expression first … end counts: "450 pupils", "14.7 students per teacher". */
extern NxStretch nx_counted_noun(const NxWindow *w, int first, int end);

/* A phrase that stops before a count goes on with it. */
extern NxStretch nx_with_count(const NxWindow *w, NxStretch s);

/* Behind the expression, over other amounts in its unit and brackets. */
extern int nx_after_amounts(const NxWindow *w, const NxDraft *d);

/* "14 of the 20 seats", "40% of voters": what stands after "of" at end, if it does. */
extern NxStretch nx_of_complement(const NxWindow *w, int end);

/* A noun that an expression before it modifies stands at i: "a $1.2bn deal". */
extern bool nx_is_modified_noun(const NxWindow *w, int i);

/* The subject of verb; of an existential "there", what the expression counts. */
extern NxStretch nx_subject_or_counted(const NxWindow *w, int verb, int first, int end);

static inline const NxQuantity *
nx_quantity_at(const NxWindow *w, uint32_t measured)
{
	return &nx_expression(w, measured)->quantity;
}

static inline bool
nx_same_unit(const NxQuantity *a, const NxQuantity *b)
{
	return a->unit_len == b->unit_len && memcmp(a->unit, b->unit, a->unit_len) == 0;
}

/* A time, or a bare number that may be a date's or have its noun later. */
static inline bool
nx_is_time(const NxQuantity *q)
{
	return q->unit_len == 0 || nx_kind_of(q) == NX_KIND_TIME;
}

static inline bool
nx_unit_is(const NxQuantity *q, const char *unit)
{
	return q->unit_len == strlen(unit) && memcmp(q->unit, unit, q->unit_len) == 0;
}

#endif /* NX_AMOUNT_H */
