/*
 * test_sort.c
 *		Sorting: every length, orders of all kinds, equals kept in their order,
 *		and cancelled at each of its polls.
 */
#include <stdlib.h>

#include "analyze.h"
#include "sort.h"

typedef struct Item
{
	uint32_t key;
	uint32_t number; /* where it stood before */
	char ballast[40];
} Item;

static uint64_t polls_left = UINT64_MAX;

static bool
stop(void *context)
{
	(void) context;
	return polls_left-- == 0;
}

static int
by_key(const void *x, const void *y)
{
	const Item *a = x, *b = y;

	return a->key < b->key ? -1 : a->key > b->key;
}

static NxStatus
sort_items(NxArena *arena, Item *items, uint32_t n)
{
	NxOptions options = {NX_STAGE_TOKENS, stop, NULL};
	NxAnalysis a = {.options = &options, .arena = arena};

	return nx_sort(&a, items, n, sizeof(Item), by_key);
}

/* Orders to begin with: by chance, few values, sorted, backwards, two sorted halves. */
static uint32_t
key_of(int order, uint32_t i, uint32_t n)
{
	switch (order)
	{
		case 0:
			return (i * UINT32_C(2654435761)) >> 8;
		case 1:
			return (i * UINT32_C(2654435761)) >> 30;
		case 2:
			return i;
		case 3:
			return n - i;
		default:
			return i < n / 2 ? 2 * i : 2 * (i - n / 2) + 1;
	}
}

static void
fill(Item *items, uint32_t n, int order)
{
	for (uint32_t i = 0; i < n; i++)
	{
		items[i] = (Item){.key = key_of(order, i, n), .number = i};
		items[i].ballast[39] = (char) i;
	}
}

static bool
is_sorted(const Item *items, uint32_t n, int order)
{
	for (uint32_t i = 0; i < n; i++)
	{
		if (items[i].key != key_of(order, items[i].number, n) ||
			items[i].ballast[39] != (char) items[i].number)
			return false;
		if (i > 0 && (items[i - 1].key > items[i].key ||
					  (items[i - 1].key == items[i].key && items[i - 1].number >= items[i].number)))
			return false;
	}
	return true;
}

int
main(void)
{
	static Item items[20000];
	NxArena *arena = nx_arena_create(&nx_malloc_allocator);
	static const uint32_t lengths[] = {0, 1, 2, 3, 4, 5, 7, 8, 9, 31, 33, 1000, 4096, 20000};
	uint64_t polls;

	for (size_t k = 0; k < sizeof(lengths) / sizeof(lengths[0]); k++)
		for (int order = 0; order < 5; order++)
		{
			fill(items, lengths[k], order);
			CHECK_INT(sort_items(arena, items, lengths[k]), NX_OK);
			CHECK(is_sorted(items, lengths[k], order));
		}

	fill(items, 20000, 0);
	polls_left = UINT64_MAX;
	CHECK_INT(sort_items(arena, items, 20000), NX_OK);
	polls = UINT64_MAX - polls_left;
	CHECK(polls > 20000 / 4096);
	for (uint64_t i = 0; i < polls; i++)
	{
		fill(items, 20000, 0);
		polls_left = i;
		CHECK_INT(sort_items(arena, items, 20000), NX_CANCELLED);
	}
	nx_arena_destroy(arena);
	return check_report("sort");
}
