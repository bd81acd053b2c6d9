/*
 * quantity_value.c
 *		Quantities as values: canonical text, stored form, order, conversion.
 *
 * Canonical text:	[~] [>|>=|<|<=] number [space unit]		a point or a bound
 *					[~] [>]low..[<]high [space unit]		a range
 */
#include <math.h>
#include <string.h>

#include "decimal.h"
#include "quantity.h"
#include "quantity_value.h"
#include "unit.h"

#define HAS_BOTH (NX_Q_HAS_LOW | NX_Q_HAS_HIGH)

bool
nx_quantity_is_valid(const NxQuantity *q)
{
	uint8_t known = HAS_BOTH | NX_Q_LOW_STRICT | NX_Q_HIGH_STRICT | NX_Q_APPROX;

	if ((q->flags & ~known) != 0 || (q->flags & HAS_BOTH) == 0)
		return false;
	if ((q->flags & NX_Q_LOW_STRICT) && !(q->flags & NX_Q_HAS_LOW))
		return false;
	if ((q->flags & NX_Q_HIGH_STRICT) && !(q->flags & NX_Q_HAS_HIGH))
		return false;
	if ((q->flags & NX_Q_HAS_LOW) && !isfinite(q->low))
		return false;
	if ((q->flags & NX_Q_HAS_HIGH) && !isfinite(q->high))
		return false;
	if ((q->flags & HAS_BOTH) == HAS_BOTH)
	{
		if (q->low > q->high)
			return false;
		if (q->low == q->high && (q->flags & (NX_Q_LOW_STRICT | NX_Q_HIGH_STRICT)))
			return false;
	}
	return q->unit_len <= NX_UNIT_MAX && nx_unit_is_valid(q->unit, q->unit_len);
}

/* ---- canonical text ---- */

size_t
nx_quantity_format(const NxQuantity *q, char text[NX_QUANTITY_TEXT_MAX])
{
	char *p = text;
	bool low = (q->flags & NX_Q_HAS_LOW) != 0;
	bool high = (q->flags & NX_Q_HAS_HIGH) != 0;

	if (q->flags & NX_Q_APPROX)
		*p++ = '~';
	if (low && high && q->low == q->high)
		p += nx_double_format(q->low, p);
	else if (low && high)
	{
		if (q->flags & NX_Q_LOW_STRICT)
			*p++ = '>';
		p += nx_double_format(q->low, p);
		*p++ = '.';
		*p++ = '.';
		if (q->flags & NX_Q_HIGH_STRICT)
			*p++ = '<';
		p += nx_double_format(q->high, p);
	}
	else
	{
		*p++ = low ? '>' : '<';
		if (!(q->flags & (low ? NX_Q_LOW_STRICT : NX_Q_HIGH_STRICT)))
			*p++ = '=';
		p += nx_double_format(low ? q->low : q->high, p);
	}
	if (q->unit_len > 0)
	{
		*p++ = ' ';
		memcpy(p, q->unit, q->unit_len);
		p += q->unit_len;
	}
	*p = '\0';
	return (size_t) (p - text);
}

/* [-]digits[.digits][e[+-]digits]: what nx_double_format() writes.  NULL when it is none. */
static const char *
read_double(const char *p, const char *end, double *value)
{
	NxDecimal d = {0, 0, 0};
	bool minus = p < end && *p == '-';
	const char *first;

	p += minus;
	first = p;
	while (p < end && *p >= '0' && *p <= '9')
		nx_decimal_add(&d, *p++ - '0', false);
	if (p == first)
		return NULL;
	if (p + 1 < end && *p == '.' && p[1] >= '0' && p[1] <= '9')
		for (p++; p < end && *p >= '0' && *p <= '9'; p++)
			nx_decimal_add(&d, *p - '0', true);
	if (p + 1 < end && *p == 'e' &&
		((p[1] >= '0' && p[1] <= '9') ||
		 ((p[1] == '-' || p[1] == '+') && p + 2 < end && p[2] >= '0' && p[2] <= '9')))
	{
		bool down = p[1] == '-';
		int e = 0;

		p += p[1] == '-' || p[1] == '+' ? 2 : 1;
		for (; p < end && *p >= '0' && *p <= '9'; p++)
			if (e < 10000)
				e = e * 10 + (*p - '0');
		d.exp10 += down ? -e : e;
	}
	*value = nx_decimal_value(d);
	if (minus && *value != 0)
		*value = -*value;
	return isfinite(*value) ? p : NULL;
}

