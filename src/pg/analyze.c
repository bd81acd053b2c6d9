/*
 * analyze.c
 *		text → document: runs the core over a text of the server.
 *
 * Works in a memory context of its own, so that whatever an analysis needed is
 * gone at once when the document is there.
 */
#include "postgres.h"

#include "adapter.h"
#include "measured.h"
#include "miscadmin.h"
#include "newsdoc.h"
#include "port/pg_bitutils.h"
#include "records.h"
#include "utils/memutils.h"

typedef struct Source
{
	const NxAnalysis *a;
	NewsextText text;
	const NewsParts *parts;

	/* bits: the bytes of the UTF-8 text that some record needs */
	uint64 *needed;
	uint32 passed; /* of them, those in fragments before */

	NxMeasuredReader measured;
	NxRecordReader claims;
} Source;

static NewsText
text_of(const Source *source, NxSpan span)
{
	NewsText text = {0};

	if (nx_span_is_empty(span))
		return text;
	text.start = newsext_chars(&source->text, source->a, span.start);
	text.end = newsext_chars(&source->text, source->a, span.end);
	text.words = newsext_words(&source->text, span, text.start, text.end);
	return text;
}

/* A string of the core: a slice of the text, or one that it put together. */
static NxStr
string_of(const Source *source, NxStr string)
{
	const char *text = source->a->text;

	if (string.len == 0)
		return string;
	if (string.data >= text && string.data < text + source->a->len)
	{
		uint32 start = (uint32) (string.data - text);

		if (source->text.utf8 == source->text.server)
			return string;
		return text_of(source, (NxSpan){start, start + string.len}).words;
	}
	return newsext_from_utf8(string);
}

/* ---- fragments: the union of all spans ---- */

static void
need(Source *source, NxSpan span)
{
	uint32 first = span.start / 64;
	uint32 last = (span.end - 1) / 64;
	uint64 from = PG_UINT64_MAX << span.start % 64;
	uint64 to = PG_UINT64_MAX >> (63 - (span.end - 1) % 64);

	if (nx_span_is_empty(span))
		return;
	if (first == last)
		source->needed[first] |= from & to;
	else
	{
		source->needed[first] |= from;
		for (uint32 i = first + 1; i < last; i++)
			source->needed[i] = PG_UINT64_MAX;
		source->needed[last] |= to;
	}
}

/* The first byte from i on that is needed, or is not; the text's end if there is none. */
static uint32
next_byte(const Source *source, uint32 i, bool needed)
{
	uint32 len = source->a->len;

	while (i < len)
	{
		uint64 word = source->needed[i / 64];

		word = (needed ? word : ~word) >> i % 64;
		if (word != 0)
			return Min(i + (uint32) pg_rightmost_one_pos64(word), len);
		i = (i / 64 + 1) * 64;
	}
	return len;
}

static bool
next_fragment(void *state, NewsText *text)
{
	Source *source = state;
	NxSpan span;

	span.start = next_byte(source, source->passed, true);
	if (span.start >= source->a->len)
		return false;
	span.end = source->passed = next_byte(source, span.start, false);
	*text = text_of(source, span);
	return true;
}

/*
 * Records come in the order of their spans and inside the text; one that does
 * not is left out rather than made an error of the row that is being written.
 */
static bool
in_order(const Source *source, NxSpan span, uint32 *last)
{
	bool ok = !nx_span_is_empty(span) && span.start >= *last && span.end <= source->a->len;

	Assert(ok);
	if (ok)
		*last = span.start;
	return ok;
}

static uint32
limited(uint32 n, NewsParts *parts)
{
	if (n <= NEWSDOC_MAX_RECORDS)
		return n;
	parts->truncated = true;
	return NEWSDOC_MAX_RECORDS;
}

static uint32
index_below(uint32 index, uint32 n)
{
	return index < n ? index : NX_NONE;
}

static void
take_names(Source *source, NewsParts *parts)
{
	const NxAnalysis *a = source->a;
	uint32 most = limited(a->n_mentions, parts);
	uint32 last = 0;

	parts->n_entities = limited(a->n_entities, parts);
	parts->entities = newsext_array(NewsEntity, parts->n_entities);
	for (uint32 i = 0; i < parts->n_entities; i++)
	{
		const NxEntity *from = &a->entities[i];
		NewsEntity *to = &parts->entities[i];
		float salience = Min(Max(from->salience, 0.0f), 1.0f);

		CHECK_FOR_INTERRUPTS();
		*to = (NewsEntity){.name = string_of(source, from->name),
						   .role = string_of(source, from->role),
						   .n_aliases = from->n_aliases,
						   .salience = (uint32) (salience * 1000.0f + 0.5f),
						   .label = from->label};
		to->aliases = newsext_array(NxStr, from->n_aliases);
		for (uint32 j = 0; j < from->n_aliases; j++)
			to->aliases[j] = string_of(source, from->aliases[j]);
	}

	parts->mentions = newsext_array(NewsMention, most);
	for (uint32 i = 0; i < a->n_mentions && parts->n_mentions < most; i++)
	{
		const NxMention *from = &a->mentions[i];

		CHECK_FOR_INTERRUPTS();
		if (!in_order(source, from->span, &last))
			continue;
		need(source, from->span);
		parts->mentions[parts->n_mentions++] =
			(NewsMention){.text = text_of(source, from->span),
						  .entity = index_below(from->entity, parts->n_entities),
						  .label = from->label,
						  .kind = from->kind};
	}
}

/* The name of the entity, if there is one, or the words. */
static NxStr
speaker_of(const Source *source, const NewsParts *parts, uint32 entity, NxStr words)
{
	if (entity != NX_NONE)
		return parts->entities[entity].name;
	return string_of(source, words);
}

