/*
 * cluster_words.c
 *		Learns classes of words from unlabelled news.
 *
 *		cluster_words OUT.txt FILE.jsonl[.gz] …
 *
 * Reads the member "text" of each line, tokenised by the core.  A word in lower
 * case and the same word capitalised are two types ("may", "May"); at the head
 * of a sentence a capital says nothing, and the commoner of the two is taken.
 *
 * Types that keep the same company get near vectors (skip-gram with negative
 * sampling, the contexts told apart by their place: two words either side), and
 * near vectors get near numbers: the types are halved ten times, each time
 * along the direction in which they differ most, refined by 2-means.  So the
 * leading bits of a class's number are a coarser class.
 *
 * Writes word<TAB>class of the lower-case type<TAB>class of the capitalised
 * one, from 1, 0 for none; in the order of the alphabet.  The same texts give
 * the same classes.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "arena.h"
#include "hash.h"
#include "jsonl.h"
#include "nx.h"
#include "sentence.h"
#include "token.h"
#include "trainer.h"

#define DIMS 64
#define REACH 2 /* words either side */
#define NEGATIVES 8
#define LEVELS 10
#define BREAK UINT32_MAX /* between sentences, in the stream of types */

static int epochs = 8;
static uint32_t min_count = 8;

typedef struct Word
{
	uint64_t hash;
	char *text;        /* lower case */
	uint32_t count[2]; /* as a lower-case, as a capitalised word */
	uint32_t type[2];
} Word;

static Word *words;
static uint32_t n_words, max_words;
static uint32_t *slots;
static uint32_t n_slots;

static uint32_t *stream; /* word * 4 + case (0 lower, 1 capital, 2 unsure) */
static size_t n_stream, max_stream;

static uint32_t
word_of(uint64_t hash, const char *text, size_t len)
{
	uint32_t slot;

	if (n_words * 2 >= n_slots)
	{
		n_slots = n_slots ? n_slots * 2 : 1 << 16;
		slots = resize(slots, n_slots * sizeof(*slots));
		memset(slots, 0, n_slots * sizeof(*slots));
		for (uint32_t i = 0; i < n_words; i++)
		{
			for (slot = (uint32_t) words[i].hash & (n_slots - 1); slots[slot] != 0;
				 slot = (slot + 1) & (n_slots - 1))
				;
			slots[slot] = i + 1;
		}
	}
	for (slot = (uint32_t) hash & (n_slots - 1); slots[slot] != 0;
		 slot = (slot + 1) & (n_slots - 1))
		if (words[slots[slot] - 1].hash == hash)
			return slots[slot] - 1;
	if (n_words == max_words)
	{
		max_words = max_words * 2 + 4096;
		words = resize(words, max_words * sizeof(*words));
	}
	words[n_words] = (Word){.hash = hash, .text = resize(NULL, len + 1)};
	for (size_t i = 0; i < len; i++)
		words[n_words].text[i] = text[i] >= 'A' && text[i] <= 'Z' ? (char) (text[i] + 32) : text[i];
	words[n_words].text[len] = '\0';
	slots[slot] = ++n_words;
	return n_words - 1;
}

static void
put(uint32_t value)
{
	if (n_stream == max_stream)
	{
		max_stream = max_stream * 2 + (1 << 20);
		stream = resize(stream, max_stream * sizeof(*stream));
	}
	stream[n_stream++] = value;
}

