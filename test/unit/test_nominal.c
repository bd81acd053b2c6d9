/*
 * test_nominal.c
 *		Pronouns and common nouns: found, and given to whom they mean, or to
 *		nobody.
 */
#include "marked.h"

static void
test_persons(void)
{
	MEANS("[PERSON Mikhail Mishustin] spoke to [PERSON Li] there. He left.", "He", 1,
		  "Mikhail Mishustin");
	MEANS("[PERSON Ana Ruiz] met [PERSON Paul Reke]. She smiled.", "She", 1, "Ana Ruiz");
	MEANS("[PERSON Ana Ruiz] met [PERSON Paul Reke]. He smiled.", "He", 1, "Paul Reke");
	MEANS("[PERSON Ana Ruiz] said she was glad.", "she", 1, "Ana Ruiz");
	MEANS("[PERSON Ana Ruiz] sold her house.", "her", 1, "Ana Ruiz");
	MEANS("[PERSON Paul Reke] hurt himself.", "himself", 1, "Paul Reke");
	MEANS("Mr [PERSON Tsang] spoke. It rained. He left.", "He", 1, "Tsang");
	MEANS("Mrs [PERSON Tsang] met Mr [PERSON Lund]. She left.", "She", 1, "Tsang");
	MEANS(
		"Chief Executive [PERSON Ines Duarte] joined in 2019. “We were nearly bankrupt,” she said.",
		"she", 1, "Ines Duarte");
	/* a sex that nothing tells is learned from the first sure pronoun */
	MEANS("[PERSON K. Reke] spoke. She left. Then [PERSON Paul Lund] came. She waved.", "She", 2,
		  "K. Reke");
	/* the object is somebody else */
	MEANS("[PERSON Paul Reke] met [PERSON John Lund]. [PERSON Reke] praised him.", "him", 1,
		  "John Lund");
	MEANS("[PERSON K. Lund] spoke. [PERSON A. Reke] said he was glad.", "he", 1, "A. Reke");
	/* nobody of that sex, too long ago, two alike */
	MEANS("[PERSON Ana Ruiz] spoke. He left.", "He", 1, "-");
	MEANS("[PERSON Ana Ruiz] spoke. It rained. It snowed. It froze. It thawed. She left.", "She", 1,
		  "-");
	MEANS("[PERSON Paul Reke] and [PERSON John Lund] spoke to a man. It is said that he lied.",
		  "he", 1, "-");
	/* a stranger may be meant */
	MEANS("[PERSON Ana Ruiz] was there. A woman spoke in the hall. She left.", "She", 1, "-");
	MEANS("[PERSON Ana Ruiz] spoke. A man was there. She left.", "She", 1, "Ana Ruiz");
}

static void
test_quotes(void)
{
	/* inside marks, other people are spoken of */
	MEANS("[PERSON Paul Reke] spoke. “He lied,” the report says.", "He", 1, "-");
	MEANS("[PERSON Paul Reke] spoke. \"He lied,\" the report says.", "He", 1, "-");
	MEANS("“[PERSON John Lund] came late. He lied,” said [PERSON Paul Reke].", "He", 1,
		  "John Lund");
	/* and what stands inside does not count outside */
	MEANS("[PERSON Paul Reke] spoke. “[PERSON John Lund] came,” he said.", "he", 1, "Paul Reke");
	/* over paragraphs: the marks are forgotten at a blank line */
	MEANS("[PERSON Paul Reke] spoke. “It was bad\n\nThe next day he left.", "he", 1, "Paul Reke");
	/* who speaks goes on speaking */
	MEANS("“Today is good,” [PERSON Mishustin] told [PERSON Li] in their meeting.\n\n“It will be "
		  "better,” he "
		  "said.",
		  "he", 1, "Mishustin");
}

