/*
 * invariants.h
 *		What must hold of every analysis, whatever the text.
 *
 * A broken invariant prints itself and aborts, which is what fuzzers look for.
 */
#ifndef INVARIANTS_H
#define INVARIANTS_H

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "arena.h"
#include "measured.h"
#include "nx.h"
#include "quantity.h"
#include "records.h"
#include "token.h"
#include "unit.h"
#include "utf8.h"

#define MUST(condition)                                                                            \
	do                                                                                             \
	{                                                                                              \
		if (!(condition))                                                                          \
		{                                                                                          \
			fprintf(stderr, "%s:%d: not so: %s\n", __FILE__, __LINE__, #condition);                \
			abort();                                                                               \
		}                                                                                          \
	} while (0)

/* Does a character (or a malformed byte) begin at byte offset at, or the text end there? */
static inline bool
is_boundary(const NxAnalysis *a, uint32_t at)
{
	if (at > a->len)
		return false;
	for (uint32_t back = 1; back <= 3 && back <= at; back++)
	{
		int size;

		nx_utf8_decode(a->text + at - back, a->text + a->len, &size);
		if (size > (int) back)
			return false;
	}
	return true;
}

static inline void
check_span(const NxAnalysis *a, NxSpan span)
{
	MUST(span.start < span.end);
	MUST(span.end <= a->len);
	MUST(is_boundary(a, span.start));
	MUST(is_boundary(a, span.end));
}

/* A span that may be absent. */
static inline void
check_optional_span(const NxAnalysis *a, NxSpan span)
{
	if (span.start != span.end)
		check_span(a, span);
}

static inline bool
overlap(NxSpan a, NxSpan b)
{
	return a.start < b.end && b.start < a.end;
}

static inline void
check_quantity(const NxQuantity *q)
{
	char text[NX_QUANTITY_TEXT_MAX];
	char again_text[NX_QUANTITY_TEXT_MAX];
	uint8_t packed[NX_QUANTITY_PACKED_MAX];
	size_t len = nx_quantity_pack(q, packed);
	NxQuantity again;
	NxParseError error;
	NxArena *arena = nx_arena_create(&nx_malloc_allocator);

	MUST(arena != NULL);
	MUST((q->flags & (NX_Q_HAS_LOW | NX_Q_HAS_HIGH)) != 0);
	if (q->flags & NX_Q_HAS_LOW)
		MUST(isfinite(q->low));
	if (q->flags & NX_Q_HAS_HIGH)
		MUST(isfinite(q->high));
	if ((q->flags & NX_Q_HAS_LOW) && (q->flags & NX_Q_HAS_HIGH))
		MUST(q->low <= q->high);
	MUST(nx_unit_is_valid(q->unit, q->unit_len));
	MUST(nx_quantity_unpack(packed, len, &again));
	MUST(nx_quantity_cmp(q, &again) == 0);
	nx_quantity_format(q, text);
	MUST(nx_quantity_parse(text, strlen(text), arena, &again, &error) == NX_OK);
	nx_quantity_format(&again, again_text);
	MUST(strcmp(text, again_text) == 0);
	MUST(nx_quantity_cmp(q, &again) == 0);
	MUST(nx_quantity_hash(q, 1) == nx_quantity_hash(&again, 1));
	nx_arena_destroy(arena);
}

static inline void
check_mentions(const NxAnalysis *a)
{
	for (uint32_t i = 0; i < a->n_mentions; i++)
	{
		const NxMention *m = &a->mentions[i];

		check_span(a, m->span);
		MUST(m->label < NX_N_LABELS);
		MUST(m->kind != NX_NAME || m->label != NX_LABEL_NONE);
		MUST(m->kind <= NX_PRONOUN);
		MUST(m->entity == NX_NONE || m->entity < a->n_entities);
		MUST(m->first_token < m->end_token && m->end_token <= a->tokens->n);
		if (i > 0)
			MUST(m->span.start >= a->mentions[i - 1].span.start);
	}
	for (uint32_t i = 0; i < a->n_entities; i++)
	{
		const NxEntity *e = &a->entities[i];

		MUST(e->name.len > 0);
		MUST(e->mentions > 0);
		MUST(e->label != NX_LABEL_NONE && e->label < NX_N_LABELS);
		MUST(e->salience >= 0 && e->salience <= 1);
		check_span(a, e->first_span);
		for (uint32_t k = 0; k < e->n_aliases; k++)
			MUST(e->aliases[k].len > 0);
	}
}

static inline void
check_quotes(const NxAnalysis *a)
{
	NxRecordReader reader = nx_quote_reader(a);
	NxQuote quote;
	uint32_t n = 0;
	uint32_t start = 0;
	uint32_t last_no = 0;
	uint64_t said = 0;
	uint32_t *last_end; /* of the stretches of each quotation */

	for (; nx_quote_next(&reader, &quote); n++)
		if (quote.quote_no > last_no)
			last_no = quote.quote_no;
	MUST(n == a->n_quotes && last_no <= n);
	last_end = calloc(last_no + 1, sizeof(*last_end));
	MUST(last_end != NULL);
	for (reader = nx_quote_reader(a); nx_quote_next(&reader, &quote);)
	{
		const NxQuote *q = &quote;

		check_span(a, q->span);
		check_optional_span(a, q->cue);
		check_optional_span(a, q->source);
		MUST(q->quote_no >= 1);
		MUST(q->kind <= NX_INDIRECT);
		MUST(q->speaker_entity == NX_NONE || q->speaker_entity < a->n_entities);
		MUST(q->speaker_label < NX_N_LABELS);
		MUST(q->speaker_label == NX_LABEL_NONE || q->speaker.len > 0);
		MUST(q->span.start >= start);
		start = q->span.start;
		if (q->kind == NX_DIRECT && q->source.start != q->source.end)
			MUST(!overlap(q->source, q->span));
		MUST(q->span.start >= last_end[q->quote_no]);
		last_end[q->quote_no] = q->span.end;
		said += q->span.end - q->span.start;
	}
	free(last_end);

	/* each word by a few at most, or the rows of a hostile text grow with its square */
	MUST(said <= (uint64_t) 10 * a->len);
}

static inline void
check_quantities(const NxAnalysis *a)
{
	NxMeasuredReader reader = nx_measured_reader(a);
	NxMeasured m;
	NxRecordReader claims = nx_claim_reader(a);
	NxClaim claim;
	uint32_t start = 0;
	uint32_t end = 0;
	uint32_t n = 0;

	for (; nx_measured_next(&reader, &m); n++)
	{
		check_span(a, m.span);
		check_quantity(&m.quantity);
		MUST(m.span.start >= end);
		end = m.span.end;
	}
	MUST(n == a->n_measured);
	for (n = 0; nx_claim_next(&claims, &claim); n++)
	{
		const NxClaim *c = &claim;

		check_span(a, c->span);
		check_optional_span(a, c->subject);
		check_optional_span(a, c->period);
		MUST(c->measured < a->n_measured);
		MUST(c->from == NX_NONE || c->from < a->n_measured);
		MUST(c->from != c->measured);
		MUST(c->speaker_entity == NX_NONE || c->speaker_entity < a->n_entities);
		MUST(c->measure <= NX_CHANGE && c->direction <= NX_FLAT && c->modality <= NX_HYPOTHETICAL);
		MUST(c->span.start >= start);
		start = c->span.start;
	}
	MUST(n == a->n_claims);
}

static inline void
check_tokens_of(const NxAnalysis *a)
{
	const NxTokens *t = a->tokens;
	uint32_t characters = 0;

	for (uint32_t i = 0; i < t->n; i++)
	{
		uint32_t offset = nx_char_offset(a, t->start[i]);

		check_span(a, (NxSpan){t->start[i], t->end[i]});
		MUST(i == 0 || t->start[i] >= t->end[i - 1]);
		MUST(offset >= characters);
		characters = offset;
	}
}

static inline void
check_invariants(const NxAnalysis *a)
{
	check_tokens_of(a);
	check_mentions(a);
	check_quotes(a);
	check_quantities(a);
}

#endif /* INVARIANTS_H */
