/*
 * build_units.c
 *		data/english/units.txt, currencies.txt, hedges.txt → C tables (unit_table.h).
 *
 *		build_units UNITS CURRENCIES HEDGES > unit_image.h
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../src/core/hash.h"
#include "../src/core/unit_table.h"

#define MAX_UNITS 1000
#define MAX_PLAIN 64
#define MAX_COUNTRY 2000
#define SLOTS 16384 /* a power of two, at least twice the names */

static NxUnitDef units[MAX_UNITS];
static int n_units;
static NxPlainNoun plain_nouns[MAX_PLAIN];
static char *plain_names[MAX_PLAIN];
static int n_plain;
static NxCountryWord countries[MAX_COUNTRY];
static char *country_texts[MAX_COUNTRY];
static int n_countries;
static NxUnitName slots[SLOTS];
static int n_names;
static const char *file_name;
static int line_no;

static void
fail(const char *what, const char *which)
{
	fprintf(stderr, "%s:%d: %s: \"%s\"\n", file_name, line_no, what, which);
	exit(1);
}

static uint64_t
hash_name(const char *name, size_t len, bool exact)
{
	uint64_t h = exact ? NX_UNIT_SEED_EXACT : NX_UNIT_SEED_LOWER;

	for (size_t i = 0; i < len; i++)
	{
		unsigned char c = (unsigned char) name[i];

		if (c == ' ' || c == '-')
			continue;
		if (!exact && c >= 'A' && c <= 'Z')
			c += 'a' - 'A';
		h = nx_unit_hash_byte(h, c);
	}
	return nx_unit_hash_end(h);
}

static NxUnitName *
slot_of(uint64_t hash)
{
	uint32_t i = (uint32_t) hash & (SLOTS - 1);

	while (slots[i].hash != 0 && slots[i].hash != hash)
		i = (i + 1) & (SLOTS - 1);
	if (slots[i].hash == 0)
	{
		if (++n_names > SLOTS / 2)
			fail("too many names", "");
		slots[i] = (NxUnitName){.hash = hash, .unit = -1};
	}
	return &slots[i];
}

static bool
is_word_byte(unsigned char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c >= 0x80;
}

/* One spelling of a name, and the beginnings at which a tokeniser may cut it. */
static void
add_spelling(const char *name, size_t len, bool exact, int unit, int plain, int exp10,
			 unsigned flags)
{
	NxUnitName *slot = slot_of(hash_name(name, len, exact));

	if ((slot->unit >= 0 || slot->plain > 0) && (slot->unit != unit || slot->plain != plain))
		fail("name of two units", name);
	slot->unit = (int16_t) unit;
	slot->plain = (uint8_t) plain;
	slot->exp10 = (int8_t) exp10;
	slot->flags |= (uint8_t) flags;
	/* a sign beyond ASCII is a token of its own: "gh¢" */
	for (size_t i = 1; i < len; i++)
		if (is_word_byte((unsigned char) name[i - 1]) != is_word_byte((unsigned char) name[i]) ||
			((unsigned char) name[i - 1] < 0x80 && (unsigned char) name[i] >= 0x80) ||
			(!is_word_byte((unsigned char) name[i]) && name[i] != ' ' && name[i] != '-'))
			slot_of(hash_name(name, i, exact))->flags |= NX_UN_PREFIX;
}

/* "degree+ c" → "degree c" and "degrees c"; "=" "^" "*0.01" as units.txt says. */
static void
add_name(const char *entry, int unit, int plain)
{
	char name[1400];
	int exp10 = 0;
	unsigned flags = 0;
	bool exact = false;
	char *end;

	if (strlen(entry) >= sizeof(name) || *entry == '\0')
		return;
	if (*entry == '=' && entry[1] != '\0')
	{
		exact = true;
		entry++;
	}
	strcpy(name, entry);
	if ((end = strchr(name, '*')) != NULL)
	{
		double scale = atof(end + 1);

		for (exp10 = -6; exp10 < 7 && fabs(scale / pow(10, exp10) - 1) > 1e-9;)
			exp10++;
		if (exp10 == 7)
			fail("not a power of ten", entry);
		*end = '\0';
	}
	end = name + strlen(name);
	if (end > name + 1 && end[-1] == '^')
	{
		flags |= NX_UN_ATTACHED;
		*--end = '\0';
	}
	for (int plural = 0; plural < 2; plural++)
	{
		char spelling[1600];
		size_t len = 0;

		for (const char *p = name; *p; p++)
			if (*p != '+')
				spelling[len++] = *p;
			else if (plural)
				spelling[len++] = 's';
		spelling[len] = '\0';
		add_spelling(spelling, len, exact, unit, plain, exp10, flags);
		if (strchr(name, '+') == NULL)
			break;
	}
}

