/*
 * unit.h
 *		Units, their dimensions, and conversion between comparable ones.
 *
 * A unit is known by its code: an ISO 4217 currency ("USD"), a CLDR identifier
 * ("kilometer", "kilometer-per-hour"), "percent", "percentage-point",
 * "basis-point", "ratio", a counted noun in the singular ("job"), or "" for a
 * bare number; "x-per-y" of any two ("USD-per-barrel",
 * "case-per-100000-person").  Codes are what is stored, so that no table of
 * numbers here ever decides what a stored document means.
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
	double factor;
	double offset;
	uint8_t len;
	char name[NX_DIMENSION_MAX + 1];
} NxDimension;

extern void nx_unit_dimension(const char *unit, size_t len, NxDimension *dimension);

/*
 * The code of a unit as a person writes it ("km", "dollars", "US$", "mph",
 * "pupils").  False when it cannot be one, or when its name stands for a
 * multiple of a unit ("cents").
 */
extern bool nx_unit_parse(const char *text, size_t len, char code[NX_UNIT_MAX + 1]);

/* True when the bytes are a well-formed unit code, as stored data must have. */
extern bool nx_unit_is_valid(const char *unit, size_t len);

/* The code of a counted noun: its singular in lower case; false when there is none that fits. */
extern bool nx_unit_of_noun(const char *noun, size_t len, char code[NX_UNIT_MAX + 1]);

/* ---- names of units, piece by piece, for the grammar ---- */

#define NX_UN_ATTACHED 0x01 /* a unit only when written against the number: "5s" */
#define NX_UN_PREFIX 0x02   /* some longer name goes on from here */
#define NX_UN_CURRENCY 0x04
#define NX_UN_EXACT 0x08 /* found in just this case of letters */

typedef struct NxUnitKey
{
	uint64_t lower;
	uint64_t exact;
} NxUnitKey;

typedef struct NxUnitFound
{
	int unit;       /* -1: no name ends here, but see flags and plain */
	int plain;      /* a plain noun of money plus one, or 0: "franc" */
	int exp10;      /* the name stands for so many tens of the unit: "cent" -2 */
	unsigned flags; /* NX_UN_… */
} NxUnitFound;

extern NxUnitKey nx_unit_key(void);
extern void nx_unit_key_add(NxUnitKey *key, const char *text, size_t len);

/* What is known of the name so far; all zeros and unit -1 when nothing. */
extern NxUnitFound nx_unit_find(const NxUnitKey *key);

extern const char *nx_unit_code(int unit);

/* The unit with this code, or -1. */
extern int nx_unit_of_code(const char *code, size_t len);

/* The plain noun itself, its own reading or -1, and the currency whose country the key names or -1. */
extern const char *nx_plain_noun(int plain);
extern int nx_plain_unit(int plain);
extern int nx_unit_of_country(const NxUnitKey *country, int plain);

#endif /* NX_UNIT_H */
