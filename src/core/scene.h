/*
 * scene.h
 *		One sentence under work: its words' parts, its marks, its names.
 */
#ifndef NX_SCENE_H
#define NX_SCENE_H

#include "attribution.h"
#include "part.h"
#include "sentence.h"
#include "token.h"

struct NxFeatureSink;

/* A noun phrase, or what looks like one: a candidate for the source. */
typedef struct NxRun
{
	uint32_t first;
	uint32_t end;
	uint32_t head; /* its last word */
} NxRun;

#define NX_WINDOW 96 /* tokens looked at on either side of a cue */
#define NX_MAX_RUNS 9

typedef struct NxScene
{
	NxAnalysis *a;
	const NxTokens *t;
	const NxMarks *marks;
	uint32_t *top; /* indexes of the outermost stretches of marks */
	uint32_t n_top;
	uint8_t *label; /* of every token: 0, or 1 + 3 * NxLabel + NxMentionKind of its mention */

	/* the sentence */
	uint8_t *pos;     /* NxPos of its tokens, NX_IN_MARKS added; P_EDGE around them */
	uint16_t *counts; /* verbs before each of its tokens, and 256 for each comma */
	uint32_t sentence;
	uint32_t first;
	uint32_t end;
	uint32_t content_end; /* end without the final stop */
	uint32_t last_cue;    /* taken before in this sentence, or NX_NONE */
	uint8_t last_type;
	uint8_t paragraph_kind;
	bool paragraph_start;
	struct NxFeatureSink *sink;

	/* the cue in hand */
	uint32_t cue;
	uint32_t cue_first;   /* with its auxiliaries */
	uint32_t cue_class;   /* what kind of word it is, packed */
	uint32_t cue_stem;    /* hash of the word without its inflection */
	uint32_t frame;       /* what it takes */
	uint32_t frame_at;    /* where that was seen */
	uint32_t cue_marks;   /* how marks stand around it */
	uint32_t cue_subject; /* the part before it and its auxiliaries, and which these are */
	uint32_t cue_earlier; /* see nx_previous_cue() */
	uint32_t comma;       /* the token after the comma before its subject, or NX_NONE */
	uint32_t structure;   /* commas and limits around it */
	uint8_t type;
	NxRun runs[NX_MAX_RUNS];
	uint32_t n_runs;
	uint32_t n_left; /* runs left of the cue, nearest first; the others follow */
	int source;      /* index of the run chosen, or -1 */
} NxScene;

#define NX_POS_MASK 0x3F
#define NX_IN_MARKS 0x40

/* So many tokens beyond the sentence may be asked for. */
#define NX_POS_BEYOND 16

static inline uint32_t
nx_pos_at(const NxScene *sc, uint32_t i)
{
	return sc->pos[(int32_t) i] & NX_POS_MASK;
}

/* A scene over a document; sink is set by the caller. */
extern NxStatus nx_scene_create(NxScene *sc, NxAnalysis *a, const NxMarks *marks);

/* What the scene needed goes back to the arena. */
extern void nx_scene_end(NxScene *sc);

/* Make sentence k the one under work: tags its tokens. */
extern void nx_scene_enter(NxScene *sc, uint32_t sentence);

/* How many verbs stand in a range of tokens: none, one, or more (2). */
extern uint32_t nx_verbs_between(const NxScene *sc, uint32_t first, uint32_t end);

/* How marks stand around a token: a set of bits. */
#define NX_MARK_INSIDE 1
#define NX_MARK_CLOSED 2 /* just before it */
#define NX_MARK_CLOSED_SOME 4
#define NX_MARK_OPENS_NEXT 8
#define NX_MARK_OPENS_SOON 16
#define NX_MARK_BEGINS 32 /* the sentence begins with them */
extern uint32_t nx_mark_context(const NxScene *sc, uint32_t i);

/* The outermost marked stretch that token i stands in, or its marks are; NULL if none. */
extern const NxMarked *nx_marked_at(const NxScene *sc, uint32_t token);

#endif /* NX_SCENE_H */
