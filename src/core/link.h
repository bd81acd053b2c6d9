/*
 * link.h
 *		name mentions → chains of mentions of one thing.
 */
#ifndef NX_LINK_H
#define NX_LINK_H

#include "nx.h"

/*
 * What linking leaves for entity.c.  Every mention's entity is the number of
 * its chain, dense and in order of first mention; its label is the chain's;
 * and NxMention.plural, which names do not use, carries these for a while.
 */
#define NX_LINK_ALIAS 0x80 /* first of a form that is not the chain's fullest */
#define NX_LINK_BEST 0x40  /* has the chain's fullest form */
#define NX_LINK_MALE 0x20  /* on the best: the chain's gender */
#define NX_LINK_FEMALE 0x10

typedef struct NxLinked
{
	uint32_t n_entities;
	uint32_t n_aliases; /* of all entities together */
} NxLinked;

extern NxStatus nx_link_names(NxAnalysis *a, NxLinked *linked);

#endif /* NX_LINK_H */
