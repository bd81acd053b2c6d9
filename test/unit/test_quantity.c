/*
 * test_quantity.c
 *		The grammar of quantities, by the tables of sql/quantity_expressions.sql.
 *
 * A row is a line that begins with a tab and "('"; one string is an input to
 * refuse, two are an input and its canonical form, and behind "INTO sentences"
 * a sentence and its quantities.
 */
#include <stdlib.h>

#include "arena.h"
#include "check.h"
#include "measured.h"
#include "quantity.h"

/* The SQL string that begins at *p, its quotes undoubled; *p is moved behind it. */
#define BUFFER 400

static bool
read_string(char **p, char *out)
{
	char *s = strchr(*p, '\'');
	char *end = out + BUFFER - 1;

	if (s == NULL)
		return false;
	for (s++; *s != '\0' && out < end; s++)
	{
		if (*s == '\'' && s[1] != '\'')
			break;
		if (*s == '\'')
			s++;
		*out++ = *s;
	}
	*out = '\0';
	*p = s + 1;
	return true;
}

static void
check_input(const char *input, const char *canonical)
{
	NxArena *arena = nx_arena_create(&nx_malloc_allocator);
	NxQuantity q;
	NxParseError error;
	char text[NX_QUANTITY_TEXT_MAX];
	NxStatus status = nx_quantity_parse(input, strlen(input), arena, &q, &error);

	if (canonical == NULL)
		CHECK_INT(status, NX_INVALID);
	else
	{
		CHECK_INT(status, NX_OK);
		if (status == NX_OK)
		{
			uint8_t packed[NX_QUANTITY_PACKED_MAX];
			NxQuantity again;

			nx_quantity_format(&q, text);
			CHECK_STR(text, canonical);
			CHECK(nx_quantity_unpack(packed, nx_quantity_pack(&q, packed), &again));
			CHECK_INT(nx_quantity_parse(text, strlen(text), arena, &again, &error), NX_OK);
			CHECK_INT(nx_quantity_cmp(&q, &again), 0);
			nx_quantity_format(&again, text);
			CHECK_STR(text, canonical);
		}
	}
	nx_arena_destroy(arena);
}

static void __attribute__((noinline)) check_sentence(const char *body, const char *expected)
{
	static const NxOptions options = {.last_stage = NX_STAGE_QUANTITIES};
	NxArena *arena = nx_arena_create(&nx_malloc_allocator);
	NxAnalysis *a;
	char found[2000] = "";
	uint32_t end = 0;

	CHECK_INT(nx_analyze(body, strlen(body), &options, arena, &a), NX_OK);
	for (uint32_t i = 0; i < a->n_measured; i++)
	{
		const NxMeasured at = nx_measured_at(a, i);
		const NxMeasured *m = &at;
		char text[NX_QUANTITY_TEXT_MAX];

		nx_quantity_format(&m->quantity, text);
		if (i > 0)
			strcat(found, "; ");
		strcat(found, text);
		CHECK(m->span.start < m->span.end && m->span.end <= a->len && m->span.start >= end);
		CHECK(m->first_token < m->end_token);
		end = m->span.end;
	}
	CHECK_STR(found, expected);
	nx_arena_destroy(arena);
}

/* Whatever stands in a text, it ends, and spans are in order. */
static void
noise(void)
{
	static const char *const bits[] = {
		"5",        " ", "-",       "million", "$",       "%",         "to",     "and",
		"half",     "a", "between", "from",    ".",       ",",         "km",     "per",
		"1/2",      "(", ")",       "one",     "hundred", "thousands", "of",     "twenty-",
		"\xc2\xbd", "'", "\"",      "\n",      "12:30",   "1,000",     "^",      "e10",
		"US$",      "+", "<",       "=",       "times",   "in",        "people", "\xff"};
	uint64_t state = 7;

	for (int round = 0; round < 3000; round++)
	{
		char text[1200];
		size_t len = 0;
		static const NxOptions options = {.last_stage = NX_STAGE_QUANTITIES};
		NxArena *arena = nx_arena_create(&nx_malloc_allocator);
		NxAnalysis *a;
		NxQuantity q;
		NxParseError error;
		uint32_t end = 0;

		while (len < 100 + (size_t) (round % 10) * 100)
		{
			const char *bit;

			state = state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
			bit = bits[(state >> 33) % (sizeof(bits) / sizeof(bits[0]))];
			memcpy(text + len, bit, strlen(bit));
			len += strlen(bit);
			if (state >> 63)
				text[len++] = ' ';
		}
		CHECK_INT(nx_analyze(text, len, &options, arena, &a), NX_OK);
		for (uint32_t i = 0; i < a->n_measured; i++)
		{
			const NxMeasured at = nx_measured_at(a, i);
			const NxMeasured *m = &at;

			CHECK(m->span.start < m->span.end && m->span.end <= a->len && m->span.start >= end);
			CHECK(m->first_token < m->end_token);
			end = m->span.end;
		}
		nx_quantity_parse(text, len < 40 ? len : 40, arena, &q, &error);
		nx_arena_destroy(arena);
	}
}

int
main(void)
{
	FILE *f = fopen("sql/quantity_expressions.sql", "r");
	static char line[4000];
	static char first[BUFFER];
	static char second[BUFFER];
	bool sentences = false;
	int rows = 0;

	CHECK(f != NULL);
	while (f != NULL && fgets(line, sizeof(line), f) != NULL)
	{
		char *p = line;

		if (strncmp(line, "INSERT INTO sentences", 21) == 0)
			sentences = true;
		if (strncmp(line, "\t('", 3) != 0 || !read_string(&p, first))
			continue;
		rows++;
		check_set_context(first);
		if (*p == ',' && p[1] == ' ' && read_string(&p, second))
		{
			if (sentences)
				check_sentence(first, second);
			else
				check_input(first, second);
		}
		else
			check_input(first, NULL);
	}
	if (f != NULL)
		fclose(f);
	check_set_context("");
	CHECK(rows > 300);
	noise();
	return check_report("quantity");
}
