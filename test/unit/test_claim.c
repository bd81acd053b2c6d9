/*
 * test_claim.c
 *		Claims: what each quantity is said of, in endless and empty sentences too.
 *
 * test_claim_gold.c measures how well; here stands what must hold.
 */
#include "analyze.h"
#include "measured.h"
#include "quantity.h"
#include "records.h"

/* The claim whose quantity reads so, or NULL; one of few, so it may be copied. */
static const NxClaim *
claim_of(const NxAnalysis *a, const char *quantity)
{
	for (uint32_t i = 0; i < a->n_claims; i++)
	{
		char text[NX_QUANTITY_TEXT_MAX];
		NxClaim claim = nx_claim_at(a, i);
		NxMeasured m = nx_measured_at(a, claim.measured);

		nx_quantity_format(&m.quantity, text);
		if (strcmp(text, quantity) == 0)
		{
			NxClaim *copy = nx_alloc(a->arena, sizeof(*copy));

			*copy = claim;
			return copy;
		}
	}
	return NULL;
}

static void
test_change_and_levels(void)
{
	NxAnalysis *a = analyze("Pre-tax profit fell 12% to £1.2bn in the six months to June, "
							"from £1.36bn a year earlier.",
							NX_STAGE_CLAIMS);
	const NxClaim *change = claim_of(a, "12 percent");
	const NxClaim *level = claim_of(a, "1200000000 GBP");
	char text[NX_QUANTITY_TEXT_MAX];

	CHECK_INT(a->n_claims, 2);
	CHECK(change != NULL && level != NULL);
	if (change == NULL || level == NULL)
		return;
	CHECK_INT(change->measure, NX_CHANGE);
	CHECK_INT(change->direction, NX_DOWN);
	CHECK_INT(change->modality, NX_ASSERTED);
	CHECK_SLICE(nx_slice(a, change->subject), "Pre-tax profit");
	CHECK_SLICE(nx_slice(a, change->period), "in the six months to June");
	CHECK_INT(level->measure, NX_LEVEL);
	CHECK_INT(level->direction, NX_DOWN);
	CHECK(level->from != NX_NONE);
	if (level->from != NX_NONE)
	{
		NxMeasured from = nx_measured_at(a, level->from);

		nx_quantity_format(&from.quantity, text);
		CHECK_STR(text, "1360000000 GBP");
	}
	CHECK_SLICE(nx_slice(a, level->span),
				"Pre-tax profit fell 12% to £1.2bn in the six months to June, from £1.36bn a year "
				"earlier");
}

/* A loss that narrows or improves goes down; one that worsens goes up. */
static void
test_losses(void)
{
	static const struct
	{
		const char *text;
		const char *quantity;
		NxDirection direction;
	} cases[] = {
		{"The net loss narrowed to $3 million.", "3000000 USD", NX_DOWN},
		{"The net loss widened to $3 million.", "3000000 USD", NX_UP},
		{"The deficit improved to $3 million.", "3000000 USD", NX_DOWN},
		{"The score improved to 30%.", "30 percent", NX_UP},
		{"The deficit worsened by 3%.", "3 percent", NX_UP},
		{"Output was unchanged at 30%.", "30 percent", NX_FLAT},
	};

	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
	{
		NxAnalysis *a = analyze(cases[i].text, NX_STAGE_CLAIMS);
		const NxClaim *c = claim_of(a, cases[i].quantity);

		CHECK_CONTEXT(cases[i].text);
		CHECK(c != NULL);
		if (c != NULL)
			CHECK_INT(c->direction, cases[i].direction);
	}
	CHECK_CONTEXT("");
}

static void
test_modality(void)
{
	static const struct
	{
		const char *text;
		NxModality modality;
	} cases[] = {
		{"Sales rose 5%.", NX_ASSERTED},
		{"Sales will rise 5%.", NX_PROJECTED},
		{"Sales may rise 5%.", NX_PROJECTED},
		{"Sales are expected to rise 5%.", NX_PROJECTED},
		{"Sales are likely to rise 5%.", NX_PROJECTED},
		{"Sales did not rise 5%.", NX_DENIED},
		{"Sales haven't risen 5%.", NX_DENIED},
		{"The firm denied that sales had risen 5%.", NX_DENIED},
		{"Sales would rise 5%.", NX_HYPOTHETICAL},
		{"If sales rise 5%, wages will follow.", NX_HYPOTHETICAL},
		{"Sales will rise 5% unless it rains.", NX_HYPOTHETICAL},
	};

	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
	{
		NxAnalysis *a = analyze(cases[i].text, NX_STAGE_CLAIMS);
		const NxClaim *c = claim_of(a, "5 percent");

		CHECK_CONTEXT(cases[i].text);
		CHECK(c != NULL);
		if (c != NULL)
			CHECK_INT(c->modality, cases[i].modality);
	}
	CHECK_CONTEXT("");
}

/* Where nothing is said of a quantity, or no quantity is there, no claim comes out. */
static void
test_nothing_said(void)
{
	static const char *const texts[] = {
		"",
		"Nothing is measured here.",
		"Article 50, a Boeing 737, the G20 and the 9/11 commission all came up.",
		"The talks ended two years ago.",
		"The two ministers met.",
	};

	for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
	{
		CHECK_CONTEXT(texts[i]);
		CHECK_INT(analyze(texts[i], NX_STAGE_CLAIMS)->n_claims, 0);
	}
	CHECK_CONTEXT("");
}

/* A sentence without an end is read in windows: all its claims come, in order. */
static void
test_endless(void)
{
	static const char *const pieces[] = {
		"sales rose 3% and ", "3% ", "(3% ", "as 3% of ", "that 12 people ", "which rose from 3% "};

	for (size_t p = 0; p < sizeof pieces / sizeof pieces[0]; p++)
	{
		size_t len = strlen(pieces[p]);
		char *text = malloc(len * 4000 + 1);
		NxAnalysis *a;
		bool ordered = true;
		NxRecordReader reader;
		NxClaim c;
		uint32_t start = 0;

		if (text == NULL)
			exit(2);
		for (size_t i = 0; i < 4000; i++)
			memcpy(text + i * len, pieces[p], len);
		a = analyze_bytes(text, len * 4000, NX_STAGE_CLAIMS);
		for (reader = nx_claim_reader(a); nx_claim_next(&reader, &c); start = c.span.start)
		{
			NxSpan q = nx_measured_at(a, c.measured).span;

			ordered &= c.span.start >= start;
			ordered &= c.span.start <= q.start && q.end <= c.span.end;
		}
		CHECK_CONTEXT(pieces[p]);
		CHECK(ordered);
		if (p == 0)
			CHECK_INT(a->n_claims, 4000);
		free(text);
	}
	CHECK_CONTEXT("");
}

int
main(void)
{
	test_change_and_levels();
	test_losses();
	test_modality();
	test_nothing_said();
	test_endless();
	return check_report("claim");
}
