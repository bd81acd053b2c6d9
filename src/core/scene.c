/*
 * scene.c
 *		One sentence under work: its words' parts, its marks, its names.
 */
#include <string.h>

#include "arena.h"
#include "scene.h"

/* ---- words' parts in a clause ---- */

static const uint8_t pos_of_word[] = {
	[NX_W_A] = P_DET,          [NX_W_AN] = P_DET,         [NX_W_THE] = P_DET,
	[NX_W_THIS] = P_DET,       [NX_W_THESE] = P_DET,      [NX_W_THOSE] = P_DET,
	[NX_W_EACH] = P_DET,       [NX_W_EVERY] = P_DET,      [NX_W_EITHER] = P_DET,
	[NX_W_NEITHER] = P_DET,    [NX_W_ANOTHER] = P_DET,    [NX_W_ANY] = P_DET,
	[NX_W_NO] = P_DET,         [NX_W_ALL] = P_QUANT,      [NX_W_BOTH] = P_QUANT,
	[NX_W_FEW] = P_QUANT,      [NX_W_MANY] = P_QUANT,     [NX_W_MOST] = P_QUANT,
	[NX_W_MORE] = P_QUANT,     [NX_W_SOME] = P_QUANT,     [NX_W_SEVERAL] = P_QUANT,
	[NX_W_ONE] = P_QUANT,      [NX_W_OTHER] = P_QUANT,    [NX_W_OTHERS] = P_QUANT,
	[NX_W_LESS] = P_QUANT,     [NX_W_NOBODY] = P_QUANT,   [NX_W_EVERYONE] = P_QUANT,
	[NX_W_HIS] = P_POSS,       [NX_W_ITS] = P_POSS,       [NX_W_THEIR] = P_POSS,
	[NX_W_MY] = P_POSS,        [NX_W_OUR] = P_POSS,       [NX_W_YOUR] = P_POSS,
	[NX_W_HER] = P_POSS,       [NX_W_HE] = P_PRON,        [NX_W_SHE] = P_PRON,
	[NX_W_I] = P_PRON_OTHER,   [NX_W_WE] = P_PRON_OTHER,  [NX_W_THEY] = P_PRON_OTHER,
	[NX_W_YOU] = P_PRON_OTHER, [NX_W_IT] = P_PRON_OTHER,  [NX_W_HIM] = P_OBJ,
	[NX_W_THEM] = P_OBJ,       [NX_W_ME] = P_OBJ,         [NX_W_US] = P_OBJ,
	[NX_W_WHO] = P_REL,        [NX_W_WHICH] = P_REL,      [NX_W_WHOM] = P_REL,
	[NX_W_WHOSE] = P_REL,      [NX_W_HOW] = P_WH,         [NX_W_WHY] = P_WH,
	[NX_W_WHAT] = P_WH,        [NX_W_WHERE] = P_WH,       [NX_W_WHETHER] = P_WH,
	[NX_W_THAT] = P_THAT,      [NX_W_TO] = P_TO,          [NX_W_BY] = P_BY,
	[NX_W_ABOUT] = P_PREP,     [NX_W_ABOVE] = P_PREP,     [NX_W_AGAINST] = P_PREP,
	[NX_W_AMONG] = P_PREP,     [NX_W_AROUND] = P_PREP,    [NX_W_AT] = P_PREP,
	[NX_W_BELOW] = P_PREP,     [NX_W_BETWEEN] = P_PREP,   [NX_W_DOWN] = P_PREP,
	[NX_W_DURING] = P_PREP,    [NX_W_FOR] = P_PREP,       [NX_W_FROM] = P_PREP,
	[NX_W_IN] = P_PREP,        [NX_W_INCLUDING] = P_PREP, [NX_W_INTO] = P_PREP,
	[NX_W_NEAR] = P_PREP,      [NX_W_OF] = P_PREP,        [NX_W_OFF] = P_PREP,
	[NX_W_ON] = P_PREP,        [NX_W_OUT] = P_PREP,       [NX_W_OVER] = P_PREP,
	[NX_W_PER] = P_PREP,       [NX_W_THROUGH] = P_PREP,   [NX_W_UNDER] = P_PREP,
	[NX_W_UP] = P_PREP,        [NX_W_WITH] = P_PREP,      [NX_W_WITHIN] = P_PREP,
	[NX_W_WITHOUT] = P_PREP,   [NX_W_LIKE] = P_PREP,      [NX_W_ACCORDING] = P_SPEECH,
	[NX_W_AND] = P_AND,        [NX_W_OR] = P_AND,         [NX_W_NOR] = P_AND,
	[NX_W_BUT] = P_AND,        [NX_W_YET] = P_AND,        [NX_W_AS] = P_SUB,
	[NX_W_IF] = P_SUB,         [NX_W_BECAUSE] = P_SUB,    [NX_W_WHILE] = P_SUB,
	[NX_W_WHEN] = P_SUB,       [NX_W_SINCE] = P_SUB,      [NX_W_ALTHOUGH] = P_SUB,
	[NX_W_THOUGH] = P_SUB,     [NX_W_UNLESS] = P_SUB,     [NX_W_UNTIL] = P_SUB,
	[NX_W_AFTER] = P_SUB,      [NX_W_BEFORE] = P_SUB,     [NX_W_THAN] = P_SUB,
	[NX_W_BE] = P_BE,          [NX_W_AM] = P_BE,          [NX_W_IS] = P_BE,
	[NX_W_ARE] = P_BE,         [NX_W_WAS] = P_BE,         [NX_W_WERE] = P_BE,
	[NX_W_BEEN] = P_BE,        [NX_W_BEING] = P_BE,       [NX_W_HAVE] = P_HAVE,
	[NX_W_HAS] = P_HAVE,       [NX_W_HAD] = P_HAVE,       [NX_W_DO] = P_DO,
	[NX_W_DOES] = P_DO,        [NX_W_DID] = P_DO,         [NX_W_CAN] = P_MODAL,
	[NX_W_COULD] = P_MODAL,    [NX_W_MAY] = P_MODAL,      [NX_W_MIGHT] = P_MODAL,
	[NX_W_MUST] = P_MODAL,     [NX_W_SHOULD] = P_MODAL,   [NX_W_WILL] = P_MODAL,
	[NX_W_WOULD] = P_MODAL,    [NX_W_NOT] = P_NEG,        [NX_W_N_T] = P_NEG,
	[NX_W_NEVER] = P_NEG,      [NX_W_CANNOT] = P_NEG,     [NX_W_ALSO] = P_ADV,
	[NX_W_THEN] = P_ADV,       [NX_W_THERE] = P_ADV,      [NX_W_JUST] = P_ADV,
	[NX_W_SO] = P_ADV,         [NX_W_ONLY] = P_ADV,       [NX_W_SUCH] = P_ADV,
};

