/*
 * turn.c
 *		Interviews and transcripts: paragraphs that say whose turn it is.
 *
 *		WALLACE: Let us start with the news.		names in capitals, one of them twice
 *		Ana Diaz: We will not pay.					a person's name
 *		Q: Why?  A: Because it is late.				questions and answers
 *		– Why? – Because it is late.				dashes, question and answer in turn
 *		Why? / I was tired of it.					questions in paragraphs of their own, and
 *													answers by somebody who says "I"
 *
 * Answers without a name are those of the person of whom the text spoke most
 * before the first question; questions without one are the newspaper's own.
 */
#include <string.h>

#include "arena.h"
#include "sentence.h"
#include "source.h"
#include "token.h"
#include "turn.h"

#define LABEL_MAX 4 /* words */
#define LOOK_BACK 6 /* turns in which the same label may have stood */

typedef enum Kind
{
	NO_TURN,
	NAMED,    /* a person's name or office */
	CAPITALS, /* labels only if one of them comes again */
	QUESTION,
	ANSWER,
	DASHED
} Kind;

/* The label of a paragraph: its words, the token that ends it, its kind. */
static Kind
read_label(const NxAnalysis *a, const NxParagraph *p, NxTurn *turn)
{
	const NxTokens *t = a->tokens;
	uint32_t first = p->first_token, i;
	bool capitals = true;
	uint32_t m;

	if (t->kind[first] == NX_TOK_DASH)
	{
		turn->label = first;
		return first + 2 < p->end_token ? DASHED : NO_TURN;
	}
	if (t->kind[first] == NX_TOK_OPEN || t->kind[first] == NX_TOK_QUOTE)
		first++;
	for (i = first; i < p->end_token && i < first + LABEL_MAX && t->kind[i] == NX_TOK_WORD; i++)
	{
		if (!(t->flags[i] & NX_TF_UPPER_INITIAL))
			return NO_TURN;
		capitals &= (t->flags[i] & NX_TF_ALL_UPPER) != 0;
	}
	/* "Q." and "A." */
	if (i > first && (t->flags[first] & NX_TF_SINGLE_LETTER) && (t->flags[first] & NX_TF_HAS_DOT) &&
		p->end_token > first + 2)
	{
		turn->label = first;
		turn->speaker = (NxRange){first, first + 1};
		return a->text[t->start[first]] == 'Q'   ? QUESTION
			   : a->text[t->start[first]] == 'A' ? ANSWER
												 : NO_TURN;
	}
	if (i == first || i + 2 >= p->end_token || t->kind[i] != NX_TOK_COLON)
		return NO_TURN;
	turn->label = i;
	turn->speaker = (NxRange){first, i};
	if (i == first + 1 && (t->flags[first] & NX_TF_SINGLE_LETTER))
		return a->text[t->start[first]] == 'Q'   ? QUESTION
			   : a->text[t->start[first]] == 'A' ? ANSWER
												 : NO_TURN;
	m = nx_mention_from(a, first);
	if (m < a->n_mentions && a->mentions[m].first_token < i && a->mentions[m].end_token == i &&
		a->mentions[m].kind == NX_NAME && a->mentions[m].label == NX_PERSON)
		return NAMED;
	return capitals ? CAPITALS : NO_TURN;
}

static bool
same_label(const NxTokens *t, const NxTurn *x, const NxTurn *y)
{
	uint32_t n = x->speaker.end - x->speaker.first;

	if (y->speaker.end - y->speaker.first != n)
		return false;
	for (uint32_t i = 0; i < n; i++)
		if (t->hash[x->speaker.first + i] != t->hash[y->speaker.first + i])
			return false;
	return true;
}

static bool
ends_with_question(const NxAnalysis *a, const NxParagraph *p)
{
	return a->text[a->tokens->end[p->end_token - 1] - 1] == '?';
}

/* The last name before the token of the person who is named there most. */
static NxStatus
find_interviewee(NxAnalysis *a, uint32_t token, NxRange *out)
{
	uint32_t *counts = nx_alloc0(a->arena, ((size_t) a->n_entities + 1) * sizeof(uint32_t));
	uint32_t best = 0;

	*out = (NxRange){0, 0};
	if (counts == NULL)
		return NX_NOMEM;
	for (uint32_t k = 0; k < a->n_mentions && a->mentions[k].first_token < token; k++)
	{
		const NxMention *m = &a->mentions[k];

		if (m->kind != NX_NAME || m->label != NX_PERSON || m->entity == NX_NONE)
			continue;
		if (++counts[m->entity] >= best)
		{
			best = counts[m->entity];
			*out = (NxRange){m->first_token, m->end_token};
		}
	}
	nx_free(a->arena, counts, ((size_t) a->n_entities + 1) * sizeof(uint32_t));
	return NX_OK;
}

/* Does a label in capitals come again soon after? */
static bool
is_repeated(const NxAnalysis *a, const NxTurns *turns)
{
	for (uint32_t k = 1; k < turns->n; k++)
		for (uint32_t back = 1; back <= LOOK_BACK && back <= k && turns->list[k].kind == CAPITALS;
			 back++)
			if (turns->list[k - back].kind == CAPITALS &&
				same_label(a->tokens, &turns->list[k - back], &turns->list[k]))
				return true;
	return false;
}

