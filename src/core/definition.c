/*
 * definition.c
 *		Names that their acronym defines: "Ministry of Trade, Industry and Energy (MTIE)".
 *
 * No other sign in news is as sure: the initials of the words before a bracket
 * are those in it.  The words are matched from the bracket back (or inside the
 * bracket, when the acronym stands before it); words of small letters may give
 * a letter or none, so both ways are tried.
 */
#include "definition.h"

#include <string.h>

#include "arena.h"
#include "lexicon.h"
#include "token.h"

#define MAX_LETTERS 12
#define MAX_WORDS 20 /* tokens that an acronym's words may take */

typedef struct Definition
{
	uint32_t first; /* tokens of the words */
	uint32_t end;
	uint32_t acronym; /* its token */
} Definition;

static bool
is_acronym(const NxTokens *t, uint32_t i)
{
	return t->kind[i] == NX_TOK_WORD && (t->flags[i] & NX_TF_ALL_UPPER) != 0 &&
		   t->end[i] - t->start[i] <= 2 * MAX_LETTERS;
}

/* The letters of an acronym in lower case, without dots; how many. */
static uint32_t
letters_of(const NxAnalysis *a, uint32_t token, char *letters)
{
	uint32_t n = 0;

	for (uint32_t i = a->tokens->start[token]; i < a->tokens->end[token]; i++)
	{
		char c = a->text[i];

		if (c == '.' || c == '-')
			continue;
		if (c < 'A' || c > 'Z' || n == MAX_LETTERS)
			return 0;
		letters[n++] = (char) (c | 0x20);
	}
	return n;
}

/*
 * How many of the n last letters the token accounts for: all its parts'
 * initials ("Asia-Pacific"), its own letters ("U.N."), or its first; 0 where
 * it does not fit.
 */
static uint32_t
letters_taken(const NxAnalysis *a, uint32_t token, const char *letters, uint32_t n)
{
	const NxTokens *t = a->tokens;
	const char *p = a->text + t->start[token], *end = a->text + t->end[token];
	char parts[MAX_LETTERS];
	uint32_t n_parts = 0;
	bool spelled = (t->flags[token] & NX_TF_ALL_UPPER) != 0, at_head = true;

	for (; p < end && n_parts < MAX_LETTERS; p++)
	{
		bool letter = (*p >= 'A' && *p <= 'Z') || (*p >= 'a' && *p <= 'z');

		if (letter && (at_head || spelled))
			parts[n_parts++] = (char) (*p | 0x20);
		at_head = *p == '-';
	}
	if (n_parts > 1 && n_parts <= n && memcmp(letters + n - n_parts, parts, n_parts) == 0)
		return n_parts;
	return n_parts > 0 && letters[n - 1] == parts[0] ? 1 : 0;
}

/*
 * The first of the words before token `end`, and not before `low`, that spell
 * the letters; NX_NONE where they do not.
 */
static uint32_t
spelled_from(const NxAnalysis *a, uint32_t low, uint32_t end, const char *letters, uint32_t n,
			 bool small_count)
{
	const NxTokens *t = a->tokens;
	uint32_t capitals = 0;

	for (uint32_t i = end; i-- > low && end - i <= MAX_WORDS;)
	{
		bool upper = (t->flags[i] & NX_TF_UPPER_INITIAL) != 0;
		uint32_t taken;

		if (t->kind[i] == NX_TOK_CLITIC || t->kind[i] == NX_TOK_COMMA ||
			t->kind[i] == NX_TOK_DASH || t->kind[i] == NX_TOK_SYMBOL)
			continue;
		if (t->kind[i] != NX_TOK_WORD)
			return NX_NONE;
		taken = upper || small_count ? letters_taken(a, i, letters, n) : 0;
		if (taken == 0)
		{
			if (upper || !nx_tok_has(t, i, NX_C_GRAMMAR))
				return NX_NONE;
			continue;
		}
		/* what has capitals has them in all its words but the small ones */
		if (!upper && !nx_tok_has(t, i, NX_C_GRAMMAR))
			return NX_NONE;
		capitals += upper;
		n -= taken;
		if (n == 0)
			return upper && capitals > 1 ? i : NX_NONE;
	}
	return NX_NONE;
}

static bool
define(const NxAnalysis *a, uint32_t low, uint32_t end, uint32_t acronym, Definition *d)
{
	const NxTokens *t = a->tokens;
	char letters[MAX_LETTERS];
	uint32_t n = letters_of(a, acronym, letters);

	if (n < 2)
		return false;
	while (end > low && t->kind[end - 1] == NX_TOK_CLITIC)
		end--;
	d->first = spelled_from(a, low, end, letters, n, false);
	if (d->first == NX_NONE)
		d->first = spelled_from(a, low, end, letters, n, true);
	d->end = end;
	d->acronym = acronym;
	return d->first != NX_NONE;
}

/* The definition about the bracket that opens at token i. */
static bool
definition_at(const NxAnalysis *a, uint32_t i, Definition *d)
{
	const NxTokens *t = a->tokens;
	uint32_t close = i + 1;

	if (i == 0 || i + 2 >= t->n)
		return false;
	if (t->kind[i + 2] == NX_TOK_BRACKET_CLOSE && is_acronym(t, i + 1))
		return define(a, i > MAX_WORDS ? i - MAX_WORDS : 0, i, i + 1, d);
	if (!is_acronym(t, i - 1))
		return false;
	while (close < t->n && close - i < MAX_WORDS && t->kind[close] != NX_TOK_BRACKET_CLOSE)
		close++;
	if (close == t->n || t->kind[close] != NX_TOK_BRACKET_CLOSE || close < i + 3)
		return false;
	return define(a, i + 1, close, i - 1, d) &&
		   (d->first == i + 1 || (d->first == i + 2 && nx_tok_word(t, i + 1) == NX_W_THE));
}

