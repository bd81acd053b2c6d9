/*
 * content_features.c
 *		Where the content begins and ends: candidates, and what to look at.
 */
#include "attribution_features.h"

/* May the content end before token i?  Only where something else could begin. */
static bool
may_end_before(const NxScene *sc, uint32_t i)
{
	const uint64_t ends = NX_PART_BIT(P_COMMA) | NX_PART_BIT(P_STOP) | NX_PART_BIT(P_COLON) |
						  NX_PART_BIT(P_DASH) | NX_PART_BIT(P_CLOSE) | NX_PART_BIT(P_BRACKET) |
						  NX_PART_BIT(P_AND) | NX_PART_BIT(P_SUB) | NX_PART_BIT(P_PREP) |
						  NX_PART_BIT(P_REL) | NX_PART_BIT(P_WH) | NX_PART_BIT(P_THAT) |
						  NX_PART_BIT(P_TO) | NX_PART_BIT(P_BY);

	return NX_PART_IN(nx_pos_at(sc, i), ends);
}

/* May the content begin with token i?  Where a phrase ends, or a clause plainly begins. */
static bool
may_start_at(const NxScene *sc, uint32_t i)
{
	const uint64_t never = NX_PART_BIT(P_COMMA) | NX_PART_BIT(P_COLON);
	const uint64_t always = NX_PART_BIT(P_THAT) | NX_PART_BIT(P_OPEN) | NX_PART_BIT(P_WH);
	const uint64_t after = NX_PART_BIT(P_NAME) | NX_PART_BIT(P_PREP) | NX_PART_BIT(P_BY) |
						   NX_PART_BIT(P_TO) | NX_PART_BIT(P_SUB) | NX_PART_BIT(P_OBJ) |
						   NX_PART_BIT(P_TIME) | NX_PART_BIT(P_SNOUN) | NX_PART_BIT(P_RNOUN) |
						   NX_PART_BIT(P_COMMA) | NX_PART_BIT(P_COLON) | NX_PART_BIT(P_DASH) |
						   NX_PART_BIT(P_BRACKET);
	const uint64_t after_phrase = NX_PART_BIT(P_WORD) | NX_PART_BIT(P_ADV) | NX_PART_BIT(P_NUM);
	const uint64_t clause = NX_PART_BIT(P_PRON) | NX_PART_BIT(P_PRON_OTHER) | NX_PART_BIT(P_DET) |
							NX_PART_BIT(P_POSS) | NX_PART_BIT(P_NAME) | NX_PART_BIT(P_TO);
	uint32_t pos = nx_pos_at(sc, i), before = nx_pos_at(sc, i - 1);

	return (NX_PART_IN(pos, always) | (i == sc->cue + 1) | NX_PART_IN(before, after) |
			(NX_PART_IN(before, after_phrase) & NX_PART_IN(pos, clause))) &
		   ~NX_PART_IN(pos, never) & 1;
}

uint32_t
nx_edge_candidates(const NxScene *sc, NxEdge edge, uint32_t other, uint32_t *places)
{
	uint32_t n = 0;
	uint32_t block; /* where source and cue begin */
	const uint64_t sure = NX_PART_BIT(P_THAT) | NX_PART_BIT(P_PRON) | NX_PART_BIT(P_PRON_OTHER) |
						  NX_PART_BIT(P_POSS) | NX_PART_BIT(P_OPEN);
	const uint64_t starts = NX_PART_BIT(P_COMMA) | NX_PART_BIT(P_DASH) | NX_PART_BIT(P_OPEN) |
							NX_PART_BIT(P_AND) | NX_PART_BIT(P_COLON) | NX_PART_BIT(P_STOP) |
							NX_PART_BIT(P_SUB) | NX_PART_BIT(P_BRACKET) | NX_PART_BIT(P_THAT) |
							NX_PART_BIT(P_CLOSE);

	switch (edge)
	{
		case NX_EDGE_RIGHT_START:
			/* "he said that", "he said they", "he said “": nothing else can be meant */
			if (sc->source >= 0 && sc->source < (int) sc->n_left && sc->cue + 1 < sc->content_end &&
				NX_PART_IN(nx_pos_at(sc, sc->cue + 1), sure))
			{
				places[n++] = sc->cue + 1;
				break;
			}
			for (uint32_t i = sc->cue + 1; i < sc->content_end && i < sc->cue + 14; i++)
			{
				places[n] = i;
				n += may_start_at(sc, i);
			}
			if (sc->source >= (int) sc->n_left)
			{
				uint32_t after = sc->runs[sc->source].end;

				if (after >= sc->cue + 14 && after < sc->content_end)
					places[n++] = after;
			}
			break;
		case NX_EDGE_RIGHT_END:
			/* nearest first; the sentence's end is always the last */
			for (uint32_t i = other + 1; i < sc->content_end && i < other + NX_WINDOW; i++)
			{
				places[n] = i;
				n += may_end_before(sc, i) & (n < NX_MAX_EDGES - 1);
			}
			places[n++] = sc->content_end;
			break;
		case NX_EDGE_LEFT_END:
			block = sc->cue_first;
			if (sc->source >= 0 && sc->source < (int) sc->n_left)
				block = sc->runs[sc->source].first;
			if (block > sc->first)
				places[n++] = block;
			for (uint32_t i = block; i > sc->first + 1 && block - i < 40 && n < 8; i--)
			{
				uint32_t p = nx_pos_at(sc, i - 1);

				if (p == P_COMMA || p == P_DASH || p == P_CLOSE || p == P_STOP || p == P_COLON)
					places[n++] = i - 1;
			}
			break;
		case NX_EDGE_LEFT_START:
			if (nx_pos_at(sc, sc->first) == P_OPEN && other - sc->first <= NX_WINDOW)
			{
				places[n++] = sc->first;
				break;
			}
			places[n++] = other - sc->first > 4 * NX_WINDOW ? other - 4 * NX_WINDOW : sc->first;
			for (uint32_t i = other; i > sc->first + 1 && other - i < NX_WINDOW && n < NX_MAX_EDGES;
				 i--)
			{
				uint32_t p = nx_pos_at(sc, i - 1);

				places[n] = i;
				n += (i < other) & (NX_PART_IN(p, starts) | (nx_pos_at(sc, i) == P_OPEN) |
									(nx_pos_at(sc, i - 2) == P_COMMA));
			}
			break;
	}
	return n;
}

