/*
 * newsdoc_json.c
 *		The text form of a document: parts → JSON, and jsonb → parts.
 *
 * Spans are [first character, one past the last], from 1, as in SQL.  What
 * points to another item has its number there, from 1 ("entity_no": 3), and
 * for people its name beside it; names and other repetitions may be left out
 * on input, but must agree when they are there.
 */
#include "postgres.h"

#include "adapter.h"
#include "miscadmin.h"
#include "newsdoc.h"
#include "quantity.h"
#include "utils/builtins.h"
#include "utils/json.h"
#include "utils/jsonb.h"
#include "utils/numeric.h"

/* ---- writing ---- */

typedef struct Writer
{
	StringInfo buf;
	StringInfoData string; /* escape_json() wants strings terminated */
} Writer;

static void
put_string(Writer *w, const char *data, uint32 len)
{
	resetStringInfo(&w->string);
	appendBinaryStringInfo(&w->string, data, (int) len);
	escape_json(w->buf, w->string.data);
}

/* ', "key": ' or the same without the comma, at the start of an object. */
static void
put_key(Writer *w, const char *key)
{
	if (w->buf->data[w->buf->len - 1] != '{')
		appendStringInfoString(w->buf, ", ");
	appendStringInfo(w->buf, "\"%s\": ", key);
}

static void
put_words(Writer *w, const char *key, NxStr words)
{
	put_key(w, key);
	put_string(w, words.data, words.len);
}

static void
put_name(Writer *w, const char *key, const char *name)
{
	if (name == NULL)
		return;
	put_key(w, key);
	appendStringInfo(w->buf, "\"%s\"", name);
}

static void
put_number(Writer *w, const char *key, uint32 number)
{
	put_key(w, key);
	appendStringInfo(w->buf, "%u", number);
}

static void
put_span(Writer *w, const char *key, const NewsText *text)
{
	put_key(w, key);
	appendStringInfo(w->buf, "[%u, %u]", text->start + 1, text->end + 1);
}

/* Words and their place, if there are any. */
static void
put_text(Writer *w, const char *words_key, const char *span_key, const NewsText *text)
{
	if (text->start == text->end)
		return;
	put_words(w, words_key, text->words);
	put_span(w, span_key, text);
}

static void
put_quantity(Writer *w, const char *key, const NxQuantity *quantity)
{
	char text[NX_QUANTITY_TEXT_MAX];
	size_t len = nx_quantity_format(quantity, text);

	put_words(w, key, newsext_from_utf8((NxStr){text, (uint32) len}));
}

static void
open_section(Writer *w, const char *key)
{
	put_key(w, key);
	appendStringInfoChar(w->buf, '[');
}

static void
open_item(Writer *w, uint32 i)
{
	if (i % 4096 == 0)
		CHECK_FOR_INTERRUPTS();
	appendStringInfoString(w->buf, i == 0 ? "{" : ", {");
}

static void
close_item(Writer *w)
{
	appendStringInfoChar(w->buf, '}');
}

static void
close_section(Writer *w)
{
	appendStringInfoChar(w->buf, ']');
}

static void
put_speaker(Writer *w, const NewsParts *parts, NxStr speaker, uint32 entity)
{
	if (speaker.len > 0)
		put_words(w, "speaker", speaker);
	if (entity != NX_NONE)
		put_number(w, "speaker_no", entity + 1);
}

