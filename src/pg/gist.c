/*
 * gist.c
 *		Operator class for GiST over newsquantity: the range operators.
 *
 * A quantity is a stretch of values in a dimension.  In the index it is a box:
 * the dimension, as a number hashed from its name, on the x axis, the values,
 * in the dimension's base unit, on the y axis.  So one index over quantities
 * of all kinds keeps dollars beside dollars.  A box does not know whether its
 * ends belong to it, nor two dimensions of one hash apart: every match is
 * looked at again.
 */
#include "compat.h"

#include <math.h>

#include "access/gist.h"
#include "access/stratnum.h"
#include "common/hashfn.h"
#include "utils/float.h"
#include "utils/geo_decls.h"

#include "newsquantity.h"

static void
make_box(Datum quantity, BOX *box)
{
	NxQuantity q;
	NewsQuantityRange range;
	uint64 hash;

	newsquantity_get(quantity, &q);
	newsquantity_range(&q, &range);
	/* 53 bits are a whole number in a double */
	hash = hash_bytes_extended((const unsigned char *) range.dimension, range.len, 0) >> 11;
	box->low.x = box->high.x = (double) hash;
	box->low.y = range.low;
	box->high.y = range.high;
}

static void
extend_box(BOX *box, const BOX *by)
{
	box->low.x = Min(box->low.x, by->low.x);
	box->low.y = Min(box->low.y, by->low.y);
	box->high.x = Max(box->high.x, by->high.x);
	box->high.y = Max(box->high.y, by->high.y);
}

static inline BOX *
entry_box(const GistEntryVector *entries, OffsetNumber i)
{
	return DatumGetBoxP(entries->vector[i].key);
}

PG_FUNCTION_INFO_V1(gist_newsquantity_compress);
Datum
gist_newsquantity_compress(PG_FUNCTION_ARGS)
{
	GISTENTRY *entry = (GISTENTRY *) PG_GETARG_POINTER(0);
	GISTENTRY *compressed;
	BOX *box;

	if (!entry->leafkey)
		PG_RETURN_POINTER(entry);
	box = palloc(sizeof(BOX));
	make_box(entry->key, box);
	compressed = palloc(sizeof(GISTENTRY));
	gistentryinit(*compressed, BoxPGetDatum(box), entry->rel, entry->page, entry->offset, false);
	PG_RETURN_POINTER(compressed);
}

PG_FUNCTION_INFO_V1(gist_newsquantity_consistent);
Datum
gist_newsquantity_consistent(PG_FUNCTION_ARGS)
{
	GISTENTRY *entry = (GISTENTRY *) PG_GETARG_POINTER(0);
	StrategyNumber strategy = PG_GETARG_UINT16(2);
	bool *recheck = (bool *) PG_GETARG_POINTER(4);
	const BOX *key = DatumGetBoxP(entry->key);
	BOX query;

	make_box(PG_GETARG_DATUM(1), &query);
	*recheck = true;
	/* all operators are false across dimensions */
	if (key->high.x < query.low.x || key->low.x > query.high.x)
		PG_RETURN_BOOL(false);
	switch ((NewsQuantityStrategy) strategy)
	{
		case NEWSQUANTITY_OVERLAPS:
			PG_RETURN_BOOL(key->low.y <= query.high.y && key->high.y >= query.low.y);
		case NEWSQUANTITY_CONTAINS:
			PG_RETURN_BOOL(key->low.y <= query.low.y && key->high.y >= query.high.y);
		case NEWSQUANTITY_CONTAINED:
			if (GIST_LEAF(entry))
				PG_RETURN_BOOL(key->low.y >= query.low.y && key->high.y <= query.high.y);
			PG_RETURN_BOOL(key->low.y <= query.high.y && key->high.y >= query.low.y);
		case NEWSQUANTITY_BEFORE:
			PG_RETURN_BOOL(key->low.y <= query.low.y);
		case NEWSQUANTITY_AFTER:
			PG_RETURN_BOOL(key->high.y >= query.high.y);
	}
	elog(ERROR, "unrecognized strategy number: %d", strategy);
}

PG_FUNCTION_INFO_V1(gist_newsquantity_union);
Datum
gist_newsquantity_union(PG_FUNCTION_ARGS)
{
	GistEntryVector *entries = (GistEntryVector *) PG_GETARG_POINTER(0);
	int *size = (int *) PG_GETARG_POINTER(1);
	BOX *box = palloc(sizeof(BOX));

	*box = *entry_box(entries, 0);
	for (int i = 1; i < entries->n; i++)
		extend_box(box, entry_box(entries, i));
	*size = sizeof(BOX);
	PG_RETURN_POINTER(box);
}

/* The length of a stretch of values on a scale on which all dimensions and magnitudes are alike. */
static double
scaled(double value)
{
	return value / (1.0 + fabs(value));
}

