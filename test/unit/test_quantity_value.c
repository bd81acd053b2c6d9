/*
 * test_quantity_value.c
 *		Quantities as values: text, stored form, order, hash, conversion.
 */
#include <math.h>

#include "arena.h"
#include "check.h"
#include "decimal.h"
#include "quantity.h"
#include "quantity_value.h"

static NxArena *arena;

static NxQuantity
read(const char *text)
{
	NxQuantity q;
	NxParseError error;

	memset(&q, 0, sizeof(q));
	CHECK(nx_quantity_parse(text, strlen(text), arena, &q, &error) == NX_OK);
	return q;
}

static void
doubles(void)
{
	static const struct
	{
		double value;
		const char *text;
	} table[] = {
		{0, "0"},
		{-0.0, "0"},
		{1, "1"},
		{-1, "-1"},
		{0.1, "0.1"},
		{1200000000, "1200000000"},
		{1e-12, "1e-12"},
		{1e20, "100000000000000000000"},
		{1e21, "1e21"},
		{1.5e300, "1.5e300"},
		{0.000001, "0.000001"},
		{0.0000001, "1e-7"},
		{1.0 / 3, "0.3333333333333333"},
		{5.1, "5.1"},
		{123456.789, "123456.789"},
		{2.2250738585072014e-308, "2.2250738585072014e-308"},
		{1.7976931348623157e308, "1.7976931348623157e308"},
		{5e-324, "5e-324"},
		{9007199254740993.0, "9007199254740992"},
		{0.30000000000000004, "0.30000000000000004"},
		{1414021100, "1414021100"},
		{-23.6, "-23.6"},
	};
	uint64_t state = 42;

	for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++)
	{
		char text[NX_DOUBLE_TEXT_MAX];

		CHECK_INT(nx_double_format(table[i].value, text), (int) strlen(table[i].text));
		CHECK_STR(text, table[i].text);
	}
	/* any double comes back as it was */
	for (int i = 0; i < 20000; i++)
	{
		NxQuantity q;
		double value;
		char text[NX_DOUBLE_TEXT_MAX];
		size_t len;

		state = state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
		memcpy(&value, &state, 8);
		if (!isfinite(value))
			continue;
		if (i & 1)
			value = (double) (int64_t) (state >> 40) / 100;
		len = nx_double_format(value, text);
		CHECK(len < NX_DOUBLE_TEXT_MAX);
		CHECK(nx_quantity_read_canonical(text, len, &q) && q.low == value && q.high == value);
	}
	CHECK_DOUBLE(nx_shift10(1.2, 9), 1200000000);
	CHECK_DOUBLE(nx_shift10(13.45, -2), 0.1345);
	CHECK_DOUBLE(nx_shift10(-0.7, 1), -7);
	CHECK_DOUBLE(nx_shift10(1.0 / 3, 0), 1.0 / 3);
}

static void
texts(void)
{
	static const char *const same[] = {"12",
									   "-12.5",
									   "1200000000 USD",
									   "3000000..4000000 USD",
									   ">1000000000 USD",
									   ">=30 percent",
									   "~40 percent",
									   "<=700 worker",
									   "<-30",
									   ">=24 home",
									   "~>=500 person",
									   "~10..15 percent",
									   ">3..4",
									   "3..<4",
									   ">3..<4 year",
									   "0.2 ratio",
									   "163 year",
									   "70 USD-per-share",
									   "12.5 case-per-100000-person",
									   "-10..15",
									   "-5..-2 celsius",
									   "1e-12",
									   "1e300..1e301",
									   "0.3333333333333333 ratio",
									   "5 o'clock",
									   "7 café"};
	static const char *const bad[] = {
		"",      " ",     "abc",  "1..",    "..1", "4..3", ">3..3", "<3..4",        ">=3..4", ">",
		"1e999", "1 2 3", "5 -a", "5 a--b", "~",   "nan",  "inf",   "infinity USD", "1 \x01"};
	static const char *const person[][2] = {{" 5 km ", "5 kilometer"},
											{"5 dollars", "5 USD"},
											{"450 pupils", "450 pupil"},
											{"1.50 USD", "1.5 USD"}};

	for (size_t i = 0; i < sizeof(same) / sizeof(same[0]); i++)
	{
		NxQuantity q;
		NxQuantity again;
		char text[NX_QUANTITY_TEXT_MAX];
		uint8_t packed[NX_QUANTITY_PACKED_MAX];
		size_t len;

		check_set_context(same[i]);
		q = read(same[i]);
		nx_quantity_format(&q, text);
		CHECK_STR(text, same[i]);
		len = nx_quantity_pack(&q, packed);
		CHECK(nx_quantity_unpack(packed, len, &again));
		CHECK_INT(nx_quantity_cmp(&q, &again), 0);
		nx_quantity_format(&again, text);
		CHECK_STR(text, same[i]);
		/* whatever is changed is refused, or is another quantity in its one form */
		for (size_t at = 0; at < len; at++)
			for (int bit = 0; bit < 8; bit++)
			{
				uint8_t two[NX_QUANTITY_PACKED_MAX];

				packed[at] ^= (uint8_t) (1 << bit);
				if (nx_quantity_unpack(packed, len, &again))
				{
					CHECK(nx_quantity_is_valid(&again));
					CHECK(nx_quantity_pack(&again, two) == len && memcmp(two, packed, len) == 0);
				}
				packed[at] ^= (uint8_t) (1 << bit);
			}
		for (size_t n = 0; n < len && n < 9; n++)
			CHECK(!nx_quantity_unpack(packed, n, &again));
	}
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
	{
		NxQuantity q;
		NxParseError error = {0, NULL, NULL};

		check_set_context(bad[i]);
		CHECK(nx_quantity_parse(bad[i], strlen(bad[i]), arena, &q, &error) == NX_INVALID);
		CHECK(error.detail != NULL);
	}
	for (size_t i = 0; i < sizeof(person) / sizeof(person[0]); i++)
	{
		NxQuantity q;
		char text[NX_QUANTITY_TEXT_MAX];

		check_set_context(person[i][0]);
		q = read(person[i][0]);
		nx_quantity_format(&q, text);
		CHECK_STR(text, person[i][1]);
	}
	check_set_context("");
}

