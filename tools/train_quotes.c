/*
 * train_quotes.c
 *		Learns the weights of quotations' cues, sources and contents.
 *
 *		train_quotes TRAIN.jsonl OUT.weights [bias]
 *
 * TRAIN has, a line, {"id", "text", "quotes": [{"source", "cue", "content"}]},
 * each of the three a list of spans [start, end) in characters.  The analyser
 * itself finds tokens, sentences, names and candidates; gold decides which
 * candidate is right.  Each decision is a softmax over its candidates, trained
 * by AdaGrad in a fixed order, so the same data give the same file.
 *
 * bias, in hundredths, is added to "no cue": more is fewer attributions.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "arena.h"
#include "attribution_features.h"
#include "jsonl.h"
#include "trainer.h"

#ifndef EPOCHS
#define EPOCHS 4
#define RATE 0.1f
#define MIN_COUNT 6
#define L1 1e-2f
#endif
#ifndef NEARLY
#define NEARLY 0.85f
#endif
#define SCALE 200.0f
#define DEFAULT_BIAS (-60) /* hundredths; F1 is flat about it, and fewer are missed on this side */
#define MIN_WEIGHT 6       /* after scaling: smaller ones are left out */

/* ---- features, numbered ---- */

typedef struct Feature
{
	NxFeatureRow row;
	uint32_t count;
	uint32_t next;
} Feature;

static Feature *features;
static uint32_t n_features, max_features;
static uint32_t *buckets;
#define N_BUCKETS (1u << 22)

/* ---- instances: for each candidate its features; which are right ---- */

typedef struct Instance
{
	size_t first; /* in ids */
	uint32_t n_candidates;
	uint32_t size;  /* ids in all */
	uint64_t right; /* a bit for each right candidate; the label for a cue */
	uint8_t decision;
} Instance;

enum
{
	RANKING,
	CUE
};

static Instance *instances;
static size_t n_instances, max_instances;
static uint32_t *ids; /* per candidate: how many, then they */
static size_t n_ids, max_ids;

static float (*weights)[NX_QL_N], (*squares)[NX_QL_N], (*means)[NX_QL_N];

/* ---- words, to write features by name ---- */

typedef struct Word
{
	uint32_t hash;
	char *text;
} Word;

static Word *words;
#define N_WORDS (1u << 20)

static void
remember_word(const char *text, uint32_t len, uint32_t hash)
{
	uint32_t i = hash & (N_WORDS - 1);

	while (words[i].text != NULL)
	{
		if (words[i].hash == hash)
			return;
		i = (i + 1) & (N_WORDS - 1);
	}
	words[i].hash = hash;
	words[i].text = must(malloc(len + 1));
	for (uint32_t k = 0; k < len; k++)
		words[i].text[k] = text[k] >= 'A' && text[k] <= 'Z' ? (char) (text[k] + 32) : text[k];
	words[i].text[len] = '\0';
}

static const char *
find_word(uint32_t hash)
{
	for (uint32_t i = hash & (N_WORDS - 1); words[i].text != NULL; i = (i + 1) & (N_WORDS - 1))
		if (words[i].hash == hash)
			return words[i].text;
	return NULL;
}

static uint32_t
intern(NxFeatureRow row)
{
	uint64_t h = nx_feature(row.template, row.value, row.second);
	uint32_t *slot = &buckets[h & (N_BUCKETS - 1)];

	for (uint32_t i = *slot; i != 0; i = features[i - 1].next)
	{
		const NxFeatureRow *r = &features[i - 1].row;

		if (r->template == row.template && r->value == row.value && r->second == row.second)
		{
			features[i - 1].count++;
			return i - 1;
		}
	}
	if (n_features == max_features)
	{
		max_features = max_features * 2 + 65536;
		features = must(realloc(features, max_features * sizeof(*features)));
	}
	features[n_features] = (Feature){row, 1, *slot};
	*slot = ++n_features;
	return n_features - 1;
}

