/*
 * reading.c
 *		What the words around a measured expression say of it.
 *
 * For each measured expression the words beside it are asked first, since they
 * are surest, then the verb that governs it:
 *
 *		"from £1.36bn", "compared with"		the earlier value of the claim before
 *		"a 40% increase in sales"			noun of change behind
 *		"2.1% lower", "down 6.2 points"		adjective or adverb of change beside
 *		"a rise of 14.8% in spending"		noun of change before
 *		"… and costs 2%"					ellipsis: as the claim before
 *		"450 pupils were", "40% of voters"	before its verb: what is counted
 *		"a $1.2bn deal", "a loss of £3m"	inside a noun phrase: its head
 *		"rose by 3%", "rose to 3%", "is 3%"	after its verb: the verb's subject,
 *											or its object ("cut rates by")
 *
 * What none of these knows how to read is no claim, and a subject that the
 * walk from the verb does not find stays empty.
 */
#include "change.h"
#include "reading.h"
#include "unit.h"

static bool
unit_is(const NxQuantity *q, const char *unit)
{
	return q->unit_len == strlen(unit) && memcmp(q->unit, unit, q->unit_len) == 0;
}

NxKind
nx_kind_of(const NxQuantity *q)
{
	NxDimension dimension;

	if (q->unit_len == 0)
		return NX_KIND_BARE;
	if (unit_is(q, "percent") || unit_is(q, "percentage-point") || unit_is(q, "basis-point") ||
		unit_is(q, "point") || unit_is(q, "permille"))
		return NX_KIND_PERCENT;
	if (unit_is(q, "ratio"))
		return NX_KIND_RATIO;
	nx_unit_dimension(q->unit, q->unit_len, &dimension);
	if (strncmp(dimension.name, "currency", 8) == 0)
		return NX_KIND_MONEY;
	if (strncmp(dimension.name, "count", 5) == 0)
		return NX_KIND_COUNT;
	if (strcmp(dimension.name, "duration") == 0 || strcmp(dimension.name, "time") == 0)
		return NX_KIND_TIME;
	return NX_KIND_PHYSICAL;
}

/* ---- direction ---- */

/* Which way token i points; losses that improve go down. */
static NxDirection
direction_at(const NxWindow *w, int i, NxStretch subject)
{
	for (int k = subject.start; k < subject.end; k++)
		if (nx_has_class(w, k, NX_C_LOSS_NOUN))
			return nx_change_direction_of_loss(w->entry[i]);
	return nx_change_direction(w->entry[i]);
}

/* ---- small looks around the expression ---- */

static int
skip_adverbs_back(const NxWindow *w, int i)
{
	while (i >= 0 && w->role[i] == NX_R_ADVERB && !(w->can[i] & NX_G_CHANGE_ADJ))
		i--;
	return i;
}

/*
 * The preposition before the expression, over determiners and adjectives ("to
 * a record $3bn"); -1 when something else stands there.
 */
static int
preposition_before(const NxWindow *w, int first)
{
	int i = skip_adverbs_back(w, first - 1);

	for (int steps = 0; steps < 4 && i >= 0; steps++)
	{
		if (w->role[i] == NX_R_PREP)
			return i;
		if (w->role[i] != NX_R_NOMINAL || (w->can[i] & (NX_G_MEASURED | NX_G_PRON | NX_G_UPPER)) ||
			nx_is_time_noun(w, i))
			return -1;
		if (!(w->can[i] & NX_G_DET) && steps > 0 && !nx_is(w, i - 1, NX_G_DET) &&
			!nx_has_class(w, i, NX_C_CHANGE_MODIFIER))
			return -1;
		i = skip_adverbs_back(w, i - 1);
	}
	return -1;
}

/* What the expression counts: its noun and what follows it in the noun phrase. */
static NxStretch
counted_noun(const NxWindow *w, int first, int end)
{
	NxStretch s = {end, end};

	/* "15.4 students per teacher" */
	for (int i = first + 1; i < end; i++)
		if (w->word[i] == NX_W_PER || w->word[i] == NX_W_A || w->word[i] == NX_W_EACH)
		{
			if (i - 1 > first && w->t->kind[w->base + (uint32_t) i - 1] == NX_TOK_WORD)
				return (NxStretch){i - 1, i};
			break;
		}
	/* the noun ends the expression, or follows it */
	if (end - 1 > first && w->t->kind[w->base + (uint32_t) end - 1] == NX_TOK_WORD &&
		!nx_has_class(w, end - 1, NX_C_PERIOD))
		s.start = end - 1;
	while (s.end < w->n && w->role[s.end] == NX_R_NOMINAL &&
		   !(w->can[s.end] & (NX_G_MEASURED | NX_G_DET | NX_G_PERIOD | NX_G_PRON | NX_G_YEAR)) &&
		   nx_period_at(w, s.end).end == s.end)
		s.end++;
	/* "25,000 girls and women were" */
	if (s.end + 2 < w->n && w->role[s.end] == NX_R_CC && w->role[s.end + 1] == NX_R_NOMINAL &&
		!(w->can[s.end + 1] & (NX_G_MEASURED | NX_G_DET | NX_G_PRON)) &&
		(w->role[s.end + 2] == NX_R_VERB || w->role[s.end + 2] == NX_R_AUX))
		s.end += 2;
	return s;
}

/* A phrase that stops before a count goes on with it: "the country's | 12,000 schools". */
static NxStretch
with_count(const NxWindow *w, NxStretch s)
{
	if (s.end > s.start && s.end < w->n && w->measured[s.end] != NX_NONE &&
		((w->can[s.end - 1] & NX_G_DET) || w->word[s.end - 1] == NX_W__S))
	{
		int last = s.end;

		while (last + 1 < w->n && w->measured[last + 1] == w->measured[s.end])
			last++;
		s.end = counted_noun(w, s.end, last + 1).end;
	}
	return s;
}

