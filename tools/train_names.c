/*
 * train_names.c
 *		Trains the name tagger (src/core/tagger.c) and measures it.
 *
 *		train_names DATA_DIR train OUT.weights
 *		train_names DATA_DIR dev			trained without, measured on the development part
 *		train_names DATA_DIR cross [FOLDS]	cross-validated over outlets
 *
 * DATA_DIR is laid out like shared/data.  Features and runs come from the core
 * itself, so what is learned is what will be seen.  The model is a linear-chain
 * conditional random field, trained by AdaGrad on one run at a time with
 * features dropped at random, averaged over the last epochs.  The same data
 * give the same weights.
 */
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "arena.h"
#include "hash.h"
#include "jsonl.h"
#include "model.h"
#include "nx.h"
#include "sentence.h"
#include "tag_features.h"
#include "token.h"
#include "trainer.h"

#define LABELS NX_TAG_LABELS
#define SPACE 32 /* floats in a row */

typedef enum Corpus
{
	CONLL,
	WORLDWIDE,
	WIKI,
	CONLL_DEV,
	N_CORPORA
} Corpus;

static const char *const class_names[] = {"PER", "ORG", "LOC", "NORP", "FAC", "MISC"};

typedef struct Gold
{
	uint32_t start; /* bytes */
	uint32_t end;
	uint8_t class;
} Gold;

typedef struct Run
{
	uint32_t first; /* token */
	uint32_t n;
	uint32_t at; /* first of its tokens among the article's */
	bool teaches;
} Run;

typedef struct Article
{
	char *id;
	char *text;
	Corpus corpus;
	int fold;
	uint32_t group;      /* of an article and what was made of it */
	uint32_t train_from; /* bytes: only runs from here on teach */
	Gold *gold;
	uint32_t n_gold;
	Run *runs;
	uint32_t n_runs;
	uint32_t n_tokens; /* in runs */
	uint8_t *labels;
	uint32_t *feature_at; /* first of each token's features; one more than tokens */
	uint32_t *features;
	float (*base)[SPACE]; /* scores of the first pass */
	uint8_t *tagged;      /* its labels */
	uint32_t *use_at;     /* features of the second pass, as above */
	uint32_t *uses;
} Article;

static Article *articles;
static uint32_t n_articles;

/* ---- options that experiments vary ---- */

static int epochs = 10;
static float rate = 0.05f;
static float dropout = 0.5f;
static float l2 = 2e-6f;
static int cutoff = 3;
static int use_epochs = 6;
static int n_parts = 4;
static float prune = 0.085f;
static float scale = 256.0f;
static int n_folds = 5;
static int show = 0;
static bool use_conll = true;
static bool headlines = true;

/* ---- features by number ---- */

static NxTagFeature *feature_names;
static uint64_t *feature_hashes;
static uint32_t *feature_counts;
static uint32_t n_features, max_features;
static uint32_t *feature_slots;
static uint32_t n_slots;

static uint32_t
feature_number(NxTagFeature f)
{
	uint64_t hash = nx_feature(f.template, f.value, f.second);
	uint32_t slot;

	if (n_slots == 0 || n_features * 2 > n_slots)
	{
		n_slots = n_slots ? n_slots * 2 : 1 << 20;
		free(feature_slots);
		feature_slots = allocate(n_slots, sizeof(*feature_slots));
		for (uint32_t i = 0; i < n_features; i++)
		{
			for (slot = (uint32_t) feature_hashes[i] & (n_slots - 1); feature_slots[slot] != 0;
				 slot = (slot + 1) & (n_slots - 1))
				;
			feature_slots[slot] = i + 1;
		}
	}
	for (slot = (uint32_t) hash & (n_slots - 1); feature_slots[slot] != 0;
		 slot = (slot + 1) & (n_slots - 1))
		if (feature_hashes[feature_slots[slot] - 1] == hash)
			return feature_slots[slot] - 1;
	if (n_features == max_features)
	{
		max_features = max_features ? max_features * 2 : 1 << 19;
		feature_names = resize(feature_names, max_features * sizeof(*feature_names));
		feature_hashes = resize(feature_hashes, max_features * sizeof(*feature_hashes));
		if (feature_names == NULL || feature_hashes == NULL)
			exit(1);
	}
	feature_names[n_features] = f;
	feature_hashes[n_features] = hash;
	feature_slots[slot] = ++n_features;
	return n_features - 1;
}

/* ---- words by their hashes, to write features down ---- */

typedef struct Word
{
	uint32_t hash;
	char *text;
} Word;

static Word *words;
static uint32_t n_words, word_slots;

static Word *
find_word(uint32_t hash)
{
	uint32_t i = (hash * 0x9E3779B1u) & (word_slots - 1);

	while (words[i].text != NULL && words[i].hash != hash)
		i = (i + 1) & (word_slots - 1);
	return &words[i];
}

static void
learn_word(uint32_t hash, const char *text, uint32_t len)
{
	Word *w;
	char lower[NX_WORD_HASHED];

	if (word_slots < 2 * n_words + 2)
	{
		Word *old = words;
		uint32_t n = word_slots;

		word_slots = n ? n * 2 : 1 << 16;
		words = allocate(word_slots, sizeof(*words));
		for (uint32_t i = 0; i < n; i++)
			if (old[i].text != NULL)
				*find_word(old[i].hash) = old[i];
		free(old);
	}
	w = find_word(hash);
	if (w->text != NULL || len >= sizeof(lower))
		return;
	for (uint32_t i = 0; i < len; i++)
	{
		if ((unsigned char) text[i] <= ' ')
			return;
		lower[i] = text[i] >= 'A' && text[i] <= 'Z' ? (char) (text[i] + 32) : text[i];
	}
	if ((uint32_t) nx_word_hash(lower, len) != hash && --len > 0 &&
		(uint32_t) nx_word_hash(lower, len) != hash)
		return;
	w->hash = hash;
	w->text = allocate(len + 1, 1);
	memcpy(w->text, lower, len);
	n_words++;
}

