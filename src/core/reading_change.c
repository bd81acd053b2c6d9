/*
 * reading_change.c
 *		Nouns, adjectives and verbs of change beside or inside an expression.
 */
#include "change.h"
#include "reading.h"

/*
 * The claim that an earlier value in d's unit belongs to: of the last three in
 * the same unit ("£3m ($4m), up from £2m") the nearest in size ("$2.1 billion,
 * or $1.35 a share, from $1.4 billion"), else the last.
 */
static NxClaim *
comparable_claim(const NxWindow *w, const NxReadingContext *c, const NxDraft *d, NxClaim *claims,
				 bool *same)
{
	const NxQuantity *q = nx_quantity_at(w, d->measured);
	NxClaim *best = NULL;
	double best_ratio = 0;

	*same = false;
	if (c->last.claim == NX_NONE)
		return NULL;
	for (uint32_t k = 0; k < 3 && c->last.claim - k >= c->first && k <= c->last.claim; k++)
	{
		NxClaim *claim = &claims[c->last.claim - k];
		const NxQuantity *other = nx_quantity_at(w, claim->measured);
		double a = q->flags & NX_Q_HAS_LOW ? q->low : q->high;
		double b = other->flags & NX_Q_HAS_LOW ? other->low : other->high;
		double ratio;

		if (!nx_same_unit(other, q))
			continue;
		ratio = a > 0 && b > 0 ? (a < b ? a / b : b / a) : 1;
		/* only what differs by much is told apart by its size */
		if (best == NULL || (best_ratio < 0.05 && ratio > best_ratio))
		{
			best = claim;
			best_ratio = ratio;
		}
	}
	*same = best != NULL;
	return best != NULL ? best : &claims[c->last.claim];
}

/* "from £1.36bn", "compared with $275 million", "than 5%". */
NxReading
nx_read_earlier_value(NxWindow *w, NxReadingContext *c, NxDraft *d, NxClaim *claims)
{
	int p = nx_preposition_before(w, d->first);
	uint16_t word = p >= 0 ? w->word[p] : 0;
	int verb = d->first > 0 ? w->last_verb[d->first - 1] : -1;
	int adjective; /* "down slightly from" */
	NxClaim *last;
	bool same;

	last = comparable_claim(w, c, d, claims, &same);
	/* "from $1.4 billion, or 92 cents a share": two earlier values */
	if (c->earlier_end > 0 && d->first > 1 && w->word[d->first - 1] == NX_W_OR &&
		(d->first - 1 == c->earlier_end ||
		 (d->first - 2 == c->earlier_end && w->role[d->first - 2] == NX_R_COMMA)))
	{
		if (same && last->from == NX_NONE)
			last->from = d->measured;
		return NX_READ_NOTHING;
	}

	/* "less than the 4.3% rise seen a year earlier" */
	for (int i = d->first; i + 1 < d->end; i++)
		if ((w->word[i] == NX_W_THAN || w->word[i] == NX_W_ABOVE || w->word[i] == NX_W_BELOW) &&
			w->word[i + 1] == NX_W_THE)
			return NX_READ_NOTHING;
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
			c->earlier_end = d->end;
			adjective = nx_skip_adverbs_back(w, p - 1);
			if (last->direction == NX_DIRECTION_NONE && nx_is(w, adjective, NX_G_CHANGE_ADJ))
				last->direction = (uint8_t) nx_direction_at(w, adjective, c->last.subject);
		}
		return NX_READ_NOTHING;
	}
	if (word == NX_W_THAN)
		return NX_READ_NOTHING;
	if (word == NX_W_AGAINST || word == NX_W_VERSUS || word == NX_W_VS ||
		((word == NX_W_WITH || word == NX_W_TO) && p > 0 && w->word[p - 1] == NX_W_COMPARED) ||
		(word == NX_W_WITH && p > 1 && w->word[p - 1] == NX_W_COMPARISON))
	{
		/* "against 45.1% for her rival": somebody else's, not an earlier one */
		if (d->end + 1 < w->n && w->word[d->end] == NX_W_FOR &&
			nx_is_empty(nx_period_at(w, d->end)) && !nx_is(w, d->end + 1, NX_G_PERIOD | NX_G_YEAR))
			return NX_READ_NOTHING;
		if (same && last->from == NX_NONE)
		{
			last->from = d->measured;
			c->earlier_end = d->end;
		}
		return NX_READ_NOTHING;
	}
	return NX_READ_NOT;
}

