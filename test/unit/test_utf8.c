/*
 * test_utf8.c
 *		Decoding of good and bad bytes; classes, lower case and folding.
 */
#include "check.h"
#include "utf8.h"

static uint32_t
decode(const char *bytes, size_t len, int *size)
{
	return nx_utf8_decode(bytes, bytes + len, size);
}

static void
test_decode(void)
{
	static const struct
	{
		const char *bytes;
		size_t len;
		uint32_t c;
		int size;
	} rows[] = {
		{"a", 1, 'a', 1},
		{"\xC3\xA9", 2, 0xE9, 2},
		{"\xE2\x80\x9C", 3, 0x201C, 3},
		{"\xF0\x9F\x98\x80", 4, 0x1F600, 4},
		{"\xC3", 1, 0xFFFD, 1}, /* cut short */
		{"\xE2\x80", 2, 0xFFFD, 1},
		{"\xF0\x9F\x98", 3, 0xFFFD, 1},
		{"\x80", 1, 0xFFFD, 1},     /* a tail alone */
		{"\xC0\xAF", 2, 0xFFFD, 1}, /* overlong */
		{"\xE0\x80\xAF", 3, 0xFFFD, 1},
		{"\xF0\x80\x80\xAF", 4, 0xFFFD, 1},
		{"\xED\xA0\x80", 3, 0xFFFD, 1},     /* a surrogate */
		{"\xF4\x90\x80\x80", 4, 0xFFFD, 1}, /* beyond Unicode */
		{"\xFF", 1, 0xFFFD, 1},
		{"\xC3(", 2, 0xFFFD, 1},
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
	{
		int size = 0;

		CHECK_INT(decode(rows[i].bytes, rows[i].len, &size), rows[i].c);
		CHECK_INT(size, rows[i].size);
	}
}

/* Every code point survives encoding and decoding. */
static void
test_round_trip(void)
{
	bool same = true;

	for (uint32_t c = 1; c <= 0x10FFFF; c++)
	{
		char bytes[4];
		int size = 0;
		int written;

		if (c >= 0xD800 && c <= 0xDFFF)
			continue;
		written = nx_utf8_encode(c, bytes);
		same &= decode(bytes, (size_t) written, &size) == c && size == written;
	}
	CHECK(same);
}

static void
test_classes(void)
{
	CHECK_INT(nx_char_class('a'), NX_CHAR_LOWER);
	CHECK_INT(nx_char_class('Z'), NX_CHAR_UPPER);
	CHECK_INT(nx_char_class('7'), NX_CHAR_DIGIT);
	CHECK_INT(nx_char_class('\n'), NX_CHAR_SPACE);
	CHECK_INT(nx_char_class(0xA0), NX_CHAR_SPACE);
	CHECK_INT(nx_char_class(0x2009), NX_CHAR_SPACE);
	CHECK_INT(nx_char_class(0x200B), NX_CHAR_SPACE);
	CHECK_INT(nx_char_class(0xC9), NX_CHAR_UPPER);    /* É */
	CHECK_INT(nx_char_class(0xDF), NX_CHAR_LOWER);    /* ß */
	CHECK_INT(nx_char_class(0x11E), NX_CHAR_UPPER);   /* Ğ */
	CHECK_INT(nx_char_class(0x11F), NX_CHAR_LOWER);   /* ğ */
	CHECK_INT(nx_char_class(0x416), NX_CHAR_UPPER);   /* Ж */
	CHECK_INT(nx_char_class(0x4E2D), NX_CHAR_LETTER); /* 中 */
	CHECK_INT(nx_char_class(0x627), NX_CHAR_LETTER);  /* ا */
	CHECK_INT(nx_char_class(0x301), NX_CHAR_MARK);
	CHECK_INT(nx_char_class(0x201C), NX_CHAR_PUNCT);
	CHECK_INT(nx_char_class(0x20AC), NX_CHAR_OTHER); /* € */
	CHECK_INT(nx_char_class(0x1F600), NX_CHAR_OTHER);
}

static void
test_case(void)
{
	CHECK_INT(nx_lower('Q'), 'q');
	CHECK_INT(nx_lower(0xC9), 0xE9);
	CHECK_INT(nx_lower(0x416), 0x436);
	CHECK_INT(nx_lower(0x1E9E), 0xDF);
	CHECK_INT(nx_lower(0x4E2D), 0x4E2D);
	CHECK_INT(nx_fold(0xC9), 'e');
	CHECK_INT(nx_fold(0x129), 'i');  /* ĩ */
	CHECK_INT(nx_fold(0x1EC7), 'e'); /* ệ */
	CHECK_INT(nx_fold(0x142), 'l');  /* ł */
	CHECK_INT(nx_fold(0xF8), 'o');
	CHECK_INT(nx_fold('K'), 'k');
}

int
main(void)
{
	test_decode();
	test_round_trip();
	test_classes();
	test_case();
	CHECK_INT(nx_utf8_count("a\xC3\xA9\xFF"
							"b",
							5),
			  4);
	CHECK_INT(nx_utf8_count("", 0), 0);
	return check_report("utf8");
}
