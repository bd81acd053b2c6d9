/*
 * salience.h
 *		How much an article is about each of its entities.
 */
#ifndef NX_SALIENCE_H
#define NX_SALIENCE_H

#include "nx.h"

/*
 * Set NxEntity.salience, 0 … 1, from what is known so far: the stage of
 * entities calls it, and that of quotes again, once speakers are known.
 */
extern NxStatus nx_score_salience(NxAnalysis *a);

#endif /* NX_SALIENCE_H */
