/*
 * piece.h
 *		Tokens in the pieces that the grammar of quantities is made of.
 *
 * A hyphen inside a word ("thirty-two", "four-mile") separates for this
 * grammar, and a code written against its number ("USD200") is two pieces.
 * Pieces are made as they are asked for, from a token where a quantity may
 * start to the end of its paragraph at most, and never more than
 * NX_MAX_PIECES.
 */
#ifndef NX_PIECE_H
#define NX_PIECE_H

#include "lexicon.h"
#include "nx.h"
#include "token.h"

typedef enum NxPieceKind
{
	PIECE_END, /* of the paragraph, the text or the pieces */
	PIECE_WORD,
	PIECE_DIGITS,  /* "1,200.50" */
	PIECE_VULGAR,  /* ½ */
	PIECE_ORDINAL, /* "20th" */
	PIECE_CURRENCY,
	PIECE_PERCENT,
	PIECE_HYPHEN, /* not between spaces */
	PIECE_DASH,   /* – — and a hyphen between spaces */
	PIECE_COMMA,
	PIECE_STOP,
	PIECE_OPEN, /* a bracket */
	PIECE_CLOSE,
	PIECE_QUOTE, /* marks of quotation, ' and " too */
	PIECE_OTHER  /* symbols, URLs, whatever else */
} NxPieceKind;

typedef struct NxPiece
{
	uint32_t start;
	uint32_t end;
	uint32_t token;
	uint32_t entry; /* lexicon entry of the piece */
	uint32_t hash;  /* low half of nx_word_hash() */
	uint16_t word;  /* NX_W_… or 0 */
	uint16_t flags; /* the token's NX_TF_… */
	uint8_t kind;   /* NxPieceKind */
	uint8_t symbol; /* the byte of a one-byte mark: '/', '<' … */
	bool spaced;    /* white space stands before it */
} NxPiece;

#define NX_MAX_PIECES 64

typedef struct NxPieces
{
	const NxAnalysis *a;
	uint32_t next;   /* token that the next piece comes from */
	uint32_t offset; /* where in it; 0: at its start */
	uint32_t n;
	NxPiece piece[NX_MAX_PIECES + 1];
} NxPieces;

extern void nx_pieces_start(NxPieces *pieces, const NxAnalysis *a, uint32_t token);

/* Make pieces up to number i; for nx_piece(). */
extern void nx_pieces_fill(NxPieces *pieces, uint32_t i);

static inline const NxPiece *
nx_piece(NxPieces *pieces, uint32_t i)
{
	if (i >= pieces->n)
		nx_pieces_fill(pieces, i);
	return &pieces->piece[i < pieces->n ? i : pieces->n - 1];
}

static inline bool
nx_piece_is(NxPieces *pieces, uint32_t i, int class)
{
	const NxPiece *p = nx_piece(pieces, i);

	return p->kind == PIECE_WORD && nx_lex_has(p->entry, class);
}

/* Does piece i read so, in lower case? */
extern bool nx_piece_reads(NxPieces *pieces, uint32_t i, const char *lower);

/* Is the token the point of ".5", which the tokeniser takes for a stop? */
extern bool nx_is_leading_point(const NxAnalysis *a, uint32_t token);

/*
 * "USD115.5", "Rs500": how many letters of a currency stand before the digits
 * of a token; 0 when it is none.
 */
extern uint32_t nx_code_before_digits(const char *text, uint32_t len);

/* Does the paragraph go on from token i - 1 to token i? */
extern bool nx_same_paragraph(const NxAnalysis *a, uint32_t i);

#endif /* NX_PIECE_H */
