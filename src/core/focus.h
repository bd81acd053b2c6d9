/*
 * focus.h
 *		What a text was lately speaking of: shared by anaphora.c, which walks over
 *		the text, nominal.c and pronoun.c.
 */
#ifndef NX_FOCUS_H
#define NX_FOCUS_H

#include "role.h"
#include "sentence.h"
#include "token.h"

#define NX_FOCUS 12 /* mentions remembered */

typedef struct NxSeen
{
	uint32_t entity; /* NX_NONE: somebody without a name */
	uint32_t sentence;
	uint32_t paragraph;
	uint32_t token; /* after it */
	uint32_t quote; /* 0: outside of marks */
	bool subject;
	bool speaks;
	uint8_t gender; /* of somebody without a name: "the woman" */
} NxSeen;

typedef struct NxWindow
{
	NxSeen seen[NX_FOCUS];
	uint32_t n; /* in all; seen[] is a ring */
} NxWindow;

/* How many mentions are remembered, and the k-th of them from the last one. */
static inline uint32_t
nx_n_seen(const NxWindow *w)
{
	return w->n < NX_FOCUS ? w->n : NX_FOCUS;
}

static inline const NxSeen *
nx_seen(const NxWindow *w, uint32_t k)
{
	return &w->seen[(w->n - 1 - k) % NX_FOCUS];
}

/* The one entity that fits, unless several do. */
typedef struct NxOnly
{
	uint32_t entity; /* NX_NONE: none so far */
	bool several;
} NxOnly;

static inline void
nx_take(NxOnly *only, uint32_t entity)
{
	only->several |= only->entity != NX_NONE && only->entity != entity;
	only->entity = entity;
}

/* What a candidate is, before it is resolved. */
typedef struct NxCandidate
{
	uint32_t first;
	uint32_t end; /* tokens */
	uint32_t head;
	NxMentionKind kind;
	NxLabel label; /* of nominals */
	char sex;      /* of pronouns: m f n p */
	char form;     /* of pronouns: s o d */
} NxCandidate;

typedef struct NxHeadNode
{
	uint32_t hash;
	uint32_t entity;
	uint32_t next;
} NxHeadNode;

typedef struct NxWalk
{
	NxAnalysis *a;
	const NxTokens *t;
	const NxSentences *s;
	const NxRole *roles;
	uint32_t *heads; /* hash of a role's head or a word of a name → node + 1 */
	uint32_t heads_mask;
	NxHeadNode *nodes;
	uint32_t n_nodes, max_nodes;
	char *kinds;             /* of each entity: its kind of organisation (org_noun.txt), or 0 */
	uint32_t main_firm;      /* entity, or NX_NONE */
	uint32_t *last_sentence; /* of each entity: + 1; 0 before its first mention */
	NxWindow people;
	NxWindow things;

	uint32_t sentence;
	uint32_t paragraph;
	uint32_t quote; /* number of the quotation that the walk is in; 0: none */
	uint32_t n_quotes;
	uint32_t marked;      /* the marked stretch that the walk comes to next, or is in */
	uint32_t last_marked; /* the one last entered, + 1 */
} NxWalk;

/* Is the token that closed word?  None is behind the last. */
static inline bool
nx_is_word(const NxTokens *t, uint32_t i, uint16_t word)
{
	return i < t->n && nx_tok_word(t, i) == word;
}

/* A finite verb, as far as lists can tell. */
extern bool nx_is_verb(const NxTokens *t, uint32_t i);

/* "Tsang said", "said Steve Tsang". */
extern bool nx_is_speaker(const NxWalk *w, uint32_t first, uint32_t end);

/* Follow the marks: which quotation token i stands in, the outermost of nested ones. */
extern void nx_pass_marks(NxWalk *w, uint32_t i);

/* Remember a mention; gender is that of somebody without a name. */
extern void nx_see(NxWalk *w, const NxMention *m, uint8_t gender);

/* Somebody without a name, and the one who it is has not been found out. */
extern void nx_see_stranger(NxWalk *w, const NxCandidate *c);

#endif /* NX_FOCUS_H */
