/*
 * form.c
 *		What a name says: its words without title, possessive and accents, as
 *		numbers that linking compares.
 */
#include "form.h"

#include <string.h>

#include "hash.h"
#include "sentence.h"
#include "token.h"
#include "utf8.h"

#define MAX_TITLES 3  /* before a name: "Lt. Gen. Sir" */
#define WORD_BYTES 64 /* longer words keep their plain hash */

/* Arabic articles that are written with a hyphen, and that a short form may drop. */
static const char *const articles[] = {"al-", "el-", "ul-", "an-", "ar-",
									   "as-", "ad-", "at-", "az-", "ash-"};

uint32_t
nx_form_hash(const char *word, size_t len)
{
	char folded[WORD_BYTES + 4];
	size_t n = 0;
	const char *end = word + len;

	while (word < end && n < WORD_BYTES)
	{
		int size;
		uint32_t c = nx_fold(nx_utf8_decode(word, end, &size));

		word += size;
		if (c == '.' || c == '&')
			continue;
		if (c == 0x2019)
			c = '\'';
		n += (size_t) nx_utf8_encode(c, folded + n);
	}
	for (size_t i = 0; i < sizeof(articles) / sizeof(articles[0]); i++)
	{
		size_t article = strlen(articles[i]);

		if (n > article + 1 && memcmp(folded, articles[i], article) == 0)
			return (uint32_t) nx_word_hash(folded + article, n - article);
	}
	return (uint32_t) nx_word_hash(folded, n);
}

static uint32_t
word_hash(const NxAnalysis *a, uint32_t token)
{
	const NxTokens *t = a->tokens;

	if (t->flags[token] & (NX_TF_NON_ASCII | NX_TF_HAS_DOT | NX_TF_HAS_HYPHEN | NX_TF_ALL_UPPER))
		return nx_form_hash(a->text + t->start[token], t->end[token] - t->start[token]);
	return t->hash[token];
}

/* The plural of a people is its singular: "Russians" and "Russian". */
static uint32_t
people_hash(const NxAnalysis *a, uint32_t token)
{
	const NxTokens *t = a->tokens;
	uint32_t len = t->end[token] - t->start[token];

	if (len > 4 && len < WORD_BYTES && (a->text[t->end[token] - 1] | 0x20) == 's' &&
		(a->text[t->end[token] - 2] | 0x20) != 's')
		return nx_form_hash(a->text + t->start[token], len - 1);
	return word_hash(a, token);
}

bool
nx_is_people(const NxAnalysis *a, uint32_t token)
{
	return nx_tok_has(a->tokens, token, NX_C_COUNTRY_ADJECTIVE) ||
		   nx_tok_has(a->tokens, token, NX_C_NORP);
}

static bool
is_title(const NxTokens *t, uint32_t token)
{
	if (!(t->flags[token] & NX_TF_UPPER_INITIAL))
		return false;
	if (nx_tok_has(t, token, NX_C_TITLE))
		return true;
	/* "MS Dhoni": initials */
	return (nx_tok_has(t, token, NX_C_TITLE_MALE) || nx_tok_has(t, token, NX_C_TITLE_FEMALE)) &&
		   !((t->flags[token] & NX_TF_ALL_UPPER) && token + 1 < t->n &&
			 !(t->flags[token + 1] & NX_TF_ALL_UPPER));
}

static uint8_t
title_gender(const NxTokens *t, uint32_t token)
{
	if (nx_tok_has(t, token, NX_C_TITLE_MALE))
		return 'm';
	return nx_tok_has(t, token, NX_C_TITLE_FEMALE) ? 'f' : 0;
}

/* "Ayatollah Ali Khamenei", though some are called Ayatollah: a given name comes after it. */
static bool
is_title_all_the_same(const NxTokens *t, uint32_t first, uint32_t end)
{
	return end > first + 2 && nx_tok_has(t, first, NX_C_HONORIFIC) &&
		   nx_tok_is_given_name(t, first + 1);
}

static uint8_t
given_gender(const NxTokens *t, uint32_t token)
{
	bool male = nx_tok_has(t, token, NX_C_GIVEN_NAME_MALE);
	bool female = nx_tok_has(t, token, NX_C_GIVEN_NAME_FEMALE);

	return male == female ? 0 : male ? 'm' : 'f';
}

