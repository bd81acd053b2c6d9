/*
 * newsquery.c
 *		The type newsquery: input and output, operators that join queries, and
 *		functions that build one from parameters.
 */
#include "compat.h"

#include "common/hashfn.h"
#include "libpq/pqformat.h"
#include "mb/pg_wchar.h"
#include "utils/builtins.h"

#include "newsquantity.h"
#include "newsquery.h"

/* ---- values and trees ---- */

NewsQuery *
newsquery_make(const NqNode *root)
{
	StringInfoData text;
	NewsQuery *query;
	Size size;

	initStringInfo(&text);
	newsquery_deparse(&text, root);
	size = NEWSQUERY_HEADER + text.len;
	query = palloc0(size);
	SET_VARSIZE(query, size);
	query->version = NEWSQUERY_VERSION;
	memcpy(query->text, text.data, text.len);
	pfree(text.data);
	return query;
}

NqNode *
newsquery_tree(const NewsQuery *query)
{
	NqNode *root;

	if (VARSIZE(query) < NEWSQUERY_HEADER || query->version != NEWSQUERY_VERSION)
		ereport(ERROR, (errcode(ERRCODE_DATA_CORRUPTED), errmsg("invalid newsquery value"),
						errdetail("Its version is not %d.", NEWSQUERY_VERSION)));
	(void) newsquery_parse(query->text, newsquery_text_len(query), &root, NULL);
	return root;
}

PG_FUNCTION_INFO_V1(newsquery_in);
Datum
newsquery_in(PG_FUNCTION_ARGS)
{
	char *text = PG_GETARG_CSTRING(0);
	NqNode *root;

	if (!newsquery_parse(text, strlen(text), &root, fcinfo->context))
		PG_RETURN_NULL();
	PG_RETURN_POINTER(newsquery_make(root));
}

PG_FUNCTION_INFO_V1(newsquery_out);
Datum
newsquery_out(PG_FUNCTION_ARGS)
{
	NewsQuery *query = PG_GETARG_NEWSQUERY_P(0);

	PG_RETURN_CSTRING(pnstrdup(query->text, newsquery_text_len(query)));
}

/* The wire form: a version byte, then the text in the client's encoding. */
PG_FUNCTION_INFO_V1(newsquery_recv);
Datum
newsquery_recv(PG_FUNCTION_ARGS)
{
	StringInfo buf = (StringInfo) PG_GETARG_POINTER(0);
	int version = pq_getmsgbyte(buf);
	char *text;
	int len;
	NqNode *root;

	if (version != NEWSQUERY_VERSION)
		ereport(ERROR, (errcode(ERRCODE_INVALID_BINARY_REPRESENTATION),
						errmsg("unsupported newsquery version number %d", version)));
	text = pq_getmsgtext(buf, buf->len - buf->cursor, &len);
	(void) newsquery_parse(text, len, &root, NULL);
	PG_RETURN_POINTER(newsquery_make(root));
}

PG_FUNCTION_INFO_V1(newsquery_send);
Datum
newsquery_send(PG_FUNCTION_ARGS)
{
	NewsQuery *query = PG_GETARG_NEWSQUERY_P(0);
	StringInfoData buf;

	pq_begintypsend(&buf);
	pq_sendbyte(&buf, NEWSQUERY_VERSION);
	pq_sendtext(&buf, query->text, newsquery_text_len(query));
	PG_RETURN_BYTEA_P(pq_endtypsend(&buf));
}

/* ---- order, by canonical text: for DISTINCT, keys of saved searches and the like ---- */

static int
compare_queries(FunctionCallInfo fcinfo)
{
	NewsQuery *a = PG_GETARG_NEWSQUERY_P(0);
	NewsQuery *b = PG_GETARG_NEWSQUERY_P(1);
	int a_len = newsquery_text_len(a);
	int b_len = newsquery_text_len(b);
	int order = memcmp(a->text, b->text, Min(a_len, b_len));

	if (order == 0)
		order = (a_len > b_len) - (a_len < b_len);
	PG_FREE_IF_COPY(a, 0);
	PG_FREE_IF_COPY(b, 1);
	return order;
}

#define NEWSQUERY_COMPARISON(name, op)                                                             \
	PG_FUNCTION_INFO_V1(name);                                                                     \
	Datum name(PG_FUNCTION_ARGS)                                                                   \
	{                                                                                              \
		PG_RETURN_BOOL(compare_queries(fcinfo) op 0);                                              \
	}

NEWSQUERY_COMPARISON(newsquery_lt, <)
NEWSQUERY_COMPARISON(newsquery_le, <=)
NEWSQUERY_COMPARISON(newsquery_eq, ==)
NEWSQUERY_COMPARISON(newsquery_ne, !=)
NEWSQUERY_COMPARISON(newsquery_ge, >=)
NEWSQUERY_COMPARISON(newsquery_gt, >)

PG_FUNCTION_INFO_V1(newsquery_cmp);
Datum
newsquery_cmp(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT32(compare_queries(fcinfo));
}

