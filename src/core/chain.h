/*
 * chain.h
 *		The chains that linking makes of mentions, and where they are found:
 *		shared by chain.c, chain_match.c and link.c.
 */
#ifndef NX_CHAIN_H
#define NX_CHAIN_H

#include "form.h"
#include "nx.h"

#define NX_CHAIN_PAGE 128
#define NX_ACRONYM_SALT 0x9E3779B9u /* makes the word index's key of an acronym */

typedef enum NxGroup
{
	NX_G_PERSON,
	NX_G_ORG,
	NX_G_PLACE,
	NX_G_NORP,
	NX_G_OTHER
} NxGroup;

typedef struct NxChain
{
	uint64_t key;
	uint32_t words;  /* first of n in the pool */
	uint32_t parent; /* itself, or the chain that it was joined to */
	uint32_t first;  /* mention */
	uint32_t best;   /* mention with the fullest form */
	uint32_t last_sentence;
	uint32_t family_sentence; /* where the last mention stood that is not by the given name alone */
	uint32_t title;           /* hash of an office */
	uint32_t suffix;
	/* Counts stop at UINT16_MAX: who has so many mentions is known by then. */
	uint16_t count;        /* mentions so far */
	uint16_t body_count;   /* of them outside headlines */
	uint16_t family_count; /* of them, those not by the given name alone */
	uint16_t margin;       /* of the leading label's votes (Boyer and Moore's majority) */
	uint16_t best_rank;
	uint8_t label;
	uint8_t group;
	uint8_t n;
	uint8_t gender;
	bool given : 1;
	bool family_first : 1;
	bool place : 1;
	bool acronym : 1;
	bool alias : 1;
	bool sexed : 1; /* a title told the gender */
	bool bare : 1;  /* called by the family name alone */
	bool kin : 1;   /* named as somebody's relative: "his sister Agata" */
} NxChain;

typedef struct NxChainNode
{
	uint32_t hash;
	uint32_t chain;
	uint32_t next;
} NxChainNode;

typedef struct NxLinker
{
	NxAnalysis *a;
	NxChain **chains; /* pages of NX_CHAIN_PAGE */
	uint32_t n_chains;
	NxFormWord *pool;
	uint32_t n_pool, max_pool;
	uint32_t *exact; /* key → chain + 1 */
	uint32_t exact_mask;
	uint32_t *index; /* word → node + 1 */
	uint32_t index_mask;
	NxChainNode **nodes; /* pages of NX_CHAIN_PAGE */
	uint32_t n_nodes, max_nodes;
	uint32_t *surface; /* of each mention: hash of its words as they stand */

	/* where the mention at hand stands */
	uint32_t sentence;
	bool headline;
	bool all_caps;
} NxLinker;

/*
 * Chains and nodes grow in pages, so that what grows in turns with others
 * leaves no outgrown copies behind.
 */
static inline NxChain *
nx_chain_at(const NxLinker *l, uint32_t i)
{
	return &l->chains[i / NX_CHAIN_PAGE][i % NX_CHAIN_PAGE];
}

static inline NxChainNode *
nx_chain_node(const NxLinker *l, uint32_t i)
{
	return &l->nodes[i / NX_CHAIN_PAGE][i % NX_CHAIN_PAGE];
}

/* Room for the chains of all mentions; false when out of memory. */
extern bool nx_start_chains(NxLinker *l);

extern NxGroup nx_group_of(NxLabel label);

/*
 * The same words mean one thing whatever the tagger called them in one place
 * or another, except that known places may be two (Jordan).
 */
extern uint64_t nx_chain_key(const NxForm *form, NxGroup group);

/* Room for two more keys; slots found before are none any more.  False when out of memory. */
extern bool nx_chain_room(NxLinker *l);

/* Where the chain (+ 1) of a key stands or will stand. */
extern uint32_t *nx_chain_slot(NxLinker *l, uint64_t key);

/* Where the newest node (+ 1) of a word stands or will stand. */
extern uint32_t *nx_word_slot(NxLinker *l, uint32_t hash);

/* Let a chain be found by a word; false when out of memory. */
extern bool nx_index_word(NxLinker *l, uint32_t hash, uint32_t chain);

/* The chain that a chain was joined to in the end. */
extern uint32_t nx_chain_root(NxLinker *l, uint32_t chain);

/* The word that people call a person by in news: the family name. */
extern uint32_t nx_family_word(const NxLinker *l, const NxChain *chain);

/* Begin a chain with a mention; NX_NONE when out of memory. */
extern uint32_t nx_new_chain(NxLinker *l, const NxForm *form, NxGroup group, uint64_t key,
							 uint32_t mention);

/* Let the chain be found by the words of a form, and remember the longest form's. */
extern bool nx_index_form(NxLinker *l, uint32_t number, const NxForm *form, const NxMention *m);

/* Add a mention to a chain; it votes for the chain's label and may be its fullest form. */
extern void nx_join_mention(NxLinker *l, uint32_t number, const NxForm *form, uint32_t mention);

/* Make one chain part of another. */
extern void nx_join_chains(NxLinker *l, uint32_t from, uint32_t to);

#endif /* NX_CHAIN_H */
