/*
 * model.h
 *		Linear models: hashed features → rows of small integer weights.
 *
 * The text of a model (data/english/NAME.weights) is one feature a line: its
 * name, a tab, and a weight for each label.  tools/build_model hashes the
 * names with nx_feature_hash() into a read-only image that is linked in; the
 * runtime computes the same hashes from token hashes, never from strings.
 */
#ifndef NX_MODEL_H
#define NX_MODEL_H

#include <stdint.h>

typedef struct NxModel NxModel;

/*
 * A feature is a template number and one or two 32-bit values (token hashes,
 * clusters, shapes …).
 */
static inline uint64_t
nx_feature(uint32_t template, uint32_t value, uint32_t second)
{
	uint64_t	h = ((uint64_t) value << 32 | second) ^ (template * UINT64_C(0x9E3779B97F4A7C15));

	h ^= h >> 32;
	h *= UINT64_C(0xD6E8FEB86659FD93);
	h ^= h >> 29;
	h *= UINT64_C(0xD6E8FEB86659FD93);
	h ^= h >> 32;
	return h;
}

/* The weights of a feature, one for each label of the model, or NULL. */
extern const int16_t *nx_model_row(const NxModel *model, uint64_t feature);

extern int	nx_model_labels(const NxModel *model);

#endif							/* NX_MODEL_H */
