/*
 * lexicon.h
 *		What is known about words, read-only and linked into the library.
 *
 * tools/build_lexicon makes the image from data/english/words/ (a file is a
 * class, its name the class's name; one word or phrase a line, '#' comments,
 * optionally a tab and a value), data/english/closed_words.txt (words that
 * rules name one by one) and data/english/clusters.txt (word classes learned
 * from unlabelled news).  It also writes lexicon_classes.h:
 *
 *		NX_C_REPORTING_VERB	for data/english/words/reporting_verb.txt
 *		NX_W_ACCORDING		for "according" in closed_words.txt
 *
 * Words are looked up by the 64-bit hash of their lower-case form (accents
 * kept); the image holds no strings for them.  The words of a phrase are what
 * stands between its spaces.  build/lexicon_words.txt lists the words of the
 * entries in order, for other builders.  Class membership knows no case:
 * whoever asks looks at the token's shape too.
 */
#ifndef NX_LEXICON_H
#define NX_LEXICON_H

#include "displace.h"
#include "hash.h"
#include "nx.h"
#include "lexicon_classes.h" /* generated */

_Static_assert(NX_LEX_N_ENTRIES <= UINT16_MAX, "tokens keep entries in 16 bits");

#define NX_LEX_UNKNOWN 0 /* the entry of words that are not in the lexicon */

typedef struct NxLexEntry
{
	uint64_t bits[2];     /* classes, NX_C_… */
	uint16_t word;        /* NX_W_… or 0 */
	uint16_t cluster;     /* word class of its lower-case use; 0: none */
	uint16_t cap_cluster; /* of its capitalised use */
	uint16_t in_phrase;   /* may a phrase begun before it go on with the word? */
	uint32_t values;      /* first of the entry's (class, value) pairs; 0: none */
	uint32_t check;       /* NX_LEX_KEY_LOW() of its word's hash */
} NxLexEntry;

extern const NxLexEntry nx_lex_entries[NX_LEX_N_ENTRIES]; /* entry 0 is all zeros */

extern const uint16_t nx_lex_seeds[NX_LEX_N_BUCKETS];

/* The entry that a hash has if it has one; nx_lex_is() says whether it has. */
static inline uint32_t
nx_lex_place(uint64_t hash)
{
	uint32_t bucket = nx_displace_bucket(NX_LEX_KEY_LOW(hash), NX_LEX_N_BUCKETS);

	return 1 + nx_displace_place(NX_LEX_KEY_HIGH(hash), nx_lex_seeds[bucket], NX_LEX_N_ENTRIES - 1);
}

/* Is this entry, nx_lex_place() of a hash whose low half this is, the hash's? */
static inline bool
nx_lex_is(uint32_t entry, uint32_t hash)
{
	return nx_lex_entries[entry].check == hash;
}

/* The entry of a hash, or NX_LEX_UNKNOWN. */
static inline uint32_t
nx_lex_find(uint64_t hash)
{
	uint32_t entry = nx_lex_place(hash);

	return nx_lex_is(entry, (uint32_t) hash) ? entry : NX_LEX_UNKNOWN;
}

/*
 * Phrases are found by nx_lex_find() too, under nx_phrase_hash_add() of their
 * words.  NX_C_PHRASE_START is set on the entries of words, and of beginnings
 * of phrases, that go on to be a (longer) phrase.
 */
#define NX_PHRASE_MAX 6 /* words */

/* The value that class's file gives the entry, or NULL: "two<TAB>2". */
extern const char *nx_lex_value(uint32_t entry, int class);

static inline bool
nx_lex_has(uint32_t entry, int class)
{
	return (nx_lex_entries[entry].bits[class >> 6] >> (class & 63)) & 1;
}

/* Is the entry more than the beginning of a phrase? */
static inline bool
nx_lex_is_listed(uint32_t entry)
{
	uint64_t bits[2] = {nx_lex_entries[entry].bits[0], nx_lex_entries[entry].bits[1]};

	bits[NX_C_PHRASE_START >> 6] &= ~(UINT64_C(1) << (NX_C_PHRASE_START & 63));
	return (bits[0] | bits[1]) != 0;
}

#endif /* NX_LEXICON_H */
