/*
 * newsdoc_read.c
 *		document → parts.  Reads stored documents and, from the wire, hostile
 *		ones: every number is checked before it is used, memory is bounded by the
 *		bytes that are there.  What is out of order but harmless is left to
 *		newsdoc_build(), which whatever comes from outside goes through.
 */
#include "postgres.h"

#include "adapter.h"
#include "mb/pg_wchar.h"
#include "miscadmin.h"
#include "newsdoc.h"
#include "newsdoc_format.h"
#include "quantity.h"

/* Characters of the document between two known byte offsets, where a character may be several. */
#define STEP 32

typedef struct Cursor
{
	const uint8 *p;
	const uint8 *end;
	bool bad;
} Cursor;

typedef struct Fragment
{
	uint32 start; /* in the text */
	uint32 end;
	uint32 before; /* characters in the fragments before it */
} Fragment;

typedef struct Reader
{
	NewsParts *parts;
	bool bad;

	/* from the header */
	uint32 n_fragments;
	uint32 n_strings;
	Cursor sections[NEWSDOC_SECTIONS];
	const char *blob;
	uint32 blob_len;

	Fragment *fragments;
	uint32 last; /* the fragment used last: texts come nearly in order */
	uint32 fragment_chars;
	uint32 *strings; /* characters before each string in the blob; one more at the end */
	uint32 *steps;   /* NULL when every character is one byte */
} Reader;

static uint8
get_byte(Cursor *c)
{
	if (c->p >= c->end)
	{
		c->bad = true;
		return 0;
	}
	return *c->p++;
}

static uint64
get_varint(Cursor *c)
{
	uint64 value = 0;

	for (int shift = 0; shift < 63; shift += 7)
	{
		uint8 byte = get_byte(c);

		value |= (uint64) (byte & 0x7F) << shift;
		if (byte < 0x80)
			return value;
	}
	c->bad = true;
	return 0;
}

/* A varint of at most `most`. */
static uint32
get_number(Cursor *c, uint32 most)
{
	uint64 value = get_varint(c);

	if (value > most)
	{
		c->bad = true;
		return 0;
	}
	return (uint32) value;
}

/* base + a signed varint, which must be in 0 … most. */
static uint32
get_distance(Cursor *c, uint32 base, uint32 most)
{
	uint64 code = get_varint(c);
	int64 delta = (int64) (code >> 1) ^ -(int64) (code & 1);
	int64 value = (int64) base + delta;

	if (value < 0 || value > (int64) most)
	{
		c->bad = true;
		return 0;
	}
	return (uint32) value;
}

static double
get_decimal(Cursor *c)
{
	uint8 head = get_byte(c);

	if (head == NEWSDOC_DOUBLE)
	{
		uint64 bits = 0;
		double value;

		for (int i = 0; i < 8; i++)
			bits |= (uint64) get_byte(c) << (8 * i);
		memcpy(&value, &bits, sizeof(value));
		return value;
	}
	return newsdoc_decimal(get_varint(c), (head >> 1) - NEWSDOC_EXPONENT_BIAS, head & 1);
}

/* ---- the blob ---- */

/* Byte offset of a character of the blob. */
static uint32
blob_offset(const Reader *r, uint32 chars)
{
	uint32 offset;

	if (r->steps == NULL)
		return chars;
	offset = r->steps[chars / STEP];
	for (uint32 n = chars % STEP; n > 0 && offset < r->blob_len; n--)
		offset += newsdoc_char_bytes(r->blob + offset);
	return offset;
}

static NxStr
blob_slice(Reader *r, uint32 start, uint32 end)
{
	uint32 from = blob_offset(r, start);
	uint32 to = blob_offset(r, end);

	if (to < from || to > r->blob_len)
	{
		r->bad = true;
		return (NxStr){NULL, 0};
	}
	return (NxStr){r->blob + from, to - from};
}

