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

#include "arena.h"
#include "sentence.h"
#include "tag_features.h"
#include "token.h"

/* ---- shapes ---- */

enum
{
	SHAPE_OUTSIDE, /* before or after the sentence */
	SHAPE_LOWER,
	SHAPE_CAPITAL,        /* Minister */
	SHAPE_UPPER2,         /* EU */
	SHAPE_UPPER,          /* NATO */
	SHAPE_INITIAL,        /* J. */
	SHAPE_LETTER,         /* A */
	SHAPE_DOTTED,         /* U.S. */
	SHAPE_MIXED,          /* McCain, iPhone */
	SHAPE_HYPHEN_CAPITAL, /* Turkish-backed, Jean-Paul */
	SHAPE_HYPHEN_LOWER,   /* al-Tamimi, mid-July */
	SHAPE_UPPER_DIGIT,    /* G20, COVID-19 */
	SHAPE_LOWER_DIGIT,    /* 20th, 4x4 */
	SHAPE_NUMBER,
	SHAPE_YEAR,
	SHAPE_CLITIC,
	SHAPE_MARK,
	SHAPE_STOP,
	SHAPE_COMMA,
	SHAPE_QUOTE,
	SHAPE_BRACKET,
	SHAPE_DASH,
	SHAPE_CURRENCY,
	SHAPE_OTHER
};

static bool
has_upper(const NxAnalysis *a, uint32_t i)
{
	const NxTokens *t = a->tokens;

	for (uint32_t p = t->start[i]; p < t->end[i]; p++)
		if (a->text[p] >= 'A' && a->text[p] <= 'Z')
			return true;
	return false;
}

static uint8_t
shape_of(const NxAnalysis *a, uint32_t i)
{
	const NxTokens *t = a->tokens;
	uint16_t flags = t->flags[i];

	switch ((NxTokenKind) t->kind[i])
	{
		case NX_TOK_WORD:
			break;
		case NX_TOK_NUMBER:
			return t->end[i] - t->start[i] == 4 &&
						   (a->text[t->start[i]] == '1' || a->text[t->start[i]] == '2')
					   ? SHAPE_YEAR
					   : SHAPE_NUMBER;
		case NX_TOK_CLITIC:
			return SHAPE_CLITIC;
		case NX_TOK_OPEN:
		case NX_TOK_CLOSE:
		case NX_TOK_QUOTE:
			return SHAPE_QUOTE;
		case NX_TOK_CURRENCY:
		case NX_TOK_PERCENT:
			return SHAPE_CURRENCY;
		case NX_TOK_STOP:
			return SHAPE_STOP;
		case NX_TOK_COMMA:
			return SHAPE_COMMA;
		case NX_TOK_DASH:
			return SHAPE_DASH;
		case NX_TOK_BRACKET_OPEN:
		case NX_TOK_BRACKET_CLOSE:
			return SHAPE_BRACKET;
		case NX_TOK_URL:
		case NX_TOK_HANDLE:
		case NX_TOK_JUNK:
			return SHAPE_OTHER;
		default:
			return SHAPE_MARK;
	}
	if ((flags & (NX_TF_UPPER_INITIAL | NX_TF_ALL_UPPER | NX_TF_INNER_UPPER | NX_TF_HAS_DIGIT |
				  NX_TF_HAS_HYPHEN)) == 0)
	{
		/* d'Ivoire */
		const char *second = a->text + t->start[i] + 1;

		return t->end[i] - t->start[i] > 3 && (*second == '\'' || *second == '\xE2') &&
					   has_upper(a, i)
				   ? SHAPE_HYPHEN_LOWER
				   : SHAPE_LOWER;
	}
	if (flags & NX_TF_SINGLE_LETTER)
		return flags & NX_TF_HAS_DOT ? SHAPE_INITIAL : SHAPE_LETTER;
	if (flags & NX_TF_HAS_DIGIT)
		return flags & (NX_TF_UPPER_INITIAL | NX_TF_ALL_UPPER | NX_TF_INNER_UPPER)
				   ? SHAPE_UPPER_DIGIT
				   : SHAPE_LOWER_DIGIT;
	if ((flags & NX_TF_HAS_DOT) && (flags & NX_TF_ALL_UPPER))
		return SHAPE_DOTTED;
	if (flags & NX_TF_HAS_HYPHEN)
	{
		if (flags & NX_TF_ALL_UPPER)
			return SHAPE_UPPER;
		if (flags & NX_TF_UPPER_INITIAL)
			return SHAPE_HYPHEN_CAPITAL;
		return has_upper(a, i) ? SHAPE_HYPHEN_LOWER : SHAPE_LOWER;
	}
	if (flags & NX_TF_ALL_UPPER)
		return t->end[i] - t->start[i] <= 2 ? SHAPE_UPPER2 : SHAPE_UPPER;
	if (flags & NX_TF_INNER_UPPER)
		return SHAPE_MIXED;
	return SHAPE_CAPITAL;
}

