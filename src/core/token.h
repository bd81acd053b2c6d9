/*
 * token.h
 *		bytes → tokens: a struct of arrays, one pass over the bytes and one over the words.
 *
 * Tokens cover everything but white space.  A word keeps its inner
 * apostrophes, hyphens and dots ("O'Neill", "Jean-Paul", "U.S.", "Mr.", "St.");
 * a possessive 's (or the bare apostrophe after a plural) and contracted verbs
 * ("n't", "'re", "'ll") are tokens of their own, so that "Russia's" is
 * "Russia" + "'s".  Numbers keep their separators ("1,200.50"); a sign of
 * currency, a per cent sign, a letter multiplier ("1.2bn" is "1.2" + "bn") are
 * tokens of their own.  A URL, an email address, an @name or a #tag is one
 * token, as is a run of one punctuation mark ("...", "--"), a run of CJK
 * letters, and (NX_TOK_JUNK) what is no prose: a stretch of more than 64 tokens
 * without white space, or of one byte each, or of 512 in fewer than 1,228 bytes.
 * What is not junk and goes on for more than 64 KB (a word without end) is parted
 * somewhere behind that.
 */
#ifndef NX_TOKEN_H
#define NX_TOKEN_H

#include "nx.h"
#include "lexicon.h"

typedef enum NxTokenKind
{
	NX_TOK_WORD,     /* letters, perhaps digits among them: "G20", "covid-19" */
	NX_TOK_NUMBER,   /* begins with a digit, separators inside */
	NX_TOK_CLITIC,   /* 's ' n't 're 've 'll 'd 'm */
	NX_TOK_OPEN,     /* a quotation mark that can only open: “ « „ `` */
	NX_TOK_CLOSE,    /* that can only close: ” » '' */
	NX_TOK_QUOTE,    /* that can do either: " ' ‘ ’ (not apostrophes inside words) */
	NX_TOK_CURRENCY, /* $ £ € ¥ ₹ … and US$, A$, HK$, Rs. as one token */
	NX_TOK_PERCENT,  /* % ‰ */
	NX_TOK_STOP,     /* . ! ? … and their runs */
	NX_TOK_COMMA,
	NX_TOK_COLON,
	NX_TOK_SEMICOLON,
	NX_TOK_DASH, /* – — -- and a hyphen standing between spaces */
	NX_TOK_BRACKET_OPEN,
	NX_TOK_BRACKET_CLOSE,
	NX_TOK_BULLET, /* • · * at a line's head */
	NX_TOK_URL,    /* URLs and email addresses */
	NX_TOK_HANDLE, /* @name #tag */
	NX_TOK_SYMBOL, /* any other mark: / & + = … */
	NX_TOK_JUNK
} NxTokenKind;

#define NX_TF_UPPER_INITIAL 0x0001 /* first letter is upper case */
#define NX_TF_ALL_UPPER 0x0002     /* two letters or more, all upper case */
#define NX_TF_INNER_UPPER                                                                          \
	0x0004 /* an upper-case letter after a lower-case one: "iPhone", "McCain" */
#define NX_TF_HAS_DIGIT 0x0008
#define NX_TF_HAS_HYPHEN 0x0010
#define NX_TF_HAS_DOT 0x0020      /* an inner or final dot that belongs to the word */
#define NX_TF_SPACE_BEFORE 0x0040 /* white space, or the start of the text */
#define NX_TF_LINE_START 0x0080   /* first on its line */
#define NX_TF_BLANK_BEFORE 0x0100 /* a blank line (or the start of the text) before it */
#define NX_TF_NON_ASCII 0x0200
#define NX_TF_SINGLE_LETTER 0x0400 /* one letter, perhaps a dot: an initial */
#define NX_TF_IN_PHRASE 0x0800     /* inside a phrase of the lexicon (not its first token) */
#define NX_TF_HAS_APOSTROPHE 0x1000
#define NX_TF_PHRASE_FIRST 0x2000 /* first token of a phrase of the lexicon */

/* A phrase of the lexicon found in the text; longest match, left to right, no overlaps. */
typedef struct NxPhrase
{
	uint32_t first; /* token */
	uint32_t entry; /* lexicon entry: classes of the phrase as a whole */
	uint32_t n;     /* tokens */
} NxPhrase;

typedef struct NxTokens
{
	uint32_t n;
	uint32_t *start; /* byte offsets; n of them */
	uint32_t *end;
	uint16_t *entry; /* lexicon entry, NX_LEX_UNKNOWN without one */
	uint32_t *hash;  /* low half of nx_word_hash(), for words, numbers and marks alike */
	uint16_t *flags; /* NX_TF_… */
	uint8_t *kind;   /* NxTokenKind */

	NxPhrase *phrases; /* by first token */
	uint32_t n_phrases;

	/* characters before every NX_CHAR_STEP-th byte; NULL when the text is ASCII */
	uint32_t *chars_before;
} NxTokens;

#define NX_CHAR_STEP 256

extern NxStatus nx_tokenize(NxAnalysis *a);

/*
 * The steps of nx_tokenize() that have files of their own: count the
 * characters before each NX_CHAR_STEP bytes, unless all are ASCII; find
 * entries, where high halves of hashes stand, and phrases.
 */
extern NxStatus nx_index_characters(NxAnalysis *a);
extern NxStatus nx_look_up_words(NxAnalysis *a);

/* The phrase that begins at token i, or NULL; the first that begins there or later. */
extern const NxPhrase *nx_phrase_at(const NxTokens *t, uint32_t i);
extern uint32_t nx_phrase_from(const NxTokens *t, uint32_t i);

static inline bool
nx_tok_has(const NxTokens *t, uint32_t i, int class)
{
	return nx_lex_has(t->entry[i], class);
}

/* Which of closed_words.txt token i is, 0 if none. */
static inline uint16_t
nx_tok_word(const NxTokens *t, uint32_t i)
{
	return nx_lex_entries[t->entry[i]].word;
}

static inline bool
nx_tok_is_article(const NxTokens *t, uint32_t i)
{
	uint16_t word = nx_tok_word(t, i);

	return word == NX_W_A || word == NX_W_AN || word == NX_W_THE;
}

static inline bool
nx_tok_is_given_name(const NxTokens *t, uint32_t i)
{
	return nx_tok_has(t, i, NX_C_GIVEN_NAME_MALE) || nx_tok_has(t, i, NX_C_GIVEN_NAME_FEMALE);
}

#endif /* NX_TOKEN_H */
