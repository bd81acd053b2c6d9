/*
 * newsdoc_build.c
 *		parts → document: the one writer of the stored form, and the one judge of
 *		parts that come from outside.
 */
#include "postgres.h"

#include "adapter.h"
#include "common/hashfn.h"
#include "mb/pg_wchar.h"
#include "miscadmin.h"
#include "newsdoc.h"
#include "newsdoc_format.h"
#include "quantity.h"
#include "utils/timestamp.h"

/* Stretches by their start: start << 32 | number. */
#define ST_SORT sort_stretches
#define ST_ELEMENT_TYPE uint64
#define ST_COMPARE(a, b) (*(a) < *(b) ? -1 : *(a) > *(b))
#define ST_CHECK_FOR_INTERRUPTS
#define ST_SCOPE static
#define ST_DEFINE
#include "lib/sort_template.h"

/*
 * Words → the references that stand for them.  `reference` is that of a
 * mention or a string, `source` that of a quote's source.
 */
typedef struct Known
{
	NxStr words;      /* data NULL: free */
	uint32 reference; /* or NX_NONE */
	uint32 source;    /* or NX_NONE */
} Known;

typedef struct Table
{
	Known *slots;
	uint64 mask;
	uint64 used;
	uint64 seed;
} Table;

typedef struct Builder
{
	const NewsParts *parts;
	const NewsBuild *build;
	StringInfoData sections[NEWSDOC_SECTIONS];
	StringInfoData blob;
	StringInfoData strings; /* characters of the strings */
	uint32 n_fragments;
	uint32 n_strings;
	uint32 n_units;
	Table words;
	Table units;
} Builder;

/* ---- numbers ---- */

static void
put_byte(StringInfo buf, uint8 byte)
{
	appendStringInfoCharMacro(buf, byte);
}

static void
put_varint(StringInfo buf, uint64 value)
{
	while (value >= 0x80)
	{
		put_byte(buf, (uint8) (value | 0x80));
		value >>= 7;
	}
	put_byte(buf, (uint8) value);
}

static void
put_distance(StringInfo buf, uint32 from, uint32 to)
{
	int64 delta = (int64) to - (int64) from;

	put_varint(buf, ((uint64) delta << 1) ^ (uint64) (delta >> 63));
}

/* The powers of ten that a double holds exactly. */
static const double powers[] = {1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
								1e8,  1e9,  1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
								1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};

double
newsdoc_decimal(uint64 digits, int exponent, bool negative)
{
	double value = (double) digits;

	if (exponent >= (int) lengthof(powers) || exponent <= -(int) lengthof(powers))
		value = 0; /* nothing that put_decimal() writes */
	else if (exponent < 0)
		value /= powers[-exponent];
	else
		value *= powers[exponent];
	return negative ? -value : value;
}

static void
put_decimal(StringInfo buf, double value)
{
	bool negative = value < 0;
	double size = negative ? -value : value;

	for (int places = 0; places <= 15 && size * powers[places] <= 999999999999999.0; places++)
	{
		uint64 digits = (uint64) (size * powers[places] + 0.5);
		int exponent = -places;

		if (newsdoc_decimal(digits, exponent, false) != size)
			continue;
		while (places == 0 && digits != 0 && digits % 10 == 0)
		{
			digits /= 10;
			exponent++;
		}
		put_byte(buf, (uint8) ((exponent + NEWSDOC_EXPONENT_BIAS) << 1 | negative));
		put_varint(buf, digits);
		return;
	}
	for (int exponent = 1; exponent <= 22 && size > 999999999999999.0; exponent++)
	{
		double quotient = size / powers[exponent];
		uint64 digits;

		if (quotient > 999999999999999.0)
			continue;
		digits = (uint64) (quotient + 0.5);
		if (newsdoc_decimal(digits, exponent, false) != size)
			break;
		while (digits % 10 == 0 && exponent < 22)
		{
			digits /= 10;
			exponent++;
		}
		put_byte(buf, (uint8) ((exponent + NEWSDOC_EXPONENT_BIAS) << 1 | negative));
		put_varint(buf, digits);
		return;
	}

	put_byte(buf, NEWSDOC_DOUBLE);
	{
		uint64 bits;

		memcpy(&bits, &value, sizeof(bits));
		for (int i = 0; i < 8; i++)
			put_byte(buf, (uint8) (bits >> (8 * i)));
	}
}

