/*
 * decimal.h
 *		Decimal digits ↔ doubles, exactly and without a locale.
 */
#ifndef NX_DECIMAL_H
#define NX_DECIMAL_H

#include "nx.h"

/*
 * A decimal number: mantissa * 10^exp10.  Digits beyond the nineteenth are
 * counted in the exponent and lost, which is beyond what a double holds.
 */
typedef struct NxDecimal
{
	uint64_t mantissa;
	int32_t exp10;
	uint8_t digits; /* significant ones in the mantissa */
} NxDecimal;

/* Append a digit; after_point when it stands behind the decimal point. */
static inline void
nx_decimal_add(NxDecimal *d, int digit, bool after_point)
{
	if (d->digits < 19)
	{
		d->mantissa = d->mantissa * 10 + (uint64_t) digit;
		if (d->mantissa != 0)
			d->digits++;
		if (after_point)
			d->exp10--;
	}
	else if (!after_point && d->exp10 < 100000)
		d->exp10++;
}

/* The nearest double; infinity when there is none. */
extern double nx_decimal_value(NxDecimal d);

/*
 * Is this a whole number that is known to its last digit?  (Beyond 2^53 every
 * double is whole, and a cast to an integer undefined some way further.)
 */
static inline bool
nx_is_whole(double value)
{
	return value > -9007199254740992.0 && value < 9007199254740992.0 &&
		   value == (double) (int64_t) value;
}

/* Rounded to fifteen decimal digits, which takes back what arithmetic in binary adds. */
extern double nx_round15(double value);

/* value * 10^exp10 as if the value had been written with the point moved. */
extern double nx_shift10(double value, int exp10);

#endif /* NX_DECIMAL_H */