PG_FUNCTION_INFO_V1(newsquery_hash);
Datum
newsquery_hash(PG_FUNCTION_ARGS)
{
	NewsQuery *query = PG_GETARG_NEWSQUERY_P(0);
	Datum hash = hash_any((unsigned char *) query->text, newsquery_text_len(query));

	PG_FREE_IF_COPY(query, 0);
	return hash;
}

PG_FUNCTION_INFO_V1(newsquery_hash_extended);
Datum
newsquery_hash_extended(PG_FUNCTION_ARGS)
{
	NewsQuery *query = PG_GETARG_NEWSQUERY_P(0);
	Datum hash = hash_any_extended((unsigned char *) query->text, newsquery_text_len(query),
								   PG_GETARG_INT64(1));

	PG_FREE_IF_COPY(query, 0);
	return hash;
}

/* ---- joining queries ---- */

PG_FUNCTION_INFO_V1(newsquery_and);
Datum
newsquery_and(PG_FUNCTION_ARGS)
{
	PG_RETURN_POINTER(
		newsquery_make(newsquery_join(NQ_AND, newsquery_tree(PG_GETARG_NEWSQUERY_P(0)),
									  newsquery_tree(PG_GETARG_NEWSQUERY_P(1)))));
}

PG_FUNCTION_INFO_V1(newsquery_or);
Datum
newsquery_or(PG_FUNCTION_ARGS)
{
	PG_RETURN_POINTER(newsquery_make(newsquery_join(NQ_OR, newsquery_tree(PG_GETARG_NEWSQUERY_P(0)),
													newsquery_tree(PG_GETARG_NEWSQUERY_P(1)))));
}

static NqNode *
node_over(NqNodeType type, NqNode *arg)
{
	NqNode *node = newsquery_node(type);

	node->args = list_make1(arg);
	return node;
}

PG_FUNCTION_INFO_V1(newsquery_not);
Datum
newsquery_not(PG_FUNCTION_ARGS)
{
	NqNode *root = newsquery_tree(PG_GETARG_NEWSQUERY_P(0));

	/* of nothing there is no contrary, as with tsquery */
	PG_RETURN_POINTER(newsquery_make(root != NULL ? node_over(NQ_NOT, root) : NULL));
}

/* ---- building queries from parameters ---- */

/* A leaf with a parameter's text.  Nothing in the text has a meaning of its own. */
static NqNode *
text_node(NqNodeType type, const text *value)
{
	NqNode *node = newsquery_node(type);

	node->text = text_to_cstring(value);
	if (strspn(node->text, " \t\n\v\f\r") == strlen(node->text))
		ereport(ERROR, (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
						errmsg("a condition of a newsquery needs words"),
						errdetail("The text given is empty.")));
	return node;
}

static Datum
name_query(FunctionCallInfo fcinfo, NqNodeType type, NxLabel label)
{
	NqNode *node = text_node(type, PG_GETARG_TEXT_PP(0));

	node->label = label;
	node->prefix = PG_GETARG_BOOL(1);
	PG_RETURN_POINTER(newsquery_make(node));
}

#define NEWS_QUERY_NAME(name, type, label)                                                         \
	PG_FUNCTION_INFO_V1(name);                                                                     \
	Datum name(PG_FUNCTION_ARGS)                                                                   \
	{                                                                                              \
		return name_query(fcinfo, type, label);                                                    \
	}

NEWS_QUERY_NAME(news_query_entity, NQ_NAME, NX_LABEL_NONE)
NEWS_QUERY_NAME(news_query_person, NQ_NAME, NX_PERSON)
NEWS_QUERY_NAME(news_query_org, NQ_NAME, NX_ORG)
NEWS_QUERY_NAME(news_query_gpe, NQ_NAME, NX_GPE)
NEWS_QUERY_NAME(news_query_loc, NQ_NAME, NX_LOC)
NEWS_QUERY_NAME(news_query_norp, NQ_NAME, NX_NORP)
NEWS_QUERY_NAME(news_query_fac, NQ_NAME, NX_FAC)
NEWS_QUERY_NAME(news_query_event, NQ_NAME, NX_EVENT)
NEWS_QUERY_NAME(news_query_product, NQ_NAME, NX_PRODUCT)
NEWS_QUERY_NAME(news_query_work_of_art, NQ_NAME, NX_WORK_OF_ART)
NEWS_QUERY_NAME(news_query_law, NQ_NAME, NX_LAW)
NEWS_QUERY_NAME(news_query_language, NQ_NAME, NX_LANGUAGE)
NEWS_QUERY_NAME(news_query_speaker, NQ_SPEAKER, NX_LABEL_NONE)

PG_FUNCTION_INFO_V1(news_query_phrase);
Datum
news_query_phrase(PG_FUNCTION_ARGS)
{
	PG_RETURN_POINTER(newsquery_make(text_node(NQ_PHRASE, PG_GETARG_TEXT_PP(0))));
}

