/*
 * chain.c
 *		The chains that linking makes of mentions: kept in pages, found by their
 *		words, joined.
 */
#include "chain.h"

#include <string.h>

#include "arena.h"
#include "token.h"

#define FEW 1024 /* mentions */
#define FIRST_SLOTS 128

bool
nx_start_chains(NxLinker *l)
{
	NxAnalysis *a = l->a;
	uint32_t words = 0, n_index = 16;

	for (uint32_t i = 0; i < a->n_mentions; i++)
		words += a->mentions[i].end_token - a->mentions[i].first_token + 1;
	if (a->n_mentions > FEW)
		words -= a->n_mentions; /* in a long text names come again, and need no more nodes */
	while (n_index < words + words / 2)
		n_index *= 2;
	l->max_nodes = (n_index - 1) / 4 * 3;
	l->exact_mask = l->index_mask = FIRST_SLOTS - 1;
	l->exact = nx_alloc0(a->arena, FIRST_SLOTS * sizeof(*l->exact));
	l->index = nx_alloc0(a->arena, FIRST_SLOTS * sizeof(*l->index));
	l->chains = nx_alloc(a->arena, (a->n_mentions / NX_CHAIN_PAGE + 1) * sizeof(*l->chains));
	l->nodes = nx_alloc(a->arena, (l->max_nodes / NX_CHAIN_PAGE + 1) * sizeof(*l->nodes));
	l->surface = nx_alloc(a->arena, (a->n_mentions + 1) * sizeof(*l->surface));
	return l->exact != NULL && l->index != NULL && l->chains != NULL && l->nodes != NULL &&
		   l->surface != NULL;
}

NxGroup
nx_group_of(NxLabel label)
{
	switch (label)
	{
		case NX_PERSON:
			return NX_G_PERSON;
		case NX_ORG:
			return NX_G_ORG;
		case NX_GPE:
		case NX_LOC:
		case NX_FAC:
			return NX_G_PLACE;
		case NX_NORP:
		case NX_LANGUAGE:
			return NX_G_NORP;
		default:
			return NX_G_OTHER;
	}
}

uint64_t
nx_chain_key(const NxForm *form, NxGroup group)
{
	return form->place ? form->key + 1 + (uint64_t) group : form->key;
}

/*
 * A table twice as large, with nothing in it yet; *old is the one before.  As
 * many slots as all mentions could need would be the most of what linking
 * takes where few names come again and again.
 */
static bool
double_table(NxLinker *l, uint32_t **table, uint32_t *mask, uint32_t **old)
{
	uint32_t n = (*mask + 1) * 2;

	*old = *table;
	*table = nx_alloc0(l->a->arena, n * sizeof(**table));
	*mask = n - 1;
	return *table != NULL;
}

bool
nx_chain_room(NxLinker *l)
{
	uint32_t n = l->exact_mask + 1;
	uint32_t *old;

	if (l->n_chains + 2 <= n / 3 * 2)
		return true;
	if (!double_table(l, &l->exact, &l->exact_mask, &old))
		return false;
	for (uint32_t i = 0; i < n; i++)
		if (old[i] != 0)
			*nx_chain_slot(l, nx_chain_at(l, old[i] - 1)->key) = old[i];
	nx_free(l->a->arena, old, n * sizeof(*old));
	return true;
}

uint32_t *
nx_chain_slot(NxLinker *l, uint64_t key)
{
	uint32_t i = (uint32_t) (key ^ (key >> 32)) & l->exact_mask;

	while (l->exact[i] != 0 && nx_chain_at(l, l->exact[i] - 1)->key != key)
		i = (i + 1) & l->exact_mask;
	return &l->exact[i];
}

uint32_t *
nx_word_slot(NxLinker *l, uint32_t hash)
{
	uint32_t i = (hash ^ (hash >> 16)) & l->index_mask;

	while (l->index[i] != 0 && nx_chain_node(l, l->index[i] - 1)->hash != hash)
		i = (i + 1) & l->index_mask;
	return &l->index[i];
}

