/*
 * clause.c
 *		Verbs and their subjects.
 *
 * English news keeps its order: subject, verb group, object, then phrases of
 * place and time; so that a subject is found by walking left from the verb
 * group, over whatever commas, brackets and relative clauses set apart, to
 * where the clause begins.  Where the walk meets something that it does not
 * know, there is no subject rather than a wrong one.
 */
#include <string.h>

#include "clause.h"

#define LOOK_FAR 40 /* how far a search for a partner (comma, bracket) goes */

/* The token before i that is not skipped over, or -1. */
static int
before(const NxWindow *w, int i)
{
	for (i--; i >= 0 && w->role[i] == NX_R_ADVERB; i--)
		;
	return i;
}

/* ---- verbs ---- */

/* A verb without a subject of its own: a participle or an infinitive. */
static bool
is_bare(const NxWindow *w, int v)
{
	int p = before(w, v);

	if (p >= 0 && w->role[p] == NX_R_TO)
		return true;
	return (w->can[v] & NX_G_ING) && !(p >= 0 && w->role[p] == NX_R_AUX);
}

int
nx_verb_group(const NxWindow *w, int v)
{
	int i = v;

	for (int steps = 0; steps < LOOK_FAR; steps++)
	{
		int j = i - 1;

		if (j < 0)
			break;
		if (w->role[j] == NX_R_AUX || (w->role[j] == NX_R_ADVERB && !(w->can[j] & NX_G_QUOTE)))
			i = j;
		else if (w->role[j] == NX_R_TO)
		{
			int k = before(w, j);

			if (k >= 0 && (w->role[k] == NX_R_VERB || w->role[k] == NX_R_AUX))
				i = k;
			else if (k >= 0 && (w->can[k] & NX_G_PROJECTION) && before(w, k) >= 0 &&
					 (w->role[before(w, k)] == NX_R_VERB || w->role[before(w, k)] == NX_R_AUX))
				i = before(w, k); /* "is likely to" */
			else
			{
				i = j;
				break;
			}
		}
		else if (w->role[j] == NX_R_VERB && i == v && !(w->can[j] & NX_G_CLAUSAL))
			i = j;
		else
			break;
	}
	while (i < v && w->role[i] == NX_R_ADVERB)
		i++;
	return i;
}

int
nx_verb_before(const NxWindow *w, int i)
{
	for (int v = i > 0 ? w->last_verb[i - 1] : -1; v >= 0; v = v > 0 ? w->last_verb[v - 1] : -1)
		if (!is_bare(w, v))
			return v;
	return -1;
}

int
nx_verb_after(const NxWindow *w, int i)
{
	for (; i < w->n; i++)
	{
		if (w->role[i] == NX_R_BREAK || w->role[i] == NX_R_COMMA || w->role[i] == NX_R_SUB ||
			w->role[i] == NX_R_REL)
			return -1;
		if (w->role[i] == NX_R_VERB)
			return is_bare(w, i) ? -1 : i;
	}
	return -1;
}

/* ---- noun phrases ---- */

/* The opening bracket of the closing one at i, or i. */
static int
bracket_open(const NxWindow *w, int i)
{
	for (int k = i - 1; k >= 0 && k > i - LOOK_FAR; k--)
		if (w->role[k] == NX_R_OPEN)
			return k;
	return i;
}

/* A noun phrase begins at its article: "told investors the firm", "gave the party a sum". */
static bool
begins_anew(const NxWindow *w, int i)
{
	if (w->role[i] != NX_R_NOMINAL || !(w->can[i] & NX_G_DET) || (w->can[i] & NX_G_MEASURED))
		return false;
	switch (w->word[i])
	{
		case NX_W_A:
		case NX_W_AN:
		case NX_W_THE:
		case NX_W_ITS:
		case NX_W_THEIR:
		case NX_W_HIS:
		case NX_W_HER:
		case NX_W_MY:
		case NX_W_OUR:
		case NX_W_THIS:
		case NX_W_THAT:
		case NX_W_THESE:
		case NX_W_THOSE:
			return i == 0 || !(w->can[i - 1] & NX_G_DET);
		default:
			return false;
	}
}

