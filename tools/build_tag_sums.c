/*
 * build_tag_sums.c
 *		Sums what each word of the lexicon says by itself to the name tagger
 *		(src/core/tag_sums.h).
 *
 *		build_tag_sums LEXICON_WORDS OUT.bin
 *
 * The features are those of src/core/tag_features.c, the weights those of the
 * image of names.weights, linked in.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "byte_rows.h"
#include "image.h"
#include "lexicon.h"
#include "model.h"
#include "tag_features.h"
#include "tag_sums.h"

NX_IMAGE(nx_model_names, "names.bin");
extern const NxModel nx_model_names;

typedef int32_t Scores[NX_TAG_STRIDE];

static Scores word_scores[NX_LEX_N_ENTRIES];
static Scores contexts[UINT16_MAX + 1][4];
static uint32_t n_contexts;
static uint16_t context_of[NX_LEX_N_ENTRIES][2];

static void
fail(const char *what)
{
	fprintf(stderr, "build_tag_sums: %s\n", what);
	exit(1);
}

/* What the token says of the one that stands `offset` before it. */
static void
add_up(const NxTagToken *token, int offset, const char *word, Scores scores)
{
	uint64_t hashes[NX_TAG_MAX_HASHES];
	int n = nx_tag_word_features(token, offset, word, (uint32_t) strlen(word), hashes);

	memset(scores, 0, sizeof(Scores));
	nx_model_score(&nx_model_names, hashes, (uint32_t) n, scores);
}

static uint16_t
find_context(Scores four[4])
{
	static uint32_t slots[4 * (UINT16_MAX + 1)];
	const unsigned char *bytes = (const unsigned char *) four;
	uint32_t hash = 2166136261u;
	uint32_t slot;

	for (size_t i = 0; i < 4 * sizeof(Scores); i++)
		hash = (hash ^ bytes[i]) * 16777619u;
	for (slot = hash & (4 * UINT16_MAX + 3); slots[slot] != 0;
		 slot = (slot + 1) & (4 * UINT16_MAX + 3))
		if (memcmp(contexts[slots[slot] - 1], four, 4 * sizeof(Scores)) == 0)
			return (uint16_t) (slots[slot] - 1);
	if (n_contexts > UINT16_MAX)
		fail("more than 65536 different contexts");
	memcpy(contexts[n_contexts], four, 4 * sizeof(Scores));
	slots[slot] = ++n_contexts;
	return (uint16_t) (n_contexts - 1);
}

static void
add_word(uint32_t entry, const char *word)
{
	static const int offsets[] = {-2, -1, 1, 2};
	NxTagToken token = {.hash = (uint32_t) nx_word_hash(word, strlen(word)),
						.entry = entry,
						.lower_cluster = nx_lex_entries[entry].cluster,
						.cap_cluster = nx_lex_entries[entry].cap_cluster};

	nx_tag_add_classes(&token, entry, NX_IN_WORD);
	token.n_own = token.n_classes;
	for (int capital = 0; capital < 2; capital++)
	{
		Scores four[4];

		token.shape = capital ? NX_SHAPE_CAPITAL : NX_SHAPE_LOWER;
		for (int k = 0; k < 4; k++)
			add_up(&token, offsets[k], word, four[k]);
		context_of[entry][capital] = find_context(four);
	}
	if (entry != NX_LEX_UNKNOWN)
		add_up(&token, 0, word, word_scores[entry]);
}

/* Most sums are of no weight at all, and have no say in how the others are rounded. */
static void
count(const int32_t *scores, size_t n, Magnitudes *magnitudes)
{
	for (size_t i = 0; i < n; i++)
		if (scores[i] != 0)
			count_magnitude(magnitudes, scores[i]);
}

static void
write_scores(FILE *f, const int32_t *scores, size_t n, uint32_t unit)
{
	for (size_t i = 0; i < n; i++)
		putc(in_units(scores[i], (int32_t) unit), f);
}

int
main(int argc, char **argv)
{
	static Magnitudes magnitudes;
	NxTagSums head = {.magic = NX_TAG_SUMS_MAGIC, .n_entries = NX_LEX_N_ENTRIES};
	FILE *f;
	char *line = NULL;
	size_t size = 0;
	ssize_t len;
	uint32_t entry = 0;
	uint32_t end;

	if (argc != 3)
	{
		fprintf(stderr, "usage: build_tag_sums LEXICON_WORDS OUT.bin\n");
		return 2;
	}
	f = fopen(argv[1], "r");
	if (f == NULL)
		fail(strerror(errno));
	for (; (len = getline(&line, &size, f)) >= 0 && entry < NX_LEX_N_ENTRIES; entry++)
	{
		line[strcspn(line, "\n")] = '\0';
		/* places that are nobody's have no word */
		if (entry == NX_LEX_UNKNOWN || line[0] != '\0')
			add_word(entry, line);
	}
	fclose(f);
	free(line);
	if (entry != NX_LEX_N_ENTRIES)
		fail("the words are not those of the lexicon");

	count(word_scores[0], sizeof(word_scores) / sizeof(int32_t), &magnitudes);
	count(contexts[0][0], (size_t) n_contexts * 4 * NX_TAG_STRIDE, &magnitudes);
	head.unit = choose_unit(&magnitudes);
	end = (uint32_t) (sizeof(head) + sizeof(context_of));
	head.contexts_at = (end + 63) / 64 * 64;
	head.words_at = head.contexts_at + n_contexts * 4 * NX_TAG_STRIDE;
	head.size = head.words_at + NX_LEX_N_ENTRIES * NX_TAG_STRIDE;

	f = fopen(argv[2], "wb");
	if (f == NULL)
		fail(strerror(errno));
	fwrite(&head, sizeof(head), 1, f);
	fwrite(context_of, sizeof(context_of), 1, f);
	for (; end < head.contexts_at; end++)
		putc(0, f);
	write_scores(f, contexts[0][0], (size_t) n_contexts * 4 * NX_TAG_STRIDE, head.unit);
	write_scores(f, word_scores[0], (size_t) NX_LEX_N_ENTRIES * NX_TAG_STRIDE, head.unit);
	if (ferror(f) || fclose(f) != 0)
		fail(strerror(errno));
	return 0;
}
