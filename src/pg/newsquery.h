/*
 * newsquery.h
 *		The type newsquery: what a document is asked, as a tree and as a value.
 *
 * The stored value is the canonical text of the query after a version byte:
 * the text form is the one format that there is, so what is printed, sent,
 * dumped and stored is checked by the one parser.  Queries are small and live
 * for a statement; whoever evaluates one parses it once (match.h).
 */
#ifndef NEWSEXT_NEWSQUERY_H
#define NEWSEXT_NEWSQUERY_H

#include "compat.h"

#include "nodes/pg_list.h"

#include "nx.h"

typedef enum NqNodeType
{
	NQ_AND,       /* args: two or more, none of them NQ_AND */
	NQ_OR,        /* args: two or more, none of them NQ_OR */
	NQ_NOT,       /* args: one */
	NQ_NAME,      /* label (NX_LABEL_NONE: any), text, prefix */
	NQ_SPEAKER,   /* text, prefix */
	NQ_PHRASE,    /* text */
	NQ_AMOUNT,    /* quantity: a point, an interval, a bound; never approximate */
	NQ_QUOTE,     /* args: one, what all holds of one quotation */
	NQ_CLAIM,     /* args: one, what all holds of one claim */
	NQ_KIND,      /* value: NxQuoteKind */
	NQ_NEGATED,   /* a quotation that says what was not said */
	NQ_SUBJECT,   /* text: words of a claim's subject */
	NQ_PERIOD,    /* text: words of a claim's period */
	NQ_DIRECTION, /* value: NxDirection */
	NQ_MEASURE,   /* value: NxMeasure */
	NQ_MODALITY   /* value: NxModality */
} NqNodeType;

typedef struct NqNode
{
	NqNodeType type;
	NxLabel label;
	int value;
	bool prefix;
	char *text; /* as typed, in the server's encoding, terminated */
	NxQuantity quantity;
	List *args; /* of NqNode */
} NqNode;

/* A query without a node is the empty one, which matches nothing. */

typedef struct NewsQuery
{
	int32 vl_len_;                    /* varlena header (do not touch directly!) */
	uint8 version;                    /* NEWSQUERY_VERSION */
	uint8 reserved[3];                /* zero */
	char text[FLEXIBLE_ARRAY_MEMBER]; /* canonical, not terminated */
} NewsQuery;

#define NEWSQUERY_VERSION 1
#define NEWSQUERY_HEADER offsetof(NewsQuery, text)

/* Conditions in one query, so that no query costs more than its reader can pay. */
#define NEWSQUERY_MAX_NODES 10000

#define DatumGetNewsQueryP(d) ((NewsQuery *) PG_DETOAST_DATUM(d))
#define PG_GETARG_NEWSQUERY_P(n) DatumGetNewsQueryP(PG_GETARG_DATUM(n))

static inline int
newsquery_text_len(const NewsQuery *query)
{
	return VARSIZE(query) - NEWSQUERY_HEADER;
}

/*
 * Parse len bytes of text into *root (NULL for the empty query).  False after
 * a soft error.
 */
extern bool newsquery_parse(const char *text, int len, NqNode **root, Node *escontext);

/* Append the canonical text, which newsquery_parse() reads back as the same tree. */
extern void newsquery_deparse(StringInfo out, const NqNode *root);

extern NewsQuery *newsquery_make(const NqNode *root);
extern NqNode *newsquery_tree(const NewsQuery *query);

/* Nodes for the functions that build queries; they copy nothing. */
extern NqNode *newsquery_node(NqNodeType type);
extern NqNode *newsquery_join(NqNodeType type, NqNode *left, NqNode *right);

/* Set an amount's interval from an operator ("=" and so on) and a quantity; false with a reason. */
extern bool newsquery_set_amount(NqNode *node, const char *op, int op_len,
								 const NxQuantity *quantity, const char **detail);

/* Set an attribute's value by its name; raises an error for what is none. */
extern void newsquery_set_attribute(NqNode *node, const char *name);

#endif /* NEWSEXT_NEWSQUERY_H */
