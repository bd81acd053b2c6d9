/*
 * arena.c
 *		Memory for one analysis: blocks from the caller's allocator, freed at once.
 *
 * Blocks double in size up to a megabyte, so that a short article costs one or
 * two; what is larger than a block gets one of its own.
 */
#include "arena.h"

#include <stdlib.h>
#include <string.h>

#define FIRST_BLOCK	((size_t) 16 * 1024)
#define LARGEST_BLOCK ((size_t) 1024 * 1024)
#define ALIGN(n)	(((n) + 15) & ~(size_t) 15)

typedef struct Block
{
	struct Block *previous;
	size_t		size;			/* bytes of data */
	size_t		used;
	size_t		unused;			/* keeps data aligned to 16 */
	char		data[];
} Block;

struct NxArena
{
	NxAllocator allocator;
	Block	   *top;
	size_t		next_size;
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

const NxAllocator nx_malloc_allocator = {malloc_alloc, malloc_free, NULL};

NxArena *
nx_arena_create(const NxAllocator *allocator)
{
	NxArena    *arena = allocator->alloc(allocator->context, sizeof(NxArena));

	if (arena == NULL)
		return NULL;
	arena->allocator = *allocator;
	arena->top = NULL;
	arena->next_size = FIRST_BLOCK;
	return arena;
}

void
nx_arena_destroy(NxArena *arena)
{
	NxAllocator allocator = arena->allocator;

	for (Block *block = arena->top; block != NULL;)
	{
		Block	   *previous = block->previous;

		allocator.free(allocator.context, block);
		block = previous;
	}
	allocator.free(allocator.context, arena);
}

static Block *
new_block(NxArena *arena, size_t size)
{
	Block	   *block;

	if (size > SIZE_MAX / 2 - sizeof(Block))
		return NULL;
	if (size < arena->next_size)
		size = arena->next_size;
	block = arena->allocator.alloc(arena->allocator.context, sizeof(Block) + size);
	if (block == NULL)
		return NULL;
	block->previous = arena->top;
	block->size = size;
	block->used = 0;
	arena->top = block;
	if (arena->next_size < LARGEST_BLOCK)
		arena->next_size *= 2;
	return block;
}

void *
nx_alloc(NxArena *arena, size_t size)
{
	Block	   *block = arena->top;
	void	   *result;

	if (size > SIZE_MAX / 2)
		return NULL;
	size = ALIGN(size);
	if (block == NULL || block->size - block->used < size)
	{
		block = new_block(arena, size);
		if (block == NULL)
			return NULL;
	}
	result = block->data + block->used;
	block->used += size;
	return result;
}

void *
nx_alloc0(NxArena *arena, size_t size)
{
	void	   *result = nx_alloc(arena, size);

	if (result != NULL)
		memset(result, 0, size);
	return result;
}

void *
nx_grow(NxArena *arena, void *old, size_t old_size, size_t new_size)
{
	Block	   *block = arena->top;
	void	   *result;

	if (new_size > SIZE_MAX / 2)
		return NULL;
	if (old != NULL && block != NULL && new_size >= old_size &&
		(char *) old + ALIGN(old_size) == block->data + block->used)
	{
		size_t		more = ALIGN(new_size) - ALIGN(old_size);

		if (block->size - block->used >= more)
		{
			block->used += more;
			return old;
		}
	}
	result = nx_alloc(arena, new_size);
	if (result == NULL)
		return NULL;
	if (old_size > 0)
		memcpy(result, old, old_size);

	/*
	 * A large array has a block of its own, right below the one just made;
	 * give it back, or growing by doubling would keep every older copy.
	 */
	if (old != NULL && block != NULL && arena->top != block &&
		(char *) old == block->data && ALIGN(old_size) == block->used)
	{
		arena->top->previous = block->previous;
		arena->allocator.free(arena->allocator.context, block);
	}
	return result;
}

bool
nx_push_grow(NxArena *arena, void **array, uint32_t count, uint32_t *capacity, size_t element)
{
	uint32_t	wanted = *capacity < 8 ? 8 : *capacity + *capacity / 2;
	void	   *grown;

	if (wanted < *capacity)
		return false;
	grown = nx_grow(arena, *array, count * element, wanted * element);
	if (grown == NULL)
		return false;
	*array = grown;
	*capacity = wanted;
	return true;
}

NxMark
nx_mark(NxArena *arena)
{
	return (NxMark) {arena->top, arena->top != NULL ? arena->top->used : 0};
}

void
nx_release(NxArena *arena, NxMark mark)
{
	while (arena->top != mark.block)
	{
		Block	   *block = arena->top;

		arena->top = block->previous;
		arena->allocator.free(arena->allocator.context, block);
	}
	if (arena->top != NULL)
		arena->top->used = mark.used;
}