static void
test_things(void)
{
	MEANS("[ORG Boeing] said it would sell.", "it", 1, "Boeing");
	MEANS("[ORG Boeing] sold its plant.", "its", 1, "Boeing");
	MEANS("[GPE Russia] sent its troops.", "its", 1, "Russia");
	MEANS("[ORG Boeing] fell. It said sales were poor.", "It", 1, "Boeing");
	MEANS("The [ORG WHO] met. The agency said so.", "The agency", 1, "WHO");
	/* not a thing, or not a sure one: no mention at all */
	MEANS("[ORG Boeing] fell. It rained.", "It", 1, "?");
	MEANS("In [GPE Leeds] it rained.", "it", 1, "?");
	MEANS("[ORG Boeing] said [ORG Airbus] said it would sell.", "it", 1, "?");
	MEANS("[ORG Boeing] said “it is over”.", "it", 1, "?");
	MEANS("IT jobs at [ORG Boeing] fell.", "IT", 1, "?");
	MEANS("[ORG Boeing] said it is not clear how.", "it", 1, "?");
	MEANS("[ORG Boeing] said it was sold.", "it", 1, "Boeing");
	MEANS("[ORG Boeing] denied it.", "it", 1, "?");
	/* they */
	MEANS("[ORG Leeds United] won. They play again on Monday.", "They", 1, "Leeds United");
	MEANS("[ORG Leeds United] beat their rivals.", "their", 1, "Leeds United");
	MEANS("[PERSON K. Reke] sang. They left.", "They", 1, "K. Reke");
	MEANS("[PERSON Ana Ruiz] sang. They left.", "They", 1, "-");
	MEANS("[ORG Leeds United] met pupils. They left.", "They", 1, "-");
	MEANS("[PERSON K. Reke] and [PERSON L. Lund] sang. They left.", "They", 1, "-");
	CHECK_INT(mention_of(marked("They left."), "They", 1)->plural, 1);
	CHECK_INT(mention_of(marked("He left."), "He", 1)->plural, 0);
	CHECK_INT(mention_of(marked("He left."), "He", 1)->label, NX_PERSON);
	CHECK_INT(mention_of(marked("He left."), "He", 1)->kind, NX_PRONOUN);
	CHECK(mention_of(marked("I left and you did."), "I", 1) == NULL);
	CHECK(mention_of(marked("I left and you did."), "you", 1) == NULL);
}

