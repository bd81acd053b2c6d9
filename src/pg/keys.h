/*
 * keys.h
 *		The keys under which a document is found in an index: their bytes, how a
 *		document gives them, and how a question probes for them.
 *
 * A key is a bytea, compared as bytes: a tag that says what kind of key it is,
 * then
 *
 *		NAME, CLAIM_SPEAKER				folded name, 0, label and NEWS_NAME_SPEAKS
 *		WORD, SUBJECT, PERIOD			stem
 *		QUOTE, CLAIM					one byte of attributes
 *		AMOUNT							dimension, 0, step, NewsAmountKind, traits
 *		RANGE							dimension, 0, low step, high step, NewsAmountKind, traits
 *
 * Values are in the base unit of their dimension, cut to steps of a quarter of
 * a binary order of magnitude, in bytes that sort as the numbers do.  So a
 * prefix, and an interval of numbers, is one stretch of keys.  The traits of an
 * amount tell whether a claim is made with it, and with which attributes: they
 * are tested on the key.  A key has at most NEWS_KEY_MAX bytes: longer names
 * are cut, and whoever asks for one that long looks at the document again.
 *
 * Tags and layouts are stored in indexes: a change needs REINDEX.
 */
#ifndef NEWSEXT_KEYS_H
#define NEWSEXT_KEYS_H

#include "compat.h"

#include "newsdoc.h"
#include "nx.h"
#include "unit.h"

typedef enum NewsKeyTag
{
	NEWS_KEY_NAME = 'n',
	NEWS_KEY_WORD = 'w',  /* of a quotation */
	NEWS_KEY_QUOTE = 'q', /* attributes of a quotation */
	NEWS_KEY_AMOUNT = 'a',
	NEWS_KEY_RANGE = 'r',
	NEWS_KEY_SUBJECT = 'b',
	NEWS_KEY_PERIOD = 'd',
	NEWS_KEY_CLAIM = 'c',        /* attributes of a claim */
	NEWS_KEY_CLAIM_SPEAKER = 't' /* who does not speak in a quotation, too */
} NewsKeyTag;

/* Beside the label of a name: it speaks in the article.  Alone: a speaker that is no name. */
#define NEWS_NAME_SPEAKS 0x80

#define NEWS_NAME_KEY_MAX 100 /* bytes of a folded name */
#define NEWS_KEY_MAX (1 + NEWS_NAME_KEY_MAX + 2)

/* ---- attributes: each combination of their values is one number, a set of them one mask ---- */

#define NEWS_QUOTE_ATTRIBUTES 6  /* kind, negated */
#define NEWS_CLAIM_ATTRIBUTES 32 /* measure, direction, modality */

static inline int
news_quote_attributes(int kind, bool negated)
{
	return kind * 2 + (negated ? 1 : 0);
}

static inline int
news_claim_attributes(int measure, int direction, int modality)
{
	return measure << 4 | direction << 2 | modality;
}

/* Traits of an amount: the attributes of its claim in the low five bits, beside this one. */
#define NEWS_TRAIT_CLAIM 0x20 /* it is part of a claim */

/* ---- amounts ---- */

typedef enum NewsAmountKind
{
	NEWS_POINT,
	NEWS_AT_LEAST,
	NEWS_MORE_THAN,
	NEWS_AT_MOST,
	NEWS_LESS_THAN,
	NEWS_RANGE /* both ends; has a key of its own */
} NewsAmountKind;

/* A stated quantity in the base unit of its dimension. */
typedef struct NewsAmount
{
	NewsAmountKind kind;
	double low; /* the value of a point, the end of a bound */
	double high;
	NxDimension dimension;
} NewsAmount;

/*
 * What is asked of an amount.  A value is in the interval when low <= value <=
 * high: strictness and the rounding of conversions are in these numbers.
 * A stated "more than x" satisfies when x >= low_open, "less than x" when x <=
 * high_open.
 */
typedef struct NewsInterval
{
	double low;
	double high;
	double low_open;
	double high_open;
	NxDimension dimension;
} NewsInterval;

extern void news_amount_set(NewsAmount *amount, const NxQuantity *quantity);
extern void news_interval_set(NewsInterval *interval, const NxQuantity *quantity);

/* Whether an amount of the same dimension satisfies: see the essay in keys.c. */
extern bool news_interval_accepts(const NewsInterval *interval, NewsAmountKind kind, double low,
								  double high);

/* ---- what a document gives ---- */

/* Distinct keys, sorted. */
extern Datum *news_document_keys(const NewsParts *doc, int *n_keys);

/* Indexes of quotes, those of one quotation (quote_no) together, in the order of the text. */
extern uint32 *news_quotations(const NewsParts *doc);

/*
 * The forms under which an entity is found: its name, its aliases, a person's
 * last name.  Each is put folded into `form`; false when there are no more.
 * *state begins at 0.
 */
extern bool news_entity_form(const NewsParts *doc, uint32 entity, uint32 *state, StringInfo form);

/* ---- what a question looks for ---- */

typedef struct NewsProbe
{
	bytea *key; /* the key, or where a partial match begins */
	bool partial;
	uint8 label;                  /* names: NX_LABEL_NONE is any; NEWS_NAME_SPEAKS any that speak */
	uint8 prefix;                 /* partial: bytes of `key` that all matches share */
	bool certain;                 /* amounts: all that are found satisfy; otherwise they may */
	uint8 traits;                 /* amounts: that must be there */
	uint32 attributes;            /* amounts of claims: mask of those wanted */
	const NewsInterval *interval; /* amounts */
} NewsProbe;

extern void news_probe_name(NewsProbe *probe, NewsKeyTag tag, const char *folded, int len,
							bool prefix, int label);
extern void news_probe_word(NewsProbe *probe, NewsKeyTag tag, const char *stem, int len);
extern void news_probe_attributes(NewsProbe *probe, NewsKeyTag tag, int attributes);

/*
 * An amount is probed for four times: among points and bounds, and among
 * ranges; for what satisfies for certain, and for what may.
 */
extern void news_probe_amount(NewsProbe *probe, const NewsInterval *interval, bool ranges,
							  bool certain, uint8 traits, uint32 attributes);

/* As comparePartial of GIN: 0 a match, < 0 none, > 0 none from here on. */
extern int news_probe_compare(const NewsProbe *probe, const bytea *key);

extern int news_key_compare(const bytea *a, const bytea *b);

/* ---- keys as statistics count them ---- */

/*
 * The key itself, or of an amount one for all amounts of about its size; the
 * order of keys stays, but for ranges, which become amounts.
 */
extern const bytea *news_key_coarse(const bytea *key);

/*
 * How much of what is counted under a coarse key a partial probe finds, from
 * 0 to 1; negative when it finds none from here on.
 */
extern double news_probe_coverage(const NewsProbe *probe, const bytea *coarse);

static inline NewsKeyTag
news_probe_tag(const NewsProbe *probe)
{
	return *(const unsigned char *) VARDATA_ANY(probe->key);
}

#endif /* NEWSEXT_KEYS_H */
