/*
 * tag_text.c
 *		An article as the name tagger sees it.
 */
#include <string.h>

#include "arena.h"
#include "sentence.h"
#include "tag_text.h"
#include "token.h"

/* ---- shapes ---- */

static bool
has_upper(const NxAnalysis *a, uint32_t i)
{
	const NxTokens *t = a->tokens;

	for (uint32_t p = t->start[i]; p < t->end[i]; p++)
		if (a->text[p] >= 'A' && a->text[p] <= 'Z')
			return true;
	return false;
}

#define SHAPING                                                                                    \
	(NX_TF_UPPER_INITIAL | NX_TF_ALL_UPPER | NX_TF_INNER_UPPER | NX_TF_HAS_DIGIT |                 \
	 NX_TF_HAS_HYPHEN | NX_TF_SINGLE_LETTER | NX_TF_HAS_APOSTROPHE)

/* The shape of a word that has more to it than a capital, or of a number. */
static uint8_t
rare_shape(const NxAnalysis *a, uint32_t i)
{
	const NxTokens *t = a->tokens;
	uint16_t flags = t->flags[i];

	if (t->kind[i] == NX_TOK_NUMBER)
		return t->end[i] - t->start[i] == 4 &&
					   (a->text[t->start[i]] == '1' || a->text[t->start[i]] == '2')
				   ? NX_SHAPE_YEAR
				   : NX_SHAPE_NUMBER;
	if ((flags & (NX_TF_UPPER_INITIAL | NX_TF_ALL_UPPER | NX_TF_INNER_UPPER | NX_TF_HAS_DIGIT |
				  NX_TF_HAS_HYPHEN)) == 0)
	{
		/* d'Ivoire */
		const char *second = a->text + t->start[i] + 1;

		return t->end[i] - t->start[i] > 3 && (*second == '\'' || *second == '\xE2') &&
					   has_upper(a, i)
				   ? NX_SHAPE_HYPHEN_LOWER
				   : NX_SHAPE_LOWER;
	}
	if (flags & NX_TF_SINGLE_LETTER)
		return flags & NX_TF_HAS_DOT ? NX_SHAPE_INITIAL : NX_SHAPE_LETTER;
	if (flags & NX_TF_HAS_DIGIT)
		return flags & (NX_TF_UPPER_INITIAL | NX_TF_ALL_UPPER | NX_TF_INNER_UPPER)
				   ? NX_SHAPE_UPPER_DIGIT
				   : NX_SHAPE_LOWER_DIGIT;
	if ((flags & NX_TF_HAS_DOT) && (flags & NX_TF_ALL_UPPER))
		return NX_SHAPE_DOTTED;
	if (flags & NX_TF_HAS_HYPHEN)
	{
		if (flags & NX_TF_ALL_UPPER)
			return NX_SHAPE_UPPER;
		if (flags & NX_TF_UPPER_INITIAL)
			return NX_SHAPE_HYPHEN_CAPITAL;
		return has_upper(a, i) ? NX_SHAPE_HYPHEN_LOWER : NX_SHAPE_LOWER;
	}
	if (flags & NX_TF_ALL_UPPER)
		return t->end[i] - t->start[i] <= 2 ? NX_SHAPE_UPPER2 : NX_SHAPE_UPPER;
	if (flags & NX_TF_INNER_UPPER)
		return NX_SHAPE_MIXED;
	return NX_SHAPE_CAPITAL;
}

