/*
 * test_cancel.c
 *		However a text is made, the analysis asks whether it shall stop every
 *		hundred kilobytes: one word, one line, one paragraph, one mark.
 */
#include <stdlib.h>

#include "analyze.h"

#define SIZE ((size_t) 4 << 20)
#define STEP ((size_t) 128 << 10) /* for so many bytes there is a poll at least */

static uint64_t polls;
static uint64_t most;

static bool
stop(void *context)
{
	(void) context;
	return ++polls > most;
}

static NxStatus
run(const char *text, size_t len, NxStage last, uint64_t allowed)
{
	NxOptions options = {last, stop, NULL};
	NxArena *arena = nx_arena_create(&nx_malloc_allocator);
	NxAnalysis *a;
	NxStatus status;

	polls = 0;
	most = allowed;
	status = nx_analyze(text, len, &options, arena, &a);
	nx_arena_destroy(arena);
	return status;
}

int
main(void)
{
	static const char *const units[] = {
		"a",        "é", "7",    "\"",       "A",   "-",  "a-",       "e\xCC\x81",
		"\xCC\x81", "“", "’",    " ",        "\n",  ".",  "a.",       "1,",
		"'",        "$", "@a",   "http://a", "*",   "…",  "\xC2\xA0", "\x80",
		"中",       "😀", "x1y2", "www.",     "a@b", "&a", "(\"",      "\xE2\x80\xA8",
	};
	static char text[SIZE];

	for (size_t k = 0; k < sizeof(units) / sizeof(units[0]); k++)
	{
		size_t size = strlen(units[k]);

		for (size_t i = 0; i < SIZE; i++)
			text[i] = units[k][i % size];
		check_set_context(units[k]);
		CHECK_INT(run(text, SIZE / size * size, NX_STAGE_TOKENS, UINT64_MAX), NX_OK);
		CHECK(polls >= SIZE / STEP);
		CHECK_INT(run(text, SIZE / size * size, NX_STAGE_CLAIMS, SIZE / STEP), NX_CANCELLED);
	}
	return check_report("cancel");
}
