/*
 * salience.c
 *		How much an article is about each of its entities.
 *
 * Four signs, each from 0 to 1, and their weighted mean: how often it is
 * spoken of (beside the most mentioned one), how early, whether a headline
 * names it, and whether it speaks.  Sums and quotients only, so that every
 * machine gets the same bits.
 */
#include "records.h"
#include "salience.h"

#include "arena.h"
#include "sentence.h"

#define SPEAKS 1
#define IN_HEADLINE 2

NxStatus
nx_score_salience(NxAnalysis *a)
{
	const NxSentences *s = a->sentences;
	NxMark mark = nx_mark(a->arena);
	uint8_t *signs = nx_alloc0(a->arena, a->n_entities + 1);
	uint32_t most = 1, paragraph = 0;
	NxQuote quote;

	if (signs == NULL)
		return NX_NOMEM;
	for (uint32_t i = 0; i < a->n_mentions; i++)
	{
		const NxMention *m = &a->mentions[i];

		while (paragraph + 1 < s->n_paragraphs &&
			   s->paragraphs[paragraph].end_token <= m->first_token)
			paragraph++;
		/* Headlines below the first are often those of other articles. */
		if (m->entity != NX_NONE && s->paragraphs[paragraph].kind == NX_PARA_HEADLINE &&
			paragraph < 4)
			signs[m->entity] |= IN_HEADLINE;
	}
	for (NxRecordReader quotes = nx_quote_reader(a); nx_quote_next(&quotes, &quote);)
		if (quote.speaker_entity != NX_NONE)
			signs[quote.speaker_entity] |= SPEAKS;
	for (uint32_t i = 0; i < a->n_entities; i++)
		if (a->entities[i].mentions > most)
			most = a->entities[i].mentions;
	for (uint32_t i = 0; i < a->n_entities; i++)
	{
		NxEntity *e = &a->entities[i];
		double often = (double) e->mentions / (double) most;
		double early = 1.0 - (double) e->first_span.start / ((double) a->len + 1.0);
		double score = 0.5 * often + 0.2 * early * early;

		if (signs[i] & IN_HEADLINE)
			score += 0.2;
		if (signs[i] & SPEAKS)
			score += 0.1;
		e->salience = (float) score;
	}
	nx_release(a->arena, mark);
	return NX_OK;
}
