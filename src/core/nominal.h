/*
 * nominal.h
 *		"the prime minister", "the company": found, and given to whom they mean.
 */
#ifndef NX_NOMINAL_H
#define NX_NOMINAL_H

#include "focus.h"

/*
 * Does "the" (or "a", "one") at token i open a phrase for a person, an
 * organisation or a place, before token `end`?  next_name: the first name
 * mention not before it.  Fills *c.
 */
extern bool nx_find_nominal(const NxAnalysis *a, uint32_t i, uint32_t next_name, uint32_t end,
							NxCandidate *c);

/* "a man", "one fighter": somebody new, whom a pronoun may mean as well. */
extern bool nx_find_stranger(const NxAnalysis *a, uint32_t i, uint32_t next_name, uint32_t end,
							 NxCandidate *c);

/* Gather what nominals are looked up among: the heads of roles, nouns in names. */
extern NxStatus nx_index_heads(NxWalk *w);

/* The entity that a nominal means, or NX_NONE where that is not sure. */
extern uint32_t nx_resolve_nominal(NxWalk *w, const NxCandidate *c, uint32_t next_name);

#endif /* NX_NOMINAL_H */
