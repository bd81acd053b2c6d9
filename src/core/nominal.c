/*
 * nominal.c
 *		"the prime minister", "the company", "she", "its": mentions without a
 *		name, and whom they mean.
 *
 * One walk over the text, names and candidates in order, keeps a short window
 * of what was lately spoken of (focus.c), people and things apart.  A nominal
 * ("the minister") is looked up among the heads of roles, an organisation
 * ("the ministry") also among the words of names; where nothing has called
 * anybody so, a lone person or organisation at hand may be meant.  Pronouns
 * are pronoun.c's.
 */
#include "nominal.h"

#include <string.h>

#include "arena.h"
#include "form.h"
#include "marks.h"
#include "pronoun.h"

#define CANDIDATES 16 /* entities looked at under one head */

/* Something that cannot go on a compound noun: "the company | said", not "the company car". */
static bool
ends_noun(const NxAnalysis *a, uint32_t i)
{
	const NxTokens *t = a->tokens;
	uint32_t len;

	if (i >= t->n || t->kind[i] != NX_TOK_WORD || (t->flags[i] & NX_TF_UPPER_INITIAL))
		return true;
	if (nx_tok_has(t, i, NX_C_ROLE_NOUN) && !nx_tok_has(t, i, NX_C_REPORTING_VERB))
		return false; /* "the head coach" */
	if (nx_tok_has(t, i, NX_C_GRAMMAR) || nx_is_verb(t, i))
		return true;
	len = t->end[i] - t->start[i];
	return len > 4 && memcmp(a->text + t->end[i] - 2, "ly", 2) == 0;
}

/* "the" + modifiers + a noun for people, organisations or places. */
static bool
find_nominal(const NxAnalysis *a, uint32_t i, uint32_t next_name, uint32_t end, NxCandidate *c)
{
	const NxTokens *t = a->tokens;
	uint32_t limit = i + 6 < end ? i + 6 : end;
	const NxPhrase *phrase;

	/* A name may modify ("the Russian president") but not be the head. */
	for (uint32_t k = i + 1; k < limit; k++)
	{
		if (next_name < a->n_mentions && k == a->mentions[next_name].first_token)
		{
			if (a->mentions[next_name].label == NX_PERSON)
				return false;
			k = a->mentions[next_name].end_token - 1;
			while (next_name < a->n_mentions && a->mentions[next_name].first_token <= k)
				next_name++;
			continue;
		}
		if (t->kind[k] != NX_TOK_WORD)
			return false;
		if (nx_tok_has(t, k, NX_C_PHRASE_START) && (phrase = nx_phrase_at(t, k)) != NULL &&
			nx_lex_has(phrase->entry, NX_C_ROLE_NOUN))
		{
			/* "the secretary of state": "state" is no complement */
			uint32_t after = k + phrase->n;
			bool of = phrase->n > 2 && nx_is_word(t, k + 1, NX_W_OF);

			if (of && (after >= end || ends_noun(a, after)))
			{
				*c = (NxCandidate){
					.first = i, .end = after, .head = k, .kind = NX_NOMINAL, .label = NX_PERSON};
				return true;
			}
		}
		if (k + 1 >= end || ends_noun(a, k + 1))
		{
			bool person = nx_tok_has(t, k, NX_C_ROLE_NOUN), org = nx_tok_has(t, k, NX_C_ORG_NOUN),
				 place = nx_tok_has(t, k, NX_C_PLACE_NOUN);

			if (!person && !org && !place)
				return false;
			/* "the farmer Tomas Reke" is the name's business */
			if (next_name < a->n_mentions && a->mentions[next_name].first_token == k + 1)
				return false;
			*c = (NxCandidate){.first = i,
							   .end = k + 1,
							   .head = k,
							   .kind = NX_NOMINAL,
							   .label = person ? NX_PERSON
										: org  ? NX_ORG
											   : NX_GPE};
			return true;
		}
		if (!(nx_tok_has(t, k, NX_C_ROLE_MODIFIER) || nx_tok_has(t, k, NX_C_ROLE_NOUN) ||
			  nx_tok_has(t, k, NX_C_ROLE_DOMAIN) || nx_tok_has(t, k, NX_C_ORG_NOUN) ||
			  nx_tok_has(t, k, NX_C_PLACE_NOUN) || (t->flags[k] & NX_TF_HAS_HYPHEN) ||
			  (t->flags[k] & NX_TF_UPPER_INITIAL) || nx_is_people(a, k)))
			return false;
	}
	return false;
}

