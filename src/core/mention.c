/*
 * mention.c
 *		names as tagged → mentions with the labels of the public face.
 */
#include "mention.h"

#include <string.h>

#include "arena.h"
#include "definition.h"
#include "evidence.h"
#include "tagger.h"
#include "token.h"

/* Is every word of the name, or the name as a phrase, of the class? */
static bool
name_has(const NxTokens *t, const NxMention *name, int class)
{
	if (name->end_token - name->first_token == 1)
		return nx_tok_has(t, name->first_token, class);
	for (uint32_t k = name->first_token; k < name->end_token; k++)
	{
		const NxPhrase *phrase = nx_phrase_at(t, k);

		if (phrase != NULL && k + phrase->n == name->end_token && nx_lex_has(phrase->entry, class))
			return k == name->first_token ||
				   (k == name->first_token + 1 && nx_tok_word(t, k - 1) == NX_W_THE);
	}
	return false;
}

/* A place: governed ("Ghana", "Accra"), or a river, a mountain, a part of the world. */
static NxLabel
place_label(const NxTokens *t, const NxMention *name)
{
	if (name_has(t, name, NX_C_COUNTRY) || name_has(t, name, NX_C_CITY) ||
		name_has(t, name, NX_C_US_STATE) || name_has(t, name, NX_C_PROVINCE))
		return NX_GPE;
	if (name_has(t, name, NX_C_COUNTRY_ADJECTIVE))
		return NX_NORP; /* "Philippine", whatever stands about it */
	if (name->end_token - name->first_token > 1 &&
		nx_lex_value(t->entry[name->end_token - 1], NX_C_FACILITY_HEAD) != NULL)
		return NX_FAC; /* "City Hall" */
	if (name_has(t, name, NX_C_REGION) || (name->end_token - name->first_token > 1 &&
										   (nx_tok_has(t, name->end_token - 1, NX_C_NATURE_HEAD) ||
											nx_tok_has(t, name->first_token, NX_C_NATURE_HEAD))))
		return NX_LOC;
	return NX_GPE;
}

/* Is the name all that stands between two quotation marks? */
static bool
is_quoted(const NxTokens *t, const NxMention *name)
{
	uint8_t before = name->first_token > 0 ? t->kind[name->first_token - 1] : NX_TOK_WORD;
	uint32_t next = name->end_token;

	if (before != NX_TOK_OPEN && before != NX_TOK_QUOTE)
		return false;
	if (next < t->n && t->kind[next] == NX_TOK_COMMA)
		next++;
	return next < t->n && (t->kind[next] == NX_TOK_CLOSE || t->kind[next] == NX_TOK_QUOTE);
}

/* What the corpora call miscellaneous. */
static NxLabel
other_label(const NxTokens *t, const NxMention *name)
{
	uint32_t last = name->end_token - 1;

	if (name_has(t, name, NX_C_COUNTRY_ADJECTIVE) || name_has(t, name, NX_C_NORP))
		return NX_NORP;
	if (name_has(t, name, NX_C_LANGUAGE))
		return NX_LANGUAGE;
	if (name_has(t, name, NX_C_PRODUCT))
		return NX_PRODUCT;
	for (uint32_t k = last + 1; k-- > name->first_token;)
	{
		/* the head stands last, or before "of" */
		if (k != last && !(nx_tok_word(t, k + 1) == NX_W_OF || nx_tok_word(t, k + 1) == NX_W_ON))
			continue;
		if (nx_tok_has(t, k, NX_C_LAW_HEAD))
			return NX_LAW;
		if (nx_tok_has(t, k, NX_C_EVENT_HEAD))
			return NX_EVENT;
	}
	if (nx_tok_has(t, name->first_token, NX_C_EVENT_HEAD) || nx_tok_has(t, last, NX_C_EVENT_HEAD))
		return NX_EVENT;
	if (nx_tok_has(t, name->first_token, NX_C_LAW_HEAD))
		return NX_LAW; /* "Article 50" */
	return is_quoted(t, name) ? NX_WORK_OF_ART : NX_EVENT;
}

