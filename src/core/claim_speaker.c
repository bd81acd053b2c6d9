/*
 * claim_speaker.c
 *		Who says what a claim says.
 *
 * Quotations know best (their cues and sources are judged with trained
 * weights).  Only a sentence in which they found no speaker is read here, for
 * the plainest attributions: "according to X", "X said (that) …", "…, X said"
 * and "…, said X".
 */
#include "claim_speaker.h"

/* "34% said": what is counted there has no name. */
static bool
is_measured(const NxWindow *w, NxSpan source)
{
	uint32_t low = 0, high = w->n_expressions;

	while (low < high)
	{
		uint32_t middle = low + (high - low) / 2;

		if (w->expression[middle].span.end <= source.start)
			low = middle + 1;
		else
			high = middle;
	}
	if (low < w->n_expressions && w->expression[low].span.start < source.end &&
		w->expression[low].span.end >= source.end)
		return true;
	/* "the 30", in another sentence */
	return source.end > source.start &&
		   (w->a->text[source.end - 1] == '%' ||
			(w->a->text[source.end - 1] >= '0' && w->a->text[source.end - 1] <= '9'));
}

void
nx_quote_cursor_start(NxQuoteCursor *cursor, const NxAnalysis *a)
{
	cursor->reader = nx_quote_reader(a);
	cursor->more = nx_quote_next(&cursor->reader, &cursor->next);
	cursor->n = 0;
}

/*
 * The innermost quotation around the expression whose speaker is known and is
 * not what the claim is about; *direct: the expression stands in marks.
 */
static const NxQuote *
quote_around(NxQuoteCursor *cursor, const NxWindow *w, NxSpan span, NxSpan subject, bool *direct)
{
	const NxQuote *best = NULL;

	*direct = false;
	while (cursor->more && cursor->next.span.start <= span.start)
	{
		cursor->last[cursor->n++ % NX_QUOTES_AROUND] = cursor->next;
		cursor->more = nx_quote_next(&cursor->reader, &cursor->next);
	}
	for (uint32_t k = 0; k < NX_QUOTES_AROUND && k < cursor->n; k++)
	{
		const NxQuote *q = &cursor->last[(cursor->n - 1 - k) % NX_QUOTES_AROUND];

		if (q->span.end < span.end)
			continue;
		if (q->kind != NX_INDIRECT)
			*direct = true;
		/* "it" has not been found to be anybody */
		if (q->speaker.len > 2 && !is_measured(w, q->source) &&
			!(q->source.start < subject.end && subject.start < q->source.end) &&
			(best == NULL || q->span.end - q->span.start < best->span.end - best->span.start))
			best = q;
	}
	return best;
}

/* The mention that names the whole phrase, a person before others; or NULL. */
static const NxMention *
mention_in(const NxAnalysis *a, NxSpan span)
{
	uint32_t low = 0, high = a->n_mentions;
	const NxMention *best = NULL;

	while (low < high)
	{
		uint32_t middle = low + (high - low) / 2;

		if (a->mentions[middle].span.start < span.start)
			low = middle + 1;
		else
			high = middle;
	}
	for (; low < a->n_mentions && a->mentions[low].span.start < span.end; low++)
	{
		const NxMention *m = &a->mentions[low];

		if (m->span.end > span.end || m->entity == NX_NONE)
			continue;
		if (m->kind == NX_NAME && m->label == NX_PERSON)
			return m;
		if (m->span.end == span.end && m->label != NX_NORP &&
			(m->kind != NX_NAME || m->span.start <= span.start + 4))
			best = m;
	}
	return best;
}

static void
set_speaker(const NxWindow *w, NxStretch phrase, NxClaim *claim)
{
	NxSpan span = nx_stretch_span(w, phrase);
	const NxMention *m = mention_in(w->a, span);

	claim->speaker_entity = m != NULL ? m->entity : NX_NONE;
	claim->speaker = m != NULL ? w->a->entities[m->entity].name : nx_slice(w->a, span);
}

