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

/* ---- durations and periods are said of nothing ---- */

static bool
is_adjunct_of_time(const NxWindow *w, const NxDraft *d)
{
	int p = nx_preposition_before(w, d->first);

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
	if (d->kind == NX_KIND_TIME && d->end < w->n &&
		(w->word[d->end] == NX_W_OLDS || w->word[d->end] == NX_W_LEFT ||
		 w->word[d->end] == NX_W_REMAINING || w->word[d->end] == NX_W_RUNNING ||
		 (d->end + 1 < w->n && w->word[d->end] == NX_W_TO && w->word[d->end + 1] == NX_W_GO)))
		return true;
	/* "children under five": who they are, not what is said of them */
	if (d->kind == NX_KIND_TIME && d->end == d->first + 2 &&
		(w->word[d->first] == NX_W_UNDER || w->word[d->first] == NX_W_OVER) &&
		nx_role_is(w, d->first - 1, NX_R_NOMINAL) && !nx_has_class(w, d->end - 1, NX_C_PERIOD))
		return true;
	/* "20 yards out" */
	if (d->kind == NX_KIND_PHYSICAL && d->end < w->n && w->word[d->end] == NX_W_OUT)
		return true;
	if (d->kind == NX_KIND_TIME && !nx_is_modified_noun(w, d->end))
		for (int i = d->first - 1; i >= 0 && i > d->first - 3; i--)
		{
			if (nx_is(w, i, NX_G_DET) && w->role[i] == NX_R_NOMINAL)
				return w->word[i] != NX_W_A && w->word[i] != NX_W_AN && w->word[i] != NX_W_ANOTHER;
			if (w->role[i] != NX_R_NOMINAL)
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
			/* "jailed for six years" says how long; "the lowest rate for six years" does not */
			return p + 1 < d->first || p == 0 || w->role[p - 1] != NX_R_VERB;
		default:
			return false;
	}
}

/* ---- the constructions ---- */

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

