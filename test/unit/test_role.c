/*
 * test_role.c
 *		What people are, from what stands beside their names.
 */
#include "marked.h"

/* The role of the text's last person (or, without one, its last entity). */
static const char *
role_of(const NxAnalysis *a)
{
	static char role[256];
	const NxEntity *e = NULL;

	for (uint32_t i = 0; i < a->n_entities; i++)
		if (a->entities[i].label == NX_PERSON)
			e = &a->entities[i];
	if (e == NULL && a->n_entities > 0)
		e = &a->entities[a->n_entities - 1];
	if (e == NULL)
		return "?";
	snprintf(role, sizeof(role), "%.*s", (int) e->role.len, e->role.len > 0 ? e->role.data : "");
	return role;
}

#define ROLE(text, want)                                                                           \
	do                                                                                             \
	{                                                                                              \
		CHECK_CONTEXT(text);                                                                       \
		CHECK_STR(role_of(marked(text)), (want));                                                  \
	} while (0)

/* Titles, verbs and days about a role; offices given and held. */
static void
test_offices(void)
{
	ROLE("A lawmaker-elect, Alhaji [PERSON Sani Garba], was there.", "lawmaker-elect");
	ROLE("It was said by Governor-elect [PERSON Ana Ruiz] then.", "Governor-elect");
	ROLE("A court on Wednesday jailed Mayor [PERSON Ana Ruiz] for a year.", "Mayor");
	ROLE("Retired Colonel [PERSON Luis Ruiz] left.", "Retired Colonel");
	ROLE("It was Mines and Energy Minister [PERSON Ana Ruiz] who left.",
		 "Mines and Energy Minister");
	ROLE("Civil Protection head [PERSON Ana Ruiz] left.", "Civil Protection head");
	ROLE("Chief operating officer [PERSON Ana Ruiz] left.", "Chief operating officer");
	ROLE("We saw Sheikh [PERSON Hassan] there.", "");
	ROLE("said Dr [PERSON Ana Ruiz], a glaciologist at the [ORG University of Tarvik], then.",
		 "glaciologist at the University of Tarvik");
	ROLE("[PERSON Ana Ruiz], who heads the [ORG National Rally], left.",
		 "heads the National Rally");
	ROLE("They named [PERSON Ana Ruiz] as its chief executive.", "chief executive");
	ROLE("They elected [PERSON Ana Ruiz] president of the club.", "president of the club");
	ROLE("[PERSON Ana Ruiz] was appointed chief justice.", "chief justice");
	ROLE("[PERSON Ana Ruiz] has been appointed as head of the agency.", "head of the agency");
	ROLE("[PERSON Ana Ruiz] was known as a friend.", "");
}

static void
test_before(void)
{
	ROLE("[NORP Russian] Prime Minister [PERSON Mikhail Mishustin] left.",
		 "Russian Prime Minister");
	ROLE("He met [NORP Chinese] Premier [PERSON Li Qiang] there.", "Chinese Premier");
	ROLE("We saw farmer [PERSON Tomas Reke] there.", "farmer");
	ROLE("We saw the farmer [PERSON Tomas Reke] there.", "farmer");
	ROLE("It was said by the beet farmer [PERSON Tomas Reke] there.", "beet farmer");
	ROLE("It was said by climate scientist [PERSON Ana Ruiz] then.", "climate scientist");
	ROLE("The former deputy health minister [PERSON Ana Ruiz] left.",
		 "former deputy health minister");
	ROLE("It was said by [ORG Apple] chief executive [PERSON Ana Ruiz] then.",
		 "Apple chief executive");
	ROLE("It was [GPE China]'s special representative for [LOC Eurasian] affairs [PERSON Li Hui] "
		 "then.",
		 "China's special representative for Eurasian affairs");
	ROLE("said the secretary of [GPE Russia]’s [ORG Security Council] [PERSON Nikolai Patrushev], "
		 "who",
		 "secretary of Russia’s Security Council");
	ROLE("It was trade and industry minister [PERSON Ana Ruiz] then.",
		 "trade and industry minister");
	ROLE("The mayor, [PERSON Ana Ruiz], spoke.", "mayor");
	ROLE("The head of the agency, [PERSON Ana Ruiz], spoke.", "head of the agency");
	ROLE("The state news agency's editor, [PERSON Ana Ruiz], spoke.", "editor");
	ROLE("[ORG Apple]'s chief executive, [PERSON Ana Ruiz], spoke.", "Apple's chief executive");
	ROLE("Its spokeswoman [PERSON Ana Ruiz] spoke.", "spokeswoman");
	ROLE("His wife [PERSON Ana Ruiz] spoke.", "wife");
	ROLE("His wife, [PERSON Ana Ruiz], spoke.", "wife");
	ROLE("Governor [PERSON Ana Ruiz] called the plan a gift.", "Governor");
	ROLE("Chief Executive [PERSON Ines Duarte] joined in 2019.", "Chief Executive");
	ROLE("The tall [NORP Spanish]-born striker [PERSON Luis Ortega] scored.",
		 "tall Spanish-born striker");
	/* courtesy is no role */
	ROLE("Mr [PERSON Tsang] spoke.", "");
	ROLE("It fell on Monday. [PERSON Tsang] spoke.", "");
	ROLE("The dog bit [PERSON Ana Ruiz] there.", "");
	ROLE("The president met [PERSON Ana Ruiz] there.", "");
	ROLE("He told the mayor that [PERSON Ana Ruiz] left.", "");
	ROLE("After the teacher left, [PERSON Ana Ruiz] spoke.", "");
	ROLE("He spoke of the mayor of [GPE Leeds] and [PERSON Ana Ruiz] left.", "");
}

