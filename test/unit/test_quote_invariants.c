/*
 * test_quote_invariants.c
 *		What holds of quotations whatever the text: over articles, over the same
 *		with their marks dropped, doubled and swapped, and over texts that hurt.
 *
 * Articles are read from the folder that NX_DATA names (../shared/data when it
 * is not set); without it only the sample articles are used.
 */
#include <stdlib.h>

#include "analyze.h"
#include "check.h"
#include "records.h"
#include "token.h"

static uint64_t seed = 42;

static uint32_t
draw(uint32_t n)
{
	seed = seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
	return (uint32_t) (seed >> 33) % n;
}

static bool
on_boundary(const NxAnalysis *a, uint32_t at)
{
	return at == a->len || ((unsigned char) a->text[at] & 0xC0) != 0x80;
}

static bool
is_sound(const NxAnalysis *a, NxSpan s)
{
	return s.start < s.end && s.end <= a->len && on_boundary(a, s.start) && on_boundary(a, s.end);
}

/* Everything that must hold; returns the name of what does not. */
static const char *
broken(const NxAnalysis *a)
{
	uint32_t top = 0;
	uint64_t said = 0;
	uint32_t *last_end = calloc((size_t) a->n_quotes + 2, sizeof(*last_end));
	const char *what = NULL;
	NxRecordReader reader = nx_quote_reader(a);
	NxQuote quote;
	uint32_t start = 0;

	while (what == NULL && nx_quote_next(&reader, &quote))
	{
		const NxQuote *q = &quote;

		if (!is_sound(a, q->span))
			what = "span";
		else if (!nx_span_is_empty(q->cue) && !is_sound(a, q->cue))
			what = "cue";
		else if (!nx_span_is_empty(q->source) && !is_sound(a, q->source))
			what = "source";
		else if (q->span.start < start)
			what = "order";
		else if (q->quote_no == 0 || q->quote_no > top + 1)
			what = "quote_no";
		else if (q->span.start < last_end[q->quote_no])
			what = "stretches overlap";
		else if (q->source.start < q->span.end && q->span.start < q->source.end)
			what = "source inside its content";
		else if (q->speaker_entity != NX_NONE && q->speaker_entity >= a->n_entities)
			what = "entity";
		else if (q->speaker.len == 0 && q->speaker_entity != NX_NONE)
			what = "speaker without a name";
		else
		{
			start = q->span.start;
			said += q->span.end - q->span.start;
			last_end[q->quote_no] = q->span.end;
			if (q->quote_no > top)
				top = q->quote_no;
		}
	}
	/* each word by a few at most, or the rows of a hostile text grow with its square */
	if (what == NULL && said > (uint64_t) 10 * a->len)
		what = "words said again and again";
	free(last_end);
	return what;
}

static void
check_text(const char *text, size_t len, const char *name)
{
	static NxOptions options = {.last_stage = NX_STAGE_QUOTES};
	NxArena *arena = nx_arena_create(&nx_malloc_allocator);
	NxAnalysis *a;
	const char *what = "analysis";

	if (arena != NULL && nx_analyze(text, len, &options, arena, &a) == NX_OK)
		what = broken(a);
	CHECK_CONTEXT(name);
	if (what != NULL)
		printf("%s: %.*s\n", what, (int) (len > 300 ? 300 : len), text);
	CHECK(what == NULL);
	nx_arena_destroy(arena);
}

/* The text with a few of its marks dropped, doubled or swapped. */
static size_t
mutate(const char *text, size_t len, char *out)
{
	static const char *const marks[] = {"“", "”", "‘", "’", "\"", "'"};
	size_t n = 0;

	for (size_t i = 0; i < len;)
	{
		size_t size = 0;

		for (size_t m = 0; m < sizeof(marks) / sizeof(marks[0]); m++)
			if (len - i >= strlen(marks[m]) && memcmp(text + i, marks[m], strlen(marks[m])) == 0)
				size = strlen(marks[m]);
		if (size > 0 && draw(5) == 0)
		{
			const char *other = marks[draw(6)];

			switch (draw(3))
			{
				case 0:
					break; /* dropped */
				case 1:
					memcpy(out + n, text + i, size);
					memcpy(out + n + size, text + i, size);
					n += 2 * size;
					break;
				default:
					memcpy(out + n, other, strlen(other));
					n += strlen(other);
			}
			i += size;
			continue;
		}
		if (size == 0)
			size = 1;
		memcpy(out + n, text + i, size);
		n += size;
		i += size;
	}
	return n;
}

