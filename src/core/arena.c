/*
 * arena.c
 *		Memory for one analysis: blocks from the caller's allocator, freed at once.
 *
 * Small allocations share blocks; each new one is an eighth of what the arena
 * holds, so that they are few and yet what the last one has too much is little.
 * A large allocation has a block of its own, which goes back to the allocator
 * as soon as its array has outgrown it: an array that grows leaves no trail of
 * its former selves.
 *
 * A sanitizer would see one block where there are many allocations; so under
 * one each allocation is made known to it, with bytes after it that nobody may
 * touch, and what was given back or has moved away may not be touched either.
 */
#include "arena.h"

#include <stdlib.h>
#include <string.h>

#define SMALLEST_BLOCK ((size_t) 16 * 1024)
#define LARGEST_BLOCK ((size_t) 64 * 1024)
#define ALIGN(n) (((n) + 15) & ~(size_t) 15)

#define LARGE_ARRAY ((size_t) 32 * 1024)
#define HUGE_ARRAY ((size_t) 256 * 1024)

#define OWN_BLOCK ((size_t) 8 * 1024) /* from here on an allocation has its own */

#ifdef __has_feature
#if __has_feature(address_sanitizer)
#define GUARDED
#endif
#if __has_feature(memory_sanitizer)
#include <sanitizer/msan_interface.h>
#define UNWRITTEN(p, n) __msan_allocated_memory((p), (n))
#endif
#endif
#ifdef __SANITIZE_ADDRESS__
#define GUARDED
#endif

#ifdef GUARDED
#include <sanitizer/asan_interface.h>
#define RED_ZONE ((size_t) 16)
#define CLOSE(p, n) ASAN_POISON_MEMORY_REGION((p), (n))
#define OPEN(p, n) ASAN_UNPOISON_MEMORY_REGION((p), (n))
#else
#define RED_ZONE ((size_t) 0)
#define CLOSE(p, n) ((void) (p), (void) (n))
#define OPEN(p, n) ((void) (p), (void) (n))
#endif
#ifndef UNWRITTEN
#define UNWRITTEN(p, n) ((void) (p), (void) (n))
#endif

typedef struct Block
{
	struct Block *previous;
	size_t size; /* bytes of data */
	size_t used;
	size_t unused; /* keeps data aligned to 16, and guards its front */
	char data[];
} Block;

/* The block of one large allocation. */
typedef struct Own
{
	struct Own *newer;
	struct Own *older;
	size_t serial; /* counts up, so that a mark can tell what came after it */
	size_t size;   /* bytes of data */
	char data[];
} Own;

struct NxArena
{
	NxAllocator allocator;
	Block *top;
	size_t held; /* bytes of data in all blocks */
	Own *newest;
	size_t serial;
};

static void *
malloc_alloc(void *context, size_t size)
{
	(void) context;
	return malloc(size);
}

static void
malloc_free(void *context, void *pointer)
{
	(void) context;
	free(pointer);
}

static void *
malloc_resize(void *context, void *pointer, size_t size)
{
	(void) context;
	return realloc(pointer, size);
}

const NxAllocator nx_malloc_allocator = {malloc_alloc, malloc_free, NULL, malloc_resize};

NxArena *
nx_arena_create(const NxAllocator *allocator)
{
	NxArena *arena = allocator->alloc(allocator->context, sizeof(NxArena));

	if (arena == NULL)
		return NULL;
	arena->allocator = *allocator;
	arena->top = NULL;
	arena->held = 0;
	arena->newest = NULL;
	arena->serial = 0;
	return arena;
}

static void
unlink_own(NxArena *arena, Own *own)
{
	if (own->newer != NULL)
		own->newer->older = own->older;
	else
		arena->newest = own->older;
	if (own->older != NULL)
		own->older->newer = own->newer;
}

