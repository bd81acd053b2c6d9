/*
 * unit_table.h
 *		The tables that tools/build_units.c makes from data/english/units.txt and
 *		currencies.txt, and the hash that it shares with unit.c.
 */
#ifndef NX_UNIT_TABLE_H
#define NX_UNIT_TABLE_H

#include "unit.h"

#define NX_UNIT_CODE_MAX 36
#define NX_UNIT_DIM_MAX 24

/* No pointers in here, so that the tables need no relocation and stay shared. */
typedef struct NxUnitDef
{
	double factor;
	double offset;
	char code[NX_UNIT_CODE_MAX];
	char dimension[NX_UNIT_DIM_MAX]; /* "" when the code's parts tell it */
} NxUnitDef;

typedef struct NxUnitName
{
	uint64_t hash; /* 0: empty slot */
	int16_t unit;  /* index of nx_units, or -1 */
	uint8_t flags; /* NX_UN_… */
	uint8_t plain; /* index of nx_plain_nouns plus one, or 0 */
	int8_t exp10;  /* "cent" is 10^-2 of its unit */
} NxUnitName;

/* A plain noun of money, "dollar", and what it means alone: unit -1 for nothing. */
typedef struct NxPlainNoun
{
	int16_t unit;
	char noun[14];
} NxPlainNoun;

/* "canadian" says that a dollar is CAD. */
typedef struct NxCountryWord
{
	uint64_t hash;
	int16_t unit;
	int16_t plain;
} NxCountryWord;

extern const NxUnitDef nx_units[];
extern const int nx_n_units;
extern const int16_t nx_unit_codes[]; /* by nx_unit_code_hash(); a unit plus one, or 0 */
extern const uint32_t nx_unit_codes_mask;
extern const NxUnitName nx_unit_names[];
extern const uint32_t nx_unit_names_mask;
extern const NxPlainNoun nx_plain_nouns[];
extern const NxCountryWord nx_country_words[]; /* by hash */
extern const int nx_n_country_words;

/*
 * Names are hashed byte by byte without white space and hyphens, so that
 * "square-kilometer", "square kilometer" and a name cut into tokens in any way
 * are all the same; in lower case with one seed, as they stand with another.
 */
#define NX_UNIT_SEED_LOWER UINT64_C(0xCBF29CE484222325)
#define NX_UNIT_SEED_EXACT UINT64_C(0x84222325CBF29CE4)
#define NX_UNIT_SEED_CODE UINT64_C(0x9E3779B97F4A7C15)

static inline uint64_t
nx_unit_hash_byte(uint64_t h, unsigned char c)
{
	return (h ^ c) * UINT64_C(0x100000001B3);
}

static inline uint64_t
nx_unit_hash_end(uint64_t h)
{
	h ^= h >> 32;
	h *= UINT64_C(0xD6E8FEB86659FD93);
	h ^= h >> 32;
	return h != 0 ? h : 1;
}

/* Codes are hashed as they stand. */
static inline uint32_t
nx_unit_code_hash(const char *code, size_t len)
{
	uint64_t h = NX_UNIT_SEED_CODE;

	for (size_t i = 0; i < len; i++)
		h = nx_unit_hash_byte(h, (unsigned char) code[i]);
	return (uint32_t) nx_unit_hash_end(h);
}

/*
 * Phrases beside a number ("more than", "or less"), hashed word by word from
 * the number outwards with nx_phrase_hash_add().
 */
typedef enum NxHedgeKind
{
	NX_HEDGE_NONE,
	NX_HEDGE_MORE,
	NX_HEDGE_LEAST,
	NX_HEDGE_LESS,
	NX_HEDGE_MOST,
	NX_HEDGE_ABOUT,
	NX_HEDGE_EXACT,
	NX_HEDGE_JUST_OVER,
	NX_HEDGE_JUST_UNDER,
	NX_HEDGE_OR_EQUAL
} NxHedgeKind;

typedef struct NxHedge
{
	uint64_t hash; /* 0: empty slot */
	uint8_t kind;  /* NxHedgeKind; none when only the beginning of a phrase */
	uint8_t more;  /* some longer phrase goes on */
} NxHedge;

#define NX_HEDGE_WORDS 6
#define NX_HEDGE_BEFORE UINT64_C(0x452821E638D01377)
#define NX_HEDGE_AFTER UINT64_C(0xBE5466CF34E90C6C)

extern const NxHedge nx_hedges[];
extern const uint32_t nx_hedges_mask;

#endif /* NX_UNIT_TABLE_H */
