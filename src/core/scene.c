/*
 * scene.c
 *		One sentence under work: its words' parts, its marks, its names.
 */
#include <string.h>

#include "arena.h"
#include "image.h"
#include "scene.h"

/* ---- words' parts in a clause ---- */

NX_IMAGE(nx_part_rows, "parts.bin");

/* What marks and numbers are; words are looked up. */
static const uint8_t part_of_kind[] = {
	[NX_TOK_WORD] = P_WORD,
	[NX_TOK_NUMBER] = P_NUM,
	[NX_TOK_CLITIC] = P_CLITIC,
	[NX_TOK_OPEN] = P_OPEN,
	[NX_TOK_CLOSE] = P_CLOSE,
	[NX_TOK_QUOTE] = P_CLOSE,
	[NX_TOK_CURRENCY] = P_NUM,
	[NX_TOK_PERCENT] = P_NUM,
	[NX_TOK_STOP] = P_STOP,
	[NX_TOK_COMMA] = P_COMMA,
	[NX_TOK_COLON] = P_COLON,
	[NX_TOK_SEMICOLON] = P_COLON,
	[NX_TOK_DASH] = P_DASH,
	[NX_TOK_BRACKET_OPEN] = P_BRACKET,
	[NX_TOK_BRACKET_CLOSE] = P_BRACKET,
	[NX_TOK_BULLET] = P_OTHER,
	[NX_TOK_URL] = P_OTHER,
	[NX_TOK_HANDLE] = P_NAME,
	[NX_TOK_SYMBOL] = P_OTHER,
	[NX_TOK_JUNK] = P_OTHER,
};

/* What is counted: whatever could be a clause's verb, or go before it, and commas. */
static const uint16_t count_of[NX_POS_MASK + 1] = {
	[P_BE] = 1,     [P_HAVE] = 1,   [P_DO] = 1,     [P_MODAL] = 1,   [P_ED] = 1,
	[P_SPEECH] = 1, [P_BELIEF] = 1, [P_STANCE] = 1, [P_COMMA] = 256,
};

/* What a capital says nothing after; the latter only where it said nothing before. */
#define BEGINS (NX_PART_BIT(P_OPEN) | NX_PART_BIT(P_CLOSE) | NX_PART_BIT(P_COLON))
#define LETS_BEGIN (NX_PART_BIT(P_DASH) | NX_PART_BIT(P_BRACKET) | NX_PART_BIT(P_OTHER))

/* a, or b where the bit is set; compilers would make a branch of it that nobody can predict. */
static inline uint32_t
choose(uint32_t bit, uint32_t a, uint32_t b)
{
	return a ^ ((a ^ b) & (0u - bit));
}

/* The part of token i; initial (a bit): a capital is due to its place. */
static inline uint32_t
part_of(const char *text, const NxTokens *t, uint32_t i, uint32_t initial)
{
	uint32_t entry = t->entry[i];
	uint32_t row = nx_part_rows[entry];
	uint32_t upper = (t->flags[i] & NX_TF_UPPER_INITIAL) / NX_TF_UPPER_INITIAL;
	uint32_t is_mark = t->kind[i] != NX_TOK_WORD;
	uint32_t part;

	if (entry == NX_LEX_UNKNOWN && !(is_mark | upper))
		row = nx_part_row(text + t->start[i], t->end[i] - t->start[i], NX_LEX_UNKNOWN);
	part = choose(upper, NX_PART_LOWER(row), NX_PART_UPPER(row));
	part = choose(upper & ~initial & ~(row / NX_PART_ANY_CASE), part, P_NAME);
	return choose(is_mark & ~(row / NX_PART_CLOSED), part, part_of_kind[t->kind[i]]);
}

/* ---- marks ---- */

/* The index in sc->top of the last stretch that begins (mark included) at or before the token. */
static uint32_t
last_marked(const NxScene *sc, uint32_t token)
{
	uint32_t low = 0;

	/* halves without a branch */
	for (uint32_t n = sc->n_top; n > 0;)
	{
		uint32_t half = (n + 1) / 2;
		const NxMarked *m = &sc->marks->marked[sc->top[low + half - 1]];
		uint32_t before = (m->open != NX_NONE ? m->open : m->first) <= token;

		low += half & (0u - before);
		n = before ? n - half : half - 1;
	}
	return low > 0 ? low - 1 : NX_NONE;
}

