/*
 * nominal.c
 *		"the prime minister", "the company": found, and given to whom they mean.
 *
 * A nominal ("the minister") is looked up among the heads of roles, an
 * organisation ("the ministry") also among the words of names; where nothing
 * has called anybody so, a lone person or organisation at hand may be meant.
 */
#include "nominal.h"

#include <string.h>

#include "arena.h"
#include "form.h"

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

static bool
set_nominal(NxCandidate *c, uint32_t first, uint32_t end, uint32_t head, NxLabel label)
{
	*c =
		(NxCandidate){.first = first, .end = end, .head = head, .kind = NX_NOMINAL, .label = label};
	return true;
}

/* "34-year-old" at token k, in one token or three: the last of them; NX_NONE without it. */
static uint32_t
year_old(const NxAnalysis *a, uint32_t k, uint32_t end)
{
	const NxTokens *t = a->tokens;
	uint32_t len;

	if (k + 2 < end && t->kind[k] == NX_TOK_NUMBER && t->kind[k + 1] != NX_TOK_WORD)
		k += 2;
	len = t->end[k] - t->start[k];
	return t->kind[k] == NX_TOK_WORD && len >= 8 &&
				   (memcmp(a->text + t->end[k] - 8, "year-old", 8) == 0 ||
					(len >= 10 && memcmp(a->text + t->end[k] - 10, "year‑old", 10) == 0))
			   ? k
			   : NX_NONE;
}

/* What a noun may stand for; NX_LABEL_NONE where it stands for nothing that has a name. */
static NxLabel
noun_label(const NxAnalysis *a, uint32_t k)
{
	const NxTokens *t = a->tokens;

	if (nx_is_role_noun(a, k))
		return NX_PERSON;
	if (nx_tok_has(t, k, NX_C_ORG_NOUN))
		return NX_ORG;
	if (nx_tok_has(t, k, NX_C_PLACE_NOUN))
		return NX_GPE;
	if (nx_tok_has(t, k, NX_C_FACILITY_HEAD))
		return NX_FAC;
	if (nx_tok_has(t, k, NX_C_NATURE_HEAD))
		return NX_LOC;
	return nx_tok_has(t, k, NX_C_LAW_HEAD) ? NX_LAW : NX_LABEL_NONE;
}

bool
nx_find_nominal(const NxAnalysis *a, uint32_t i, uint32_t next_name, uint32_t end, NxCandidate *c)
{
	const NxTokens *t = a->tokens;
	uint32_t limit = i + 6 < end ? i + 6 : end, old = NX_NONE;
	const NxPhrase *phrase;

	/* A name may modify ("the Russian president") but not be the head. */
	for (uint32_t k = i + 1; k < limit; k++)
	{
		NxLabel label;
		bool modifies;

		if (next_name < a->n_mentions && k == a->mentions[next_name].first_token)
		{
			bool people = a->mentions[next_name].label == NX_NORP;

			if (a->mentions[next_name].label == NX_PERSON)
				return false;
			k = a->mentions[next_name].end_token - 1;
			while (next_name < a->n_mentions && a->mentions[next_name].first_token <= k)
				next_name++;
			/* "the 34-year-old Nigerian" */
			if (old != NX_NONE && people && (k + 1 >= end || ends_noun(a, k + 1)))
				return set_nominal(c, i, k + 1, old, NX_PERSON);
			continue;
		}
		if (old == NX_NONE && (old = year_old(a, k, end)) != NX_NONE)
		{
			k = old;
			if (k + 1 >= end || (ends_noun(a, k + 1) && !nx_is_people(a, k + 1)))
				return set_nominal(c, i, k + 1, k, NX_PERSON);
			limit = k + 6 < end ? k + 6 : end;
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
				return set_nominal(c, i, after, k, NX_PERSON);
		}
		label = noun_label(a, k);
		modifies = label == NX_LABEL_NONE && next_name < a->n_mentions &&
				   a->mentions[next_name].first_token == k + 1 &&
				   a->mentions[next_name].label != NX_PERSON; /* "the former Scotland striker" */
		if (k + 1 >= end || (ends_noun(a, k + 1) && !modifies))
		{
			/* "the farmer Tomas Reke" is the name's business */
			if (label == NX_LABEL_NONE ||
				(next_name < a->n_mentions && a->mentions[next_name].first_token == k + 1))
				return false;
			return set_nominal(c, i, k + 1, k, label);
		}
		if (!(label == NX_PERSON || label == NX_ORG || label == NX_GPE ||
			  nx_tok_has(t, k, NX_C_ROLE_MODIFIER) || nx_tok_has(t, k, NX_C_ROLE_DOMAIN) ||
			  (t->flags[k] & NX_TF_HAS_HYPHEN) || (t->flags[k] & NX_TF_UPPER_INITIAL) ||
			  nx_is_people(a, k)))
			return false;
	}
	return false;
}

