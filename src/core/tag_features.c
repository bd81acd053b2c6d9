/*
 * tag_features.c
 *		What the name tagger looks at.
 *
 * A feature is a template with one or two values.  Those of a token come from
 * the words around it (two either side), their classes in the lists, the word
 * classes learned from unlabelled news, shapes, affixes, the capitalised
 * stretch as a whole, and what the article shows of the word elsewhere.
 */
#include <string.h>

#include "model.h"
#include "tag_features.h"
#include "token.h"

/* The weights know templates by these numbers; some that were of no use are gone. */
enum
{
	F_WORD = 1,
	F_WORD_L1,
	F_WORD_R1,
	F_WORD_L2,
	F_WORD_R2,
	F_WORDS_L,
	F_WORDS_R,
	F_SHAPE_L = 10,
	F_SHAPE_R,
	F_SHAPES,
	F_SHAPE_WORD_L,
	F_SHAPE_WORD_R,
	F_CLUSTER,
	F_CLUSTER_L1,
	F_CLUSTER_R1,
	F_CLUSTER_L2,
	F_CLUSTER_R2,
	F_COARSE,
	F_COARSE_L1,
	F_COARSE_R1,
	F_CLUSTERS_L,
	F_CLUSTERS_R,
	F_LIST = 26,
	F_LIST_L1,
	F_LIST_R1,
	F_LIST_L2,
	F_LIST_R2,
	F_LIST_SHAPE,
	F_LISTS_L,
	F_LISTS_R,
	F_NO_LIST,
	F_PREFIX,
	F_SUFFIX,
	F_PART_FIRST,
	F_PART_LAST,
	F_FIRST,
	F_FIRST_LOWER_CLUSTER,
	F_SEEN_MODE = 42,
	F_STRETCH_BEFORE,
	F_STRETCH_AFTER,
	F_STRETCH_LAST,
	F_STRETCH_LAST_LIST,
	F_STRETCH_FIRST_LIST,
	F_STRETCH_LENGTH,
	F_STRETCH_BEFORE_CLUSTER,
	F_STRETCH_AFTER_CLUSTER,
	F_STRETCH_AFTER_LIST = 53,
	F_STRETCH_BEFORE_LIST,
	F_LIST_CLUSTER_L,
	F_LIST_CLUSTER_R,
	F_USE = 59,
	F_USE_PLACE,
	F_USE_ACRONYM,
	F_USE_OUTSIDE,
	F_USE_NEXT,
};

#define WORD 1
#define WORDS 3
#define STYLED 4
#define WORD2 2

/* Where features go: as names to a trainer, or as hashes to the tagger. */
typedef struct Emitter
{
	NxTagFeature *names;
	uint64_t *hashes;
	int n;
	bool summed; /* a sum has what comes: of use for the text's style only */
	bool wire;
} Emitter;

static inline void
emit(Emitter *e, int template, int how, uint32_t value, uint32_t second)
{
	if (e->n >= NX_TAG_MAX_FEATURES)
		return;
	if (e->names != NULL)
	{
		e->names[e->n++] = (NxTagFeature){(uint16_t) template, (uint8_t) (how & WORDS),
										  (how & STYLED) != 0, value, second};
		return;
	}
	if (!e->summed)
		e->hashes[e->n++] = nx_feature((uint32_t) template, value, second);
	if ((how & STYLED) != 0 && e->wire)
		e->hashes[e->n++] = nx_feature((uint32_t) template + NX_TAG_STYLED, value, second);
}

/* Classes of the first and the last part of a hyphenated word. */
static void
emit_parts(Emitter *e, const NxTagText *x, uint32_t i)
{
	const NxTokens *t = x->a->tokens;
	const char *start = x->a->text + t->start[i];
	uint32_t len = t->end[i] - t->start[i];
	uint32_t cut = 0;
	uint32_t last = 0;
	NxTagToken part = {0};

	for (uint32_t k = 1; k + 1 < len && k < 64; k++)
		if (start[k] == '-')
		{
			if (cut == 0)
				cut = k;
			last = k + 1;
		}
	if (cut == 0)
		return;
	nx_tag_add_classes(&part, nx_lex_find(nx_word_hash(start, cut)), NX_IN_WORD);
	for (int k = 0; k < part.n_classes; k++)
		emit(e, F_PART_FIRST, 0, part.classes[k], 0);
	emit(e, F_PART_LAST, WORD, (uint32_t) nx_word_hash(start + last, len - last),
		 start[last] >= 'A' && start[last] <= 'Z');
}

/* The clusters of a word as it stands: of its capitalised use, else of its lower-case one. */
static inline uint32_t
cluster_of(const NxTagToken *token)
{
	if (nx_tag_capital_shape[token->shape] && token->cap_cluster != 0)
		return token->cap_cluster;
	return token->lower_cluster;
}