NxStretch
nx_phrase_before(const NxWindow *w, int i)
{
	NxStretch s = {i + 1, i + 1};

	while (i >= 0)
	{
		if (w->role[i] == NX_R_NOMINAL)
		{
			s.start = i--;
			if (begins_anew(w, i + 1) &&
				!(i > 0 && w->role[i] == NX_R_PREP && w->word[i] == NX_W_OF))
				break;
		}
		else if (w->role[i] == NX_R_PREP && w->word[i] == NX_W_OF && i > 0 &&
				 w->role[i - 1] == NX_R_NOMINAL && s.start == i + 1)
			i--;
		else if (w->role[i] == NX_R_ADVERB && i > 0 && w->role[i - 1] == NX_R_NOMINAL &&
				 (w->can[i] & NX_G_QUOTE))
			i--;
		else
			break;
	}
	return s;
}

NxStretch
nx_phrase_after(const NxWindow *w, int i)
{
	NxStretch s = {i, i};

	while (i < w->n)
	{
		if (w->role[i] == NX_R_NOMINAL)
		{
			if (i > s.start && (((w->can[i] & NX_G_MEASURED) && !(w->can[i - 1] & NX_G_MEASURED)) ||
								!nx_is_empty(nx_period_at(w, i))))
				break;
			s.end = ++i;
		}
		else if (w->role[i] == NX_R_PREP && i > s.start && s.end == i && i + 1 < w->n &&
				 w->role[i + 1] == NX_R_NOMINAL && !(w->can[i + 1] & NX_G_MEASURED) &&
				 (w->word[i] == NX_W_OF ||
				  ((w->word[i] == NX_W_IN || w->word[i] == NX_W_FOR || w->word[i] == NX_W_TO ||
					w->word[i] == NX_W_AMONG || w->word[i] == NX_W_ON) &&
				   nx_period_at(w, i).end == i &&
				   /* "in return for", "in line with" */
				   !(w->word[i] == NX_W_IN && i + 2 < w->n &&
					 (w->word[i + 2] == NX_W_FOR || w->word[i + 2] == NX_W_WITH ||
					  w->word[i + 2] == NX_W_TO)))))
			i++;
		else if (w->role[i] == NX_R_ADVERB && (w->can[i] & NX_G_QUOTE) && i + 1 < w->n &&
				 w->role[i + 1] == NX_R_NOMINAL)
			i++;
		else
			break;
	}
	return s;
}

/* ---- subjects ---- */

/* Nothing but a time: "a year", "November 2027", "the first two months". */
static bool
is_time(const NxWindow *w, NxStretch s)
{
	bool unit = false;

	if (nx_is_empty(s) || nx_is(w, s.start, NX_G_PRON) || w->word[s.start] == NX_W_THE)
		return false;
	for (int i = s.start; i < s.end; i++)
	{
		if (!nx_is(w, i, NX_G_PERIOD | NX_G_YEAR | NX_G_DET | NX_G_MEASURED))
			return false;
		unit |= nx_is_time_noun(w, i) || nx_is(w, i, NX_G_YEAR);
	}
	return unit;
}

