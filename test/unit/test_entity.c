/*
 * test_entity.c
 *		Names that are one thing, and names that are not.
 */
#include "marked.h"

static void
test_people(void)
{
	ENTITIES("[PERSON Steve Tsang] spoke. [PERSON Tsang] went.", "Steve Tsang/PERSON|Tsang");
	ENTITIES("[PERSON Xi Jinping] spoke. [PERSON Xi] went.", "Xi Jinping/PERSON|Xi");
	ENTITIES("[PERSON Ana Ruiz] met [PERSON Luis Ruiz]. [PERSON Ana Ruiz] left.",
			 "Ana Ruiz/PERSON; Luis Ruiz/PERSON");
	/* particles, double surnames, middle names */
	ENTITIES("[PERSON Robin van der Berg] won. [PERSON Van der Berg] was glad, [PERSON Berg] said.",
			 "Robin van der Berg/PERSON|Van der Berg|Berg");
	ENTITIES("[PERSON Luis Ortega Salas] won. [PERSON Ortega Salas] smiled. [PERSON Ortega] left. "
			 "[PERSON Salas] came.",
			 "Luis Ortega Salas/PERSON|Ortega Salas|Ortega|Salas");
	ENTITIES("[PERSON Hassan al-Tamimi] spoke. Mr [PERSON Tamimi] left; [PERSON al-Tamimi] sat.",
			 "Hassan al-Tamimi/PERSON|Tamimi|al-Tamimi");
	ENTITIES("[PERSON Donald Marsh] and [PERSON Donald J. Marsh] are one; [PERSON D. Marsh] too.",
			 "Donald J. Marsh/PERSON|Donald Marsh|D. Marsh");
	ENTITIES("[PERSON George W. Lund] and [PERSON George H. Lund] are two.",
			 "George W. Lund/PERSON; George H. Lund/PERSON");
	ENTITIES("[PERSON Hillary Clinton] and [PERSON Hillary Rodham Clinton] are one.",
			 "Hillary Rodham Clinton/PERSON|Hillary Clinton");
	ENTITIES("[PERSON Earvin \"Magic\" Dunn] won. [PERSON Magic Dunn] wept.",
			 "Earvin \"Magic\" Dunn/PERSON|Magic Dunn");
	ENTITIES("[PERSON Nguyen Thi Hoa] spoke. [PERSON Hoa] sat. [PERSON Nguyen Thi Hoa] left.",
			 "Nguyen Thi Hoa/PERSON|Hoa");
	ENTITIES("[PERSON Kim Min-jae] shot. [PERSON Kim] scored.", "Kim Min-jae/PERSON|Kim");
	ENTITIES("[PERSON Mohammed bin Rashid al-Falasi] spoke. Sheikh [PERSON Mohammed] left.",
			 "Mohammed bin Rashid al-Falasi/PERSON|Mohammed");
	ENTITIES("[PERSON Zoë Müller] ran. [PERSON Muller] won.", "Zoë Müller/PERSON|Muller");
	ENTITIES("[PERSON Sean O'Dowd] ran. [PERSON O’Dowd] won.", "Sean O'Dowd/PERSON|O’Dowd");

	/* fathers and sons */
	ENTITIES("[PERSON Ken Barlow] met [PERSON Ken Barlow Jr.] on Monday.",
			 "Ken Barlow/PERSON; Ken Barlow Jr./PERSON");
	ENTITIES("[PERSON Ken Barlow Jr.] played. [PERSON Barlow] won.",
			 "Ken Barlow Jr./PERSON|Barlow");
	ENTITIES("[PERSON Frederik III] met [PERSON Frederik II].",
			 "Frederik III/PERSON; Frederik II/PERSON");

	/* titles are no part of a name */
	ENTITIES("[PERSON President Xi Jinping] spoke. [PERSON Mr. Xi] left.", "Xi Jinping/PERSON|Xi");
	ENTITIES("[PERSON Sir Ian Holt] spoke. [PERSON Dr Holt] left.", "Ian Holt/PERSON|Holt");
	ENTITIES("[PERSON Ana Ruiz's] dog barked.", "Ana Ruiz/PERSON");
	ENTITIES("[PERSON Ana\nRuiz] spoke.", "Ana Ruiz/PERSON");
}

