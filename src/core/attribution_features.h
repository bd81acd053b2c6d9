/*
 * attribution_features.h
 *		What the weights of quotes.weights look at.  Shared by attribution.c,
 *		which decides, and tools/train_quotes.c, which learns.
 *
 * Every decision is a choice among few candidates: the type of a cue (four
 * labels), its source among the noun phrases around it, and the ends of the
 * content among the places where a clause may begin or end.  All but the
 * first are scored by one label, so that a candidate's score is one sum.
 */
#ifndef NX_ATTRIBUTION_FEATURES_H
#define NX_ATTRIBUTION_FEATURES_H

#include "attribution.h"
#include "model.h"
#include "sentence.h"
#include "token.h"

/* The model's labels: those of NxCueType, the one of all rankings, and that of the first look. */
#define NX_QL_RANK NX_N_CUE_TYPES
#define NX_QL_MAYBE (NX_N_CUE_TYPES + 1)
#define NX_QL_N (NX_N_CUE_TYPES + 2)

/* A word's part in a clause, as far as lists, endings and capitals show it. */
typedef enum NxPos
{
	P_EDGE, /* beyond the sentence */
	P_WORD,
	P_ED,
	P_ING,
	P_ADV,
	P_NAME, /* capitalised inside a sentence */
	P_CAP,  /* capitalised at its beginning */
	P_DET,
	P_QUANT,
	P_POSS,       /* his, their */
	P_PRON,       /* he, she */
	P_PRON_OTHER, /* they, we, I, you, it */
	P_OBJ,        /* him, them */
	P_REL,        /* who, which */
	P_WH,         /* how, why */
	P_THAT,
	P_TO,
	P_PREP,
	P_BY,
	P_AND,
	P_SUB, /* if, because, when */
	P_BE,
	P_HAVE,
	P_DO,
	P_MODAL,
	P_NEG,
	P_SPEECH, /* reporting verbs */
	P_BELIEF,
	P_STANCE,
	P_RNOUN, /* reporting nouns */
	P_SNOUN, /* people and groups that speak */
	P_NUM,
	P_TIME, /* Monday, May */
	P_CLITIC,
	P_COMMA,
	P_STOP,
	P_COLON,
	P_DASH,
	P_OPEN, /* quotation marks */
	P_CLOSE,
	P_BRACKET,
	P_OTHER
} NxPos;

/* A noun phrase, or what looks like one: a candidate for the source. */
typedef struct NxRun
{
	uint32_t first;
	uint32_t end;
	uint32_t head; /* its last word */
} NxRun;

typedef struct NxFeatureRow
{
	uint16_t template;
	uint32_t value;
	uint32_t second;
} NxFeatureRow;

#define NX_MAX_FEATURES 1200 /* of all candidates of one choice */

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

#define NX_WINDOW 96 /* tokens looked at on either side of a cue */
#define NX_MAX_RUNS 14

/* One sentence under work. */
typedef struct NxScene
{
	NxAnalysis *a;
	const NxTokens *t;
	const NxMarks *marks;
	const uint32_t *top; /* indexes of the outermost stretches of marks */
	uint32_t n_top;
	uint8_t *pos; /* NxPos of the tokens of this sentence, IN_MARKS added */
	uint32_t sentence;
	uint32_t first;
	uint32_t end;
	uint32_t content_end; /* end without the final stop */
	uint8_t paragraph_kind;
	bool paragraph_start;
	NxFeatureSink *sink;

	/* the cue in hand */
	uint32_t cue;
	uint32_t cue_first; /* with its auxiliaries */
	uint32_t cue_class; /* what kind of word it is, packed */
	uint8_t type;
	NxRun runs[NX_MAX_RUNS];
	uint32_t n_runs;
	uint32_t n_left; /* runs left of the cue, nearest first; the others follow */
	int source;      /* index of the run chosen, or -1 */
} NxScene;

#define NX_POS_MASK 0x3F
#define NX_IN_MARKS 0x40

static inline uint32_t
nx_pos_at(const NxScene *sc, uint32_t i)
{
	return i >= sc->first && i < sc->end ? sc->pos[i] & NX_POS_MASK : P_EDGE;
}

/* A scene over a document; sink is set by the caller. */
extern NxStatus nx_scene_create(NxScene *sc, NxAnalysis *a, const NxMarks *marks);

/* Make sentence k the one under work: tags its tokens. */
extern void nx_scene_enter(NxScene *sc, uint32_t sentence);

/* May token i be a cue?  Cheap: asked of every token. */
extern bool nx_may_be_cue(const NxTokens *t, uint32_t i);

#define NX_THRESHOLD_PARTS 4

/*
 * The few features of a first look at a candidate: most words that may be cues
 * are none, and are passed over before anything dear is computed.
 */
extern void nx_first_features(NxScene *sc, uint32_t i);

/* Make candidate i the cue in hand, and the features of its type. */
extern void nx_cue_features(NxScene *sc, uint32_t i);

/* Is the candidate a reporting verb right before or after words in marks? */
extern bool nx_beside_speech(const NxScene *sc, uint32_t i);

/* "The bridge is safe, said the mayor": a verb after a clause and before its subject? */
extern bool nx_is_inverted(const NxScene *sc, uint32_t i);

/* The noun phrases around the cue, once its type is known. */
extern void nx_find_runs(NxScene *sc);

/* "he said": nobody else can be meant than the first run. */
extern bool nx_sure_source(const NxScene *sc);

/* Features of run k as the source; of -1, that there is none. */
extern void nx_source_features(NxScene *sc, int k);

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

/* The outermost marked stretch that token i stands in, or its marks are; NULL if none. */
extern const NxMarked *nx_marked_at(const NxScene *sc, uint32_t token);

#endif /* NX_ATTRIBUTION_FEATURES_H */
