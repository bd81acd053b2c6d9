/*
 * pronoun.c
 *		"he", "her", "its", "they": found, and given to whom they mean.
 *
 * A pronoun weighs the people lately spoken of that agree with it in gender
 * (strangers too: "a man"), by how near they stand, whether they were subjects
 * and whether they spoke, and is given an entity only when one leads clearly.
 * "it" and "they" are surer of nobody: they ask for a single organisation as
 * the subject.
 *
 * Who is spoken of inside quotation marks is another speaker's affair: a
 * pronoun sees only what stands on its side of the marks.
 */
#include "pronoun.h"

#include <string.h>

#define REACH 3          /* sentences that a pronoun looks back */
#define PLURAL_REACH 100 /* tokens that "they" looks back for many */
#define MARGIN 5         /* by which the best must lead to be sure */

/* "is", "'s", "would be", "seems". */
static bool
is_copula(const NxTokens *t, uint32_t i)
{
	switch (nx_tok_word(t, i))
	{
		case NX_W_IS:
		case NX_W_WAS:
		case NX_W_WOULD:
		case NX_W_WILL:
		case NX_W_MAY:
		case NX_W_MIGHT:
		case NX_W_COULD:
		case NX_W_HAS:
			return true;
		default:
			return t->kind[i] == NX_TOK_CLITIC;
	}
}

/* "It is not clear how", "it seems that": no thing at all. */
static bool
is_empty_it(const NxTokens *t, uint32_t i)
{
	uint32_t k = i + 1;

	for (; k < t->n && k < i + 6; k++)
		switch (nx_tok_word(t, k))
		{
			case NX_W_THAT:
			case NX_W_HOW:
			case NX_W_WHETHER:
			case NX_W_IF:
			case NX_W_TO:
			case NX_W_WHY:
			case NX_W_WHEN:
			case NX_W_WHO:
			case NX_W_WHAT:
				return k > i + 1 && is_copula(t, i + 1);
			default:
				if (t->kind[k] != NX_TOK_WORD && t->kind[k] != NX_TOK_CLITIC)
					return false;
		}
	return false;
}

bool
nx_find_pronoun(const NxTokens *t, uint32_t i, NxCandidate *c)
{
	const char *value = nx_lex_value(t->entry[i], NX_C_PRONOUN);

	if (value == NULL || t->kind[i] != NX_TOK_WORD)
		return false;
	*c = (NxCandidate){
		.first = i, .end = i + 1, .head = i, .kind = NX_PRONOUN, .sex = value[0], .form = value[1]};
	/* "her house" like "his"; "saw her" like "him" */
	if (nx_is_word(t, i, NX_W_HER) && i + 1 < t->n && t->kind[i + 1] == NX_TOK_WORD &&
		!nx_tok_has(t, i + 1, NX_C_GRAMMAR))
		c->form = 'd';
	return !(t->flags[i] & NX_TF_ALL_UPPER); /* "IT" */
}

/* Is there something between the tokens that may begin another clause? */
static bool
clause_between(const NxWalk *w, uint32_t from, uint32_t to)
{
	for (uint32_t i = from; i < to; i++)
		switch (nx_tok_word(w->t, i))
		{
			case NX_W_THAT:
			case NX_W_WHO:
			case NX_W_AND:
			case NX_W_BUT:
			case NX_W_WHEN:
			case NX_W_AFTER:
			case NX_W_BEFORE:
			case NX_W_WHILE:
			case NX_W_BECAUSE:
			case NX_W_IF:
			case NX_W_AS:
				return true;
			default:
				if (w->t->kind[i] == NX_TOK_COMMA)
					return true;
		}
	return false;
}

static int
weigh(const NxWalk *w, const NxSeen *seen, const NxCandidate *c)
{
	uint32_t distance = w->sentence - seen->sentence;
	bool speaks = c->form == 's' && nx_is_speaker(w, c->first, c->end);
	int score = -8 * (int) distance;

	if (seen->subject)
		score += 6;
	if (seen->speaks)
		score += speaks ? 8 : 4;
	if (seen->paragraph == w->paragraph)
		score += 3;
	if (seen->entity != NX_NONE)
	{
		const NxEntity *e = &w->a->entities[seen->entity];

		score += e->mentions > 6 ? 3 : (int) e->mentions / 2;
		if (e->gender != 0)
			score += 4;
	}
	if (distance == 0 && c->form == 'd')
		score += 3;
	/* "Blinken said (that) he was …" */
	if (distance == 0 && c->form == 's' && seen->speaks && seen->token + 2 >= c->first)
		score += 6;
	return score;
}

