/*
 * newsquantity.c
 *		The type newsquantity in SQL: input and output, accessors, conversions.
 */
#include "postgres.h"

#include "adapter.h"
#include "catalog/pg_type.h"
#include "libpq/pqformat.h"
#include "mb/pg_wchar.h"
#include "newsquantity.h"
#include "unit.h"
#include "utils/builtins.h"
#include "utils/numeric.h"
#include "utils/typcache.h"

#define NEWSQUANTITY_WIRE_VERSION 1

void
newsquantity_get(Datum datum, NxQuantity *quantity)
{
	struct varlena *value = PG_DETOAST_DATUM_PACKED(datum);

	if (!nx_quantity_unpack((const uint8_t *) VARDATA_ANY(value), VARSIZE_ANY_EXHDR(value),
							quantity))
		ereport(ERROR, (errcode(ERRCODE_DATA_CORRUPTED), errmsg("stored newsquantity is corrupt")));
	if ((Pointer) value != DatumGetPointer(datum))
		pfree(value);
}

Datum
newsquantity_datum(const NxQuantity *quantity)
{
	uint8 packed[NX_QUANTITY_PACKED_MAX];
	size_t len = nx_quantity_pack(quantity, packed);

	return PointerGetDatum(cstring_to_text_with_len((const char *) packed, (int) len));
}

/* ---- input and output ---- */

/*
 * Canonical text and whatever a person writes for a quantity, by the grammar
 * that extraction uses.
 */
PG_FUNCTION_INFO_V1(newsquantity_in);
Datum
newsquantity_in(PG_FUNCTION_ARGS)
{
	char *input = PG_GETARG_CSTRING(0);
	NxStr text = newsext_to_utf8((NxStr){input, (uint32) strlen(input)});
	NxArena *arena = newsext_arena();
	NxQuantity quantity;
	NxParseError error = {0};
	NxStatus status = nx_quantity_parse(text.data, text.len, arena, &quantity, &error);

	nx_arena_destroy(arena);
	if (status == NX_INVALID)
		ereturn(fcinfo->context, (Datum) 0,
				(errcode(ERRCODE_INVALID_TEXT_REPRESENTATION),
				 errmsg("invalid input syntax for type %s: \"%s\"", "newsquantity", input),
				 error.detail ? errdetail("%s", error.detail) : 0,
				 error.hint ? errhint("%s", error.hint) : 0));
	newsext_report(status);
	PG_RETURN_DATUM(newsquantity_datum(&quantity));
}

PG_FUNCTION_INFO_V1(newsquantity_out);
Datum
newsquantity_out(PG_FUNCTION_ARGS)
{
	NxQuantity quantity;
	char text[NX_QUANTITY_TEXT_MAX];
	NxStr server;

	PG_GETARG_NEWSQUANTITY(0, &quantity);
	server = newsext_from_utf8((NxStr){text, (uint32) nx_quantity_format(&quantity, text)});
	PG_RETURN_CSTRING(pnstrdup(server.data, server.len));
}

/* Wire form: a version byte, then the stored bytes; the unit is UTF-8 everywhere. */
PG_FUNCTION_INFO_V1(newsquantity_send);
Datum
newsquantity_send(PG_FUNCTION_ARGS)
{
	struct varlena *value = PG_DETOAST_DATUM_PACKED(PG_GETARG_DATUM(0));
	StringInfoData buf;

	pq_begintypsend(&buf);
	pq_sendint8(&buf, NEWSQUANTITY_WIRE_VERSION);
	pq_sendbytes(&buf, VARDATA_ANY(value), VARSIZE_ANY_EXHDR(value));
	PG_RETURN_BYTEA_P(pq_endtypsend(&buf));
}

PG_FUNCTION_INFO_V1(newsquantity_recv);
Datum
newsquantity_recv(PG_FUNCTION_ARGS)
{
	StringInfo buf = (StringInfo) PG_GETARG_POINTER(0);
	int version = pq_getmsgbyte(buf);
	int len = buf->len - buf->cursor;
	const char *bytes;
	NxQuantity quantity;
	bool valid;

	if (version != NEWSQUANTITY_WIRE_VERSION)
		ereport(ERROR, (errcode(ERRCODE_INVALID_BINARY_REPRESENTATION),
						errmsg("unsupported version %d of binary newsquantity", version),
						errdetail("This release reads version %d.", NEWSQUANTITY_WIRE_VERSION)));
	bytes = pq_getmsgbytes(buf, len);
	valid = nx_quantity_unpack((const uint8_t *) bytes, len, &quantity);
	if (valid)
	{
		NxArena *arena = newsext_arena();
		NxStatus status = nx_quantity_is_canonical(&quantity, arena);

		nx_arena_destroy(arena);
		valid = status != NX_INVALID;
		if (valid)
			newsext_report(status);
	}
	if (!valid)
		ereport(
			ERROR,
			(errcode(ERRCODE_INVALID_BINARY_REPRESENTATION),
			 errmsg("invalid binary representation of type %s", "newsquantity"),
			 errdetail("It must be flags, one or two finite ends in order, and a unit's code.")));
	PG_RETURN_DATUM(newsquantity_datum(&quantity));
}

/* ---- accessors ---- */

