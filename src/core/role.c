/*
 * role.c
 *		What people (and organisations) are: "director of the institute".
 *
 * A role is a noun phrase whose head is a noun for what a person is
 * (role_noun) or an organisation (org_noun), beside a name:
 *
 *		before it		Russian Prime Minister Mikhail Mishustin
 *						the secretary of the city's school board Ana Ruiz
 *						the county engineer, Marta Oyelaran,
 *		after it		Marta Oyelaran, 41, the county engineer, …
 *						Ana Ruiz is a former judge
 *
 * There is no parser: a phrase is a run of words that may stand in one, by
 * their classes and capitals, and the run's ends must look like a phrase's.
 */
#include "role.h"

#include <string.h>

#include "form.h"
#include "sentence.h"
#include "token.h"

#define MAX_BEFORE 12     /* tokens looked at to the left of a name */
#define MAX_PHRASE 9      /* words from a phrase's start to its head */
#define MAX_COMPLEMENT 14 /* tokens of "of …" after it */

typedef struct Place
{
	const NxAnalysis *a;
	const NxTokens *t;
	uint32_t mention; /* the name's number */
	uint32_t low;     /* tokens of its sentence */
	uint32_t high;
	int head_class; /* NX_C_ROLE_NOUN or NX_C_ORG_NOUN */
} Place;

/* The name that token i is part of, looked for near the mention at hand; NULL if none. */
static const NxMention *
name_at(const Place *p, uint32_t i)
{
	const NxAnalysis *a = p->a;
	uint32_t m = p->mention;

	while (m > 0 && a->mentions[m].first_token > i)
		m--;
	while (m + 1 < a->n_mentions && a->mentions[m].end_token <= i)
		m++;
	return a->mentions[m].first_token <= i && i < a->mentions[m].end_token ? &a->mentions[m] : NULL;
}

static bool
is_lower_word(const NxTokens *t, uint32_t i)
{
	return t->kind[i] == NX_TOK_WORD && !(t->flags[i] & NX_TF_UPPER_INITIAL);
}

static bool
is_upper_word(const NxTokens *t, uint32_t i)
{
	return t->kind[i] == NX_TOK_WORD && (t->flags[i] & NX_TF_UPPER_INITIAL) != 0;
}

/* Words that open a noun phrase and are no part of a role: "the", "his", "one". */
static bool
is_determiner(const NxTokens *t, uint32_t i)
{
	switch (nx_tok_word(t, i))
	{
		case NX_W_THE:
		case NX_W_A:
		case NX_W_AN:
		case NX_W_HIS:
		case NX_W_HER:
		case NX_W_ITS:
		case NX_W_THEIR:
		case NX_W_OUR:
		case NX_W_MY:
		case NX_W_YOUR:
		case NX_W_ANOTHER:
		case NX_W_THIS:
		case NX_W_THAT:
		case NX_W_ONE:
			return true;
		default:
			return false;
	}
}

static bool
is_preposition(const NxTokens *t, uint32_t i)
{
	switch (nx_tok_word(t, i))
	{
		case NX_W_OF:
		case NX_W_FOR:
		case NX_W_AT:
		case NX_W_IN:
		case NX_W_TO:
		case NX_W_WITH:
		case NX_W_FROM:
		case NX_W_ON:
			return true;
		default:
			return false;
	}
}

static bool
is_possessive(const NxTokens *t, uint32_t i)
{
	return t->kind[i] == NX_TOK_CLITIC && t->end[i] - t->start[i] != 3; /* not "'re", "n't" */
}

/* A verb that a clause goes on with; role nouns and modifiers that are also verbs are not meant. */
static bool
is_verb(const NxTokens *t, uint32_t i)
{
	uint16_t word = nx_tok_word(t, i);

	return word == NX_W_IS || word == NX_W_WAS || word == NX_W_ARE || word == NX_W_WERE ||
		   word == NX_W_HAS || word == NX_W_HAD || word == NX_W_HAVE || word == NX_W_WILL ||
		   word == NX_W_WOULD || word == NX_W_SAID || nx_tok_has(t, i, NX_C_REPORTING_VERB) ||
		   nx_tok_has(t, i, NX_C_VERB);
}

