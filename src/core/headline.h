/*
 * headline.h
 *		Names in headlines, by what the body of the text names.
 */
#ifndef NX_HEADLINE_H
#define NX_HEADLINE_H

#include "nx.h"

/*
 * Put right the name mentions of headlines in title case or capitals: names
 * that the body has are found there too, and "Xi Heaps Praise" is Xi.
 */
extern NxStatus nx_mend_headlines(NxAnalysis *a);

#endif /* NX_HEADLINE_H */