/* "a man", "one fighter": somebody whom a pronoun may mean as well. */
static bool
find_stranger(const NxAnalysis *a, uint32_t i, uint32_t next_name, uint32_t end, NxCandidate *c)
{
	switch (nx_tok_word(a->tokens, i))
	{
		case NX_W_A:
		case NX_W_AN:
		case NX_W_ONE:
		case NX_W_ANOTHER:
			return find_nominal(a, i, next_name, end, c) && c->label == NX_PERSON;
		default:
			return false;
	}
}

/* Does a candidate begin at token i, which no name covers? */
static bool
find_candidate(const NxAnalysis *a, uint32_t i, uint32_t next_name, uint32_t end, NxCandidate *c)
{
	const NxTokens *t = a->tokens;

	if (t->entry[i] == NX_LEX_UNKNOWN)
		return false;
	if (nx_tok_has(t, i, NX_C_PRONOUN))
		return nx_find_pronoun(t, i, c);
	return nx_is_word(t, i, NX_W_THE) && find_nominal(a, i, next_name, end, c);
}

/* ---- nominals ---- */

static uint32_t *
head_slot(NxWalk *w, uint32_t hash)
{
	uint32_t i = (hash ^ (hash >> 16)) & w->heads_mask;

	while (w->heads[i] != 0 && w->nodes[w->heads[i] - 1].hash != hash)
		i = (i + 1) & w->heads_mask;
	return &w->heads[i];
}

static bool
add_head(NxWalk *w, uint32_t hash, uint32_t entity)
{
	uint32_t *slot = head_slot(w, hash);

	if (w->n_nodes > w->heads_mask / 2)
		return true;
	if (!nx_push(w->a->arena, w->nodes, w->n_nodes, w->max_nodes))
		return false;
	w->nodes[w->n_nodes] = (NxHeadNode){hash, entity, *slot};
	*slot = ++w->n_nodes;
	return true;
}

/*
 * "the Russian president": 2 when the role names Russia or its people, 1 when
 * it names no country or people at all.
 */
static int
people_agree(const NxWalk *w, uint32_t people, const NxRole *role)
{
	const NxTokens *t = w->t;
	const char *country = nx_lex_value(t->entry[people], NX_C_COUNTRY_ADJECTIVE);
	uint32_t hash = country != NULL ? nx_form_hash(country, strlen(country)) : 0;
	bool other = false;

	for (uint32_t k = role->first_token; k < role->end_token; k++)
	{
		if (t->hash[k] == t->hash[people] || (country != NULL && t->hash[k] == hash))
			return 2;
		other |= nx_is_people(w->a, k) || nx_tok_has(t, k, NX_C_COUNTRY);
	}
	return other ? 0 : 1;
}

/*
 * Does every modifier of the nominal stand in the role, and none of rank only
 * in the role?  0: no; 2: they do, and name a country or people.
 */
static int
modifiers_agree(const NxWalk *w, const NxCandidate *c, const NxRole *role)
{
	const NxTokens *t = w->t;
	int agree = 1;

	for (uint32_t i = c->first + 1; i < c->head; i++)
	{
		uint32_t k = role->first_token;

		if (nx_is_people(w->a, i))
		{
			agree = people_agree(w, i, role);
			if (agree == 0)
				return 0;
			continue;
		}
		while (k < role->end_token && t->hash[k] != t->hash[i])
			k++;
		if (k == role->end_token)
			return 0;
	}
	for (uint32_t k = role->first_token; k < role->head; k++)
		if (nx_tok_has(t, k, NX_C_ROLE_RANK))
		{
			uint32_t i = c->first + 1;

			while (i < c->head && t->hash[i] != t->hash[k])
				i++;
			if (i == c->head)
				return 0;
		}
	return agree;
}

/* "the president of France": only one whose role says so. */
static bool
complement_agrees(const NxWalk *w, const NxCandidate *c, const NxRole *role)
{
	const NxTokens *t = w->t;
	uint32_t i = c->end;

	if (i + 1 >= t->n || !(nx_is_word(t, i, NX_W_OF) || nx_is_word(t, i, NX_W_FOR)))
		return true;
	for (i++; i < t->n && i < c->end + 6 && t->kind[i] == NX_TOK_WORD; i++)
		if (t->flags[i] & NX_TF_UPPER_INITIAL)
			for (uint32_t k = role->first_token; k < role->end_token; k++)
				if (t->hash[k] == t->hash[i])
					return true;
	return false;
}

