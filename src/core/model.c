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
		found[k] = records + (size_t) nx_feature_place(model, features[k]) * record;
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
			uint32_t n, int32_t *scores, uint32_t n_scores)
{
	int16_t unit = (int16_t) model->unit;
	NxByteSums first = {{0}, {0}};
	NxByteSums second = {{0}, {0}};
	uint16_t sums[32];

	for (uint32_t k = 0; k < n; k++)
	{
		const unsigned char *p = checked(found[k], features[k], 32);

		nx_add_bytes(&first, p);
		nx_add_bytes(&second, p + 16);
	}
	nx_read_sums(&first, sums);
	nx_read_sums(&second, sums + 16);
	for (uint32_t i = 0; i < n_scores; i++)
		scores[i] += (int32_t) (int16_t) (sums[i] - n * NX_BYTE_ZERO) * unit;
}

void
nx_model_score(const NxModel *model, const uint64_t *features, uint32_t n, int32_t *scores)
{
	const unsigned char *found[BATCH];

	for (uint32_t from = 0; from < n; from += BATCH)
	{
		uint32_t here = n - from < BATCH ? n - from : BATCH;

		if (model->record == 8)
		{
			NxFound places[BATCH];

			for (uint32_t k = 0; k < here; k++)
				places[k] = nx_model_find(model, features[from + k]);
			nx_model_score_found(model, places, here, scores);
			continue;
		}
		find_records(model, features + from, here, found, 32);
		add_records(model, found, features + from, here, scores, model->n_labels);
	}
}

void
nx_model_score_each(const NxModel *model, const uint64_t *features, const uint32_t *ends,
					uint32_t n, int32_t *scores)
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
			nx_model_score(model, features + from, ends[k] - from,
						   scores + (size_t) k * NX_MODEL_STRIDE);
			from = ends[k++];
			continue;
		}
		find_records(model, features + from, ends[more - 1] - from, found, 32);
		for (; k < more; at = ends[k++])
			add_records(model, found + (at - from), features + at, ends[k] - at,
						scores + (size_t) k * NX_MODEL_STRIDE, NX_MODEL_STRIDE);
		from = at;
	}
}

/* All bits where the record is the feature's that was looked for, none where it is another's. */
static inline uint64_t
is_found(const char *record, NxFound found)
{
	uint16_t check;

	memcpy(&check, record + 6, sizeof(check));
	return (uint64_t) 0 - (check == (uint16_t) found);
}

void
nx_model_score_found(const NxModel *model, const NxFound *found, uint32_t n, int32_t *scores)
{
	/* lanes of 16 bits, those of even and of odd places; they hold BATCH bytes */
	const uint64_t even = UINT64_C(0x00FF00FF00FF00FF);

	const char *image = (const char *) model;

	for (uint32_t from = 0; from < n; from += BATCH)
	{
		uint32_t here = n - from < BATCH ? n - from : BATCH;
		uint64_t lanes[2] = {0, 0};
		uint32_t known = 0;

		for (uint32_t k = 0; k < here; k++)
		{
			const char *record = image + (found[from + k] >> 16);
			uint64_t is = is_found(record, found[from + k]);
			uint64_t row = nx_load_le64(record) & is;

			lanes[0] += row & even;
			lanes[1] += row >> 8 & even;
			known -= (uint32_t) is;
		}
		for (uint32_t i = 0; i < model->n_labels; i++)
			scores[i] += ((int32_t) (lanes[i % 2] >> 8 * (i & ~1u) & 0xFFFF) -
						  (int32_t) (known * NX_BYTE_ZERO)) *
						 (int32_t) model->unit;
	}
}

int32_t
nx_model_rank_found(const NxModel *model, const NxFound *found, uint32_t n, uint32_t label)
{
	const char *image = (const char *) model;
	int32_t sum = 0;

	for (uint32_t k = 0; k < n; k++)
	{
		const char *record = image + (found[k] >> 16);
		int32_t weight = (unsigned char) record[label] - NX_BYTE_ZERO;

		sum += weight & (int32_t) is_found(record, found[k]);
	}
	return sum;
}