static void
push_id(uint32_t id)
{
	if (n_ids == max_ids)
	{
		max_ids = max_ids * 2 + (1 << 20);
		ids = must(realloc(ids, max_ids * sizeof(*ids)));
	}
	ids[n_ids++] = id;
}

/* Write down the sink's features as one candidate. */
static void
push_candidate(NxFeatureSink *sink)
{
	push_id(sink->n);
	for (uint32_t k = 0; k < sink->n; k++)
		push_id(intern(sink->rows[k]));
	sink->n = 0;
}

static void
push_instance(size_t first, uint32_t n, uint64_t right, uint8_t decision)
{
	if (n_instances == max_instances)
	{
		max_instances = max_instances * 2 + 65536;
		instances = must(realloc(instances, max_instances * sizeof(*instances)));
	}
	instances[n_instances++] = (Instance){first, n, (uint32_t) (n_ids - first), right, decision};
}

/* ---- gold ---- */

#define MAX_PARTS 16

typedef struct Gold
{
	NxRange cue[MAX_PARTS], source[MAX_PARTS], content[MAX_PARTS];
	uint32_t n_cue, n_source, n_content;
	uint32_t head; /* NX_NONE: no candidate among the cue's tokens */
} Gold;

static uint32_t
token_at(const NxTokens *t, uint32_t byte)
{
	uint32_t low = 0, high = t->n;

	while (low < high)
	{
		uint32_t mid = low + (high - low) / 2;

		if (t->end[mid] <= byte)
			low = mid + 1;
		else
			high = mid;
	}
	return low;
}

static uint32_t
read_spans(const Json *spans, const size_t *bytes, const NxTokens *t, NxRange *out)
{
	uint32_t n = 0;

	for (const Json *s = spans->first; s != NULL && n < MAX_PARTS; s = s->next)
	{
		uint32_t from = (uint32_t) bytes[(size_t) s->first->number];
		uint32_t to = (uint32_t) bytes[(size_t) s->first->next->number];
		NxRange r = {token_at(t, from), 0};

		r.end = r.first;
		while (r.end < t->n && t->start[r.end] < to)
			r.end++;
		if (r.end > r.first)
			out[n++] = r;
	}
	return n;
}

static uint32_t
pick_head(const NxTokens *t, const Gold *g)
{
	uint32_t best = NX_NONE;
	int best_rank = -1;

	for (uint32_t p = 0; p < g->n_cue; p++)
		for (uint32_t i = g->cue[p].first; i < g->cue[p].end; i++)
		{
			int rank;

			if (!nx_may_be_cue(t, i))
				continue;
			rank = nx_tok_has(t, i, NX_C_REPORTING_VERB)   ? 5
				   : nx_tok_word(t, i) == NX_W_ACCORDING   ? 5
				   : nx_tok_has(t, i, NX_C_BELIEF_VERB)    ? 4
				   : nx_tok_has(t, i, NX_C_STANCE_WORD)    ? 3
				   : nx_tok_has(t, i, NX_C_REPORTING_NOUN) ? 2
														   : 1;
			if (rank > best_rank)
			{
				best = i;
				best_rank = rank;
			}
		}
	return best;
}

/* ---- making instances ---- */

static bool
trims(uint32_t pos)
{
	return pos == P_COMMA || pos == P_STOP || pos == P_CLOSE || pos == P_DASH || pos == P_COLON;
}