/* Is this the shape of a word that may begin a name? */
static const bool capital_shape[] = {
	[SHAPE_CAPITAL] = true,     [SHAPE_UPPER2] = true,         [SHAPE_UPPER] = true,
	[SHAPE_INITIAL] = true,     [SHAPE_LETTER] = true,         [SHAPE_DOTTED] = true,
	[SHAPE_MIXED] = true,       [SHAPE_HYPHEN_CAPITAL] = true, [SHAPE_HYPHEN_LOWER] = true,
	[SHAPE_UPPER_DIGIT] = true, [SHAPE_OTHER] = false};

static inline bool
is_capital(const NxTagText *x, uint32_t i)
{
	return capital_shape[x->shape[i]];
}

/* ---- the lists that features name, by numbers that stay ---- */

static const uint8_t list_of_class[128] = {
	[NX_C_GIVEN_NAME_MALE] = 1,   [NX_C_GIVEN_NAME_FEMALE] = 2,
	[NX_C_FAMILY_NAME] = 3,       [NX_C_HONORIFIC] = 4,
	[NX_C_JOB_TITLE] = 5,         [NX_C_COUNTRY] = 6,
	[NX_C_COUNTRY_ADJECTIVE] = 7, [NX_C_NORP] = 8,
	[NX_C_US_STATE] = 9,          [NX_C_PROVINCE] = 10,
	[NX_C_REGION] = 11,           [NX_C_CITY] = 12,
	[NX_C_ORG_HEAD] = 13,         [NX_C_ORG_SUFFIX] = 14,
	[NX_C_ORG_ACRONYM] = 15,      [NX_C_ORG_NAME] = 16,
	[NX_C_EVENT_HEAD] = 17,       [NX_C_LAW_HEAD] = 18,
	[NX_C_FACILITY_HEAD] = 19,    [NX_C_GEO_HEAD] = 20,
	[NX_C_LANGUAGE] = 21,         [NX_C_PRODUCT] = 22,
	[NX_C_WORK_CUE] = 23,         [NX_C_NAME_PARTICLE] = 24,
	[NX_C_WEEKDAY] = 25,          [NX_C_MONTH] = 26,
};

#define BIT(c, half) ((c) >> 6 == (half) ? UINT64_C(1) << ((c) &63) : 0)
#define LISTS(half)                                                                                \
	(BIT(NX_C_GIVEN_NAME_MALE, half) | BIT(NX_C_GIVEN_NAME_FEMALE, half) |                         \
	 BIT(NX_C_FAMILY_NAME, half) | BIT(NX_C_HONORIFIC, half) | BIT(NX_C_JOB_TITLE, half) |         \
	 BIT(NX_C_COUNTRY, half) | BIT(NX_C_COUNTRY_ADJECTIVE, half) | BIT(NX_C_NORP, half) |          \
	 BIT(NX_C_US_STATE, half) | BIT(NX_C_PROVINCE, half) | BIT(NX_C_REGION, half) |                \
	 BIT(NX_C_CITY, half) | BIT(NX_C_ORG_HEAD, half) | BIT(NX_C_ORG_SUFFIX, half) |                \
	 BIT(NX_C_ORG_ACRONYM, half) | BIT(NX_C_ORG_NAME, half) | BIT(NX_C_EVENT_HEAD, half) |         \
	 BIT(NX_C_LAW_HEAD, half) | BIT(NX_C_FACILITY_HEAD, half) | BIT(NX_C_GEO_HEAD, half) |         \
	 BIT(NX_C_LANGUAGE, half) | BIT(NX_C_PRODUCT, half) | BIT(NX_C_WORK_CUE, half) |               \
	 BIT(NX_C_NAME_PARTICLE, half) | BIT(NX_C_WEEKDAY, half) | BIT(NX_C_MONTH, half))

/* Where a token stands in the phrase whose class it has. */
enum
{
	IN_WORD, /* the class is the word's own */
	IN_PHRASE_FIRST,
	IN_PHRASE,
	IN_PHRASE_LAST
};

