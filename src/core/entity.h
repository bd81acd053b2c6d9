/*
 * entity.h
 *		mentions → entities: canonical names, aliases, roles, salience; sets NxMention.entity.
 */
#ifndef NX_ENTITY_H
#define NX_ENTITY_H

#include "nx.h"

extern NxStatus nx_find_entities(NxAnalysis *a);

#endif							/* NX_ENTITY_H */
