/*
 * test_sentence.c
 *		Sentences, paragraphs and their kinds.
 */
#include "analyze.h"
#include "check.h"
#include "sentence.h"
#include "token.h"

/* Sentences are written with " | " between them, paragraphs with " || ". */
static void
check_sentences(const char *text, const char *expected, int line)
{
	NxAnalysis *a = analyze(text, NX_STAGE_SENTENCES);
	const NxTokens *t = a->tokens;
	const NxSentences *s = a->sentences;
	char have[2000] = "";
	size_t len = 0;

	for (uint32_t i = 0; i < s->n; i++)
	{
		const NxSentence *this = &s->sentences[i];
		uint32_t start = t->start[this->first_token];
		uint32_t end = t->end[this->end_token - 1];

		len += (size_t) snprintf(have + len, sizeof(have) - len, "%s%.*s",
								 i == 0                                             ? ""
								 : this->paragraph != s->sentences[i - 1].paragraph ? " || "
																					: " | ",
								 (int) (end - start), text + start);
	}
	check_string(have, expected, __FILE__, line, "sentences");
}

#define SENTENCES(text, expected) check_sentences((text), (expected), __LINE__)

static NxParagraphKind
kind_of(const char *text, uint32_t paragraph)
{
	NxAnalysis *a = analyze(text, NX_STAGE_SENTENCES);

	return (NxParagraphKind) a->sentences->paragraphs[paragraph].kind;
}

/* The word that the lead begins with. */
static void
check_lead(const char *text, const char *expected, int line)
{
	NxAnalysis *a = analyze(text, NX_STAGE_SENTENCES);
	uint32_t i = a->sentences->paragraphs[0].lead_token;

	check_bytes(text + a->tokens->start[i], a->tokens->end[i] - a->tokens->start[i], expected,
				__FILE__, line, "lead");
}

#define LEAD(text, expected) check_lead((text), (expected), __LINE__)

static void
test_ends(void)
{
	SENTENCES("It rained. The dam held.", "It rained. | The dam held.");
	SENTENCES("Mr. Reke left. Dr. Osei stayed.", "Mr. Reke left. | Dr. Osei stayed.");
	SENTENCES("He works for Orbit Inc. The firm grew.", "He works for Orbit Inc. | The firm grew.");
	SENTENCES("Orbit Inc. Chairman Ray Voss left.", "Orbit Inc. Chairman Ray Voss left.");
	SENTENCES("She moved to the U.S. in 2019. He did not.",
			  "She moved to the U.S. in 2019. | He did not.");
	SENTENCES("She moved to the U.S. He did not.", "She moved to the U.S. | He did not.");
	SENTENCES("J. K. Osei wrote it. It sold.", "J. K. Osei wrote it. | It sold.");
	SENTENCES("“Go now.” He went.", "“Go now.” | He went.");
	SENTENCES("“Why now?” she asked.", "“Why now?” she asked.");
	SENTENCES("“Why now?” Ana Ruiz asked. He left.", "“Why now?” Ana Ruiz asked. | He left.");
	SENTENCES("“Why now?” Ana Ruiz, the mayor of Lisbon, asked.",
			  "“Why now?” Ana Ruiz, the mayor of Lisbon, asked.");
	SENTENCES("“Why now?” Ana Ruiz left. He said no.", "“Why now?” | Ana Ruiz left. | He said no.");
	SENTENCES("“Not now.” Ana Ruiz said no.", "“Not now.” | Ana Ruiz said no.");
	SENTENCES("It rose 1.5 percent... then fell.", "It rose 1.5 percent... then fell.");
	SENTENCES("he said.The dam held.", "he said. | The dam held.");
	SENTENCES("Prices (at No. 10) rose. So did wages!", "Prices (at No. 10) rose. | So did wages!");
	SENTENCES("1. Ana Ruiz won. 2. Tom Reke lost.", "1. Ana Ruiz won. | 2. Tom Reke lost.");
	SENTENCES("", "");
}

