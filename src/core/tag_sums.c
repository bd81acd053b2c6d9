/*
 * tag_sums.c
 *		What words say by themselves, from the linked image.
 */
#include <string.h>

#include "image.h"
#include "tag_sums.h"

NX_IMAGE(nx_tag_sums, "names_sums.bin");
extern const NxTagSums nx_tag_sums;

/* Eight weights as they are kept, and as they are summed. */
typedef uint8_t Bytes __attribute__((vector_size(8)));
typedef uint16_t Lanes __attribute__((vector_size(16)));

#define N_LANES (NX_TAG_STRIDE / 8)
#define ZERO 128 /* the byte of no weight */

static inline const unsigned char *
context_at(const NxTagToken *token)
{
	return (const unsigned char *) &nx_tag_sums + nx_tag_sums.contexts_at +
		   (size_t) token->context * 4 * NX_TAG_STRIDE;
}

static inline const unsigned char *
word_at(const NxTagToken *token)
{
	return (const unsigned char *) &nx_tag_sums + nx_tag_sums.words_at +
		   (size_t) (token->itself ? token->entry : 0) * NX_TAG_STRIDE;
}

void
nx_tag_find_sums(NxTagText *x)
{
	NxTagToken *end = &x->tokens[x->run.end - x->run.first + 4];

	for (NxTagToken *token = x->tokens; token < end; token++)
	{
		token->context = nx_tag_sums.context_of[token->entry][nx_tag_capital_shape[token->shape]];
		__builtin_prefetch(context_at(token));
		__builtin_prefetch(context_at(token) + 64);
		__builtin_prefetch(word_at(token));
	}
}

static inline void
add_sum(Lanes *sum, const unsigned char *p)
{
	for (int k = 0; k < N_LANES; k++)
	{
		Bytes bytes;

		memcpy(&bytes, p + 8 * k, sizeof(bytes));
		sum[k] += __builtin_convertvector(bytes, Lanes);
	}
}

void
nx_tag_add_sums(const NxTagText *x, uint32_t i, int32_t *scores)
{
	const NxTagToken *w = &x->tokens[i + 2 - x->run.first];
	Lanes sum[N_LANES] = {{0}};
	uint16_t flat[NX_TAG_STRIDE];

	/* entry 0 says nothing */
	add_sum(sum, word_at(w));
	add_sum(sum, context_at(w - 2));
	add_sum(sum, context_at(w - 1) + NX_TAG_STRIDE);
	add_sum(sum, context_at(w + 1) + 2 * NX_TAG_STRIDE);
	add_sum(sum, context_at(w + 2) + 3 * NX_TAG_STRIDE);
	memcpy(flat, sum, sizeof(flat));
	for (int k = 0; k < NX_TAG_LABELS; k++)
		scores[k] += (flat[k] - 5 * ZERO) * (int32_t) nx_tag_sums.unit;
}
