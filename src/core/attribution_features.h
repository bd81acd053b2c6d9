/*
 * attribution_features.h
 *		What the weights of quotes.weights look at.  Shared by attribution.c,
 *		which decides, and tools/train_quotes.c, which learns.
 *
 * Every decision is a choice among few candidates: the type of a cue (four
 * labels), its source among the noun phrases around it, and the ends of the
 * content among the places where a clause may begin or end.  All but the
 * first are scored by one label, so that a candidate's score is one sum.
 *
 * The features were chosen one by one, each time the one that most lessened
 * the loss on held-out articles, until nothing was gained: most conjunctions
 * that one can think of only cost time.
 */
#ifndef NX_ATTRIBUTION_FEATURES_H
#define NX_ATTRIBUTION_FEATURES_H

#include "model.h"
#include "scene.h"

/* The model's labels: those of NxCueType, and the one of all rankings. */
#define NX_QL_RANK NX_N_CUE_TYPES
#define NX_QL_N (NX_N_CUE_TYPES + 1)

/*
 * The templates, T(name, words): bit 0 of words says that the first value is
 * a word's hash, bit 1 that the second is.
 */
/* clang-format off */
#define NX_QUOTE_TEMPLATES(T) \
	T(CUE_BIAS, 0) T(CUE_WORD, 1) T(CUE_CLASS_MARKS, 0) T(CUE_MARKS_STRUCTURE, 0) \
	T(CUE_CLASS_EARLIER_FRAME, 0) T(CUE_CLASS_EARLIER, 0) T(CUE_SUBJECT_NEXT, 0) \
	T(CUE_STEM_NEXT, 1) T(CUE_SUBJECT_STRUCTURE, 0) T(CUE_STEM_MARKS, 1) \
	T(CUE_CLASS_VERBS, 0) T(CUE_SECOND_WORD, 1) T(CUE_FRAME_WORD, 2) T(CUE_TAIL, 0) \
	T(CUE_STEM_FRAME, 1) T(CUE_STEM_SUBJECT, 1) T(CUE_CLASS_LABEL, 0) \
	T(CUE_CLUSTER_FRAME, 0) T(CUE_CLASS_SHAPE, 0) T(SOURCE_NONE_WORD, 1) \
	T(SOURCE_NONE_CLASS, 0) T(SOURCE_NONE_BEFORE, 1) T(SOURCE_HEAD, 1) T(SOURCE_BEFORE, 1) \
	T(SOURCE_AFTER, 1) T(SOURCE_WORD_BEFORE, 1) T(SOURCE_FIRST, 0) \
	T(SOURCE_KIND_BEFORE, 0) T(SOURCE_CLASS_WAY, 0) T(SOURCE_CLUSTER, 0) \
	T(SOURCE_AROUND_CUE, 0) T(SOURCE_KIND_AROUND, 0) T(SOURCE_WAY, 0) \
	T(SOURCE_STEM_WAY, 1) T(SOURCE_FRAME, 0) T(SOURCE_KIND_WAY, 0) T(RSTART_DISTANCE, 0) \
	T(RSTART_WORD_BEFORE, 1) T(RSTART_FRAME_DISTANCE, 0) T(RSTART_PARTS, 0) \
	T(RSTART_STEM_BEFORE, 3) T(RSTART_WORD, 1) T(RSTART_STEM_PARTS, 1) T(REND_WORD, 1) \
	T(REND_LENGTH, 0) T(REND_WORD_CLAUSES, 1) T(REND_STEM, 1) T(REND_WORD_START, 1) \
	T(REND_REST, 0) T(REND_PARTS, 0) T(REND_SOURCE_SIDE, 0) T(REND_HEAD, 1) \
	T(REND_FRAME_CLAUSES, 0) T(REND_RANK, 0) T(REND_BEFORE_START, 1) T(REND_TWO_WORDS, 3) \
	T(REND_START, 0) T(LSTART_WORD_BEFORE, 1) T(LSTART_WORD_PART, 1) T(LSTART_CLASS, 0) \
	T(LSTART_STEM, 1) T(LSTART_PARTS, 0) T(LSTART_BEFORE, 0) T(LEND_PART, 0) \
	T(LEND_LENGTH, 0) T(LEND_FROM_LAST, 0) T(LEND_WORD_AFTER, 1) T(LEND_CLAUSE, 0) \
	T(LEND_AROUND, 0)
/* clang-format on */

typedef enum NxQuoteTemplate
{
	NX_QT_NO_TEMPLATE,
#define T(name, words) NX_QT_##name,
	NX_QUOTE_TEMPLATES(T)
#undef T
	NX_QT_N
} NxQuoteTemplate;

typedef struct NxFeatureRow
{
	uint16_t template;
	uint32_t value;
	uint32_t second;
} NxFeatureRow;

