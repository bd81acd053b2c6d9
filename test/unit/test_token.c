/*
 * test_token.c
 *		What the tokeniser makes of words, numbers, marks and noise.
 */
#include <stdlib.h>

#include "analyze.h"
#include "check.h"
#include "token.h"

/* Tokens are written with " | " between them. */
static void
check_tokens(const char *text, const char *expected, int line)
{
	NxAnalysis *a = analyze(text, NX_STAGE_TOKENS);
	const NxTokens *t = a->tokens;
	char have[2000] = "";
	size_t len = 0;

	for (uint32_t i = 0; i < t->n; i++)
		len += (size_t) snprintf(have + len, sizeof(have) - len, "%s%.*s", i > 0 ? " | " : "",
								 (int) (t->end[i] - t->start[i]), text + t->start[i]);
	check_string(have, expected, __FILE__, line, "tokens");
}

#define TOKENS(text, expected) check_tokens((text), (expected), __LINE__)

static NxTokenKind
kind_of(const char *text, uint32_t i)
{
	NxAnalysis *a = analyze(text, NX_STAGE_TOKENS);

	return i < a->tokens->n ? (NxTokenKind) a->tokens->kind[i] : NX_TOK_JUNK;
}

static uint16_t
flags_of(const char *text, uint32_t i)
{
	NxAnalysis *a = analyze(text, NX_STAGE_TOKENS);

	return i < a->tokens->n ? a->tokens->flags[i] : 0;
}

static void
test_words(void)
{
	TOKENS("The ferry sank.", "The | ferry | sank | .");
	TOKENS("O'Neill met Jean-Paul D’Souza", "O'Neill | met | Jean-Paul | D’Souza");
	TOKENS("Russia's allies", "Russia | 's | allies");
	TOKENS("China’s and the players' wages", "China | ’s | and | the | players | ' | wages");
	TOKENS("They don't, can’t and won't", "They | do | n't | , | ca | n’t | and | wo | n't");
	TOKENS("I'm sure we've lost; he'd go, they'll stay, you're in",
		   "I | 'm | sure | we | 've | lost | ; | he | 'd | go | , | they | 'll | stay | , | you | "
		   "'re | in");
	TOKENS("AT&T and R&D", "AT&T | and | R&D");
	TOKENS("rock 'n' roll in the '90s", "rock | 'n' | roll | in | the | '90s");
	TOKENS("the G20, covid-19 and F-16s", "the | G20 | , | covid-19 | and | F-16s");
	TOKENS("Ngũgĩ wa Mwangi in Côte d'Ivoire", "Ngũgĩ | wa | Mwangi | in | Côte | d'Ivoire");
	TOKENS("Москва и Пекин", "Москва | и | Пекин");
	TOKENS("in 北京市 today", "in | 北京市 | today");
	TOKENS("and/or", "and | / | or");
	TOKENS("Russia–China ties", "Russia | – | China | ties");
	CHECK_INT(flags_of("McAllister", 0) & NX_TF_INNER_UPPER, NX_TF_INNER_UPPER);
	CHECK_INT(flags_of("NATO", 0) & NX_TF_ALL_UPPER, NX_TF_ALL_UPPER);
	CHECK_INT(flags_of("A", 0) & (NX_TF_ALL_UPPER | NX_TF_SINGLE_LETTER), NX_TF_SINGLE_LETTER);
	CHECK_INT(flags_of("Ámbar", 0) & (NX_TF_UPPER_INITIAL | NX_TF_NON_ASCII),
			  NX_TF_UPPER_INITIAL | NX_TF_NON_ASCII);
	CHECK_INT(flags_of("Smith-Jones", 0) & (NX_TF_HAS_HYPHEN | NX_TF_INNER_UPPER),
			  NX_TF_HAS_HYPHEN);
}

static void
test_dots(void)
{
	TOKENS("The U.S. and the U.N. agreed.", "The | U.S. | and | the | U.N. | agreed | .");
	TOKENS("the U.S.-led force", "the | U.S.-led | force");
	TOKENS("Mr. Reke and Dr. J. K. Osei", "Mr. | Reke | and | Dr. | J. | K. | Osei");
	TOKENS("J.K. Osei", "J.K. | Osei");
	TOKENS("No. 10 said no.", "No. | 10 | said | no | .");
	TOKENS("St. Louis, at 9 a.m. on Monday", "St. | Louis | , | at | 9 | a.m. | on | Monday");
	TOKENS("Orbit Foods Inc. rose", "Orbit | Foods | Inc. | rose");
	TOKENS("e.g. this, i.e. that, etc.", "e.g. | this | , | i.e. | that | , | etc.");
	TOKENS("It was I. He left", "It | was | I | . | He | left");
	TOKENS("he said.The river rose", "he | said | . | The | river | rose");
	TOKENS("Wait... what?!", "Wait | ... | what | ?!");
	TOKENS("Amazon.com and bbc.co.uk/news.", "Amazon.com | and | bbc.co.uk/news | .");
	CHECK_INT(kind_of("Booking.com", 0), NX_TOK_WORD);
	CHECK_INT(kind_of("bbc.co.uk/news", 0), NX_TOK_URL);
}

