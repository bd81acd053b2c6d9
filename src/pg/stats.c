/*
 * stats.c
 *		What the planner is told: statistics of newsdoc columns, the selectivity
 *		of @@, and how many rows the extracting functions return.
 *
 * ANALYZE keeps, of a newsdoc column, the most common keys with the share of
 * documents that have them (slot MCELEM, as tsvector and arrays do), found by
 * lossy counting.  Hardly an amount occurs twice, so amounts are counted in
 * steps of a quarter of a binary order of magnitude (news_key_coarse), and a
 * comparison adds up the steps that it covers.  A slot of our own keeps how
 * many mentions, entities, quotations, quantities and claims a document has.
 */
#include "compat.h"

#include <math.h>

#include "access/detoast.h"
#include "catalog/pg_statistic.h"
#include "catalog/pg_type.h"
#include "commands/vacuum.h"
#include "common/hashfn.h"
#include "miscadmin.h"
#include "nodes/nodeFuncs.h"
#include "nodes/supportnodes.h"
#include "optimizer/optimizer.h"
#include "utils/builtins.h"
#include "utils/hsearch.h"
#include "utils/lsyscache.h"
#include "utils/memutils.h"
#include "utils/selfuncs.h"
#include "utils/typcache.h"

#include "keys.h"
#include "match.h"

/* The slot of average counts; kinds from 10000 on are free for private use. */
#define STATISTIC_KIND_NEWSDOC_COUNTS 26110

enum
{
	COUNT_MENTIONS,
	COUNT_ENTITIES,
	COUNT_QUOTES,
	COUNT_QUANTITIES,
	COUNT_CLAIMS,
	N_COUNTS
};

/* Documents beyond this size are left out of the sample: they would fill it alone. */
#define WIDEST_DOCUMENT (256 * 1024)

/* Without statistics. */
#define DEFAULT_KEY_SHARE 0.001
#define DEFAULT_RANGE_SHARE 0.05

/* ---- ANALYZE ---- */

typedef struct CountedKey
{
	bytea *key; /* hash key */
	int frequency;
	int delta; /* by how much the frequency may be too low */
} CountedKey;

static uint32
hash_counted(const void *key, Size size)
{
	const bytea *k = *(bytea *const *) key;

	return DatumGetUInt32(hash_any((const unsigned char *) VARDATA_ANY(k), VARSIZE_ANY_EXHDR(k)));
}

static int
match_counted(const void *a, const void *b, Size size)
{
	return news_key_compare(*(bytea *const *) a, *(bytea *const *) b);
}

static int
compare_by_frequency(const void *a, const void *b)
{
	const CountedKey *x = *(CountedKey *const *) a;
	const CountedKey *y = *(CountedKey *const *) b;

	if (x->frequency != y->frequency)
		return x->frequency > y->frequency ? -1 : 1;
	return news_key_compare(x->key, y->key);
}

static int
compare_by_key(const void *a, const void *b)
{
	return news_key_compare((*(CountedKey *const *) a)->key, (*(CountedKey *const *) b)->key);
}

/* Keys that have not come often enough to be among the most common make room. */
static void
prune(HTAB *table, int bucket)
{
	HASH_SEQ_STATUS scan;
	CountedKey *item;

	hash_seq_init(&scan, table);
	while ((item = hash_seq_search(&scan)) != NULL)
		if (item->frequency + item->delta <= bucket)
		{
			bytea *key = item->key;

			if (hash_search(table, &item->key, HASH_REMOVE, NULL) == NULL)
				elog(ERROR, "hash table corrupted");
			pfree(key);
		}
}

static void
count_key(HTAB *table, const bytea *key, int bucket)
{
	bool found;
	CountedKey *item = hash_search(table, &key, HASH_ENTER, &found);

	if (found)
	{
		item->frequency++;
		return;
	}
	item->key = palloc(VARSIZE_ANY(key));
	memcpy(item->key, key, VARSIZE_ANY(key));
	item->frequency = 1;
	item->delta = bucket - 1;
}

