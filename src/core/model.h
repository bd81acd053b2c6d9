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

#define NX_MODEL_MAGIC UINT32_C(0x4E584D36) /* changes with the layout */

/*
 * The image: this header, then a tag of 16 bits for each slot (0: empty), then
 * a record for each: its weights in bytes, as multiples of the model's unit, and 16 more
 * bits of the feature.
 *
 * What a feature costs is memory that is far away.  One that the model lacks
 * touches its tag only, and all tags fit a near cache; one that it has touches
 * one line more.  Bytes are enough: the unit is the least that lets 999 of
 * 1000 weights fit, and the few beyond are cut off, which matters only where
 * one feature alone decides anyhow.
 */
typedef struct NxModel
{
	uint32_t magic;
	uint32_t n_labels;
	uint32_t record; /* bytes: 8 or 32 */
	uint32_t n_slots;
	uint32_t n_features;
	uint32_t unit;
	uint32_t records_at; /* bytes from the image's start */
	uint32_t size;       /* of the image */
	uint16_t tags[];
} NxModel;

#define NX_MODEL_MAX_LABELS 30

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

/* The slot where looking for a feature begins. */
static inline uint32_t
nx_feature_slot(const NxModel *model, uint64_t feature)
{
	return (uint32_t) ((feature & UINT32_MAX) * model->n_slots >> 32);
}

static inline uint16_t
nx_feature_tag(uint64_t feature)
{
	return (uint16_t) (feature >> 48 | 1); /* never 0 */
}

static inline uint16_t
nx_feature_check(uint64_t feature)
{
	return (uint16_t) (feature >> 32);
}

/* Ask for the memory that says whether the model has the feature. */
static inline void
nx_model_prefetch(const NxModel *model, uint64_t feature)
{
	__builtin_prefetch(&model->tags[nx_feature_slot(model, feature)]);
}

/*
 * Add the weights of n features to scores[0 .. n_labels).  Many at a time cost
 * less than one by one: the memory they need is asked for ahead.
 */
extern void nx_model_score(const NxModel *model, const uint64_t *features, uint32_t n,
						   int32_t *scores);

/*
 * What one label gives to each of n candidates, in units of the model.  Their
 * features lie one after the other, those of candidate k up to ends[k]: found
 * all together, they wait for memory once.
 */
extern void nx_model_rank(const NxModel *model, const uint64_t *features, const uint32_t *ends,
						  uint32_t n, uint32_t label, int32_t *ranks);

#endif /* NX_MODEL_H */
