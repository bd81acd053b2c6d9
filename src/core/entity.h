/*
 * entity.h
 *		mentions → entities: canonical names, aliases, roles, salience; sets
 *		NxMention.entity and adds nominals and pronouns to the mentions.
 */
#ifndef NX_ENTITY_H
#define NX_ENTITY_H

#include "nx.h"

extern NxStatus nx_find_entities(NxAnalysis *a);

#endif /* NX_ENTITY_H */
