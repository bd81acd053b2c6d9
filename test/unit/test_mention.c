/*
 * test_mention.c
 *		The labels of names: what is learned, made finer by what is known.
 */
#include <string.h>

#include "arena.h"
#include "check.h"
#include "nx.h"

static NxArena *arena;

/* The label of the first name in the text that reads so, or "none". */
static const char *
label_in(const char *text, const char *name)
{
	static const NxOptions options = {.last_stage = NX_STAGE_MENTIONS};
	NxAnalysis *a = NULL;

	if (arena != NULL)
		nx_arena_destroy(arena);
	arena = nx_arena_create(&nx_malloc_allocator);
	CHECK(nx_analyze(text, strlen(text), &options, arena, &a) == NX_OK);
	for (uint32_t i = 0; i < a->n_mentions; i++)
	{
		const NxMention *m = &a->mentions[i];

		CHECK(m->span.start < m->span.end && m->span.end <= a->len);
		CHECK_INT(m->kind, NX_NAME);
		if (m->span.end - m->span.start == strlen(name) &&
			memcmp(text + m->span.start, name, strlen(name)) == 0)
			return nx_label_name((NxLabel) m->label);
	}
	return "none";
}

int
main(void)
{
	static const char *const table[][3] = {
		{"Prime Minister Helen Clark flew home on Monday.", "Helen Clark", "PERSON"},
		{"Officials in South Korea denied it.", "South Korea", "GPE"},
		{"South Korean officials denied it.", "South Korean", "NORP"},
		{"Officials in Accra denied it.", "Accra", "GPE"},
		{"Ships crossed the Black Sea on Monday.", "Black Sea", "LOC"},
		{"Two climbers died on Mount Everest, police said.", "Mount Everest", "LOC"},
		{"Tourists left the Middle East.", "Middle East", "LOC"},
		{"The European Union sent observers.", "European Union", "ORG"},
		{"She studied at the University of Lagos before the war.", "University of Lagos", "ORG"},
		{"He won two medals at the Commonwealth Games.", "Commonwealth Games", "EVENT"},
		{"The country's Muslims and Christians prayed together.", "Muslims", "NORP"},
		{"The German-backed plan failed.", "German", "NORP"},
	};

	for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++)
	{
		CHECK_CONTEXT(table[i][0]);
		CHECK_STR(label_in(table[i][0], table[i][1]), table[i][2]);
	}
	CHECK_CONTEXT("");
	CHECK_STR(label_in("no names at all.", "names"), "none");
	nx_arena_destroy(arena);
	return check_report("mention");
}
