/*
 * model.c
 *		Linear models: scores from the linked images.
 */
#include <string.h>

#include "model.h"

/* Features summed in 16 bits before they are added up: 128 * 128 fits. */
#define BATCH 128
#define NOWHERE UINT32_MAX

/* A record: bits of the feature that neither slot nor tag show, and the weights. */
static inline uint16_t
check_of(const unsigned char *record)
{
	uint16_t check;

	memcpy(&check, record, sizeof(check));
	return check;
}

/* The first slot at or after i whose tag is the feature's, NOWHERE if there is none. */
static inline uint32_t
next_slot(const NxModel *model, uint32_t i, uint16_t tag)
{
	for (;; i++)
	{
		uint16_t here = model->tags[i &= model->slot_mask];

		if (here == tag)
			return i;
		if (here == 0)
			return NOWHERE;
	}
}

/*
 * Add the weights of up to BATCH features to sums.  The record's size is a
 * constant wherever this is inlined, so that a sum is a few vector
 * instructions.
 */
static inline void
sum_batch(const NxModel *model, const uint64_t *features, uint32_t n, int16_t *sums,
		  uint32_t record)
{
	const unsigned char *records = (const unsigned char *) model + model->records_at;
	uint32_t slot[BATCH];

	for (uint32_t k = 0; k < n; k++)
	{
		slot[k] = next_slot(model, (uint32_t) features[k], nx_feature_tag(features[k]));
		if (slot[k] != NOWHERE)
			__builtin_prefetch(records + (size_t) slot[k] * record);
	}
	for (uint32_t k = 0; k < n; k++)
	{
		const unsigned char *r;
		const signed char *weights;

		/* a tag may also be another feature's */
		while (slot[k] != NOWHERE &&
			   check_of(records + (size_t) slot[k] * record) != nx_feature_check(features[k]))
			slot[k] = next_slot(model, slot[k] + 1, nx_feature_tag(features[k]));
		if (slot[k] == NOWHERE)
			continue;
		r = records + (size_t) slot[k] * record;
		weights = (const signed char *) r + 2;
		for (uint32_t i = 0; i < record - 2; i++)
			sums[i] = (int16_t) (sums[i] + weights[i]);
	}
}

static void
score_batch(const NxModel *model, const uint64_t *features, uint32_t n, int32_t *scores)
{
	int16_t sums[64] = {0};

	switch (model->record)
	{
		case 8:
			sum_batch(model, features, n, sums, 8);
			break;
		case 16:
			sum_batch(model, features, n, sums, 16);
			break;
		case 32:
			sum_batch(model, features, n, sums, 32);
			break;
		default:
			sum_batch(model, features, n, sums, 64);
			break;
	}
	for (uint32_t i = 0; i < model->n_labels; i++)
		scores[i] += sums[i] * (int32_t) model->unit;
}

void
nx_model_score(const NxModel *model, const uint64_t *features, uint32_t n, int32_t *scores)
{
	for (; n > BATCH; n -= BATCH, features += BATCH)
		score_batch(model, features, BATCH, scores);
	score_batch(model, features, n, scores);
}
