/*
 * test_entity.c
 *		Names that are one thing, and names that are not.
 */
#include "marked.h"

/* The whole of an analysis on one line: "name/LABEL|alias|alias; name/LABEL" */
static const char *
show(const NxAnalysis *a)
{
	static char out[4096];
	size_t n = 0;

	out[0] = '\0';
	for (uint32_t i = 0; i < a->n_entities && n < sizeof(out) - 400; i++)
	{
		const NxEntity *e = &a->entities[i];

		n += (size_t) snprintf(out + n, 200, "%s%.*s/%s", i > 0 ? "; " : "", (int) e->name.len,
							   e->name.data, nx_label_name((NxLabel) e->label));
		for (uint32_t k = 0; k < e->n_aliases && n < sizeof(out) - 300; k++)
			n += (size_t) snprintf(out + n, 200, "|%.*s", (int) e->aliases[k].len,
								   e->aliases[k].data);
	}
	return out;
}

#define ENTITIES(text, want)                                                                       \
	do                                                                                             \
	{                                                                                              \
		CHECK_CONTEXT(text);                                                                       \
		CHECK_STR(show(marked(text)), (want));                                                     \
	} while (0)

static void
test_people(void)
{
	ENTITIES("[PERSON Steve Tsang] spoke. [PERSON Tsang] went.", "Steve Tsang/PERSON|Tsang");
	ENTITIES("[PERSON Xi Jinping] spoke. [PERSON Xi] went.", "Xi Jinping/PERSON|Xi");
	ENTITIES("[PERSON Ana Ruiz] met [PERSON Luis Ruiz]. [PERSON Ana Ruiz] left.",
			 "Ana Ruiz/PERSON; Luis Ruiz/PERSON");
}

int
main(void)
{
	test_people();
	return check_report("entity");
}
