/*
 * gin.c
 *		Operator classes for GIN: gin_newsdoc_ops over documents, gin_news_ops
 *		over texts that are analysed as they are indexed.
 *
 * Both store the same keys (keys.h) and answer the same queries (match.h); all
 * that differs is where the document comes from.
 */
#include "compat.h"

#include "access/gin.h"
#include "access/stratnum.h"

#include "keys.h"
#include "match.h"

static Datum *
keys_of(const NewsDoc *doc, int32 *n_keys)
{
	int n;
	Datum *keys = news_document_keys(newsdoc_read(doc, NEWSDOC_ALL), &n);

	*n_keys = n;
	return keys;
}

PG_FUNCTION_INFO_V1(gin_extract_value_newsdoc);
Datum
gin_extract_value_newsdoc(PG_FUNCTION_ARGS)
{
	NewsDoc *doc = PG_GETARG_NEWSDOC_P(0);
	int32 *n_keys = (int32 *) PG_GETARG_POINTER(1);

	PG_RETURN_POINTER(keys_of(doc, n_keys));
}

PG_FUNCTION_INFO_V1(gin_extract_value_news);
Datum
gin_extract_value_news(PG_FUNCTION_ARGS)
{
	text *body = PG_GETARG_TEXT_PP(0);
	int32 *n_keys = (int32 *) PG_GETARG_POINTER(1);

	PG_RETURN_POINTER(keys_of(newsdoc_analyze(body, NX_STAGE_CLAIMS), n_keys));
}

/* The entries of a query are its probes; the first one's data leads to the whole query. */
typedef struct NewsGinEntry
{
	const NewsMatch *match;
	const NewsProbe *probe;
} NewsGinEntry;

PG_FUNCTION_INFO_V1(gin_extract_query_news);
Datum
gin_extract_query_news(PG_FUNCTION_ARGS)
{
	NewsQuery *query = PG_GETARG_NEWSQUERY_P(0);
	int32 *n_entries = (int32 *) PG_GETARG_POINTER(1);
	StrategyNumber strategy = PG_GETARG_UINT16(2);
	bool **partial = (bool **) PG_GETARG_POINTER(3);
	Pointer **extra = (Pointer **) PG_GETARG_POINTER(4);
	int32 *search_mode = (int32 *) PG_GETARG_POINTER(6);
	NewsMatch *match;
	Datum *entries;
	NewsGinEntry *own;
	GinTernaryValue *none;

	if (strategy != NEWSDOC_MATCHES)
		elog(ERROR, "unrecognized strategy number: %d", strategy);
	*n_entries = 0;
	*search_mode = GIN_SEARCH_MODE_DEFAULT;
	match = news_match_compile(query);
	/* no condition: nothing is looked for and nothing found */
	if (match->root == NULL)
		PG_RETURN_POINTER(NULL);

	/* a query that may hold though nothing is found, such as a negation, looks at every document */
	none = palloc0((match->n_probes + 1) * sizeof(GinTernaryValue));
	if (news_match_keys(match, none) != GIN_FALSE)
		*search_mode = GIN_SEARCH_MODE_ALL;
	pfree(none);
	if (match->n_probes == 0)
		PG_RETURN_POINTER(NULL);

	*n_entries = match->n_probes;
	entries = palloc(match->n_probes * sizeof(Datum));
	*partial = palloc(match->n_probes * sizeof(bool));
	*extra = palloc(match->n_probes * sizeof(Pointer));
	own = palloc(match->n_probes * sizeof(NewsGinEntry));
	for (int i = 0; i < match->n_probes; i++)
	{
		entries[i] = PointerGetDatum(match->probes[i].key);
		(*partial)[i] = match->probes[i].partial;
		own[i] = (NewsGinEntry){match, &match->probes[i]};
		/* entries without data of their own can be shared when they are alike */
		(*extra)[i] = i == 0 || (*partial)[i] ? (Pointer) &own[i] : NULL;
	}
	PG_RETURN_POINTER(entries);
}

/*
 * byteacmp for keys, which are short and never compressed or stored apart: half
 * of building an index is comparing.
 */
PG_FUNCTION_INFO_V1(gin_compare_news);
Datum
gin_compare_news(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT32(news_key_compare((const bytea *) PG_GETARG_POINTER(0),
									 (const bytea *) PG_GETARG_POINTER(1)));
}

PG_FUNCTION_INFO_V1(gin_compare_partial_news);
Datum
gin_compare_partial_news(PG_FUNCTION_ARGS)
{
	const bytea *key = PG_GETARG_BYTEA_PP(1);
	const NewsGinEntry *entry = (const NewsGinEntry *) PG_GETARG_POINTER(3);

	PG_RETURN_INT32(news_probe_compare(entry->probe, key));
}

static const NewsMatch *
match_of(Pointer *extra)
{
	return ((const NewsGinEntry *) extra[0])->match;
}

PG_FUNCTION_INFO_V1(gin_consistent_news);
Datum
gin_consistent_news(PG_FUNCTION_ARGS)
{
	GinTernaryValue *check = (GinTernaryValue *) PG_GETARG_POINTER(0);
	int32 n_entries = PG_GETARG_INT32(3);
	Pointer *extra = (Pointer *) PG_GETARG_POINTER(4);
	bool *recheck = (bool *) PG_GETARG_POINTER(5);
	GinTernaryValue result;

	/* bool and GinTernaryValue are one byte each, and false and true the same in both */
	StaticAssertStmt(sizeof(GinTernaryValue) == sizeof(bool), "GinTernaryValue is not a byte");
	result = n_entries > 0 ? news_match_keys(match_of(extra), check) : GIN_MAYBE;
	*recheck = result == GIN_MAYBE;
	PG_RETURN_BOOL(result != GIN_FALSE);
}

PG_FUNCTION_INFO_V1(gin_triconsistent_news);
Datum
gin_triconsistent_news(PG_FUNCTION_ARGS)
{
	GinTernaryValue *check = (GinTernaryValue *) PG_GETARG_POINTER(0);
	int32 n_entries = PG_GETARG_INT32(3);
	Pointer *extra = (Pointer *) PG_GETARG_POINTER(4);

	PG_RETURN_GIN_TERNARY_VALUE(n_entries > 0 ? news_match_keys(match_of(extra), check)
											  : GIN_MAYBE);
}
