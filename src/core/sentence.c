/*
 * sentence.c
 *		tokens → sentences and paragraphs, and what kind each paragraph is.
 *
 * A blank line always ends a paragraph.  A single line end does too, unless
 * the text is wrapped at a margin: the line before it is a long one that does
 * not end a sentence, or the next begins in lower case.
 *
 * A full stop ends a sentence unless it belongs to an abbreviation or an
 * initial (the tokeniser has glued those) or what follows goes on in lower
 * case.  An abbreviation's own dot ends one when a word follows that begins
 * sentences and is no part of names.
 */
#include "arena.h"
#include "lexicon.h"
#include "sentence.h"
#include "token.h"

#define POLL_TOKENS 4096
#define POLL_SENTENCES 1024
#define HEADLINE_TOKENS 20 /* a line without a final stop up to here is a headline */
#define TITLE_TOKENS 30    /* … one in title case up to here */
#define WRAP_MIN_BYTES 50  /* a line of a text wrapped at a margin */
#define WRAP_MAX_BYTES 110
#define DATELINE_TOKENS 14
#define LEAST_SENTENCE 16 /* bytes of text to a sentence: see nx_is_noise() */
#define LEAST_PARAGRAPH 24
#define SENTENCE_TOKENS                                                                            \
	400 /* no prose goes on for longer; what looks around in a sentence
								 * may count on it */

typedef struct Segmenter
{
	NxAnalysis *a;
	const NxTokens *t;
	NxSentences *s;
	uint32_t max_sentences;
	uint32_t max_paragraphs;
} Segmenter;

static inline bool
is_closing(const NxTokens *t, uint32_t i)
{
	return t->kind[i] == NX_TOK_CLOSE || t->kind[i] == NX_TOK_QUOTE ||
		   t->kind[i] == NX_TOK_BRACKET_CLOSE;
}

static inline bool
is_lower_word(const NxTokens *t, uint32_t i)
{
	return t->kind[i] == NX_TOK_WORD &&
		   (t->flags[i] & (NX_TF_UPPER_INITIAL | NX_TF_HAS_DIGIT)) == 0;
}

/* The bare word token i is spelt with its last byte a dot: "Inc.", "U.S.", "J." */
static inline bool
ends_in_dot(const NxAnalysis *a, const NxTokens *t, uint32_t i)
{
	return (t->flags[i] & NX_TF_HAS_DOT) && a->text[t->end[i] - 1] == '.';
}

/* The last token of [first, end) that is not a closing mark. */
static uint32_t
last_plain(const NxTokens *t, uint32_t first, uint32_t end)
{
	uint32_t i = end - 1;

	while (i > first && is_closing(t, i))
		i--;
	return i;
}

/* ---- sentences ---- */

/*
 * "Why now?" Ana Ruiz, the mayor, asked: do the name of a speaker and a verb of
 * saying follow, perhaps with something in commas between them?
 */
static bool
is_attribution(const NxTokens *t, uint32_t i, uint32_t end)
{
	uint32_t name = i;

	while (i < end && i - name < 4 && t->kind[i] == NX_TOK_WORD &&
		   (t->flags[i] & NX_TF_UPPER_INITIAL))
		i++;
	if (i == name || i >= end)
		return false;
	if (nx_tok_has(t, i, NX_C_REPORTING_VERB))
		return true;
	if (t->kind[i] != NX_TOK_COMMA)
		return false;
	for (uint32_t k = i + 1; k + 1 < end && k - i < 24; k++)
	{
		if (t->kind[k] == NX_TOK_STOP || t->kind[k] == NX_TOK_OPEN || t->kind[k] == NX_TOK_QUOTE)
			return false;
		if (t->kind[k] == NX_TOK_COMMA && nx_tok_has(t, k + 1, NX_C_REPORTING_VERB))
			return true;
	}
	return false;
}

/* Does a sentence end with token i (a stop, or an abbreviation with its dot)? */
static bool
ends_sentence(const Segmenter *g, uint32_t i, uint32_t next, uint32_t end)
{
	const NxTokens *t = g->t;
	bool spaced;

	if (next >= end)
		return true;
	spaced = (t->flags[next] & NX_TF_SPACE_BEFORE) != 0;
	if (t->kind[i] == NX_TOK_WORD)
	{
		/* the dot of an abbreviation; an initial goes on to its name */
		if (t->flags[i] & NX_TF_SINGLE_LETTER)
			return false;
		return spaced && t->kind[next] == NX_TOK_WORD && (t->flags[next] & NX_TF_UPPER_INITIAL) &&
			   nx_tok_word(t, next) != 0;
	}
	if (is_lower_word(t, next))
		return false;
	if (!spaced)
	{
		/* "said.The": a space is missing; but not inside "$1.5" or "!?" */
		return t->kind[next] == NX_TOK_WORD && (t->flags[next] & NX_TF_UPPER_INITIAL) && i > 0 &&
			   is_lower_word(t, i - 1) && next == i + 1;
	}
	if (t->kind[next] == NX_TOK_COMMA || t->kind[next] == NX_TOK_DASH ||
		t->kind[next] == NX_TOK_SEMICOLON)
		return false;
	/* a question or an exclamation in marks, and who makes it */
	if (next > i + 1 && g->a->text[t->start[i]] != '.' && is_attribution(t, next, end))
		return false;
	return true;
}

