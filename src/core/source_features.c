/*
 * source_features.c
 *		Which phrase around the cue is its source: candidates, and what to look at.
 */
#include <string.h>

#include "attribution_features.h"

/* Parts that a phrase consists of, where it may go on, and where it may after its first word. */
#define IN_RUN                                                                                     \
	(NX_PART_BIT(P_WORD) | NX_PART_BIT(P_NAME) | NX_PART_BIT(P_CAP) | NX_PART_BIT(P_QUANT) |       \
	 NX_PART_BIT(P_SNOUN) | NX_PART_BIT(P_NUM) | NX_PART_BIT(P_RNOUN))
#define BEGINS_RUN (NX_PART_BIT(P_DET) | NX_PART_BIT(P_POSS) | NX_PART_BIT(P_THAT))
/* "a retired general", "the report": within a phrase just begun */
#define VERB_LIKE                                                                                  \
	(NX_PART_BIT(P_ED) | NX_PART_BIT(P_ING) | NX_PART_BIT(P_SPEECH) | NX_PART_BIT(P_BELIEF) |      \
	 NX_PART_BIT(P_STANCE))
#define LETS_VERB_LIKE                                                                             \
	(NX_PART_BIT(P_DET) | NX_PART_BIT(P_POSS) | NX_PART_BIT(P_CLITIC) | NX_PART_BIT(P_QUANT))
#define ALONE                                                                                      \
	(NX_PART_BIT(P_PRON) | NX_PART_BIT(P_PRON_OTHER) | NX_PART_BIT(P_OBJ) | NX_PART_BIT(P_REL))

static inline uint32_t
in_run(uint32_t pos, uint32_t before)
{
	return NX_PART_IN(pos, IN_RUN) |
		   (NX_PART_IN(pos, VERB_LIKE) & NX_PART_IN(before, LETS_VERB_LIKE));
}

static inline bool
begins_run(uint32_t pos)
{
	return NX_PART_IN(pos, BEGINS_RUN);
}

static inline bool
is_alone(uint32_t pos)
{
	return NX_PART_IN(pos, ALONE);
}

/* "sources close to the player", "people familiar with the talks": who, and what they are. */
static bool
is_described(const NxScene *sc, uint32_t adjective)
{
	uint32_t pos = nx_pos_at(sc, adjective), next = nx_pos_at(sc, adjective + 1);

	return adjective > sc->first && adjective + 1 < sc->end &&
		   nx_pos_at(sc, adjective - 1) == P_SNOUN && (pos == P_WORD || pos == P_ED) &&
		   (next == P_TO || nx_tok_word(sc->t, adjective + 1) == NX_W_WITH);
}

/* "One diplomat put it this way": a verb by what follows it. */
static bool
is_verb_here(const NxScene *sc, uint32_t i)
{
	uint32_t before = nx_pos_at(sc, i - 1);

	return (before == P_NAME || before == P_CAP || before == P_SNOUN) && i + 1 < sc->end &&
		   nx_pos_at(sc, i) == P_WORD && nx_tok_word(sc->t, i + 1) == NX_W_IT &&
		   nx_tok_has(sc->t, i, NX_C_VERB);
}

/* "a spokesman for the ministry said": what hangs on a preposition is no subject. */
static bool
hangs_on_preposition(const NxScene *sc, uint32_t first)
{
	if (first >= sc->first + 3 && is_described(sc, first - 2))
		return true;
	if (nx_pos_at(sc, first - 1) != P_PREP)
		return false;
	switch (nx_tok_word(sc->t, first - 1))
	{
		case NX_W_WITH:
		case NX_W_WITHOUT:
		case NX_W_LIKE:
		case NX_W_PER:
			return false;
		default:
			return true;
	}
}

/* "footage of Trump saying": who is seen or heard to say it. */
static bool
is_shown(const NxScene *sc, uint32_t first, uint32_t end)
{
	return end == sc->cue && nx_pos_at(sc, sc->cue) == P_SPEECH && nx_is_participle(sc, sc->cue) &&
		   nx_tok_word(sc->t, first - 1) == NX_W_OF;
}

#define PERSON_NAME (1 + 3 * NX_PERSON + NX_NAME) /* as NxScene labels tokens */

