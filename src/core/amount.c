/*
 * amount.c
 *		What stands around a measured expression.
 */
#include "amount.h"
#include "change.h"
#include "unit.h"

/* "4 billion kronor", where nothing says whose. */
static bool
is_plain_money(const NxQuantity *q)
{
	NxUnitKey key = nx_unit_key();

	nx_unit_key_add(&key, q->unit, q->unit_len);
	return nx_unit_find(&key).plain > 0;
}

NxKind
nx_kind_of(const NxQuantity *q)
{
	NxDimension dimension;

	if (q->unit_len == 0)
		return NX_KIND_BARE;
	if (nx_unit_is(q, "percent") || nx_unit_is(q, "percentage-point") ||
		nx_unit_is(q, "basis-point") || nx_unit_is(q, "point") || nx_unit_is(q, "permille"))
		return NX_KIND_PERCENT;
	if (nx_unit_is(q, "ratio"))
		return NX_KIND_RATIO;
	nx_unit_dimension(q->unit, q->unit_len, &dimension);
	if (strncmp(dimension.name, "currency", 8) == 0)
		return NX_KIND_MONEY;
	if (strncmp(dimension.name, "count", 5) == 0)
		return is_plain_money(q) ? NX_KIND_MONEY : NX_KIND_COUNT;
	if (strcmp(dimension.name, "duration") == 0 || strcmp(dimension.name, "time") == 0)
		return NX_KIND_TIME;
	return NX_KIND_PHYSICAL;
}

/* Which way token i points; losses that improve go down. */
NxDirection
nx_direction_at(const NxWindow *w, int i, NxStretch subject)
{
	for (int k = subject.start; k < subject.end; k++)
		if (nx_has_class(w, k, NX_C_LOSS_NOUN))
			return nx_change_direction_of_loss(w->entry[i]);
	return nx_change_direction(w->entry[i]);
}

int
nx_skip_adverbs_back(const NxWindow *w, int i)
{
	while (i >= 0 && w->role[i] == NX_R_ADVERB && !(w->can[i] & NX_G_CHANGE_ADJ))
		i--;
	return i;
}

/*
 * The preposition before the expression, over determiners and adjectives ("to
 * a record $3bn"); -1 when something else stands there.
 */
int
nx_preposition_before(const NxWindow *w, int first)
{
	int i = nx_skip_adverbs_back(w, first - 1);

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
		i = nx_skip_adverbs_back(w, i - 1);
	}
	return -1;
}

/* What the expression counts: its noun and what follows it in the noun phrase. */
NxStretch
nx_counted_noun(const NxWindow *w, int first, int end)
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
	/* the noun ends the expression, or follows it: "a 7.1-magnitude | quake" */
	if (end - 1 > first && !nx_is_hyphen(w, end - 2) &&
		w->t->kind[w->base + (uint32_t) end - 1] == NX_TOK_WORD &&
		!nx_has_class(w, end - 1, NX_C_PERIOD))
		s.start = end - 1;
	while (s.end < w->n && w->role[s.end] == NX_R_NOMINAL && w->word[s.end] != NX_W_DUE &&
		   w->word[s.end] != NX_W_AGED &&
		   !(s.end > s.start && nx_is(w, s.end, NX_G_PAST | NX_G_PARTICIPLE)) &&
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
NxStretch
nx_with_count(const NxWindow *w, NxStretch s)
{
	if (s.end > s.start && s.end < w->n && w->measured[s.end] != NX_NONE &&
		((w->can[s.end - 1] & NX_G_DET) || w->word[s.end - 1] == NX_W__S))
	{
		int last = s.end;

		while (last + 1 < w->n && w->measured[last + 1] == w->measured[s.end])
			last++;
		s.end = nx_counted_noun(w, s.end, last + 1).end;
	}
	return s;
}

/* Behind the expression, over others of its kind ("29% and 18% lower") and brackets. */
int
nx_after_amounts(const NxWindow *w, const NxDraft *d)
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
NxStretch
nx_of_complement(const NxWindow *w, int end)
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
			s = nx_counted_noun(w, k, last + 1);
			return s;
		}
		if (!(w->can[k] & NX_G_DET))
			break;
	}
	s = nx_phrase_after(w, i);
	s = nx_with_count(w, s);
	/* "those polled" */
	if (s.end == s.start + 1 && nx_is(w, s.start, NX_G_DET) && s.end < w->n &&
		nx_is(w, s.end, NX_G_PAST | NX_G_PARTICIPLE))
		s.end++;
	return s;
}

/* A noun that the expression modifies stands at i: "a $1.2bn deal". */
bool
nx_is_modified_noun(const NxWindow *w, int i)
{
	return i < w->n && w->role[i] == NX_R_NOMINAL && !nx_is_time_noun(w, i) &&
		   w->t->kind[w->base + (uint32_t) i] == NX_TOK_WORD &&
		   !nx_has_class(w, i, NX_C_DIMENSION_ADJECTIVE) &&
		   !(w->can[i] &
			 (NX_G_MEASURED | NX_G_DET | NX_G_PRON | NX_G_ADV | NX_G_CHANGE_ADJ | NX_G_PREP)) &&
		   nx_period_at(w, i).end == i && w->word[i] != NX_W_AGO && w->word[i] != NX_W_EACH &&
		   w->word[i] != NX_W_WORTH && w->word[i] != NX_W_LAST && w->word[i] != NX_W_NEXT;
}

NxStretch
nx_subject_or_counted(const NxWindow *w, int verb, int first, int end)
{
	bool there;
	NxStretch s = nx_subject_of(w, verb, &there);

	if (there)
	{
		s = nx_of_complement(w, end);
		if (nx_is_empty(s))
			s = nx_counted_noun(w, first, end);
	}
	return s;
}