static bool
word_room(NxLinker *l)
{
	uint32_t n = l->index_mask + 1;
	uint32_t *old;

	if (l->n_nodes + 1 <= n / 3 * 2)
		return true;
	if (!double_table(l, &l->index, &l->index_mask, &old))
		return false;
	for (uint32_t i = 0; i < n; i++)
		if (old[i] != 0)
			*nx_word_slot(l, nx_chain_node(l, old[i] - 1)->hash) = old[i];
	nx_free(l->a->arena, old, n * sizeof(*old));
	return true;
}

bool
nx_index_word(NxLinker *l, uint32_t hash, uint32_t chain)
{
	uint32_t *slot, next;

	if (!word_room(l))
		return false;
	slot = nx_word_slot(l, hash);
	next = *slot;

	if (next != 0 && nx_chain_node(l, next - 1)->chain == chain)
		return true;
	if (l->n_nodes >= l->max_nodes)
		return true; /* full: names go unlinked rather than cost without bound */
	if (l->n_nodes % NX_CHAIN_PAGE == 0)
	{
		l->nodes[l->n_nodes / NX_CHAIN_PAGE] =
			nx_alloc(l->a->arena, NX_CHAIN_PAGE * sizeof(NxChainNode));
		if (l->nodes[l->n_nodes / NX_CHAIN_PAGE] == NULL)
			return false;
	}
	*nx_chain_node(l, l->n_nodes) = (NxChainNode){hash, chain, next};
	*slot = ++l->n_nodes;
	return true;
}

uint32_t
nx_chain_root(NxLinker *l, uint32_t chain)
{
	if (chain == NX_NONE)
		return chain; /* of a mention that was left out */
	while (nx_chain_at(l, chain)->parent != chain)
		chain = nx_chain_at(l, chain)->parent;
	return chain;
}

bool
nx_index_form(NxLinker *l, uint32_t number, const NxForm *form, const NxMention *m)
{
	NxChain *chain = nx_chain_at(l, number);
	uint32_t keys[NX_FORM_ACRONYMS];

	if (form->n > chain->n || chain->n == 0)
	{
		chain->words = l->n_pool;
		chain->n = (uint8_t) form->n;
		for (uint32_t i = 0; i < form->n; i++)
		{
			if (!nx_push(l->a->arena, l->pool, l->n_pool, l->max_pool))
				return false;
			l->pool[l->n_pool++] = form->word[i];
		}
	}
	if (form->n < 2)
		return true;
	if (chain->group == NX_G_PERSON || chain->group == NX_G_ORG)
		for (uint32_t i = 0; i < form->n; i++)
			if (!form->word[i].initial && !nx_index_word(l, form->word[i].hash, number))
				return false;
	if (chain->group != NX_G_PERSON && chain->group != NX_G_NORP)
	{
		nx_form_acronyms(l->a, m, keys);
		for (int i = 0; i < NX_FORM_ACRONYMS; i++)
			if (keys[i] != 0 && !nx_index_word(l, keys[i] ^ NX_ACRONYM_SALT, number))
				return false;
	}
	return true;
}

uint32_t
nx_family_word(const NxLinker *l, const NxChain *chain)
{
	return l->pool[chain->words + (chain->family_first ? 0 : chain->n - 1u)].hash;
}

/* "his sister Agata Duda", "his wife, Ana": not the one that the article has been about. */
static bool
is_kin(const NxAnalysis *a, uint32_t first)
{
	const NxTokens *t = a->tokens;

	return (first > 0 && nx_tok_has(t, first - 1, NX_C_KINSHIP)) ||
		   (first > 1 && t->kind[first - 1] == NX_TOK_COMMA &&
			nx_tok_has(t, first - 2, NX_C_KINSHIP));
}

uint32_t
nx_new_chain(NxLinker *l, const NxForm *form, NxGroup group, uint64_t key, uint32_t mention)
{
	if (l->n_chains % NX_CHAIN_PAGE == 0)
	{
		l->chains[l->n_chains / NX_CHAIN_PAGE] =
			nx_alloc(l->a->arena, NX_CHAIN_PAGE * sizeof(NxChain));
		if (l->chains[l->n_chains / NX_CHAIN_PAGE] == NULL)
			return NX_NONE;
	}
	*nx_chain_at(l, l->n_chains) = (NxChain){.key = key,
											 .parent = l->n_chains,
											 .first = mention,
											 .best = mention,
											 .suffix = form->suffix,
											 .group = (uint8_t) group,
											 .label = l->a->mentions[mention].label,
											 .given = form->given,
											 .family_first = form->family_first,
											 .place = form->place,
											 .acronym = form->acronym,
											 .alias = form->alias,
											 .kin = is_kin(l->a, form->first_token)};
	return l->n_chains++;
}

