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

#include "displace.h"

#define NX_MODEL_MAGIC UINT32_C(0x4E584D37) /* changes with the layout */

/*
 * The image: this header, then a seed for each bucket, then a record for each
 * place: its weights as bytes above NX_BYTE_ZERO, in multiples of the model's
 * unit, and 16 bits of the feature that it is for.
 *
 * A feature has one place (displace.h), so the few thousand features of a
 * paragraph cost neither a search nor a branch; one that the model lacks is known by the 16 bits (one in 65536 is not), and
 * counts as a record of zeros.  Bytes are enough: the unit is the least that
 * lets 999 of 1000 weights fit, and the few beyond are cut off, which matters only
 * where one feature alone decides anyhow.
 */
typedef struct NxModel
{
	uint32_t magic;
	uint32_t n_labels;
	uint32_t record; /* bytes: 8 or 32 */
	uint32_t n_places;
	uint32_t n_buckets;
	uint32_t n_features;
	uint32_t unit;
	uint32_t records_at; /* bytes from the image's start */
	uint32_t size;       /* of the image */
	uint16_t seeds[];
} NxModel;

#define NX_MODEL_MAX_LABELS 30

/* One to one; a multiplication is mixing enough for places that seeds choose. */
static inline uint64_t
nx_feature(uint32_t template, uint32_t value, uint32_t second)
{
	uint64_t h = ((uint64_t) value << 32 | second) ^ (template * UINT64_C(0x9E3779B97F4A7C15));

	h *= UINT64_C(0xD6E8FEB86659FD93);
	return h ^ h >> 32;
}

static inline uint32_t
nx_feature_place(const NxModel *model, uint64_t feature)
{
	uint32_t bucket = nx_displace_bucket((uint32_t) feature, model->n_buckets);

	return nx_displace_place((uint32_t) (feature >> 32), model->seeds[bucket], model->n_places);
}

static inline uint16_t
nx_feature_check(uint64_t feature)
{
	return (uint16_t) (feature >> 24);
}

/*
 * Add the weights of n features to scores[0 .. n_labels).  Many at a time cost
 * less than one by one: the memory they need is asked for ahead.
 */
extern void nx_model_score(const NxModel *model, const uint64_t *features, uint32_t n,
						   int32_t *scores);

/*
 * The same, with records of 32 bytes, for each of n lists of features that lie one
 * after the other, those of list k up to ends[k], its scores from
 * scores[k * NX_MODEL_STRIDE] on, of which those beyond the labels are written too:
 * memory is waited for once in many lists.
 */
#define NX_MODEL_STRIDE 32

extern void nx_model_score_each(const NxModel *model, const uint64_t *features,
								const uint32_t *ends, uint32_t n, int32_t *scores);

/*
 * In two steps, for a model with records of 8 bytes: nx_model_find() gives a
 * feature's place and its check, and asks for the memory; when all are gathered, one
 * of the others reads what lies there.
 */
typedef uint64_t NxFound;

static inline NxFound
nx_model_find(const NxModel *model, uint64_t feature)
{
	uint64_t at = model->records_at + (uint64_t) nx_feature_place(model, feature) * 8;

	__builtin_prefetch((const char *) model + at);
	return at << 16 | nx_feature_check(feature);
}

extern void nx_model_score_found(const NxModel *model, const NxFound *found, uint32_t n,
								 int32_t *scores);

/* The sum of what one label is given by n features, in units of the model. */
extern int32_t nx_model_rank_found(const NxModel *model, const NxFound *found, uint32_t n,
								   uint32_t label);

#endif /* NX_MODEL_H */