/* ---- words that were met before ---- */

static void
table_init(Table *table, uint64 n)
{
	uint64 size = pg_nextpower2_64(Max(n * 2, 16));

	/* Seeded, so that no text can be made to collide; nothing that is stored depends on it. */
	table->seed = (uint64) PgStartTime ^ ((uint64) MyProcPid << 32);
	table->slots = MemoryContextAllocExtended(CurrentMemoryContext, size * sizeof(Known),
											  MCXT_ALLOC_HUGE | MCXT_ALLOC_ZERO);
	table->mask = size - 1;
	table->used = 0;
}

static Known *
table_find(const Table *table, NxStr words)
{
	uint64 i =
		hash_bytes_extended((const unsigned char *) words.data, (int) words.len, table->seed);

	for (;; i++)
	{
		Known *known = &table->slots[i & table->mask];

		if (known->words.data == NULL || (known->words.len == words.len &&
										  memcmp(known->words.data, words.data, words.len) == 0))
			return known;
	}
}

/* The entry of the words, made if they are new. */
static Known *
table_enter(Table *table, NxStr words)
{
	Known *known = table_find(table, words);

	if (known->words.data != NULL)
		return known;
	if (table->used * 4 >= table->mask * 3)
	{
		Known *old = table->slots;
		uint64 n = table->mask + 1;
		uint64 used = table->used;

		table_init(table, n);
		table->used = used;
		for (uint64 i = 0; i < n; i++)
		{
			if (old[i].words.data != NULL)
				*table_find(table, old[i].words) = old[i];
			if (i % 4096 == 0)
				CHECK_FOR_INTERRUPTS();
		}
		pfree(old);
		known = table_find(table, words);
	}
	table->used++;
	*known = (Known){words, NX_NONE, NX_NONE};
	return known;
}

static uint32
characters(NxStr words)
{
	return (uint32) pg_mbstrlen_with_len(words.data, (int) words.len);
}

static uint32
add_string(Builder *b, NxStr words)
{
	put_varint(&b->sections[NEWSDOC_S_STRINGS], characters(words));
	appendBinaryStringInfo(&b->strings, words.data, (int) words.len);
	return b->n_strings++;
}

static uint32
reference_to(Builder *b, NxStr words, bool sources)
{
	Known *known = table_enter(&b->words, words);

	if (known->reference < b->parts->n_mentions)
		return known->reference;
	if (sources && known->source != NX_NONE)
		return known->source;
	if (known->reference == NX_NONE)
		known->reference = b->parts->n_mentions + b->parts->n_quotes + add_string(b, words);
	return known->reference;
}

static uint64
speaker_code(Builder *b, NxStr speaker, uint32 entity)
{
	if (entity != NX_NONE)
		return (uint64) NEWSDOC_SPEAKER_ENTITY + entity;
	if (speaker.len == 0)
		return NEWSDOC_SPEAKER_NONE;
	return (uint64) NEWSDOC_SPEAKER_ENTITY + b->parts->n_entities + reference_to(b, speaker, true);
}

/* ---- the sections ---- */

static bool
same(NxStr a, NxStr b)
{
	return a.len == b.len && memcmp(a.data, b.data, a.len) == 0;
}

static void
put_text(StringInfo buf, uint32 *start, const NewsText *text)
{
	put_varint(buf, text->start - *start);
	put_varint(buf, text->end - text->start);
	*start = text->start;
}

static void
put_side_text(StringInfo buf, uint32 base, const NewsText *text)
{
	put_distance(buf, base, text->start);
	put_varint(buf, text->end - text->start);
}

static bool
has(const NewsText *text)
{
	return text->start < text->end;
}