static NxLabel
label_of(const NxTokens *t, const NxMention *name)
{
	switch ((NxTagClass) name->label)
	{
		case NX_TAG_PER:
			return NX_PERSON;
		case NX_TAG_ORG:
			return NX_ORG;
		case NX_TAG_LOC:
			return place_label(t, name);
		case NX_TAG_NORP:
			return NX_NORP;
		case NX_TAG_FAC:
			return NX_FAC;
		default:
			return other_label(t, name);
	}
}

/*
 * A place whose name the lexicon has in full is that: "Côte" in "Côte d'Ivoire",
 * and what the tagger cut in two: "Jammu" and "Kashmir".  The end of the phrase,
 * unless something else ends in the middle of it; *n_within says how many of the
 * names after this one the phrase holds.
 */
static uint32_t
place_end(const NxTokens *t, const NxMention *names, uint32_t i, uint32_t n, uint32_t *n_within)
{
	const NxMention *name = &names[i];
	const NxPhrase *phrase = name->label == NX_TAG_LOC ? nx_phrase_at(t, name->first_token) : NULL;
	uint32_t end, k = i + 1;

	*n_within = 0;
	if (phrase == NULL)
		return name->end_token;
	end = name->first_token + phrase->n;
	if (end <= name->end_token || !(t->flags[end - 1] & NX_TF_UPPER_INITIAL) ||
		!(nx_lex_has(phrase->entry, NX_C_COUNTRY) || nx_lex_has(phrase->entry, NX_C_CITY) ||
		  nx_lex_has(phrase->entry, NX_C_PROVINCE)))
		return name->end_token;
	for (; k < n && names[k].first_token < end; k++)
		if (names[k].end_token > end || names[k].label != NX_TAG_LOC)
			return name->end_token;
	*n_within = k - i - 1;
	return end;
}

/* "Sunday", "June": when, not what. */
static bool
is_date(const NxTokens *t, const NxMention *name)
{
	if (name->label == NX_TAG_PER)
		return false;
	for (uint32_t i = name->first_token; i < name->end_token; i++)
		if (t->end[i] - t->start[i] < 4 || /* the Sun is a newspaper */
			(!nx_tok_has(t, i, NX_C_WEEKDAY) && !nx_tok_has(t, i, NX_C_MONTH)))
			return false;
	return true;
}

/* "Tata-owned Air India": what ends in small letters after a hyphen only tells of the name. */
static void
leave_compound(const NxAnalysis *a, NxMention *name)
{
	const NxTokens *t = a->tokens;
	uint32_t first = name->first_token;
	const char *p = a->text + t->end[first];
	size_t len;

	if (name->end_token - first < 2 || !(t->flags[first] & NX_TF_HAS_HYPHEN) ||
		!(t->flags[first + 1] & NX_TF_UPPER_INITIAL))
		return;
	while (p > a->text + t->start[first] && p[-1] >= 'a' && p[-1] <= 'z')
		p--;
	len = (size_t) (a->text + t->end[first] - p);
	if (p == a->text + t->start[first] || p[-1] != '-' || len < 3 ||
		!(memcmp(p + len - 2, "ed", 2) == 0 || (len == 4 && memcmp(p, "born", 4) == 0) ||
		  (len == 5 && memcmp(p, "built", 5) == 0)))
		return;
	name->first_token++;
	name->span.start = t->start[first + 1];
}

NxStatus
nx_find_mentions(NxAnalysis *a)
{
	const NxTokens *t = a->tokens;
	NxMention *names = NULL;
	uint32_t n = 0, kept = 0;
	NxStatus status = nx_tag_names(a, &names, &n);

	if (status != NX_OK)
		return status;
	for (uint32_t i = 0; i < n; i++)
	{
		uint32_t within, end = place_end(t, names, i, n, &within);

		if (end > names[i].end_token)
		{
			names[i].end_token = end;
			names[i].span.end = t->end[end - 1];
		}
		leave_compound(a, &names[i]);
		if (is_date(t, &names[i]))
			continue; /* a date holds no other name */
		names[i].label = (uint8_t) label_of(t, &names[i]);
		names[kept++] = names[i];
		i += within;
	}
	a->mentions = names;
	a->n_mentions = kept;
	status = nx_mend_defined_names(a);
	if (status == NX_OK)
		status = nx_weigh_evidence(a);
	return status;
}
