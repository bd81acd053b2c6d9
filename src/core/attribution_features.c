/*
 * attribution_features.c
 *		What the weights of quotes.weights look at: words' parts in a clause,
 *		candidates for source and content, and the features of each choice.
 */
#include <string.h>

#include "attribution_features.h"
#include "source.h"

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

static uint32_t
pos_of(const NxAnalysis *a, const NxTokens *t, uint32_t i, bool initial)
{
	uint32_t word = nx_tok_word(t, i);
	uint32_t len;
	const char *end;

	if (word < sizeof(pos_of_word) && pos_of_word[word] != P_EDGE)
		return pos_of_word[word];
	if (t->kind[i] != NX_TOK_WORD)
		return pos_of_mark(t->kind[i]);
	if ((t->flags[i] & NX_TF_UPPER_INITIAL) &&
		(nx_tok_has(t, i, NX_C_WEEKDAY) || nx_tok_has(t, i, NX_C_MONTH)))
		return P_TIME;
	if ((t->flags[i] & NX_TF_UPPER_INITIAL) && !initial)
		return P_NAME;
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
	len = t->end[i] - t->start[i];
	end = a->text + t->end[i];
	if (len > 3 && end[-1] == 'y' && end[-2] == 'l')
		return P_ADV;
	if (len > 3 && end[-1] == 'd' && end[-2] == 'e')
		return P_ED;
	if (len > 4 && end[-1] == 'g' && end[-2] == 'n' && end[-3] == 'i')
		return P_ING;
	return P_WORD;
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
	uint32_t k;

	sc->sentence = sentence;
	sc->first = scene_start(sc, s, p);
	sc->end = s->end_token;
	sc->paragraph_kind = p->kind;
	sc->paragraph_start = s->first_token == p->first_token;
	if (sc->paragraph_start && p->lead_token > sc->first && p->lead_token < sc->end)
		sc->first = p->lead_token;
	for (uint32_t i = sc->first; i < s->end_token; i++)
	{
		uint32_t pos = pos_of(sc->a, sc->t, i, initial || i == sc->first || i == s->first_token);

		initial = pos == P_OPEN || pos == P_CLOSE || pos == P_COLON ||
				  (initial && (pos == P_DASH || pos == P_BRACKET || pos == P_OTHER));
		sc->pos[i] = (uint8_t) pos;
	}
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

/* ---- features ---- */

static inline void
put(NxScene *sc, uint32_t template, uint32_t value, uint32_t second)
{
	NxFeatureSink *sink = sc->sink;

	if (sink->n == NX_MAX_FEATURES)
		return;
	if (sink->collect)
		sink->rows[sink->n] = (NxFeatureRow){(uint16_t) template, value, second};
	else
	{
		uint64_t h = nx_feature(template, value, second);

		sink->hashes[sink->n] = h;
		nx_model_prefetch(sink->model, h);
	}
	sink->n++;
}

static inline uint32_t
word_at(const NxScene *sc, uint32_t i)
{
	return i >= sc->first && i < sc->end ? sc->t->hash[i] : 0;
}

/* The word class learned from unlabelled news; 0 for words without one. */
static inline uint32_t
cluster_at(const NxScene *sc, uint32_t i)
{
	return i >= sc->first && i < sc->end ? nx_lex_entries[sc->t->entry[i]].cluster : 0;
}

static inline uint32_t
bucket(uint32_t n)
{
	return n < 5 ? n : n < 8 ? 5 : n < 12 ? 6 : n < 20 ? 7 : n < 35 ? 8 : 9;
}

#define NX_CUE_MASK(class, word) ((class) >> 6 == (word) ? UINT64_C(1) << ((class) & 63) : 0)
#define NX_CUE_BITS(word)                                                                          \
	(NX_CUE_MASK(NX_C_REPORTING_VERB, word) | NX_CUE_MASK(NX_C_BELIEF_VERB, word) |                \
	 NX_CUE_MASK(NX_C_REPORTING_NOUN, word) | NX_CUE_MASK(NX_C_STANCE_WORD, word))

bool
nx_may_be_cue(const NxTokens *t, uint32_t i)
{
	const NxLexEntry *e = &nx_lex_entries[t->entry[i]];

	if ((e->bits[0] & NX_CUE_BITS(0)) || (e->bits[1] & NX_CUE_BITS(1)))
		return t->kind[i] == NX_TOK_WORD;
	return e->word == NX_W_ACCORDING || t->kind[i] == NX_TOK_COLON;
}

/* The classes and the ending of the cue's word. */
static uint32_t
cue_class(const NxScene *sc, uint32_t i)
{
	const NxTokens *t = sc->t;
	uint32_t len = t->end[i] - t->start[i];
	const char *end = sc->a->text + t->end[i];
	uint32_t form = 0;

	if (t->kind[i] != NX_TOK_WORD)
		return 1;
	if (len > 3 && end[-1] == 'd')
		form = 1;
	else if (len > 4 && end[-1] == 'g' && end[-2] == 'n')
		form = 2;
	else if (len > 2 && end[-1] == 's')
		form = 3;
	return 2 + (form << 2 | (uint32_t) nx_tok_has(t, i, NX_C_REPORTING_VERB) << 4 |
				(uint32_t) nx_tok_has(t, i, NX_C_BELIEF_VERB) << 5 |
				(uint32_t) nx_tok_has(t, i, NX_C_REPORTING_NOUN) << 6 |
				(uint32_t) nx_tok_has(t, i, NX_C_STANCE_WORD) << 7 |
				(uint32_t) ((t->flags[i] & NX_TF_UPPER_INITIAL) != 0) << 8);
}

/* What may stand between a subject and its verb. */
static bool
is_auxiliary(uint32_t pos)
{
	return pos == P_BE || pos == P_HAVE || pos == P_DO || pos == P_MODAL || pos == P_NEG ||
		   pos == P_ADV || pos == P_TO;
}

/* Could this be a clause's verb, or go before it? */
static bool
is_verbal(uint32_t pos)
{
	return pos == P_BE || pos == P_HAVE || pos == P_DO || pos == P_MODAL || pos == P_ED ||
		   pos == P_SPEECH || pos == P_BELIEF || pos == P_STANCE;
}

/* How many verbs stand in a range of tokens: none, one, or more. */
static uint32_t
verbs_between(const NxScene *sc, uint32_t first, uint32_t end)
{
	uint32_t n = 0;

	if (end > first + NX_WINDOW)
		first = end - NX_WINDOW;
	for (uint32_t i = first; i < end && n < 2; i++)
		n += is_verbal(nx_pos_at(sc, i));
	return n;
}

/* How marks stand around a cue. */
static uint32_t
mark_context(const NxScene *sc, uint32_t i)
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

void
nx_first_features(NxScene *sc, uint32_t i)
{
	uint32_t w = sc->t->hash[i];
	uint32_t p1 = nx_pos_at(sc, i - 1), n1 = nx_pos_at(sc, i + 1);

	put(sc, 70, w, 0);
	put(sc, 71, w, p1);
	put(sc, 72, w, n1);
	put(sc, 73, p1 << 6 | n1, nx_pos_at(sc, i - 2) << 6 | nx_pos_at(sc, i + 2));
	put(sc, 74, w, (i - sc->first < 4) << 1 | (sc->end - i < 6));
	put(sc, 75, cue_class(sc, i), p1 << 6 | n1);
	put(sc, 76, w, word_at(sc, i + 1));
	/* the threshold, in parts that fit the model's bytes */
	for (uint32_t k = 0; k < NX_THRESHOLD_PARTS; k++)
		put(sc, 77, k, 0);
}

/* "Diaz: We will not pay", "Q: Why?": a name or a speaker alone before a colon that begins a paragraph. */
static bool
is_speaker_label(const NxScene *sc, uint32_t i)
{
	uint32_t last = nx_pos_at(sc, i - 1);

	if (!sc->paragraph_start || i - sc->first > 4 || i == sc->first || i + 2 >= sc->end ||
		(sc->pos[i] & NX_IN_MARKS))
		return false;
	for (uint32_t k = sc->first; k + 1 < i; k++)
		if (nx_pos_at(sc, k) != P_NAME && nx_pos_at(sc, k) != P_CAP && nx_pos_at(sc, k) != P_SNOUN)
			return false;
	if (last == P_SNOUN || (sc->t->flags[i - 1] & NX_TF_SINGLE_LETTER))
		return true;
	for (uint32_t k = nx_mention_from(sc->a, i - 1); k < sc->a->n_mentions; k++)
		return sc->a->mentions[k].first_token < i && sc->a->mentions[k].kind == NX_NAME &&
			   (sc->a->mentions[k].label == NX_PERSON || sc->a->mentions[k].label == NX_ORG);
	return false;
}

bool
nx_beside_speech(const NxScene *sc, uint32_t i)
{
	if (sc->t->kind[i] == NX_TOK_COLON)
		return is_speaker_label(sc, i);
	if ((sc->pos[i] & NX_POS_MASK) != P_SPEECH || (sc->pos[i] & NX_IN_MARKS))
		return false;
	for (uint32_t k = 1; k <= 12 && i + k < sc->end; k++)
	{
		uint32_t p = nx_pos_at(sc, i + k);

		if (p == P_OPEN && k <= 9)
			return true;
		if (p == P_CLOSE || p == P_STOP)
			break;
	}
	for (uint32_t k = 1; k <= 12 && i >= sc->first + k; k++)
	{
		uint32_t p = nx_pos_at(sc, i - k);

		if (p == P_CLOSE)
			return true;
		if (p == P_OPEN || p == P_STOP)
			break;
	}
	return false;
}

bool
nx_is_inverted(const NxScene *sc, uint32_t i)
{
	uint32_t from = i > sc->first + NX_WINDOW ? i - NX_WINDOW : sc->first;
	uint32_t next = nx_pos_at(sc, i + 1);

	if (i < sc->first + 4 || nx_pos_at(sc, i) != P_SPEECH || nx_pos_at(sc, i - 1) != P_COMMA ||
		(next != P_DET && next != P_NAME && next != P_SNOUN))
		return false;
	/* an apposition before the verb would have a comma at its beginning too */
	for (uint32_t k = from; k + 1 < i; k++)
		if (nx_pos_at(sc, k) == P_COMMA || nx_pos_at(sc, k) == P_DASH)
			return false;
	return verbs_between(sc, from, i - 1) > 0;
}

void
nx_cue_features(NxScene *sc, uint32_t i)
{
	uint32_t w = sc->t->hash[i];
	uint32_t class = cue_class(sc, i);
	uint32_t p1 = nx_pos_at(sc, i - 1), p2 = nx_pos_at(sc, i - 2), n1 = nx_pos_at(sc, i + 1),
			 n2 = nx_pos_at(sc, i + 2), n3 = nx_pos_at(sc, i + 3);
	uint32_t marks = mark_context(sc, i);
	uint32_t j = i;
	uint32_t aux = 0;
	uint32_t subject;
	uint32_t commas = 0;
	uint32_t comma_at = sc->first;
	uint32_t verbs;
	uint32_t structure;

	/* back over the auxiliaries to what looks like the subject */
	while (j > sc->first && i - j < 5 && is_auxiliary(nx_pos_at(sc, j - 1)))
	{
		uint32_t p = nx_pos_at(sc, --j);

		aux |= p == P_BE                 ? 1
			   : p == P_HAVE             ? 2
			   : p == P_MODAL            ? 4
			   : p == P_TO               ? 8
			   : p == P_NEG || p == P_DO ? 16
										 : 0;
	}
	sc->cue = i;
	sc->cue_first = j;
	sc->cue_class = class;
	subject = nx_pos_at(sc, j - 1);

	for (uint32_t k = j; k > sc->first && j - k < 16; k--)
		if (nx_pos_at(sc, k - 1) == P_COMMA || nx_pos_at(sc, k - 1) == P_CLOSE)
		{
			commas = 1 + (j - k < 1 ? 0 : j - k < 2 ? 1 : j - k < 5 ? 2 : 3);
			comma_at = k;
			break;
		}
	structure = commas << 4 | (i + 1 >= sc->content_end ? 8 : 0) | (n1 == P_COMMA ? 4 : 0) |
				(i == sc->first ? 2 : 0) | (i - sc->first < 4 ? 1 : 0);

	put(sc, 1, 0, 0);
	put(sc, 2, w, 0);
	put(sc, 3, w, p1);
	put(sc, 4, w, n1);
	put(sc, 5, w, word_at(sc, i + 1));
	put(sc, 6, w, word_at(sc, i - 1));
	put(sc, 7, word_at(sc, i - 1), class);
	put(sc, 8, word_at(sc, i + 1), class);
	put(sc, 9, p2 << 6 | p1, n1 << 6 | n2);
	put(sc, 10, word_at(sc, i - 2), p1);
	put(sc, 11, word_at(sc, i + 2), n1);
	put(sc, 12, w, marks);
	put(sc, 13, class, marks);
	put(sc, 14, w, structure);
	put(sc, 15, class, structure);
	put(sc, 17, class, subject << 5 | aux);
	put(sc, 18, w, subject << 5 | aux);
	put(sc, 19, word_at(sc, j - 1), class);
	put(sc, 20, subject << 5 | aux, n1);
	put(sc, 21, class, (uint32_t) sc->paragraph_kind << 4 | bucket(sc->end - sc->first));
	put(sc, 22, class, n1 << 12 | n2 << 6 | n3);
	put(sc, 23, class, p2 << 6 | p1);
	put(sc, 24, marks, structure);
	put(sc, 25, w, bucket(i - sc->first));
	put(sc, 26, nx_pos_at(sc, j - 2) << 6 | subject, structure);
	verbs = verbs_between(sc, sc->first, commas > 0 ? comma_at : j) << 4 |
			verbs_between(sc, commas > 0 ? comma_at : sc->first, j) << 2 | (sc->end - i < 6) << 1 |
			(n1 == P_TIME);
	put(sc, 33, w, cluster_at(sc, i + 1));
	put(sc, 34, w, cluster_at(sc, i - 1));
	put(sc, 35, cluster_at(sc, j - 1), class);
	put(sc, 36, cluster_at(sc, i), structure);
	put(sc, 37, cluster_at(sc, i), subject << 5 | aux);
	put(sc, 38, cluster_at(sc, i), cluster_at(sc, i + 1));
	put(sc, 39, cluster_at(sc, i), cluster_at(sc, j - 1));
	put(sc, 46, cluster_at(sc, i), marks);
	put(sc, 47, cluster_at(sc, i), p1 << 12 | n1 << 6 | n2);
	put(sc, 48, class, cluster_at(sc, i + 1) << 16 | cluster_at(sc, i + 2));
	put(sc, 27, class, verbs << 6 | p1);
	put(sc, 28, verbs << 12 | p1 << 6 | n1, structure);
	put(sc, 29, w, verbs);
	put(sc, 30, w, word_at(sc, j - 1));
	put(sc, 31, p2 << 12 | p1 << 6 | n1, n2 << 6 | n3);
}

/* ---- candidates for the source ---- */

static bool
in_run(uint32_t pos, uint32_t before, bool started)
{
	switch (pos)
	{
		case P_WORD:
		case P_NAME:
		case P_CAP:
		case P_QUANT:
		case P_SNOUN:
		case P_NUM:
		case P_RNOUN:
			return true;
		case P_CLITIC:
			return started;
		case P_ED:
		case P_ING:
		case P_SPEECH:
		case P_BELIEF:
		case P_STANCE:
			/* "a retired general", "the report": within a phrase just begun */
			return before == P_DET || before == P_POSS || before == P_CLITIC || before == P_QUANT;
		default:
			return false;
	}
}

static bool
begins_run(uint32_t pos)
{
	return pos == P_DET || pos == P_POSS || pos == P_THAT;
}

static bool
is_alone(uint32_t pos)
{
	return pos == P_PRON || pos == P_PRON_OTHER || pos == P_OBJ || pos == P_REL;
}

static void
add_run(const NxScene *sc, NxRun *runs, uint32_t *n, uint32_t max, uint32_t first, uint32_t end)
{
	uint32_t head = end - 1;

	while (head > first && nx_pos_at(sc, head) == P_CLITIC)
		head--;
	if (first >= end || (head == first && begins_run(nx_pos_at(sc, first)) &&
						 nx_pos_at(sc, first) != P_THAT && nx_pos_at(sc, first) != P_POSS))
		return;
	if (*n == max) /* keep the last ones */
	{
		memmove(runs, runs + 1, (max - 1) * sizeof(*runs));
		--*n;
	}
	runs[(*n)++] = (NxRun){first, end, head};
}

/* The noun phrases of a range of tokens, left to right; the last `max` of them. */
static uint32_t
runs_between(const NxScene *sc, uint32_t from, uint32_t to, NxRun *runs, uint32_t max,
			 bool keep_first)
{
	uint32_t n = 0;
	uint32_t first = NX_NONE;

	for (uint32_t i = from; i < to; i++)
	{
		uint32_t pos = nx_pos_at(sc, i);
		uint32_t before = i > from ? nx_pos_at(sc, i - 1) : P_EDGE;

		if (keep_first && n == max)
			return n;
		if (first != NX_NONE && !begins_run(pos) && in_run(pos, before, true))
			continue;
		if (first != NX_NONE)
			add_run(sc, runs, &n, max, first, i);
		first = NX_NONE;
		if (is_alone(pos))
			add_run(sc, runs, &n, max, i, i + 1);
		else if (begins_run(pos) || in_run(pos, before, false))
			first = i;
	}
	if (first != NX_NONE && !(keep_first && n == max))
		add_run(sc, runs, &n, max, first, to);
	return n;
}

#define MAX_LEFT 9
#define MAX_RIGHT 4

void
nx_find_runs(NxScene *sc)
{
	uint32_t from = sc->cue > sc->first + NX_WINDOW ? sc->cue - NX_WINDOW : sc->first;
	uint32_t to = sc->end - sc->cue > 32 ? sc->cue + 32 : sc->end;
	NxRun left[MAX_LEFT];
	uint32_t n = runs_between(sc, from, sc->cue, left, MAX_LEFT, false);

	sc->n_left = n;
	for (uint32_t k = 0; k < n; k++)
		sc->runs[k] = left[n - 1 - k];
	sc->n_runs = n + runs_between(sc, sc->cue + 1, to, sc->runs + n, MAX_RIGHT, true);
	sc->source = -1;
}

/* What kind of phrase a run is, by its head and its beginning. */
static uint32_t
run_kind(const NxScene *sc, const NxRun *r)
{
	uint32_t head = nx_pos_at(sc, r->head);
	uint32_t begin = nx_pos_at(sc, r->first);

	if (is_alone(head) || head == P_NAME || head == P_CAP || head == P_SNOUN || head == P_NUM ||
		head == P_THAT)
		return head;
	if (begin == P_DET || begin == P_POSS || begin == P_QUANT)
		return P_EDGE + 64 + (head == P_RNOUN) + 2 * (begin == P_POSS);
	return head;
}

/* The best mention of a name in the run: its label and kind, packed; 0 when none. */
static uint32_t
run_mention(const NxScene *sc, const NxRun *r)
{
	uint32_t found = 0;

	for (uint32_t k = nx_mention_from(sc->a, r->first); k < sc->a->n_mentions; k++)
	{
		const NxMention *m = &sc->a->mentions[k];

		if (m->first_token >= r->end)
			break;
		if (m->end_token > r->head && m->first_token <= r->head)
			return 1 + (uint32_t) m->label * 3 + m->kind;
		if (m->end_token > r->first)
			found = 100 + (uint32_t) m->label * 3 + m->kind;
	}
	return found;
}

bool
nx_sure_source(const NxScene *sc)
{
	return sc->n_left > 0 && sc->runs[0].end == sc->cue_first &&
		   nx_pos_at(sc, sc->runs[0].head) == P_PRON;
}

void
nx_source_features(NxScene *sc, int k)
{
	uint32_t w = sc->t->hash[sc->cue];
	uint32_t type = sc->type;
	const NxRun *r;
	bool left;
	uint32_t rank, side, distance, commas = 0, kind, between = 0, verbs = 0, from, to;

	if (k < 0)
	{
		put(sc, 40, 0, type);
		put(sc, 41, w, type);
		put(sc, 42, nx_pos_at(sc, sc->cue_first - 1), sc->cue_class);
		put(sc, 43, nx_pos_at(sc, sc->cue - 1) << 6 | nx_pos_at(sc, sc->cue + 1), type);
		put(sc, 44, mark_context(sc, sc->cue), type);
		put(sc, 45, word_at(sc, sc->cue_first - 1), type);
		return;
	}
	r = &sc->runs[k];
	left = (uint32_t) k < sc->n_left;
	rank = left ? (uint32_t) k : (uint32_t) k - sc->n_left;
	side = (left ? 0 : 16) | rank;
	from = left ? r->end : sc->cue + 1;
	to = left ? sc->cue_first : r->first;
	distance = to > from ? to - from : 0;
	for (uint32_t i = from; i < to; i++)
	{
		uint32_t p = nx_pos_at(sc, i);

		if (p == P_COMMA || p == P_DASH || p == P_BRACKET)
			commas++;
		else if (p == P_SPEECH || p == P_BELIEF || p == P_ED || p == P_STANCE || p == P_BE ||
				 p == P_HAVE || p == P_MODAL || p == P_DO)
			verbs++;
	}
	for (uint32_t i = 0; i < 3 && from + i < to; i++)
		between = between << 6 | nx_pos_at(sc, left ? to - 1 - i : from + i);
	if (distance > 3)
		between |= 1u << 20;
	kind = run_kind(sc, r);
	side |= type << 8;

	put(sc, 52, side, kind);
	put(sc, 53, word_at(sc, r->head), left);
	put(sc, 54, word_at(sc, r->first - 1), left);
	put(sc, 55, word_at(sc, r->end), side);
	put(sc, 56, between, side & ~15u);
	put(sc, 57, w, side);
	put(sc, 58, w, (uint32_t) left << 8 | nx_pos_at(sc, r->first - 1));
	put(sc, 59, (sc->pos[r->head] & NX_IN_MARKS) | (uint32_t) (sc->pos[sc->cue] & NX_IN_MARKS) >> 1,
		side & ~15u);
	put(sc, 60, (uint32_t) (r->first == sc->first) << 8 | nx_pos_at(sc, r->first - 1), side & ~15u);
	put(sc, 61, run_mention(sc, r), side);
	put(sc, 62, nx_pos_at(sc, r->first - 1) << 8 | kind, side & ~15u);
	put(sc, 63, nx_pos_at(sc, r->end) << 8 | kind, side & ~15u);
	put(sc, 67, cluster_at(sc, r->head), side);
	put(sc, 68, cluster_at(sc, sc->cue), side);
	put(sc, 65, sc->cue_class,
		(verbs > 3 ? 3 : verbs) << 4 | (commas > 3 ? 3 : commas) << 1 | left);
	put(sc, 66, kind, (verbs > 3 ? 3 : verbs) << 4 | (commas > 3 ? 3 : commas) << 1 | left);
}

/* ---- the ends of the content ---- */

/* May the content end before token i?  Only where something else could begin. */
static bool
may_end_before(const NxScene *sc, uint32_t i)
{
	switch (nx_pos_at(sc, i))
	{
		case P_COMMA:
		case P_STOP:
		case P_COLON:
		case P_DASH:
		case P_CLOSE:
		case P_BRACKET:
		case P_AND:
		case P_SUB:
		case P_PREP:
		case P_REL:
		case P_WH:
		case P_THAT:
		case P_TO:
		case P_BY:
			return true;
		default:
			return false;
	}
}

/* May the content begin with token i?  Where a phrase ends, or a clause plainly begins. */
static bool
may_start_at(const NxScene *sc, uint32_t i)
{
	uint32_t pos = nx_pos_at(sc, i);

	if (pos == P_COMMA || pos == P_COLON)
		return false;
	if (i == sc->cue + 1 || pos == P_THAT || pos == P_OPEN || pos == P_WH)
		return true;
	switch (nx_pos_at(sc, i - 1))
	{
		case P_NAME:
		case P_PREP:
		case P_BY:
		case P_TO:
		case P_SUB:
		case P_OBJ:
		case P_TIME:
		case P_SNOUN:
		case P_RNOUN:
		case P_COMMA:
		case P_COLON:
		case P_DASH:
		case P_BRACKET:
			return true;
		case P_WORD:
		case P_ADV:
		case P_NUM:
			return pos == P_PRON || pos == P_PRON_OTHER || pos == P_DET || pos == P_POSS ||
				   pos == P_NAME || pos == P_TO;
		default:
			return false;
	}
}

uint32_t
nx_edge_candidates(const NxScene *sc, NxEdge edge, uint32_t other, uint32_t *places)
{
	uint32_t n = 0;
	uint32_t block; /* where source and cue begin */

	switch (edge)
	{
		case NX_EDGE_RIGHT_START:
			for (uint32_t i = sc->cue + 1; i < sc->content_end && i < sc->cue + 14; i++)
				if (may_start_at(sc, i))
					places[n++] = i;
			if (sc->source >= (int) sc->n_left)
			{
				uint32_t after = sc->runs[sc->source].end;

				if (after >= sc->cue + 14 && after < sc->content_end)
					places[n++] = after;
			}
			break;
		case NX_EDGE_RIGHT_END:
			/* nearest first; the sentence's end is always the last */
			for (uint32_t i = other + 1; i < sc->content_end && i < other + NX_WINDOW; i++)
				if (may_end_before(sc, i) && n < NX_MAX_EDGES - 1)
					places[n++] = i;
			places[n++] = sc->content_end;
			break;
		case NX_EDGE_LEFT_END:
			block = sc->cue_first;
			if (sc->source >= 0 && sc->source < (int) sc->n_left)
				block = sc->runs[sc->source].first;
			if (block > sc->first)
				places[n++] = block;
			for (uint32_t i = block; i > sc->first + 1 && block - i < 40 && n < 8; i--)
			{
				uint32_t p = nx_pos_at(sc, i - 1);

				if (p == P_COMMA || p == P_DASH || p == P_CLOSE || p == P_STOP || p == P_COLON)
					places[n++] = i - 1;
			}
			break;
		case NX_EDGE_LEFT_START:
			places[n++] = other - sc->first > 4 * NX_WINDOW ? other - 4 * NX_WINDOW : sc->first;
			for (uint32_t i = other; i > sc->first + 1 && other - i < NX_WINDOW && n < NX_MAX_EDGES;
				 i--)
			{
				uint32_t p = nx_pos_at(sc, i - 1);
				uint32_t q = nx_pos_at(sc, i - 2);

				if (i < other &&
					(nx_pos_at(sc, i) == P_OPEN || p == P_COMMA || p == P_DASH || p == P_OPEN ||
					 p == P_AND || p == P_COLON || p == P_STOP || p == P_SUB || p == P_BRACKET ||
					 q == P_COMMA || p == P_THAT || p == P_CLOSE))
					places[n++] = i;
			}
			break;
	}
	return n;
}

/* A cue with its subject may begin within a few tokens of i: what follows is another attribution. */
static bool
cue_near(const NxScene *sc, uint32_t i)
{
	for (uint32_t k = i; k < i + 7 && k < sc->end; k++)
	{
		uint32_t p = nx_pos_at(sc, k);

		if (p == P_SPEECH && k != sc->cue)
			return true;
	}
	return false;
}

void
nx_edge_features(NxScene *sc, NxEdge edge, uint32_t other, const uint32_t *places, uint32_t n,
				 uint32_t k)
{
	uint32_t i = places[k];
	uint32_t w = sc->t->hash[sc->cue];
	uint32_t class = sc->cue_class;
	uint32_t p2 = nx_pos_at(sc, i - 2), p1 = nx_pos_at(sc, i - 1), p0 = nx_pos_at(sc, i),
			 n1 = nx_pos_at(sc, i + 1);
	bool in_marks = i < sc->end && i >= sc->first && (sc->pos[i] & NX_IN_MARKS);
	uint32_t base = 80 + 24 * (uint32_t) edge;
	uint32_t context;

	switch (edge)
	{
		case NX_EDGE_RIGHT_START:
		{
			uint32_t d = i - sc->cue - 1;
			bool past = sc->source >= (int) sc->n_left && i >= sc->runs[sc->source].end;
			bool needs = sc->source >= (int) sc->n_left;

			context = (uint32_t) past << 1 | (uint32_t) needs | (uint32_t) in_marks << 2;
			put(sc, base + 1, word_at(sc, i - 1), context);
			put(sc, base + 4, w, word_at(sc, i - 1));
			put(sc, base + 5, w, p0);
			put(sc, base + 7, p1 << 6 | p0, context);
			put(sc, base + 9, class, p1 << 6 | p0);
			put(sc, base + 11, d, p1 << 6 | p0);
			put(sc, base + 12, w, word_at(sc, i));
			put(sc, base + 2, word_at(sc, i), context);
			put(sc, base + 6, p2 << 12 | p1 << 6 | p0, n1);
			put(sc, base + 10, word_at(sc, i - 1), class);
			break;
		}
		case NX_EDGE_RIGHT_END:
		{
			uint32_t verbs;
			bool last = i == sc->content_end;
			uint32_t d = i - other;
			bool starts_marked = (sc->pos[other] & NX_IN_MARKS) || nx_pos_at(sc, other) == P_OPEN;
			uint32_t e = last ? P_EDGE : p0;

			context = (uint32_t) last | (uint32_t) in_marks << 1 | (uint32_t) starts_marked << 2 |
					  (uint32_t) (!last && cue_near(sc, i)) << 3;
			put(sc, base + 0, e, context);
			put(sc, base + 2, word_at(sc, i), word_at(sc, i + 1));
			put(sc, base + 3, w, last ? 0 : word_at(sc, i));
			put(sc, base + 5, class, e << 4 | context);
			put(sc, base + 7, bucket(d), context);
			put(sc, base + 10, word_at(sc, other), e << 4 | context);
			put(sc, base + 12, w, bucket(d) << 1 | last);
			put(sc, base + 15, nx_pos_at(sc, other), bucket(k) << 1 | last);
			put(sc, base + 1, word_at(sc, i), context);
			put(sc, base + 4, w, context);
			put(sc, base + 6, bucket(k), context);
			put(sc, base + 8, p2 << 12 | p1 << 6 | p0, n1);
			put(sc, base + 9, word_at(sc, i - 1), e);
			put(sc, base + 11, word_at(sc, i), n1);
			put(sc, base + 13, word_at(sc, other - 1), e << 4 | context);
			put(sc, base + 16, (uint32_t) sc->type << 8 | e, context);
			put(sc, base + 17, bucket(n - k), context);
			verbs = verbs_between(sc, other, i) << 2 |
					verbs_between(sc, i, i + 8 < sc->end ? i + 8 : sc->end);
			put(sc, base + 19, class, (e << 6 | n1) << 8 | verbs << 4 | context);
			put(sc, base + 18, e << 6 | n1, verbs << 4 | context);
			break;
		}
		case NX_EDGE_LEFT_END:
		{
			uint32_t d = places[0] - i;

			context = (sc->source < 0                  ? 0u
					   : sc->source < (int) sc->n_left ? 1u
													   : 2u) |
					  sc->type << 2;
			put(sc, base + 0, p0, context << 4 | k);
			put(sc, base + 1, p1 << 6 | p0, n1);
			put(sc, base + 2, bucket(d), context << 6 | p0);
			put(sc, base + 3, word_at(sc, i + 1), p0);
			put(sc, base + 4, w, k);
			put(sc, base + 5, p1 << 6 | p0, context << 4 | k);
			put(sc, base + 6, (uint32_t) in_marks, context << 4 | k);
			put(sc, base + 7, class, k << 6 | p0);
			put(sc, base + 8, n - k, p0 << 2 | (context & 3));
			k |= (uint32_t) (n > 1 && places[1] + 1 == places[0]) << 4;
			put(sc, base + 9, k, verbs_between(sc, i, places[0]) << 8 | p0);
			put(sc, base + 10, k, verbs_between(sc, sc->first, i) << 8 | p0);
			put(sc, base + 11, k, (nx_pos_at(sc, places[0] - 1) << 6 | p0) << 6 | n1);
			break;
		}
		case NX_EDGE_LEFT_START:
		{
			uint32_t d = other - i;
			bool begin = i == sc->first;
			bool ends_marked =
				nx_pos_at(sc, other) == P_CLOSE || nx_pos_at(sc, other - 1) == P_CLOSE;
			uint32_t b = begin ? P_EDGE : p1;

			context = (uint32_t) begin | (uint32_t) in_marks << 1 | (uint32_t) ends_marked << 2 |
					  (uint32_t) (sc->type == NX_CUE_BOTH) << 3;
			put(sc, base + 0, b, context);
			put(sc, base + 1, word_at(sc, i - 1), context);
			put(sc, base + 2, word_at(sc, i), context);
			put(sc, base + 3, word_at(sc, i - 1), p0);
			put(sc, base + 4, p2 << 12 | b << 6 | p0, n1);
			put(sc, base + 5, bucket(d), context);
			put(sc, base + 6, bucket(k), context);
			put(sc, base + 7, word_at(sc, i), word_at(sc, i + 1));
			put(sc, base + 8, class, b << 4 | context);
			put(sc, base + 9, w, b << 4 | context);
			put(sc, base + 10, p2 << 6 | b, context);
			break;
		}
	}
}
