/*
 * chain_match.h
 *		Which chain a name may belong to.
 */
#ifndef NX_CHAIN_MATCH_H
#define NX_CHAIN_MATCH_H

#include "chain.h"

/*
 * The chain that the form fits best, or NX_NONE.  Chains from `after` on only
 * (0: all), which is how names before their full form are tried again; not `self`.
 */
extern uint32_t nx_best_chain(NxLinker *l, const NxForm *form, NxGroup group, uint32_t after,
							  uint32_t self);

/* A chain from `after` on whose initials the acronym has, or NX_NONE. */
extern uint32_t nx_acronym_chain(NxLinker *l, const NxForm *form, NxGroup group, uint32_t after);

/*
 * "National Rally (RN)", "National Liberation Army, or ELN,": the chain of the
 * name of several words right before an acronym, or NX_NONE.
 */
extern uint32_t nx_bracket_chain(NxLinker *l, uint32_t mention, const NxForm *form);

/* "Alderley" for Alderley Town, unless something happens in, from or near it; or NX_NONE. */
extern uint32_t nx_club_chain(NxLinker *l, const NxMention *m, const NxForm *form);

/*
 * How much the text's thread speaks for a chain: spoken of just now, lately,
 * often.  A family name is his who goes by it: of brothers, one may be "Mr
 * Trump" and the other "Freddy".
 */
extern int nx_prominence(const NxLinker *l, const NxChain *chain, bool by_family);

#endif /* NX_CHAIN_MATCH_H */
