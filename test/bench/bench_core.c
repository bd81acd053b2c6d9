/*
 * bench_core.c
 *		How fast the core is alone, stage by stage, and that its time and memory
 *		grow with the text and not faster.
 *
 *	bench_core FILE [rounds]	FILE: articles, each ended by a zero byte
 *
 * Prints, as Markdown, the cost of each stage (the median over rounds of a run to the
 * end of that stage less one to the end of the stage before; the rounds of all
 * stages are interleaved, so that a busy moment hits all alike), a series of
 * doubled lengths, and texts meant to hurt, with how much dearer a byte is there
 * than in a quarter of the same text (1: linear).
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "arena.h"
#include "nx.h"
#include "token.h"

#define N_STAGES (NX_STAGE_CLAIMS + 1)
#define MAX_ROUNDS 99

typedef struct Article
{
	const char *text;
	size_t len;
} Article;

static Article *articles;
static size_t n_articles;
static size_t total_bytes;
static double total_words;

/* Processor time: what else the machine does is not ours. */
static double
now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return (double) t.tv_sec + (double) t.tv_nsec * 1e-9;
}

static int
compare_doubles(const void *a, const void *b)
{
	double x = *(const double *) a;
	double y = *(const double *) b;

	return (x > y) - (x < y);
}

static double
quantile(double *values, size_t n, double q)
{
	qsort(values, n, sizeof(double), compare_doubles);
	return values[(size_t) ((double) (n - 1) * q + 0.5)];
}

/* ---- memory, counted ---- */

static size_t held;
static size_t held_most;

static void *
counting_alloc(void *context, size_t size)
{
	size_t *block = malloc(size + 16);

	(void) context;
	if (block == NULL)
		return NULL;
	block[0] = size;
	held += size;
	if (held > held_most)
		held_most = held;
	return (char *) block + 16;
}

static void
counting_free(void *context, void *pointer)
{
	(void) context;
	if (pointer != NULL)
	{
		size_t *block = (size_t *) ((char *) pointer - 16);

		held -= block[0];
		free(block);
	}
}

static void *
counting_resize(void *context, void *pointer, size_t size)
{
	size_t *block = (size_t *) ((char *) pointer - 16);
	size_t old = block[0];

	(void) context;
	block = realloc(block, size + 16);
	if (block == NULL)
		return NULL;
	block[0] = size;
	held += size - old;
	if (held > held_most)
		held_most = held;
	return (char *) block + 16;
}

static const NxAllocator counting_allocator = {counting_alloc, counting_free, NULL,
											   counting_resize};

/* Seconds for one analysis; *tokens is added to when not NULL. */
static double
analyze(const char *text, size_t len, NxStage last, const NxAllocator *allocator, size_t *tokens)
{
	NxOptions options = {.last_stage = last};
	NxAnalysis *a = NULL;
	double began = now();
	NxArena *arena = nx_arena_create(allocator);
	double took;

	if (arena == NULL || nx_analyze(text, len, &options, arena, &a) != NX_OK)
	{
		fprintf(stderr, "bench_core: an analysis failed\n");
		exit(1);
	}
	if (tokens != NULL)
		*tokens += a->tokens->n;
	nx_arena_destroy(arena);
	took = now() - began;
	return took;
}

/* ---- stages ---- */

static void
print_speed(const char *name, double seconds, double whole, size_t tokens)
{
	printf("| %s | %.0f %% | %.1f | %.1f | %.1f |", name, 100 * seconds / whole,
		   seconds * 1e9 / (double) tokens, (double) total_bytes / 1e6 / seconds,
		   total_words / 1e6 / seconds);
}

