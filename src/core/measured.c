/*
 * measured.c
 *		The measured expressions of a text, kept packed.
 *
 * In turn: flags, where the expression begins and ends in bytes and tokens, the
 * unit (its number if it is in the table, else its code), the ends that there
 * are.
 */
#include <string.h>

#include "measured.h"
#include "packed.h"
#include "unit.h"

#define MOST_BYTES (1 + 4 * 5 + 2 + NX_UNIT_MAX + 2 * NX_PACKED_NUMBER)

#define ENDS 0x1F  /* the quantity's own flags */
#define WHOLE 0x20 /* the ends are whole numbers, packed as such */
#define POINT 0x40 /* one end stands for both */
#define KNOWN 0x80 /* the unit is in the table */

typedef struct NxMeasuredList
{
	NxPacked records;
	uint32_t start; /* of the last expression */
	uint32_t token;
} List;

/* No sign, no fraction, and few digits: "1200000000" takes five bytes instead of eight. */
static bool
is_whole(double v)
{
	uint64_t bits;

	memcpy(&bits, &v, sizeof(bits));
	return bits >> 63 == 0 && v < 9007199254740992.0 && v == (double) (uint64_t) v;
}

static uint8_t *
put_end(uint8_t *p, double v, bool whole)
{
	if (whole)
		return nx_put_number(p, (uint64_t) v);
	memcpy(p, &v, sizeof(v));
	return p + sizeof(v);
}

static double
get_end(const uint8_t **p, bool whole)
{
	double v;

	if (whole)
		return (double) nx_get_number(p);
	memcpy(&v, *p, sizeof(v));
	*p += sizeof(v);
	return v;
}

NxStatus
nx_measured_push(NxAnalysis *a, const NxMeasured *m)
{
	const NxQuantity *q = &m->quantity;
	List *list = a->measured;
	uint8_t flags = q->flags & ENDS;
	int unit = nx_unit_of_code(q->unit, q->unit_len);
	bool low = (q->flags & NX_Q_HAS_LOW) != 0;
	bool high = (q->flags & NX_Q_HAS_HIGH) != 0;
	bool whole = (!low || is_whole(q->low)) && (!high || is_whole(q->high));
	bool point = low && high && memcmp(&q->low, &q->high, sizeof(q->low)) == 0;
	uint8_t *p;

	if (list == NULL)
	{
		list = nx_alloc0(a->arena, sizeof(List));
		if (list == NULL)
			return NX_NOMEM;
		a->measured = list;
	}
	p = nx_packed_room(a->arena, &list->records, MOST_BYTES);
	if (p == NULL)
		return NX_NOMEM;
	*p++ = (uint8_t) (flags | (whole ? WHOLE : 0) | (point ? POINT : 0) | (unit >= 0 ? KNOWN : 0));
	p = nx_put_number(p, m->span.start - list->start);
	p = nx_put_number(p, m->span.end - m->span.start);
	p = nx_put_number(p, m->first_token - list->token);
	p = nx_put_number(p, m->end_token - m->first_token);
	if (unit >= 0)
		p = nx_put_number(p, (uint64_t) unit);
	else
	{
		*p++ = q->unit_len;
		memcpy(p, q->unit, q->unit_len);
		p += q->unit_len;
	}
	if (low)
		p = put_end(p, q->low, whole);
	if (high && !point)
		p = put_end(p, q->high, whole);
	nx_packed_end(&list->records, p);
	list->start = m->span.start;
	list->token = m->first_token;
	a->n_measured++;
	return NX_OK;
}

NxMeasuredReader
nx_measured_reader(const NxAnalysis *a)
{
	return (NxMeasuredReader){{a->measured != NULL ? a->measured->records.first : NULL, 0}, 0, 0};
}

bool
nx_measured_next(NxMeasuredReader *r, NxMeasured *m)
{
	const uint8_t *p = nx_packed_next(&r->records);
	uint8_t flags;
	NxQuantity *q = &m->quantity;
	const char *unit;

	if (p == NULL)
		return false;
	flags = *p++;
	m->span.start = r->start += (uint32_t) nx_get_number(&p);
	m->span.end = m->span.start + (uint32_t) nx_get_number(&p);
	m->first_token = r->token += (uint32_t) nx_get_number(&p);
	m->end_token = m->first_token + (uint32_t) nx_get_number(&p);
	q->flags = flags & ENDS;
	if (flags & KNOWN)
	{
		unit = nx_unit_code((int) nx_get_number(&p));
		q->unit_len = (uint8_t) strlen(unit);
	}
	else
	{
		q->unit_len = *p++;
		unit = (const char *) p;
		p += q->unit_len;
	}
	memcpy(q->unit, unit, q->unit_len);
	q->unit[q->unit_len] = '\0';
	q->low = q->flags & NX_Q_HAS_LOW ? get_end(&p, (flags & WHOLE) != 0) : 0;
	q->high = flags & POINT              ? q->low
			  : q->flags & NX_Q_HAS_HIGH ? get_end(&p, (flags & WHOLE) != 0)
										 : 0;
	nx_packed_passed(&r->records, p);
	return true;
}

NxMeasured
nx_measured_at(const NxAnalysis *a, uint32_t i)
{
	NxMeasuredReader reader = nx_measured_reader(a);
	NxMeasured m = {0};

	while (nx_measured_next(&reader, &m) && i > 0)
		i--;
	return m;
}