/* Which of several people a family name means. */
static void
test_namesakes(void)
{
	const char *two =
		"[PERSON Li Qiang] met [PERSON Mishustin]. [PERSON Li] spoke. He went home.\n\n"
		"Later [PERSON Li Hui] flew to Kyiv. [PERSON Li] said little.";
	const char *often =
		"[PERSON Ana Ruiz] spoke at length. [PERSON Ruiz] sat. [PERSON Ruiz] stood.\n\n"
		"Her brother [PERSON Luis Ruiz] was there. It was a long day.\n\nThe sun set.\n\nNothing "
		"came of it, and the hall was locked.\n\n[PERSON Ruiz] left.";

	MEANS(two, "Li", 1, "Li Qiang");
	MEANS(two, "Li", 2, "Li Hui");
	MEANS("[PERSON Bill Clinton] and [PERSON Hillary Clinton] came. Mrs. [PERSON Clinton] spoke.",
		  "Clinton", 1, "Hillary Clinton");
	MEANS("[PERSON Hillary Clinton] and [PERSON Bill Clinton] came. Mr [PERSON Clinton] spoke.",
		  "Clinton", 1, "Bill Clinton");
	MEANS(often, "Ruiz", 3, "Ana Ruiz");
	MEANS("Mr. [PERSON Lund] seldom speaks of his brother [PERSON Freddy].\n\n[PERSON Donald Lund] "
		  "met his brother, "
		  "[PERSON Freddy Lund], at noon. [PERSON Freddy] drank. [PERSON Freddy] sang. Mr. [PERSON "
		  "Lund] left.",
		  "Lund", 1, "Donald Lund");
	/* brothers: one goes by the family name */
	MEANS("[PERSON Donald Lund] met his brother, [PERSON Freddy Lund], at noon. Mr. [PERSON Lund] "
		  "spoke. "
		  "[PERSON Freddy] drank. It was late. [PERSON Freddy] sang. [PERSON Freddy] ate. Mr. "
		  "[PERSON Lund] left.",
		  "Lund", 2, "Donald Lund");
	/* a headline's bare name is of whom the text tells most */
	MEANS("[PERSON Clinton] Wins Again in Ohio\n\n[PERSON Hillary Clinton] won. [PERSON Clinton] "
		  "beat "
		  "[PERSON Bernie Sanders].",
		  "Clinton", 1, "Hillary Clinton");
	/* used all along without a first name: not the sister's */
	MEANS("[PERSON Duda] spoke on Monday. [PERSON Duda] left. [PERSON Duda] ate. His sister "
		  "[PERSON Agata Duda] cooked.",
		  "Duda", 1, "Duda");
}

/* Acronyms of another language, places that firms and clubs are named after, relatives. */
static void
test_uncertain(void)
{
	ENTITIES("The [ORG National Liberation Army], or [ORG ELN], left. The [ORG ELN] came.",
			 "National Liberation Army/ORG|ELN");
	ENTITIES("The [ORG People's Party] ([ORG CHK]) met. The [ORG CHK] voted.",
			 "People's Party/ORG|CHK");
	ENTITIES("The [ORG People's Party] ([ORG CHK]) met.", "People's Party/ORG; CHK/ORG");
	ENTITIES("[ORG Rio Tinto] fell. [ORG Rio] said so.", "Rio Tinto/ORG|Rio");
	ENTITIES("[ORG Alderby Town] won. [GPE Alderby] led early.", "Alderby Town/ORG|Alderby");
	ENTITIES("[ORG Alderby Town] won. It rained in [GPE Alderby].",
			 "Alderby Town/ORG; Alderby/GPE");
	MEANS("[PERSON Ekrem Imam] left. [PERSON Imam] spoke. His wife, [PERSON Dilek Imam], spoke. "
		  "[PERSON Imam]'s lawyer left.",
		  "Imam", 2, "Ekrem Imam");
	MEANS("[PERSON Matteo Ricci] cried. [PERSON Matteo] slept. His mother, [PERSON Elena Ricci], "
		  "wept. She thanked them, and [PERSON Ricci] left.",
		  "Ricci", 1, "Elena Ricci");
	ENTITIES("[PERSON Ayatollah Ali Karimi] spoke.", "Ali Karimi/PERSON");
	/* letters after a name, capitals of a byline, titles that know better than given names */
	ENTITIES("[PERSON Alan Whitmore FRS] won. [PERSON Whitmore] left.",
			 "Alan Whitmore/PERSON|Whitmore");
	ENTITIES("By [PERSON MARIA O'DOWD]\n\nIt rained on Monday, and nobody came to the town.",
			 "Maria O'Dowd/PERSON");
	ENTITIES("[PERSON Hilary Benn] won. Mr [PERSON Benn] left.", "Hilary Benn/PERSON|Benn");
	ENTITIES("[PERSON MS Dhoni] won. He said Mr [PERSON Dhoni] left.", "MS Dhoni/PERSON|Dhoni");
	ENTITIES("[ORG Pacific Gas and Electric Co.] fell. [ORG PG&E] rose.",
			 "Pacific Gas and Electric Co./ORG|PG&E");
	ENTITIES("[ORG Canadian National Railway] fell. [ORG CN] rose.",
			 "Canadian National Railway/ORG|CN");
	ENTITIES(
		"The [ORG Communist Party of Nepal], also known as [ORG KPM], met. The [ORG KPM] left.",
		"Communist Party of Nepal/ORG|KPM");
	ENTITIES("The ship [PRODUCT MV Tokara Star] sank. The [ORG Tokara Star] was old.",
			 "MV Tokara Star/PRODUCT|Tokara Star");
}

