/*
 * analyze.h
 *		For unit tests of stages: analyse a text, compare slices of it.
 */
#ifndef ANALYZE_H
#define ANALYZE_H

#include <stdlib.h>

#include "arena.h"
#include "check.h"
#include "nx.h"

/*
 * Analyses live until the program ends: tests are short, and leak checkers see
 * the arenas through this list.
 */
static NxArena *analyze_arenas[4096];
static int analyze_n;

static inline NxAnalysis *
analyze_bytes(const char *text, size_t len, NxStage last)
{
	static NxOptions options[NX_STAGE_CLAIMS + 1];
	NxArena *arena = nx_arena_create(&nx_malloc_allocator);
	NxAnalysis *a = NULL;

	options[last].last_stage = last;
	if (arena == NULL || analyze_n == 4096 ||
		nx_analyze(text, len, &options[last], arena, &a) != NX_OK)
	{
		fprintf(stderr, "analysis failed\n");
		exit(2);
	}
	analyze_arenas[analyze_n++] = arena;
	return a;
}

static inline NxAnalysis *
analyze(const char *text, NxStage last)
{
	return analyze_bytes(text, strlen(text), last);
}

/* have: an NxStr */
#define CHECK_SLICE(have, want)                                                                    \
	do                                                                                             \
	{                                                                                              \
		NxStr have_ = (have);                                                                      \
		check_bytes(have_.data, have_.len, (want), __FILE__, __LINE__, #have);                     \
	} while (0)

#endif /* ANALYZE_H */
