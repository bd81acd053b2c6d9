/*
 * claim.c
 *		quantities → what is said of what.
 *
 * reading.c reads the words around an expression, claim_speaker.c finds who says it,
 * modality.c how sure it is; here the clause, its period and the claim are put
 * together, sentence by sentence.  Only sentences with quantities are read.
 */
#include <string.h>

#include "arena.h"
#include "claim.h"
#include "measured.h"
#include "modality.h"
#include "sentence.h"
#include "claim_speaker.h"
#include "records.h"

#define POLL 256 /* measured expressions between looks at should_stop */

/* ---- period and clause ---- */

/* "so far this year" begins no clause */
static bool
is_so_far(const NxWindow *w, int i)
{
	return w->word[i] == NX_W_SO && i + 1 < w->n && w->word[i + 1] == NX_W_FAR;
}

/* Where the clause of the claim ends, going right from the expression. */
static int
clause_end(const NxWindow *w, const NxDraft *d)
{
	int i = d->end;

	if (d->verb >= i)
		i = d->verb + 1;
	for (; i < w->n; i++)
	{
		switch ((NxRole) w->role[i])
		{
			case NX_R_SUB:
				if (is_so_far(w, i))
					break;
				return i;
			case NX_R_BREAK:
			case NX_R_REL:
				return i;
			case NX_R_COMMA:
				if (i + 1 < w->n &&
					(w->word[i + 1] == NX_W_FROM || w->word[i + 1] == NX_W_COMPARED ||
					 w->word[i + 1] == NX_W_AGAINST || nx_is(w, i + 1, NX_G_CHANGE_ADJ) ||
					 !nx_is_empty(nx_period_at(w, i + 1))))
					break;
				return i;
			case NX_R_CC:
				if (nx_verb_after(w, i + 1) >= 0)
					return i;
				break;
			case NX_R_VERB:
				if (i > d->end)
				{
					/* an infinitive or participle goes on; a finite verb had a subject */
					if ((w->can[i] & NX_G_ING) || nx_role_is(w, i - 1, NX_R_TO) ||
						(w->word[i] == NX_W_ENDED && nx_is(w, i - 1, NX_G_PERIOD)))
						break;
					return i;
				}
				break;
			default:
				if (w->can[i] & NX_G_QUOTE)
				{
					uint8_t kind = w->t->kind[w->base + (uint32_t) i];

					if (kind == NX_TOK_CLOSE)
						return i;
				}
				break;
		}
	}
	return w->n;
}

/* "first time", "highest level", "lowest": what has its rank among times */
static bool
is_record(const NxWindow *w, int i)
{
	for (int k = i; k >= 0 && k > i - 4 && w->role[k] != NX_R_COMMA; k--)
	{
		uint32_t token = w->base + (uint32_t) k;
		uint32_t len = w->t->end[token] - w->t->start[token];

		if ((w->word[k] == NX_W_FIRST && k < i) ||
			(len > 4 && !nx_is(w, k, NX_G_VERBAL) &&
			 memcmp(w->a->text + w->t->end[token] - 3, "est", 3) == 0))
			return true;
	}
	return false;
}