static bool
may_modify(const NxTokens *t, uint32_t i)
{
	return nx_tok_has(t, i, NX_C_ROLE_MODIFIER) || nx_tok_has(t, i, NX_C_ROLE_NOUN) ||
		   nx_tok_has(t, i, NX_C_ROLE_DOMAIN) || nx_tok_has(t, i, NX_C_ORG_NOUN) ||
		   nx_tok_has(t, i, NX_C_PLACE_NOUN) ||
		   ((t->kind[i] == NX_TOK_WORD || t->kind[i] == NX_TOK_NUMBER) &&
			(t->flags[i] & NX_TF_HAS_HYPHEN) != 0 && !nx_tok_has(t, i, NX_C_GRAMMAR));
}

/* A lower-case word that rules know nothing of: "beet" in "the beet farmer". */
static bool
may_be_noun(const NxTokens *t, uint32_t i)
{
	return is_lower_word(t, i) && !nx_tok_has(t, i, NX_C_GRAMMAR) && !is_preposition(t, i) &&
		   !nx_tok_has(t, i, NX_C_REPORTING_VERB);
}

static bool
ends_in(const NxAnalysis *a, uint32_t i, const char *ending)
{
	size_t len = strlen(ending);

	return a->tokens->end[i] - a->tokens->start[i] > len + 2 &&
		   memcmp(a->text + a->tokens->end[i] - len, ending, len) == 0;
}

bool
nx_is_role_noun(const NxAnalysis *a, uint32_t i)
{
	const NxTokens *t = a->tokens;
	uint32_t entry;

	if (nx_tok_has(t, i, NX_C_ROLE_NOUN))
		return true;
	if (t->flags[i] & NX_TF_HAS_HYPHEN)
	{
		/* "governor-elect", "singer-songwriter" */
		const char *start = a->text + t->start[i], *end = a->text + t->end[i], *part = end;

		while (part > start && part[-1] != '-')
			part--;
		if (end - part == 5 && memcmp(part, "elect", 5) == 0)
			return true;
		entry = nx_lex_find(nx_word_hash(part, (size_t) (end - part)));
		return nx_lex_has(entry, NX_C_ROLE_NOUN);
	}
	return t->entry[i] == NX_LEX_UNKNOWN && t->kind[i] == NX_TOK_WORD &&
		   (ends_in(a, i, "ologist") || ends_in(a, i, "ographer") || ends_in(a, i, "ologian"));
}

static bool
is_head(const Place *p, uint32_t i)
{
	if (p->t->kind[i] != NX_TOK_WORD)
		return false;
	return p->head_class == NX_C_ROLE_NOUN ? nx_is_role_noun(p->a, i)
										   : nx_tok_has(p->t, i, p->head_class);
}

static bool
is_day_or_month(const NxTokens *t, uint32_t i)
{
	return nx_tok_has(t, i, NX_C_WEEKDAY) || nx_tok_has(t, i, NX_C_MONTH);
}

/* A capital that may belong to a role: "Civil Protection head", "Advisory Editor". */
static bool
is_role_capital(const Place *p, uint32_t i, uint32_t head)
{
	const NxTokens *t = p->t;

	if (!is_upper_word(t, i) || nx_tok_has(t, i, NX_C_GRAMMAR) || is_day_or_month(t, i))
		return false;
	/* where a sentence begins, a capital tells only before another one */
	return i > p->low || nx_is_people(p->a, i) || (i + 1 < head && is_upper_word(t, i + 1));
}

/*
 * The start of the phrase that ends with the head: modifiers, names of
 * organisations, places and peoples, "China's".  *closed says that a
 * determiner or a possessive stands before it.
 */