static double
stretch(double low, double high)
{
	low = isinf(low) ? -1.0 : scaled(low);
	high = isinf(high) ? 1.0 : scaled(high);
	return high - low;
}

/* To take in another dimension costs more than any stretch of values. */
PG_FUNCTION_INFO_V1(gist_newsquantity_penalty);
Datum
gist_newsquantity_penalty(PG_FUNCTION_ARGS)
{
	const BOX *box = DatumGetBoxP(((GISTENTRY *) PG_GETARG_POINTER(0))->key);
	const BOX *new = DatumGetBoxP(((GISTENTRY *) PG_GETARG_POINTER(1))->key);
	float *penalty = (float *) PG_GETARG_POINTER(2);
	BOX both = *box;
	double wider;

	extend_box(&both, new);
	wider = (both.high.x - both.low.x) - (box->high.x - box->low.x);
	if (wider > 0)
		*penalty = 10.0 + wider / ((double) (UINT64CONST(1) << 53));
	else
		*penalty = stretch(both.low.y, both.high.y) - stretch(box->low.y, box->high.y);
	PG_RETURN_POINTER(penalty);
}

typedef struct SplitItem
{
	double order;
	OffsetNumber entry;
} SplitItem;

static int
compare_split(const void *a, const void *b)
{
	const SplitItem *x = a;
	const SplitItem *y = b;

	if (x->order != y->order)
		return x->order < y->order ? -1 : 1;
	return (int) x->entry - (int) y->entry;
}

/*
 * Halve a page: where it holds several dimensions, between two of them if that
 * leaves neither side too small; else by the middle of the values.
 */
PG_FUNCTION_INFO_V1(gist_newsquantity_picksplit);
Datum
gist_newsquantity_picksplit(PG_FUNCTION_ARGS)
{
	GistEntryVector *entries = (GistEntryVector *) PG_GETARG_POINTER(0);
	GIST_SPLITVEC *split = (GIST_SPLITVEC *) PG_GETARG_POINTER(1);
	int n = entries->n - 1;
	SplitItem *items = palloc(n * sizeof(SplitItem));
	BOX all = *entry_box(entries, FirstOffsetNumber);
	bool by_dimension;
	int middle = n / 2;
	BOX *left = palloc(sizeof(BOX));
	BOX *right = palloc(sizeof(BOX));

	for (OffsetNumber i = FirstOffsetNumber; i <= n; i++)
		extend_box(&all, entry_box(entries, i));
	by_dimension = all.low.x < all.high.x;
	for (int i = 0; i < n; i++)
	{
		const BOX *box = entry_box(entries, i + FirstOffsetNumber);

		items[i].entry = i + FirstOffsetNumber;
		if (by_dimension)
			items[i].order = box->low.x;
		else
			items[i].order = (isinf(box->low.y) ? -1.0 : scaled(box->low.y)) +
							 (isinf(box->high.y) ? 1.0 : scaled(box->high.y));
	}
	qsort(items, n, sizeof(SplitItem), compare_split);
	if (by_dimension)
	{
		/* the boundary between dimensions that is nearest to the middle, at least a tenth from the ends */
		for (int distance = 0; distance <= n / 2 - n / 10; distance++)
		{
			int below = n / 2 - distance;
			int above = n / 2 + distance;

			if (below > 0 && items[below - 1].order < items[below].order)
			{
				middle = below;
				break;
			}
			if (above < n && items[above - 1].order < items[above].order)
			{
				middle = above;
				break;
			}
		}
	}
	if (middle < 1)
		middle = 1;

	split->spl_left = palloc(n * sizeof(OffsetNumber));
	split->spl_right = palloc(n * sizeof(OffsetNumber));
	split->spl_nleft = split->spl_nright = 0;
	*left = *entry_box(entries, items[0].entry);
	*right = *entry_box(entries, items[n - 1].entry);
	for (int i = 0; i < n; i++)
	{
		if (i < middle)
		{
			split->spl_left[split->spl_nleft++] = items[i].entry;
			extend_box(left, entry_box(entries, items[i].entry));
		}
		else
		{
			split->spl_right[split->spl_nright++] = items[i].entry;
			extend_box(right, entry_box(entries, items[i].entry));
		}
	}
	split->spl_ldatum = BoxPGetDatum(left);
	split->spl_rdatum = BoxPGetDatum(right);
	pfree(items);
	PG_RETURN_POINTER(split);
}

PG_FUNCTION_INFO_V1(gist_newsquantity_same);
Datum
gist_newsquantity_same(PG_FUNCTION_ARGS)
{
	const BOX *a = DatumGetBoxP(PG_GETARG_DATUM(0));
	const BOX *b = DatumGetBoxP(PG_GETARG_DATUM(1));
	bool *same = (bool *) PG_GETARG_POINTER(2);

	*same = a->low.x == b->low.x && a->low.y == b->low.y && a->high.x == b->high.x &&
			a->high.y == b->high.y;
	PG_RETURN_POINTER(same);
}
