/*
 * link.c
 *		name mentions → chains of mentions of one thing.
 *
 * Mentions are taken in the order of the text.  A name whose words were seen
 * before goes to their chain by one probe of a hash table.  Other names are
 * looked for among chains that share a word, through an inverted index from
 * words to chains (chain_match.c); acronyms stand in the same index under a key
 * of their own.  A name that fits nowhere begins a chain.
 *
 * A headline says "Xi" before the text says "Xi Jinping", and "SOAS" may stand
 * before its expansion: chains begun by a single word are tried again at the
 * end against chains that came after them, and joined where one fits.
 */
#include "link.h"

#include <string.h>

#include "arena.h"
#include "chain_match.h"
#include "sentence.h"
#include "token.h"

#define LEAST_ENTITY 24 /* bytes of text to an entity: see nx_is_noise() */

/* A verb that people rather than places are the subjects of: "Jordan said". */
static bool
acts_like_person(const NxAnalysis *a, const NxMention *m)
{
	const NxTokens *t = a->tokens;

	return m->end_token < t->n && nx_tok_has(t, m->end_token, NX_C_REPORTING_VERB) &&
		   !(m->first_token > 0 && nx_tok_word(t, m->first_token - 1) == NX_W_IN);
}

/*
 * Is a single word that the tagger took for something else the name of a
 * person whom the text has named in full?
 */
static uint32_t
person_after_all(NxLinker *l, const NxMention *m, NxForm *form)
{
	uint32_t person;

	if (form->n != 1 || form->alias || m->label == NX_NORP || m->label == NX_LANGUAGE)
		return NX_NONE;
	if (form->acronym)
		return NX_NONE;
	person = nx_best_chain(l, form, NX_G_PERSON, 0, NX_NONE);
	if (person == NX_NONE)
		return NX_NONE;
	/* only by the name that people go by */
	if (nx_family_word(l, nx_chain_at(l, person)) != form->word[0].hash)
		return NX_NONE;
	if (form->place && !acts_like_person(l->a, m))
		return NX_NONE;
	if (m->label == NX_ORG && nx_best_chain(l, form, NX_G_ORG, 0, NX_NONE) != NX_NONE)
		return NX_NONE;
	return person;
}

/* A single word that no list of people's names has: perhaps a firm, taken for a person. */
static bool
may_be_firm(const NxAnalysis *a, const NxForm *form)
{
	return form->n == 1 && !form->titled && form->gender == 0 &&
		   !nx_tok_has(a->tokens, form->first_token, NX_C_FAMILY_NAME) &&
		   !nx_tok_has(a->tokens, form->first_token, NX_C_GIVEN_NAME_MALE) &&
		   !nx_tok_has(a->tokens, form->first_token, NX_C_GIVEN_NAME_FEMALE);
}