/* Of the labels read, keep those that are turns. */
static void
settle(NxAnalysis *a, NxTurns *turns, NxRange interviewee)
{
	uint32_t n = 0;
	bool capitals = is_repeated(a, turns);
	uint32_t run = 0; /* dashed paragraphs in a row, questions first */

	for (uint32_t k = 0; k < turns->n; k++)
	{
		NxTurn turn = turns->list[k];
		const NxParagraph *p = &a->sentences->paragraphs[turn.paragraph];
		bool follows = k > 0 && turns->list[k - 1].paragraph + 1 == turn.paragraph;
		bool keep = turn.kind != DASHED && (turn.kind != CAPITALS || capitals);

		if (turn.kind == DASHED)
		{
			/* a question opens; answers and questions alternate from there */
			run = follows && run > 0 ? run + 1 : ends_with_question(a, p);
			keep = run > 0;
			turn.is_question = run % 2 == 1;
		}
		else
			run = 0;
		turn.is_question |= turn.kind == QUESTION;
		if (turn.is_question)
			turn.speaker = (NxRange){0, 0};
		else if (turn.kind == ANSWER || turn.kind == DASHED)
			turn.speaker = interviewee;
		if (keep)
			turns->list[n++] = turn;
	}
	turns->n = n;
}

#define MIN_QUESTIONS 3
#define MAX_QUESTION 60 /* tokens */
#define MAX_ANSWER 6    /* paragraphs */
#define LOOK_FOR_I 60   /* tokens */
#define LEAST_TURN 48   /* bytes of text to a turn: see nx_is_noise() */

/* A paragraph that asks, in nobody's marks. */
static bool
is_bare_question(const NxAnalysis *a, const NxParagraph *p)
{
	uint8_t kind = a->tokens->kind[p->first_token];

	return p->end_token - p->first_token <= MAX_QUESTION && kind != NX_TOK_OPEN &&
		   kind != NX_TOK_QUOTE && kind != NX_TOK_BULLET && ends_with_question(a, p);
}

static bool
says_i(const NxTokens *t, const NxParagraph *p)
{
	for (uint32_t i = p->first_token; i < p->end_token && i < p->first_token + LOOK_FOR_I; i++)
		switch (nx_tok_word(t, i))
		{
			case NX_W_I:
			case NX_W_WE:
			case NX_W_MY:
			case NX_W_OUR:
			case NX_W_ME:
				return true;
			default:
				break;
		}
	return false;
}

/*
 * An interview whose turns nothing marks: from the first question on, questions and
 * answers alternate to the text's end or nearly, and most answers say "I".
 */
static NxStatus
find_bare_turns(NxAnalysis *a, NxTurns *out)
{
	const NxSentences *s = a->sentences;
	uint32_t questions = 0, answered = 0, personal = 0, since = 0, last = 0;
	uint32_t first = NX_NONE;
	NxRange interviewee;
	NxStatus status;

	for (uint32_t k = 0; k < s->n_paragraphs; k++)
	{
		const NxParagraph *p = &s->paragraphs[k];

		if (k % 1024 == 1023 && nx_should_stop(a))
			return NX_CANCELLED;
		if (p->first_token >= p->end_token)
			continue;
		if (is_bare_question(a, p))
		{
			first = first == NX_NONE ? k : first;
			questions++;
			since = 0;
			continue;
		}
		if (first == NX_NONE || ++since > MAX_ANSWER)
			continue;
		last = k;
		if (since == 1)
		{
			answered++;
			personal += says_i(a->tokens, p);
		}
	}
	if (questions < MIN_QUESTIONS || answered + 1 < questions || 2 * personal < answered ||
		4 * questions < last - first + 1)
		return NX_OK;
	status = find_interviewee(a, s->paragraphs[first].first_token, &interviewee);
	since = 0;
	for (uint32_t k = first; k <= last && status == NX_OK; k++)
	{
		const NxParagraph *p = &s->paragraphs[k];

		if (p->first_token >= p->end_token)
			continue;
		if (is_bare_question(a, p))
		{
			since = 0;
			continue;
		}
		if (++since > MAX_ANSWER)
			continue;
		if (nx_is_noise(out->n, a->tokens->start[p->first_token], LEAST_TURN))
			continue;
		if (!nx_push(a->arena, out->list, out->n, out->capacity))
			return NX_NOMEM;
		out->list[out->n++] = (NxTurn){.paragraph = k, .label = NX_NONE, .speaker = interviewee};
	}
	return status;
}

NxStatus
nx_find_turns(NxAnalysis *a, NxTurns *out)
{
	const NxSentences *s = a->sentences;
	uint32_t asked = NX_NONE; /* where the first unnamed turn begins */
	NxRange interviewee = {0, 0};

	*out = (NxTurns){0};
	for (uint32_t k = 0; k < s->n_paragraphs; k++)
	{
		NxTurn turn = {.paragraph = k};
		Kind kind;

		if (k % 1024 == 1023 && nx_should_stop(a))
			return NX_CANCELLED;
		if (s->paragraphs[k].first_token >= s->paragraphs[k].end_token)
			continue;
		kind = read_label(a, &s->paragraphs[k], &turn);
		if (kind == NO_TURN)
			continue;
		if (asked == NX_NONE && (kind == QUESTION || kind == ANSWER || kind == DASHED))
			asked = s->paragraphs[k].first_token;
		if (!nx_push(a->arena, out->list, out->n, out->capacity))
			return NX_NOMEM;
		turn.kind = (uint8_t) kind;
		out->list[out->n++] = turn;
	}
	if (asked != NX_NONE)
	{
		NxStatus status = find_interviewee(a, asked, &interviewee);

		if (status != NX_OK)
			return status;
	}
	settle(a, out, interviewee);
	return out->n == 0 ? find_bare_turns(a, out) : NX_OK;
}
