/*
 * model.c
 *		Linear models: scores from the linked images.
 */
#include "model.h"

void
nx_model_add(const NxModel *model, uint64_t feature, int32_t *scores)
{
	const int16_t *row = nx_model_row(model, feature);

	if (row != NULL)
		for (uint32_t i = 0; i < model->n_labels; i++)
			scores[i] += row[i];
}