static void
train_edge(NxScene *sc, NxEdge edge, uint32_t other, uint32_t gold)
{
	uint32_t places[NX_MAX_EDGES];
	uint32_t n = nx_edge_candidates(sc, edge, other, places);
	uint32_t right = 0, distance = UINT32_MAX;
	size_t first = n_ids;
	uint64_t bits;

	for (uint32_t k = 0; k < n; k++)
	{
		uint32_t d = places[k] > gold ? places[k] - gold : gold - places[k];

		if (d < distance)
		{
			distance = d;
			right = k;
		}
	}
	if (n < 2 || distance > 3)
		return;
	bits = UINT64_C(1) << right;
	for (uint32_t k = 0; k < n; k++)
	{
		nx_edge_features(sc, edge, other, places, n, k);
		push_candidate(sc->sink);
		/* content much like the right one will do */
		if (edge == NX_EDGE_RIGHT_END && places[k] > other)
		{
			float x = (float) (places[k] - other), y = (float) (places[right] - other);

			if ((x < y ? x / y : y / x) >= NEARLY)
				bits |= UINT64_C(1) << k;
		}
	}
	push_instance(first, n, bits, RANKING);
}

static void
train_source(NxScene *sc, const Gold *g)
{
	uint64_t right = 0;
	size_t first = n_ids;
	int chosen = -1;

	nx_find_left_runs(sc);
	nx_find_right_runs(sc);
	for (uint32_t k = 0; k < sc->n_runs; k++)
		for (uint32_t p = 0; p < g->n_source; p++)
			if (sc->runs[k].first < g->source[p].end && g->source[p].first < sc->runs[k].end)
				right |= UINT64_C(2) << k;
	if (g->n_source == 0)
		right = 1;
	if (right != 0 && !nx_sure_source(sc))
	{
		nx_source_features(sc, -1);
		push_candidate(sc->sink);
		for (uint32_t k = 0; k < sc->n_runs; k++)
		{
			nx_source_features(sc, (int) k);
			push_candidate(sc->sink);
		}
		push_instance(first, sc->n_runs + 1, right, RANKING);
	}
	for (uint32_t k = 0; k < sc->n_runs && chosen < 0; k++)
		if (right >> (k + 1) & 1)
			chosen = (int) k;
	sc->source = chosen;
}

static void
train_attribution(NxScene *sc, const Gold *g, uint32_t type, NxRange left, NxRange right)
{
	sc->type = (uint8_t) type;
	train_source(sc, g);
	if (type != NX_CUE_RIGHT && left.end > sc->first)
	{
		uint32_t first = left.first < sc->first ? sc->first : left.first;
		uint32_t end = left.end;

		if (first > sc->first && nx_pos_at(sc, first - 1) == P_OPEN)
			first--;
		while (end > first + 1 && trims(nx_pos_at(sc, end - 1)))
			end--;
		train_edge(sc, NX_EDGE_LEFT_END, 0, end);
		train_edge(sc, NX_EDGE_LEFT_START, end, first);
	}
	if (type != NX_CUE_LEFT && right.first < right.end)
	{
		uint32_t first = right.first;
		uint32_t end = right.end > sc->content_end ? sc->content_end : right.end;

		if (first > sc->cue + 1 && nx_pos_at(sc, first - 1) == P_OPEN)
			first--;
		while (end > first + 1 && end < sc->content_end && trims(nx_pos_at(sc, end - 1)))
			end--;
		train_edge(sc, NX_EDGE_RIGHT_START, 0, first);
		train_edge(sc, NX_EDGE_RIGHT_END, first, end);
	}
}

/* Which side the content stands on, from where its spans are. */
static uint32_t
gold_type(const NxScene *sc, const Gold *g, NxRange *left, NxRange *right)
{
	bool later = false;

	*left = *right = (NxRange){0, 0};
	for (uint32_t p = 0; p < g->n_content; p++)
	{
		NxRange r = g->content[p];

		if (r.first < g->head && r.end > g->head)
		{
			/* the cue inside: the longer side counts */
			if (g->head - r.first > r.end - g->head)
				r.end = g->head;
			else
				r.first = g->head + 1;
		}
		if (r.end <= g->head)
		{
			if (left->end == 0)
				*left = r;
			else
				left->end = r.end;
		}
		else if (r.first < sc->end)
		{
			if (right->end == 0)
				*right = r;
			else if (r.first < right->end + 6)
				right->end = r.end;
		}
		else
			later = true;
	}
	if (left->end != 0)
		return right->end != 0 ? NX_CUE_BOTH : NX_CUE_LEFT;
	return right->end != 0 || later ? NX_CUE_RIGHT : NX_CUE_NONE;
}