static void
read_article(const char *text)
{
	static const NxOptions options = {.last_stage = NX_STAGE_SENTENCES};
	NxArena *arena = nx_arena_create(&nx_malloc_allocator);
	NxAnalysis *a;

	if (arena == NULL || nx_analyze(text, strlen(text), &options, arena, &a) != NX_OK)
		exit(1);
	for (uint32_t k = 0; k < a->sentences->n; k++)
	{
		const NxSentence *s = &a->sentences->sentences[k];
		const NxTokens *t = a->tokens;
		int flags = a->sentences->paragraphs[s->paragraph].flags;
		bool head = true;

		for (uint32_t i = s->first_token; i < s->end_token; i++)
		{
			const char *start = text + t->start[i];
			size_t len = t->end[i] - t->start[i];
			bool upper =
				(t->flags[i] & (NX_TF_UPPER_INITIAL | NX_TF_ALL_UPPER | NX_TF_INNER_UPPER)) != 0;
			uint32_t how = upper ? 1 : 0;

			if (t->kind[i] == NX_TOK_NUMBER)
			{
				start = "0000000";
				len = len < 7 ? len : 7;
			}
			else if (t->kind[i] == NX_TOK_URL || t->kind[i] == NX_TOK_HANDLE ||
					 t->kind[i] == NX_TOK_JUNK || len > 40)
				continue;
			if (upper && (head || (flags & (NX_PF_ALL_CAPS | NX_PF_TITLE_CASE))))
				how = 2;
			if (t->kind[i] == NX_TOK_WORD)
				head = false;
			else if (t->kind[i] == NX_TOK_OPEN || t->kind[i] == NX_TOK_QUOTE)
				head = true;
			if (len > 1 && start[len - 1] == '.' && memchr(start, '.', len - 1) == NULL)
				len--; /* as the lexicon has it */
			put(word_of(nx_word_hash(start, len), start, len) * 4 + how);
		}
		put(BREAK);
	}
	nx_arena_destroy(arena);
}

/* ---- types ---- */

static uint32_t *type_word; /* word * 2 + case */
static uint32_t *type_count;
static uint32_t n_types;

static void
choose_types(void)
{
	for (size_t i = 0; i < n_stream; i++)
		if (stream[i] != BREAK && (stream[i] & 3) < 2)
			words[stream[i] >> 2].count[stream[i] & 1]++;
	for (size_t i = 0; i < n_stream; i++)
		if (stream[i] != BREAK && (stream[i] & 3) == 2)
		{
			Word *w = &words[stream[i] >> 2];

			stream[i] = (stream[i] & ~3u) | (w->count[1] >= w->count[0]);
		}
	memset(slots, 0, n_slots * sizeof(*slots));
	for (uint32_t i = 0; i < n_words; i++)
		words[i].count[0] = words[i].count[1] = 0;
	for (size_t i = 0; i < n_stream; i++)
		if (stream[i] != BREAK)
			words[stream[i] >> 2].count[stream[i] & 1]++;
	type_word = resize(NULL, 2 * n_words * sizeof(*type_word));
	type_count = resize(NULL, 2 * n_words * sizeof(*type_count));
	for (uint32_t i = 0; i < n_words; i++)
		for (uint32_t k = 0; k < 2; k++)
		{
			words[i].type[k] = BREAK;
			if (words[i].count[k] >= min_count)
			{
				type_word[n_types] = i * 2 + k;
				type_count[n_types] = words[i].count[k];
				words[i].type[k] = n_types++;
			}
		}
	/* the stream in types; rare words leave a gap that nothing is learned from */
	for (size_t i = 0; i < n_stream; i++)
		if (stream[i] != BREAK)
		{
			uint32_t type = words[stream[i] >> 2].type[stream[i] & 1];

			stream[i] = type == BREAK ? BREAK - 1 : type;
		}
}

/* ---- vectors ---- */

#define N_PLACES (2 * REACH)
#define SAMPLES (1 << 20)

static float *vectors;    /* DIMS a type */
static float *contexts;   /* DIMS a type and place */
static uint32_t *samples; /* types, as often as their count to the 3/4 */

static void
learn_pair(const float *v, float *change, uint32_t context, int place, float label, float rate)
{
	float *c = contexts + ((size_t) context * N_PLACES + (size_t) place) * DIMS;
	float dot = 0;
	float g;

	for (int d = 0; d < DIMS; d++)
		dot += v[d] * c[d];
	if (dot > 8)
		dot = 8;
	if (dot < -8)
		dot = -8;
	g = (label - 1 / (1 + expf(-dot))) * rate;
	for (int d = 0; d < DIMS; d++)
	{
		change[d] += g * c[d];
		c[d] += g * v[d];
	}
}