static void
take_quotes(Source *source, NewsParts *parts)
{
	const NxAnalysis *a = source->a;

	uint32 most = limited(a->n_quotes, parts);
	uint32 last = 0;
	NxRecordReader reader = nx_quote_reader(a);
	NxQuote quote;

	parts->quotes = newsext_array(NewsQuote, most);
	while (parts->n_quotes < most && nx_quote_next(&reader, &quote))
	{
		const NxQuote *from = &quote;
		uint32 entity = index_below(from->speaker_entity, parts->n_entities);

		CHECK_FOR_INTERRUPTS();
		if (!in_order(source, from->span, &last))
			continue;
		need(source, from->span);
		need(source, from->cue);
		need(source, from->source);
		parts->quotes[parts->n_quotes++] =
			(NewsQuote){.text = text_of(source, from->span),
						.cue = text_of(source, from->cue),
						.source = text_of(source, from->source),
						.quote_no = from->quote_no,
						.speaker_entity = entity,
						.speaker = speaker_of(source, parts, entity, from->speaker),
						.speaker_label = from->speaker_label,
						.kind = from->kind,
						.negated = from->negated};
	}
}

/* How many quantities and claims there are, and the bytes that they need. */
static void
count_quantities(Source *source, NewsParts *parts)
{
	const NxAnalysis *a = source->a;
	uint32 most = limited(a->n_measured, parts);
	uint32 last = 0;
	NxMeasured m;
	NxClaim c;

	source->measured = nx_measured_reader(a);
	while (parts->n_measured < most && nx_measured_next(&source->measured, &m) &&
		   in_order(source, m.span, &last))
	{
		CHECK_FOR_INTERRUPTS();
		need(source, m.span);
		parts->n_measured++;
	}
	source->measured = nx_measured_reader(a);

	most = limited(a->n_claims, parts);
	last = 0;
	source->claims = nx_claim_reader(a);
	while (parts->n_claims < most && nx_claim_next(&source->claims, &c))
	{
		CHECK_FOR_INTERRUPTS();
		/* its quantity may have been left out */
		if (c.measured >= parts->n_measured)
			continue;
		if (!in_order(source, c.span, &last))
			break;
		need(source, c.span);
		need(source, c.subject);
		need(source, c.period);
		parts->n_claims++;
	}
	source->claims = nx_claim_reader(a);
}

static void
next_measured(void *state, NewsMeasured *m)
{
	Source *source = state;
	NxMeasured from;

	nx_measured_next(&source->measured, &from);
	m->text = text_of(source, from.span);
	m->quantity = from.quantity;
}

static void
next_claim(void *state, NewsClaim *c)
{
	Source *source = state;
	const NewsParts *parts = source->parts;
	NxClaim from;
	uint32 entity;

	do
		nx_claim_next(&source->claims, &from);
	while (from.measured >= parts->n_measured);
	entity = index_below(from.speaker_entity, parts->n_entities);
	*c = (NewsClaim){.text = text_of(source, from.span),
					 .subject = text_of(source, from.subject),
					 .period = text_of(source, from.period),
					 .measured = from.measured,
					 .from = index_below(from.from, parts->n_measured),
					 .speaker_entity = entity,
					 .speaker = speaker_of(source, parts, entity, from.speaker),
					 .measure = from.measure,
					 .direction = from.direction,
					 .modality = from.modality};
}

static void
destroy_arena(void *arena)
{
	nx_arena_destroy(arena);
}

NewsDoc *
newsdoc_analyze(text *body, NxStage last_stage)
{
	MemoryContext caller = CurrentMemoryContext;
	MemoryContext work = AllocSetContextCreate(caller, "newsext analysis", ALLOCSET_DEFAULT_SIZES);
	ErrorData *interrupt = NULL;
	NxOptions options = {
		.last_stage = last_stage, .should_stop = newsext_should_stop, .stop_context = &interrupt};
	Source source = {0};
	NewsStream stream = {&source, next_measured, next_claim, next_fragment};
	NewsBuild build = {.stream = &stream};
	NxArena *arena;
	MemoryContextCallback *goodbye;
	NxAnalysis *a = NULL;
	NxStatus status;
	NewsParts parts = {0};
	NewsDoc *doc;

	MemoryContextSwitchTo(work);
	newsext_text(VARDATA_ANY(body), VARSIZE_ANY_EXHDR(body), &source.text);
	arena = newsext_arena();
	/* however we leave: a sanitizer is to hear that the memory is no longer the arena's */
	goodbye = palloc0(sizeof(MemoryContextCallback));
	goodbye->func = destroy_arena;
	goodbye->arg = arena;
	MemoryContextRegisterResetCallback(work, goodbye);
	status = nx_analyze(source.text.utf8, source.text.utf8_len, &options, arena, &a);
	if (status == NX_CANCELLED)
		ReThrowError(interrupt);
	newsext_report(status);
	source.a = a;
	source.parts = &parts;
	source.needed = MemoryContextAllocExtended(work, (a->len / 64 + 1) * sizeof(uint64),
											   MCXT_ALLOC_HUGE | MCXT_ALLOC_ZERO);

	/* Tokens and all: what it took to find out is most of the memory. */
	nx_keep_results(a);
	parts.chars = newsext_chars(&source.text, source.a, source.a->len);
	parts.truncated = source.a->truncated || source.text.cut;
	take_names(&source, &parts);
	take_quotes(&source, &parts);
	count_quantities(&source, &parts);
	MemoryContextSwitchTo(caller);
	doc = newsdoc_build(&parts, &build);
	MemoryContextDelete(work);
	return doc;
}