static NxStatus
add_sentence(Segmenter *g, uint32_t first, uint32_t end)
{
	NxSentences *s = g->s;

	if (!nx_push(g->a->arena, s->sentences, s->n, g->max_sentences))
		return NX_NOMEM;
	s->sentences[s->n++] = (NxSentence){first, end, s->n_paragraphs};
	return s->n % POLL_SENTENCES == 0 && nx_should_stop(g->a) ? NX_CANCELLED : NX_OK;
}

/* "1." or "2)" at the head of a paragraph. */
static bool
is_list_number(const NxAnalysis *a, const NxTokens *t, uint32_t i, uint32_t end)
{
	return i + 2 < end && t->kind[i] == NX_TOK_NUMBER && t->end[i] - t->start[i] <= 2 &&
		   t->end[i + 1] - t->start[i + 1] == 1 &&
		   (a->text[t->start[i + 1]] == '.' || a->text[t->start[i + 1]] == ')') &&
		   (t->flags[i + 1] & NX_TF_SPACE_BEFORE) == 0 &&
		   (t->flags[i + 2] & NX_TF_SPACE_BEFORE) != 0;
}

static NxStatus
split_sentences(Segmenter *g, uint32_t first, uint32_t end)
{
	const NxTokens *t = g->t;
	uint32_t begin = first;
	uint32_t i = first;
	NxStatus status;

	if (is_list_number(g->a, t, first, end))
		i += 2;
	for (; i < end; i++)
	{
		uint32_t next;

		if (i - begin == SENTENCE_TOKENS)
		{
			status = add_sentence(g, begin, i);
			if (status != NX_OK)
				return status;
			begin = i;
		}
		if (t->kind[i] != NX_TOK_STOP && !(t->kind[i] == NX_TOK_WORD && ends_in_dot(g->a, t, i)))
			continue;
		/* closing marks belong to the sentence they close, if glued to its stop */
		next = i + 1;
		while (next < end && is_closing(t, next) && (t->flags[next] & NX_TF_SPACE_BEFORE) == 0)
			next++;
		/* "2. Johan Capiot": a list that lost its lines */
		if (t->kind[i] == NX_TOK_STOP && i == begin + 1 && is_list_number(g->a, t, begin, end))
			continue;
		if (!ends_sentence(g, i, next, end) || nx_is_noise(g->s->n, t->end[i], LEAST_SENTENCE))
			continue;
		status = add_sentence(g, begin, next);
		if (status != NX_OK)
			return status;
		begin = next;
		i = next - 1;
	}
	return begin >= end ? NX_OK : add_sentence(g, begin, end);
}

/* ---- paragraphs ---- */

/* Do the words of a paragraph have the capitals of a title, or all capitals? */
static uint8_t
capital_flags(const NxTokens *t, uint32_t first, uint32_t end)
{
	uint32_t words = 0;
	uint32_t capitals = 0;
	uint32_t upper = 0;

	/* short words are small in titles, and the first has a capital anyway */
	for (uint32_t i = first; i < end; i++)
	{
		uint32_t word = t->kind[i] == NX_TOK_WORD;
		uint32_t whole = word & ((t->flags[i] & NX_TF_ALL_UPPER) != 0);
		uint32_t telling = word & (t->end[i] - t->start[i] >= 4) & (i != first);

		words += telling | whole;
		upper += whole;
		capitals += telling ? (t->flags[i] & NX_TF_UPPER_INITIAL) != 0 : whole;
	}
	if (words >= 2 && upper * 10 >= words * 7)
		return NX_PF_ALL_CAPS;
	if (words >= 2 && capitals * 10 >= words * 7)
		return NX_PF_TITLE_CASE;
	return 0;
}