void
newsdoc_append_json(StringInfo buf, const NewsParts *parts)
{
	Writer w = {.buf = buf};

	initStringInfo(&w.string);
	appendStringInfo(buf, "{\"version\": %d, \"chars\": %u", NEWSDOC_VERSION, parts->chars);
	if (parts->truncated)
		appendStringInfoString(buf, ", \"truncated\": true");

	open_section(&w, "mentions");
	for (uint32 i = 0; i < parts->n_mentions; i++)
	{
		const NewsMention *m = &parts->mentions[i];

		open_item(&w, i);
		put_words(&w, "mention", m->text.words);
		put_name(&w, "label", nx_label_name(m->label));
		if (m->entity != NX_NONE)
		{
			put_words(&w, "entity", parts->entities[m->entity].name);
			put_number(&w, "entity_no", m->entity + 1);
		}
		put_name(&w, "kind", nx_mention_kind_name(m->kind));
		put_span(&w, "span", &m->text);
		close_item(&w);
	}
	close_section(&w);

	open_section(&w, "entities");
	for (uint32 i = 0; i < parts->n_entities; i++)
	{
		const NewsEntity *e = &parts->entities[i];

		open_item(&w, i);
		put_words(&w, "entity", e->name);
		put_name(&w, "label", nx_label_name(e->label));
		if (e->role.len > 0)
			put_words(&w, "role", e->role);
		if (e->n_aliases > 0)
		{
			put_key(&w, "aliases");
			for (uint32 j = 0; j < e->n_aliases; j++)
			{
				appendStringInfoString(buf, j == 0 ? "[" : ", ");
				put_string(&w, e->aliases[j].data, e->aliases[j].len);
			}
			appendStringInfoChar(buf, ']');
		}
		put_number(&w, "mentions", e->mentions);
		put_key(&w, "salience");
		appendStringInfo(buf, "%u.%03u", e->salience / 1000, e->salience % 1000);
		if (e->first_mention != NX_NONE)
			put_span(&w, "first_span", &parts->mentions[e->first_mention].text);
		close_item(&w);
	}
	close_section(&w);

	open_section(&w, "quotes");
	for (uint32 i = 0; i < parts->n_quotes; i++)
	{
		const NewsQuote *q = &parts->quotes[i];

		open_item(&w, i);
		put_number(&w, "quote_no", q->quote_no);
		put_words(&w, "quote", q->text.words);
		put_speaker(&w, parts, q->speaker, q->speaker_entity);
		put_name(&w, "speaker_label", nx_label_name(q->speaker_label));
		put_name(&w, "kind", nx_quote_kind_name(q->kind));
		if (q->negated)
		{
			put_key(&w, "negated");
			appendStringInfoString(buf, "true");
		}
		put_span(&w, "span", &q->text);
		put_text(&w, "cue", "cue_span", &q->cue);
		put_text(&w, "source", "speaker_span", &q->source);
		close_item(&w);
	}
	close_section(&w);

	open_section(&w, "quantities");
	for (uint32 i = 0; i < parts->n_measured; i++)
	{
		const NewsMeasured *m = &parts->measured[i];

		open_item(&w, i);
		put_words(&w, "expression", m->text.words);
		put_quantity(&w, "quantity", &m->quantity);
		put_span(&w, "span", &m->text);
		close_item(&w);
	}
	close_section(&w);

	open_section(&w, "claims");
	for (uint32 i = 0; i < parts->n_claims; i++)
	{
		const NewsClaim *c = &parts->claims[i];

		open_item(&w, i);
		put_words(&w, "claim", c->text.words);
		put_text(&w, "subject", "subject_span", &c->subject);
		put_quantity(&w, "quantity", &parts->measured[c->measured].quantity);
		put_number(&w, "quantity_no", c->measured + 1);
		if (c->from != NX_NONE)
		{
			put_quantity(&w, "from_quantity", &parts->measured[c->from].quantity);
			put_number(&w, "from_no", c->from + 1);
		}
		put_name(&w, "measure", nx_measure_name(c->measure));
		put_name(&w, "direction", nx_direction_name(c->direction));
		put_name(&w, "modality", nx_modality_name(c->modality));
		put_text(&w, "period", "period_span", &c->period);
		put_speaker(&w, parts, c->speaker, c->speaker_entity);
		put_span(&w, "span", &c->text);
		put_span(&w, "quantity_span", &parts->measured[c->measured].text);
		close_item(&w);
	}
	close_section(&w);
	appendStringInfoChar(buf, '}');
	pfree(w.string.data);
}

/* ---- reading ---- */

#define MAX_FIELDS 24