static bool
link_mention(NxLinker *l, uint32_t mention)
{
	NxAnalysis *a = l->a;
	NxMention *m = &a->mentions[mention];
	NxGroup group = nx_group_of((NxLabel) m->label);
	NxForm form;
	uint64_t key;
	uint32_t *slot;
	uint32_t number = NX_NONE, exact;

	nx_form(a, m, (NxLabel) m->label, &form);
	if (m->label == NX_ORG && form.place && m->first_token > 0 &&
		nx_tok_word(a->tokens, m->first_token - 1) == NX_W_IN)
	{
		/* "in Leeds" is the town, whatever its club is called */
		m->label = NX_GPE;
		group = NX_G_PLACE;
	}
	if (l->all_caps)
		form.acronym = false;
	if (m->label == NX_GPE && form.n == 1 && !form.place &&
		(number = nx_club_chain(l, m, &form)) != NX_NONE)
	{
		m->label = NX_ORG;
		group = NX_G_ORG;
	}
	if (number == NX_NONE && group != NX_G_PERSON &&
		(number = person_after_all(l, m, &form)) != NX_NONE)
	{
		m->label = NX_PERSON;
		group = NX_G_PERSON;
		nx_form(a, m, NX_PERSON, &form);
	}
	key = nx_chain_key(&form, group);
	if (!nx_chain_room(l))
		return false;
	slot = nx_chain_slot(l, key);
	exact = *slot != 0 ? nx_chain_root(l, *slot - 1) : NX_NONE;
	if (number == NX_NONE && exact != NX_NONE && (form.n > 1 || group != NX_G_PERSON))
		number = exact;
	if (number == NX_NONE)
		number = nx_best_chain(l, &form, group, 0, NX_NONE);
	if (number == NX_NONE && group == NX_G_PERSON && form.n == 1 && form.sexed)
	{
		/* "Mr Benn" of Hilary Benn: a title knows better than a given name */
		NxForm other = form;

		other.gender = 0;
		number = nx_best_chain(l, &other, group, 0, NX_NONE);
		if (number != NX_NONE && (nx_chain_at(l, number)->sexed || nx_chain_at(l, number)->n < 2))
			number = NX_NONE;
		if (number != NX_NONE)
			nx_chain_at(l, number)->gender = form.gender;
	}
	if (number == NX_NONE && group == NX_G_PERSON && exact == NX_NONE && may_be_firm(a, &form))
	{
		uint32_t org = nx_best_chain(l, &form, NX_G_ORG, 0, NX_NONE);

		if (org != NX_NONE)
		{
			m->label = NX_ORG;
			number = org;
		}
	}
	if (number == NX_NONE)
	{
		number = nx_bracket_chain(l, mention, &form);
		if (number != NX_NONE && !nx_index_word(l, form.word[0].hash ^ NX_ACRONYM_SALT, number))
			return false;
	}
	if (number == NX_NONE)
		number = nx_acronym_chain(l, &form, group, 0);
	if (exact != NX_NONE && exact != number &&
		(number == NX_NONE || (nx_chain_at(l, exact)->n == 1 &&
							   nx_chain_at(l, exact)->body_count > 1 && group == NX_G_PERSON &&
							   nx_prominence(l, nx_chain_at(l, exact), true) >
								   nx_prominence(l, nx_chain_at(l, number), true))))
		number = exact;
	if (number == NX_NONE)
	{
		if (nx_is_noise(l->n_chains, m->span.start, LEAST_ENTITY))
			return true; /* without an entity, it is left out in the end */
		number = nx_new_chain(l, &form, group, key, mention);
		if (number == NX_NONE)
			return false;
		*slot = number + 1;
	}
	else if (*slot == 0 && form.n > 1 && !nx_is_noise(l->n_chains, m->span.start, LEAST_ENTITY))
	{
		/* So that the next mention in these words is found at once. */
		uint32_t alias = nx_new_chain(l, &form, group, key, mention);

		if (alias == NX_NONE)
			return false;
		nx_chain_at(l, alias)->parent = number;
		*slot = alias + 1;
	}
	nx_join_mention(l, number, &form, mention);
	if (nx_chain_at(l, number)->n == 0 || form.n > nx_chain_at(l, number)->n)
		return nx_index_form(l, number, &form, m);
	return true;
}

/* ---- single words that stood before their full form ---- */

static void
retry_chain(NxLinker *l, uint32_t number)
{
	NxChain *chain = nx_chain_at(l, number);
	const NxAnalysis *a = l->a;
	const NxMention *m = &a->mentions[chain->first];
	NxGroup group = (NxGroup) chain->group;
	NxForm form;
	uint32_t target = NX_NONE;

	if (chain->parent != number || chain->n != 1 || chain->alias || group == NX_G_NORP)
		return;
	nx_form(a, m, (NxLabel) chain->label, &form);
	form.gender = chain->gender;
	form.acronym &= chain->acronym;
	if (group != NX_G_PERSON)
		target = nx_acronym_chain(l, &form, group, number + 1);
	if (target == NX_NONE && (group == NX_G_PERSON || group == NX_G_ORG))
		target = nx_best_chain(l, &form, group, number + 1, number);
	if (target == NX_NONE && group != NX_G_PERSON && group != NX_G_OTHER && !form.place &&
		!form.acronym)
	{
		target = nx_best_chain(l, &form, NX_G_PERSON, number + 1, number);
		if (target != NX_NONE)
			target =
				nx_family_word(l, nx_chain_at(l, target)) == form.word[0].hash ? target : NX_NONE;
	}
	/* A name used all along in the text is not that of a relative, or of someone named but once. */
	if (target != NX_NONE && group == NX_G_PERSON && chain->body_count > 0 &&
		(nx_chain_at(l, target)->kin ||
		 (chain->body_count > 3 && nx_chain_at(l, target)->count == 1)))
		target = NX_NONE;
	if (target != NX_NONE)
		nx_join_chains(l, number, target);
}

/* ---- numbers, labels, forms ---- */

/*
 * Does the rest of the article know better what a mention is?  Who has a given
 * name or a title is a person; otherwise it takes a lead of two mentions, and
 * clubs and towns of one name stay what they are in each place.
 */