static uint32_t
phrase_start(const Place *p, uint32_t head, bool *closed)
{
	const NxTokens *t = p->t;
	uint32_t sure = head, /* of the words that belong to it without doubt */
		i = head;

	*closed = false;
	while (i > p->low && head - i < MAX_PHRASE)
	{
		const NxMention *name = name_at(p, i - 1);

		if (name != NULL)
		{
			if (name->label == NX_PERSON || name->first_token < p->low)
				break;
			i = sure = name->first_token;
		}
		else if (is_possessive(t, i - 1) && i - 1 > p->low && (name = name_at(p, i - 2)) != NULL &&
				 name->label != NX_PERSON && name->first_token >= p->low)
		{
			i = sure = name->first_token;
			*closed = true;
			break;
		}
		else if (is_determiner(t, i - 1) || is_possessive(t, i - 1))
		{
			sure = i;
			*closed = true;
			break;
		}
		else if (is_verb(t, i - 1) && !may_modify(t, i - 1))
			break;
		else if (may_modify(t, i - 1))
		{
			i--;
			if (sure == i + 1)
				sure = i;
		}
		else if (nx_tok_word(t, i - 1) == NX_W_AND && i - 1 > p->low && may_modify(t, i - 2))
		{
			/* "trade and industry minister", "founder and chief executive" */
			i -= 2;
			if (sure == i + 2)
				sure = i;
		}
		else if (nx_tok_word(t, i - 1) == NX_W_AND && i - 1 > p->low && is_upper_word(t, head) &&
				 is_upper_word(t, i) && name_at(p, i - 2) == NULL &&
				 is_role_capital(p, i - 2, i + 1))
			sure = i -= 2; /* "Mines and Energy Minister" */
		else if (is_role_capital(p, i - 1, head))
		{
			/* "Advisory Editor": capitals go with capitals */
			i--;
			if (sure == i + 1)
				sure = i;
		}
		else if (may_be_noun(t, i - 1) && head - i < 3)
			i--;
		else
			break;
	}
	/* "jailed Mayor": a verb, unless something opens the phrase before it */
	while (!*closed && sure < head && is_lower_word(t, sure) && is_upper_word(t, sure + 1) &&
		   nx_tok_has(t, sure, NX_C_VERB) && !nx_tok_has(t, sure, NX_C_ROLE_RANK) &&
		   ends_in(p->a, sure, "ed"))
		sure++;
	return sure;
}

/*
 * The head of a phrase that ends right before token `end`: the last word
 * itself, or one followed by "of …" up to there; NX_NONE without one.
 */
static uint32_t
head_before(const Place *p, uint32_t end)
{
	const NxTokens *t = p->t;
	uint32_t i = end - 1;
	const NxMention *name;

	if (end == p->low || t->kind[i] != NX_TOK_WORD)
		return NX_NONE;
	if (is_head(p, i))
		return i;
	name = name_at(p, i);
	if (!(name != NULL && name->label != NX_PERSON) && !nx_tok_has(t, i, NX_C_ROLE_DOMAIN) &&
		!nx_tok_has(t, i, NX_C_ORG_NOUN) && !nx_tok_has(t, i, NX_C_PLACE_NOUN))
		return NX_NONE;
	while (i > p->low && end - i < MAX_BEFORE)
	{
		name = name_at(p, i);
		if (name != NULL)
		{
			if (name->label == NX_PERSON || name->first_token <= p->low)
				return NX_NONE;
			i = name->first_token - 1;
			continue;
		}
		if (is_preposition(t, i) && i > p->low && is_head(p, i - 1) && name_at(p, i - 1) == NULL)
			return i - 1;
		if (!(is_possessive(t, i) || nx_tok_is_article(t, i) || is_preposition(t, i) ||
			  may_modify(t, i) || nx_tok_word(t, i) == NX_W_AND || nx_is_people(p->a, i)))
			return NX_NONE;
		i--;
	}
	return NX_NONE;
}