static void
test_people(void)
{
	const char *two =
		"[NORP Russian] President [PERSON Putin] met [NORP Chinese] President [PERSON Xi]. ";
	char text[400];

	MEANS("Prime Minister [PERSON Ana Ruiz] spoke. The prime minister left.", "The prime minister",
		  1, "Ana Ruiz");
	MEANS("Prime Minister [PERSON Ana Ruiz] spoke. The minister left.", "The minister", 1,
		  "Ana Ruiz");
	MEANS("[PERSON Ana Ruiz], the county engineer, spoke. The engineer left.", "The engineer", 1,
		  "Ana Ruiz");
	MEANS("[PERSON Ana Ruiz], a teacher, spoke. “No,” the teacher said.", "the teacher", 1,
		  "Ana Ruiz");
	MEANS("[PERSON Ana Ruiz], a teacher, met the mayor, [PERSON Paul Lund]. The mayor left.",
		  "The mayor", 1, "Paul Lund");
	MEANS("[PERSON Angela Merkel] stepped down. The chancellor thanked us.", "The chancellor", 1,
		  "Angela Merkel");
	MEANS("[PERSON Ana Ruiz], the secretary of state, left. The secretary of state slept.",
		  "The secretary of state", 1, "Ana Ruiz");
	MEANS("The manager, [PERSON Ana Ruiz], left.", "The manager", 1, "Ana Ruiz");
	MEANS("Marston's head coach, [PERSON Luis Lund], left. The head coach slept.", "The head coach",
		  1, "Luis Lund");
	MEANS("Gen. [PERSON Mark Milley], chairman of the club, spoke. The general left.",
		  "The general", 1, "Mark Milley");
	MEANS("Sen. [PERSON Ana Ruiz], the chair of the club, spoke. The senator left.", "The senator",
		  1, "Ana Ruiz");
	MEANS("It is bad, said the secretary of [GPE Russia]'s [ORG Security Council] [PERSON Nikolai "
		  "Patrushev].",
		  "the secretary", 1, "Nikolai Patrushev");
	/* not that one */
	MEANS("[PERSON Angela Merkel] stepped down. The victim thanked us.", "The victim", 1, "-");
	MEANS("[PERSON Angela Merkel] and [PERSON Ana Ruiz] stepped down. The chancellor thanked us.",
		  "The chancellor", 1, "-");
	MEANS("[PERSON Angela Merkel] stepped down. The chairman thanked us.", "The chairman", 1, "-");
	MEANS("President [PERSON Angela Merkel] stepped down. The chancellor thanked us.",
		  "The chancellor", 1, "-");
	MEANS("Vice President [PERSON Ana Ruiz] spoke. The president left.", "The president", 1, "-");
	MEANS("Prime Minister [PERSON Ana Ruiz] spoke. The health minister left.",
		  "The health minister", 1, "-");
	MEANS("President [PERSON Ana Ruiz] spoke. The president of [GPE France] left.", "The president",
		  1, "-");
	MEANS("The minister left. Prime Minister [PERSON Ana Ruiz] spoke.", "The minister", 1, "-");
	snprintf(text, sizeof text, "%sThe president left.", two);
	MEANS(text, "The president", 1, "-");
	snprintf(text, sizeof text, "%sThe [NORP Russian] president left.", two);
	MEANS(text, "The Russian president", 1, "Putin");
	snprintf(text, sizeof text, "%sThe [NORP Chinese] president left.", two);
	MEANS(text, "The Chinese president", 1, "Xi");
	snprintf(text, sizeof text, "%sThe [NORP French] president left.", two);
	MEANS(text, "The French president", 1, "-");
	MEANS("President [PERSON Putin] of [GPE Russia] met [GPE China]'s president, [PERSON Xi]. "
		  "Later the "
		  "[NORP Chinese] president left.",
		  "the Chinese president", 1, "Xi");
	/* no mention of its own */
	MEANS("The farmer [PERSON Tomas Reke] spoke.", "The farmer", 1, "?");
	MEANS("The company car was sold.", "The company", 1, "?");
	MEANS("The sun set.", "The sun", 1, "?");
	CHECK_INT(mention_of(marked("The farmer left."), "The farmer", 1)->label, NX_PERSON);
	CHECK_INT(mention_of(marked("The farmer left."), "The farmer", 1)->kind, NX_NOMINAL);
	CHECK_INT(mention_of(marked("The ministry said."), "The ministry", 1)->label, NX_ORG);
}

static void
test_organisations(void)
{
	MEANS("[ORG Bank of England] said no. Then the bank left.", "the bank", 1, "Bank of England");
	MEANS("The [ORG Health Ministry] said no. The ministry is new.", "The ministry", 1,
		  "Health Ministry");
	MEANS("[ORG Ryanair], an airline, fell. The airline is new.", "The airline", 1, "Ryanair");
	MEANS("[ORG Boeing] fell. The company said no.", "The company", 1, "Boeing");
	MEANS("[ORG Boeing] and [ORG Airbus] fell. The company said no.", "The company", 1, "-");
	MEANS("[GPE Chad] is big. The country is dry.", "The country", 1, "Chad");
	MEANS("[GPE Chad] and [GPE Mali] are big. The country is dry.", "The country", 1, "?");
	MEANS("The [ORG Health Ministry] and the [ORG Interior Ministry] met. The ministry is new.",
		  "The ministry", 1, "-");
	MEANS("The [ORG Health Ministry] met. The ministry of justice is new.", "The ministry", 1, "-");
}

static void
test_counts(void)
{
	NxAnalysis *a = marked("[PERSON Ana Ruiz], the mayor, spoke. She left. The mayor slept.");

	CHECK_INT(entity_named(a, "Ana Ruiz")->mentions, 4);
	CHECK_INT(a->n_mentions, 4);
	CHECK_INT(a->mentions[1].kind, NX_NOMINAL);
	for (uint32_t i = 1; i < a->n_mentions; i++)
		CHECK(a->mentions[i - 1].span.start <= a->mentions[i].span.start);
}

