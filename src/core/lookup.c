/*
 * lookup.c
 *		tokens → what the lexicon knows of them, and the phrases they make.
 *
 * The lexicon is larger than the near caches: an entry is waited for if it is
 * asked for when it is needed.  So the pass over the tokens, which knows where
 * each word's entry would be, asks for it some words ahead, then sees whether
 * it is the word's, and looks for phrases last.
 */
#include "arena.h"
#include "token.h"

#define AHEAD 12         /* words between two of the steps */
#define POLL_TOKENS 4096 /* see nx_should_stop() */

/* The longest phrase of the lexicon that begins at token first; n is 0 if none does. */
static NxPhrase
longest_phrase(const NxTokens *t, uint32_t first, uint32_t end)
{
	NxPhrase best = {first, NX_LEX_UNKNOWN, 0};
	uint32_t entry = t->entry[first];
	uint64_t hash = nx_phrase_hash_add(NX_PHRASE_HASH_START, t->hash[first]);

	for (uint32_t n = 2; n <= NX_PHRASE_MAX && first + n <= end; n++)
	{
		uint32_t next = first + n - 1;

		if (!nx_lex_entries[t->entry[next]].in_phrase || !nx_lex_has(entry, NX_C_PHRASE_START) ||
			(t->flags[next] & NX_TF_BLANK_BEFORE))
			break;
		hash = nx_phrase_hash_add(hash, t->hash[next]);
		entry = nx_lex_find(nx_hash_end(hash));
		if (entry == NX_LEX_UNKNOWN)
			break;
		/* a mere beginning has the one class, and says nothing */
		if (nx_lex_is_listed(entry))
		{
			best.entry = entry;
			best.n = n;
		}
	}
	return best;
}

NxStatus
nx_look_up_words(NxAnalysis *a)
{
	NxTokens *t = a->tokens;
	uint32_t capacity = 0;
	uint32_t free_from = 0; /* no overlaps: the first token not in a phrase */

	for (uint32_t i = 0; i < t->n + 2 * AHEAD; i++)
	{
		uint32_t found = i - AHEAD;
		uint32_t first = i - 2 * AHEAD;
		NxPhrase phrase;

		if (i < t->n)
			__builtin_prefetch(&nx_lex_entries[t->entry[i]]);
		if (i >= AHEAD && found < t->n && !nx_lex_is(t->entry[found], t->hash[found]))
			t->entry[found] = NX_LEX_UNKNOWN;
		if (i % POLL_TOKENS == 0 && nx_should_stop(a))
			return NX_CANCELLED;
		if (i < 2 * AHEAD || first < free_from || !nx_tok_has(t, first, NX_C_PHRASE_START))
			continue;
		phrase = longest_phrase(t, first, i - AHEAD < t->n ? i - AHEAD : t->n);
		if (phrase.n == 0)
			continue;
		if (!nx_push(a->arena, t->phrases, t->n_phrases, capacity))
			return NX_NOMEM;
		t->phrases[t->n_phrases++] = phrase;
		free_from = first + phrase.n;
		for (uint32_t k = first + 1; k < free_from; k++)
			t->flags[k] |= NX_TF_IN_PHRASE;
	}
	return NX_OK;
}

uint32_t
nx_phrase_from(const NxTokens *t, uint32_t i)
{
	uint32_t low = 0;
	uint32_t high = t->n_phrases;

	while (low < high)
	{
		uint32_t middle = low + (high - low) / 2;

		if (t->phrases[middle].first < i)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

const NxPhrase *
nx_phrase_at(const NxTokens *t, uint32_t i)
{
	uint32_t k = nx_phrase_from(t, i);

	return k < t->n_phrases && t->phrases[k].first == i ? &t->phrases[k] : NULL;
}
