/*
 * source.h
 *		The words that an attribution names as its source → a speaker.
 */
#ifndef NX_SOURCE_H
#define NX_SOURCE_H

#include "attribution.h"
#include "nx.h"

typedef struct NxSource
{
	NxSpan span;     /* the words in the text; empty: nobody */
	NxStr name;      /* canonical, or the words themselves; len 0: none */
	uint32_t entity; /* or NX_NONE */
	uint8_t label;   /* NxLabel */
} NxSource;

/* The first mention that ends after the token; n_mentions if none does. */
extern uint32_t nx_mention_from(const NxAnalysis *a, uint32_t token);

/* The speaker that the tokens name; cue is the cue's token. */
extern void nx_resolve_source(const NxAnalysis *a, NxRange tokens, uint32_t cue, NxSource *out);

/* Whom the sentence is about: a person at its beginning; else *out stays as it is. */
extern void nx_person_spoken_of(const NxAnalysis *a, uint32_t sentence, NxSource *out);

#endif /* NX_SOURCE_H */