/* Nearly all are told by kind and capital, without a branch. */
static inline uint8_t
shape_of(const NxAnalysis *a, uint32_t i)
{
	static const uint8_t plain[] = {
		[NX_TOK_WORD] = NX_SHAPE_LOWER,
		[NX_TOK_NUMBER] = NX_SHAPE_NUMBER,
		[NX_TOK_CLITIC] = NX_SHAPE_CLITIC,
		[NX_TOK_OPEN] = NX_SHAPE_QUOTE,
		[NX_TOK_CLOSE] = NX_SHAPE_QUOTE,
		[NX_TOK_QUOTE] = NX_SHAPE_QUOTE,
		[NX_TOK_CURRENCY] = NX_SHAPE_CURRENCY,
		[NX_TOK_PERCENT] = NX_SHAPE_CURRENCY,
		[NX_TOK_STOP] = NX_SHAPE_STOP,
		[NX_TOK_COMMA] = NX_SHAPE_COMMA,
		[NX_TOK_COLON] = NX_SHAPE_MARK,
		[NX_TOK_SEMICOLON] = NX_SHAPE_MARK,
		[NX_TOK_DASH] = NX_SHAPE_DASH,
		[NX_TOK_BRACKET_OPEN] = NX_SHAPE_BRACKET,
		[NX_TOK_BRACKET_CLOSE] = NX_SHAPE_BRACKET,
		[NX_TOK_BULLET] = NX_SHAPE_MARK,
		[NX_TOK_URL] = NX_SHAPE_OTHER,
		[NX_TOK_HANDLE] = NX_SHAPE_OTHER,
		[NX_TOK_SYMBOL] = NX_SHAPE_MARK,
		[NX_TOK_JUNK] = NX_SHAPE_OTHER,
	};
	const NxTokens *t = a->tokens;
	uint32_t shaping = t->kind[i] == NX_TOK_WORD ? t->flags[i] & SHAPING : 0;

	_Static_assert(NX_SHAPE_CAPITAL == NX_SHAPE_LOWER + NX_TF_UPPER_INITIAL, "a flag as a number");
	if (shaping > NX_TF_UPPER_INITIAL || t->kind[i] == NX_TOK_NUMBER)
		return rare_shape(a, i);
	return (uint8_t) (plain[t->kind[i]] + shaping);
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
#define MAX_TYPES 8192
#define FIRST_TYPES 128

/* Most words in lower case are no type; bits of their hashes tell so at once. */
#define FILTER 64

/* An empty table of types with so many places. */
static bool
start_types(NxTagText *x, uint32_t size)
{
	x->type_mask = size - 1;
	x->types = nx_alloc0(x->a->arena, size * sizeof(*x->types));
	x->evidence = nx_alloc0(x->a->arena, size);
	return x->types != NULL && x->evidence != NULL;
}

/* Words come again and again: the table grows with those that there are. */
static bool
double_types(NxTagText *x)
{
	uint32_t size = x->type_mask + 1;
	uint32_t *types = x->types;
	uint8_t *evidence = x->evidence;

	if (!start_types(x, size * 2))
		return false;
	for (uint32_t i = 0; i < size; i++)
		if (types[i] != 0)
		{
			uint32_t type = nx_tag_type(x, types[i]);

			x->types[type] = types[i];
			x->evidence[type] = evidence[i];
		}
	nx_free(x->a->arena, types, size * sizeof(*types));
	nx_free(x->a->arena, evidence, size);
	return true;
}

/* Tokens that something is to be asked of are gathered by so many, without a branch. */
#define GATHERED 512

/* The capitalised tokens of [i, end). */
static uint32_t
gather_capitals(const NxTagText *x, uint32_t i, uint32_t end, uint32_t *found)
{
	uint32_t n = 0;

	for (; i < end; i++)
	{
		found[n] = i;
		n += nx_tag_is_capital(x, i);
	}
	return n;
}

/* Has the sentence, or what a mark began in it, a word before token i? */
static bool
has_begun(const NxTokens *t, uint32_t first, uint32_t i)
{
	while (i-- > first)
		switch (t->kind[i])
		{
			case NX_TOK_WORD:
				return true;
			case NX_TOK_OPEN:
			case NX_TOK_QUOTE:
			case NX_TOK_COLON:
				return false;
			default:
				break;
		}
	return false;
}

/* Make types of the capitalised words and their pairs; filter gets the words' bits. */
static NxStatus
find_types(NxTagText *x, uint64_t filter[FILTER])
{
	const NxTokens *t = x->a->tokens;
	const NxSentences *s = x->a->sentences;
	uint32_t n_types = 0;
	uint32_t k = 0;

	for (uint32_t from = 0; from < t->n && s->n > 0; from += GATHERED)
	{
		uint32_t capitals[GATHERED];
		uint32_t n =
			gather_capitals(x, from, t->n - from < GATHERED ? t->n : from + GATHERED, capitals);

		for (uint32_t c = 0; c < n; c++)
		{
			uint32_t i = capitals[c];
			uint32_t type;
			const NxSentence *sentence;

			if (n_types + 2 > x->type_mask / 8 * 5 && !double_types(x))
				return NX_NOMEM;
			type = nx_tag_type(x, t->hash[i]);

			while (k + 1 < s->n && s->sentences[k].end_token <= i)
				k++;
			sentence = &s->sentences[k];
			if (x->types[type] != 0)
				x->evidence[type] |= NX_TAG_SEEN_AGAIN;
			else if (n_types < MAX_TYPES)
			{
				x->types[type] = t->hash[i];
				filter[t->hash[i] / 64 % FILTER] |= UINT64_C(1) << t->hash[i] % 64;
				n_types++;
			}
			if (x->types[type] != 0 &&
				(s->paragraphs[sentence->paragraph].flags & (NX_PF_ALL_CAPS | NX_PF_TITLE_CASE)) ==
					0 &&
				has_begun(t, sentence->first_token, i))
				x->evidence[type] |= NX_TAG_SEEN_CAPITAL;
			if (i > sentence->first_token && nx_tag_is_capital(x, i - 1) && n_types < MAX_TYPES)
			{
				uint32_t pair = nx_tag_pair_hash(t->hash[i - 1], t->hash[i]);

				type = nx_tag_type(x, pair);
				n_types += x->types[type] == 0;
				x->types[type] = pair;
			}
		}
		if (nx_should_stop(x->a))
			return NX_CANCELLED;
	}
	return NX_OK;
}

/* Which types stand in lower case too. */
static void
find_lower(NxTagText *x, const uint64_t filter[FILTER])
{
	const NxTokens *t = x->a->tokens;

	for (uint32_t from = 0; from < t->n; from += GATHERED)
	{
		uint32_t end = t->n - from < GATHERED ? t->n : from + GATHERED;
		uint32_t lower[GATHERED];
		uint32_t n = 0;

		for (uint32_t i = from; i < end; i++)
		{
			lower[n] = i;
			n += (x->shape[i] == NX_SHAPE_LOWER) &
				 (filter[t->hash[i] / 64 % FILTER] >> t->hash[i] % 64);
		}
		for (uint32_t k = 0; k < n; k++)
		{
			uint32_t type = nx_tag_type(x, t->hash[lower[k]]);

			if (x->types[type] != 0)
				x->evidence[type] |= NX_TAG_SEEN_LOWER;
		}
	}
}

NxStatus
nx_tag_text_init(NxTagText *x, const NxAnalysis *a)
{
	const NxTokens *t = a->tokens;
	uint64_t filter[FILTER] = {0};
	NxStatus status;

	x->a = a;
	x->sums = false;
	x->sentence = 0;
	x->wire = is_wire_style(a);
	x->shape = nx_alloc(a->arena, t->n + 1);
	if (x->shape == NULL)
		return NX_NOMEM;
	for (uint32_t i = 0; i < t->n; i++)
		x->shape[i] = shape_of(a, i);
	x->shape[t->n] = NX_SHAPE_OUTSIDE;

	if (!start_types(x, FIRST_TYPES))
		return NX_NOMEM;
	status = find_types(x, filter);
	if (status != NX_OK)
		return status;
	find_lower(x, filter);
	x->uses = nx_alloc0(a->arena, ((size_t) x->type_mask + 1) * sizeof(*x->uses));
	return x->uses != NULL ? NX_OK : NX_NOMEM;
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
		case NX_SHAPE_LOWER:
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
		case NX_SHAPE_CLITIC:
		case NX_SHAPE_QUOTE:
		case NX_SHAPE_NUMBER:
		case NX_SHAPE_YEAR:
		case NX_SHAPE_LOWER_DIGIT:
		case NX_SHAPE_DASH:
			return true;
		case NX_SHAPE_MARK:
			return x->a->text[t->start[i]] != '|'; /* what parts menus and headlines */
		case NX_SHAPE_COMMA:                       /* "Sons, Inc." */
			return i + 1 < t->n && nx_tok_has(t, i + 1, NX_C_ORG_SUFFIX) &&
				   nx_tag_is_capital(x, i + 1);
		default:
			return false;
	}
}

