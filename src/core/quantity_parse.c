/*
 * quantity_parse.c
 *		Quantities as a person types them, by the grammar of extraction.
 */
#include <string.h>

#include "arena.h"
#include "expression.h"
#include "measured.h"
#include "quantity.h"
#include "quantity_value.h"
#include "unit.h"

#define MAX_TYPED 1000 /* bytes that a person types for one quantity */

static bool
is_space(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

static NxStatus
parse_words(const char *text, size_t len, NxArena *arena, NxQuantity *quantity)
{
	static const NxOptions options = {.last_stage = NX_STAGE_TOKENS};
	NxAnalysis *a;
	NxMeasured m;
	NxStatus status = nx_analyze(text, len, &options, arena, &a);

	if (status != NX_OK)
		return status;
	status = nx_find_expressions(a, true);
	if (status != NX_OK)
		return status;
	if (a->n_measured != 1)
		return NX_INVALID;
	m = nx_measured_at(a, 0);
	if (m.span.start != 0 || m.span.end != len)
		return NX_INVALID;
	*quantity = m.quantity;
	return NX_OK;
}

/* A unit of the tables, alone or with a rate: "pound-per-year" is the pound of mass that it was. */
static bool
is_unit_code(const NxQuantity *quantity)
{
	size_t len = quantity->unit_len;

	if (len > 5 && memcmp(quantity->unit, "per-", 4) == 0 && quantity->unit[4] >= '0' &&
		quantity->unit[4] <= '9')
		return true;
	for (size_t i = 1; i + 5 < quantity->unit_len; i++)
		if (memcmp(quantity->unit + i, "-per-", 5) == 0)
			return nx_unit_of_code(quantity->unit, len) >= 0 ||
				   nx_unit_of_code(quantity->unit, i) >= 0;
	return len == 0 || nx_unit_of_code(quantity->unit, len) >= 0;
}

/* One reading of a text without white space around it. */
static NxStatus
read_typed(const char *text, size_t len, NxArena *arena, NxQuantity *quantity)
{
	bool canonical = nx_quantity_read_canonical(text, len, quantity);
	char code[NX_UNIT_MAX + 1];

	/*
	 * First what nx_quantity_format() writes with a unit of the tables; then
	 * what a person writes, "5 trillion" and "450 pupils"; what is left with a
	 * word behind the number, "7 job", is canonical too.
	 */
	if (canonical && is_unit_code(quantity))
		return NX_OK;
	if (len <= MAX_TYPED)
	{
		NxQuantity read;
		NxStatus status = parse_words(text, len, arena, &read);

		if (status == NX_OK)
			*quantity = read;
		if (status != NX_INVALID)
			return status;
	}
	if (!canonical || !nx_unit_parse(quantity->unit, quantity->unit_len, code))
		return NX_INVALID;
	quantity->unit_len = (uint8_t) strlen(code);
	memcpy(quantity->unit, code, sizeof(code));
	return NX_OK;
}

NxStatus
nx_quantity_is_canonical(const NxQuantity *quantity, NxArena *arena)
{
	char text[NX_QUANTITY_TEXT_MAX];
	char again_text[NX_QUANTITY_TEXT_MAX];
	size_t len = nx_quantity_format(quantity, text);
	NxQuantity again;
	NxStatus status = read_typed(text, len, arena, &again);

	if (status != NX_OK)
		return status;
	return nx_quantity_format(&again, again_text) == len && memcmp(text, again_text, len) == 0
			   ? NX_OK
			   : NX_INVALID;
}

NxStatus
nx_quantity_parse(const char *text, size_t len, NxArena *arena, NxQuantity *quantity,
				  NxParseError *error)
{
	size_t start = 0;
	NxStatus status;

	while (start < len && is_space(text[start]))
		start++;
	while (len > start && is_space(text[len - 1]))
		len--;
	error->offset = start;
	error->hint =
		"Write a value such as \"$1.2bn\", \"more than 30%\" or \"3000000..4000000 USD\".";
	error->detail = "The text is empty.";
	if (start == len)
		return NX_INVALID;
	error->detail = "This is not one number, range or bound with a unit.";
	status = read_typed(text + start, len - start, arena, quantity);
	/* nothing is taken whose own text would be read as something else */
	return status == NX_OK ? nx_quantity_is_canonical(quantity, arena) : status;
}
