/*
 * claim.h
 *		quantities → what is said of what.
 */
#ifndef NX_CLAIM_H
#define NX_CLAIM_H

#include "nx.h"

extern NxStatus nx_find_claims(NxAnalysis *a);

#endif /* NX_CLAIM_H */
