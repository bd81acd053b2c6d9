/*
 * tag_features.h
 *		What the name tagger looks at: shared by the tagger and its trainer.
 *
 * Only tokens that could be part of a name are looked at: runs of capitalised
 * words and what joins them.  All else is outside by definition.
 */
#ifndef NX_TAG_FEATURES_H
#define NX_TAG_FEATURES_H

#include "nx.h"

/* What the corpora teach; finer labels are a matter of knowledge (mention.c). */
typedef enum NxTagClass
{
	NX_TAG_PER,
	NX_TAG_ORG,
	NX_TAG_LOC,
	NX_TAG_NORP,
	NX_TAG_FAC,
	NX_TAG_MISC,
	NX_TAG_N_CLASSES
} NxTagClass;

/* The labels of tokens: outside, and begin, inside, last, unit of each class. */
#define NX_TAG_OUTSIDE 0
#define NX_TAG_BEGIN(class) (1 + 4 * (class))
#define NX_TAG_INSIDE(class) (2 + 4 * (class))
#define NX_TAG_LAST(class) (3 + 4 * (class))
#define NX_TAG_UNIT(class) (4 + 4 * (class))
#define NX_TAG_LABELS (1 + 4 * NX_TAG_N_CLASSES)

/* Templates; their numbers are in the weights, so new ones go to the end. */
#define NX_TAG_TRANSITION 255 /* value: the label before */
#define NX_TAG_STYLED 256     /* added to a template: the same in wire style */

typedef struct NxTagFeature
{
	uint16_t template;
	uint8_t words;  /* bit 0: value is the hash of a word, bit 1: second is */
	uint8_t styled; /* also learned apart for the style of the text */
	uint32_t value;
	uint32_t second;
} NxTagFeature;

#define NX_TAG_MAX_FEATURES 200
#define NX_TAG_MAX_RUN 200 /* tokens; longer runs are cut */

/* A token as features see it. */
typedef struct NxTagToken
{
	uint32_t hash;          /* of the word; numbers by their length; 0 outside the sentence */
	uint16_t lower_cluster; /* class of the word in lower case, of its capitalised form */
	uint16_t cap_cluster;
	uint8_t shape;
	uint8_t n_classes;
	uint8_t classes[14]; /* class * 4 + position in a phrase */
	uint64_t class_bits;
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
	uint8_t *shape;    /* of each token */
	uint32_t *types;   /* table of the article's capitalised words: hashes */
	uint8_t *evidence; /* NX_TAG_SEEN_… of each */
	NxTagUse *uses;    /* of each */
	uint32_t type_mask;

	/* the run at hand, two tokens either side included */
	NxTagRun run;
	uint8_t mode;        /* of its paragraph */
	uint32_t first_word; /* of its sentence */
	NxTagToken tokens[NX_TAG_MAX_RUN + 4];
} NxTagText;

#define NX_TAG_SEEN_LOWER 1   /* the word stands in lower case elsewhere */
#define NX_TAG_SEEN_CAPITAL 2 /* … capitalised inside a sentence */

extern NxStatus nx_tag_text_init(NxTagText *x, const NxAnalysis *a);

/* The next run at or after token i; false when there is none. */
extern bool nx_tag_next_run(const NxTagText *x, uint32_t i, NxTagRun *run);

/* Prepare a run, then ask for the features of its tokens (i from run.first). */
extern void nx_tag_run_init(NxTagText *x, NxTagRun run);

/* Come back to a run for its uses and spans only. */
extern void nx_tag_run_resume(NxTagText *x, NxTagRun run);
extern int nx_tag_features(const NxTagText *x, uint32_t i, NxTagFeature *features);

/*
 * Count a run's labels among the article's uses, or take them back (delta -1).
 * Runs of headlines tell nothing.
 */
extern void nx_tag_count(NxTagText *x, const uint8_t *labels, int delta);

/*
 * What the rest of the article says of token i of the run at hand, whose own
 * labels are taken back; 0 when it says nothing.
 */
extern int nx_tag_use_features(const NxTagText *x, uint32_t i, NxTagFeature *features);

/*
 * The characters of a name: usually those of its tokens; without what is glued
 * to it ("Lima-based"), and two where a hyphen joins two peoples or countries.
 * The class may change.
 */
extern int nx_tag_spans(const NxTagText *x, uint32_t first, uint32_t end, NxTagClass *class,
						NxSpan spans[2]);

/* May label `next` follow `label`?  Outside stands before and after a run. */
extern bool nx_tag_may_follow(int label, int next);

#endif /* NX_TAG_FEATURES_H */
