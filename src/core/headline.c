/*
 * headline.c
 *		Names in headlines, by what the body of the text names.
 *
 * Where every word has a capital, capitals tell nothing, and a tagger runs
 * names and verbs together or misses names.  The body knows better: its names
 * (and the family names of its people) are looked for in the headline, word
 * run by word run, through one hash set of runs.
 *
 * A headline's mention that the body does not know is broken up only when a
 * name of the body stands in it beside a word that is in no name: "Zelenskiy
 * Joins G7", but not "Trump Organization".
 */
#include "headline.h"

#include "arena.h"
#include "sentence.h"
#include "token.h"

#define FIRST_SLOTS 128
#define MAX_RUN 5 /* words of a name that is looked for */

typedef struct Known
{
	uint32_t hash; /* of the run of words; 0: free */
	uint8_t label;
	uint8_t n; /* words */
} Known;

typedef struct Mender
{
	NxAnalysis *a;
	const NxTokens *t;
	Known *known;
	uint32_t mask;
	uint32_t n_known;
	NxMention *out; /* NULL while counting */
	uint32_t n_out;
	uint32_t steps;
	bool changed;
} Mender;

static bool
is_mute(const NxParagraph *p)
{
	return (p->flags & (NX_PF_TITLE_CASE | NX_PF_ALL_CAPS)) != 0;
}

static uint32_t
run_hash(uint32_t hash, uint32_t word)
{
	hash = (hash ^ word) * 0x9E3779B1u;
	return hash ^ (hash >> 15);
}

static Known *
slot_of(Mender *m, uint32_t hash)
{
	uint32_t i;

	hash |= 1;
	for (i = (hash >> 3) & m->mask; m->known[i].hash != 0 && m->known[i].hash != hash;)
		i = (i + 1) & m->mask;
	return &m->known[i];
}

/* An empty set with so many slots. */
static bool
start(Mender *m, uint32_t slots)
{
	m->known = nx_alloc0(m->a->arena, slots * sizeof(*m->known));
	m->mask = slots - 1;
	m->n_known = 0;
	return m->known != NULL;
}

/* Add a run to the set, which stays at most half full; false when out of memory. */
static bool
learn(Mender *m, uint32_t hash, uint32_t n, uint8_t label)
{
	Known *slot = slot_of(m, hash);

	if (slot->hash != 0)
		return true;
	*slot = (Known){hash | 1, label, (uint8_t) n};
	if (++m->n_known * 2 > m->mask)
	{
		Known *old = m->known;
		uint32_t slots = m->mask + 1;

		if (!start(m, slots * 2))
			return false;
		for (uint32_t i = 0; i < slots; i++)
			if (old[i].hash != 0)
			{
				*slot_of(m, old[i].hash) = old[i];
				m->n_known++;
			}
		nx_free(m->a->arena, old, slots * sizeof(*old));
	}
	return true;
}

/* A word that may stand beside a name but is in none: a verb, "Minister". */
static bool
is_common(const NxTokens *t, uint32_t i)
{
	return t->kind[i] != NX_TOK_WORD || nx_tok_has(t, i, NX_C_VERB) ||
		   nx_tok_has(t, i, NX_C_GRAMMAR) || nx_tok_has(t, i, NX_C_ROLE_NOUN) ||
		   nx_tok_has(t, i, NX_C_ROLE_PLURAL) || nx_tok_has(t, i, NX_C_REPORTING_VERB) ||
		   nx_tok_has(t, i, NX_C_MONTH) || nx_tok_has(t, i, NX_C_WEEKDAY);
}