static Datum
numeric_of(double value)
{
	char text[NX_DOUBLE_TEXT_MAX];

	if (value >= -1e15 && value <= 1e15 && value == (double) (int64) value)
		return NumericGetDatum(int64_to_numeric((int64) value));
	nx_double_format(value, text);
	return DirectFunctionCall3(numeric_in, CStringGetDatum(text), ObjectIdGetDatum(InvalidOid),
							   Int32GetDatum(-1));
}

/* The point value; of a bound the bound; of a range null. */
PG_FUNCTION_INFO_V1(news_value);
Datum
news_value(PG_FUNCTION_ARGS)
{
	NxQuantity quantity;
	bool low;
	bool high;

	PG_GETARG_NEWSQUANTITY(0, &quantity);
	low = (quantity.flags & NX_Q_HAS_LOW) != 0;
	high = (quantity.flags & NX_Q_HAS_HIGH) != 0;
	if (low && high && quantity.low != quantity.high)
		PG_RETURN_NULL();
	PG_RETURN_DATUM(numeric_of(low ? quantity.low : quantity.high));
}

PG_FUNCTION_INFO_V1(news_low);
Datum
news_low(PG_FUNCTION_ARGS)
{
	NxQuantity quantity;

	PG_GETARG_NEWSQUANTITY(0, &quantity);
	if (!(quantity.flags & NX_Q_HAS_LOW))
		PG_RETURN_NULL();
	PG_RETURN_DATUM(numeric_of(quantity.low));
}

PG_FUNCTION_INFO_V1(news_high);
Datum
news_high(PG_FUNCTION_ARGS)
{
	NxQuantity quantity;

	PG_GETARG_NEWSQUANTITY(0, &quantity);
	if (!(quantity.flags & NX_Q_HAS_HIGH))
		PG_RETURN_NULL();
	PG_RETURN_DATUM(numeric_of(quantity.high));
}

static text *
text_from_utf8(const char *data, size_t len)
{
	NxStr server = newsext_from_utf8((NxStr){data, (uint32) len});

	return cstring_to_text_with_len(server.data, (int) server.len);
}

/* The unit's code; null for a bare number. */
PG_FUNCTION_INFO_V1(news_unit);
Datum
news_unit(PG_FUNCTION_ARGS)
{
	NxQuantity quantity;

	PG_GETARG_NEWSQUANTITY(0, &quantity);
	if (quantity.unit_len == 0)
		PG_RETURN_NULL();
	PG_RETURN_TEXT_P(text_from_utf8(quantity.unit, quantity.unit_len));
}

/* What the unit measures: the same name for units that convert into each other. */
PG_FUNCTION_INFO_V1(news_dimension);
Datum
news_dimension(PG_FUNCTION_ARGS)
{
	NxQuantity quantity;
	NxDimension dimension;

	PG_GETARG_NEWSQUANTITY(0, &quantity);
	nx_unit_dimension(quantity.unit, quantity.unit_len, &dimension);
	PG_RETURN_TEXT_P(text_from_utf8(dimension.name, dimension.len));
}

/* ---- conversions ---- */

/*
 * The same quantity in another unit; null when it measures something else, so
 * that a column of many kinds can be converted without a filter.
 */
PG_FUNCTION_INFO_V1(news_convert);
Datum
news_convert(PG_FUNCTION_ARGS)
{
	NxQuantity quantity;
	NxQuantity converted;
	text *unit = PG_GETARG_TEXT_PP(1);
	NxStr name = newsext_to_utf8((NxStr){VARDATA_ANY(unit), (uint32) VARSIZE_ANY_EXHDR(unit)});
	char code[NX_UNIT_MAX + 1];

	PG_GETARG_NEWSQUANTITY(0, &quantity);
	if (nx_unit_is_valid(name.data, name.len) &&
		nx_quantity_convert(&quantity, name.data, name.len, &converted))
		PG_RETURN_DATUM(newsquantity_datum(&converted));
	if (!nx_unit_parse(name.data, name.len, code))
		ereport(ERROR, (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
						errmsg("invalid unit: \"%s\"", text_to_cstring(unit)),
						errhint("Write a currency code, a unit such as \"kilometer\" or \"km/h\", "
								"or a counted noun.")));
	if (!nx_quantity_convert(&quantity, code, strlen(code), &converted))
		PG_RETURN_NULL();
	PG_RETURN_DATUM(newsquantity_datum(&converted));
}

/* The values alone, in the quantity's own unit. */
PG_FUNCTION_INFO_V1(newsquantity_to_numrange);
Datum
newsquantity_to_numrange(PG_FUNCTION_ARGS)
{
	TypeCacheEntry *typcache = lookup_type_cache(NUMRANGEOID, TYPECACHE_RANGE_INFO);
	NxQuantity quantity;
	RangeBound lower = {.infinite = true, .lower = true};
	RangeBound upper = {.infinite = true, .lower = false};

	PG_GETARG_NEWSQUANTITY(0, &quantity);
	if (quantity.flags & NX_Q_HAS_LOW)
	{
		lower.infinite = false;
		lower.inclusive = !(quantity.flags & NX_Q_LOW_STRICT);
		lower.val = numeric_of(quantity.low);
	}
	if (quantity.flags & NX_Q_HAS_HIGH)
	{
		upper.infinite = false;
		upper.inclusive = !(quantity.flags & NX_Q_HIGH_STRICT);
		upper.val = numeric_of(quantity.high);
	}
	PG_RETURN_RANGE_P(newsext_range_serialize(typcache, &lower, &upper));
}