#define NX_MAX_FEATURES 1024 /* of all candidates of one choice */

/*
 * Where features go: as hashes, to be scored when those of all candidates are
 * gathered (so that the memory they need is under way), or to a trainer's list.
 */
typedef struct NxFeatureSink
{
	const NxModel *model;
	bool collect;
	uint32_t n;
	uint64_t hashes[NX_MAX_FEATURES];
	NxFeatureRow rows[NX_MAX_FEATURES];
} NxFeatureSink;

/* ---- cue_features.c ---- */

/* May token i be a cue?  Cheap: asked of every token. */
extern bool nx_may_be_cue(const NxTokens *t, uint32_t i);

/* "was quoted as saying", "declined to say": a cue that another verb leads to? */
extern bool nx_is_led_to(const NxTokens *t, uint32_t i);

/* Make candidate i the cue in hand, and the features of its type. */
extern void nx_cue_features(NxScene *sc, uint32_t i);

/* The cue's word without its inflection: how much of its text that is. */
extern uint32_t nx_stem_length(const char *word, uint32_t len);

/* An earlier cue in the sentence, as seen from token i: 0 or its type and distance. */
extern uint32_t nx_previous_cue(const NxScene *sc, uint32_t i);

/* Is the candidate a reporting verb right before or after words in marks? */
extern bool nx_beside_speech(const NxScene *sc, uint32_t i);

/* "The bridge is safe, said the mayor": a verb after a clause and before its subject? */
extern bool nx_is_inverted(const NxScene *sc, uint32_t i);

/* "The bridge is safe, the mayor said on Monday": after a clause, and nothing said behind it? */
extern bool nx_is_postposed(const NxScene *sc, uint32_t i);

/* ---- source_features.c ---- */

/* The noun phrases around the cue, once its type is known. */
extern void nx_find_runs(NxScene *sc);

/* "he said": nobody else can be meant than the first run. */
extern bool nx_sure_source(const NxScene *sc);

/* Features of run k as the source; of -1, that there is none. */
extern void nx_source_features(NxScene *sc, int k);

/* What kind of phrase a run is: the mention that its head belongs to, or words' parts. */
extern uint32_t nx_run_kind(const NxScene *sc, const NxRun *r);

/* ---- content_features.c ---- */

/* Candidates for an end of the content, and their features. */
typedef enum NxEdge
{
	NX_EDGE_RIGHT_START,
	NX_EDGE_RIGHT_END,
	NX_EDGE_LEFT_START,
	NX_EDGE_LEFT_END
} NxEdge;

#define NX_MAX_EDGES 48

/*
 * The places (tokens; an end is exclusive) that an edge may take, given the
 * edges chosen before: for RIGHT_END the right start, for LEFT_START the left
 * end.  Returns how many.
 */
extern uint32_t nx_edge_candidates(const NxScene *sc, NxEdge edge, uint32_t other,
								   uint32_t *places);
extern void nx_edge_features(NxScene *sc, NxEdge edge, uint32_t other, const uint32_t *places,
							 uint32_t n, uint32_t k);

/* ---- what they share ---- */

static inline void
nx_put(NxScene *sc, uint32_t template, uint32_t value, uint32_t second)
{
	NxFeatureSink *sink = sc->sink;

	if (sink->n == NX_MAX_FEATURES)
		return;
	if (sink->collect)
		sink->rows[sink->n] = (NxFeatureRow){(uint16_t) template, value, second};
	else
	{
		uint64_t h = nx_feature(template, value, second);

		sink->hashes[sink->n] = h;
		nx_model_prefetch(sink->model, h);
	}
	sink->n++;
}

static inline uint32_t
nx_word_at(const NxScene *sc, uint32_t i)
{
	return i >= sc->first && i < sc->end ? sc->t->hash[i] : 0;
}

/* The word class learned from unlabelled news; 0 for words without one. */
static inline uint32_t
nx_cluster_at(const NxScene *sc, uint32_t i)
{
	return i >= sc->first && i < sc->end ? nx_lex_entries[sc->t->entry[i]].cluster : 0;
}

/* A length or distance, coarser the larger it is. */
static inline uint32_t
nx_bucket(uint32_t n)
{
	return n < 5 ? n : n < 8 ? 5 : n < 12 ? 6 : n < 20 ? 7 : n < 35 ? 8 : 9;
}

/* Words of which noun phrases consist. */
static inline bool
nx_is_nominal(uint32_t pos)
{
	return pos == P_WORD || pos == P_NAME || pos == P_CAP || pos == P_DET || pos == P_QUANT ||
		   pos == P_POSS || pos == P_SNOUN || pos == P_RNOUN || pos == P_NUM || pos == P_CLITIC;
}

#endif /* NX_ATTRIBUTION_FEATURES_H */