static void
put_entities(Builder *b)
{
	StringInfo buf = &b->sections[NEWSDOC_S_ENTITIES];

	for (uint32 i = 0; i < b->parts->n_entities; i++)
	{
		const NewsEntity *e = &b->parts->entities[i];

		CHECK_FOR_INTERRUPTS();
		put_byte(buf, e->label | (e->role.len > 0 ? NEWSDOC_ENTITY_ROLE : 0) |
						  (e->n_aliases > 0 ? NEWSDOC_ENTITY_ALIASES : 0));
		put_varint(buf, reference_to(b, e->name, false));
		put_varint(buf, e->salience);
		if (e->role.len > 0)
			put_varint(buf, reference_to(b, e->role, false));
		if (e->n_aliases > 0)
			put_varint(buf, e->n_aliases);
		for (uint32 j = 0; j < e->n_aliases; j++)
			put_varint(buf, reference_to(b, e->aliases[j], false));
	}
}

static void
put_mentions(Builder *b)
{
	StringInfo buf = &b->sections[NEWSDOC_S_MENTIONS];
	uint32 start = 0;

	for (uint32 i = 0; i < b->parts->n_mentions; i++)
	{
		const NewsMention *m = &b->parts->mentions[i];
		NxLabel label = m->entity == NX_NONE ? NX_LABEL_NONE : b->parts->entities[m->entity].label;
		uint32 distance = m->text.start - start;

		CHECK_FOR_INTERRUPTS();
		start = m->text.start;
		if (m->label == label)
			put_varint(buf, distance << 2 | m->kind);
		else
		{
			put_varint(buf, distance << 2 | NEWSDOC_MENTION_LABEL);
			put_byte(buf, m->label << 2 | m->kind);
		}
		put_varint(buf, m->text.end - m->text.start);
		put_varint(buf, m->entity + 1);
	}
}

static void
put_quotes(Builder *b)
{
	StringInfo buf = &b->sections[NEWSDOC_S_QUOTES];
	uint32 start = 0;
	uint32 quote_no = 0;

	for (uint32 i = 0; i < b->parts->n_quotes; i++)
	{
		const NewsQuote *q = &b->parts->quotes[i];
		NxLabel label = q->speaker_entity == NX_NONE ? NX_LABEL_NONE
													 : b->parts->entities[q->speaker_entity].label;

		CHECK_FOR_INTERRUPTS();
		put_text(buf, &start, &q->text);
		put_byte(buf, q->kind | (q->negated ? NEWSDOC_QUOTE_NEGATED : 0) |
						  (has(&q->cue) ? NEWSDOC_QUOTE_CUE : 0) |
						  (has(&q->source) ? NEWSDOC_QUOTE_SOURCE : 0) |
						  (q->speaker_label != label ? NEWSDOC_QUOTE_LABEL : 0));
		put_distance(buf, quote_no, q->quote_no);
		quote_no = q->quote_no;
		if (has(&q->cue))
			put_side_text(buf, start, &q->cue);
		if (has(&q->source))
			put_side_text(buf, start, &q->source);
		if (q->speaker_entity == NX_NONE && q->speaker.len > 0 && has(&q->source) &&
			same(q->speaker, q->source.words))
			put_varint(buf, NEWSDOC_SPEAKER_SOURCE);
		else
			put_varint(buf, speaker_code(b, q->speaker, q->speaker_entity));
		if (q->speaker_label != label)
			put_byte(buf, q->speaker_label);
	}
}

static void
put_quantities(Builder *b)
{
	const NewsStream *stream = b->build->stream;
	StringInfo buf = &b->sections[NEWSDOC_S_QUANTITIES];
	uint32 start = 0;

	for (uint32 i = 0; i < b->parts->n_measured; i++)
	{
		NewsMeasured read;
		const NewsMeasured *m = &read;
		const NxQuantity *q;

		CHECK_FOR_INTERRUPTS();
		if (stream != NULL)
			stream->measured(stream->state, &read);
		else
			m = &b->parts->measured[i];
		q = &m->quantity;
		put_text(buf, &start, &m->text);
		if (q->unit_len == 0)
			put_varint(buf, NEWSDOC_UNIT_NONE);
		else
		{
			Known *known = table_enter(&b->units, (NxStr){q->unit, q->unit_len});

			if (known->reference == NX_NONE)
			{
				/* its words go with the record */
				known->words.data = pnstrdup(known->words.data, known->words.len);
				known->reference = b->n_units++;
				put_varint(buf, NEWSDOC_UNIT_NEW);
				put_varint(buf, add_string(b, newsext_from_utf8(known->words)));
			}
			else
				put_varint(buf, NEWSDOC_UNIT_KNOWN + known->reference);
		}
		if ((q->flags & NX_Q_HAS_LOW) && (q->flags & NX_Q_HAS_HIGH) && q->low == q->high)
		{
			put_byte(buf, (q->flags & ~(NX_Q_HAS_LOW | NX_Q_HAS_HIGH)) | NEWSDOC_QUANTITY_POINT);
			put_decimal(buf, q->low);
			continue;
		}
		put_byte(buf, q->flags);
		if (q->flags & NX_Q_HAS_LOW)
			put_decimal(buf, q->low);
		if (q->flags & NX_Q_HAS_HIGH)
			put_decimal(buf, q->high);
	}
}

