/*
 * tag_features.h
 *		What the name tagger looks at: shared by the tagger and its trainer.
 */
#ifndef NX_TAG_FEATURES_H
#define NX_TAG_FEATURES_H

#include "tag_text.h"

/* Templates; their numbers are in the weights, so new ones go to the end. */
#define NX_TAG_TRANSITION 255 /* value: the label before */
#define NX_TAG_STYLED 256     /* added to a template: the same in wire style */

/* The name of a feature. */
typedef struct NxTagFeature
{
	uint16_t template;
	uint8_t words;  /* bit 0: value is the hash of a word, bit 1: second is */
	uint8_t styled; /* also learned apart for the style of the text */
	uint32_t value;
	uint32_t second;
} NxTagFeature;

#define NX_TAG_MAX_FEATURES 200
#define NX_TAG_MAX_HASHES (NX_TAG_MAX_FEATURES + 1) /* the last may come with its style's */

/*
 * The features of token i of the run at hand, less what sums say of known words
 * (x->sums).  Of names and hashes one is NULL: names are all of them, for a
 * trainer; hashes those that hold in the text's style, as a model takes
 * them.  Their number is returned.
 */
extern int nx_tag_features(const NxTagText *x, uint32_t i, NxTagFeature *names, uint64_t *hashes);

/* Those that a word has by itself, as the token sees it that it stands `offset` (-2 … 2) after. */
extern int nx_tag_word_features(const NxTagToken *w, int offset, const char *word, uint32_t len,
								uint64_t *hashes);

/*
 * What the rest of the article says of token i of the run at hand, whose own
 * labels are taken back; 0 when it says nothing.
 */
extern int nx_tag_use_features(const NxTagText *x, uint32_t i, NxTagFeature *names,
							   uint64_t *hashes);

#endif /* NX_TAG_FEATURES_H */