/* Prefixes and suffixes of two to four bytes, in lower case. */
static void
emit_affixes(Emitter *e, const char *word, uint32_t len)
{
	const unsigned char *start = (const unsigned char *) word;
	uint32_t prefix = 0;
	uint32_t suffix = 0;

	for (uint32_t k = 0; k < 4 && k < len; k++)
	{
		unsigned char c = start[k];
		unsigned char d = start[len - 1 - k];

		c |= c >= 'A' && c <= 'Z' ? 32 : 0;
		d |= d >= 'A' && d <= 'Z' ? 32 : 0;
		prefix = prefix << 8 | c;
		suffix |= (uint32_t) d << (8 * k);
		if (k >= 1)
		{
			emit(e, F_PREFIX, 0, prefix, k);
			emit(e, F_SUFFIX, 0, suffix, k);
		}
	}
}

/* What a word alone says of the token that it is `offset` tokens after. */
static const struct
{
	uint8_t word, cluster, coarse, list;
	uint8_t how;
} seen_from[] = {
	{F_WORD_L2, F_CLUSTER_L2, 0, F_LIST_L2, 0},
	{F_WORD_L1, F_CLUSTER_L1, F_COARSE_L1, F_LIST_L1, STYLED},
	{F_WORD, 0, 0, F_LIST, STYLED},
	{F_WORD_R1, F_CLUSTER_R1, F_COARSE_R1, F_LIST_R1, STYLED},
	{F_WORD_R2, F_CLUSTER_R2, 0, F_LIST_R2, 0},
};

/* The classes that it has: in the lists, by its use. */
static void
emit_classes(Emitter *e, const NxTagToken *w, int offset)
{
	uint32_t cluster = cluster_of(w);
	int how = seen_from[offset + 2].how;

	for (int k = 0; k < w->n_own; k++)
		emit(e, seen_from[offset + 2].list, how, w->classes[k], 0);
	if (offset != 0)
	{
		emit(e, seen_from[offset + 2].cluster, how, cluster, 0);
		if (offset == 1 || offset == -1)
		{
			emit(e, seen_from[offset + 2].coarse, 0, cluster >> 3, 0);
			emit(e, seen_from[offset + 2].coarse, 0, cluster >> 5, 1);
		}
	}
	else if (w->cap_cluster != 0 || w->lower_cluster != 0)
	{
		emit(e, F_CLUSTER, STYLED, w->cap_cluster, 1);
		emit(e, F_CLUSTER, STYLED, w->lower_cluster, 2);
		emit(e, F_COARSE, 0, w->cap_cluster >> 3, 1);
		emit(e, F_COARSE, 0, w->cap_cluster >> 5, 3);
		emit(e, F_COARSE, 0, w->lower_cluster >> 3, 2);
		emit(e, F_COARSE, 0, w->lower_cluster >> 5, 4);
	}
}

int
nx_tag_word_features(const NxTagToken *w, int offset, const char *word, uint32_t len,
					 uint64_t *hashes)
{
	Emitter emitter = {.hashes = hashes};
	Emitter *e = &emitter;

	if (w->entry != NX_LEX_UNKNOWN)
		emit(e, seen_from[offset + 2].word, WORD | seen_from[offset + 2].how, w->hash, 0);
	emit_classes(e, w, offset);
	if (offset == 0)
		emit_affixes(e, word, len);
	return e->n;
}

/*
 * The words around token i, each by itself.  What sums have is emitted only where
 * the text's style has a part of its own.
 */
static void
emit_words(Emitter *e, const NxTagText *x, uint32_t i, const NxTagToken *w)
{
	for (int offset = -2; offset <= 2; offset++)
	{
		const NxTagToken *token = w + offset;
		int how = seen_from[offset + 2].how;
		bool whole = offset != 0 || token->itself;

		e->summed = x->sums && token->entry != NX_LEX_UNKNOWN && whole;
		if (!e->summed || x->wire)
			emit(e, seen_from[offset + 2].word, WORD | how, token->hash, 0);
		e->summed = x->sums && whole;
		if (!e->summed || x->wire)
			emit_classes(e, token, offset);
		e->summed = false;
		for (int k = token->n_own; k < token->n_classes; k++)
			emit(e, seen_from[offset + 2].list, how, token->classes[k], 0);
	}
	if (!x->sums || !w->itself || w->entry == NX_LEX_UNKNOWN)
	{
		const NxTokens *t = x->a->tokens;
		const char *start = x->a->text + t->start[i];
		uint32_t len = t->end[i] - t->start[i];

		/* without the dot that is no part of the word looked up either */
		if ((t->flags[i] & NX_TF_HAS_DOT) && start[len - 1] == '.' &&
			memchr(start, '.', len - 1) == NULL)
			len--;
		if (t->kind[i] == NX_TOK_WORD || t->kind[i] == NX_TOK_CLITIC)
			emit_affixes(e, start, len);
	}
}

