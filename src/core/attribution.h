/*
 * attribution.h
 *		Cue, source and content: who said, thought or wanted what, in which words.
 */
#ifndef NX_ATTRIBUTION_H
#define NX_ATTRIBUTION_H

#include "marks.h"
#include "nx.h"

/* On which side of its cue the content stands. */
typedef enum NxCueType
{
	NX_CUE_NONE,  /* no cue */
	NX_CUE_RIGHT, /* Diaz said it was over */
	NX_CUE_LEFT,  /* It was over, Diaz said */
	NX_CUE_BOTH,  /* It was, Diaz said, over */
	NX_N_CUE_TYPES
} NxCueType;

/* A range of tokens, end exclusive; empty: none. */
typedef struct NxRange
{
	uint32_t first;
	uint32_t end;
} NxRange;

typedef struct NxAttribution
{
	uint32_t head; /* the cue's word */
	NxRange cue;
	NxRange source;     /* empty: nobody is named */
	NxRange content[2]; /* in order of the text */
	uint32_t n_content;
	uint32_t sentence;
	uint8_t type; /* NxCueType */
	bool block;   /* content goes on in the next paragraph ("He said:") */
	bool negated;
	bool is_turn; /* a paragraph of a transcript, led by a label */
} NxAttribution;

typedef struct NxAttributions
{
	NxAttribution *list; /* by head */
	uint32_t n;
	uint32_t capacity;
} NxAttributions;

extern NxStatus nx_find_attributions(NxAnalysis *a, const NxMarks *marks, NxAttributions *out);

#endif /* NX_ATTRIBUTION_H */
