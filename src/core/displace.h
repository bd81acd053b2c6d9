/*
 * displace.h
 *		Perfect hashing by hash and displace: where a key stands in a table that
 *		holds just the keys known beforehand.
 *
 * A key is two numbers of 32 bits.  One chooses a bucket of some four keys, whose
 * seed the table's builder has found by trial (tools/displacement.c): mixed with the
 * other it gives each key a place of its own.  So a lookup reads one seed, which
 * is near, and one place, and asks nothing that a branch would have to answer; a
 * key that is not in the table gets a place too, and what stands there must say
 * that it is not its own.
 */
#ifndef NX_DISPLACE_H
#define NX_DISPLACE_H

#include <stdint.h>

static inline uint32_t
nx_displace_bucket(uint32_t low, uint32_t n_buckets)
{
	return (uint32_t) ((uint64_t) low * n_buckets >> 32);
}

static inline uint32_t
nx_displace_place(uint32_t high, uint16_t seed, uint32_t n_places)
{
	uint32_t x = high * (2 * (uint32_t) seed + 1);

	return (uint32_t) ((uint64_t) x * n_places >> 32);
}

#endif /* NX_DISPLACE_H */