static void
test_headlines(void)
{
	ENTITIES("XI HEAPS PRAISE ON [PERSON PUTIN]\n\n[PERSON Vladimir Putin] was praised on Monday.",
			 "Vladimir Putin/PERSON|PUTIN");
	ENTITIES("[PERSON Putin] Praised in Beijing\n\nRussian President [PERSON Vladimir Putin] was "
			 "praised.",
			 "Vladimir Putin/PERSON|Putin");
	ENTITIES("[ORG SUNAK] RESIGNS AS TORIES LOSE\n\n[PERSON Rishi Sunak] resigned on Friday.",
			 "Rishi Sunak/PERSON|SUNAK");
	ENTITIES("[ORG ESKOM] CUTS POWER\n\nThe utility [ORG Eskom] cut the power on Monday.",
			 "Eskom/ORG");
	ENTITIES(
		"[ORG SOAS] Man Speaks\n\nThe [ORG School of Oriental and African Studies] is in London.",
		"School of Oriental and African Studies/ORG|SOAS");
	/* one thing for the tagger in the headline, another in the text */
	ENTITIES("[ORG Tsang] Speaks Again\n\n[PERSON Steve Tsang] spoke on Monday.",
			 "Steve Tsang/PERSON|Tsang");
}

static void
test_organisations(void)
{
	ENTITIES(
		"the [ORG School of Oriental and African Studies] ([ORG SOAS]) said. [ORG SOAS] is old.",
		"School of Oriental and African Studies/ORG|SOAS");
	ENTITIES("[ORG SOAS] (the [ORG School of Oriental and African Studies]) said.",
			 "School of Oriental and African Studies/ORG|SOAS");
	ENTITIES("The [ORG Department of Justice] sued. The [ORG DoJ] won; the [ORG DOJ] said so.",
			 "Department of Justice/ORG|DoJ");
	ENTITIES("The [ORG Asia-Pacific Economic Forum] met. [ORG APEF] closed.",
			 "Asia-Pacific Economic Forum/ORG|APEF");
	ENTITIES("[ORG Goldman Sachs] fell. [ORG Goldman] rose.", "Goldman Sachs/ORG|Goldman");
	ENTITIES("[ORG Apple Inc.] rose. [ORG Apple] fell.", "Apple Inc./ORG|Apple");
	ENTITIES("[ORG Apple] fell. [ORG Apple Inc] rose.", "Apple Inc/ORG|Apple");
	ENTITIES("[ORG Bank of England] raised rates. The [ORG Bank] said so.",
			 "Bank of England/ORG|Bank");
	ENTITIES("[ORG Leeds United] won. [ORG United] were better.", "Leeds United/ORG|United");
	ENTITIES("[ORG Leeds United] met [ORG Manchester United]. [ORG Leeds United] won. [ORG United] "
			 "wept.",
			 "Leeds United/ORG|United; Manchester United/ORG");
	ENTITIES("[ORG Chinese Communist Party] met. The [ORG Communist Party] voted.",
			 "Chinese Communist Party/ORG|Communist Party");
	ENTITIES("[ORG Harvard University] and [ORG Harvard University Press] differ.",
			 "Harvard University/ORG; Harvard University Press/ORG");
	ENTITIES("The [ORG U.S. Federal Aviation Administration] spoke. The [ORG FAA] left.",
			 "U.S. Federal Aviation Administration/ORG|FAA");
	ENTITIES("The [ORG National Rally] ([ORG RN]) met. The [ORG RN] voted.",
			 "National Rally/ORG|RN");
	ENTITIES("[ORG Leeds United] ([ORG ENG]) won.", "Leeds United/ORG; ENG/ORG");
	ENTITIES("[ORG Johnson & Johnson] fell. [ORG Johnson and Johnson] rose.",
			 "Johnson and Johnson/ORG|Johnson & Johnson");
	ENTITIES("[ORG Sony] rose and [ORG Sony] fell.", "Sony/ORG");
	ENTITIES("The [ORG European Union] met. [ORG EU] ministers left. The [ORG E.U.] slept.",
			 "European Union/ORG|EU|E.U.");
	ENTITIES("[ORG NATO] met. [ORG Nato] left. The [ORG North Atlantic Treaty Organization] slept.",
			 "North Atlantic Treaty Organization/ORG|NATO");
	ENTITIES("The [ORG U.S. Federal Aviation Administration] spoke. The [ORG FAA] left.",
			 "U.S. Federal Aviation Administration/ORG|FAA");
	ENTITIES("The [ORG National Rally] ([ORG RN]) met. The [ORG RN] voted.",
			 "National Rally/ORG|RN");
	ENTITIES("[ORG Leeds United] ([ORG ENG]) won.", "Leeds United/ORG; ENG/ORG");
	ENTITIES("[ORG Johnson & Johnson] fell. [ORG J&J] rose.", "Johnson & Johnson/ORG|J&J");
	/* the same letters, other things */
	ENTITIES("[ORG New York Times] and [GPE New York] and [ORG New York Police].",
			 "New York Times/ORG; New York/GPE; New York Police/ORG");
}

