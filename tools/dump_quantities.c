/*
 * dump_quantities.c
 *		The quantities of texts, for test/quantities/reread.py.
 *
 * Reads one text a line; prints low, high (empty where open), unit and the
 * expression as it stands, what follows it, tabs between.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../src/core/arena.h"
#include "../src/core/measured.h"
#include "../src/core/quantity.h"

static void
print_end(const NxQuantity *q, uint8_t flag, double value)
{
	char text[NX_DOUBLE_TEXT_MAX];

	if (q->flags & flag)
	{
		nx_double_format(value, text);
		fputs(text, stdout);
	}
	putchar('\t');
}

#define BEHIND 40

int
main(void)
{
	static const NxOptions options = {.last_stage = NX_STAGE_QUANTITIES};
	char *line = NULL;
	size_t size = 0;
	ssize_t len;

	while ((len = getline(&line, &size, stdin)) > 0)
	{
		NxArena *arena = nx_arena_create(&nx_malloc_allocator);
		NxAnalysis *a;
		NxMeasuredReader reader;
		NxMeasured measured;
		NxMeasured *m = &measured;

		if (arena == NULL || nx_analyze(line, (size_t) len - 1, &options, arena, &a) != NX_OK)
			return 1;
		reader = nx_measured_reader(a);
		while (nx_measured_next(&reader, m))
		{
			print_end(&m->quantity, NX_Q_HAS_LOW, m->quantity.low);
			print_end(&m->quantity, NX_Q_HAS_HIGH, m->quantity.high);
			printf("%s\t%.*s\t%.*s\n", m->quantity.unit, (int) (m->span.end - m->span.start),
				   line + m->span.start,
				   (int) (a->len - m->span.end > BEHIND ? BEHIND : a->len - m->span.end),
				   line + m->span.end);
		}
		nx_arena_destroy(arena);
	}
	free(line);
	return 0;
}
