/*
 * attribution.c
 *		Cue, source and content: who said, thought or wanted what, in which words.
 *
 * Words that may be cues are in the lexicon's lists, one in fifteen.  For each
 * of them the weights decide, one decision after the other, each seeing those
 * before it: is it a cue here, and on which side is its content; which of the
 * noun phrases around it is the source; where does the content begin and end.
 * Nothing is looked at further than a window from the cue, so the time is
 * linear in the text whatever its sentences are like.
 *
 * Marks overrule: content that begins in a marked stretch reaches at least to
 * that stretch's end, and content that ends in one begins no later than it.
 */
#include <string.h>

#include "arena.h"
#include "attribution_features.h"
#include "image.h"
#include "turn.h"

NX_IMAGE(nx_model_quotes, "quotes.bin");
extern const NxModel nx_model_quotes;

/*
 * Words in marks belong to somebody: a reporting verb beside them has to be
 * quite unlikely before it is passed over.  In units of the weights.
 */
#define BESIDE_SPEECH 250

#define LEAST_ATTRIBUTION 64 /* bytes of text to an attribution: see nx_is_noise() */

/*
 * Verbs of a stance, which mostly do something else, have to be
 * that much likelier than nothing: it costs no F1 and rids people of rows
 * that are not about words at all.
 */
#define SELDOM_SPEAKS 150

/* "demanded a ban", and "wrote three novels": against words without a clause or marks. */
#define PLAIN_OBJECT 100
#define OBJECT_VERB 800

/* For content before a verb that stands before its subject or ends its clause. */
#define INVERTED 600
#define POSTPOSED 450

/*
 * When no cue is so much likelier by the first features, it is none: three in five
 * need no more, and one cue in 500 is lost.
 */
#define SETTLED 146

#define LABELS 8 /* of the model, rounded up */

/*
 * Of n candidates, whose features lie in the sink one after the other, up to
 * ends[k] those of candidate k: the one that ranks first.
 */
static uint32_t
take_best(NxFeatureSink *sink, const uint32_t *ends, uint32_t n)
{
	uint32_t best = 0, first = 0;
	int32_t best_rank = INT32_MIN;

	for (uint32_t k = 0; k < n; first = ends[k++])
	{
		int32_t rank =
			nx_model_rank_found(&nx_model_quotes, sink->found + first, ends[k] - first, NX_QL_RANK);

		best = rank > best_rank ? k : best;
		best_rank = rank > best_rank ? rank : best_rank;
	}
	sink->n = 0;
	return best;
}

static bool
seldom_speaks(const NxTokens *t, uint32_t i)
{
	return nx_tok_has(t, i, NX_C_STANCE_WORD) && !nx_tok_has(t, i, NX_C_REPORTING_VERB) &&
		   !nx_tok_has(t, i, NX_C_BELIEF_VERB);
}

/* Take the features gathered in the sink, and add the score of each label. */
static int
add_scores(NxFeatureSink *sink, int32_t *scores)
{
	int best = NX_CUE_NONE;

	nx_model_score_found(&nx_model_quotes, sink->found, sink->n, scores);
	sink->n = 0;
	for (int k = 1; k < NX_N_CUE_TYPES; k++)
		if (scores[k] > scores[best])
			best = k;
	return best;
}

