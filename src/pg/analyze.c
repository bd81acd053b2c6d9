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
#include "records.h"
#include "utils/memutils.h"

typedef struct Source
{
	const NxAnalysis *a;
	NewsextText text;
	uint32 *measured; /* numbers in the parts, or NX_NONE */
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

/*
 * A string of the core: a slice of the text, or one that it put together in the
 * arena, which will be gone when the document is built.
 */
static NxStr
string_of(const Source *source, NxStr string)
{
	const char *text = source->a->text;
	NxStr server;
	char *copy;

	if (string.len == 0)
		return string;
	if (string.data >= text && string.data < text + source->a->len)
	{
		uint32 start = (uint32) (string.data - text);

		if (source->text.utf8 == source->text.server)
			return string;
		return text_of(source, (NxSpan){start, start + string.len}).words;
	}
	server = newsext_from_utf8(string);
	if (server.data != string.data)
		return server;
	copy = palloc(string.len);
	memcpy(copy, string.data, string.len);
	return (NxStr){copy, string.len};
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
take_names(const Source *source, NewsParts *parts)
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
		if (in_order(source, from->span, &last))
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
take_quotes(const Source *source, NewsParts *parts)
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
		if (in_order(source, from->span, &last))
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

static void
take_quantities(Source *source, NewsParts *parts)
{
	const NxAnalysis *a = source->a;
	uint32 most = limited(a->n_measured, parts);
	uint32 last = 0;
	NxMeasuredReader reader = nx_measured_reader(a);
	NxMeasured from;

	source->measured = newsext_array(uint32, a->n_measured);
	parts->measured = newsext_array(NewsMeasured, most);
	for (uint32 i = 0; nx_measured_next(&reader, &from); i++)
	{
		CHECK_FOR_INTERRUPTS();
		source->measured[i] = NX_NONE;
		if (parts->n_measured < most && in_order(source, from.span, &last))
		{
			source->measured[i] = parts->n_measured;
			parts->measured[parts->n_measured++] =
				(NewsMeasured){.text = text_of(source, from.span), .quantity = from.quantity};
		}
	}
}

static void
take_claims(const Source *source, NewsParts *parts)
{
	const NxAnalysis *a = source->a;
	uint32 most = limited(a->n_claims, parts);
	uint32 last = 0;
	NxRecordReader reader = nx_claim_reader(a);
	NxClaim claim;

	parts->claims = newsext_array(NewsClaim, most);
	while (parts->n_claims < most && nx_claim_next(&reader, &claim))
	{
		const NxClaim *from = &claim;
		uint32 entity = index_below(from->speaker_entity, parts->n_entities);
		uint32 measured =
			from->measured < a->n_measured ? source->measured[from->measured] : NX_NONE;

		CHECK_FOR_INTERRUPTS();
		/* Its quantity may have been left out. */
		if (measured == NX_NONE || !in_order(source, from->span, &last))
			continue;
		parts->claims[parts->n_claims++] =
			(NewsClaim){.text = text_of(source, from->span),
						.subject = text_of(source, from->subject),
						.period = text_of(source, from->period),
						.measured = measured,
						.from = from->from < a->n_measured ? source->measured[from->from] : NX_NONE,
						.speaker_entity = entity,
						.speaker = speaker_of(source, parts, entity, from->speaker),
						.measure = from->measure,
						.direction = from->direction,
						.modality = from->modality};
	}
}

NewsDoc *
newsdoc_analyze(text *body, NxStage last_stage)
{
	MemoryContext caller = CurrentMemoryContext;
	MemoryContext work = AllocSetContextCreate(caller, "newsext analysis", ALLOCSET_DEFAULT_SIZES);
	ErrorData *interrupt = NULL;
	NxOptions options = {
		.last_stage = last_stage, .should_stop = newsext_should_stop, .stop_context = &interrupt};
	NewsBuild build = {.trusted = true};
	Source source;
	NxArena *arena;
	NxAnalysis *a = NULL;
	NxStatus status;
	NewsParts parts = {0};
	NewsDoc *doc;

	MemoryContextSwitchTo(work);
	newsext_text(VARDATA_ANY(body), VARSIZE_ANY_EXHDR(body), &source.text);
	arena = newsext_arena();
	status = nx_analyze(source.text.utf8, source.text.utf8_len, &options, arena, &a);
	if (status == NX_CANCELLED)
		ReThrowError(interrupt);
	newsext_report(status);
	source.a = a;

	parts.chars = newsext_chars(&source.text, source.a, source.a->len);
	parts.truncated = source.a->truncated || source.text.cut;
	take_names(&source, &parts);
	take_quotes(&source, &parts);
	take_quantities(&source, &parts);
	take_claims(&source, &parts);

	/* Tokens and all: what it took to find out is most of the memory. */
	nx_arena_destroy(arena);
	MemoryContextSwitchTo(caller);
	doc = newsdoc_build(&parts, &build);
	MemoryContextDelete(work);
	return doc;
}
