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
#include "tag_sums.h"
#include "tagger.h"
#include "token.h"

NX_IMAGE(nx_model_names, "names.bin");
extern const NxModel nx_model_names;

#define STEP_POLL 64  /* runs */
#define LEAST_NAME 14 /* bytes of text to a name: see nx_is_noise() */

/*
 * Runs are tagged in windows of so many tokens; what one window shows of the
 * article's words helps with the next pass over it, and with later windows.
 */
#define WINDOW 1536

#define PAGE 256 /* tokens; a run stands in one page */

/*
 * Weights lie all over a large model.  The features of several tokens, and of
 * several runs, are gathered first, so that memory is waited for together.
 */
#define MAX_HASHES (4 * NX_TAG_MAX_HASHES)

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
#define LANES 16 /* N_ENDS, rounded up for the vector unit */

/* where it lies is the allocator's affair */
typedef int32_t Lanes __attribute__((vector_size(16), aligned(4)));

typedef struct Kept
{
	int16_t scores[PAGE][NX_TAG_LABELS];
	uint8_t labels[PAGE];
} Kept;

typedef struct PlacedRun
{
	NxTagRun run;
	uint32_t place; /* where its scores and labels are kept */
} PlacedRun;

typedef struct Tagger
{
	NxAnalysis *a;
	NxTagText text;
	int32_t transition[NX_TAG_LABELS][NX_TAG_STRIDE];
	Lanes between[N_ENDS][LANES / 4]; /* from each that ends something to each that starts */
	int32_t least[N_ENDS];            /* of these */
	int32_t most[N_ENDS];

	/* the window's runs */
	PlacedRun *runs;
	uint32_t n_runs;
	uint32_t max_runs;
	uint32_t n_labelled; /* the others are under way */

	/* of the tokens of runs under way the scores, less the features that wait */
	uint32_t n_tokens;
	int32_t scores[NX_TAG_MAX_RUN][NX_TAG_STRIDE];
	uint64_t hashes[MAX_HASHES];
	uint32_t ends[NX_TAG_MAX_RUN]; /* among the hashes */
	uint32_t n_scored;             /* tokens whose features do not wait */

	uint8_t from[NX_TAG_MAX_RUN][NX_TAG_LABELS];

	/* of the window's tokens: their scores and labels of the first pass, in pages */
	Kept *pages[WINDOW / PAGE + 2];
	uint32_t n_kept;

	NxMention *names;
	uint32_t n_names;
	uint32_t max_names;
} Tagger;

/* The best label of a token that is a run by itself. */
static uint8_t
decode_one(const Tagger *g, const int32_t *scores)
{
	int best = NX_TAG_OUTSIDE;
	int32_t most = scores[best] + 2 * g->between[0][0][0];

	for (int m = 2; m < N_ENDS; m += 2)
	{
		int32_t score = scores[ending[m]] + g->between[0][m / 4][m % 4] + g->between[m][0][0];

		if (score > most)
		{
			most = score;
			best = ending[m];
		}
	}
	return (uint8_t) best;
}

/*
 * The best labels of n tokens whose scores are given.  Of the labels that
 * end something before a token few can be on the best path: those that even
 * their best transition does not bring to the worst of the leader's are
 * passed over, which loses nothing.
 */
