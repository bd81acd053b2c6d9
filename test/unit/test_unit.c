/*
 * test_unit.c
 *		Codes and names of units, dimensions, counted nouns.
 */
#include "check.h"
#include "unit.h"

static void
names(void)
{
	static const char *const table[][2] = {
		{"km", "kilometer"},
		{"Kilometres", "kilometer"},
		{"m", "meter"},
		{"mm", "millimeter"},
		{"square kilometers", "square-kilometer"},
		{"sq. ft.", "square-foot"},
		{"cubic feet", "cubic-foot"},
		{"MB", "megabyte"},
		{"Mb", "megabit"},
		{"MW", "megawatt"},
		{"mW", "milliwatt"},
		{"degrees Celsius", "celsius"},
		{"°C", "celsius"},
		{"deg. F", "fahrenheit"},
		{"mph", "mile-per-hour"},
		{"kilometres per hour", "kilometer-per-hour"},
		{"km/h", "kilometer-per-hour"},
		{"miles an hour", "mile-per-hour"},
		{"%", "percent"},
		{"per cent", "percent"},
		{"pct", "percent"},
		{"percentage points", "percentage-point"},
		{"basis points", "basis-point"},
		{"metric tons", "tonne"},
		{"tons", "ton"},
		{"dollars", "USD"},
		{"dlrs", "USD"},
		{"$", "USD"},
		{"US$", "USD"},
		{"A$", "AUD"},
		{"Australian dollars", "AUD"},
		{"Canadian dlrs", "CAD"},
		{"hong kong dollars", "HKD"},
		{"£", "GBP"},
		{"francs", "franc"},
		{"Swiss francs", "CHF"},
		{"₹", "INR"},
		{"rupees", "INR"},
		{"Pakistani rupees", "PKR"},
		{"yuan", "CNY"},
		{"元", "CNY"},
		{"turkish lira", "TRY"},
		{"USD", "USD"},
		{"try", "try"},
		{"pupils", "pupil"},
		{"jobs", "job"},
		{"countries", "country"},
		{"churches", "church"},
		{"glasses", "glass"},
		{"gas", "gas"},
		{"$ a barrel", "USD-per-barrel"},
		{"barrels per day", "barrel-per-day"},
		{"tonne-per-year", "tonne-per-year"},
		{"", ""},
	};
	static const char *const bad[] = {"cents", "5", "-", "a--b", "a b c", "\xff", "pence", "a\x01"};
	char code[NX_UNIT_MAX + 1];

	for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++)
	{
		check_set_context(table[i][0]);
		CHECK(nx_unit_parse(table[i][0], strlen(table[i][0]), code));
		CHECK_STR(code, table[i][1]);
		/* what comes out goes in */
		CHECK(nx_unit_parse(table[i][1], strlen(table[i][1]), code));
		CHECK_STR(code, table[i][1]);
	}
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
	{
		check_set_context(bad[i]);
		CHECK(!nx_unit_parse(bad[i], strlen(bad[i]), code));
	}
	check_set_context("");
}

static void
dimensions(void)
{
	static const struct
	{
		const char *unit;
		const char *dimension;
		double factor;
	} table[] = {
		{"meter", "length", 1},
		{"kilometer", "length", 1000},
		{"mile", "length", 1609.344},
		{"USD", "currency-USD", 1},
		{"job", "count-job", 1},
		{"", "count", 1},
		{"percent", "proportion", 1},
		{"percentage-point", "percentage-point", 1},
		{"basis-point", "percentage-point", 0.01},
		{"ratio", "ratio", 1},
		{"mile-per-hour", "speed", 1609.344 / 3600},
		{"knot", "speed", 1852.0 / 3600},
		{"USD-per-barrel", "currency-USD-per-volume", 1 / 0.158987294928},
		{"barrel-per-day", "volume-per-duration", 0.158987294928 / 86400},
		{"case-per-100000-person", "count-case-per-count-person", 1e-5},
		{"part-per-million", "part", 1},
		{"unheard-of", "count-unheard-of", 1},
	};

	for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++)
	{
		NxDimension d;

		check_set_context(table[i].unit);
		nx_unit_dimension(table[i].unit, strlen(table[i].unit), &d);
		CHECK_STR(d.name, table[i].dimension);
		CHECK_INT(d.len, (int) strlen(d.name));
		CHECK_DOUBLE(d.factor, table[i].factor);
	}
	check_set_context("");
}

static void
valid(void)
{
	static const char *const good[] = {"",     "USD", "kilometer-per-hour",    "job", "o'clock",
									   "café", "g20", "case-per-100000-person"};
	static const char *const bad[] = {"a b",      "-a",  "a-",   "a--b",
									  "1a",       "a\n", "\xc3", "\xed\xa0\x80",
									  "\xc0\xaf", "a.b", "a\"",  "\xf5\x80\x80\x80"};
	char longest[NX_UNIT_MAX + 2];

	for (size_t i = 0; i < sizeof(good) / sizeof(good[0]); i++)
		CHECK(nx_unit_is_valid(good[i], strlen(good[i])));
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		CHECK(!nx_unit_is_valid(bad[i], strlen(bad[i])));
	memset(longest, 'a', sizeof(longest));
	CHECK(nx_unit_is_valid(longest, NX_UNIT_MAX));
	CHECK(!nx_unit_is_valid(longest, NX_UNIT_MAX + 1));
	CHECK(!nx_unit_is_valid("a\0b", 3));
}

int
main(void)
{
	names();
	dimensions();
	valid();
	return check_report("unit");
}