/* A cue with its subject may begin within a few tokens of i: what follows is another attribution. */
static bool
cue_near(const NxScene *sc, uint32_t i)
{
	for (uint32_t k = i; k < i + 7 && k < sc->end; k++)
	{
		uint32_t p = nx_pos_at(sc, k);

		if (p == P_SPEECH && k != sc->cue)
			return true;
	}
	return false;
}

static void
right_start_features(NxScene *sc, uint32_t i)
{
	uint32_t p1 = nx_pos_at(sc, i - 1), p0 = nx_pos_at(sc, i);
	uint32_t apart = i - sc->cue - 1;
	bool needs = sc->source >= (int) sc->n_left; /* source after the cue */
	bool past = needs && i >= sc->runs[sc->source].end;
	uint32_t context =
		(uint32_t) past << 1 | (uint32_t) needs | (uint32_t) ((sc->pos[i] & NX_IN_MARKS) != 0) << 2;

	NX_PUT(sc, {NX_QT_RSTART_DISTANCE, apart, p1 << 6 | p0},
		   {NX_QT_RSTART_WORD_BEFORE, nx_word_at(sc, i - 1), context},
		   {NX_QT_RSTART_FRAME_DISTANCE, sc->frame, apart},
		   {NX_QT_RSTART_PARTS, p1 << 6 | p0, context},
		   {NX_QT_RSTART_STEM_BEFORE, sc->cue_stem, nx_word_at(sc, i - 1)},
		   {NX_QT_RSTART_WORD, nx_word_at(sc, i), context},
		   {NX_QT_RSTART_STEM_PARTS, sc->cue_stem, p1 << 6 | p0});
}

static void
right_end_features(NxScene *sc, uint32_t other, uint32_t i, uint32_t k)
{
	bool last = i == sc->content_end;
	bool source_left = sc->source >= 0 && sc->source < (int) sc->n_left;
	uint32_t p0 = nx_pos_at(sc, i), n1 = nx_pos_at(sc, i + 1);
	uint32_t e = last ? P_EDGE : p0;
	uint32_t length = nx_bucket(i - other);
	uint32_t before = nx_verbs_between(sc, other, i);
	uint32_t verbs = before << 2 | nx_verbs_between(sc, i, i + 8);
	uint32_t begin =
		nx_pos_at(sc, source_left ? sc->runs[sc->source].first - 1 : sc->cue_first - 1);
	uint32_t source = sc->source < 0 ? 0 : nx_run_kind(sc, &sc->runs[sc->source]);
	bool in_marks = i < sc->end && (sc->pos[i] & NX_IN_MARKS);
	bool starts_marked = (sc->pos[other] & NX_IN_MARKS) || nx_pos_at(sc, other) == P_OPEN;
	uint32_t context = (uint32_t) last | (uint32_t) in_marks << 1 | (uint32_t) starts_marked << 2 |
					   (uint32_t) (!last && cue_near(sc, i)) << 3;
	uint32_t commas = (uint16_t) (sc->counts[i] - sc->counts[other]) >> 8;
	uint32_t head = i + 1; /* of the phrase after the place */

	commas = commas < 3 ? commas : 3;
	while (head < i + 6 && nx_is_nominal(nx_pos_at(sc, head + 1)) &&
		   nx_pos_at(sc, head + 1) != P_DET)
		head++;

	NX_PUT(sc, {NX_QT_REND_WORD, nx_word_at(sc, i), context},
		   {NX_QT_REND_LENGTH, nx_pos_at(sc, other), nx_bucket(k) << 1 | last},
		   {NX_QT_REND_WORD_CLAUSES, nx_word_at(sc, i), verbs << 2 | commas},
		   {NX_QT_REND_STEM, sc->cue_stem, e << 1 | last},
		   {NX_QT_REND_WORD_START, nx_word_at(sc, i), nx_pos_at(sc, i - 1) << 6 | n1},
		   {NX_QT_REND_REST, nx_bucket(sc->content_end - i) << 4 | length, e << 1 | last},
		   {NX_QT_REND_PARTS, e << 12 | n1 << 6 | nx_pos_at(sc, head + 1), last},
		   {NX_QT_REND_SOURCE_SIDE, begin << 8 | source, e << 1 | last},
		   {NX_QT_REND_HEAD, nx_word_at(sc, head), e},
		   {NX_QT_REND_FRAME_CLAUSES, sc->frame << 3 | (uint32_t) last << 2 | before, e},
		   {NX_QT_REND_RANK, commas << 8 | nx_bucket(k), e << 4 | context},
		   {NX_QT_REND_BEFORE_START, nx_word_at(sc, other - 1), e << 4 | context},
		   {NX_QT_REND_TWO_WORDS, nx_word_at(sc, i), nx_word_at(sc, i + 1)},
		   {NX_QT_REND_START, nx_pos_at(sc, other) << 2 | before, e << 6 | n1});
}

