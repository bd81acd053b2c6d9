/*
 * test_tagger.c
 *		The name tagger: runs, well-formed labels, spans inside tokens, windows.
 */
#include <stdlib.h>
#include <string.h>

#include "arena.h"
#include "check.h"
#include "nx.h"
#include "model.h"
#include "tag_features.h"
#include "tag_sums.h"
#include "tagger.h"
#include "token.h"

extern const NxModel nx_model_names;

static NxArena *arena;

static NxAnalysis *
analyse(const char *text)
{
	static const NxOptions options = {.last_stage = NX_STAGE_SENTENCES};
	NxAnalysis *a = NULL;

	if (arena != NULL)
		nx_arena_destroy(arena);
	arena = nx_arena_create(&nx_malloc_allocator);
	CHECK(nx_analyze(text, strlen(text), &options, arena, &a) == NX_OK);
	return a;
}

/* The names of a text, "CLASS:words" each, joined by '|'. */
static const char *
names_of(const char *text)
{
	static const char *const classes[] = {"PER", "ORG", "LOC", "NORP", "FAC", "MISC"};
	static char out[500];
	NxAnalysis *a = analyse(text);
	NxMention *names = NULL;
	uint32_t n = 0;
	size_t len = 0;

	CHECK(nx_tag_names(a, &names, &n) == NX_OK);
	out[0] = '\0';
	for (uint32_t i = 0; i < n && len < sizeof(out) - 200; i++)
		len += (size_t) sprintf(out + len, "%s%s:%.*s", i ? "|" : "", classes[names[i].label],
								(int) (names[i].span.end - names[i].span.start),
								text + names[i].span.start);
	return out;
}

static void
test_labels(void)
{
	CHECK(nx_tag_may_follow(NX_TAG_OUTSIDE, NX_TAG_BEGIN(NX_TAG_PER)));
	CHECK(nx_tag_may_follow(NX_TAG_OUTSIDE, NX_TAG_UNIT(NX_TAG_MISC)));
	CHECK(!nx_tag_may_follow(NX_TAG_OUTSIDE, NX_TAG_INSIDE(NX_TAG_PER)));
	CHECK(!nx_tag_may_follow(NX_TAG_OUTSIDE, NX_TAG_LAST(NX_TAG_PER)));
	CHECK(nx_tag_may_follow(NX_TAG_BEGIN(NX_TAG_ORG), NX_TAG_LAST(NX_TAG_ORG)));
	CHECK(!nx_tag_may_follow(NX_TAG_BEGIN(NX_TAG_ORG), NX_TAG_LAST(NX_TAG_LOC)));
	CHECK(!nx_tag_may_follow(NX_TAG_BEGIN(NX_TAG_ORG), NX_TAG_OUTSIDE));
	CHECK(nx_tag_may_follow(NX_TAG_LAST(NX_TAG_ORG), NX_TAG_UNIT(NX_TAG_LOC)));
	for (int p = 0; p < NX_TAG_LABELS; p++)
	{
		int n = 0;

		for (int q = 0; q < NX_TAG_LABELS; q++)
			n += nx_tag_may_follow(p, q);
		CHECK(n == 2 || n == 1 + 2 * NX_TAG_N_CLASSES);
	}
}

/* Runs cover every capitalised word, in order, inside one sentence each. */
static void
check_runs(const char *text)
{
	NxAnalysis *a = analyse(text);
	NxTagText x;
	NxTagRun run;
	uint32_t end = 0;

	CHECK(nx_tag_text_init(&x, a) == NX_OK);
	for (uint32_t i = 0; nx_tag_next_run(&x, i, &run); i = run.end)
	{
		NxTagFeature features[NX_TAG_MAX_FEATURES];

		CHECK(run.first < run.end && run.end <= a->tokens->n);
		CHECK(run.end - run.first <= NX_TAG_MAX_RUN);
		CHECK(run.first >= end);
		for (uint32_t k = end; k < run.first; k++)
			CHECK(a->tokens->kind[k] != NX_TOK_WORD ||
				  (a->tokens->flags[k] & NX_TF_UPPER_INITIAL) == 0 ||
				  (a->tokens->flags[k] & NX_TF_HAS_DIGIT) != 0);
		nx_tag_run_init(&x, run);
		for (uint32_t k = run.first; k < run.end; k++)
		{
			int n = nx_tag_features(&x, k, features, NULL);

			CHECK(n > 20 && n <= NX_TAG_MAX_FEATURES);
		}
		end = run.end;
	}
}