static uint32_t
pos_of_mark(uint8_t kind)
{
	switch (kind)
	{
		case NX_TOK_NUMBER:
		case NX_TOK_CURRENCY:
		case NX_TOK_PERCENT:
			return P_NUM;
		case NX_TOK_CLITIC:
			return P_CLITIC;
		case NX_TOK_COMMA:
			return P_COMMA;
		case NX_TOK_STOP:
			return P_STOP;
		case NX_TOK_COLON:
		case NX_TOK_SEMICOLON:
			return P_COLON;
		case NX_TOK_DASH:
			return P_DASH;
		case NX_TOK_OPEN:
			return P_OPEN;
		case NX_TOK_CLOSE:
		case NX_TOK_QUOTE:
			return P_CLOSE;
		case NX_TOK_BRACKET_OPEN:
		case NX_TOK_BRACKET_CLOSE:
			return P_BRACKET;
		case NX_TOK_HANDLE:
			return P_NAME;
		default:
			return P_OTHER;
	}
}

/* Could this be a clause's verb, or go before it? */
static bool
is_verbal(uint32_t pos)
{
	return pos == P_BE || pos == P_HAVE || pos == P_DO || pos == P_MODAL || pos == P_ED ||
		   pos == P_SPEECH || pos == P_BELIEF || pos == P_STANCE;
}

/* A form that is nothing but a past one: "fell", "took". */
static bool
is_irregular_past(uint32_t entry)
{
	return nx_lex_has(entry, NX_C_VERB) && strcmp(nx_lex_value(entry, NX_C_VERB), "past") == 0;
}

/* By the lists, and by its ending. */
static uint32_t
pos_of_listed(const NxAnalysis *a, const NxTokens *t, uint32_t i)
{
	uint32_t len = t->end[i] - t->start[i];
	const char *end = a->text + t->end[i];

	if (nx_tok_has(t, i, NX_C_REPORTING_VERB))
		return P_SPEECH;
	if (nx_tok_has(t, i, NX_C_BELIEF_VERB))
		return P_BELIEF;
	if (nx_tok_has(t, i, NX_C_SPEAKER_NOUN))
		return P_SNOUN;
	if (nx_tok_has(t, i, NX_C_REPORTING_NOUN))
		return P_RNOUN;
	if (nx_tok_has(t, i, NX_C_STANCE_WORD))
		return P_STANCE;
	if (t->flags[i] & NX_TF_UPPER_INITIAL)
		return P_CAP;
	if (len > 3 && end[-1] == 'y' && end[-2] == 'l')
		return P_ADV;
	if (len > 3 && end[-1] == 'd' && end[-2] == 'e')
		return P_ED;
	if (len > 4 && end[-1] == 'g' && end[-2] == 'n' && end[-3] == 'i')
		return P_ING;
	return is_irregular_past(t->entry[i]) ? P_ED : P_WORD;
}