static void
decode(Tagger *g, const int32_t (*of)[NX_TAG_STRIDE], uint32_t n, uint8_t *labels)
{
	int32_t best[2][NX_TAG_LABELS];
	int32_t *now = best[0];
	int32_t *before = best[1];
	int last = 0; /* of those that end something */

	if (n == 1)
	{
		labels[0] = decode_one(g, of[0]);
		return;
	}
	for (int k = 0; k < NX_TAG_LABELS; k++)
		now[k] = IMPOSSIBLE;
	for (int k = 0; k < N_ENDS; k++)
		now[starting[k]] = of[0][starting[k]] + g->between[0][k / 4][k % 4];
	for (uint32_t i = 1; i < n; i++)
	{
		const int32_t *scores = of[i];
		uint8_t *from = g->from[i];
		int32_t *swap = before;
		int32_t leader = INT32_MIN;
		int32_t ends[N_ENDS];
		uint32_t leading = 0; /* bits of those not passed over */
		Lanes reached[LANES / 4];
		Lanes reached_from[LANES / 4];

		before = now;
		now = swap;
		for (int m = 0; m < N_ENDS; m++)
		{
			int32_t least;

			ends[m] = before[ending[m]];
			least = ends[m] + g->least[m];
			leader = least > leader ? least : leader;
		}
		for (int m = 0; m < N_ENDS; m++)
			leading |= (uint32_t) (ends[m] + g->most[m] >= leader) << m;
		for (int q = 0; q < LANES / 4; q++)
		{
			reached[q] = (Lanes){IMPOSSIBLE, IMPOSSIBLE, IMPOSSIBLE, IMPOSSIBLE};
			reached_from[q] = (Lanes){0};
		}
		for (; leading != 0; leading &= leading - 1)
		{
			int m = __builtin_ctz(leading);

			for (int q = 0; q < LANES / 4; q++)
			{
				Lanes score = g->between[m][q] + ends[m];
				Lanes better = score > reached[q];

				reached[q] = (score & better) | (reached[q] & ~better);
				reached_from[q] = (better & ending[m]) | (reached_from[q] & ~better);
			}
		}
		for (int k = 0; k < N_ENDS; k++)
		{
			now[starting[k]] = reached[k / 4][k % 4] + scores[starting[k]];
			from[starting[k]] = (uint8_t) reached_from[k / 4][k % 4];
		}
		for (int c = 0; c < NX_TAG_N_CLASSES; c++)
			for (int label = NX_TAG_INSIDE(c); label <= NX_TAG_LAST(c); label++)
			{
				int b = NX_TAG_BEGIN(c);
				int in = NX_TAG_INSIDE(c);
				int32_t from_b = before[b] + g->transition[b][label];
				int32_t from_in = before[in] + g->transition[in][label];

				now[label] = (from_b >= from_in ? from_b : from_in) + scores[label];
				from[label] = (uint8_t) (from_b >= from_in ? b : in);
			}
	}
	for (int m = 1; m < N_ENDS; m++)
		if (now[ending[m]] + g->between[m][0][0] > now[ending[last]] + g->between[last][0][0])
			last = m;
	for (uint32_t i = n, label = ending[last]; i-- > 0; label = g->from[i][label])
		labels[i] = (uint8_t) label;
}

/* The scores of two neighbours' labels, in the text's style. */
static void
score_transitions(Tagger *g)
{
	memset(g->transition, 0, sizeof(g->transition));
	for (int k = 0; k < NX_TAG_LABELS; k++)
	{
		uint64_t features[2] = {
			nx_feature(NX_TAG_TRANSITION, (uint32_t) k, 0),
			nx_feature(NX_TAG_TRANSITION + NX_TAG_STYLED, (uint32_t) k, 0),
		};

		nx_model_score(&nx_model_names, features, g->text.wire ? 2 : 1, g->transition[k]);
	}
	memset(g->between, 0, sizeof(g->between));
	for (int m = 0; m < N_ENDS; m++)
	{
		const int32_t *transition = g->transition[ending[m]];

		g->least[m] = g->most[m] = transition[starting[0]];
		for (int k = 0; k < N_ENDS; k++)
		{
			int32_t score = transition[starting[k]];

			g->between[m][k / 4][k % 4] = score;
			g->least[m] = score < g->least[m] ? score : g->least[m];
			g->most[m] = score > g->most[m] ? score : g->most[m];
		}
	}
}