/* ---- reading the corpora ---- */

static int
class_of(const char *label, bool norp, bool facility)
{
	switch (label[0])
	{
		case 'P':
			return strcmp(label, "Product") == 0 ? NX_TAG_MISC : NX_TAG_PER;
		case 'O':
			return NX_TAG_ORG;
		case 'L':
			return facility ? NX_TAG_FAC : NX_TAG_LOC;
		case 'N':
			return NX_TAG_NORP;
		case 'F':
			return NX_TAG_FAC;
		case 'M':
			if (strcmp(label, "Money") == 0)
				return -1;
			return norp ? NX_TAG_NORP : NX_TAG_MISC;
		default:
			return -1;
	}
}

/* A name as a corpus marks it. */
typedef struct Span
{
	uint32_t start; /* bytes */
	uint32_t end;
	char label[16];
} Span;

static unsigned misaligned, outside_runs, total_gold;

/*
 * CoNLL calls "Lima-based" miscellaneous, others mark the Lima in it.  Teach
 * what the first part is; the tagger knows what to make of it (nx_tag_spans).
 */
static int
glued_class(const NxAnalysis *a, uint32_t i, int class)
{
	const char *start = a->text + a->tokens->start[i];
	const char *end = a->text + a->tokens->end[i];
	const char *hyphen = end;
	uint32_t entry;

	while (hyphen > start && *hyphen != '-')
		hyphen--;
	if (hyphen == start || hyphen + 1 >= end || hyphen[1] < 'a' || hyphen[1] > 'z')
		return class;
	entry = nx_lex_find(nx_word_hash(start, (size_t) (hyphen - start)));
	if (nx_lex_has(entry, NX_C_COUNTRY_ADJECTIVE) || nx_lex_has(entry, NX_C_NORP))
		return NX_TAG_NORP;
	if (nx_lex_has(entry, NX_C_COUNTRY) || nx_lex_has(entry, NX_C_CITY) ||
		nx_lex_has(entry, NX_C_US_STATE))
		return NX_TAG_LOC;
	return class;
}

/* The labels of an article's tokens from its gold spans. */
static void
label_article(Article *d, const NxAnalysis *a, const Span *spans, uint32_t n, const char *text)
{
	const NxTokens *t = a->tokens;
	uint8_t *labels = allocate(t->n + 1, 1);
	bool *in_run = allocate(t->n + 1, 1);

	for (uint32_t r = 0; r < d->n_runs; r++)
		memset(in_run + d->runs[r].first, 1, d->runs[r].n);
	d->gold = allocate(n, sizeof(*d->gold));
	for (const Span *e = spans; e < spans + n; e++)
	{
		uint32_t start = e->start;
		uint32_t end = e->end;
		const char *label = e->label;
		uint32_t first = 0;
		uint32_t last;
		int class;
		int taught;
		bool norp;
		bool facility;

		while (first < t->n && t->end[first] <= start)
			first++;
		last = first;
		while (last < t->n && t->end[last] < end)
			last++;
		if (last >= t->n)
			continue;
		norp = nx_tok_has(t, last, NX_C_COUNTRY_ADJECTIVE) || nx_tok_has(t, last, NX_C_NORP);
		for (uint32_t i = first; i < last; i++)
			if ((t->flags[i] & NX_TF_IN_PHRASE) == 0 && nx_phrase_at(t, i) == NULL)
				norp = false;
		facility = d->corpus != WORLDWIDE && last > first &&
				   nx_tok_has(t, last, NX_C_FACILITY_HEAD) &&
				   (t->flags[last] & NX_TF_UPPER_INITIAL);
		class = class_of(label, norp, facility);
		if (class < 0)
			continue;
		taught =
			d->corpus != WORLDWIDE && class == NX_TAG_MISC ? glued_class(a, last, class) : class;
		d->gold[d->n_gold++] = (Gold){start, end, (uint8_t) class};
		total_gold++;
		if (t->start[first] != start || t->end[last] != end)
		{
			misaligned++;
			if (show > 1)
				printf("misaligned %s: %.*s\n", label, (int) (end - start), text + start);
			/* half a token is no reason to teach the opposite */
		}
		for (uint32_t i = first; i <= last; i++)
			if (!in_run[i])
			{
				outside_runs++;
				if (show > 1)
					printf("outside %s: %.*s\n", label, (int) (end - start), text + start);
				break;
			}
		/* the part that stands in a run */
		while (first <= last && !in_run[first])
			first++;
		for (uint32_t i = first; i <= last && in_run[i]; i++)
		{
			bool begins = i == first;
			bool ends = i == last || !in_run[i + 1];

			labels[i] = (uint8_t) (begins && ends ? NX_TAG_UNIT(taught)
								   : begins       ? NX_TAG_BEGIN(taught)
								   : ends         ? NX_TAG_LAST(taught)
												  : NX_TAG_INSIDE(taught));
		}
	}
	for (uint32_t r = 0; r < d->n_runs; r++)
	{
		const Run *run = &d->runs[r];
		int before = NX_TAG_OUTSIDE;

		memcpy(d->labels + run->at, labels + run->first, run->n);
		/* spans that overlapped, or that a run's edge cut, may not be well-formed */
		for (uint32_t i = 0; i <= run->n; i++)
		{
			int label = i < run->n ? d->labels[run->at + i] : NX_TAG_OUTSIDE;

			if (!nx_tag_may_follow(before, label))
			{
				memset(d->labels + run->at, NX_TAG_OUTSIDE, run->n);
				break;
			}
			before = label;
		}
	}
	free(labels);
	free(in_run);
}

static uint32_t
hash_outlet(const char *id)
{
	const char *end = strrchr(id, '_');
	uint32_t h = 2166136261u;

	for (; id < end; id++)
		h = (h ^ (unsigned char) *id) * 16777619u;
	return h ^ h >> 15;
}