const NxMarked *
nx_marked_at(const NxScene *sc, uint32_t token)
{
	uint32_t k = last_marked(sc, token);
	const NxMarked *m;

	if (k == NX_NONE)
		return NULL;
	m = &sc->marks->marked[sc->top[k]];
	return token < m->end || token == m->close ? m : NULL;
}

/* ---- the sentence ---- */

/*
 * Where the sentence's attributions may look back to.  After a question or an
 * exclamation in marks the cue begins a sentence of its own ("Why?" Diaz
 * asked), but what was said stands in the one before.
 */
static uint32_t
scene_start(const NxScene *sc, const NxSentence *s, const NxParagraph *p)
{
	const NxMarked *m;
	uint32_t before;
	char last;

	if (s->first_token < p->first_token + 3)
		return s->first_token;
	m = nx_marked_at(sc, s->first_token - 1);
	if (m == NULL || m->close != s->first_token - 1)
		return s->first_token;
	last = sc->a->text[sc->t->end[m->end - 1] - 1];
	if (last != '?' && last != '!')
		return s->first_token;
	before = s[-1].first_token;
	if (m->open != NX_NONE && m->open >= before)
		before = m->open;
	return s->first_token - before > 2 * NX_WINDOW ? s->first_token - 2 * NX_WINDOW : before;
}

void
nx_scene_enter(NxScene *sc, uint32_t sentence)
{
	const NxSentence *s = &sc->a->sentences->sentences[sentence];
	const NxParagraph *p = &sc->a->sentences->paragraphs[s->paragraph];
	uint32_t initial = 1;
	uint16_t count = 0;
	uint16_t *counts;
	NxTokens tokens;
	const char *text;
	uint8_t *parts;
	uint32_t begin, end;
	uint32_t k;

	sc->last_cue = NX_NONE;
	sc->sentence = sentence;
	sc->first = scene_start(sc, s, p);
	sc->end = s->end_token;
	sc->paragraph_kind = p->kind;
	sc->paragraph_start = s->first_token == p->first_token;
	if (sc->paragraph_start && p->lead_token > sc->first && p->lead_token < sc->end)
		sc->first = p->lead_token;
	/* copies: stores of bytes could change anything else, for all that a compiler knows */
	tokens = *sc->t;
	text = sc->a->text;
	begin = s->first_token;
	end = s->end_token;
	parts = sc->pos;
	counts = sc->counts;
	for (uint32_t i = sc->first; i < end; i++)
	{
		uint32_t part = part_of(text, &tokens, i, initial | (i == begin));

		initial |= i == begin;
		initial = (uint32_t) ((BEGINS | (LETS_BEGIN & (UINT64_C(0) - initial))) >> part) & 1;
		parts[i] = (uint8_t) part;
		counts[i] = count;
		count += count_of[part];
	}
	counts[end] = count;
	memset(sc->pos + s->end_token, P_EDGE, NX_POS_BEYOND);
	memset(sc->pos + (ptrdiff_t) sc->first - NX_POS_BEYOND, P_EDGE, NX_POS_BEYOND);
	sc->content_end = sc->end;
	while (sc->content_end > sc->first &&
		   ((k = sc->pos[sc->content_end - 1]) == P_STOP || k == P_CLOSE))
		sc->content_end--;
	if (sc->content_end == sc->first)
		sc->content_end = sc->end;

	/* which of them stand in marks; and the marks' own direction */
	k = last_marked(sc, sc->first);
	if (k == NX_NONE)
		k = 0;
	for (; k < sc->n_top; k++)
	{
		const NxMarked *m = &sc->marks->marked[sc->top[k]];
		uint32_t from = m->first > sc->first ? m->first : sc->first;
		uint32_t to = m->end < sc->end ? m->end : sc->end;

		if (m->first >= sc->end)
			break;
		if (m->open != NX_NONE && m->open >= sc->first && m->open < sc->end)
			sc->pos[m->open] = P_OPEN;
		if (m->close != NX_NONE && m->close >= sc->first && m->close < sc->end)
			sc->pos[m->close] = P_CLOSE;
		for (uint32_t i = from; i < to; i++)
			sc->pos[i] |= NX_IN_MARKS;
	}
}