static void
test_places(void)
{
	ENTITIES("[GPE US] and [GPE U.S.] and [GPE United States] are one.",
			 "United States/GPE|US|U.S.");
	ENTITIES("The [GPE UK] is [GPE Britain].", "Britain/GPE|UK");
	ENTITIES("[NORP Chinese] talks in [GPE China].", "Chinese/NORP; China/GPE");
	ENTITIES("[NORP Russians] and a [NORP Russian] met.", "Russians/NORP|Russian");
	ENTITIES("[GPE South Korea] and [GPE North Korea] and [GPE Korea].",
			 "South Korea/GPE; North Korea/GPE; Korea/GPE");
	ENTITIES("[GPE Russia's] war. [GPE Russia] said.", "Russia/GPE");
	ENTITIES("The [GPE United States] of old, the [ORG United States Steel].",
			 "United States/GPE; United States Steel/ORG");
	ENTITIES("Police in [ORG Leeds] met [GPE Leeds] council.", "Leeds/GPE");
	/* capitals of a dateline */
	ENTITIES("[GPE OSLO] - [GPE Norway] signed. It left [GPE Oslo].", "Oslo/GPE; Norway/GPE");
	ENTITIES("[GPE NEW YORK] - It signed with [ORG NATO] and the [GPE USA].",
			 "New York/GPE; NATO/ORG; USA/GPE");
	/* a person and a country */
	MEANS("[PERSON Michael Jordan] visited [GPE Jordan] on Tuesday. [GPE Jordan] said he would "
		  "return.",
		  "Jordan", 1, "Jordan");
	MEANS("[PERSON Michael Jordan] visited [GPE Jordan] on Tuesday. [GPE Jordan] said he would "
		  "return.",
		  "Jordan", 2, "Michael Jordan");
	MEANS(
		"[PERSON Michael Jordan] visited [GPE Jordan] on Tuesday. In [GPE Jordan] he said nothing.",
		"Jordan", 2, "Jordan");
}