static void
put_claims(Builder *b)
{
	const NewsStream *stream = b->build->stream;
	StringInfo buf = &b->sections[NEWSDOC_S_CLAIMS];
	uint32 start = 0;
	uint32 measured = 0;

	for (uint32 i = 0; i < b->parts->n_claims; i++)
	{
		NewsClaim read;
		const NewsClaim *c = &read;

		CHECK_FOR_INTERRUPTS();
		if (stream != NULL)
			stream->claim(stream->state, &read);
		else
			c = &b->parts->claims[i];
		put_text(buf, &start, &c->text);
		put_byte(buf, c->measure | c->direction << 1 | c->modality << 3 |
						  (has(&c->subject) ? NEWSDOC_CLAIM_SUBJECT : 0) |
						  (has(&c->period) ? NEWSDOC_CLAIM_PERIOD : 0) |
						  (c->from != NX_NONE ? NEWSDOC_CLAIM_FROM : 0));
		put_distance(buf, measured, c->measured);
		measured = c->measured;
		if (c->from != NX_NONE)
			put_distance(buf, measured, c->from);
		if (has(&c->subject))
			put_side_text(buf, start, &c->subject);
		if (has(&c->period))
			put_side_text(buf, start, &c->period);
		put_varint(buf, speaker_code(b, c->speaker, c->speaker_entity));
	}
}

/* ---- fragments: the union of all stretches ---- */

/* The parts' own stretches say what the fragments are. */
static void
join_fragments(Builder *b)
{
	const NewsParts *parts = b->parts;
	StringInfo buf = &b->sections[NEWSDOC_S_FRAGMENTS];
	Size most = (Size) parts->n_mentions + 3 * (Size) parts->n_quotes + parts->n_measured +
				3 * (Size) parts->n_claims;
	const NewsText **texts = newsext_array(const NewsText *, most);
	uint64 *order = newsext_array(uint64, most);
	uint32 n = 0;
	uint32 start = 0;
	uint32 end = 0;
	uint32 last_end = 0;

#define ADD(text)                                                                                  \
	do                                                                                             \
	{                                                                                              \
		order[n] = (uint64) (text)->start << 32 | n;                                               \
		texts[n++] = (text);                                                                       \
	} while (0)

	for (uint32 i = 0; i < parts->n_mentions; i++)
		ADD(&parts->mentions[i].text);
	for (uint32 i = 0; i < parts->n_quotes; i++)
	{
		const NewsQuote *q = &parts->quotes[i];

		ADD(&q->text);
		if (has(&q->cue))
			ADD(&q->cue);
		if (has(&q->source))
			ADD(&q->source);
	}
	for (uint32 i = 0; i < parts->n_measured; i++)
		ADD(&parts->measured[i].text);
	for (uint32 i = 0; i < parts->n_claims; i++)
	{
		const NewsClaim *c = &parts->claims[i];

		ADD(&c->text);
		if (has(&c->subject))
			ADD(&c->subject);
		if (has(&c->period))
			ADD(&c->period);
	}
#undef ADD

	sort_stretches(order, n);
	for (uint32 i = 0; i < n; i++)
	{
		const NewsText *text = texts[order[i] & PG_UINT32_MAX];
		const char *data = text->words.data;
		const char *data_end = data + text->words.len;

		CHECK_FOR_INTERRUPTS();
		if (i == 0 || text->start > end)
		{
			if (i > 0)
			{
				put_varint(buf, start - last_end);
				put_varint(buf, end - start);
				b->n_fragments++;
				last_end = end;
			}
			start = text->start;
		}
		else if (text->end <= end)
			continue;
		else
			for (uint32 skip = end - text->start; skip > 0; skip--)
				data += newsdoc_char_bytes(data);
		appendBinaryStringInfo(&b->blob, data, (int) (data_end - data));
		end = text->end;
	}
	if (n > 0)
	{
		put_varint(buf, start - last_end);
		put_varint(buf, end - start);
		b->n_fragments++;
	}
	pfree(order);
	pfree(texts);
}