static void
test_paragraphs(void)
{
	SENTENCES("One here.\n\nTwo here.", "One here. || Two here.");
	SENTENCES("One here.\nTwo here.", "One here. || Two here.");
	/* wrapped at a margin */
	SENTENCES("The council of the northern district has said that it will build the\n"
			  "bridge before winter. The engineers of the county and of the\n"
			  "Republic of Ireland agree.",
			  "The council of the northern district has said that it will build the\n"
			  "bridge before winter. | The engineers of the county and of the\n"
			  "Republic of Ireland agree.");
}

static void
test_kinds(void)
{
	CHECK_INT(kind_of("Storm Closes Ports\n\nThe ports closed on Monday.", 0), NX_PARA_HEADLINE);
	CHECK_INT(kind_of("Storm Closes Ports\n\nThe ports closed on Monday.", 1), NX_PARA_BODY);
	CHECK_INT(kind_of("PORTS CLOSED.\nThe ports closed on Monday.", 0), NX_PARA_HEADLINE);
	CHECK_INT(kind_of("LISBON 1999-03-04\nThe ports closed.", 0), NX_PARA_DATELINE);
	CHECK_INT(kind_of("By Ana Ruiz\n\nThe ports closed.", 0), NX_PARA_BYLINE);
	CHECK_INT(kind_of("By Friday the river had risen again\n\nIt fell.", 0), NX_PARA_HEADLINE);
	CHECK_INT(kind_of("It fell.\n\nReporting by Ana Ruiz; Editing by Tom Reke", 1), NX_PARA_BYLINE);
	CHECK_INT(kind_of("Photo: Ana Ruiz/Getty\n\nIt fell.", 0), NX_PARA_CREDIT);
	CHECK_INT(kind_of("• More rain is expected\n\nIt fell.", 0), NX_PARA_LIST);
	CHECK_INT(kind_of("It fell.\n\nRead more: how rivers rise", 1), NX_PARA_FURNITURE);
	CHECK_INT(kind_of("Share this\n\nIt fell.", 0), NX_PARA_FURNITURE);
}

static void
test_leads(void)
{
	LEAD("LISBON (Reuters) - Ports closed on Monday as the storm came in.", "Ports");
	LEAD("SALVADOR, Feb 26 - Showers continued in the cocoa zone.", "Showers");
	LEAD("Kuala Lumpur, 5 March – Ports closed on Monday.", "Ports");
	LEAD("Ports closed on Monday - again.", "Ports");
	LEAD("Ana Ruiz - the mayor - closed the ports on Monday.", "Ana");
}

/* Text without end is cut, and every token stands in one sentence. */
static void
test_endless(void)
{
	static char text[50001];
	NxAnalysis *a;
	uint32_t next = 0;

	for (size_t i = 0; i < sizeof(text) - 1; i++)
		text[i] = "word "[i % 5];
	a = analyze(text, NX_STAGE_SENTENCES);
	CHECK_INT(a->tokens->n, 10000);
	CHECK_INT(a->sentences->n, 25);
	CHECK_INT(a->sentences->n_paragraphs, 1);
	for (uint32_t i = 0; i < a->sentences->n; i++)
	{
		CHECK_INT(a->sentences->sentences[i].first_token, next);
		next = a->sentences->sentences[i].end_token;
	}
	CHECK_INT(next, 10000);
}

int
main(void)
{
	NxAnalysis *a = analyze("One two. Three four. Five.", NX_STAGE_SENTENCES);

	test_ends();
	test_paragraphs();
	test_kinds();
	test_leads();
	test_endless();
	CHECK_INT(nx_sentence_of(a->sentences, 0), 0);
	CHECK_INT(nx_sentence_of(a->sentences, 3), 1);
	CHECK_INT(nx_sentence_of(a->sentences, a->tokens->n - 1), 2);
	return check_report("sentence");
}