static NxStretch
period_of(const NxWindow *w, const NxDraft *d)
{
	int end = clause_end(w, d);
	int start = d->verb >= 0 && d->verb < d->first ? d->verb : d->first;
	NxStretch none = {0, 0};

	for (int i = d->end; i < end; i++)
	{
		NxStretch s;

		/* what follows belongs to the value compared with */
		if (w->word[i] == NX_W_FROM || w->word[i] == NX_W_COMPARED || w->word[i] == NX_W_THAN ||
			(w->word[i] == NX_W_AGAINST && nx_is(w, i + 1, NX_G_MEASURED)) ||
			(w->role[i] == NX_R_VERB && i > d->verb && (w->can[i] & NX_G_ING)) ||
			w->word[i] == NX_W_VERSUS || w->word[i] == NX_W_AMID || w->word[i] == NX_W_DESPITE ||
			((w->word[i] == NX_W_AFTER || w->word[i] == NX_W_BEFORE || w->word[i] == NX_W_WITH) &&
			 nx_is_empty(nx_period_at(w, i))))
			break;
		if (w->role[i] == NX_R_CC)
			break;
		if (w->role[i] == NX_R_OPEN)
			while (i + 1 < end && w->role[i] != NX_R_CLOSE)
				i++;
		s = nx_period_at(w, i);
		/* "for the first time in a year", "the highest in 28 years" */
		if (!nx_is_empty(s) && i > 0 && w->word[i] == NX_W_IN &&
			(nx_is(w, i + 1, NX_G_MEASURED) || w->word[i + 1] == NX_W_A) && is_record(w, i - 1))
			continue;
		if (!nx_is_empty(s) && !(i > 0 && w->word[i - 1] == NX_W_ON))
			return s;
	}
	/* between the verb and the expression, if nothing else is measured there */
	for (int i = d->first - 1; i > start; i--)
	{
		NxStretch s = nx_period_at(w, i);

		/* "4% in April and another 2.5%" */
		if ((w->can[i] & NX_G_MEASURED) || w->role[i] == NX_R_CC)
			break;
		if (!nx_is_empty(s) && s.end <= d->first && w->word[i] != NX_W_THIS)
			return s;
		if (!nx_is_empty(s) && s.end <= d->first && (i == 0 || w->role[i - 1] != NX_R_PREP))
			return s;
	}
	/* before the subject: "In the second quarter, sales rose" */
	{
		int i = !nx_is_empty(d->subject) && d->subject.start < start ? d->subject.start : start;
		int begin = i;

		while (begin > 0 && begin > i - 24 && w->role[begin - 1] != NX_R_BREAK &&
			   w->role[begin - 1] != NX_R_VERB &&
			   (w->role[begin - 1] != NX_R_SUB || is_so_far(w, begin - 1)) &&
			   w->role[begin - 1] != NX_R_CC)
			begin--;
		/* what follows a participle up to the comma is its own: ", founded in 1998, has" */
		if (nx_role_is(w, begin - 1, NX_R_VERB) && nx_role_is(w, begin - 2, NX_R_COMMA))
			for (int k = begin; k < i; k++)
				if (w->role[k] == NX_R_COMMA)
				{
					begin = k + 1;
					break;
				}
		for (int k = begin; k < i; k++)
		{
			NxStretch s = nx_period_at(w, k);

			if (!nx_is_empty(s) && s.end <= i && !(k > 0 && is_record(w, k - 1)))
				return s;
		}
		/* at the end of the subject: "sales in March rose" */
		if (!nx_is_empty(d->subject))
			for (int k = d->subject.start + 1; k < d->subject.end; k++)
			{
				NxStretch s = nx_period_at(w, k);

				if (!nx_is_empty(s) && s.end == d->subject.end)
					return s;
			}
	}
	return none;
}

/* ---- assembly ---- */

/* Claims that may yet change, or have others put before them. */
typedef struct Open
{
	NxClaim *claims;
	uint32_t n;
	uint32_t capacity;
} Open;

static bool
push_claim(NxAnalysis *a, Open *open, const NxClaim *claim)
{
	if (!nx_push(a->arena, open->claims, open->n, open->capacity))
		return false;
	open->claims[open->n++] = *claim;
	return true;
}

/* What begins before byte `start` has its place: keep it. */
static NxStatus
keep_claims(NxAnalysis *a, Open *open, uint32_t start)
{
	uint32_t n = 0;

	for (; n < open->n && open->claims[n].span.start <= start; n++)
		if (nx_claim_push(a, &open->claims[n]) != NX_OK)
			return NX_NOMEM;
	open->n -= n;
	if (n > 0 && open->n > 0)
		memmove(open->claims, open->claims + n, open->n * sizeof(NxClaim));
	return NX_OK;
}