int
nx_tag_features(const NxTagText *x, uint32_t i, NxTagFeature *names, uint64_t *hashes)
{
	const NxTagToken *w = &x->tokens[i + 2 - x->run.first];
	Emitter emitter = {.names = names, .hashes = hashes, .wire = x->wire};
	Emitter *e = &emitter;
	uint32_t shape = w->shape + 32u * x->mode;
	uint32_t c0 = cluster_of(w);
	uint32_t cl = cluster_of(w - 1);
	uint32_t cr = cluster_of(w + 1);
	bool first = i <= x->first_word;
	uint32_t from, to, length;
	const NxTagToken *before, *after, *head, *tail;

	emit_words(e, x, i, w);
	emit(e, F_WORDS_L, WORDS, w[-1].hash, w->hash);
	emit(e, F_WORDS_R, WORDS, w->hash, w[1].hash);

	emit(e, F_SHAPE_L, STYLED, shape, w[-1].shape);
	emit(e, F_SHAPE_R, STYLED, shape, w[1].shape);
	emit(e, F_SHAPES, 0, w->shape * 32u + w[1].shape,
		 w[-1].shape + 32u * (w[-2].shape + 32u * w[2].shape));
	emit(e, F_SHAPE_WORD_L, WORD, w[-1].hash, shape);
	emit(e, F_SHAPE_WORD_R, WORD, w[1].hash, shape);

	emit(e, F_CLUSTERS_L, 0, cl >> 2, c0 >> 2);
	emit(e, F_CLUSTERS_R, 0, c0 >> 2, cr >> 2);

	if (w->n_classes == 0)
		emit(e, F_NO_LIST, STYLED, shape, 0);
	for (int k = 0; k < w->n_classes; k++)
	{
		emit(e, F_LIST_SHAPE, STYLED, w->classes[k], shape * 2 + first);
		emit(e, F_LIST_CLUSTER_L, 0, w->classes[k], cl >> 3);
		emit(e, F_LIST_CLUSTER_R, 0, w->classes[k], cr >> 3);
		if (w[-1].n_classes == 0)
			emit(e, F_LISTS_L, 0, w->classes[k], 256u + w[-1].shape);
		if (w[1].n_classes == 0)
			emit(e, F_LISTS_R, 0, w->classes[k], 256u + w[1].shape);
		for (int m = 0; m < w[-1].n_classes; m++)
			emit(e, F_LISTS_L, 0, w->classes[k], w[-1].classes[m]);
		for (int m = 0; m < w[1].n_classes; m++)
			emit(e, F_LISTS_R, 0, w->classes[k], w[1].classes[m]);
	}
	if (w->n_classes == 0)
	{
		for (int m = 0; m < w[-1].n_classes; m++)
			emit(e, F_LISTS_L, 0, 256u + shape, w[-1].classes[m]);
		for (int m = 0; m < w[1].n_classes; m++)
			emit(e, F_LISTS_R, 0, 256u + shape, w[1].classes[m]);
	}

	if (w->shape == NX_SHAPE_HYPHEN_CAPITAL || w->shape == NX_SHAPE_HYPHEN_LOWER)
		emit_parts(e, x, i);

	if (first)
	{
		emit(e, F_FIRST, WORD, w->hash, 1);
		emit(e, F_FIRST_LOWER_CLUSTER, 0, w->lower_cluster, w->cap_cluster != 0);
	}
	if (nx_tag_capital_shape[w->shape])
	{
		uint32_t seen =
			x->evidence[nx_tag_type(x, w->hash)] & (NX_TAG_SEEN_LOWER | NX_TAG_SEEN_CAPITAL);

		emit(e, F_SEEN_MODE, 0, seen * 4 + (w->lower_cluster != 0) * 2 + (w->cap_cluster != 0),
			 shape);
	}

	/* the stretch of capitals around the token */
	from = i;
	to = i + 1;
	if (nx_tag_capital_shape[w->shape])
	{
		while (from > x->run.first &&
			   nx_tag_capital_shape[x->tokens[from + 1 - x->run.first].shape])
			from--;
		while (to < x->run.end && nx_tag_capital_shape[x->tokens[to + 2 - x->run.first].shape])
			to++;
		length = to - from < 6 ? to - from : 6;
		before = &x->tokens[from + 1 - x->run.first];
		after = &x->tokens[to + 2 - x->run.first];
		head = &x->tokens[from + 2 - x->run.first];
		tail = after - 1;
		emit(e, F_STRETCH_LENGTH, STYLED, length * 8 + (i - from < 3 ? i - from : 3),
			 (to - i < 4 ? to - i : 4) + 8u * x->mode);
		emit(e, F_STRETCH_BEFORE, WORD, before->hash, i - from < 2 ? i - from : 2);
		emit(e, F_STRETCH_AFTER, WORD, after->hash, to - i < 3 ? to - i : 3);
		emit(e, F_STRETCH_BEFORE_CLUSTER, 0, cluster_of(before), length);
		emit(e, F_STRETCH_AFTER_CLUSTER, 0, cluster_of(after), length);
		for (int m = 0; m < after->n_classes; m++)
			emit(e, F_STRETCH_AFTER_LIST, 0, after->classes[m], length);
		for (int m = 0; m < before->n_classes; m++)
			emit(e, F_STRETCH_BEFORE_LIST, 0, before->classes[m], length);
		if (to - from > 1)
		{
			emit(e, F_STRETCH_LAST, WORD, tail->hash, i - from < 2 ? i - from : 2);
			for (int m = 0; m < tail->n_classes; m++)
				emit(e, F_STRETCH_LAST_LIST, 0, tail->classes[m], to - i < 4 ? to - i : 4);
			for (int m = 0; m < head->n_classes; m++)
				emit(e, F_STRETCH_FIRST_LIST, 0, head->classes[m], i - from < 4 ? i - from : 4);
		}
	}
	return e->n;
}