static void
add_names(char *list, int unit, int plain)
{
	for (char *entry = strtok(list, "|"); entry != NULL; entry = strtok(NULL, "|"))
		add_name(entry, unit, plain);
}

static int
add_unit(const char *code, const char *dimension, double factor, double offset)
{
	NxUnitDef *unit = &units[n_units];

	if (n_units == MAX_UNITS || strlen(code) >= NX_UNIT_CODE_MAX ||
		strlen(dimension) >= NX_UNIT_DIM_MAX)
		fail("no room for unit", code);
	for (int i = 0; i < n_units; i++)
		if (strcmp(units[i].code, code) == 0)
			fail("unit given twice", code);
	strcpy(unit->code, code);
	strcpy(unit->dimension, dimension);
	unit->factor = factor;
	unit->offset = offset;
	return n_units++;
}

/* A decimal or a fraction of two. */
static double
read_number(const char *text)
{
	char *end;
	double value = strtod(text, &end);

	if (*end == '/')
		value /= strtod(end + 1, &end);
	if (*end != '\0')
		fail("not a number", text);
	return value;
}

static bool
read_fields(FILE *f, char *line, size_t size, char **fields, int n)
{
	while (fgets(line, (int) size, f) != NULL)
	{
		char *p = line;

		line_no++;
		line[strcspn(line, "\n")] = '\0';
		if (*line == '\0' || *line == '#')
			continue;
		for (int i = 0; i < n; i++)
		{
			fields[i] = p;
			p += strcspn(p, "\t");
			if (*p != '\0')
				*p++ = '\0';
		}
		return true;
	}
	return false;
}

static FILE *
open_file(const char *name)
{
	FILE *f = fopen(name, "r");

	if (f == NULL)
	{
		perror(name);
		exit(1);
	}
	file_name = name;
	line_no = 0;
	return f;
}

static void
read_units(const char *name)
{
	FILE *f = open_file(name);
	char line[2000];
	char *field[5];

	while (read_fields(f, line, sizeof(line), field, 5))
	{
		bool derived = strcmp(field[1], "-") == 0;
		int unit = add_unit(field[0], derived ? "" : field[1], read_number(field[2]),
							read_number(field[3]));

		if (!derived && units[unit].factor == 0)
			fail("factor of zero", field[0]);
		add_names(field[4], unit, 0);
	}
	fclose(f);
}

static int
plain_of(const char *noun)
{
	for (int i = 0; i < n_plain; i++)
		if (strcmp(plain_nouns[i].noun, noun) == 0)
			return i;
	return -1;
}

/* "canadian" + each of dollar+|dlr+ … */
static void
add_country(const char *country, int unit, int plain)
{
	char names[1000];
	char name[1400];

	if (n_countries == MAX_COUNTRY)
		fail("too many countries", country);
	country_texts[n_countries] = strdup(country);
	countries[n_countries++] = (NxCountryWord){hash_name(country, strlen(country), false),
											   (int16_t) unit, (int16_t) plain};
	strcpy(names, plain_names[plain]);
	for (char *p = names; *p;)
	{
		size_t len = strcspn(p, "|");
		bool more = p[len] == '|';

		p[len] = '\0';
		if (*p != '=')
		{
			NxUnitName *slot;

			snprintf(name, sizeof(name), "%s %s", country, p);
			/* a name that the file gives itself ("south korean won") wins */
			slot = slot_of(hash_name(name, strcspn(name, "+"), false));
			if (slot->unit < 0 && slot->plain == 0)
				add_name(name, unit, 0);
		}
		p += len + more;
	}
}

