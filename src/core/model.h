/*
 * model.h
 *		Linear models: features → rows of small integer weights.
 *
 * A feature is a template (a small number: what is looked at) and one or two
 * 32-bit values (what is seen there: the hash of a word as tokens carry it, a
 * word class, a shape …).  A model gives each feature that it knows a weight
 * for each of its labels; the score of a label is the sum over the features
 * that hold.
 *
 * The text of a model, data/english/NAME.weights, is made by a trainer and
 * read by tools/build_model, which writes build/NAME.bin:
 *
 *		# comment
 *		labels<TAB>O<TAB>B-PER …			names, in the order of their numbers
 *		12 said<TAB>0:14 3:-250				template 12, the word "said"
 *		13 said #7<TAB>1:90					template 13, a word and the number 7
 *
 * Values that begin with '#' are numbers, all others words (nx_word_hash());
 * a word that begins with '#' or '\' has '\' before it.  Weights not named are
 * 0.  A model is linked in by
 *
 *		NX_IMAGE(nx_model_names, "names.bin");		(image.h)
 *		extern const NxModel nx_model_names;
 */
#ifndef NX_MODEL_H
#define NX_MODEL_H

#include <stddef.h>
#include <stdint.h>

#define NX_MODEL_MAGIC UINT32_C(0x4E584D32) /* changes with the layout */

/*
 * The image: this header, then tags (16 bits a slot; 0 empty), the slots
 * themselves, and the rows, aligned to 64.  Only the tags, small enough for a
 * near cache, are touched for a feature that the model lacks.
 */
typedef struct NxModelSlot
{
	uint32_t check; /* bits of the feature that neither slot nor tag show */
	uint32_t row;
} NxModelSlot;

typedef struct NxModel
{
	uint32_t magic;
	uint32_t n_labels;
	uint32_t stride;    /* weights in a row, a multiple of 8; those beyond n_labels are 0 */
	uint32_t slot_mask; /* slots - 1, slots a power of two */
	uint32_t n_rows;
	uint32_t slots_at; /* bytes from the image's start */
	uint32_t rows_at;
	uint32_t size; /* of the image */
	uint16_t tags[];
} NxModel;

static inline uint64_t
nx_feature(uint32_t template, uint32_t value, uint32_t second)
{
	uint64_t h = ((uint64_t) value << 32 | second) ^ (template * UINT64_C(0x9E3779B97F4A7C15));

	h ^= h >> 32;
	h *= UINT64_C(0xD6E8FEB86659FD93);
	h ^= h >> 29;
	h *= UINT64_C(0xD6E8FEB86659FD93);
	h ^= h >> 32;
	return h;
}

static inline uint16_t
nx_feature_tag(uint64_t feature)
{
	return (uint16_t) (feature >> 48 | 1); /* never 0 */
}

/* The weights of a feature, stride of them, or NULL when the model has none. */
static inline const int16_t *
nx_model_row(const NxModel *model, uint64_t feature)
{
	uint32_t mask = model->slot_mask;
	uint16_t tag = nx_feature_tag(feature);

	for (uint32_t i = (uint32_t) feature & mask; model->tags[i] != 0; i = (i + 1) & mask)
		if (model->tags[i] == tag)
		{
			const NxModelSlot *slot =
				(const NxModelSlot *) ((const char *) model + model->slots_at) + i;

			if (slot->check == (uint32_t) (feature >> 16))
				return (const int16_t *) ((const char *) model + model->rows_at) +
					   (size_t) slot->row * model->stride;
		}
	return NULL;
}

/* Add a feature's weights to scores[0 .. n_labels). */
extern void nx_model_add(const NxModel *model, uint64_t feature, int32_t *scores);

#endif /* NX_MODEL_H */