static void
test_after(void)
{
	ROLE("said [PERSON Steve Tsang], director of the [ORG SOAS China Institute], on Monday.",
		 "director of the SOAS China Institute");
	ROLE("[PERSON Marta Oyelaran], the county engineer, spoke.", "county engineer");
	ROLE("said [PERSON Marta Oyelaran], the county engineer.", "county engineer");
	ROLE("with [PERSON Chen Wenqing], member of the [ORG Chinese Communist Party]’s [ORG "
		 "Politburo] who "
		 "oversees police.",
		 "member of the Chinese Communist Party’s Politburo");
	ROLE("[PERSON Ana Ruiz], 34, a teacher, spoke.", "teacher");
	ROLE("[PERSON Ana Ruiz] (34), a teacher, spoke.", "teacher");
	ROLE("[PERSON Ana Ruiz], who is the mayor, spoke.", "mayor");
	ROLE("[PERSON Ana Ruiz], a former judge who lives in [GPE Leeds], spoke.", "former judge");
	ROLE("[PERSON Ana Ruiz], president and chief executive of [ORG Sony], spoke.",
		 "president and chief executive of Sony");
	ROLE("[PERSON Ana Ruiz], [ORG Sony]'s chief executive, spoke.", "Sony's chief executive");
	ROLE("[PERSON Ana Ruiz] – the oldest teacher in town – spoke.", "oldest teacher in town");
	ROLE("[PERSON Ana Ruiz] is a former judge.", "former judge");
	ROLE("[PERSON Ana Ruiz] was the first mayor of [GPE Leeds].", "first mayor of Leeds");
	ROLE("[PERSON Ana Ruiz] is an [NORP Australian] journalist based in [GPE Thailand].",
		 "Australian journalist");
	ROLE("[PERSON Ana Ruiz], spokeswoman for the ministry, spoke.", "spokeswoman for the ministry");
	ROLE("[PERSON Ana Ruiz], a professor of economics at [ORG Leeds University], spoke.",
		 "professor of economics at Leeds University");
	ROLE("[PERSON Ana Ruiz], wife of the mayor, spoke.", "wife of the mayor");
	/* not hers */
	ROLE("With [PERSON Ana Ruiz], the president said nothing.", "");
	ROLE("[PERSON Ana Ruiz], however, spoke.", "");
	ROLE("[PERSON Ana Ruiz], the dog and the cat slept.", "");
	ROLE("[PERSON Ana Ruiz] is not a judge.", "");
	ROLE("[PERSON Ana Ruiz] said the mayor left.", "");
}

static void
test_several(void)
{
	NxAnalysis *a = marked("After [PERSON Xi Jinping], Prime Minister [PERSON Modi] spoke.");

	CHECK_SLICE(entity_named(a, "Xi Jinping")->role, "");
	CHECK_SLICE(entity_named(a, "Modi")->role, "Prime Minister");

	/* what says more replaces a bare title; what says less does not */
	a = marked("President [PERSON Xi Jinping] spoke. [NORP Chinese] President [PERSON Xi] left. "
			   "The leader, [PERSON Xi], slept.");
	CHECK_SLICE(entity_named(a, "Xi Jinping")->role, "Chinese President");

	a = marked(
		"Power utility [ORG Eskom] failed. [ORG Umeme], a [NORP Ugandan] power company, did not.");
	CHECK_SLICE(entity_named(a, "Umeme")->role, "Ugandan power company");

	CHECK_INT(entity_named(marked("Spokeswoman [PERSON K. Reke] spoke."), "K. Reke")->gender, 'f');
	CHECK_INT(entity_named(marked("[PERSON K. Reke], the chairman, spoke."), "K. Reke")->gender,
			  'm');
	CHECK_INT(entity_named(marked("[PERSON K. Reke], the judge, spoke."), "K. Reke")->gender, 0);
	CHECK_INT(entity_named(marked("Mrs [PERSON Reke] spoke."), "Reke")->gender, 'f');

	/* a role over the end of a line is one line */
	a = marked("[PERSON Ana Ruiz], director of\nthe [ORG Leeds Institute], spoke.");
	CHECK_SLICE(entity_named(a, "Ana Ruiz")->role, "director of the Leeds Institute");
}

int
main(void)
{
	test_before();
	test_offices();
	test_after();
	test_several();
	return check_report("role");
}
