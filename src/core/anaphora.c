/*
 * anaphora.c
 *		Mentions without a name: "the prime minister", "the company", "she", "its".
 *
 * One walk over the text, names and candidates in order, keeps a short window
 * of what was lately spoken of (focus.c), people and things apart; nominal.c
 * and pronoun.c say what a candidate is and whom it means.  One token in ten
 * can begin a candidate: a first pass marks those, so that the walk goes from
 * mark to mark.
 */
#include "anaphora.h"

#include "arena.h"
#include "marks.h"
#include "nominal.h"
#include "pronoun.h"

#define LEAST_CANDIDATE 16 /* bytes of text to one: see nx_is_noise() */

/* May token i begin a nominal, a stranger or a pronoun? */
static inline bool
may_begin(const NxTokens *t, uint32_t i)
{
	uint16_t word = nx_tok_word(t, i);

	return nx_tok_has(t, i, NX_C_PRONOUN) | (word == NX_W_THE) | (word == NX_W_A) |
		   (word == NX_W_AN) | (word == NX_W_ONE) | (word == NX_W_ANOTHER);
}

/* A nominal or a pronoun at token i? */
static bool
find_candidate(const NxAnalysis *a, uint32_t i, uint32_t next_name, uint32_t end, NxCandidate *c)
{
	if (nx_tok_has(a->tokens, i, NX_C_PRONOUN))
		return nx_find_pronoun(a->tokens, i, c);
	return nx_is_word(a->tokens, i, NX_W_THE) && nx_find_nominal(a, i, next_name, end, c);
}

/*
 * Mark the tokens that may begin a candidate and lie in no name; how many
 * mentions there can be at most.
 */
static NxStatus
mark_beginnings(const NxWalk *w, uint64_t *begins, uint32_t *n)
{
	const NxAnalysis *a = w->a;
	const NxTokens *t = w->t;
	uint32_t name = 0;
	uint32_t candidates = 0;

	for (uint32_t s = 0; s < w->s->n; s++)
	{
		uint32_t end = w->s->sentences[s].end_token;

		if (s % 256 == 0 && nx_should_stop(a))
			return NX_CANCELLED;
		for (uint32_t from = w->s->sentences[s].first_token; from < end; from += 64)
		{
			uint32_t here = end - from < 64 ? end - from : 64;
			uint64_t some = 0; /* bits of the tokens that may, found without a branch */

			for (uint32_t k = 0; k < here; k++)
				some |= (uint64_t) may_begin(t, from + k) << k;
			for (; some != 0; some &= some - 1)
			{
				uint32_t i = from + (uint32_t) __builtin_ctzll(some);
				NxCandidate c;

				while (name < a->n_mentions && a->mentions[name].end_token <= i)
					name++;
				if (name < a->n_mentions && a->mentions[name].first_token <= i)
					continue;
				if (nx_is_noise(candidates, t->start[i], LEAST_CANDIDATE))
					continue;
				begins[i / 64] |= UINT64_C(1) << (i % 64);
				candidates += find_candidate(a, i, name, end, &c);
			}
		}
	}
	*n = a->n_mentions + candidates;
	return NX_OK;
}

/* The first token from i on, before `end`, that may begin a candidate; else `end`. */
static uint32_t
next_beginning(const uint64_t *begins, uint32_t i, uint32_t end)
{
	while (i < end)
	{
		uint64_t word = begins[i / 64] >> (i % 64);

		if (word != 0)
		{
			i += (uint32_t) __builtin_ctzll(word);
			return i < end ? i : end;
		}
		i = (i / 64 + 1) * 64;
	}
	return end;
}

/* The names that begin at or before token i: written, and seen. */
static void
pass_names(NxWalk *w, uint32_t *name, uint32_t i, NxMention *mentions, uint32_t *n)
{
	const NxAnalysis *a = w->a;

	for (; *name < a->n_mentions && a->mentions[*name].first_token <= i; ++*name)
	{
		nx_pass_marks(w, a->mentions[*name].first_token);
		mentions[*n] = a->mentions[*name];
		if (a->mentions[*name].first_token >= w->s->paragraphs[w->paragraph].lead_token)
			nx_see(w, &mentions[*n], 0); /* a dateline speaks of nothing */
		++*n;
	}
}