/* The verb whose object a noun phrase is, if no preposition stands between; or -1. */
static int
verb_of_object(const NxWindow *w, int phrase_start)
{
	int i = nx_skip_adverbs_back(w, phrase_start - 1);

	while (i >= 0 && w->role[i] == NX_R_NOMINAL && !(w->can[i] & NX_G_MEASURED))
		i = nx_skip_adverbs_back(w, i - 1);
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

/*
 * "rose to 4,500, an increase of 12%": the noun phrase that begins at start
 * says again what the claim before says.
 */
static bool
is_apposition(const NxWindow *w, const NxReadingContext *c, int start)
{
	int i = nx_skip_adverbs_back(w, start - 1);

	if (c->last.claim == NX_NONE || nx_is_empty(c->last.subject) || i < c->last.end ||
		w->role[i] != NX_R_COMMA || !nx_is(w, start, NX_G_DET))
		return false;
	for (int k = c->last.end; k < i; k++)
		if (w->role[k] == NX_R_VERB || w->role[k] == NX_R_BREAK || w->role[k] == NX_R_COMMA)
			return false;
	return true;
}

static NxReading
read_apposition(const NxReadingContext *c, const NxWindow *w, NxDraft *d, int noun)
{
	d->subject = c->last.subject;
	d->verb = c->last.verb;
	d->elliptic = true;
	d->measure = NX_CHANGE;
	d->direction = nx_direction_at(w, noun, d->subject);
	return NX_READ_CLAIM;
}

/* "a 40% increase in sales", "a 4% pay rise", "a 3.3% fall". */
NxReading
nx_read_noun_of_change_after(NxWindow *w, NxReadingContext *c, NxDraft *d)
{
	int noun = -1;
	int end = nx_after_amounts(w, d);
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
	/* "a £5m growth fund" is a fund; "a 6.5% pay rise spread over two years" a rise */
	if (nx_is_modified_noun(w, noun + 1) &&
		!nx_is(w, noun + 1, NX_G_UPPER | NX_G_PAST | NX_G_PARTICIPLE))
		return NX_READ_NOT;
	s = changed_thing(w, noun);
	if (nx_is_empty(s) && noun == end && is_apposition(w, c, d->first - 1))
		return read_apposition(c, w, d, noun);
	if (nx_is_empty(s))
	{
		s.start = end;
		s.end = noun;
		while (s.start < s.end &&
			   (w->role[s.start] == NX_R_ADVERB || nx_has_class(w, s.start, NX_C_CHANGE_MODIFIER)))
			s.start++;
	}
	d->verb = verb_of_object(w, d->first);
	if (nx_is_empty(s) && d->verb >= 0 && !nx_is(w, d->verb, NX_G_CLAUSAL | NX_G_PROJECTION) &&
		!(noun + 1 < w->n && (w->word[noun + 1] == NX_W_IN || w->word[noun + 1] == NX_W_OF) &&
		  nx_is_empty(nx_period_at(w, noun + 1))))
		s = nx_subject_or_counted(w, d->verb, d->first, d->end);
	if (nx_is_empty(s) && w->word[noun] == NX_W_GROWTH)
		s = (NxStretch){noun, noun + 1};
	if (d->verb < 0)
		d->verb = nx_verb_after(w, noun);
	d->subject = s;
	d->measure = NX_CHANGE;
	d->direction = nx_direction_at(w, noun, s);
	return NX_READ_CLAIM;
}

/*
 * "a pay rise", "a price increase": a noun in small letters that is neither a
 * time nor, by its ending, an adjective ("a surprising rise", "a cyclical fall").
 */
static bool
ends_in_noun(const NxWindow *w, NxStretch s)
{
	static const char *const endings[] = {"ed",  "ing", "al", "ly",  "ic",  "ive",
										  "ous", "est", "er", "ary", "ful", "ble"};
	uint32_t token = w->base + (uint32_t) s.end - 1;
	const char *end = w->a->text + w->t->end[token];
	uint32_t len = w->t->end[token] - w->t->start[token];

	if (nx_is_empty(s) || w->t->kind[token] != NX_TOK_WORD ||
		(w->t->flags[token] & NX_TF_HAS_HYPHEN) ||
		nx_is(w, s.end - 1,
			  NX_G_DET | NX_G_PRON | NX_G_ADV | NX_G_PERIOD | NX_G_UPPER | NX_G_CHANGE_ADJ) ||
		nx_has_class(w, s.end - 1, NX_C_CHANGE_MODIFIER) || w->word[s.end - 1] == NX_W__S)
		return false;
	for (size_t i = 0; i < sizeof(endings) / sizeof(endings[0]); i++)
		if (len > strlen(endings[i]) &&
			memcmp(end - strlen(endings[i]), endings[i], strlen(endings[i])) == 0)
			return false;
	return true;
}

/* "a rise of 14.8% in spending", "an increase in fares of 6%", "growth to 3%". */
NxReading
nx_read_noun_of_change_before(NxWindow *w, NxReadingContext *c, NxDraft *d)
{
	int p = nx_preposition_before(w, d->first);
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
	if (noun < 0 || nx_is_modified_noun(w, noun + 1))
		return NX_READ_NOT;
	/* "a one-off gain of £3m": an amount in the books */
	if (d->kind == NX_KIND_MONEY && word == NX_W_OF &&
		nx_has_class(w, noun - 1, NX_C_ACCOUNTING_MODIFIER))
	{
		d->verb = verb_of_object(w, noun + 1);
		d->subject = nx_phrase_before(w, noun);
		return NX_READ_CLAIM;
	}
	/* "cut its forecast for growth to 0.4%": the verb says which way */
	if (word == NX_W_TO)
	{
		int verb = noun > 0 ? w->last_verb[noun - 1] : -1;
		bool apart = false;

		for (int k = verb + 1; k < noun; k++)
			apart |=
				w->role[k] != NX_R_NOMINAL && w->role[k] != NX_R_PREP && w->role[k] != NX_R_ADVERB;
		if (verb >= 0 && !apart && nx_is(w, verb, NX_G_CHANGE_VERB))
			return NX_READ_NOT;
	}
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
		d->direction = nx_direction_at(w, noun, s);
		return NX_READ_CLAIM;
	}
	if (nx_is_empty(s))
	{
		/* "a rise of 3% in spending", but "growth of 3% in Asia" */
		s = changed_thing(w, d->end - 1);
		if (!nx_is_empty(s) && (w->can[s.start] & NX_G_UPPER))
			s.end = s.start;
	}
	if (nx_is_empty(s) && word != NX_W_TO && is_apposition(w, c, noun - 1))
		return read_apposition(c, w, d, noun);
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
		else if (d->verb >= 0 && !ends_in_noun(w, before))
			s = nx_subject_or_counted(w, d->verb, d->first, d->end);
		if (nx_is_empty(s))
			s = before;
	}
	else
		d->verb = verb_of_object(w, noun + 1);
	if (d->verb < 0)
		d->verb = nx_verb_after(w, d->end);
	d->subject = s;
	d->measure = word == NX_W_TO ? NX_LEVEL : NX_CHANGE;
	d->direction = nx_direction_at(w, noun, s);
	return NX_READ_CLAIM;
}

