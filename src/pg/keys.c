/*
 * keys.c
 *		The keys under which a document is found in an index.
 *
 * What an amount satisfies.  News states points ("$3bn", and "about $3bn" is
 * read as one), ranges ("$3bn to $4bn") and bounds ("more than $3bn").  A
 * question asks for an interval of values, possibly open.
 *
 *	- a point satisfies when it lies in the interval;
 *	- a range when any of it does: "between 3 and 4 million" may be what
 *	  whoever asks for more than 3.5 million is after;
 *	- a bound only when everything that it allows does: "more than $1bn"
 *	  satisfies "> $500m", but not "> $5bn", for then every bound would
 *	  satisfy everything beyond it.
 *
 * Conversion to base units rounds: a mile is 1.609344 km only up to the last
 * bit.  So the ends of an interval are moved by a part in a million million,
 * outwards where the end belongs to it and inwards where it does not, once,
 * when the interval is set; index and document are then compared exactly and
 * alike.
 *
 * Keys hold amounts in steps of a quarter of a binary order of magnitude.
 * Hardly an amount in the news occurs twice, and an index that kept each one
 * would be twice the size and take twice as long to build.  So a comparison
 * finds some amounts for certain, and of those in the steps at the ends of
 * its interval it finds that they may satisfy: the documents decide.
 */
#include "compat.h"

#include <float.h>
#include <math.h>

#include "miscadmin.h"
#include "utils/memutils.h"

#include "keys.h"
#include "quantity.h"
#include "words.h"

#define ROUNDING 1e-12

/* ---- amounts ---- */

void
news_amount_set(NewsAmount *amount, const NxQuantity *quantity)
{
	nx_unit_dimension(quantity->unit, quantity->unit_len, &amount->dimension);
	nx_quantity_bounds(quantity, &amount->low, &amount->high);
	if ((quantity->flags & NX_Q_HAS_LOW) == 0)
		amount->kind = quantity->flags & NX_Q_HIGH_STRICT ? NEWS_LESS_THAN : NEWS_AT_MOST;
	else if ((quantity->flags & NX_Q_HAS_HIGH) == 0)
		amount->kind = quantity->flags & NX_Q_LOW_STRICT ? NEWS_MORE_THAN : NEWS_AT_LEAST;
	else if (amount->low == amount->high)
		amount->kind = NEWS_POINT;
	else
		amount->kind = NEWS_RANGE;
	if (amount->kind == NEWS_AT_MOST || amount->kind == NEWS_LESS_THAN)
		amount->low = amount->high;
	else if (amount->kind != NEWS_RANGE)
		amount->high = amount->low;
}

/* A number a little below or above value, even of zero. */
static double
nudge(double value, bool up)
{
	if (value == 0)
		return up ? DBL_MIN : -DBL_MIN;
	return (value > 0) == up ? value * (1 + ROUNDING) : value * (1 - ROUNDING);
}

void
news_interval_set(NewsInterval *interval, const NxQuantity *quantity)
{
	nx_unit_dimension(quantity->unit, quantity->unit_len, &interval->dimension);
	nx_quantity_bounds(quantity, &interval->low, &interval->high);
	interval->low_open = interval->low;
	interval->high_open = interval->high;
	if (quantity->flags & NX_Q_HAS_LOW)
	{
		interval->low_open = nudge(interval->low, false);
		interval->low = nudge(interval->low, (quantity->flags & NX_Q_LOW_STRICT) != 0);
	}
	if (quantity->flags & NX_Q_HAS_HIGH)
	{
		interval->high_open = nudge(interval->high, true);
		interval->high = nudge(interval->high, (quantity->flags & NX_Q_HIGH_STRICT) == 0);
	}
}

bool
news_interval_accepts(const NewsInterval *interval, NewsAmountKind kind, double low, double high)
{
	switch (kind)
	{
		case NEWS_POINT:
		case NEWS_RANGE:
			return low <= interval->high && high >= interval->low;
		case NEWS_AT_LEAST:
			return isinf(interval->high) && low >= interval->low;
		case NEWS_MORE_THAN:
			return isinf(interval->high) && low >= interval->low_open;
		case NEWS_AT_MOST:
			return isinf(interval->low) && high <= interval->high;
		case NEWS_LESS_THAN:
			return isinf(interval->low) && high <= interval->high_open;
	}
	return false;
}

