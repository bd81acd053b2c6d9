/*
 * tagger.h
 *		The learned sequence model: tokens and sentences → names with coarse classes.
 */
#ifndef NX_TAGGER_H
#define NX_TAGGER_H

#include "nx.h"
#include "tag_features.h"

typedef struct NxTagged
{
	NxSpan span; /* within its tokens: "Lima" of "Lima-based" */
	uint32_t first_token;
	uint32_t end_token; /* exclusive */
	uint8_t class;      /* NxTagClass */
} NxTagged;

/* Find names, in order, without overlaps; *names lives in the arena. */
extern NxStatus nx_tag_names(NxAnalysis *a, NxTagged **names, uint32_t *n_names);

#endif /* NX_TAGGER_H */