static void
add_run(const NxScene *sc, NxRun *runs, uint32_t *n, uint32_t max, uint32_t first, uint32_t end)
{
	uint32_t head = end - 1;

	while (head > first && nx_pos_at(sc, head) == P_CLITIC)
		head--;
	/* "in 2019", "40%": a number is nobody */
	if (nx_pos_at(sc, head) == P_NUM && nx_pos_at(sc, first) == P_NUM)
		return;
	if (first < sc->cue && hangs_on_preposition(sc, first) && !is_shown(sc, first, end))
	{
		/* "in a Bloomberg interview Diaz said": two phrases that nothing parts */
		uint32_t name = end == sc->cue_first ? head : first;

		while (name > first && sc->label[name - 1] == PERSON_NAME)
			name--;
		if (name == first || sc->label[head] != PERSON_NAME)
			return;
		first = name;
	}
	/* who says "we" inside the marks does not speak outside them */
	if (is_alone(nx_pos_at(sc, first)) && (sc->pos[first] & NX_IN_MARKS) &&
		!(sc->pos[sc->cue] & NX_IN_MARKS))
		return;
	if (first >= end || (head == first && begins_run(nx_pos_at(sc, first)) &&
						 nx_pos_at(sc, first) != P_THAT && nx_pos_at(sc, first) != P_POSS))
		return;
	if (*n == max) /* keep the last ones */
	{
		memmove(runs, runs + 1, (max - 1) * sizeof(*runs));
		--*n;
	}
	runs[(*n)++] = (NxRun){first, end, head};
}

/* The noun phrases of a range of tokens, left to right; the last `max` of them. */
static uint32_t
runs_between(const NxScene *sc, uint32_t from, uint32_t to, NxRun *runs, uint32_t max,
			 bool keep_first)
{
	uint32_t n = 0;
	uint32_t first = NX_NONE;

	uint32_t before = P_EDGE;

	for (uint32_t i = from; i < to; i++)
	{
		uint32_t pos = nx_pos_at(sc, i);
		uint32_t inside =
			in_run(pos, before) | (pos == P_SPEECH && nx_is_noun_before_verb(sc->t, i));

		before = pos;
		/* mostly nothing ends or begins */
		if ((first != NX_NONE) & (inside | (pos == P_CLITIC)))
		{
			if (pos != P_WORD || (!is_described(sc, i) && !is_verb_here(sc, i)))
				continue;
			inside = 0;
		}
		if ((first == NX_NONE) & !(inside | NX_PART_IN(pos, ALONE | BEGINS_RUN)))
			continue;
		if (keep_first && n == max)
			return n;
		if (first != NX_NONE)
			add_run(sc, runs, &n, max, first, i);
		first = NX_NONE;
		if (is_alone(pos))
			add_run(sc, runs, &n, max, i, i + 1);
		else if (begins_run(pos) || inside)
			first = i;
	}
	if (first != NX_NONE && !(keep_first && n == max))
		add_run(sc, runs, &n, max, first, to);
	return n;
}

#define MAX_LEFT 6
#define MAX_RIGHT 3

void
nx_find_left_runs(NxScene *sc)
{
	uint32_t from = sc->cue > sc->first + NX_WINDOW ? sc->cue - NX_WINDOW : sc->first;
	NxRun left[MAX_LEFT];
	uint32_t n = runs_between(sc, from, sc->cue, left, MAX_LEFT, false);

	sc->n_left = sc->n_runs = n;
	for (uint32_t k = 0; k < n; k++)
		sc->runs[k] = left[n - 1 - k];
	sc->source = -1;
}

void
nx_find_right_runs(NxScene *sc)
{
	uint32_t to = sc->end - sc->cue > 32 ? sc->cue + 32 : sc->end;

	sc->n_runs += runs_between(sc, sc->cue + 1, to, sc->runs + sc->n_left, MAX_RIGHT, true);
}

bool
nx_sure_source(const NxScene *sc)
{
	const uint64_t speakers = NX_PART_BIT(P_NAME) | NX_PART_BIT(P_CAP) | NX_PART_BIT(P_SNOUN);
	uint32_t head, before;

	if (sc->n_left == 0 || sc->runs[0].end != sc->cue_first)
		return false;
	head = nx_pos_at(sc, sc->runs[0].head);
	if (head == P_PRON || (head == P_SPEECH && !nx_is_participle(sc, sc->cue) &&
						   nx_is_noun_before_verb(sc->t, sc->runs[0].head)))
		return true;
	before = nx_pos_at(sc, sc->runs[0].first - 1);
	if ((head == P_NAME || head == P_CAP) && before == P_PREP &&
		is_shown(sc, sc->runs[0].first, sc->runs[0].end))
		return true;
	/* "issued a statement saying", "speaking to Fox News said" */
	return NX_PART_IN(head, speakers) && before != P_TO && before != P_PREP &&
		   !nx_is_participle(sc, sc->cue) && !(sc->cue_subject & (NX_AUX_BE | NX_AUX_TO)) &&
		   (nx_pos_at(sc, sc->cue) == P_SPEECH || nx_pos_at(sc, sc->cue) == P_BELIEF);
}

