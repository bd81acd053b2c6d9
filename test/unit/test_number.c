/*
 * test_number.c
 *		Digits and their separators; numbers in words, piece by piece.
 */
#include "arena.h"
#include "check.h"
#include "number.h"
#include "piece.h"

static void
digits(void)
{
	static const struct
	{
		const char *text;
		double value;
	} good[] = {
		{"0", 0},
		{"7", 7},
		{"0.5", 0.5},
		{"1,234", 1234},
		{"1,234,567.25", 1234567.25},
		{"12,34,567", 1234567},
		{"1.234.567", 1234567},
		{"1.111,11", 1111.11},
		{"1'234'567", 1234567},
		{"1\xc2\xa0"
		 "234",
		 1234},
		{"1\xe2\x80\x89"
		 "234.5",
		 1234.5},
		{"123456789012345678", 123456789012345678.0},
		{"0.1234567890123456789012345", 0.1234567890123456789012345},
	};
	static const char *const bad[] = {"20:30",  "1.2.3",       "192.168.1.2", "007",      "1,23",
									  "1,2345", "22,24,26,31", "1,234.567.8", "1234,567", ",5"};

	for (size_t i = 0; i < sizeof(good) / sizeof(good[0]); i++)
	{
		NxNumber n = {0};

		CHECK_CONTEXT(good[i].text);
		CHECK(nx_read_digits(good[i].text, (uint32_t) strlen(good[i].text), 0, &n));
		CHECK_DOUBLE(n.value, good[i].value);
	}
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
	{
		NxNumber n = {0};

		CHECK_CONTEXT(bad[i]);
		CHECK(!nx_read_digits(bad[i], (uint32_t) strlen(bad[i]), 0, &n));
	}
	CHECK_CONTEXT("");
}

/* The number at the start of a text, and how many pieces it takes. */
static void
reads(const char *text, unsigned how, double value, uint32_t end, unsigned flags)
{
	static const NxOptions options = {.last_stage = NX_STAGE_TOKENS};
	NxArena *arena = nx_arena_create(&nx_malloc_allocator);
	NxAnalysis *a;
	NxPieces pieces;
	NxNumber n;

	CHECK_CONTEXT(text);
	CHECK_INT(nx_analyze(text, strlen(text), &options, arena, &a), NX_OK);
	nx_pieces_start(&pieces, a, 0);
	if (end == 0)
		CHECK(!nx_read_number(&pieces, 0, how, &n));
	else if (nx_read_number(&pieces, 0, how, &n))
	{
		CHECK_DOUBLE(n.value, value);
		CHECK_INT(n.end, end);
		CHECK_INT(n.flags & flags, flags);
	}
	else
		CHECK(false);
	nx_arena_destroy(arena);
}

static void
words(void)
{
	reads("three hundred", 0, 300, 2, NX_NUM_WORDS);
	reads("twenty-one gun", 0, 21, 3, NX_NUM_WORDS);
	reads("1.2bn", 0, 1.2e9, 2, NX_NUM_SCALED);
	reads("0.3bn", 0, 300000000, 2, NX_NUM_SCALED);
	reads("5m", NX_READ_MONEY, 5e6, 2, NX_NUM_SCALED);
	reads("5m tall", 0, 5, 1, NX_NUM_DIGITS);
	reads("5m people", 0, 5e6, 2, NX_NUM_SCALED);
	reads("5,000m titles", 0, 5000, 1, NX_NUM_DIGITS);
	reads("3 hundred and 2 hundred", 0, 300, 2, 0);
	reads("2 million three years", 0, 2e6, 2, 0);
	reads("two-thirds of", 0, 2.0 / 3, 3, NX_NUM_FRACTION);
	reads("a third of", 0, 1.0 / 3, 2, NX_NUM_FRACTION | NX_NUM_ARTICLE);
	reads("half a million", 0, 5e5, 3, NX_NUM_SCALED);
	reads("two quarters", 0, 2, 1, NX_NUM_WORDS);
	reads("10 1/2 miles", 0, 10.5, 4, NX_NUM_MIXED);
	reads("the tenth", 0, 0, 0, 0);
	reads("tenth", NX_READ_ORDINAL, 10, 1, NX_NUM_ORDINAL);
	reads("twenty-first century", 0, 0, 0, 0);
	reads("24/7", 0, 0, 0, 0);
	reads("two two", 0, 2, 1, 0);
	reads("one hundred and fifty thousand and six", 0, 150006, 7, 0);
	CHECK_CONTEXT("");
}

int
main(void)
{
	digits();
	words();
	return check_report("number");
}