static void
train_article(const Json *article)
{
	const Json *text = json_get(article, "text");
	size_t n_chars;
	size_t *bytes = json_char_offsets(text->string, text->len, &n_chars);
	NxArena *arena = must(nx_arena_create(&nx_malloc_allocator));
	NxOptions options = {.last_stage = NX_STAGE_ENTITIES};
	NxAnalysis *a;
	NxMarks marks;
	NxScene sc;
	NxFeatureSink sink = {.collect = true};
	Gold *golds;
	uint32_t n_golds = 0, *by_head;

	if (nx_analyze(text->string, text->len, &options, arena, &a) != NX_OK ||
		nx_find_marks(a, &marks) != NX_OK || nx_scene_create(&sc, a, &marks) != NX_OK)
		must(NULL);
	sc.sink = &sink;
	for (uint32_t i = 0; i < a->tokens->n; i++)
	{
		const char *word = a->text + a->tokens->start[i];
		uint32_t len = a->tokens->end[i] - a->tokens->start[i];
		uint32_t stem = nx_stem_length(word, len);

		remember_word(word, len, a->tokens->hash[i]);
		remember_word(word, stem, (uint32_t) nx_word_hash(word, stem));
	}

	for (const Json *q = json_get(article, "quotes")->first; q != NULL; q = q->next)
		n_golds++;
	golds = must(calloc(n_golds + 1, sizeof(*golds)));
	by_head = must(calloc(a->tokens->n + 1, sizeof(*by_head)));
	n_golds = 0;
	for (const Json *q = json_get(article, "quotes")->first; q != NULL; q = q->next)
	{
		Gold *g = &golds[n_golds++];

		g->n_cue = read_spans(json_get(q, "cue"), bytes, a->tokens, g->cue);
		g->n_source = read_spans(json_get(q, "source"), bytes, a->tokens, g->source);
		g->n_content = read_spans(json_get(q, "content"), bytes, a->tokens, g->content);
		g->head = pick_head(a->tokens, g);
		if (g->head != NX_NONE && by_head[g->head] == 0)
			by_head[g->head] = n_golds;
	}
	for (uint32_t k = 0; k < a->sentences->n; k++)
	{
		const NxSentence *s = &a->sentences->sentences[k];
		bool entered = false;

		for (uint32_t i = s->first_token; i < s->end_token; i++)
		{
			uint32_t type = NX_CUE_NONE;
			NxRange left = {0, 0}, right = {0, 0};
			size_t first = n_ids;

			if (!nx_may_be_cue(a->tokens, i))
				continue;
			if (!entered)
				nx_scene_enter(&sc, k);
			entered = true;
			if (i < sc.first)
				continue;
			nx_cue_features(&sc, i);
			nx_more_cue_features(&sc);
			push_candidate(&sink);
			if (by_head[i] != 0)
				type = gold_type(&sc, &golds[by_head[i] - 1], &left, &right);
			push_instance(first, 1, type, CUE);
			if (type != NX_CUE_NONE)
			{
				sc.last_cue = i;
				sc.last_type = type;
			}
			if (type != NX_CUE_NONE)
				train_attribution(&sc, &golds[by_head[i] - 1], type, left, right);
		}
	}
	free(golds);
	free(by_head);
	free(bytes);
	nx_arena_destroy(arena);
}

/* ---- learning ---- */

static void
update(uint32_t id, int label, float gradient)
{
	float *w = &weights[id][label];
	float *g2 = &squares[id][label];
	float rate;

	if (features[id].count < MIN_COUNT)
		return;
	*g2 += gradient * gradient;
	rate = RATE / sqrtf(*g2 + 1e-2f);
	*w -= rate * gradient;
	/* what the data do not insist on goes back to nothing */
	if (*w > rate * L1)
		*w -= rate * L1;
	else if (*w < -rate * L1)
		*w += rate * L1;
	else
		*w = 0;
}

