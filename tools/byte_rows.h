/*
 * byte_rows.h
 *		Rounds weights to the bytes that src/core/byte_sums.h adds up: multiples
 *		of one unit above NX_BYTE_ZERO.
 */
#ifndef BYTE_ROWS_H
#define BYTE_ROWS_H

#include <stdint.h>
#include <stdlib.h>

#include "byte_sums.h"

#define MOST_UNITS 127 /* either side of NX_BYTE_ZERO */

/* How many weights there are of each size; the last counts all beyond. */
typedef struct Magnitudes
{
	uint32_t of[INT16_MAX + 2];
} Magnitudes;

static inline void
count_magnitude(Magnitudes *m, int32_t weight)
{
	long size = labs(weight);

	m->of[size > INT16_MAX ? INT16_MAX + 1 : size]++;
}

/* The least unit of which a byte holds all but a thousandth of the weights. */
static inline uint32_t
choose_unit(const Magnitudes *m)
{
	uint64_t all = 0;
	uint64_t beyond = 0;
	uint32_t fits = INT16_MAX + 1;

	for (uint32_t size = 0; size <= INT16_MAX + 1; size++)
		all += m->of[size];
	while (fits > MOST_UNITS && (beyond += m->of[fits]) * 1000 <= all)
		fits--;
	return (fits + MOST_UNITS - 1) / MOST_UNITS;
}

static inline unsigned char
in_units(int32_t weight, int32_t unit)
{
	int32_t rounded = (weight + (weight < 0 ? -unit / 2 : unit / 2)) / unit;

	if (rounded > MOST_UNITS)
		rounded = MOST_UNITS;
	if (rounded < -MOST_UNITS)
		rounded = -MOST_UNITS;
	return (unsigned char) (NX_BYTE_ZERO + rounded);
}

#endif /* BYTE_ROWS_H */