typedef struct Object
{
	JsonbContainer *fields;
	struct Node *escontext;
	const char *section; /* NULL: the document itself */
	uint32 item;         /* from 0 */
	uint32 known;        /* fields that were asked for and there */
	const char *asked[MAX_FIELDS];
	int n_asked;
	bool failed;
} Object;

/* The first complaint stands; what follows it is silent. */
static void
complain(Object *o, const char *key, const char *complaint)
{
	if (o->failed)
		return;
	o->failed = true;
	if (o->section == NULL)
		errsave(
			o->escontext,
			(errcode(ERRCODE_INVALID_TEXT_REPRESENTATION),
			 errmsg("invalid input for type %s", "newsdoc"),
			 errdetail("\"%s\" %s.", key, complaint),
			 errhint("A newsdoc is made by to_newsdoc(text), or read back as it was printed.")));
	else
		errsave(o->escontext, (errcode(ERRCODE_INVALID_TEXT_REPRESENTATION),
							   errmsg("invalid input for type %s", "newsdoc"),
							   errdetail("Item %u of \"%s\": \"%s\" %s.", o->item + 1, o->section,
										 key, complaint)));
}

/* False where the field is missing or null. */
static bool
get_field(Object *o, const char *key, JsonbValue *value)
{
	Assert(o->n_asked < MAX_FIELDS);
	o->asked[o->n_asked++] = key;
	if (getKeyJsonValueFromContainer(o->fields, key, strlen(key), value) == NULL)
		return false;
	o->known++;
	return value->type != jbvNull;
}

static NxStr
get_string(Object *o, const char *key, bool required)
{
	JsonbValue value;

	if (!get_field(o, key, &value))
	{
		if (required)
			complain(o, key, "is missing");
		return (NxStr){NULL, 0};
	}
	if (value.type != jbvString || value.val.string.len == 0)
	{
		complain(o, key, "must be a string that is not empty");
		return (NxStr){NULL, 0};
	}
	return (NxStr){value.val.string.val, (uint32) value.val.string.len};
}

/* A whole number from least to PG_INT32_MAX, as numeric_out() prints it. */
static bool
whole_number(const JsonbValue *value, uint32 least, uint32 *number)
{
	char *digits;
	const char *p;
	uint64 n = 0;

	if (value->type != jbvNumeric)
		return false;
	digits = DatumGetCString(DirectFunctionCall1(numeric_out, NumericGetDatum(value->val.numeric)));
	for (p = digits; *p >= '0' && *p <= '9' && n <= PG_INT32_MAX; p++)
		n = n * 10 + (uint64) (*p - '0');
	if (*p != '\0')
		n = UINT64_MAX;
	pfree(digits);
	*number = (uint32) n;
	return n >= least && n <= PG_INT32_MAX;
}

static bool
get_number(Object *o, const char *key, uint32 least, uint32 *number)
{
	JsonbValue value;

	if (!get_field(o, key, &value))
		return false;
	if (whole_number(&value, least, number))
		return true;
	*number = least;
	complain(o, key, least == 0 ? "must be a whole number" : "must be a whole number from 1");
	return false;
}

/* The number of another item; NX_NONE without one.  Whether it exists is checked at the end. */
static uint32
get_index(Object *o, const char *key)
{
	uint32 number;

	return get_number(o, key, 1, &number) ? number - 1 : NX_NONE;
}

static bool
get_bool(Object *o, const char *key)
{
	JsonbValue value;

	if (!get_field(o, key, &value))
		return false;
	if (value.type != jbvBool)
	{
		complain(o, key, "must be true or false");
		return false;
	}
	return value.val.boolean;
}

static bool
get_span(Object *o, const char *key, NewsText *text)
{
	JsonbValue value;
	JsonbValue *first;
	JsonbValue *second;
	bool ok;

	if (!get_field(o, key, &value))
		return false;
	if (value.type == jbvBinary && JsonContainerIsArray(value.val.binary.data) &&
		JsonContainerSize(value.val.binary.data) == 2)
	{
		first = getIthJsonbValueFromContainer(value.val.binary.data, 0);
		second = getIthJsonbValueFromContainer(value.val.binary.data, 1);
		ok = whole_number(first, 1, &text->start) && whole_number(second, 1, &text->end) &&
			 text->start < text->end;
		pfree(first);
		pfree(second);
		if (ok)
		{
			text->start--;
			text->end--;
			return true;
		}
	}
	text->start = text->end = 0;
	complain(o, key, "must be an array of two characters' numbers from 1, in order");
	return false;
}