static void
put_fragments(Builder *b)
{
	const NewsStream *stream = b->build->stream;
	StringInfo buf = &b->sections[NEWSDOC_S_FRAGMENTS];
	NewsText text;
	uint32 last_end = 0;

	if (stream == NULL)
	{
		join_fragments(b);
		return;
	}
	while (stream->fragment(stream->state, &text))
	{
		CHECK_FOR_INTERRUPTS();
		put_varint(buf, text.start - last_end);
		put_varint(buf, text.end - text.start);
		appendBinaryStringInfo(&b->blob, text.words.data, (int) text.words.len);
		last_end = text.end;
		b->n_fragments++;
	}
}

/* ---- what comes from outside ---- */

typedef struct Check
{
	const NewsParts *parts;
	const NewsBuild *build;
	const char *section;
	uint32 item;    /* from 0 */
	NxArena *arena; /* for quantities */
} Check;

static bool
reject(const Check *check, const char *complaint)
{
	ereturn(check->build->escontext, false,
			(errcode(check->build->sqlerrcode),
			 check->build->sqlerrcode == ERRCODE_INVALID_BINARY_REPRESENTATION
				 ? errmsg("invalid binary representation of type %s", "newsdoc")
				 : errmsg("invalid input for type %s", "newsdoc"),
			 errdetail("Item %u of \"%s\": %s", check->item + 1, check->section, complaint)));
}

static bool
check_text(const Check *check, const NewsText *text)
{
	if (text->start >= text->end)
		return reject(check, "A span must end after it starts.");
	if (text->end > check->parts->chars)
		return reject(check, "A span ends behind the last character of the text.");
	if (characters(text->words) != text->end - text->start)
		return reject(check, "A span is not as long as the words that it stands for.");
	return true;
}

static bool
check_side_text(const Check *check, const NewsText *text)
{
	return !has(text) || check_text(check, text);
}

/* The order of a section: by start. */
static bool
check_order(const Check *check, const NewsText *text, uint32 *last)
{
	if (text->start < *last)
		return reject(check, "Items must be ordered by the start of their spans.");
	*last = text->start;
	return true;
}

static bool
check_speaker(const Check *check, uint32 entity, NxStr speaker)
{
	if (entity == NX_NONE)
		return true;
	if (entity >= check->parts->n_entities)
		return reject(check, "There is no entity of that number.");
	if (!same(speaker, check->parts->entities[entity].name))
		return reject(check, "The speaker is not named as the entity is.");
	return true;
}

/* A valid one, and as it would be read: one that is printed otherwise would come back as another. */
static bool
check_quantity(const Check *check, const NxQuantity *quantity)
{
	uint8 packed[NX_QUANTITY_PACKED_MAX];
	NxQuantity again;
	NxMark mark = nx_mark(check->arena);
	NxStatus status;

	if (quantity->low != quantity->low || quantity->high != quantity->high ||
		!nx_quantity_unpack(packed, nx_quantity_pack(quantity, packed), &again))
		return reject(check, "The quantity is not a valid one.");
	status = nx_quantity_is_canonical(quantity, check->arena);
	nx_release(check->arena, mark);
	newsext_report(status);
	return status == NX_OK ? true : reject(check, "The quantity is not in the canonical form.");
}

