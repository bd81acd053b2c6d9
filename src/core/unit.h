/*
 * unit.h
 *		Units, their dimensions, and conversion between comparable ones.
 *
 * A unit is known by its code: an ISO 4217 currency ("USD"), a CLDR identifier
 * ("kilometer", "kilometer-per-hour"), "percent", "percentage-point",
 * "basis-point", "ratio", a counted noun in the singular ("job"), or "" for a
 * bare number.  Codes are what is stored, so that no table of numbers here
 * ever decides what a stored document means.
 */
#ifndef NX_UNIT_H
#define NX_UNIT_H

#include "nx.h"

/*
 * What a unit measures.  *dimension is a name that two units share exactly
 * when they convert into each other ("length", "currency-USD", "count-job",
 * "speed"), of at most NX_DIMENSION_MAX bytes; base = value * factor + offset.
 */
#define NX_DIMENSION_MAX 95

typedef struct NxDimension
{
	double		factor;
	double		offset;
	uint8_t		len;
	char		name[NX_DIMENSION_MAX + 1];
} NxDimension;

extern void nx_unit_dimension(const char *unit, size_t len, NxDimension *dimension);

/*
 * The code of a unit as a person writes it ("km", "dollars", "US$", "mph",
 * "pupils").  False when it cannot be one.
 */
extern bool nx_unit_parse(const char *text, size_t len, char code[NX_UNIT_MAX + 1]);

/* True when the bytes are a well-formed unit code, as stored data must have. */
extern bool nx_unit_is_valid(const char *unit, size_t len);

#endif							/* NX_UNIT_H */