bool
nx_quantity_read_canonical(const char *text, size_t len, NxQuantity *q)
{
	const char *p = text;
	const char *end = text + len;
	char bound = 0;
	bool equal = false;
	double value;

	memset(q, 0, sizeof(*q));
	if (p < end && *p == '~')
	{
		q->flags |= NX_Q_APPROX;
		p++;
	}
	if (p < end && (*p == '<' || *p == '>'))
	{
		bound = *p++;
		if (p < end && *p == '=')
		{
			equal = true;
			p++;
		}
	}
	if ((p = read_double(p, end, &value)) == NULL)
		return false;
	if (p + 2 < end && p[0] == '.' && p[1] == '.')
	{
		if (bound == '<' || equal)
			return false;
		q->flags |= HAS_BOTH;
		if (bound == '>')
			q->flags |= NX_Q_LOW_STRICT;
		q->low = value;
		p += 2;
		if (*p == '<')
		{
			q->flags |= NX_Q_HIGH_STRICT;
			p++;
		}
		if ((p = read_double(p, end, &q->high)) == NULL)
			return false;
	}
	else
	{
		q->low = q->high = value;
		if (bound == 0)
			q->flags |= HAS_BOTH;
		else if (bound == '>')
		{
			q->flags |= NX_Q_HAS_LOW | (equal ? 0 : NX_Q_LOW_STRICT);
			q->high = 0;
		}
		else
		{
			q->flags |= NX_Q_HAS_HIGH | (equal ? 0 : NX_Q_HIGH_STRICT);
			q->low = 0;
		}
	}
	if (p < end)
	{
		if (*p++ != ' ' || p == end || end - p > NX_UNIT_MAX)
			return false;
		q->unit_len = (uint8_t) (end - p);
		memcpy(q->unit, p, q->unit_len);
	}
	return nx_quantity_is_valid(q);
}

/* ---- the stored form ---- */

static uint8_t *
put_double(uint8_t *p, double value)
{
	uint64_t bits;

	if (value == 0)
		value = 0; /* no minus zero */
	memcpy(&bits, &value, 8);
	for (int i = 0; i < 8; i++)
		*p++ = (uint8_t) (bits >> (8 * i));
	return p;
}

static double
get_double(const uint8_t *p)
{
	uint64_t bits = 0;
	double value;

	for (int i = 0; i < 8; i++)
		bits |= (uint64_t) p[i] << (8 * i);
	memcpy(&value, &bits, 8);
	return value;
}

/* In the stored form only: both ends are the one double that follows. */
#define PACKED_POINT 0x80

size_t
nx_quantity_pack(const NxQuantity *q, uint8_t packed[NX_QUANTITY_PACKED_MAX])
{
	uint8_t *p = packed + 1;

	packed[0] = q->flags;
	if ((q->flags & HAS_BOTH) == HAS_BOTH && q->low == q->high)
	{
		packed[0] |= PACKED_POINT;
		p = put_double(p, q->low);
	}
	else
	{
		if (q->flags & NX_Q_HAS_LOW)
			p = put_double(p, q->low);
		if (q->flags & NX_Q_HAS_HIGH)
			p = put_double(p, q->high);
	}
	memcpy(p, q->unit, q->unit_len);
	return (size_t) (p + q->unit_len - packed);
}

bool
nx_quantity_unpack(const uint8_t *packed, size_t len, NxQuantity *q)
{
	uint8_t again[NX_QUANTITY_PACKED_MAX];
	const uint8_t *p = packed;
	const uint8_t *end = packed + len;
	int doubles;

	memset(q, 0, sizeof(*q));
	if (len < 9 || len > NX_QUANTITY_PACKED_MAX)
		return false;
	q->flags = (uint8_t) (*p & ~PACKED_POINT);
	doubles = (*p & PACKED_POINT) || (q->flags & HAS_BOTH) != HAS_BOTH ? 1 : 2;
	if (len < (size_t) (1 + 8 * doubles))
		return false;
	if (*p++ & PACKED_POINT)
	{
		q->low = q->high = get_double(p);
		p += 8;
	}
	else
	{
		if (q->flags & NX_Q_HAS_LOW)
		{
			q->low = get_double(p);
			p += 8;
		}
		if (q->flags & NX_Q_HAS_HIGH)
		{
			q->high = get_double(p);
			p += 8;
		}
	}
	if (p > end || end - p > NX_UNIT_MAX)
		return false;
	q->unit_len = (uint8_t) (end - p);
	memcpy(q->unit, p, q->unit_len);
	/* one form for one quantity: minus zero or a point in two halves is none of ours */
	return nx_quantity_is_valid(q) && nx_quantity_pack(q, again) == len &&
		   memcmp(again, packed, len) == 0;
}

/* ---- order ---- */

/*
 * Conversion rounds, so that 1 mile and 1609.344 meter may differ in their
 * last bits.  Units that convert are therefore compared without the last four
 * bits of the mantissa, rounded; what cannot be converted is compared as it is.
 */
static double
blur(double value)
{
	uint64_t bits;

	if (value == 0 || !isfinite(value))
		return value == 0 ? 0 : value;
	memcpy(&bits, &value, 8);
	bits = (bits + 8) & ~UINT64_C(15);
	memcpy(&value, &bits, 8);
	return value;
}

