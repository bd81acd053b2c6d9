/*
 * test_arena.c
 *		Blocks, growth in place and elsewhere, marks, and running out of memory.
 */
#include <stdlib.h>

#include "arena.h"
#include "check.h"

/* Counts what is out; refuses when its budget is used up. */
typedef struct Counting
{
	size_t live;
	size_t budget;
} Counting;

static void *
counting_alloc(void *context, size_t size)
{
	Counting *counting = context;
	size_t *block;

	if (size > counting->budget)
		return NULL;
	counting->budget -= size;
	counting->live++;
	block = malloc(size);
	return block;
}

static void
counting_free(void *context, void *pointer)
{
	((Counting *) context)->live--;
	free(pointer);
}

static void *
counting_resize(void *context, void *pointer, size_t size)
{
	Counting *counting = context;

	if (size > counting->budget)
		return NULL;
	counting->budget -= size;
	return realloc(pointer, size);
}

static void
test_growth(void)
{
	NxArena *arena = nx_arena_create(&nx_malloc_allocator);
	uint32_t *numbers = NULL;
	uint32_t n = 0;
	uint32_t capacity = 0;
	bool same = true;
	char *a, *b;

	for (uint32_t i = 0; i < 100000; i++)
	{
		CHECK_CONTEXT("nx_push");
		if (!nx_push(arena, numbers, n, capacity))
			break;
		numbers[n++] = i;
	}
	CHECK_INT(n, 100000);
	for (uint32_t i = 0; i < n; i++)
		same &= numbers[i] == i;
	CHECK(same);

	/* the last allocation grows where it is */
	a = nx_alloc(arena, 100);
	memset(a, 'x', 100);
	b = nx_grow(arena, a, 100, 200);
	CHECK(a == b);
	nx_alloc(arena, 16);
	b = nx_grow(arena, a, 200, 400);
	CHECK(a != b && b[99] == 'x');
	CHECK(((uintptr_t) nx_alloc(arena, 1) & 15) == 0);
	CHECK(nx_alloc(arena, SIZE_MAX - 8) == NULL);
	CHECK_CONTEXT("");
	nx_arena_destroy(arena);
}

static void
test_mark(void)
{
	NxArena *arena = nx_arena_create(&nx_malloc_allocator);
	char *kept = nx_alloc(arena, 64);
	NxMark mark = nx_mark(arena);
	char *scratch = nx_alloc(arena, 64);

	strcpy(kept, "kept");
	nx_alloc(arena, 5 * 1024 * 1024);
	nx_release(arena, mark);
	CHECK(nx_alloc(arena, 64) == scratch);
	CHECK_STR(kept, "kept");
	nx_arena_destroy(arena);
}

/* What came after a mark goes, except for what a stage found. */
static void
test_release_but(void)
{
	static const size_t sizes[] = {0, 1, 100, 8191, 8192, 300000};

	for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++)
	{
		Counting counting = {0, SIZE_MAX};
		NxAllocator allocator = {counting_alloc, counting_free, &counting, counting_resize};
		NxArena *arena = nx_arena_create(&allocator);
		char *before = nx_alloc(arena, 20000);
		NxMark mark = nx_mark(arena);
		size_t live;
		char *kept;
		bool same = true;

		for (int k = 0; k < 100; k++)
			memset(nx_alloc(arena, 1000), 'z', 1000);
		kept = nx_alloc(arena, sizes[i]);
		memset(kept, 'k', sizes[i]);
		memset(nx_alloc(arena, 50000), 'z', 50000);
		live = counting.live;
		kept = nx_release_but(arena, mark, kept, sizes[i]);
		CHECK(kept != NULL && counting.live < live && counting.live <= 3);
		memset(nx_alloc(arena, 1000), 'z', 1000);
		memset(before, 'b', 20000);
		for (size_t k = 0; k < sizes[i]; k++)
			same &= kept[k] == 'k';
		CHECK(same);
		nx_release(arena, mark);
		nx_arena_destroy(arena);
		CHECK_INT(counting.live, 0);
	}
}

static void
test_out_of_memory(void)
{
	for (size_t budget = 0; budget < 300000; budget += 1000)
	{
		Counting counting = {0, budget};
		NxAllocator allocator = {counting_alloc, counting_free, &counting, counting_resize};
		NxArena *arena = nx_arena_create(&allocator);
		uint32_t *numbers = NULL;
		uint32_t n = 0;
		uint32_t capacity = 0;

		if (arena == NULL)
			continue;
		while (n < 50000 && nx_push(arena, numbers, n, capacity))
		{
			numbers[n] = n;
			n++;
		}
		nx_arena_destroy(arena);
		CHECK_INT(counting.live, 0);
	}
}

/* What the sanitizer has to know, so that the other tests mean something under it. */
#ifdef __has_feature
#if __has_feature(address_sanitizer)
#define GUARDED
#endif
#endif
#ifdef __SANITIZE_ADDRESS__
#define GUARDED
#endif
#ifdef GUARDED
#include <sanitizer/asan_interface.h>

static void
test_guards(void)
{
	NxArena *arena = nx_arena_create(&nx_malloc_allocator);
	char *first = nx_alloc(arena, 13);
	char *second = nx_alloc(arena, 20);
	NxMark mark;
	char *moved, *large, *scratch;

	CHECK(__asan_address_is_poisoned(first - 1));
	CHECK(!__asan_address_is_poisoned(first) && !__asan_address_is_poisoned(first + 12));
	CHECK(__asan_address_is_poisoned(first + 13));
	CHECK(second > first && __asan_address_is_poisoned(second - 1));
	CHECK(!__asan_address_is_poisoned(second + 19) && __asan_address_is_poisoned(second + 20));

	moved = nx_grow(arena, first, 13, 40);
	CHECK(moved != first && __asan_address_is_poisoned(first));
	CHECK(nx_grow(arena, moved, 40, 41) == moved);
	CHECK(!__asan_address_is_poisoned(moved + 40) && __asan_address_is_poisoned(moved + 41));

	mark = nx_mark(arena);
	large = nx_alloc(arena, 100001);
	CHECK(!__asan_address_is_poisoned(large + 100000) &&
		  __asan_address_is_poisoned(large + 100001));
	scratch = nx_alloc(arena, 1);
	nx_release(arena, mark);
	CHECK(__asan_address_is_poisoned(scratch));
	CHECK(!__asan_address_is_poisoned(moved + 40));
	nx_arena_destroy(arena);
}
#else
static void
test_guards(void)
{
}
#endif

int
main(void)
{
	test_guards();
	test_growth();
	test_mark();
	test_release_but();
	test_out_of_memory();
	return check_report("arena");
}