/* Measure the blob; its characters must be as many as the sections say. */
static void
index_blob(Reader *r, uint64 chars)
{
	uint32 offset = 0;
	uint32 n = 0;

	if (chars > r->blob_len)
	{
		r->bad = true;
		return;
	}
	if (chars == r->blob_len)
		return; /* a byte each, or the end check fails below */

	r->steps = newsext_array(uint32, chars / STEP + 2);
	while (offset < r->blob_len)
	{
		if (n == chars)
			break;
		if (n % STEP == 0)
		{
			CHECK_FOR_INTERRUPTS();
			r->steps[n / STEP] = offset;
		}
		offset += newsdoc_char_bytes(r->blob + offset);
		n++;
	}
	if (n % STEP == 0)
		r->steps[n / STEP] = offset;
	r->bad = r->bad || n != chars || offset != r->blob_len;
}

static int
fragment_of(const Reader *r, uint32 start)
{
	uint32 low = 0;
	uint32 high = r->n_fragments;

	while (low < high)
	{
		uint32 middle = low + (high - low) / 2;

		if (r->fragments[middle].end <= start)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static void
get_text_at(Reader *r, uint32 start, uint32 len, NewsText *text)
{
	const Fragment *f = &r->fragments[r->last];

	if (r->n_fragments == 0)
	{
		r->bad = true;
		return;
	}
	if (start < f->start || start >= f->end)
	{
		r->last = fragment_of(r, start);
		if (r->last == r->n_fragments)
		{
			r->last = 0;
			r->bad = true;
			return;
		}
		f = &r->fragments[r->last];
	}
	if (len == 0 || start < f->start || start >= f->end || len > f->end - start)
	{
		r->bad = true;
		return;
	}
	text->start = start;
	text->end = start + len;
	text->words =
		blob_slice(r, f->before + (start - f->start), f->before + (start - f->start) + len);
}

/* A text whose start is counted from the start of the record before; *start moves on. */
static void
get_text(Reader *r, Cursor *c, uint32 distance, uint32 *start, NewsText *text)
{
	uint32 chars = r->parts->chars;

	if (distance > chars - *start)
	{
		c->bad = true;
		return;
	}
	*start += distance;
	get_text_at(r, *start, get_number(c, chars), text);
}

/* A text of its own, counted from the start of its record. */
static void
get_side_text(Reader *r, Cursor *c, uint32 base, NewsText *text)
{
	uint32 start = get_distance(c, base, r->parts->chars);

	get_text_at(r, start, get_number(c, r->parts->chars), text);
}

static NxStr
get_string(Reader *r, uint32 number)
{
	if (number >= r->n_strings)
	{
		r->bad = true;
		return (NxStr){NULL, 0};
	}
	return blob_slice(r, r->strings[number], r->strings[number + 1]);
}

/* What a reference stands for.  Entities are read before the quotes, which only speakers may name. */
static NxStr
get_reference(Reader *r, uint64 reference)
{
	const NewsParts *parts = r->parts;
	uint64 all = (uint64) parts->n_mentions + parts->n_quotes + r->n_strings;

	if (reference >= all)
		r->bad = true;
	else if (reference < parts->n_mentions)
		return parts->mentions[reference].text.words;
	else if (reference < (uint64) parts->n_mentions + parts->n_quotes)
	{
		if (parts->quotes != NULL)
			return parts->quotes[reference - parts->n_mentions].source.words;
		r->bad = true;
	}
	else
		return get_string(r, (uint32) (reference - parts->n_mentions - parts->n_quotes));
	return (NxStr){NULL, 0};
}

/* ---- the sections ---- */

static bool
is_bad(Reader *r, const Cursor *c)
{
	r->bad = r->bad || c->bad;
	return r->bad;
}

/* Everything read, and nothing left over. */
static void
end_section(Reader *r, const Cursor *c)
{
	r->bad = r->bad || c->bad || c->p != c->end;
}

static void
read_header(Reader *r, const NewsDoc *doc)
{
	NewsParts *parts = r->parts;
	Cursor c = {doc->data, (const uint8 *) doc + VARSIZE(doc), false};
	uint32 lengths[NEWSDOC_SECTIONS];

	if (VARSIZE(doc) < NEWSDOC_HEADER || doc->version != NEWSDOC_VERSION ||
		(doc->flags & ~NEWSDOC_TRUNCATED) != 0 || doc->reserved[0] != 0 || doc->reserved[1] != 0)
	{
		r->bad = true;
		return;
	}
	parts->truncated = (doc->flags & NEWSDOC_TRUNCATED) != 0;
	parts->chars = get_number(&c, NX_MAX_TEXT);
	parts->n_mentions = get_number(&c, NEWSDOC_MAX_RECORDS);
	parts->n_entities = get_number(&c, NEWSDOC_MAX_RECORDS);
	parts->n_quotes = get_number(&c, NEWSDOC_MAX_RECORDS);
	parts->n_measured = get_number(&c, NEWSDOC_MAX_RECORDS);
	parts->n_claims = get_number(&c, NEWSDOC_MAX_RECORDS);
	r->n_fragments = get_number(&c, NX_MAX_TEXT);
	r->n_strings = get_number(&c, PG_INT32_MAX);
	for (int i = 0; i < NEWSDOC_SECTIONS; i++)
		lengths[i] = get_number(&c, PG_INT32_MAX);
	for (int i = 0; i < NEWSDOC_SECTIONS && !c.bad; i++)
	{
		if (lengths[i] > (size_t) (c.end - c.p))
			c.bad = true;
		else
		{
			r->sections[i] = (Cursor){c.p, c.p + lengths[i], false};
			c.p += lengths[i];
		}
	}
	if (is_bad(r, &c))
		return;
	r->blob = (const char *) c.p;
	r->blob_len = (uint32) (c.end - c.p);

	/* No record is shorter than this, so that a count bounds its array. */
	r->bad = r->n_fragments > lengths[NEWSDOC_S_FRAGMENTS] / 2 ||
			 r->n_strings > lengths[NEWSDOC_S_STRINGS] ||
			 parts->n_entities > lengths[NEWSDOC_S_ENTITIES] / 3 ||
			 parts->n_mentions > lengths[NEWSDOC_S_MENTIONS] / 3 ||
			 parts->n_quotes > lengths[NEWSDOC_S_QUOTES] / 5 ||
			 parts->n_measured > lengths[NEWSDOC_S_QUANTITIES] / 4 ||
			 parts->n_claims > lengths[NEWSDOC_S_CLAIMS] / 5;
}

static void
read_texts(Reader *r)
{
	Cursor *c = &r->sections[NEWSDOC_S_FRAGMENTS];
	uint32 end = 0;
	uint64 chars = 0;

	r->fragments = newsext_array(Fragment, r->n_fragments);
	for (uint32 i = 0; i < r->n_fragments && !c->bad; i++)
	{
		uint32 start = end + get_number(c, r->parts->chars - end);

		CHECK_FOR_INTERRUPTS();
		end = start + get_number(c, r->parts->chars - start);
		r->fragments[i] = (Fragment){start, end, (uint32) chars};
		chars += end - start;
	}
	end_section(r, c);

	c = &r->sections[NEWSDOC_S_STRINGS];
	r->strings = newsext_array(uint32, r->n_strings + 1);
	for (uint32 i = 0; i < r->n_strings && !c->bad; i++)
	{
		r->strings[i] = (uint32) chars;
		chars += get_number(c, PG_INT32_MAX - (uint32) chars);
	}
	r->strings[r->n_strings] = (uint32) chars;
	end_section(r, c);
	if (!r->bad)
		index_blob(r, chars);
}

static void
read_names(Reader *r)
{
	NewsParts *parts = r->parts;
	Cursor c = r->sections[NEWSDOC_S_ENTITIES];
	Cursor entities;
	uint32 start = 0;

	/* Labels first: mentions have them from their entities. */
	parts->entities = newsext_array(NewsEntity, parts->n_entities);
	for (uint32 i = 0; i < parts->n_entities && !c.bad; i++)
	{
		NewsEntity *e = &parts->entities[i];
		uint8 head = get_byte(&c);

		CHECK_FOR_INTERRUPTS();
		memset(e, 0, sizeof(*e));
		e->first_mention = NX_NONE;
		e->label = head & 0x0F;
		if (e->label == NX_LABEL_NONE || e->label >= NX_N_LABELS || (head >> 6) != 0)
			c.bad = true;
		get_varint(&c);
		e->salience = get_number(&c, 1000);
		if (head & NEWSDOC_ENTITY_ROLE)
			get_varint(&c);
		if (head & NEWSDOC_ENTITY_ALIASES)
		{
			/* each takes a byte at least */
			e->n_aliases = get_number(&c, (uint32) (c.end - c.p));
			for (uint32 j = 0; j < e->n_aliases && !c.bad; j++)
				get_varint(&c);
		}
	}
	end_section(r, &c);
	if (r->bad)
		return;

	c = r->sections[NEWSDOC_S_MENTIONS];
	parts->mentions = newsext_array(NewsMention, parts->n_mentions);
	for (uint32 i = 0; i < parts->n_mentions && !is_bad(r, &c); i++)
	{
		NewsMention *m = &parts->mentions[i];
		uint32 head = get_number(&c, PG_INT32_MAX);
		uint8 extra = 0;

		CHECK_FOR_INTERRUPTS();
		memset(m, 0, sizeof(*m));
		m->kind = head & 3;
		if (m->kind == NEWSDOC_MENTION_LABEL)
		{
			extra = get_byte(&c);
			m->kind = extra & 3;
			m->label = extra >> 2;
		}
		if (m->kind > NX_PRONOUN || m->label >= NX_N_LABELS)
			c.bad = true;
		get_text(r, &c, head >> 2, &start, &m->text);
		m->entity = get_number(&c, parts->n_entities) - 1; /* 0 - 1 is NX_NONE */
		if (m->entity != NX_NONE && !c.bad)
		{
			NewsEntity *e = &parts->entities[m->entity];

			if (e->mentions++ == 0)
				e->first_mention = i;
			if ((head & 3) != NEWSDOC_MENTION_LABEL)
				m->label = e->label;
		}
	}
	end_section(r, &c);
	if (r->bad)
		return;

	entities = r->sections[NEWSDOC_S_ENTITIES];
	for (uint32 i = 0; i < parts->n_entities && !r->bad; i++)
	{
		NewsEntity *e = &parts->entities[i];
		uint8 head = get_byte(&entities);

		CHECK_FOR_INTERRUPTS();
		e->name = get_reference(r, get_varint(&entities));
		get_varint(&entities);
		if (head & NEWSDOC_ENTITY_ROLE)
			e->role = get_reference(r, get_varint(&entities));
		if (head & NEWSDOC_ENTITY_ALIASES)
		{
			get_varint(&entities);
			e->aliases = newsext_array(NxStr, e->n_aliases);
			for (uint32 j = 0; j < e->n_aliases; j++)
				e->aliases[j] = get_reference(r, get_varint(&entities));
		}
	}
}

static void
read_quotes(Reader *r)
{
	NewsParts *parts = r->parts;
	Cursor *c = &r->sections[NEWSDOC_S_QUOTES];
	uint64 *speakers = newsext_array(uint64, parts->n_quotes);
	uint32 start = 0;
	uint32 quote_no = 0;

	parts->quotes = newsext_array(NewsQuote, parts->n_quotes);
	for (uint32 i = 0; i < parts->n_quotes && !is_bad(r, c); i++)
	{
		NewsQuote *q = &parts->quotes[i];
		uint32 distance = get_number(c, parts->chars);
		uint8 head;

		CHECK_FOR_INTERRUPTS();
		memset(q, 0, sizeof(*q));
		get_text(r, c, distance, &start, &q->text);
		head = get_byte(c);
		q->kind = head & NEWSDOC_QUOTE_KIND;
		q->negated = (head & NEWSDOC_QUOTE_NEGATED) != 0;
		if (q->kind > NX_INDIRECT || (head & NEWSDOC_QUOTE_UNUSED) != 0)
			c->bad = true;
		quote_no = q->quote_no = get_distance(c, quote_no, PG_INT32_MAX);
		if (head & NEWSDOC_QUOTE_CUE)
			get_side_text(r, c, start, &q->cue);
		if (head & NEWSDOC_QUOTE_SOURCE)
			get_side_text(r, c, start, &q->source);
		speakers[i] = get_varint(c);
		q->speaker_entity = NX_NONE;
		if (parts->entities != NULL && speakers[i] >= NEWSDOC_SPEAKER_ENTITY &&
			speakers[i] - NEWSDOC_SPEAKER_ENTITY < parts->n_entities)
		{
			q->speaker_entity = (uint32) speakers[i] - NEWSDOC_SPEAKER_ENTITY;
			q->speaker_label = parts->entities[q->speaker_entity].label;
		}
		if (head & NEWSDOC_QUOTE_LABEL)
			q->speaker_label = get_byte(c);
		if (q->speaker_label >= NX_N_LABELS)
			c->bad = true;
	}
	end_section(r, c);

	for (uint32 i = 0; i < parts->n_quotes && !r->bad && parts->entities != NULL; i++)
	{
		NewsQuote *q = &parts->quotes[i];

		if (q->speaker_entity != NX_NONE)
			q->speaker = parts->entities[q->speaker_entity].name;
		else if (speakers[i] == NEWSDOC_SPEAKER_SOURCE)
			q->speaker = q->source.words;
		else if (speakers[i] != NEWSDOC_SPEAKER_NONE)
			q->speaker = get_reference(r, speakers[i] - NEWSDOC_SPEAKER_ENTITY - parts->n_entities);
	}
	pfree(speakers);
}

static void
read_quantities(Reader *r)
{
	NewsParts *parts = r->parts;
	Cursor *c = &r->sections[NEWSDOC_S_QUANTITIES];
	NxStr *units = newsext_array(NxStr, r->n_strings);
	uint32 n_units = 0;
	uint32 start = 0;

	parts->measured = newsext_array(NewsMeasured, parts->n_measured);
	for (uint32 i = 0; i < parts->n_measured && !is_bad(r, c); i++)
	{
		NewsMeasured *m = &parts->measured[i];
		NxQuantity *q = &m->quantity;
		uint32 distance = get_number(c, parts->chars);
		uint32 unit;

		CHECK_FOR_INTERRUPTS();
		memset(m, 0, sizeof(*m));
		get_text(r, c, distance, &start, &m->text);
		unit = get_number(c, n_units + 2);
		if (unit >= NEWSDOC_UNIT_KNOWN)
		{
			if (unit - NEWSDOC_UNIT_KNOWN >= n_units)
			{
				c->bad = true;
				break;
			}
			unit -= NEWSDOC_UNIT_KNOWN;
			q->unit_len = (uint8) units[unit].len;
			memcpy(q->unit, units[unit].data, q->unit_len);
		}
		else if (unit == NEWSDOC_UNIT_NEW)
		{
			NxStr code = newsext_to_utf8(get_string(r, get_number(c, r->n_strings)));

			if (n_units == r->n_strings || code.len == 0 || code.len > NX_UNIT_MAX)
			{
				c->bad = true;
				break;
			}
			units[n_units++] = code;
			q->unit_len = (uint8) code.len;
			memcpy(q->unit, code.data, code.len);
		}
		q->flags = get_byte(c);
		if (q->flags & NEWSDOC_QUANTITY_POINT)
		{
			q->flags = (q->flags & ~NEWSDOC_QUANTITY_POINT) | NX_Q_HAS_LOW | NX_Q_HAS_HIGH;
			q->low = q->high = get_decimal(c);
			continue;
		}
		if (q->flags & NX_Q_HAS_LOW)
			q->low = get_decimal(c);
		if (q->flags & NX_Q_HAS_HIGH)
			q->high = get_decimal(c);
	}
	end_section(r, c);
	pfree(units);
}

static void
read_claims(Reader *r)
{
	NewsParts *parts = r->parts;
	Cursor *c = &r->sections[NEWSDOC_S_CLAIMS];
	uint32 last_measured = 0;
	uint32 start = 0;

	parts->claims = newsext_array(NewsClaim, parts->n_claims);
	for (uint32 i = 0; i < parts->n_claims && !is_bad(r, c); i++)
	{
		NewsClaim *claim = &parts->claims[i];
		uint32 distance = get_number(c, parts->chars);
		uint64 speaker;
		uint8 head;

		CHECK_FOR_INTERRUPTS();
		memset(claim, 0, sizeof(*claim));
		get_text(r, c, distance, &start, &claim->text);
		head = get_byte(c);
		claim->measure = head & 1;
		claim->direction = (head >> 1) & 3;
		claim->modality = (head >> 3) & 3;
		claim->measured = get_distance(c, last_measured, NEWSDOC_MAX_RECORDS);
		last_measured = claim->measured;
		claim->from = NX_NONE;
		if (head & NEWSDOC_CLAIM_FROM)
		{
			claim->from = get_distance(c, claim->measured, NEWSDOC_MAX_RECORDS);
			c->bad = c->bad || claim->from >= parts->n_measured;
		}
		c->bad = c->bad || claim->measured >= parts->n_measured;
		if (head & NEWSDOC_CLAIM_SUBJECT)
			get_side_text(r, c, start, &claim->subject);
		if (head & NEWSDOC_CLAIM_PERIOD)
			get_side_text(r, c, start, &claim->period);
		speaker = get_varint(c);
		claim->speaker_entity = NX_NONE;
		if (is_bad(r, c))
			break;
		if (speaker >= NEWSDOC_SPEAKER_ENTITY &&
			speaker - NEWSDOC_SPEAKER_ENTITY < parts->n_entities)
		{
			claim->speaker_entity = (uint32) speaker - NEWSDOC_SPEAKER_ENTITY;
			claim->speaker = parts->entities[claim->speaker_entity].name;
		}
		else if (speaker == NEWSDOC_SPEAKER_SOURCE)
			c->bad = true;
		else if (speaker != NEWSDOC_SPEAKER_NONE)
			claim->speaker = get_reference(r, speaker - NEWSDOC_SPEAKER_ENTITY - parts->n_entities);
	}
	end_section(r, c);
}

NewsParts *
newsdoc_take_apart(const NewsDoc *doc, int sections)
{
	NewsParts *parts = palloc0(sizeof(NewsParts));
	Reader r = {.parts = parts};

	if (sections & NEWSDOC_CLAIMS)
		sections = NEWSDOC_ALL;
	if (sections & NEWSDOC_QUOTES)
		sections |= NEWSDOC_NAMES | NEWSDOC_QUOTED;

	read_header(&r, doc);
	if (!r.bad)
		read_texts(&r);
	if (!r.bad && (sections & NEWSDOC_NAMES))
		read_names(&r);
	if (!r.bad && (sections & NEWSDOC_QUOTED))
		read_quotes(&r);
	if (!r.bad && (sections & NEWSDOC_QUANTITIES))
		read_quantities(&r);
	if (!r.bad && (sections & NEWSDOC_CLAIMS))
		read_claims(&r);
	if (r.bad)
		return NULL;

	/* The counts of what nobody asked for would promise arrays that are not there. */
	if (!(sections & NEWSDOC_NAMES))
		parts->n_mentions = parts->n_entities = 0;
	if (!(sections & NEWSDOC_QUOTED))
		parts->n_quotes = 0;
	if (!(sections & NEWSDOC_QUANTITIES))
		parts->n_measured = 0;
	if (!(sections & NEWSDOC_CLAIMS))
		parts->n_claims = 0;
	return parts;
}

void
newsdoc_reject_stored(const NewsDoc *doc)
{
	ereport(ERROR, (errcode(ERRCODE_DATA_CORRUPTED),
					errmsg("stored newsdoc is corrupt or of an unknown version"),
					errdetail("Its version byte is %d; this release reads version %d.",
							  doc->version, NEWSDOC_VERSION),
					errhint("Compute it anew with to_newsdoc().")));
}

NewsParts *
newsdoc_read(const NewsDoc *doc, int sections)
{
	NewsParts *parts = newsdoc_take_apart(doc, sections);

	if (parts == NULL)
		newsdoc_reject_stored(doc);
	return parts;
}

uint32
newsdoc_fixed_length(const NewsDoc *doc)
{
	NewsParts parts;
	Reader r = {.parts = &parts};

	read_header(&r, doc);
	return r.bad ? 0 : (uint32) (r.blob - VARDATA(doc));
}

NewsCounts
newsdoc_counts(const NewsDoc *doc)
{
	Cursor c = {doc->data, (const uint8 *) doc + VARSIZE(doc), false};
	NewsCounts counts;

	get_varint(&c);
	counts.mentions = get_number(&c, NEWSDOC_MAX_RECORDS);
	counts.entities = get_number(&c, NEWSDOC_MAX_RECORDS);
	counts.quotes = get_number(&c, NEWSDOC_MAX_RECORDS);
	counts.measured = get_number(&c, NEWSDOC_MAX_RECORDS);
	counts.claims = get_number(&c, NEWSDOC_MAX_RECORDS);
	return counts;
}