static void
extract(Article *d, const NxAnalysis *a)
{
	static NxTagText x;
	NxTagRun run;
	uint32_t max_features_here = 0;
	uint32_t n = 0;

	if (nx_tag_text_init(&x, a) != NX_OK)
		exit(1);
	d->n_runs = d->n_tokens = 0;
	for (uint32_t i = 0; nx_tag_next_run(&x, i, &run); i = run.end)
	{
		d->n_runs++;
		d->n_tokens += run.end - run.first;
	}
	d->runs = allocate(d->n_runs, sizeof(*d->runs));
	d->labels = allocate(d->n_tokens, 1);
	d->base = allocate(d->n_tokens, sizeof(*d->base));
	d->tagged = allocate(d->n_tokens, 1);
	d->use_at = allocate(d->n_tokens + 1, sizeof(*d->use_at));
	d->feature_at = allocate(d->n_tokens + 1, sizeof(*d->feature_at));
	d->n_runs = d->n_tokens = 0;
	for (uint32_t i = 0; nx_tag_next_run(&x, i, &run); i = run.end)
	{
		nx_tag_run_init(&x, run);
		d->runs[d->n_runs++] = (Run){run.first, run.end - run.first, d->n_tokens,
									 a->tokens->start[run.first] >= d->train_from};
		for (uint32_t k = run.first; k < run.end; k++)
		{
			NxTagFeature features[NX_TAG_MAX_FEATURES];
			int m = nx_tag_features(&x, k, features, NULL);
			int style = d->corpus == WIKI ? 2 : x.wire ? 1 : 0;

			if (n + 2 * (uint32_t) m > max_features_here)
			{
				max_features_here = max_features_here * 2 + 4096;
				d->features = resize(d->features, max_features_here * sizeof(*d->features));
				if (d->features == NULL)
					exit(1);
			}
			d->feature_at[d->n_tokens++] = n;
			for (int q = 0; q < m; q++)
			{
				d->features[n++] = feature_number(features[q]);
				if (features[q].styled && style != 0)
				{
					NxTagFeature f = features[q];

					f.template = (uint16_t) (f.template + style * NX_TAG_STYLED);
					d->features[n++] = feature_number(f);
				}
			}
		}
	}
	d->feature_at[d->n_tokens] = n;
	for (uint32_t i = 0; i < a->tokens->n; i++)
		learn_word(a->tokens->hash[i], a->text + a->tokens->start[i],
				   a->tokens->end[i] - a->tokens->start[i]);
}

static void
add_article(const char *id, const char *text, Corpus corpus, uint32_t group, uint32_t train_from,
			const Span *spans, uint32_t n)
{
	static const NxOptions options = {.last_stage = NX_STAGE_SENTENCES};
	NxArena *arena = nx_arena_create(&nx_malloc_allocator);
	NxAnalysis *a;
	Article *d;

	articles = resize(articles, (n_articles + 1) * sizeof(*articles));
	if (articles == NULL || arena == NULL ||
		nx_analyze(text, strlen(text), &options, arena, &a) != NX_OK)
		exit(1);
	d = &articles[n_articles++];
	memset(d, 0, sizeof(*d));
	d->id = strcpy(allocate(strlen(id) + 1, 1), id);
	d->text = strcpy(allocate(strlen(text) + 1, 1), text);
	d->corpus = corpus;
	d->fold = corpus == WORLDWIDE ? (int) (hash_outlet(id) % (uint32_t) n_folds) : -1;
	d->group = group;
	d->train_from = train_from;
	extract(d, a);
	label_article(d, a, spans, n, text);
	nx_arena_destroy(arena);
}

/* Words that headlines in title case leave small. */
static bool
stays_small(const char *word, size_t len)
{
	static const char *const small[] = {"a",    "an",   "the", "of", "to",  "in", "on",
										"at",   "for",  "by",  "as", "and", "or", "but",
										"with", "from", "is",  "s",  "t",   "re", "ll"};

	for (size_t i = 0; i < sizeof(small) / sizeof(small[0]); i++)
		if (strlen(small[i]) == len && memcmp(small[i], word, len) == 0)
			return true;
	return false;
}

/*
 * Headlines are few in the corpora, and most of the web's are in title case or
 * capitals.  So some of an article's sentences are set after it as headlines,
 * and teach what capitals are worth there.
 */
static void
add_headlines(const char *id, const char *text, Corpus corpus, uint32_t group, const Span *spans,
			  uint32_t n)
{
	static const NxOptions options = {.last_stage = NX_STAGE_SENTENCES};
	NxArena *arena = nx_arena_create(&nx_malloc_allocator);
	NxAnalysis *a;
	size_t len = strlen(text);
	char *longer = allocate(len + 2000, 1);
	Span *more = allocate(2 * n + 400, sizeof(*more));
	uint32_t m = n;
	int made = 0;

	if (arena == NULL || nx_analyze(text, len, &options, arena, &a) != NX_OK)
		exit(1);
	memcpy(longer, text, len);
	memcpy(more, spans, n * sizeof(*spans));
	for (uint32_t k = 0; k < a->sentences->n && made < 3; k++)
	{
		const NxSentence *s = &a->sentences->sentences[k];
		const NxParagraph *p = &a->sentences->paragraphs[s->paragraph];
		uint32_t tokens = s->end_token - s->first_token;
		uint32_t start = a->tokens->start[s->first_token];
		uint32_t end = a->tokens->end[s->end_token - 1];
		bool capitals = made == 2;
		bool fresh = true;
		char *out;

		if (tokens < 6 || tokens > 18 || end - start > 160 || p->kind != NX_PARA_BODY ||
			memchr(text + start, '\n', end - start) != NULL || random_bits() % 3 != 0)
			continue;
		if (a->tokens->kind[s->end_token - 1] == NX_TOK_STOP)
			end = a->tokens->end[s->end_token - 2];
		memcpy(longer + len, "\n\n", 2);
		len += 2;
		out = longer + len;
		memcpy(out, text + start, end - start);
		out[end - start] = '\0';
		for (uint32_t i = 0; i < end - start; i++)
		{
			bool letter = out[i] >= 'a' && out[i] <= 'z';

			if (letter && (capitals || fresh))
			{
				size_t word = strspn(out + i, "abcdefghijklmnopqrstuvwxyz");

				if (capitals || i == 0 || !stays_small(out + i, word))
					out[i] = (char) (out[i] - 32);
			}
			fresh = out[i] == ' ' || out[i] == '-';
		}
		for (uint32_t i = 0; i < n; i++)
			if (spans[i].start >= start && spans[i].end <= end)
			{
				more[m] = spans[i];
				more[m].start = spans[i].start - start + (uint32_t) len;
				more[m].end = spans[i].end - start + (uint32_t) len;
				m++;
			}
		len += end - start;
		made++;
	}
	nx_arena_destroy(arena);
	if (made > 0)
		add_article(id, longer, corpus, group, (uint32_t) strlen(text) + 1, more, m);
	free(longer);
	free(more);
}

