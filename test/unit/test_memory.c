/*
 * test_memory.c
 *		An analysis holds at most twelve times its text, whatever the text is; a
 *		small one has a small sum of its own.
 *
 * Texts of nothing but one kind of record, repeated to a megabyte: at each
 * moment the bytes that the arena has from its allocator are counted.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "arena.h"
#include "check.h"
#include "nx.h"

/* Under a sanitizer the arena has its guards, and copies what grows. */
#ifdef __has_feature
#if __has_feature(address_sanitizer) || __has_feature(memory_sanitizer)
#define WATCHED
#endif
#endif
#ifdef __SANITIZE_ADDRESS__
#define WATCHED
#endif

#define LEN 1000000
#define MOST_TIMES 12
#define MOST_SMALL 112000 /* bytes, for a text of up to a kilobyte */

static size_t held, most;

static void
hold(size_t more, size_t less)
{
	held += more;
	held -= less;
	if (held > most)
		most = held;
}

static void *
counting_alloc(void *context, size_t size)
{
	size_t *block = malloc(size + 16);

	(void) context;
	if (block == NULL)
		return NULL;
	*block = size;
	hold(size, 0);
	return (char *) block + 16;
}

static void
counting_free(void *context, void *pointer)
{
	size_t *block = (size_t *) ((char *) pointer - 16);

	(void) context;
	hold(0, *block);
	free(block);
}

static void *
counting_resize(void *context, void *pointer, size_t size)
{
	size_t *block = (size_t *) ((char *) pointer - 16);
	size_t old = *block;

	(void) context;
	block = realloc(block, size + 16);
	if (block == NULL)
		return NULL;
	*block = size;
	hold(size, old);
	return (char *) block + 16;
}

static size_t
peak(const char *text, size_t len)
{
	static const NxAllocator allocator = {counting_alloc, counting_free, NULL, counting_resize};
	static const NxOptions options = {.last_stage = NX_STAGE_CLAIMS};
	NxArena *arena = nx_arena_create(&allocator);
	NxAnalysis *a;

	most = held;
	CHECK(nx_analyze(text, len, &options, arena, &a) == NX_OK);
	nx_arena_destroy(arena);
	CHECK_INT(held, 0);
	return most;
}

static void
check_text(const char *what, const char *text)
{
	char context[200];
	size_t large = peak(text, LEN);
	size_t small = peak(text, 1000);

	snprintf(context, sizeof(context), "%.60s: %.1f times, %zu bytes for a kilobyte", what,
			 (double) large / LEN, small);
	CHECK_CONTEXT(context);
	CHECK(large <= (size_t) MOST_TIMES * LEN);
	CHECK(small <= MOST_SMALL);
	CHECK_CONTEXT("");
}

/* A word for each number. */
static size_t
distinct(char *p, unsigned i, const char *form)
{
	return (size_t) sprintf(p, form, 'A' + (int) (i % 26), 'a' + (int) (i / 26 % 26),
							'a' + (int) (i / 676 % 26), 'a' + (int) (i / 17576 % 26));
}

int
main(void)
{
	static const char *const units[] = {
		/* marks and quotations */
		"\"", "'", "“", "‘a’ ", "“a” ", "«a»", "\"a' ", "\"No\" ", "\"No\"\n", "“a\n", "“a ‘b’ c” ",
		"\"No,\" he said. ", "“a” said ", "\"a\" Ana said. ", "“He said ‘no’.” ",
		"he said that he said ", "He said no. ", "he said ", "said ", "he says:\na\n",
		"according to Ana, ", "Ana: a\n", "Q: a\nA: b\n",
		/* amounts, claims, ranges, dates */
		"5 ", "two ", "$5 ", "$5m, ", "5%, ", "12% ", "5km ", "5 men ", "one hundred and ",
		"rose 5% to 6%. ", "It rose 5%. ", "Sales rose 5%. ", "up 5% ", "from 5% to 6% ", "$5-6m ",
		"$5m-$6m, ", "£5 to £6 ", "between $5 and $6 ", "May 5, 1997. ", "5 May ", "1997-05-05 ",
		"in 1997, ", "Monday ", "more than about nearly ",
		/* names, and what stands for them */
		"Ana ", "Ana, ", "Ana Bu said. ", "Ana said ", "US says ", "UK ", "A. B. ", "Mr. A ",
		"A B (AB) ", "Ana, mayor, ", "he ", "the minister ", "the firm ",
		"PRIME MINISTER JOHN SMITH OF NORTHERN BANK SAID IN LONDON ",
		"Prime Minister John Smith Of Northern Bank Said In London ",
		/* lines, lists, brackets, noise */
		"\n", "A\n", "a.\n", "a\n\n", "Ana\n\n", "- a\n", "• Ana\n", "1. Ana Ruiz\n", "a) b\n", "(",
		"( [", "7", "1,234.5 ", ".", ". ", "a", "a ", "a-", "o'", "o's ", "a, ", ":", "He ran. ",
		"#a ", "a.b ", "a@b.c/", "$%€", "\xF0\x9F\x98\x80", "e\xCC\x81\xCC\x81",
		"\xD7\x90\xD7\x91 ", "\xFF\xC0\x80", "\xE2\x80",
		/* and news */
		("The council approved the budget on Monday, Mayor Ana Ruiz said. \"We expect 3,000 jobs "
		 "and a rise of 30% to £1.2bn,\" she told Reuters in Oslo. ")};
	static const char *const forms[] = {"Mr. J%c%c%c%c won.\n", "%c%c%c%c, ", "Mr %c%c%c%c, ",
										"%c%c%c%c said. ", "%c%c%c%c Inc. "};
	static const char *const words[] = {"he ",  "said ", "that ", "Ana ",      "$5 ", "rose ",
										"5% ",  "\" ",   "the ",  "minister ", ". ",  ", ",
										"\n",   "in ",   "May ",  "from ",     "to ", "\n\n",
										"she ", "UK ",   "( ",    ") ",        "a "};
	static const char marks[] = "aA1$%.,\"' \n";
	char *text = malloc(LEN + 200);
	uint64_t x = 1;

#ifdef WATCHED
	free(text);
	return check_report("memory");
#endif
	for (size_t k = 0; k < sizeof units / sizeof units[0]; k++)
	{
		size_t n = strlen(units[k]);

		for (size_t i = 0; i < LEN; i++)
			text[i] = units[k][i % n];
		check_text(units[k], text);
	}
	for (size_t k = 0; k < sizeof forms / sizeof forms[0]; k++)
	{
		size_t n = 0;

		for (unsigned i = 0; n < LEN; i++)
			n += distinct(text + n, i, forms[k]);
		check_text(forms[k], text);
	}
	for (size_t i = 0; i < LEN; i++)
	{
		x = x * 6364136223846793005u + 1442695040888963407u;
		text[i] = (char) (x >> 56);
	}
	check_text("noise", text);
	for (size_t i = 0; i < LEN; i++)
	{
		x = x * 6364136223846793005u + 1442695040888963407u;
		text[i] = marks[(x >> 40) % (sizeof marks - 1)];
	}
	check_text("letters and marks", text);
	for (size_t n = 0; n < LEN;)
	{
		const char *word = words[(x >> 40) % (sizeof words / sizeof words[0])];

		x = x * 6364136223846793005u + 1442695040888963407u;
		memcpy(text + n, word, strlen(word));
		n += strlen(word);
	}
	check_text("words", text);
	free(text);
	return check_report("memory");
}