static bool
is_plural(const NxWindow *w, int i)
{
	uint32_t token = w->base + (uint32_t) i;
	const char *end = w->a->text + w->t->end[token];

	/* "contagious" is none */
	if (w->t->end[token] - w->t->start[token] > 2 && end[-1] == 's')
		return end[-2] != 's' && end[-2] != 'u';
	return nx_has_class(w, i, NX_C_PLURAL_NOUN) || nx_has_class(w, i, NX_C_IRREGULAR_PLURAL);
}

/* "up 3%", "down by 6.2 points", "3% higher", "2.1% lower than". */
NxReading
nx_read_adjective_of_change(NxWindow *w, NxReadingContext *c, NxDraft *d, NxClaim *claims)
{
	int adjective = -1;
	int end = nx_after_amounts(w, d);
	int before = nx_skip_adverbs_back(w, d->first - 1);

	if (before > 0 && w->word[before] == NX_W_BY && (w->can[before - 1] & NX_G_CHANGE_ADJ))
		before--;
	if (before >= 0 && (w->can[before] & NX_G_CHANGE_ADJ) && w->role[before] != NX_R_VERB &&
		!(w->can[before] & NX_G_MEASURED))
	{
		int v = nx_skip_adverbs_back(w, before - 1);

		adjective = before;
		before = v;
		/* "set up three schools" */
		if (v >= 0 && v == adjective - 1 && w->role[v] == NX_R_VERB &&
			!(w->can[v] & (NX_G_BE | NX_G_LEVEL_VERB | NX_G_CHANGE_VERB)) &&
			d->kind != NX_KIND_PERCENT)
			return NX_READ_NOT;
		/* "eat up 18% of revenue" */
		if (v >= 0 && v == adjective - 1 && w->role[v] == NX_R_VERB &&
			!(w->can[v] & (NX_G_BE | NX_G_LEVEL_VERB | NX_G_CHANGE_VERB)) &&
			!nx_is_empty(nx_of_complement(w, d->end)))
			return NX_READ_NOT;
	}
	else if (end < w->n && (w->can[end] & NX_G_CHANGE_ADJ) && w->role[end] != NX_R_VERB &&
			 (d->kind == NX_KIND_PERCENT || !nx_is_modified_noun(w, end + 1)) &&
			 d->kind != NX_KIND_BARE && d->kind != NX_KIND_COUNT)
	{
		adjective = end;
		if ((d->kind == NX_KIND_PHYSICAL || d->kind == NX_KIND_TIME) &&
			(w->can[adjective] & NX_G_PREP))
			return NX_READ_NOT;
		if (d->kind == NX_KIND_TIME && (w->word[adjective] == NX_W_LATER))
			return NX_READ_NOT;
		before = nx_skip_adverbs_back(w, d->first - 1);
		/* "sold 2.1% more cars", but "were 30% less likely to", "is 70% more contagious" */
		if (nx_is_modified_noun(w, end + 1) &&
			!(nx_is(w, before, NX_G_BE) && !is_plural(w, end + 1)))
		{
			d->subject = nx_phrase_after(w, end + 1);
			d->verb = before >= 0 && w->role[before] == NX_R_VERB ? before : -1;
			d->measure = NX_CHANGE;
			d->direction = nx_direction_at(w, end, d->subject);
			return NX_READ_CLAIM;
		}
	}
	if (adjective < 0)
		return NX_READ_NOT;
	d->measure = NX_CHANGE;
	if (before >= 0 && w->role[before] == NX_R_VERB)
	{
		d->verb = before;
		d->subject = nx_subject_or_counted(w, before, d->first, d->end);
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
		if (claims[c->last.claim].direction == NX_DIRECTION_NONE && c->last.measure == NX_LEVEL &&
			(w->word[adjective] == NX_W_UP || w->word[adjective] == NX_W_DOWN ||
			 w->word[adjective] == NX_W_HIGHER || w->word[adjective] == NX_W_LOWER))
			claims[c->last.claim].direction = (uint8_t) nx_direction_at(w, adjective, d->subject);
	}
	else if (before > 0 && w->role[before] == NX_R_COMMA && nx_verb_before(w, before) < 0 &&
			 w->role[before - 1] == NX_R_NOMINAL)
	{
		/* "The deficit with China, up 30.5%, was" */
		int start;

		d->subject = nx_phrase_before(w, before - 1);
		for (start = d->subject.start;
			 nx_role_is(w, start - 1, NX_R_PREP) || nx_role_is(w, start - 1, NX_R_NOMINAL);)
			start--;
		if (!nx_role_is(w, start, NX_R_PREP))
			d->subject.start = start;
	}
	else
	{
		d->verb = nx_verb_before(w, d->first);
		if (d->verb >= 0)
			d->subject = nx_subject_or_counted(w, d->verb, d->first, d->end);
	}
	d->direction = nx_direction_at(w, adjective, d->subject);
	return NX_READ_CLAIM;
}

