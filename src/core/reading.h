/*
 * reading.h
 *		What the words around a measured expression say of it.
 */
#ifndef NX_READING_H
#define NX_READING_H

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
	uint32_t claim; /* index into claims, once made */
} NxDraft;

/* What the claims before in the same window leave for the next. */
typedef struct NxReadingContext
{
	uint32_t first;     /* of the window's claims */
	NxDraft last;       /* last.claim is NX_NONE before the first */
	int from_adjective; /* "down" before that "from", or -1 */
	uint32_t from;      /* "from 5.1%" that waits for its "to", or NX_NONE */
} NxReadingContext;

typedef enum NxReading
{
	NX_READ_NOT, /* not this construction */
	NX_READ_CLAIM,
	NX_READ_NOTHING /* no claim of its own */
} NxReading;

/* The kind of a quantity, from its unit. */
extern NxKind nx_kind_of(const NxQuantity *q);

/*
 * Read the expression that d names; claims is NxAnalysis.claims, to whose last
 * ones an earlier value or a direction may still be added.  On NX_NX_READ_CLAIM
 * the draft is filled.
 */
extern NxReading nx_read_claim(NxWindow *w, NxReadingContext *c, NxDraft *d, NxClaim *claims);

static inline const NxQuantity *
nx_quantity_at(const NxWindow *w, uint32_t measured)
{
	return &w->a->measured[measured].quantity;
}

static inline bool
nx_same_unit(const NxQuantity *a, const NxQuantity *b)
{
	return a->unit_len == b->unit_len && memcmp(a->unit, b->unit, a->unit_len) == 0;
}

#endif /* NX_READING_H */