/* Small words inside names, which short and long forms use differently. */
static bool
is_small_word(const NxTokens *t, uint32_t token)
{
	switch (nx_tok_word(t, token))
	{
		case NX_W_THE:
		case NX_W_AND:
		case NX_W_OF:
		case NX_W_FOR:
			return true;
		default:
			return false;
	}
}

static bool
is_place(uint32_t entry)
{
	return nx_lex_has(entry, NX_C_COUNTRY) || nx_lex_has(entry, NX_C_CITY) ||
		   nx_lex_has(entry, NX_C_REGION);
}

static bool
is_word(const NxTokens *t, uint32_t token)
{
	return t->kind[token] == NX_TOK_WORD || t->kind[token] == NX_TOK_NUMBER;
}

static void
take_title(const NxTokens *t, uint32_t token, NxForm *form)
{
	if (form->gender == 0)
		form->gender = title_gender(t, token);
	form->sexed |= form->gender != 0;
	if (form->title == 0 && nx_tok_has(t, token, NX_C_TITLE))
		form->title = t->hash[token];
	/* "Mr" goes with a family name, "Sheikh" or "Sir" with a given one. */
	form->titled |= nx_lex_value(t->entry[token], NX_C_TITLE_MALE) == NULL &&
					nx_lex_value(t->entry[token], NX_C_TITLE_FEMALE) == NULL;
}

/* Words of a canonical form: "united states". */
static void
set_canonical(const char *words, NxForm *form)
{
	form->n = 0;
	while (*words != '\0' && form->n < NX_FORM_MAX)
	{
		size_t len = strcspn(words, " "), own = len;

		/* a possessive is no part of a word: "children's" */
		if (own > 2 && memcmp(words + own - 2, "'s", 2) == 0)
			own -= 2;
		if (!(len <= 3 && (memcmp(words, "of", len) == 0 || memcmp(words, "and", len) == 0 ||
						   memcmp(words, "for", len) == 0 || memcmp(words, "the", len) == 0)))
			form->word[form->n++] =
				(NxFormWord){.hash = nx_form_hash(words, own), .letter = (uint8_t) words[0]};
		words += len;
		words += *words == ' ';
	}
	form->alias = true;
}

/* "J & J" in tokens is one word, as its initials would make it. */
static void
join_letters(const NxAnalysis *a, uint32_t first, uint32_t end, NxForm *form)
{
	char letters[NX_FORM_MAX];
	uint32_t n = 0;

	for (uint32_t i = first; i < end && n < NX_FORM_MAX; i++)
		if (is_word(a->tokens, i))
			letters[n++] = a->text[a->tokens->start[i]];
	form->word[0].hash = (uint32_t) nx_word_hash(letters, n);
	form->word[0].initial = false;
	form->n = 1;
	form->acronym = true;
}

/* The entry of the mention as a whole. */
static uint32_t
entry_of(const NxAnalysis *a, uint32_t first, uint32_t end)
{
	const NxTokens *t = a->tokens;
	uint64_t hash = NX_PHRASE_HASH_START;

	if (end - first == 1)
		return t->entry[first];
	if (end - first > NX_PHRASE_MAX || !nx_tok_has(t, first, NX_C_PHRASE_START))
		return NX_LEX_UNKNOWN;
	for (uint32_t i = first; i < end; i++)
		hash = nx_phrase_hash_add(hash, t->hash[i]);
	return nx_lex_find(nx_hash_end(hash));
}

/* "SOAS", "U.N.", and "DoJ" with no more small letters than great ones. */
static bool
is_acronym(const NxAnalysis *a, uint32_t token)
{
	uint32_t upper = 0, lower = 0;

	if (a->tokens->flags[token] & NX_TF_ALL_UPPER)
		return true;
	if (!(a->tokens->flags[token] & NX_TF_INNER_UPPER))
		return false;
	for (uint32_t i = a->tokens->start[token]; i < a->tokens->end[token]; i++)
	{
		upper += a->text[i] >= 'A' && a->text[i] <= 'Z';
		lower += a->text[i] >= 'a' && a->text[i] <= 'z';
	}
	return lower < upper;
}

static uint64_t
mix(uint64_t key, uint32_t value)
{
	key = (key ^ value) * UINT64_C(0x9FB21C651E98DF25);
	return key ^ (key >> 29);
}

