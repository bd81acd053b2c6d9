/*
 * chain_match.c
 *		Which chain a name may belong to.
 *
 * Chains that share a word with the name are found through the index and
 * compared by the manners of their kind: people by family and given names and
 * initials, organisations by the beginning or the end of theirs, acronyms by
 * initials or by standing right behind the words.  Of several that fit, the one
 * spoken of last or most is taken.
 *
 * Only the newest chains of a word are looked at (WINDOW), so that a million
 * people of one family name cost no more than ten.
 */
#include "chain_match.h"

#include "token.h"

#define WINDOW 16       /* chains looked at under one word */
#define USED_WITHIN 256 /* mentions in which an acronym should come again */
#define KIN_LEAD 18     /* by which a relative must lead over who goes by the family name */
#define MAX_AGE 40      /* sentences after which a mention is just "earlier" */

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
match_person(const NxForm *form, const NxChain *chain, const NxFormWord *words)
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

/* Words that say what an organisation is, not which: "NxGroup", "Bank". */
static bool
is_org_noun(const NxAnalysis *a, uint32_t token)
{
	return nx_tok_has(a->tokens, token, NX_C_ORG_NOUN);
}

/* "Ford Motor Co", "Oxford University": the name says that it is whole. */
static bool
is_whole(const NxAnalysis *a, const NxForm *form)
{
	const NxTokens *t = a->tokens;
	uint32_t last = form->first_token;

	while (last + 1 < t->n && t->start[last + 1] < form->name.end)
		last++;
	return form->alias || nx_tok_has(t, last, NX_C_ORG_SUFFIX) ||
		   nx_tok_has(t, last, NX_C_ORG_NOUN) || nx_tok_has(t, last, NX_C_ORG_HEAD);
}

/* Is the last word of the chain's name what makes it a body of its own: "Real Madrid Foundation"? */
static bool
is_other_body(const NxAnalysis *a, const NxChain *chain)
{
	const char *kind =
		nx_lex_value(a->tokens->entry[a->mentions[chain->best].end_token - 1], NX_C_ORG_NOUN);

	return kind != NULL && kind[0] != 'f';
}

static int
match_org(const NxLinker *l, const NxForm *form, const NxChain *chain, const NxFormWord *words)
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
	/* "Duke Power" of Duke Power Co; but "Union Carbide France" is another firm */
	return at == 0 && nc - nf == 1 && !words[nc - 1].place && !is_whole(l->a, form) &&
				   !is_other_body(l->a, chain)
			   ? 2
			   : 0;
}

int
nx_prominence(const NxLinker *l, const NxChain *chain, bool by_family)
{
	uint32_t mentions = by_family ? chain->family_count : chain->count;
	int age = (int) (l->sentence - (by_family ? chain->family_sentence : chain->last_sentence));
	int count = mentions > 4 ? 4 : (int) mentions;

	return 4 * count - 3 * (age > MAX_AGE ? MAX_AGE : age) + (age <= 1 ? 12 : 0);
}

/* For names that stood before: most spoken of, and of several sooner brought in. */
static int
importance(const NxChain *chain, int order)
{
	int score = 3 * order;

	for (uint32_t count = chain->family_count; count > 0; count >>= 1)
		score += 2;
	return score;
}

uint32_t
nx_best_chain(NxLinker *l, const NxForm *form, NxGroup group, uint32_t after, uint32_t self)
{
	uint32_t best = NX_NONE, bare = NX_NONE;
	int best_score = INT32_MIN, bare_score = INT32_MIN;

	for (uint32_t w = form->n; w-- > 0;)
	{
		uint32_t node = *nx_word_slot(l, form->word[w].hash);

		for (int k = 0; node != 0 && k < WINDOW; k++, node = nx_chain_node(l, node - 1)->next)
		{
			uint32_t number = nx_chain_root(l, nx_chain_node(l, node - 1)->chain);
			const NxChain *chain = nx_chain_at(l, number);
			int quality, score;

			if (number < after || number == self ||
				(group == NX_G_PERSON) != (chain->group == NX_G_PERSON))
				continue;
			quality = group == NX_G_PERSON ? match_person(form, chain, &l->pool[chain->words])
					  : group == NX_G_ORG && chain->group == NX_G_ORG
						  ? match_org(l, form, chain, &l->pool[chain->words])
						  : 0;
			if (quality == 0)
				continue;
			score = 12 * quality;
			if (after > 0)
				score += importance(chain, k);
			else
				score += nx_prominence(l, chain, form->n > 1 || quality == 4);
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
		if (form->n > 1 && group != NX_G_PERSON)
			break; /* the last word of an organisation's name is enough */
	}
	/* A relative is called by the given name where another goes by the family's. */
	if (best != NX_NONE && bare != NX_NONE && nx_chain_at(l, best)->kin &&
		!nx_chain_at(l, best)->bare && bare_score + KIN_LEAD >= best_score)
		return bare;
	return best;
}

uint32_t
nx_acronym_chain(NxLinker *l, const NxForm *form, NxGroup group, uint32_t after)
{
	uint32_t node;

	if (!form->acronym || group == NX_G_PERSON || group == NX_G_NORP)
		return NX_NONE;
	node = *nx_word_slot(l, form->word[0].hash ^ NX_ACRONYM_SALT);
	for (int k = 0; node != 0 && k < WINDOW; k++, node = nx_chain_node(l, node - 1)->next)
	{
		uint32_t number = nx_chain_root(l, nx_chain_node(l, node - 1)->chain);

		if (number >= after && nx_chain_at(l, number)->group != NX_G_PERSON)
			return number;
	}
	return NX_NONE;
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
uint32_t
nx_bracket_chain(NxLinker *l, uint32_t mention, const NxForm *form)
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
		return nx_chain_root(l, before->entity);
	if (between >= 2 && between <= 4 && nx_tok_word(t, m->first_token - 1) == NX_W_AS &&
		nx_tok_has(t, m->first_token - 2, NX_C_NAMING_WORD) && before->label != NX_GPE)
		return nx_chain_root(l, before->entity); /* "…, also known as CPN" */
	if (between != 1 || t->kind[before->end_token] != NX_TOK_BRACKET_OPEN)
		return NX_NONE;
	if (initials_shared(a, before, m) < len &&
		(before->label == NX_GPE || !is_used_later(a, mention)))
		return NX_NONE;
	return nx_chain_root(l, before->entity);
}

uint32_t
nx_club_chain(NxLinker *l, const NxMention *m, const NxForm *form)
{
	const NxAnalysis *a = l->a;
	uint32_t club = NX_NONE, node = *nx_word_slot(l, form->word[0].hash), last;

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
	club = nx_best_chain(l, form, NX_G_ORG, 0, NX_NONE);
	if (club == NX_NONE || nx_chain_at(l, club)->n != 2)
		return NX_NONE;
	last = a->mentions[nx_chain_at(l, club)->best].end_token - 1;
	if (a->tokens->kind[last] == NX_TOK_CLITIC)
		last--;
	return nx_tok_has(a->tokens, last, NX_C_ORG_SUFFIX) ? club : NX_NONE;
}
