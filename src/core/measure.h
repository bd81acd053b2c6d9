/*
 * measure.h
 *		What stands beside a number and says what it measures: units, rates,
 *		currencies, counted nouns, hedges.
 */
#ifndef NX_MEASURE_H
#define NX_MEASURE_H

#include "number.h"
#include "unit.h"

typedef struct NxUnitRead
{
	char code[NX_UNIT_MAX + 1]; /* "" : none */
	uint32_t end;               /* piece after it */
	int exp10;                  /* "cents": -2 */
	int unit;                   /* index of the unit, -1 for a noun */
	bool currency;
	bool letter; /* known by a single letter: the number must look like money */
	bool noun;   /* a counted noun, not a unit of measure */
} NxUnitRead;

/*
 * The unit whose name begins at piece i, behind a number of this value; a
 * hyphen or a bracket may stand between.  False when there is none.
 */
extern bool nx_read_unit(NxPieces *pieces, uint32_t i, const NxNumber *number, NxUnitRead *unit);

/* The currency whose sign, code or name begins at piece i, before a number. */
extern bool nx_read_currency(NxPieces *pieces, uint32_t i, NxUnitRead *unit);

/* rate.c: "a day", "per 100,000 people", "/km" at unit->end: makes unit->code a rate and moves its end. */
extern void nx_read_rate(NxPieces *pieces, NxUnitRead *unit);

/* "per 100,000 people" at piece i, behind a number without a unit. */
extern bool nx_read_bare_rate(NxPieces *pieces, uint32_t i, NxUnitRead *unit);

/* The noun counted by a number of this value, which ends before piece i. */
extern bool nx_read_noun(NxPieces *pieces, uint32_t i, double value, NxUnitRead *unit);

/* Hedges: kinds are NxHedgeKind (unit_table.h), 0 for none; none begins before token floor. */
extern int nx_hedge_before(const NxAnalysis *a, uint32_t token, uint32_t floor, uint32_t *first);
extern int nx_hedge_after(NxPieces *pieces, uint32_t i, uint32_t *end);

/* Parts of speech where the lexicon knows them. */
extern bool nx_is_closed_word(const NxPiece *piece);

#endif /* NX_MEASURE_H */