/* Behind the expression, over others of its kind ("29% and 18% lower") and brackets. */
static int
after_list(const NxWindow *w, const NxDraft *d)
{
	int i = d->end;

	for (int turns = 0; turns < 4 && i + 1 < w->n; turns++)
	{
		if (w->role[i] == NX_R_OPEN)
		{
			int k = i;

			while (k < w->n && k < i + 12 && w->role[k] != NX_R_CLOSE)
				k++;
			if (!nx_role_is(w, k, NX_R_CLOSE))
				return i;
			i = k + 1;
		}
		else if ((w->role[i] == NX_R_CC || w->role[i] == NX_R_COMMA) &&
				 w->measured[i + 1] != NX_NONE &&
				 nx_same_unit(nx_quantity_at(w, w->measured[i + 1]),
							  nx_quantity_at(w, d->measured)))
		{
			uint32_t m = w->measured[i + 1];

			for (i++; i < w->n && w->measured[i] == m; i++)
				;
		}
		else
			break;
	}
	return i;
}

/* "14 of the 20 seats", "40% of voters": what stands after "of". */
static NxStretch
of_complement(const NxWindow *w, int end)
{
	int i = end + 1;
	NxStretch s = {end, end};

	if (end >= w->n || w->word[end] != NX_W_OF || i >= w->n)
		return s;
	for (int k = i; k < w->n && k < i + 3; k++)
	{
		if (w->can[k] & NX_G_MEASURED)
		{
			int last = k;

			while (last + 1 < w->n && w->measured[last + 1] == w->measured[k])
				last++;
			s = counted_noun(w, k, last + 1);
			return s;
		}
		if (!(w->can[k] & NX_G_DET))
			break;
	}
	s = nx_phrase_after(w, i);
	s = with_count(w, s);
	/* "those polled" */
	if (s.end == s.start + 1 && nx_is(w, s.start, NX_G_DET) && s.end < w->n &&
		nx_is(w, s.end, NX_G_PAST | NX_G_PARTICIPLE))
		s.end++;
	return s;
}

/* A noun that the expression modifies stands at i: "a $1.2bn deal". */
static bool
is_modified_noun(const NxWindow *w, int i)
{
	return i < w->n && w->role[i] == NX_R_NOMINAL &&
		   w->t->kind[w->base + (uint32_t) i] == NX_TOK_WORD &&
		   !nx_has_class(w, i, NX_C_DIMENSION_ADJECTIVE) &&
		   !(w->can[i] & (NX_G_MEASURED | NX_G_DET | NX_G_PRON | NX_G_PERIOD | NX_G_ADV |
						  NX_G_CHANGE_ADJ | NX_G_PREP)) &&
		   nx_period_at(w, i).end == i && w->word[i] != NX_W_AGO && w->word[i] != NX_W_EACH &&
		   w->word[i] != NX_W_WORTH && w->word[i] != NX_W_LAST && w->word[i] != NX_W_NEXT;
}

static NxStretch
subject_or_none(const NxWindow *w, int verb, int first, int end)
{
	bool there;
	NxStretch s = nx_subject_of(w, verb, &there);

	if (there)
	{
		s = of_complement(w, end);
		if (nx_is_empty(s))
			s = counted_noun(w, first, end);
	}
	return s;
}

/* ---- durations and periods are said of nothing ---- */

static bool
is_adjunct_of_time(const NxWindow *w, const NxDraft *d)
{
	int p = preposition_before(w, d->first);

	if (d->end < w->n)
	{
		switch (w->word[d->end])
		{
			case NX_W_AGO:
			case NX_W_EARLIER:
			case NX_W_LATER:
			case NX_W_BEFORE:
			case NX_W_AFTER:
			case NX_W_SINCE:
				if (d->kind == NX_KIND_TIME)
					return true;
				break;
			default:
				break;
		}
	}
	for (int i = d->first; i >= 0 && i > d->first - 5; i--)
	{
		NxStretch period = nx_period_at(w, i);

		if (!nx_is_empty(period) && period.end >= d->end)
			return true;
		if (w->role[i] == NX_R_COMMA || w->role[i] == NX_R_VERB)
			break;
	}
	if (d->kind == NX_KIND_TIME && d->first > 0)
		switch (w->word[d->first - 1])
		{
			case NX_W_LAST:
			case NX_W_PAST:
			case NX_W_NEXT:
			case NX_W_PREVIOUS:
			case NX_W_COMING:
			case NX_W_EVERY:
			case NX_W_EACH:
				return true;
			default:
				break;
		}
	if (d->kind != NX_KIND_TIME || p < 0)
		return false;
	switch (w->word[p])
	{
		case NX_W_IN:
		case NX_W_WITHIN:
		case NX_W_AFTER:
		case NX_W_BEFORE:
		case NX_W_OVER:
		case NX_W_DURING:
		case NX_W_THROUGH:
		case NX_W_SINCE:
		case NX_W_UNTIL:
		case NX_W_AT:
		case NX_W_ON:
			return true;
		case NX_W_FOR:
			/* "for the past six years" tells when, "jailed for six years" how long */
			return p + 1 < d->first && d->first > p + 1;
		default:
			return false;
	}
}

/* ---- the constructions ---- */