/* "a man", "one fighter": somebody whom a pronoun may mean as well. */
bool
nx_find_stranger(const NxAnalysis *a, uint32_t i, uint32_t next_name, uint32_t end, NxCandidate *c)
{
	switch (nx_tok_word(a->tokens, i))
	{
		case NX_W_A:
		case NX_W_AN:
		case NX_W_ONE:
		case NX_W_ANOTHER:
			return nx_find_nominal(a, i, next_name, end, c) && c->label == NX_PERSON;
		default:
			return false;
	}
}

/* ---- what somebody or something has been called ---- */

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

/* Add the entity under a head, unless it was the last to be added there. */
static bool
call(NxWalk *w, uint32_t hash, uint32_t entity)
{
	uint32_t node = *head_slot(w, hash);

	return (node != 0 && w->nodes[node - 1].entity == entity) || add_head(w, hash, entity);
}

/* "Gen. Milley" is "the general". */
static bool
index_title(NxWalk *w, const NxMention *m)
{
	uint32_t title = m->first_token - 1;
	const char *noun = nx_lex_value(w->t->entry[title], NX_C_TITLE);

	if (noun != NULL)
		return call(w, nx_form_hash(noun, strlen(noun)), m->entity);
	return !nx_tok_has(w->t, title, NX_C_ROLE_NOUN) || call(w, w->t->hash[title], m->entity);
}

/* May an organisation of that kind be called so by nobody's having said it before? */
static bool
kind_agrees(char called, char kind)
{
	return called == 'a' || kind == 0 || kind == 'a' || kind == 'c' || kind == 'f';
}

/* The firm that the article is about: named thrice, and more than any other. */
static uint32_t
main_firm(const NxWalk *w)
{
	uint32_t best = NX_NONE, most = 2, second = 0;

	for (uint32_t e = 0; e < w->a->n_entities; e++)
	{
		uint32_t mentions = w->a->entities[e].mentions;

		if (w->a->entities[e].label != NX_ORG || !kind_agrees('c', w->kinds[e]))
			continue;
		if (mentions > most)
		{
			second = best == NX_NONE ? second : most;
			most = mentions;
			best = e;
		}
		else if (mentions > second)
			second = mentions;
	}
	return second < most ? best : NX_NONE;
}

/* "Ethiopian Airlines" is an airline: the kind, and the hash of the singular. */
static const char *
singular(const NxWalk *w, uint32_t token, uint32_t *hash)
{
	const char *word = w->a->text + w->t->start[token];
	uint32_t len = w->t->end[token] - w->t->start[token];
	uint64_t full;

	if (len < 5 || word[len - 1] != 's' || !nx_tok_has(w->t, token, NX_C_ORG_HEAD))
		return NULL;
	full = nx_word_hash(word, len - 1);
	*hash = (uint32_t) full;
	return nx_lex_value(nx_lex_find(full), NX_C_ORG_NOUN);
}