static void
learn_vectors(void)
{
	double total = 0;
	double sum = 0;
	uint32_t at = 0;
	size_t steps = 0;
	size_t all_steps;

	vectors = resize(NULL, (size_t) n_types * DIMS * sizeof(*vectors));
	contexts = resize(NULL, (size_t) n_types * N_PLACES * DIMS * sizeof(*contexts));
	memset(contexts, 0, (size_t) n_types * N_PLACES * DIMS * sizeof(*contexts));
	for (size_t i = 0; i < (size_t) n_types * DIMS; i++)
		vectors[i] = ((float) random_bits() / 4294967296.0f - 0.5f) / DIMS;
	samples = resize(NULL, SAMPLES * sizeof(*samples));
	for (uint32_t i = 0; i < n_types; i++)
		total += pow(type_count[i], 0.75);
	for (uint32_t i = 0; i < n_types; i++)
	{
		sum += pow(type_count[i], 0.75) / total;
		while (at < SAMPLES && at < sum * SAMPLES)
			samples[at++] = i;
	}
	while (at < SAMPLES)
		samples[at++] = n_types - 1;

	all_steps = n_stream * (size_t) epochs;
	for (int epoch = 0; epoch < epochs; epoch++)
		for (size_t i = 0; i < n_stream; i++)
		{
			float change[DIMS] = {0};
			float *v;
			float rate = 0.04f * (1 - (float) steps / (float) all_steps) + 0.0002f;
			float often;

			steps++;
			if (stream[i] >= n_types)
				continue;
			/* the commonest words are looked at less often */
			often = (float) type_count[stream[i]] / (float) n_stream;
			if (often > 1e-3f && (float) random_bits() / 4294967296.0f > sqrtf(1e-3f / often))
				continue;
			v = vectors + (size_t) stream[i] * DIMS;
			for (int direction = -1; direction <= 1; direction += 2)
				for (int k = 1; k <= REACH; k++)
				{
					size_t j = i + (size_t) (direction * k); /* may wrap: then >= n_stream */
					int place = (direction < 0 ? 0 : REACH) + k - 1;

					if (j >= n_stream || stream[j] == BREAK)
						break;
					if (stream[j] >= n_types)
						continue;
					learn_pair(v, change, stream[j], place, 1, rate);
					for (int s = 0; s < NEGATIVES; s++)
						learn_pair(v, change, samples[random_bits() & (SAMPLES - 1)], place, 0,
								   rate);
				}
			for (int d = 0; d < DIMS; d++)
				v[d] += change[d];
		}
	for (uint32_t i = 0; i < n_types; i++)
	{
		float *v = vectors + (size_t) i * DIMS;
		float norm = 1e-9f;

		for (int d = 0; d < DIMS; d++)
			norm += v[d] * v[d];
		norm = sqrtf(norm);
		for (int d = 0; d < DIMS; d++)
			v[d] /= norm;
	}
}

/* ---- classes ---- */

static uint32_t *members;  /* types, in the order of their classes */
static uint32_t *class_of; /* by type */
static float *key;         /* by type, while halving */

static int
by_key(const void *a, const void *b)
{
	uint32_t x = *(const uint32_t *) a;
	uint32_t y = *(const uint32_t *) b;

	if (key[x] != key[y])
		return key[x] < key[y] ? -1 : 1;
	return x < y ? -1 : x > y;
}

/*
 * Halve members [from, to): along the main axis first, then by the nearer of
 * two centres, neither part under a quarter.
 */
