/*
 * test_evidence.c
 *		What the words beside a name say it is, and names that acronyms define.
 */
#include "marked.h"

static void
test_firms(void)
{
	/* a noun before, an apposition after, words of firms inside */
	ENTITIES("The chipmaker [PERSON Rapido] fell. [PERSON Rapido] is small.", "Rapido/ORG");
	ENTITIES("[GPE Engwer], a Dutch airline, fell.", "Engwer/ORG");
	ENTITIES("[PERSON Brandt Gruppe] fell. [PERSON Martin Motors] rose.",
			 "Brandt Gruppe/ORG; Martin Motors/ORG");
	ENTITIES("[PERSON Kelmo], which makes tyres, fell. [PERSON Kelmo] rose.", "Kelmo/ORG");
	ENTITIES("Shares in [PERSON Kelmo] fell.", "Kelmo/ORG");
	ENTITIES("The chief executive of [PERSON Kelmo] left.", "Kelmo/ORG");
	ENTITIES("An analyst at [PERSON Jeffers] said so.", "Jeffers/ORG");
	ENTITIES("The mayor of [PERSON Brelling] left.", "Brelling/GPE");
	/* people stay people */
	ENTITIES("The company [PERSON Kelmer] founded fell. Mr [PERSON Kelmer] left.", "Kelmer/PERSON");
	ENTITIES("Shares in [PERSON Kelmer] fell. [PERSON Ana Kelmer] left.",
			 "Ana Kelmer/PERSON|Kelmer");
	ENTITIES("An analyst at [PERSON Kelmer], who left, said so.", "Kelmer/PERSON");
	ENTITIES("The city council [PERSON Ana Ruiz] led met.", "Ana Ruiz/PERSON");
}

static void
test_crafts_and_works(void)
{
	ENTITIES("The tanker [PERSON Solvik] sank. [PERSON Solvik] was old.", "Solvik/PRODUCT");
	ENTITIES("The probe, called [PERSON Narval], sank.", "Narval/PRODUCT");
	ENTITIES("[ORG HMS Tern] sank.", "HMS Tern/PRODUCT");
	ENTITIES("Her novel “[GPE Salt Road]” won.", "Salt Road/WORK_OF_ART");
	ENTITIES("The drug, [GPE Zurzu], was new.", "Zurzu/PRODUCT");
	ENTITIES("He lives in “[GPE Salt Road]” now.", "Salt Road/GPE");
}

static void
test_teams(void)
{
	ENTITIES("[GPE Alderby] striker [PERSON Ana Diaz] scored.", "Alderby/ORG; Ana Diaz/PERSON");
	ENTITIES("[GPE Alderby] 3 [PERSON Penrow] 1\n\n[GPE Alderby] won on Saturday, and it rained.",
			 "Alderby/ORG; Penrow/ORG");
	ENTITIES("[GPE Alderby] 3-1 [GPE Penrow]\n\nIt rained on Saturday, and few came to see it.",
			 "Alderby/ORG; Penrow/ORG");
	ENTITIES("[GPE Scotland] striker [PERSON Ana Diaz] scored.", "Scotland/GPE; Ana Diaz/PERSON");
	ENTITIES("In [GPE Alderby] fans wept.", "Alderby/GPE");
}

static void
test_neighbours(void)
{
	ENTITIES("[PERSON Jasper Mayor] [PERSON Richard Ireland] left.",
			 "Jasper/GPE; Richard Ireland/PERSON");
	ENTITIES("Photo: [ORG Ola Brack]/[ORG Courier]", "Ola Brack/PERSON; Courier/ORG");
}

static void
test_definitions(void)
{
	ENTITIES("The [ORG Ministry of Trade], [ORG Industry and Energy] ([LOC MTIE]) met. [ORG MTIE] "
			 "rose.",
			 "Ministry of Trade, Industry and Energy/ORG|MTIE");
	ENTITIES("The [GPE Kenya] Roads Authority (KRA) met.", "Kenya Roads Authority/ORG|KRA");
	ENTITIES("[ORG KRA] ([GPE Kenya] Roads Authority) met.", "Kenya Roads Authority/ORG|KRA");
	ENTITIES("The [ORG Kenya Roads Authority]'s ([PERSON KRA]) head left.",
			 "Kenya Roads Authority/ORG|KRA");
	/* neither offices nor regions, nor what has no capitals */
	ENTITIES("The Inspector General of Police (IGP) left.", "");
	ENTITIES("[LOC Latin America] and the [LOC Caribbean] (LAC) grew.",
			 "Latin America/LOC; Caribbean/LOC");
	ENTITIES("Gross domestic product (GDP) grew.", "");
}

int
main(void)
{
	test_firms();
	test_crafts_and_works();
	test_teams();
	test_neighbours();
	test_definitions();
	return check_report("evidence");
}