static void
add_classes(NxTagToken *token, uint32_t entry, int position)
{
	for (int half = 0; half < 2; half++)
	{
		uint64_t bits = nx_lex_entries[entry].bits[half] & (half == 0 ? LISTS(0) : LISTS(1));

		for (; bits != 0; bits &= bits - 1)
		{
			uint8_t list = list_of_class[half * 64 + __builtin_ctzll(bits)];

			if (token->n_classes == sizeof(token->classes))
				return;
			token->classes[token->n_classes++] = (uint8_t) (list * 4 + position);
			token->class_bits |= UINT64_C(1) << list;
		}
	}
}

/* ---- the article ---- */

/* "BRUSSELS 1996-08-22" among the first lines: an agency's own form. */
static bool
is_wire_style(const NxAnalysis *a)
{
	const NxTokens *t = a->tokens;
	uint32_t lines = 0;

	for (uint32_t i = 0; i < t->n && lines < 6; i++)
	{
		uint32_t p = t->start[i];

		lines += (t->flags[i] & NX_TF_LINE_START) != 0;
		if (t->kind[i] == NX_TOK_NUMBER && p + 10 <= a->len && a->text[p + 4] == '-' &&
			a->text[p + 7] == '-' && (p + 10 == a->len || a->text[p + 10] == '\n'))
			return true;
	}
	return false;
}

/*
 * Types are the article's capitalised words and the pairs of them that stand
 * together.  Of a text with more of them than this, the later ones are not
 * known, so that names without end cannot cost memory without end.
 */
#define MAX_TYPES 65536

static inline uint32_t
pair_hash(uint32_t left, uint32_t right)
{
	uint32_t hash = (left ^ (right << 16 | right >> 16)) * UINT32_C(0x85EBCA6B) + left;

	return hash | 1;
}

static inline uint32_t
find_type(const NxTagText *x, uint32_t hash)
{
	uint32_t i = (hash * UINT32_C(0x9E3779B1)) & x->type_mask;

	while (x->types[i] != 0 && x->types[i] != hash)
		i = (i + 1) & x->type_mask;
	return i;
}

NxStatus
nx_tag_text_init(NxTagText *x, const NxAnalysis *a)
{
	const NxTokens *t = a->tokens;
	const NxSentences *s = a->sentences;
	uint32_t capitals = 0;
	uint32_t size = 64;
	uint32_t n_types = 0;

	x->a = a;
	x->wire = is_wire_style(a);
	x->shape = nx_alloc(a->arena, t->n + 1);
	if (x->shape == NULL)
		return NX_NOMEM;
	for (uint32_t i = 0; i < t->n; i++)
	{
		x->shape[i] = shape_of(a, i);
		if (is_capital(x, i))
			capitals += 1 + (i > 0 && is_capital(x, i - 1));
	}
	x->shape[t->n] = SHAPE_OUTSIDE;

	/* words and pairs are fewer than their places, and no more than memory allows */
	while (size < capitals + capitals / 4 && size < 2 * MAX_TYPES)
		size *= 2;
	x->type_mask = size - 1;
	x->types = nx_alloc0(a->arena, size * sizeof(*x->types));
	x->evidence = nx_alloc0(a->arena, size);
	x->uses = nx_alloc0(a->arena, size * sizeof(*x->uses));
	if (x->types == NULL || x->evidence == NULL || x->uses == NULL)
		return NX_NOMEM;
	for (uint32_t k = 0; k < s->n; k++)
	{
		const NxParagraph *p = &s->paragraphs[s->sentences[k].paragraph];
		bool telling = (p->flags & (NX_PF_ALL_CAPS | NX_PF_TITLE_CASE)) == 0;
		bool begun = false;

		for (uint32_t i = s->sentences[k].first_token; i < s->sentences[k].end_token; i++)
		{
			if (is_capital(x, i))
			{
				uint32_t type = find_type(x, t->hash[i]);

				if (x->types[type] == 0 && n_types < MAX_TYPES)
				{
					x->types[type] = t->hash[i];
					n_types++;
				}
				if (telling && begun && x->types[type] != 0)
					x->evidence[type] |= NX_TAG_SEEN_CAPITAL;
				if (i > s->sentences[k].first_token && is_capital(x, i - 1) && n_types < MAX_TYPES)
				{
					uint32_t pair = pair_hash(t->hash[i - 1], t->hash[i]);

					type = find_type(x, pair);
					n_types += x->types[type] == 0;
					x->types[type] = pair;
				}
			}
			begun |= t->kind[i] == NX_TOK_WORD;
			if (t->kind[i] == NX_TOK_OPEN || t->kind[i] == NX_TOK_QUOTE ||
				t->kind[i] == NX_TOK_COLON)
				begun = false;
		}
		if ((k & 255) == 0 && nx_should_stop(a))
			return NX_CANCELLED;
	}
	for (uint32_t i = 0; i < t->n; i++)
		if (x->shape[i] == SHAPE_LOWER)
		{
			uint32_t type = find_type(x, t->hash[i]);

			if (x->types[type] != 0)
				x->evidence[type] |= NX_TAG_SEEN_LOWER;
		}
	return NX_OK;
}

