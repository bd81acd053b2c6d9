/*
 * sort.h
 *		Sorting that can be cancelled, and whose memory is the arena's.
 */
#ifndef NX_SORT_H
#define NX_SORT_H

#include "nx.h"

#define NX_SORTED_MAX 128 /* bytes of an element */

/*
 * Sort n elements of so many bytes each, as qsort() does, those that compare
 * equal in their old order.  Takes eight bytes an element from the arena and
 * gives them back; nothing where all are in order.
 */
extern NxStatus nx_sort(const NxAnalysis *a, void *elements, uint32_t n, size_t size,
						int (*compare)(const void *, const void *));

#endif /* NX_SORT_H */