static bool
outvoted(const NxChain *chain, const NxMention *m)
{
	if (chain->label == NX_PERSON)
		return chain->margin >= (chain->given || chain->family_first || chain->title != 0 ? 4 : 8);
	return chain->margin >= 8 && (m->label == NX_PERSON || m->label != NX_ORG);
}

static NxStatus
finish(NxLinker *l, NxLinked *linked)
{
	NxAnalysis *a = l->a;
	uint32_t *dense = nx_alloc(a->arena, (l->n_chains + 1) * sizeof(*dense));
	uint32_t n_slots = 16;
	uint32_t *forms;
	uint32_t n_kept = 0;
	NxStatus status;

	/* what found the chains is needed no more */
	nx_free(a->arena, l->exact, (l->exact_mask + 1) * sizeof(*l->exact));
	nx_free(a->arena, l->index, (l->index_mask + 1) * sizeof(*l->index));

	while (n_slots < a->n_mentions + a->n_mentions / 2)
		n_slots *= 2;
	forms = nx_alloc(a->arena, n_slots * sizeof(*forms));
	if (dense == NULL || forms == NULL)
		return NX_NOMEM;
	status = nx_clear(a, forms, n_slots * sizeof(*forms));
	if (status != NX_OK)
		return status;
	memset(dense, 0xFF, l->n_chains * sizeof(*dense));

	for (uint32_t i = 0; i < a->n_mentions; i++)
	{
		NxMention *m = &a->mentions[i];
		uint32_t number = nx_chain_root(l, m->entity);
		const NxChain *chain;
		uint64_t key;
		uint32_t form, slot;

		if (number == NX_NONE)
			continue;
		chain = nx_chain_at(l, number);
		if (dense[number] == NX_NONE)
			dense[number] = linked->n_entities++;
		m->entity = dense[number];
		if (outvoted(chain, m))
			m->label = chain->label;
		m->plural = 0;
		if (i == chain->best)
			m->plural = chain->gender == 'm'   ? NX_LINK_BEST | NX_LINK_MALE
						: chain->gender == 'f' ? NX_LINK_BEST | NX_LINK_FEMALE
											   : NX_LINK_BEST;
		if (l->surface[i] == l->surface[chain->best])
			continue;

		key = ((uint64_t) l->surface[i] << 32 | m->entity) * UINT64_C(0xD6E8FEB86659FD93) | 1;
		form = (uint32_t) (key >> 32) | 1;
		slot = (form ^ form >> 15) & (n_slots - 1);
		while (forms[slot] != 0 && forms[slot] != form)
			slot = (slot + 1) & (n_slots - 1);
		if (forms[slot] == 0)
		{
			forms[slot] = form;
			m->plural |= NX_LINK_ALIAS;
			linked->n_aliases++;
		}
		if (i % 1024 == 0 && nx_should_stop(a))
			return NX_CANCELLED;
	}
	for (uint32_t i = 0; i < a->n_mentions; i++)
		if (a->mentions[i].entity != NX_NONE)
			a->mentions[n_kept++] = a->mentions[i];
	a->n_mentions = n_kept;
	return NX_OK;
}

static NxStatus
link_all(NxLinker *l, NxLinked *linked)
{
	NxAnalysis *a = l->a;
	const NxSentences *s = a->sentences;

	if (!nx_start_chains(l))
		return NX_NOMEM;
	for (uint32_t i = 0; i < a->n_mentions; i++)
	{
		const NxParagraph *p;

		while (l->sentence + 1 < s->n &&
			   s->sentences[l->sentence].end_token <= a->mentions[i].first_token)
			l->sentence++;
		p = &s->paragraphs[s->sentences[l->sentence].paragraph];
		l->headline = p->kind != NX_PARA_BODY && p->kind != NX_PARA_LIST;
		l->all_caps = (p->flags & NX_PF_ALL_CAPS) != 0;
		if (!link_mention(l, i))
			return NX_NOMEM;
		if (i % 1024 == 0 && nx_should_stop(a))
			return NX_CANCELLED;
	}
	for (uint32_t i = 0; i < l->n_chains; i++)
	{
		retry_chain(l, i);
		if (i % 1024 == 0 && nx_should_stop(a))
			return NX_CANCELLED;
	}
	return finish(l, linked);
}

NxStatus
nx_link_names(NxAnalysis *a, NxLinked *linked)
{
	NxLinker l = {.a = a};
	NxMark mark = nx_mark(a->arena);
	NxStatus status;

	memset(linked, 0, sizeof(*linked));
	status = link_all(&l, linked);
	nx_release(a->arena, mark);
	return status;
}
