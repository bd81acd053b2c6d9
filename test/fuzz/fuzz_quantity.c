/*
 * fuzz_quantity.c
 *		What a person may type as a quantity, and what a client may send as one:
 *		accepted values are canonical and round-trip, the rest says why not.
 */
#include "invariants.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char *text = malloc(size > 0 ? size : 1);
	NxArena *arena = nx_arena_create(&nx_malloc_allocator);
	NxQuantity q;
	NxParseError error = {0, NULL, NULL};
	NxStatus status;

	MUST(text != NULL && arena != NULL);
	if (size > 0)
		memcpy(text, data, size);
	status = nx_quantity_parse(text, size, arena, &q, &error);
	if (status == NX_OK)
		check_quantity(&q);
	else
	{
		MUST(status == NX_INVALID);
		MUST(error.detail != NULL);
		MUST(error.offset <= size);
	}
	if (nx_quantity_unpack((const uint8_t *) text, size, &q))
	{
		uint8_t packed[NX_QUANTITY_PACKED_MAX];

		/* only canonical bytes are accepted; the server's recv asks for canonical units too */
		if (nx_quantity_is_canonical(&q, arena) == NX_OK)
			check_quantity(&q);
		MUST(nx_quantity_pack(&q, packed) == size);
		MUST(memcmp(packed, text, size) == 0);
	}
	nx_arena_destroy(arena);
	free(text);
	return 0;
}