static bool
is_exact(const NxDimension *d)
{
	return (d->len >= 5 && memcmp(d->name, "count", 5) == 0) ||
		   (d->len >= 9 && memcmp(d->name, "currency-", 9) == 0);
}

static double
to_base(double value, const NxDimension *d)
{
	if (d->factor == 1 && d->offset == 0 && is_exact(d))
		return value == 0 ? 0 : value;
	return blur(value * d->factor + d->offset);
}

static void
bounds_in(const NxQuantity *q, const NxDimension *d, double *low, double *high)
{
	*low = q->flags & NX_Q_HAS_LOW ? to_base(q->low, d) : -INFINITY;
	*high = q->flags & NX_Q_HAS_HIGH ? to_base(q->high, d) : INFINITY;
}

void
nx_quantity_bounds(const NxQuantity *q, double *low, double *high)
{
	NxDimension d;

	nx_unit_dimension(q->unit, q->unit_len, &d);
	bounds_in(q, &d, low, high);
}

static int
compare(double a, double b)
{
	return a < b ? -1 : a > b;
}

int
nx_quantity_cmp(const NxQuantity *a, const NxQuantity *b)
{
	NxDimension da;
	NxDimension db;
	double alow, ahigh, blow, bhigh;
	int c;

	nx_unit_dimension(a->unit, a->unit_len, &da);
	nx_unit_dimension(b->unit, b->unit_len, &db);
	c = memcmp(da.name, db.name, da.len < db.len ? da.len : db.len);
	if (c == 0)
		c = (int) da.len - (int) db.len;
	if (c != 0)
		return c < 0 ? -1 : 1;
	bounds_in(a, &da, &alow, &ahigh);
	bounds_in(b, &db, &blow, &bhigh);
	if ((c = compare(alow, blow)) != 0 || (c = compare(ahigh, bhigh)) != 0)
		return c;
	/* >5 begins after >=5, <5 ends before <=5 */
	c = !!(a->flags & NX_Q_LOW_STRICT) - !!(b->flags & NX_Q_LOW_STRICT);
	if (c == 0)
		c = !!(b->flags & NX_Q_HIGH_STRICT) - !!(a->flags & NX_Q_HIGH_STRICT);
	if (c == 0)
		c = !!(a->flags & NX_Q_APPROX) - !!(b->flags & NX_Q_APPROX);
	return c;
}

static uint64_t
mix(uint64_t h, uint64_t value)
{
	h ^= value;
	h *= UINT64_C(0xD6E8FEB86659FD93);
	return h ^ h >> 32;
}

uint64_t
nx_quantity_hash(const NxQuantity *q, uint64_t seed)
{
	NxDimension d;
	double ends[2];
	uint64_t h = seed ^ UINT64_C(0x9E3779B97F4A7C15);

	nx_unit_dimension(q->unit, q->unit_len, &d);
	bounds_in(q, &d, &ends[0], &ends[1]);
	for (int i = 0; i < 2; i++)
	{
		uint64_t bits;

		memcpy(&bits, &ends[i], 8);
		h = mix(h, bits);
	}
	for (int i = 0; i < d.len; i++)
		h = mix(h, (unsigned char) d.name[i]);
	h = mix(h, q->flags);
	return mix(h, h >> 29);
}

/* ---- conversion ---- */

bool
nx_quantity_convert(const NxQuantity *q, const char *unit, size_t len, NxQuantity *converted)
{
	NxDimension from;
	NxDimension to;

	if (!nx_unit_is_valid(unit, len))
		return false;
	nx_unit_dimension(q->unit, q->unit_len, &from);
	nx_unit_dimension(unit, len, &to);
	if (from.len != to.len || memcmp(from.name, to.name, from.len) != 0)
		return false;
	*converted = *q;
	converted->unit_len = (uint8_t) len;
	memcpy(converted->unit, unit, len);
	converted->unit[len] = '\0';
	if (from.factor != to.factor || from.offset != to.offset)
	{
		/* one rounding less where the offsets are zero, and no digits that nobody meant */
		double *ends[2] = {&converted->low, &converted->high};

		for (int i = 0; i < 2; i++)
		{
			double value = *ends[i];

			if (from.offset == 0 && to.offset == 0)
				value = from.factor >= to.factor ? value * (from.factor / to.factor)
												 : value / (to.factor / from.factor);
			else
				value = (value * from.factor + from.offset - to.offset) / to.factor;
			*ends[i] = nx_round15(value == 0 ? 0 : value);
		}
		if (!(q->flags & NX_Q_HAS_LOW))
			converted->low = 0;
		if (!(q->flags & NX_Q_HAS_HIGH))
			converted->high = 0;
	}
	return nx_quantity_is_valid(converted);
}