static NxCueType
choose_type(NxScene *sc, uint32_t token)
{
	int32_t scores[LABELS] = {0};
	bool beside = nx_beside_speech(sc, token) || nx_is_led_to(sc->t, token);
	bool inverted = nx_is_inverted(sc, token);

	nx_cue_features(sc, token);
	if (beside)
		scores[NX_CUE_NONE] -= BESIDE_SPEECH;
	if (inverted)
	{
		scores[NX_CUE_RIGHT] -= INVERTED;
		scores[NX_CUE_BOTH] -= INVERTED;
		scores[NX_CUE_NONE] -= INVERTED;
	}
	else if (nx_is_postposed(sc, token))
	{
		scores[NX_CUE_RIGHT] -= INVERTED;
		scores[NX_CUE_NONE] -= POSTPOSED;
	}
	scores[NX_CUE_NONE] -= SETTLED;
	if (add_scores(sc->sink, scores) == NX_CUE_NONE)
		return NX_CUE_NONE;
	scores[NX_CUE_NONE] += SETTLED;
	nx_more_cue_features(sc);
	if (!beside && seldom_speaks(sc->t, token))
		scores[NX_CUE_NONE] += SELDOM_SPEAKS;
	else if (!beside && nx_has_plain_object(sc))
		scores[NX_CUE_RIGHT] -=
			nx_tok_has(sc->t, token, NX_C_OBJECT_VERB) ? OBJECT_VERB : PLAIN_OBJECT;
	return (NxCueType) add_scores(sc->sink, scores);
}

/*
 * "The deal is expected to close", "Diaz was told that …": the subject is who is
 * spoken of or to; but "Diaz is determined to stay".
 */
static bool
is_passive(const NxScene *sc)
{
	return (sc->cue_subject & NX_AUX_BE) && sc->t->kind[sc->cue] == NX_TOK_WORD &&
		   !nx_tok_has(sc->t, sc->cue, NX_C_FEELING_PARTICIPLE) && !nx_is_participle(sc, sc->cue);
}

#define MAX_BY 12 /* tokens from a passive to "by" */

/* Who does what a passive says: the phrase after "by". */
static int
find_agent(const NxScene *sc)
{
	uint32_t by = sc->cue + 1;

	while (by < sc->end && by < sc->cue + MAX_BY && nx_pos_at(sc, by) != P_BY)
		if (nx_pos_at(sc, by++) == P_STOP)
			return -1;
	if (nx_pos_at(sc, by) != P_BY)
		return -1;
	for (uint32_t k = sc->n_left; k < sc->n_runs; k++)
		if (sc->runs[k].first == by + 1)
			return (int) k;
	return -1;
}

static void
choose_source(NxScene *sc)
{
	uint32_t ends[NX_MAX_RUNS + 1];

	nx_find_left_runs(sc);
	if (is_passive(sc))
	{
		nx_find_right_runs(sc);
		sc->source = find_agent(sc);
		if (sc->source >= 0 || nx_pos_at(sc, sc->cue) == P_SPEECH ||
			nx_pos_at(sc, sc->cue) == P_BELIEF)
			return;
	}
	else if (nx_sure_source(sc))
	{
		sc->source = 0;
		return;
	}
	else
		nx_find_right_runs(sc);
	if (nx_tok_word(sc->t, sc->cue) == NX_W_ACCORDING && sc->n_runs > sc->n_left &&
		sc->runs[sc->n_left].first == sc->cue + 2)
	{
		NxRun *r = &sc->runs[sc->n_left];

		/* "a first estimate by the state government": no verb stands there */
		while (r->end < sc->end && nx_pos_at(sc, r->end) == P_SPEECH &&
			   nx_tok_has(sc->t, r->end, NX_C_REPORTING_NOUN))
			r->head = r->end++;
		sc->source = (int) sc->n_left;
		return;
	}
	for (uint32_t k = 0; k <= sc->n_runs; k++)
	{
		nx_source_features(sc, (int) k - 1);
		ends[k] = sc->sink->n;
	}
	sc->source = (int) take_best(sc->sink, ends, sc->n_runs + 1) - 1;
}

/* The best place for an edge, NX_NONE when there is no candidate. */
static uint32_t
choose_edge(NxScene *sc, NxEdge edge, uint32_t other)
{
	uint32_t places[NX_MAX_EDGES];
	uint32_t n = nx_edge_candidates(sc, edge, other, places);
	uint32_t ends[NX_MAX_EDGES];

	if (n == 0)
		return NX_NONE;
	if (n == 1)
		return places[0];
	for (uint32_t k = 0; k < n; k++)
	{
		nx_edge_features(sc, edge, other, places, n, k);
		ends[k] = sc->sink->n;
	}
	return places[take_best(sc->sink, ends, n)];
}