/*
 * A step: sign, exponent and two bits of the fraction, which are the first 14
 * of the bits of a double, in two bytes that sort as the numbers do: the sign
 * bit flipped, and all bits of negative numbers, the most significant first.
 */
#define STEP_BYTES 2
#define STEP_MASK UINT64CONST(0x0003FFFFFFFFFFFF)

static uint64
sortable_bits(double value)
{
	uint64 bits;

	value += 0.0; /* no negative zero */
	memcpy(&bits, &value, sizeof(bits));
	return bits >> 63 ? ~bits : bits | UINT64CONST(1) << 63;
}

static double
from_sortable_bits(uint64 bits)
{
	double value;

	bits = bits >> 63 ? bits & ~(UINT64CONST(1) << 63) : ~bits;
	memcpy(&value, &bits, sizeof(value));
	return value;
}

static void
encode_step(double value, uint8 *bytes)
{
	uint64 step = sortable_bits(value) & ~STEP_MASK;

	bytes[0] = step >> 56;
	bytes[1] = step >> 48;
}

/* The least and the greatest value of a step. */
static void
decode_step(const uint8 *bytes, double *first, double *last)
{
	uint64 step = (uint64) bytes[0] << 56 | (uint64) bytes[1] << 48;

	*first = from_sortable_bits(step);
	*last = from_sortable_bits(step | STEP_MASK);
	/* the step of infinity goes on into what is no number */
	if (isnan(*first))
		*first = *last;
	if (isnan(*last))
		*last = *first;
}

/* ---- building keys ---- */

static bytea *
make_key(const uint8 *bytes, int len)
{
	bytea *key;

	/* short headers, as stored: there are hundreds of keys to a document */
	key = palloc(len + VARHDRSZ_SHORT);
	SET_VARSIZE_SHORT(key, len + VARHDRSZ_SHORT);
	memcpy(VARDATA_SHORT(key), bytes, len);
	return key;
}

StaticAssertDecl(NEWS_KEY_MAX + VARHDRSZ_SHORT <= VARATT_SHORT_MAX, "keys take a short header");
StaticAssertDecl(1 + NEWS_NAME_KEY_MAX + 2 <= NEWS_KEY_MAX, "names fit into keys");
StaticAssertDecl(1 + NX_DIMENSION_MAX + 1 + 2 * STEP_BYTES + 2 <= NEWS_KEY_MAX,
				 "amounts fit into keys");
StaticAssertDecl(1 + NEWS_STEM_MAX <= NEWS_KEY_MAX, "stems fit into keys");

static bytea *
name_key(NewsKeyTag tag, const char *folded, int len, int label)
{
	uint8 bytes[NEWS_KEY_MAX];

	len = Min(len, NEWS_NAME_KEY_MAX);
	bytes[0] = tag;
	memcpy(bytes + 1, folded, len);
	bytes[1 + len] = 0;
	bytes[2 + len] = label;
	return make_key(bytes, len + 3);
}

static bytea *
word_key(NewsKeyTag tag, const char *stem, int len)
{
	uint8 bytes[NEWS_KEY_MAX];

	bytes[0] = tag;
	memcpy(bytes + 1, stem, len);
	return make_key(bytes, len + 1);
}

static bytea *
attributes_key(NewsKeyTag tag, int attributes)
{
	uint8 bytes[2] = {tag, attributes};

	return make_key(bytes, 2);
}

static int
dimension_prefix(NewsKeyTag tag, const NxDimension *dimension, uint8 *bytes)
{
	bytes[0] = tag;
	memcpy(bytes + 1, dimension->name, dimension->len);
	bytes[1 + dimension->len] = 0;
	return dimension->len + 2;
}

static bytea *
amount_key(const NewsAmount *amount, uint8 traits)
{
	uint8 bytes[NEWS_KEY_MAX];
	bool range = amount->kind == NEWS_RANGE;
	int len;

	len = dimension_prefix(range ? NEWS_KEY_RANGE : NEWS_KEY_AMOUNT, &amount->dimension, bytes);
	encode_step(amount->low, bytes + len);
	len += STEP_BYTES;
	if (range)
	{
		encode_step(amount->high, bytes + len);
		len += STEP_BYTES;
	}
	bytes[len++] = amount->kind;
	bytes[len++] = traits;
	return make_key(bytes, len);
}

