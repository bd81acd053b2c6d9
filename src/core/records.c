/*
 * records.c
 *		The quotations and claims of a text, kept packed.
 *
 * In turn: flags, how far behind the record before it begins, its length, then
 * whatever the flags say there is.  Stretches of the text stand near the record
 * that they belong to, and a speaker's name is that of an entity or such a
 * stretch, so nearly all numbers are small.
 */
#include <string.h>

#include "records.h"

#define MOST_BYTES 80 /* of a record: fewer than twelve numbers, and a name */

typedef struct NxRecordList
{
	NxPacked records;
	uint32_t start; /* of the last record */
	uint32_t number;
} NxRecordList;

/* Where the name of a speaker is found. */
enum
{
	NAME_NONE,
	NAME_ENTITY, /* it is the entity's */
	NAME_TEXT,   /* a stretch of the text */
	NAME_OTHER   /* somewhere else: as it is in memory */
};

#define NAME_BITS 2

#define QUOTE_KIND 0x03
#define QUOTE_NEGATED 0x04
#define QUOTE_NAME_SHIFT 3
#define QUOTE_CUE 0x20
#define QUOTE_SOURCE 0x40

#define CLAIM_CHANGE 0x01
#define CLAIM_DIRECTION_SHIFT 1
#define CLAIM_MODALITY_SHIFT 3
#define CLAIM_NAME_SHIFT 5
#define CLAIM_FROM 0x80

static NxRecordList *
list_of(NxAnalysis *a, NxRecordList **list)
{
	if (*list == NULL)
		*list = nx_alloc0(a->arena, sizeof(NxRecordList));
	return *list;
}

/* ---- parts of records ---- */

static uint8_t *
put_span(uint8_t *p, uint32_t near, NxSpan span)
{
	p = nx_put_distance(p, near, span.start);
	return nx_put_number(p, span.end - span.start);
}

static NxSpan
get_span(const uint8_t **p, uint32_t near)
{
	NxSpan span;

	span.start = nx_get_distance(p, near);
	span.end = span.start + (uint32_t) nx_get_number(p);
	return span;
}

static int
name_kind(const NxAnalysis *a, NxStr name, uint32_t entity)
{
	if (name.len == 0)
		return NAME_NONE;
	if (entity != NX_NONE && a->entities[entity].name.data == name.data &&
		a->entities[entity].name.len == name.len)
		return NAME_ENTITY;
	return name.data >= a->text && name.data < a->text + a->len ? NAME_TEXT : NAME_OTHER;
}

static uint8_t *
put_name(uint8_t *p, const NxAnalysis *a, int kind, uint32_t near, NxStr name)
{
	if (kind == NAME_TEXT)
	{
		uint32_t start = (uint32_t) (name.data - a->text);

		return put_span(p, near, (NxSpan){start, start + name.len});
	}
	if (kind == NAME_OTHER)
	{
		memcpy(p, &name, sizeof(name));
		p += sizeof(name);
	}
	return p;
}

static NxStr
get_name(const uint8_t **p, const NxAnalysis *a, int kind, uint32_t near, uint32_t entity)
{
	NxStr name = {NULL, 0};

	if (kind == NAME_ENTITY)
		name = a->entities[entity].name;
	else if (kind == NAME_TEXT)
		name = nx_slice(a, get_span(p, near));
	else if (kind == NAME_OTHER)
	{
		memcpy(&name, *p, sizeof(name));
		*p += sizeof(name);
	}
	return name;
}

/* ---- quotations ---- */

NxStatus
nx_quote_push(NxAnalysis *a, const NxQuote *q)
{
	NxRecordList *list = list_of(a, &a->quotes);
	int name = name_kind(a, q->speaker, q->speaker_entity);
	bool cue = !nx_span_is_empty(q->cue);
	bool source = !nx_span_is_empty(q->source);
	uint8_t *p = list != NULL ? nx_packed_room(a->arena, &list->records, MOST_BYTES) : NULL;

	if (p == NULL)
		return NX_NOMEM;
	*p++ = (uint8_t) (q->kind | (q->negated ? QUOTE_NEGATED : 0) | name << QUOTE_NAME_SHIFT |
					  (cue ? QUOTE_CUE : 0) | (source ? QUOTE_SOURCE : 0));
	p = nx_put_number(p, q->span.start - list->start);
	p = nx_put_number(p, q->span.end - q->span.start);
	list->start = q->span.start;
	p = nx_put_distance(p, list->number, q->quote_no);
	list->number = q->quote_no;
	if (cue)
		p = put_span(p, list->start, q->cue);
	if (source)
		p = put_span(p, list->start, q->source);
	p = nx_put_number(p, (uint32_t) (q->speaker_entity + 1));
	p = nx_put_number(p, q->speaker_label);
	p = put_name(p, a, name, list->start, q->speaker);
	nx_packed_end(&list->records, p);
	a->n_quotes++;
	return NX_OK;
}

NxRecordReader
nx_quote_reader(const NxAnalysis *a)
{
	return (NxRecordReader){.a = a,
							.records = {a->quotes != NULL ? a->quotes->records.first : NULL, 0}};
}