static void
link_own(NxArena *arena, Own *own)
{
	own->newer = NULL;
	own->older = arena->newest;
	own->serial = ++arena->serial;
	if (arena->newest != NULL)
		arena->newest->newer = own;
	arena->newest = own;
}

static Own *
own_of(void *data)
{
	return (Own *) ((char *) data - offsetof(Own, data));
}

static void
free_own(NxArena *arena, Own *own)
{
	unlink_own(arena, own);
	arena->held -= own->size;
	OPEN(own, sizeof(Own) + own->size + RED_ZONE);
	arena->allocator.free(arena->allocator.context, own);
}

static void
free_block(NxArena *arena, Block *block)
{
	arena->held -= block->size;
	OPEN(block, sizeof(Block) + block->size);
	arena->allocator.free(arena->allocator.context, block);
}

void
nx_arena_destroy(NxArena *arena)
{
	NxAllocator allocator = arena->allocator;

	while (arena->newest != NULL)
		free_own(arena, arena->newest);
	for (Block *block = arena->top; block != NULL;)
	{
		Block *previous = block->previous;

		free_block(arena, block);
		block = previous;
	}
	allocator.free(allocator.context, arena);
}

static Block *
new_block(NxArena *arena)
{
	size_t size = arena->held / 8;
	Block *block;

	if (size > LARGEST_BLOCK)
		size = LARGEST_BLOCK;
	size = size < SMALLEST_BLOCK ? SMALLEST_BLOCK : ALIGN(size);
	block = arena->allocator.alloc(arena->allocator.context, sizeof(Block) + size);
	if (block == NULL)
		return NULL;
	arena->held += size;
	block->previous = arena->top;
	block->size = size;
	block->used = 0;
	CLOSE(&block->unused, sizeof(block->unused) + size);
	arena->top = block;
	return block;
}

static void *
alloc_own(NxArena *arena, size_t size)
{
	Own *own = arena->allocator.alloc(arena->allocator.context, sizeof(Own) + size + RED_ZONE);

	if (own == NULL)
		return NULL;
	arena->held += size;
	own->size = size;
	link_own(arena, own);
	CLOSE(own->data, size + RED_ZONE);
	return own->data;
}

static void *
alloc_shared(NxArena *arena, size_t size)
{
	Block *block = arena->top;
	void *result;

	if (block == NULL || block->size - block->used < size + RED_ZONE)
	{
		block = new_block(arena);
		if (block == NULL)
			return NULL;
	}
	result = block->data + block->used;
	block->used += size + RED_ZONE;
	return result;
}

void *
nx_alloc(NxArena *arena, size_t size)
{
	size_t aligned = ALIGN(size);
	void *result;

	if (size > SIZE_MAX / 2)
		return NULL;
	result = aligned >= OWN_BLOCK ? alloc_own(arena, aligned) : alloc_shared(arena, aligned);
	if (result != NULL)
	{
		OPEN(result, size);
		UNWRITTEN(result, size);
	}
	return result;
}

void *
nx_alloc0(NxArena *arena, size_t size)
{
	void *result = nx_alloc(arena, size);

	if (result != NULL)
		memset(result, 0, size);
	return result;
}

#ifndef GUARDED
/* A large allocation made larger or smaller by the allocator itself. */
static void *
resize_own(NxArena *arena, Own *own, size_t size)
{
	size_t old_size = own->size;
	Own *resized;

	unlink_own(arena, own);
	resized = arena->allocator.resize(arena->allocator.context, own, sizeof(Own) + size);
	if (resized != NULL)
	{
		own = resized;
		own->size = size;
		arena->held += size - old_size;
		if (size > old_size)
			UNWRITTEN(own->data + old_size, size - old_size);
	}
	link_own(arena, own);
	return resized != NULL ? own->data : NULL;
}
#endif

