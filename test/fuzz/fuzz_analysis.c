/*
 * fuzz_analysis.c
 *		Any bytes → a whole analysis: the invariants hold, memory stays within
 *		twelve times the text, and running out of memory or being cancelled at
 *		any moment leaves nothing behind.
 */
#include "invariants.h"

#define SLACK ((size_t) 512 * 1024) /* what even an empty text may cost */

typedef struct Meter
{
	size_t live;
	size_t peak;
	size_t blocks;
	size_t refuse_after; /* allocations, then NULL */
} Meter;

static void *
meter_alloc(void *context, size_t size)
{
	Meter *meter = context;
	size_t *block;

	if (meter->refuse_after == 0)
		return NULL;
	meter->refuse_after--;
	block = malloc(size + 16);
	if (block == NULL)
		return NULL;
	*block = size;
	meter->live += size;
	meter->blocks++;
	if (meter->live > meter->peak)
		meter->peak = meter->live;
	return (char *) block + 16;
}

static void
meter_free(void *context, void *pointer)
{
	Meter *meter = context;
	size_t *block = (size_t *) ((char *) pointer - 16);

	meter->live -= *block;
	meter->blocks--;
	free(block);
}

static void *
meter_resize(void *context, void *pointer, size_t size)
{
	Meter *meter = context;
	size_t *block = (size_t *) ((char *) pointer - 16);

	if (meter->refuse_after == 0)
		return NULL;
	meter->refuse_after--;
	meter->live -= *block;
	block = realloc(block, size + 16);
	if (block == NULL)
		abort();
	*block = size;
	meter->live += size;
	if (meter->live > meter->peak)
		meter->peak = meter->live;
	return (char *) block + 16;
}

static bool
stop_after(void *context)
{
	size_t *polls = context;

	return (*polls)-- == 0;
}

static NxStatus
run(const char *text, size_t len, Meter *meter, size_t polls)
{
	NxAllocator allocator = {meter_alloc, meter_free, meter, meter_resize};
	NxOptions options = {NX_STAGE_CLAIMS, stop_after, &polls};
	NxArena *arena = nx_arena_create(&allocator);
	NxAnalysis *a = NULL;
	NxStatus status;

	if (arena == NULL)
		return NX_NOMEM;
	status = nx_analyze(text, len, &options, arena, &a);
	if (status == NX_OK)
		check_invariants(a);
	nx_arena_destroy(arena);
	MUST(meter->blocks == 0);
	return status;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	/* a copy of exactly this size, so that a read beyond it is seen */
	char *text = malloc(size > 0 ? size : 1);
	Meter meter = {0, 0, 0, SIZE_MAX};
	Meter poor = {0, 0, 0, 0};

	MUST(text != NULL);
	if (size > 0)
		memcpy(text, data, size);
	MUST(run(text, size, &meter, SIZE_MAX) == NX_OK);
	MUST(meter.peak <= 12 * size + SLACK);

	poor.refuse_after = size > 0 ? data[0] % 40 : 0;
	run(text, size, &poor, SIZE_MAX);
	meter = (Meter){0, 0, 0, SIZE_MAX};
	run(text, size, &meter, size > 1 ? data[1] % 8 : 0);
	free(text);
	return 0;
}