/* A candidate's mention; false where it is nothing after all ("It is raining"). */
static bool
resolve(NxWalk *w, const NxCandidate *c, uint32_t name, NxMention *m)
{
	NxAnalysis *a = w->a;

	*m = (NxMention){
		.span = {w->t->start[c->first], w->t->end[c->end - 1]},
		.first_token = c->first,
		.end_token = c->end,
		.kind = (uint8_t) c->kind,
		.plural = c->sex == 'p',
		.label = (uint8_t) c->label,
	};
	m->entity =
		c->kind == NX_PRONOUN ? nx_resolve_pronoun(w, c, name) : nx_resolve_nominal(w, c, name);
	if (m->entity == NX_NONE && c->label == NX_PERSON)
		nx_see_stranger(w, c);
	if (m->entity != NX_NONE)
	{
		m->label = a->entities[m->entity].label;
		a->entities[m->entity].mentions++;
		nx_see(w, m, 0);
		return true;
	}
	if (c->kind == NX_PRONOUN)
		m->label = c->sex == 'm' || c->sex == 'f' ? NX_PERSON : NX_LABEL_NONE;
	return c->sex != 'n' && (c->label == NX_PERSON || c->label == NX_ORG || c->kind == NX_PRONOUN);
}

/* "a lawmaker, Ana Ruiz,": the next name's role, and nobody else. */
static bool
is_role(const NxWalk *w, const NxCandidate *c, uint32_t name)
{
	const NxRole *role;

	if (name == w->a->n_mentions)
		return false;
	role = &w->roles[w->a->mentions[name].entity];
	return role->end_token > role->first_token && role->head == c->head;
}

/* Names and candidates, written to mentions in order. */
static NxStatus
walk(NxWalk *w, const uint64_t *begins, NxMention *mentions, uint32_t *n)
{
	NxAnalysis *a = w->a;
	uint32_t name = 0;

	*n = 0;
	for (w->sentence = 0; w->sentence < w->s->n; w->sentence++)
	{
		const NxSentence *s = &w->s->sentences[w->sentence];
		uint32_t i = s->first_token;

		w->paragraph = s->paragraph;
		if (w->sentence % 256 == 0 && nx_should_stop(a))
			return NX_CANCELLED;
		while ((i = next_beginning(begins, i, s->end_token)) < s->end_token)
		{
			NxCandidate c;

			pass_names(w, &name, i, mentions, n);
			nx_pass_marks(w, i);
			if (!find_candidate(a, i, name, s->end_token, &c))
			{
				if (nx_find_stranger(a, i, name, s->end_token, &c) && !is_role(w, &c, name))
					nx_see_stranger(w, &c);
				i++;
				continue;
			}
			*n += resolve(w, &c, name, &mentions[*n]);
			/* what is inside ("the Russian president") is still to come */
			i = c.kind == NX_NOMINAL && name < a->n_mentions &&
						a->mentions[name].first_token < c.end
					? i + 1
					: c.end;
		}
		if (s->end_token > s->first_token)
			pass_names(w, &name, s->end_token - 1, mentions, n);
	}
	return NX_OK;
}

NxStatus
nx_find_anaphors(NxAnalysis *a, const NxRole *roles)
{
	NxWalk w = {.a = a, .t = a->tokens, .s = a->sentences, .roles = roles};
	uint64_t *begins = nx_alloc0(a->arena, (a->tokens->n / 64 + 1) * sizeof(*begins));
	NxMention *mentions;
	NxMark mark;
	uint32_t n;
	NxStatus status;

	if (begins == NULL)
		return NX_NOMEM;
	status = mark_beginnings(&w, begins, &n);
	if (status != NX_OK || n == a->n_mentions)
		return status;
	mentions = nx_alloc(a->arena, n * sizeof(*mentions));
	a->marks = nx_alloc0(a->arena, sizeof(*a->marks));
	if (mentions == NULL || a->marks == NULL)
		return NX_NOMEM;
	status = nx_find_marks(a, a->marks);
	if (status != NX_OK)
		return status;
	mark = nx_mark(a->arena);
	status = nx_index_heads(&w);
	if (status == NX_OK)
		status = walk(&w, begins, mentions, &n);
	nx_release(a->arena, mark);
	nx_free(a->arena, begins, (a->tokens->n / 64 + 1) * sizeof(*begins));
	if (status == NX_OK)
	{
		nx_free(a->arena, a->mentions, a->n_mentions * sizeof(*a->mentions));
		a->mentions = mentions;
		a->n_mentions = n;
	}
	return status;
}