/* Leave out what stands before the noun phrase: "But", "In March", "with". */
static NxStretch
trim_subject(const NxWindow *w, NxStretch s)
{
	for (int i = s.end - 1; i > s.start; i--)
		/* but "sales at stores open at least a year" go on */
		if (begins_anew(w, i) && w->role[i - 1] == NX_R_NOMINAL &&
			!is_time(w, (NxStretch){i, s.end}))
		{
			s.start = i;
			break;
		}
	while (s.start < s.end)
	{
		NxStretch period = nx_period_at(w, s.start);

		if (period.end > period.start && period.end < s.end)
			s.start = period.end;
		else if (w->role[s.start] == NX_R_ADVERB || w->role[s.start] == NX_R_CC ||
				 w->role[s.start] == NX_R_SUB || w->role[s.start] == NX_R_COMMA ||
				 w->role[s.start] == NX_R_CLOSE)
			s.start++;
		/* "Seeing sales rise" */
		else if (s.end - s.start > 1 && nx_is(w, s.start, NX_G_ING) &&
				 nx_has_class(w, s.start, NX_C_OBJECT_CONTROL_VERB))
			s.start++;
		else if (w->word[s.start] == NX_W_ACCORDING)
			s.start = s.end; /* where the source ends and the subject begins is not to be seen */
		else if (w->role[s.start] == NX_R_PREP)
		{
			int i = s.start + 1;

			/* "In Europe sales": what is capital belongs to the preposition */
			if (w->word[s.start] == NX_W_WITH)
				s.start = i;
			else
			{
				while (i < s.end && (w->can[i] & (NX_G_UPPER | NX_G_DET)))
					i++;
				if (!nx_is(w, i - 1, NX_G_UPPER) || i == s.end)
					s.start = s.end;
				else
					s.start = i;
			}
		}
		else
			break;
	}
	while (s.end > s.start && (w->role[s.end - 1] == NX_R_ADVERB ||
							   w->role[s.end - 1] == NX_R_COMMA || w->role[s.end - 1] == NX_R_PREP))
		s.end--;
	/* "at least a year rose", "in November 2027": a time is measured by nothing */
	if (is_time(w, s))
		s.start = s.end;
	/* "in Pakistan's case it" */
	if (s.end - s.start > 1 && (w->can[s.end - 1] & NX_G_PRON) &&
		!(w->can[s.end - 1] & (NX_G_DET | NX_G_MEASURED)) && w->role[s.end - 2] != NX_R_CC)
		s.start = s.end - 1;
	return s;
}

/* The noun phrase before a relative pronoun, at its simplest. */
static NxStretch
simple_antecedent(const NxWindow *w, int j)
{
	NxStretch s;

	while (j > 0 && (w->role[j] == NX_R_COMMA || (w->can[j] & NX_G_DASH) ||
					 (w->role[j] == NX_R_PREP && w->word[j] == NX_W_OF)))
		j--;
	s = (NxStretch){j + 1, j + 1};
	while (s.start > 0 && w->role[s.start - 1] == NX_R_NOMINAL &&
		   !(s.start < s.end && begins_anew(w, s.start)))
		s.start--;
	return trim_subject(w, s);
}

static bool
is_open(const NxWindow *w, int i)
{
	uint32_t token = w->base + (uint32_t) i;

	return w->t->end[token] - w->t->start[token] == 4 &&
		   memcmp(w->a->text + w->t->start[token], "open", 4) == 0;
}