/* The body's names, and what people are called by. */
static NxStatus
learn_body(Mender *m)
{
	const NxAnalysis *a = m->a;
	const NxSentences *s = a->sentences;
	uint32_t paragraph = 0;

	for (uint32_t i = 0; i < a->n_mentions; i++)
	{
		const NxMention *name = &a->mentions[i];
		uint32_t end = name->end_token, hash = 0;

		if (i % 1024 == 1023 && nx_should_stop(a))
			return NX_CANCELLED;
		while (s->paragraphs[paragraph].end_token <= name->first_token)
			paragraph++;
		if (is_mute(&s->paragraphs[paragraph]) ||
			name->span.start > m->t->start[name->first_token] ||
			name->span.end < m->t->end[name->end_token - 1])
			continue; /* capitals tell nothing, or half a token does not */
		while (end > name->first_token + 1 && m->t->kind[end - 1] == NX_TOK_CLITIC)
			end--;
		for (uint32_t k = name->first_token; k < end; k++)
			hash = run_hash(hash, m->t->hash[k]);
		if (end - name->first_token <= MAX_RUN &&
			!learn(m, hash, end - name->first_token, name->label))
			return NX_NOMEM;
		if (name->label == NX_PERSON && end - name->first_token > 1)
		{
			bool first = nx_tok_has(m->t, name->first_token, NX_C_SURNAME_FIRST);

			if (!learn(m, run_hash(0, m->t->hash[first ? name->first_token : end - 1]), 1,
					   NX_PERSON))
				return NX_NOMEM;
		}
	}
	return NX_OK;
}

/* The longest of the body's names that begins at token i; its length, 0 without one. */
static uint32_t
known_at(Mender *m, uint32_t i, uint32_t end, uint8_t *label)
{
	const NxTokens *t = m->t;
	uint32_t found = 0, hash = 0;

	if (t->kind[i] != NX_TOK_WORD || !(t->flags[i] & NX_TF_UPPER_INITIAL))
		return 0;
	for (uint32_t k = i; k < end && k < i + MAX_RUN; k++)
	{
		const Known *slot;

		hash = run_hash(hash, t->hash[k]);
		slot = slot_of(m, hash);
		if (slot->hash != 0 && slot->n == k - i + 1 &&
			(k > i || !(is_common(t, i) || nx_tok_has(t, i, NX_C_ORG_NOUN))))
		{
			found = k - i + 1;
			*label = slot->label;
		}
	}
	return found;
}

static void
put(Mender *m, NxMention mention)
{
	if (m->out != NULL)
		m->out[m->n_out] = mention;
	m->n_out++;
}

static void
put_run(Mender *m, uint32_t first, uint32_t n, uint8_t label)
{
	m->changed = true;
	put(m, (NxMention){.span = {m->t->start[first], m->t->end[first + n - 1]},
					   .first_token = first,
					   .end_token = first + n,
					   .entity = NX_NONE,
					   .label = label,
					   .kind = NX_NAME});
}

/* Does a name of the body stand in the mention beside words that are in no name? */
static bool
is_run_together(Mender *m, const NxMention *name)
{
	uint8_t label;
	bool known = false, common = false;

	if (name->end_token - name->first_token < 2 ||
		known_at(m, name->first_token, name->end_token, &label) ==
			name->end_token - name->first_token)
		return false;
	for (uint32_t i = name->first_token; i < name->end_token;)
	{
		uint32_t n = known_at(m, i, name->end_token, &label);

		known |= n > 0;
		common |= n == 0 && is_common(m->t, i) && m->t->kind[i] == NX_TOK_WORD;
		i += n > 0 ? n : 1;
	}
	return known && common;
}

static bool
is_acronym(const NxTokens *t, uint32_t i)
{
	return (t->flags[i] & NX_TF_ALL_UPPER) != 0 || nx_tok_has(t, i, NX_C_NAME_ALIAS);
}

/* "Wave Spreads in China – Caixin": who reported it, after a dash at the end. */
static bool
is_source(const NxTokens *t, const NxParagraph *p, const NxMention *name)
{
	return p->kind == NX_PARA_HEADLINE && name->end_token == p->end_token &&
		   name->first_token > p->first_token + 2 && name->label == NX_GPE &&
		   t->kind[name->first_token - 1] == NX_TOK_DASH &&
		   !nx_tok_has(t, name->first_token, NX_C_COUNTRY) &&
		   !nx_tok_has(t, name->first_token, NX_C_CITY) &&
		   !nx_tok_has(t, name->first_token, NX_C_US_STATE) &&
		   !nx_tok_has(t, name->first_token, NX_C_PROVINCE);
}