/* "Sales rose 3% and costs 2%": no verb since the last claim, but a noun phrase. */
static NxReading
read_ellipsis(NxWindow *w, NxReadingContext *c, NxDraft *d)
{
	int i = nx_skip_adverbs_back(w, d->first - 1);
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
	as_the_last(c, d);
	d->subject = s;
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

	/* "won the 100m" */
	if (d->kind == NX_KIND_PHYSICAL && i >= 0 && w->word[i] == NX_W_THE &&
		!nx_is_modified_noun(w, d->end))
		return true;
	if (d->kind != NX_KIND_COUNT && d->kind != NX_KIND_BARE)
		return false;
	for (int k = d->first; k < d->end; k++)
		if (w->word[k] == NX_W_THE)
			return true;
	while (i > 0 &&
		   (w->word[i] == NX_W_FIRST || w->word[i] == NX_W_LAST || w->word[i] == NX_W_OTHER ||
			w->word[i] == NX_W_NEXT || w->word[i] == NX_W_REMAINING || w->word[i] == NX_W_OPENING ||
			w->word[i] == NX_W_FINAL))
		i--;
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

/*
 * "1,200 hectares burned", "50,000 tonnes were shipped": as much land or stuff,
 * which has no other name there.
 */
static bool
is_stuff(const NxWindow *w, const NxDraft *d)
{
	const NxQuantity *q = nx_quantity_at(w, d->measured);
	NxDimension dimension;
	uint32_t last = w->base + (uint32_t) d->end - 1;

	nx_unit_dimension(q->unit, q->unit_len, &dimension);
	return (strcmp(dimension.name, "area") == 0 || strcmp(dimension.name, "volume") == 0 ||
			strcmp(dimension.name, "mass") == 0) &&
		   w->t->kind[last] == NX_TOK_WORD && w->t->end[last] - w->t->start[last] > 3;
}

/* Before its verb: what is counted, or the noun phrase that the amount is part of. */
static NxReading
read_as_subject(NxWindow *w, NxReadingContext *c, NxDraft *d, int verb)
{
	int p = nx_preposition_before(w, d->first);

	d->verb = verb;
	d->is_subject = true;
	d->measure = NX_LEVEL;
	d->subject = nx_of_complement(w, d->end);
	if (!nx_is_empty(d->subject))
	{
		/* "four areas of interest": areas, not interest */
		if (d->kind == NX_KIND_COUNT && nx_counted_noun(w, d->first, d->end).start < d->end)
			d->subject.start = d->end - 1;
		return NX_READ_CLAIM;
	}
	if (d->kind == NX_KIND_COUNT ||
		(d->kind == NX_KIND_PHYSICAL && !nx_is_modified_noun(w, nx_after_amounts(w, d))))
	{
		if (p >= 0 && w->word[p] != NX_W_OF && d->first > 0)
			return NX_READ_NOTHING;
		d->subject = nx_counted_noun(w, d->first, d->end);
		/* "800m", "four millimetres": the unit is not what is measured */
		if (d->kind == NX_KIND_PHYSICAL && d->subject.start < d->end && !is_stuff(w, d))
			d->subject.start = d->end < d->subject.end ? d->end : d->subject.end;
		if (d->kind == NX_KIND_PHYSICAL && nx_verb_group(w, verb) > d->end)
			return NX_READ_NOTHING;
		return NX_READ_CLAIM;
	}
	if (nx_is_modified_noun(w, nx_after_amounts(w, d)))
	{
		d->subject = nx_phrase_after(w, nx_after_amounts(w, d));
		d->modifier = true;
		return NX_READ_CLAIM;
	}
	if (p > 0 && w->word[p] == NX_W_OF)
	{
		d->subject = nx_phrase_before(w, p - 1);
		if (!nx_is_empty(d->subject))
			return nx_is(w, p - 1, NX_G_MEASURED) ? NX_READ_NOTHING : NX_READ_CLAIM;
	}
	if (p >= 0)
		return NX_READ_NOTHING;
	/* "8 million people, of whom 1.3 million are" */
	if (d->first > 2 && w->word[d->first - 2] == NX_W_OF &&
		(w->word[d->first - 1] == NX_W_WHOM || w->word[d->first - 1] == NX_W_WHICH))
	{
		int i = d->first - 3;

		if (w->role[i] == NX_R_COMMA && i > 0)
			i--;
		if (w->measured[i] != NX_NONE)
		{
			int first = i;

			while (first > 0 && w->measured[first - 1] == w->measured[i])
				first--;
			if (nx_kind_of(nx_quantity_at(w, w->measured[i])) == NX_KIND_COUNT)
				d->subject = nx_counted_noun(w, first, i + 1);
		}
		else
			d->subject = nx_phrase_before(w, i);
		return NX_READ_CLAIM;
	}
	/* "63 people were killed and 200 injured", "… and 61% that he had" */
	if (c->last.claim != NX_NONE && (same_kind(c->last.kind, d->kind) ||
									 (d->kind == NX_KIND_BARE && c->last.kind == NX_KIND_COUNT)))
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

/* "resulted in 30 deaths", "ended in 12 arrests" */
static bool
is_outcome(const NxWindow *w, int verb)
{
	static const char *const stems[] = {"result", "end", "culminat"};
	uint32_t token = w->base + (uint32_t) verb;

	for (size_t i = 0; i < sizeof(stems) / sizeof(stems[0]); i++)
		if (w->t->end[token] - w->t->start[token] >= strlen(stems[i]) &&
			memcmp(w->a->text + w->t->start[token], stems[i], strlen(stems[i])) == 0)
			return true;
	return false;
}

/* "was elected with 58% of the vote": his */
static bool
is_of_vote(const NxWindow *w, int end)
{
	NxStretch s = nx_of_complement(w, end);
	uint32_t token = w->base + (uint32_t) s.end - 1;

	return !nx_is_empty(s) && w->t->end[token] - w->t->start[token] >= 4 &&
		   memcmp(w->a->text + w->t->start[token], "vote", 4) == 0;
}

/* "bringing the death toll to 43", "took his tally to 12" */
static bool
is_moving(const NxWindow *w, int verb)
{
	return nx_has_class(w, verb, NX_C_CARRY_VERB);
}

/* "was killed by 12 men" */
static bool
is_passive(const NxWindow *w, int verb)
{
	if (!nx_is(w, verb, NX_G_PAST | NX_G_PARTICIPLE))
		return false;
	for (int i = nx_verb_group(w, verb); i < verb; i++)
		if (w->can[i] & NX_G_BE)
			return true;
	return false;
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
	int p = nx_preposition_before(w, d->first);
	uint16_t prep;
	int object_start = verb + w->phrase[verb];
	NxStretch object = {0, 0};
	bool changing = nx_is(w, verb, NX_G_CHANGE_VERB);
	bool headed = false; /* "a total of" stands before */

	/* "held by 100,000 people" is no standstill */
	if (changing && nx_change_direction(w->entry[verb]) == NX_FLAT &&
		!(p >= 0 && w->word[p] == NX_W_AT))
		changing = false;
	d->verb = verb;
	d->measure = NX_LEVEL;
	if (!(nx_is(w, verb, NX_G_BE) && nx_skip_adverbs_back(w, d->first - 1) == verb) &&
		nx_is_modified_noun(w, nx_after_amounts(w, d)) && d->kind != NX_KIND_COUNT &&
		d->kind != NX_KIND_BARE && !changing &&
		!nx_has_class(w, nx_after_amounts(w, d), NX_C_CHANGE_MODIFIER))
	{
		d->subject = nx_phrase_after(w, nx_after_amounts(w, d));
		d->modifier = true;
		return NX_READ_CLAIM;
	}
	if (nx_is_modified_noun(w, nx_after_amounts(w, d)) && changing && d->kind != NX_KIND_COUNT &&
		d->kind != NX_KIND_BARE &&
		(nx_is(w, d->first - 1, NX_G_DET) || nx_role_is(w, d->first - 1, NX_R_PREP)))
	{
		d->subject = nx_phrase_after(w, nx_after_amounts(w, d));
		d->modifier = true;
		return NX_READ_CLAIM;
	}
	if (p >= 0 && p > verb && w->word[p] == NX_W_OF)
	{
		NxStretch head = nx_phrase_before(w, p - 1);

		if (nx_is_empty(head))
			return NX_READ_NOTHING;
		/* "in front of 27,400 supporters" */
		if (head.end == head.start + 1 && nx_role_is(w, head.start - 1, NX_R_PREP) &&
			(d->kind == NX_KIND_COUNT || d->kind == NX_KIND_BARE || d->kind == NX_KIND_PHYSICAL) &&
			(w->word[head.start - 1] == NX_W_IN || w->word[head.start - 1] == NX_W_ON ||
			 w->word[head.start - 1] == NX_W_BY))
			return NX_READ_NOTHING;
		/* "at the age of 31", "one of dozens of firms" */
		if ((w->word[head.end - 1] == NX_W_AGE && !nx_is(w, verb, NX_G_BE)) ||
			(head.end == head.start + 1 && nx_is(w, head.start, NX_G_PRON)))
			return NX_READ_NOTHING;
		/* "four of their first five matches" */
		if (nx_is(w, head.end - 1, NX_G_MEASURED))
		{
			if (d->kind != NX_KIND_COUNT)
				return NX_READ_NOTHING;
			d->subject = nx_counted_noun(w, d->first, d->end);
			return NX_READ_CLAIM;
		}
		if (nx_has_class(w, head.end - 1, NX_C_MEASURE_HEAD))
		{
			/* "at an annual rate of 4%", "a total of 13 athletes" */
			int outer = nx_skip_adverbs_back(w, head.start - 1);

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
			if (head.end - head.start > 2 && p < 0 && !nx_is(w, verb, NX_G_LEVEL_VERB))
			{
				d->subject = head;
				return NX_READ_CLAIM;
			}
		}
		else
		{
			d->subject = head;
			if (d->kind == NX_KIND_PERCENT && verb == head.start - 1 && changing &&
				nx_is(w, verb, NX_G_ING))
			{
				d->measure = NX_CHANGE;
				d->direction = nx_direction_at(w, verb, head);
			}
			if (d->kind == NX_KIND_PERCENT && nx_is(w, head.start, NX_G_CHANGE_VERB) &&
				nx_is(w, head.start, NX_G_ING | NX_G_PAST | NX_G_PARTICIPLE))
			{
				/* "falling sales of 13%" */
				d->measure = NX_CHANGE;
				d->direction = nx_direction_at(w, head.start, head);
			}
			for (int k = head.start; k < head.end; k++)
				if (w->can[k] & NX_G_PROJECTION)
					d->projected = true;
			return NX_READ_CLAIM;
		}
	}
	if (p >= 0 && p < verb)
		p = -1;
	prep = p >= 0 ? w->word[p] : 0;
	/* "fell below 5%": the bound says where to */
	if (prep == 0 && (w->word[d->first] == NX_W_BELOW || w->word[d->first] == NX_W_ABOVE ||
					  w->word[d->first] == NX_W_BEYOND || w->word[d->first] == NX_W_UNDER))
		prep = w->word[d->first];
	d->prep = prep;
	/* the verb's object, when one stands between */
	while (object_start < d->first && w->role[object_start] == NX_R_ADVERB)
		object_start++;
	if (!headed && !nx_is(w, verb, NX_G_BE) && nx_role_is(w, object_start, NX_R_NOMINAL) &&
		!nx_is(w, object_start, NX_G_MEASURED) && nx_is_empty(nx_period_at(w, object_start)))
	{
		object = nx_with_count(w, nx_phrase_after(w, object_start));
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
	/* "rose even faster by 16.3%" */
	{
		bool noun = false;

		for (int k = object.start; k < object.end; k++)
			noun |= !nx_is(w, k, NX_G_CHANGE_ADJ | NX_G_ADV);
		if (!noun)
			object.end = object.start;
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
		d->subject =
			nx_is_empty(object) ? nx_subject_or_counted(w, verb, d->first, d->end) : object;
		d->direction = nx_direction_at(w, verb, d->subject);
		if (c->from != NX_NONE && d->measure == NX_LEVEL && nx_is_empty(d->subject))
			d->subject = nx_subject_or_counted(w, verb, d->first, d->end);
		return NX_READ_CLAIM;
	}
	/* "apologised to two women": a count beside the matter */
	if ((d->kind == NX_KIND_COUNT || d->kind == NX_KIND_BARE) && prep != 0 &&
		!(prep == NX_W_IN && is_outcome(w, verb)) && !(prep == NX_W_BY && !is_passive(w, verb)) &&
		prep != NX_W_WITH && prep != NX_W_WORTH && !nx_is(w, verb, NX_G_BE | NX_G_LEVEL_VERB) &&
		!(prep == NX_W_TO && d->kind == NX_KIND_BARE && !nx_is_empty(object) && is_moving(w, verb)))
		return NX_READ_NOTHING;
	if ((d->kind == NX_KIND_COUNT || d->kind == NX_KIND_BARE) &&
		(prep == NX_W_AMONG || (prep == NX_W_WITH && !nx_is_empty(object))))
		return NX_READ_NOTHING;
	/* "employs 12,000 people in 30 countries", "leads in 12 states" */
	if (d->kind == NX_KIND_COUNT && prep == NX_W_IN && nx_is(w, verb, NX_G_LEVEL_VERB) &&
		!is_outcome(w, verb))
		return NX_READ_NOTHING;
	/* "easier for the 70% of smokers" */
	if ((d->kind == NX_KIND_PERCENT || d->kind == NX_KIND_RATIO) &&
		(prep == NX_W_FOR || prep == NX_W_AMONG || (prep == NX_W_WITH && !is_of_vote(w, d->end)) ||
		 prep == NX_W_IN || prep == NX_W_BY) &&
		!nx_is(w, verb, NX_G_BE | NX_G_LEVEL_VERB) && !nx_is_empty(nx_of_complement(w, d->end)))
	{
		d->subject = nx_of_complement(w, d->end);
		return NX_READ_CLAIM;
	}
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
				/* "are three points clear with two games left" */
				if (nx_is(w, d->subject.start, NX_G_MEASURED))
					return NX_READ_NOTHING;
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
			{
				NxDirection direction = nx_direction_at(w, p - 1, object);

				/* "kept its rate unchanged at 4.5%" */
				if (direction == NX_FLAT && object.end == p && object.end - object.start > 1)
				{
					d->direction = direction;
					d->subject = (NxStretch){object.start, object.end - 1};
					return NX_READ_CLAIM;
				}
				/* "melted its way down at 40 metres an hour" goes down, but not in what is measured */
				if (nx_is(w, verb, NX_G_BE | NX_G_LEVEL_VERB | NX_G_CHANGE_VERB) ||
					nx_is_empty(object))
					d->direction = direction;
			}
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
	/* "announced £4m for the region": of whoever says it nothing is said */
	if (prep == 0 && (d->kind == NX_KIND_MONEY || d->kind == NX_KIND_PERCENT) &&
		nx_is(w, verb, NX_G_CLAUSAL) &&
		!nx_is(w, verb, NX_G_BE | NX_G_LEVEL_VERB | NX_G_CHANGE_VERB | NX_G_FINDING))
		return NX_READ_CLAIM;
	/* "a goal of recycling all of its waste": the infinitive's own object */
	if (prep == 0 && (d->kind == NX_KIND_PERCENT || d->kind == NX_KIND_RATIO) &&
		(nx_is(w, verb, NX_G_ING) || nx_role_is(w, nx_verb_group(w, verb), NX_R_TO)) &&
		!nx_is(w, verb, NX_G_LEVEL_VERB) && nx_verb_group(w, verb) == verb &&
		!nx_is_empty(nx_of_complement(w, d->end)))
	{
		d->subject = nx_of_complement(w, d->end);
		return NX_READ_CLAIM;
	}
	/* "the target is to vaccinate 70% of adults" */
	if (nx_role_is(w, verb - 1, NX_R_TO) && nx_is(w, nx_skip_adverbs_back(w, verb - 2), NX_G_BE) &&
		!nx_is_empty(nx_of_complement(w, d->end)))
	{
		d->subject = nx_of_complement(w, d->end);
		return NX_READ_CLAIM;
	}
	d->subject = nx_subject_or_counted(w, verb, d->first, d->end);
	if (d->direction == NX_DIRECTION_NONE && prep == NX_W_TO && c->from != NX_NONE &&
		c->from_adjective >= 0)
		d->direction = nx_direction_at(w, c->from_adjective, d->subject);
	/* "surged 612 points to close at 71,200" */
	if (d->direction == NX_DIRECTION_NONE && c->last.claim != NX_NONE &&
		c->last.measure == NX_CHANGE && c->last.verb >= 0 &&
		nx_role_is(w, nx_verb_group(w, verb), NX_R_TO) &&
		nx_verb_before(w, nx_verb_group(w, verb)) == c->last.verb)
		d->direction = c->last.direction;
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
	int p = nx_preposition_before(w, d->first);

	d->measure = NX_LEVEL;
	d->verb = -1;
	if (p > 0 && w->word[p] == NX_W_OF)
	{
		d->subject = nx_phrase_before(w, p - 1);
		return nx_is_empty(d->subject) || nx_is(w, p - 1, NX_G_MEASURED) ? NX_READ_NOTHING
																		 : NX_READ_CLAIM;
	}
	if (nx_is_modified_noun(w, nx_after_amounts(w, d)) && d->kind != NX_KIND_COUNT &&
		d->kind != NX_KIND_BARE)
	{
		d->subject = nx_phrase_after(w, nx_after_amounts(w, d));
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

/* "said Kiwamu Tanaka, 71": the age of whoever is named before the comma. */
static bool
is_age_of_name(const NxWindow *w, NxDraft *d)
{
	int comma = d->first - 1;
	NxStretch s = {comma, comma};

	if (d->end != d->first + 1 || comma < 1 || w->role[comma] != NX_R_COMMA ||
		w->t->kind[w->base + (uint32_t) d->first] != NX_TOK_NUMBER ||
		!nx_unit_is(nx_quantity_at(w, d->measured), "year"))
		return false;
	while (s.start > 0 && nx_role_is(w, s.start - 1, NX_R_NOMINAL) &&
		   nx_is(w, s.start - 1, NX_G_UPPER) &&
		   w->t->kind[w->base + (uint32_t) s.start - 1] == NX_TOK_WORD)
		s.start--;
	if (nx_is_empty(s))
		return false;
	d->subject = s;
	d->measure = NX_LEVEL;
	d->modifier = true;
	return true;
}

/* "the asteroid, about 150 metres wide,": of what stands before the comma. */
static bool
is_size_between_commas(const NxWindow *w, NxDraft *d)
{
	int comma = nx_skip_adverbs_back(w, d->first - 1);

	if (d->kind != NX_KIND_PHYSICAL || !nx_has_class(w, d->end, NX_C_DIMENSION_ADJECTIVE) ||
		comma < 1 || w->role[comma] != NX_R_COMMA || w->role[comma - 1] != NX_R_NOMINAL)
		return false;
	d->subject = nx_phrase_before(w, comma - 1);
	d->measure = NX_LEVEL;
	d->modifier = true;
	return true;
}

/*
 * "14,000 jobs, about 5% of its workforce", "1.9 million people, 90% of the
 * population": of that whole.
 */
static bool
is_share_of_last(const NxWindow *w, const NxReadingContext *c, NxDraft *d)
{
	int comma = nx_skip_adverbs_back(w, d->first - 1);
	NxStretch whole;
	bool verb = false;

	if ((d->kind != NX_KIND_PERCENT && d->kind != NX_KIND_RATIO) || c->last.claim == NX_NONE ||
		same_kind(c->last.kind, d->kind) || !nx_role_is(w, comma, NX_R_COMMA) ||
		comma < c->last.end)
		return false;
	for (int i = c->last.end; i < comma; i++)
	{
		if (w->role[i] == NX_R_BREAK || w->role[i] == NX_R_COMMA)
			return false;
		verb |= w->role[i] == NX_R_VERB;
	}
	whole = nx_of_complement(w, d->end);
	/* "at $14 billion, nearly double its valuation", "410 mm fell, three times the average" */
	if (nx_is_empty(whole) && d->kind == NX_KIND_RATIO && (!verb || c->last.is_subject) &&
		nx_is(w, d->end, NX_G_DET) && nx_verb_after(w, d->end) < 0)
		whole = c->last.subject;
	else if (verb || nx_is_empty(whole) || nx_verb_after(w, whole.end) >= 0)
		return false;
	if (nx_is_empty(whole))
		return false;
	as_the_last(c, d);
	d->measure = NX_LEVEL;
	d->direction = NX_DIRECTION_NONE;
	d->subject = whole;
	return true;
}

/* "The contract, worth £300m, will" */
static bool
is_worth_between_commas(const NxWindow *w, NxDraft *d)
{
	int comma = nx_skip_adverbs_back(w, d->first - 2);

	if (d->kind != NX_KIND_MONEY || d->first < 3 || w->word[d->first - 1] != NX_W_WORTH ||
		!nx_role_is(w, comma, NX_R_COMMA) || !nx_role_is(w, comma - 1, NX_R_NOMINAL))
		return false;
	d->subject = nx_phrase_before(w, comma - 1);
	d->measure = NX_LEVEL;
	d->modifier = true;
	return true;
}

/* "40 civilians, including 12 children, were killed": the verb behind what is put in; or -1. */
static int
verb_after_insertion(const NxWindow *w, const NxDraft *d)
{
	int i = nx_counted_noun(w, d->first, d->end).end;

	if (!nx_role_is(w, i, NX_R_COMMA))
		return -1;
	for (int k = i + 1; k < w->n && k < i + 16; k++)
	{
		if (w->role[k] == NX_R_BREAK)
			return -1;
		if (w->role[k] == NX_R_COMMA)
		{
			while (nx_role_is(w, k + 1, NX_R_ADVERB))
				k++;
			return nx_role_is(w, k + 1, NX_R_AUX) || nx_role_is(w, k + 1, NX_R_VERB)
					   ? nx_verb_after(w, k + 1)
					   : -1;
		}
	}
	return -1;
}

/* A subject that can be none: a number, "due to", a verb. */
static bool
is_no_subject(const NxWindow *w, NxStretch s)
{
	bool measured = true;

	for (int i = s.start; i < s.end; i++)
		measured &= nx_is(w, i, NX_G_MEASURED) && w->t->kind[w->base + (uint32_t) i] != NX_TOK_WORD;
	return measured || w->word[s.start] == NX_W_DUE;
}

static NxReading
read_claim(NxWindow *w, NxReadingContext *c, NxDraft *d, NxClaim *claims)
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
	if (is_age_of_name(w, d) || is_size_between_commas(w, d) || is_worth_between_commas(w, d))
		return NX_READ_CLAIM;
	if (is_share_of_last(w, c, d))
		return NX_READ_CLAIM;
	/* "up 85 cents, or 1%" */
	if (c->last.claim != NX_NONE && d->first > 0 && w->word[d->first - 1] == NX_W_OR &&
		(c->last.end == d->first - 1 ||
		 (c->last.end == d->first - 2 && w->role[d->first - 2] == NX_R_COMMA)))
		return as_the_last(c, d);
	if (d->kind == NX_KIND_BARE && nx_role_is(w, d->first - 1, NX_R_COMMA) &&
		(d->end >= w->n || w->role[d->end] == NX_R_COMMA || w->role[d->end] == NX_R_BREAK))
		return NX_READ_NOTHING;
	if ((reading = nx_read_earlier_value(w, c, d, claims)) != NX_READ_NOT ||
		(reading = nx_read_verb_inside(w, d)) != NX_READ_NOT ||
		(reading = nx_read_noun_of_change_after(w, c, d)) != NX_READ_NOT ||
		(reading = nx_read_adjective_of_change(w, c, d, claims)) != NX_READ_NOT ||
		(reading = nx_read_noun_of_change_before(w, c, d)) != NX_READ_NOT ||
		(reading = read_ellipsis(w, c, d)) != NX_READ_NOT)
		return reading;
	/* "five-man team", "six-cylinder engines" */
	if (d->end == d->first + 1 && d->kind != NX_KIND_PERCENT && d->kind != NX_KIND_MONEY &&
		d->kind != NX_KIND_RATIO && (w->t->flags[w->base + (uint32_t) d->first] & NX_TF_HAS_HYPHEN))
	{
		if (!nx_is_modified_noun(w, d->end))
			return NX_READ_NOTHING;
		d->measure = NX_LEVEL;
		d->modifier = true;
		d->subject = nx_phrase_after(w, d->end);
		return NX_READ_CLAIM;
	}
	/* "broke him four times" */
	if (nx_unit_is(nx_quantity_at(w, d->measured), "time") && d->first > 0 &&
		!nx_is(w, nx_skip_adverbs_back(w, d->first - 1), NX_G_BE))
		return NX_READ_NOTHING;
	/* "up 30.5% at $162bn" */
	if (c->last.claim != NX_NONE && c->last.measure == NX_CHANGE && d->first > 0 &&
		w->word[d->first - 1] == NX_W_AT && c->last.end == d->first - 1 && d->kind != NX_KIND_TIME)
	{
		NxReading same = as_the_last(c, d);

		d->measure = NX_LEVEL;
		return same;
	}
	/* "Entry fee: $5" */
	if (d->first > 1 && w->t->kind[w->base + (uint32_t) d->first - 1] == NX_TOK_COLON &&
		w->role[d->first - 2] == NX_R_NOMINAL && w->last_verb[d->first - 2] < 0)
	{
		d->measure = NX_LEVEL;
		d->subject = nx_phrase_before(w, d->first - 2);
		return NX_READ_CLAIM;
	}
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
	if (left < 0 && right < 0)
		right = verb_after_insertion(w, d);
	if (right >= 0 &&
		(left < 0 || comma || starts_clause(w, d, left, right) ||
		 ((w->can[left] & (NX_G_CLAUSAL | NX_G_FINDING)) && !(w->can[left] & NX_G_CHANGE_VERB))))
		return read_as_subject(w, c, d, right);
	if (left >= 0)
		return read_after_verb(w, c, d, left);
	return read_without_verb(w, d);
}

NxReading
nx_read_claim(NxWindow *w, NxReadingContext *c, NxDraft *d, NxClaim *claims)
{
	NxReading reading = read_claim(w, c, d, claims);

	if (reading == NX_READ_CLAIM && !nx_is_empty(d->subject) && is_no_subject(w, d->subject))
		d->subject.end = d->subject.start;
	return reading;
}