void *
nx_grow(NxArena *arena, void *old, size_t old_size, size_t new_size)
{
	Block *block = arena->top;
	bool own = ALIGN(old_size) >= OWN_BLOCK;
	void *result;

	if (new_size > SIZE_MAX / 2)
		return NULL;
#ifndef GUARDED
	/* a sanitizer is to see that what was there may have moved */
	if (own && old != NULL && ALIGN(new_size) >= OWN_BLOCK && arena->allocator.resize != NULL)
		return resize_own(arena, own_of(old), ALIGN(new_size));
#endif
	if (old != NULL && !own && block != NULL && new_size >= old_size &&
		ALIGN(new_size) < OWN_BLOCK &&
		(char *) old + ALIGN(old_size) + RED_ZONE == block->data + block->used)
	{
		size_t more = ALIGN(new_size) - ALIGN(old_size);

		if (block->size - block->used >= more)
		{
			block->used += more;
			OPEN(old, new_size);
			UNWRITTEN((char *) old + old_size, new_size - old_size);
			return old;
		}
	}
	result = nx_alloc(arena, new_size);
	if (result == NULL)
		return NULL;
	if (old_size > 0)
		memcpy(result, old, old_size < new_size ? old_size : new_size);
	if (old != NULL && own)
		free_own(arena, own_of(old));
	else if (old != NULL)
		CLOSE(old, ALIGN(old_size));
	return result;
}

void
nx_free(NxArena *arena, void *pointer, size_t size)
{
	if (pointer == NULL)
		return;
	if (ALIGN(size) >= OWN_BLOCK)
		free_own(arena, own_of(pointer));
	else
		CLOSE(pointer, ALIGN(size));
}

bool
nx_push_grow(NxArena *arena, void **array, uint32_t count, uint32_t *capacity, size_t element)
{
	/* a large array grows by less: what it has too much is never used, and while it
	 * moves there may be two of it */
	size_t size = *capacity * element;
	uint32_t more = *capacity / (size < LARGE_ARRAY ? 2 : size < HUGE_ARRAY ? 4 : 8);
	uint32_t wanted = *capacity < 8 ? 8 : *capacity + more;
	void *grown;

	if (wanted < *capacity)
		return false;
	grown = nx_grow(arena, *array, count * element, wanted * element);
	if (grown == NULL)
		return false;
	*array = grown;
	*capacity = wanted;
	return true;
}

void
nx_trim_array(NxArena *arena, void **array, uint32_t count, uint32_t *capacity, size_t element)
{
	/* a small one has neighbours, and would only be copied */
	void *trimmed = ALIGN(count * element) >= OWN_BLOCK
						? nx_grow(arena, *array, *capacity * element, count * element)
						: NULL;

	if (trimmed != NULL)
	{
		*array = trimmed;
		*capacity = count;
	}
}

NxMark
nx_mark(NxArena *arena)
{
	return (NxMark){arena->top, arena->top != NULL ? arena->top->used : 0, arena->serial};
}

void
nx_release(NxArena *arena, NxMark mark)
{
	while (arena->newest != NULL && arena->newest->serial > mark.serial)
		free_own(arena, arena->newest);
	while (arena->top != mark.block)
	{
		Block *block = arena->top;

		arena->top = block->previous;
		free_block(arena, block);
	}
	if (arena->top != NULL)
	{
		arena->top->used = mark.used;
		CLOSE(arena->top->data + mark.used, arena->top->size - mark.used);
	}
}

void *
nx_release_but(NxArena *arena, NxMark mark, void *kept, size_t size)
{
	char small[OWN_BLOCK];

	if (ALIGN(size) >= OWN_BLOCK)
	{
		Own *own = own_of(kept);

		unlink_own(arena, own);
		nx_release(arena, mark);
		link_own(arena, own);
		return kept;
	}
	if (size > 0)
		memcpy(small, kept, size);
	nx_release(arena, mark);
	kept = nx_alloc(arena, size);
	if (kept != NULL && size > 0)
		memcpy(kept, small, size);
	return kept;
}
