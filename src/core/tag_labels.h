/*
 * tag_labels.h
 *		The classes of names that the tagger tells apart, and the labels of tokens.
 */
#ifndef NX_TAG_LABELS_H
#define NX_TAG_LABELS_H

#include <stdbool.h>

/* What the corpora teach; finer labels are a matter of knowledge (mention.c). */
typedef enum NxTagClass
{
	NX_TAG_PER,
	NX_TAG_ORG,
	NX_TAG_LOC,
	NX_TAG_NORP,
	NX_TAG_FAC,
	NX_TAG_MISC,
	NX_TAG_N_CLASSES
} NxTagClass;

/* The labels of tokens: outside, and begin, inside, last, unit of each class. */
#define NX_TAG_OUTSIDE 0
#define NX_TAG_BEGIN(class) (1 + 4 * (class))
#define NX_TAG_INSIDE(class) (2 + 4 * (class))
#define NX_TAG_LAST(class) (3 + 4 * (class))
#define NX_TAG_UNIT(class) (4 + 4 * (class))
#define NX_TAG_LABELS (1 + 4 * NX_TAG_N_CLASSES)

/* May label `next` follow `label`?  Outside stands before and after a run. */
static inline bool
nx_tag_may_follow(int label, int next)
{
	bool open = label != NX_TAG_OUTSIDE && ((label - 1) % 4 == 0 || (label - 1) % 4 == 1);
	bool going_on = next != NX_TAG_OUTSIDE && ((next - 1) % 4 == 1 || (next - 1) % 4 == 2);

	if (open != going_on)
		return false;
	return !open || (label - 1) / 4 == (next - 1) / 4;
}

#endif /* NX_TAG_LABELS_H */