/*
 * Has another organisation been spoken of since the last sentences that spoke
 * of this one?  It may be a firm as well, but hardly another ministry or union
 * whose name does not say so.
 */
static bool
is_overshadowed(const NxWalk *w, const NxCandidate *c, uint32_t entity)
{
	uint32_t n = w->things.n < NX_FOCUS ? w->things.n : NX_FOCUS;
	const char *kind = nx_lex_value(w->t->entry[c->head], NX_C_ORG_NOUN);

	if (kind != NULL && (kind[0] == 's' || kind[0] == 'b'))
		return false;
	if (w->sentence + 1 - w->last_sentence[entity] <= 2)
		return false;
	for (uint32_t k = 0; k < n; k++)
	{
		const NxSeen *seen = &w->things.seen[(w->things.n - 1 - k) % NX_FOCUS];

		if (seen->sentence + 1 <= w->last_sentence[entity])
			break;
		if (seen->entity != entity && w->a->entities[seen->entity].label == NX_ORG)
			return true;
	}
	return false;
}

/*
 * The entity whose role or name has the nominal's head, lately spoken of; sure
 * when no other that fits was spoken of as lately.
 */
static uint32_t
resolve_head(NxWalk *w, const NxCandidate *c)
{
	uint32_t best = NX_NONE, best_seen = 0, node = *head_slot(w, w->t->hash[c->head]);
	int best_agree = 0;
	bool tie = false;

	for (int k = 0; node != 0 && k < CANDIDATES; k++, node = w->nodes[node - 1].next)
	{
		uint32_t entity = w->nodes[node - 1].entity;
		const NxEntity *e = &w->a->entities[entity];
		const NxRole *role = &w->roles[entity];
		uint32_t seen = w->last_sentence[entity];
		int agree = 1;
		bool by_role =
			role->end_token > role->first_token && w->t->hash[role->head] == w->t->hash[c->head];

		/* "the secretary of the council Nikolai Patrushev": the role itself */
		if (by_role && role->head == c->head)
			return entity;
		if (seen == 0 || (e->label == NX_PERSON) != (c->label == NX_PERSON))
			continue;
		if (by_role)
		{
			agree = modifiers_agree(w, c, role);
			if (agree == 0 || !complement_agrees(w, c, role))
				continue;
		}
		else if (c->head != c->first + 1 || nx_is_word(w->t, c->end, NX_W_OF))
			continue;
		if (c->label == NX_ORG && is_overshadowed(w, c, entity))
			continue;
		if (agree > best_agree || (agree == best_agree && seen > best_seen))
		{
			best = entity;
			best_agree = agree;
			best_seen = seen;
			tie = false;
		}
		else if (agree == best_agree && seen == best_seen && entity != best)
			tie = true;
	}
	return tie ? NX_NONE : best;
}

/* The only organisation or place of its kind in the last sentences. */
static uint32_t
resolve_kind(NxWalk *w, const NxCandidate *c)
{
	const char *kind = c->label == NX_ORG ? nx_lex_value(w->t->entry[c->head], NX_C_ORG_NOUN)
										  : nx_lex_value(w->t->entry[c->head], NX_C_PLACE_NOUN);
	uint32_t n = w->things.n < NX_FOCUS ? w->things.n : NX_FOCUS, found = NX_NONE;

	if (kind == NULL || c->head != c->first + 1 ||
		(c->label == NX_ORG ? strcmp(kind, "any") != 0
							: strcmp(kind, "country") != 0 && strcmp(kind, "city") != 0))
		return NX_NONE;
	for (uint32_t k = 0; k < n; k++)
	{
		const NxSeen *seen = &w->things.seen[(w->things.n - 1 - k) % NX_FOCUS];
		const NxEntity *e = &w->a->entities[seen->entity];

		if (w->sentence - seen->sentence > 2)
			break;
		if (e->label != c->label || seen->quote != w->quote)
			continue;
		if (found != NX_NONE && found != seen->entity)
			return NX_NONE;
		found = seen->entity;
	}
	return found;
}

/* "The manager, Bernadette Foy, …" */
static uint32_t
resolve_apposition(const NxWalk *w, const NxCandidate *c, uint32_t next_name)
{
	const NxMention *name = &w->a->mentions[next_name];

	while (next_name < w->a->n_mentions && name->first_token < c->end)
	{
		next_name++;
		name++;
	}
	if (next_name == w->a->n_mentions || name->first_token != c->end + 1 ||
		w->t->kind[c->end] != NX_TOK_COMMA || w->roles[name->entity].head != c->head ||
		w->roles[name->entity].end_token == 0)
		return NX_NONE;
	return name->entity;
}

