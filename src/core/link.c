/*
 * link.c
 *		name mentions → chains of mentions of one thing.
 *
 * Mentions are taken in the order of the text.  A name whose words were seen
 * before goes to their chain by one probe of a hash table (`exact`).  Other
 * names are looked for among chains that share a word, through an inverted
 * index from words to chains: a person by family name, a firm by the first
 * word of its name, an office of state by the end of its name; acronyms stand
 * in the same index under a key of their own.  Of several that fit, the one
 * spoken of last or most is taken.  A name that fits nowhere begins a chain.
 *
 * A headline says "Xi" before the text says "Xi Jinping", and "SOAS" may stand
 * before its expansion: chains begun by a single word are tried again at the
 * end against chains that came after them, and joined where one fits.
 *
 * Only the newest chains of a word are looked at (WINDOW), so that a million
 * people of one family name cost no more than ten.
 */
#include "link.h"

#include <string.h>

#include "arena.h"
#include "form.h"
#include "sentence.h"
#include "token.h"

#define WINDOW 16 /* chains looked at under one word */
#define ACRONYM_SALT 0x9E3779B9u
#define PAGE 128
#define USED_WITHIN 256 /* mentions in which an acronym should come again */
#define KIN_LEAD 18
#define MAX_AGE 40 /* sentences after which a mention is just "earlier" */

typedef enum Group
{
	G_PERSON,
	G_ORG,
	G_PLACE,
	G_NORP,
	G_OTHER
} Group;

typedef struct Chain
{
	uint64_t key;
	uint32_t words;      /* first of n in the pool */
	uint32_t parent;     /* itself, or the chain that it was joined to */
	uint32_t count;      /* mentions so far */
	uint32_t body_count; /* of them outside headlines */
	uint32_t first;      /* mention */
	uint32_t last_sentence;
	uint32_t family_count;    /* of them, those not by the given name alone */
	uint32_t family_sentence; /* where the last of those stood */
	uint32_t best;            /* mention with the fullest form */
	uint32_t best_rank;
	uint32_t title; /* hash of an office */
	uint32_t suffix;
	uint32_t margin; /* of the leading label's votes (Boyer and Moore's majority) */
	uint8_t label;
	uint8_t group;
	uint8_t n;
	uint8_t gender;
	bool given;
	bool family_first;
	bool place;
	bool acronym;
	bool alias;
	bool sexed; /* a title told the gender */
	bool bare;  /* called by the family name alone */
	bool kin;   /* named as somebody's relative: "his sister Agata" */
} Chain;

typedef struct Node
{
	uint32_t hash;
	uint32_t chain;
	uint32_t next;
} Node;

typedef struct Linker
{
	NxAnalysis *a;
	Chain **chains; /* pages of PAGE */
	uint32_t n_chains;
	NxFormWord *pool;
	uint32_t n_pool, max_pool;
	uint32_t *exact; /* key → chain + 1 */
	uint32_t exact_mask;
	uint32_t *index; /* word → node + 1 */
	uint32_t index_mask;
	Node **nodes; /* pages of PAGE */
	uint32_t n_nodes, max_nodes;
	uint32_t *surface; /* of each mention: hash of its words as they stand */

	/* where the mention at hand stands */
	uint32_t sentence;
	bool headline;
	bool all_caps;
} Linker;

/*
 * Chains and nodes grow in pages, so that what grows in turns with others
 * leaves no outgrown copies behind.
 */
static inline Chain *
chain_at(const Linker *l, uint32_t i)
{
	return &l->chains[i / PAGE][i % PAGE];
}

static inline Node *
node_at(const Linker *l, uint32_t i)
{
	return &l->nodes[i / PAGE][i % PAGE];
}

static Group
group_of(NxLabel label)
{
	switch (label)
	{
		case NX_PERSON:
			return G_PERSON;
		case NX_ORG:
			return G_ORG;
		case NX_GPE:
		case NX_LOC:
		case NX_FAC:
			return G_PLACE;
		case NX_NORP:
		case NX_LANGUAGE:
			return G_NORP;
		default:
			return G_OTHER;
	}
}

/*
 * The same words mean one thing whatever the tagger called them in one place
 * or another, except that known places may be two (Jordan).
 */
static uint64_t
exact_key(const NxForm *form, Group group)
{
	return form->place ? form->key + 1 + (uint64_t) group : form->key;
}

