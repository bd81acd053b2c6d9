/*
 * match.c
 *		The one evaluator of queries.
 *
 * evaluate() walks the tree in three-valued logic and asks a test about each
 * condition.  There are two tests.  test_document() looks at a document and
 * always knows.  test_keys() looks at which probes were found: it knows a
 * condition to be false when its key is missing, true when its key says all
 * (NewsMatchNode.n_exact), and otherwise says "maybe", upon which the server has
 * the document looked at.
 *
 * Below quote(…) and claim(…) the keys tell only that there is some quotation
 * that satisfies a condition, not that it is the same one.  "Some" distributes
 * over OR, so that stays exact; an AND of conditions that all are found is
 * "maybe"; and a NOT is "maybe" unless there is no quotation at all or what it
 * denies is found nowhere.
 */
#include "compat.h"

#include "miscadmin.h"
#include "utils/builtins.h"

#include "match.h"
#include "words.h"

typedef GinTernaryValue (*ConditionTest)(const NewsMatchNode *node, void *context);

/* `some`: conditions are found each for itself, not of one thing. */
static GinTernaryValue
evaluate(const NewsMatchNode *node, ConditionTest test, void *context, bool some)
{
	GinTernaryValue result;

	check_stack_depth();
	switch (node->type)
	{
		case MATCH_AND:
			result = GIN_TRUE;
			for (int i = 0; i < node->n_args; i++)
			{
				GinTernaryValue arg = evaluate(node->args[i], test, context, some);

				if (arg == GIN_FALSE)
					return GIN_FALSE;
				if (arg == GIN_MAYBE || some)
					result = GIN_MAYBE;
			}
			return result;
		case MATCH_OR:
			result = GIN_FALSE;
			for (int i = 0; i < node->n_args; i++)
			{
				GinTernaryValue arg = evaluate(node->args[i], test, context, some);

				if (arg == GIN_TRUE)
					return GIN_TRUE;
				if (arg == GIN_MAYBE)
					result = GIN_MAYBE;
			}
			return result;
		case MATCH_NOT:
			result = evaluate(node->args[0], test, context, some);
			if (some)
			{
				GinTernaryValue any = test(node, context);

				return result == GIN_FALSE || any == GIN_FALSE ? any : GIN_MAYBE;
			}
			return result == GIN_MAYBE ? GIN_MAYBE : result == GIN_TRUE ? GIN_FALSE : GIN_TRUE;
		default:
			return test(node, context);
	}
}

/* ---- documents ---- */

typedef struct DocumentTest
{
	const NewsParts *doc;
	StringInfoData form;

	/* the quotation looked at: its stretches */
	const uint32 *quotes;
	uint32 n_quotes;

	/* the claim looked at */
	const NewsClaim *claim;
} DocumentTest;

static bool
name_matches(const NewsMatchNode *node, StringInfo form)
{
	return (node->prefix ? form->len >= node->name_len : form->len == node->name_len) &&
		   memcmp(form->data, node->name, node->name_len) == 0;
}

static bool
entity_matches(const NewsMatchNode *node, DocumentTest *test, uint32 entity)
{
	uint32 state = 0;

	if (node->label != NX_LABEL_NONE && test->doc->entities[entity].label != node->label)
		return false;
	while (news_entity_form(test->doc, entity, &state, &test->form))
		if (name_matches(node, &test->form))
			return true;
	return false;
}

static bool
speaker_matches(const NewsMatchNode *node, DocumentTest *test, uint32 entity, NxStr speaker)
{
	if (entity != NX_NONE)
		return entity_matches(node, test, entity);
	if (speaker.len == 0)
		return false;
	resetStringInfo(&test->form);
	news_fold_name(&test->form, speaker.data, speaker.len);
	return name_matches(node, &test->form);
}

/* Do all the words stand in the text, in any order? */
static bool
has_words(const NewsMatchNode *node, NxStr text)
{
	bool *seen = palloc0(node->n_words * sizeof(bool));
	int missing = node->n_words;
	NewsWords walk;

	news_words_start(&walk, text.data, text.len);
	walk.initials = node->initials;
	while (missing > 0 && news_words_next(&walk))
		for (int i = 0; i < node->n_words; i++)
			if (!seen[i] && node->words[i].len == walk.len &&
				memcmp(node->words[i].stem, walk.stem, walk.len) == 0)
			{
				seen[i] = true;
				missing--;
			}
	pfree(seen);
	return missing == 0;
}

