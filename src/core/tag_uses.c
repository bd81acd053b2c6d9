/*
 * tag_uses.c
 *		How an article's names use its words.
 */
#include "tag_text.h"
#include "token.h"

static inline void
count(uint8_t *n, int delta)
{
	if (delta > 0 && *n < 250)
		(*n)++;
	else if (delta < 0 && *n > 0 && *n < 250)
		(*n)--;
}

/* The same in half a byte. */
static inline void
count_end(uint8_t *n, int shift, int delta)
{
	int half = *n >> shift & 15;

	if (delta > 0 && half < 15)
		*n = (uint8_t) (*n + (1 << shift));
	else if (delta < 0 && half > 0 && half < 15)
		*n = (uint8_t) (*n - (1 << shift));
}

/* A name's initials may stand elsewhere as its acronym. */
static void
count_acronym(NxTagText *x, uint32_t first, uint32_t end, int class)
{
	const NxTokens *t = x->a->tokens;
	char initials[12];
	size_t n = 0;
	uint32_t type;

	for (uint32_t i = first; i < end; i++)
		if (nx_tag_is_capital(x, i))
		{
			if (n == sizeof(initials))
				return;
			initials[n++] = x->a->text[t->start[i]];
		}
	if (n < 2)
		return;
	type = nx_tag_type(x, (uint32_t) nx_hash_ascii(initials, n));
	if (x->types[type] != 0)
		x->uses[type].acronym |= (uint8_t) (1 << class);
}

void
nx_tag_count(NxTagText *x, const uint8_t *labels, int delta)
{
	const NxTokens *t = x->a->tokens;
	uint32_t begin = x->run.first;

	if (x->mode >= NX_MODE_TITLE_CASE)
		return;
	for (uint32_t i = x->run.first; i < x->run.end; i++)
	{
		int label = labels[i - x->run.first];
		int class = (label - 1) / 4;
		int position = (label - 1) % 4;
		NxTagUse *use;
		uint32_t type;

		if (label != NX_TAG_OUTSIDE && (position == 0 || position == 3))
			begin = i;
		if (label != NX_TAG_OUTSIDE && position == 2 && delta > 0)
			count_acronym(x, begin, i + 1, class);
		if (!nx_tag_is_capital(x, i))
			continue;
		type = nx_tag_type(x, t->hash[i]);
		if (x->types[type] == 0)
			continue;
		use = &x->uses[type];
		if (i > x->run.first && nx_tag_is_capital(x, i - 1))
		{
			uint32_t pair = nx_tag_type(x, nx_tag_pair_hash(t->hash[i - 1], t->hash[i]));

			if (x->types[pair] != 0)
				count(label != NX_TAG_OUTSIDE && position != 0 && position != 3
						  ? &x->uses[pair].classes[class]
						  : &x->uses[pair].outside,
					  delta);
		}
		if (label == NX_TAG_OUTSIDE)
		{
			if (i > x->first_word)
				count(&use->outside, delta);
			continue;
		}
		count(&use->classes[class], delta);
		if (position == 0)
			count_end(&use->ends[class], 0, delta);
		if (position == 2)
			count_end(&use->ends[class], 4, delta);
	}
}

bool
nx_tag_may_be_used(const NxTagText *x)
{
	for (uint32_t i = x->run.first; i < x->run.end; i++)
		if (nx_tag_is_capital(x, i))
		{
			uint32_t type = nx_tag_type(x, x->a->tokens->hash[i]);

			if ((x->evidence[type] & NX_TAG_SEEN_AGAIN) != 0 || x->uses[type].acronym != 0)
				return true;
		}
	return false;
}
