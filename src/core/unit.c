/*
 * unit.c
 *		Units by code and by name, their dimensions, counted nouns.
 */
#include <string.h>

#include "hash.h"
#include "lexicon.h"
#include "unit.h"
#include "unit_table.h"

/* ---- names ---- */

NxUnitKey
nx_unit_key(void)
{
	return (NxUnitKey){NX_UNIT_SEED_LOWER, NX_UNIT_SEED_EXACT};
}

void
nx_unit_key_add(NxUnitKey *key, const char *text, size_t len)
{
	for (size_t i = 0; i < len; i++)
	{
		unsigned char c = (unsigned char) text[i];

		if (c == ' ' || c == '-' || c == '\t' || c == '\n' || c == '\r')
			continue;
		key->exact = nx_unit_hash_byte(key->exact, c);
		if (c >= 'A' && c <= 'Z')
			c += 'a' - 'A';
		key->lower = nx_unit_hash_byte(key->lower, c);
	}
}

static const NxUnitName *
find_name(uint64_t hash)
{
	uint32_t i;

	hash = nx_unit_hash_end(hash);
	for (i = (uint32_t) hash & nx_unit_names_mask; nx_unit_names[i].hash != 0;
		 i = (i + 1) & nx_unit_names_mask)
		if (nx_unit_names[i].hash == hash)
			return &nx_unit_names[i];
	return NULL;
}

NxUnitFound
nx_unit_find(const NxUnitKey *key)
{
	const NxUnitName *exact = find_name(key->exact);
	const NxUnitName *lower = find_name(key->lower);
	const NxUnitName *best = lower;
	NxUnitFound found = {.unit = -1};

	/* "MW" before "mw", but a mere beginning of a name does not hide a name */
	if (exact != NULL && (exact->unit >= 0 || exact->plain > 0 || lower == NULL))
	{
		best = exact;
		found.flags = NX_UN_EXACT;
	}
	if (best != NULL)
	{
		found.unit = best->unit;
		found.plain = best->plain;
		found.exp10 = best->exp10;
		found.flags |= best->flags;
	}
	if (exact != NULL)
		found.flags |= exact->flags & NX_UN_PREFIX;
	if (lower != NULL)
		found.flags |= lower->flags & NX_UN_PREFIX;
	return found;
}

const char *
nx_unit_code(int unit)
{
	return nx_units[unit].code;
}

const char *
nx_plain_noun(int plain)
{
	return nx_plain_nouns[plain - 1].noun;
}

int
nx_plain_unit(int plain)
{
	return nx_plain_nouns[plain - 1].unit;
}

int
nx_unit_of_country(const NxUnitKey *country, int plain)
{
	uint64_t hash = nx_unit_hash_end(country->lower);
	int low = 0;
	int high = nx_n_country_words;

	while (low < high)
	{
		int mid = (low + high) / 2;

		if (nx_country_words[mid].hash < hash)
			low = mid + 1;
		else
			high = mid;
	}
	for (; low < nx_n_country_words && nx_country_words[low].hash == hash; low++)
		if (nx_country_words[low].plain == plain - 1)
			return nx_country_words[low].unit;
	return -1;
}

/* ---- codes and dimensions ---- */

int
nx_unit_of_code(const char *code, size_t len)
{
	if (len == 0 || len >= NX_UNIT_CODE_MAX)
		return -1;
	for (uint32_t i = nx_unit_code_hash(code, len);; i++)
	{
		int unit = nx_unit_codes[i & nx_unit_codes_mask] - 1;

		if (unit < 0 ||
			(memcmp(nx_units[unit].code, code, len) == 0 && nx_units[unit].code[len] == '\0'))
			return unit;
	}
}

/* "-per-" in a code, or the "per-" that it begins with; *after is behind it. */
static const char *
find_per(const char *unit, size_t len, const char **after)
{
	*after = unit + 4;
	if (len > 4 && memcmp(unit, "per-", 4) == 0)
		return unit;
	for (size_t i = 1; i + 5 < len; i++)
		if (memcmp(unit + i, "-per-", 5) == 0)
		{
			*after = unit + i + 5;
			return unit + i;
		}
	return NULL;
}

static void
put(NxDimension *d, const char *text, size_t len)
{
	if (len > (size_t) (NX_DIMENSION_MAX - d->len))
		len = (size_t) (NX_DIMENSION_MAX - d->len);
	memcpy(d->name + d->len, text, len);
	d->len = (uint8_t) (d->len + len);
	d->name[d->len] = '\0';
}

