/*
 * analysis.c
 *		Runs the stages in order, and names the codes that come out.
 */
#include "arena.h"
#include "claim.h"
#include "entity.h"
#include "mention.h"
#include "quantity.h"
#include "quote.h"
#include "sentence.h"
#include "token.h"

typedef NxStatus (*Stage)(NxAnalysis *a);

/* In the order of NxStage: each reads only what those before it wrote. */
static const Stage stages[] = {
	nx_tokenize,    nx_find_sentences,  nx_find_mentions, nx_find_entities,
	nx_find_quotes, nx_find_quantities, nx_find_claims,
};

/* The largest cut of the text that NX_MAX_TEXT allows, not inside a character. */
static uint32_t
analysed_length(const char *text, size_t len)
{
	uint32_t cut = NX_MAX_TEXT;

	if (len <= NX_MAX_TEXT)
		return (uint32_t) len;
	while (cut > NX_MAX_TEXT - 3 && ((unsigned char) text[cut] & 0xC0) == 0x80)
		cut--;
	return cut;
}

NxStatus
nx_analyze(const char *text, size_t len, const NxOptions *options, NxArena *arena,
		   NxAnalysis **result)
{
	NxAnalysis *a = nx_alloc0(arena, sizeof(NxAnalysis));

	if (a == NULL)
		return NX_NOMEM;
	a->text = text;
	a->len = analysed_length(text, len);
	a->truncated = a->len < len;
	a->options = options;
	a->arena = arena;

	for (int i = 0; i <= (int) options->last_stage; i++)
	{
		NxStatus status = stages[i](a);

		if (status != NX_OK)
			return status;
		if (nx_should_stop(a))
			return NX_CANCELLED;
	}
	*result = a;
	return NX_OK;
}

void
nx_keep_results(NxAnalysis *a)
{
	NxTokens *t = a->tokens;
	NxSentences *s = a->sentences;

	nx_free(a->arena, t->start, t->n * sizeof(*t->start));
	nx_free(a->arena, t->end, t->n * sizeof(*t->end));
	nx_free(a->arena, t->entry, t->n * sizeof(*t->entry));
	nx_free(a->arena, t->hash, t->n * sizeof(*t->hash));
	nx_free(a->arena, t->flags, t->n * sizeof(*t->flags));
	nx_free(a->arena, t->kind, t->n * sizeof(*t->kind));
	t->n = 0;
	if (s != NULL)
	{
		nx_free(a->arena, s->sentences, s->n * sizeof(*s->sentences));
		nx_free(a->arena, s->paragraphs, s->n_paragraphs * sizeof(*s->paragraphs));
		s->n = s->n_paragraphs = 0;
	}
}

const char *
nx_label_name(NxLabel label)
{
	static const char *const names[NX_N_LABELS] = {NULL,      "PERSON",      "ORG", "GPE",
												   "LOC",     "NORP",        "FAC", "EVENT",
												   "PRODUCT", "WORK_OF_ART", "LAW", "LANGUAGE"};

	return names[label];
}

const char *
nx_mention_kind_name(NxMentionKind kind)
{
	static const char *const names[] = {"name", "nominal", "pronoun"};

	return names[kind];
}

const char *
nx_quote_kind_name(NxQuoteKind kind)
{
	static const char *const names[] = {"direct", "mixed", "indirect"};

	return names[kind];
}

const char *
nx_measure_name(NxMeasure measure)
{
	static const char *const names[] = {"level", "change"};

	return names[measure];
}

const char *
nx_direction_name(NxDirection direction)
{
	static const char *const names[] = {NULL, "up", "down", "flat"};

	return names[direction];
}

const char *
nx_modality_name(NxModality modality)
{
	static const char *const names[] = {"asserted", "projected", "denied", "hypothetical"};

	return names[modality];
}