/*
 * Store the most common keys: sorted, so that they can be searched, with the
 * least and greatest frequency behind their frequencies.
 */
static void
store_common_keys(VacAttrStats *stats, HTAB *table, int slot, int target, int samples,
				  int64 keys_seen, int bucket_width)
{
	HASH_SEQ_STATUS scan;
	CountedKey *item;
	CountedKey **items;
	int n = 0;
	/* lossy counting finds all above this surely; below, chance would choose */
	int64 cutoff = 9 * keys_seen / bucket_width;
	MemoryContext old;
	Datum *values;
	float4 *numbers;

	items = palloc(Max(hash_get_num_entries(table), 1) * sizeof(CountedKey *));
	hash_seq_init(&scan, table);
	while ((item = hash_seq_search(&scan)) != NULL)
		if (item->frequency > cutoff && item->frequency > 1)
			items[n++] = item;
	qsort(items, n, sizeof(CountedKey *), compare_by_frequency);
	n = Min(n, target);
	if (n == 0)
		return;

	old = MemoryContextSwitchTo(stats->anl_context);
	values = palloc(n * sizeof(Datum));
	numbers = palloc((n + 2) * sizeof(float4));
	numbers[n] = (double) items[n - 1]->frequency / samples;
	numbers[n + 1] = (double) items[0]->frequency / samples;
	qsort(items, n, sizeof(CountedKey *), compare_by_key);
	for (int i = 0; i < n; i++)
	{
		values[i] = PointerGetDatum(
			memcpy(palloc(VARSIZE_ANY(items[i]->key)), items[i]->key, VARSIZE_ANY(items[i]->key)));
		numbers[i] = (double) items[i]->frequency / samples;
	}
	MemoryContextSwitchTo(old);

	stats->stakind[slot] = STATISTIC_KIND_MCELEM;
	stats->staop[slot] = lookup_type_cache(BYTEAOID, TYPECACHE_EQ_OPR)->eq_opr;
	stats->stacoll[slot] = InvalidOid;
	stats->stanumbers[slot] = numbers;
	stats->numnumbers[slot] = n + 2;
	stats->stavalues[slot] = values;
	stats->numvalues[slot] = n;
	stats->statypid[slot] = BYTEAOID;
	stats->statyplen[slot] = -1;
	stats->statypbyval[slot] = false;
	stats->statypalign[slot] = TYPALIGN_INT;
}