/* The dimension of a unit that is no "x-per-y". */
static void
simple_dimension(const char *unit, size_t len, NxDimension *d)
{
	int known = nx_unit_of_code(unit, len);

	d->factor = 1;
	d->offset = 0;
	d->len = 0;
	d->name[0] = '\0';
	if (known >= 0 && nx_units[known].dimension[0] != '\0')
	{
		put(d, nx_units[known].dimension, strlen(nx_units[known].dimension));
		d->factor = nx_units[known].factor;
		d->offset = nx_units[known].offset;
		if (strcmp(nx_units[known].dimension, "currency") != 0)
			return;
		put(d, "-", 1);
		put(d, unit, len);
		return;
	}
	put(d, "count", 5);
	if (len > 0)
	{
		put(d, "-", 1);
		put(d, unit, len);
	}
}

void
nx_unit_dimension(const char *unit, size_t len, NxDimension *dimension)
{
	const char *second;
	const char *per = find_per(unit, len, &second);
	size_t second_len;
	NxDimension under;
	double number = 0;

	if (per == NULL || nx_unit_of_code(unit, len) >= 0)
	{
		int known = per != NULL ? nx_unit_of_code(unit, len) : -1;

		if (per == NULL || nx_units[known].dimension[0] != '\0')
		{
			simple_dimension(unit, len, dimension);
			return;
		}
	}
	second_len = len - (size_t) (second - unit);
	simple_dimension(unit, (size_t) (per - unit), dimension);
	/* "per-100000-person" */
	while (second_len > 0 && *second >= '0' && *second <= '9' && number < 1e15)
	{
		number = number * 10 + (*second - '0');
		second++;
		second_len--;
	}
	if (second_len > 0 && *second == '-')
	{
		second++;
		second_len--;
	}
	simple_dimension(second, second_len, &under);
	dimension->offset = 0;
	dimension->factor /= under.factor;
	if (number > 0)
		dimension->factor /= number;
	if (dimension->len == 6 && memcmp(dimension->name, "length", 6) == 0 && under.len == 8 &&
		memcmp(under.name, "duration", 8) == 0)
	{
		dimension->len = 0;
		put(dimension, "speed", 5);
		return;
	}
	put(dimension, "-per-", 5);
	put(dimension, under.name, under.len);
}

/*
 * Letters (any beyond ASCII), digits and single inner hyphens, and a letter
 * first; apostrophes and dots inside as words have them.
 */
bool
nx_unit_is_valid(const char *unit, size_t len)
{
	bool hyphen = true;

	if (len == 0)
		return true;
	if (len > NX_UNIT_MAX)
		return false;
	if ((unit[0] >= '0' && unit[0] <= '9') || unit[0] == '\'' || unit[0] == '.')
		return false;
	for (size_t i = 0; i < len; i++)
	{
		unsigned char c = (unsigned char) unit[i];

		if (c == '-')
		{
			if (hyphen)
				return false;
			hyphen = true;
			continue;
		}
		hyphen = false;
		if (c < 0x80)
		{
			if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
				  c == '\''))
				return false;
		}
		else
		{
			/* well-formed UTF-8 of two to four bytes */
			int more = c >= 0xF0 && c <= 0xF4   ? 3
					   : c >= 0xE0 && c <= 0xEF ? 2
					   : c >= 0xC2 && c <= 0xDF ? 1
												: 0;

			if (more == 0 || i + (size_t) more >= len)
				return false;
			if ((c == 0xE0 && (unsigned char) unit[i + 1] < 0xA0) ||
				(c == 0xED && (unsigned char) unit[i + 1] > 0x9F) ||
				(c == 0xF0 && (unsigned char) unit[i + 1] < 0x90) ||
				(c == 0xF4 && (unsigned char) unit[i + 1] > 0x8F))
				return false;
			for (; more > 0; more--)
				if (((unsigned char) unit[++i] & 0xC0) != 0x80)
					return false;
		}
	}
	return !hyphen;
}

/* ---- counted nouns ---- */

static bool
ends(const char *word, size_t len, const char *suffix)
{
	size_t n = strlen(suffix);

	return len >= n && memcmp(word + len - n, suffix, n) == 0;
}

/* The rules of English plurals; what is not a plural stays as it is. */
static size_t
singular(char *word, size_t len)
{
	if (len < 4 || word[len - 1] != 's')
		return len;
	if (ends(word, len, "ss") || ends(word, len, "us") || ends(word, len, "is"))
		return len;
	if (ends(word, len, "ies") && len > 4)
	{
		word[len - 3] = 'y';
		return len - 2;
	}
	if (ends(word, len, "sses") || ends(word, len, "shes") || ends(word, len, "ches") ||
		ends(word, len, "xes") || ends(word, len, "zzes") || ends(word, len, "oes"))
		return len - 2;
	return len - 1;
}

/*
 * Would a person who typed this code mean it?  "Offshore dollars" count no
 * "dollar", nor "two peoples" a "people": what reads as another unit could not
 * be written down and read back.
 */