/* A phrase that ends a clause: what may stand after an apposition. */
static bool
closes(const Place *p, uint32_t i)
{
	const NxTokens *t = p->t;

	if (i >= p->high)
		return true;
	switch ((NxTokenKind) t->kind[i])
	{
		case NX_TOK_COMMA:
		case NX_TOK_STOP:
		case NX_TOK_DASH:
		case NX_TOK_COLON:
		case NX_TOK_SEMICOLON:
		case NX_TOK_BRACKET_OPEN:
		case NX_TOK_BRACKET_CLOSE:
		case NX_TOK_CLOSE:
		case NX_TOK_QUOTE:
			return true;
		default:
			break;
	}
	switch (nx_tok_word(t, i))
	{
		case NX_W_WHO:
		case NX_W_WHOSE:
		case NX_W_WHOM:
		case NX_W_WHICH:
		case NX_W_THAT:
		case NX_W_WHERE:
		case NX_W_AND:
		case NX_W_BUT:
		case NX_W_SINCE:
		case NX_W_UNTIL:
		case NX_W_WHEN:
			return true;
		default:
			return false;
	}
}

/* The end of the "of …" phrases after a head at i - 1. */
static uint32_t
complement_end(const Place *p, uint32_t i)
{
	const NxTokens *t = p->t;
	uint32_t limit = i + MAX_COMPLEMENT < p->high ? i + MAX_COMPLEMENT : p->high, end = i,
			 complete = i; /* complete: the end before the last preposition */

	while (i < limit)
	{
		const NxMention *name = name_at(p, i);

		if (name != NULL)
		{
			if (name->end_token > p->high)
				break;
			end = i = name->end_token;
		}
		else if (is_possessive(t, i) || nx_tok_is_article(t, i) || nx_tok_word(t, i) == NX_W_ITS)
			i++;
		else if (is_preposition(t, i))
		{
			complete = end;
			i++;
		}
		else if (nx_tok_word(t, i) == NX_W_AND && i + 1 < limit &&
				 (may_modify(t, i + 1) || is_head(p, i + 1)))
			i++;
		else if (t->kind[i] == NX_TOK_BRACKET_OPEN && i + 3 < limit &&
				 t->kind[i + 2] == NX_TOK_BRACKET_CLOSE && is_upper_word(t, i + 3))
			i += 3; /* "School of Studies (SOAS) Institute" */
		else if (t->kind[i] == NX_TOK_WORD &&
				 (is_preposition(t, i - 1) || nx_tok_is_article(t, i - 1) || !is_verb(t, i)) &&
				 (!nx_tok_has(t, i, NX_C_GRAMMAR) || may_modify(t, i)) &&
				 !nx_tok_has(t, i, NX_C_MONTH) && !nx_tok_has(t, i, NX_C_WEEKDAY))
			end = ++i;
		else if (t->kind[i] == NX_TOK_NUMBER && end == i)
			end = ++i;
		else
			break;
	}
	/* cut short inside "women's wear" */
	return i > end && is_possessive(t, i - 1) ? complete : end;
}