/* Walk left from token j, the last before the verb group, to where the subject begins. */
static NxStretch
collect_subject(const NxWindow *w, int j)
{
	NxStretch s = {j + 1, j + 1};
	int k = j;
	bool coordinated = false;

	while (k >= 0)
	{
		switch ((NxRole) w->role[k])
		{
			case NX_R_NOMINAL:
			case NX_R_PREP:
			case NX_R_ADVERB:
				k--;
				continue;
			case NX_R_CLOSE:
				if (bracket_open(w, k) < k)
				{
					k = bracket_open(w, k) - 1;
					continue;
				}
				break;
			case NX_R_CC:
			{
				/* a clause ends here if its verb stands before */
				int v = k > 0 ? w->last_verb[k - 1] : -1;
				bool own = false;
				bool plain = true; /* nothing but nouns since that verb */

				for (int i = v + 1; v >= 0 && i < k; i++)
				{
					own |= w->role[i] == NX_R_BREAK || w->role[i] == NX_R_SUB ||
						   w->role[i] == NX_R_REL;
					plain &= w->role[i] == NX_R_NOMINAL && !(w->can[i] & NX_G_MEASURED);
				}
				if (v >= 0 && !own &&
					!(plain && (w->can[v] & NX_G_CLAUSAL) && !(w->can[v] & NX_G_CHANGE_VERB)))
					break;
				if (k > 0 && w->role[k - 1] == NX_R_COMMA && v >= 0)
					break;
				coordinated = true;
				k--;
				continue;
			}
			case NX_R_COMMA:
				if (coordinated && k > 0 && w->role[k - 1] == NX_R_NOMINAL &&
					w->last_verb[k - 1] < 0 && !(w->can[k - 1] & (NX_G_PERIOD | NX_G_YEAR)) &&
					nx_role_is(w, 0, NX_R_NOMINAL))
				{
					k--;
					continue;
				}
				break;
			case NX_R_VERB:
			{
				int group = nx_verb_group(w, k);
				int p = group - 1;

				/* "sales for the four weeks ended February 28" */
				if ((w->word[k] == NX_W_ENDED || w->word[k] == NX_W_ENDING) &&
					nx_is(w, k - 1, NX_G_PERIOD) &&
					nx_is(w, k + 1, NX_G_PERIOD | NX_G_DET | NX_G_YEAR))
				{
					k--;
					continue;
				}

				/* "sales at stores open at least a year" */
				if (is_open(w, k) && nx_role_is(w, k - 1, NX_R_NOMINAL) && group == k)
				{
					k--;
					continue;
				}
				if (nx_has_class(w, k, NX_C_OBJECT_CONTROL_VERB) && k < j &&
					w->role[k + 1] != NX_R_PREP)
					break; /* "seeing sales rise" */
				if (p >= 0 && w->role[p] == NX_R_REL && !(w->can[k] & NX_G_CLAUSAL))
				{
					/* "the firm that owns the ferry" */
					k = p - 1;
					if (k >= 0 && w->role[k] == NX_R_COMMA)
						k--;
					continue;
				}
				/* "people killed in the blast", "plans to build homes" */
				if (p >= 0 && w->role[p] == NX_R_NOMINAL && !(w->can[p] & NX_G_PRON) &&
					!(w->can[k] & NX_G_CLAUSAL) && k + 1 <= j &&
					((group == k && (w->can[k] & (NX_G_PAST | NX_G_PARTICIPLE | NX_G_ING)) &&
					  (w->role[k + 1] == NX_R_PREP || (w->can[k] & NX_G_ING))) ||
					 w->role[group] == NX_R_TO))
				{
					k = p;
					continue;
				}
				break;
			}
			default:
				break;
		}
		break;
	}
	s.start = k + 1;
	s = trim_subject(w, s);
	/* 'debt at the "bad bank"': with the mark that closes what was opened in it */
	if (nx_is(w, s.end, NX_G_QUOTE) && !nx_is_empty(s))
	{
		int marks = 1;

		for (int i = s.start; i < s.end; i++)
			marks += nx_is(w, i, NX_G_QUOTE);
		if (marks % 2 == 0)
			s.end++;
	}
	/* "which in turn makes up": what stands between is no subject */
	if (nx_is_empty(s) && k > 0 && w->role[k] == NX_R_REL)
		return simple_antecedent(w, k - 1);
	return s;
}

/* The comma (or dash) that the one at j answers, with a noun phrase before it; or -1. */
static int
opening_comma(const NxWindow *w, int j)
{
	bool dash = w->role[j] == NX_R_BREAK;

	for (int k = j - 1; k > 0 && k > j - LOOK_FAR; k--)
	{
		if (dash ? (w->can[k] & NX_G_DASH) != 0 : w->role[k] == NX_R_COMMA)
		{
			/* nested pairs: a clause between them has its own verb or none */
			if (w->role[k - 1] == NX_R_NOMINAL || w->role[k - 1] == NX_R_CLOSE ||
				w->role[k - 1] == NX_R_ADVERB)
				return k;
			return -1;
		}
		if (w->role[k] == NX_R_BREAK)
			return -1;
	}
	return -1;
}

/*
 * The noun phrase that a relative pronoun after token j takes up: the nearest
 * ("the wave that killed 40"), but not a time ("profits this year, which rose").
 */
