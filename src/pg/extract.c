/*
 * extract.c
 *		The set-returning functions, on texts and on documents.
 *
 * A text is made into a document first, as far as the question needs, and then
 * read as a stored one is: the same rows from both, by construction.
 */
#include "postgres.h"

#include "catalog/pg_type.h"
#include "miscadmin.h"
#include "newsdoc.h"
#include "newsquantity.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/typcache.h"

#define MAX_COLUMNS 11

typedef struct Rows
{
	ReturnSetInfo *rsinfo;
	TypeCacheEntry *int4range;
	const NewsParts *parts;
	Datum values[MAX_COLUMNS];
	bool nulls[MAX_COLUMNS];
	int n; /* columns of the row so far */
} Rows;

/* ---- columns ---- */

static void
add_null(Rows *rows)
{
	rows->nulls[rows->n] = true;
	rows->values[rows->n++] = (Datum) 0;
}

static void
add(Rows *rows, Datum value)
{
	rows->nulls[rows->n] = false;
	rows->values[rows->n++] = value;
}

static void
add_string(Rows *rows, NxStr string)
{
	if (string.len == 0)
		add_null(rows);
	else
		add(rows, PointerGetDatum(cstring_to_text_with_len(string.data, (int) string.len)));
}

static void
add_name(Rows *rows, const char *name)
{
	if (name == NULL)
		add_null(rows);
	else
		add(rows, CStringGetTextDatum(name));
}

static void
add_span(Rows *rows, const NewsText *text)
{
	RangeBound lower = {.inclusive = true, .lower = true};
	RangeBound upper = {.inclusive = false, .lower = false};

	if (text->start >= text->end)
	{
		add_null(rows);
		return;
	}
	lower.val = Int32GetDatum((int32) text->start + 1);
	upper.val = Int32GetDatum((int32) text->end + 1);
	add(rows, RangeTypePGetDatum(newsext_range_serialize(rows->int4range, &lower, &upper)));
}

static void
add_quantity(Rows *rows, uint32 measured)
{
	if (measured == NX_NONE)
		add_null(rows);
	else
		add(rows, newsquantity_datum(&rows->parts->measured[measured].quantity));
}

/* ---- rows ---- */

static void
mention_row(Rows *rows, uint32 i)
{
	const NewsMention *m = &rows->parts->mentions[i];

	add_string(rows, m->text.words);
	add_name(rows, nx_label_name(m->label));
	if (m->entity == NX_NONE)
		add_null(rows);
	else
		add_string(rows, rows->parts->entities[m->entity].name);
	add_name(rows, nx_mention_kind_name(m->kind));
	add_span(rows, &m->text);
}

static void
entity_row(Rows *rows, uint32 i)
{
	const NewsEntity *e = &rows->parts->entities[i];
	Datum *aliases = palloc(sizeof(Datum) * (e->n_aliases + 1));
	static const NewsText nowhere = {0};

	for (uint32 j = 0; j < e->n_aliases; j++)
		aliases[j] =
			PointerGetDatum(cstring_to_text_with_len(e->aliases[j].data, (int) e->aliases[j].len));
	add_string(rows, e->name);
	add_name(rows, nx_label_name(e->label));
	add_string(rows, e->role);
	add(rows, PointerGetDatum(
				  construct_array(aliases, (int) e->n_aliases, TEXTOID, -1, false, TYPALIGN_INT)));
	add(rows, Int32GetDatum((int32) e->mentions));
	add(rows, Float4GetDatum((float4) ((double) e->salience / 1000)));
	add_span(rows, e->first_mention == NX_NONE ? &nowhere
											   : &rows->parts->mentions[e->first_mention].text);
}

static void
quote_row(Rows *rows, uint32 i)
{
	const NewsQuote *q = &rows->parts->quotes[i];

	add(rows, Int32GetDatum((int32) q->quote_no));
	add_string(rows, q->text.words);
	add_string(rows, q->speaker);
	add_name(rows, nx_label_name(q->speaker_label));
	add_name(rows, nx_quote_kind_name(q->kind));
	add_string(rows, q->cue.words);
	add(rows, BoolGetDatum(q->negated));
	add_span(rows, &q->text);
	add_span(rows, &q->cue);
	add_span(rows, &q->source);
}

static void
quantity_row(Rows *rows, uint32 i)
{
	const NewsMeasured *m = &rows->parts->measured[i];

	add_string(rows, m->text.words);
	add_quantity(rows, i);
	add_span(rows, &m->text);
}