/*
 * "Angela Merkel stepped down. The chancellor thanked …": what nothing in the
 * text has called anybody is the one person at hand, the subject of the
 * sentence before, when it is a subject itself and not a passer-by.
 */
static uint32_t
resolve_sole(const NxWalk *w, const NxCandidate *c)
{
	uint32_t n = w->people.n < NX_FOCUS ? w->people.n : NX_FOCUS, found = NX_NONE;
	const char *sex = nx_lex_value(w->t->entry[c->head], NX_C_ROLE_NOUN);

	if (c->first != w->s->sentences[w->sentence].first_token || w->quote != 0 ||
		nx_tok_has(w->t, c->head, NX_C_PASSER_BY))
		return NX_NONE;
	for (uint32_t k = 0; k < n; k++)
	{
		const NxSeen *seen = &w->people.seen[(w->people.n - 1 - k) % NX_FOCUS];

		if (w->sentence - seen->sentence > 2)
			break;
		if (seen->entity == NX_NONE || (found != NX_NONE && found != seen->entity))
			return NX_NONE;
		if (w->sentence - seen->sentence == 1 && (seen->subject || seen->speaks) &&
			seen->quote == 0)
			found = seen->entity;
		else if (found == NX_NONE)
			return NX_NONE;
	}
	if (found == NX_NONE || w->roles[found].end_token > w->roles[found].first_token ||
		(sex != NULL && w->a->entities[found].gender != 0 &&
		 w->a->entities[found].gender != (uint8_t) sex[0]))
		return NX_NONE;
	return found;
}

static uint32_t
resolve_nominal(NxWalk *w, const NxCandidate *c, uint32_t next_name)
{
	uint32_t entity = resolve_apposition(w, c, next_name);

	if (entity == NX_NONE)
		entity = resolve_head(w, c);

	if (entity == NX_NONE)
		entity = c->label == NX_PERSON ? resolve_sole(w, c) : resolve_kind(w, c);
	return entity;
}

/* ---- the walk ---- */