int
news_key_compare(const bytea *a, const bytea *b)
{
	int a_len = VARSIZE_ANY_EXHDR(a);
	int b_len = VARSIZE_ANY_EXHDR(b);
	int order = memcmp(VARDATA_ANY(a), VARDATA_ANY(b), Min(a_len, b_len));

	return order != 0 ? order : (a_len > b_len) - (a_len < b_len);
}

/* ---- the keys of a document ---- */

typedef struct KeyList
{
	bytea **keys;
	int n;
	int allocated;
} KeyList;

static void
add_key(KeyList *list, bytea *key)
{
	if (list->n == list->allocated)
	{
		list->allocated = list->allocated > 0 ? list->allocated * 2 : 256;
		list->keys = list->keys == NULL
						 ? palloc_extended(list->allocated * sizeof(bytea *), MCXT_ALLOC_HUGE)
						 : repalloc_huge(list->keys, list->allocated * sizeof(bytea *));
	}
	list->keys[list->n++] = key;
}

/*
 * The last of a person's names in a folded name, without "jr" and the like; an
 * empty string when there is but one word.
 */
static NxStr
last_name(const char *name, int len)
{
	static const char *const suffixes[] = {"jr", "sr", "ii", "iii", "iv"};
	int end = len;

	for (;;)
	{
		int start = end;
		bool suffix = false;

		while (start > 0 && name[start - 1] != ' ')
			start--;
		if (start == 0)
			return (NxStr){name, 0};
		for (size_t i = 0; i < lengthof(suffixes); i++)
			if ((int) strlen(suffixes[i]) == end - start &&
				memcmp(suffixes[i], name + start, end - start) == 0)
				suffix = true;
		if (!suffix)
			return (NxStr){name + start, end - start};
		end = start - 1;
	}
}

bool
news_entity_form(const NewsParts *doc, uint32 entity, uint32 *state, StringInfo form)
{
	const NewsEntity *e = &doc->entities[entity];

	resetStringInfo(form);
	if (*state == 0)
		news_fold_name(form, e->name.data, e->name.len);
	else if (*state <= e->n_aliases)
		news_fold_name(form, e->aliases[*state - 1].data, e->aliases[*state - 1].len);
	else if (*state == e->n_aliases + 1 && e->label == NX_PERSON)
	{
		NxStr last;

		news_fold_name(form, e->name.data, e->name.len);
		last = last_name(form->data, form->len);
		if (last.len == 0)
			return false;
		memmove(form->data, last.data, last.len);
		form->len = last.len;
		form->data[form->len] = '\0';
	}
	else
		return false;
	(*state)++;
	return true;
}

/* The forms of an entity; whose speaker is none, the words that stand for one. */
static void
add_names(KeyList *list, const NewsParts *doc, NewsKeyTag tag, uint32 entity, NxStr words,
		  int label, StringInfo form)
{
	if (entity != NX_NONE)
	{
		uint32 state = 0;

		while (news_entity_form(doc, entity, &state, form))
			add_key(list, name_key(tag, form->data, form->len, label));
	}
	else if (words.len > 0)
	{
		resetStringInfo(form);
		news_fold_name(form, words.data, words.len);
		add_key(list, name_key(tag, form->data, form->len, label));
	}
}

static void
add_words(KeyList *list, NewsKeyTag tag, NxStr text)
{
	NewsWords words;

	news_words_start(&words, text.data, text.len);
	while (news_words_next(&words))
		add_key(list, word_key(tag, words.stem, words.len));
}

/* Of a very long text there are millions: unlike qsort(), these can be cancelled. */
typedef bytea *Key;

#define ST_SORT sort_keys
#define ST_ELEMENT_TYPE Key
#define ST_COMPARE(a, b) news_key_compare(*(a), *(b))
#define ST_CHECK_FOR_INTERRUPTS
#define ST_SCOPE static
#define ST_DEFINE
#include "lib/sort_template.h"

/* Quotes by quote_no << 32 | number. */
#define ST_SORT sort_quotes
#define ST_ELEMENT_TYPE uint64
#define ST_COMPARE(a, b) (*(a) < *(b) ? -1 : *(a) > *(b))
#define ST_CHECK_FOR_INTERRUPTS
#define ST_SCOPE static
#define ST_DEFINE
#include "lib/sort_template.h"

