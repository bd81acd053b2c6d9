/*
 * lookup.c
 *		tokens → what the lexicon knows of them, and the phrases they make.
 *
 * The lexicon is larger than the near caches: an entry is waited for if it is
 * asked for when it is needed.  So the pass over the tokens, which knows where
 * each word's entry would be, asks for it some words ahead, and then sees whether
 * it is the word's.  Where phrases may begin is gathered without a branch, as
 * many words begin one and few go on.
 */
#include "arena.h"
#include "token.h"

#define AHEAD 16 /* tokens */
#define STEP 512 /* tokens, between two looks at nx_should_stop() too */

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
	uint32_t start = 0;     /* tokens before it begin no phrase that is yet to be found */
	uint32_t free_from = 0; /* no overlaps: the first token not in a phrase */
	uint32_t end;

	for (uint32_t from = 0; from < t->n; from = end)
	{
		uint32_t starts[STEP + NX_PHRASE_MAX];
		uint32_t n_starts = 0;
		uint32_t last;

		if (nx_should_stop(a))
			return NX_CANCELLED;
		end = t->n - from < STEP ? t->n : from + STEP;
		for (uint32_t i = from; i < end; i++)
		{
			if (i + AHEAD < t->n)
				__builtin_prefetch(&nx_lex_entries[t->entry[i + AHEAD]]);
			if (!nx_lex_is(t->entry[i], t->hash[i]))
				t->entry[i] = NX_LEX_UNKNOWN;
		}

		/* a phrase may go on beyond the step, or end with the text */
		last = end == t->n ? end - 1 : end - NX_PHRASE_MAX;
		for (; start < last; start++)
		{
			starts[n_starts] = start;
			n_starts += nx_tok_has(t, start, NX_C_PHRASE_START) &
						(nx_lex_entries[t->entry[start + 1]].in_phrase != 0);
		}
		for (uint32_t k = 0; k < n_starts; k++)
		{
			NxPhrase phrase;

			if (starts[k] < free_from)
				continue;
			phrase = longest_phrase(t, starts[k], end);
			if (phrase.n == 0)
				continue;
			if (!nx_push(a->arena, t->phrases, t->n_phrases, capacity))
				return NX_NOMEM;
			t->phrases[t->n_phrases++] = phrase;
			free_from = phrase.first + phrase.n;
			t->flags[phrase.first] |= NX_TF_PHRASE_FIRST;
			for (uint32_t i = phrase.first + 1; i < free_from; i++)
				t->flags[i] |= NX_TF_IN_PHRASE;
		}
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
	return t->flags[i] & NX_TF_PHRASE_FIRST ? &t->phrases[nx_phrase_from(t, i)] : NULL;
}