/* Has the phrase or word at token i the class? */
static bool
begins_with(const NxTokens *t, uint32_t i, int class)
{
	const NxPhrase *phrase;

	if (nx_tok_has(t, i, class))
		return true;
	if (!nx_tok_has(t, i, NX_C_PHRASE_START))
		return false;
	phrase = nx_phrase_at(t, i);
	return phrase != NULL && nx_lex_has(phrase->entry, class);
}

static bool
contains(const NxTokens *t, uint32_t first, uint32_t end, int class)
{
	for (uint32_t i = first; i < end; i++)
		if (nx_tok_has(t, i, class))
			return true;
	return false;
}

/* "BRUSSELS 1996-08-22": a place in capitals and a date, nothing else. */
static bool
is_dateline(const NxTokens *t, uint32_t first, uint32_t end)
{
	bool digits = false;

	if (end - first > 10 || t->kind[first] != NX_TOK_WORD ||
		(t->flags[first] & NX_TF_ALL_UPPER) == 0)
		return false;
	for (uint32_t i = first; i < end; i++)
	{
		if (t->kind[i] == NX_TOK_NUMBER)
			digits = true;
		else if (is_lower_word(t, i) || t->kind[i] == NX_TOK_STOP)
			return false;
	}
	return digits && t->kind[end - 1] == NX_TOK_NUMBER;
}

/* "By Jim Pollard", "Reporting by …", "Editing by …" */
static bool
is_byline(const NxTokens *t, uint32_t first, uint32_t end)
{
	if (end - first < 2 || end - first > 30 || !begins_with(t, first, NX_C_BYLINE_WORD))
		return false;
	if (nx_tok_word(t, first) != NX_W_BY)
		return true;
	/* "By Friday the river had …" goes on in lower case */
	for (uint32_t i = first + 1; i < end; i++)
		if (is_lower_word(t, i) && nx_tok_word(t, i) != NX_W_AND && nx_tok_word(t, i) != NX_W_IN &&
			nx_tok_word(t, i) != NX_W_FOR && nx_tok_word(t, i) != NX_W_DE)
			return false;
	return (t->flags[first + 1] & NX_TF_UPPER_INITIAL) != 0;
}

/*
 * The token after an inline dateline: "LONDON (Reuters) - ", "SALVADOR, Feb 26 - ",
 * "Kuala Lumpur, 5 March – "; first itself if there is none.
 */
static uint32_t
after_dateline(const NxAnalysis *a, const NxTokens *t, uint32_t first, uint32_t end)
{
	bool marked = (t->flags[first] & NX_TF_ALL_UPPER) != 0;

	if (t->kind[first] != NX_TOK_WORD || (t->flags[first] & NX_TF_UPPER_INITIAL) == 0)
		return first;
	for (uint32_t i = first + 1; i < end && i - first < DATELINE_TOKENS; i++)
	{
		switch (t->kind[i])
		{
			case NX_TOK_DASH:
				return marked && i + 1 < end ? i + 1 : first;
			case NX_TOK_BRACKET_OPEN:
			case NX_TOK_NUMBER:
				marked = true;
				break;
			case NX_TOK_BRACKET_CLOSE:
			case NX_TOK_COMMA:
				break;
			case NX_TOK_SYMBOL:
				if (a->text[t->start[i]] == '/')
					break;
				return first;
			case NX_TOK_WORD:
				if (t->flags[i] & (NX_TF_UPPER_INITIAL | NX_TF_HAS_DIGIT))
					break;
				return first;
			default:
				return first;
		}
	}
	return first;
}

static uint8_t
paragraph_kind(const Segmenter *g, uint32_t first, uint32_t end, uint8_t flags)
{
	const NxTokens *t = g->t;
	uint32_t last = last_plain(t, first, end);
	bool stopped = t->kind[last] == NX_TOK_STOP || ends_in_dot(g->a, t, last);
	uint32_t n = end - first;

	if (is_dateline(t, first, end))
		return NX_PARA_DATELINE;
	if (is_byline(t, first, end))
		return NX_PARA_BYLINE;
	if (begins_with(t, first, NX_C_FURNITURE) && n <= 12 && !stopped)
		return NX_PARA_FURNITURE;
	if (t->kind[first] == NX_TOK_BULLET || is_list_number(g->a, t, first, end))
	{
		if (first + 1 < end && is_byline(t, first + 1, end))
			return NX_PARA_BYLINE;
		return NX_PARA_LIST;
	}
	if (n <= 16 && contains(t, first, end, NX_C_CREDIT_WORD) &&
		(nx_tok_has(t, first, NX_C_CREDIT_WORD) ||
		 contains(t, end - (n < 3 ? n : 3), end, NX_C_CREDIT_WORD)))
		return NX_PARA_CREDIT;
	if (!stopped && t->kind[last] != NX_TOK_COLON && t->kind[last] != NX_TOK_COMMA &&
		(n <= HEADLINE_TOKENS ||
		 (n <= TITLE_TOKENS && (flags & (NX_PF_TITLE_CASE | NX_PF_ALL_CAPS)))))
		return NX_PARA_HEADLINE;
	/* capitals throughout with a final stop: the wire services of the nineties */
	if ((flags & NX_PF_ALL_CAPS) && n <= TITLE_TOKENS)
		return NX_PARA_HEADLINE;
	if ((flags & NX_PF_FIRST) && n <= HEADLINE_TOKENS && g->s->n == 1 && end < t->n && stopped)
		return NX_PARA_HEADLINE;
	return NX_PARA_BODY;
}