static uint32_t *
exact_slot(Linker *l, uint64_t key)
{
	uint32_t i = (uint32_t) (key ^ (key >> 32)) & l->exact_mask;

	while (l->exact[i] != 0 && chain_at(l, l->exact[i] - 1)->key != key)
		i = (i + 1) & l->exact_mask;
	return &l->exact[i];
}

static uint32_t *
index_slot(Linker *l, uint32_t hash)
{
	uint32_t i = (hash ^ (hash >> 16)) & l->index_mask;

	while (l->index[i] != 0 && node_at(l, l->index[i] - 1)->hash != hash)
		i = (i + 1) & l->index_mask;
	return &l->index[i];
}

static bool
index_add(Linker *l, uint32_t hash, uint32_t chain)
{
	uint32_t *slot = index_slot(l, hash);
	uint32_t next = *slot;

	if (next != 0 && node_at(l, next - 1)->chain == chain)
		return true;
	if (l->n_nodes >= l->max_nodes)
		return true; /* full: names go unlinked rather than cost without bound */
	if (l->n_nodes % PAGE == 0)
	{
		l->nodes[l->n_nodes / PAGE] = nx_alloc(l->a->arena, PAGE * sizeof(Node));
		if (l->nodes[l->n_nodes / PAGE] == NULL)
			return false;
	}
	*node_at(l, l->n_nodes) = (Node){hash, chain, next};
	*slot = ++l->n_nodes;
	return true;
}

static uint32_t
root(Linker *l, uint32_t chain)
{
	while (chain_at(l, chain)->parent != chain)
		chain = chain_at(l, chain)->parent;
	return chain;
}

/* ---- does a form name the thing of a chain? ---- */

/* Where words b[0 .. nb) stand in a[0 .. na), or -1. */
static int
find_run(const NxFormWord *a, uint32_t na, const NxFormWord *b, uint32_t nb)
{
	for (uint32_t i = 0; i + nb <= na; i++)
	{
		uint32_t k = 0;

		while (k < nb && a[i + k].hash == b[k].hash)
			k++;
		if (k == nb)
			return (int) i;
	}
	return -1;
}

static bool
same_or_initial(const NxFormWord *a, const NxFormWord *b)
{
	return a->hash == b->hash || ((a->initial || b->initial) && a->letter == b->letter);
}

/* Middle names agree when neither has one that the other could not have. */
static bool
middles_agree(const NxFormWord *a, uint32_t na, const NxFormWord *b, uint32_t nb)
{
	if (na == 2 || nb == 2)
		return true;
	return same_or_initial(&a[1], &b[1]);
}

/*
 * 0: no; else the better the higher.  The form may be the shorter or the
 * longer of the two.
 */
static int
match_person(const NxForm *form, const Chain *chain, const NxFormWord *words)
{
	const NxFormWord *f = form->word;
	uint32_t nf = form->n, nc = chain->n;
	int at;

	if (form->suffix != chain->suffix && (nf > 1 || form->suffix != 0) &&
		!(form->suffix != 0 && chain->suffix == 0 && nc == 1))
		return 0;
	if (form->gender != 0 && chain->gender != 0 && form->gender != chain->gender)
		return 0;
	if (nf == 1)
	{
		at = find_run(words, nc, f, 1);
		if (at < 0 || f[0].initial)
			return 0;
		if (nc == 1)
			return 3;
		if (at == 0 && form->titled && chain->given && !chain->family_first)
			return 0; /* "Mr Michael" is nobody */
		if (at == 0)
			return chain->family_first ? 4 : 2;
		if (at == (int) nc - 1)
			return chain->family_first ? 2 : 4;
		return nc > 2 ? 1 : 0;
	}
	if (nc == 1)
		return 0;
	if (nf <= nc ? (at = find_run(words, nc, f, nf)) >= 0 : (at = find_run(f, nf, words, nc)) >= 0)
		return nf == nc ? 5 : 4;
	if (f[nf - 1].hash == words[nc - 1].hash && same_or_initial(&f[0], &words[0]) &&
		middles_agree(f, nf, words, nc))
		return 3;
	return 0;
}

/* Words that say what an organisation is, not which: "Group", "Bank". */
static bool
is_org_noun(const NxAnalysis *a, uint32_t token)
{
	return nx_tok_has(a->tokens, token, NX_C_ORG_NOUN);
}