/* Do the words stand in the text one after the other, at the distances that stop words leave? */
static bool
has_phrase(const NewsMatchNode *node, NxStr text)
{
	NewsMatchWord *words = NULL;
	int n = 0;
	int allocated = 0;
	NewsWords walk;
	bool found = false;

	news_words_start(&walk, text.data, text.len);
	walk.initials = node->initials;
	while (!found && news_words_next(&walk))
	{
		bool wanted = false;

		for (int i = 0; i < node->n_words && !wanted; i++)
			wanted = node->words[i].len == walk.len &&
					 memcmp(node->words[i].stem, walk.stem, walk.len) == 0;
		if (!wanted)
			continue;
		if (node->n_words == 1)
			return true;
		if (n == allocated)
		{
			allocated = allocated > 0 ? allocated * 2 : 16;
			words = words == NULL ? palloc(allocated * sizeof(NewsMatchWord))
								  : repalloc_huge(words, allocated * sizeof(NewsMatchWord));
		}
		words[n].stem = pnstrdup(walk.stem, walk.len);
		words[n].len = walk.len;
		words[n++].position = walk.position;

		/* does the phrase end here? */
		for (int i = node->n_words - 1, at = n - 1;; i--)
		{
			const NewsMatchWord *want = &node->words[i];
			int position = walk.position - node->words[node->n_words - 1].position + want->position;

			while (at >= 0 && words[at].position > position)
				at--;
			if (at < 0 || words[at].position != position || words[at].len != want->len ||
				memcmp(words[at].stem, want->stem, want->len) != 0)
				break;
			if (i == 0)
			{
				found = true;
				break;
			}
		}
	}
	if (words != NULL)
	{
		for (int i = 0; i < n; i++)
			pfree(words[i].stem);
		pfree(words);
	}
	return found;
}

static bool
amount_matches(const NewsMatchNode *node, DocumentTest *test, uint32 measured)
{
	NewsAmount amount;

	news_amount_set(&amount, &test->doc->measured[measured].quantity);
	return amount.dimension.len == node->interval.dimension.len &&
		   memcmp(amount.dimension.name, node->interval.dimension.name, amount.dimension.len) ==
			   0 &&
		   news_interval_accepts(&node->interval, amount.kind, amount.low, amount.high);
}

static inline bool
contains(const NewsText *outer, const NewsText *inner)
{
	return inner->start >= outer->start && inner->end <= outer->end;
}

