/*
 * measured.c
 *		The measured expressions of a text, kept packed.
 *
 * Chunks of bytes, none copied when more are needed.  In a chunk follow one
 * another: flags, where the expression begins and ends in bytes and tokens (as
 * differences, in groups of seven bits, low ones first), the unit (its number
 * if it is in the table, else its code), the ends that there are.  Differences
 * begin anew with each chunk.
 */
#include <string.h>

#include "arena.h"
#include "measured.h"
#include "unit.h"

#define FIRST_CHUNK 112                                   /* bytes */
#define LARGEST_CHUNK (8 * 1024)                          /* has a block of its own in the arena */
#define MOST_BYTES (1 + 4 * 5 + 2 + NX_UNIT_MAX + 2 * 10) /* one expression */

#define ENDS 0x1F  /* the quantity's own flags */
#define WHOLE 0x20 /* the ends are whole numbers, packed as such */
#define POINT 0x40 /* one end stands for both */
#define KNOWN 0x80 /* the unit is in the table */

typedef struct NxMeasuredChunk
{
	struct NxMeasuredChunk *next;
	uint32_t used;
	uint32_t size;
	uint8_t bytes[];
} Chunk;

typedef struct NxMeasuredList
{
	Chunk *first;
	Chunk *last;
	uint32_t start; /* of the last expression, where its chunk goes on */
	uint32_t token;
} List;

static uint8_t *
put_number(uint8_t *p, uint64_t v)
{
	for (; v >= 0x80; v >>= 7)
		*p++ = (uint8_t) (v | 0x80);
	*p++ = (uint8_t) v;
	return p;
}

static uint64_t
get_number(const uint8_t **p)
{
	uint64_t v = 0;
	int shift = 0;

	for (; **p & 0x80; (*p)++, shift += 7)
		v |= (uint64_t) (**p & 0x7F) << shift;
	return v | (uint64_t) * (*p)++ << shift;
}

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
		return put_number(p, (uint64_t) v);
	memcpy(p, &v, sizeof(v));
	return p + sizeof(v);
}

static double
get_end(const uint8_t **p, bool whole)
{
	double v;

	if (whole)
		return (double) get_number(p);
	memcpy(&v, *p, sizeof(v));
	*p += sizeof(v);
	return v;
}

static bool
add_chunk(NxArena *arena, List *list)
{
	uint32_t size = list->last == NULL                     ? FIRST_CHUNK
					: list->last->size * 2 < LARGEST_CHUNK ? list->last->size * 2
														   : LARGEST_CHUNK;
	Chunk *chunk;

	if (size < MOST_BYTES)
		size = MOST_BYTES;
	chunk = nx_alloc(arena, sizeof(Chunk) + size);
	if (chunk == NULL)
		return false;
	chunk->next = NULL;
	chunk->used = 0;
	chunk->size = size;
	if (list->last != NULL)
		list->last->next = chunk;
	else
		list->first = chunk;
	list->last = chunk;
	list->start = list->token = 0;
	return true;
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
	if ((list->last == NULL || list->last->size - list->last->used < MOST_BYTES) &&
		!add_chunk(a->arena, list))
		return NX_NOMEM;
	p = list->last->bytes + list->last->used;
	*p++ = (uint8_t) (flags | (whole ? WHOLE : 0) | (point ? POINT : 0) | (unit >= 0 ? KNOWN : 0));
	p = put_number(p, m->span.start - list->start);
	p = put_number(p, m->span.end - m->span.start);
	p = put_number(p, m->first_token - list->token);
	p = put_number(p, m->end_token - m->first_token);
	if (unit >= 0)
		p = put_number(p, (uint64_t) unit);
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
	list->last->used = (uint32_t) (p - list->last->bytes);
	list->start = m->span.start;
	list->token = m->first_token;
	a->n_measured++;
	return NX_OK;
}

NxMeasuredReader
nx_measured_reader(const NxAnalysis *a)
{
	return (NxMeasuredReader){a->measured != NULL ? a->measured->first : NULL, 0, 0, 0};
}

bool
nx_measured_next(NxMeasuredReader *r, NxMeasured *m)
{
	const uint8_t *p;
	uint8_t flags;
	NxQuantity *q = &m->quantity;
	const char *unit;

	if (r->chunk != NULL && r->at == r->chunk->used)
		*r = (NxMeasuredReader){r->chunk->next, 0, 0, 0};
	if (r->chunk == NULL)
		return false;
	p = r->chunk->bytes + r->at;
	flags = *p++;
	m->span.start = r->start += (uint32_t) get_number(&p);
	m->span.end = m->span.start + (uint32_t) get_number(&p);
	m->first_token = r->token += (uint32_t) get_number(&p);
	m->end_token = m->first_token + (uint32_t) get_number(&p);
	q->flags = flags & ENDS;
	if (flags & KNOWN)
	{
		unit = nx_unit_code((int) get_number(&p));
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
	r->at = (uint32_t) (p - r->chunk->bytes);
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