static NxStretch
antecedent(const NxWindow *w, int j)
{
	bool comma = j >= 0 && w->role[j] == NX_R_COMMA;
	bool who = j + 1 < w->n && w->word[j + 1] == NX_W_WHO;
	NxStretch s;

	if (comma)
		j--;
	/* "Foy, 44, who won" */
	if (comma && j > 0 && (w->can[j] & NX_G_MEASURED))
	{
		int k = j;

		while (k > 0 && (w->can[k] & NX_G_MEASURED))
			k--;
		if (w->role[k] == NX_R_COMMA && k > 0)
			j = k - 1;
	}
	if (j >= 0 && w->role[j] == NX_R_CLOSE)
		j = bracket_open(w, j) - 1;
	s.end = s.start = j + 1;
	while (s.start > 0 && w->role[s.start - 1] == NX_R_NOMINAL &&
		   !(s.start < s.end && begins_anew(w, s.start)))
		s.start--;
	if (nx_is_empty(s))
		return s;
	/* "sales of mobile phones, which rose" */
	if (comma && !who && !nx_is(w, s.end - 1, NX_G_UPPER | NX_G_PERIOD | NX_G_YEAR))
		return trim_subject(w, nx_phrase_before(w, j));
	if (nx_is(w, s.end - 1, NX_G_PERIOD | NX_G_YEAR))
	{
		NxStretch whole = collect_subject(w, j);
		int k = whole.end;

		/* leave out the time at its end */
		for (k = whole.start + 1; k < whole.end; k++)
			if (nx_period_at(w, k).end == whole.end)
				whole.end = k;
		if (!nx_is_empty(whole))
			return whole;
	}
	return trim_subject(w, s);
}

/* "…: the first train, carrying": nothing but a noun phrase between a stop and the comma at j. */
static bool
begins_clause(const NxWindow *w, int j)
{
	int i = j - 1;

	while (i >= 0 && (w->role[i] == NX_R_NOMINAL || w->role[i] == NX_R_ADVERB))
		i--;
	return i < j - 1 && i >= 0 && w->role[i] == NX_R_BREAK;
}

