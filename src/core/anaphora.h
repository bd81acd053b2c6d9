/*
 * anaphora.h
 *		Mentions without a name: "the prime minister", "the company", "she", "its".
 */
#ifndef NX_ANAPHORA_H
#define NX_ANAPHORA_H

#include "nx.h"
#include "role.h"

/*
 * Add nominal and pronoun mentions to NxAnalysis.mentions (which are names so
 * far, in order), with their entity where the reading is sure; count them in
 * NxEntity.mentions, and set NxEntity.gender where a sure pronoun tells it.
 */
extern NxStatus nx_find_anaphors(NxAnalysis *a, const NxRole *roles);

#endif /* NX_ANAPHORA_H */
