/*
 * quote.h
 *		marks, cues, sources, contents → quotations with speakers.
 */
#ifndef NX_QUOTE_H
#define NX_QUOTE_H

#include "nx.h"

extern NxStatus nx_find_quotes(NxAnalysis *a);

#endif /* NX_QUOTE_H */