/* Content that ends in marks which opened within it goes on to the closing one, beyond the sentence
 * if need be. */
static uint32_t
end_with_marks(const NxScene *sc, uint32_t first, uint32_t end)
{
	uint32_t last = nx_pos_at(sc, end - 1) == P_OPEN && end < sc->t->n ? end : end - 1;
	const NxMarked *m = nx_marked_at(sc, last);

	if (m == NULL || m->open == NX_NONE || m->open < first)
		return end;
	return m->end > end ? m->end : end;
}

/*
 * Where words end that begin with marks.  "Lind: “We will pay.” Hartog: “When?”":
 * another's begin; "“I don't know,” and left": what follows is the writer's.
 */
static uint32_t
end_of_words(const NxScene *sc, uint32_t first, uint32_t end)
{
	const NxMarked *m = nx_pos_at(sc, first) == P_OPEN ? nx_marked_at(sc, first) : NULL;
	uint32_t after;

	if (m == NULL || m->open != first || m->close == NX_NONE || m->close + 1 >= end)
		return end_with_marks(sc, first, end);
	after = m->close + 1;
	if (sc->t->kind[sc->cue] == NX_TOK_COLON)
		for (uint32_t i = after; i < end && i < after + 5; i++)
			if (sc->t->kind[i] == NX_TOK_COLON)
				return after;
	if (nx_pos_at(sc, m->close - 1) == P_COMMA)
	{
		for (uint32_t i = after; i < end; i++)
			if (nx_pos_at(sc, i) == P_OPEN)
				return end_with_marks(sc, first, end);
		return after;
	}
	return end_with_marks(sc, first, end);
}

/* Content that ends in marks which opened in an earlier sentence begins with them. */
static uint32_t
start_with_marks(const NxScene *sc, uint32_t first, uint32_t end)
{
	const NxMarked *m = end > 0 ? nx_marked_at(sc, end - 1) : NULL;

	if (m == NULL)
		return first;
	if (m->first < sc->first)
		return m->first;
	/* inside a stretch that holds the cue too, the content may not leave it */
	return first > m->first && m->close != NX_NONE && m->close <= sc->cue && first < m->end
			   ? m->first
			   : first;
}

static bool
add_range(NxAttribution *at, uint32_t first, uint32_t end)
{
	if (first >= end)
		return false;
	at->content[at->n_content++] = (NxRange){first, end};
	return true;
}

/* "nobody", "no group", "neither Lind nor Hartog" */
static bool
is_none(const NxScene *sc, NxRange source)
{
	if (source.first >= source.end)
		return false;
	if (source.first > sc->first && nx_tok_word(sc->t, source.first - 1) == NX_W_NOR)
		return true;
	switch (nx_tok_word(sc->t, source.first))
	{
		case NX_W_NO:
		case NX_W_NOBODY:
		case NX_W_NEITHER:
			return true;
		default:
			return false;
	}
}

static bool
is_negated(const NxScene *sc, NxRange source)
{
	if (is_none(sc, source) || nx_tok_has(sc->t, sc->cue, NX_C_REFUSAL) ||
		(sc->cue > sc->first && nx_tok_has(sc->t, sc->cue - 1, NX_C_REFUSAL)))
		return true;
	for (uint32_t i = sc->cue_first; i < sc->cue; i++)
	{
		if (nx_pos_at(sc, i) == P_NEG)
			return true;
		/* "declined to say", "has yet to say" */
		if (nx_pos_at(sc, i) == P_TO && i > sc->first &&
			(nx_tok_has(sc->t, i - 1, NX_C_REFUSAL) || nx_tok_word(sc->t, i - 1) == NX_W_YET))
			return true;
	}
	return false;
}

