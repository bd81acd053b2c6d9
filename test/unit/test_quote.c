/*
 * test_quote.c
 *		Who said what, in the orders and traps of news.
 */
#include <stdio.h>

#include "analyze.h"
#include "check.h"
#include "records.h"

static const char *
kind_letter(const NxQuote *q)
{
	return q->kind == NX_DIRECT ? "d" : q->kind == NX_MIXED ? "m" : "i";
}

/* Quotation k, good until the next call. */
static const NxQuote *
nth(const NxAnalysis *a, uint32_t k)
{
	static NxQuote quote;

	CHECK(k < a->n_quotes);
	quote = nx_quote_at(a, k);
	return &quote;
}

/*
 * Among the text's quotations is one with this kind (d, m, i), speaker (NULL:
 * nobody) and words; NULL words: there is none at all.
 */
static void
check_quote(const char *text, const char *kind, const char *speaker, const char *words, int line)
{
	NxAnalysis *a = analyze(text, NX_STAGE_QUOTES);
	char have[1500] = "";
	size_t len = 0;
	bool found = false;
	char what[1800];

	CHECK_CONTEXT(text);
	for (uint32_t k = 0; k < a->n_quotes && len < sizeof(have) - 400; k++)
	{
		const NxQuote *q = nth(a, k);
		NxStr slice = nx_slice(a, q->span);

		len += (size_t) snprintf(have + len, sizeof(have) - len, " {%s %.*s: %.*s}", kind_letter(q),
								 (int) q->speaker.len, q->speaker.len > 0 ? q->speaker.data : "",
								 (int) (slice.len > 200 ? 200 : slice.len), slice.data);
		if (words != NULL && strcmp(kind_letter(q), kind) == 0 && slice.len == strlen(words) &&
			memcmp(slice.data, words, slice.len) == 0 &&
			(speaker == NULL ? q->speaker.len == 0
							 : q->speaker.len == strlen(speaker) &&
								   memcmp(q->speaker.data, speaker, q->speaker.len) == 0))
			found = true;
	}
	snprintf(what, sizeof(what), "quotation not as expected; have%s", have);
	check_count(words == NULL ? a->n_quotes == 0 : found, __FILE__, line, what);
}

#define QUOTE(text, kind, speaker, words) check_quote((text), (kind), (speaker), (words), __LINE__)
#define NO_QUOTE(text) check_quote((text), NULL, NULL, NULL, __LINE__)

static void
test_orders(void)
{
	QUOTE("Output at the mine fell 18 percent last year, Goldcrest Resources said in a statement.",
		  "i", "Goldcrest Resources", "Output at the mine fell 18 percent last year");
	QUOTE("“The harbour is closed,” Ana Diaz said.", "d", "Ana Diaz", "The harbour is closed");
	QUOTE("“The harbour is closed,” said Ana Diaz.", "d", "Ana Diaz", "The harbour is closed");
	QUOTE("Ana Diaz said: “The harbour is closed.”", "d", "Ana Diaz", "The harbour is closed.");
	QUOTE("Ana Diaz said, “The harbour is closed.”", "d", "Ana Diaz", "The harbour is closed.");
	QUOTE("“The harbour,” said Ana Diaz, “is closed.”", "d", "Ana Diaz", "The harbour");
	QUOTE("“The harbour,” said Ana Diaz, “is closed.”", "d", "Ana Diaz", "is closed.");
	QUOTE("\"The harbour is closed,\" Ana Diaz said.", "d", "Ana Diaz", "The harbour is closed");
	QUOTE("‘The harbour is closed,’ Ana Diaz said.", "d", "Ana Diaz", "The harbour is closed");
	QUOTE("According to police, two men fled.", "i", "police", "two men fled");
	QUOTE("Two men fled, according to police.", "i", "police", "Two men fled");
	QUOTE("Police said on Monday that three people died.", "i", "Police", "that three people died");
	QUOTE("In a statement, the company said it regretted the error.", "i", "the company",
		  "it regretted the error");
	QUOTE("“We are ready,” the ministry tweeted.", "d", "the ministry", "We are ready");
	QUOTE("The bridge is safe, said Ana Diaz, who is the mayor.", "i", "Ana Diaz",
		  "The bridge is safe");
	QUOTE("He was quoted as saying the plan was dead.", "i", "He", "the plan was dead");
}

