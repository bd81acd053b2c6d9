/*
 * characters.c
 *		From byte offsets to character offsets.
 */
#include "arena.h"
#include "token.h"
#include "utf8.h"

#define POLL_STEPS 256 /* of NX_CHAR_STEP bytes */

NxStatus
nx_index_characters(NxAnalysis *a)
{
	const char *p = a->text;
	const char *end = a->text + a->len;
	uint32_t i = 0;
	uint32_t n = 0;
	uint32_t *before;

	while (end - p >= 8 && (nx_load_le64(p) & UINT64_C(0x8080808080808080)) == 0)
		p += 8;
	while (p < end && (unsigned char) *p < 0x80)
		p++;
	if (p == end)
		return NX_OK;

	before = nx_alloc(a->arena, ((size_t) a->len / NX_CHAR_STEP + 1) * sizeof(uint32_t));
	if (before == NULL)
		return NX_NOMEM;
	for (p = a->text; p < end;)
	{
		uint32_t at = (uint32_t) (p - a->text);
		int size = 1;

		/* the step that falls inside a character belongs to the character's start */
		if (at >= i * NX_CHAR_STEP)
		{
			before[i++] = n;
			if (i % POLL_STEPS == 0 && nx_should_stop(a))
				return NX_CANCELLED;
		}
		if (end - p >= 8 && at + 8 <= i * NX_CHAR_STEP &&
			(nx_load_le64(p) & UINT64_C(0x8080808080808080)) == 0)
		{
			p += 8;
			n += 8;
			continue;
		}
		if ((unsigned char) *p >= 0x80)
			nx_utf8_decode(p, end, &size);
		if (size > 1 && at + (uint32_t) size > i * NX_CHAR_STEP)
			before[i++] = n;
		p += size;
		n++;
	}
	a->tokens->chars_before = before;
	return NX_OK;
}

uint32_t
nx_char_offset(const NxAnalysis *a, uint32_t byte)
{
	const uint32_t *before = a->tokens->chars_before;
	const char *p;
	const char *target = a->text + byte;
	const char *end = a->text + a->len;
	uint32_t n;

	if (before == NULL)
		return byte;
	if (byte >= a->len)
		byte = a->len > 0 ? a->len - 1 : 0;
	n = before[byte / NX_CHAR_STEP];
	p = a->text + byte / NX_CHAR_STEP * NX_CHAR_STEP;

	/* back to the start of the character that the step falls into */
	for (int back = 1; back <= 3 && p - back >= a->text; back++)
	{
		int size;

		if (((unsigned char) p[-back] & 0xC0) == 0x80)
			continue;
		nx_utf8_decode(p - back, end, &size);
		if (size > back)
			p -= back;
		break;
	}
	while (p < target)
	{
		int size = 1;

		if (target - p >= 8 && (nx_load_le64(p) & UINT64_C(0x8080808080808080)) == 0)
		{
			p += 8;
			n += 8;
			continue;
		}

		if ((unsigned char) *p >= 0x80)
			nx_utf8_decode(p, end, &size);
		p += size;
		n++;
	}
	return n;
}