/* "from £1.36bn", "compared with $275 million", "than 5%". */
static NxReading
read_earlier_value(NxWindow *w, NxReadingContext *c, NxDraft *d, NxClaim *claims)
{
	int p = preposition_before(w, d->first);
	uint16_t word = p >= 0 ? w->word[p] : 0;
	int verb = d->first > 0 ? w->last_verb[d->first - 1] : -1;
	NxClaim *last = c->last.claim != NX_NONE ? &claims[c->last.claim] : NULL;
	bool same = false;

	/* the nearest claim in the same unit: "£3m ($4m), up from £2m" */
	for (uint32_t k = 0;
		 last != NULL && k < 3 && c->last.claim - k >= c->first && k <= c->last.claim; k++)
		if (nx_same_unit(nx_quantity_at(w, claims[c->last.claim - k].measured),
						 nx_quantity_at(w, d->measured)))
		{
			last = &claims[c->last.claim - k];
			same = true;
			break;
		}

	/* "lower than the 5% expected" */
	for (int i = d->first - 1; i >= 0 && i > d->first - 3; i--)
	{
		if (w->word[i] == NX_W_THAN)
			return NX_READ_NOTHING;
		if (!(w->can[i] & NX_G_DET))
			break;
	}
	if (p > 0 && word == NX_W_OF)
	{
		/* "compared with a loss of £3m" */
		NxStretch s = nx_phrase_before(w, p - 1);

		if (s.start > 0 && w->role[s.start - 1] == NX_R_PREP &&
			(s.start < 2 || w->word[s.start - 2] == NX_W_COMPARED ||
			 w->word[s.start - 1] == NX_W_AGAINST))
		{
			p = s.start - 1;
			word = w->word[p];
		}
	}
	if (p < 0)
		return NX_READ_NOT;
	if (word == NX_W_FROM)
	{
		bool changing = (verb >= 0 && nx_is(w, verb, NX_G_CHANGE_VERB)) ||
						nx_is(w, p - 1, NX_G_CHANGE_ADJ | NX_G_CHANGE_NOUN);

		/* "from 5.1% to 3.4%", perhaps with a date between */
		for (int k = d->end; k + 1 < w->n && k < d->end + 8; k++)
		{
			if (w->role[k] == NX_R_VERB || w->role[k] == NX_R_BREAK)
				break;
			if (w->word[k] == NX_W_TO && changing)
				for (int q = k + 1; q < w->n && q < k + 4; q++)
					if (w->can[q] & NX_G_MEASURED)
					{
						c->from = d->measured;
						c->from_adjective = nx_is(w, p - 1, NX_G_CHANGE_ADJ) ? p - 1 : -1;
						return NX_READ_NOTHING;
					}
		}
		if (last != NULL && last->from == NX_NONE &&
			(same || (c->last.measure == NX_CHANGE && changing)))
		{
			last->from = d->measured;
			if (last->direction == NX_DIRECTION_NONE && nx_is(w, p - 1, NX_G_CHANGE_ADJ))
				last->direction = (uint8_t) direction_at(w, p - 1, c->last.subject);
		}
		return NX_READ_NOTHING;
	}
	if (word == NX_W_THAN)
		return NX_READ_NOTHING;
	if (word == NX_W_AGAINST || word == NX_W_VERSUS || word == NX_W_VS ||
		((word == NX_W_WITH || word == NX_W_TO) && p > 0 && w->word[p - 1] == NX_W_COMPARED) ||
		(word == NX_W_WITH && p > 1 && w->word[p - 1] == NX_W_COMPARISON))
	{
		if (same && last->from == NX_NONE)
			last->from = d->measured;
		return NX_READ_NOTHING;
	}
	return NX_READ_NOT;
}

/* The verb whose object a noun phrase is, if no preposition stands between; or -1. */
static int
verb_of_object(const NxWindow *w, int phrase_start)
{
	int i = skip_adverbs_back(w, phrase_start - 1);

	while (i >= 0 && w->role[i] == NX_R_NOMINAL && !(w->can[i] & NX_G_MEASURED))
		i = skip_adverbs_back(w, i - 1);
	return i >= 0 && w->role[i] == NX_R_VERB ? i : -1;
}

/* What a noun of change at i is a change of, as far as its own phrase says. */
static NxStretch
changed_thing(const NxWindow *w, int i)
{
	NxStretch s = {i, i};

	if (i + 2 < w->n && w->role[i + 1] == NX_R_PREP &&
		(w->word[i + 1] == NX_W_IN || w->word[i + 1] == NX_W_OF || w->word[i + 1] == NX_W_FOR ||
		 w->word[i + 1] == NX_W_ON) &&
		!(w->can[i + 2] & NX_G_MEASURED) && nx_is_empty(nx_period_at(w, i + 1)))
	{
		s = nx_phrase_after(w, i + 2);
		if (s.end == s.start + 1 && (w->can[s.start] & NX_G_DET))
			s.end = s.start;
	}
	return s;
}

/* "a 40% increase in sales", "a 4% pay rise", "a 3.3% fall". */
static NxReading
read_noun_of_change_after(NxWindow *w, NxDraft *d)
{
	int noun = -1;
	int end = after_list(w, d);
	NxStretch s;

	if (d->kind == NX_KIND_COUNT || d->kind == NX_KIND_BARE)
		return NX_READ_NOT;
	/* "the biggest one-day gain" */
	if (d->kind == NX_KIND_TIME)
		return nx_is(w, end, NX_G_CHANGE_NOUN) ? NX_READ_NOTHING : NX_READ_NOT;
	for (int k = end; k < w->n && k < end + 5; k++)
	{
		if (w->can[k] & (NX_G_MEASURED | NX_G_PRON))
			break;
		if ((w->can[k] & NX_G_CHANGE_NOUN) && (w->role[k] == NX_R_NOMINAL || k == end))
		{
			noun = k;
			break;
		}
		if (w->role[k] != NX_R_NOMINAL && w->role[k] != NX_R_ADVERB)
			break;
		if ((w->can[k] & NX_G_DET) && w->role[k] == NX_R_NOMINAL)
			break;
	}
	if (noun < 0 ||
		(noun == end && w->role[noun] == NX_R_VERB && !nx_is(w, d->first - 1, NX_G_DET)))
		return NX_READ_NOT;
	/* "a £5m growth fund" is a fund */
	if (is_modified_noun(w, noun + 1) && !(w->can[noun + 1] & NX_G_UPPER))
		return NX_READ_NOT;
	s = changed_thing(w, noun);
	if (nx_is_empty(s))
	{
		s.start = end;
		s.end = noun;
		while (s.start < s.end &&
			   (w->role[s.start] == NX_R_ADVERB || nx_has_class(w, s.start, NX_C_CHANGE_MODIFIER)))
			s.start++;
	}
	d->verb = verb_of_object(w, d->first);
	if (nx_is_empty(s) && d->verb >= 0 && !nx_is(w, d->verb, NX_G_CLAUSAL | NX_G_PROJECTION))
		s = subject_or_none(w, d->verb, d->first, d->end);
	if (nx_is_empty(s) && w->word[noun] == NX_W_GROWTH)
		s = (NxStretch){noun, noun + 1};
	if (d->verb < 0)
		d->verb = nx_verb_after(w, noun);
	d->subject = s;
	d->measure = NX_CHANGE;
	d->direction = direction_at(w, noun, s);
	return NX_READ_CLAIM;
}

