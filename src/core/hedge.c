/*
 * hedge.c
 *		Words and marks around a number that make it a bound or an approximation:
 *		"more than", "nearly", "or so", ">=".
 */
#include <string.h>

#include "expression.h"
#include "unit_table.h"

static const NxHedge *
find_hedge(uint64_t hash)
{
	hash = nx_hash_end(hash);
	for (uint32_t i = (uint32_t) hash & nx_hedges_mask; nx_hedges[i].hash != 0;
		 i = (i + 1) & nx_hedges_mask)
		if (nx_hedges[i].hash == hash)
			return &nx_hedges[i];
	return NULL;
}

/* A phrase read word by word from the number outwards. */
typedef struct Phrase
{
	uint64_t hash;
	int kind; /* of the longest that has ended */
} Phrase;

/* One word more; *ends: a phrase ends with it.  False when none goes on. */
static bool
read_on(Phrase *phrase, uint32_t word, bool *ends)
{
	const NxHedge *hedge;

	phrase->hash = nx_phrase_hash_add(phrase->hash, word);
	hedge = find_hedge(phrase->hash);
	*ends = hedge != NULL && hedge->kind != NX_HEDGE_NONE;
	if (*ends)
		phrase->kind = hedge->kind;
	return hedge != NULL && hedge->more;
}

int
nx_hedge_before(const NxAnalysis *a, uint32_t token, uint32_t floor, uint32_t *first)
{
	const NxTokens *t = a->tokens;
	Phrase phrase = {NX_HEDGE_BEFORE, NX_HEDGE_NONE};
	bool more = true;

	*first = token;
	for (uint32_t i = token; more && i > floor && token - i < NX_HEDGE_WORDS; i--)
	{
		bool ends;

		if (t->kind[i - 1] != NX_TOK_WORD || !nx_same_paragraph(a, i))
			break;
		more = read_on(&phrase, t->hash[i - 1], &ends);
		if (ends)
			*first = i - 1;
	}
	return phrase.kind;
}

int
nx_hedge_after(NxPieces *pieces, uint32_t i, uint32_t *end)
{
	Phrase phrase = {NX_HEDGE_AFTER, NX_HEDGE_NONE};
	const NxPiece *p = nx_piece(pieces, i);
	bool more = true;

	*end = i;
	/* "17+", "a 100-plus crowd", "30-odd" */
	if (p->symbol == '+' && !p->spaced && p->kind == PIECE_OTHER)
	{
		*end = i + 1;
		return NX_HEDGE_LEAST;
	}
	if (p->kind == PIECE_HYPHEN && !p->spaced &&
		(nx_piece(pieces, i + 1)->word == NX_W_PLUS || nx_piece(pieces, i + 1)->word == NX_W_ODD))
		i++;
	for (uint32_t k = i; more && k < i + NX_HEDGE_WORDS; k++)
	{
		bool ends;

		p = nx_piece(pieces, k);
		if (p->kind != PIECE_WORD)
			break;
		more = read_on(&phrase, p->hash, &ends);
		if (ends)
			*end = k + 1;
	}
	return phrase.kind;
}