/* Names that a headline runs together with other words, or hides. */
static void
test_mended_headlines(void)
{
	ENTITIES("[PERSON Ruiz Heaps Praise] on Council in Leeds Speech\n\nThe mayor, [PERSON Ana "
			 "Ruiz], went to "
			 "[GPE Leeds] on Monday and praised the council.",
			 "Ana Ruiz/PERSON|Ruiz; Leeds/GPE");
	ENTITIES(
		"[ORG Duarte Joins NATO] Talks as Leaders Warn\n\nThe chief of [ORG NATO] met [PERSON Ines "
		"Duarte] on Monday in the north.",
		"Ines Duarte/PERSON|Duarte; NATO/ORG");
	ENTITIES("Mayor Says Ruiz Should Go to Prison\n\nThe court heard [PERSON Ana Ruiz] on Monday "
			 "at noon.",
			 "Ana Ruiz/PERSON|Ruiz");
	ENTITIES("[ORG Trump Organization] Sold to Foreign Firm\n\nThe firm belonged to [PERSON Donald "
			 "Trump] "
			 "and it was sold on Monday.",
			 "Trump Organization/ORG; Donald Trump/PERSON");
	ENTITIES(
		"TOWN HALL BURNS AS RUIZ FLEES LEEDS\n\nThe mayor, [PERSON Ana Ruiz], left [GPE Leeds] on "
		"Monday, she said.",
		"Ana Ruiz/PERSON|RUIZ; Leeds/GPE");
}

/* What the rest of the article shows about a label. */
static void
test_labels(void)
{
	ENTITIES("[PERSON Tomas Reke] spoke. [GPE Reke] left. [ORG Reke] ate.",
			 "Tomas Reke/PERSON|Reke");
	ENTITIES("[ORG Eskom Holdings] cut power. [PERSON Eskom] said so.", "Eskom Holdings/ORG|Eskom");
	/* without its last word, unless that makes it another or the name says that it is whole */
	ENTITIES("[ORG Baltic Star Lines] sailed. [ORG Baltic Star] denied it.",
			 "Baltic Star Lines/ORG|Baltic Star");
	ENTITIES("[ORG Union Hartwell France] grew. [ORG Union Hartwell] shrank.",
			 "Union Hartwell France/ORG; Union Hartwell/ORG");
	ENTITIES("[ORG Lund Motor Credit] grew. [ORG Lund Motor Co] shrank.",
			 "Lund Motor Credit/ORG; Lund Motor Co/ORG");
	ENTITIES("[ORG Real Lund Foundation] gave. [ORG Real Lund] played.",
			 "Real Lund Foundation/ORG; Real Lund/ORG");
	ENTITIES("[ORG Lund University Press] printed. [ORG Lund University] read.",
			 "Lund University Press/ORG; Lund University/ORG");
	ENTITIES("[ORG Wakit Tama] met. [ORG Wakit Tama] left. [PERSON Wakit Tama] stayed.",
			 "Wakit Tama/ORG");
	ENTITIES("[PERSON Harrison Ford] drove a car of the [ORG Ford Motor Co]. [ORG Ford] sold it.",
			 "Harrison Ford/PERSON; Ford Motor Co/ORG|Ford");
}

static void
test_figures(void)
{
	NxAnalysis *a =
		marked("Ruiz Vows to Act\n\n[PERSON Ana Ruiz] met [PERSON Li Hui] in [GPE Spain]. "
			   "[PERSON Ruiz] said she was glad.");
	const NxEntity *ruiz = entity_named(a, "Ana Ruiz");

	CHECK_INT(a->n_entities, 3);
	CHECK_INT(ruiz->mentions, 3);
	CHECK_INT(ruiz->gender, 'f');
	CHECK_INT(ruiz->first_span.start, strlen("Ruiz Vows to Act\n\n"));
	CHECK_INT(ruiz->first_span.end - ruiz->first_span.start, strlen("Ana Ruiz"));
	CHECK(ruiz->salience > entity_named(a, "Spain")->salience);
	CHECK(ruiz->salience <= 1 && ruiz->salience > 0.5f);
	for (uint32_t i = 1; i < a->n_mentions; i++)
		CHECK(a->mentions[i - 1].span.start < a->mentions[i].span.start);
	for (uint32_t i = 1; i < a->n_entities; i++)
		CHECK(a->entities[i - 1].first_span.start < a->entities[i].first_span.start);

	a = marked("Nothing here has a name.");
	CHECK_INT(a->n_entities, 0);
	CHECK_INT(a->n_mentions, 0);
	a = marked("");
	CHECK_INT(a->n_entities, 0);
}

int
main(void)
{
	test_people();
	test_namesakes();
	test_headlines();
	test_mended_headlines();
	test_organisations();
	test_uncertain();
	test_places();
	test_labels();
	test_figures();
	return check_report("entity");
}