/* The subject of the pronoun's own clause: "Reke praised him" is not about himself. */
static uint32_t
local_subject(const NxWalk *w, const NxCandidate *c)
{
	const NxSeen *seen = nx_seen(&w->people, 0);
	uint32_t len = w->t->end[c->first] - w->t->start[c->first];

	if (w->people.n == 0 || seen->sentence != w->sentence || !seen->subject ||
		len > 4 || /* "himself" is */
		clause_between(w, seen->token, c->first))
		return NX_NONE;
	return seen->entity;
}

static uint32_t
resolve_person(NxWalk *w, const NxCandidate *c)
{
	uint32_t best = NX_NONE;
	int best_score = INT32_MIN, second = INT32_MIN;
	bool found = false;
	uint32_t subject = c->form == 'o' ? local_subject(w, c) : NX_NONE;

	for (uint32_t k = 0; k < nx_n_seen(&w->people); k++)
	{
		const NxSeen *seen = nx_seen(&w->people, k);
		uint8_t gender =
			seen->entity == NX_NONE ? seen->gender : w->a->entities[seen->entity].gender;
		int score;

		if (w->sentence - seen->sentence > REACH || seen->quote != w->quote)
			continue;
		if (gender != 0 && gender != (uint8_t) c->sex)
			continue;
		if (subject != NX_NONE && seen->entity == subject)
			continue;
		score = weigh(w, seen, c);
		if (found && seen->entity == best)
		{
			if (score > best_score)
				best_score = score;
		}
		else if (score > best_score)
		{
			second = best_score;
			best = seen->entity;
			best_score = score;
			found = true;
		}
		else if (score > second)
			second = score;
	}
	if (best == NX_NONE || (second != INT32_MIN && best_score - second < MARGIN))
		return NX_NONE;
	return best;
}

/*
 * "it" and "its": the one organisation or place that the sentence has as its
 * subject so far; for "It said" at a sentence's head, that of the sentence
 * before.
 */
static uint32_t
resolve_thing(NxWalk *w, const NxCandidate *c)
{
	NxOnly found = {NX_NONE, false};
	bool opens = c->first == w->s->sentences[w->sentence].first_token;

	/* "denied it": what was said, not who */
	if (c->form == 's' && (is_empty_it(w->t, c->first) || c->end >= w->t->n ||
						   !(nx_is_verb(w->t, c->end) || is_copula(w->t, c->end) ||
							 nx_tok_has(w->t, c->end, NX_C_GRAMMAR))))
		return NX_NONE;
	if (opens && c->form == 's' &&
		!(c->end < w->t->n && nx_tok_has(w->t, c->end, NX_C_REPORTING_VERB)))
		return NX_NONE;
	for (uint32_t k = 0; k < nx_n_seen(&w->things); k++)
	{
		const NxSeen *seen = nx_seen(&w->things, k);
		uint32_t distance = w->sentence - seen->sentence;
		uint8_t label = w->a->entities[seen->entity].label;

		if (distance > (opens ? 1u : 0u))
			break;
		if (seen->quote != w->quote || !seen->subject || label == NX_NORP)
			continue;
		if (label != NX_ORG && !(label == NX_GPE && c->form == 'd') && !seen->speaks)
			continue;
		nx_take(&found, seen->entity);
	}
	return found.several ? NX_NONE : found.entity;
}

/* A noun in the plural, as far as can be seen. */
static bool
is_plural(const NxWalk *w, uint32_t i)
{
	const NxTokens *t = w->t;
	uint32_t len = t->end[i] - t->start[i];

	if (nx_tok_has(t, i, NX_C_ROLE_PLURAL))
		return true;
	return len > 3 && w->a->text[t->end[i] - 1] == 's' && w->a->text[t->end[i] - 2] != 's' &&
		   t->kind[i] == NX_TOK_WORD && !(t->flags[i] & NX_TF_UPPER_INITIAL) &&
		   !nx_tok_has(t, i, NX_C_GRAMMAR) && !nx_is_verb(t, i) && !nx_tok_has(t, i, NX_C_PRONOUN);
}