static void
left_end_features(NxScene *sc, const uint32_t *places, uint32_t n, uint32_t k)
{
	uint32_t i = places[k];
	uint32_t p1 = nx_pos_at(sc, i - 1), p0 = nx_pos_at(sc, i), n1 = nx_pos_at(sc, i + 1);
	uint32_t side = sc->source < 0 ? 0 : sc->source < (int) sc->n_left ? 1 : 2;
	uint32_t context = side | (uint32_t) sc->type << 2;
	uint32_t rank = k | (uint32_t) (n > 1 && places[1] + 1 == places[0]) << 4;

	NX_PUT(sc, {NX_QT_LEND_PART, p1 << 6 | p0, n1},
		   {NX_QT_LEND_LENGTH, nx_bucket(places[0] - i), context << 6 | p0},
		   {NX_QT_LEND_FROM_LAST, n - k, p0 << 2 | side},
		   {NX_QT_LEND_WORD_AFTER, nx_word_at(sc, i + 1), p0},
		   {NX_QT_LEND_CLAUSE, rank, nx_verbs_between(sc, i, places[0]) << 8 | p0},
		   {NX_QT_LEND_AROUND, rank, (nx_pos_at(sc, places[0] - 1) << 6 | p0) << 6 | n1});
}

static void
left_start_features(NxScene *sc, uint32_t other, uint32_t i, uint32_t k)
{
	uint32_t p2 = nx_pos_at(sc, i - 2), p0 = nx_pos_at(sc, i), n1 = nx_pos_at(sc, i + 1);
	bool begin = i == sc->first;
	bool in_marks = (sc->pos[i] & NX_IN_MARKS) != 0;
	bool ends_marked = nx_pos_at(sc, other) == P_CLOSE || nx_pos_at(sc, other - 1) == P_CLOSE;
	uint32_t b = begin ? P_EDGE : nx_pos_at(sc, i - 1);
	uint32_t context = (uint32_t) begin | (uint32_t) in_marks << 1 | (uint32_t) ends_marked << 2 |
					   (uint32_t) (sc->type == NX_CUE_BOTH) << 3;

	NX_PUT(sc, {NX_QT_LSTART_WORD_BEFORE, nx_word_at(sc, i - 1), context},
		   {NX_QT_LSTART_WORD_PART, nx_word_at(sc, i - 1), p0},
		   {NX_QT_LSTART_CLASS, sc->cue_class, b << 4 | context},
		   {NX_QT_LSTART_STEM, sc->cue_stem, b << 4 | context},
		   {NX_QT_LSTART_PARTS, p2 << 12 | b << 6 | p0, n1},
		   {NX_QT_LSTART_BEFORE, (k < 5 ? k : 5) << 12 | p2 << 6 | b, context});
}

void
nx_edge_features(NxScene *sc, NxEdge edge, uint32_t other, const uint32_t *places, uint32_t n,
				 uint32_t k)
{
	switch (edge)
	{
		case NX_EDGE_RIGHT_START:
			right_start_features(sc, places[k]);
			break;
		case NX_EDGE_RIGHT_END:
			right_end_features(sc, other, places[k], k);
			break;
		case NX_EDGE_LEFT_START:
			left_start_features(sc, other, places[k], k);
			break;
		case NX_EDGE_LEFT_END:
			left_end_features(sc, places, n, k);
			break;
	}
}