uint32 *
news_quotations(const NewsParts *doc)
{
	uint64 *order = palloc_extended(doc->n_quotes * sizeof(uint64), MCXT_ALLOC_HUGE);
	uint32 *quotes = palloc_extended(doc->n_quotes * sizeof(uint32), MCXT_ALLOC_HUGE);

	for (uint32 i = 0; i < doc->n_quotes; i++)
		order[i] = (uint64) doc->quotes[i].quote_no << 32 | i;
	sort_quotes(order, doc->n_quotes);
	for (uint32 i = 0; i < doc->n_quotes; i++)
		quotes[i] = (uint32) order[i];
	pfree(order);
	return quotes;
}

static void
add_entities(KeyList *list, const NewsParts *doc, StringInfo form)
{
	bool *speaks = palloc_extended(doc->n_entities, MCXT_ALLOC_HUGE | MCXT_ALLOC_ZERO);

	for (uint32 i = 0; i < doc->n_quotes; i++)
		if (doc->quotes[i].speaker_entity != NX_NONE)
			speaks[doc->quotes[i].speaker_entity] = true;
	for (uint32 i = 0; i < doc->n_entities; i++)
	{
		add_names(list, doc, NEWS_KEY_NAME, i, (NxStr){0},
				  doc->entities[i].label | (speaks[i] ? NEWS_NAME_SPEAKS : 0), form);
		CHECK_FOR_INTERRUPTS();
	}
	pfree(speaks);
}

static void
add_quotes(KeyList *list, const NewsParts *doc, StringInfo form)
{
	uint32 *order = news_quotations(doc);

	for (uint32 i = 0; i < doc->n_quotes; i++)
	{
		const NewsQuote *quote = &doc->quotes[order[i]];

		/* the first stretch tells what kind of quotation it is */
		if (i == 0 || doc->quotes[order[i - 1]].quote_no != quote->quote_no)
			add_key(list, attributes_key(NEWS_KEY_QUOTE,
										 news_quote_attributes(quote->kind, quote->negated)));
		/* who is an entity has spoken under its own name */
		if (quote->speaker_entity == NX_NONE)
			add_names(list, doc, NEWS_KEY_NAME, NX_NONE, quote->speaker, NEWS_NAME_SPEAKS, form);
		add_words(list, NEWS_KEY_WORD, quote->text.words);
		CHECK_FOR_INTERRUPTS();
	}
	pfree(order);
}

static void
add_amounts(KeyList *list, const NewsParts *doc, StringInfo form)
{
	bool *claimed = palloc_extended(doc->n_measured, MCXT_ALLOC_HUGE | MCXT_ALLOC_ZERO);
	NewsAmount amount;

	for (uint32 i = 0; i < doc->n_claims; i++)
	{
		const NewsClaim *claim = &doc->claims[i];
		int attributes = news_claim_attributes(claim->measure, claim->direction, claim->modality);

		news_amount_set(&amount, &doc->measured[claim->measured].quantity);
		add_key(list, amount_key(&amount, NEWS_TRAIT_CLAIM | attributes));
		claimed[claim->measured] = true;
		add_key(list, attributes_key(NEWS_KEY_CLAIM, attributes));
		add_words(list, NEWS_KEY_SUBJECT, claim->subject.words);
		add_words(list, NEWS_KEY_PERIOD, claim->period.words);
		add_names(list, doc, NEWS_KEY_CLAIM_SPEAKER, claim->speaker_entity, claim->speaker,
				  NX_LABEL_NONE, form);
		CHECK_FOR_INTERRUPTS();
	}
	for (uint32 i = 0; i < doc->n_measured; i++)
		if (!claimed[i])
		{
			news_amount_set(&amount, &doc->measured[i].quantity);
			add_key(list, amount_key(&amount, 0));
			CHECK_FOR_INTERRUPTS();
		}
	pfree(claimed);
}

/*
 * Is there a key for somebody of this name who speaks?  The keys are sorted, and
 * those of one name stand together, the label last.
 */
static bool
has_speaker(const KeyList *list, const bytea *claim_speaker)
{
	uint8 bytes[NEWS_KEY_MAX];
	int prefix = VARSIZE_ANY_EXHDR(claim_speaker) - 1;
	int low = 0;
	int high = list->n;

	memcpy(bytes, VARDATA_ANY(claim_speaker), prefix);
	bytes[0] = NEWS_KEY_NAME;
	while (low < high)
	{
		int middle = low + (high - low) / 2;
		const bytea *key = list->keys[middle];
		int len = VARSIZE_ANY_EXHDR(key);
		int order = memcmp(VARDATA_ANY(key), bytes, Min(len, prefix));

		if (order < 0 || (order == 0 && len < prefix))
			low = middle + 1;
		else
			high = middle;
	}
	for (; low < list->n; low++)
	{
		const bytea *key = list->keys[low];
		const uint8 *name = (const uint8 *) VARDATA_ANY(key);

		if ((int) VARSIZE_ANY_EXHDR(key) != prefix + 1 || memcmp(name, bytes, prefix) != 0)
			return false;
		if (name[prefix] & NEWS_NAME_SPEAKS)
			return true;
	}
	return false;
}

