/*
 * digest.c
 *		Prints one number for all that the core says of the texts in some files.
 *
 * The same texts must give the same number whatever compiler, optimisation or
 * CPU built and ran it; test/digest/run.sh compares builds.  A text is a file,
 * or a line of a file whose name ends in .jsonl (taken as it is: JSON is a text
 * like any other).
 */
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "arena.h"
#include "measured.h"
#include "nx.h"
#include "quantity.h"
#include "records.h"

static uint64_t digest = 14695981039346656037U;

static void
mix(const void *data, size_t len)
{
	const unsigned char *p = data;

	for (size_t i = 0; i < len; i++)
		digest = (digest ^ p[i]) * 1099511628211U;
}

static void
mix_number(uint64_t n)
{
	unsigned char bytes[8];

	for (int i = 0; i < 8; i++)
		bytes[i] = (unsigned char) (n >> (8 * i));
	mix(bytes, sizeof(bytes));
}

static void
mix_span(NxSpan span)
{
	mix_number((uint64_t) span.start << 32 | span.end);
}

static void
mix_string(NxStr s)
{
	mix_number(s.len);
	mix(s.data, s.len);
}

static void
mix_analysis(const NxAnalysis *a)
{
	NxMeasuredReader reader = nx_measured_reader(a);
	NxMeasured m;
	NxRecordReader quotes = nx_quote_reader(a);
	NxRecordReader claims = nx_claim_reader(a);
	NxQuote quote;
	NxClaim claim;

	for (uint32_t i = 0; i < a->n_mentions; i++)
	{
		mix_span(a->mentions[i].span);
		mix_number(a->mentions[i].entity);
		mix_number((uint64_t) a->mentions[i].label << 8 | a->mentions[i].kind);
	}
	for (uint32_t i = 0; i < a->n_entities; i++)
	{
		const NxEntity *e = &a->entities[i];
		uint32_t	salience;

		memcpy(&salience, &e->salience, sizeof(salience));
		mix_string(e->name);
		mix_string(e->role);
		for (uint32_t k = 0; k < e->n_aliases; k++)
			mix_string(e->aliases[k]);
		mix_number((uint64_t) e->mentions << 16 | (uint64_t) e->label << 8 | e->gender);
		mix_number(salience);
	}
	while (nx_quote_next(&quotes, &quote))
	{
		const NxQuote *q = &quote;

		mix_span(q->span);
		mix_span(q->cue);
		mix_span(q->source);
		mix_string(q->speaker);
		mix_number((uint64_t) q->quote_no << 16 | (uint64_t) q->kind << 1 | q->negated);
	}
	for (uint32_t i = 0; i < a->n_measured; i++)
	{
		uint8_t		packed[NX_QUANTITY_PACKED_MAX];

		nx_measured_next(&reader, &m);
		mix_span(m.span);
		mix(packed, nx_quantity_pack(&m.quantity, packed));
	}
	while (nx_claim_next(&claims, &claim))
	{
		const NxClaim *c = &claim;

		mix_span(c->span);
		mix_span(c->subject);
		mix_span(c->period);
		mix_string(c->speaker);
		mix_number((uint64_t) c->measured << 32 | c->from);
		mix_number((uint64_t) c->measure << 16 | (uint64_t) c->direction << 8 | c->modality);
	}
}

static void
add_text(const char *text, size_t len)
{
	static const NxOptions options = {NX_STAGE_CLAIMS, NULL, NULL};
	NxArena    *arena = nx_arena_create(&nx_malloc_allocator);
	NxAnalysis *a = NULL;

	if (arena == NULL || nx_analyze(text, len, &options, arena, &a) != NX_OK)
	{
		fprintf(stderr, "digest: analysis failed\n");
		exit(1);
	}
	mix_analysis(a);
	nx_arena_destroy(arena);
}

static void
add_file(const char *path)
{
	FILE	   *file = fopen(path, "rb");
	char	   *data = NULL;
	size_t		size = 0;
	size_t		room = 0;

	if (file == NULL)
	{
		perror(path);
		exit(1);
	}
	do
	{
		room = room * 2 + 65536;
		data = realloc(data, room);
		if (data == NULL)
			exit(1);
		size += fread(data + size, 1, room - size, file);
	} while (size == room);
	fclose(file);

	if (strlen(path) > 6 && strcmp(path + strlen(path) - 6, ".jsonl") == 0)
	{
		for (char *line = data; line < data + size;)
		{
			char	   *end = memchr(line, '\n', (size_t) (data + size - line));

			if (end == NULL)
				end = data + size;
			add_text(line, (size_t) (end - line));
			line = end + 1;
		}
	}
	else
		add_text(data, size);
	free(data);
}

int
main(int argc, char **argv)
{
	const char *locale = getenv("LC_ALL");

	/* as a server's backend does; a locale that is not there would prove nothing */
	if (setlocale(LC_ALL, "") == NULL)
	{
		fprintf(stderr, "digest: there is no locale %s\n", locale != NULL ? locale : "");
		return 1;
	}
	for (int i = 1; i < argc; i++)
		add_file(argv[i]);
	printf("%016llx\n", (unsigned long long) digest);
	return 0;
}