static void
test_speakers(void)
{
	QUOTE("“Taxes will rise,” Diaz told Romero.", "d", "Diaz", "Taxes will rise");
	QUOTE("Diaz told reporters that taxes would rise.", "i", "Diaz", "that taxes would rise");
	QUOTE("Steve Tsang, director of the SOAS China Institute, said the visit was useful.", "i",
		  "Steve Tsang", "the visit was useful");
	QUOTE("“I am tired,” said Ana Diaz, a nurse. “We all are.”", "d", "Ana Diaz", "We all are.");
	QUOTE("“It was chaos,” said one official, who asked not to be named.", "d", "one official",
		  "It was chaos");
	QUOTE("Prime Minister Rishi Sunak said: \"We will deliver.\"", "d", "Rishi Sunak",
		  "We will deliver.");
	QUOTE("Mayor Ines Duarte joined in 2019. “We were nearly bankrupt,” she said.", "d",
		  "Ines Duarte", "We were nearly bankrupt");
	QUOTE("“It's over,” said Diaz, but Romero insisted “it has barely begun.”", "d", "Diaz",
		  "It's over");
	QUOTE("“It's over,” said Diaz, but Romero insisted “it has barely begun.”", "d", "Romero",
		  "it has barely begun.");
	QUOTE("“Is it safe?” asked Diaz. “No,” replied Romero.", "d", "Diaz", "Is it safe");
	QUOTE("“Is it safe?” asked Diaz. “No,” replied Romero.", "d", "Romero", "No");
	QUOTE("“Is it safe?” Diaz asked.", "d", "Diaz", "Is it safe");
	QUOTE("Moscow calls the war a “special operation.”", "m", "Moscow",
		  "the war a “special operation.”");
	QUOTE("“At last.” — Ana Diaz", "d", "Ana Diaz", "At last.");
}

static void
test_headlines(void)
{
	QUOTE("‘We were lucky’: survivors describe ferry sinking", "d", "survivors", "We were lucky");
	QUOTE("‘Pragmatic cooperation’: Li Qiang", "d", "Li Qiang", "Pragmatic cooperation");
	QUOTE("'We are fine,' says minister", "d", "minister", "We are fine");
	QUOTE("Trump on Clinton: “She lost.”", "d", "Trump", "She lost.");
	QUOTE("Ana Diaz: We will not pay for the bridge", "i", "Ana Diaz",
		  "We will not pay for the bridge");
	QUOTE("Police: three people died in fire", "i", "Police", "three people died in fire");
	QUOTE("Storm kills four in Texas – officials", "i", "officials", "Storm kills four in Texas");
	QUOTE("Firm in talks to sell drones to Russia: report", "i", "report",
		  "Firm in talks to sell drones to Russia");
	NO_QUOTE("Brexit: what happens next");
	NO_QUOTE("Tourism in Spain: a short history");
}

static void
test_what_is_none(void)
{
	NO_QUOTE("The 6'2\" forward and his 5'11\" brother both scored.");
	NO_QUOTE("The film “Long Night” opened on Friday.");
	NO_QUOTE("The so-called “experts” were wrong.");
	NO_QUOTE("The workers' pay rose in the '90s.");
	NO_QUOTE("");
	QUOTE("Her second album, “Salt and Wire,” sold badly, she said.", "i", "she",
		  "Her second album, “Salt and Wire,” sold badly");
}

static void
test_interviews(void)
{
	static const char *const questions =
		"Ana Diaz, the mayor of Orvale, spoke to Joe Romero of the Courier. Diaz leaves in May.\n\n"
		"Q: Why did you resign?\n\nA: I was tired. It was enough.\n\nQ: What next?\n\nA: I will "
		"write.";
	static const char *const dashes =
		"Ana Diaz has resigned as mayor of Orvale.\n\n– Why did you resign?\n\n"
		"– I was tired. It was enough.\n\n– What next?\n\n– I will write.";
	static const char *const transcript =
		"Partial transcript:\n\n\"WALLACE: Let us start. Why?\n\n\"PENCE: That is America, Chris. "
		"It "
		"is.\n\n\"WALLACE: If I may, sir. Why?\n\n\"ORVALE: Nobody knows.\"";

	static const char *const bare =
		"Elena Voss left the stage in March, after nine plays in eleven years.\n\n"
		"Why did you stop?\n\nI had nothing left to give. My desk was full of beginnings.\n\n"
		"Was it the theatre?\n\nMy health had more to do with it.\n\n"
		"Will you come back?\n\nI have a title. It is more than I had in March.";

	QUOTE(bare, "i", "Elena Voss", "I had nothing left to give. My desk was full of beginnings.");
	QUOTE(bare, "i", "Elena Voss", "My health had more to do with it.");
	QUOTE(bare, "i", "Elena Voss", "I have a title. It is more than I had in March.");
	QUOTE(questions, "i", "Ana Diaz", "I was tired. It was enough.");
	QUOTE(questions, "i", "Ana Diaz", "I will write.");
	CHECK_INT(analyze(questions, NX_STAGE_QUOTES)->n_quotes, 2);
	QUOTE(dashes, "i", "Ana Diaz", "I was tired. It was enough.");
	QUOTE(dashes, "i", "Ana Diaz", "I will write.");
	CHECK_INT(analyze(dashes, NX_STAGE_QUOTES)->n_quotes, 2);
	QUOTE(transcript, "d", "PENCE", "That is America, Chris. It is.");
	QUOTE(transcript, "d", "WALLACE", "If I may, sir. Why?");
	QUOTE(transcript, "d", "ORVALE", "Nobody knows.");
	QUOTE("Ana Diaz: We will not pay. It is over.\n\nJoe Romero: It was free last year.", "i",
		  "Ana Diaz", "We will not pay. It is over.");
}

