/*
 * mention.h
 *		tokens and sentences → names, nominals and pronouns with their labels.
 */
#ifndef NX_MENTION_H
#define NX_MENTION_H

#include "nx.h"

extern NxStatus nx_find_mentions(NxAnalysis *a);

#endif /* NX_MENTION_H */
