/*
 * nx.h
 *		The public face of the newsext core: what goes in (UTF-8 text, options)
 *		and the analysis that comes out.
 *
 * The core is plain C11.  It returns status codes, never throws, prints, or
 * keeps state between calls; all memory comes from an arena over the caller's
 * allocator (arena.h), and whatever an NxAnalysis points to lives as long as
 * that arena or the text itself.
 *
 * Positions are byte offsets into the text, end exclusive.  nx_char_offset()
 * turns one into characters.
 */
#ifndef NX_H
#define NX_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef enum NxStatus
{
	NX_OK = 0,
	NX_NOMEM,     /* the allocator returned NULL */
	NX_CANCELLED, /* should_stop() said so */
	NX_INVALID    /* input that a person typed does not parse */
} NxStatus;

/* An index that points nowhere. */
#define NX_NONE UINT32_MAX

/*
 * Texts are analysed up to this many bytes (cut at a character boundary);
 * what lies beyond is left out and NxAnalysis.truncated says so.
 */
#define NX_MAX_TEXT ((uint32_t) 128 * 1024 * 1024)

typedef struct NxSpan
{
	uint32_t start;
	uint32_t end; /* exclusive; start == end means "none" */
} NxSpan;

/* A borrowed string: not terminated, never NULL unless len is 0. */
typedef struct NxStr
{
	const char *data;
	uint32_t len;
} NxStr;

/* ---- what kinds of things there are ---- */

typedef enum NxLabel
{
	NX_LABEL_NONE = 0,
	NX_PERSON,
	NX_ORG,
	NX_GPE,
	NX_LOC,
	NX_NORP,
	NX_FAC,
	NX_EVENT,
	NX_PRODUCT,
	NX_WORK_OF_ART,
	NX_LAW,
	NX_LANGUAGE,
	NX_N_LABELS
} NxLabel;

typedef enum NxMentionKind
{
	NX_NAME = 0,
	NX_NOMINAL,
	NX_PRONOUN
} NxMentionKind;

typedef enum NxQuoteKind
{
	NX_DIRECT = 0,
	NX_MIXED,
	NX_INDIRECT
} NxQuoteKind;

typedef enum NxMeasure
{
	NX_LEVEL = 0,
	NX_CHANGE
} NxMeasure;

typedef enum NxDirection
{
	NX_DIRECTION_NONE = 0,
	NX_UP,
	NX_DOWN,
	NX_FLAT
} NxDirection;

typedef enum NxModality
{
	NX_ASSERTED = 0,
	NX_PROJECTED,
	NX_DENIED,
	NX_HYPOTHETICAL
} NxModality;

/* The names used in SQL and JSON, lower case but for labels: "PERSON", "name", "up" … */
extern const char *nx_label_name(NxLabel label);
extern const char *nx_mention_kind_name(NxMentionKind kind);
extern const char *nx_quote_kind_name(NxQuoteKind kind);
extern const char *nx_measure_name(NxMeasure measure);
extern const char *nx_direction_name(NxDirection direction); /* NULL for none */
extern const char *nx_modality_name(NxModality modality);

/* ---- quantities (quantity.h has the grammar, unit.h the units) ---- */

#define NX_UNIT_MAX 63 /* bytes in a unit's code */

/*
 * A value, range or bound with a unit.  A point has low == high; an open end
 * has its NX_Q_HAS_ flag clear.
 */
#define NX_Q_HAS_LOW 0x01
#define NX_Q_HAS_HIGH 0x02
#define NX_Q_LOW_STRICT 0x04  /* > rather than >= */
#define NX_Q_HIGH_STRICT 0x08 /* < rather than <= */
#define NX_Q_APPROX 0x10      /* about, nearly: "~40 percent" */

typedef struct NxQuantity
{
	double low;
	double high;
	uint8_t flags;
	uint8_t unit_len;
	char unit[NX_UNIT_MAX + 1]; /* "USD", "kilometer-per-hour", "job", "" */
} NxQuantity;

/* ---- the analysis ---- */

typedef struct NxMention
{
	NxSpan span;
	uint32_t first_token;
	uint32_t end_token; /* exclusive */
	uint32_t entity;    /* index into entities, or NX_NONE */
	uint8_t label;      /* NxLabel */
	uint8_t kind;       /* NxMentionKind */
	uint8_t plural;     /* "they", "the ministers" */
} NxMention;

typedef struct NxEntity
{
	NxStr name;     /* canonical: the fullest form in the text */
	NxStr role;     /* len 0: none */
	NxStr *aliases; /* other forms, distinct, in order of appearance */
	uint32_t n_aliases;
	uint32_t mentions; /* of all kinds */
	NxSpan first_span;
	float salience; /* 0 … 1 */
	uint8_t label;  /* NxLabel */
	uint8_t gender; /* 'f', 'm' or 0 */
} NxEntity;

