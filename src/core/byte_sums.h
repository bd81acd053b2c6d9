/*
 * byte_sums.h
 *		Adds up rows of bytes: what models and sums of features are made of.
 *
 * Sixteen bytes are added in two vectors of 16 bits, those at even places and
 * those at odd ones, which any vector unit does without conversions.  A lane
 * holds 257 bytes without overflow.
 */
#ifndef NX_BYTE_SUMS_H
#define NX_BYTE_SUMS_H

#include <stdint.h>
#include <string.h>

#define NX_BYTE_SUMS_MAX 257 /* rows */
#define NX_BYTE_ZERO 128     /* the byte of no weight: bytes stand for what is above it */

typedef uint16_t NxLanes __attribute__((vector_size(16)));

typedef struct NxByteSums
{
	NxLanes low;
	NxLanes high;
} NxByteSums;

static inline void
nx_add_bytes(NxByteSums *sums, const unsigned char *bytes)
{
	NxLanes row;

	memcpy(&row, bytes, sizeof(row));
	sums->low += row & 0xFF;
	sums->high += row >> 8;
}

/* The sums of the sixteen places, in order. */
static inline void
nx_read_sums(const NxByteSums *sums, uint16_t *out)
{
	for (int k = 0; k < 8; k++)
	{
#if defined(__BYTE_ORDER__) && __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
		out[2 * k] = sums->high[k];
		out[2 * k + 1] = sums->low[k];
#else
		out[2 * k] = sums->low[k];
		out[2 * k + 1] = sums->high[k];
#endif
	}
}

#endif /* NX_BYTE_SUMS_H */