static void
claim_row(Rows *rows, uint32 i)
{
	const NewsClaim *c = &rows->parts->claims[i];

	add_string(rows, c->text.words);
	add_string(rows, c->subject.words);
	add_quantity(rows, c->measured);
	add_quantity(rows, c->from);
	add_name(rows, nx_measure_name(c->measure));
	add_name(rows, nx_direction_name(c->direction));
	add_name(rows, nx_modality_name(c->modality));
	add_string(rows, c->period.words);
	add_string(rows, c->speaker);
	add_span(rows, &c->text);
	add_span(rows, &rows->parts->measured[c->measured].text);
}

/* ---- functions ---- */

typedef enum Question
{
	MENTIONS,
	ENTITIES,
	QUOTES,
	QUANTITIES,
	CLAIMS
} Question;

/* What each needs of an analysis and of a document, and how a row is made. */
static const struct
{
	NxStage stage;
	int sections;
	void (*row)(Rows *rows, uint32 i);
} questions[] = {
	[MENTIONS] = {NX_STAGE_ENTITIES, NEWSDOC_NAMES, mention_row},
	/* being a speaker adds to salience */
	[ENTITIES] = {NX_STAGE_QUOTES, NEWSDOC_NAMES, entity_row},
	[QUOTES] = {NX_STAGE_QUOTES, NEWSDOC_QUOTES, quote_row},
	[QUANTITIES] = {NX_STAGE_QUANTITIES, NEWSDOC_QUANTITIES, quantity_row},
	[CLAIMS] = {NX_STAGE_CLAIMS, NEWSDOC_CLAIMS, claim_row},
};

static uint32
answers(const NewsParts *parts, Question question)
{
	switch (question)
	{
		case MENTIONS:
			return parts->n_mentions;
		case ENTITIES:
			return parts->n_entities;
		case QUOTES:
			return parts->n_quotes;
		case QUANTITIES:
			return parts->n_measured;
		case CLAIMS:
			return parts->n_claims;
	}
	return 0;
}

static Datum
answer(FunctionCallInfo fcinfo, const NewsDoc *doc, Question question)
{
	Rows rows = {0};
	MemoryContext row_context;
	uint32 n;

	InitMaterializedSRF(fcinfo, 0);
	rows.rsinfo = (ReturnSetInfo *) fcinfo->resultinfo;
	rows.int4range = lookup_type_cache(INT4RANGEOID, TYPECACHE_RANGE_INFO);
	rows.parts = newsdoc_read(doc, questions[question].sections);
	row_context = AllocSetContextCreate(CurrentMemoryContext, "newsext row", ALLOCSET_SMALL_SIZES);
	n = answers(rows.parts, question);
	for (uint32 i = 0; i < n; i++)
	{
		MemoryContext caller = MemoryContextSwitchTo(row_context);

		CHECK_FOR_INTERRUPTS();
		rows.n = 0;
		questions[question].row(&rows, i);
		tuplestore_putvalues(rows.rsinfo->setResult, rows.rsinfo->setDesc, rows.values, rows.nulls);
		MemoryContextSwitchTo(caller);
		MemoryContextReset(row_context);
	}
	MemoryContextDelete(row_context);
	return (Datum) 0;
}

static Datum
answer_text(FunctionCallInfo fcinfo, Question question)
{
	return answer(fcinfo, newsdoc_analyze(PG_GETARG_TEXT_PP(0), questions[question].stage),
				  question);
}

static Datum
answer_newsdoc(FunctionCallInfo fcinfo, Question question)
{
	return answer(fcinfo, PG_GETARG_NEWSDOC_P(0), question);
}

#define EXTRACTOR(name, question)                                                                  \
	PG_FUNCTION_INFO_V1(name##_text);                                                              \
	Datum name##_text(PG_FUNCTION_ARGS)                                                            \
	{                                                                                              \
		return answer_text(fcinfo, question);                                                      \
	}                                                                                              \
	PG_FUNCTION_INFO_V1(name##_newsdoc);                                                           \
	Datum name##_newsdoc(PG_FUNCTION_ARGS)                                                         \
	{                                                                                              \
		return answer_newsdoc(fcinfo, question);                                                   \
	}

EXTRACTOR(news_mentions, MENTIONS)
EXTRACTOR(news_entities, ENTITIES)
EXTRACTOR(news_quotes, QUOTES)
EXTRACTOR(news_quantities, QUANTITIES)
EXTRACTOR(news_claims, CLAIMS)
