/*
 * newsquantity_ops.c
 *		Operators of newsquantity: the total order and its hash, from the core's
 *		one comparison; and the range operators, which hold only within one
 *		dimension.
 */
#include "postgres.h"

#include "newsquantity.h"
#include "unit.h"
#include "utils/sortsupport.h"

/* ---- order ---- */

static int
compare(Datum a, Datum b)
{
	NxQuantity left;
	NxQuantity right;

	newsquantity_get(a, &left);
	newsquantity_get(b, &right);
	return nx_quantity_cmp(&left, &right);
}

PG_FUNCTION_INFO_V1(newsquantity_cmp);
Datum
newsquantity_cmp(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT32(compare(PG_GETARG_DATUM(0), PG_GETARG_DATUM(1)));
}

#define COMPARISON(name, sign)                                                                     \
	PG_FUNCTION_INFO_V1(name);                                                                     \
	Datum name(PG_FUNCTION_ARGS)                                                                   \
	{                                                                                              \
		PG_RETURN_BOOL(compare(PG_GETARG_DATUM(0), PG_GETARG_DATUM(1)) sign 0);                    \
	}

COMPARISON(newsquantity_lt, <)
COMPARISON(newsquantity_le, <=)
COMPARISON(newsquantity_eq, ==)
COMPARISON(newsquantity_ne, !=)
COMPARISON(newsquantity_ge, >=)
COMPARISON(newsquantity_gt, >)

static int
compare_for_sort(Datum a, Datum b, SortSupport ssup)
{
	(void) ssup;
	return compare(a, b);
}

PG_FUNCTION_INFO_V1(newsquantity_sortsupport);
Datum
newsquantity_sortsupport(PG_FUNCTION_ARGS)
{
	SortSupport ssup = (SortSupport) PG_GETARG_POINTER(0);

	ssup->comparator = compare_for_sort;
	PG_RETURN_VOID();
}

/* For min() and max(). */
PG_FUNCTION_INFO_V1(newsquantity_smaller);
Datum
newsquantity_smaller(PG_FUNCTION_ARGS)
{
	Datum a = PG_GETARG_DATUM(0);
	Datum b = PG_GETARG_DATUM(1);

	PG_RETURN_DATUM(compare(a, b) <= 0 ? a : b);
}

PG_FUNCTION_INFO_V1(newsquantity_larger);
Datum
newsquantity_larger(PG_FUNCTION_ARGS)
{
	Datum a = PG_GETARG_DATUM(0);
	Datum b = PG_GETARG_DATUM(1);

	PG_RETURN_DATUM(compare(a, b) >= 0 ? a : b);
}

PG_FUNCTION_INFO_V1(newsquantity_hash);
Datum
newsquantity_hash(PG_FUNCTION_ARGS)
{
	NxQuantity quantity;

	PG_GETARG_NEWSQUANTITY(0, &quantity);
	PG_RETURN_UINT32((uint32) nx_quantity_hash(&quantity, 0));
}

/* Seeded with 0 its low half is newsquantity_hash(), as hash partitioning wants. */
PG_FUNCTION_INFO_V1(newsquantity_hash_extended);
Datum
newsquantity_hash_extended(PG_FUNCTION_ARGS)
{
	NxQuantity quantity;

	PG_GETARG_NEWSQUANTITY(0, &quantity);
	PG_RETURN_UINT64(nx_quantity_hash(&quantity, (uint64) PG_GETARG_INT64(1)));
}

/* ---- ranges ---- */

void
newsquantity_range(const NxQuantity *quantity, NewsQuantityRange *range)
{
	NxDimension dimension;

	nx_unit_dimension(quantity->unit, quantity->unit_len, &dimension);
	memset(range, 0, sizeof(*range));
	nx_quantity_bounds(quantity, &range->low, &range->high);
	range->low_strict = (quantity->flags & NX_Q_LOW_STRICT) != 0;
	range->high_strict = (quantity->flags & NX_Q_HIGH_STRICT) != 0;
	range->len = dimension.len;
	memcpy(range->dimension, dimension.name, dimension.len);
}

/* Does everything in a lie below everything in b? */
static bool
before(const NewsQuantityRange *a, const NewsQuantityRange *b)
{
	return a->high < b->low || (a->high == b->low && (a->high_strict || b->low_strict));
}

static bool
contains(const NewsQuantityRange *a, const NewsQuantityRange *b)
{
	return (a->low < b->low || (a->low == b->low && (!a->low_strict || b->low_strict))) &&
		   (a->high > b->high || (a->high == b->high && (!a->high_strict || b->high_strict)));
}

bool
newsquantity_satisfies(const NewsQuantityRange *left, const NewsQuantityRange *right,
					   NewsQuantityStrategy strategy)
{
	if (left->len != right->len || memcmp(left->dimension, right->dimension, left->len) != 0)
		return false;
	switch (strategy)
	{
		case NEWSQUANTITY_OVERLAPS:
			return !before(left, right) && !before(right, left);
		case NEWSQUANTITY_CONTAINS:
			return contains(left, right);
		case NEWSQUANTITY_CONTAINED:
			return contains(right, left);
		case NEWSQUANTITY_BEFORE:
			return before(left, right);
		case NEWSQUANTITY_AFTER:
			return before(right, left);
	}
	return false;
}

#define RANGE_OPERATOR(name, strategy)                                                             \
	PG_FUNCTION_INFO_V1(name);                                                                     \
	Datum name(PG_FUNCTION_ARGS)                                                                   \
	{                                                                                              \
		NxQuantity quantity;                                                                       \
		NewsQuantityRange left;                                                                    \
		NewsQuantityRange right;                                                                   \
                                                                                                   \
		PG_GETARG_NEWSQUANTITY(0, &quantity);                                                      \
		newsquantity_range(&quantity, &left);                                                      \
		PG_GETARG_NEWSQUANTITY(1, &quantity);                                                      \
		newsquantity_range(&quantity, &right);                                                     \
		PG_RETURN_BOOL(newsquantity_satisfies(&left, &right, strategy));                           \
	}

RANGE_OPERATOR(newsquantity_overlaps, NEWSQUANTITY_OVERLAPS)
RANGE_OPERATOR(newsquantity_contains, NEWSQUANTITY_CONTAINS)
RANGE_OPERATOR(newsquantity_contained, NEWSQUANTITY_CONTAINED)
RANGE_OPERATOR(newsquantity_before, NEWSQUANTITY_BEFORE)
RANGE_OPERATOR(newsquantity_after, NEWSQUANTITY_AFTER)
