/*
 * piece.c
 *		Tokens in the pieces that the grammar of quantities is made of.
 */
#include <string.h>

#include "hash.h"
#include "piece.h"
#include "sentence.h"
#include "unit.h"

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool
is_capital(char c)
{
	return c >= 'A' && c <= 'Z';
}

static bool
is_latin(char c)
{
	return is_capital(c) || (c >= 'a' && c <= 'z');
}

bool
nx_same_paragraph(const NxAnalysis *a, uint32_t i)
{
	const NxTokens *t = a->tokens;

	if (!(t->flags[i] & NX_TF_LINE_START))
		return true;
	if (t->flags[i] & NX_TF_BLANK_BEFORE)
		return false;
	/* a line may be a paragraph of its own, or just broken */
	if (a->sentences == NULL)
		return true;
	return a->sentences->sentences[nx_sentence_of(a->sentences, i)].paragraph ==
		   a->sentences->sentences[nx_sentence_of(a->sentences, i - 1)].paragraph;
}

void
nx_pieces_start(NxPieces *pieces, const NxAnalysis *a, uint32_t token)
{
	pieces->a = a;
	pieces->next = token;
	pieces->offset = 0;
	pieces->n = 0;
}

static void
add(NxPieces *pieces, NxPieceKind kind, uint32_t start, uint32_t end, uint32_t token)
{
	const NxAnalysis *a = pieces->a;
	const NxTokens *t = a->tokens;
	NxPiece *p = &pieces->piece[pieces->n++];

	p->start = start;
	p->end = end;
	p->token = token;
	p->kind = (uint8_t) kind;
	p->flags = t->flags[token];
	p->spaced = start == t->start[token] && (t->flags[token] & NX_TF_SPACE_BEFORE);
	p->symbol = end - start == 1 ? (uint8_t) a->text[start] : 0;
	if (start == t->start[token] && end == t->end[token])
	{
		p->entry = t->entry[token];
		p->hash = t->hash[token];
	}
	else
	{
		uint64_t hash = nx_word_hash(a->text + start, end - start);

		p->entry = nx_lex_find(hash);
		p->hash = (uint32_t) hash;
	}
	p->word = nx_lex_entries[p->entry].word;
}

bool
nx_piece_reads(NxPieces *pieces, uint32_t i, const char *lower)
{
	const NxPiece *p = nx_piece(pieces, i);
	const char *s = pieces->a->text + p->start;
	uint32_t len = p->end - p->start;

	if (strlen(lower) != len)
		return false;
	for (uint32_t k = 0; k < len; k++)
		if ((s[k] >= 'A' && s[k] <= 'Z' ? s[k] + 32 : s[k]) != lower[k])
			return false;
	return true;
}

bool
nx_is_leading_point(const NxAnalysis *a, uint32_t token)
{
	const NxTokens *t = a->tokens;

	if (token + 1 >= t->n || t->kind[token] != NX_TOK_STOP || t->kind[token + 1] != NX_TOK_NUMBER ||
		t->end[token] - t->start[token] != 1 || a->text[t->start[token]] != '.' ||
		t->end[token] != t->start[token + 1])
		return false;
	/* only plain digits: ".1.2" and ".5,000" are something else */
	for (uint32_t i = t->start[token + 1]; i < t->end[token + 1]; i++)
		if (!is_digit(a->text[i]))
			return false;
	if (t->flags[token] & NX_TF_SPACE_BEFORE)
		return true;
	return token > 0 &&
		   (t->kind[token - 1] == NX_TOK_CURRENCY || t->kind[token - 1] == NX_TOK_BRACKET_OPEN ||
			t->kind[token - 1] == NX_TOK_DASH ||
			(t->kind[token - 1] == NX_TOK_SYMBOL && (t->flags[token - 1] & NX_TF_SPACE_BEFORE)));
}

uint32_t
nx_code_before_digits(const char *p, uint32_t len)
{
	uint32_t n = 0;
	uint32_t capitals = 0;
	NxUnitKey key = nx_unit_key();
	NxUnitFound found;

	while (n < len && n < 5 && is_latin(p[n]))
		capitals += is_capital(p[n++]);
	if (n > 4 || n == 0 || n == len || !is_digit(p[n]))
		return 0;
	/* letters behind the digits can only multiply them: "Rs500cr" */
	for (uint32_t i = n; i < len; i++)
		if (!is_digit(p[i]))
		{
			if (len - i > 3 ||
				!nx_lex_has(nx_lex_find(nx_word_hash(p + i, len - i)), NX_C_MULTIPLIER))
				return 0;
			break;
		}
	/* COP27 is a conference, the TOP10 a list */
	if (n == 3 && len <= 5 && (memcmp(p, "COP", 3) == 0 || memcmp(p, "TOP", 3) == 0))
		return 0;
	/* N7.2bn, R500 million, K3bn: naira, rand, kwacha; what follows must bear it out */
	if (n == 1)
		return *p == 'N' || *p == 'R' || *p == 'P' || *p == 'K' ? 1 : 0;
	if (capitals == 0)
		return 0;
	nx_unit_key_add(&key, p, n);
	found = nx_unit_find(&key);
	if (!(found.flags & NX_UN_CURRENCY) || found.exp10 != 0)
		return 0;
	return (found.flags & NX_UN_EXACT) && (found.unit >= 0 || found.plain > 0) ? n : 0;
}