/* By its head and its beginning. */
static uint32_t
phrase_kind(const NxScene *sc, const NxRun *r)
{
	uint32_t head = nx_pos_at(sc, r->head);
	uint32_t begin = nx_pos_at(sc, r->first);

	if (is_alone(head) || head == P_NAME || head == P_CAP || head == P_SNOUN || head == P_NUM ||
		head == P_THAT)
		return head;
	if (begin == P_DET || begin == P_POSS || begin == P_QUANT)
		return P_EDGE + 64 + (head == P_RNOUN) + 2 * (begin == P_POSS);
	return head;
}

uint32_t
nx_run_kind(const NxScene *sc, const NxRun *r)
{
	return sc->label[r->head] != 0 ? 128u + sc->label[r->head] : phrase_kind(sc, r);
}

static void
no_source_features(NxScene *sc)
{
	NX_PUT(sc, {NX_QT_SOURCE_NONE_WORD, sc->t->hash[sc->cue], sc->type},
		   {NX_QT_SOURCE_NONE_CLASS, nx_pos_at(sc, sc->cue_first - 1), sc->cue_class},
		   {NX_QT_SOURCE_NONE_BEFORE, nx_word_at(sc, sc->cue_first - 1), sc->type});
}

void
nx_source_features(NxScene *sc, int k)
{
	const NxRun *r;
	bool left;
	uint32_t from, to, commas = 0, verbs = 0;
	uint32_t rank, type_side, side, kind, phrase, before, after, way;

	if (k < 0)
	{
		no_source_features(sc);
		return;
	}
	r = &sc->runs[k];
	left = (uint32_t) k < sc->n_left;
	rank = left ? (uint32_t) k : (uint32_t) k - sc->n_left;
	from = left ? r->end : sc->cue + 1;
	to = left ? sc->cue_first : r->first;
	/* what lies between: commas and verbs set the phrase apart */
	for (uint32_t i = from; i < to; i++)
	{
		uint32_t p = nx_pos_at(sc, i);

		commas += p == P_COMMA || p == P_DASH || p == P_BRACKET;
	}
	if (to > from)
		verbs = nx_verbs_between(sc, from, to);
	commas = commas > 2 ? 2 : commas;
	way = verbs << 4 | commas << 2 | (to <= from);
	type_side = (uint32_t) sc->type << 8 | (left ? 0 : 16);
	side = type_side | rank;
	phrase = phrase_kind(sc, r);
	kind = nx_run_kind(sc, r);
	before = nx_pos_at(sc, r->first - 1);
	after = nx_pos_at(sc, r->end);

	NX_PUT(sc, {NX_QT_SOURCE_HEAD, nx_word_at(sc, r->head), left},
		   {NX_QT_SOURCE_BEFORE, nx_word_at(sc, r->first - 1), left},
		   {NX_QT_SOURCE_AFTER, nx_word_at(sc, r->end), side},
		   {NX_QT_SOURCE_WORD_BEFORE, sc->t->hash[sc->cue], (uint32_t) left << 8 | before},
		   {NX_QT_SOURCE_FIRST, (uint32_t) (r->first == sc->first) << 8 | before, type_side},
		   {NX_QT_SOURCE_KIND_BEFORE, before << 8 | phrase, type_side},
		   {NX_QT_SOURCE_CLASS_WAY, sc->cue_class, way << 1 | left},
		   {NX_QT_SOURCE_CLUSTER, nx_cluster_at(sc, r->head), side},
		   {NX_QT_SOURCE_AROUND_CUE,
			nx_pos_at(sc, sc->cue + 1) << 6 | nx_pos_at(sc, sc->cue_first - 1), side},
		   {NX_QT_SOURCE_KIND_AROUND, kind, before << 6 | after}, {NX_QT_SOURCE_WAY, way, side},
		   {NX_QT_SOURCE_STEM_WAY, sc->cue_stem, way << 1 | left},
		   {NX_QT_SOURCE_FRAME, sc->frame, side},
		   {NX_QT_SOURCE_KIND_WAY, kind << 12 | before << 6 | after, way << 1 | left});
}