static void
order(void)
{
	/* ascending */
	static const char *const sorted[] = {
		"<5",        "<=5",         "3..4",    "4",         "~4",         "5",       ">=5",
		">5",        "6",           "<=5 USD", "5 USD",     "1..2 meter", "1 meter", "~1 meter",
		"999 meter", "1 kilometer", "1 mile",  "1 percent", ">1 percent"};
	static const char *const equal[][2] = {{"1 kilometer", "1000 meter"},
										   {"1 mile", "1609.344 meter"},
										   {"0.1 kilometer", "100 meter"},
										   {"1 percentage-point", "100 basis-point"},
										   {"32 fahrenheit", "0 celsius"},
										   {"98.6 fahrenheit", "37 celsius"},
										   {"100 kilometer-per-hour", "100000 meter-per-hour"},
										   {"3 foot", "1 yard"},
										   {">=12 inch", ">=1 foot"},
										   {"1..2 hour", "60..120 minute"},
										   {"2.5 terabyte", "2500 gigabyte"}};
	size_t n = sizeof(sorted) / sizeof(sorted[0]);

	for (size_t i = 0; i < n; i++)
		for (size_t k = 0; k < n; k++)
		{
			NxQuantity a = read(sorted[i]);
			NxQuantity b = read(sorted[k]);
			int c = nx_quantity_cmp(&a, &b);

			check_set_context(sorted[i]);
			CHECK_INT(c, -nx_quantity_cmp(&b, &a));
			CHECK_INT(c == 0, i == k);
		}
	for (size_t i = 0; i < sizeof(equal) / sizeof(equal[0]); i++)
	{
		NxQuantity a = read(equal[i][0]);
		NxQuantity b = read(equal[i][1]);

		check_set_context(equal[i][0]);
		CHECK_INT(nx_quantity_cmp(&a, &b), 0);
		CHECK(nx_quantity_hash(&a, 7) == nx_quantity_hash(&b, 7));
		CHECK(nx_quantity_hash(&a, 7) != nx_quantity_hash(&a, 8));
	}
	check_set_context("");
}

static void
conversion(void)
{
	static const char *const table[][3] = {
		{"5 kilometer", "meter", "5000 meter"},
		{"1 mile", "kilometer", "1.609344 kilometer"},
		{"100 celsius", "fahrenheit", "212 fahrenheit"},
		{"32 fahrenheit", "celsius", "0 celsius"},
		{"300 basis-point", "percentage-point", "3 percentage-point"},
		{">=2 hour", "minute", ">=120 minute"},
		{"3 USD", "USD", "3 USD"},
		{"36 kilometer-per-hour", "meter-per-second", "10 meter-per-second"},
		{"1..2 tonne", "kilogram", "1000..2000 kilogram"},
		{"2 tonne-per-year", "kilogram-per-year", "2000 kilogram-per-year"}};
	static const char *const not [][2] = {{"5 USD", "EUR"},    {"5 kilometer", "hour"},
										  {"5", "job"},        {"5 percent", "percentage-point"},
										  {"5 job", "worker"}, {"5 km", "a b"}};

	for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++)
	{
		NxQuantity q = read(table[i][0]);
		NxQuantity c;
		char text[NX_QUANTITY_TEXT_MAX];

		check_set_context(table[i][0]);
		CHECK(nx_quantity_convert(&q, table[i][1], strlen(table[i][1]), &c));
		nx_quantity_format(&c, text);
		CHECK_STR(text, table[i][2]);
	}
	for (size_t i = 0; i < sizeof(not ) / sizeof(not [0]); i++)
	{
		NxQuantity q = read(not [i][0]);
		NxQuantity c;

		CHECK(!nx_quantity_convert(&q, not [i][1], strlen(not [i][1]), &c));
	}
	check_set_context("");
}

int
main(void)
{
	arena = nx_arena_create(&nx_malloc_allocator);
	doubles();
	texts();
	order();
	conversion();
	nx_arena_destroy(arena);
	return check_report("quantity_value");
}