static void
find_content(NxScene *sc, NxAttribution *at)
{
	uint32_t left_first = NX_NONE, left_end = NX_NONE;

	if (sc->type != NX_CUE_RIGHT)
	{
		left_end = choose_edge(sc, NX_EDGE_LEFT_END, 0);
		if (left_end != NX_NONE && left_end > sc->first)
		{
			left_first = choose_edge(sc, NX_EDGE_LEFT_START, left_end);
			left_first = start_with_marks(sc, left_first, left_end);
			if (!nx_is_being_asked(sc->t, left_first))
				add_range(at, left_first, left_end);
		}
	}
	if (sc->type != NX_CUE_LEFT)
	{
		uint32_t first = choose_edge(sc, NX_EDGE_RIGHT_START, 0);

		if (first != NX_NONE)
		{
			uint32_t end = end_of_words(sc, first, choose_edge(sc, NX_EDGE_RIGHT_END, first));

			/* "…, which critics call “a gift”": what is called so is no word of theirs */
			if (left_end == left_first + 1 && nx_pos_at(sc, left_first) == P_REL)
				at->n_content = 0;
			add_range(at, first, end);
		}
		else if (sc->type == NX_CUE_RIGHT)
			at->block = true;
	}
}

/*
 * An earlier cue of the sentence that holds content on both sides gives up the
 * right one where a new attribution begins: "…," said Diaz, but Romero
 * insisted "…".
 */
static void
yield_right(const NxScene *sc, NxAttributions *out)
{
	const NxAttribution *at = &out->list[out->n];
	NxAttribution *before = out->n > 0 ? &out->list[out->n - 1] : NULL;

	if (before == NULL || before->sentence != at->sentence || before->n_content != 2 ||
		at->type == NX_CUE_NONE || nx_pos_at(sc, at->head) != P_SPEECH ||
		(sc->pos[at->head] & NX_IN_MARKS))
		return;
	if (before->content[1].first < at->head && at->head < before->content[1].end &&
		(nx_pos_at(sc, before->content[1].first) == P_AND ||
		 nx_pos_at(sc, before->content[1].first) == P_SUB))
		before->n_content = 1;
}

static bool
is_divider(const NxScene *sc, uint32_t i)
{
	return sc->t->kind[i] == NX_TOK_COLON || sc->t->kind[i] == NX_TOK_DASH;
}

/* Amounts, marks and nothing else: "asked for 9%". */
static bool
has_no_word(const NxScene *sc, const NxAttribution *at)
{
	for (uint32_t k = 0; k < at->n_content; k++)
		for (uint32_t i = at->content[k].first; i < at->content[k].end; i++)
			if (sc->t->kind[i] == NX_TOK_WORD)
				return false;
	return !at->block;
}

static NxStatus
attribute(NxScene *sc, uint32_t token, NxAttributions *out)
{
	NxAttribution *at;

	sc->type = (uint8_t) choose_type(sc, token);
	if (sc->type == NX_CUE_NONE)
		return NX_OK;
	sc->last_cue = token;
	sc->last_type = sc->type;
	choose_source(sc);
	/* words that nobody said, and no marks say that somebody did */
	if (sc->source < 0 && !nx_beside_speech(sc, token) &&
		(sc->t->kind[token] == NX_TOK_WORD || nx_pos_at(sc, token - 1) == P_CLOSE))
		return NX_OK;
	if (!nx_push(sc->a->arena, out->list, out->n, out->capacity))
		return NX_NOMEM;
	at = &out->list[out->n];
	memset(at, 0, sizeof(*at));
	at->head = token;
	at->cue = (NxRange){token, token + 1};
	if (nx_tok_word(sc->t, token) == NX_W_ACCORDING && token + 1 < sc->end)
		at->cue.end++;
	at->sentence = sc->sentence;
	at->type = sc->type;
	if (sc->source >= 0)
		at->source = (NxRange){sc->runs[sc->source].first, sc->runs[sc->source].end};
	at->negated = is_negated(sc, at->source);
	find_content(sc, at);
	if (at->n_content == 0 && !at->block)
		return NX_OK;
	/* "…: report" names a source, not what is said */
	if (at->n_content == 1 && at->content[0].end - at->content[0].first <= 2 &&
		at->content[0].first > sc->first && is_divider(sc, at->content[0].first - 1) &&
		!(sc->pos[at->content[0].first] & NX_IN_MARKS) &&
		nx_pos_at(sc, at->content[0].first) != P_OPEN)
		return NX_OK;
	if (has_no_word(sc, at))
		return NX_OK;
	yield_right(sc, out);
	out->n++;
	return NX_OK;
}