static NewsText
get_text(Object *o, const char *words_key, const char *span_key, bool required)
{
	NewsText text = {0};
	bool placed = get_span(o, span_key, &text);

	text.words = get_string(o, words_key, required || placed);
	if (!placed && (required || text.words.len > 0))
		complain(o, span_key, "is missing");
	return text;
}

/* The code that a name stands for: names(code) for codes from 0 below n. */
typedef const char *(*NameOf)(int code);

static const char *
label_name(int code)
{
	return nx_label_name((NxLabel) code);
}

static const char *
mention_kind_name(int code)
{
	return nx_mention_kind_name((NxMentionKind) code);
}

static const char *
quote_kind_name(int code)
{
	return nx_quote_kind_name((NxQuoteKind) code);
}

static const char *
measure_name(int code)
{
	return nx_measure_name((NxMeasure) code);
}

static const char *
direction_name(int code)
{
	return nx_direction_name((NxDirection) code);
}

static const char *
modality_name(int code)
{
	return nx_modality_name((NxModality) code);
}

/* Missing is the code without a name, if there is one, which then is 0. */
static uint8
get_code(Object *o, const char *key, NameOf names, int n)
{
	bool required = names(0) != NULL;
	NxStr name = get_string(o, key, required);

	if (name.len == 0)
		return 0;
	for (int code = required ? 0 : 1; code < n; code++)
		if (strlen(names(code)) == name.len && memcmp(names(code), name.data, name.len) == 0)
			return (uint8) code;
	complain(o, key, "has a value that is not known");
	return 0;
}

static void
get_quantity(Object *o, const char *key, NxArena *arena, NxQuantity *quantity)
{
	NxStr text = newsext_to_utf8(get_string(o, key, true));
	NxParseError error;
	NxMark mark = nx_mark(arena);
	NxStatus status;

	memset(quantity, 0, sizeof(*quantity));
	if (text.len == 0)
		return;
	status = nx_quantity_parse(text.data, text.len, arena, quantity, &error);
	nx_release(arena, mark);
	switch (status)
	{
		case NX_OK:
			break;
		case NX_INVALID:
			complain(o, key, "is not a quantity");
			break;
		default:
			newsext_report(NX_NOMEM);
	}
}

static bool
same(NxStr a, NxStr b)
{
	return a.len == b.len && memcmp(a.data, b.data, a.len) == 0;
}

/* Fields that nobody asked for are mistakes, not extensions. */
static bool
end_object(Object *o)
{
	JsonbIterator *iterator;
	JsonbValue key;
	JsonbIteratorToken token;

	if (o->failed || o->known == (uint32) JsonContainerSize(o->fields))
		return !o->failed;
	iterator = JsonbIteratorInit(o->fields);
	while ((token = JsonbIteratorNext(&iterator, &key, true)) != WJB_DONE)
	{
		int i = 0;

		if (token != WJB_KEY)
			continue;
		while (i < o->n_asked && (strlen(o->asked[i]) != (size_t) key.val.string.len ||
								  memcmp(o->asked[i], key.val.string.val, key.val.string.len) != 0))
			i++;
		if (i == o->n_asked)
			complain(o, pnstrdup(key.val.string.val, key.val.string.len), "is no field of it");
	}
	return false;
}

/* ---- sections ---- */

typedef struct Section
{
	Object o; /* the item at hand */
	JsonbIterator *iterator;
} Section;