/* What is summed beforehand is what the features would have said, but for rounding and hopeless labels. */
static void
check_sums(const char *text)
{
	NxAnalysis *a = analyse(text);
	NxTagText x;
	NxTagRun run;
	const int rounding = 5 * 20;    /* five sums, in units of no more than so much */
	const int hopeless = -127 * 10; /* for what a sum's byte is too small */

	CHECK(nx_tag_text_init(&x, a) == NX_OK);
	for (uint32_t i = 0; nx_tag_next_run(&x, i, &run); i = run.end)
	{
		nx_tag_run_init(&x, run);
		nx_tag_find_sums(&x);
		for (uint32_t k = run.first; k < run.end; k++)
		{
			uint64_t hashes[NX_TAG_MAX_HASHES];
			int32_t slow[NX_TAG_STRIDE] = {0};
			int32_t fast[NX_TAG_STRIDE] = {0};
			int all, rest;

			x.sums = false;
			all = nx_tag_features(&x, k, NULL, hashes);
			nx_model_score(&nx_model_names, hashes, (uint32_t) all, slow);
			x.sums = true;
			rest = nx_tag_features(&x, k, NULL, hashes);
			nx_model_score(&nx_model_names, hashes, (uint32_t) rest, fast);
			nx_tag_add_sums(&x, k, fast);
			CHECK(rest < all);
			for (int label = 0; label < NX_TAG_LABELS; label++)
				CHECK(abs(slow[label] - fast[label]) <= rounding ||
					  (slow[label] < hopeless && fast[label] < hopeless));
		}
	}
}

static char *
repeat(const char *s, size_t times)
{
	size_t len = strlen(s);
	char *text = malloc(len * times + 1);

	for (size_t i = 0; i < times; i++)
		memcpy(text + i * len, s, len);
	text[len * times] = '\0';
	return text;
}

int
main(void)
{
	char *text;
	NxMention *names;
	uint32_t n;

	test_labels();

	check_runs("");
	check_runs("nothing here is a name, and 12 of 20 say so.");
	check_runs(
		"The Ministry of the Interior and the Group of 20 met John van der Berg in The Hague.");
	check_runs(
		"Mr al-Tamimi signed for UNHCR in Côte d'Ivoire.\n\nALL CAPITALS ARE NO NAMES\n\nA b C.");

	check_sums("The Ministry of the Interior and the Group of 20 met Mr. John van der Berg of the "
			   "U.S. Navy "
			   "in The Hague; Xyzzyq Ltd's Zoë Ötztaler and 12 Macy's clerks came from New York.");
	check_sums(
		"BRUSSELS 1996-08-22\n\nThe European Commission said on Thursday that Britain was wrong.");

	CHECK_STR(names_of("nothing here is a name."), "");
	CHECK_STR(names_of("Angela Merkel met Emmanuel Macron in Paris on Tuesday."),
			  "PER:Angela Merkel|PER:Emmanuel Macron|LOC:Paris");
	CHECK_STR(names_of("The World Health Organization said on Friday that Kenya was safe."),
			  "ORG:World Health Organization|LOC:Kenya");
	CHECK_STR(names_of("The ship left for Mombasa with a Lima-based crew."),
			  "LOC:Mombasa|LOC:Lima");
	CHECK_STR(names_of("Russia's German-speaking envoy flew to Nairobi."),
			  "LOC:Russia|NORP:German|LOC:Nairobi");

	/* a word that is a person elsewhere is one here */
	CHECK(strstr(names_of("Maria Lindqvist won again. The crowd cheered Lindqvist for an hour. "
						  "Lindqvist smiled."),
				 "PER:Lindqvist|PER:Lindqvist") != NULL);

	/* more tokens than a run, and than a window, may hold */
	text = repeat("Anna Karin Maria ", 5000);
	check_runs(text);
	CHECK(nx_tag_names(analyse(text), &names, &n) == NX_OK);
	free(text);
	text = repeat("Angela Merkel met Emmanuel Macron in Paris. ", 9000);
	CHECK(nx_tag_names(analyse(text), &names, &n) == NX_OK);
	CHECK(n >= 3 * 8990 && n <= 3 * 9010);
	for (uint32_t i = 1; i < n; i++)
		if (names[i].span.start < names[i - 1].span.end)
		{
			CHECK(names[i].span.start >= names[i - 1].span.end);
			break;
		}
	free(text);
	nx_arena_destroy(arena);
	return check_report("tagger");
}