NxStretch
nx_subject_of(const NxWindow *w, int v, bool *there)
{
	NxStretch none = {0, 0};

	*there = false;
	for (int hops = 0; hops < 8 && v >= 0; hops++)
	{
		int group = nx_verb_group(w, v);
		int j = group - 1;
		int open;
		NxStretch s;

		while (j >= 0 && w->role[j] == NX_R_ADVERB)
			j--;
		if (j < 0)
			return none;
		switch ((NxRole) w->role[j])
		{
			case NX_R_REL:
				j--;
				return antecedent(w, j);
			case NX_R_COMMA:
			case NX_R_BREAK:
				if (w->role[j] == NX_R_BREAK && !(w->can[j] & NX_G_DASH))
					return none;
				if (is_bare(w, v) && w->role[j] == NX_R_BREAK && j > 0 &&
					w->role[j - 1] == NX_R_NOMINAL)
					return trim_subject(w, nx_phrase_before(w, j - 1));
				if (is_bare(w, v) && (w->can[v] & NX_G_ING) && begins_clause(w, j))
					return trim_subject(w, nx_phrase_before(w, j - 1));
				if (is_bare(w, v))
				{
					v = nx_verb_before(w, j);
					continue;
				}
				open = opening_comma(w, j);
				/* "Mr Mousa, 28, a receptionist, was" */
				if (open > 1 && nx_is(w, open - 1, NX_G_MEASURED) &&
					w->role[open - 2] == NX_R_COMMA)
					open -= 2;
				if (open > 0)
				{
					int inner = nx_verb_before(w, j);

					/* "the index, analysts say, will fall" */
					if (inner == j - 1 && nx_is(w, inner, NX_G_CLAUSAL))
						return collect_subject(w, open - 1);

					/* a clause between the commas with a subject of its own is none set apart */
					if (inner > open && nx_verb_group(w, inner) > open + 1 &&
						!nx_is(w, open + 1, NX_G_REL) && !nx_is(w, open + 1, NX_G_PREP) &&
						!nx_is(w, open + 1, NX_G_SUB) && !nx_is(w, open + 2, NX_G_REL) &&
						nx_role_is(w, nx_verb_group(w, inner) - 1, NX_R_NOMINAL) &&
						!nx_is(w, inner, NX_G_PARTICIPLE | NX_G_ING) &&
						!(nx_verb_group(w, inner) == inner && nx_role_is(w, inner + 1, NX_R_PREP)))
					{
						v = inner;
						continue;
					}
					/* an adjunct after a verb: "fell, in May, by" */
					if (w->last_verb[open] >= 0 && nx_verb_before(w, open) >= 0 &&
						!nx_is(w, open + 1, NX_G_REL) &&
						collect_subject(w, open - 1).end == collect_subject(w, open - 1).start)
					{
						v = nx_verb_before(w, open);
						continue;
					}
					return collect_subject(w, open - 1);
				}
				v = nx_verb_before(w, j);
				continue;
			case NX_R_VERB:
				/* "which the ministry says has cost" */
				if (nx_is(w, j, NX_G_CLAUSAL) && !is_bare(w, v))
				{
					s = collect_subject(w, nx_verb_group(w, j) - 1);
					if (s.start > 0 && w->role[s.start - 1] == NX_R_REL)
						return antecedent(w, s.start - 2);
				}
				v = is_bare(w, j) ? nx_verb_before(w, j) : j;
				continue;
			case NX_R_CC:
				/* "but cutting jobs will hit morale" has no subject */
				if ((w->can[v] & NX_G_ING) && is_bare(w, v) && j > 0 &&
					!(w->last_verb[j - 1] >= 0 && nx_is(w, w->last_verb[j - 1], NX_G_ING)))
					return none;
				v = nx_verb_before(w, j);
				continue;
			case NX_R_SUB:
			case NX_R_PREP:
			case NX_R_TO:
				v = nx_verb_before(w, j);
				continue;
			case NX_R_CLOSE:
				j = bracket_open(w, j) - 1;
				break;
			default:
				break;
		}
		if (j < 0)
			return none;
		/* "with donations totalling £5m" */
		if (w->role[group] == NX_R_VERB && group == v && (w->can[v] & NX_G_ING) &&
			w->role[j] == NX_R_NOMINAL)
		{
			s = nx_phrase_before(w, j);
			return trim_subject(w, s);
		}
		/* "a plan to cut", "sales reaching": the noun before is not what acts */
		if (w->role[group] == NX_R_TO && nx_verb_before(w, group) >= 0)
		{
			int main = nx_verb_before(w, group);
			bool broken = false;

			for (int i = main; i < group && !broken; i++)
				broken = w->role[i] == NX_R_BREAK || w->role[i] == NX_R_CC;
			/* "expects sales to rise": its object does it */
			if (!broken && nx_has_class(w, main, NX_C_OBJECT_CONTROL_VERB) &&
				!nx_role_is(w, before(w, main), NX_R_AUX))
			{
				s = collect_subject(w, j);
				if (!nx_is_empty(s) && s.start > main)
					return s;
			}
			/* "expects sales to rise and profits to double" */
			s = nx_phrase_before(w, j);
			if (broken && nx_has_class(w, main, NX_C_OBJECT_CONTROL_VERB) && !nx_is_empty(s) &&
				nx_role_is(w, s.start - 1, NX_R_CC))
				return trim_subject(w, s);
			if (!broken)
			{
				v = main;
				continue;
			}
		}
		if (w->word[j] == NX_W_THERE)
		{
			*there = true;
			return none;
		}
		return collect_subject(w, j);
	}
	return none;
}

NxSpan
nx_stretch_span(const NxWindow *w, NxStretch s)
{
	if (s.start >= s.end)
		return (NxSpan){0, 0};
	return (NxSpan){w->t->start[w->base + (uint32_t) s.start],
					w->t->end[w->base + (uint32_t) s.end - 1]};
}