static void
test_numbers(void)
{
	TOKENS("1,200.50 and 12,34,567", "1,200.50 | and | 12,34,567");
	TOKENS("$1.2bn, £600m or €40 m", "$ | 1.2 | bn | , | £ | 600 | m | or | € | 40 | m");
	TOKENS("US$5 and HK$7, A$9", "US$ | 5 | and | HK$ | 7 | , | A$ | 9");
	TOKENS("Rs 500, Rs. 700 and 7 lakh rupees",
		   "Rs | 500 | , | Rs. | 700 | and | 7 | lakh | rupees");
	TOKENS("40% or 3.5 %", "40 | % | or | 3.5 | %");
	TOKENS("the 20th of the 1990s", "the | 20th | of | the | 1990s");
	TOKENS("a 30-year-old", "a | 30 | - | year-old");
	TOKENS("at 10:30", "at | 10:30");
	TOKENS("7½ and 1/2", "7 | ½ | and | 1 | / | 2");
	TOKENS("1\xC2\xA0"
		   "200 and 1\xE2\x80\xAF"
		   "200",
		   "1\xC2\xA0"
		   "200 | and | 1\xE2\x80\xAF"
		   "200");
	TOKENS("-5°C", "- | 5 | ° | C");
	CHECK_INT(kind_of("US$5", 0), NX_TOK_CURRENCY);
	CHECK_INT(kind_of("₹5", 0), NX_TOK_CURRENCY);
	CHECK_INT(kind_of("½", 0), NX_TOK_NUMBER);
	CHECK_INT(kind_of("20th", 0), NX_TOK_WORD);
}

static void
test_marks(void)
{
	TOKENS("“Stop,” she said.", "“ | Stop | , | ” | she | said | .");
	TOKENS("``Stop,'' she said.", "`` | Stop | , | '' | she | said | .");
	TOKENS("«Non» and „ja“", "« | Non | » | and | „ | ja | “");
	TOKENS("‘It’s the players’ fault,’ he said",
		   "‘ | It | ’s | the | players | ’ | fault | , | ’ | he | said");
	TOKENS("\"No\"", "\" | No | \"");
	TOKENS("dash -- and - and — here", "dash | -- | and | - | and | — | here");
	TOKENS("see https://example.org/a?b=1. Then", "see | https://example.org/a?b=1 | . | Then");
	TOKENS("mail desk@example.org, @newsdesk #budget",
		   "mail | desk@example.org | , | @newsdesk | #budget");
	TOKENS("[He] left (early).", "[ | He | ] | left | ( | early | ) | .");
	CHECK_INT(kind_of("“a", 0), NX_TOK_OPEN);
	CHECK_INT(kind_of("Stop,''", 2), NX_TOK_CLOSE);
	CHECK_INT(kind_of("a - b", 1), NX_TOK_DASH);
	CHECK_INT(kind_of("• item", 0), NX_TOK_BULLET);
	CHECK_INT(kind_of("a * b", 1), NX_TOK_SYMBOL);
	CHECK_INT(kind_of("* b", 0), NX_TOK_BULLET);
	CHECK_INT(kind_of("players' wages", 1), NX_TOK_CLITIC);
	CHECK_INT(kind_of("'the players' he said", 3), NX_TOK_QUOTE);
	CHECK_INT(kind_of("@desk", 0), NX_TOK_HANDLE);
}

static void
test_lines(void)
{
	const char *text = "One\ntwo\r\n\r\nthree";

	CHECK_INT(flags_of(text, 0) & NX_TF_BLANK_BEFORE, NX_TF_BLANK_BEFORE);
	CHECK_INT(flags_of(text, 1) & (NX_TF_LINE_START | NX_TF_BLANK_BEFORE), NX_TF_LINE_START);
	CHECK_INT(flags_of(text, 2) & NX_TF_BLANK_BEFORE, NX_TF_BLANK_BEFORE);
	CHECK_INT(flags_of("a,b", 1) & NX_TF_SPACE_BEFORE, 0);
}

/* Noise costs no more than prose, and no byte of it is lost or read past. */
/* Single letters and marks without end become a few tokens of junk, in order, that cover the text. */
static void
check_crumbs(const char *unit)
{
	char text[20001] = "";
	size_t len = strlen(unit);
	NxAnalysis *a;
	uint32_t last = 0;
	bool ordered = true;

	for (size_t i = 0; i + len < sizeof(text); i += len)
		memcpy(text + i, unit, len + 1);
	a = analyze(text, NX_STAGE_TOKENS);
	for (uint32_t i = 0; i < a->tokens->n; i++)
	{
		ordered &= a->tokens->start[i] >= last && a->tokens->end[i] > a->tokens->start[i];
		last = a->tokens->end[i];
	}
	CHECK(ordered);
	CHECK(a->tokens->n < strlen(text) / 64 + 2 * 65);
	CHECK(strlen(text) - last <= len);
}

