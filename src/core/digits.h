/*
 * digits.h
 *		Numbers in digits: separators, fractions, exponents.
 */
#ifndef NX_DIGITS_H
#define NX_DIGITS_H

#include "number.h"

/* A whole number of digits alone, of at most nine, at piece i; -1 when it is none. */
extern double nx_plain_integer(NxPieces *pieces, uint32_t i);

/* A slash, or the one of fractions. */
extern bool nx_is_slash(NxPieces *pieces, uint32_t i);

/* The value of "½"; 0 for anything else. */
extern double nx_vulgar_fraction(const char *p, uint32_t len);

/* "1/4", with a denominator that is used in print, at pieces i to i + 2. */
extern bool nx_written_fraction(NxPieces *pieces, uint32_t i, double *value);

/* "e10" written against the digits before piece i; *end is the piece behind it. */
extern bool nx_exponent_at(NxPieces *pieces, uint32_t i, int *exponent, uint32_t *end);

/* "^23" at piece i: raises *value, and gives the piece behind it, or i. */
extern uint32_t nx_power_at(NxPieces *pieces, uint32_t i, double *value);

#endif /* NX_DIGITS_H */