static int
match_org(const Linker *l, const NxForm *form, const Chain *chain, const NxFormWord *words)
{
	const NxFormWord *f = form->word;
	uint32_t nf = form->n, nc = chain->n;
	int at;

	if (nf > nc || nc == 1)
		return 0;
	at = find_run(words, nc, f, nf);
	if (at < 0 || nf == nc)
		return 0;
	if (nf == 1)
	{
		bool noun = is_org_noun(l->a, form->first_token);

		/* "Rio" is Rio Tinto where the tagger has it for a firm. */
		if (form->place || f[0].place)
			return at == 0 && nc == 2 && !is_org_noun(l->a, form->first_token) ? 1 : 0;
		/* "the Bank" is some bank that was named; "Goldman" begins its name. */
		if (noun)
			return form->first_token > 0 &&
						   nx_tok_word(l->a->tokens, form->first_token - 1) == NX_W_THE
					   ? 2
					   : 0;
		if (at == 0 && !form->acronym)
			return nc <= 3 ? 3 : 1;
		if (at == (int) nc - 1 && nc == 2 && words[0].place)
			return 2; /* Leeds United: "United" */
		return 0;
	}
	/* "Security Council" and "United Nations Security Council" */
	if (at + nf == nc)
	{
		for (int i = 0; i < at; i++)
			if (!words[i].place)
				return nc - nf == 2 && i == 0 ? 1 : 0;
		return 3;
	}
	return 0;
}

/* The word that people call a person by in news: the family name. */
static uint32_t
family_word(const Linker *l, const Chain *chain)
{
	return l->pool[chain->words + (chain->family_first ? 0 : chain->n - 1u)].hash;
}

/*
 * How much the text's thread speaks for a chain: spoken of just now, lately,
 * often.  A family name is his who goes by it: of brothers, one may be "Mr
 * Trump" and the other "Freddy".
 */
static int
prominence(const Linker *l, const Chain *chain, bool by_family)
{
	uint32_t mentions = by_family ? chain->family_count : chain->count;
	int age = (int) (l->sentence - (by_family ? chain->family_sentence : chain->last_sentence));
	int count = mentions > 4 ? 4 : (int) mentions;

	return 4 * count - 3 * (age > MAX_AGE ? MAX_AGE : age) + (age <= 1 ? 12 : 0);
}

/* For names that stood before: most spoken of, and of several sooner brought in. */
static int
importance(const Chain *chain, int order)
{
	int score = 3 * order;

	for (uint32_t count = chain->family_count; count > 0; count >>= 1)
		score += 2;
	return score;
}

/*
 * The chain that the form fits best, or NX_NONE.  Chains from `after` on only
 * (0: all), which is how names before their full form are tried again.
 */
static uint32_t
best_candidate(Linker *l, const NxForm *form, Group group, uint32_t after, uint32_t self)
{
	uint32_t best = NX_NONE, bare = NX_NONE;
	int best_score = INT32_MIN, bare_score = INT32_MIN;

	for (uint32_t w = form->n; w-- > 0;)
	{
		uint32_t node = *index_slot(l, form->word[w].hash);

		for (int k = 0; node != 0 && k < WINDOW; k++, node = node_at(l, node - 1)->next)
		{
			uint32_t number = root(l, node_at(l, node - 1)->chain);
			const Chain *chain = chain_at(l, number);
			int quality, score;

			if (number < after || number == self ||
				(group == G_PERSON) != (chain->group == G_PERSON))
				continue;
			quality = group == G_PERSON ? match_person(form, chain, &l->pool[chain->words])
					  : group == G_ORG && chain->group == G_ORG
						  ? match_org(l, form, chain, &l->pool[chain->words])
						  : 0;
			if (quality == 0)
				continue;
			score = 12 * quality;
			if (after > 0)
				score += importance(chain, k);
			else
				score += prominence(l, chain, form->n > 1 || quality == 4);
			if (form->title != 0 && chain->title != 0)
				score += form->title == chain->title ? 20 : -10;
			/* Of a pair named together, the one who is not the other's relative, or came first. */
			score -= chain->kin ? 6 : 0;
			if (chain->bare && !chain->kin && score >= bare_score)
			{
				bare = number;
				bare_score = score;
			}
			if (score >= best_score)
			{
				best = number;
				best_score = score;
			}
		}
		if (form->n > 1 && group != G_PERSON)
			break; /* the last word of an organisation's name is enough */
	}
	/* A relative is called by the given name where another goes by the family's. */
	if (best != NX_NONE && bare != NX_NONE && chain_at(l, best)->kin && !chain_at(l, best)->bare &&
		bare_score + KIN_LEAD >= best_score)
		return bare;
	return best;
}