static NxStatus
make_claim(NxAnalysis *a, NxWindow *w, NxReadingContext *c, NxDraft *d, NxQuoteCursor *cursor,
		   Open *open)
{
	NxClaim claim = {0};
	NxStretch period = d->modifier ? (NxStretch){0, 0} : period_of(w, d);
	NxStretch clause;
	int verb = d->verb;

	claim.measured = d->measured;
	claim.from = NX_NONE;
	claim.speaker_entity = NX_NONE;
	clause.start = d->first;
	if (!nx_is_empty(d->subject) && d->subject.start < clause.start)
		clause.start = d->subject.start;
	claim.subject = nx_stretch_span(w, d->subject);
	nx_find_claim_speaker(cursor, w, nx_expression(w, d->measured), clause.start, verb, &claim);
	claim.measure = (uint8_t) d->measure;
	claim.direction = (uint8_t) d->direction;
	d->modality = d->elliptic && c->last.claim != NX_NONE
					  ? c->last.modality
					  : nx_modality_of(w, d, claim.speaker.len > 0);
	claim.modality = (uint8_t) d->modality;
	/* a period inside the subject's tail is not of the subject */
	if (!nx_is_empty(period) && period.start > d->subject.start && period.end == d->subject.end &&
		!nx_is_empty(d->subject))
	{
		d->subject.end = period.start;
		while (d->subject.end > d->subject.start + 1 &&
			   (w->role[d->subject.end - 1] == NX_R_PREP || nx_is(w, d->subject.end - 1, NX_G_DET)))
			d->subject.end--;
	}
	claim.subject = nx_stretch_span(w, d->subject);
	claim.period = nx_stretch_span(w, period);
	if (c->from != NX_NONE && d->measure == NX_LEVEL &&
		nx_same_unit(nx_quantity_at(w, c->from), nx_quantity_at(w, d->measured)))
	{
		claim.from = c->from;
		c->from = NX_NONE;
	}
	if (verb >= 0 && verb < clause.start && !nx_is(w, verb, NX_G_CLAUSAL))
		clause.start = nx_verb_group(w, verb);
	clause.end = clause_end(w, d);
	if (clause.end < d->end)
		clause.end = d->end;
	if (d->subject.end > clause.end)
		clause.end = d->subject.end;
	while (clause.end > d->end &&
		   (w->role[clause.end - 1] == NX_R_COMMA || (w->can[clause.end - 1] & NX_G_QUOTE)))
		clause.end--;
	claim.span = nx_stretch_span(w, clause);
	if (!push_claim(a, open, &claim))
		return NX_NOMEM;
	d->claim = open->n - 1;
	c->last = *d;
	return NX_OK;
}

#define RESPECTIVE 4 /* things told apart by "respectively" */

static bool
is_respectively(const NxWindow *w, int i)
{
	uint32_t token = w->base + (uint32_t) i;

	return w->t->end[token] - w->t->start[token] == 12 &&
		   memcmp(w->a->text + w->t->start[token], "respectively", 12) == 0;
}

/*
 * "Exports and imports rose 3% and 4% respectively": each of the last claims is
 * of its own part of the subject they share.
 */
static void
part_subjects(Open *open, const NxWindow *w, const NxReadingContext *c)
{
	NxStretch part[RESPECTIVE];
	int parts = 1;
	uint32_t claims = open->n - c->first;
	NxStretch s = c->last.subject;
	NxClaim *claim;
	bool respective = false;

	if (c->last.claim == NX_NONE || claims < 2 || nx_is_empty(s))
		return;
	for (int i = s.start; i < w->n && !respective; i++)
		respective = is_respectively(w, i);
	if (!respective)
		return;
	part[0].start = s.start;
	for (int i = s.start; i < s.end; i++)
	{
		/* "spending on health and education": whose head is it? */
		if (w->role[i] == NX_R_PREP || nx_has_class(w, i, NX_C_NUMBER_WORD) ||
			nx_is(w, i, NX_G_MEASURED))
			return;
		if (w->role[i] != NX_R_CC && w->role[i] != NX_R_COMMA)
			continue;
		part[parts - 1].end = i;
		while (i + 1 < s.end && (w->role[i + 1] == NX_R_CC || w->role[i + 1] == NX_R_COMMA))
			i++;
		if (parts == RESPECTIVE)
			return;
		part[parts++].start = i + 1;
	}
	part[parts - 1].end = s.end;
	if (parts < 2 || (uint32_t) parts > claims)
		return;
	claim = &open->claims[open->n - (uint32_t) parts];
	for (int i = 0; i < parts; i++)
		if (nx_is_empty(part[i]) || claim[i].subject.start != claim[0].subject.start ||
			claim[i].subject.end != claim[0].subject.end || claim[i].measure != claim[0].measure)
			return;
	for (int i = 0; i < parts; i++)
		claim[i].subject = nx_stretch_span(w, part[i]);
}

/* The claims of a window in order of their clauses: nearly there already. */
static void
order_claims(Open *open, uint32_t first)
{
	for (uint32_t i = first; i < open->n; i++)
	{
		NxClaim claim = open->claims[i];
		uint32_t k = i;

		for (; k > 0 && open->claims[k - 1].span.start > claim.span.start; k--)
			open->claims[k] = open->claims[k - 1];
		open->claims[k] = claim;
	}
}

