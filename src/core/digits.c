/*
 * digits.c
 *		Numbers in digits: separators, fractions, exponents.
 */
#include <string.h>

#include "decimal.h"
#include "digits.h"

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

#define MAX_GROUPS 12

/*
 * Groups of digits and what separates them decide what the marks mean.  A
 * single comma before other than three digits, as well as colons, are no
 * number in English news.
 */
bool
nx_read_digits(const char *text, uint32_t len, int exp10, NxNumber *number)
{
	uint32_t group[MAX_GROUPS]; /* digits in each */
	char mark[MAX_GROUPS];      /* before it: ',' '.' or ' ' for spaces and apostrophes */
	int n = 0;
	int point = -1; /* the group behind the decimal point */
	int last;
	NxDecimal d = {0, 0, 0};
	const char *end = text + len;
	int g = 0;

	group[0] = 0;
	mark[0] = 0;
	/* ".5": as if a nought stood before the point */
	if (len > 1 && *text == '.')
	{
		for (const char *p = text + 1; p < end; p++)
		{
			if (!is_digit(*p))
				return false;
			nx_decimal_add(&d, *p - '0', true);
		}
		number->flags |= NX_NUM_DECIMAL | NX_NUM_DIGITS;
		number->digits = 1;
		d.exp10 += exp10;
		number->value = nx_decimal_value(d);
		return true;
	}
	for (const char *p = text; p < end;)
	{
		if (is_digit(*p))
		{
			group[n]++;
			p++;
			continue;
		}
		if (group[n] == 0 || ++n == MAX_GROUPS)
			return false;
		group[n] = 0;
		if (*p == ',' || *p == '.')
			mark[n] = *p++;
		else if (*p == '\'' || (unsigned char) *p >= 0x80)
		{
			mark[n] = ' ';
			for (p++; p < end && ((unsigned char) *p & 0xC0) == 0x80;)
				p++;
		}
		else
			return false;
	}
	if (group[n] == 0)
		return false;

	/* one dot, or one comma behind dots, before the last group: decimals */
	last = n;
	if (n > 0 && mark[n] == '.' && (n == 1 || mark[n - 1] != '.'))
		point = n;
	else if (n > 1 && mark[n] == ',' && mark[n - 1] == '.')
		point = n;
	if (point > 0)
		last = n - 1;
	if (last > 0)
	{
		bool indian = mark[1] == ',';

		if (group[0] > 3 || group[last] != 3)
			return false;
		for (int i = 1; i <= last; i++)
		{
			if (mark[i] != mark[1])
				return false;
			if (i < last && group[i] != 3)
			{
				if (!indian || group[i] != 2)
					return false;
				/* all of the inner ones are pairs, or none is */
				for (int k = 1; k < last; k++)
					if (group[k] != 2)
						return false;
			}
		}
		number->flags |= NX_NUM_SEPARATED;
	}
	/* 007 is a name */
	if (text[0] == '0' && group[0] > 1)
		return false;

	for (const char *p = text; p < end; p++)
		if (is_digit(*p))
			nx_decimal_add(&d, *p - '0', point > 0 && g == point);
		else if (((unsigned char) *p & 0xC0) != 0x80)
			g++;
	if (point > 0)
		number->flags |= NX_NUM_DECIMAL;
	number->digits = group[0];
	number->flags |= NX_NUM_DIGITS;
	d.exp10 += exp10;
	number->value = nx_decimal_value(d);
	return true;
}

/* ½ ⅓ … */
double
nx_vulgar_fraction(const char *p, uint32_t len)
{
	static const struct
	{
		const char bytes[4];
		double top;
		double bottom;
	} table[] = {
		{"\xC2\xBC", 1, 4},     {"\xC2\xBD", 1, 2},     {"\xC2\xBE", 3, 4},
		{"\xE2\x85\x90", 1, 7}, {"\xE2\x85\x91", 1, 9}, {"\xE2\x85\x92", 1, 10},
		{"\xE2\x85\x93", 1, 3}, {"\xE2\x85\x94", 2, 3}, {"\xE2\x85\x95", 1, 5},
		{"\xE2\x85\x96", 2, 5}, {"\xE2\x85\x97", 3, 5}, {"\xE2\x85\x98", 4, 5},
		{"\xE2\x85\x99", 1, 6}, {"\xE2\x85\x9A", 5, 6}, {"\xE2\x85\x9B", 1, 8},
		{"\xE2\x85\x9C", 3, 8}, {"\xE2\x85\x9D", 5, 8}, {"\xE2\x85\x9E", 7, 8},
	};

	for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++)
		if (strlen(table[i].bytes) == len && memcmp(p, table[i].bytes, len) == 0)
			return table[i].top / table[i].bottom;
	return 0;
}

