/*
 * displacement.h
 *		Finds the seeds of a perfect hash table (src/core/displace.h).
 */
#ifndef DISPLACEMENT_H
#define DISPLACEMENT_H

#include <stdbool.h>
#include <stdint.h>

typedef struct DisplaceKey
{
	uint32_t low;
	uint32_t high;
	uint32_t owner; /* the caller's number for what the key stands for */
} DisplaceKey;

typedef struct Displacement
{
	uint32_t n_buckets;
	uint32_t n_places;
	uint16_t *seeds;    /* of the buckets */
	uint32_t *taken_by; /* of the places: an owner + 1, or 0 */
} Displacement;

/*
 * Find places for n keys, which are sorted on the way; the same keys give the same
 * places, in whatever order they come.  False when two keys are equal, too many
 * are alike, or memory is out.  What it found is to be freed by
 * displacement_free().
 */
extern bool displace(DisplaceKey *keys, uint32_t n, Displacement *found);
extern void displacement_free(Displacement *d);

#endif /* DISPLACEMENT_H */
