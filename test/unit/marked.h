/*
 * marked.h
 *		For unit tests of entities: a text whose names are marked by hand, so
 *		that what is tested does not hang on the tagger.
 *
 *		"[PERSON Ana Ruiz] visited [GPE Spain]."
 *
 * marked() takes the brackets out, runs the stages up to sentences, puts the
 * names in as mentions, mends them by what stands beside them, and runs the
 *		stage of entities.
 */
#ifndef MARKED_H
#define MARKED_H

#include "analyze.h"
#include "definition.h"
#include "entity.h"
#include "evidence.h"
#include "sentence.h"
#include "token.h"

static inline NxLabel
marked_label(const char *name, size_t len)
{
	for (int i = 1; i < NX_N_LABELS; i++)
		if (strlen(nx_label_name((NxLabel) i)) == len &&
			memcmp(nx_label_name((NxLabel) i), name, len) == 0)
			return (NxLabel) i;
	fprintf(stderr, "no label %.*s\n", (int) len, name);
	exit(2);
}

static inline NxAnalysis *
marked(const char *text)
{
	size_t len = strlen(text);
	char *plain = malloc(len + 1);
	NxAnalysis *a;
	NxMention mentions[512];
	uint32_t n = 0, out = 0;
	bool open = false;

	if (plain == NULL)
		exit(2);
	for (const char *p = text; *p != '\0'; p++)
	{
		size_t label = *p == '[' ? strspn(p + 1, "ABCDEFGHIJKLMNOPQRSTUVWXYZ_") : 0;

		if (!open && label >= 3 && p[label + 1] == ' ' && n < 512)
		{
			mentions[n] = (NxMention){
				.label = (uint8_t) marked_label(p + 1, label), .entity = NX_NONE, .span = {out, 0}};
			p += label + 1;
			open = true;
		}
		else if (*p == ']' && open)
		{
			mentions[n++].span.end = out;
			open = false;
		}
		else
			plain[out++] = *p;
	}
	plain[out] = '\0';
	a = analyze_bytes(plain, out, NX_STAGE_SENTENCES);
	a->mentions = nx_alloc(analyze_arenas[analyze_n - 1], n * sizeof(NxMention) + 1);
	a->n_mentions = n;
	for (uint32_t i = 0, t = 0; i < n; i++)
	{
		NxMention *m = &a->mentions[i];

		*m = mentions[i];
		while (t < a->tokens->n && a->tokens->end[t] <= m->span.start)
			t++;
		m->first_token = t;
		while (t < a->tokens->n && a->tokens->start[t] < m->span.end)
			t++;
		m->end_token = t;
	}
	if (nx_mend_defined_names(a) != NX_OK || nx_weigh_evidence(a) != NX_OK ||
		nx_find_entities(a) != NX_OK)
		exit(2);
	return a;
}

/* The mention that is the nth occurrence (from 1) of the words in the text; NULL without one. */
static inline const NxMention *
mention_of(const NxAnalysis *a, const char *words, int nth)
{
	size_t len = strlen(words);

	for (uint32_t i = 0; i < a->n_mentions; i++)
	{
		NxSpan span = a->mentions[i].span;

		if (span.end - span.start == len && memcmp(a->text + span.start, words, len) == 0 &&
			--nth == 0)
			return &a->mentions[i];
	}
	return NULL;
}

/* The canonical name of that mention's entity, terminated; "-" for none, "?" without such a mention. */
static inline const char *
entity_of(const NxAnalysis *a, const char *words, int nth)
{
	static char name[256];
	const NxMention *m = mention_of(a, words, nth);

	if (m == NULL)
		return "?";
	if (m->entity == NX_NONE)
		return "-";
	snprintf(name, sizeof(name), "%.*s", (int) a->entities[m->entity].name.len,
			 a->entities[m->entity].name.data);
	return name;
}

/* The entity of that name; an empty one without it. */
static inline const NxEntity *
entity_named(const NxAnalysis *a, const char *name)
{
	static const NxEntity none;

	for (uint32_t i = 0; i < a->n_entities; i++)
		if (a->entities[i].name.len == strlen(name) &&
			memcmp(a->entities[i].name.data, name, strlen(name)) == 0)
			return &a->entities[i];
	return &none;
}

/* The whole of an analysis on one line: "name/LABEL|alias|alias; name/LABEL" */
static inline const char *
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

/* The entity of the nth occurrence of words */
#define MEANS(text, words, nth, want)                                                              \
	do                                                                                             \
	{                                                                                              \
		CHECK_CONTEXT(text);                                                                       \
		CHECK_STR(entity_of(marked(text), (words), (nth)), (want));                                \
	} while (0)

#endif /* MARKED_H */