/* A whole number of digits alone, of at most nine; -1 when it is none. */
double
nx_plain_integer(NxPieces *pieces, uint32_t i)
{
	const NxPiece *p = nx_piece(pieces, i);
	const char *text = pieces->a->text;
	double value = 0;

	if (p->kind != PIECE_DIGITS || p->end - p->start > 9)
		return -1;
	for (uint32_t k = p->start; k < p->end; k++)
	{
		if (!is_digit(text[k]))
			return -1;
		value = value * 10 + (text[k] - '0');
	}
	return value;
}

bool
nx_is_slash(NxPieces *pieces, uint32_t i)
{
	const NxPiece *p = nx_piece(pieces, i);

	return p->kind == PIECE_OTHER &&
		   (p->symbol == '/' ||
			(p->end - p->start == 3 && memcmp(pieces->a->text + p->start, "\xE2\x81\x84", 3) == 0));
}

/*
 * "1/4" at piece i, with denominators that are used in print, so that dates,
 * seasons and scores do not pass: 9/11, 2010/11, 24/7, 50/50.
 */
bool
nx_written_fraction(NxPieces *pieces, uint32_t i, double *value)
{
	double top = nx_plain_integer(pieces, i);
	double bottom;
	const NxPiece *after;

	if (top <= 0 || !nx_is_slash(pieces, i + 1))
		return false;
	bottom = nx_plain_integer(pieces, i + 2);
	if (bottom <= top)
		return false;
	if (!(bottom <= 6 || bottom == 8 ||
		  ((bottom == 16 || bottom == 32 || bottom == 64) && (int) top % 2 == 1)))
		return false;
	after = nx_piece(pieces, i + 3);
	if (!after->spaced && (nx_is_slash(pieces, i + 3) || after->kind == PIECE_DIGITS))
		return false;
	*value = top / bottom;
	return true;
}

/* Move past the pieces that begin before a byte offset. */
static uint32_t
piece_from(NxPieces *pieces, uint32_t i, uint32_t offset)
{
	while (nx_piece(pieces, i)->kind != PIECE_END && nx_piece(pieces, i)->start < offset)
		i++;
	return i;
}

/* "1e10", "12.32e+14": the exponent written against the digits. */
bool
nx_exponent_at(NxPieces *pieces, uint32_t i, int *exponent, uint32_t *end)
{
	const NxPiece *p = nx_piece(pieces, i);
	const char *text = pieces->a->text;
	uint32_t len = pieces->a->len;
	uint32_t at = p->start + 1;
	bool minus = false;
	int value = 0;
	uint32_t first;

	if (p->kind != PIECE_WORD || p->spaced || (text[p->start] != 'e' && text[p->start] != 'E'))
		return false;
	if (at < len && (text[at] == '+' || text[at] == '-'))
		minus = text[at++] == '-';
	first = at;
	while (at < len && is_digit(text[at]) && at - first < 4)
		value = value * 10 + (text[at++] - '0');
	if (at == first || value > 300)
		return false;
	*exponent = minus ? -value : value;
	*end = piece_from(pieces, i, at);
	/* nothing may be left of the word: "1e10x" */
	if (*end > 0 && nx_piece(pieces, *end - 1)->end > at)
		return false;
	return true;
}

/* "1.1^23": a whole exponent. */
uint32_t
nx_power_at(NxPieces *pieces, uint32_t i, double *value)
{
	bool minus = false;
	double exponent;
	double result = 1;
	double base = *value;

	if (nx_piece(pieces, i)->symbol != '^' || nx_piece(pieces, i)->spaced)
		return i;
	i++;
	if (nx_piece(pieces, i)->kind == PIECE_HYPHEN || nx_piece(pieces, i)->symbol == '+')
		minus = nx_piece(pieces, i++)->kind == PIECE_HYPHEN;
	exponent = nx_plain_integer(pieces, i);
	if (exponent < 0 || exponent > 300 || nx_piece(pieces, i)->spaced)
		return i - 1;
	for (unsigned n = (unsigned) exponent; n > 0; n >>= 1)
	{
		if (n & 1)
			result *= base;
		base *= base;
	}
	*value = minus ? 1 / result : result;
	return i + 1;
}
