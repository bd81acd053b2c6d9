/*
 * number.h
 *		Reading numbers: digits, words, and the two together.
 */
#ifndef NX_NUMBER_H
#define NX_NUMBER_H

#include "piece.h"

#define NX_NUM_WORDS 0x0001 /* begins with a word */
#define NX_NUM_DIGITS 0x0002
#define NX_NUM_SCALED 0x0004    /* multiplied by a word or letter: "million", "k", "dozen" */
#define NX_NUM_FRACTION 0x0008  /* a part of a whole: "two-thirds", "1/4", "half" */
#define NX_NUM_SEPARATED 0x0010 /* has thousands separators */
#define NX_NUM_DECIMAL 0x0020   /* has a decimal point */
#define NX_NUM_ORDINAL 0x0040   /* "tenth", "20th": only where it was asked for */
#define NX_NUM_SIGNED 0x0080
#define NX_NUM_ARTICLE 0x0100 /* begins with "a": "a dozen", "a third" */
#define NX_NUM_MIXED 0x0200   /* "2 1/4", "one and a half" */

typedef struct NxNumber
{
	double value;
	double literal;  /* what stands before the multiplier */
	uint32_t end;    /* piece after it */
	int scale;       /* power of ten of the last multiplier, 0 without one */
	unsigned flags;  /* NX_NUM_… */
	unsigned digits; /* in a number of digits alone */
} NxNumber;

/* What may be read, and how. */
#define NX_READ_MONEY 0x01   /* a sign of currency stands before: "m" is a million */
#define NX_READ_ORDINAL 0x02 /* ordinals too: "between the tenth and the fifteenth" */

/* The number that begins at piece i, without its sign; false when there is none. */
extern bool nx_read_number(NxPieces *pieces, uint32_t i, unsigned how, NxNumber *number);

/* The digits of "1,234.5", "12,34,567", "1.111,11"; false for "20:30" and "192.168.1.2". */
extern bool nx_read_digits(const char *text, uint32_t len, int exp10, NxNumber *number);

/* The value of class in the lexicon for a piece, as a number. */
extern double nx_piece_value(const NxPiece *piece, int class);

#endif /* NX_NUMBER_H */