bool
nx_quote_next(NxRecordReader *r, NxQuote *q)
{
	const uint8_t *p = nx_packed_next(&r->records);
	uint8_t flags;

	if (p == NULL)
		return false;
	memset(q, 0, sizeof(*q));
	flags = *p++;
	q->kind = flags & QUOTE_KIND;
	q->negated = (flags & QUOTE_NEGATED) != 0;
	q->span.start = r->start += (uint32_t) nx_get_number(&p);
	q->span.end = q->span.start + (uint32_t) nx_get_number(&p);
	q->quote_no = r->number = nx_get_distance(&p, r->number);
	if (flags & QUOTE_CUE)
		q->cue = get_span(&p, r->start);
	if (flags & QUOTE_SOURCE)
		q->source = get_span(&p, r->start);
	q->speaker_entity = (uint32_t) nx_get_number(&p) - 1;
	q->speaker_label = (uint8_t) nx_get_number(&p);
	q->speaker = get_name(&p, r->a, flags >> QUOTE_NAME_SHIFT & ((1 << NAME_BITS) - 1), r->start,
						  q->speaker_entity);
	nx_packed_passed(&r->records, p);
	return true;
}

NxQuote
nx_quote_at(const NxAnalysis *a, uint32_t i)
{
	NxRecordReader reader = nx_quote_reader(a);
	NxQuote q = {0};

	while (nx_quote_next(&reader, &q) && i > 0)
		i--;
	return q;
}

/* ---- claims ---- */

NxStatus
nx_claim_push(NxAnalysis *a, const NxClaim *c)
{
	NxRecordList *list = list_of(a, &a->claims);
	int name = name_kind(a, c->speaker, c->speaker_entity);
	uint8_t *p = list != NULL ? nx_packed_room(a->arena, &list->records, MOST_BYTES) : NULL;

	if (p == NULL)
		return NX_NOMEM;
	*p++ = (uint8_t) (c->measure | c->direction << CLAIM_DIRECTION_SHIFT |
					  c->modality << CLAIM_MODALITY_SHIFT | name << CLAIM_NAME_SHIFT |
					  (c->from != NX_NONE ? CLAIM_FROM : 0));
	p = nx_put_number(p, c->span.start - list->start);
	p = nx_put_number(p, c->span.end - c->span.start);
	list->start = c->span.start;
	p = nx_put_distance(p, list->number, c->measured);
	list->number = c->measured;
	if (c->from != NX_NONE)
		p = nx_put_distance(p, c->measured, c->from);
	p = nx_put_number(p, c->subject.end - c->subject.start);
	if (!nx_span_is_empty(c->subject))
		p = nx_put_distance(p, list->start, c->subject.start);
	p = nx_put_number(p, c->period.end - c->period.start);
	if (!nx_span_is_empty(c->period))
		p = nx_put_distance(p, list->start, c->period.start);
	p = nx_put_number(p, (uint32_t) (c->speaker_entity + 1));
	p = put_name(p, a, name, list->start, c->speaker);
	nx_packed_end(&list->records, p);
	a->n_claims++;
	return NX_OK;
}

NxRecordReader
nx_claim_reader(const NxAnalysis *a)
{
	return (NxRecordReader){.a = a,
							.records = {a->claims != NULL ? a->claims->records.first : NULL, 0}};
}

/* A stretch that may be none. */
static NxSpan
get_side(const uint8_t **p, uint32_t near)
{
	NxSpan span = {0, (uint32_t) nx_get_number(p)};

	if (span.end > 0)
	{
		span.start = nx_get_distance(p, near);
		span.end += span.start;
	}
	return span;
}

bool
nx_claim_next(NxRecordReader *r, NxClaim *c)
{
	const uint8_t *p = nx_packed_next(&r->records);
	uint8_t flags;

	if (p == NULL)
		return false;
	memset(c, 0, sizeof(*c));
	flags = *p++;
	c->measure = flags & CLAIM_CHANGE;
	c->direction = flags >> CLAIM_DIRECTION_SHIFT & 3;
	c->modality = flags >> CLAIM_MODALITY_SHIFT & 3;
	c->span.start = r->start += (uint32_t) nx_get_number(&p);
	c->span.end = c->span.start + (uint32_t) nx_get_number(&p);
	c->measured = r->number = nx_get_distance(&p, r->number);
	c->from = flags & CLAIM_FROM ? nx_get_distance(&p, c->measured) : NX_NONE;
	c->subject = get_side(&p, r->start);
	c->period = get_side(&p, r->start);
	c->speaker_entity = (uint32_t) nx_get_number(&p) - 1;
	c->speaker = get_name(&p, r->a, flags >> CLAIM_NAME_SHIFT & ((1 << NAME_BITS) - 1), r->start,
						  c->speaker_entity);
	nx_packed_passed(&r->records, p);
	return true;
}

NxClaim
nx_claim_at(const NxAnalysis *a, uint32_t i)
{
	NxRecordReader reader = nx_claim_reader(a);
	NxClaim c = {0};

	while (nx_claim_next(&reader, &c) && i > 0)
		i--;
	return c;
}