static bool
check_parts(const NewsParts *parts, const NewsBuild *build)
{
	Check check = {.parts = parts, .build = build, .arena = newsext_arena()};
	uint32 last;

	check.section = "entities";
	for (check.item = 0; check.item < parts->n_entities; check.item++)
	{
		const NewsEntity *e = &parts->entities[check.item];

		CHECK_FOR_INTERRUPTS();
		if (e->name.len == 0)
			return reject(&check, "An entity needs a name.");
		if (e->label == NX_LABEL_NONE || e->label >= NX_N_LABELS)
			return reject(&check, "An entity needs a label.");
		if (e->salience > 1000)
			return reject(&check, "Salience goes from 0 to 1.");
		for (uint32 i = 0; i < e->n_aliases; i++)
			if (e->aliases[i].len == 0)
				return reject(&check, "An alias is empty.");
	}

	check.section = "mentions";
	last = 0;
	for (check.item = 0; check.item < parts->n_mentions; check.item++)
	{
		const NewsMention *m = &parts->mentions[check.item];

		CHECK_FOR_INTERRUPTS();
		if (!check_text(&check, &m->text) || !check_order(&check, &m->text, &last))
			return false;
		if (m->entity != NX_NONE && m->entity >= parts->n_entities)
			return reject(&check, "There is no entity of that number.");
	}

	check.section = "quotes";
	last = 0;
	for (check.item = 0; check.item < parts->n_quotes; check.item++)
	{
		const NewsQuote *q = &parts->quotes[check.item];

		CHECK_FOR_INTERRUPTS();
		if (!check_text(&check, &q->text) || !check_order(&check, &q->text, &last) ||
			!check_side_text(&check, &q->cue) || !check_side_text(&check, &q->source) ||
			!check_speaker(&check, q->speaker_entity, q->speaker))
			return false;
		if (q->quote_no < 1 || q->quote_no > PG_INT32_MAX)
			return reject(&check, "Quotations are numbered from 1.");
		if (q->speaker_label != NX_LABEL_NONE && q->speaker.len == 0)
			return reject(&check, "Nobody speaks who could have a label.");
	}

	check.section = "quantities";
	last = 0;
	for (check.item = 0; check.item < parts->n_measured; check.item++)
	{
		const NewsMeasured *m = &parts->measured[check.item];

		CHECK_FOR_INTERRUPTS();
		if (!check_text(&check, &m->text) || !check_order(&check, &m->text, &last) ||
			!check_quantity(&check, &m->quantity))
			return false;
	}

	check.section = "claims";
	last = 0;
	for (check.item = 0; check.item < parts->n_claims; check.item++)
	{
		const NewsClaim *c = &parts->claims[check.item];

		CHECK_FOR_INTERRUPTS();
		if (!check_text(&check, &c->text) || !check_order(&check, &c->text, &last) ||
			!check_side_text(&check, &c->subject) || !check_side_text(&check, &c->period) ||
			!check_speaker(&check, c->speaker_entity, c->speaker))
			return false;
		if (c->measured >= parts->n_measured ||
			(c->from != NX_NONE && c->from >= parts->n_measured))
			return reject(&check, "There is no quantity of that number.");
	}
	nx_arena_destroy(check.arena);
	return true;
}

static bool
agrees(const Check *check, const NewsText *given, const NewsText *stored)
{
	return given->start == stored->start && given->end == stored->end &&
				   (!has(given) || same(given->words, stored->words))
			   ? true
			   : reject(check,
						"Its words differ from those that another item has for the same place.");
}

/* Do the stretches that overlap say the same?  What was stored must read as what was given. */
static bool
check_agreement(const NewsParts *parts, const NewsBuild *build, const NewsDoc *doc)
{
	const NewsParts *stored = newsdoc_read(doc, NEWSDOC_ALL);
	Check check = {.parts = parts, .build = build};

	check.section = "mentions";
	for (check.item = 0; check.item < parts->n_mentions; check.item++)
		if (!agrees(&check, &parts->mentions[check.item].text, &stored->mentions[check.item].text))
			return false;
	check.section = "quotes";
	for (check.item = 0; check.item < parts->n_quotes; check.item++)
	{
		const NewsQuote *a = &parts->quotes[check.item];
		const NewsQuote *b = &stored->quotes[check.item];

		CHECK_FOR_INTERRUPTS();
		if (!agrees(&check, &a->text, &b->text) || !agrees(&check, &a->cue, &b->cue) ||
			!agrees(&check, &a->source, &b->source))
			return false;
	}
	check.section = "quantities";
	for (check.item = 0; check.item < parts->n_measured; check.item++)
		if (!agrees(&check, &parts->measured[check.item].text, &stored->measured[check.item].text))
			return false;
	check.section = "claims";
	for (check.item = 0; check.item < parts->n_claims; check.item++)
	{
		const NewsClaim *a = &parts->claims[check.item];
		const NewsClaim *b = &stored->claims[check.item];

		CHECK_FOR_INTERRUPTS();
		if (!agrees(&check, &a->text, &b->text) || !agrees(&check, &a->subject, &b->subject) ||
			!agrees(&check, &a->period, &b->period))
			return false;
	}
	return true;
}