static void
read_corpus(const char *dir, const char *name, Corpus corpus)
{
	char path[1000];
	JsonLines *lines;
	const Json *j;

	snprintf(path, sizeof(path), "%s/names/%s", dir, name);
	lines = jsonl_open(path);
	while ((j = jsonl_next(lines)) != NULL)
	{
		const char *text = json_string(j, "text");
		const char *id = json_string(j, "id");
		const Json *entities = json_get(j, "entities");
		size_t n_chars;
		size_t *offsets = json_char_offsets(text, strlen(text), &n_chars);
		Span *spans;
		uint32_t n = 0;
		uint32_t group = n_articles;

		for (const Json *e = entities->first; e != NULL; e = e->next)
			n++;
		spans = allocate(n, sizeof(*spans));
		n = 0;
		for (const Json *e = entities->first; e != NULL; e = e->next)
		{
			spans[n].start = (uint32_t) offsets[json_integer(e, "start")];
			spans[n].end = (uint32_t) offsets[json_integer(e, "end")];
			snprintf(spans[n++].label, sizeof(spans[0].label), "%s", json_string(e, "label"));
		}
		add_article(id, text, corpus, group, 0, spans, n);
		if (headlines && corpus != CONLL_DEV && random_bits() % 2 == 0)
			add_headlines(id, text, corpus, group, spans, n);
		free(spans);
		free(offsets);
	}
	jsonl_close(lines);
}

/* ---- the model ---- */

static float *weights; /* SPACE a feature */
static float *squares; /* AdaGrad's sums */
static float *averaged;
static float transition[LABELS][SPACE];
static float transition_squares[LABELS][SPACE];
static float transition_averaged[LABELS][SPACE];
static bool follows[LABELS][LABELS];

#define MAX_RUN NX_TAG_MAX_RUN

static float scores[MAX_RUN][SPACE];
static double forward[MAX_RUN][LABELS];
static double backward[MAX_RUN][LABELS];
static float gradient[MAX_RUN][SPACE];

static bool
is_learned(uint32_t feature)
{
	return feature_counts[feature] >= (uint32_t) cutoff;
}

static void
score_run(const Article *d, const Run *run, const float *w)
{
	for (uint32_t i = 0; i < run->n; i++)
	{
		float *s = scores[i];

		memset(s, 0, SPACE * sizeof(*s));
		for (uint32_t k = d->feature_at[run->at + i]; k < d->feature_at[run->at + i + 1]; k++)
		{
			const float *row = w + (size_t) d->features[k] * SPACE;

			for (int m = 0; m < SPACE; m++)
				s[m] += row[m];
		}
	}
}

/*
 * Forward and backward in probabilities, each step scaled by its best label:
 * gradient[] becomes the expectation of each label.
 */
static void
expectations(uint32_t n, double between[LABELS][SPACE])
{
	double factor[LABELS][LABELS];
	double total;

	for (int p = 0; p < LABELS; p++)
		for (int q = 0; q < LABELS; q++)
			factor[p][q] = follows[p][q] ? exp(transition[p][q]) : 0;
	for (uint32_t i = 0; i < n; i++)
	{
		float top = scores[i][0];
		double sum = 0;

		for (int q = 1; q < LABELS; q++)
			if (scores[i][q] > top)
				top = scores[i][q];
		for (int q = 0; q < LABELS; q++)
		{
			double in = 0;

			if (i == 0)
				in = factor[NX_TAG_OUTSIDE][q];
			else
				for (int p = 0; p < LABELS; p++)
					in += forward[i - 1][p] * factor[p][q];
			forward[i][q] = in * exp(scores[i][q] - top);
			sum += forward[i][q];
		}
		for (int q = 0; q < LABELS; q++)
			forward[i][q] /= sum;
	}
	for (uint32_t i = n; i-- > 0;)
	{
		double sum = 0;

		for (int p = 0; p < LABELS; p++)
		{
			double out = 0;

			if (i == n - 1)
				out = factor[p][NX_TAG_OUTSIDE];
			else
				for (int q = 0; q < LABELS; q++)
					out += factor[p][q] * backward[i + 1][q];
			backward[i][p] = out;
		}
		total = 0;
		for (int p = 0; p < LABELS; p++)
			total += forward[i][p] * backward[i][p];
		for (int p = 0; p < LABELS; p++)
			gradient[i][p] = (float) (forward[i][p] * backward[i][p] / total);
		if (i > 0)
		{
			float top = scores[i][0];

			for (int q = 1; q < LABELS; q++)
				if (scores[i][q] > top)
					top = scores[i][q];
			for (int q = 0; q < LABELS; q++)
			{
				backward[i][q] *= exp(scores[i][q] - top);
				sum += backward[i][q];
			}
			for (int q = 0; q < LABELS; q++)
				backward[i][q] /= sum;
			/* pairs of neighbours */
			total = 0;
			for (int p = 0; p < LABELS; p++)
				for (int q = 0; q < LABELS; q++)
					total += forward[i - 1][p] * factor[p][q] * backward[i][q];
			for (int p = 0; p < LABELS; p++)
				for (int q = 0; q < LABELS; q++)
					between[p][q] += forward[i - 1][p] * factor[p][q] * backward[i][q] / total;
		}
	}
}

