/*
 * definition.h
 *		Names that their acronym defines: "Ministry of Trade, Industry and Energy (MOTIE)".
 */
#ifndef NX_DEFINITION_H
#define NX_DEFINITION_H

#include "nx.h"

/*
 * Where an acronym in brackets has the initials of the words before it (or
 * words in brackets those of the acronym before them), these words are one
 * name and the acronym another, whatever was found there.
 */
extern NxStatus nx_mend_defined_names(NxAnalysis *a);

#endif /* NX_DEFINITION_H */