/* ---- the rest of the article ---- */

/* What the two words before token i + 1 are elsewhere: parts of one name, or not. */
static void
emit_pair(Emitter *e, const NxTagText *x, uint32_t i, uint32_t side)
{
	const NxTokens *t = x->a->tokens;
	const NxTagUse *use = &x->uses[nx_tag_type(x, nx_tag_pair_hash(t->hash[i], t->hash[i + 1]))];
	uint32_t total = use->outside;
	uint32_t most = use->outside;
	uint32_t best = 0;

	for (uint32_t c = 0; c < NX_TAG_N_CLASSES; c++)
	{
		total += use->classes[c];
		if (use->classes[c] > most)
		{
			most = use->classes[c];
			best = c + 1;
		}
	}
	if (total > 0)
		emit(e, F_USE_NEXT, 0, best * 4 + (most == total) * 2 + (total > 1), side);
}

int
nx_tag_use_features(const NxTagText *x, uint32_t i, NxTagFeature *names, uint64_t *hashes)
{
	const NxTokens *t = x->a->tokens;
	Emitter emitter = {.names = names, .hashes = hashes};
	Emitter *e = &emitter;
	const NxTagUse *use;
	uint32_t total = 0;
	uint32_t most = 0;
	uint32_t first = 0;
	uint32_t last = 0;
	uint32_t best = 0;
	uint32_t share;
	uint32_t alone;

	if (!nx_tag_is_capital(x, i))
		return 0;
	if (i > x->run.first && nx_tag_is_capital(x, i - 1))
		emit_pair(e, x, i - 1, 1);
	if (i + 1 < x->run.end && nx_tag_is_capital(x, i + 1))
		emit_pair(e, x, i, 2);
	use = &x->uses[nx_tag_type(x, t->hash[i])];
	for (uint32_t c = 0; c < NX_TAG_N_CLASSES; c++)
	{
		total += use->classes[c];
		if (use->classes[c] > most)
		{
			most = use->classes[c];
			best = c + 1;
		}
		first |= ((use->ends[c] & 15) > 0) << c;
		last |= (use->ends[c] > 15) << c;
	}
	alone = (i == x->run.first || !nx_tag_is_capital(x, i - 1)) &&
			(i + 1 >= x->run.end || !nx_tag_is_capital(x, i + 1));
	if (use->acronym != 0)
		for (uint32_t c = 0; c < NX_TAG_N_CLASSES; c++)
			if (use->acronym >> c & 1)
				emit(e, F_USE_ACRONYM, 0, c, alone);
	total += use->outside;
	if (total == 0)
		return e->n;
	if (use->outside > most)
	{
		most = use->outside;
		best = 0;
	}
	share = most == total ? 2 : most * 2 > total;
	emit(e, F_USE, 0, best * 4 + share, (total < 4 ? total : 4) + 8u * x->mode);
	emit(e, F_USE, 0, best * 4 + share, 64 + alone);
	for (uint32_t c = 0; c < NX_TAG_N_CLASSES; c++)
		if (use->classes[c] > 0)
			emit(e, F_USE_PLACE, 0, c + 8 * (first >> c & 1) + 16 * (last >> c & 1), alone);
	if (use->outside > 0)
		emit(e, F_USE_OUTSIDE, 0, use->outside < 3 ? use->outside : 3, alone);
	return e->n;
}
