/*
 * period.c
 *		Expressions of time: "this year", "in the six months to June", "since 2020".
 */
#include "amount.h"

static bool
can_be_period(const NxWindow *w, int i, char kind)
{
	const char *value;

	if (!nx_is(w, i, NX_G_PERIOD))
		return false;
	value = nx_lex_value(w->t->entry[w->base + (uint32_t) i], NX_C_PERIOD);
	if (value == NULL)
		return false;
	/* names of months and days are written with a capital */
	if (value[0] == 'n' && !(w->can[i] & NX_G_UPPER) && w->word[i] == NX_W_MAY)
		return false;
	if (value[0] == 'm')
		return kind == 'm';
	switch (kind)
	{
		case 'n':
			return value[0] == 'n';
		case 'p': /* "point": alone is enough */
			return value[0] == 'p' && value[1] == 'o';
		case 'u':
			return value[0] == 'u' || (value[0] == 'p' && value[1] == 'a');
		default:
			return true;
	}
}

bool
nx_is_time_noun(const NxWindow *w, int i)
{
	return can_be_period(w, i, '*');
}

/* The end of a phrase of time whose determiner or number begins at i, or i. */
static int
period_phrase(const NxWindow *w, int i)
{
	for (int k = i; k < w->n && k < i + 7; k++)
	{
		if (w->can[k] & NX_G_YEAR)
		{
			/* "the 1986 first quarter", but "the 1987 offensive" */
			if (can_be_period(w, k + 1, '*') || can_be_period(w, k + 1, 'm'))
				continue;
			if (k > i && nx_is(w, k - 1, NX_G_DET) && nx_role_is(w, k + 1, NX_R_NOMINAL) &&
				!nx_is(w, k + 1, NX_G_MEASURED | NX_G_DET))
				return i;
			return k + 1;
		}
		if (can_be_period(w, k, '*') &&
			!(can_be_period(w, k + 1, '*') && w->role[k + 1] == NX_R_NOMINAL))
		{
			k++;
			/* "March 31", "May 2021", "3 May" */
			if (k < w->n && w->t->kind[w->base + (uint32_t) k] == NX_TOK_NUMBER &&
				!(w->can[k] & NX_G_MEASURED))
				k++;
			if (k + 1 < w->n && w->role[k] == NX_R_COMMA && (w->can[k + 1] & NX_G_YEAR))
				k += 2;
			return k;
		}
		/* "in 14 games this season" */
		if ((w->can[k] & NX_G_MEASURED) && w->measured[k] != NX_NONE &&
			!nx_is_time(nx_quantity_at(w, w->measured[k])))
			return i;
		if (w->can[k] & (NX_G_DET | NX_G_MEASURED) || can_be_period(w, k, '*') ||
			can_be_period(w, k, 'm') ||
			(w->t->kind[w->base + (uint32_t) k] == NX_TOK_NUMBER && k == i))
			continue;
		/* "the end of the year" */
		if (w->word[k] == NX_W_OF && k > i && can_be_period(w, k - 1, 'm'))
			continue;
		return i;
	}
	return i;
}