static uint32_t
halve(uint32_t from, uint32_t to)
{
	double mean[DIMS] = {0};
	double axis[DIMS];
	uint32_t n = to - from;
	uint32_t cut = from + n / 2;

	for (uint32_t i = from; i < to; i++)
		for (int d = 0; d < DIMS; d++)
			mean[d] += vectors[(size_t) members[i] * DIMS + (size_t) d];
	for (int d = 0; d < DIMS; d++)
	{
		mean[d] /= n;
		axis[d] = sin(d + 1.0);
	}
	for (int round = 0; round < 20; round++)
	{
		double next[DIMS] = {0};
		double norm = 1e-30;

		for (uint32_t i = from; i < to; i++)
		{
			const float *v = vectors + (size_t) members[i] * DIMS;
			double dot = 0;

			for (int d = 0; d < DIMS; d++)
				dot += (v[d] - mean[d]) * axis[d];
			for (int d = 0; d < DIMS; d++)
				next[d] += dot * (v[d] - mean[d]);
		}
		for (int d = 0; d < DIMS; d++)
			norm += next[d] * next[d];
		norm = sqrt(norm);
		for (int d = 0; d < DIMS; d++)
			axis[d] = next[d] / norm;
	}
	for (int round = 0; round < 12; round++)
	{
		double a[DIMS] = {0};
		double b[DIMS] = {0};
		double middle = 0;
		uint32_t new_cut;

		for (uint32_t i = from; i < to; i++)
		{
			const float *v = vectors + (size_t) members[i] * DIMS;
			double dot = 0;

			for (int d = 0; d < DIMS; d++)
				dot += v[d] * axis[d];
			key[members[i]] = (float) dot;
		}
		qsort(members + from, n, sizeof(*members), by_key);
		if (round > 0)
		{
			/* where the plane between the centres lies */
			for (int d = 0; d < DIMS; d++)
				middle += mean[d] * axis[d];
			for (new_cut = from; new_cut < to && key[members[new_cut]] < middle; new_cut++)
				;
			if (new_cut < from + n / 4)
				new_cut = from + n / 4;
			if (new_cut > to - n / 4)
				new_cut = to - n / 4;
			cut = new_cut;
		}
		for (uint32_t i = from; i < to; i++)
			for (int d = 0; d < DIMS; d++)
				(i < cut ? a : b)[d] += vectors[(size_t) members[i] * DIMS + (size_t) d];
		for (int d = 0; d < DIMS; d++)
		{
			a[d] /= cut - from;
			b[d] /= to - cut;
			axis[d] = b[d] - a[d];
			mean[d] = (a[d] + b[d]) / 2;
		}
	}
	return cut;
}

static void
divide(uint32_t from, uint32_t to, int level, uint32_t number)
{
	uint32_t cut;

	if (level == LEVELS || to - from < 2)
	{
		number <<= LEVELS - level;
		for (uint32_t i = from; i < to; i++)
			class_of[members[i]] = number + 1;
		return;
	}
	cut = halve(from, to);
	divide(from, cut, level + 1, number * 2);
	divide(cut, to, level + 1, number * 2 + 1);
}

static int
by_text(const void *a, const void *b)
{
	return strcmp(words[*(const uint32_t *) a].text, words[*(const uint32_t *) b].text);
}

static void
write_classes(const char *path)
{
	uint32_t *order = resize(NULL, n_words * sizeof(*order));
	FILE *f = fopen(path, "w");

	if (f == NULL)
	{
		perror(path);
		exit(1);
	}
	for (uint32_t i = 0; i < n_words; i++)
		order[i] = i;
	qsort(order, n_words, sizeof(*order), by_text);
	for (uint32_t i = 0; i < n_words; i++)
	{
		const Word *w = &words[order[i]];
		uint32_t lower = w->type[0] != BREAK ? class_of[w->type[0]] : 0;
		uint32_t cap = w->type[1] != BREAK ? class_of[w->type[1]] : 0;

		if (lower + cap == 0 || w->text[0] == '#' ||
			(uint64_t) nx_word_hash(w->text, strlen(w->text)) != w->hash)
			continue;
		fprintf(f, "%s\t%u\t%u\n", w->text, lower, cap);
	}
	fclose(f);
	free(order);
}

int
main(int argc, char **argv)
{
	int arg = 1;

	for (; arg + 1 < argc && argv[arg][0] == '-'; arg += 2)
	{
		if (argv[arg][1] == 'e')
			epochs = atoi(argv[arg + 1]);
		else if (argv[arg][1] == 'm')
			min_count = (uint32_t) atoi(argv[arg + 1]);
	}
	if (argc - arg < 2)
	{
		fprintf(stderr,
				"usage: cluster_words [-e epochs] [-m least count] OUT.txt FILE.jsonl[.gz] …\n");
		return 2;
	}
	for (int i = arg + 1; i < argc; i++)
	{
		JsonLines *lines = jsonl_open(argv[i]);
		const Json *j;

		while ((j = jsonl_next(lines)) != NULL)
			read_article(json_string(j, "text"));
		jsonl_close(lines);
	}
	choose_types();
	printf("%zu tokens, %u words, %u types\n", n_stream, n_words, n_types);
	fflush(stdout);
	learn_vectors();
	members = resize(NULL, n_types * sizeof(*members));
	class_of = resize(NULL, n_types * sizeof(*class_of));
	key = resize(NULL, n_types * sizeof(*key));
	for (uint32_t i = 0; i < n_types; i++)
		members[i] = i;
	divide(0, n_types, 0, 0);
	write_classes(argv[arg]);
	return 0;
}
