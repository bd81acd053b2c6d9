/*
 * model.c
 *		Linear models: scores from the linked images.
 */
#include <string.h>

#include "model.h"

/* Features summed in 16 bits before they are added up: 128 * 128 fits. */
#define BATCH 128
#define NOWHERE UINT32_MAX

/* Eight weights as they are kept, and as they are summed. */
typedef int8_t Bytes __attribute__((vector_size(8)));
typedef int16_t Lanes __attribute__((vector_size(16)));

static inline Lanes
weights_at(const unsigned char *p)
{
	Bytes bytes;

	memcpy(&bytes, p, sizeof(bytes));
	return __builtin_convertvector(bytes, Lanes);
}

/* The first slot at or after i whose tag is the feature's, NOWHERE if there is none. */
static inline uint32_t
next_slot(const NxModel *model, uint32_t i, uint16_t tag)
{
	for (;; i++)
	{
		uint16_t here;

		if (i == model->n_slots)
			i = 0;
		here = model->tags[i];
		if (here == tag)
			return i;
		if (here == 0)
			return NOWHERE;
	}
}

/*
 * Find the records of up to BATCH features, and which features they are for
 * (when asked): their number is returned.  Whether
 * a tag matches is beyond the branch predictor, so nothing may wait for memory
 * where that is asked.
 */
static inline uint32_t
find_records(const NxModel *model, const uint64_t *features, uint32_t n,
			 const unsigned char **found, uint32_t *found_for, uint32_t record)
{
	const unsigned char *records = (const unsigned char *) model + model->records_at;
	uint32_t slots[BATCH];
	uint32_t which[BATCH];
	uint32_t n_slots = 0;
	uint32_t n_found = 0;

	for (uint32_t k = 0; k < n; k++)
		__builtin_prefetch(&model->tags[nx_feature_slot(model, features[k])]);
	for (uint32_t k = 0; k < n; k++)
	{
		uint32_t slot =
			next_slot(model, nx_feature_slot(model, features[k]), nx_feature_tag(features[k]));

		if (slot == NOWHERE)
			continue;
		__builtin_prefetch(records + (size_t) slot * record);
		slots[n_slots] = slot;
		which[n_slots++] = k;
	}
	for (uint32_t k = 0; k < n_slots; k++)
	{
		uint64_t feature = features[which[k]];
		uint32_t slot = slots[k];
		uint16_t check;

		/* a tag may also be another feature's */
		do
		{
			memcpy(&check, records + (size_t) slot * record + record - sizeof(check),
				   sizeof(check));
			if (check == nx_feature_check(feature))
			{
				if (found_for != NULL)
					found_for[n_found] = which[k];
				found[n_found++] = records + (size_t) slot * record;
				break;
			}
			slot = next_slot(model, slot + 1, nx_feature_tag(feature));
		} while (slot != NOWHERE);
	}
	return n_found;
}

/* The check at a record's end is summed with the weights, and the sum not looked at. */
static void
score_batch(const NxModel *model, const uint64_t *features, uint32_t n, int32_t *scores)
{
	const unsigned char *found[BATCH];
	int16_t sums[32];
	Lanes a = {0};
	Lanes b = {0};
	Lanes c = {0};
	Lanes d = {0};

	if (model->record == 8)
	{
		n = find_records(model, features, n, found, NULL, 8);
		for (uint32_t k = 0; k < n; k++)
			a += weights_at(found[k]);
	}
	else
	{
		n = find_records(model, features, n, found, NULL, 32);
		for (uint32_t k = 0; k < n; k++)
		{
			a += weights_at(found[k]);
			b += weights_at(found[k] + 8);
			c += weights_at(found[k] + 16);
			d += weights_at(found[k] + 24);
		}
	}
	memcpy(sums, &a, sizeof(a));
	memcpy(sums + 8, &b, sizeof(b));
	memcpy(sums + 16, &c, sizeof(c));
	memcpy(sums + 24, &d, sizeof(d));
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

void
nx_model_rank(const NxModel *model, const uint64_t *features, const uint32_t *ends, uint32_t n,
			  uint32_t label, int32_t *ranks)
{
	const unsigned char *found[BATCH];
	uint32_t found_for[BATCH];
	uint32_t candidate = 0;

	memset(ranks, 0, n * sizeof(*ranks));
	for (uint32_t from = 0; n > 0 && from < ends[n - 1]; from += BATCH)
	{
		uint32_t left = ends[n - 1] - from;
		uint32_t n_found = find_records(model, features + from, left < BATCH ? left : BATCH, found,
										found_for, model->record == 8 ? 8 : 32);

		for (uint32_t k = 0; k < n_found; k++)
		{
			while (from + found_for[k] >= ends[candidate])
				candidate++;
			ranks[candidate] += (int8_t) found[k][label];
		}
	}
}
