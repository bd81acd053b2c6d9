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
	bool ascii = true;

	if (len > NX_WORD_HASHED)
		len = NX_WORD_HASHED;
	for (size_t i = 0; i < len; i++)
		ascii &= (unsigned char) word[i] < 0x80;
	if (ascii)
		return nx_hash_ascii(word, len);

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