static uint32_t
acronym_candidate(Linker *l, const NxForm *form, Group group, uint32_t after)
{
	uint32_t node;

	if (!form->acronym || group == G_PERSON || group == G_NORP)
		return NX_NONE;
	node = *index_slot(l, form->word[0].hash ^ ACRONYM_SALT);
	for (int k = 0; node != 0 && k < WINDOW; k++, node = node_at(l, node - 1)->next)
	{
		uint32_t number = root(l, node_at(l, node - 1)->chain);

		if (number >= after && chain_at(l, number)->group != G_PERSON)
			return number;
	}
	return NX_NONE;
}

/* ---- chains ---- */

/* Let the chain be found by the words of a form, and remember the longest form's. */
static bool
index_form(Linker *l, uint32_t number, const NxForm *form, const NxMention *m)
{
	Chain *chain = chain_at(l, number);
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
	if (chain->group == G_PERSON || chain->group == G_ORG)
		for (uint32_t i = 0; i < form->n; i++)
			if (!form->word[i].initial && !index_add(l, form->word[i].hash, number))
				return false;
	if (chain->group != G_PERSON && chain->group != G_NORP)
	{
		nx_form_acronyms(l->a, m, keys);
		for (int i = 0; i < NX_FORM_ACRONYMS; i++)
			if (keys[i] != 0 && !index_add(l, keys[i] ^ ACRONYM_SALT, number))
				return false;
	}
	return true;
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

static uint32_t
new_chain(Linker *l, const NxForm *form, Group group, uint64_t key, uint32_t mention)
{
	if (l->n_chains % PAGE == 0)
	{
		l->chains[l->n_chains / PAGE] = nx_alloc(l->a->arena, PAGE * sizeof(Chain));
		if (l->chains[l->n_chains / PAGE] == NULL)
			return NX_NONE;
	}
	*chain_at(l, l->n_chains) = (Chain){.key = key,
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
rank_form(const Linker *l, const Chain *chain, const NxForm *form)
{
	uint32_t len = form->name.end - form->name.start;
	uint32_t rank = (form->n + (form->suffix != 0)) * 64 + (len > 63 ? 63 : len);

	/* a dateline's "OSLO" is no fuller than "Oslo" */
	if (l->a->tokens->flags[form->first_token] & NX_TF_ALL_UPPER)
		rank--;
	if (chain->group == G_NORP)
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
join_mention(Linker *l, uint32_t number, const NxForm *form, uint32_t mention)
{
	Chain *chain = chain_at(l, number);
	NxMention *m = &l->a->mentions[mention];
	uint32_t rank = rank_form(l, chain, form);
	uint32_t votes = l->headline ? 1 : 4;

	m->entity = number;
	l->surface[mention] = surface_hash(l->a, form, m);
	chain->count++;
	chain->body_count += !l->headline;
	chain->last_sentence = l->sentence;
	if (!(chain->group == G_PERSON && form->n == 1 && chain->n > 1 &&
		  form->word[0].hash != family_word(l, chain)))
	{
		chain->family_count++;
		chain->family_sentence = l->sentence;
		chain->bare |= form->n == 1 && chain->n > 1;
	}
	if (rank > chain->best_rank)
	{
		chain->best_rank = rank;
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
		chain->margin += votes;
	else if (chain->margin >= votes)
		chain->margin -= votes;
	else
	{
		chain->margin = votes - chain->margin;
		chain->label = m->label;
		chain->group = (uint8_t) group_of((NxLabel) m->label);
	}
}

/* ---- a mention ---- */

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
person_after_all(Linker *l, const NxMention *m, NxForm *form)
{
	uint32_t person;

	if (form->n != 1 || form->alias || m->label == NX_NORP || m->label == NX_LANGUAGE)
		return NX_NONE;
	if (form->acronym)
		return NX_NONE;
	person = best_candidate(l, form, G_PERSON, 0, NX_NONE);
	if (person == NX_NONE)
		return NX_NONE;
	/* only by the name that people go by */
	if (family_word(l, chain_at(l, person)) != form->word[0].hash)
		return NX_NONE;
	if (form->place && !acts_like_person(l->a, m))
		return NX_NONE;
	if (m->label == NX_ORG && best_candidate(l, form, G_ORG, 0, NX_NONE) != NX_NONE)
		return NX_NONE;
	return person;
}

/* Where the letters of an acronym stand for words in another language, how many still agree. */
static uint32_t
initials_shared(const NxAnalysis *a, const NxMention *full, const NxMention *acronym)
{
	const NxTokens *t = a->tokens;
	uint32_t shared = 0;

	for (uint32_t i = acronym->span.start; i < acronym->span.end; i++)
		for (uint32_t k = full->first_token; k < full->end_token; k++)
			if ((a->text[t->start[k]] | 0x20) == (a->text[i] | 0x20))
			{
				shared++;
				break;
			}
	return shared;
}

/* Does the article go on to use the acronym by itself? */
static bool
is_used_later(const NxAnalysis *a, uint32_t mention)
{
	uint32_t hash = a->tokens->hash[a->mentions[mention].first_token];

	for (uint32_t i = mention + 1; i < a->n_mentions && i < mention + USED_WITHIN; i++)
		if (a->mentions[i].end_token - a->mentions[i].first_token == 1 &&
			a->tokens->hash[a->mentions[i].first_token] == hash)
			return a->mentions[i].label != NX_GPE;
	return false;
}

/*
 * "National Rally (RN)", "National Liberation Army, or ELN,": an acronym right
 * after a name of several words, whatever language its letters are taken from.
 */
static uint32_t
bracket_candidate(Linker *l, uint32_t mention, const NxForm *form)
{
	const NxAnalysis *a = l->a;
	const NxTokens *t = a->tokens;
	const NxMention *m = &a->mentions[mention], *before = m - 1;
	uint32_t len = m->span.end - m->span.start, between;

	if (!form->acronym || form->place || mention == 0 || before->label == NX_PERSON ||
		m->label == NX_PERSON || before->end_token - before->first_token < 2)
		return NX_NONE;
	between = m->first_token - before->end_token;
	if (between == 2 && t->kind[before->end_token] == NX_TOK_COMMA &&
		nx_tok_word(t, before->end_token + 1) == NX_W_OR && before->label != NX_GPE)
		return root(l, before->entity);
	if (between >= 2 && between <= 4 && nx_tok_word(t, m->first_token - 1) == NX_W_AS &&
		nx_tok_has(t, m->first_token - 2, NX_C_NAMING_WORD) && before->label != NX_GPE)
		return root(l, before->entity); /* "…, also known as CPN" */
	if (between != 1 || t->kind[before->end_token] != NX_TOK_BRACKET_OPEN)
		return NX_NONE;
	if (initials_shared(a, before, m) < len &&
		(before->label == NX_GPE || !is_used_later(a, mention)))
		return NX_NONE;
	return root(l, before->entity);
}

/* "Alderley" for Alderley Town, unless something happens in, from or near it. */
static uint32_t
club_named(Linker *l, const NxMention *m, const NxForm *form)
{
	const NxAnalysis *a = l->a;
	uint32_t club = NX_NONE, node = *index_slot(l, form->word[0].hash), last;

	if (node == 0)
		return NX_NONE;
	if (m->first_token > 0)
		switch (nx_tok_word(a->tokens, m->first_token - 1))
		{
			case NX_W_IN:
			case NX_W_FROM:
			case NX_W_NEAR:
			case NX_W_AT:
			case NX_W_TO:
				return NX_NONE;
			default:
				break;
		}
	club = best_candidate(l, form, G_ORG, 0, NX_NONE);
	if (club == NX_NONE || chain_at(l, club)->n != 2)
		return NX_NONE;
	last = a->mentions[chain_at(l, club)->best].end_token - 1;
	if (a->tokens->kind[last] == NX_TOK_CLITIC)
		last--;
	return nx_tok_has(a->tokens, last, NX_C_ORG_SUFFIX) ? club : NX_NONE;
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
link_mention(Linker *l, uint32_t mention)
{
	NxAnalysis *a = l->a;
	NxMention *m = &a->mentions[mention];
	Group group = group_of((NxLabel) m->label);
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
		group = G_PLACE;
	}
	if (l->all_caps)
		form.acronym = false;
	if (m->label == NX_GPE && form.n == 1 && !form.place &&
		(number = club_named(l, m, &form)) != NX_NONE)
	{
		m->label = NX_ORG;
		group = G_ORG;
	}
	if (number == NX_NONE && group != G_PERSON &&
		(number = person_after_all(l, m, &form)) != NX_NONE)
	{
		m->label = NX_PERSON;
		group = G_PERSON;
		nx_form(a, m, NX_PERSON, &form);
	}
	key = exact_key(&form, group);
	slot = exact_slot(l, key);
	exact = *slot != 0 ? root(l, *slot - 1) : NX_NONE;
	if (number == NX_NONE && exact != NX_NONE && (form.n > 1 || group != G_PERSON))
		number = exact;
	if (number == NX_NONE)
		number = best_candidate(l, &form, group, 0, NX_NONE);
	if (number == NX_NONE && group == G_PERSON && form.n == 1 && form.sexed)
	{
		/* "Mr Benn" of Hilary Benn: a title knows better than a given name */
		NxForm other = form;

		other.gender = 0;
		number = best_candidate(l, &other, group, 0, NX_NONE);
		if (number != NX_NONE && (chain_at(l, number)->sexed || chain_at(l, number)->n < 2))
			number = NX_NONE;
		if (number != NX_NONE)
			chain_at(l, number)->gender = form.gender;
	}
	if (number == NX_NONE && group == G_PERSON && exact == NX_NONE && may_be_firm(a, &form))
	{
		uint32_t org = best_candidate(l, &form, G_ORG, 0, NX_NONE);

		if (org != NX_NONE)
		{
			m->label = NX_ORG;
			number = org;
		}
	}
	if (number == NX_NONE)
	{
		number = bracket_candidate(l, mention, &form);
		if (number != NX_NONE && !index_add(l, form.word[0].hash ^ ACRONYM_SALT, number))
			return false;
	}
	if (number == NX_NONE)
		number = acronym_candidate(l, &form, group, 0);
	if (exact != NX_NONE && exact != number &&
		(number == NX_NONE ||
		 (chain_at(l, exact)->n == 1 && chain_at(l, exact)->body_count > 1 && group == G_PERSON &&
		  prominence(l, chain_at(l, exact), true) > prominence(l, chain_at(l, number), true))))
		number = exact;
	if (number == NX_NONE)
	{
		number = new_chain(l, &form, group, key, mention);
		if (number == NX_NONE)
			return false;
		*slot = number + 1;
	}
	else if (*slot == 0 && form.n > 1)
	{
		/* So that the next mention in these words is found at once. */
		uint32_t alias = new_chain(l, &form, group, key, mention);

		if (alias == NX_NONE)
			return false;
		chain_at(l, alias)->parent = number;
		*slot = alias + 1;
	}
	join_mention(l, number, &form, mention);
	if (chain_at(l, number)->n == 0 || form.n > chain_at(l, number)->n)
		return index_form(l, number, &form, m);
	return true;
}

/* ---- single words that stood before their full form ---- */

static void
join_chains(Linker *l, uint32_t from, uint32_t to)
{
	Chain *f = chain_at(l, from), *t = chain_at(l, to);

	f->parent = to;
	t->count += f->count;
	t->body_count += f->body_count;
	t->family_count += f->family_count;
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

static void
retry_chain(Linker *l, uint32_t number)
{
	Chain *chain = chain_at(l, number);
	const NxAnalysis *a = l->a;
	const NxMention *m = &a->mentions[chain->first];
	Group group = (Group) chain->group;
	NxForm form;
	uint32_t target = NX_NONE;

	if (chain->parent != number || chain->n != 1 || chain->alias || group == G_NORP)
		return;
	nx_form(a, m, (NxLabel) chain->label, &form);
	form.gender = chain->gender;
	form.acronym &= chain->acronym;
	if (group != G_PERSON)
		target = acronym_candidate(l, &form, group, number + 1);
	if (target == NX_NONE && (group == G_PERSON || group == G_ORG))
		target = best_candidate(l, &form, group, number + 1, number);
	if (target == NX_NONE && group != G_PERSON && group != G_OTHER && !form.place && !form.acronym)
	{
		target = best_candidate(l, &form, G_PERSON, number + 1, number);
		if (target != NX_NONE)
			target = family_word(l, chain_at(l, target)) == form.word[0].hash ? target : NX_NONE;
	}
	/* A name used all along in the text is not that of a relative, or of someone named but once. */
	if (target != NX_NONE && group == G_PERSON && chain->body_count > 0 &&
		(chain_at(l, target)->kin || (chain->body_count > 3 && chain_at(l, target)->count == 1)))
		target = NX_NONE;
	if (target != NX_NONE)
		join_chains(l, number, target);
}

/* ---- numbers, labels, forms ---- */

/*
 * Does the rest of the article know better what a mention is?  Who has a given
 * name or a title is a person; otherwise it takes a lead of two mentions, and
 * clubs and towns of one name stay what they are in each place.
 */
static bool
outvoted(const Chain *chain, const NxMention *m)
{
	if (chain->label == NX_PERSON)
		return chain->margin >= (chain->given || chain->family_first || chain->title != 0 ? 4 : 8);
	return chain->margin >= 8 && (m->label == NX_PERSON || m->label != NX_ORG);
}

static NxStatus
finish(Linker *l, NxLinked *linked)
{
	NxAnalysis *a = l->a;
	uint32_t *dense = nx_alloc(a->arena, (l->n_chains + 1) * sizeof(*dense));
	uint32_t n_slots = 16;
	uint64_t *forms;

	while (n_slots < a->n_mentions + a->n_mentions / 2)
		n_slots *= 2;
	forms = nx_alloc0(a->arena, n_slots * sizeof(*forms));
	if (dense == NULL || forms == NULL)
		return NX_NOMEM;
	memset(dense, 0xFF, l->n_chains * sizeof(*dense));

	for (uint32_t i = 0; i < a->n_mentions; i++)
	{
		NxMention *m = &a->mentions[i];
		uint32_t number = root(l, m->entity);
		const Chain *chain = chain_at(l, number);
		uint64_t key;
		uint32_t slot;

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
		slot = (uint32_t) (key >> 32) & (n_slots - 1);
		while (forms[slot] != 0 && forms[slot] != key)
			slot = (slot + 1) & (n_slots - 1);
		if (forms[slot] == 0)
		{
			forms[slot] = key;
			m->plural |= NX_LINK_ALIAS;
			linked->n_aliases++;
		}
		if (i % 1024 == 0 && nx_should_stop(a))
			return NX_CANCELLED;
	}
	return NX_OK;
}

static bool
start(Linker *l)
{
	NxAnalysis *a = l->a;
	uint32_t words = 0, n_exact = 16, n_index = 16;

	for (uint32_t i = 0; i < a->n_mentions; i++)
		words += a->mentions[i].end_token - a->mentions[i].first_token + 1;
	while (n_exact < a->n_mentions + a->n_mentions / 2)
		n_exact *= 2;
	while (n_index < words + words / 2)
		n_index *= 2;
	l->exact = nx_alloc0(a->arena, n_exact * sizeof(*l->exact));
	l->exact_mask = n_exact - 1;
	l->index = nx_alloc0(a->arena, n_index * sizeof(*l->index));
	l->index_mask = n_index - 1;
	l->max_nodes = l->index_mask / 4 * 3;
	l->chains = nx_alloc(a->arena, (a->n_mentions / PAGE + 1) * sizeof(*l->chains));
	l->nodes = nx_alloc(a->arena, (l->max_nodes / PAGE + 1) * sizeof(*l->nodes));
	l->surface = nx_alloc(a->arena, (a->n_mentions + 1) * sizeof(*l->surface));
	return l->exact != NULL && l->index != NULL && l->chains != NULL && l->nodes != NULL &&
		   l->surface != NULL;
}

static NxStatus
link_all(Linker *l, NxLinked *linked)
{
	NxAnalysis *a = l->a;
	const NxSentences *s = a->sentences;

	if (!start(l))
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
	Linker l = {.a = a};
	NxMark mark = nx_mark(a->arena);
	NxStatus status;

	memset(linked, 0, sizeof(*linked));
	status = link_all(&l, linked);
	nx_release(a->arena, mark);
	return status;
}
