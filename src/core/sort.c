/*
 * sort.c
 *		Sorting that can be cancelled, and whose memory is the arena's.
 *
 * Numbers of elements are merged, in runs that double; then the elements move
 * to their places, each once.  The C library's qsort() would take memory that
 * nobody counts, and a text of 50 MB may have a million of quotations.
 */
#include "sort.h"

#include <string.h>

#include "arena.h"

#define POLL 4096 /* elements */

typedef struct Sorter
{
	const NxAnalysis *a;
	char *elements;
	size_t size;
	int (*compare)(const void *, const void *);
	uint32_t polled;
} Sorter;

static inline bool
in_order(const Sorter *s, uint32_t x, uint32_t y)
{
	return s->compare(s->elements + x * s->size, s->elements + y * s->size) <= 0;
}

static inline bool
stops(Sorter *s)
{
	return ++s->polled % POLL == 0 && nx_should_stop(s->a);
}

/* Merge the runs from[first, middle) and from[middle, end) into `to`. */
static NxStatus
merge(Sorter *s, const uint32_t *from, uint32_t *to, uint32_t first, uint32_t middle, uint32_t end)
{
	uint32_t left = first, right = middle;

	for (uint32_t k = first; k < end; k++)
	{
		if (stops(s))
			return NX_CANCELLED;
		if (left < middle && (right == end || in_order(s, from[left], from[right])))
			to[k] = from[left++];
		else
			to[k] = from[right++];
	}
	return NX_OK;
}

/* Move each element to its place: order[k] is the number of the one that belongs to k. */
static NxStatus
place(Sorter *s, uint32_t *order, uint32_t n)
{
	char aside[NX_SORTED_MAX];

	for (uint32_t start = 0; start < n; start++)
	{
		uint32_t k = start;

		if (stops(s))
			return NX_CANCELLED;
		if (order[start] == start)
			continue;
		memcpy(aside, s->elements + start * s->size, s->size);
		while (order[k] != start)
		{
			uint32_t from = order[k];

			memcpy(s->elements + k * s->size, s->elements + from * s->size, s->size);
			order[k] = k;
			k = from;
			if (stops(s))
				return NX_CANCELLED;
		}
		memcpy(s->elements + k * s->size, aside, s->size);
		order[k] = k;
	}
	return NX_OK;
}

static NxStatus
sort_numbers(Sorter *s, uint32_t *order, uint32_t *other, uint32_t n)
{
	NxStatus status = NX_OK;

	for (uint32_t k = 0; k < n; k++)
		order[k] = k;
	for (uint32_t run = 1; run<n; run = run> n / 2 ? n : run * 2)
	{
		uint32_t *swap = order;

		for (uint32_t first = 0; first < n && status == NX_OK;)
		{
			uint32_t middle = n - first > run ? first + run : n;
			uint32_t end = n - middle > run ? middle + run : n;

			status = merge(s, order, other, first, middle, end);
			first = end;
		}
		if (status != NX_OK)
			return status;
		order = other;
		other = swap;
	}
	return place(s, order, n);
}

NxStatus
nx_sort(const NxAnalysis *a, void *elements, uint32_t n, size_t size,
		int (*compare)(const void *, const void *))
{
	Sorter s = {a, elements, size, compare, 0};
	NxMark mark = nx_mark(a->arena);
	uint32_t *order;
	NxStatus status;
	uint32_t k = 1;

	while (k < n && in_order(&s, k - 1, k))
	{
		if (stops(&s))
			return NX_CANCELLED;
		k++;
	}
	if (k >= n)
		return NX_OK;
	order = nx_alloc(a->arena, (size_t) n * 2 * sizeof(*order));
	if (order == NULL)
		return NX_NOMEM;
	status = sort_numbers(&s, order, order + n, n);
	nx_release(a->arena, mark);
	return status;
}