Datum *
news_document_keys(const NewsParts *doc, int *n_keys)
{
	KeyList list = {0};
	StringInfoData form;
	Datum *keys;
	int n = 0;

	initStringInfo(&form);
	add_entities(&list, doc, &form);
	add_quotes(&list, doc, &form);
	add_amounts(&list, doc, &form);
	pfree(form.data);

	if (list.n == 0)
	{
		*n_keys = 0;
		return NULL;
	}
	sort_keys(list.keys, list.n);
	keys = palloc_extended(list.n * sizeof(Datum), MCXT_ALLOC_HUGE);
	for (int i = 0; i < list.n; i++)
	{
		CHECK_FOR_INTERRUPTS();
		if (i > 0 && news_key_compare(list.keys[i - 1], list.keys[i]) == 0)
			continue;
		/* hardly anybody claims who is not quoted */
		if (*VARDATA_ANY(list.keys[i]) == NEWS_KEY_CLAIM_SPEAKER &&
			has_speaker(&list, list.keys[i]))
			continue;
		keys[n++] = PointerGetDatum(list.keys[i]);
	}
	pfree(list.keys);
	*n_keys = n;
	return keys;
}

/* ---- probes ---- */

void
news_probe_name(NewsProbe *probe, NewsKeyTag tag, const char *folded, int len, bool prefix,
				int label)
{
	*probe = (NewsProbe){.label = label};
	len = Min(len, NEWS_NAME_KEY_MAX);
	if (prefix)
	{
		probe->key = word_key(tag, folded, len);
		probe->partial = true;
		probe->prefix = len + 1;
	}
	else
		probe->key = name_key(tag, folded, len, label);
}

void
news_probe_word(NewsProbe *probe, NewsKeyTag tag, const char *stem, int len)
{
	*probe = (NewsProbe){.key = word_key(tag, stem, len)};
}

void
news_probe_attributes(NewsProbe *probe, NewsKeyTag tag, int attributes)
{
	*probe = (NewsProbe){.key = attributes_key(tag, attributes)};
}

void
news_probe_amount(NewsProbe *probe, const NewsInterval *interval, bool ranges, bool certain,
				  uint8 traits, uint32 attributes)
{
	uint8 bytes[NEWS_KEY_MAX];
	int len =
		dimension_prefix(ranges ? NEWS_KEY_RANGE : NEWS_KEY_AMOUNT, &interval->dimension, bytes);

	*probe = (NewsProbe){.partial = true,
						 .prefix = len,
						 .certain = certain,
						 .traits = traits,
						 .attributes = attributes,
						 .interval = interval};
	/*
	 * Ranges are in the order of their low ends, and any may reach into the
	 * interval.  Of an interval without a low end, doubt begins at the high one.
	 */
	if (!ranges)
	{
		if (!certain && isinf(interval->low))
			encode_step(Min(interval->high, interval->high_open), bytes + len);
		else
			encode_step(interval->low_open, bytes + len);
		len += STEP_BYTES;
	}
	probe->key = make_key(bytes, len);
}

/* May a value of a step satisfy, or (certain) must all? */
static bool
step_satisfies(const NewsProbe *probe, NewsAmountKind kind, double first, double last)
{
	const NewsInterval *interval = probe->interval;
	bool accepts_first = news_interval_accepts(interval, kind, first, first);
	bool accepts_last = news_interval_accepts(interval, kind, last, last);

	/* what satisfies is an interval: with both ends, all between them */
	if (probe->certain)
		return accepts_first && accepts_last;
	if (accepts_first && accepts_last)
		return false; /* certain, which is the other probe's */
	return accepts_first || accepts_last ||
		   (kind == NEWS_POINT && first <= interval->high && last >= interval->low);
}