/* A phrase with a head that begins at token i: "[the] county engineer [of …]". */
static bool
phrase_at(const Place *p, uint32_t i, bool apposition, NxRole *role)
{
	const NxTokens *t = p->t;
	uint32_t start, head = NX_NONE;
	bool determined = i < p->high && is_determiner(t, i);

	if (determined)
		i++;
	start = i;
	while (i < p->high && i - start < MAX_PHRASE)
	{
		const NxMention *name = name_at(p, i);

		if (is_head(p, i) && (name == NULL || is_lower_word(t, i)))
			head = i++;
		else if (name != NULL)
		{
			if (name->label == NX_PERSON)
			{
				/* "…, Prime Minister Modi": the next person's title */
				if (head == NX_NONE || head + 1 == i)
					return false;
				break;
			}
			if (head != NX_NONE && head + 1 == i)
				break;
			i = name->end_token;
			if (i < p->high && is_possessive(t, i))
				i++;
		}
		else if (may_modify(t, i))
			i++;
		else if (nx_tok_word(t, i) == NX_W_AND && i + 1 < p->high && head != NX_NONE &&
				 (may_modify(t, i + 1) || is_head(p, i + 1)))
			i++;
		else if (is_possessive(t, i) && determined)
			i++;
		else if (may_be_noun(t, i) && (determined || i > start) && !is_verb(t, i))
			i++;
		else
			break;
	}
	if (head == NX_NONE)
		return false;
	i = head + 1;
	role->first_token = start;
	role->head = head;
	role->end_token = i < p->high && is_preposition(t, i) ? complement_end(p, i) : i;
	if (role->end_token < i)
		role->end_token = i;
	if (apposition)
	{
		const NxMention *name = role->end_token < p->high ? name_at(p, role->end_token) : NULL;

		if (name != NULL && name->label == NX_PERSON)
			return false;
		if (!closes(p, role->end_token) && !is_preposition(t, role->end_token))
			return false;
	}
	return true;
}

/* "Alhaji", "Dr.", "CP": a title that says nothing of what somebody does. */
static bool
is_mere_title(const NxTokens *t, uint32_t i)
{
	if (!is_upper_word(t, i))
		return false;
	if (nx_tok_has(t, i, NX_C_ROLE_NOUN))
		return nx_tok_has(t, i, NX_C_HONORIFIC) &&
			   (nx_tok_has(t, i, NX_C_TITLE_MALE) || nx_tok_has(t, i, NX_C_TITLE_FEMALE));
	return nx_tok_has(t, i, NX_C_TITLE) || nx_tok_has(t, i, NX_C_TITLE_MALE) ||
		   nx_tok_has(t, i, NX_C_TITLE_FEMALE);
}

/* Role before the name: "farmer Tomas Reke", "the mayor, Ana Ruiz,". */
static bool
role_before(const Place *p, uint32_t first, uint32_t end, NxRole *role)
{
	const NxTokens *t = p->t;
	uint32_t limit, head;
	bool comma = false, closed;

	while (first > p->low && is_mere_title(t, first - 1))
		first--;
	limit = first;
	if (first > p->low && t->kind[first - 1] == NX_TOK_COMMA)
	{
		if (end < p->high && t->kind[end] != NX_TOK_COMMA && t->kind[end] != NX_TOK_STOP)
			return false;
		comma = true;
		limit--;
	}
	if (limit <= p->low)
		return false;
	head = head_before(p, limit);
	if (head == NX_NONE)
		return false;
	role->head = head;
	role->end_token = limit;
	role->first_token = phrase_start(p, head, &closed);
	if (comma && !closed)
		return false;
	return true;
}

/*
 * "named Ana Ruiz as its chief executive", "Ana Ruiz was elected president":
 * where the office begins, for a name that ends before token i.
 */
static bool
appointed_at(const Place *p, uint32_t first, uint32_t i, uint32_t *office)
{
	const NxTokens *t = p->t;
	bool as = nx_tok_word(t, i) == NX_W_AS;

	*office = i + as;
	if (first > p->low && nx_tok_has(t, first - 1, NX_C_APPOINT_VERB))
		return as || nx_tok_is_article(t, i) || nx_tok_word(t, i) == NX_W_ITS ||
			   nx_is_role_noun(p->a, i) || may_modify(t, i);
	while (i + 1 < p->high && (nx_tok_word(t, i) == NX_W_WAS || nx_tok_word(t, i) == NX_W_HAS ||
							   nx_tok_word(t, i) == NX_W_BEEN))
		i++;
	if ((i == *office && t->kind[i] != NX_TOK_COMMA) || i + 2 >= p->high)
		return false;
	i += t->kind[i] == NX_TOK_COMMA;
	if (!nx_tok_has(t, i, NX_C_APPOINT_VERB))
		return false;
	*office = i + 1 + (nx_tok_word(t, i + 1) == NX_W_AS);
	return true;
}