static double
learn_cue(const Instance *in)
{
	const uint32_t *f = ids + in->first;
	float score[NX_N_CUE_TYPES] = {0};
	float top, sum = 0;

	for (uint32_t k = 1; k <= f[0]; k++)
		for (int l = 0; l < NX_N_CUE_TYPES; l++)
			score[l] += weights[f[k]][l];
	top = score[0];
	for (int l = 1; l < NX_N_CUE_TYPES; l++)
		top = score[l] > top ? score[l] : top;
	for (int l = 0; l < NX_N_CUE_TYPES; l++)
		sum += score[l] = expf(score[l] - top);
	for (int l = 0; l < NX_N_CUE_TYPES; l++)
	{
		float gradient = score[l] / sum - (in->right == (uint64_t) l ? 1.0f : 0.0f);

		for (uint32_t k = 1; k <= f[0]; k++)
			update(f[k], l, gradient);
	}
	return -log(score[in->right] / sum + 1e-9);
}

static double
learn_ranking(const Instance *in)
{
	float score[64];
	float top = -1e30f, sum = 0, good = 0;
	const uint32_t *f = ids + in->first;

	for (uint32_t c = 0; c < in->n_candidates; c++, f += f[0] + 1)
	{
		score[c] = 0;
		for (uint32_t k = 1; k <= f[0]; k++)
			score[c] += weights[f[k]][NX_QL_RANK];
		top = score[c] > top ? score[c] : top;
	}
	for (uint32_t c = 0; c < in->n_candidates; c++)
	{
		score[c] = expf(score[c] - top);
		sum += score[c];
		if (in->right >> c & 1)
			good += score[c];
	}
	f = ids + in->first;
	for (uint32_t c = 0; c < in->n_candidates; c++, f += f[0] + 1)
	{
		float gradient = score[c] / sum - (in->right >> c & 1 ? score[c] / (good + 1e-9f) : 0.0f);

		for (uint32_t k = 1; k <= f[0]; k++)
			update(f[k], NX_QL_RANK, gradient);
	}
	return -log(good / sum + 1e-9);
}

static void
learn(void)
{
	size_t *order = must(malloc(n_instances * sizeof(*order)));
	uint64_t seed = 1;

	for (size_t i = 0; i < n_instances; i++)
		order[i] = i;
	for (int epoch = 0; epoch < EPOCHS; epoch++)
	{
		double loss = 0;

		for (size_t i = n_instances; i > 1; i--)
		{
			size_t j, swap;

			seed = seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
			j = (size_t) (seed >> 33) % i;
			swap = order[i - 1];
			order[i - 1] = order[j];
			order[j] = swap;
		}
		for (size_t i = 0; i < n_instances; i++)
		{
			const Instance *in = &instances[order[i]];

			loss += in->decision == CUE ? learn_cue(in) : learn_ranking(in);
		}
		/* the mean of the later epochs is steadier than any of them */
		if (epoch >= EPOCHS / 2)
			for (uint32_t i = 0; i < n_features; i++)
				for (int l = 0; l < NX_QL_N; l++)
					means[i][l] += weights[i][l] / (float) (EPOCHS - EPOCHS / 2);
		fprintf(stderr, "epoch %d: loss %.4f\n", epoch + 1, loss / (double) n_instances);
	}
	free(order);
	memcpy(weights, means, n_features * sizeof(*weights));
}

/* ---- writing ---- */

/* Which values of a template are words: bit 0 the first, bit 1 the second. */
static int
word_values(uint32_t template)
{
	static const uint8_t of[NX_QT_N] = {
#define T(name, words) [NX_QT_##name] = words,
		NX_QUOTE_TEMPLATES(T)
#undef T
	};

	return template <NX_QT_N ? of[template] : 0;
}