static void
bench_stages(int rounds)
{
	static const char *const names[N_STAGES] = {"tokens", "sentences",  "mentions", "entities",
												"quotes", "quantities", "claims"};
	static double times[N_STAGES][MAX_ROUNDS];
	double ends[N_STAGES];
	double whole;
	size_t tokens = 0;
	size_t passes = 1 + 1000000 / total_bytes;

	for (size_t i = 0; i < n_articles; i++)
		analyze(articles[i].text, articles[i].len, NX_STAGE_CLAIMS, &nx_malloc_allocator, &tokens);
	for (int round = 0; round < rounds; round++)
	{
		for (int stage = 0; stage < N_STAGES; stage++)
		{
			double sum = 0;

			for (size_t pass = 0; pass < passes; pass++)
				for (size_t i = 0; i < n_articles; i++)
					sum += analyze(articles[i].text, articles[i].len, (NxStage) stage,
								   &nx_malloc_allocator, NULL);
			times[stage][round] = sum / (double) passes;
		}
	}

	printf("The core alone, in processor time: %zu articles, %.2f MB, %.0f words, %zu tokens; "
		   "medians\n"
		   "of %d interleaved rounds.\n\n",
		   n_articles, (double) total_bytes / 1e6, total_words, tokens, rounds);
	printf("| stage | share | ns a token | MB/s | million words/s | MB/s to its end |\n"
		   "|---|---:|---:|---:|---:|---:|\n");
	for (int stage = 0; stage < N_STAGES; stage++)
		ends[stage] = quantile(times[stage], (size_t) rounds, 0.5);
	whole = ends[N_STAGES - 1];
	for (int stage = 0; stage < N_STAGES; stage++)
	{
		double t = ends[stage] - (stage > 0 ? ends[stage - 1] : 0);

		print_speed(names[stage], t, whole, tokens);
		printf(" %.1f |\n", (double) total_bytes / 1e6 / ends[stage]);
	}
	print_speed("all", whole, whole, tokens);
	printf(" |\n\n");
	printf("Quotations add %.0f %% to the time that names and entities take.\n\n",
		   100 * (ends[NX_STAGE_QUOTES] / ends[NX_STAGE_ENTITIES] - 1));
}

/* ---- growth ---- */

/* The best of some runs, in ns a byte. */
static double
cost(const char *text, size_t len)
{
	double best = analyze(text, len, NX_STAGE_CLAIMS, &nx_malloc_allocator, NULL);

	for (int i = 0; i < (len < 1000000 && best < 0.1 ? 9 : 2) && best < 2; i++)
	{
		double t = analyze(text, len, NX_STAGE_CLAIMS, &nx_malloc_allocator, NULL);

		if (t < best)
			best = t;
	}
	return best * 1e9 / (double) len;
}

/* `quarter`: show also how much dearer a byte is than in a quarter of the text. */
static void
report_growth(const char *what, const char *text, size_t len, bool quarter)
{
	double here = cost(text, len);

	held_most = 0;
	analyze(text, len, NX_STAGE_CLAIMS, &counting_allocator, NULL);
	printf("| %s | %.1f | %.1f |", what, here, (double) held_most / (double) len);
	if (quarter)
		printf(" %.2f |", here / cost(text, len / 4));
	printf("\n");
	fflush(stdout);
}

/* The articles over and over until there are len bytes. */
static char *
joined(size_t len)
{
	char *text = malloc(len + 1);
	size_t used = 0;

	for (size_t i = 0; used < len; i = (i + 1) % n_articles)
	{
		size_t part = articles[i].len < len - used ? articles[i].len : len - used;

		memcpy(text + used, articles[i].text, part);
		used += part;
		for (int j = 0; j < 2 && used < len; j++)
			text[used++] = '\n';
	}
	while (used > 0 && ((unsigned char) text[used - 1] & 0xC0) == 0x80)
		text[--used] = ' ';
	text[len] = '\0';
	return text;
}

static char *
repeated(const char *unit, size_t len)
{
	char *text = malloc(len + 1);
	size_t n = strlen(unit);

	for (size_t i = 0; i < len; i++)
		text[i] = unit[i % n];
	text[len] = '\0';
	return text;
}

static void
bench_growth(void)
{
	char what[60];

	printf("| text | ns a byte | memory a byte |\n|---|---:|---:|\n");
	for (size_t len = 1250; len <= 10300000; len *= 2)
	{
		char *text = joined(len);

		snprintf(what, sizeof what, "%g KB", (double) len / 1000);
		report_growth(what, text, len, false);
		free(text);
	}
	printf("\n");
}