/* A paragraph that somebody speaks, whole. */
static NxStatus
take_turn(const NxScene *sc, const NxTurn *turn, NxAttributions *out)
{
	NxAttribution *at;

	uint32_t first = turn->label != NX_NONE
						 ? turn->label + 1
						 : sc->a->sentences->paragraphs[turn->paragraph].first_token;

	if (turn->is_question || nx_is_noise(out->n, sc->t->start[first], LEAST_ATTRIBUTION))
		return NX_OK;
	if (!nx_push(sc->a->arena, out->list, out->n, out->capacity))
		return NX_NOMEM;
	at = &out->list[out->n++];
	memset(at, 0, sizeof(*at));
	at->head = turn->label != NX_NONE ? turn->label : first;
	if (turn->label != NX_NONE)
		at->cue = (NxRange){turn->label, turn->label + 1};
	at->source = turn->speaker;
	at->sentence = sc->sentence;
	at->type = NX_CUE_RIGHT;
	at->is_turn = true;
	add_range(at, first, sc->a->sentences->paragraphs[turn->paragraph].end_token);
	return NX_OK;
}

NxStatus
nx_find_attributions(NxAnalysis *a, const NxMarks *marks, NxAttributions *out)
{
	NxScene sc;
	NxFeatureSink sink;
	const NxSentences *s = a->sentences;
	const NxTokens tokens = *a->tokens;
	NxTurns turns;
	uint32_t turn = 0, end;
	NxStatus status = nx_scene_create(&sc, a, marks);

	*out = (NxAttributions){0};
	if (status == NX_OK)
		status = nx_find_turns(a, &turns);
	if (status != NX_OK)
		return status;
	sink.model = &nx_model_quotes;
	sink.collect = false;
	sink.n = 0;
	sc.sink = &sink;
	for (uint32_t k = 0; k < s->n; k++)
	{
		bool entered = false;
		uint32_t label = NX_NONE;

		if (k % 256 == 255 && nx_should_stop(a))
			return NX_CANCELLED;
		if (turn < turns.n && turns.list[turn].paragraph == s->sentences[k].paragraph)
		{
			sc.sentence = k;
			label = turns.list[turn].label;
			status = take_turn(&sc, &turns.list[turn++], out);
			if (status != NX_OK)
				return status;
		}
		end = s->sentences[k].end_token;
		for (uint32_t i = s->sentences[k].first_token; i < end; i++)
		{
			/* most words are in no list of cues */
			if (!((nx_part_rows[tokens.entry[i]] & NX_PART_CUE) || tokens.kind[i] == NX_TOK_COLON))
				continue;
			if (!nx_is_candidate(&tokens, i) || i == label ||
				nx_is_noise(out->n, tokens.start[i], LEAST_ATTRIBUTION))
				continue;
			if (i % 1024 == 0 && nx_should_stop(a))
				return NX_CANCELLED;
			if (!entered)
			{
				nx_scene_enter(&sc, k);
				entered = true;
			}
			if (i < sc.first)
				continue;
			status = attribute(&sc, i, out);
			if (status != NX_OK)
				return status;
		}
	}
	nx_free(a->arena, turns.list, turns.capacity * sizeof(*turns.list));
	nx_scene_end(&sc);
	return NX_OK;
}
