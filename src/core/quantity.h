/*
 * quantity.h
 *		The grammar of measured expressions, and quantities as values.
 *
 * One grammar serves extraction and the input of the SQL type.
 */
#ifndef NX_QUANTITY_H
#define NX_QUANTITY_H

#include "nx.h"

struct NxArena;

/* tokens (names and quotes known) → NxAnalysis.measured */
extern NxStatus nx_find_quantities(NxAnalysis *a);

/* What was wrong with a text that a person typed. */
typedef struct NxParseError
{
	size_t offset;      /* bytes into the text */
	const char *detail; /* static, a sentence */
	const char *hint;   /* static, or NULL */
} NxParseError;

/*
 * Read a quantity as a person or nx_quantity_format() writes it: "$1.2bn",
 * "more than 30%", "3000000..4000000", ">=30 percent".  NX_INVALID fills
 * *error.
 */
extern NxStatus nx_quantity_parse(const char *text, size_t len, struct NxArena *arena,
								  NxQuantity *quantity, NxParseError *error);

/*
 * NX_OK when the canonical text of a quantity reads back as itself, as that of
 * every quantity does that was extracted or typed; NX_INVALID when it does not,
 * as of one that a client sends with a unit such as "kms".
 */
extern NxStatus nx_quantity_is_canonical(const NxQuantity *quantity, struct NxArena *arena);

/* Canonical text, terminated, which nx_quantity_parse() reads back unchanged. */
#define NX_QUANTITY_TEXT_MAX 160
extern size_t nx_quantity_format(const NxQuantity *quantity, char text[NX_QUANTITY_TEXT_MAX]);

/* Shortest decimal that reads back as the same double ("0.1", "1200000000", "1e-12"); locale-free. */
#define NX_DOUBLE_TEXT_MAX 32
extern size_t nx_double_format(double value, char text[NX_DOUBLE_TEXT_MAX]);

/*
 * The stored form: flags, the ends that exist (little-endian doubles; one only
 * for a point), the unit's code.  Self-delimiting only by its length.
 */
#define NX_QUANTITY_PACKED_MAX (1 + 16 + NX_UNIT_MAX)
extern size_t nx_quantity_pack(const NxQuantity *quantity, uint8_t packed[NX_QUANTITY_PACKED_MAX]);

/* False unless the bytes are exactly what nx_quantity_pack() writes: finite, ordered, valid unit. */
extern bool nx_quantity_unpack(const uint8_t *packed, size_t len, NxQuantity *quantity);

/*
 * Total order: dimension by name, then lower end, upper end (in base units, an
 * open lower end first, an open upper end last), strictness, approximation.
 * Equal under it means equal hash; 1 kilometer equals 1000 meter.
 */
extern int nx_quantity_cmp(const NxQuantity *a, const NxQuantity *b);
extern uint64_t nx_quantity_hash(const NxQuantity *quantity, uint64_t seed);

/*
 * Ends in base units of the dimension: *low and *high are -/+infinity where open.
 */
extern void nx_quantity_bounds(const NxQuantity *quantity, double *low, double *high);

/* The same quantity in another unit; false when the units are not comparable. */
extern bool nx_quantity_convert(const NxQuantity *quantity, const char *unit, size_t len,
								NxQuantity *converted);

#endif /* NX_QUANTITY_H */