static bool
write_value(FILE *out, uint32_t value, bool is_word)
{
	const char *text;

	if (!is_word || value == 0)
	{
		fprintf(out, " #%u", value);
		return true;
	}
	text = find_word(value);
	if (text == NULL || strpbrk(text, " \t\n") != NULL)
		return false;
	fprintf(out, " %s%s", text[0] == '#' || text[0] == '\\' ? "\\" : "", text);
	return true;
}

static int
compare_features(const void *a, const void *b)
{
	const Feature *x = &features[*(const uint32_t *) a], *y = &features[*(const uint32_t *) b];

	if (x->row.template != y->row.template)
		return x->row.template <y->row.template ? -1 : 1;
	if (x->row.value != y->row.value)
		return x->row.value < y->row.value ? -1 : 1;
	return x->row.second < y->row.second ? -1 : x->row.second > y->row.second;
}

static void
write_weights(const char *path, long bias)
{
	FILE *out = fopen(path, "w");
	uint32_t *order = must(malloc(((size_t) n_features + 1) * sizeof(*order)));
	uint32_t written = 0;

	if (out == NULL)
	{
		perror(path);
		exit(1);
	}
	fprintf(out, "# Weights of the decisions about quotations; made by tools/train_quotes.\n"
				 "labels\tNONE\tRIGHT\tLEFT\tBOTH\tRANK\n");
	for (uint32_t i = 0; i < n_features; i++)
		order[i] = i;
	qsort(order, n_features, sizeof(*order), compare_features);
	for (uint32_t i = 0; i < n_features; i++)
	{
		const Feature *f = &features[order[i]];
		long w[NX_QL_N];
		bool any = false;
		int kinds = word_values(f->row.template);
		char *name;
		size_t size;
		FILE *line = must(open_memstream(&name, &size));

		for (int l = 0; l < NX_QL_N; l++)
		{
			w[l] = lrintf(weights[order[i]][l] * SCALE);
			if (f->row.template == NX_QT_CUE_BIAS && l == NX_CUE_NONE)
				w[l] += lrintf((float) bias / 100.0f * SCALE);
			if (labs(w[l]) < MIN_WEIGHT)
				w[l] = 0;
			if (w[l] > 32000 || w[l] < -32000)
				w[l] = w[l] > 0 ? 32000 : -32000;
			any |= w[l] != 0;
		}
		fprintf(line, "%u", f->row.template);
		if (any && write_value(line, f->row.value, kinds & 1) &&
			(f->row.second == 0 || write_value(line, f->row.second, kinds & 2)))
		{
			char separator = '\t';

			fclose(line);
			fputs(name, out);
			for (int l = 0; l < NX_QL_N; l++)
				if (w[l] != 0)
				{
					fprintf(out, "%c%d:%ld", separator, l, w[l]);
					separator = ' ';
				}
			fputc('\n', out);
			written++;
		}
		else
			fclose(line);
		free(name);
	}
	fclose(out);
	free(order);
	fprintf(stderr, "%u features of %u written\n", written, n_features);
}

int
main(int argc, char **argv)
{
	JsonLines *lines;
	const Json *article;

	if (argc < 3)
	{
		fprintf(stderr, "usage: train_quotes TRAIN.jsonl OUT.weights [bias in hundredths]\n");
		return 2;
	}
	buckets = must(calloc(N_BUCKETS, sizeof(*buckets)));
	words = must(calloc(N_WORDS, sizeof(*words)));
	lines = jsonl_open(argv[1]);
	while ((article = jsonl_next(lines)) != NULL)
		train_article(article);
	jsonl_close(lines);
	fprintf(stderr, "%zu decisions, %u features\n", n_instances, n_features);
	weights = must(calloc(n_features, sizeof(*weights)));
	squares = must(calloc(n_features, sizeof(*squares)));
	means = must(calloc(n_features, sizeof(*means)));
	learn();
	write_weights(argv[2], argc > 3 ? strtol(argv[3], NULL, 10) : DEFAULT_BIAS);
	return 0;
}