static int
compare_amount(const NewsProbe *probe, const uint8 *rest, int len)
{
	const NewsInterval *interval = probe->interval;
	bool range = news_probe_tag(probe) == NEWS_KEY_RANGE;
	double first;
	double last;
	NewsAmountKind kind;
	uint8 traits;

	if (len != (range ? 2 : 1) * STEP_BYTES + 2)
		return -1; /* not a key of ours */
	decode_step(rest, &first, &last);
	if (first > interval->high_open && first > interval->high)
		return 1;
	/* of an interval without a high end, doubt ends at the low one */
	if (!probe->certain && !range && isinf(interval->high) && first > interval->low &&
		first > interval->low_open)
		return 1;
	kind = rest[len - 2];
	traits = rest[len - 1];
	if ((traits & probe->traits) != probe->traits)
		return -1;
	if ((probe->traits & NEWS_TRAIT_CLAIM) &&
		(probe->attributes >> (traits & (NEWS_CLAIM_ATTRIBUTES - 1)) & 1) == 0)
		return -1;
	if (range)
	{
		double high_first;
		double high_last;
		bool certain;

		decode_step(rest + STEP_BYTES, &high_first, &high_last);
		certain = news_interval_accepts(interval, NEWS_RANGE, last, high_first);
		if (probe->certain)
			return certain ? 0 : -1;
		return !certain && news_interval_accepts(interval, NEWS_RANGE, first, high_last) ? 0 : -1;
	}
	return step_satisfies(probe, kind, first, last) ? 0 : -1;
}

int
news_probe_compare(const NewsProbe *probe, const bytea *key)
{
	const uint8 *bytes = (const uint8 *) VARDATA_ANY(key);
	int len = VARSIZE_ANY_EXHDR(key);
	int label;

	if (len < probe->prefix || memcmp(bytes, VARDATA_ANY(probe->key), probe->prefix) != 0)
		return 1;
	if (probe->interval != NULL)
		return compare_amount(probe, bytes + probe->prefix, len - probe->prefix);
	/* a name: of whoever speaks, or of a label, or of any; what only speaks is no name */
	if (probe->label & NEWS_NAME_SPEAKS)
		return bytes[len - 1] & NEWS_NAME_SPEAKS ? 0 : -1;
	label = bytes[len - 1] & ~NEWS_NAME_SPEAKS;
	if (probe->label != NX_LABEL_NONE ? label != probe->label
									  : label == NX_LABEL_NONE && bytes[0] == NEWS_KEY_NAME)
		return -1;
	return 0;
}

/* ---- keys as statistics count them ---- */

const bytea *
news_key_coarse(const bytea *key)
{
	const uint8 *bytes = (const uint8 *) VARDATA_ANY(key);
	int len = VARSIZE_ANY_EXHDR(key);
	const uint8 *dimension_end;
	uint8 coarse[NEWS_KEY_MAX];
	int prefix;

	if (len == 0 || len > NEWS_KEY_MAX ||
		(bytes[0] != NEWS_KEY_AMOUNT && bytes[0] != NEWS_KEY_RANGE))
		return key;
	dimension_end = memchr(bytes, 0, len);
	if (dimension_end == NULL || bytes + len < dimension_end + 1 + STEP_BYTES)
		return key;
	prefix = dimension_end + 1 - bytes;
	memcpy(coarse, bytes, prefix + STEP_BYTES);
	coarse[0] = NEWS_KEY_AMOUNT;
	return make_key(coarse, prefix + STEP_BYTES);
}

double
news_probe_coverage(const NewsProbe *probe, const bytea *coarse)
{
	const uint8 *bytes = (const uint8 *) VARDATA_ANY(coarse);
	int len = VARSIZE_ANY_EXHDR(coarse);
	double first;
	double last;
	double low;
	double high;

	if (probe->interval == NULL)
	{
		int order = news_probe_compare(probe, coarse);

		return order > 0 ? -1.0 : order == 0 ? 1.0 : 0.0;
	}
	if (len != probe->prefix + STEP_BYTES ||
		memcmp(bytes, VARDATA_ANY(probe->key), probe->prefix) != 0)
		return -1.0;

	decode_step(bytes + probe->prefix, &first, &last);
	if (first > probe->interval->high)
		return -1.0;
	low = Max(first, probe->interval->low);
	high = Min(last, probe->interval->high);
	if (!(high >= low))
		return 0.0;
	if (!isfinite(first) || !isfinite(last) || last <= first)
		return 1.0;
	/* one value of a step is not nothing of it: the round ones are what news states */
	return Max((high - low) / (last - first), 0.1);
}