int
nx_hedge_left(const NxFinder *f, uint32_t first, uint32_t *start)
{
	const NxTokens *t = f->t;
	const char *text = f->a->text;
	uint32_t b = before(f, first);
	int hedge;

	*start = first;
	if (b == NX_NONE || b < f->floor)
		return NX_HEDGE_NONE;
	if (t->kind[b] == NX_TOK_SYMBOL || t->kind[b] == NX_TOK_STOP)
	{
		char c = text[t->start[b]];
		uint32_t len = t->end[b] - t->start[b];
		uint32_t bb = before(f, b);

		if (len == 1 && c == '=')
		{
			if (bb != NX_NONE && bb >= f->floor && t->kind[bb] == NX_TOK_SYMBOL &&
				t->end[bb] - t->start[bb] == 1 &&
				(text[t->start[bb]] == '<' || text[t->start[bb]] == '>'))
			{
				*start = bb;
				return text[t->start[bb]] == '<' ? NX_HEDGE_MOST : NX_HEDGE_LEAST;
			}
			return NX_HEDGE_NONE;
		}
		/* "=>" is no comparison */
		if (bb != NX_NONE && t->kind[bb] == NX_TOK_SYMBOL && text[t->start[bb]] == '=' &&
			!(t->flags[b] & NX_TF_SPACE_BEFORE))
			return NX_HEDGE_NONE;
		/* "<SDC SYDNEY CORP> NINE MTHS" */
		if (c == '>' && !(t->flags[b] & NX_TF_SPACE_BEFORE) &&
			(t->flags[first] & NX_TF_SPACE_BEFORE))
			return NX_HEDGE_NONE;
		*start = b;
		if (len == 1 && c == '<')
			return NX_HEDGE_LESS;
		if (len == 1 && c == '>')
			return NX_HEDGE_MORE;
		if (len == 1 && c == '~')
			return NX_HEDGE_ABOUT;
		if (len == 3 && memcmp(text + t->start[b], "\xE2\x89\xA5", 3) == 0)
			return NX_HEDGE_LEAST;
		if (len == 3 && memcmp(text + t->start[b], "\xE2\x89\xA4", 3) == 0)
			return NX_HEDGE_MOST;
		if (len == 3 && memcmp(text + t->start[b], "\xE2\x89\x88", 3) == 0)
			return NX_HEDGE_ABOUT;
		*start = first;
		return NX_HEDGE_NONE;
	}
	if (t->kind[b] != NX_TOK_WORD)
		return NX_HEDGE_NONE;
	hedge = nx_hedge_before(f->a, first, f->floor, start);
	/* "edged up to 3.9%": that "up" is the verb's */
	if (hedge == NX_HEDGE_MOST && nx_tok_word(t, *start) == NX_W_UP && *start > f->floor)
	{
		const NxPhrase *phrase = nx_phrase_at(t, *start - 1);

		if (phrase != NULL && phrase->n == 2 && nx_lex_has(phrase->entry, NX_C_CHANGE_UP))
		{
			*start = first;
			return NX_HEDGE_NONE;
		}
	}
	return hedge;
}

int
nx_join_hedges(int left, int after)
{
	if (after == NX_HEDGE_OR_EQUAL)
		return left == NX_HEDGE_MORE   ? NX_HEDGE_LEAST
			   : left == NX_HEDGE_LESS ? NX_HEDGE_MOST
									   : left;
	if (left == NX_HEDGE_NONE || left == NX_HEDGE_EXACT)
		return after != NX_HEDGE_NONE ? after : left;
	if (after == NX_HEDGE_NONE || after == NX_HEDGE_ABOUT)
		return left;
	if (left == NX_HEDGE_ABOUT)
		return after;
	return left;
}

void
nx_apply_hedge(NxQuantity *q, int hedge)
{
	switch (hedge)
	{
		case NX_HEDGE_JUST_OVER:
			q->flags |= NX_Q_APPROX;
			/* FALLTHROUGH */
		case NX_HEDGE_MORE:
			q->flags = (uint8_t) ((q->flags & ~NX_Q_HAS_HIGH) | NX_Q_LOW_STRICT);
			q->high = 0;
			break;
		case NX_HEDGE_LEAST:
			q->flags &= (uint8_t) ~NX_Q_HAS_HIGH;
			q->high = 0;
			break;
		case NX_HEDGE_JUST_UNDER:
			q->flags |= NX_Q_APPROX;
			/* FALLTHROUGH */
		case NX_HEDGE_LESS:
			q->flags = (uint8_t) ((q->flags & ~NX_Q_HAS_LOW) | NX_Q_HIGH_STRICT);
			q->low = 0;
			break;
		case NX_HEDGE_MOST:
			q->flags &= (uint8_t) ~NX_Q_HAS_LOW;
			q->low = 0;
			break;
		case NX_HEDGE_ABOUT:
			q->flags |= NX_Q_APPROX;
			break;
		default:
			break;
	}
}