/* "a rise of 14.8% in spending", "an increase in fares of 6%", "growth to 3%". */
static NxReading
read_noun_of_change_before(NxWindow *w, NxReadingContext *c, NxDraft *d)
{
	int p = preposition_before(w, d->first);
	int noun = -1;
	uint16_t word = p >= 0 ? w->word[p] : 0;
	NxStretch s;

	if (!(word == NX_W_OF || word == NX_W_BY || word == NX_W_TO))
		return NX_READ_NOT;
	for (int k = p - 1; k >= 0 && k > p - 9; k--)
	{
		if (w->role[k] == NX_R_NOMINAL && (w->can[k] & NX_G_CHANGE_NOUN) &&
			!(w->can[k] & NX_G_MEASURED))
		{
			noun = k;
			break;
		}
		if (w->role[k] != NX_R_NOMINAL && w->role[k] != NX_R_PREP && w->role[k] != NX_R_ADVERB)
			break;
	}
	if (noun < 0 || is_modified_noun(w, noun + 1))
		return NX_READ_NOT;
	if (noun < p - 1 && (d->kind == NX_KIND_COUNT || d->kind == NX_KIND_BARE))
		return NX_READ_NOT;
	s = changed_thing(w, noun);
	/* "a 5.5% rise to 18.3bn" */
	if (nx_is_empty(s) && c->last.claim != NX_NONE && c->last.measure == NX_CHANGE &&
		c->last.end <= noun && noun - c->last.end < 4)
	{
		s = c->last.subject;
		d->verb = c->last.verb;
		d->subject = s;
		d->measure = word == NX_W_TO ? NX_LEVEL : NX_CHANGE;
		d->direction = direction_at(w, noun, s);
		return NX_READ_CLAIM;
	}
	if (nx_is_empty(s))
	{
		/* "a rise of 3% in spending", but "growth of 3% in Asia" */
		s = changed_thing(w, d->end - 1);
		if (!nx_is_empty(s) && (w->can[s.start] & NX_G_UPPER))
			s.end = s.start;
	}
	if (nx_is_empty(s))
	{
		/* "price rise of 3%", "economic growth of 3%": a noun before, or growth itself */
		NxStretch before = nx_phrase_before(w, noun - 1);

		while (before.start < before.end && ((w->can[before.start] & NX_G_DET) ||
											 nx_has_class(w, before.start, NX_C_CHANGE_MODIFIER)))
			before.start++;
		d->verb = verb_of_object(w, noun + 1);
		if (w->word[noun] == NX_W_GROWTH)
		{
			before.end = noun + 1;
			s = before;
		}
		else if (d->verb >= 0)
			s = subject_or_none(w, d->verb, d->first, d->end);
		if (nx_is_empty(s))
			s = before;
	}
	else
		d->verb = verb_of_object(w, noun + 1);
	if (d->verb < 0)
		d->verb = nx_verb_after(w, d->end);
	d->subject = s;
	d->measure = word == NX_W_TO ? NX_LEVEL : NX_CHANGE;
	d->direction = direction_at(w, noun, s);
	return NX_READ_CLAIM;
}

/* "up 3%", "down by 6.2 points", "3% higher", "2.1% lower than". */
static NxReading
read_adjective_of_change(NxWindow *w, NxReadingContext *c, NxDraft *d, NxClaim *claims)
{
	int adjective = -1;
	int end = after_list(w, d);
	int before = skip_adverbs_back(w, d->first - 1);

	if (before > 0 && w->word[before] == NX_W_BY && (w->can[before - 1] & NX_G_CHANGE_ADJ))
		before--;
	if (before >= 0 && (w->can[before] & NX_G_CHANGE_ADJ) && w->role[before] != NX_R_VERB &&
		!(w->can[before] & NX_G_MEASURED))
	{
		int v = skip_adverbs_back(w, before - 1);

		adjective = before;
		before = v;
		/* "set up three schools" */
		if (v >= 0 && v == adjective - 1 && w->role[v] == NX_R_VERB &&
			!(w->can[v] & (NX_G_BE | NX_G_LEVEL_VERB | NX_G_CHANGE_VERB)) &&
			d->kind != NX_KIND_PERCENT)
			return NX_READ_NOT;
	}
	else if (end < w->n && (w->can[end] & NX_G_CHANGE_ADJ) && w->role[end] != NX_R_VERB &&
			 (d->kind == NX_KIND_PERCENT || !is_modified_noun(w, end + 1)) &&
			 d->kind != NX_KIND_BARE && d->kind != NX_KIND_COUNT)
	{
		adjective = end;
		if ((d->kind == NX_KIND_PHYSICAL || d->kind == NX_KIND_TIME) &&
			(w->can[adjective] & NX_G_PREP))
			return NX_READ_NOT;
		if (d->kind == NX_KIND_TIME && (w->word[adjective] == NX_W_LATER))
			return NX_READ_NOT;
		before = skip_adverbs_back(w, d->first - 1);
		/* "sold 2.1% more cars" */
		if (is_modified_noun(w, end + 1))
		{
			d->subject = nx_phrase_after(w, end + 1);
			d->verb = before >= 0 && w->role[before] == NX_R_VERB ? before : -1;
			d->measure = NX_CHANGE;
			d->direction = direction_at(w, end, d->subject);
			return NX_READ_CLAIM;
		}
	}
	if (adjective < 0)
		return NX_READ_NOT;
	d->measure = NX_CHANGE;
	if (before >= 0 && w->role[before] == NX_R_VERB)
	{
		d->verb = before;
		d->subject = subject_or_none(w, before, d->first, d->end);
	}
	else if (before >= 0 && w->role[before] == NX_R_NOMINAL && !(w->can[before] & NX_G_MEASURED) &&
			 !nx_has_class(w, before, NX_C_PERIOD))
	{
		/* "Bank profits up 23%", "with prices up 5%" */
		d->subject = nx_phrase_before(w, before);
		if (d->subject.start > 0 && w->role[d->subject.start - 1] == NX_R_PREP &&
			w->word[d->subject.start - 1] != NX_W_WITH)
			while (d->subject.start > 0 &&
				   (w->role[d->subject.start - 1] == NX_R_PREP ||
					w->role[d->subject.start - 1] == NX_R_NOMINAL) &&
				   w->word[d->subject.start - 1] != NX_W_WITH)
				d->subject.start--;
		if (nx_role_is(w, d->subject.start, NX_R_PREP))
			d->subject.start = d->subject.end;
		d->verb = -1;
	}
	else if (c->last.claim != NX_NONE)
	{
		d->subject = c->last.subject;
		d->verb = c->last.verb;
		d->elliptic = true;
		if (claims[c->last.claim].direction == NX_DIRECTION_NONE && c->last.measure == NX_LEVEL)
			claims[c->last.claim].direction = (uint8_t) direction_at(w, adjective, d->subject);
	}
	else
	{
		d->verb = nx_verb_before(w, d->first);
		if (d->verb >= 0)
			d->subject = subject_or_none(w, d->verb, d->first, d->end);
	}
	d->direction = direction_at(w, adjective, d->subject);
	return NX_READ_CLAIM;
}

