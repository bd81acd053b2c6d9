/*
 * lexicon.c
 *		What is known about words: lookups in the linked image.
 */
#include "image.h"
#include "lexicon.h"

/* A class's value for an entry; an entry's values end at one of class UINT32_MAX. */
typedef struct Value
{
	uint32_t class;
	uint32_t string; /* offset into the strings */
} Value;

NX_IMAGE(nx_lex_entries, "lexicon_entries.bin");
NX_IMAGE(nx_lex_seeds, "lexicon_seeds.bin");
NX_IMAGE(nx_lex_values, "lexicon_values.bin");
NX_IMAGE(nx_lex_strings, "lexicon_strings.bin");

extern const Value nx_lex_values[];
extern const char nx_lex_strings[];

const char *
nx_lex_value(uint32_t entry, int class)
{
	uint32_t first = nx_lex_entries[entry].values;

	if (first == 0)
		return NULL;
	for (const Value *value = &nx_lex_values[first]; value->class != UINT32_MAX; value++)
		if (value->class == (uint32_t) class)
			return nx_lex_strings + value->string;
	return NULL;
}