/* ---- runs ---- */

/*
 * A run begins with a capitalised word, or with a number or particle before
 * one, and goes on over capitalised words and up to three tokens that may
 * join them: "Ministry of the Interior", "Procter & Gamble", "Group of 20".
 */
static bool
joins(const NxTagText *x, uint32_t i)
{
	const NxTokens *t = x->a->tokens;

	switch (x->shape[i])
	{
		case SHAPE_LOWER:
			switch (nx_tok_word(t, i))
			{
				case NX_W_OF:
				case NX_W_THE:
				case NX_W_FOR:
				case NX_W_AND:
				case NX_W_IN:
				case NX_W_ON:
				case NX_W_AT:
				case NX_W_TO:
				case NX_W_WITH:
				case NX_W_FROM:
				case NX_W_AGAINST:
				case NX_W_A:
				case NX_W_BY:
					return true;
				default:
					return nx_tok_has(t, i, NX_C_NAME_PARTICLE);
			}
		case SHAPE_CLITIC:
		case SHAPE_QUOTE:
		case SHAPE_NUMBER:
		case SHAPE_YEAR:
		case SHAPE_LOWER_DIGIT:
		case SHAPE_DASH:
			return true;
		case SHAPE_MARK:
			return true;
		case SHAPE_COMMA: /* "Sons, Inc." */
			return i + 1 < t->n && nx_tok_has(t, i + 1, NX_C_ORG_SUFFIX) && is_capital(x, i + 1);
		default:
			return false;
	}
}

#define MAX_JOIN 3

bool
nx_tag_next_run(const NxTagText *x, uint32_t i, NxTagRun *run)
{
	const NxTokens *t = x->a->tokens;
	const NxSentences *s = x->a->sentences;
	uint32_t end;
	uint32_t last;

	while (i < t->n && !is_capital(x, i))
		i++;
	if (i >= t->n || s->n == 0)
		return false;
	run->sentence = nx_sentence_of(s, i);
	end = s->sentences[run->sentence].end_token;

	run->first = i;
	for (int back = 0; back < 2 && run->first > s->sentences[run->sentence].first_token; back++)
	{
		uint8_t shape = x->shape[run->first - 1];

		if (shape == SHAPE_NUMBER || shape == SHAPE_YEAR || shape == SHAPE_LOWER_DIGIT ||
			(shape == SHAPE_LOWER && nx_tok_has(t, run->first - 1, NX_C_NAME_PARTICLE)))
			run->first--;
		else
			break;
	}
	last = i;
	for (i++; i < end && i - run->first < NX_TAG_MAX_RUN; i++)
	{
		if (is_capital(x, i))
			last = i;
		else if (i - last > MAX_JOIN || !joins(x, i))
			break;
	}
	/* a number may end a name: "Boeing 737", "Group of 20" */
	run->end = last + 1;
	for (i = last + 1; i < end && i - last <= 3 && i - run->first < NX_TAG_MAX_RUN; i++)
	{
		uint8_t shape = x->shape[i];

		if (shape == SHAPE_NUMBER || shape == SHAPE_YEAR || shape == SHAPE_LOWER_DIGIT)
			run->end = i + 1;
		else if (shape != SHAPE_LOWER || nx_tok_word(t, i) != NX_W_OF)
			break;
	}
	/* "Macy's" */
	if (run->end < end && run->end - run->first < NX_TAG_MAX_RUN &&
		x->shape[run->end] == SHAPE_CLITIC)
		run->end++;
	/* the noun after may belong to it: "Federal office", "Interior ministry" */
	if (run->end < end && run->end - run->first < NX_TAG_MAX_RUN &&
		x->shape[run->end] == SHAPE_LOWER &&
		(nx_tok_has(t, run->end, NX_C_ORG_HEAD) || nx_tok_has(t, run->end, NX_C_FACILITY_HEAD) ||
		 nx_tok_has(t, run->end, NX_C_GEO_HEAD) || nx_tok_has(t, run->end, NX_C_EVENT_HEAD)))
		run->end++;
	return true;
}

/* How the paragraph of a run uses capitals. */
enum
{
	MODE_BODY,
	MODE_HEADLINE,
	MODE_TITLE_CASE,
	MODE_ALL_CAPS
};

