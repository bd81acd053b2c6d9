/*
 * tag_sums.c
 *		What words say by themselves, from the linked image.
 */
#include "byte_sums.h"
#include "image.h"
#include "tag_sums.h"

NX_IMAGE(nx_tag_sums, "names_sums.bin");
extern const NxTagSums nx_tag_sums;

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

void
nx_tag_add_sums(const NxTagText *x, uint32_t i, int32_t *scores)
{
	const NxTagToken *w = &x->tokens[i + 2 - x->run.first];
	/* entry 0 says nothing */
	const unsigned char *const rows[] = {
		word_at(w), context_at(w - 2), context_at(w - 1) + NX_TAG_STRIDE,
		context_at(w + 1) + 2 * NX_TAG_STRIDE, context_at(w + 2) + 3 * NX_TAG_STRIDE};
	NxByteSums first = {{0}, {0}};
	NxByteSums second = {{0}, {0}};
	uint16_t sums[NX_TAG_STRIDE];

	for (int k = 0; k < 5; k++)
	{
		nx_add_bytes(&first, rows[k]);
		nx_add_bytes(&second, rows[k] + 16);
	}
	nx_read_sums(&first, sums);
	nx_read_sums(&second, sums + 16);
	for (int k = 0; k < NX_TAG_LABELS; k++)
		scores[k] += (sums[k] - 5 * NX_BYTE_ZERO) * (int32_t) nx_tag_sums.unit;
}