static void
test_negation(void)
{
	const NxAnalysis *a =
		analyze("The mayor did not say when the bridge would reopen.", NX_STAGE_QUOTES);

	CHECK_INT(a->n_quotes, 1);
	CHECK(nth(a, 0)->negated);
	CHECK_SLICE(nx_slice(a, nth(a, 0)->span), "when the bridge would reopen");
	a = analyze("The mayor declined to say when the bridge would reopen.", NX_STAGE_QUOTES);
	CHECK(nth(a, a->n_quotes - 1)->negated);
	a = analyze("The mayor said the bridge would not reopen.", NX_STAGE_QUOTES);
	CHECK(!nth(a, 0)->negated);
}

/* Stretches of one quotation share its number; others have their own. */
static void
test_numbers(void)
{
	const NxAnalysis *a = analyze("“The harbour,” said Ana Diaz, “is closed.”", NX_STAGE_QUOTES);

	CHECK_INT(a->n_quotes, 2);
	CHECK_INT(nth(a, 0)->quote_no, 1);
	CHECK_INT(nth(a, 1)->quote_no, 1);
	CHECK_SLICE(nx_slice(a, nth(a, 0)->cue), "said");
	CHECK_SLICE(nx_slice(a, nth(a, 0)->source), "Ana Diaz");
	CHECK_INT(nth(a, 0)->speaker_label, NX_PERSON);

	a = analyze("“We lost the barn first.\n\n“Then the house went,” said farmer Tomas Reke.\n\n"
				"The fire burned on.",
				NX_STAGE_QUOTES);
	CHECK_INT(a->n_quotes, 2);
	CHECK_INT(nth(a, 0)->quote_no, nth(a, 1)->quote_no);
	CHECK_SLICE(nth(a, 0)->speaker, "Tomas Reke");

	/* marks inside of marks are part of what is said */
	a = analyze("“The policy is one of “declaring neutrality and paying no price”, and it "
				"stays,” Steve Tsang said.",
				NX_STAGE_QUOTES);
	CHECK_INT(a->n_quotes, 1);
	CHECK_SLICE(nx_slice(a, nth(a, 0)->span),
				"The policy is one of “declaring neutrality and paying no price”, and it stays");
	CHECK_SLICE(nth(a, 0)->speaker, "Steve Tsang");

	/* carried over to a paragraph of its own */
	a = analyze("“We will win,” said Ana Diaz.\n\n“Nobody doubts that any more, I think.”",
				NX_STAGE_QUOTES);
	CHECK_INT(a->n_quotes, 2);
	CHECK(nth(a, 0)->quote_no != nth(a, 1)->quote_no);
	CHECK_SLICE(nth(a, 1)->speaker, "Ana Diaz");

	/* a colon ends the paragraph before */
	a = analyze("Ana Diaz wrote on Tuesday:\n\n“Nobody doubts that any more.”", NX_STAGE_QUOTES);
	CHECK_SLICE(nth(a, 0)->speaker, "Ana Diaz");

	/* a source without a name has no label */
	a = analyze("“It was chaos,” said one official.", NX_STAGE_QUOTES);
	CHECK_INT(nth(a, 0)->speaker_label, NX_LABEL_NONE);
	CHECK(nth(a, 0)->speaker_entity == NX_NONE);
}

int
main(void)
{
	test_orders();
	test_speakers();
	test_headlines();
	test_what_is_none();
	test_interviews();
	test_negation();
	test_numbers();
	return check_report("quote");
}