/* Begin an array of objects; its length, or 0 when it is missing or wrong. */
static uint32
begin_section(Object *root, const char *key, Section *section)
{
	JsonbValue value;

	memset(section, 0, sizeof(*section));
	section->o.section = key;
	section->o.escontext = root->escontext;
	if (!get_field(root, key, &value))
		return 0;
	if (value.type != jbvBinary || !JsonContainerIsArray(value.val.binary.data) ||
		JsonContainerIsScalar(value.val.binary.data))
	{
		complain(root, key, "must be an array");
		return 0;
	}
	if (JsonContainerSize(value.val.binary.data) > NEWSDOC_MAX_RECORDS)
	{
		complain(root, key, "has more items than a newsdoc can hold");
		return 0;
	}
	section->iterator = JsonbIteratorInit(value.val.binary.data);
	section->o.item = PG_UINT32_MAX;
	JsonbIteratorNext(&section->iterator, &value, true);
	return JsonContainerSize(value.val.binary.data);
}

/* Move to the next item; false at the end or after a complaint. */
static bool
next_item(Section *section)
{
	JsonbValue value;
	Object *o = &section->o;

	if (section->iterator == NULL || o->failed)
		return false;
	if (JsonbIteratorNext(&section->iterator, &value, true) != WJB_ELEM)
		return false;
	o->item++;
	o->known = 0;
	o->n_asked = 0;
	if (o->item % 1024 == 0)
		CHECK_FOR_INTERRUPTS();
	if (value.type != jbvBinary || !JsonContainerIsObject(value.val.binary.data))
	{
		o->failed = true;
		errsave(o->escontext,
				(errcode(ERRCODE_INVALID_TEXT_REPRESENTATION),
				 errmsg("invalid input for type %s", "newsdoc"),
				 errdetail("Item %u of \"%s\" must be an object.", o->item + 1, o->section)));
		return false;
	}
	o->fields = value.val.binary.data;
	return true;
}

static bool
read_entities(Object *root, NewsParts *parts)
{
	Section section;
	Object *o = &section.o;

	parts->n_entities = begin_section(root, "entities", &section);
	parts->entities = newsext_array(NewsEntity, parts->n_entities);
	while (next_item(&section))
	{
		NewsEntity *e = &parts->entities[o->item];
		JsonbValue value;
		NewsText first = {0};

		memset(e, 0, sizeof(*e));
		e->name = get_string(o, "entity", true);
		e->label = get_code(o, "label", label_name, NX_N_LABELS);
		e->role = get_string(o, "role", false);
		if (get_field(o, "aliases", &value))
		{
			if (value.type != jbvBinary || !JsonContainerIsArray(value.val.binary.data))
				complain(o, "aliases", "must be an array of strings");
			else
			{
				JsonbIterator *iterator = JsonbIteratorInit(value.val.binary.data);
				JsonbValue alias;

				e->aliases = newsext_array(NxStr, JsonContainerSize(value.val.binary.data));
				JsonbIteratorNext(&iterator, &alias, true);
				while (JsonbIteratorNext(&iterator, &alias, true) == WJB_ELEM)
				{
					if (alias.type != jbvString)
					{
						complain(o, "aliases", "must be an array of strings");
						break;
					}
					e->aliases[e->n_aliases++] =
						(NxStr){alias.val.string.val, (uint32) alias.val.string.len};
				}
			}
		}
		if (get_field(o, "salience", &value))
		{
			double salience = -1;

			if (value.type == jbvNumeric)
				salience = DatumGetFloat8(DirectFunctionCall1(numeric_float8_no_overflow,
															  NumericGetDatum(value.val.numeric)));
			if (salience >= 0 && salience <= 1)
				e->salience = (uint32) (salience * 1000 + 0.5);
			else
				complain(o, "salience", "must be a number from 0 to 1");
		}

		/* These follow from the mentions, and are compared when those are there. */
		e->mentions = NX_NONE;
		get_number(o, "mentions", 0, &e->mentions);
		e->first_mention = NX_NONE;
		if (get_span(o, "first_span", &first))
			e->first_mention = first.start;
		if (!end_object(o))
			return false;
	}
	return !o->failed;
}