/* The characters of token i that belong to a mention: "Lima" of "Lima-based". */
static NxStr
own_part(const NxAnalysis *a, const NxMention *m, uint32_t i)
{
	const NxTokens *t = a->tokens;
	uint32_t start = t->start[i] < m->span.start ? m->span.start : t->start[i];
	uint32_t end = t->end[i] > m->span.end && m->span.end > start ? m->span.end : t->end[i];

	return (NxStr){a->text + start, end - start};
}

void
nx_form(const NxAnalysis *a, const NxMention *m, NxLabel label, NxForm *form)
{
	const NxTokens *t = a->tokens;
	uint32_t first = m->first_token, end = m->end_token, entry, letters = 0, name_end = 0,
			 prefix = 0;
	const char *canonical;
	NxStr part;

	memset(form, 0, sizeof(*form));

	/* A possessive that the mention includes is not the name's. */
	while (end > first + 1 && !is_word(t, end - 1) && t->kind[end - 1] != NX_TOK_CLOSE &&
		   t->kind[end - 1] != NX_TOK_BRACKET_CLOSE)
		end--;
	if (label == NX_PERSON)
	{
		/* Titles inside the mention, and the one right before it. */
		while (end > first + 1 && is_title(t, first) &&
			   (!nx_tok_is_given_name(t, first) || is_title_all_the_same(t, first, end)))
		{
			uint32_t next = first + 1;

			if (t->kind[next] == NX_TOK_STOP) /* "Sens. Marco Rubio" */
				next++;
			if (next >= end || !is_word(t, next))
				break;
			take_title(t, first, form);
			first = next;
		}
		for (uint32_t k = m->first_token; first == m->first_token && k > 0 && is_title(t, k - 1) &&
										  m->first_token - k < MAX_TITLES;
			 k--)
			take_title(t, k - 1, form);
		while (end > first + 2 && nx_tok_has(t, end - 1, NX_C_POST_NOMINAL) &&
			   (t->flags[end - 1] & NX_TF_UPPER_INITIAL) != 0)
		{
			name_end = t->end[end - 2];
			for (end--; end > first + 1 && !is_word(t, end - 1); end--)
				name_end = t->end[end - 2];
		}
		if (end > first + 1 && nx_tok_has(t, end - 1, NX_C_NAME_SUFFIX))
		{
			form->suffix = word_hash(a, --end);
			while (end > first + 1 && !is_word(t, end - 1))
				end--;
		}
	}
	else
		while (end > first + 1 && nx_tok_has(t, end - 1, NX_C_FIRM_SUFFIX))
			do
				end--;
			while (end > first + 1 && !is_word(t, end - 1));
	if (end > first + 1 && nx_tok_word(t, first) == NX_W_THE)
		first++;
	if (label == NX_PRODUCT && end > first + 1 && nx_tok_has(t, first, NX_C_SHIP_PREFIX) &&
		(t->flags[first] & NX_TF_ALL_UPPER) != 0)
		prefix = 1; /* "MV Tern" is "the Tern" */

	part = own_part(a, m, first);
	if (end == first + 1 && part.len < t->end[first] - t->start[first])
		entry = nx_lex_find(nx_word_hash(part.data, part.len));
	else
		entry = entry_of(a, first, end);
	canonical = nx_lex_has(entry, NX_C_NAME_ALIAS) && label != NX_PERSON && label != NX_NORP
					? nx_lex_value(entry, NX_C_NAME_ALIAS)
					: NULL;
	form->place = is_place(entry) || (canonical != NULL && label == NX_GPE);
	form->first_token = first;
	form->name =
		(NxSpan){t->start[first], m->span.end > t->start[first] ? m->span.end : t->end[first]};
	if (form->name.start < m->span.start)
		form->name.start = m->span.start;
	if (nx_span_is_empty(m->span) || t->kind[m->end_token - 1] == NX_TOK_CLITIC)
		form->name.end = t->end[end - 1];
	if (name_end > form->name.start && name_end < form->name.end)
		form->name.end = name_end;
	if (canonical != NULL)
		set_canonical(canonical, form);
	else
		for (uint32_t i = first + prefix; i < end; i++)
		{
			uint32_t hash;

			if (!is_word(t, i) || (is_small_word(t, i) && i > first && i + 1 < end))
				continue;
			letters += (t->flags[i] & NX_TF_SINGLE_LETTER) != 0;
			hash = label == NX_NORP ? people_hash(a, i) : word_hash(a, i);
			part = own_part(a, m, i);
			if (part.len < t->end[i] - t->start[i])
				hash = nx_form_hash(part.data, part.len);
			if (form->n < NX_FORM_MAX)
				form->word[form->n++] = (NxFormWord){
					.hash = hash,
					.letter = (uint8_t) (a->text[t->start[i]] | 0x20),
					.initial = (t->flags[i] & NX_TF_SINGLE_LETTER) != 0,
					.place = is_place(t->entry[i]) || nx_is_people(a, i),
				};
			else
				form->key = mix(form->key, hash);
		}
	if (label != NX_PERSON && form->n > 1 && form->n == letters)
		join_letters(a, first, end, form);
	if (form->n == 0) /* a name of marks alone */
		form->word[form->n++] =
			(NxFormWord){.hash = t->hash[first], .letter = (uint8_t) a->text[t->start[first]]};

	for (uint32_t i = 0; i < form->n; i++)
		form->key = mix(form->key, form->word[i].hash);
	if (form->suffix != 0)
		form->key = mix(form->key, form->suffix);
	form->acronym |= end - first == 1 && t->end[first] - t->start[first] > 1 &&
					 t->end[first] - t->start[first] <= 12 && is_acronym(a, first);
	if (label == NX_PERSON && form->n > 1)
	{
		uint32_t last = end - 1;

		/* "Xi Jinping", but not "Kim Jones" */
		form->family_first =
			nx_tok_has(t, first, NX_C_SURNAME_FIRST) &&
			(nx_lex_value(t->entry[first], NX_C_SURNAME_FIRST) == NULL ||
			 nx_tok_has(t, last, NX_C_SURNAME_FIRST) || !nx_tok_has(t, last, NX_C_FAMILY_NAME));
		form->given = !form->family_first && nx_tok_is_given_name(t, first);
		if (form->gender == 0 && !form->family_first)
			form->gender = given_gender(t, first);
	}
}