/* The JSON string after "text": in a line, decoded in place; its length, or 0. */
static size_t
text_of_line(const char *line, char *out)
{
	const char *p = strstr(line, "\"text\": \"");
	size_t n = 0;

	if (p == NULL)
		return 0;
	for (p += 9; *p != '\0' && *p != '"'; p++)
	{
		if (*p != '\\')
			out[n++] = *p;
		else if (*++p == 'u')
		{
			out[n++] = '?';
			p += 4;
		}
		else
			out[n++] = *p == 'n' ? '\n' : *p == 't' ? '\t' : *p;
	}
	return n;
}

static void
check_file(const char *folder, const char *file)
{
	char path[1000];
	FILE *f;
	char *line = NULL, *text, *mutant;
	size_t size = 1 << 24;

	snprintf(path, sizeof(path), "%s/%s", folder, file);
	f = fopen(path, "r");
	if (f == NULL)
		return;
	line = malloc(size);
	text = malloc(size);
	mutant = malloc(2 * size);
	for (int n = 0; fgets(line, (int) size, f) != NULL; n++)
	{
		size_t len = text_of_line(line, text);

		if (len == 0 || n % 12 != 0)
			continue;
		check_text(text, len, file);
		check_text(mutant, mutate(text, len, mutant), "mutant");
	}
	fclose(f);
	free(line);
	free(text);
	free(mutant);
}

static void
check_repeated(const char *piece, size_t times)
{
	size_t len = strlen(piece);
	char *text = malloc(len * times + 1);

	for (size_t i = 0; i < times; i++)
		memcpy(text + i * len, piece, len);
	check_text(text, len * times, piece);
	free(text);
}

/* The first piece so many times, then the second. */
static void
check_halves(const char *first, const char *second, size_t times)
{
	size_t n = strlen(first);
	size_t m = strlen(second);
	char *text = malloc((n + m) * times);

	for (size_t i = 0; i < times; i++)
	{
		memcpy(text + i * n, first, n);
		memcpy(text + times * n + i * m, second, m);
	}
	check_text(text, (n + m) * times, first);
	free(text);
}

int
main(void)
{
	const char *data = getenv("NX_DATA");
	static const char *const articles[] = {"disaster.txt", "markets.txt", "politics.txt",
										   "science.txt",  "sport.txt",   "webpage.txt"};

	for (size_t k = 0; k < sizeof(articles) / sizeof(articles[0]); k++)
	{
		char path[100];
		FILE *f;
		static char text[100000], mutant[200000];

		snprintf(path, sizeof(path), "test/articles/%s", articles[k]);
		f = fopen(path, "r");
		if (f != NULL)
		{
			size_t len = fread(text, 1, sizeof(text), f);

			fclose(f);
			check_text(text, len, path);
			for (int i = 0; i < 200; i++)
				check_text(mutant, mutate(text, len, mutant), "mutant of a sample");
		}
	}
	if (data == NULL)
		data = "../shared/data";
	check_file(data, "quotes/polnear_dev.jsonl");
	check_file(data, "quotes/polnear_train.jsonl");
	check_file(data, "names/conll2003_dev.jsonl");
	check_file(data, "names/worldwide_train.jsonl");

	check_repeated("“", 30000);
	check_repeated("\"", 30000);
	check_repeated("he said “no” ", 2000);
	check_repeated("“no,” he said ", 2000);
	check_repeated("said ", 5000);
	check_repeated("“", 1000);
	check_repeated("“a\n\n", 10000);
	check_repeated("He said:\n\n", 10000);
	check_repeated("“said “he ” ", 2000);
	check_repeated("‘A’: B\n\n", 5000);
	check_repeated("\"A said,\" B said, \"C said.\"\n\n", 3000);
	check_repeated("said to Diaz, Romero, Li, who said that ", 800);
	check_halves("“a ‘", "’ b”", 5000);
	check_halves("Ana said \"no ", "no\" she said, ", 2000);
	check_repeated("he said that ", 3000);
	check_repeated("\xE2\x80", 10000);
	check_repeated("“\xE2 said ", 10000);
	return check_report("quote invariants");
}