/* The nouns in a name that tell what it names: "the bank", "the hospital". */
static bool
index_nouns(NxWalk *w, const NxMention *m)
{
	const NxTokens *t = w->t;

	for (uint32_t k = m->first_token; k < m->end_token; k++)
	{
		const char *kind = nx_lex_value(t->entry[k], NX_C_ORG_NOUN);
		uint32_t hash = t->hash[k];

		if (kind == NULL && m->label == NX_ORG)
			kind = singular(w, k, &hash);
		if (kind == NULL && m->label == NX_ORG)
			continue;
		if (kind == NULL && !nx_tok_has(t, k, NX_C_FACILITY_HEAD) &&
			!nx_tok_has(t, k, NX_C_NATURE_HEAD) && !nx_tok_has(t, k, NX_C_PLACE_NOUN) &&
			!nx_tok_has(t, k, NX_C_LAW_HEAD))
			continue;
		if (kind != NULL && m->label == NX_ORG)
			w->kinds[m->entity] = kind[0];
		if (!call(w, hash, m->entity))
			return false;
	}
	return true;
}

static bool
is_country(const NxTokens *t, const NxMention *m)
{
	const NxPhrase *phrase;

	if (m->end_token - m->first_token == 1)
		return nx_tok_has(t, m->first_token, NX_C_COUNTRY);
	phrase = nx_phrase_at(t, m->first_token);
	return phrase != NULL && nx_lex_has(phrase->entry, NX_C_COUNTRY);
}

NxStatus
nx_index_heads(NxWalk *w)
{
	NxAnalysis *a = w->a;
	uint32_t n = 16;

	while (n < a->n_entities * 3)
		n *= 2;
	w->heads = nx_alloc0(a->arena, n * sizeof(*w->heads));
	w->heads_mask = n - 1;
	w->last_sentence = nx_alloc0(a->arena, (a->n_entities + 1) * sizeof(*w->last_sentence));
	w->kinds = nx_alloc0(a->arena, a->n_entities + 1);
	if (w->heads == NULL || w->last_sentence == NULL || w->kinds == NULL)
		return NX_NOMEM;
	for (uint32_t e = 0; e < a->n_entities; e++)
	{
		const NxRole *role = &w->roles[e];
		const char *kind;

		if (role->end_token == role->first_token)
			continue;
		if (!add_head(w, w->t->hash[role->head], e))
			return NX_NOMEM;
		kind = nx_lex_value(w->t->entry[role->head], NX_C_ORG_NOUN);
		if (a->entities[e].label == NX_ORG && kind != NULL)
			w->kinds[e] = kind[0];
	}
	for (uint32_t i = 0; i < a->n_mentions; i++)
	{
		const NxMention *m = &a->mentions[i];
		bool ok = true;

		if (m->label == NX_PERSON)
			ok = m->first_token == 0 || !nx_tok_has(w->t, m->first_token - 1, NX_C_TITLE) ||
				 index_title(w, m);
		else if (m->label == NX_GPE && is_country(w->t, m))
			w->kinds[m->entity] = 'C';
		else if (m->end_token - m->first_token > 1 || m->label == NX_ORG)
			ok = m->label == NX_NORP || index_nouns(w, m);
		if (!ok)
			return NX_NOMEM;
		if (i % 1024 == 0 && nx_should_stop(a))
			return NX_CANCELLED;
	}
	w->main_firm = main_firm(w);
	return NX_OK;
}

/* ---- whom they mean ---- */

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

/* "former", "ousted": not in office any more. */
static bool
is_past(const NxWalk *w, uint32_t i)
{
	const char *p = w->a->text + w->t->start[i];
	uint32_t len = w->t->end[i] - w->t->start[i];

	return (len == 6 && (memcmp(p, "former", 6) == 0 || memcmp(p, "ousted", 6) == 0)) ||
		   (len == 4 && memcmp(p, "late", 4) == 0) || (len == 8 && memcmp(p, "outgoing", 8) == 0) ||
		   (len == 7 && memcmp(p, "deposed", 7) == 0);
}