typedef struct NxQuote
{
	uint32_t quote_no; /* from 1; stretches of one quotation share it */
	NxSpan span;       /* the content, outer marks left out */
	NxSpan cue;
	NxSpan source;           /* the words in the text: "he" */
	uint32_t speaker_entity; /* or NX_NONE */
	NxStr speaker;           /* canonical name, or the words themselves; len 0: none */
	uint8_t speaker_label;   /* NxLabel; NX_LABEL_NONE without a named source */
	uint8_t kind;            /* NxQuoteKind */
	bool negated;
} NxQuote;

typedef struct NxMeasured
{
	NxSpan span; /* the whole expression, hedges included */
	NxQuantity quantity;
	uint32_t first_token;
	uint32_t end_token;
} NxMeasured;

typedef struct NxClaim
{
	NxSpan span;    /* the clause */
	NxSpan subject; /* empty: not sure */
	NxSpan period;
	uint32_t measured;       /* its number in measured */
	uint32_t from;           /* number of the earlier value, or NX_NONE */
	uint32_t speaker_entity; /* or NX_NONE */
	NxStr speaker;
	uint8_t measure;   /* NxMeasure */
	uint8_t direction; /* NxDirection */
	uint8_t modality;  /* NxModality */
} NxClaim;

typedef struct NxAllocator
{
	void *(*alloc)(void *context, size_t size); /* NULL when out of memory */
	void (*free)(void *context, void *pointer);
	void *context;
	/*
	 * May be NULL.  The pointer made so large, perhaps moved; NULL, and nothing
	 * done, when out of memory.  What the system can extend by new pages need
	 * not be there twice while it grows.
	 */
	void *(*resize)(void *context, void *pointer, size_t size);
} NxAllocator;

/* How far to go; each stage includes those before it. */
typedef enum NxStage
{
	NX_STAGE_TOKENS,
	NX_STAGE_SENTENCES,
	NX_STAGE_MENTIONS,
	NX_STAGE_ENTITIES,
	NX_STAGE_QUOTES,
	NX_STAGE_QUANTITIES,
	NX_STAGE_CLAIMS
} NxStage;

typedef struct NxOptions
{
	NxStage last_stage;
	bool (*should_stop)(void *context); /* may be NULL */
	void *stop_context;
} NxOptions;

struct NxArena;
struct NxTokens;
struct NxSentences;
struct NxMarks;
struct NxMeasuredList;
struct NxRecordList;

typedef struct NxAnalysis
{
	/* in */
	const char *text; /* valid UTF-8 or not; never written to */
	uint32_t len;     /* bytes analysed */
	bool truncated;   /* the text went on beyond NX_MAX_TEXT */
	const NxOptions *options;
	struct NxArena *arena;

	/* between the stages (token.h, sentence.h, marks.h) */
	struct NxTokens *tokens;
	struct NxSentences *sentences;
	struct NxMarks *marks; /* NULL until a stage needs them */

	/* out; every array is ordered by the start of its spans */
	NxMention *mentions;
	uint32_t n_mentions;
	NxEntity *entities; /* in order of first mention */
	uint32_t n_entities;
	struct NxRecordList *quotes; /* packed: records.h reads them */
	uint32_t n_quotes;
	struct NxMeasuredList *measured; /* packed: measured.h reads them */
	uint32_t n_measured;
	struct NxRecordList *claims; /* likewise */
	uint32_t n_claims;
} NxAnalysis;

/*
 * Analyse len bytes of text.  On NX_OK *result is filled; it lives in the
 * arena.  On any other status the arena may be destroyed at once.
 */
extern NxStatus nx_analyze(const char *text, size_t len, const NxOptions *options,
						   struct NxArena *arena, NxAnalysis **result);

/*
 * Give back what only the stages needed (tokens, sentences): results and
 * nx_char_offset() stay.
 */
extern void nx_keep_results(NxAnalysis *a);

/* Characters before byte offset `byte`, in constant time (token.c keeps the index). */
extern uint32_t nx_char_offset(const NxAnalysis *a, uint32_t byte);

/* True when the caller wants the analysis to end; stages poll it every thousand steps or so. */
static inline bool
nx_should_stop(const NxAnalysis *a)
{
	return a->options->should_stop != NULL && a->options->should_stop(a->options->stop_context);
}

/*
 * Would one more record make n in the first so many bytes more than any prose
 * has, one for each `least` bytes?  What is recorded takes several times the
 * bytes that it stands on, so stages leave out what is as dense as this: memory
 * stays in proportion to the text, and nothing that anybody reads is lost.
 */
static inline bool
nx_is_noise(uint32_t n, uint32_t bytes, uint32_t least)
{
	return n >= 256 && (uint64_t) n * least > bytes;
}

static inline NxStr
nx_slice(const NxAnalysis *a, NxSpan span)
{
	return (NxStr){a->text + span.start, span.end - span.start};
}

static inline bool
nx_span_is_empty(NxSpan span)
{
	return span.start >= span.end;
}

#endif /* NX_H */