NxStretch
nx_period_at(const NxWindow *w, int i)
{
	NxStretch none = {i, i};
	int k = i;
	int end;
	uint16_t word;

	if (i < 0 || i >= w->n)
		return none;
	word = w->word[i];
	switch (word)
	{
		case NX_W_IN:
		case NX_W_DURING:
		case NX_W_SINCE:
		case NX_W_BY:
		case NX_W_OVER:
		case NX_W_THROUGH:
		case NX_W_UNTIL:
		case NX_W_BETWEEN:
		case NX_W_ON:
		case NX_W_AT:
		case NX_W_WITHIN:
		case NX_W_FOR:
		case NX_W_AFTER:
		case NX_W_BEFORE:
			k = i + 1;
			break;
		case NX_W_THIS:
		case NX_W_LAST:
		case NX_W_NEXT:
		case NX_W_THAT:
		case NX_W_EARLIER:
		case NX_W_LATER:
			/* "this year", "last March", "later this month" */
			if (word == NX_W_EARLIER || word == NX_W_LATER)
			{
				if (!(nx_is(w, i + 1, NX_G_DET) && w->word[i + 1] == NX_W_THIS))
					return none;
				k = i + 1;
			}
			for (end = k + 1; end < w->n && end < k + 4; end++)
			{
				if (can_be_period(w, end, '*'))
				{
					end++;
					if (can_be_period(w, end, 'u'))
						end++;
					if (end < w->n && (w->word[end] == NX_W_EARLIER || w->word[end] == NX_W_AGO))
						return none;
					return (NxStretch){i, end};
				}
				if (w->role[end] != NX_R_NOMINAL)
					return none;
			}
			return none;
		case NX_W_SO:
			/* "so far this year" */
			if (i + 2 < w->n && w->word[i + 1] == NX_W_FAR)
			{
				NxStretch s = nx_period_at(w, i + 2);

				if (s.end > s.start)
					return (NxStretch){i, s.end};
			}
			return none;
		default:
			if (can_be_period(w, i, 'p') && !(i + 1 < w->n && w->word[i + 1] == NX_W__S) &&
				(i == 0 || !(w->can[i] & NX_G_UPPER)))
				return (NxStretch){i, i + 1};
			/* American style: "rose 3% Tuesday" */
			if (can_be_period(w, i, 'n') && (w->can[i] & NX_G_UPPER) && i > 0 &&
				(w->can[i - 1] & NX_G_MEASURED) && word != NX_W_MAY)
				return (NxStretch){i, i + 1};
			return none;
	}
	end = period_phrase(w, k);
	if (end == k)
		return none;
	/* "on last year", "on the year", "for 10 years", "by five days" are none */
	if (word == NX_W_ON && !can_be_period(w, k, 'n') && !can_be_period(w, end - 1, 'n') &&
		!(w->can[end - 1] & NX_G_YEAR) &&
		w->t->kind[w->base + (uint32_t) end - 1] != NX_TOK_NUMBER &&
		!(end - k >= 2 && can_be_period(w, end - 1, 'u') && can_be_period(w, end - 2, 'n')))
		return none;
	if ((word == NX_W_FOR || word == NX_W_AFTER || word == NX_W_BEFORE) &&
		(nx_is(w, k, NX_G_MEASURED) || !nx_is(w, k, NX_G_DET) || w->word[k] == NX_W_A ||
		 w->word[k] == NX_W_AN))
		return none;
	if ((word == NX_W_AT || word == NX_W_BY) && nx_is(w, k, NX_G_MEASURED))
		return none;
	if (end < w->n &&
		(w->word[end] == NX_W_EARLIER || w->word[end] == NX_W_AGO || w->word[end] == NX_W__S))
		return none;
	/* "in first-half profit" */
	if (end < w->n && end > k && w->role[end] == NX_R_NOMINAL &&
		(w->t->flags[w->base + (uint32_t) end - 1] & NX_TF_HAS_HYPHEN) &&
		w->t->kind[w->base + (uint32_t) end] == NX_TOK_WORD &&
		!nx_is(w, end, NX_G_PERIOD | NX_G_DET | NX_G_MEASURED))
		return none;
	/* "to June", "ended March 31", "and 2020", "of 2024" */
	for (int turns = 0; turns < 3 && end + 1 < w->n; turns++)
	{
		uint16_t link = w->word[end];
		int more;

		if (link == NX_W_TO || link == NX_W_ENDED || link == NX_W_ENDING || link == NX_W_UNTIL ||
			link == NX_W_THROUGH || link == NX_W_OF || link == NX_W_AND)
		{
			if (link == NX_W_AND && word != NX_W_BETWEEN)
				break;
			more = end + 1;
			if (nx_is(w, more, NX_G_MEASURED) ||
				!(nx_is(w, more, NX_G_YEAR | NX_G_PERIOD | NX_G_DET) || w->word[more] == NX_W_END ||
				  w->word[more] == NX_W_LATE || w->word[more] == NX_W_EARLY ||
				  w->t->kind[w->base + (uint32_t) more] == NX_TOK_NUMBER))
				break;
			if (period_phrase(w, more) == more)
				break;
			end = period_phrase(w, more);
		}
		else if (link == NX_W_IN && nx_is(w, end + 1, NX_G_YEAR))
			end += 2;
		else
			break;
	}
	return (NxStretch){i, end};
}
