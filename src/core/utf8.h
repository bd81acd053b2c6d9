/*
 * utf8.h
 *		Decoding that survives any bytes, and the classes of characters that
 *		English news is made of.  Our own tables, so that no locale, library or
 *		server version changes an answer.
 */
#ifndef NX_UTF8_H
#define NX_UTF8_H

#include "nx.h"

/*
 * Decode the character at p (p < end).  Returns its code point and sets *size
 * to its bytes; a malformed byte is U+FFFD of size 1.
 */
extern uint32_t nx_utf8_decode(const char *p, const char *end, int *size);

/* Encode c at p (room for 4); returns the bytes written. */
extern int nx_utf8_encode(uint32_t c, char *p);

/* Characters in the bytes, counting a malformed byte as one. */
extern uint32_t nx_utf8_count(const char *p, size_t len);

typedef enum NxCharClass
{
	NX_CHAR_OTHER, /* symbols, emoji, controls */
	NX_CHAR_SPACE, /* any white space, NBSP and thin spaces too */
	NX_CHAR_UPPER,
	NX_CHAR_LOWER,
	NX_CHAR_LETTER, /* a letter without case: CJK, Arabic, Hebrew … */
	NX_CHAR_MARK,   /* combining: belongs to the letter before it */
	NX_CHAR_DIGIT,  /* ASCII digits */
	NX_CHAR_PUNCT
} NxCharClass;

extern NxCharClass nx_char_class(uint32_t c);

/* Simple lower case of a code point (Latin, Greek, Cyrillic); itself otherwise. */
extern uint32_t nx_lower(uint32_t c);

/* Lower case without accents, for matching names: 'É' → 'e'; 'ß' stays one character. */
extern uint32_t nx_fold(uint32_t c);

#endif /* NX_UTF8_H */
