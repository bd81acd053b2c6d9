/*
 * part.h
 *		What part a word may play in a clause, by itself.
 */
#ifndef NX_PART_H
#define NX_PART_H

#include "token.h"

/* A word's part in a clause, as far as lists, endings and capitals show it. */
typedef enum NxPos
{
	P_EDGE, /* beyond the sentence */
	P_WORD,
	P_ED, /* past forms */
	P_ING,
	P_ADV,
	P_NAME, /* capitalised inside a sentence */
	P_CAP,  /* capitalised at its beginning */
	P_DET,
	P_QUANT,
	P_POSS,       /* his, their */
	P_PRON,       /* he, she */
	P_PRON_OTHER, /* they, we, I, you, it */
	P_OBJ,        /* him, them */
	P_REL,        /* who, which */
	P_WH,         /* how, why */
	P_THAT,
	P_TO,
	P_PREP,
	P_BY,
	P_AND,
	P_SUB, /* if, because, when */
	P_BE,
	P_HAVE,
	P_DO,
	P_MODAL,
	P_NEG,
	P_SPEECH, /* reporting verbs */
	P_BELIEF,
	P_STANCE,
	P_RNOUN, /* reporting nouns */
	P_SNOUN, /* people and groups that speak */
	P_NUM,
	P_TIME, /* Monday, May */
	P_CLITIC,
	P_COMMA,
	P_STOP,
	P_COLON,
	P_DASH,
	P_OPEN, /* quotation marks */
	P_CLOSE,
	P_BRACKET,
	P_OTHER
} NxPos;

/* Sets of parts, and whether a part is in one. */
#define NX_PART_BIT(part) (UINT64_C(1) << (part))
#define NX_PART_IN(part, set) ((uint32_t) ((set) >> (part)) & 1u)

/*
 * What the words of the lexicon are by themselves is found when the library is
 * built (tools/build_parts.c): a row for each entry, so that a sentence is
 * read without a branch for each word.
 */
#define NX_PART_LOWER(row) ((row) &63u)       /* in small letters */
#define NX_PART_UPPER(row) ((row) >> 6 & 63u) /* with a capital that its place explains */
#define NX_PART_CUE 0x1000u                   /* may be a cue */
#define NX_PART_ANY_CASE 0x2000u              /* a capital elsewhere makes it no name */
#define NX_PART_CLOSED 0x4000u                /* always this part, whatever its kind of token */

extern const uint16_t nx_part_rows[NX_LEX_N_ENTRIES];

/* The row of an entry, and of a word without one: what its lists and its ending say. */
extern uint16_t nx_part_row(const char *word, uint32_t len, uint32_t entry);

#endif /* NX_PART_H */
