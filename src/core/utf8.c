/*
 * utf8.c
 *		Decoding that survives any bytes, and the classes of characters.
 */
#include "utf8.h"
#include "utf8_tables.h"

#define lengthof(array) (sizeof(array) / sizeof((array)[0]))
#define REPLACEMENT 0xFFFD

static inline bool
is_tail(unsigned char c)
{
	return (c & 0xC0) == 0x80;
}

uint32_t
nx_utf8_decode(const char *p, const char *end, int *size)
{
	const unsigned char *s = (const unsigned char *) p;
	size_t left = (size_t) (end - p);
	uint32_t c = s[0];

	if (c < 0x80)
	{
		*size = 1;
		return c;
	}
	if (c >= 0xC2 && c <= 0xDF && left >= 2 && is_tail(s[1]))
	{
		*size = 2;
		return (c & 0x1F) << 6 | (s[1] & 0x3F);
	}
	if ((c & 0xF0) == 0xE0 && left >= 3 && is_tail(s[1]) && is_tail(s[2]))
	{
		uint32_t u = (c & 0x0F) << 12 | (uint32_t) (s[1] & 0x3F) << 6 | (s[2] & 0x3F);

		if (u >= 0x800 && (u < 0xD800 || u > 0xDFFF))
		{
			*size = 3;
			return u;
		}
	}
	if (c >= 0xF0 && c <= 0xF4 && left >= 4 && is_tail(s[1]) && is_tail(s[2]) && is_tail(s[3]))
	{
		uint32_t u = (c & 0x07) << 18 | (uint32_t) (s[1] & 0x3F) << 12 |
					 (uint32_t) (s[2] & 0x3F) << 6 | (s[3] & 0x3F);

		if (u >= 0x10000 && u <= 0x10FFFF)
		{
			*size = 4;
			return u;
		}
	}
	*size = 1;
	return REPLACEMENT;
}

int
nx_utf8_encode(uint32_t c, char *p)
{
	if (c < 0x80)
	{
		p[0] = (char) c;
		return 1;
	}
	if (c < 0x800)
	{
		p[0] = (char) (0xC0 | c >> 6);
		p[1] = (char) (0x80 | (c & 0x3F));
		return 2;
	}
	if (c < 0x10000)
	{
		p[0] = (char) (0xE0 | c >> 12);
		p[1] = (char) (0x80 | (c >> 6 & 0x3F));
		p[2] = (char) (0x80 | (c & 0x3F));
		return 3;
	}
	p[0] = (char) (0xF0 | c >> 18);
	p[1] = (char) (0x80 | (c >> 12 & 0x3F));
	p[2] = (char) (0x80 | (c >> 6 & 0x3F));
	p[3] = (char) (0x80 | (c & 0x3F));
	return 4;
}

uint32_t
nx_utf8_count(const char *p, size_t len)
{
	const char *end = p + len;
	uint32_t n = 0;

	while (p < end)
	{
		int size = 1;

		if ((unsigned char) *p >= 0x80)
			nx_utf8_decode(p, end, &size);
		p += size;
		n++;
	}
	return n;
}

static NxCharClass
ascii_class(uint32_t c)
{
	if (c >= 'a' && c <= 'z')
		return NX_CHAR_LOWER;
	if (c >= 'A' && c <= 'Z')
		return NX_CHAR_UPPER;
	if (c >= '0' && c <= '9')
		return NX_CHAR_DIGIT;
	if (c == ' ' || (c >= '\t' && c <= '\r'))
		return NX_CHAR_SPACE;
	if (c < ' ' || c == 0x7F || c == '$' || c == '+' || c == '<' || c == '=' || c == '>' ||
		c == '^' || c == '`' || c == '|' || c == '~')
		return NX_CHAR_OTHER;
	return NX_CHAR_PUNCT;
}

NxCharClass
nx_char_class(uint32_t c)
{
	uint32_t low = 0;
	uint32_t high = lengthof(class_runs);

	if (c < 0x80)
		return ascii_class(c);
	while (high - low > 1)
	{
		uint32_t middle = (low + high) / 2;

		if (class_runs[middle].first <= c)
			low = middle;
		else
			high = middle;
	}
	if (class_runs[low].class == RUN_PAIRS)
		return (c - class_runs[low].first) % 2 == 0 ? NX_CHAR_UPPER : NX_CHAR_LOWER;
	return (NxCharClass) class_runs[low].class;
}

uint32_t
nx_lower(uint32_t c)
{
	if (c < 0x80)
		return c >= 'A' && c <= 'Z' ? c + 32 : c;
	if (c - LOWER_LATIN_FIRST < lengthof(lower_latin))
		return lower_latin[c - LOWER_LATIN_FIRST];
	if (c - LOWER_GREEK_CYRILLIC_FIRST < lengthof(lower_greek_cyrillic))
		return lower_greek_cyrillic[c - LOWER_GREEK_CYRILLIC_FIRST];
	if (c - LOWER_ADDITIONAL_FIRST < lengthof(lower_additional))
		return lower_additional[c - LOWER_ADDITIONAL_FIRST];
	return c;
}

uint32_t
nx_fold(uint32_t c)
{
	if (c < 0x80)
		return c >= 'A' && c <= 'Z' ? c + 32 : c;
	if (c - FOLD_LATIN_FIRST < lengthof(fold_latin))
		return fold_latin[c - FOLD_LATIN_FIRST];
	if (c - FOLD_ADDITIONAL_FIRST < lengthof(fold_additional))
		return fold_additional[c - FOLD_ADDITIONAL_FIRST];
	return nx_lower(c);
}
