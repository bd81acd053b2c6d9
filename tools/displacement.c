/*
 * displacement.c
 *		Finds the seeds of a perfect hash table (src/core/displace.h).
 *
 * Buckets are taken the fullest first, while there is still much room, and each
 * tries seeds until all its keys fall on free places.  If that fails the table
 * gets a little more room; the first try does, in practice.
 */
#include "displacement.h"

#include <stdlib.h>
#include <string.h>

#include "displace.h"

#define KEYS_A_BUCKET 4
#define BUCKET_MAX 1024 /* keys; hashes that have more to a bucket are no hashes */

typedef struct Bucket
{
	uint32_t bucket;
	uint32_t first; /* key */
	uint32_t n;
} Bucket;

/* Buckets are in the order of the low halves, as they are multiples of them. */
static int
compare_keys(const void *a, const void *b)
{
	const DisplaceKey *x = a;
	const DisplaceKey *y = b;

	if (x->low != y->low)
		return x->low < y->low ? -1 : 1;
	return x->high < y->high ? -1 : x->high > y->high;
}

static int
compare_buckets(const void *a, const void *b)
{
	const Bucket *x = a;
	const Bucket *y = b;

	if (x->n != y->n)
		return x->n > y->n ? -1 : 1;
	return x->first < y->first ? -1 : x->first > y->first;
}

/* Does the seed put all of the bucket's keys at places of their own? */
static bool
try_seed(const Displacement *d, const DisplaceKey *keys, uint32_t n, uint16_t seed,
		 uint32_t *places)
{
	for (uint32_t k = 0; k < n; k++)
	{
		places[k] = nx_displace_place(keys[k].high, seed, d->n_places);
		if (d->taken_by[places[k]] != 0)
			return false;
		for (uint32_t m = 0; m < k; m++)
			if (places[m] == places[k])
				return false;
	}
	return true;
}

static bool
find_seeds(Displacement *d, const DisplaceKey *keys, const Bucket *buckets, uint32_t n)
{
	uint32_t places[BUCKET_MAX];

	for (uint32_t k = 0; k < n; k++)
	{
		const DisplaceKey *first = &keys[buckets[k].first];
		uint32_t seed = 0;

		while (seed <= UINT16_MAX && !try_seed(d, first, buckets[k].n, (uint16_t) seed, places))
			seed++;
		if (seed > UINT16_MAX)
			return false;
		for (uint32_t m = 0; m < buckets[k].n; m++)
			d->taken_by[places[m]] = first[m].owner + 1;
		d->seeds[buckets[k].bucket] = (uint16_t) seed;
	}
	return true;
}

bool
displace(DisplaceKey *keys, uint32_t n, Displacement *found)
{
	Bucket *buckets;
	uint32_t n_used = 0;
	bool done = false;

	memset(found, 0, sizeof(*found));
	found->n_buckets = n / KEYS_A_BUCKET + 1;
	found->n_places = n;
	found->seeds = calloc(found->n_buckets, sizeof(*found->seeds));
	buckets = calloc(found->n_buckets, sizeof(*buckets));
	if (found->seeds == NULL || buckets == NULL)
	{
		free(buckets);
		return false;
	}
	if (n > 0)
		qsort(keys, n, sizeof(*keys), compare_keys);
	for (uint32_t k = 0; k < n; k++)
	{
		uint32_t bucket = nx_displace_bucket(keys[k].low, found->n_buckets);

		if (k == 0 || bucket != buckets[n_used - 1].bucket)
			buckets[n_used++] = (Bucket){bucket, k, 0};
		if (++buckets[n_used - 1].n > BUCKET_MAX ||
			(k > 0 && compare_keys(&keys[k - 1], &keys[k]) == 0))
		{
			free(buckets);
			return false;
		}
	}
	qsort(buckets, n_used, sizeof(*buckets), compare_buckets);
	while (!done && found->n_places <= 2 * n + 64)
	{
		found->n_places += found->n_places / 32 + 1;
		free(found->taken_by);
		found->taken_by = calloc(found->n_places, sizeof(*found->taken_by));
		if (found->taken_by == NULL)
			break;
		done = find_seeds(found, keys, buckets, n_used);
	}
	free(buckets);
	return done;
}

void
displacement_free(Displacement *d)
{
	free(d->seeds);
	free(d->taken_by);
}