static bool
read_mentions(Object *root, NewsParts *parts)
{
	Section section;
	Object *o = &section.o;
	uint32 *counts = newsext_array(uint32, parts->n_entities);
	uint32 *firsts = newsext_array(uint32, parts->n_entities);

	memset(counts, 0, sizeof(uint32) * parts->n_entities);
	parts->n_mentions = begin_section(root, "mentions", &section);
	parts->mentions = newsext_array(NewsMention, parts->n_mentions);
	while (next_item(&section))
	{
		NewsMention *m = &parts->mentions[o->item];
		NxStr name;

		memset(m, 0, sizeof(*m));
		m->text = get_text(o, "mention", "span", true);
		m->label = get_code(o, "label", label_name, NX_N_LABELS);
		m->entity = get_index(o, "entity_no");
		name = get_string(o, "entity", false);
		m->kind = get_code(o, "kind", mention_kind_name, NX_PRONOUN + 1);
		if (m->entity == NX_NONE)
		{
			if (name.len > 0)
				complain(o, "entity_no", "is missing");
		}
		else if (m->entity >= parts->n_entities)
			complain(o, "entity_no", "is the number of no entity");
		else
		{
			if (name.len > 0 && !same(name, parts->entities[m->entity].name))
				complain(o, "entity", "is not the name of the entity of that number");
			if (counts[m->entity]++ == 0)
				firsts[m->entity] = o->item;
		}
		if (!end_object(o))
			return false;
	}
	if (o->failed)
		return false;

	for (uint32 i = 0; i < parts->n_entities; i++)
	{
		NewsEntity *e = &parts->entities[i];
		Object entity = {.escontext = root->escontext, .section = "entities", .item = i};

		if (e->mentions != NX_NONE && e->mentions != counts[i])
			complain(&entity, "mentions", "is not the number of mentions of the entity");
		if (e->first_mention != NX_NONE &&
			(counts[i] == 0 || parts->mentions[firsts[i]].text.start != e->first_mention))
			complain(&entity, "first_span", "is not where the entity's first mention is");
		if (entity.failed)
			return false;
		e->mentions = counts[i];
		e->first_mention = counts[i] > 0 ? firsts[i] : NX_NONE;
	}
	return true;
}

/* Whoever speaks: an entity of that number, or words. */
static NxStr
get_speaker(Object *o, const NewsParts *parts, uint32 *entity)
{
	NxStr words = get_string(o, "speaker", false);

	*entity = get_index(o, "speaker_no");
	if (*entity == NX_NONE)
		return words;
	if (*entity >= parts->n_entities)
	{
		complain(o, "speaker_no", "is the number of no entity");
		return words;
	}
	return words.len > 0 ? words : parts->entities[*entity].name;
}

static bool
read_quotes(Object *root, NewsParts *parts)
{
	Section section;
	Object *o = &section.o;

	parts->n_quotes = begin_section(root, "quotes", &section);
	parts->quotes = newsext_array(NewsQuote, parts->n_quotes);
	while (next_item(&section))
	{
		NewsQuote *q = &parts->quotes[o->item];

		memset(q, 0, sizeof(*q));
		q->text = get_text(o, "quote", "span", true);
		q->cue = get_text(o, "cue", "cue_span", false);
		q->source = get_text(o, "source", "speaker_span", false);
		q->speaker = get_speaker(o, parts, &q->speaker_entity);
		q->speaker_label = get_code(o, "speaker_label", label_name, NX_N_LABELS);
		q->kind = get_code(o, "kind", quote_kind_name, NX_INDIRECT + 1);
		q->negated = get_bool(o, "negated");
		if (!get_number(o, "quote_no", 1, &q->quote_no))
			complain(o, "quote_no", "is missing");
		if (!end_object(o))
			return false;
	}
	return !o->failed;
}

static bool
read_quantities(Object *root, NewsParts *parts, NxArena *arena)
{
	Section section;
	Object *o = &section.o;

	parts->n_measured = begin_section(root, "quantities", &section);
	parts->measured = newsext_array(NewsMeasured, parts->n_measured);
	while (next_item(&section))
	{
		NewsMeasured *m = &parts->measured[o->item];

		memset(m, 0, sizeof(*m));
		m->text = get_text(o, "expression", "span", true);
		get_quantity(o, "quantity", arena, &m->quantity);
		if (!end_object(o))
			return false;
	}
	return !o->failed;
}