static uint32_t
number_hash(const NxTokens *t, uint32_t i)
{
	uint32_t len = t->end[i] - t->start[i];

	return UINT32_C(0x4E000000) + (len < 8 ? len : 8);
}

void
nx_tag_run_resume(NxTagText *x, NxTagRun run)
{
	const NxTokens *t = x->a->tokens;
	const NxSentences *s = x->a->sentences;
	const NxSentence *sentence = &s->sentences[run.sentence];
	const NxParagraph *p = &s->paragraphs[sentence->paragraph];

	x->run = run;
	x->mode = p->flags & NX_PF_ALL_CAPS     ? MODE_ALL_CAPS
			  : p->flags & NX_PF_TITLE_CASE ? MODE_TITLE_CASE
			  : p->kind == NX_PARA_HEADLINE ? MODE_HEADLINE
											: MODE_BODY;
	x->first_word = sentence->first_token;
	while (x->first_word < run.first && t->kind[x->first_word] != NX_TOK_WORD)
		x->first_word++;
}

void
nx_tag_run_init(NxTagText *x, NxTagRun run)
{
	const NxTokens *t = x->a->tokens;
	const NxSentence *sentence = &x->a->sentences->sentences[run.sentence];
	uint32_t low = run.first >= sentence->first_token + 2 ? run.first - 2 : sentence->first_token;
	uint32_t high = run.end + 2 <= sentence->end_token ? run.end + 2 : sentence->end_token;
	const NxPhrase *phrase;
	uint32_t from;

	nx_tag_run_resume(x, run);
	memset(x->tokens, 0, (run.end - run.first + 4) * sizeof(*x->tokens));
	for (uint32_t i = low; i < high; i++)
	{
		NxTagToken *token = &x->tokens[i + 2 - run.first];
		const NxLexEntry *entry = &nx_lex_entries[t->entry[i]];

		token->hash = t->kind[i] == NX_TOK_NUMBER ? number_hash(t, i) : t->hash[i];
		token->shape = x->shape[i];
		token->lower_cluster = entry->cluster;
		token->cap_cluster = entry->cap_cluster;
		add_classes(token, t->entry[i], IN_WORD);
	}

	/* phrases that touch the run: begin a little before it */
	from = low > NX_PHRASE_MAX ? low - NX_PHRASE_MAX : 0;
	phrase = t->phrases;
	if (phrase != NULL)
	{
		uint32_t a = 0;
		uint32_t b = t->n_phrases;

		while (a < b)
		{
			uint32_t middle = a + (b - a) / 2;

			if (t->phrases[middle].first < from)
				a = middle + 1;
			else
				b = middle;
		}
		for (; a < t->n_phrases && t->phrases[a].first < high; a++)
		{
			phrase = &t->phrases[a];
			for (uint32_t i = phrase->first; i < phrase->first + phrase->n; i++)
				if (i >= low && i < high)
					add_classes(&x->tokens[i + 2 - run.first], phrase->entry,
								i == phrase->first                   ? IN_PHRASE_FIRST
								: i + 1 == phrase->first + phrase->n ? IN_PHRASE_LAST
																	 : IN_PHRASE);
		}
	}
}

/* ---- features ---- */

enum
{
	F_BIAS,
	F_WORD,
	F_WORD_L1,
	F_WORD_R1,
	F_WORD_L2,
	F_WORD_R2,
	F_WORDS_L,
	F_WORDS_R,
	F_WORDS_LR,
	F_SHAPE,
	F_SHAPE_L,
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
	F_CLUSTERS_LR,
	F_LIST,
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
	F_SEEN,
	F_SEEN_MODE,
	F_STRETCH_BEFORE,
	F_STRETCH_AFTER,
	F_STRETCH_LAST,
	F_STRETCH_LAST_LIST,
	F_STRETCH_FIRST_LIST,
	F_STRETCH_LENGTH,
	F_STRETCH_BEFORE_CLUSTER,
	F_STRETCH_AFTER_CLUSTER,
	F_STRETCH_BEFORE_LENGTH,
	F_STRETCH_AFTER_LENGTH,
	F_STRETCH_AFTER_LIST,
	F_STRETCH_BEFORE_LIST,
	F_LIST_CLUSTER_L,
	F_LIST_CLUSTER_R,
	F_LIST_MODE,
	F_STRETCH_ALL_LIST,
	F_USE,
	F_USE_PLACE,
	F_USE_ACRONYM,
	F_USE_OUTSIDE,
	F_USE_NEXT,
};

#define WORD 1
#define WORDS 3
#define STYLED 4
#define WORD2 2

typedef struct Emitter
{
	NxTagFeature *out;
	int n;
} Emitter;

