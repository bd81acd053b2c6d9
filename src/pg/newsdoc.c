/*
 * newsdoc.c
 *		The type newsdoc in SQL: input and output, casts, order and equality.
 */
#include "postgres.h"

#include "adapter.h"
#include "common/hashfn.h"
#include "libpq/pqformat.h"
#include "newsdoc.h"
#include "newsdoc_format.h"
#include "utils/builtins.h"
#include "utils/jsonb.h"

/* text → newsdoc */
PG_FUNCTION_INFO_V1(to_newsdoc);
Datum
to_newsdoc(PG_FUNCTION_ARGS)
{
	PG_RETURN_NEWSDOC_P(newsdoc_analyze(PG_GETARG_TEXT_PP(0), NX_STAGE_CLAIMS));
}

static NewsDoc *
from_jsonb(Jsonb *jsonb, struct Node *escontext)
{
	NewsBuild build = {.sqlerrcode = ERRCODE_INVALID_TEXT_REPRESENTATION, .escontext = escontext};
	NewsParts *parts = newsdoc_parts_from_jsonb(&jsonb->root, escontext);

	return parts == NULL ? NULL : newsdoc_build(parts, &build);
}

/* Text form: JSON, through the server's own parser. */
PG_FUNCTION_INFO_V1(newsdoc_in);
Datum
newsdoc_in(PG_FUNCTION_ARGS)
{
	Datum jsonb;
	NewsDoc *doc;

	if (!newsext_input_call(jsonb_in, PG_GETARG_CSTRING(0), fcinfo->context, &jsonb))
		PG_RETURN_NULL();
	doc = from_jsonb(DatumGetJsonbP(jsonb), fcinfo->context);
	if (doc == NULL)
		PG_RETURN_NULL();
	PG_RETURN_NEWSDOC_P(doc);
}

static char *
json_of(const NewsDoc *doc)
{
	StringInfoData buf;

	initStringInfo(&buf);
	newsdoc_append_json(&buf, newsdoc_read(doc, NEWSDOC_ALL));
	return buf.data;
}

PG_FUNCTION_INFO_V1(newsdoc_out);
Datum
newsdoc_out(PG_FUNCTION_ARGS)
{
	PG_RETURN_CSTRING(json_of(PG_GETARG_NEWSDOC_P(0)));
}

/*
 * Wire form: the stored bytes from the version on, with the characters, which
 * come last, in the client's encoding.
 */
PG_FUNCTION_INFO_V1(newsdoc_send);
Datum
newsdoc_send(PG_FUNCTION_ARGS)
{
	NewsDoc *doc = PG_GETARG_NEWSDOC_P(0);
	uint32 fixed = newsdoc_fixed_length(doc);
	StringInfoData buf;

	if (fixed == 0)
		newsdoc_reject_stored(doc);
	pq_begintypsend(&buf);
	pq_sendbytes(&buf, VARDATA(doc), fixed);
	pq_sendtext(&buf, VARDATA(doc) + fixed, VARSIZE(doc) - VARHDRSZ - fixed);
	PG_RETURN_BYTEA_P(pq_endtypsend(&buf));
}

static void
reject_binary(const char *detail)
{
	ereport(ERROR, (errcode(ERRCODE_INVALID_BINARY_REPRESENTATION),
					errmsg("invalid binary representation of type %s", "newsdoc"),
					errdetail("%s", detail)));
}

/*
 * Nothing is believed: the bytes are taken apart with every number checked,
 * and must be those that the parts would be stored as.
 */