/* What tells more of somebody than an office; buildings, rivers; the firm of the article. */
static void
test_elaborations(void)
{
	MEANS("[PERSON Luis Pires] fouled [PERSON Ana Diaz]. [PERSON Pires], 29, left. The 29-year-old "
		  "left.",
		  "The 29-year-old", 1, "Luis Pires");
	MEANS("[PERSON Oscar Marlow] won. “It was good,” the 24-year-old said.", "the 24-year-old", 1,
		  "Oscar Marlow");
	MEANS("[PERSON Luis Ruiz], a teacher, won. The 34-year-old [NORP Nigerian], who was late, "
		  "left.",
		  "The 34-year-old Nigerian", 1, "Luis Ruiz");
	MEANS("[PERSON Luis Ruiz], a manager, won. The former [GPE Scotland] midfielder left.",
		  "The former Scotland midfielder", 1, "Luis Ruiz");
	MEANS("“It was good,” said resident [PERSON Ana Ruiz]. The mother of two left.",
		  "The mother of two", 1, "Ana Ruiz");
	MEANS("[PERSON Luis Ruiz] and [PERSON Ana Ruiz] won. The 24-year-old left.", "The 24-year-old",
		  1, "-");
	MEANS("He went to [FAC Addington Hospital]. The hospital was full.", "the hospital", 1, "?");
	MEANS("He went to [FAC Addington Hospital]. The hospital was full.", "The hospital", 1,
		  "Addington Hospital");
	MEANS("The [LOC Baruna River] rose. Then the river fell.", "the river", 1, "Baruna River");
	MEANS("It rained. Then the river fell.", "the river", 1, "?");
	MEANS(
		"The chipmaker [ORG Rapido] hired. [PERSON Ana Ruiz] of the [ORG Ministry of Trade] left. "
		"The company grew.",
		"The company", 1, "Rapido");
	MEANS("[ORG Brightwater] rose. [ORG Brightwater] fell. [ORG Brightwater] won. It rained.\n\n"
		  "It snowed. It thundered. Nobody came, and nothing was said.\n\nThe [ORG Workers' "
		  "Union] met. The company closed.",
		  "The company", 1, "Brightwater");
	MEANS("The [ORG Union of Crews] met. [ORG Selmo Ferries] sailed. It rained on Monday. Nobody "
		  "came. The union voted.",
		  "The union", 1, "Union of Crews");
	MEANS("It is in [GPE Odisha]. It rained in the village of [GPE Nuasahi].", "the village", 1,
		  "?");
	MEANS(
		"President [PERSON Dina Bolu] fled. Her lawyer, [PERSON Juan Diaz], left. They sought the "
		"former president.",
		"the former president", 1, "Dina Bolu");
	MEANS("[PERSON Jim Ruiz], leader of the [ORG Traditional Unionist Voice] ([ORG TUV]), left. "
		  "Then the [ORG TUV] leader slept.",
		  "the TUV leader", 1, "Jim Ruiz");
	MEANS("[ORG Infineon] fell. Then the Munich-based company rose.", "the Munich-based company", 1,
		  "Infineon");
	MEANS("[ORG Ethiopian Airlines Group] chief [PERSON Ana Ruiz] left. Then the airline closed.",
		  "the airline", 1, "Ethiopian Airlines Group");
	MEANS("It is in [GPE Canada]. Then the town burned.", "the town", 1, "?");
	/* datelines and possessors are not spoken of */
	MEANS("[GPE LONDON] - [ORG Brightwater], a grocer, said on Monday that its profit fell.", "its",
		  1, "Brightwater");
	MEANS("[GPE Nigeria]'s [ORG Dangote] sold it, its first sale.", "its", 1, "Dangote");
	/* relatives have one family name */
	MEANS("[PERSON Ekrem Imam] left. [PERSON Recep Erdo] spoke. His wife, [PERSON Dilek Imam], "
		  "left.",
		  "His", 1, "Ekrem Imam");
	MEANS("[PERSON Luis Ruiz] died. His son, [PERSON Daniel Lund], is here. “No,” he said.", "he",
		  1, "Daniel Lund");
}

int
main(void)
{
	test_persons();
	test_quotes();
	test_things();
	test_people();
	test_organisations();
	test_counts();
	test_elaborations();
	return check_report("nominal");
}
