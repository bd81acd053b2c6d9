/*
 * pronoun.h
 *		"he", "her", "its", "they": found, and given to whom they mean.
 */
#ifndef NX_PRONOUN_H
#define NX_PRONOUN_H

#include "focus.h"

/* Is token i a pronoun of the third person?  Fills *c. */
extern bool nx_find_pronoun(const NxTokens *t, uint32_t i, NxCandidate *c);

/*
 * The entity that a pronoun means, or NX_NONE where that is not sure; teaches
 * the entity its gender.  next_name: the first name mention behind it.
 */
extern uint32_t nx_resolve_pronoun(NxWalk *w, const NxCandidate *c, uint32_t next_name);

#endif /* NX_PRONOUN_H */