static void
bench_hostile(void)
{
	static const struct
	{
		const char *what;
		const char *unit;
	} texts[] = {
		{"all capitals", "PRIME MINISTER JOHN SMITH OF NORTHERN BANK SAID IN LONDON "},
		{"title case", "Prime Minister John Smith Of Northern Bank Said In London "},
		{"opening marks", "“"},
		{"straight double marks", "\""},
		{"straight single marks", "'"},
		{"marks about words", "\"a' "},
		{"opening brackets", "("},
		{"digits", "7"},
		{"numbers", "1,234.5 "},
		{"number words", "one hundred and "},
		{"hedges", "more than about nearly "},
		{"reporting verbs", "said "},
		{"he said", "he said that he said "},
		{"full stops", "."},
		{"full stops apart", ". "},
		{"initials", "A. B. "},
		{"line ends", "\n"},
		{"one letter lines", "A\n"},
		{"one word without end", "a"},
		{"hyphens", "a-"},
		{"apostrophes", "o'"},
		{"emoji", "\xF0\x9F\x98\x80"},
		{"combining marks", "e\xCC\x81\xCC\x81"},
		{"right to left", "\xD7\x90\xD7\x91 "},
		{"invalid bytes", "\xFF\xC0\x80"},
		{"cut characters", "\xE2\x80"},
		{"at signs", "a@b.c/"},
		{"percent and currency", "$%€"},
	};
	size_t len = 400000;
	char *text;
	size_t used = 0;

	printf("| hostile text, %zu KB | ns a byte | memory a byte | beside a quarter of it |\n"
		   "|---|---:|---:|---:|\n",
		   len / 1000);
	for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
	{
		text = repeated(texts[i].unit, len);
		report_growth(texts[i].what, text, len, true);
		free(text);
	}

	/* as many distinct names as fit */
	text = malloc(len + 40);
	for (unsigned i = 0; used < len; i++)
		used += (size_t) sprintf(text + used, "Mr. J%c%c%c%c Smi%c%c%c%c said.\n", 'a' + i % 26,
								 'a' + i / 26 % 26, 'a' + i / 676 % 26, 'a' + i / 17576 % 26,
								 'a' + i % 23, 'a' + i / 23 % 23, 'a' + i / 529 % 23,
								 'a' + i / 12167 % 23);
	report_growth("distinct names", text, len, true);
	free(text);

	text = joined(len);
	for (size_t i = 0; i < len; i++)
		if (text[i] == '\n')
			text[i] = ' ';
	report_growth("articles on one line", text, len, true);
	free(text);

	text = malloc(len);
	for (size_t i = 0, x = 1; i < len; i++)
	{
		x = x * 6364136223846793005u + 1442695040888963407u;
		text[i] = (char) (x >> 56);
	}
	report_growth("noise", text, len, true);
	free(text);
}

int
main(int argc, char **argv)
{
	int rounds = argc > 2 ? atoi(argv[2]) : 5;
	FILE *file = argc > 1 ? fopen(argv[1], "rb") : NULL;
	char *all;
	long size;

	if (file == NULL || fseek(file, 0, SEEK_END) != 0 || (size = ftell(file)) <= 0)
	{
		fprintf(stderr,
				"usage: bench_core FILE [rounds]   (articles, each ended by a zero byte)\n");
		return 2;
	}
	rounds = rounds < 1 ? 1 : rounds > MAX_ROUNDS ? MAX_ROUNDS : rounds;
	rewind(file);
	all = malloc((size_t) size + 1);
	if (all == NULL || fread(all, 1, (size_t) size, file) != (size_t) size)
	{
		fprintf(stderr, "bench_core: cannot read %s\n", argv[1]);
		return 1;
	}
	fclose(file);
	all[size] = '\0';
	articles = malloc(((size_t) size + 1) * sizeof(Article));
	for (char *p = all; p < all + size;)
	{
		size_t len = strlen(p);

		if (len > 0)
			articles[n_articles++] = (Article){p, len};
		total_bytes += len;
		for (size_t i = 0; i < len; i++)
			total_words += (i == 0 || p[i - 1] <= ' ') && (unsigned char) p[i] > ' ';
		p += len + 1;
	}

	bench_stages(rounds);
	bench_growth();
	bench_hostile();
	return 0;
}
