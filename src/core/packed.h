/*
 * packed.h
 *		Records one after another in as few bytes as they need.
 *
 * A text of nothing but amounts has one for every three bytes, and each would be
 * a hundred bytes long as a struct.  What is written in order and read in order
 * is kept as differences to the record before, in groups of seven bits, low ones
 * first: some ten bytes each.  Chunks of bytes, none copied when more are
 * needed.
 */
#ifndef NX_PACKED_H
#define NX_PACKED_H

#include "arena.h"
#include "nx.h"

typedef struct NxPackedChunk
{
	struct NxPackedChunk *next;
	uint32_t used;
	uint32_t size;
	uint8_t bytes[];
} NxPackedChunk;

typedef struct NxPacked
{
	NxPackedChunk *first;
	NxPackedChunk *last;
} NxPacked;

typedef struct NxPackedReader
{
	const NxPackedChunk *chunk;
	uint32_t at; /* byte of the chunk */
} NxPackedReader;

/* Room for a record of at most so many bytes, or NULL; then say where it ended. */
extern uint8_t *nx_packed_room(NxArena *arena, NxPacked *list, uint32_t most);

static inline void
nx_packed_end(NxPacked *list, const uint8_t *end)
{
	list->last->used = (uint32_t) (end - list->last->bytes);
}

/* The next record, or NULL behind the last; then say where it ended. */
static inline const uint8_t *
nx_packed_next(NxPackedReader *reader)
{
	if (reader->chunk != NULL && reader->at == reader->chunk->used)
		*reader = (NxPackedReader){reader->chunk->next, 0};
	return reader->chunk != NULL ? reader->chunk->bytes + reader->at : NULL;
}

static inline void
nx_packed_passed(NxPackedReader *reader, const uint8_t *end)
{
	reader->at = (uint32_t) (end - reader->chunk->bytes);
}

#define NX_PACKED_NUMBER 10 /* bytes that a number takes at most; 5 if it has 32 bits */

static inline uint8_t *
nx_put_number(uint8_t *p, uint64_t v)
{
	for (; v >= 0x80; v >>= 7)
		*p++ = (uint8_t) (v | 0x80);
	*p++ = (uint8_t) v;
	return p;
}

static inline uint64_t
nx_get_number(const uint8_t **p)
{
	uint64_t v = 0;
	int shift = 0;

	for (; **p & 0x80; (*p)++, shift += 7)
		v |= (uint64_t) (**p & 0x7F) << shift;
	return v | (uint64_t) * (*p)++ << shift;
}

/* The way from one number of 32 bits to another, on either side. */
static inline uint8_t *
nx_put_distance(uint8_t *p, uint32_t from, uint32_t to)
{
	int64_t way = (int64_t) to - (int64_t) from;

	return nx_put_number(p, ((uint64_t) way << 1) ^ (uint64_t) (way >> 63));
}

static inline uint32_t
nx_get_distance(const uint8_t **p, uint32_t from)
{
	uint64_t way = nx_get_number(p);

	return from + (uint32_t) (way >> 1 ^ (~(way & 1) + 1));
}

#endif /* NX_PACKED_H */