/* The names of a labelled run. */
static bool
add_names(Tagger *g, const uint8_t *labels)
{
	const NxTagRun *run = &g->text.run;
	uint32_t begin = run->first;

	for (uint32_t i = run->first; i < run->end; i++)
	{
		int label = labels[i - run->first];
		int position = (label - 1) % 4;
		NxTagClass class;
		NxSpan spans[2];
		int n;

		if (label == NX_TAG_OUTSIDE)
			continue;
		if (position == 0 || position == 3)
			begin = i;
		if (position < 2)
			continue;
		class = (NxTagClass) ((label - 1) / 4);
		n = nx_tag_spans(&g->text, begin, i + 1, &class, spans);
		for (int k = 0; k < n; k++)
		{
			if (nx_is_noise(g->n_names, spans[k].start, LEAST_NAME))
				continue;
			if (!nx_push(g->a->arena, g->names, g->n_names, g->max_names))
				return false;
			g->names[g->n_names++] =
				(NxMention){spans[k], begin, i + 1, NX_NONE, (uint8_t) class, NX_NAME, 0};
		}
	}
	return true;
}

static inline int16_t
clamp(int32_t score)
{
	return (int16_t) (score > INT16_MAX ? INT16_MAX : score < INT16_MIN ? INT16_MIN : score);
}

/* Where a run of n tokens is kept when `at` tokens are kept before it. */
static inline uint32_t
place_of(uint32_t at, uint32_t n)
{
	return at % PAGE + n > PAGE ? (at / PAGE + 1) * PAGE : at;
}

/*
 * Half of the tokens that stand alone are a sentence's first word ("The", "But").
 * If what the words say by themselves is for "outside" by so much, more features
 * have never changed it in the texts that the tagger was trained on: no name there
 * came within 150 of it.
 */
#define SETTLED 700

static bool
is_settled(const int32_t *scores)
{
	int32_t most = INT32_MIN;

	for (int class = 0; class < NX_TAG_N_CLASSES; class ++)
		if (scores[NX_TAG_UNIT(class)] > most)
			most = scores[NX_TAG_UNIT(class)];
	return scores[NX_TAG_OUTSIDE] - most >= SETTLED;
}

static void
score_waiting(Tagger *g)
{
	nx_model_score_each(&nx_model_names, g->hashes, g->ends + g->n_scored,
						g->n_tokens - g->n_scored, g->scores[g->n_scored]);
	g->n_scored = g->n_tokens;
}

/* First pass, the end: label the runs under way; keep scores and labels, count their words' uses. */
static bool
tag_runs(Tagger *g)
{
	uint32_t at = 0;

	score_waiting(g);
	for (; g->n_labelled < g->n_runs; g->n_labelled++)
	{
		NxTagRun run = g->runs[g->n_labelled].run;
		uint32_t n = run.end - run.first;
		uint32_t place = g->runs[g->n_labelled].place;
		Kept **page = &g->pages[place / PAGE];
		uint8_t *labels;

		if (*page == NULL && (*page = nx_alloc(g->a->arena, sizeof(**page))) == NULL)
			return false;
		labels = (*page)->labels + place % PAGE;
		for (uint32_t i = 0; i < n; i++)
			for (int k = 0; k < NX_TAG_LABELS; k++)
				(*page)->scores[place % PAGE + i][k] = clamp(g->scores[at + i][k]);
		decode(g, g->scores + at, n, labels);
		nx_tag_run_resume(&g->text, run);
		nx_tag_count(&g->text, labels, 1);
		at += n;
	}
	g->n_tokens = g->n_scored = 0;
	return true;
}

