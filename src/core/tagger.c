/*
 * tagger.c
 *		The learned sequence model: a linear-chain conditional random field over
 *		runs of tokens that may hold names.
 *
 * The scores of a token's labels are sums of rows of the model "names", one
 * for each feature that holds; those of two neighbours are rows too.  Viterbi
 * finds the best sequence of labels among those that are well-formed, in
 * integers, so that every machine finds the same.
 */
#include <string.h>

#include "arena.h"
#include "image.h"
#include "model.h"
#include "tagger.h"
#include "token.h"

NX_IMAGE(nx_model_names, "names.bin");
extern const NxModel nx_model_names;

#define STRIDE 32    /* labels, rounded up for the vector unit */
#define STEP_POLL 64 /* runs */

typedef struct Tagger
{
	NxAnalysis *a;
	NxTagText text;
	int32_t transition[NX_TAG_LABELS][STRIDE];
	int32_t scores[NX_TAG_MAX_RUN][STRIDE];
	uint8_t from[NX_TAG_MAX_RUN][NX_TAG_LABELS];
	NxTagged *names;
	uint32_t n_names;
	uint32_t max_names;
} Tagger;

/* The scores of each label of token i, from its features. */
static void
score_token(const NxTagText *x, uint32_t i, int32_t *scores)
{
	NxTagFeature features[NX_TAG_MAX_FEATURES];
	uint64_t hashes[2 * NX_TAG_MAX_FEATURES];
	int n = nx_tag_features(x, i, features);
	uint32_t n_hashes = 0;

	for (int k = 0; k < n; k++)
	{
		const NxTagFeature *f = &features[k];

		hashes[n_hashes++] = nx_feature(f->template, f->value, f->second);
		if (f->styled && x->wire)
			hashes[n_hashes++] = nx_feature(f->template + NX_TAG_STYLED, f->value, f->second);
	}
	memset(scores, 0, STRIDE * sizeof(*scores));
	nx_model_score(&nx_model_names, hashes, n_hashes, scores);
}

#define IMPOSSIBLE (INT32_MIN / 2)

/* Labels that may stand first in a run, or after a name's end; and those that may end one. */
static const uint8_t starting[] = {NX_TAG_OUTSIDE, NX_TAG_BEGIN(0), NX_TAG_UNIT(0), NX_TAG_BEGIN(1),
								   NX_TAG_UNIT(1), NX_TAG_BEGIN(2), NX_TAG_UNIT(2), NX_TAG_BEGIN(3),
								   NX_TAG_UNIT(3), NX_TAG_BEGIN(4), NX_TAG_UNIT(4), NX_TAG_BEGIN(5),
								   NX_TAG_UNIT(5)};
static const uint8_t ending[] = {NX_TAG_OUTSIDE, NX_TAG_LAST(0), NX_TAG_UNIT(0), NX_TAG_LAST(1),
								 NX_TAG_UNIT(1), NX_TAG_LAST(2), NX_TAG_UNIT(2), NX_TAG_LAST(3),
								 NX_TAG_UNIT(3), NX_TAG_LAST(4), NX_TAG_UNIT(4), NX_TAG_LAST(5),
								 NX_TAG_UNIT(5)};
#define N_ENDS ((int) sizeof(starting))

/* The best labels of n tokens whose scores are in g->scores. */
static void
decode(Tagger *g, uint32_t n, uint8_t *labels)
{
	int32_t best[2][NX_TAG_LABELS];
	int32_t *now = best[0];
	int32_t *before = best[1];
	int last = NX_TAG_OUTSIDE;

	for (int k = 0; k < NX_TAG_LABELS; k++)
		now[k] = IMPOSSIBLE;
	for (int k = 0; k < N_ENDS; k++)
		now[starting[k]] = g->scores[0][starting[k]] + g->transition[NX_TAG_OUTSIDE][starting[k]];
	for (uint32_t i = 1; i < n; i++)
	{
		int32_t *swap = before;

		before = now;
		now = swap;
		for (int k = 0; k < N_ENDS; k++)
		{
			int label = starting[k];
			int32_t top = before[ending[0]] + g->transition[ending[0]][label];
			int from = ending[0];

			for (int m = 1; m < N_ENDS; m++)
			{
				int32_t score = before[ending[m]] + g->transition[ending[m]][label];

				if (score > top)
				{
					top = score;
					from = ending[m];
				}
			}
			now[label] = top + g->scores[i][label];
			g->from[i][label] = (uint8_t) from;
		}
		for (int c = 0; c < NX_TAG_N_CLASSES; c++)
			for (int label = NX_TAG_INSIDE(c); label <= NX_TAG_LAST(c); label++)
			{
				int b = NX_TAG_BEGIN(c);
				int in = NX_TAG_INSIDE(c);
				int32_t from_b = before[b] + g->transition[b][label];
				int32_t from_in = before[in] + g->transition[in][label];

				now[label] = (from_b >= from_in ? from_b : from_in) + g->scores[i][label];
				g->from[i][label] = (uint8_t) (from_b >= from_in ? b : in);
			}
	}
	for (int m = 1; m < N_ENDS; m++)
		if (now[ending[m]] + g->transition[ending[m]][NX_TAG_OUTSIDE] >
			now[last] + g->transition[last][NX_TAG_OUTSIDE])
			last = ending[m];
	for (uint32_t i = n; i-- > 0;)
	{
		labels[i] = (uint8_t) last;
		if (i > 0)
			last = g->from[i][last];
	}
}

static bool
add_names(Tagger *g, NxTagRun run, const uint8_t *labels)
{
	uint32_t begin = run.first;

	for (uint32_t i = run.first; i < run.end; i++)
	{
		int label = labels[i - run.first];
		int position = (label - 1) % 4;

		if (label == NX_TAG_OUTSIDE)
			continue;
		if (position == 0 || position == 3)
			begin = i;
		if (position >= 2)
		{
			if (!nx_push(g->a->arena, g->names, g->n_names, g->max_names))
				return false;
			g->names[g->n_names++] = (NxTagged){begin, i + 1, (uint8_t) ((label - 1) / 4)};
		}
	}
	return true;
}

NxStatus
nx_tag_names(NxAnalysis *a, NxTagged **names, uint32_t *n_names)
{
	Tagger *g = nx_alloc0(a->arena, sizeof(*g));
	NxStatus status;
	NxTagRun run;
	uint32_t count = 0;

	if (g == NULL)
		return NX_NOMEM;
	g->a = a;
	status = nx_tag_text_init(&g->text, a);
	if (status != NX_OK)
		return status;
	for (int k = 0; k < NX_TAG_LABELS; k++)
	{
		uint64_t features[2] = {
			nx_feature(NX_TAG_TRANSITION, (uint32_t) k, 0),
			nx_feature(NX_TAG_TRANSITION + NX_TAG_STYLED, (uint32_t) k, 0),
		};

		nx_model_score(&nx_model_names, features, g->text.wire ? 2 : 1, g->transition[k]);
	}

	for (uint32_t i = 0; nx_tag_next_run(&g->text, i, &run); i = run.end)
	{
		uint8_t labels[NX_TAG_MAX_RUN];

		nx_tag_run_init(&g->text, run);
		for (uint32_t k = run.first; k < run.end; k++)
			score_token(&g->text, k, g->scores[k - run.first]);
		decode(g, run.end - run.first, labels);
		if (!add_names(g, run, labels))
			return NX_NOMEM;
		if (++count % STEP_POLL == 0 && nx_should_stop(a))
			return NX_CANCELLED;
	}
	*names = g->names;
	*n_names = g->n_names;
	return NX_OK;
}
