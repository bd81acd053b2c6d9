/*
 * word_hash.c
 *		nx_word_hash(), apart from lexicon.c because the tool that builds the
 *		lexicon needs it before there is one.
 */
#include "hash.h"
#include "utf8.h"

uint64_t
nx_word_hash(const char *word, size_t len)
{
	char lower[NX_WORD_HASHED + 4];
	const char *end;
	size_t n = 0;
	uint64_t high = 0;

	if (len > NX_WORD_HASHED)
		len = NX_WORD_HASHED;
	for (; n + 8 <= len; n += 8)
		high |= nx_load_le64(word + n);
	high |= nx_load_tail(word + n, len - n);
	if ((high & UINT64_C(0x8080808080808080)) == 0)
		return nx_hash_ascii(word, len);
	n = 0;

	end = word + len;
	while (word < end && n < NX_WORD_HASHED)
	{
		int size;
		uint32_t c = nx_utf8_decode(word, end, &size);

		if (c == 0x2019 || c == 0x02BC)
			c = '\'';
		n += (size_t) nx_utf8_encode(nx_lower(c), lower + n);
		word += size;
	}
	return nx_hash_ascii(lower, n);
}
