/*
 * tag_text.h
 *		An article as the name tagger sees it: shapes, runs, and what the article
 *		shows of a word elsewhere.
 *
 * Only tokens that could be part of a name are looked at: runs of capitalised
 * words and what joins them.  All else is outside by definition.
 */
#ifndef NX_TAG_TEXT_H
#define NX_TAG_TEXT_H

#include "nx.h"
#include "tag_labels.h"

typedef enum NxTagShape
{
	NX_SHAPE_OUTSIDE, /* before or after the sentence */
	NX_SHAPE_LOWER,
	NX_SHAPE_CAPITAL,        /* Minister */
	NX_SHAPE_UPPER2,         /* EU */
	NX_SHAPE_UPPER,          /* NATO */
	NX_SHAPE_INITIAL,        /* J. */
	NX_SHAPE_LETTER,         /* A */
	NX_SHAPE_DOTTED,         /* U.S. */
	NX_SHAPE_MIXED,          /* McCain, iPhone */
	NX_SHAPE_HYPHEN_CAPITAL, /* Turkish-backed, Jean-Paul */
	NX_SHAPE_HYPHEN_LOWER,   /* al-Tamimi, mid-July */
	NX_SHAPE_UPPER_DIGIT,    /* G20, COVID-19 */
	NX_SHAPE_LOWER_DIGIT,    /* 20th, 4x4 */
	NX_SHAPE_NUMBER,
	NX_SHAPE_YEAR,
	NX_SHAPE_CLITIC,
	NX_SHAPE_MARK,
	NX_SHAPE_STOP,
	NX_SHAPE_COMMA,
	NX_SHAPE_QUOTE,
	NX_SHAPE_BRACKET,
	NX_SHAPE_DASH,
	NX_SHAPE_CURRENCY,
	NX_SHAPE_OTHER,
	NX_SHAPE_N
} NxTagShape;

/* Is this the shape of a word that may begin a name? */
extern const bool nx_tag_capital_shape[NX_SHAPE_N];

#define NX_TAG_MAX_RUN 200 /* tokens; longer runs are cut */

/* How a paragraph uses capitals. */
enum NxTagMode
{
	NX_MODE_BODY,
	NX_MODE_HEADLINE,
	NX_MODE_TITLE_CASE,
	NX_MODE_ALL_CAPS
};

/* Where a token stands in the phrase whose class it has. */
enum NxTagPosition
{
	NX_IN_WORD, /* the class is the word's own */
	NX_IN_PHRASE_FIRST,
	NX_IN_PHRASE,
	NX_IN_PHRASE_LAST
};

/* A token as features see it. */
typedef struct NxTagToken
{
	uint32_t hash;          /* of the word; numbers by their length; 0 outside the sentence */
	uint16_t lower_cluster; /* class of the word in lower case, of its capitalised form */
	uint16_t cap_cluster;
	uint8_t shape;
	bool itself; /* as it stands in the lexicon but for case, letter by letter */
	uint8_t n_classes;
	uint8_t n_own;       /* of these, the first so many are the word's, not a phrase's */
	uint8_t classes[14]; /* class * 4 + position in a phrase */
	uint16_t context;    /* what it says beside itself (tag_sums.h) */
	uint32_t entry;
} NxTagToken;

/* A stretch of tokens that may hold names, in one sentence. */
typedef struct NxTagRun
{
	uint32_t first;
	uint32_t end;
	uint32_t sentence;
} NxTagRun;

/* How the article's other names use a word, once they have been tagged. */
typedef struct NxTagUse
{
	uint8_t outside; /* times capitalised inside a sentence, but in no name */
	uint8_t classes[NX_TAG_N_CLASSES];
	uint8_t ends[NX_TAG_N_CLASSES]; /* of these, first (low half) or last of several words */
	uint8_t acronym;                /* bit a class: its letters are a name's initials */
} NxTagUse;

/* What the tagger knows of an article before it looks at a run. */
typedef struct NxTagText
{
	const NxAnalysis *a;
	bool wire;         /* agency style: the date stands in the dateline */
	bool sums;         /* what words say by themselves is summed beforehand (tag_sums.h) */
	uint8_t *shape;    /* of each token */
	uint32_t *types;   /* table of the article's capitalised words: hashes */
	uint8_t *evidence; /* NX_TAG_SEEN_… of each */
	NxTagUse *uses;    /* of each */
	uint32_t type_mask;
	uint32_t sentence; /* of the run last found */

	/* the run at hand, two tokens either side included */
	NxTagRun run;
	uint8_t mode;        /* of its paragraph */
	uint32_t first_word; /* of its sentence */
	NxTagToken tokens[NX_TAG_MAX_RUN + 4];
} NxTagText;

#define NX_TAG_SEEN_LOWER 1   /* the word stands in lower case elsewhere */
#define NX_TAG_SEEN_CAPITAL 2 /* … capitalised inside a sentence */
#define NX_TAG_SEEN_AGAIN 4   /* … capitalised more than once */

extern NxStatus nx_tag_text_init(NxTagText *x, const NxAnalysis *a);

/* The next run at or after token i, mostly one past the last; false when there is none. */
extern bool nx_tag_next_run(NxTagText *x, uint32_t i, NxTagRun *run);

/* Prepare a run, then ask for the features of its tokens (i from run.first). */
extern void nx_tag_run_init(NxTagText *x, NxTagRun run);

/* Come back to a run for its uses and spans only. */
extern void nx_tag_run_resume(NxTagText *x, NxTagRun run);

/* Add the classes of a lexicon entry to a token. */
extern void nx_tag_add_classes(NxTagToken *token, uint32_t entry, enum NxTagPosition position);

static inline bool
nx_tag_is_capital(const NxTagText *x, uint32_t i)
{
	return nx_tag_capital_shape[x->shape[i]];
}

/* ---- types: the article's capitalised words, and pairs of them ---- */

static inline uint32_t
nx_tag_pair_hash(uint32_t left, uint32_t right)
{
	uint32_t hash = (left ^ (right << 16 | right >> 16)) * UINT32_C(0x85EBCA6B) + left;

	return hash | 1;
}

/* Where in the table a type is, or the empty place where it would be. */
static inline uint32_t
nx_tag_type(const NxTagText *x, uint32_t hash)
{
	uint32_t i = (hash * UINT32_C(0x9E3779B1)) & x->type_mask;

	while (x->types[i] != 0 && x->types[i] != hash)
		i = (i + 1) & x->type_mask;
	return i;
}

/*
 * Count a run's labels among the article's uses, or take them back (delta -1).
 * Runs of headlines tell nothing.  (tag_uses.c)
 */
extern void nx_tag_count(NxTagText *x, const uint8_t *labels, int delta);

/* May the article's other names say anything of the run at hand? */
extern bool nx_tag_may_be_used(const NxTagText *x);

/*
 * The characters of a name: usually those of its tokens; without what is glued
 * to it ("Lima-based"), and two where a hyphen joins two peoples or countries.
 * The class may change.  (tag_spans.c)
 */
extern int nx_tag_spans(const NxTagText *x, uint32_t first, uint32_t end, NxTagClass *class,
						NxSpan spans[2]);

#endif /* NX_TAG_TEXT_H */
