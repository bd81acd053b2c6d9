/*
 * sentence.h
 *		tokens → sentences and paragraphs, and what kind each paragraph is.
 */
#ifndef NX_SENTENCE_H
#define NX_SENTENCE_H

#include "nx.h"

typedef enum NxParagraphKind
{
	NX_PARA_BODY,
	NX_PARA_HEADLINE, /* the article's, a subhead's, or another article's teaser */
	NX_PARA_DATELINE, /* "BRUSSELS 1996-08-22" alone on its line */
	NX_PARA_BYLINE,   /* "By Jim Pollard", "Jim Pollard" alone, "Reporting by …" */
	NX_PARA_CREDIT,   /* photo credits, "Reuters image." */
	NX_PARA_LIST,     /* a bulleted or numbered item */
	NX_PARA_FURNITURE /* "Read more:", "Type to search", "Share this" */
} NxParagraphKind;

/* Shapes of a headline's words, which decide what capitals are worth. */
#define NX_PF_TITLE_CASE 0x01 /* Most Words Begin Like This */
#define NX_PF_ALL_CAPS 0x02
#define NX_PF_FIRST 0x04 /* the text's first headline or paragraph */

typedef struct NxSentence
{
	uint32_t first_token;
	uint32_t end_token; /* exclusive */
	uint32_t paragraph;
} NxSentence;

typedef struct NxParagraph
{
	uint32_t first_token;
	uint32_t end_token;
	uint32_t first_sentence;
	uint32_t end_sentence;
	uint32_t
		lead_token; /* first token after an inline dateline ("LONDON (Reuters) - "), else first_token */
	uint8_t kind;  /* NxParagraphKind */
	uint8_t flags; /* NX_PF_… */
} NxParagraph;

typedef struct NxSentences
{
	NxSentence *sentences;
	uint32_t n;
	NxParagraph *paragraphs;
	uint32_t n_paragraphs;
} NxSentences;

extern NxStatus nx_find_sentences(NxAnalysis *a);

/* The sentence that token i stands in (binary search). */
extern uint32_t nx_sentence_of(const NxSentences *s, uint32_t token);

#endif /* NX_SENTENCE_H */