static void
read_currencies(const char *name)
{
	FILE *f = open_file(name);
	char line[2000];
	char *field[4];
	static struct
	{
		int unit;
		char noun[40];
		char *countries;
	} later[MAX_UNITS];
	int n_later = 0;

	while (read_fields(f, line, sizeof(line), field, 4))
	{
		int unit;

		if (strncmp(field[0], "noun=", 5) == 0)
		{
			if (n_plain == MAX_PLAIN || strlen(field[0] + 5) >= sizeof(plain_nouns[0].noun))
				fail("no room for noun", field[0]);
			strcpy(plain_nouns[n_plain].noun, field[0] + 5);
			plain_nouns[n_plain].unit = -1;
			/* the code is known later: kept in the name list for now */
			plain_names[n_plain] = malloc(strlen(field[1]) + strlen(field[2]) + 2);
			sprintf(plain_names[n_plain], "%s\t%s", field[1], field[2]);
			n_plain++;
			continue;
		}
		unit = add_unit(field[0], "currency", 1, 0);
		add_names(field[1], unit, 0);
		later[n_later].unit = unit;
		snprintf(later[n_later].noun, sizeof(later[0].noun), "%s", field[2]);
		later[n_later++].countries = strdup(field[3]);
	}
	fclose(f);
	for (int i = 0; i < n_plain; i++)
	{
		char *tab = strchr(plain_names[i], '\t');
		char names[1000];

		*tab = '\0';
		for (int u = 0; u < n_units; u++)
			if (strcmp(units[u].code, plain_names[i]) == 0)
				plain_nouns[i].unit = (int16_t) u;
		if (plain_nouns[i].unit < 0 && strcmp(plain_names[i], "-") != 0)
			fail("no such currency", plain_names[i]);
		plain_names[i] = tab + 1;
		strcpy(names, plain_names[i]);
		add_names(names, -1, i + 1);
	}
	for (int i = 0; i < n_later; i++)
	{
		int plain = plain_of(later[i].noun);

		/* a noun of one country alone ("yen") needs no table of nouns */
		if (plain < 0)
			continue;
		for (char *p = later[i].countries; *p;)
		{
			size_t len = strcspn(p, "|");
			bool more = p[len] == '|';

			p[len] = '\0';
			add_country(p, later[i].unit, plain);
			p += len + more;
		}
	}
}

/* ---- words around numbers ---- */

#define MAX_HEDGES 2048

static NxHedge hedges[MAX_HEDGES];
static int n_hedges;

static NxHedge *
hedge_of(uint64_t hash)
{
	hash = nx_hash_end(hash);
	for (int i = 0; i < n_hedges; i++)
		if (hedges[i].hash == hash)
			return &hedges[i];
	if (n_hedges == MAX_HEDGES / 2)
		fail("too many hedges", "");
	hedges[n_hedges].hash = hash;
	return &hedges[n_hedges++];
}

static void
read_hedges(const char *name)
{
	static const struct
	{
		const char *text;
		int kind;
	} kinds[] = {
		{">", NX_HEDGE_MORE},       {">=", NX_HEDGE_LEAST},      {"<", NX_HEDGE_LESS},
		{"<=", NX_HEDGE_MOST},      {"~", NX_HEDGE_ABOUT},       {"=", NX_HEDGE_EXACT},
		{"~>", NX_HEDGE_JUST_OVER}, {"~<", NX_HEDGE_JUST_UNDER}, {"|=", NX_HEDGE_OR_EQUAL}};
	FILE *f = open_file(name);
	char line[500];
	char *field[3];

	while (read_fields(f, line, sizeof(line), field, 3))
	{
		bool after = strcmp(field[0], "after") == 0;
		uint64_t hash = after ? NX_HEDGE_AFTER : NX_HEDGE_BEFORE;
		char *words[16];
		int n = 0;
		int kind = 0;
		NxHedge *hedge;

		if (!after && strcmp(field[0], "before") != 0)
			fail("neither before nor after", field[0]);
		for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++)
			if (strcmp(kinds[i].text, field[1]) == 0)
				kind = kinds[i].kind;
		if (kind == 0)
			fail("unknown kind of hedge", field[1]);
		for (char *word = strtok(field[2], " "); word != NULL && n < 16; word = strtok(NULL, " "))
			words[n++] = word;
		if (n == 0 || n > NX_HEDGE_WORDS)
			fail("too few or too many words", field[0]);
		/* from the number outwards */
		for (int i = 0; i < n; i++)
		{
			const char *word = words[after ? i : n - 1 - i];

			hash = nx_phrase_hash_add(hash, (uint32_t) nx_word_hash(word, strlen(word)));
			hedge = hedge_of(hash);
			if (i < n - 1)
				hedge->more = 1;
			else if (hedge->kind != 0 && hedge->kind != kind)
				fail("hedge of two kinds", word);
			else
				hedge->kind = (uint8_t) kind;
		}
	}
	fclose(f);
}