/* What kind of name or other mention each token is of, for all of the text at once. */
static void
label_tokens(const NxAnalysis *a, uint8_t *label)
{
	for (uint32_t k = 0; k < a->n_mentions; k++)
	{
		const NxMention *m = &a->mentions[k];
		uint32_t of =
			m->entity != NX_NONE && m->kind != NX_NAME ? a->entities[m->entity].label : m->label;

		for (uint32_t i = m->first_token; i < m->end_token; i++)
			label[i] = (uint8_t) (1 + 3 * of + m->kind);
	}
}

NxStatus
nx_scene_create(NxScene *sc, NxAnalysis *a, const NxMarks *marks)
{
	size_t n = (size_t) a->tokens->n + 1;
	uint32_t *top;
	uint8_t *label;

	memset(sc, 0, sizeof(*sc));
	sc->a = a;
	sc->t = a->tokens;
	sc->marks = marks;
	sc->last_cue = NX_NONE;
	sc->pos = nx_alloc0(a->arena, n + 2 * NX_POS_BEYOND);
	sc->counts = nx_alloc0(a->arena, n * sizeof(*sc->counts));
	label = nx_alloc0(a->arena, n);
	top = nx_alloc(a->arena, ((size_t) marks->n + 1) * sizeof(uint32_t));
	if (sc->pos == NULL || sc->counts == NULL || label == NULL || top == NULL)
		return NX_NOMEM;
	sc->pos += NX_POS_BEYOND;
	/* tens of megabytes each, where a text has as many */
	if (nx_should_stop(a))
		return NX_CANCELLED;
	label_tokens(a, label);
	if (nx_should_stop(a))
		return NX_CANCELLED;
	sc->label = label;
	for (uint32_t k = 0; k < marks->n; k++)
		if (marks->marked[k].parent == NX_NONE)
			top[sc->n_top++] = k;
	sc->top = top;
	return NX_OK;
}

void
nx_scene_end(NxScene *sc)
{
	size_t n = (size_t) sc->t->n + 1;

	nx_free(sc->a->arena, sc->pos - NX_POS_BEYOND, n + 2 * NX_POS_BEYOND);
	nx_free(sc->a->arena, sc->counts, n * sizeof(*sc->counts));
	nx_free(sc->a->arena, sc->label, n);
	nx_free(sc->a->arena, sc->top, ((size_t) sc->marks->n + 1) * sizeof(*sc->top));
}

uint32_t
nx_verbs_between(const NxScene *sc, uint32_t first, uint32_t end)
{
	uint8_t n;

	if (end > sc->end)
		end = sc->end;
	if (end > first + NX_WINDOW)
		first = end - NX_WINDOW;
	if (first < sc->first)
		first = sc->first;
	if (first >= end)
		return 0;
	n = (uint8_t) (sc->counts[end] - sc->counts[first]);
	return n < 2 ? n : 2;
}

uint32_t
nx_mark_context(const NxScene *sc, uint32_t i)
{
	uint32_t context = (sc->pos[i] & NX_IN_MARKS) / NX_IN_MARKS;
	uint32_t closes = 0, opens = 0, closed = 0; /* a bit for each token, the nearest lowest */

	for (uint32_t k = 1; k <= 10; k++)
	{
		closes |= (uint32_t) (nx_pos_at(sc, i - k) == P_CLOSE) << k;
		opens |= (uint32_t) (nx_pos_at(sc, i + k) == P_OPEN) << k;
		closed |= (uint32_t) (nx_pos_at(sc, i + k) == P_CLOSE) << k;
	}
	context |=
		((closes & 0x1E) != 0) * NX_MARK_CLOSED | ((closes & 0x7E0) != 0) * NX_MARK_CLOSED_SOME;
	context |=
		((opens & 0x6) != 0) * NX_MARK_OPENS_NEXT | ((opens & 0x7F8) != 0) * NX_MARK_OPENS_SOON;
	/* what closes without having opened was open here */
	context |= ((closed & (opens - 1) & ~opens) != 0) * NX_MARK_INSIDE;
	if (nx_pos_at(sc, sc->first) == P_OPEN || (sc->pos[sc->first] & NX_IN_MARKS))
		context |= NX_MARK_BEGINS;
	return context;
}
