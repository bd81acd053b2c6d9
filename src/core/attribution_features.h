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

#include <string.h>

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
	uint32_t template;
	uint32_t value;
	uint32_t second;
} NxFeatureRow;

#define NX_MAX_FEATURES 1024 /* of all candidates of one choice: 48 of 14 features at most */

/*
 * Where features go: to their places in the model, to be scored when those of all candidates are
 * gathered (so that the memory they need is under way), or to a trainer's list.
 */
typedef struct NxFeatureSink
{
	const NxModel *model;
	bool collect;
	uint32_t n;
	NxFound found[NX_MAX_FEATURES];
	NxFeatureRow rows[NX_MAX_FEATURES];
} NxFeatureSink;

/* ---- cue_features.c ---- */

/* Auxiliaries before the cue: bits of NxScene's cue_subject. */
#define NX_AUX_BE 1
#define NX_AUX_HAVE 2
#define NX_AUX_MODAL 4
#define NX_AUX_TO 8
#define NX_AUX_NOT 16 /* or do */
#define NX_AUX_ALL 31

/* Of token i, which is in a list of cues or a colon: does what stands around it let it be one? */
extern bool nx_is_candidate(const NxTokens *t, uint32_t i);

/* May token i be a cue?  Cheap: asked of every token. */
static inline bool
nx_may_be_cue(const NxTokens *t, uint32_t i)
{
	return ((nx_part_rows[t->entry[i]] & NX_PART_CUE) || t->kind[i] == NX_TOK_COLON) &&
		   nx_is_candidate(t, i);
}

/* "Asked whether she would stand, …", "when asked": no cue, and nothing that was said. */
extern bool nx_is_being_asked(const NxTokens *t, uint32_t i);

/* "Bridge unsafe, report finds": a noun, though it may be a verb elsewhere? */
extern bool nx_is_noun_before_verb(const NxTokens *t, uint32_t i);

/* "was quoted as saying", "declined to say": a cue that another verb leads to? */
extern bool nx_is_led_to(const NxTokens *t, uint32_t i);

/*
 * Make candidate i the cue in hand, and the features of its type: first those that
 * mostly say already when it is none, then the others.
 */
extern void nx_cue_features(NxScene *sc, uint32_t i);
extern void nx_more_cue_features(NxScene *sc);

/* The cue's word without its inflection: how much of its text that is. */
extern uint32_t nx_stem_length(const char *word, uint32_t len);

/* "saying", "adding"? */
extern bool nx_is_participle(const NxScene *sc, uint32_t i);

/* An earlier cue in the sentence, as seen from token i: 0 or its type and distance. */
extern uint32_t nx_previous_cue(const NxScene *sc, uint32_t i);

/* Is the candidate a reporting verb right before or after words in marks? */
extern bool nx_beside_speech(const NxScene *sc, uint32_t i);

/* "The bridge is safe, said the mayor": a verb after a clause and before its subject? */
extern bool nx_is_inverted(const NxScene *sc, uint32_t i);

/* "The bridge is safe, the mayor said on Monday": after a clause, and nothing said behind it? */
extern bool nx_is_postposed(const NxScene *sc, uint32_t i);

/* A verb of speech and a phrase, no clause and no marks: "wrote three novels"? */
extern bool nx_has_plain_object(const NxScene *sc);

/* ---- source_features.c ---- */

/* The noun phrases before the cue, once its type is known, and then those after it. */
extern void nx_find_left_runs(NxScene *sc);
extern void nx_find_right_runs(NxScene *sc);

/* "he said", "Diaz has said": nobody else can be meant than the first run. Needs the left ones only. */
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

/*
 * Put features down: for a trainer as they are, else by their places in the
 * model.  There is room for those of all candidates of a choice.
 */
static inline void
nx_put_rows(NxFeatureSink *sink, const NxFeatureRow *rows, uint32_t n)
{
	if (sink->collect)
		memcpy(sink->rows + sink->n, rows, n * sizeof(*rows));
	else
		for (uint32_t k = 0; k < n; k++)
			sink->found[sink->n + k] = nx_model_find(
				sink->model, nx_feature(rows[k].template, rows[k].value, rows[k].second));
	sink->n += n;
}

#define NX_PUT(sc, ...)                                                                            \
	nx_put_rows((sc)->sink, (const NxFeatureRow[]){__VA_ARGS__},                                   \
				sizeof((const NxFeatureRow[]){__VA_ARGS__}) / sizeof(NxFeatureRow))

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
	static const uint8_t of[36] = {0, 1, 2, 3, 4, 5, 5, 5, 6, 6, 6, 6, 7, 7, 7, 7, 7, 7,
								   7, 7, 8, 8, 8, 8, 8, 8, 8, 8, 8, 8, 8, 8, 8, 8, 8, 9};

	return of[n < 35 ? n : 35];
}

/* Words of which noun phrases consist. */
static inline bool
nx_is_nominal(uint32_t pos)
{
	const uint64_t nominal = NX_PART_BIT(P_WORD) | NX_PART_BIT(P_NAME) | NX_PART_BIT(P_CAP) |
							 NX_PART_BIT(P_DET) | NX_PART_BIT(P_QUANT) | NX_PART_BIT(P_POSS) |
							 NX_PART_BIT(P_SNOUN) | NX_PART_BIT(P_RNOUN) | NX_PART_BIT(P_NUM) |
							 NX_PART_BIT(P_CLITIC);

	return NX_PART_IN(pos, nominal);
}

#endif /* NX_ATTRIBUTION_FEATURES_H */
