/*
 * hash.h
 *		The hash of a word: of its lower-case bytes, eight at a time.
 *
 * The tokeniser, the lexicon's builder and the trainers must agree on it to
 * the bit, on any machine: bytes are taken in little-endian order.
 */
#ifndef NX_HASH_H
#define NX_HASH_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

#define NX_HASH_FACTOR UINT64_C(0x9FB21C651E98DF25)

static inline uint64_t
nx_load_le64(const char *p)
{
	uint64_t word;

	memcpy(&word, p, sizeof(word));
#if defined(__BYTE_ORDER__) && __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
	word = __builtin_bswap64(word);
#endif
	return word;
}

static inline uint32_t
nx_load_le32(const char *p)
{
	uint32_t word;

	memcpy(&word, p, sizeof(word));
#if defined(__BYTE_ORDER__) && __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
	word = __builtin_bswap32(word);
#endif
	return word;
}

/* The first n (< 8) bytes at p as the low bytes of a word, reading no further. */
static inline uint64_t
nx_load_tail(const char *p, size_t n)
{
	uint64_t word = 0;

	/* halves of what is there, which may overlap: no loop whose end has to be guessed */
	if (n >= 4)
		return nx_load_le32(p) | (uint64_t) nx_load_le32(p + n - 4) << (8 * (n - 4));
	for (size_t i = 0; i < n; i++)
		word |= (uint64_t) (unsigned char) p[i] << (8 * i);
	return word;
}

/* ASCII letters of eight bytes to lower case; bytes of 0x80 and above stay. */
static inline uint64_t
nx_lower8(uint64_t word)
{
	uint64_t ascii = ~word & UINT64_C(0x8080808080808080);
	uint64_t low7 = word & UINT64_C(0x7F7F7F7F7F7F7F7F);
	uint64_t from_a = low7 + UINT64_C(0x3F3F3F3F3F3F3F3F);  /* high bit: >= 'A' */
	uint64_t after_z = low7 + UINT64_C(0x2525252525252525); /* high bit: > 'Z' */

	return word | ((from_a & ~after_z & ascii) >> 2);
}

static inline uint64_t
nx_hash_start(size_t len)
{
	return (uint64_t) len * NX_HASH_FACTOR;
}

static inline uint64_t
nx_hash_step(uint64_t hash, uint64_t word)
{
	hash = (hash ^ word) * NX_HASH_FACTOR;
	return hash ^ (hash >> 32);
}

static inline uint64_t
nx_hash_end(uint64_t hash)
{
	hash *= NX_HASH_FACTOR;
	return hash ^ (hash >> 29);
}

/*
 * The hash of bytes that are ASCII, of any case.  What lies between them and
 * limit may be read (not used), which saves most words a loop.
 */
static inline uint64_t
nx_hash_ascii_within(const char *p, size_t len, const char *limit)
{
	uint64_t hash = nx_hash_start(len);
	size_t left = len;

	for (; left >= 8; left -= 8, p += 8)
		hash = nx_hash_step(hash, nx_lower8(nx_load_le64(p)));
	if (left > 0)
	{
		uint64_t tail = limit - p >= 8 ? nx_load_le64(p) & (UINT64_MAX >> (64 - 8 * left))
									   : nx_load_tail(p, left);

		hash = nx_hash_step(hash, nx_lower8(tail));
	}
	return nx_hash_end(hash);
}

static inline uint64_t
nx_hash_ascii(const char *p, size_t len)
{
	return nx_hash_ascii_within(p, len, p + len);
}

/*
 * The hash of a phrase, word by word, so that each of its beginnings has one
 * too: start with NX_PHRASE_HASH_START, add each word's low 32 bits, finish
 * with nx_hash_end().
 */
#define NX_PHRASE_HASH_START UINT64_C(0x5851F42D4C957F2D)

static inline uint64_t
nx_phrase_hash_add(uint64_t hash, uint32_t word)
{
	return nx_hash_step(hash, word);
}

/*
 * The hash of a word's lower-case form, curly apostrophes straight: what
 * tokens carry, what models key on.  Of a word longer than NX_WORD_HASHED
 * bytes only so many count.  (word_hash.c)
 */
#define NX_WORD_HASHED 256

extern uint64_t nx_word_hash(const char *word, size_t len);

/*
 * A word's key in the lexicon's table (displace.h).  The high bits of the low
 * number choose the bucket, so the other has its low ones, and more.
 */
#define NX_LEX_KEY_LOW(hash) ((uint32_t) (hash))
#define NX_LEX_KEY_HIGH(hash) ((uint32_t) (hash) << 16 | (uint32_t) ((hash) >> 32 & 0xFFFF))

#endif /* NX_HASH_H */
