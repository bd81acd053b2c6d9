/*
 * modality.c
 *		Asserted, projected, denied or hypothetical: from the verb group, the
 *		verbs that the clause depends on, and conditions beside it.
 */
#include "modality.h"

/* "rose 612 points to close at 71,200": an infinitive that tells what came of it. */
static bool
is_result(const NxWindow *w, int group)
{
	int main = nx_verb_before(w, group);

	return main >= 0 && nx_is(w, main, NX_G_CHANGE_VERB) &&
		   nx_is(w, main, NX_G_PAST | NX_G_PARTICIPLE);
}

/* What the verb group of v says; *would: it says "would". */
static NxModality
modality_of_verb(const NxWindow *w, int v, bool is_subject, bool *would)
{
	NxModality modality = NX_ASSERTED;
	int group = nx_verb_group(w, v);

	/* adverbs and auxiliaries that the group leaves out at its head */
	while (group > 0 && (w->role[group - 1] == NX_R_AUX || (w->can[group - 1] & NX_G_NEG)))
		group--;
	for (int i = group; i >= 0 && i <= v; i++)
	{
		if (w->can[i] & NX_G_NEG)
			return NX_DENIED;
		if (nx_has_class(w, i, NX_C_DENIAL) && w->role[i] == NX_R_VERB)
			return NX_DENIED;
		if (w->word[i] == NX_W_WOULD || w->word[i] == NX_W__D)
			*would = true;
		else if (nx_has_class(w, i, NX_C_HYPOTHESIS) && w->role[i] == NX_R_VERB && !is_subject)
			modality = NX_HYPOTHETICAL;
		else if ((w->can[i] & NX_G_PROJECTION) && w->role[i] != NX_R_NOMINAL &&
				 !(w->word[i] == NX_W_CAN))
			modality = modality == NX_ASSERTED ? NX_PROJECTED : modality;
		else if ((w->can[i] & NX_G_PROJECTION) && i + 1 < w->n && w->role[i + 1] == NX_R_TO)
			modality = modality == NX_ASSERTED ? NX_PROJECTED : modality;
		else if (w->role[i] == NX_R_TO && modality == NX_ASSERTED &&
				 ((i == group && !is_result(w, group)) ||
				  (i > 0 && (nx_is(w, i - 1, NX_G_BE) || w->word[i - 1] == NX_W_SET ||
							 w->word[i - 1] == NX_W_DUE))))
			modality = NX_PROJECTED;
	}
	return modality;
}

static int
before_group(const NxWindow *w, int group)
{
	int i = group - 1;

	while (i >= 0 && w->role[i] == NX_R_ADVERB)
		i--;
	return i;
}

/* The verb of which the clause of verb v is a part: "said that", "denied paying"; or -1. */
static int
matrix_verb(const NxWindow *w, const NxDraft *d, int v)
{
	int i = nx_verb_group(w, v);
	int m = before_group(w, i);

	/* "denied paying" */
	if (m >= 0 && w->role[m] == NX_R_VERB)
		return m;
	if ((w->can[v] & NX_G_ING) && i == v)
		return nx_verb_before(w, i);
	if (!nx_is_empty(d->subject) && d->subject.start < i)
		i = d->subject.start;
	/* "denied that 500 soldiers had": the number is part of what the clause begins with */
	if (d->is_subject && d->first < i)
		i = d->first;
	i--;
	while (i >= 0 && w->role[i] == NX_R_ADVERB)
		i--;
	if (i >= 0 && w->role[i] == NX_R_SUB && w->word[i] == NX_W_THAT)
		i--;
	if (i >= 0 && w->role[i] == NX_R_VERB)
		return i;
	/* "denied claims that", "a plan to" */
	m = i >= 0 ? nx_verb_before(w, i + 1) : -1;
	if (m < 0)
		return -1;
	for (int k = m; k <= i; k++)
		if (w->role[k] == NX_R_BREAK || w->role[k] == NX_R_CC || w->role[k] == NX_R_COMMA ||
			w->role[k] == NX_R_REL || w->role[k] == NX_R_SUB)
			return -1;
	return (w->can[m] & (NX_G_CLAUSAL | NX_G_PROJECTION)) || nx_has_class(w, m, NX_C_DENIAL) ? m
																							 : -1;
}

NxModality
nx_modality_of(const NxWindow *w, const NxDraft *d, bool reported)
{
	bool would = false;
	NxModality modality = NX_ASSERTED;
	int v = d->verb;

	for (int i = d->first - 1; i >= 0 && i > d->first - 4 && w->role[i] == NX_R_NOMINAL; i--)
		if (w->can[i] & NX_G_PROJECTION)
			modality = NX_PROJECTED;
	if (d->projected)
		modality = NX_PROJECTED;
	for (int hops = 0; hops < 4 && v >= 0; hops++)
	{
		NxModality m = modality_of_verb(w, v, d->is_subject && hops == 0, &would);
		int next;

		if (hops > 0 && m == NX_DENIED && !nx_has_class(w, v, NX_C_DENIAL))
			m = NX_ASSERTED; /* "did not say that" denies nothing */
		if (hops > 0 && !(w->can[v] & (NX_G_CLAUSAL | NX_G_PROJECTION)) &&
			!nx_has_class(w, v, NX_C_DENIAL))
			break;
		if (hops == 0 && m == NX_DENIED && d->is_subject && !nx_has_class(w, v, NX_C_DENIAL))
			m = NX_ASSERTED;
		if (m == NX_DENIED)
			return NX_DENIED;
		if (m != NX_ASSERTED && modality == NX_ASSERTED)
			modality = m;
		next = matrix_verb(w, d, v);
		if (next >= v)
			break;
		v = next;
	}
	/* a condition beside it, or around it */
	for (int i = 0; i < w->n; i++)
	{
		if (w->word[i] != NX_W_IF && w->word[i] != NX_W_UNLESS)
			continue;
		if (would || modality == NX_PROJECTED)
			return NX_HYPOTHETICAL;
		if (i < d->first && nx_verb_after(w, i + 1) == d->verb && d->verb >= 0)
			return NX_HYPOTHETICAL;
	}
	if (would && modality == NX_ASSERTED)
		return reported ? NX_PROJECTED : NX_HYPOTHETICAL;
	return modality;
}