/* ---- the whole ---- */

static NewsDoc *
assemble(Builder *b)
{
	const NewsParts *parts = b->parts;
	StringInfoData header;
	NewsDoc *doc;
	Size size;
	char *p;

	initStringInfo(&header);
	put_varint(&header, parts->chars);
	put_varint(&header, parts->n_mentions);
	put_varint(&header, parts->n_entities);
	put_varint(&header, parts->n_quotes);
	put_varint(&header, parts->n_measured);
	put_varint(&header, parts->n_claims);
	put_varint(&header, b->n_fragments);
	put_varint(&header, b->n_strings);
	size = NEWSDOC_HEADER + b->blob.len + b->strings.len;
	for (int i = 0; i < NEWSDOC_SECTIONS; i++)
	{
		put_varint(&header, b->sections[i].len);
		size += b->sections[i].len;
	}
	size += header.len;

	/* palloc() refuses what no datum can hold. */
	doc = palloc(size);
	memset(doc, 0, NEWSDOC_HEADER);
	SET_VARSIZE(doc, size);
	doc->version = NEWSDOC_VERSION;
	doc->flags = parts->truncated ? NEWSDOC_TRUNCATED : 0;
	p = (char *) doc->data;
	memcpy(p, header.data, header.len);
	p += header.len;
	for (int i = 0; i < NEWSDOC_SECTIONS; i++)
	{
		memcpy(p, b->sections[i].data, b->sections[i].len);
		p += b->sections[i].len;
	}
	memcpy(p, b->blob.data, b->blob.len);
	p += b->blob.len;
	memcpy(p, b->strings.data, b->strings.len);
	pfree(header.data);
	return doc;
}

NewsDoc *
newsdoc_build(const NewsParts *parts, const NewsBuild *build)
{
	MemoryContext caller = CurrentMemoryContext;
	MemoryContext work;
	Builder b = {.parts = parts, .build = build};
	NewsDoc *doc;

	if (build->stream == NULL && !check_parts(parts, build))
		return NULL;

	work = AllocSetContextCreate(caller, "newsdoc build", ALLOCSET_DEFAULT_SIZES);
	MemoryContextSwitchTo(work);
	for (int i = 0; i < NEWSDOC_SECTIONS; i++)
		initStringInfo(&b.sections[i]);
	initStringInfo(&b.blob);
	initStringInfo(&b.strings);
	table_init(&b.words, 64);
	table_init(&b.units, 0);

	for (uint32 i = 0; i < parts->n_mentions; i++)
	{
		Known *known = table_enter(&b.words, parts->mentions[i].text.words);

		CHECK_FOR_INTERRUPTS();
		if (known->reference == NX_NONE)
			known->reference = i;
	}
	put_fragments(&b);
	put_entities(&b);
	put_mentions(&b);
	for (uint32 i = 0; i < parts->n_quotes; i++)
		if (has(&parts->quotes[i].source))
		{
			Known *known = table_enter(&b.words, parts->quotes[i].source.words);

			if (known->source == NX_NONE)
				known->source = parts->n_mentions + i;
		}
	put_quotes(&b);
	put_quantities(&b);
	put_claims(&b);

	/* A soft complaint, too, must outlive the work. */
	MemoryContextSwitchTo(caller);
	doc = assemble(&b);
	if (build->stream == NULL && !check_agreement(parts, build, doc))
	{
		pfree(doc);
		doc = NULL;
	}
	MemoryContextDelete(work);
	return doc;
}
