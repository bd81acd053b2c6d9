/*
 * packed.c
 *		Records one after another in as few bytes as they need.
 */
#include "packed.h"

#define FIRST_CHUNK 112          /* bytes */
#define LARGEST_CHUNK (8 * 1024) /* has a block of its own in the arena */

uint8_t *
nx_packed_room(NxArena *arena, NxPacked *list, uint32_t most)
{
	NxPackedChunk *chunk = list->last;
	uint32_t size;

	if (chunk != NULL && chunk->size - chunk->used >= most)
		return chunk->bytes + chunk->used;
	size = chunk == NULL                     ? FIRST_CHUNK
		   : chunk->size * 2 < LARGEST_CHUNK ? chunk->size * 2
											 : LARGEST_CHUNK;
	if (size < most)
		size = most;
	chunk = nx_alloc(arena, sizeof(NxPackedChunk) + size);
	if (chunk == NULL)
		return NULL;
	chunk->next = NULL;
	chunk->used = 0;
	chunk->size = size;
	if (list->last != NULL)
		list->last->next = chunk;
	else
		list->first = chunk;
	list->last = chunk;
	return chunk->bytes;
}