static bool
names_itself(const char *code, size_t len)
{
	static const int numbers[] = {NX_C_MULTIPLIER,    NX_C_COLLECTIVE_NUMBER, NX_C_NUMBER_WORD,
								  NX_C_FRACTION_WORD, NX_C_ORDINAL_WORD,      NX_C_VAGUE_PLURAL};
	NxUnitKey key = nx_unit_key();
	NxUnitFound found;
	uint32_t entry = nx_lex_find(nx_word_hash(code, len));
	const char *singular;

	if (nx_unit_of_code(code, len) >= 0)
		return true;
	/* "5 millions" */
	for (size_t i = 0; i < sizeof(numbers) / sizeof(numbers[0]); i++)
		if (nx_lex_has(entry, numbers[i]))
			return false;
	singular = nx_lex_value(entry, NX_C_IRREGULAR_PLURAL);
	if (singular != NULL && strcmp(singular, code) != 0)
		return false;
	nx_unit_key_add(&key, code, len);
	found = nx_unit_find(&key);
	if (found.unit >= 0 || found.exp10 != 0)
		return false;
	/* a "crown" is written "krone", and so no noun of its own */
	return found.plain == 0 || (nx_plain_nouns[found.plain - 1].unit < 0 &&
								strlen(nx_plain_nouns[found.plain - 1].noun) == len &&
								memcmp(nx_plain_nouns[found.plain - 1].noun, code, len) == 0);
}

bool
nx_unit_of_noun(const char *noun, size_t len, char code[NX_UNIT_MAX + 1])
{
	size_t n = 0;
	uint32_t entry;
	const char *value;

	if (len == 0 || len > NX_UNIT_MAX)
		return false;
	for (; n < len; n++)
		code[n] = noun[n] >= 'A' && noun[n] <= 'Z' ? (char) (noun[n] + ('a' - 'A')) : noun[n];
	entry = nx_lex_find(nx_word_hash(code, n));
	value = nx_lex_value(entry, NX_C_IRREGULAR_PLURAL);
	if (value != NULL && strlen(value) <= NX_UNIT_MAX)
	{
		n = strlen(value);
		memcpy(code, value, n);
	}
	/* "MPs" */
	else if (n > 2 && noun[n - 1] == 's' && noun[n - 2] >= 'A' && noun[n - 2] <= 'Z')
		n--;
	else
		n = singular(code, n);
	code[n] = '\0';
	return nx_unit_is_valid(code, n) && names_itself(code, n);
}

/* A unit's name that stands alone: in the table, or a counted noun. */
static bool
parse_simple(const char *text, size_t len, char code[NX_UNIT_MAX + 1])
{
	NxUnitKey key = nx_unit_key();
	NxUnitFound found;
	int unit = nx_unit_of_code(text, len);

	if (unit < 0)
	{
		nx_unit_key_add(&key, text, len);
		found = nx_unit_find(&key);
		if (found.exp10 != 0)
			return false;
		unit = found.unit;
		if (unit < 0 && found.plain > 0)
			unit = nx_plain_nouns[found.plain - 1].unit;
	}
	if (unit >= 0)
	{
		strcpy(code, nx_units[unit].code);
		return true;
	}
	return nx_unit_of_noun(text, len, code);
}

bool
nx_unit_parse(const char *text, size_t len, char code[NX_UNIT_MAX + 1])
{
	static const char *const pers[] = {"-per-", " per ", "/", " a ", " an "};
	const char *under_per;

	while (len > 0 && (*text == ' ' || *text == '\t' || *text == '\n' || *text == '\r'))
		text++, len--;
	while (len > 0 && (text[len - 1] == ' ' || text[len - 1] == '\t' || text[len - 1] == '\n' ||
					   text[len - 1] == '\r'))
		len--;
	code[0] = '\0';
	if (len == 0)
		return true;
	if (find_per(text, len, &under_per) != NULL && nx_unit_is_valid(text, len))
	{
		memcpy(code, text, len);
		code[len] = '\0';
		return true;
	}
	if (parse_simple(text, len, code) && nx_unit_of_code(code, strlen(code)) >= 0)
		return true;
	for (size_t k = 0; k < sizeof(pers) / sizeof(pers[0]); k++)
	{
		size_t n = strlen(pers[k]);

		for (size_t i = 1; i + n < len; i++)
		{
			char under[NX_UNIT_MAX + 1];
			size_t have;

			if (memcmp(text + i, pers[k], n) != 0)
				continue;
			if (!parse_simple(text, i, code) || !parse_simple(text + i + n, len - i - n, under))
				return false;
			have = strlen(code);
			if (have + 5 + strlen(under) > NX_UNIT_MAX)
				return false;
			memcpy(code + have, "-per-", 5);
			strcpy(code + have + 5, under);
			return true;
		}
	}
	return parse_simple(text, len, code);
}