/* "more than doubled": the verb stands in the expression. */
static NxReading
read_verb_inside(NxWindow *w, NxDraft *d)
{
	if (w->role[d->first] == NX_R_VERB && d->kind != NX_KIND_RATIO)
	{
		/* "topped $3 trillion" */
		d->verb = d->first;
		d->measure = NX_LEVEL;
		d->subject = subject_or_none(w, d->first, d->first, d->end);
		return NX_READ_CLAIM;
	}
	for (int i = d->first; i < d->end; i++)
	{
		if (!(w->can[i] & NX_G_CHANGE_VERB) || d->kind != NX_KIND_RATIO)
			continue;
		d->measure = NX_CHANGE;
		d->verb = i;
		if (w->role[i] == NX_R_VERB)
			d->subject = subject_or_none(w, i, d->first, d->end);
		if (nx_is_empty(d->subject) && (w->can[i] & NX_G_ING))
			d->subject = changed_thing(w, d->end - 1);
		if (nx_is_empty(d->subject) && d->end < w->n && w->role[i] == NX_R_VERB &&
			w->role[d->end] == NX_R_NOMINAL)
			d->subject = nx_phrase_after(w, d->end);
		d->direction = direction_at(w, i, d->subject);
		return NX_READ_CLAIM;
	}
	return NX_READ_NOT;
}

/* "Sales rose 3% and costs 2%": no verb since the last claim, but a noun phrase. */
static NxReading
read_ellipsis(NxWindow *w, NxReadingContext *c, NxDraft *d)
{
	int i = skip_adverbs_back(w, d->first - 1);
	int p = -1;
	NxStretch s;

	if (c->last.claim == NX_NONE || c->last.kind != d->kind || i <= c->last.end)
		return NX_READ_NOT;
	if (w->role[i] == NX_R_PREP && c->last.prep != 0 && w->word[i] == c->last.prep)
		p = i--;
	if (i <= c->last.end || w->role[i] != NX_R_NOMINAL || (p < 0 && c->last.prep == NX_W_ON))
		return NX_READ_NOT;
	s = (NxStretch){i + 1, i + 1};
	while (s.start > c->last.end &&
		   (w->role[s.start - 1] == NX_R_NOMINAL || w->role[s.start - 1] == NX_R_PREP) &&
		   !(w->can[s.start - 1] & NX_G_MEASURED))
		s.start--;
	if (s.start <= c->last.end - 1 ||
		!(nx_role_is(w, s.start - 1, NX_R_CC) || nx_role_is(w, s.start - 1, NX_R_COMMA)))
		return NX_READ_NOT;
	for (int k = c->last.end; k < s.start; k++)
		if (w->role[k] == NX_R_VERB || w->role[k] == NX_R_BREAK || w->role[k] == NX_R_SUB)
			return NX_READ_NOT;
	if (s.end == s.start + 1 && (w->can[s.start] & (NX_G_DET | NX_G_PERIOD | NX_G_PREP)))
		return NX_READ_NOT;
	if (!nx_is_empty(nx_period_at(w, s.start)) || nx_role_is(w, s.start, NX_R_PREP))
		return NX_READ_NOT;
	if (nx_verb_after(w, d->end) >= 0 && !nx_role_is(w, d->end, NX_R_CC))
		return NX_READ_NOT;
	d->subject = s;
	d->verb = c->last.verb;
	d->prep = c->last.prep;
	d->measure = c->last.measure;
	d->direction = c->last.direction;
	d->elliptic = true;
	return NX_READ_CLAIM;
}

/*
 * "The two clubs met", "his three sons": a count of what is known already says
 * nothing of it; but "14 of the 20 seats" does.
 */
static bool
is_given(const NxWindow *w, const NxDraft *d)
{
	int i = d->first - 1;

	if (d->kind != NX_KIND_COUNT && d->kind != NX_KIND_BARE)
		return false;
	if (nx_is(w, i, NX_G_MEASURED) || !((nx_is(w, i, NX_G_DET) && w->role[i] == NX_R_NOMINAL) ||
										(i >= 0 && w->word[i] == NX_W__S)))
		return false;
	if (w->word[i] == NX_W_A || w->word[i] == NX_W_AN || w->word[i] == NX_W_ANOTHER ||
		w->word[i] == NX_W_SOME)
		return false;
	while (i > 0 && w->role[i] == NX_R_NOMINAL && !nx_is(w, i, NX_G_MEASURED) &&
		   w->word[i - 1] != NX_W_OF)
		i--;
	return !(i > 1 && w->word[i - 1] == NX_W_OF && nx_is(w, i - 2, NX_G_MEASURED));
}

/* The verb that can govern an expression at first, looking left; or -1. */
static int
governing_verb(const NxWindow *w, int first, bool *comma)
{
	*comma = false;
	for (int i = first - 1; i >= 0; i--)
	{
		switch ((NxRole) w->role[i])
		{
			case NX_R_VERB:
				return i;
			case NX_R_COMMA:
				*comma = true;
				break;
			case NX_R_SUB:
			case NX_R_REL:
			case NX_R_BREAK:
			case NX_R_OPEN:
				return -1;
			default:
				break;
		}
	}
	return -1;
}

