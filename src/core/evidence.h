/*
 * evidence.h
 *		What the article itself says that a name is, where that is beyond doubt.
 */
#ifndef NX_EVIDENCE_H
#define NX_EVIDENCE_H

#include "nx.h"

/*
 * Correct the labels of names by what stands in and beside them ("the tanker
 * Solvik", "Penrow's striker", "Brandt Gruppe", "Marlo, a Dutch airline,"), for every
 * mention in the same words.
 */
extern NxStatus nx_weigh_evidence(NxAnalysis *a);

#endif /* NX_EVIDENCE_H */