void
nx_form_acronyms(const NxAnalysis *a, const NxMention *m, uint32_t keys[NX_FORM_ACRONYMS])
{
	const NxTokens *t = a->tokens;
	char letters[2][16];
	size_t n[2] = {0, 0};
	uint32_t end = m->end_token;
	bool small = false;

	for (int i = 0; i < NX_FORM_ACRONYMS; i++)
		keys[i] = 0;
	while (end > m->first_token + 2 &&
		   (!is_word(t, end - 1) || nx_tok_has(t, end - 1, NX_C_FIRM_SUFFIX)))
		end--;
	for (uint32_t i = m->first_token; i < end; i++)
	{
		const char *p = a->text + t->start[i], *end = a->text + t->end[i];
		bool upper = (t->flags[i] & NX_TF_UPPER_INITIAL) != 0;

		if (!is_word(t, i) || (i == m->first_token && nx_tok_word(t, i) == NX_W_THE))
			continue;
		if (!upper && t->kind[i] == NX_TOK_NUMBER)
			return;
		small |= !upper;
		for (bool at_head = true; p < end; p++)
		{
			if (at_head && (!upper || (*p >= 'A' && *p <= 'Z')))
			{
				if (n[0] >= sizeof(letters[0]) || n[1] >= sizeof(letters[1]))
					return;
				if (upper)
					letters[0][n[0]++] = *p;
				letters[1][n[1]++] = *p;
			}
			at_head = *p == '-';
		}
	}
	if (n[0] >= 2)
	{
		uint32_t first = m->first_token;

		keys[0] = (uint32_t) nx_word_hash(letters[0], n[0]);
		if (n[0] >= 4 && (is_place(t->entry[first]) || nx_is_people(a, first)))
			keys[2] = (uint32_t) nx_word_hash(letters[0] + 1, n[0] - 1);
		if (n[0] == 3 && nx_tok_has(t, end - 1, NX_C_ORG_HEAD))
			keys[3] = (uint32_t) nx_word_hash(letters[0], n[0] - 1);
	}
	if (small && n[1] >= 3)
		keys[1] = (uint32_t) nx_word_hash(letters[1], n[1]);
}
