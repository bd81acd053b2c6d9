/*
 * quantity.c
 *		The grammar of measured expressions.
 */
#include <string.h>

#include "quantity.h"
#include "quantity_value.h"
#include "unit.h"

NxStatus
nx_find_quantities(NxAnalysis *a)
{
	(void) a;
	return NX_OK;
}

static bool
is_space(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

NxStatus
nx_quantity_parse(const char *text, size_t len, struct NxArena *arena, NxQuantity *quantity,
				  NxParseError *error)
{
	size_t start = 0;

	(void) arena;
	while (start < len && is_space(text[start]))
		start++;
	while (len > start && is_space(text[len - 1]))
		len--;
	if (nx_quantity_read_canonical(text + start, len - start, quantity))
	{
		char code[NX_UNIT_MAX + 1];

		/* what a person writes in the same form: "5 km", "450 pupils" */
		if (nx_unit_parse(quantity->unit, quantity->unit_len, code))
		{
			quantity->unit_len = (uint8_t) strlen(code);
			memcpy(quantity->unit, code, sizeof(code));
			return NX_OK;
		}
	}
	error->offset = start;
	error->detail = start == len ? "The text is empty." : "This is no number with a unit.";
	error->hint =
		"Write a value such as \"$1.2bn\", \"more than 30%\" or \"3000000..4000000 USD\".";
	return NX_INVALID;
}