/* Before its verb: what is counted, or the noun phrase that the amount is part of. */
static NxReading
read_as_subject(NxWindow *w, NxReadingContext *c, NxDraft *d, int verb)
{
	int p = preposition_before(w, d->first);

	d->verb = verb;
	d->is_subject = true;
	d->measure = NX_LEVEL;
	d->subject = of_complement(w, d->end);
	if (!nx_is_empty(d->subject))
		return NX_READ_CLAIM;
	if (d->kind == NX_KIND_COUNT ||
		(d->kind == NX_KIND_PHYSICAL && !is_modified_noun(w, after_list(w, d))))
	{
		if (p >= 0 && w->word[p] != NX_W_OF && d->first > 0)
			return NX_READ_NOTHING;
		d->subject = counted_noun(w, d->first, d->end);
		return NX_READ_CLAIM;
	}
	if (is_modified_noun(w, after_list(w, d)))
	{
		d->subject = nx_phrase_after(w, after_list(w, d));
		d->modifier = true;
		return NX_READ_CLAIM;
	}
	if (p > 0 && w->word[p] == NX_W_OF)
	{
		d->subject = nx_phrase_before(w, p - 1);
		if (!nx_is_empty(d->subject))
			return NX_READ_CLAIM;
	}
	if (p >= 0)
		return NX_READ_NOTHING;
	/* "63 people were killed and 200 injured", "… and 61% that he had" */
	if (c->last.claim != NX_NONE &&
		(c->last.kind == d->kind || (d->kind == NX_KIND_BARE && c->last.kind == NX_KIND_COUNT)))
	{
		d->subject = c->last.subject;
		return NX_READ_CLAIM;
	}
	if (d->kind == NX_KIND_TIME || d->kind == NX_KIND_BARE)
		return NX_READ_NOTHING;
	return NX_READ_CLAIM;
}

/* "… and a further three are missing": after "and", straight before its verb. */
static bool
starts_clause(const NxWindow *w, const NxDraft *d, int left, int right)
{
	int i = d->first - 1;

	while (i > left && w->role[i] == NX_R_NOMINAL)
		i--;
	if (i <= left || w->role[i] != NX_R_CC)
		return false;
	for (int k = d->end; k < nx_verb_group(w, right); k++)
		if (w->role[k] != NX_R_NOMINAL && w->role[k] != NX_R_ADVERB && w->word[k] != NX_W_OF)
			return false;
	return nx_verb_group(w, right) < right ||
		   nx_is(w, right, NX_G_BE | NX_G_HAVE | NX_G_PRESENT | NX_G_PAST);
}

static bool
is_raise(uint16_t word)
{
	return word == NX_W_RAISE || word == NX_W_RAISED || word == NX_W_RAISES || word == NX_W_RAISING;
}