/* Fuller, and better written, is higher. */
static uint32_t
rank_form(const NxLinker *l, const NxChain *chain, const NxForm *form)
{
	uint32_t len = form->name.end - form->name.start;
	uint32_t rank = (form->n + (form->suffix != 0)) * 64 + (len > 63 ? 63 : len);

	/* a dateline's "OSLO" is no fuller than "Oslo" */
	if (l->a->tokens->flags[form->first_token] & NX_TF_ALL_UPPER)
		rank--;
	if (chain->group == NX_G_NORP)
		rank = 64; /* "Russian" and "Russians": what comes first */
	else if (form->alias)
		rank = 64 + (len > 63 ? 63 : len);
	if (l->all_caps)
		return rank > 200 ? 200 : rank;
	return rank + (l->headline ? 1000 : 2000);
}

static uint32_t
surface_hash(const NxAnalysis *a, const NxForm *form, const NxMention *m)
{
	uint32_t hash = 0;

	for (uint32_t i = form->first_token; i < m->end_token && a->tokens->end[i] <= form->name.end;
		 i++)
		hash = (hash ^ a->tokens->hash[i]) * 0x9E3779B1u;
	if (hash == 0 && form->name.end > form->name.start) /* part of a token */
		hash =
			(uint32_t) nx_word_hash(a->text + form->name.start, form->name.end - form->name.start) *
			0x9E3779B1u;
	return hash;
}

static void
add(uint16_t *count, uint32_t more)
{
	uint32_t sum = *count + more;

	*count = sum > UINT16_MAX ? UINT16_MAX : (uint16_t) sum;
}

void
nx_join_mention(NxLinker *l, uint32_t number, const NxForm *form, uint32_t mention)
{
	NxChain *chain = nx_chain_at(l, number);
	NxMention *m = &l->a->mentions[mention];
	uint32_t rank = rank_form(l, chain, form);
	uint32_t votes = l->headline ? 1 : 4;

	m->entity = number;
	l->surface[mention] = surface_hash(l->a, form, m);
	add(&chain->count, 1);
	add(&chain->body_count, !l->headline);
	chain->last_sentence = l->sentence;
	if (!(chain->group == NX_G_PERSON && form->n == 1 && chain->n > 1 &&
		  form->word[0].hash != nx_family_word(l, chain)))
	{
		add(&chain->family_count, 1);
		chain->family_sentence = l->sentence;
		chain->bare |= form->n == 1 && chain->n > 1;
	}
	if (rank > chain->best_rank)
	{
		chain->best_rank = (uint16_t) rank;
		chain->best = mention;
	}
	if (chain->title == 0)
		chain->title = form->title;
	if (chain->suffix == 0)
		chain->suffix = form->suffix;
	if (chain->gender == 0)
		chain->gender = form->gender;
	chain->sexed |= form->sexed;
	chain->given |= form->given;
	if (m->label == chain->label)
		add(&chain->margin, votes);
	else if (chain->margin >= votes)
		chain->margin = (uint16_t) (chain->margin - votes);
	else
	{
		chain->margin = (uint16_t) (votes - chain->margin);
		chain->label = m->label;
		chain->group = (uint8_t) nx_group_of((NxLabel) m->label);
	}
}

void
nx_join_chains(NxLinker *l, uint32_t from, uint32_t to)
{
	NxChain *f = nx_chain_at(l, from), *t = nx_chain_at(l, to);

	f->parent = to;
	add(&t->count, f->count);
	add(&t->body_count, f->body_count);
	add(&t->family_count, f->family_count);
	if (f->first < t->first)
		t->first = f->first;
	if (f->best_rank > t->best_rank)
	{
		t->best_rank = f->best_rank;
		t->best = f->best;
	}
	if (t->gender == 0)
		t->gender = f->gender;
}