/* Does a plural noun stand before token i, in its sentence or the one before? */
static bool
has_plural_before(const NxWalk *w, uint32_t i)
{
	uint32_t low = w->s->sentences[w->sentence > 0 ? w->sentence - 1 : 0].first_token;

	for (uint32_t n = 0; i-- > low && n < PLURAL_REACH; n++)
		if (is_plural(w, i))
			return true;
	return false;
}

/*
 * "they": organisations and peoples are many, and so may be one person whose
 * sex nothing tells, when nobody else is about.
 */
static uint32_t
resolve_plural(NxWalk *w, const NxCandidate *c)
{
	NxOnly found = {NX_NONE, false};

	if (has_plural_before(w, c->first))
		return NX_NONE;
	for (uint32_t k = 0; k < nx_n_seen(&w->things); k++)
	{
		const NxSeen *seen = nx_seen(&w->things, k);
		uint8_t label = w->a->entities[seen->entity].label;

		if (w->sentence - seen->sentence > 1)
			break;
		if (seen->quote == w->quote && seen->subject && (label == NX_ORG || label == NX_NORP))
			nx_take(&found, seen->entity);
	}
	for (uint32_t k = 0; k < nx_n_seen(&w->people) && !found.several; k++)
	{
		const NxSeen *seen = nx_seen(&w->people, k);

		if (w->sentence - seen->sentence > 1)
			break;
		if (seen->quote != w->quote || !seen->subject || seen->entity == NX_NONE ||
			w->a->entities[seen->entity].gender != 0)
			return NX_NONE;
		nx_take(&found, seen->entity);
	}
	return found.several ? NX_NONE : found.entity;
}

/* Does the entity's name end in token i? */
static bool
is_family_name(const NxWalk *w, const NxEntity *e, uint32_t i)
{
	uint32_t len = w->t->end[i] - w->t->start[i];

	return e->name.len > len && e->name.data[e->name.len - len - 1] == ' ' &&
		   memcmp(e->name.data + e->name.len - len, w->a->text + w->t->start[i], len) == 0;
}

/* "His wife, Dilek Imam": his who has her family name. */
static uint32_t
resolve_relative(NxWalk *w, const NxCandidate *c, uint32_t next_name)
{
	const NxTokens *t = w->t;
	const NxMention *m = &w->a->mentions[next_name];
	uint32_t i = c->end;

	if (c->form != 'd' || next_name == w->a->n_mentions)
		return NX_NONE;
	while (i < m->first_token && i < c->end + 3 && !nx_tok_has(t, i, NX_C_KINSHIP))
		i++;
	if (i >= m->first_token || !nx_tok_has(t, i, NX_C_KINSHIP))
		return NX_NONE;
	i += 1 + (t->kind[i + 1] == NX_TOK_COMMA);
	if (i != m->first_token || m->label != NX_PERSON || m->end_token - i < 2)
		return NX_NONE;
	for (uint32_t k = 0; k < nx_n_seen(&w->people); k++)
	{
		const NxSeen *seen = nx_seen(&w->people, k);
		const NxEntity *e;

		if (seen->entity == NX_NONE || seen->entity == m->entity)
			continue;
		e = &w->a->entities[seen->entity];
		if ((e->gender == 0 || e->gender == (uint8_t) c->sex) &&
			is_family_name(w, e, m->end_token - 1))
			return seen->entity;
	}
	return NX_NONE;
}

uint32_t
nx_resolve_pronoun(NxWalk *w, const NxCandidate *c, uint32_t next_name)
{
	uint32_t entity;

	if (c->sex == 'n')
		return resolve_thing(w, c);
	if (c->sex == 'p')
		return resolve_plural(w, c);
	entity = resolve_relative(w, c, next_name);
	if (entity == NX_NONE)
		entity = resolve_person(w, c);
	if (entity != NX_NONE && w->a->entities[entity].gender == 0)
		w->a->entities[entity].gender = (uint8_t) c->sex;
	return entity;
}
