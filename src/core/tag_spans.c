/*
 * tag_spans.c
 *		The characters of a name.
 */
#include <string.h>

#include "sentence.h"
#include "tag_text.h"
#include "token.h"

/* Is the text of length len a country, people or the like? */
static bool
is_people(const char *s, uint32_t len)
{
	uint32_t entry = nx_lex_find(nx_word_hash(s, len));

	return nx_lex_has(entry, NX_C_COUNTRY) || nx_lex_has(entry, NX_C_COUNTRY_ADJECTIVE) ||
		   nx_lex_has(entry, NX_C_NORP);
}

/* … a place, and no people? */
static bool
is_place(const char *s, uint32_t len)
{
	uint32_t entry = nx_lex_find(nx_word_hash(s, len));

	return (nx_lex_has(entry, NX_C_COUNTRY) || nx_lex_has(entry, NX_C_CITY) ||
			nx_lex_has(entry, NX_C_US_STATE)) &&
		   !nx_lex_has(entry, NX_C_COUNTRY_ADJECTIVE) && !nx_lex_has(entry, NX_C_NORP);
}

static bool
is_glued_prefix(const char *s, uint32_t len)
{
	static const char *const prefixes[] = {"anti", "pro",  "non",  "ex",
										   "pre",  "post", "then", "mid"};

	for (size_t i = 0; i < sizeof(prefixes) / sizeof(prefixes[0]); i++)
		if (strlen(prefixes[i]) == len && memcmp(prefixes[i], s, len) == 0)
			return true;
	return false;
}

int
nx_tag_spans(const NxTagText *x, uint32_t first, uint32_t end, NxTagClass *class, NxSpan spans[2])
{
	const NxTokens *t = x->a->tokens;
	const char *text = x->a->text;
	uint32_t last = end - 1;
	uint32_t start = t->start[last];
	uint32_t stop = t->end[last];
	uint32_t hyphen = stop;

	spans[0] = (NxSpan){t->start[first], stop};

	/* the dot that ends the sentence is not the abbreviation's: "Sons, Inc." */
	if ((t->flags[last] & NX_TF_HAS_DOT) && stop - start > 2 && text[stop - 1] == '.' &&
		memchr(text + start, '.', stop - start - 1) == NULL &&
		(end == x->a->sentences->sentences[x->run.sentence].end_token))
		spans[0].end--;
	if ((t->flags[last] & NX_TF_HAS_HYPHEN) == 0)
		return 1;
	for (uint32_t p = stop; p > start + 1; p--)
		if (text[p - 1] == '-')
		{
			hyphen = p - 1;
			break;
		}
	if (hyphen == stop || hyphen + 1 >= stop)
		return 1;
	if (text[hyphen + 1] >= 'a' && text[hyphen + 1] <= 'z')
	{
		/* "Lima-based"; in agency style all of it, and of no class of its own */
		if (hyphen == start + 1 || !nx_tag_is_capital(x, last) || *class == NX_TAG_PER ||
			*class == NX_TAG_MISC)
			return 1;
		if (x->wire)
			*class = NX_TAG_MISC;
		else
		{
			spans[0].end = hyphen;
			if (*class == NX_TAG_NORP && is_place(text + start, hyphen - start))
				*class = NX_TAG_LOC;
		}
		return 1;
	}
	if (x->wire)
		return 1;
	if (first == last && is_people(text + start, hyphen - start) &&
		is_people(text + hyphen + 1, stop - hyphen - 1))
	{
		spans[0].end = hyphen;
		spans[1] = (NxSpan){hyphen + 1, stop};
		return 2;
	}
	if (first == last && is_glued_prefix(text + start, hyphen - start))
		spans[0].start = hyphen + 1;
	return 1;
}