static void
test_noise(void)
{
	static char noise[300000];
	NxAnalysis *a;

	memset(noise, '"', sizeof(noise));
	a = analyze_bytes(noise, sizeof(noise), NX_STAGE_TOKENS);
	CHECK_INT(a->tokens->n, 1);
	CHECK_INT(a->tokens->kind[0], NX_TOK_JUNK);
	CHECK_INT(a->tokens->end[0], sizeof(noise));

	check_crumbs("a\n");
	check_crumbs("\"a' ");
	check_crumbs(". ");
	check_crumbs("5 x ");

	srand(7);
	for (int round = 0; round < 20; round++)
	{
		bool ordered = true;
		uint32_t last = 0;

		for (size_t i = 0; i < 20000; i++)
			noise[i] = (char) (rand() >> 7);
		a = analyze_bytes(noise, 20000, NX_STAGE_TOKENS);
		for (uint32_t i = 0; i < a->tokens->n; i++)
		{
			ordered &= a->tokens->start[i] >= last && a->tokens->end[i] > a->tokens->start[i];
			last = a->tokens->end[i];
		}
		CHECK(ordered && last <= 20000);
	}

	/* the worst dotted and hyphenated words are scanned once */
	for (size_t i = 0; i < sizeof(noise); i++)
		noise[i] = "a.-b."[i % 5];
	a = analyze_bytes(noise, sizeof(noise), NX_STAGE_TOKENS);
	CHECK(a->tokens->n > 0);
	CHECK_INT(analyze("", NX_STAGE_TOKENS)->tokens->n, 0);
	CHECK_INT(analyze(" \n ", NX_STAGE_TOKENS)->tokens->n, 0);
}

static void
test_characters(void)
{
	static char text[5000];
	size_t len = 0;
	uint32_t characters[5001];
	uint32_t n = 0;
	NxAnalysis *a;
	bool same = true;

	while (len < 4900)
	{
		static const char *const parts[] = {"a", "é", "“", "😀", " ", "\xFF", "word "};
		const char *part = parts[(len * 7 + len / 3) % 7];
		size_t bytes = strlen(part);

		for (size_t i = 0; i < bytes; i++)
			characters[len + i] = (unsigned char) part[0] < 0x80 ? n++ : n;
		if ((unsigned char) part[0] >= 0x80)
			n++;
		memcpy(text + len, part, bytes);
		len += bytes;
	}
	characters[len] = n;
	a = analyze_bytes(text, len, NX_STAGE_TOKENS);
	for (uint32_t i = 0; i < a->tokens->n; i++)
	{
		same &= nx_char_offset(a, a->tokens->start[i]) == characters[a->tokens->start[i]];
		same &= nx_char_offset(a, a->tokens->end[i]) == characters[a->tokens->end[i]];
	}
	CHECK(same);
	CHECK_INT(nx_char_offset(a, (uint32_t) len), n);
	CHECK_INT(nx_char_offset(analyze("plain", NX_STAGE_TOKENS), 5), 5);
}

/* What has no end is parted, between characters, and junk is not. */
static void
test_endless(void)
{
	static char text[400001];
	static const char *const units[] = {"a", "é", "中", "😀", "\x80", "7", "-", "\xF0\x9F"};

	for (size_t k = 0; k < sizeof(units) / sizeof(units[0]); k++)
		for (size_t lead = 0; lead < 4; lead++)
		{
			size_t size = strlen(units[k]);
			NxAnalysis *a;
			uint32_t at = (uint32_t) lead;
			bool whole = true;

			memset(text, ' ', lead);
			for (size_t i = lead; i < sizeof(text); i++)
				text[i] = units[k][(i - lead) % size];
			a = analyze_bytes(text, sizeof(text), NX_STAGE_TOKENS);
			check_set_context(units[k]);
			CHECK(a->tokens->n < 8);
			for (uint32_t i = 0; i < a->tokens->n; i++)
			{
				whole &= a->tokens->start[i] == at;
				at = a->tokens->end[i];
				/* each but the bytes left over of the last ends a character */
				whole &= a->tokens->kind[i] == NX_TOK_JUNK || at == sizeof(text) ||
						 (at - lead) % size == 0 || a->tokens->kind[i] == NX_TOK_SYMBOL;
			}
			CHECK(whole);
			CHECK_INT(at, sizeof(text));
		}

	/* "1.2.3. …" is junk from end to end, however long, and what follows is not */
	check_set_context("");
	for (size_t i = 0; i < sizeof(text); i++)
		text[i] = "a/b;"[i % 4];
	memcpy(text + sizeof(text) - 6, " Oslo.", 6);
	{
		NxAnalysis *a = analyze_bytes(text, sizeof(text), NX_STAGE_TOKENS);

		CHECK_INT(a->tokens->n, 3);
		CHECK_INT(a->tokens->kind[0], NX_TOK_JUNK);
		CHECK_INT(a->tokens->end[0], sizeof(text) - 6);
		CHECK_INT(a->tokens->kind[1], NX_TOK_WORD);
	}
}

int
main(void)
{
	test_words();
	test_dots();
	test_numbers();
	test_marks();
	test_lines();
	test_noise();
	test_characters();
	test_endless();
	return check_report("token");
}