static void
compute_newsdoc_stats(VacAttrStatsP stats, AnalyzeAttrFetchFunc fetchfunc, int samplerows,
					  double totalrows)
{
	int target = newsext_statistics_target(stats) * 10;
	int bucket_width = (target + 10) * 1000 / 7;
	int bucket = 1;
	int nulls = 0;
	int analyzed = 0;
	int64 keys_seen = 0;
	double width = 0;
	double counts[N_COUNTS] = {0};
	HASHCTL control = {0};
	HTAB *table;
	MemoryContext context;

	control.keysize = sizeof(bytea *);
	control.entrysize = sizeof(CountedKey);
	control.hash = hash_counted;
	control.match = match_counted;
	control.hcxt = CurrentMemoryContext;
	table = hash_create("newsdoc keys", 4096, &control,
						HASH_ELEM | HASH_FUNCTION | HASH_COMPARE | HASH_CONTEXT);
	context =
		AllocSetContextCreate(CurrentMemoryContext, "newsdoc statistics", ALLOCSET_DEFAULT_SIZES);

	for (int row = 0; row < samplerows; row++)
	{
		bool is_null;
		Datum value;
		NewsDoc *doc;
		NewsCounts count;
		Datum *keys;
		int n_keys;
		MemoryContext old;
		const bytea *last = NULL;

		newsext_vacuum_delay_point();
		value = fetchfunc(stats, row, &is_null);
		if (is_null)
		{
			nulls++;
			continue;
		}
		width += VARSIZE_ANY(DatumGetPointer(value));
		if (toast_raw_datum_size(value) > WIDEST_DOCUMENT)
			continue;

		old = MemoryContextSwitchTo(context);
		doc = DatumGetNewsDocP(value);
		count = newsdoc_counts(doc);
		counts[COUNT_MENTIONS] += count.mentions;
		counts[COUNT_ENTITIES] += count.entities;
		counts[COUNT_QUOTES] += count.quotes;
		counts[COUNT_QUANTITIES] += count.measured;
		counts[COUNT_CLAIMS] += count.claims;
		analyzed++;
		keys = news_document_keys(newsdoc_read(doc, NEWSDOC_ALL), &n_keys);
		for (int i = 0; i < n_keys; i++)
			keys[i] = PointerGetDatum(news_key_coarse((bytea *) DatumGetPointer(keys[i])));
		MemoryContextSwitchTo(old);

		/* sorted keys stay in order when made coarse, so equal ones are neighbours */
		for (int i = 0; i < n_keys; i++)
		{
			const bytea *key = (const bytea *) DatumGetPointer(keys[i]);

			if (last != NULL && news_key_compare(last, key) == 0)
				continue;
			last = key;
			count_key(table, key, bucket);
			if (++keys_seen % bucket_width == 0)
				prune(table, bucket++);
		}
		MemoryContextReset(context);
	}

	if (nulls < samplerows)
	{
		stats->stats_valid = true;
		stats->stanullfrac = (double) nulls / samplerows;
		stats->stawidth = width / (samplerows - nulls);
		/* hardly a document is there twice */
		stats->stadistinct = -1.0 * (1.0 - stats->stanullfrac);
		if (analyzed > 0)
		{
			float4 *numbers = MemoryContextAlloc(stats->anl_context, N_COUNTS * sizeof(float4));

			for (int i = 0; i < N_COUNTS; i++)
				numbers[i] = counts[i] / analyzed;
			stats->stakind[0] = STATISTIC_KIND_NEWSDOC_COUNTS;
			stats->stanumbers[0] = numbers;
			stats->numnumbers[0] = N_COUNTS;
			store_common_keys(stats, table, 1, target, analyzed, keys_seen, bucket_width);
		}
	}
	else if (nulls > 0)
	{
		stats->stats_valid = true;
		stats->stanullfrac = 1.0;
		stats->stawidth = 0;
		stats->stadistinct = 0.0;
	}
	MemoryContextDelete(context);
}

PG_FUNCTION_INFO_V1(newsdoc_typanalyze);
Datum
newsdoc_typanalyze(PG_FUNCTION_ARGS)
{
	VacAttrStats *stats = (VacAttrStats *) PG_GETARG_POINTER(0);

	stats->compute_stats = compute_newsdoc_stats;
	stats->minrows = 300 * newsext_statistics_target(stats);
	PG_RETURN_BOOL(true);
}

/* ---- selectivity of @@ ---- */

typedef struct CommonKeys
{
	AttStatsSlot slot;
	int n;
	double rarest; /* share of the least common one */
} CommonKeys;

static inline const bytea *
common_key(const CommonKeys *common, int i)
{
	return (const bytea *) DatumGetPointer(common->slot.values[i]);
}