static uint32_t
pos_of(NxScene *sc, uint32_t i, bool initial)
{
	const NxTokens *t = sc->t;
	uint32_t word = nx_tok_word(t, i);
	uint32_t slot = t->entry[i] % NX_SCENE_KNOWN;

	if (word < sizeof(pos_of_word) && pos_of_word[word] != P_EDGE)
		return pos_of_word[word];
	if (t->kind[i] != NX_TOK_WORD)
		return pos_of_mark(t->kind[i]);
	if (t->flags[i] & NX_TF_UPPER_INITIAL)
	{
		if (nx_tok_has(t, i, NX_C_WEEKDAY) || nx_tok_has(t, i, NX_C_MONTH))
			return P_TIME;
		return initial ? pos_of_listed(sc->a, t, i) : P_NAME;
	}
	if (t->entry[i] == NX_LEX_UNKNOWN)
		return pos_of_listed(sc->a, t, i);
	if (sc->known[slot] != t->entry[i])
	{
		sc->known[slot] = t->entry[i];
		sc->known_pos[slot] = (uint8_t) pos_of_listed(sc->a, t, i);
	}
	return sc->known_pos[slot];
}

/* ---- marks ---- */

/* The index in sc->top of the last stretch that begins (mark included) at or before the token. */
static uint32_t
last_marked(const NxScene *sc, uint32_t token)
{
	uint32_t low = 0, high = sc->n_top;

	while (low < high)
	{
		uint32_t mid = low + (high - low) / 2;
		const NxMarked *m = &sc->marks->marked[sc->top[mid]];

		if ((m->open != NX_NONE ? m->open : m->first) <= token)
			low = mid + 1;
		else
			high = mid;
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
	bool initial = true;
	uint16_t verbs = 0;
	uint32_t k;

	sc->last_cue = NX_NONE;
	sc->sentence = sentence;
	sc->first = scene_start(sc, s, p);
	sc->end = s->end_token;
	sc->paragraph_kind = p->kind;
	sc->paragraph_start = s->first_token == p->first_token;
	if (sc->paragraph_start && p->lead_token > sc->first && p->lead_token < sc->end)
		sc->first = p->lead_token;
	for (uint32_t i = sc->first; i < s->end_token; i++)
	{
		uint32_t pos = pos_of(sc, i, initial || i == sc->first || i == s->first_token);

		initial = pos == P_OPEN || pos == P_CLOSE || pos == P_COLON ||
				  (initial && (pos == P_DASH || pos == P_BRACKET || pos == P_OTHER));
		sc->pos[i] = (uint8_t) pos;
		sc->verbs[i] = verbs;
		verbs += is_verbal(pos);
	}
	sc->verbs[s->end_token] = verbs;
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
	sc->pos = nx_alloc0(a->arena, n);
	sc->verbs = nx_alloc0(a->arena, n * sizeof(*sc->verbs));
	label = nx_alloc0(a->arena, n);
	top = nx_alloc(a->arena, ((size_t) marks->n + 1) * sizeof(uint32_t));
	if (sc->pos == NULL || sc->verbs == NULL || label == NULL || top == NULL)
		return NX_NOMEM;
	label_tokens(a, label);
	sc->label = label;
	for (uint32_t k = 0; k < marks->n; k++)
		if (marks->marked[k].parent == NX_NONE)
			top[sc->n_top++] = k;
	sc->top = top;
	return NX_OK;
}

uint32_t
nx_verbs_between(const NxScene *sc, uint32_t first, uint32_t end)
{
	uint16_t n;

	if (end > sc->end)
		end = sc->end;
	if (end > first + NX_WINDOW)
		first = end - NX_WINDOW;
	if (first < sc->first)
		first = sc->first;
	if (first >= end)
		return 0;
	n = (uint16_t) (sc->verbs[end] - sc->verbs[first]);
	return n < 2 ? n : 2;
}

uint32_t
nx_mark_context(const NxScene *sc, uint32_t i)
{
	uint32_t context = 0;

	if (sc->pos[i] & NX_IN_MARKS)
		context |= 1;
	for (uint32_t k = 1; k <= 10; k++)
	{
		if (i >= sc->first + k && nx_pos_at(sc, i - k) == P_CLOSE)
			context |= k <= 4 ? 2 : 4;
		if (nx_pos_at(sc, i + k) == P_OPEN)
			context |= k <= 2 ? 8 : 16;
		if (nx_pos_at(sc, i + k) == P_CLOSE && !(context & 25))
			context |= 1;
	}
	if (nx_pos_at(sc, sc->first) == P_OPEN || (sc->pos[sc->first] & NX_IN_MARKS))
		context |= 32;
	return context;
}
