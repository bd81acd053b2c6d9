/*
 * tag_token.c
 *		What is known of a token by itself, as features name it.
 */
#include "lexicon.h"
#include "tag_text.h"

const bool nx_tag_capital_shape[NX_SHAPE_N] = {
	[NX_SHAPE_CAPITAL] = true,     [NX_SHAPE_UPPER2] = true,         [NX_SHAPE_UPPER] = true,
	[NX_SHAPE_INITIAL] = true,     [NX_SHAPE_LETTER] = true,         [NX_SHAPE_DOTTED] = true,
	[NX_SHAPE_MIXED] = true,       [NX_SHAPE_HYPHEN_CAPITAL] = true, [NX_SHAPE_HYPHEN_LOWER] = true,
	[NX_SHAPE_UPPER_DIGIT] = true, [NX_SHAPE_OTHER] = false};

/* ---- the lists that features name, by numbers that stay ---- */

static const uint8_t list_of_class[128] = {
	[NX_C_GIVEN_NAME_MALE] = 1,   [NX_C_GIVEN_NAME_FEMALE] = 2,
	[NX_C_FAMILY_NAME] = 3,       [NX_C_HONORIFIC] = 4,
	[NX_C_JOB_TITLE] = 5,         [NX_C_COUNTRY] = 6,
	[NX_C_COUNTRY_ADJECTIVE] = 7, [NX_C_NORP] = 8,
	[NX_C_US_STATE] = 9,          [NX_C_PROVINCE] = 10,
	[NX_C_REGION] = 11,           [NX_C_CITY] = 12,
	[NX_C_ORG_HEAD] = 13,         [NX_C_ORG_SUFFIX] = 14,
	[NX_C_ORG_ACRONYM] = 15,      [NX_C_ORG_NAME] = 16,
	[NX_C_EVENT_HEAD] = 17,       [NX_C_LAW_HEAD] = 18,
	[NX_C_FACILITY_HEAD] = 19,    [NX_C_GEO_HEAD] = 20,
	[NX_C_LANGUAGE] = 21,         [NX_C_PRODUCT] = 22,
	[NX_C_WORK_CUE] = 23,         [NX_C_NAME_PARTICLE] = 24,
	[NX_C_WEEKDAY] = 25,          [NX_C_MONTH] = 26,
};

#define BIT(c, half) ((c) >> 6 == (half) ? UINT64_C(1) << ((c) &63) : 0)
#define LISTS(half)                                                                                \
	(BIT(NX_C_GIVEN_NAME_MALE, half) | BIT(NX_C_GIVEN_NAME_FEMALE, half) |                         \
	 BIT(NX_C_FAMILY_NAME, half) | BIT(NX_C_HONORIFIC, half) | BIT(NX_C_JOB_TITLE, half) |         \
	 BIT(NX_C_COUNTRY, half) | BIT(NX_C_COUNTRY_ADJECTIVE, half) | BIT(NX_C_NORP, half) |          \
	 BIT(NX_C_US_STATE, half) | BIT(NX_C_PROVINCE, half) | BIT(NX_C_REGION, half) |                \
	 BIT(NX_C_CITY, half) | BIT(NX_C_ORG_HEAD, half) | BIT(NX_C_ORG_SUFFIX, half) |                \
	 BIT(NX_C_ORG_ACRONYM, half) | BIT(NX_C_ORG_NAME, half) | BIT(NX_C_EVENT_HEAD, half) |         \
	 BIT(NX_C_LAW_HEAD, half) | BIT(NX_C_FACILITY_HEAD, half) | BIT(NX_C_GEO_HEAD, half) |         \
	 BIT(NX_C_LANGUAGE, half) | BIT(NX_C_PRODUCT, half) | BIT(NX_C_WORK_CUE, half) |               \
	 BIT(NX_C_NAME_PARTICLE, half) | BIT(NX_C_WEEKDAY, half) | BIT(NX_C_MONTH, half))

void
nx_tag_add_classes(NxTagToken *token, uint32_t entry, enum NxTagPosition position)
{
	for (int half = 0; half < 2; half++)
	{
		uint64_t bits = nx_lex_entries[entry].bits[half] & (half == 0 ? LISTS(0) : LISTS(1));

		for (; bits != 0; bits &= bits - 1)
		{
			uint8_t list = list_of_class[half * 64 + __builtin_ctzll(bits)];

			if (token->n_classes == sizeof(token->classes))
				return;
			token->classes[token->n_classes++] = (uint8_t) (list * 4 + position);
		}
	}
}