/* Where the reading of expressions stands: the window has those before it. */
typedef struct Supply
{
	NxMeasuredReader reader;
	NxMeasured next;
	bool more; /* next is one */
	uint32_t capacity;
} Supply;

/* Take what begins before token end into the window, which keeps none before number first. */
static bool
supply(Supply *s, NxWindow *w, uint32_t first, uint32_t end)
{
	uint32_t done = first - w->first_expression;

	w->n_expressions -= done;
	w->first_expression = first;
	if (done > 0 && w->n_expressions > 0)
		memmove(w->expression, w->expression + done, w->n_expressions * sizeof(NxMeasured));
	while (s->more && s->next.first_token < end)
	{
		if (!nx_push(w->a->arena, w->expression, w->n_expressions, s->capacity))
			return false;
		w->expression[w->n_expressions++] = s->next;
		s->more = nx_measured_next(&s->reader, &s->next);
	}
	return true;
}

static NxStatus
read_window(NxAnalysis *a, NxWindow *w, uint32_t first, uint32_t end, uint32_t *m,
			NxQuoteCursor *cursor, Open *open)
{
	NxReadingContext c = {0};

	if (keep_claims(a, open, a->tokens->start[first]) != NX_OK)
		return NX_NOMEM;
	c.first = open->n;
	c.last.claim = NX_NONE;
	c.from = NX_NONE;
	c.from_adjective = -1;
	c.earlier_end = -1;
	nx_window_read(w, a, first, end);
	for (; *m - w->first_expression < w->n_expressions && nx_expression(w, *m)->end_token <= end;
		 (*m)++)
	{
		const NxMeasured *measured = nx_expression(w, *m);
		NxDraft d = {0};
		NxStatus status;

		if (measured->first_token < first || measured->first_token >= measured->end_token)
			continue; /* cut by the window's edge */
		d.measured = *m;
		d.kind = nx_kind_of(&measured->quantity);
		d.first = (int) (measured->first_token - first);
		d.end = (int) (measured->end_token - first);
		d.verb = -1;
		d.claim = NX_NONE;
		if (nx_read_claim(w, &c, &d, open->claims) != NX_READ_CLAIM)
			continue;
		if ((status = make_claim(a, w, &c, &d, cursor, open)) != NX_OK)
			return status;
	}
	part_subjects(open, w, &c);
	order_claims(open, c.first);
	return NX_OK;
}

NxStatus
nx_find_claims(NxAnalysis *a)
{
	const NxSentences *s = a->sentences;
	NxWindow *w;
	NxQuoteCursor cursor;
	Open open = {0};
	Supply expressions = {.reader = nx_measured_reader(a)};
	uint32_t m = 0;
	uint32_t polled = 0;

	expressions.more = nx_measured_next(&expressions.reader, &expressions.next);
	if (!expressions.more)
		return NX_OK;
	w = nx_alloc0(a->arena, sizeof(NxWindow));
	if (w == NULL)
		return NX_NOMEM;
	w->a = a;
	nx_quote_cursor_start(&cursor, a);
	while (m < a->n_measured)
	{
		uint32_t token = m - w->first_expression < w->n_expressions
							 ? nx_expression(w, m)->first_token
							 : expressions.next.first_token;
		uint32_t sentence = nx_sentence_of(s, token);
		uint32_t first = s->sentences[sentence].first_token;
		uint32_t end = s->sentences[sentence].end_token;
		uint32_t lead = s->paragraphs[s->sentences[sentence].paragraph].lead_token;
		uint32_t before = m;
		NxStatus status;

		if (lead > first && lead <= token)
			first = lead;
		/* an endless sentence is read in windows, the expression well inside */
		if (end - first > NX_WINDOW_MAX)
		{
			if (token - first > NX_WINDOW_MAX / 2)
				first = token - NX_WINDOW_MAX / 2;
			if (end - first > NX_WINDOW_MAX)
				end = first + NX_WINDOW_MAX;
		}
		if (!supply(&expressions, w, m, end))
			return NX_NOMEM;
		status = read_window(a, w, first, end, &m, &cursor, &open);
		if (status != NX_OK)
			return status;
		if (m == before)
			m++; /* longer than the window or across its end */
		if (m - polled >= POLL)
		{
			polled = m;
			if (nx_should_stop(a))
				return NX_CANCELLED;
		}
	}
	return keep_claims(a, &open, NX_NONE);
}
