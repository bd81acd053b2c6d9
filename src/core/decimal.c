/*
 * decimal.c
 *		Decimal digits ↔ doubles, exactly and without a locale.
 *
 * Only snprintf("%e") and strtod know how to round right at any length.  What
 * a locale changes in them is the decimal point, so no text with one is ever
 * given to strtod, and whatever stands for it in snprintf's answer is skipped.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "decimal.h"
#include "quantity.h"

static const double powers[] = {1,    1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
								1e8,  1e9,  1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
								1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};

double
nx_decimal_value(NxDecimal d)
{
	char text[48];

	if (d.mantissa == 0)
		return 0;
	/* both factors exact, so that the one operation rounds once */
	if (d.mantissa < (UINT64_C(1) << 53))
	{
		if (d.exp10 >= 0 && d.exp10 <= 22)
			return (double) d.mantissa * powers[d.exp10];
		if (d.exp10 < 0 && d.exp10 >= -22)
			return (double) d.mantissa / powers[-d.exp10];
	}
	snprintf(text, sizeof(text), "%llue%d", (unsigned long long) d.mantissa, (int) d.exp10);
	return strtod(text, NULL);
}

/* The digits of a finite value > 0, as short as they read back; *exp10 is that of the first. */
static int
shortest_digits(double value, char digits[20], int *exp10)
{
	/* fifteen digits always survive the way there and back, but for the smallest doubles */
	for (int precision = value < 2.3e-308 ? 1 : 15;; precision++)
	{
		char text[48];
		char *p = text;
		int n = 0;
		NxDecimal d = {0, 0, 0};

		snprintf(text, sizeof(text), "%.*e", precision - 1, value);
		for (; *p != '\0' && *p != 'e' && *p != 'E'; p++)
			if (*p >= '0' && *p <= '9' && n < 19)
			{
				digits[n++] = *p;
				nx_decimal_add(&d, *p - '0', false);
			}
		*exp10 = *p != '\0' ? atoi(p + 1) : 0;
		d.exp10 = *exp10 - (n - 1);
		if (precision >= 17 || nx_decimal_value(d) == value)
		{
			while (n > 1 && digits[n - 1] == '0')
				n--;
			return n;
		}
	}
}

double
nx_round15(double value)
{
	NxDecimal d = {0, 0, 0};
	char text[48];
	char *p = text;
	int n = 0;

	if (value == 0 || value - value != 0)
		return value;
	snprintf(text, sizeof(text), "%.14e", value < 0 ? -value : value);
	for (; *p != '\0' && *p != 'e'; p++)
		if (*p >= '0' && *p <= '9')
		{
			nx_decimal_add(&d, *p - '0', false);
			n++;
		}
	d.exp10 = (*p != '\0' ? atoi(p + 1) : 0) - (n - 1);
	return value < 0 ? -nx_decimal_value(d) : nx_decimal_value(d);
}

double
nx_shift10(double value, int exp10)
{
	NxDecimal d = {0, 0, 0};
	char digits[20];
	int first;
	int n;

	if (value == 0 || exp10 == 0)
		return value;
	n = shortest_digits(value < 0 ? -value : value, digits, &first);
	for (int i = 0; i < n; i++)
		nx_decimal_add(&d, digits[i] - '0', false);
	d.exp10 = first - (n - 1) + exp10;
	return value < 0 ? -nx_decimal_value(d) : nx_decimal_value(d);
}

size_t
nx_double_format(double value, char text[NX_DOUBLE_TEXT_MAX])
{
	char digits[20];
	char *p = text;
	int exp10;
	int n;

	if (value == 0)
	{
		memcpy(text, "0", 2);
		return 1;
	}
	if (value < 0)
	{
		*p++ = '-';
		value = -value;
	}
	n = shortest_digits(value, digits, &exp10);
	if (exp10 >= 21 || exp10 < -6)
	{
		*p++ = digits[0];
		if (n > 1)
		{
			*p++ = '.';
			memcpy(p, digits + 1, (size_t) n - 1);
			p += n - 1;
		}
		p += snprintf(p, 8, "e%d", exp10);
	}
	else if (exp10 < 0)
	{
		memcpy(p, "0.00000", 7);
		p += 1 - exp10;
		memcpy(p, digits, (size_t) n);
		p += n;
	}
	else
	{
		for (int i = 0; i < n || i <= exp10; i++)
		{
			if (i == exp10 + 1)
				*p++ = '.';
			*p++ = i < n ? digits[i] : '0';
		}
	}
	*p = '\0';
	return (size_t) (p - text);
}