/* Heads of roles, and nouns in the names of organisations. */
static NxStatus
index_heads(NxWalk *w)
{
	NxAnalysis *a = w->a;
	uint32_t n = 16;
	uint32_t done = 0;

	while (n < a->n_entities * 4)
		n *= 2;
	w->heads = nx_alloc0(a->arena, n * sizeof(*w->heads));
	w->heads_mask = n - 1;
	w->last_sentence = nx_alloc0(a->arena, (a->n_entities + 1) * sizeof(*w->last_sentence));
	if (w->heads == NULL || w->last_sentence == NULL)
		return NX_NOMEM;
	for (uint32_t e = 0; e < a->n_entities; e++)
		if (w->roles[e].end_token > w->roles[e].first_token &&
			!add_head(w, w->t->hash[w->roles[e].head], e))
			return NX_NOMEM;
	/* Entities are numbered by first mention, so each is met once, in order. */
	for (uint32_t i = 0; i < a->n_mentions; i++)
	{
		const NxMention *m = &a->mentions[i];

		if (m->label == NX_PERSON && m->first_token > 0 &&
			nx_tok_has(w->t, m->first_token - 1, NX_C_TITLE))
		{
			/* "Gen. Milley" is "the general" */
			uint32_t title = m->first_token - 1, node;
			const char *noun = nx_lex_value(w->t->entry[title], NX_C_TITLE);
			uint32_t hash = noun != NULL ? nx_form_hash(noun, strlen(noun))
							: nx_tok_has(w->t, title, NX_C_ROLE_NOUN) ? w->t->hash[title]
																	  : 0;

			node = *head_slot(w, hash);
			if (hash != 0 && (node == 0 || w->nodes[node - 1].entity != m->entity) &&
				!add_head(w, hash, m->entity))
				return NX_NOMEM;
		}
		if (m->label != NX_ORG || (m->entity < done && m->end_token - m->first_token < 2))
			continue;
		if (m->entity >= done)
			done = m->entity + 1;
		for (uint32_t k = m->first_token; k < m->end_token; k++)
			if (nx_tok_has(w->t, k, NX_C_ORG_NOUN))
			{
				uint32_t node = *head_slot(w, w->t->hash[k]);

				if ((node == 0 || w->nodes[node - 1].entity != m->entity) &&
					!add_head(w, w->t->hash[k], m->entity))
					return NX_NOMEM;
			}
		if (i % 1024 == 0 && nx_should_stop(a))
			return NX_CANCELLED;
	}
	return NX_OK;
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

/*
 * NxWalk over the tokens; with mentions NULL only count the candidates.  Names
 * and candidates are written to mentions in order.
 */
static NxStatus
walk(NxWalk *w, NxMention *mentions, uint32_t *n)
{
	NxAnalysis *a = w->a;
	const NxTokens *t = w->t;
	uint32_t name = 0, i = 0;

	*n = 0;
	for (w->sentence = 0; w->sentence < w->s->n; w->sentence++)
	{
		const NxSentence *s = &w->s->sentences[w->sentence];

		w->paragraph = s->paragraph;
		w->plurals_before = w->plurals;
		w->plurals = 0;
		if (w->sentence % 256 == 0 && nx_should_stop(a))
			return NX_CANCELLED;
		for (i = s->first_token; i < s->end_token; i++)
		{
			NxCandidate c;

			if (mentions != NULL)
				nx_pass_marks(w, i);
			if (name < a->n_mentions && a->mentions[name].first_token <= i)
			{
				/* a hyphen may join two names in one token: "Russia-China" */
				while (name < a->n_mentions && a->mentions[name].first_token <= i)
				{
					if (mentions != NULL)
					{
						mentions[*n] = a->mentions[name];
						nx_see(w, &mentions[*n], 0);
					}
					++*n;
					if (a->mentions[name].end_token > i + 1)
						i = a->mentions[name].end_token - 1;
					name++;
				}
				continue;
			}
			if (!find_candidate(a, i, name, s->end_token, &c))
			{
				if (mentions != NULL && is_plural(w, i))
					w->plurals++;
				if (mentions != NULL && find_stranger(a, i, name, s->end_token, &c))
					nx_see_stranger(w, &c);
				continue;
			}
			if (mentions != NULL)
			{
				NxMention *m = &mentions[*n];

				*m = (NxMention){
					.span = {t->start[c.first], t->end[c.end - 1]},
					.first_token = c.first,
					.end_token = c.end,
					.kind = (uint8_t) c.kind,
					.plural = c.sex == 'p',
					.label = (uint8_t) c.label,
				};
				m->entity =
					c.kind == NX_PRONOUN ? nx_resolve_pronoun(w, &c) : resolve_nominal(w, &c, name);
				if (m->entity == NX_NONE && c.label == NX_PERSON)
					nx_see_stranger(w, &c);
				if (m->entity != NX_NONE)
				{
					m->label = a->entities[m->entity].label;
					a->entities[m->entity].mentions++;
					nx_see(w, m, 0);
				}
				else if (c.kind == NX_PRONOUN)
					m->label = c.sex == 'm' || c.sex == 'f' ? NX_PERSON : NX_LABEL_NONE;
				/* "It is raining", "the country": nothing, unless it is something. */
				if (m->entity == NX_NONE && (c.sex == 'n' || c.label == NX_GPE))
					continue;
			}
			++*n;
			/* names inside ("the Russian president") are still to come */
			if (c.kind == NX_NOMINAL && name < a->n_mentions &&
				a->mentions[name].first_token < c.end)
				continue;
			i = c.end - 1;
		}
	}
	return NX_OK;
}

NxStatus
nx_find_nominals(NxAnalysis *a, const NxRole *roles)
{
	NxWalk w = {.a = a, .t = a->tokens, .s = a->sentences, .roles = roles};
	NxMention *mentions;
	NxMark mark;
	uint32_t n;
	NxStatus status = walk(&w, NULL, &n);

	if (status != NX_OK || n == a->n_mentions)
		return status;
	mentions = nx_alloc(a->arena, n * sizeof(*mentions));
	if (mentions == NULL)
		return NX_NOMEM;
	a->marks = nx_alloc0(a->arena, sizeof(*a->marks));
	if (a->marks == NULL)
		return NX_NOMEM;
	status = nx_find_marks(a, a->marks);
	if (status != NX_OK)
		return status;
	mark = nx_mark(a->arena);
	status = index_heads(&w);
	if (status == NX_OK)
		status = walk(&w, mentions, &n);
	nx_release(a->arena, mark);
	if (status == NX_OK)
	{
		a->mentions = mentions;
		a->n_mentions = n;
	}
	return status;
}