static void
step(float *w, float *g2, float g, float r)
{
	g += l2 * *w;
	*g2 += g * g;
	*w -= r * g / sqrtf(*g2 + 1e-6f);
}

static void
train_run(Article *d, const Run *run)
{
	static uint32_t kept[MAX_RUN][4 * NX_TAG_MAX_FEATURES];
	static int n_kept[MAX_RUN];
	double between[LABELS][SPACE];
	float keep_scale = 1.0f / (1.0f - dropout);
	uint32_t threshold = (uint32_t) ((double) dropout * 4294967295.0);

	memset(between, 0, sizeof(between));
	for (uint32_t i = 0; i < run->n; i++)
	{
		float *s = scores[i];

		memset(s, 0, SPACE * sizeof(*s));
		n_kept[i] = 0;
		for (uint32_t k = d->feature_at[run->at + i]; k < d->feature_at[run->at + i + 1]; k++)
		{
			uint32_t f = d->features[k];
			const float *row = weights + (size_t) f * SPACE;

			if (!is_learned(f) || random_bits() < threshold)
				continue;
			kept[i][n_kept[i]++] = f;
			for (int m = 0; m < SPACE; m++)
				s[m] += row[m];
		}
		for (int m = 0; m < SPACE; m++)
			s[m] *= keep_scale;
	}
	expectations(run->n, between);
	for (uint32_t i = 0; i < run->n; i++)
	{
		float *g = gradient[i];
		float most = 0;

		g[d->labels[run->at + i]] -= 1.0f;
		for (int m = 0; m < LABELS; m++)
			if (fabsf(g[m]) > most)
				most = fabsf(g[m]);
		if (most < 1e-3f)
			continue;
		for (int m = 0; m < LABELS; m++)
			g[m] *= keep_scale;
		for (int m = LABELS; m < SPACE; m++)
			g[m] = 0;
		for (int k = 0; k < n_kept[i]; k++)
		{
			float *row = weights + (size_t) kept[i][k] * SPACE;
			float *g2 = squares + (size_t) kept[i][k] * SPACE;

			for (int m = 0; m < SPACE; m++)
			{
				float gm = g[m] + l2 * row[m];

				g2[m] += gm * gm;
				row[m] -= rate * gm / sqrtf(g2[m] + 1e-6f);
			}
		}
	}
	for (uint32_t i = 1; i < run->n; i++)
		between[d->labels[run->at + i - 1]][d->labels[run->at + i]] -= 1;
	if (run->n > 1)
		for (int p = 0; p < LABELS; p++)
			for (int q = 0; q < LABELS; q++)
				if (follows[p][q])
					step(&transition[p][q], &transition_squares[p][q], (float) between[p][q], rate);
}

static void
train(uint32_t *chosen, uint32_t n)
{
	int averages = 0;
	size_t size = (size_t) n_features * SPACE;
	typedef struct Item
	{
		uint32_t article;
		uint32_t run;
	} Item;
	Item *items;
	uint32_t n_items = 0;

	random_state = RANDOM_START;
	weights = resize(weights, size * sizeof(*weights));
	squares = resize(squares, size * sizeof(*squares));
	averaged = resize(averaged, size * sizeof(*averaged));
	feature_counts = resize(feature_counts, n_features * sizeof(*feature_counts));
	if (weights == NULL || squares == NULL || averaged == NULL || feature_counts == NULL)
		exit(1);
	memset(weights, 0, size * sizeof(*weights));
	memset(averaged, 0, size * sizeof(*averaged));
	for (size_t i = 0; i < size; i++)
		squares[i] = 0.1f;
	memset(feature_counts, 0, n_features * sizeof(*feature_counts));
	memset(transition, 0, sizeof(transition));
	memset(transition_averaged, 0, sizeof(transition_averaged));
	for (int p = 0; p < LABELS; p++)
		for (int q = 0; q < SPACE; q++)
			transition_squares[p][q] = 1.0f;
	for (uint32_t i = 0; i < n; i++)
	{
		Article *d = &articles[chosen[i]];

		n_items += d->n_runs;
		for (uint32_t k = 0; k < d->feature_at[d->n_tokens]; k++)
			feature_counts[d->features[k]]++;
	}
	items = allocate(n_items, sizeof(*items));
	n_items = 0;
	for (uint32_t i = 0; i < n; i++)
		for (uint32_t r = 0; r < articles[chosen[i]].n_runs; r++)
			if (articles[chosen[i]].runs[r].teaches)
				items[n_items++] = (Item){chosen[i], r};

	for (int epoch = 0; epoch < epochs; epoch++)
	{
		for (uint32_t i = n_items; i > 1; i--)
		{
			uint32_t k = random_bits() % i;
			Item swap = items[i - 1];

			items[i - 1] = items[k];
			items[k] = swap;
		}
		for (uint32_t i = 0; i < n_items; i++)
			train_run(&articles[items[i].article], &articles[items[i].article].runs[items[i].run]);
		if (epoch >= epochs / 2)
		{
			averages++;
			for (size_t i = 0; i < size; i++)
				averaged[i] += weights[i];
			for (int p = 0; p < LABELS; p++)
				for (int q = 0; q < LABELS; q++)
					transition_averaged[p][q] += transition[p][q];
		}
	}
	for (size_t i = 0; i < size; i++)
		averaged[i] /= (float) averages;
	for (int p = 0; p < LABELS; p++)
		for (int q = 0; q < LABELS; q++)
			transition[p][q] = transition_averaged[p][q] / (float) averages;
	free(items);
}

/* ---- measuring ---- */

