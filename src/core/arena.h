/*
 * arena.h
 *		Memory for one analysis: blocks from the caller's allocator, freed at once.
 */
#ifndef NX_ARENA_H
#define NX_ARENA_H

#include <string.h>

#include "nx.h"

typedef struct NxArena NxArena;

/* NULL when the allocator has nothing to give. */
extern NxArena *nx_arena_create(const NxAllocator *allocator);
extern void nx_arena_destroy(NxArena *arena);

/* Aligned for any type, not zeroed; NULL when out of memory. */
extern void *nx_alloc(NxArena *arena, size_t size);

/* The same, zeroed. */
extern void *nx_alloc0(NxArena *arena, size_t size);

/*
 * Make room: a block of new_size that begins with the old_size bytes of old
 * (which may be NULL).  Extends in place when old was the last thing allocated
 * and is small; gives a large old block back to the allocator.
 */
extern void *nx_grow(NxArena *arena, void *old, size_t old_size, size_t new_size);

/*
 * Give back an allocation that is needed no more; size is at most what was last
 * asked for.  A small one stays with its neighbours until the arena goes.
 */
extern void nx_free(NxArena *arena, void *pointer, size_t size);

/* A scratch mark: nx_release gives back everything allocated since nx_mark. */
typedef struct NxMark
{
	void *block;
	size_t used;
	size_t serial;
} NxMark;

extern NxMark nx_mark(NxArena *arena);
extern void nx_release(NxArena *arena, NxMark mark);

/*
 * The same, except for one allocation of `size` bytes (as last asked for),
 * which is kept and may move: the result of a stage that needed much to find
 * it.  NULL when out of memory.
 */
extern void *nx_release_but(NxArena *arena, NxMark mark, void *kept, size_t size);

/* An allocator over malloc and free, for tools, tests and fuzzers. */
extern const NxAllocator nx_malloc_allocator;

/*
 * Append room for one element to an array held as (pointer, count, capacity).
 * False when out of memory.
 */
#define nx_push(arena, array, count, capacity)                                                     \
	((count) < (capacity) ||                                                                       \
	 nx_push_grow((arena), (void **) &(array), (count), &(capacity), sizeof(*(array))))

/* Give back what the array has too much, when no more will be appended. */
#define nx_trim(arena, array, count, capacity)                                                     \
	nx_trim_array((arena), (void **) &(array), (count), &(capacity), sizeof(*(array)))

extern void nx_trim_array(NxArena *arena, void **array, uint32_t count, uint32_t *capacity,
						  size_t element);
extern bool nx_push_grow(NxArena *arena, void **array, uint32_t count, uint32_t *capacity,
						 size_t element);

/* Zero what may be large, as memset() does, and poll on the way. */
static inline NxStatus
nx_clear(const NxAnalysis *a, void *memory, size_t size)
{
	const size_t at_once = (size_t) 1024 * 1024;
	char *p = memory;

	for (; size > at_once; p += at_once, size -= at_once)
	{
		memset(p, 0, at_once);
		if (nx_should_stop(a))
			return NX_CANCELLED;
	}
	memset(p, 0, size);
	return NX_OK;
}

#endif /* NX_ARENA_H */