/* The number of the first name that ends behind token i. */
static uint32_t
name_from(const NxAnalysis *a, uint32_t i)
{
	uint32_t low = 0, high = a->n_mentions;

	while (low < high)
	{
		uint32_t middle = (low + high) / 2;

		if (a->mentions[middle].end_token <= i)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* "the TUV leader": a name in the nominal that the role has in another form. */
static bool
is_same_name(const NxWalk *w, uint32_t i, const NxRole *role)
{
	const NxAnalysis *a = w->a;
	uint32_t own = name_from(a, i);

	if (!(w->t->flags[i] & NX_TF_UPPER_INITIAL) || own == a->n_mentions ||
		a->mentions[own].first_token > i || a->mentions[own].label == NX_NORP)
		return false;
	for (uint32_t k = name_from(a, role->first_token);
		 k < a->n_mentions && a->mentions[k].first_token < role->end_token; k++)
		if (a->mentions[k].entity == a->mentions[own].entity)
			return true;
	return false;
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

		if (is_past(w, i))
			continue; /* "the former president", who was just called the president */
		if (is_same_name(w, i, role))
			continue;
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
	const char *kind = nx_lex_value(w->t->entry[c->head], NX_C_ORG_NOUN);

	if (kind != NULL && (kind[0] == 's' || kind[0] == 'b'))
		return false;
	if (w->sentence + 1 - w->last_sentence[entity] <= 2)
		return false;
	for (uint32_t k = 0; k < nx_n_seen(&w->things); k++)
	{
		const NxSeen *seen = nx_seen(&w->things, k);

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

/* Nothing between "the" and the noun but "Munich-based", "state-owned". */
static bool
is_plain(const NxWalk *w, const NxCandidate *c)
{
	for (uint32_t i = c->first + 1; i < c->head; i++)
		if (!(w->t->flags[i] & NX_TF_HAS_HYPHEN))
			return false;
	return true;
}

/*
 * The only organisation or place of its kind in the last sentences, or the
 * only one of several that was a subject.
 */
static uint32_t
resolve_kind(NxWalk *w, const NxCandidate *c)
{
	const char *kind = c->label == NX_ORG ? nx_lex_value(w->t->entry[c->head], NX_C_ORG_NOUN)
										  : nx_lex_value(w->t->entry[c->head], NX_C_PLACE_NOUN);
	NxOnly any = {NX_NONE, false}, subject = {NX_NONE, false}, here = {NX_NONE, false};

	if (kind == NULL || !is_plain(w, c) ||
		nx_is_word(w->t, c->end, NX_W_OF) || /* "the village of Nuasahi" */
		(c->label == NX_ORG ? kind[0] != 'a' && kind[0] != 'c'
							: strcmp(kind, "country") != 0 && strcmp(kind, "city") != 0))
		return NX_NONE;
	for (uint32_t k = 0; k < nx_n_seen(&w->things); k++)
	{
		const NxSeen *seen = nx_seen(&w->things, k);
		const NxEntity *e = &w->a->entities[seen->entity];

		if (w->sentence - seen->sentence > 2)
			break;
		if (e->label != c->label || seen->quote != w->quote ||
			(c->label == NX_ORG && !kind_agrees(kind[0], w->kinds[seen->entity])))
			continue;
		if (c->label == NX_GPE && (w->kinds[seen->entity] == 'C') != (strcmp(kind, "country") == 0))
			continue;
		if (c->label == NX_GPE || seen->subject || seen->sentence == w->sentence)
			nx_take(&any, seen->entity);
		if (seen->sentence == w->sentence)
			nx_take(&here, seen->entity);
		if (seen->subject)
			nx_take(&subject, seen->entity);
	}
	if (c->label == NX_GPE)
		return any.several ? NX_NONE : any.entity;
	if (here.entity != NX_NONE)
		any = here;
	if (any.several)
		any = subject;
	if (any.entity == NX_NONE && kind[0] == 'c' && w->main_firm != NX_NONE &&
		w->last_sentence[w->main_firm] > 0)
		return w->main_firm;
	return any.several ? NX_NONE : any.entity;
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

static bool
sex_agrees(const NxWalk *w, const NxCandidate *c, uint32_t entity)
{
	const char *sex = nx_lex_value(w->t->entry[c->head], NX_C_ROLE_NOUN);

	return sex == NULL || w->a->entities[entity].gender == 0 ||
		   w->a->entities[entity].gender == (uint8_t) sex[0];
}

/*
 * "Angela Merkel stepped down. The chancellor thanked …": what nothing in the
 * text has called anybody is the one person at hand, the subject of the
 * sentence before, when it is a subject itself and not a passer-by.
 */
static uint32_t
resolve_sole(const NxWalk *w, const NxCandidate *c)
{
	NxOnly sole = {NX_NONE, false};

	if (c->first != w->s->sentences[w->sentence].first_token || w->quote != 0 ||
		nx_tok_has(w->t, c->head, NX_C_PASSER_BY))
		return NX_NONE;
	for (uint32_t k = 0; k < nx_n_seen(&w->people); k++)
	{
		const NxSeen *seen = nx_seen(&w->people, k);

		if (w->sentence - seen->sentence > 2)
			break;
		if (seen->entity == NX_NONE || (sole.entity != NX_NONE && sole.entity != seen->entity))
			return NX_NONE;
		if (w->sentence - seen->sentence == 1 && (seen->subject || seen->speaks) &&
			seen->quote == 0)
			nx_take(&sole, seen->entity);
		else if (sole.entity == NX_NONE)
			return NX_NONE;
	}
	if (sole.entity == NX_NONE ||
		w->roles[sole.entity].end_token > w->roles[sole.entity].first_token ||
		!sex_agrees(w, c, sole.entity))
		return NX_NONE;
	return sole.entity;
}

/* Does the nominal tell more of somebody than an office: an age, a people, children, a past? */
static bool
is_elaboration(const NxWalk *w, const NxCandidate *c)
{
	const NxTokens *t = w->t;

	if (year_old(w->a, c->head, c->end) != NX_NONE ||
		(nx_tok_has(t, c->head, NX_C_KINSHIP) && nx_is_word(t, c->head + 1, NX_W_OF)))
		return true;
	for (uint32_t i = c->first + 1; i < c->head; i++)
		if ((nx_is_people(w->a, i) && !nx_tok_has(t, c->head, NX_C_TITLE)) ||
			year_old(w->a, i, c->end) != NX_NONE ||
			(is_past(w, i) && !nx_tok_has(t, c->head, NX_C_TITLE)))
			return true;
	return false;
}

/* "Pires, 29, … The 29-year-old": of that age. */
static bool
is_of_age(const NxWalk *w, const NxSeen *seen, const NxCandidate *c)
{
	const NxTokens *t = w->t;
	uint32_t i = seen->token;

	return i + 1 < t->n && t->kind[i] == NX_TOK_COMMA && t->kind[i + 1] == NX_TOK_NUMBER &&
		   t->hash[i + 1] == t->hash[c->first + 1];
}

/* "The former Scotland midfielder", "The 29-year-old": the one subject of late. */
static uint32_t
resolve_elaboration(const NxWalk *w, const NxCandidate *c)
{
	NxOnly subject = {NX_NONE, false};

	if (w->quote != 0 || !is_elaboration(w, c))
		return NX_NONE;
	for (uint32_t k = 0; k < nx_n_seen(&w->people); k++)
	{
		const NxSeen *seen = nx_seen(&w->people, k);

		if (seen->entity == NX_NONE || !sex_agrees(w, c, seen->entity))
			continue;
		if (is_of_age(w, seen, c))
			return seen->entity;
		if (w->sentence - seen->sentence <= 1 && (seen->subject || seen->speaks) &&
			seen->quote == 0)
			nx_take(&subject, seen->entity);
	}
	return subject.several ? NX_NONE : subject.entity;
}

uint32_t
nx_resolve_nominal(NxWalk *w, const NxCandidate *c, uint32_t next_name)
{
	uint32_t entity = resolve_apposition(w, c, next_name);

	if (entity == NX_NONE)
		entity = resolve_head(w, c);
	if (entity != NX_NONE)
		return entity;
	if (c->label == NX_ORG || c->label == NX_GPE)
		return resolve_kind(w, c);
	if (c->label == NX_PERSON)
		entity = resolve_elaboration(w, c);
	return entity == NX_NONE && c->label == NX_PERSON ? resolve_sole(w, c) : entity;
}