static NxStatus
mend_paragraph(Mender *m, const NxParagraph *p, uint32_t *next)
{
	const NxAnalysis *a = m->a;
	const NxTokens *t = m->t;
	uint32_t breaking = 0; /* end of the mention that is being broken up */

	for (uint32_t i = p->first_token; i < p->end_token;)
	{
		uint32_t limit = p->end_token, n;
		uint8_t label;

		if (++m->steps % 1024 == 0 && nx_should_stop(a))
			return NX_CANCELLED;
		if (*next < a->n_mentions && a->mentions[*next].first_token < p->end_token)
		{
			const NxMention *name = &a->mentions[*next];

			if (name->first_token <= i)
			{
				++*next;
				if (!is_run_together(m, name))
				{
					NxMention kept = *name;

					/* The body knows better what it is, too; the second name of one token
					 * ("U.S.-CANADA") lies before i. */
					if (kept.end_token > i &&
						known_at(m, i, kept.end_token, &label) == kept.end_token - i &&
						(label == NX_PERSON || kept.label == NX_PERSON) && label != kept.label)
					{
						kept.label = label;
						m->changed = true;
					}
					if (is_source(t, p, &kept))
					{
						kept.label = NX_ORG;
						m->changed = true;
					}
					put(m, kept);
					if (name->end_token > i)
						i = name->end_token;
					continue;
				}
				breaking = name->end_token;
				m->changed = true;
			}
			else
				limit = name->first_token;
		}
		if (breaking > i && limit > breaking)
			limit = breaking;
		n = known_at(m, i, limit, &label);
		if (n > 0)
			put_run(m, i, n, label);
		else if (i < breaking && is_acronym(t, i) && !(p->flags & NX_PF_ALL_CAPS))
			put_run(m, i, n = 1, NX_ORG);
		i += n > 0 ? n : 1;
	}
	return NX_OK;
}

/* One pass over paragraphs and mentions, counting or writing. */
static NxStatus
mend(Mender *m)
{
	const NxSentences *s = m->a->sentences;
	uint32_t next = 0;

	m->n_out = 0;
	for (uint32_t p = 0; p < s->n_paragraphs; p++)
	{
		const NxParagraph *paragraph = &s->paragraphs[p];

		if (is_mute(paragraph))
		{
			NxStatus status = mend_paragraph(m, paragraph, &next);

			if (status != NX_OK)
				return status;
		}
		else
			while (next < m->a->n_mentions &&
				   m->a->mentions[next].first_token < paragraph->end_token)
				put(m, m->a->mentions[next++]);
		if (p % 256 == 0 && nx_should_stop(m->a))
			return NX_CANCELLED;
	}
	return NX_OK;
}

NxStatus
nx_mend_headlines(NxAnalysis *a)
{
	Mender m = {.a = a, .t = a->tokens};
	const NxSentences *s = a->sentences;
	NxMark mark = nx_mark(a->arena);
	NxStatus status;
	uint32_t p = 0;

	while (p < s->n_paragraphs && !is_mute(&s->paragraphs[p]))
		p++;
	if (p == s->n_paragraphs || a->n_mentions == 0)
		return NX_OK;
	if (!start(&m, FIRST_SLOTS))
		return NX_NOMEM;
	status = learn_body(&m);
	if (status == NX_OK)
		status = mend(&m);
	if (status == NX_OK && m.changed)
	{
		uint32_t n = m.n_out;
		NxMention *mentions;

		/* The result stays and the set does not, so the set is made again above it. */
		nx_release(a->arena, mark);
		mentions = nx_alloc(a->arena, n * sizeof(*mentions));
		if (mentions == NULL)
			return NX_NOMEM;
		mark = nx_mark(a->arena);
		if (!start(&m, FIRST_SLOTS))
			return NX_NOMEM;
		status = learn_body(&m);
		m.out = mentions;
		if (status == NX_OK)
			status = mend(&m);
		nx_free(a->arena, a->mentions, a->n_mentions * sizeof(*a->mentions));
		a->mentions = mentions;
		a->n_mentions = n;
	}
	nx_release(a->arena, mark);
	return status;
}