PG_FUNCTION_INFO_V1(newsdoc_recv);
Datum
newsdoc_recv(PG_FUNCTION_ARGS)
{
	StringInfo buf = (StringInfo) PG_GETARG_POINTER(0);
	NewsBuild build = {.sqlerrcode = ERRCODE_INVALID_BINARY_REPRESENTATION};
	int len = buf->len - buf->cursor;
	const char *bytes = pq_getmsgbytes(buf, len);
	NewsDoc *doc;
	NewsDoc *canonical;
	NewsParts *parts;
	uint32 fixed;
	char *text;
	int text_len;
	StringInfoData chars;

	if (len < (int) (NEWSDOC_HEADER - VARHDRSZ))
		reject_binary("It is too short.");
	if ((uint8) bytes[0] != NEWSDOC_VERSION)
		ereport(ERROR, (errcode(ERRCODE_INVALID_BINARY_REPRESENTATION),
						errmsg("unsupported version %d of binary newsdoc", (uint8) bytes[0]),
						errdetail("This release reads version %d.", NEWSDOC_VERSION)));

	doc = palloc(VARHDRSZ + len);
	SET_VARSIZE(doc, VARHDRSZ + len);
	memcpy(VARDATA(doc), bytes, len);
	fixed = newsdoc_fixed_length(doc);
	if (fixed == 0)
		reject_binary("Its header makes no sense.");

	/* The characters, checked and converted by the server. */
	chars = (StringInfoData){.data = (char *) bytes, .len = len, .cursor = (int) fixed};
	text = pq_getmsgtext(&chars, len - (int) fixed, &text_len);
	doc = repalloc(doc, VARHDRSZ + fixed + text_len);
	SET_VARSIZE(doc, VARHDRSZ + fixed + text_len);
	memcpy(VARDATA(doc) + fixed, text, text_len);

	parts = newsdoc_take_apart(doc, NEWSDOC_ALL);
	if (parts == NULL)
		reject_binary("Its contents do not fit together.");
	canonical = newsdoc_build(parts, &build);
	if (VARSIZE(canonical) != VARSIZE(doc) || memcmp(canonical, doc, VARSIZE(doc)) != 0)
		reject_binary("It is not in the canonical form.");
	PG_RETURN_NEWSDOC_P(canonical);
}

/* newsdoc → jsonb */
PG_FUNCTION_INFO_V1(newsdoc_to_jsonb);
Datum
newsdoc_to_jsonb(PG_FUNCTION_ARGS)
{
	char *json = json_of(PG_GETARG_NEWSDOC_P(0));

	PG_RETURN_DATUM(DirectFunctionCall1(jsonb_in, CStringGetDatum(json)));
}

/* jsonb → newsdoc */
PG_FUNCTION_INFO_V1(jsonb_to_newsdoc);
Datum
jsonb_to_newsdoc(PG_FUNCTION_ARGS)
{
	PG_RETURN_NEWSDOC_P(from_jsonb(PG_GETARG_JSONB_P(0), NULL));
}

/*
 * Equality is that of the bytes, as there is one form for every document; the
 * order has no meaning of its own, but serves DISTINCT, UNION and merge joins.
 */
static int
newsdoc_cmp_internal(FunctionCallInfo fcinfo)
{
	NewsDoc *a = PG_GETARG_NEWSDOC_P(0);
	NewsDoc *b = PG_GETARG_NEWSDOC_P(1);
	Size len_a = VARSIZE(a) - VARHDRSZ;
	Size len_b = VARSIZE(b) - VARHDRSZ;
	int cmp = memcmp(VARDATA(a), VARDATA(b), Min(len_a, len_b));

	if (cmp == 0)
		cmp = (len_a > len_b) - (len_a < len_b);
	PG_FREE_IF_COPY(a, 0);
	PG_FREE_IF_COPY(b, 1);
	return cmp;
}

PG_FUNCTION_INFO_V1(newsdoc_cmp);
Datum
newsdoc_cmp(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT32(newsdoc_cmp_internal(fcinfo));
}

#define COMPARISON(name, sign)                                                                     \
	PG_FUNCTION_INFO_V1(name);                                                                     \
	Datum name(PG_FUNCTION_ARGS)                                                                   \
	{                                                                                              \
		PG_RETURN_BOOL(newsdoc_cmp_internal(fcinfo) sign 0);                                       \
	}

COMPARISON(newsdoc_lt, <)
COMPARISON(newsdoc_le, <=)
COMPARISON(newsdoc_eq, ==)
COMPARISON(newsdoc_ne, !=)
COMPARISON(newsdoc_ge, >=)
COMPARISON(newsdoc_gt, >)

PG_FUNCTION_INFO_V1(newsdoc_hash);
Datum
newsdoc_hash(PG_FUNCTION_ARGS)
{
	NewsDoc *doc = PG_GETARG_NEWSDOC_P(0);
	Datum hash = hash_any((unsigned char *) VARDATA(doc), (int) (VARSIZE(doc) - VARHDRSZ));

	PG_FREE_IF_COPY(doc, 0);
	return hash;
}

PG_FUNCTION_INFO_V1(newsdoc_hash_extended);
Datum
newsdoc_hash_extended(PG_FUNCTION_ARGS)
{
	NewsDoc *doc = PG_GETARG_NEWSDOC_P(0);
	Datum hash = hash_any_extended((unsigned char *) VARDATA(doc), (int) (VARSIZE(doc) - VARHDRSZ),
								   PG_GETARG_INT64(1));

	PG_FREE_IF_COPY(doc, 0);
	return hash;
}