static void
check_repeated_quantity(Object *o, const NewsParts *parts, const char *key, uint32 number,
						NxArena *arena)
{
	JsonbValue value;
	NxQuantity quantity;

	if (getKeyJsonValueFromContainer(o->fields, key, strlen(key), &value) == NULL)
		return;
	get_quantity(o, key, arena, &quantity);
	if (!o->failed && (number >= parts->n_measured ||
					   nx_quantity_cmp(&quantity, &parts->measured[number].quantity) != 0))
		complain(o, key, "is not the quantity of that number");
}

static bool
read_claims(Object *root, NewsParts *parts, NxArena *arena)
{
	Section section;
	Object *o = &section.o;

	parts->n_claims = begin_section(root, "claims", &section);
	parts->claims = newsext_array(NewsClaim, parts->n_claims);
	while (next_item(&section))
	{
		NewsClaim *c = &parts->claims[o->item];
		NewsText quantity_span = {0};

		memset(c, 0, sizeof(*c));
		c->text = get_text(o, "claim", "span", true);
		c->subject = get_text(o, "subject", "subject_span", false);
		c->period = get_text(o, "period", "period_span", false);
		c->measured = get_index(o, "quantity_no");
		c->from = get_index(o, "from_no");
		c->measure = get_code(o, "measure", measure_name, NX_CHANGE + 1);
		c->direction = get_code(o, "direction", direction_name, NX_FLAT + 1);
		c->modality = get_code(o, "modality", modality_name, NX_HYPOTHETICAL + 1);
		c->speaker = get_speaker(o, parts, &c->speaker_entity);
		if (c->measured >= parts->n_measured)
			complain(o, "quantity_no", "must be the number of a quantity");
		if (c->from != NX_NONE && c->from >= parts->n_measured)
			complain(o, "from_no", "is the number of no quantity");
		check_repeated_quantity(o, parts, "quantity", c->measured, arena);
		check_repeated_quantity(o, parts, "from_quantity", c->from, arena);
		if (get_span(o, "quantity_span", &quantity_span) && !o->failed &&
			(quantity_span.start != parts->measured[c->measured].text.start ||
			 quantity_span.end != parts->measured[c->measured].text.end))
			complain(o, "quantity_span", "is not where the quantity of that number stands");
		if (!end_object(o))
			return false;
	}
	return !o->failed;
}

NewsParts *
newsdoc_parts_from_jsonb(JsonbContainer *container, struct Node *escontext)
{
	NewsParts *parts = palloc0(sizeof(NewsParts));
	Object root = {.fields = container, .escontext = escontext};
	uint32 version = 0;
	NxArena *arena;
	bool ok;

	if (!JsonContainerIsObject(container))
	{
		errsave(
			escontext,
			(errcode(ERRCODE_INVALID_TEXT_REPRESENTATION),
			 errmsg("invalid input for type %s", "newsdoc"), errdetail("It must be a JSON object."),
			 errhint("A newsdoc is made by to_newsdoc(text), or read back as it was printed.")));
		return NULL;
	}
	if (!get_number(&root, "version", 1, &version))
		complain(&root, "version", "is missing");
	else if (version != NEWSDOC_VERSION)
		complain(&root, "version", "is not one that this release reads");
	if (!get_number(&root, "chars", 0, &parts->chars))
		complain(&root, "chars", "is missing");
	else if (parts->chars > NX_MAX_TEXT)
		complain(&root, "chars", "is more than is ever analysed");
	parts->truncated = get_bool(&root, "truncated");
	if (root.failed)
		return NULL;

	arena = newsext_arena();
	ok = read_entities(&root, parts) && read_mentions(&root, parts) && read_quotes(&root, parts) &&
		 read_quantities(&root, parts, arena) && read_claims(&root, parts, arena) &&
		 end_object(&root);
	nx_arena_destroy(arena);
	return ok ? parts : NULL;
}