static void
decode(uint32_t n, uint8_t *labels)
{
	static float best[MAX_RUN][LABELS];
	static uint8_t from[MAX_RUN][LABELS];
	int last = 0;
	float top = -1e30f;

	for (uint32_t i = 0; i < n; i++)
		for (int q = 0; q < LABELS; q++)
		{
			best[i][q] = -1e30f;
			for (int p = 0; p < LABELS; p++)
			{
				float s;

				if (i == 0 && p != NX_TAG_OUTSIDE)
					break;
				if (!follows[p][q])
					continue;
				s = (i == 0 ? 0 : best[i - 1][p]) + transition[p][q] + scores[i][q];
				if (s > best[i][q])
				{
					best[i][q] = s;
					from[i][q] = (uint8_t) p;
				}
			}
		}
	for (int p = 0; p < LABELS; p++)
		if (follows[p][NX_TAG_OUTSIDE] && best[n - 1][p] + transition[p][NX_TAG_OUTSIDE] > top)
		{
			top = best[n - 1][p] + transition[p][NX_TAG_OUTSIDE];
			last = p;
		}
	for (uint32_t i = n; i-- > 0;)
	{
		labels[i] = (uint8_t) last;
		if (i > 0)
			last = from[i][last];
	}
}

typedef struct Tally
{
	uint32_t right[NX_TAG_N_CLASSES];
	uint32_t found[NX_TAG_N_CLASSES];
	uint32_t gold[NX_TAG_N_CLASSES];
} Tally;

/* CoNLL's classes: facilities are places, peoples are miscellaneous. */
static int
class_in(int class, Corpus corpus)
{
	if (corpus != WORLDWIDE && class == NX_TAG_FAC)
		return NX_TAG_LOC;
	if (corpus != WORLDWIDE && class == NX_TAG_NORP)
		return NX_TAG_MISC;
	return class;
}

/* The first pass over an article by the weights at hand. */
static void
tag_first(Article *d)
{
	for (uint32_t r = 0; r < d->n_runs; r++)
	{
		const Run *run = &d->runs[r];

		score_run(d, run, averaged);
		memcpy(d->base[run->at], scores, run->n * sizeof(*scores));
		decode(run->n, d->tagged + run->at);
	}
}

/* Analyse an article again, up to what features need. */
static NxArena *
analyse(const Article *d, NxTagText *x)
{
	static const NxOptions options = {.last_stage = NX_STAGE_SENTENCES};
	NxArena *arena = nx_arena_create(&nx_malloc_allocator);
	NxAnalysis *a;

	if (arena == NULL || nx_analyze(d->text, strlen(d->text), &options, arena, &a) != NX_OK ||
		nx_tag_text_init(x, a) != NX_OK)
		exit(1);
	return arena;
}

/* Its features for the second pass, from the labels of the first. */
static void
extract_uses(Article *d, NxTagText *x)
{
	NxTagRun run;
	uint32_t at = 0;
	uint32_t n = 0;
	uint32_t max = 0;

	for (uint32_t i = 0; nx_tag_next_run(x, i, &run); i = run.end)
	{
		nx_tag_run_resume(x, run);
		nx_tag_count(x, d->tagged + at, 1);
		at += run.end - run.first;
	}
	at = 0;
	free(d->uses);
	d->uses = NULL;
	for (uint32_t i = 0; nx_tag_next_run(x, i, &run); i = run.end)
	{
		nx_tag_run_resume(x, run);
		nx_tag_count(x, d->tagged + at, -1);
		for (uint32_t k = run.first; k < run.end; k++)
		{
			NxTagFeature features[NX_TAG_MAX_FEATURES];
			int m = nx_tag_use_features(x, k, features, NULL);

			if (n + (uint32_t) m > max)
			{
				max = max * 2 + 1024;
				d->uses = resize(d->uses, max * sizeof(*d->uses));
				if (d->uses == NULL)
					exit(1);
			}
			d->use_at[at + k - run.first] = n;
			for (int q = 0; q < m; q++)
				d->uses[n++] = feature_number(features[q]);
		}
		nx_tag_count(x, d->tagged + at, 1);
		at += run.end - run.first;
	}
	d->use_at[at] = n;
}

static float *use_weights; /* SPACE a feature; only those of the second pass are not 0 */
static uint32_t n_use_weights;

static void
score_again(const Article *d, const Run *run)
{
	for (uint32_t i = 0; i < run->n; i++)
	{
		memcpy(scores[i], d->base[run->at + i], sizeof(*scores));
		for (uint32_t k = d->use_at[run->at + i]; k < d->use_at[run->at + i + 1]; k++)
			if (d->uses[k] < n_use_weights)
				for (int m = 0; m < SPACE; m++)
					scores[i][m] += use_weights[(size_t) d->uses[k] * SPACE + (size_t) m];
	}
}

/*
 * The weights of the second pass, given the first pass of each article by a
 * model that has not seen it.
 */
static void
train_uses(const uint32_t *chosen, uint32_t n)
{
	static NxTagText x;
	float *g2;
	float *sum;
	int averages = 0;
	double between[LABELS][SPACE];

	for (uint32_t i = 0; i < n; i++)
	{
		NxArena *arena = analyse(&articles[chosen[i]], &x);

		extract_uses(&articles[chosen[i]], &x);
		nx_arena_destroy(arena);
	}
	n_use_weights = n_features;
	free(use_weights);
	use_weights = allocate((size_t) n_features * SPACE, sizeof(*use_weights));
	g2 = allocate((size_t) n_features * SPACE, sizeof(*g2));
	sum = allocate((size_t) n_features * SPACE, sizeof(*sum));
	for (size_t i = 0; i < (size_t) n_features * SPACE; i++)
		g2[i] = 1;
	for (int epoch = 0; epoch < use_epochs; epoch++)
	{
		for (uint32_t i = 0; i < n; i++)
		{
			const Article *d = &articles[chosen[(i * 7919u + (uint32_t) epoch) % n]];

			for (uint32_t r = 0; r < d->n_runs; r++)
			{
				const Run *run = &d->runs[r];

				if (!run->teaches || d->use_at[run->at] == d->use_at[run->at + run->n])
					continue;
				score_again(d, run);
				expectations(run->n, between);
				for (uint32_t k = 0; k < run->n; k++)
				{
					gradient[k][d->labels[run->at + k]] -= 1;
					for (uint32_t q = d->use_at[run->at + k]; q < d->use_at[run->at + k + 1]; q++)
						for (int m = 0; m < LABELS; m++)
						{
							size_t w = (size_t) d->uses[q] * SPACE + (size_t) m;

							step(&use_weights[w], &g2[w], gradient[k][m], rate);
						}
				}
			}
		}
		if (epoch >= use_epochs / 2)
		{
			averages++;
			for (size_t i = 0; i < (size_t) n_features * SPACE; i++)
				sum[i] += use_weights[i];
		}
	}
	for (size_t i = 0; i < (size_t) n_features * SPACE; i++)
		use_weights[i] = sum[i] / (float) averages;
	free(g2);
	free(sum);
}