/* After its verb: the verb says what, its subject or object of what. */
static NxReading
read_after_verb(NxWindow *w, NxReadingContext *c, NxDraft *d, int verb)
{
	int p = preposition_before(w, d->first);
	uint16_t prep;
	int object_start = verb + w->phrase[verb];
	NxStretch object = {0, 0};
	bool changing = nx_is(w, verb, NX_G_CHANGE_VERB);
	bool headed = false; /* "a total of" stands before */

	d->verb = verb;
	d->measure = NX_LEVEL;
	if (!(nx_is(w, verb, NX_G_BE) && skip_adverbs_back(w, d->first - 1) == verb) &&
		is_modified_noun(w, after_list(w, d)) && d->kind != NX_KIND_COUNT &&
		d->kind != NX_KIND_BARE && !changing &&
		!nx_has_class(w, after_list(w, d), NX_C_CHANGE_MODIFIER))
	{
		d->subject = nx_phrase_after(w, after_list(w, d));
		d->modifier = true;
		return NX_READ_CLAIM;
	}
	if (is_modified_noun(w, after_list(w, d)) && changing && d->kind != NX_KIND_COUNT &&
		d->kind != NX_KIND_BARE &&
		(nx_is(w, d->first - 1, NX_G_DET) || nx_role_is(w, d->first - 1, NX_R_PREP)))
	{
		d->subject = nx_phrase_after(w, after_list(w, d));
		d->modifier = true;
		return NX_READ_CLAIM;
	}
	if (p >= 0 && p > verb && w->word[p] == NX_W_OF)
	{
		NxStretch head = nx_phrase_before(w, p - 1);

		if (nx_is_empty(head))
			return NX_READ_NOTHING;
		if (nx_has_class(w, head.end - 1, NX_C_MEASURE_HEAD))
		{
			/* "at an annual rate of 4%", "a total of 13 athletes" */
			int outer = head.start - 1;

			if (outer >= 0 && w->role[outer] == NX_R_PREP && w->word[outer] != NX_W_OF)
				p = outer;
			else if (outer >= 0 && w->role[outer] == NX_R_VERB)
			{
				p = -1;
				headed = true;
			}
			else if (outer >= 0 && w->role[outer] == NX_R_NOMINAL)
			{
				p = -1;
				headed = true; /* "gave the party a sum of" */
			}
			else
			{
				d->subject = head;
				return NX_READ_CLAIM;
			}
			if (head.end - head.start > 2 && p < 0)
			{
				d->subject = head;
				return NX_READ_CLAIM;
			}
		}
		else
		{
			d->subject = head;
			for (int k = head.start; k < head.end; k++)
				if (w->can[k] & NX_G_PROJECTION)
					d->projected = true;
			return NX_READ_CLAIM;
		}
	}
	if (p >= 0 && p < verb)
		p = -1;
	prep = p >= 0 ? w->word[p] : 0;
	d->prep = prep;
	/* the verb's object, when one stands between */
	while (object_start < d->first && w->role[object_start] == NX_R_ADVERB)
		object_start++;
	if (!headed && nx_role_is(w, object_start, NX_R_NOMINAL) &&
		!nx_is(w, object_start, NX_G_MEASURED) && nx_is_empty(nx_period_at(w, object_start)))
	{
		object = with_count(w, nx_phrase_after(w, object_start));
		if (object.end > d->first)
			object.end = d->first;
		if (p >= 0 && object.end > p)
			object.end = p;
		while (object.end > object.start && (w->can[object.end - 1] & NX_G_DET) && p < 0 &&
			   !(w->can[object.end - 1] & NX_G_PRON))
			object.end--;
		/* "to a record $3bn", "an additional $3bn": no object */
		if (object.end < w->n && (w->can[object.end] & NX_G_MEASURED) &&
			(w->word[object.start] == NX_W_A || w->word[object.start] == NX_W_AN))
			object.end = object.start;
		if (p < 0 && object.end == d->first && !nx_is_empty(object))
		{
			int nouns = 0;

			for (int k = object.start; k < object.end; k++)
				nouns += !(w->can[k] & (NX_G_DET | NX_G_ADV)) &&
						 !nx_has_class(w, k, NX_C_CHANGE_MODIFIER) && w->word[k] != NX_W_AN;
			if (nouns == 0 || w->word[object.start] == NX_W_A || w->word[object.start] == NX_W_AN)
				object.end = object.start;
		}
	}
	/* "worth $5bn" says it of the noun before, unless that is a verb */
	if (prep == NX_W_WORTH && p > 0 && w->role[p - 1] == NX_R_NOMINAL)
	{
		d->subject = nx_phrase_before(w, p - 1);
		return NX_READ_CLAIM;
	}
	/* "slower than inflation at 4%" */
	if (changing && prep == NX_W_AT && p > verb + 1 && w->role[p - 1] == NX_R_NOMINAL &&
		!(w->can[p - 1] & (NX_G_MEASURED | NX_G_PERIOD | NX_G_CHANGE_ADJ)))
		for (int k = verb + 1; k < p; k++)
			if (w->role[k] == NX_R_COMMA || w->word[k] == NX_W_THAN)
			{
				d->subject = nx_phrase_before(w, p - 1);
				return NX_READ_CLAIM;
			}
	if (changing && !(prep == 0 && is_raise(w->word[verb]) && d->kind == NX_KIND_MONEY))
	{
		switch (prep)
		{
			case 0:
				if (!nx_is_empty(object) && d->kind == NX_KIND_COUNT)
					return NX_READ_NOTHING;
				/* "doubling the £400m": the amount is what changes */
				if (nx_is(w, d->first - 1, NX_G_DET) && d->first - 1 > verb &&
					w->word[d->first - 1] != NX_W_A && w->word[d->first - 1] != NX_W_AN &&
					w->word[d->first - 1] != NX_W_ANOTHER && w->word[d->first - 1] != NX_W_SOME)
					return NX_READ_NOTHING;
				d->measure = NX_CHANGE;
				break;
			case NX_W_BY:
				d->measure = NX_CHANGE;
				break;
			case NX_W_TO:
			case NX_W_AT:
			case NX_W_ABOVE:
			case NX_W_BELOW:
			case NX_W_OVER:
			case NX_W_UNDER:
			case NX_W_BEYOND:
			case NX_W_PAST:
			case NX_W_AROUND:
			case NX_W_NEAR:
			case NX_W_TOWARDS:
			case NX_W_TOWARD:
				break;
			default:
				return NX_READ_NOTHING;
		}
		d->subject = nx_is_empty(object) ? subject_or_none(w, verb, d->first, d->end) : object;
		d->direction = direction_at(w, verb, d->subject);
		if (c->from != NX_NONE && d->measure == NX_LEVEL && nx_is_empty(d->subject))
			d->subject = subject_or_none(w, verb, d->first, d->end);
		return NX_READ_CLAIM;
	}
	/* "apologised to two women": a count beside the matter */
	if ((d->kind == NX_KIND_COUNT || d->kind == NX_KIND_BARE) && prep != 0 && prep != NX_W_IN &&
		prep != NX_W_BY && prep != NX_W_WITH && prep != NX_W_WORTH &&
		!nx_is(w, verb, NX_G_BE | NX_G_LEVEL_VERB))
		return NX_READ_NOTHING;
	switch (prep)
	{
		case NX_W_AFTER:
		case NX_W_BEFORE:
		case NX_W_WITHIN:
		case NX_W_DURING:
		case NX_W_SINCE:
		case NX_W_UNTIL:
		case NX_W_FROM:
		case NX_W_THAN:
		case NX_W_LIKE:
		case NX_W_ACROSS:
		case NX_W_INTO:
		case NX_W_WITHOUT:
			return NX_READ_NOTHING;
		case NX_W_WITH:
			if (p - 1 != verb && p > 0 && w->role[p - 1] == NX_R_NOMINAL && nx_is_empty(object))
			{
				d->subject = nx_phrase_before(w, p - 1);
				return NX_READ_CLAIM;
			}
			break;
		case NX_W_FOR:
			if (d->kind == NX_KIND_MONEY && !nx_is_empty(object))
			{
				d->subject = object;
				return NX_READ_CLAIM;
			}
			break;
		case NX_W_AT:
		case NX_W_TO:
			/* "unchanged at 4.5%", "0.3% lower at 7,510", "closed up 4% at 212p" */
			if (nx_is(w, p - 1, NX_G_CHANGE_ADJ) && !nx_is(w, p - 1, NX_G_MEASURED))
				d->direction = direction_at(w, p - 1, object);
			else if (c->last.claim != NX_NONE && c->last.measure == NX_CHANGE &&
					 c->last.verb == verb && c->last.end == p)
				d->direction = c->last.direction;
			else if (!nx_is_empty(object))
			{
				d->subject = object;
				return NX_READ_CLAIM;
			}
			break;
		case 0:
			/* "fined the company €5m"; but "cost taxpayers £2bn" */
			if (!nx_is_empty(object) && d->kind == NX_KIND_MONEY &&
				!nx_is(w, verb, NX_G_LEVEL_VERB))
			{
				d->subject = object;
				return NX_READ_CLAIM;
			}
			break;
		default:
			break;
	}
	d->subject = subject_or_none(w, verb, d->first, d->end);
	if (d->direction == NX_DIRECTION_NONE && prep == NX_W_TO && c->from != NX_NONE &&
		c->from_adjective >= 0)
		d->direction = direction_at(w, c->from_adjective, d->subject);
	/* "surged 612 points to close at 71,200" */
	if (d->direction == NX_DIRECTION_NONE && c->last.claim != NX_NONE &&
		c->last.measure == NX_CHANGE && c->last.verb >= 0 &&
		nx_role_is(w, nx_verb_group(w, verb), NX_R_TO) &&
		nx_verb_before(w, nx_verb_group(w, verb)) == c->last.verb)
		d->direction = c->last.direction;
	return NX_READ_CLAIM;
}