static NxPieceKind
kind_of_mark(const NxAnalysis *a, uint32_t token)
{
	const NxTokens *t = a->tokens;

	switch ((NxTokenKind) t->kind[token])
	{
		case NX_TOK_NUMBER:
			return is_digit(a->text[t->start[token]]) ? PIECE_DIGITS : PIECE_VULGAR;
		case NX_TOK_CURRENCY:
			return PIECE_CURRENCY;
		case NX_TOK_PERCENT:
			return PIECE_PERCENT;
		case NX_TOK_DASH:
			return PIECE_DASH;
		case NX_TOK_COMMA:
			return PIECE_COMMA;
		case NX_TOK_STOP:
			return PIECE_STOP;
		case NX_TOK_BRACKET_OPEN:
			return PIECE_OPEN;
		case NX_TOK_BRACKET_CLOSE:
			return PIECE_CLOSE;
		case NX_TOK_OPEN:
		case NX_TOK_CLOSE:
		case NX_TOK_QUOTE:
			return PIECE_QUOTE;
		case NX_TOK_SYMBOL:
			return a->text[t->start[token]] == '-' && t->end[token] - t->start[token] == 1
					   ? PIECE_HYPHEN
					   : PIECE_OTHER;
		default:
			return PIECE_OTHER;
	}
}

/* One piece, or two, of a word. */
static void
add_word(NxPieces *pieces, uint32_t token)
{
	const NxAnalysis *a = pieces->a;
	const NxTokens *t = a->tokens;
	uint32_t start = t->start[token] + pieces->offset;
	uint32_t end = t->end[token];
	const char *text = a->text;

	if (t->flags[token] & NX_TF_HAS_DIGIT)
	{
		uint32_t n = nx_code_before_digits(text + start, end - start);

		pieces->next++;
		pieces->offset = 0;
		if (n > 0)
		{
			uint32_t stop = start + n;
			uint32_t digits;

			while (stop < end && is_digit(text[stop]))
				stop++;
			digits = stop;
			/* the tokeniser took the point of "USD115.5" for a full stop */
			while (digits == end && stop + 1 < a->len && (text[stop] == '.' || text[stop] == ',') &&
				   is_digit(text[stop + 1]))
				for (stop += 2; stop < a->len && is_digit(text[stop]);)
					stop++;
			add(pieces, PIECE_WORD, start, start + n, token);
			if (pieces->n < NX_MAX_PIECES)
				add(pieces, PIECE_DIGITS, start + n, stop, token);
			if (pieces->n < NX_MAX_PIECES && digits < end)
				add(pieces, PIECE_WORD, digits, end, token);
			while (pieces->next < t->n && t->start[pieces->next] < stop)
				pieces->next++;
			return;
		}
		if (is_digit(text[start]))
		{
			char last = text[end - 1];

			add(pieces, last == 's' || last == 'S' ? PIECE_OTHER : PIECE_ORDINAL, start, end,
				token);
			/* "1st" ends like "1990s" */
			if (end - start > 2 && (text[end - 2] == 's' || text[end - 2] == 'S') &&
				(last == 't' || last == 'T'))
				pieces->piece[pieces->n - 1].kind = PIECE_ORDINAL;
			return;
		}
		add(pieces, PIECE_WORD, start, end, token);
		return;
	}
	if (t->flags[token] & NX_TF_HAS_HYPHEN)
	{
		uint32_t stop = start;
		uint32_t size = 0;

		for (; stop < end && size == 0; stop += size == 0)
			if (text[stop] == '-')
				size = 1;
			else if (end - stop >= 3 && memcmp(text + stop, "\xE2\x80", 2) == 0 &&
					 ((unsigned char) text[stop + 2] == 0x90 ||
					  (unsigned char) text[stop + 2] == 0x91))
				size = 3;
		if (stop == start && size > 0)
		{
			add(pieces, PIECE_HYPHEN, start, start + size, token);
			pieces->offset += size;
		}
		else
		{
			add(pieces, PIECE_WORD, start, stop, token);
			pieces->offset += stop - start;
		}
		if (t->start[token] + pieces->offset >= end)
		{
			pieces->next++;
			pieces->offset = 0;
		}
		return;
	}
	add(pieces, PIECE_WORD, start, end, token);
	pieces->next++;
	pieces->offset = 0;
}

void
nx_pieces_fill(NxPieces *pieces, uint32_t i)
{
	const NxAnalysis *a = pieces->a;
	const NxTokens *t = a->tokens;

	while (pieces->n <= i)
	{
		uint32_t token = pieces->next;

		if (pieces->n > 0 && pieces->piece[pieces->n - 1].kind == PIECE_END)
			return;
		if (pieces->n >= NX_MAX_PIECES - 1 || token >= t->n ||
			(pieces->n > 0 && pieces->offset == 0 && !nx_same_paragraph(a, token)))
		{
			NxPiece *p = &pieces->piece[pieces->n++];

			memset(p, 0, sizeof(*p));
			p->kind = PIECE_END;
			p->token = token;
			p->start = p->end = token < t->n ? t->start[token] : a->len;
			p->spaced = true;
			return;
		}
		if (t->kind[token] == NX_TOK_WORD)
			add_word(pieces, token);
		else if (nx_is_leading_point(a, token))
		{
			NxPiece *p = &pieces->piece[pieces->n];

			add(pieces, PIECE_DIGITS, t->start[token], t->end[token + 1], token);
			p->token = token + 1;
			pieces->next += 2;
			pieces->offset = 0;
		}
		else
		{
			add(pieces, kind_of_mark(a, token), t->start[token], t->end[token], token);
			pieces->next++;
			pieces->offset = 0;
		}
	}
}