static void
write_hedges(void)
{
	uint32_t size = 256;
	NxHedge *table;

	while (size < (uint32_t) n_hedges * 2)
		size *= 2;
	table = calloc(size, sizeof(NxHedge));
	if (table == NULL)
		exit(1);
	for (int i = 0; i < n_hedges; i++)
	{
		uint32_t k = (uint32_t) hedges[i].hash & (size - 1);

		while (table[k].hash != 0)
			k = (k + 1) & (size - 1);
		table[k] = hedges[i];
	}
	printf("\nconst uint32_t nx_hedges_mask = %u;\nconst NxHedge nx_hedges[] = {\n", size - 1);
	for (uint32_t i = 0; i < size; i++)
		printf("\t{UINT64_C(0x%llX), %d, %d},\n", (unsigned long long) table[i].hash, table[i].kind,
			   table[i].more);
	printf("};\n");
	free(table);
}

static int
by_hash(const void *a, const void *b)
{
	const NxCountryWord *x = a;
	const NxCountryWord *y = b;

	if (x->hash != y->hash)
		return x->hash < y->hash ? -1 : 1;
	return x->plain - y->plain;
}

/* The hash table of codes, at most half full. */
static void
put_codes(void)
{
	uint32_t size = 16;
	int16_t *table;

	while (size < 2 * (uint32_t) n_units)
		size *= 2;
	table = calloc(size, sizeof(*table));
	if (table == NULL)
		exit(1);
	for (int unit = 0; unit < n_units; unit++)
	{
		uint32_t i = nx_unit_code_hash(units[unit].code, strlen(units[unit].code));

		while (table[i & (size - 1)] != 0)
			i++;
		table[i & (size - 1)] = (int16_t) (unit + 1);
	}
	printf("const uint32_t nx_unit_codes_mask = %u;\nconst int16_t nx_unit_codes[] = {", size - 1);
	for (uint32_t i = 0; i < size; i++)
		printf("%s%d,", i % 16 == 0 ? "\n\t" : " ", table[i]);
	printf("\n};\n\n");
	free(table);
}

int
main(int argc, char **argv)
{
	uint32_t size = 1024;
	NxUnitName *table;

	if (argc != 4)
	{
		fprintf(stderr, "usage: build_units UNITS CURRENCIES HEDGES\n");
		return 2;
	}
	read_units(argv[1]);
	read_currencies(argv[2]);
	read_hedges(argv[3]);
	qsort(countries, (size_t) n_countries, sizeof(countries[0]), by_hash);

	printf("/* Made by tools/build_units.c from data/english: do not edit. */\n"
		   "const NxUnitDef nx_units[] = {\n");
	for (int i = 0; i < n_units; i++)
		printf("\t{%.17g, %.17g, \"%s\", \"%s\"},\n", units[i].factor, units[i].offset,
			   units[i].code, units[i].dimension);
	printf("};\nconst int nx_n_units = %d;\n\n", n_units);
	put_codes();
	printf("const NxPlainNoun nx_plain_nouns[] = {\n");
	for (int i = 0; i < n_plain; i++)
		printf("\t{%d, \"%s\"},\n", plain_nouns[i].unit, plain_nouns[i].noun);
	printf("};\n\nconst NxCountryWord nx_country_words[] = {\n");
	for (int i = 0; i < n_countries; i++)
		printf("\t{UINT64_C(0x%llX), %d, %d},\n", (unsigned long long) countries[i].hash,
			   countries[i].unit, countries[i].plain);
	printf("};\nconst int nx_n_country_words = %d;\n\n", n_countries);

	while (size < (uint32_t) n_names * 2)
		size *= 2;
	table = calloc(size, sizeof(NxUnitName));
	if (table == NULL)
		return 1;
	for (int i = 0; i < SLOTS; i++)
		if (slots[i].hash != 0)
		{
			uint32_t k = (uint32_t) slots[i].hash & (size - 1);

			while (table[k].hash != 0)
				k = (k + 1) & (size - 1);
			table[k] = slots[i];
			if (slots[i].unit >= 0 && strcmp(units[slots[i].unit].dimension, "currency") == 0)
				table[k].flags |= NX_UN_CURRENCY;
			if (slots[i].plain > 0)
				table[k].flags |= NX_UN_CURRENCY;
		}
	printf("const uint32_t nx_unit_names_mask = %u;\nconst NxUnitName nx_unit_names[] = {\n",
		   size - 1);
	for (uint32_t i = 0; i < size; i++)
		printf("\t{UINT64_C(0x%llX), %d, %d, %d, %d},\n", (unsigned long long) table[i].hash,
			   table[i].unit, table[i].flags, table[i].plain, table[i].exp10);
	printf("};\n");
	write_hedges();
	return 0;
}