/* Both passes' weights, from the chosen articles. */
static void
train_all(uint32_t *chosen, uint32_t n)
{
	uint32_t *part = allocate(n, sizeof(*part));

	for (int k = 0; k < n_parts && use_epochs > 0; k++)
	{
		uint32_t m = 0;

		for (uint32_t i = 0; i < n; i++)
			if ((int) (articles[chosen[i]].group % (uint32_t) n_parts) != k)
				part[m++] = chosen[i];
		train(part, m);
		for (uint32_t i = 0; i < n; i++)
			if ((int) (articles[chosen[i]].group % (uint32_t) n_parts) == k)
				tag_first(&articles[chosen[i]]);
	}
	if (use_epochs > 0)
	{
		float kept[LABELS][SPACE];

		train_uses(chosen, n);
		memcpy(kept, transition, sizeof(kept));
	}
	train(chosen, n);
	free(part);
}

static void
measure(Article *d, Tally *tally)
{
	static NxTagText x;
	NxArena *arena = analyse(d, &x);
	bool *used = allocate(d->n_gold, 1);
	NxTagRun place;
	uint32_t r = 0;

	tag_first(d);
	extract_uses(d, &x);
	for (uint32_t i = 0; i < d->n_gold; i++)
		tally->gold[class_in(d->gold[i].class, d->corpus)]++;
	for (uint32_t next = 0; nx_tag_next_run(&x, next, &place); next = place.end, r++)
	{
		uint8_t labels[MAX_RUN];
		uint32_t begin = 0;

		score_again(d, &d->runs[r]);
		decode(d->runs[r].n, labels);
		nx_tag_run_resume(&x, place);
		for (uint32_t i = 0; i < d->runs[r].n; i++)
		{
			int position = (labels[i] - 1) % 4;
			NxTagClass tag;
			NxSpan spans[2];
			int n;

			if (labels[i] == NX_TAG_OUTSIDE)
				continue;
			if (position == 0 || position == 3)
				begin = i;
			if (position < 2)
				continue;
			tag = (NxTagClass) ((labels[i] - 1) / 4);
			n = nx_tag_spans(&x, place.first + begin, place.first + i + 1, &tag, spans);
			for (int s = 0; s < n; s++)
			{
				uint32_t start = spans[s].start;
				uint32_t end = spans[s].end;
				int class = class_in((int) tag, d->corpus);
				bool right = false;

				tally->found[class]++;
				for (uint32_t k = 0; k < d->n_gold; k++)
					if (d->gold[k].start == start && d->gold[k].end == end &&
						class_in(d->gold[k].class, d->corpus) == class)
					{
						right = true;
						used[k] = true;
					}
				tally->right[class] += right;
				if (!right && show)
				{
					const char *gold = "O";
					uint32_t gs = 0, ge = 0;

					for (uint32_t k = 0; k < d->n_gold; k++)
						if (d->gold[k].start < end && start < d->gold[k].end)
						{
							gold = class_names[d->gold[k].class];
							gs = d->gold[k].start;
							ge = d->gold[k].end;
						}
					printf("ERR %s>%s\t[%.*s]\t[%.*s]\t%.*s\t%s\n", gold, class_names[tag],
						   (int) (ge - gs), d->text + gs, (int) (end - start), d->text + start, 60,
						   d->text + (start > 30 ? start - 30 : 0), d->id);
				}
			}
		}
	}
	for (uint32_t k = 0; k < d->n_gold && show; k++)
		if (!used[k])
			printf("MISS %s\t%.*s\n", class_names[d->gold[k].class],
				   (int) (d->gold[k].end - d->gold[k].start), d->text + d->gold[k].start);
	free(used);
	nx_arena_destroy(arena);
}

static double
f1(uint32_t right, uint32_t found, uint32_t gold)
{
	return found + gold ? 200.0 * right / (found + gold) : 0;
}

static double
print_tally(const char *title, const Tally *t)
{
	uint32_t all[3] = {0};
	uint32_t core[3] = {0};

	printf("%-22s", title);
	for (int c = 0; c < NX_TAG_N_CLASSES; c++)
	{
		uint32_t n[3] = {t->right[c], t->found[c], t->gold[c]};

		if (n[2])
			printf(" %s %.2f", class_names[c], f1(n[0], n[1], n[2]));
		for (int k = 0; k < 3; k++)
		{
			all[k] += n[k];
			if (c <= NX_TAG_LOC)
				core[k] += n[k];
		}
	}
	printf("  core P %.2f R %.2f F %.2f  all %.2f\n", 100.0 * core[0] / (core[1] + 1e-9),
		   100.0 * core[0] / (core[2] + 1e-9), f1(core[0], core[1], core[2]),
		   f1(all[0], all[1], all[2]));
	fflush(stdout);
	return f1(core[0], core[1], core[2]);
}

/* ---- writing ---- */

static void
write_value(FILE *f, bool is_word, uint32_t value)
{
	Word *w = is_word ? find_word(value) : NULL;

	if (w != NULL && w->text != NULL)
		fprintf(f, " %s%s", w->text[0] == '#' || w->text[0] == '\\' ? "\\" : "", w->text);
	else
		fprintf(f, " #%u", value);
}