/* Role after the name: "…, 34, a teacher", "… is a teacher". */
static bool
role_after(const Place *p, uint32_t first, uint32_t end, NxRole *role)
{
	const NxTokens *t = p->t;
	uint32_t i = end, office;
	uint16_t word;

	if (i < p->high && t->kind[i] == NX_TOK_BRACKET_OPEN)
		for (uint32_t k = i + 1; k < p->high && k < i + 6; k++)
			if (t->kind[k] == NX_TOK_BRACKET_CLOSE)
			{
				i = k + 1;
				break;
			}
	if (i + 1 >= p->high)
		return false;
	word = nx_tok_word(t, i);
	if ((word == NX_W_IS || word == NX_W_WAS) && nx_tok_is_article(t, i + 1))
		return phrase_at(p, i + 1, false, role);
	if (appointed_at(p, first, i, &office))
		return phrase_at(p, office, true, role);
	if (t->kind[i] != NX_TOK_COMMA && t->kind[i] != NX_TOK_DASH)
		return false;
	i++;
	if (i + 2 < p->high && t->kind[i] == NX_TOK_NUMBER && t->kind[i + 1] == NX_TOK_COMMA)
		i += 2;
	if (i + 2 < p->high && nx_tok_word(t, i) == NX_W_WHO &&
		(nx_tok_word(t, i + 1) == NX_W_IS || nx_tok_word(t, i + 1) == NX_W_WAS))
		i += 2;
	else if (i + 2 < p->high && nx_tok_word(t, i) == NX_W_WHO &&
			 nx_tok_has(t, i + 1, NX_C_LEAD_VERB))
	{
		/* "who heads the National Rally" */
		*role = (NxRole){i + 1, complement_end(p, i + 2), i + 1};
		return role->end_token > i + 2;
	}
	return phrase_at(p, i, true, role);
}

static uint8_t
head_gender(const NxTokens *t, uint32_t head)
{
	const char *value = nx_lex_value(t->entry[head], NX_C_ROLE_NOUN);

	return value != NULL ? (uint8_t) value[0] : 0;
}

NxStatus
nx_find_roles(NxAnalysis *a, NxRole *roles)
{
	const NxSentences *s = a->sentences;
	Place p = {.a = a, .t = a->tokens};
	uint32_t sentence = 0;

	memset(roles, 0, a->n_entities * sizeof(*roles));
	for (uint32_t i = 0; i < a->n_mentions; i++)
	{
		const NxMention *m = &a->mentions[i];
		NxEntity *e = &a->entities[m->entity];
		NxRole *best = &roles[m->entity], found[2];
		bool ok[2];
		uint32_t first = m->first_token;

		if (m->label != NX_PERSON && m->label != NX_ORG)
			continue;
		while (sentence + 1 < s->n && s->sentences[sentence].end_token <= first)
			sentence++;
		p.mention = i;
		p.low = s->sentences[sentence].first_token;
		p.high = s->sentences[sentence].end_token;
		p.head_class = m->label == NX_PERSON ? NX_C_ROLE_NOUN : NX_C_ORG_NOUN;

		if (m->label == NX_PERSON)
		{
			NxForm form;

			nx_form(a, m, NX_PERSON, &form);
			first = form.first_token;
		}
		ok[0] = role_before(&p, first, m->end_token, &found[0]);
		ok[1] = role_after(&p, first, m->end_token, &found[1]);
		for (int k = 0; k < 2; k++)
		{
			uint32_t len = best->end_token - best->first_token;

			if (!ok[k])
				continue;
			if (e->gender == 0 && m->label == NX_PERSON)
				e->gender = head_gender(a->tokens, found[k].head);
			/* The first that says more than a bare title. */
			if (len == 0 || (len == 1 && found[k].end_token - found[k].first_token > 1))
				*best = found[k];
		}
		if (i % 1024 == 0 && nx_should_stop(a))
			return NX_CANCELLED;
	}
	return NX_OK;
}
