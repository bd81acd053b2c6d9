/*
 * model.c
 *		Linear models: scores from the linked images.
 */
#include <string.h>

#include "byte_sums.h"
#include "hash.h"
#include "model.h"

#define BATCH 256 /* features whose memory is asked for at once; no more than NX_BYTE_SUMS_MAX */

static const unsigned char no_weights[32] = {128, 128, 128, 128, 128, 128, 128, 128, 128, 128, 128,
											 128, 128, 128, 128, 128, 128, 128, 128, 128, 128, 128,
											 128, 128, 128, 128, 128, 128, 128, 128, 128, 128};

/*
 * The records of up to BATCH features.  Nothing waits for memory here, and
 * whether a feature is in the model is not asked by a branch: that is beyond
 * what can be predicted.
 */
static inline void
find_records(const NxModel *model, const uint64_t *features, uint32_t n,
			 const unsigned char **found, uint32_t record)
{
	const unsigned char *records = (const unsigned char *) model + model->records_at;

	for (uint32_t k = 0; k < n; k++)
	{
		uint16_t seed = model->seeds[nx_feature_bucket(model, features[k])];

		found[k] = records + (size_t) nx_feature_place(model, features[k], seed) * record;
		__builtin_prefetch(found[k]);
	}
}

/* What was found for a feature, or zeros where it was found for another. */
static inline const unsigned char *
checked(const unsigned char *found, uint64_t feature, uint32_t record)
{
	uint16_t check;
	uintptr_t differ;

	memcpy(&check, found + record - sizeof(check), sizeof(check));
	differ = (uintptr_t) 0 - (check != nx_feature_check(feature));
	return (const unsigned char *) (((uintptr_t) found & ~differ) |
									((uintptr_t) no_weights & differ));
}

/*
 * Add up what was found for n features.  The check at a record's end is summed
 * with the weights, and the sum not looked at.
 */
static inline void
add_records(const NxModel *model, const unsigned char *const *found, const uint64_t *features,
			uint32_t n, int32_t *scores)
{
	uint16_t sums[32];

	if (model->record == 8)
	{
		/* the same in one word: lanes of 16 bits, those of even and of odd places */
		const uint64_t even = UINT64_C(0x00FF00FF00FF00FF);
		uint64_t low = 0;
		uint64_t high = 0;

		for (uint32_t k = 0; k < n; k++)
		{
			uint64_t row = nx_load_le64((const char *) checked(found[k], features[k], 8));

			low += row & even;
			high += row >> 8 & even;
		}
		for (int i = 0; i < 4; i++)
		{
			sums[2 * i] = (uint16_t) (low >> 16 * i);
			sums[2 * i + 1] = (uint16_t) (high >> 16 * i);
		}
	}
	else
	{
		NxByteSums first = {{0}, {0}};
		NxByteSums second = {{0}, {0}};

		for (uint32_t k = 0; k < n; k++)
		{
			const unsigned char *p = checked(found[k], features[k], 32);

			nx_add_bytes(&first, p);
			nx_add_bytes(&second, p + 16);
		}
		nx_read_sums(&first, sums);
		nx_read_sums(&second, sums + 16);
	}
	for (uint32_t i = 0; i < model->n_labels; i++)
		scores[i] += ((int32_t) sums[i] - (int32_t) (n * NX_BYTE_ZERO)) * (int32_t) model->unit;
}

void
nx_model_score(const NxModel *model, const uint64_t *features, uint32_t n, int32_t *scores)
{
	const unsigned char *found[BATCH];

	for (uint32_t from = 0; from < n; from += BATCH)
	{
		uint32_t here = n - from < BATCH ? n - from : BATCH;

		find_records(model, features + from, here, found, model->record);
		add_records(model, found, features + from, here, scores);
	}
}

void
nx_model_score_each(const NxModel *model, const uint64_t *features, const uint32_t *ends,
					uint32_t n, int32_t *scores, uint32_t stride)
{
	const unsigned char *found[BATCH];
	uint32_t from = 0;

	for (uint32_t k = 0; k < n;)
	{
		uint32_t more = k;
		uint32_t at = from;

		while (more < n && ends[more] - from <= BATCH)
			more++;
		if (more == k)
		{
			nx_model_score(model, features + from, ends[k] - from, scores + (size_t) k * stride);
			from = ends[k++];
			continue;
		}
		find_records(model, features + from, ends[more - 1] - from, found, model->record);
		for (; k < more; at = ends[k++])
			add_records(model, found + (at - from), features + at, ends[k] - at,
						scores + (size_t) k * stride);
		from = at;
	}
}

void
nx_model_rank(const NxModel *model, const uint64_t *features, const uint32_t *ends, uint32_t n,
			  uint32_t label, int32_t *ranks)
{
	const unsigned char *found[BATCH];
	uint32_t record = model->record;
	uint32_t candidate = 0;

	memset(ranks, 0, n * sizeof(*ranks));
	for (uint32_t from = 0; n > 0 && from < ends[n - 1]; from += BATCH)
	{
		uint32_t left = ends[n - 1] - from;
		uint32_t here = left < BATCH ? left : BATCH;

		find_records(model, features + from, here, found, record);
		for (uint32_t k = 0; k < here; k++)
		{
			while (from + k >= ends[candidate])
				candidate++;
			ranks[candidate] += checked(found[k], features[from + k], record)[label] - NX_BYTE_ZERO;
		}
	}
}
