/*
 * newsquantity.h
 *		The quantity type: a value, range or bound with a unit.
 *
 * Stored as what nx_quantity_pack() writes behind the varlena header: flags,
 * the ends that exist as little-endian doubles (one for a point), the unit's
 * code.  Nothing in it is aligned, so it takes a one-byte header and no
 * padding.
 */
#ifndef NEWSEXT_NEWSQUANTITY_H
#define NEWSEXT_NEWSQUANTITY_H

#include "postgres.h"

#include "compat.h"
#include "nx.h"
#include "quantity.h"
#include "fmgr.h"

/* Strategy numbers of the range operators, in every operator class that has them. */
typedef enum NewsQuantityStrategy
{
	NEWSQUANTITY_OVERLAPS = 1, /* && */
	NEWSQUANTITY_CONTAINS,     /* @> */
	NEWSQUANTITY_CONTAINED,    /* <@ */
	NEWSQUANTITY_BEFORE,       /* << */
	NEWSQUANTITY_AFTER         /* >> */
} NewsQuantityStrategy;

/* The quantity in a datum; raises ERRCODE_DATA_CORRUPTED for bytes that are none. */
extern void newsquantity_get(Datum datum, NxQuantity *quantity);
#define PG_GETARG_NEWSQUANTITY(n, quantity) newsquantity_get(PG_GETARG_DATUM(n), (quantity))

/* A datum of it, palloc'd. */
extern Datum newsquantity_datum(const NxQuantity *quantity);

/*
 * What the range operators compare: the dimension and the ends in base units,
 * infinite where open.
 */
typedef struct NewsQuantityRange
{
	double low;
	double high;
	bool low_strict;
	bool high_strict;
	uint8 len;          /* of the dimension */
	char dimension[96]; /* zero-padded */
} NewsQuantityRange;

extern void newsquantity_range(const NxQuantity *quantity, NewsQuantityRange *range);
extern bool newsquantity_satisfies(const NewsQuantityRange *left, const NewsQuantityRange *right,
								   NewsQuantityStrategy strategy);

#endif /* NEWSEXT_NEWSQUANTITY_H */
