/*
 * change.c
 *		Which way a word of change points, from data/english/words/change_*.txt.
 */
#include "change.h"

/* "verb noun judging": every word of the value by its first letter. */
static unsigned
parts_of(const char *value)
{
	unsigned parts = 0;

	if (value == NULL)
		return 0;
	for (const char *p = value; *p != '\0'; p++)
	{
		if (p > value && p[-1] != ' ')
			continue;
		if (*p == 'v')
			parts |= NX_CHANGE_VERB;
		else if (*p == 'n')
			parts |= NX_CHANGE_NOUN;
		else if (*p == 'a')
			parts |= NX_CHANGE_ADJECTIVE;
		else if (*p == 'j')
			parts |= NX_CHANGE_JUDGING;
	}
	return parts;
}

unsigned
nx_change_parts(uint32_t entry)
{
	if (nx_lex_has(entry, NX_C_CHANGE_UP))
		return parts_of(nx_lex_value(entry, NX_C_CHANGE_UP));
	if (nx_lex_has(entry, NX_C_CHANGE_DOWN))
		return parts_of(nx_lex_value(entry, NX_C_CHANGE_DOWN));
	if (nx_lex_has(entry, NX_C_CHANGE_FLAT))
		return parts_of(nx_lex_value(entry, NX_C_CHANGE_FLAT));
	return 0;
}

NxDirection
nx_change_direction(uint32_t entry)
{
	if (nx_lex_has(entry, NX_C_CHANGE_UP))
		return NX_UP;
	if (nx_lex_has(entry, NX_C_CHANGE_DOWN))
		return NX_DOWN;
	if (nx_lex_has(entry, NX_C_CHANGE_FLAT))
		return NX_FLAT;
	return NX_DIRECTION_NONE;
}

NxDirection
nx_change_direction_of_loss(uint32_t entry)
{
	NxDirection direction = nx_change_direction(entry);

	if (nx_change_parts(entry) & NX_CHANGE_JUDGING)
	{
		if (direction == NX_UP)
			return NX_DOWN;
		if (direction == NX_DOWN)
			return NX_UP;
	}
	return direction;
}