/* First pass: gather what is seen of a run by itself. */
static bool
take_run(Tagger *g, NxTagRun run)
{
	uint32_t n = run.end - run.first;
	uint32_t place = place_of(g->n_kept, n);

	if (g->n_tokens + n > NX_TAG_MAX_RUN && !tag_runs(g))
		return false;
	if (!nx_push(g->a->arena, g->runs, g->n_runs, g->max_runs))
		return false;
	g->runs[g->n_runs++] = (PlacedRun){run, place};
	g->n_kept = place + n;
	nx_tag_run_init(&g->text, run);
	nx_tag_find_sums(&g->text);
	for (uint32_t i = run.first; i < run.end; i++)
	{
		uint32_t begin = g->n_tokens == g->n_scored ? 0 : g->ends[g->n_tokens - 1];
		int32_t *scores = g->scores[g->n_tokens];

		if (begin + NX_TAG_MAX_HASHES > MAX_HASHES)
		{
			score_waiting(g);
			begin = 0;
		}
		memset(scores, 0, NX_TAG_STRIDE * sizeof(*scores));
		nx_tag_add_sums(&g->text, i, scores);
		g->ends[g->n_tokens] = begin;
		if (n > 1 || !is_settled(scores))
			g->ends[g->n_tokens] +=
				(uint32_t) nx_tag_features(&g->text, i, NULL, g->hashes + begin);
		g->n_tokens++;
	}
	return true;
}

/* Second pass: the same run in the light of the others. */
static bool
tag_run_again(Tagger *g, const PlacedRun *placed)
{
	NxTagRun run = placed->run;
	uint32_t at = placed->place;
	const Kept *page = g->pages[at / PAGE];
	const uint8_t *labels = page->labels + at % PAGE;
	uint32_t n = run.end - run.first;
	bool news = false;

	nx_tag_run_resume(&g->text, run);
	if (!nx_tag_may_be_used(&g->text))
		return add_names(g, labels);
	nx_tag_count(&g->text, labels, -1);
	for (uint32_t i = 0; i < n; i++)
	{
		uint64_t hashes[NX_TAG_MAX_HASHES];
		int m = nx_tag_use_features(&g->text, run.first + i, NULL, hashes);

		for (int k = 0; k < NX_TAG_LABELS; k++)
			g->scores[i][k] = page->scores[at % PAGE + i][k];
		if (m > 0)
			nx_model_score(&nx_model_names, hashes, (uint32_t) m, g->scores[i]);
		news |= m > 0;
	}
	nx_tag_count(&g->text, labels, 1);
	if (news)
	{
		uint8_t better[NX_TAG_MAX_RUN];

		decode(g, g->scores, n, better);
		return add_names(g, better);
	}
	return add_names(g, labels);
}

NxStatus
nx_tag_names(NxAnalysis *a, NxMention **names, uint32_t *n_names)
{
	NxMark mark = nx_mark(a->arena);
	Tagger *g = nx_alloc(a->arena, sizeof(*g));
	NxStatus status;
	NxTagRun run;
	uint32_t count = 0;
	uint32_t i = 0;

	if (g == NULL)
		return NX_NOMEM;
	g->a = a;
	memset(g->pages, 0, sizeof(g->pages));
	g->names = NULL;
	g->n_names = g->max_names = 0;
	g->n_tokens = g->n_scored = 0;
	g->runs = NULL;
	g->max_runs = 0;
	status = nx_tag_text_init(&g->text, a);
	if (status != NX_OK)
		return status;
	g->text.sums = true;
	score_transitions(g);

	do
	{
		g->n_kept = g->n_runs = g->n_labelled = 0;
		for (; g->n_kept < WINDOW && nx_tag_next_run(&g->text, i, &run); i = run.end)
		{
			if (!take_run(g, run))
				return NX_NOMEM;
			if (++count % STEP_POLL == 0 && nx_should_stop(a))
				return NX_CANCELLED;
		}
		if (!tag_runs(g))
			return NX_NOMEM;
		for (uint32_t r = 0; r < g->n_runs; r++)
			if (!tag_run_again(g, &g->runs[r]))
				return NX_NOMEM;
	} while (g->n_kept >= WINDOW);
	*n_names = g->n_names;
	nx_trim(a->arena, g->names, g->n_names, g->max_names);
	*names = nx_release_but(a->arena, mark, g->names, g->max_names * sizeof(*g->names));
	return *names == NULL ? NX_NOMEM : NX_OK;
}