static NxStatus
add_paragraph(Segmenter *g, uint32_t first, uint32_t end)
{
	NxSentences *s = g->s;
	NxParagraph *paragraph;
	uint32_t first_sentence = s->n;
	NxStatus status = split_sentences(g, first, end);

	if (status != NX_OK)
		return status;
	if (!nx_push(g->a->arena, s->paragraphs, s->n_paragraphs, g->max_paragraphs))
		return NX_NOMEM;
	paragraph = &s->paragraphs[s->n_paragraphs];
	paragraph->first_token = first;
	paragraph->end_token = end;
	paragraph->first_sentence = first_sentence;
	paragraph->end_sentence = s->n;
	paragraph->flags = capital_flags(g->t, first, end) | (s->n_paragraphs == 0 ? NX_PF_FIRST : 0);
	paragraph->kind = paragraph_kind(g, first, end, paragraph->flags);
	paragraph->lead_token =
		paragraph->kind == NX_PARA_BODY ? after_dateline(g->a, g->t, first, end) : first;
	s->n_paragraphs++;
	return NX_OK;
}

/* Does the line that begins with token i go on with the line [line, i) before it? */
static bool
continues_line(const Segmenter *g, uint32_t line, uint32_t i)
{
	const NxTokens *t = g->t;
	uint32_t bytes = t->end[i - 1] - t->start[line];
	uint32_t last = last_plain(t, line, i);

	if (t->kind[i] == NX_TOK_BULLET || t->kind[last] == NX_TOK_STOP ||
		t->kind[last] == NX_TOK_COLON || ends_in_dot(g->a, t, last))
		return bytes >= WRAP_MIN_BYTES && bytes <= WRAP_MAX_BYTES && is_lower_word(t, i);
	if (is_lower_word(t, i))
		return true;
	/* wrapped in the middle of a name or before a number */
	return bytes >= WRAP_MIN_BYTES && bytes <= WRAP_MAX_BYTES &&
		   (is_lower_word(t, last) || t->kind[last] == NX_TOK_COMMA) && nx_tok_word(t, last) != 0;
}

NxStatus
nx_find_sentences(NxAnalysis *a)
{
	Segmenter g = {.a = a, .t = a->tokens};
	const NxTokens *t = a->tokens;
	uint32_t begin = 0;
	uint32_t line = 0; /* first token of the line at hand */

	a->sentences = g.s = nx_alloc0(a->arena, sizeof(NxSentences));
	if (g.s == NULL)
		return NX_NOMEM;
	for (uint32_t i = 1; i < t->n; i++)
	{
		if (i % POLL_TOKENS == 0 && nx_should_stop(a))
			return NX_CANCELLED;
		if ((t->flags[i] & NX_TF_LINE_START) == 0)
			continue;
		if (((t->flags[i] & NX_TF_BLANK_BEFORE) || !continues_line(&g, line, i)) &&
			!nx_is_noise(g.s->n_paragraphs, t->start[i], LEAST_PARAGRAPH))
		{
			NxStatus status = add_paragraph(&g, begin, i);

			if (status != NX_OK)
				return status;
			begin = i;
		}
		line = i;
	}
	if (begin < t->n)
	{
		NxStatus status = add_paragraph(&g, begin, t->n);

		if (status != NX_OK)
			return status;
	}
	nx_trim(a->arena, g.s->sentences, g.s->n, g.max_sentences);
	nx_trim(a->arena, g.s->paragraphs, g.s->n_paragraphs, g.max_paragraphs);
	return NX_OK;
}

uint32_t
nx_sentence_of(const NxSentences *s, uint32_t token)
{
	uint32_t low = 0;
	uint32_t high = s->n;

	while (high - low > 1)
	{
		uint32_t middle = low + (high - low) / 2;

		if (s->sentences[middle].first_token <= token)
			low = middle;
		else
			high = middle;
	}
	return low;
}
