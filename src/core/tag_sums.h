/*
 * tag_sums.h
 *		What words say by themselves, summed beforehand.
 *
 * Half of a token's features come from one word each: the word, its classes,
 * its affixes, as seen by the token itself and by those up to two tokens away.
 * For words of the lexicon tools/build_tag_sums adds their weights up, so that
 * a word costs one piece of far memory, and not a dozen.
 */
#ifndef NX_TAG_SUMS_H
#define NX_TAG_SUMS_H

#include "model.h"
#include "tag_text.h"

#define NX_TAG_SUMS_MAGIC UINT32_C(0x4E585331) /* changes with the layout */
#define NX_TAG_STRIDE NX_MODEL_STRIDE          /* labels, rounded up for the vector unit */

/*
 * The image: this header; for each entry of the lexicon, in lower case and
 * capitalised, the number of its context; contexts of four sums, for the tokens
 * at -2, -1, 1 and 2 from a word's own place; for each entry the sum for the
 * word itself.  A sum is NX_TAG_STRIDE bytes above NX_BYTE_ZERO, in multiples of the unit.
 */
typedef struct NxTagSums
{
	uint32_t magic;
	uint32_t n_entries;
	uint32_t unit;
	uint32_t contexts_at; /* bytes from the image's start */
	uint32_t words_at;
	uint32_t size;
	uint16_t context_of[][2];
} NxTagSums;

/* For the run at hand, ask for the memory that nx_tag_add_sums() will read. */
extern void nx_tag_find_sums(NxTagText *x);

/* Add to scores[NX_TAG_STRIDE] of token i of the run at hand what its words say. */
extern void nx_tag_add_sums(const NxTagText *x, uint32_t i, int32_t *scores);

#endif /* NX_TAG_SUMS_H */