/* The first common key that is not before a key. */
static int
find_common(const CommonKeys *common, const bytea *key)
{
	int low = 0;
	int high = common->n;

	while (low < high)
	{
		int middle = (low + high) / 2;

		if (news_key_compare(common_key(common, middle), key) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* The share of documents that a probe finds, 0 when it is none that is common. */
static double
probe_share(const CommonKeys *common, const NewsProbe *probe)
{
	double share = 0.0;
	int i;

	/* ranges are counted among the amounts, and what may satisfy with what does */
	if (probe->interval != NULL && (news_probe_tag(probe) == NEWS_KEY_RANGE || !probe->certain))
		return 0.0;
	if (common == NULL)
		return probe->partial ? DEFAULT_RANGE_SHARE : 0.0;
	i = find_common(common, probe->interval != NULL ? news_key_coarse(probe->key) : probe->key);
	if (!probe->partial)
	{
		if (i < common->n && news_key_compare(common_key(common, i), probe->key) == 0)
			return common->slot.numbers[i];
		return 0.0;
	}
	for (; i < common->n; i++)
	{
		double part = news_probe_coverage(probe, common_key(common, i));

		if (part < 0)
			break;
		share += (1.0 - share) * part * common->slot.numbers[i];
	}
	return share;
}

static double
query_share(const NewsQuery *query, const CommonKeys *common)
{
	NewsMatch *match = news_match_compile(query);
	double *shares = palloc((match->n_probes + 1) * sizeof(double));
	double least = DEFAULT_KEY_SHARE;

	/* what is not a common key is rarer than all that are */
	if (common != NULL)
		least = Min(least, common->rarest / 2);
	for (int i = 0; i < match->n_probes; i++)
		shares[i] = probe_share(common, &match->probes[i]);
	return news_match_share(match, shares, least);
}

/* Is the query the operator's right-hand side?  Then it is newsdoc @@ newsquery or text @@ newsquery. */
static bool
query_on_right(Oid opno)
{
	Oid left;
	Oid right;
	Oid out;
	bool varlena;
	char *name;

	op_input_types(opno, &left, &right);
	/* of the types that may stand on the right, only newsquery has an input function of this name */
	getTypeOutputInfo(right, &out, &varlena);
	name = get_func_name(out);
	return name != NULL && strcmp(name, "newsquery_out") == 0;
}

PG_FUNCTION_INFO_V1(newsdoc_matchsel);
Datum
newsdoc_matchsel(PG_FUNCTION_ARGS)
{
	PlannerInfo *root = (PlannerInfo *) PG_GETARG_POINTER(0);
	Oid opno = PG_GETARG_OID(1);
	List *args = (List *) PG_GETARG_POINTER(2);
	int var_relid = PG_GETARG_INT32(3);
	VariableStatData vardata;
	Node *other;
	bool var_on_left;
	double share = DEFAULT_KEY_SHARE;
	double null_share = 0.0;

	if (!get_restriction_variable(root, args, var_relid, &vardata, &other, &var_on_left))
		PG_RETURN_FLOAT8(DEFAULT_KEY_SHARE);

	/* a query that is not known yet, or that is itself the variable, tells nothing */
	if (IsA(other, Const) && ((Const *) other)->constisnull)
		share = 0.0; /* the operator is strict */
	else if (IsA(other, Const) && query_on_right(opno) == var_on_left)
	{
		NewsQuery *query = DatumGetNewsQueryP(((Const *) other)->constvalue);
		CommonKeys common;
		bool have = false;

		if (HeapTupleIsValid(vardata.statsTuple))
		{
			null_share = ((Form_pg_statistic) GETSTRUCT(vardata.statsTuple))->stanullfrac;
			have = statistic_proc_security_check(&vardata, get_opcode(opno)) &&
				   get_attstatsslot(&common.slot, vardata.statsTuple, STATISTIC_KIND_MCELEM,
									InvalidOid, ATTSTATSSLOT_VALUES | ATTSTATSSLOT_NUMBERS);
		}
		if (have && common.slot.valuetype == BYTEAOID &&
			common.slot.nnumbers == common.slot.nvalues + 2)
		{
			common.n = common.slot.nvalues;
			common.rarest = common.slot.numbers[common.n];
			share = query_share(query, &common);
		}
		else
			share = query_share(query, NULL);
		if (have)
			free_attstatsslot(&common.slot);
	}
	ReleaseVariableStats(vardata);

	share *= 1.0 - null_share;
	CLAMP_PROBABILITY(share);
	PG_RETURN_FLOAT8(share);
}

PG_FUNCTION_INFO_V1(newsdoc_matchjoinsel);
Datum
newsdoc_matchjoinsel(PG_FUNCTION_ARGS)
{
	PG_RETURN_FLOAT8(DEFAULT_KEY_SHARE);
}

/* ---- rows of the extracting functions ---- */

static const struct
{
	const char *function;
	int count;
	double per_kilobyte; /* of an article's text */
} extractors[] = {
	{"news_mentions", COUNT_MENTIONS, 20}, {"news_entities", COUNT_ENTITIES, 7},
	{"news_quotes", COUNT_QUOTES, 2.5},    {"news_quantities", COUNT_QUANTITIES, 4},
	{"news_claims", COUNT_CLAIMS, 2},
};

/* An article of which nothing is known. */
#define TYPICAL_KILOBYTES 3.0

static double
count_of(const NewsDoc *doc, int which)
{
	NewsCounts counts = newsdoc_counts(doc);
	const uint32 all[N_COUNTS] = {counts.mentions, counts.entities, counts.quotes, counts.measured,
								  counts.claims};

	return all[which];
}

/* Average count of a newsdoc column or expression, negative when there are no statistics. */
static double
average_count(PlannerInfo *root, Node *arg, int which)
{
	VariableStatData vardata;
	AttStatsSlot slot;
	double average = -1.0;

	if (root == NULL)
		return -1.0;
	examine_variable(root, arg, 0, &vardata);
	if (HeapTupleIsValid(vardata.statsTuple) &&
		get_attstatsslot(&slot, vardata.statsTuple, STATISTIC_KIND_NEWSDOC_COUNTS, InvalidOid,
						 ATTSTATSSLOT_NUMBERS))
	{
		if (slot.nnumbers == N_COUNTS)
			average = slot.numbers[which];
		free_attstatsslot(&slot);
	}
	ReleaseVariableStats(vardata);
	return average;
}

PG_FUNCTION_INFO_V1(newsext_rows_support);
Datum
newsext_rows_support(PG_FUNCTION_ARGS)
{
	Node *request = (Node *) PG_GETARG_POINTER(0);
	SupportRequestRows *rows;
	FuncExpr *call;
	Node *arg;
	char *name;

	if (!IsA(request, SupportRequestRows))
		PG_RETURN_POINTER(NULL);
	rows = (SupportRequestRows *) request;
	if (rows->node == NULL || !IsA(rows->node, FuncExpr))
		PG_RETURN_POINTER(NULL);
	call = (FuncExpr *) rows->node;
	name = get_func_name(call->funcid);
	if (name == NULL || list_length(call->args) != 1)
		PG_RETURN_POINTER(NULL);
	arg = linitial(call->args);
	if (rows->root != NULL)
		arg = estimate_expression_value(rows->root, arg);

	for (size_t i = 0; i < lengthof(extractors); i++)
	{
		double estimate = extractors[i].per_kilobyte * TYPICAL_KILOBYTES;
		bool is_text = exprType(arg) == TEXTOID;

		if (strcmp(name, extractors[i].function) != 0)
			continue;
		if (IsA(arg, Const) && ((Const *) arg)->constisnull)
			estimate = 0;
		else if (IsA(arg, Const) && is_text)
			estimate = extractors[i].per_kilobyte *
					   (toast_raw_datum_size(((Const *) arg)->constvalue) - VARHDRSZ) / 1024.0;
		else if (IsA(arg, Const))
			estimate = count_of(DatumGetNewsDocP(((Const *) arg)->constvalue), extractors[i].count);
		else if (!is_text)
		{
			double average = average_count(rows->root, arg, extractors[i].count);

			if (average >= 0)
				estimate = average;
		}
		rows->rows = Max(estimate, 1.0);
		PG_RETURN_POINTER(rows);
	}
	PG_RETURN_POINTER(NULL);
}