/* Can one say the other: "a quarter (24%)"? */
static bool
same_kind(NxKind a, NxKind b)
{
	return a == b || (a == NX_KIND_RATIO && b == NX_KIND_PERCENT);
}

/* The same thing said in another unit. */
static NxReading
as_the_last(const NxReadingContext *c, NxDraft *d)
{
	d->subject = c->last.subject;
	d->verb = c->last.verb;
	d->prep = c->last.prep;
	d->measure = c->last.measure;
	d->direction = c->last.direction;
	d->elliptic = true;
	return NX_READ_CLAIM;
}

/* The bracket in which nothing but amounts stands before the expression, or -1. */
static int
bracket_before(const NxWindow *w, int first)
{
	for (int i = first - 1; i >= 0 && i > first - 12; i--)
	{
		if (w->role[i] == NX_R_OPEN)
			return i;
		if (!(w->can[i] & NX_G_MEASURED) && w->role[i] != NX_R_BREAK && w->role[i] != NX_R_COMMA)
			return -1;
	}
	return -1;
}

/* No verb at all: headlines, tables, "Total cost: £3m". */
static NxReading
read_without_verb(NxWindow *w, NxDraft *d)
{
	int p = preposition_before(w, d->first);

	d->measure = NX_LEVEL;
	d->verb = -1;
	if (p > 0 && w->word[p] == NX_W_OF)
	{
		d->subject = nx_phrase_before(w, p - 1);
		return nx_is_empty(d->subject) ? NX_READ_NOTHING : NX_READ_CLAIM;
	}
	if (is_modified_noun(w, after_list(w, d)) && d->kind != NX_KIND_COUNT &&
		d->kind != NX_KIND_BARE)
	{
		d->subject = nx_phrase_after(w, after_list(w, d));
		d->modifier = true;
		return NX_READ_CLAIM;
	}
	if (p > 0 && w->word[p] == NX_W_AT && w->role[p - 1] == NX_R_NOMINAL)
	{
		d->subject = nx_phrase_before(w, p - 1);
		return NX_READ_CLAIM;
	}
	return NX_READ_NOTHING;
}

NxReading
nx_read_claim(NxWindow *w, NxReadingContext *c, NxDraft *d, NxClaim *claims)
{
	NxReading reading;
	bool comma;
	int left, right, open;

	if (is_adjunct_of_time(w, d))
		return NX_READ_NOTHING;
	/* "£3m ($4m)": the same in other money; ", 45,": an age */
	if ((open = bracket_before(w, d->first)) >= 0)
	{
		if (c->last.claim == NX_NONE || c->last.end < open || !same_kind(c->last.kind, d->kind))
			return NX_READ_NOTHING;
		return as_the_last(c, d);
	}
	/* "up 85 cents, or 1%" */
	if (c->last.claim != NX_NONE && d->first > 0 && w->word[d->first - 1] == NX_W_OR &&
		(c->last.end == d->first - 1 ||
		 (c->last.end == d->first - 2 && w->role[d->first - 2] == NX_R_COMMA)))
		return as_the_last(c, d);
	if (d->kind == NX_KIND_BARE && nx_role_is(w, d->first - 1, NX_R_COMMA) &&
		(d->end >= w->n || w->role[d->end] == NX_R_COMMA || w->role[d->end] == NX_R_BREAK))
		return NX_READ_NOTHING;
	if ((reading = read_earlier_value(w, c, d, claims)) != NX_READ_NOT ||
		(reading = read_verb_inside(w, d)) != NX_READ_NOT ||
		(reading = read_noun_of_change_after(w, d)) != NX_READ_NOT ||
		(reading = read_adjective_of_change(w, c, d, claims)) != NX_READ_NOT ||
		(reading = read_noun_of_change_before(w, c, d)) != NX_READ_NOT ||
		(reading = read_ellipsis(w, c, d)) != NX_READ_NOT)
		return reading;
	/* "Entry fee: $5" */
	if (d->first > 1 && w->t->kind[w->base + (uint32_t) d->first - 1] == NX_TOK_COLON &&
		w->role[d->first - 2] == NX_R_NOMINAL && w->last_verb[d->first - 2] < 0)
	{
		d->measure = NX_LEVEL;
		d->subject = nx_phrase_before(w, d->first - 2);
		return NX_READ_CLAIM;
	}
	/* "said the 20-year-old" */
	if (d->kind == NX_KIND_TIME && d->end == d->first + 1 &&
		(w->t->flags[w->base + (uint32_t) d->first] & NX_TF_HAS_HYPHEN) &&
		!is_modified_noun(w, d->end))
		return NX_READ_NOTHING;
	if (is_given(w, d))
		return NX_READ_NOTHING;
	left = governing_verb(w, d->first, &comma);
	right = nx_verb_after(w, d->end);
	if (left >= 0 && right >= 0)
	{
		/* "killed 12 people and injured 30": what follows "and" is another clause */
		for (int i = d->end; i < right; i++)
			if (w->role[i] == NX_R_CC && nx_verb_group(w, right) <= i + 1)
			{
				right = -1;
				break;
			}
	}
	if (right >= 0 && (left < 0 || comma || starts_clause(w, d, left, right) ||
					   (w->can[left] & NX_G_CLAUSAL && !(w->can[left] & NX_G_CHANGE_VERB))))
		return read_as_subject(w, c, d, right);
	if (left >= 0)
		return read_after_verb(w, c, d, left);
	return read_without_verb(w, d);
}