/* The first of n records whose text (at the given offset in them) begins at or after a position. */
static uint32
first_from(const void *records, uint32 n, size_t size, size_t text_offset, uint32 position)
{
	uint32 low = 0;
	uint32 high = n;

	while (low < high)
	{
		uint32 middle = low + (high - low) / 2;
		const NewsText *text =
			(const NewsText *) ((const char *) records + middle * size + text_offset);

		if (text->start < position)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static bool
test_name(const NewsMatchNode *node, DocumentTest *test)
{
	const NewsParts *doc = test->doc;

	if (!node->in_quote)
	{
		for (uint32 i = 0; i < doc->n_entities; i++)
		{
			CHECK_FOR_INTERRUPTS();
			if (entity_matches(node, test, i))
				return true;
		}
		return false;
	}
	for (uint32 i = 0; i < test->n_quotes; i++)
	{
		const NewsText *quote = &doc->quotes[test->quotes[i]].text;

		CHECK_FOR_INTERRUPTS();
		for (uint32 j = first_from(doc->mentions, doc->n_mentions, sizeof(NewsMention),
								   offsetof(NewsMention, text), quote->start);
			 j < doc->n_mentions && doc->mentions[j].text.start < quote->end; j++)
			if (doc->mentions[j].entity != NX_NONE && contains(quote, &doc->mentions[j].text) &&
				entity_matches(node, test, doc->mentions[j].entity))
				return true;
	}
	return false;
}

static bool
test_amount(const NewsMatchNode *node, DocumentTest *test)
{
	const NewsParts *doc = test->doc;

	if (node->in_claim)
		return (node->attributes >> news_claim_attributes(test->claim->measure,
														  test->claim->direction,
														  test->claim->modality) &
				1) != 0 &&
			   amount_matches(node, test, test->claim->measured);
	if (!node->in_quote)
	{
		for (uint32 i = 0; i < doc->n_measured; i++)
		{
			CHECK_FOR_INTERRUPTS();
			if (amount_matches(node, test, i))
				return true;
		}
		return false;
	}
	for (uint32 i = 0; i < test->n_quotes; i++)
	{
		const NewsText *quote = &doc->quotes[test->quotes[i]].text;

		CHECK_FOR_INTERRUPTS();
		for (uint32 j = first_from(doc->measured, doc->n_measured, sizeof(NewsMeasured),
								   offsetof(NewsMeasured, text), quote->start);
			 j < doc->n_measured && doc->measured[j].text.start < quote->end; j++)
			if (contains(quote, &doc->measured[j].text) && amount_matches(node, test, j))
				return true;
	}
	return false;
}

/* A condition on a quotation's speaker or words: of the quotation looked at, or of any. */
static bool
test_quotes(const NewsMatchNode *node, DocumentTest *test)
{
	uint32 n = node->in_quote ? test->n_quotes : test->doc->n_quotes;

	for (uint32 i = 0; i < n; i++)
	{
		const NewsQuote *quote = &test->doc->quotes[node->in_quote ? test->quotes[i] : i];

		if (node->type == MATCH_SPEAKER
				? speaker_matches(node, test, quote->speaker_entity, quote->speaker)
				: has_phrase(node, quote->text.words))
			return true;
		CHECK_FOR_INTERRUPTS();
	}
	return false;
}

static GinTernaryValue test_document(const NewsMatchNode *node, void *context);

static bool
test_quotations(const NewsMatchNode *group, DocumentTest *test)
{
	const NewsParts *doc = test->doc;
	uint32 *order = news_quotations(doc);
	bool found = false;

	for (uint32 i = 0; i < doc->n_quotes && !found; i += test->n_quotes)
	{
		test->quotes = order + i;
		test->n_quotes = 1;
		while (i + test->n_quotes < doc->n_quotes &&
			   doc->quotes[order[i]].quote_no == doc->quotes[order[i + test->n_quotes]].quote_no)
			test->n_quotes++;
		found = evaluate(group->args[0], test_document, test, false) == GIN_TRUE;
		CHECK_FOR_INTERRUPTS();
	}
	pfree(order);
	return found;
}

static bool
test_claims(const NewsMatchNode *group, DocumentTest *test)
{
	for (uint32 i = 0; i < test->doc->n_claims; i++)
	{
		test->claim = &test->doc->claims[i];
		if (evaluate(group->args[0], test_document, test, false) == GIN_TRUE)
			return true;
		CHECK_FOR_INTERRUPTS();
	}
	return false;
}

static bool
test_attributes(const NewsMatchNode *node, DocumentTest *test)
{
	int attributes;

	if (node->in_claim)
		attributes = news_claim_attributes(test->claim->measure, test->claim->direction,
										   test->claim->modality);
	else
	{
		/* the first stretch tells what kind of quotation it is */
		const NewsQuote *quote = &test->doc->quotes[test->quotes[0]];

		attributes = news_quote_attributes(quote->kind, quote->negated);
	}
	return (node->attributes >> attributes & 1) != 0;
}

static GinTernaryValue
test_document(const NewsMatchNode *node, void *context)
{
	DocumentTest *test = context;

	switch (node->type)
	{
		case MATCH_NAME:
			return test_name(node, test);
		case MATCH_SPEAKER:
			if (node->in_claim)
				return speaker_matches(node, test, test->claim->speaker_entity,
									   test->claim->speaker);
			return test_quotes(node, test);
		case MATCH_PHRASE:
			return test_quotes(node, test);
		case MATCH_SUBJECT:
			return has_words(node, test->claim->subject.words);
		case MATCH_PERIOD:
			return has_words(node, test->claim->period.words);
		case MATCH_AMOUNT:
			return test_amount(node, test);
		case MATCH_ATTRIBUTES:
			return test_attributes(node, test);
		case MATCH_QUOTE:
			return test_quotations(node, test);
		case MATCH_CLAIM:
			return test_claims(node, test);
		case MATCH_AND:
		case MATCH_OR:
		case MATCH_NOT:
			break;
	}
	elog(ERROR, "unrecognized condition of a newsquery: %d", (int) node->type);
}

bool
news_match_document(const NewsMatch *match, const NewsDoc *doc)
{
	DocumentTest test = {0};

	if (match->root == NULL)
		return false;
	test.doc = newsdoc_read(doc, match->sections);
	initStringInfo(&test.form);
	return evaluate(match->root, test_document, &test, false) == GIN_TRUE;
}

/* ---- keys ---- */

static GinTernaryValue
test_keys(const NewsMatchNode *node, void *context)
{
	const GinTernaryValue *found = (const GinTernaryValue *) context + node->first_probe;
	GinTernaryValue result;

	switch (node->type)
	{
		case MATCH_QUOTE:
		case MATCH_CLAIM:
			return evaluate(node->args[0], test_keys, context, true);
		case MATCH_PHRASE:
		case MATCH_SUBJECT:
		case MATCH_PERIOD:
			/* all words */
			result = GIN_TRUE;
			for (int i = 0; i < node->n_probes; i++)
			{
				if (found[i] == GIN_FALSE)
					return GIN_FALSE;
				if (found[i] == GIN_MAYBE)
					result = GIN_MAYBE;
			}
			break;
		default:
			/* any of the keys */
			result = GIN_FALSE;
			for (int i = 0; i < node->n_probes; i++)
			{
				if (found[i] == GIN_TRUE && i < node->n_exact)
					return GIN_TRUE;
				if (found[i] != GIN_FALSE)
					result = GIN_MAYBE;
			}
			break;
	}
	return result == GIN_TRUE && node->n_exact == 0 ? GIN_MAYBE : result;
}

GinTernaryValue
news_match_keys(const NewsMatch *match, const GinTernaryValue *found)
{
	if (match->root == NULL)
		return GIN_FALSE;
	return evaluate(match->root, test_keys, unconstify(GinTernaryValue *, found), false);
}

/* ---- shares of documents, taking conditions for independent ---- */

static double
share_of(const NewsMatchNode *node, const double *shares, double least)
{
	double share;

	check_stack_depth();
	switch (node->type)
	{
		case MATCH_QUOTE:
		case MATCH_CLAIM:
			return share_of(node->args[0], shares, least);
		case MATCH_NOT:
			return 1.0 - share_of(node->args[0], shares, least);
		case MATCH_AND:
			share = 1.0;
			for (int i = 0; i < node->n_args; i++)
				share *= share_of(node->args[i], shares, least);
			return share;
		case MATCH_PHRASE:
		case MATCH_SUBJECT:
		case MATCH_PERIOD:
			share = 1.0;
			for (int i = 0; i < node->n_probes; i++)
				share *= Max(shares[node->first_probe + i], least);
			return share;
		case MATCH_OR:
			share = 0.0;
			for (int i = 0; i < node->n_args; i++)
				share += (1.0 - share) * share_of(node->args[i], shares, least);
			return share;
		default:
			share = 0.0;
			for (int i = 0; i < node->n_probes; i++)
				share += (1.0 - share) * shares[node->first_probe + i];
			return Max(share, least);
	}
}

double
news_match_share(const NewsMatch *match, const double *shares, double least)
{
	return match->root != NULL ? share_of(match->root, shares, least) : 0.0;
}

/* ---- operators ---- */

static bool
matches(FunctionCallInfo fcinfo, const NewsDoc *doc, const NewsQuery *query)
{
	/* what it takes to look at a document is freed at once: sorts and scans look at many */
	NewsMatch *match = news_match_cached(fcinfo->flinfo, query);
	MemoryContext context =
		AllocSetContextCreate(CurrentMemoryContext, "newsdoc match", ALLOCSET_DEFAULT_SIZES);
	MemoryContext old = MemoryContextSwitchTo(context);
	bool result = news_match_document(match, doc);

	MemoryContextSwitchTo(old);
	MemoryContextDelete(context);
	return result;
}

PG_FUNCTION_INFO_V1(newsdoc_matches);
Datum
newsdoc_matches(PG_FUNCTION_ARGS)
{
	NewsDoc *doc = PG_GETARG_NEWSDOC_P(0);
	NewsQuery *query = PG_GETARG_NEWSQUERY_P(1);
	bool result = matches(fcinfo, doc, query);

	PG_FREE_IF_COPY(doc, 0);
	PG_FREE_IF_COPY(query, 1);
	PG_RETURN_BOOL(result);
}

PG_FUNCTION_INFO_V1(newsquery_matched_by_doc);
Datum
newsquery_matched_by_doc(PG_FUNCTION_ARGS)
{
	NewsQuery *query = PG_GETARG_NEWSQUERY_P(0);
	NewsDoc *doc = PG_GETARG_NEWSDOC_P(1);
	bool result = matches(fcinfo, doc, query);

	PG_FREE_IF_COPY(query, 0);
	PG_FREE_IF_COPY(doc, 1);
	PG_RETURN_BOOL(result);
}

/* Analyse no further than the query looks. */
static NxStage
stage_for(const NewsMatch *match)
{
	if (match->sections & NEWSDOC_CLAIMS)
		return NX_STAGE_CLAIMS;
	if (match->sections & NEWSDOC_QUANTITIES)
		return NX_STAGE_QUANTITIES;
	if (match->sections & (NEWSDOC_QUOTES | NEWSDOC_QUOTED))
		return NX_STAGE_QUOTES;
	return NX_STAGE_ENTITIES;
}

static bool
text_matches(FunctionCallInfo fcinfo, text *body, const NewsQuery *query)
{
	NewsMatch *match = news_match_cached(fcinfo->flinfo, query);
	NewsDoc *doc;
	bool result;

	if (match->root == NULL)
		return false;
	doc = newsdoc_analyze(body, stage_for(match));
	result = matches(fcinfo, doc, query);
	pfree(doc);
	return result;
}

PG_FUNCTION_INFO_V1(newsext_text_matches);
Datum
newsext_text_matches(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(text_matches(fcinfo, PG_GETARG_TEXT_PP(0), PG_GETARG_NEWSQUERY_P(1)));
}

PG_FUNCTION_INFO_V1(newsquery_matched_by_text);
Datum
newsquery_matched_by_text(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(text_matches(fcinfo, PG_GETARG_TEXT_PP(1), PG_GETARG_NEWSQUERY_P(0)));
}
