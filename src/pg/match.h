/*
 * match.h
 *		The one evaluator of queries: on whole documents, on the keys of an
 *		index, and on the frequencies of keys.
 */
#ifndef NEWSEXT_MATCH_H
#define NEWSEXT_MATCH_H

#include "compat.h"

#include "access/gin.h"

#include "keys.h"
#include "newsdoc.h"
#include "newsquery.h"

/* Strategy number of @@ in the operator classes of both documents and texts. */
typedef enum NewsDocStrategy
{
	NEWSDOC_MATCHES = 1
} NewsDocStrategy;

typedef enum NewsMatchType
{
	MATCH_AND,
	MATCH_OR,
	MATCH_NOT,
	MATCH_NAME,
	MATCH_SPEAKER,
	MATCH_PHRASE,  /* consecutive words of a quotation */
	MATCH_SUBJECT, /* words of a claim's subject */
	MATCH_PERIOD,
	MATCH_AMOUNT,
	MATCH_ATTRIBUTES, /* of a quotation or claim: one of a set of combinations */
	MATCH_QUOTE,
	MATCH_CLAIM
} NewsMatchType;

typedef struct NewsMatchWord
{
	char *stem;
	int len;
	int position; /* from 0 at the first word */
} NewsMatchWord;

/* A condition, ready to be tested. */
typedef struct NewsMatchNode
{
	NewsMatchType type;
	bool prefix;   /* names */
	bool in_quote; /* below MATCH_QUOTE */
	bool in_claim; /* below MATCH_CLAIM */
	NxLabel label; /* names */
	char *name;    /* names: folded */
	int name_len;
	NewsMatchWord *words;
	int n_words;
	uint64 initials;       /* of the words: NewsWords.initials */
	NewsInterval interval; /* amounts */
	uint32 attributes;     /* mask; of an amount in a claim, those of the claim */
	int first_probe;       /* leaves: any (words: all) of these must be found */
	int n_probes;
	int n_exact; /* of them, from the first on, that decide alone when they are found */
	struct NewsMatchNode **args;
	int n_args;
} NewsMatchNode;

typedef struct NewsMatch
{
	NewsMatchNode *root; /* NULL: matches nothing */
	int sections;        /* of a document that are looked at: NEWSDOC_NAMES … */
	NewsProbe *probes;
	int n_probes;
} NewsMatch;

/* Make a query ready, in the current memory context. */
extern NewsMatch *news_match_compile(const NewsQuery *query);

/* The same, kept with the call site for as long as the query stays the same. */
extern NewsMatch *news_match_cached(FmgrInfo *flinfo, const NewsQuery *query);

extern bool news_match_document(const NewsMatch *match, const NewsDoc *doc);

/* With what is known of each probe: GIN_FALSE, GIN_TRUE or GIN_MAYBE. */
extern GinTernaryValue news_match_keys(const NewsMatch *match, const GinTernaryValue *found);

/*
 * With the share of documents that each probe finds, 0 where it is not known;
 * a condition finds some documents at least.
 */
extern double news_match_share(const NewsMatch *match, const double *shares, double least);

#endif /* NEWSEXT_MATCH_H */