static bool
write_row(FILE *f, const float *row, const char *lead, const NxTagFeature *feature)
{
	bool any = false;

	for (int m = 0; m < LABELS; m++)
		if (fabsf(row[m]) >= prune)
			any = true;
	if (!any)
		return false;
	fprintf(f, "%s", lead);
	if (feature != NULL)
	{
		fprintf(f, "%u", feature->template);
		if (feature->value != 0 || feature->second != 0)
			write_value(f, feature->words & 1, feature->value);
		if (feature->second != 0)
			write_value(f, feature->words & 2, feature->second);
	}
	fputc('\t', f);
	any = false;
	for (int m = 0; m < LABELS; m++)
	{
		long w = lrintf(row[m] * scale);

		if (w > INT16_MAX)
			w = INT16_MAX;
		if (w < INT16_MIN)
			w = INT16_MIN;
		if (fabsf(row[m]) < prune / 4 || w == 0)
			continue;
		fprintf(f, "%s%d:%ld", any ? " " : "", m, w);
		any = true;
	}
	fputc('\n', f);
	return true;
}

static void
write_model(const char *path)
{
	FILE *f = fopen(path, "w");
	uint32_t n = 0;

	if (f == NULL)
	{
		perror(path);
		exit(1);
	}
	fprintf(f, "# The name tagger's weights, by tools/train_names (doc/internals.md).\nlabels\tO");
	for (int c = 0; c < NX_TAG_N_CLASSES; c++)
		for (int k = 0; k < 4; k++)
			fprintf(f, "\t%c-%s", "BILU"[k], class_names[c]);
	fputc('\n', f);
	for (uint32_t p = 0; p < LABELS; p++)
	{
		NxTagFeature name = {NX_TAG_TRANSITION, 0, 0, p, 0};

		write_row(f, transition[p], "", &name);
	}
	for (uint32_t i = 0; i < n_features; i++)
		if (is_learned(i) && feature_names[i].template <2 * NX_TAG_STYLED)
			n += write_row(f, averaged + (size_t) i * SPACE, "", &feature_names[i]);
	for (uint32_t i = 0; i < n_use_weights; i++)
		n += write_row(f, use_weights + (size_t) i * SPACE, "", &feature_names[i]);
	fclose(f);
	printf("%u features of %u written\n", n, n_features);
}

static uint32_t
choose(uint32_t *chosen, bool (*wanted)(const Article *, int), int fold)
{
	uint32_t n = 0;

	for (uint32_t i = 0; i < n_articles; i++)
		if (wanted(&articles[i], fold))
			chosen[n++] = i;
	return n;
}

static bool
for_training(const Article *d, int fold)
{
	if (d->corpus == CONLL && !use_conll)
		return false;
	return d->corpus != CONLL_DEV && (d->corpus != WORLDWIDE || d->fold != fold);
}

int
main(int argc, char **argv)
{
	uint32_t *chosen;
	uint32_t n;
	int arg = 1;

	for (; arg + 1 < argc && argv[arg][0] == '-'; arg += 2)
	{
		const char *v = argv[arg + 1];

		switch (argv[arg][1])
		{
			case 'e':
				epochs = atoi(v);
				break;
			case 'r':
				rate = (float) atof(v);
				break;
			case 'd':
				dropout = (float) atof(v);
				break;
			case 'l':
				l2 = (float) atof(v);
				break;
			case 'c':
				cutoff = atoi(v);
				break;
			case 'p':
				prune = (float) atof(v);
				break;
			case 's':
				show = atoi(v);
				break;
			case 'u':
				use_epochs = atoi(v);
				break;
			case 'k':
				n_parts = atoi(v);
				break;
			case 'h':
				headlines = atoi(v) != 0;
				break;
			case 'n':
				use_conll = false;
				break;
		}
	}
	if (argc - arg < 2)
	{
		fprintf(stderr, "usage: train_names DATA_DIR train OUT.weights | dev | cross [FOLD]\n");
		return 2;
	}
	for (int p = 0; p < LABELS; p++)
		for (int q = 0; q < LABELS; q++)
			follows[p][q] = nx_tag_may_follow(p, q);
	read_corpus(argv[arg], "conll2003_train.jsonl", CONLL);
	read_corpus(argv[arg], "worldwide_train.jsonl", WORLDWIDE);
	read_corpus(argv[arg], "wikigold.jsonl", WIKI);
	read_corpus(argv[arg], "conll2003_dev.jsonl", CONLL_DEV);
	printf("%u articles, %u features; gold %u, misaligned %u, outside runs %u\n", n_articles,
		   n_features, total_gold, misaligned, outside_runs);
	fflush(stdout);
	chosen = allocate(n_articles, sizeof(*chosen));
	if (strcmp(argv[arg + 1], "cross") == 0)
	{
		int only = argc - arg > 2 ? atoi(argv[arg + 2]) : -1;
		Tally total = {0};
		Tally dev_total = {0};

		for (int fold = 0; fold < n_folds; fold++)
		{
			Tally tally = {0};
			Tally dev = {0};
			char title[30];

			if (only >= 0 && fold != only)
				continue;
			n = choose(chosen, for_training, fold);
			train_all(chosen, n);
			for (uint32_t i = 0; i < n_articles; i++)
				if (articles[i].corpus == WORLDWIDE && articles[i].fold == fold &&
					articles[i].train_from == 0)
				{
					measure(&articles[i], &tally);
					measure(&articles[i], &total);
				}
				else if (articles[i].corpus == CONLL_DEV)
				{
					measure(&articles[i], &dev);
					measure(&articles[i], &dev_total);
				}
			snprintf(title, sizeof(title), "fold %d", fold);
			print_tally(title, &tally);
			print_tally("  conll dev", &dev);
		}
		print_tally("all folds", &total);
	}
	else
	{
		Tally dev = {0};

		n = choose(chosen, for_training, -2);
		train_all(chosen, n);
		for (uint32_t i = 0; i < n_articles; i++)
			if (articles[i].corpus == CONLL_DEV)
				measure(&articles[i], &dev);
		print_tally("conll dev", &dev);
		if (strcmp(argv[arg + 1], "train") == 0 && argc - arg > 2)
			write_model(argv[arg + 2]);
	}
	return 0;
}
