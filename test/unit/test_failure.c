/*
 * test_failure.c
 *		The core's allocations fail one after the other, and it is cancelled at
 *		one poll after the other: each time it says so, and leaves nothing.
 *
 * An arena of our own stands in for arena.c: each allocation is one of
 * malloc's, so that every single one can fail, and that a sanitizer sees what
 * is used after it was given back.
 */
#include <stdlib.h>

#include "arena.h"
#include "check.h"
#include "nx.h"
#include "quantity.h"

#include "invariants.h"

typedef struct Chunk
{
	struct Chunk *newer;
	struct Chunk *older;
	size_t serial;
	size_t unused;
	char data[];
} Chunk;

struct NxArena
{
	Chunk *newest;
	size_t serial;
};

static size_t allowed; /* allocations that succeed from here on */
static size_t asked;
static size_t live;

const NxAllocator nx_malloc_allocator = {NULL, NULL, NULL, NULL};

NxArena *
nx_arena_create(const NxAllocator *allocator)
{
	(void) allocator;
	return calloc(1, sizeof(NxArena));
}

static Chunk *
chunk_of(void *data)
{
	return (Chunk *) ((char *) data - offsetof(Chunk, data));
}

static void
unlink_chunk(NxArena *arena, Chunk *chunk)
{
	if (chunk->newer != NULL)
		chunk->newer->older = chunk->older;
	else
		arena->newest = chunk->older;
	if (chunk->older != NULL)
		chunk->older->newer = chunk->newer;
}

static void
link_chunk(NxArena *arena, Chunk *chunk)
{
	chunk->newer = NULL;
	chunk->older = arena->newest;
	chunk->serial = ++arena->serial;
	if (arena->newest != NULL)
		arena->newest->newer = chunk;
	arena->newest = chunk;
}

static void
free_chunk(NxArena *arena, Chunk *chunk)
{
	unlink_chunk(arena, chunk);
	free(chunk);
	live--;
}

void
nx_arena_destroy(NxArena *arena)
{
	while (arena->newest != NULL)
		free_chunk(arena, arena->newest);
	free(arena);
}

void *
nx_alloc(NxArena *arena, size_t size)
{
	Chunk *chunk;

	asked++;
	if (allowed == 0)
		return NULL;
	allowed--;
	chunk = malloc(sizeof(Chunk) + size);
	if (chunk == NULL)
		return NULL;
	live++;
	memset(chunk->data, 0xA5, size);
	link_chunk(arena, chunk);
	return chunk->data;
}

void *
nx_alloc0(NxArena *arena, size_t size)
{
	void *result = nx_alloc(arena, size);

	return result == NULL ? NULL : memset(result, 0, size);
}

void *
nx_grow(NxArena *arena, void *old, size_t old_size, size_t new_size)
{
	void *result = nx_alloc(arena, new_size);

	if (result == NULL)
		return NULL;
	if (old_size > 0)
		memcpy(result, old, old_size < new_size ? old_size : new_size);
	if (old != NULL)
		free_chunk(arena, chunk_of(old));
	return result;
}

void
nx_free(NxArena *arena, void *pointer, size_t size)
{
	(void) size;
	if (pointer != NULL)
		free_chunk(arena, chunk_of(pointer));
}

bool
nx_push_grow(NxArena *arena, void **array, uint32_t count, uint32_t *capacity, size_t element)
{
	uint32_t wanted = *capacity + *capacity / 2 + 1;
	void *grown = nx_grow(arena, *array, count * element, wanted * element);

	if (grown == NULL)
		return false;
	*array = grown;
	*capacity = wanted;
	return true;
}

void
nx_trim_array(NxArena *arena, void **array, uint32_t count, uint32_t *capacity, size_t element)
{
	(void) arena;
	(void) array;
	(void) count;
	(void) capacity;
	(void) element;
}

NxMark
nx_mark(NxArena *arena)
{
	return (NxMark){NULL, 0, arena->serial};
}

void
nx_release(NxArena *arena, NxMark mark)
{
	while (arena->newest != NULL && arena->newest->serial > mark.serial)
		free_chunk(arena, arena->newest);
}

void *
nx_release_but(NxArena *arena, NxMark mark, void *kept, size_t size)
{
	(void) size;
	if (kept == NULL)
	{
		nx_release(arena, mark);
		return NULL;
	}
	unlink_chunk(arena, chunk_of(kept));
	nx_release(arena, mark);
	link_chunk(arena, chunk_of(kept));
	return kept;
}

/* ---- the tests ---- */

