/*
 * newsdoc_format.h
 *		What newsdoc_read.c and newsdoc_build.c share of the stored form
 *		(newsdoc.h describes it).
 */
#ifndef NEWSEXT_NEWSDOC_FORMAT_H
#define NEWSEXT_NEWSDOC_FORMAT_H

#include "mb/pg_wchar.h"
#include "newsdoc.h"

/* The sections, in the order of the header's lengths and of the bytes. */
typedef enum NewsDocSection
{
	NEWSDOC_S_FRAGMENTS,
	NEWSDOC_S_STRINGS,
	NEWSDOC_S_ENTITIES,
	NEWSDOC_S_MENTIONS,
	NEWSDOC_S_QUOTES,
	NEWSDOC_S_QUANTITIES,
	NEWSDOC_S_CLAIMS,
	NEWSDOC_SECTIONS
} NewsDocSection;

#define NEWSDOC_ENTITY_ROLE 0x10
#define NEWSDOC_ENTITY_ALIASES 0x20

#define NEWSDOC_MENTION_LABEL 3 /* in place of a kind: a byte with kind and label follows */

#define NEWSDOC_QUOTE_KIND 0x03
#define NEWSDOC_QUOTE_NEGATED 0x04
#define NEWSDOC_QUOTE_CUE 0x08
#define NEWSDOC_QUOTE_SOURCE 0x10
#define NEWSDOC_QUOTE_LABEL 0x20
#define NEWSDOC_QUOTE_UNUSED 0xC0

/* bit 0: measure, 1-2: direction, 3-4: modality */
#define NEWSDOC_CLAIM_SUBJECT 0x20
#define NEWSDOC_CLAIM_PERIOD 0x40
#define NEWSDOC_CLAIM_FROM 0x80

#define NEWSDOC_SPEAKER_NONE 0
#define NEWSDOC_SPEAKER_SOURCE 1
#define NEWSDOC_SPEAKER_ENTITY 2 /* + number; from 2 + entities on, + reference */

#define NEWSDOC_UNIT_NONE 0
#define NEWSDOC_UNIT_NEW 1
#define NEWSDOC_UNIT_KNOWN 2 /* + number */

/* Beside the NX_Q_ flags: low and high are one number, stored once. */
#define NEWSDOC_QUANTITY_POINT 0x80

#define NEWSDOC_EXPONENT_BIAS 32
#define NEWSDOC_DOUBLE 0xFF
#define NEWSDOC_MAX_DIGITS UINT64CONST(999999999999999)

/*
 * digits * 10^exponent.  Exact powers and one rounding: the same double
 * everywhere.
 */
extern double newsdoc_decimal(uint64 digits, int exponent, bool negative);

/* Bytes of the character at p; nearly all of them are ASCII. */
static inline int
newsdoc_char_bytes(const char *p)
{
	return IS_HIGHBIT_SET(*p) ? pg_mblen(p) : 1;
}

/* newsdoc_read(), but NULL for bytes that make no sense. */
extern NewsParts *newsdoc_take_apart(const NewsDoc *doc, int sections);

/* Raise ERRCODE_DATA_CORRUPTED about a stored document. */
extern void newsdoc_reject_stored(const NewsDoc *doc);

/* Bytes between the varlena header and the characters; 0 when the header makes no sense. */
extern uint32 newsdoc_fixed_length(const NewsDoc *doc);

#endif /* NEWSEXT_NEWSDOC_FORMAT_H */