/* "more than doubled": the verb stands in the expression. */
NxReading
nx_read_verb_inside(NxWindow *w, NxDraft *d)
{
	if (w->role[d->first] == NX_R_VERB && d->kind != NX_KIND_RATIO)
	{
		/* "topped $3 trillion" */
		d->verb = d->first;
		d->measure = NX_LEVEL;
		d->subject = nx_subject_or_counted(w, d->first, d->first, d->end);
		return NX_READ_CLAIM;
	}
	for (int i = d->first; i < d->end; i++)
	{
		if (!(w->can[i] & NX_G_CHANGE_VERB) || d->kind != NX_KIND_RATIO)
			continue;
		/* "double the average" is no change */
		if (w->role[i] != NX_R_VERB && !nx_is(w, i, NX_G_PAST | NX_G_PARTICIPLE | NX_G_ING))
			continue;
		d->measure = NX_CHANGE;
		d->verb = i;
		/* "doubled the number of documents" */
		if (w->role[i] == NX_R_VERB && d->end < w->n && w->role[d->end] == NX_R_NOMINAL &&
			!(w->can[d->end] & NX_G_MEASURED) && nx_is_empty(nx_period_at(w, d->end)))
			d->subject = nx_phrase_after(w, d->end);
		else if (w->role[i] == NX_R_VERB)
			d->subject = nx_subject_or_counted(w, i, d->first, d->end);
		if (nx_is_empty(d->subject) && (w->can[i] & NX_G_ING))
			d->subject = changed_thing(w, d->end - 1);
		/* "doubling the number" */
		if (nx_is_empty(d->subject) && d->end < w->n &&
			(w->role[i] == NX_R_VERB || (w->can[i] & NX_G_ING)) && w->role[d->end] == NX_R_NOMINAL)
			d->subject = nx_phrase_after(w, d->end);
		d->direction = nx_direction_at(w, i, d->subject);
		return NX_READ_CLAIM;
	}
	return NX_READ_NOT;
}