/* The noun that says what the words name: the last, or the one before "of" or "for". */
static uint32_t
head_of(const NxTokens *t, const Definition *d)
{
	for (uint32_t i = d->first + 1; i < d->end; i++)
		if (nx_tok_word(t, i) == NX_W_OF || nx_tok_word(t, i) == NX_W_FOR ||
			nx_tok_word(t, i) == NX_W_ON)
			return i - 1;
	return d->end - 1;
}

/* What the words are: an organisation, if a name among them or their head says so. */
static bool
label_of(const NxAnalysis *a, const Definition *d, uint32_t first, uint32_t end, NxLabel *label)
{
	const NxPhrase *phrase = nx_phrase_at(a->tokens, d->first);
	uint32_t head = head_of(a->tokens, d);

	if (nx_tok_has(a->tokens, head, NX_C_ROLE_NOUN) &&
		!(phrase != NULL && nx_lex_has(phrase->entry, NX_C_NAME_ALIAS)))
		return false; /* "Inspector General of Police (IGP)" */
	*label = NX_ORG;
	for (uint32_t i = first; i < end; i++)
	{
		const NxMention *m = &a->mentions[i];

		if (m->label == NX_ORG)
			return true;
		if (m->first_token <= d->first && m->end_token >= d->end)
		{
			*label = (NxLabel) m->label;
			return m->label != NX_PERSON;
		}
	}
	return nx_tok_has(a->tokens, head, NX_C_ORG_HEAD) || nx_tok_has(a->tokens, head, NX_C_ORG_NOUN);
}

static NxMention
new_mention(const NxTokens *t, uint32_t first, uint32_t end, NxLabel label)
{
	return (NxMention){.span = {t->start[first], t->end[end - 1]},
					   .first_token = first,
					   .end_token = end,
					   .entity = NX_NONE,
					   .label = (uint8_t) label,
					   .kind = NX_NAME};
}

/* The name [first, end) in place of those within it; what begins before it stays, and rules. */
static void
put(const NxTokens *t, NxMention *out, uint32_t *n, const NxMention *in, uint32_t n_in,
	uint32_t *next, uint32_t first, uint32_t end, NxLabel label)
{
	while (*next < n_in && in[*next].first_token < first)
		out[(*n)++] = in[(*next)++];
	if (*n > 0 && out[*n - 1].end_token > first)
	{
		if (out[*n - 1].end_token >= end)
			return; /* "Kenya's Ministry of …": longer */
		out[*n - 1].end_token = end;
		out[*n - 1].span.end = t->end[end - 1];
		out[*n - 1].label = (uint8_t) label;
	}
	else
		out[(*n)++] = new_mention(t, first, end, label);
	while (*next < n_in && in[*next].first_token < end)
		++*next;
}

NxStatus
nx_mend_defined_names(NxAnalysis *a)
{
	const NxTokens *t = a->tokens;
	Definition *found = NULL;
	uint32_t n_found = 0, max_found = 0, n = 0, next = 0, seen = 0;
	const uint8_t *bracket = t->kind;
	NxMention *out;

	while ((bracket = memchr(bracket, NX_TOK_BRACKET_OPEN, (size_t) (t->kind + t->n - bracket))) !=
		   NULL)
	{
		Definition d;
		bool ok = definition_at(a, (uint32_t) (bracket - t->kind), &d);

		bracket++;
		if (++seen % 1024 == 0 && nx_should_stop(a))
			return NX_CANCELLED;
		if (!ok || (n_found > 0 && d.first <= found[n_found - 1].acronym))
			continue;
		if (!nx_push(a->arena, found, n_found, max_found))
			return NX_NOMEM;
		found[n_found++] = d;
	}
	if (n_found == 0)
		return NX_OK;
	out = nx_alloc(a->arena, (a->n_mentions + 2 * (size_t) n_found) * sizeof(*out));
	if (out == NULL)
		return NX_NOMEM;
	for (uint32_t i = 0; i < n_found; i++)
	{
		const Definition *d = &found[i];
		uint32_t first, end;
		NxLabel label;

		while (next < a->n_mentions && a->mentions[next].end_token <= d->first &&
			   a->mentions[next].end_token <= d->acronym)
			out[n++] = a->mentions[next++];
		/* the names that touch the words */
		for (first = next; first < a->n_mentions && a->mentions[first].end_token <= d->first;)
			first++;
		for (end = first; end < a->n_mentions && a->mentions[end].first_token < d->end;)
			end++;
		if (!label_of(a, d, first, end, &label))
			continue;
		if (d->acronym < d->first)
			put(t, out, &n, a->mentions, a->n_mentions, &next, d->acronym, d->acronym + 1, label);
		put(t, out, &n, a->mentions, a->n_mentions, &next, d->first, d->end, label);
		if (d->acronym > d->first)
			put(t, out, &n, a->mentions, a->n_mentions, &next, d->acronym, d->acronym + 1, label);
	}
	while (next < a->n_mentions)
		out[n++] = a->mentions[next++];
	nx_free(a->arena, found, n_found * sizeof(*found));
	nx_free(a->arena, a->mentions, a->n_mentions * sizeof(*a->mentions));
	a->mentions = out;
	a->n_mentions = n;
	return NX_OK;
}