static const char article[] =
	"SÃO PAULO, March 3 (Reuters) — Ana Ruiz, the city’s treasurer, said on Monday that energy "
	"prices had risen 30% to £1.2bn this year.\n\n"
	"“We expect between 3,000 and 4,000 jobs to go,” Ms. Ruiz told the National Bank of Brazil "
	"(NBB). “Nobody is happy,” she added, “least of all me.”\n\n"
	"By contrast, the International Committee of the Red Cross denied it. According to John Smith, "
	"a spokesman, two in three people in the U.S. earn more than $30 an hour — up from $25 — and "
	"NBB’s profits fell by half a million dollars, or 5 percent, in the third quarter of 2019.\n\n"
	"\"Is that so?\" Smith asked. He's 5 ft 10 in tall, 'and proud of it'.\n";

static size_t analysis_asked; /* allocations of the last analysis */
static size_t polls;
static size_t polls_allowed;

static bool
stop_after(void *context)
{
	(void) context;
	return polls++ >= polls_allowed;
}

static NxStatus
analyse(size_t allocations, size_t polls_before, const char *text, size_t len)
{
	NxOptions options = {NX_STAGE_CLAIMS, stop_after, NULL};
	NxArena *arena = nx_arena_create(NULL);
	NxAnalysis *a = NULL;
	NxStatus status;

	if (arena == NULL)
		exit(2);
	allowed = allocations;
	asked = 0;
	polls = 0;
	polls_allowed = polls_before;
	status = nx_analyze(text, len, &options, arena, &a);
	analysis_asked = asked;
	allowed = SIZE_MAX;
	if (status == NX_OK)
		check_invariants(a);
	nx_arena_destroy(arena);
	return status;
}

static void
test_every_allocation(void)
{
	size_t total;

	CHECK_INT(analyse(SIZE_MAX, SIZE_MAX, article, strlen(article)), NX_OK);
	total = analysis_asked;
	CHECK(total > 50);
	for (size_t n = 0; n < total; n++)
	{
		NxStatus status = analyse(n, SIZE_MAX, article, strlen(article));

		/* a failure that nothing depends on would be an answer that depends on memory */
		if (status != NX_NOMEM || live != 0)
		{
			char context[60];

			snprintf(context, sizeof(context), "allocation %zu of %zu", n + 1, total);
			CHECK_CONTEXT(context);
		}
		CHECK_INT(status, NX_NOMEM);
		CHECK_INT(live, 0);
		CHECK_CONTEXT("");
	}
	CHECK_INT(analyse(total, SIZE_MAX, article, strlen(article)), NX_OK);
}

/* Long enough that every stage polls more than once. */
static void
test_every_poll(void)
{
	size_t times = 40;
	size_t len = strlen(article);
	char *text = malloc(times * len);
	size_t total;

	if (text == NULL)
		exit(2);
	for (size_t i = 0; i < times; i++)
		memcpy(text + i * len, article, len);
	CHECK_INT(analyse(SIZE_MAX, SIZE_MAX, text, times * len), NX_OK);
	total = polls;
	CHECK(total > 20);
	for (size_t n = 0; n < total; n += 1 + n / 40)
	{
		CHECK_INT(analyse(SIZE_MAX, n, text, times * len), NX_CANCELLED);
		CHECK_INT(polls, n + 1);
		CHECK_INT(live, 0);
	}
	free(text);
}

static void
test_typed_quantities(void)
{
	static const char *const typed[] = {"between $3bn and $4.5bn", "more than 5 ft 10 in", "~ 12%",
										"three and a half million barrels a day", "12 km/h"};

	for (size_t i = 0; i < sizeof(typed) / sizeof(*typed); i++)
	{
		size_t total = 0;

		for (size_t n = 0; n <= total; n++)
		{
			NxArena *arena = nx_arena_create(NULL);
			NxParseError error;
			NxQuantity q;
			NxStatus status;

			if (arena == NULL)
				exit(2);
			CHECK_CONTEXT(typed[i]);
			allowed = n == 0 ? SIZE_MAX : n - 1;
			asked = 0;
			status = nx_quantity_parse(typed[i], strlen(typed[i]), arena, &q, &error);
			allowed = SIZE_MAX;
			if (n == 0)
				total = asked;
			CHECK_INT(status, n == 0 ? NX_OK : NX_NOMEM);
			nx_arena_destroy(arena);
			CHECK_INT(live, 0);
		}
	}
	CHECK_CONTEXT("");
}

int
main(void)
{
	test_every_allocation();
	test_every_poll();
	test_typed_quantities();
	return check_report("failure");
}