static inline void
emit(Emitter *e, int template, int how, uint32_t value, uint32_t second)
{
	if (e->n < NX_TAG_MAX_FEATURES)
		e->out[e->n++] = (NxTagFeature){(uint16_t) template, (uint8_t) (how & 3),
										(how & STYLED) != 0, value, second};
}

static void
emit_lists(Emitter *e, int template, int how, const NxTagToken *token)
{
	for (int k = 0; k < token->n_classes; k++)
		emit(e, template, how, token->classes[k], 0);
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
	add_classes(&part, nx_lex_find(nx_word_hash(start, cut)), IN_WORD);
	emit_lists(e, F_PART_FIRST, 0, &part);
	emit(e, F_PART_LAST, WORD, (uint32_t) nx_word_hash(start + last, len - last),
		 start[last] >= 'A' && start[last] <= 'Z');
}

static void
emit_affixes(Emitter *e, const NxTagText *x, uint32_t i)
{
	const NxTokens *t = x->a->tokens;
	const unsigned char *start = (const unsigned char *) x->a->text + t->start[i];
	uint32_t len = t->end[i] - t->start[i];
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

/* The clusters of a word as it stands: of its capitalised use, else of its lower-case one. */
static inline uint32_t
cluster_of(const NxTagToken *token)
{
	if (capital_shape[token->shape] && token->cap_cluster != 0)
		return token->cap_cluster;
	return token->lower_cluster;
}

int
nx_tag_features(const NxTagText *x, uint32_t i, NxTagFeature *features)
{
	const NxTagToken *w = &x->tokens[i + 2 - x->run.first];
	Emitter emitter = {features, 0};
	Emitter *e = &emitter;
	uint32_t shape = w->shape + 32u * x->mode;
	uint32_t c0 = cluster_of(w);
	uint32_t cl = cluster_of(w - 1);
	uint32_t cr = cluster_of(w + 1);
	bool first = i <= x->first_word;
	uint32_t from, to, length;
	const NxTagToken *before, *after, *head, *tail;

	emit(e, F_BIAS, STYLED, 0, 0);

	emit(e, F_WORD, WORD | STYLED, w->hash, 0);
	emit(e, F_WORD_L1, WORD | STYLED, w[-1].hash, 0);
	emit(e, F_WORD_R1, WORD | STYLED, w[1].hash, 0);
	emit(e, F_WORD_L2, WORD, w[-2].hash, 0);
	emit(e, F_WORD_R2, WORD, w[2].hash, 0);
	emit(e, F_WORDS_L, WORDS, w[-1].hash, w->hash);
	emit(e, F_WORDS_R, WORDS, w->hash, w[1].hash);

	emit(e, F_SHAPE, STYLED, shape, first);
	emit(e, F_SHAPE_L, STYLED, shape, w[-1].shape);
	emit(e, F_SHAPE_R, STYLED, shape, w[1].shape);
	emit(e, F_SHAPES, 0, w->shape * 32u + w[1].shape,
		 w[-1].shape + 32u * (w[-2].shape + 32u * w[2].shape));
	emit(e, F_SHAPE_WORD_L, WORD, w[-1].hash, shape);
	emit(e, F_SHAPE_WORD_R, WORD, w[1].hash, shape);

	if (w->cap_cluster != 0 || w->lower_cluster != 0)
	{
		emit(e, F_CLUSTER, STYLED, w->cap_cluster, 1);
		emit(e, F_CLUSTER, STYLED, w->lower_cluster, 2);
		emit(e, F_COARSE, 0, w->cap_cluster >> 3, 1);
		emit(e, F_COARSE, 0, w->cap_cluster >> 5, 3);
		emit(e, F_COARSE, 0, w->lower_cluster >> 3, 2);
		emit(e, F_COARSE, 0, w->lower_cluster >> 5, 4);
	}
	emit(e, F_CLUSTER_L1, STYLED, cl, 0);
	emit(e, F_CLUSTER_R1, STYLED, cr, 0);
	emit(e, F_CLUSTER_L2, 0, cluster_of(w - 2), 0);
	emit(e, F_CLUSTER_R2, 0, cluster_of(w + 2), 0);
	emit(e, F_COARSE_L1, 0, cl >> 3, 0);
	emit(e, F_COARSE_R1, 0, cr >> 3, 0);
	emit(e, F_COARSE_L1, 0, cl >> 5, 1);
	emit(e, F_COARSE_R1, 0, cr >> 5, 1);
	emit(e, F_CLUSTERS_L, 0, cl >> 2, c0 >> 2);
	emit(e, F_CLUSTERS_R, 0, c0 >> 2, cr >> 2);
	emit(e, F_CLUSTERS_LR, 0, cl >> 2, cr >> 2);

	emit_lists(e, F_LIST, STYLED, w);
	emit_lists(e, F_LIST_L1, STYLED, w - 1);
	emit_lists(e, F_LIST_R1, STYLED, w + 1);
	emit_lists(e, F_LIST_L2, 0, w - 2);
	emit_lists(e, F_LIST_R2, 0, w + 2);
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

	emit_affixes(e, x, i);
	if (w->shape == SHAPE_HYPHEN_CAPITAL || w->shape == SHAPE_HYPHEN_LOWER)
		emit_parts(e, x, i);

	if (first)
	{
		emit(e, F_FIRST, WORD, w->hash, 1);
		emit(e, F_FIRST_LOWER_CLUSTER, 0, w->lower_cluster, w->cap_cluster != 0);
	}
	if (capital_shape[w->shape])
	{
		uint32_t seen = x->evidence[find_type(x, w->hash)];

		emit(e, F_SEEN, 0, seen, first);
		emit(e, F_SEEN_MODE, 0, seen * 4 + (w->lower_cluster != 0) * 2 + (w->cap_cluster != 0),
			 shape);
	}

	/* the stretch of capitals around the token */
	from = i;
	to = i + 1;
	if (capital_shape[w->shape])
	{
		while (from > x->run.first && capital_shape[x->tokens[from + 1 - x->run.first].shape])
			from--;
		while (to < x->run.end && capital_shape[x->tokens[to + 2 - x->run.first].shape])
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
		emit(e, F_STRETCH_BEFORE_LENGTH, WORD, before->hash, length);
		emit(e, F_STRETCH_AFTER_LENGTH, WORD, after->hash, length);
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

static inline void
count(uint8_t *n, int delta)
{
	if (delta > 0 && *n < 250)
		(*n)++;
	else if (delta < 0 && *n > 0 && *n < 250)
		(*n)--;
}

/* The same in half a byte. */
static inline void
count_end(uint8_t *n, int shift, int delta)
{
	int half = *n >> shift & 15;

	if (delta > 0 && half < 15)
		*n = (uint8_t) (*n + (1 << shift));
	else if (delta < 0 && half > 0 && half < 15)
		*n = (uint8_t) (*n - (1 << shift));
}

/* A name's initials may stand elsewhere as its acronym. */
static void
count_acronym(NxTagText *x, uint32_t first, uint32_t end, int class)
{
	const NxTokens *t = x->a->tokens;
	char initials[12];
	size_t n = 0;
	uint32_t type;

	for (uint32_t i = first; i < end; i++)
		if (is_capital(x, i))
		{
			if (n == sizeof(initials))
				return;
			initials[n++] = x->a->text[t->start[i]];
		}
	if (n < 2)
		return;
	type = find_type(x, (uint32_t) nx_hash_ascii(initials, n));
	if (x->types[type] != 0)
		x->uses[type].acronym |= (uint8_t) (1 << class);
}

void
nx_tag_count(NxTagText *x, const uint8_t *labels, int delta)
{
	const NxTokens *t = x->a->tokens;
	uint32_t begin = x->run.first;

	if (x->mode >= MODE_TITLE_CASE)
		return;
	for (uint32_t i = x->run.first; i < x->run.end; i++)
	{
		int label = labels[i - x->run.first];
		int class = (label - 1) / 4;
		int position = (label - 1) % 4;
		NxTagUse *use;
		uint32_t type;

		if (label != NX_TAG_OUTSIDE && (position == 0 || position == 3))
			begin = i;
		if (label != NX_TAG_OUTSIDE && position == 2 && delta > 0)
			count_acronym(x, begin, i + 1, class);
		if (!is_capital(x, i))
			continue;
		type = find_type(x, t->hash[i]);
		if (x->types[type] == 0)
			continue;
		use = &x->uses[type];
		if (i > x->run.first && is_capital(x, i - 1))
		{
			uint32_t pair = find_type(x, pair_hash(t->hash[i - 1], t->hash[i]));

			if (x->types[pair] != 0)
				count(label != NX_TAG_OUTSIDE && position != 0 && position != 3
						  ? &x->uses[pair].classes[class]
						  : &x->uses[pair].outside,
					  delta);
		}
		if (label == NX_TAG_OUTSIDE)
		{
			if (i > x->first_word)
				count(&use->outside, delta);
			continue;
		}
		count(&use->classes[class], delta);
		if (position == 0)
			count_end(&use->ends[class], 0, delta);
		if (position == 2)
			count_end(&use->ends[class], 4, delta);
	}
}

/* What the two words before token i + 1 are elsewhere: parts of one name, or not. */
static void
emit_pair(Emitter *e, const NxTagText *x, uint32_t i, uint32_t side)
{
	const NxTokens *t = x->a->tokens;
	const NxTagUse *use = &x->uses[find_type(x, pair_hash(t->hash[i], t->hash[i + 1]))];
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
nx_tag_use_features(const NxTagText *x, uint32_t i, NxTagFeature *features)
{
	const NxTokens *t = x->a->tokens;
	Emitter emitter = {features, 0};
	Emitter *e = &emitter;
	const NxTagUse *use;
	uint32_t total = 0;
	uint32_t most = 0;
	uint32_t first = 0;
	uint32_t last = 0;
	uint32_t best = 0;
	uint32_t share;
	uint32_t alone;

	if (!is_capital(x, i))
		return 0;
	if (i > x->run.first && is_capital(x, i - 1))
		emit_pair(e, x, i - 1, 1);
	if (i + 1 < x->run.end && is_capital(x, i + 1))
		emit_pair(e, x, i, 2);
	use = &x->uses[find_type(x, t->hash[i])];
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
	alone = (i == x->run.first || !is_capital(x, i - 1)) &&
			(i + 1 >= x->run.end || !is_capital(x, i + 1));
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

/* ---- the characters of names ---- */

/* Is the text of length len a country, people or the like? */
static bool
is_people(const char *s, uint32_t len)
{
	uint32_t entry = nx_lex_find(nx_word_hash(s, len));

	return nx_lex_has(entry, NX_C_COUNTRY) || nx_lex_has(entry, NX_C_COUNTRY_ADJECTIVE) ||
		   nx_lex_has(entry, NX_C_NORP);
}

static bool
is_glued_prefix(const char *s, uint32_t len)
{
	static const char *const prefixes[] = {"anti", "pro",  "non",  "ex",
										   "pre",  "post", "then", "mid"};

	for (size_t i = 0; i < sizeof(prefixes) / sizeof(prefixes[0]); i++)
		if (strlen(prefixes[i]) == len && memcmp(prefixes[i], s, len) == 0)
			return true;
	return false;
}

int
nx_tag_spans(const NxTagText *x, uint32_t first, uint32_t end, NxTagClass *class, NxSpan spans[2])
{
	const NxTokens *t = x->a->tokens;
	const char *text = x->a->text;
	uint32_t last = end - 1;
	uint32_t start = t->start[last];
	uint32_t stop = t->end[last];
	uint32_t hyphen = stop;

	spans[0] = (NxSpan){t->start[first], stop};

	/* the dot that ends the sentence is not the abbreviation's: "Sons, Inc." */
	if ((t->flags[last] & NX_TF_HAS_DOT) && stop - start > 2 && text[stop - 1] == '.' &&
		memchr(text + start, '.', stop - start - 1) == NULL &&
		(end == x->a->sentences->sentences[x->run.sentence].end_token))
		spans[0].end--;
	if ((t->flags[last] & NX_TF_HAS_HYPHEN) == 0)
		return 1;
	for (uint32_t p = stop; p > start + 1; p--)
		if (text[p - 1] == '-')
		{
			hyphen = p - 1;
			break;
		}
	if (hyphen == stop || hyphen + 1 >= stop)
		return 1;
	if (text[hyphen + 1] >= 'a' && text[hyphen + 1] <= 'z')
	{
		/* "Lima-based"; in agency style all of it, and of no class of its own */
		if (hyphen == start + 1 || !is_capital(x, last) || *class == NX_TAG_PER ||
			*class == NX_TAG_MISC)
			return 1;
		if (x->wire)
			*class = NX_TAG_MISC;
		else
			spans[0].end = hyphen;
		return 1;
	}
	if (x->wire)
		return 1;
	if (first == last && is_people(text + start, hyphen - start) &&
		is_people(text + hyphen + 1, stop - hyphen - 1))
	{
		spans[0].end = hyphen;
		spans[1] = (NxSpan){hyphen + 1, stop};
		return 2;
	}
	if (first == last && is_glued_prefix(text + start, hyphen - start))
		spans[0].start = hyphen + 1;
	return 1;
}

bool
nx_tag_may_follow(int label, int next)
{
	bool open = label != NX_TAG_OUTSIDE && ((label - 1) % 4 == 0 || (label - 1) % 4 == 1);
	bool going_on = next != NX_TAG_OUTSIDE && ((next - 1) % 4 == 1 || (next - 1) % 4 == 2);

	if (open != going_on)
		return false;
	return !open || (label - 1) / 4 == (next - 1) / 4;
}
