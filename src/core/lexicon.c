/*
 * lexicon.c
 *		What is known about words: lookups in the linked image.
 *
 * Slots are an open-addressing table with linear probing: the low bits of a
 * hash choose the slot, those from the 16th on are the tag kept there, up to the
 * 47th, so that tokens need not keep more until they are looked up.  A slot
 * with entry 0 is empty.
 */
#include "image.h"
#include "lexicon.h"

typedef struct Slot
{
	uint32_t tag;
	uint32_t entry;
} Slot;

/* A class's value for an entry; an entry's values end at one of class UINT32_MAX. */
typedef struct Value
{
	uint32_t class;
	uint32_t string; /* offset into the strings */
} Value;

NX_IMAGE(nx_lex_entries, "lexicon_entries.bin");
NX_IMAGE(nx_lex_slots, "lexicon_slots.bin");
NX_IMAGE(nx_lex_values, "lexicon_values.bin");
NX_IMAGE(nx_lex_strings, "lexicon_strings.bin");

extern const Slot nx_lex_slots[NX_LEX_N_SLOTS];
extern const Value nx_lex_values[];
extern const char nx_lex_strings[];

uint32_t
nx_lex_find(uint64_t hash)
{
	uint32_t tag = (uint32_t) (hash >> 16);

	for (uint32_t i = (uint32_t) hash;; i++)
	{
		const Slot *slot = &nx_lex_slots[i & (NX_LEX_N_SLOTS - 1)];

		if (slot->entry == NX_LEX_UNKNOWN || slot->tag == tag)
			return slot->entry;
	}
}

void
nx_lex_prefetch(uint32_t hash)
{
	__builtin_prefetch(&nx_lex_slots[hash & (NX_LEX_N_SLOTS - 1)]);
}

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