static NqNode *
amount_node(Datum quantity, const char *op, int op_len)
{
	NqNode *node = newsquery_node(NQ_AMOUNT);
	NxQuantity q;
	const char *detail;

	newsquantity_get(quantity, &q);
	if (!newsquery_set_amount(node, op, op_len, &q, &detail))
		ereport(ERROR, (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
						errmsg("invalid comparison with an amount"), errdetail("%s", detail)));
	return node;
}

/* news_query_amount(quantity): the value, range or bound that it is */
PG_FUNCTION_INFO_V1(news_query_amount);
Datum
news_query_amount(PG_FUNCTION_ARGS)
{
	PG_RETURN_POINTER(newsquery_make(amount_node(PG_GETARG_DATUM(0), "=", 1)));
}

/* news_query_amount(operator, quantity) */
PG_FUNCTION_INFO_V1(news_query_amount_op);
Datum
news_query_amount_op(PG_FUNCTION_ARGS)
{
	text *op = PG_GETARG_TEXT_PP(0);

	PG_RETURN_POINTER(
		newsquery_make(amount_node(PG_GETARG_DATUM(1), VARDATA_ANY(op), VARSIZE_ANY_EXHDR(op))));
}

/*
 * A group around conditions that each were built as a query of their own.
 * What may not stand in the group is told by the parser, which sees the whole.
 */
static Datum
group_query(NqNodeType type, NqNode *conditions)
{
	NewsQuery *query;

	if (conditions == NULL)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("%s needs a condition", type == NQ_QUOTE ? "quote(…)" : "claim(…)")));
	query = newsquery_make(node_over(type, conditions));
	(void) newsquery_tree(query);
	PG_RETURN_POINTER(query);
}

PG_FUNCTION_INFO_V1(news_query_quote_of);
Datum
news_query_quote_of(PG_FUNCTION_ARGS)
{
	return group_query(NQ_QUOTE, newsquery_tree(PG_GETARG_NEWSQUERY_P(0)));
}

PG_FUNCTION_INFO_V1(news_query_claim_of);
Datum
news_query_claim_of(PG_FUNCTION_ARGS)
{
	return group_query(NQ_CLAIM, newsquery_tree(PG_GETARG_NEWSQUERY_P(0)));
}

/* AND a leaf with argument n, if it is there. */
static NqNode *
and_text(NqNode *conditions, FunctionCallInfo fcinfo, int n, NqNodeType type)
{
	if (PG_ARGISNULL(n))
		return conditions;
	return newsquery_join(NQ_AND, conditions, text_node(type, PG_GETARG_TEXT_PP(n)));
}

static NqNode *
and_attribute(NqNode *conditions, FunctionCallInfo fcinfo, int n, NqNodeType type)
{
	NqNode *node;

	if (PG_ARGISNULL(n))
		return conditions;
	node = newsquery_node(type);
	newsquery_set_attribute(node, text_to_cstring(PG_GETARG_TEXT_PP(n)));
	return newsquery_join(NQ_AND, conditions, node);
}

/* news_query_quote(speaker, phrase, mentions, kind, negated): those given, all of one quotation */
PG_FUNCTION_INFO_V1(news_query_quote);
Datum
news_query_quote(PG_FUNCTION_ARGS)
{
	NqNode *conditions = NULL;

	conditions = and_text(conditions, fcinfo, 0, NQ_SPEAKER);
	conditions = and_text(conditions, fcinfo, 1, NQ_PHRASE);
	conditions = and_text(conditions, fcinfo, 2, NQ_NAME);
	conditions = and_attribute(conditions, fcinfo, 3, NQ_KIND);
	if (!PG_ARGISNULL(4))
	{
		NqNode *negated = newsquery_node(NQ_NEGATED);

		conditions = newsquery_join(NQ_AND, conditions,
									PG_GETARG_BOOL(4) ? negated : node_over(NQ_NOT, negated));
	}
	return group_query(NQ_QUOTE, conditions);
}

/* news_query_claim(subject, amount, direction, measure, modality, speaker, period) */
PG_FUNCTION_INFO_V1(news_query_claim);
Datum
news_query_claim(PG_FUNCTION_ARGS)
{
	NqNode *conditions = NULL;

	conditions = and_text(conditions, fcinfo, 0, NQ_SUBJECT);
	if (!PG_ARGISNULL(1))
		conditions = newsquery_join(NQ_AND, conditions, amount_node(PG_GETARG_DATUM(1), "=", 1));
	conditions = and_attribute(conditions, fcinfo, 2, NQ_DIRECTION);
	conditions = and_attribute(conditions, fcinfo, 3, NQ_MEASURE);
	conditions = and_attribute(conditions, fcinfo, 4, NQ_MODALITY);
	conditions = and_text(conditions, fcinfo, 5, NQ_SPEAKER);
	conditions = and_text(conditions, fcinfo, 6, NQ_PERIOD);
	return group_query(NQ_CLAIM, conditions);
}