static bool
reports(const NxWindow *w, int i)
{
	return nx_role_is(w, i, NX_R_VERB) &&
		   nx_lex_has(w->t->entry[w->base + (uint32_t) i], NX_C_REPORTING_VERB) &&
		   (!nx_is(w, i, NX_G_CHANGE_VERB) || i + 1 >= w->n || w->role[i + 1] == NX_R_BREAK ||
			w->role[i + 1] == NX_R_COMMA || w->role[i + 1] == NX_R_SUB);
}

/* Somebody who can say something: not "it is", not a number. */
static bool
can_speak(const NxWindow *w, NxStretch phrase)
{
	if (phrase.start >= phrase.end || w->word[phrase.start] == NX_W_IT ||
		w->word[phrase.start] == NX_W_THERE)
		return false;
	for (int i = phrase.start; i < phrase.end; i++)
		if (!nx_is(w, i, NX_G_MEASURED))
			return true;
	return false;
}

void
nx_find_claim_speaker(NxQuoteCursor *cursor, const NxWindow *w, const NxMeasured *measured,
					  int start, int verb, NxClaim *claim)
{
	bool there, direct;
	const NxQuote *quote = quote_around(cursor, w, measured->span, claim->subject, &direct);
	int end = (int) (measured->end_token - w->base);
	int i;
	NxStretch phrase;

	if (quote != NULL)
	{
		claim->speaker = quote->speaker;
		claim->speaker_entity = quote->speaker_entity;
		return;
	}
	if (direct)
		return; /* marks without a known speaker: nobody is guessed */
	/* "X said (that)", "X denied paying", "X forecasts growth of" */
	for (i = start - 1; i >= 0 && (w->role[i] == NX_R_ADVERB || w->word[i] == NX_W_THAT); i--)
		;
	if (!reports(w, i) && verb >= 0)
	{
		int group = nx_verb_group(w, verb);

		if (reports(w, verb) && nx_is(w, verb, NX_G_PROJECTION) && group > 0)
			i = verb;
		else if (nx_is(w, verb, NX_G_ING) && group > 0 && reports(w, group - 1))
			i = group - 1;
		else if (reports(w, group) && group < verb && nx_is(w, verb, NX_G_ING))
			i = group;
	}
	if (reports(w, i))
	{
		phrase = nx_subject_of(w, i, &there);
		if (can_speak(w, phrase))
		{
			set_speaker(w, phrase, claim);
			return;
		}
	}
	for (i = 0; i + 2 < w->n; i++)
	{
		if (w->word[i] == NX_W_ACCORDING && w->word[i + 1] == NX_W_TO)
		{
			phrase = nx_phrase_after(w, i + 2);
			/* "according to the survey prices rose": who ends where? */
			if (can_speak(w, phrase) && !nx_role_is(w, phrase.end, NX_R_VERB) &&
				!nx_role_is(w, phrase.end, NX_R_AUX))
				set_speaker(w, phrase, claim);
			return;
		}
		/* "…, X said", "…, said X" */
		if (i < end || w->role[i] != NX_R_COMMA)
			continue;
		phrase.start = i + 1;
		while (phrase.start < w->n && w->role[phrase.start] == NX_R_ADVERB)
			phrase.start++;
		if (nx_role_is(w, phrase.start, NX_R_COMMA) ||
			(phrase.start < w->n && w->word[phrase.start] == NX_W_ACCORDING))
			continue;
		phrase.end = phrase.start;
		if (reports(w, phrase.start) && w->word[phrase.start] == NX_W_TOLD)
			continue;
		if (reports(w, phrase.start))
			phrase = nx_phrase_after(w, phrase.start + 1);
		else
		{
			phrase = nx_phrase_after(w, phrase.start);
			for (i = phrase.end; i < w->n && w->role[i] == NX_R_ADVERB; i++)
				;
			if (!reports(w, i) && nx_role_is(w, i, NX_R_NOMINAL))
				continue;
			if (!reports(w, i))
			{
				i = phrase.start;
				continue;
			}
		}
		if (can_speak(w, phrase))
			set_speaker(w, phrase, claim);
		return;
	}
}
