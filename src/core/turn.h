/*
 * turn.h
 *		Interviews and transcripts: paragraphs that say whose turn it is.
 */
#ifndef NX_TURN_H
#define NX_TURN_H

#include "attribution.h"

/* A paragraph that one person speaks. */
typedef struct NxTurn
{
	uint32_t paragraph;
	uint32_t label;   /* the token that ends the label: a colon or a dash; NX_NONE: none */
	NxRange speaker;  /* empty: nobody is named */
	bool is_question; /* the interviewer's, whom nobody quotes */
	uint8_t kind;     /* of the label, while turns are looked for */
} NxTurn;

typedef struct NxTurns
{
	NxTurn *list; /* by paragraph */
	uint32_t n;
	uint32_t capacity;
} NxTurns;

/* Needs mentions and entities. */
extern NxStatus nx_find_turns(NxAnalysis *a, NxTurns *out);

#endif /* NX_TURN_H */
