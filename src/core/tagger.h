/*
 * tagger.h
 *		The learned sequence model: tokens and sentences → names with coarse classes.
 */
#ifndef NX_TAGGER_H
#define NX_TAGGER_H

#include "nx.h"
#include "tag_features.h"

/*
 * Find names, in order, without overlaps; *names lives in the arena, as the
 * mentions that they will be but for their labels: a label is an NxTagClass yet.
 */
extern NxStatus nx_tag_names(NxAnalysis *a, NxMention **names, uint32_t *n_names);

#endif /* NX_TAGGER_H */