#define MAX_JOIN 3

bool
nx_tag_next_run(NxTagText *x, uint32_t i, NxTagRun *run)
{
	const NxTokens *t = x->a->tokens;
	const NxSentences *s = x->a->sentences;
	uint32_t end;
	uint32_t last;

	while (i < t->n && !nx_tag_is_capital(x, i))
		i++;
	if (i >= t->n || s->n == 0)
		return false;
	if (s->sentences[x->sentence].first_token > i)
		x->sentence = 0;
	while (x->sentence + 1 < s->n && s->sentences[x->sentence].end_token <= i)
		x->sentence++;
	run->sentence = x->sentence;
	end = s->sentences[run->sentence].end_token;

	run->first = i;
	for (int back = 0; back < 2 && run->first > s->sentences[run->sentence].first_token; back++)
	{
		uint8_t shape = x->shape[run->first - 1];

		if (shape == NX_SHAPE_NUMBER || shape == NX_SHAPE_YEAR || shape == NX_SHAPE_LOWER_DIGIT ||
			(shape == NX_SHAPE_LOWER && nx_tok_has(t, run->first - 1, NX_C_NAME_PARTICLE)))
			run->first--;
		else
			break;
	}
	last = i;
	for (i++; i < end && i - run->first < NX_TAG_MAX_RUN; i++)
	{
		if (nx_tag_is_capital(x, i))
			last = i;
		else if (i - last > MAX_JOIN || !joins(x, i))
			break;
	}
	/* a number may end a name: "Boeing 737", "Group of 20" */
	run->end = last + 1;
	for (i = last + 1; i < end && i - last <= 3 && i - run->first < NX_TAG_MAX_RUN; i++)
	{
		uint8_t shape = x->shape[i];

		if (shape == NX_SHAPE_NUMBER || shape == NX_SHAPE_YEAR || shape == NX_SHAPE_LOWER_DIGIT)
			run->end = i + 1;
		else if (shape != NX_SHAPE_LOWER || nx_tok_word(t, i) != NX_W_OF)
			break;
	}
	/* "Macy's" */
	if (run->end < end && run->end - run->first < NX_TAG_MAX_RUN &&
		x->shape[run->end] == NX_SHAPE_CLITIC)
		run->end++;
	/* the noun after may belong to it: "Federal office", "Interior ministry" */
	if (run->end < end && run->end - run->first < NX_TAG_MAX_RUN &&
		x->shape[run->end] == NX_SHAPE_LOWER &&
		(nx_tok_has(t, run->end, NX_C_ORG_HEAD) || nx_tok_has(t, run->end, NX_C_FACILITY_HEAD) ||
		 nx_tok_has(t, run->end, NX_C_GEO_HEAD) || nx_tok_has(t, run->end, NX_C_EVENT_HEAD)))
		run->end++;
	return true;
}

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
	x->mode = p->flags & NX_PF_ALL_CAPS     ? NX_MODE_ALL_CAPS
			  : p->flags & NX_PF_TITLE_CASE ? NX_MODE_TITLE_CASE
			  : p->kind == NX_PARA_HEADLINE ? NX_MODE_HEADLINE
											: NX_MODE_BODY;
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

	nx_tag_run_resume(x, run);
	memset(x->tokens, 0, (run.end - run.first + 4) * sizeof(*x->tokens));
	for (uint32_t i = low; i < high; i++)
	{
		NxTagToken *token = &x->tokens[i + 2 - run.first];
		bool number = t->kind[i] == NX_TOK_NUMBER;
		uint32_t entry = number ? NX_LEX_UNKNOWN : t->entry[i];

		token->hash = number ? number_hash(t, i) : t->hash[i];
		token->shape = x->shape[i];
		token->entry = entry;
		token->itself = (t->flags[i] & NX_TF_NON_ASCII) == 0;
		token->lower_cluster = nx_lex_entries[entry].cluster;
		token->cap_cluster = nx_lex_entries[entry].cap_cluster;
		nx_tag_add_classes(token, entry, NX_IN_WORD);
		token->n_own = token->n_classes;
	}

	/* phrases that touch the run: begin a little before it */
	for (uint32_t k = nx_phrase_from(t, low > NX_PHRASE_MAX ? low - NX_PHRASE_MAX : 0);
		 k < t->n_phrases && t->phrases[k].first < high; k++)
	{
		const NxPhrase *phrase = &t->phrases[k];
		uint32_t end = phrase->first + phrase->n;

		for (uint32_t i = phrase->first; i < end; i++)
			if (i >= low && i < high)
				nx_tag_add_classes(&x->tokens[i + 2 - run.first], phrase->entry,
								   i == phrase->first ? NX_IN_PHRASE_FIRST
								   : i + 1 == end     ? NX_IN_PHRASE_LAST
													  : NX_IN_PHRASE);
	}
}
