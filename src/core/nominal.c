/*
 * nominal.c
 *		"the prime minister", "the company", "she", "its": mentions without a
 *		name, and whom they mean.
 *
 * One walk over the text, names and candidates in order, keeps a short window
 * of what was lately spoken of (people, and things apart), each with where it
 * stood: its sentence and paragraph, whether it was a subject, whether it
 * spoke, whether it stood between quotation marks.  A pronoun weighs those
 * that agree with it in gender and number, and is given an entity only when
 * one of them leads clearly.  A nominal ("the minister") is looked up among
 * the heads of roles, an organisation ("the ministry") also among the words
 * of names.
 *
 * Who is spoken of inside quotation marks is another speaker's affair: a
 * pronoun sees only what stands on its side of the marks.
 */
#include "nominal.h"

#include <string.h>

#include "arena.h"
#include "form.h"
#include "marks.h"
#include "sentence.h"
#include "token.h"

#define WINDOW 12     /* mentions remembered */
#define REACH 3       /* sentences that a pronoun looks back */
#define MARGIN 5      /* by which the best must lead to be sure */
#define CANDIDATES 16 /* entities looked at under one head */

typedef struct Seen
{
	uint32_t entity; /* NX_NONE: somebody without a name */
	uint32_t sentence;
	uint32_t paragraph;
	uint32_t token; /* after it */
	uint32_t quote; /* 0: outside of marks */
	bool subject;
	bool speaks;
	uint8_t gender; /* of somebody without a name: "the woman" */
} Seen;

typedef struct Window
{
	Seen seen[WINDOW];
	uint32_t n; /* in all; seen[] is a ring */
} Window;

/* What a candidate is, before it is resolved. */
typedef struct Candidate
{
	uint32_t first;
	uint32_t end; /* tokens */
	uint32_t head;
	NxMentionKind kind;
	NxLabel label; /* of nominals */
	char sex;      /* of pronouns: m f n p */
	char form;     /* of pronouns: s o d */
} Candidate;

typedef struct HeadNode
{
	uint32_t hash;
	uint32_t entity;
	uint32_t next;
} HeadNode;

typedef struct Walk
{
	NxAnalysis *a;
	const NxTokens *t;
	const NxSentences *s;
	const NxRole *roles;
	uint32_t *heads; /* hash of a role's head or a word of a name → node + 1 */
	uint32_t heads_mask;
	HeadNode *nodes;
	uint32_t n_nodes, max_nodes;
	uint32_t *last_sentence; /* of each entity: + 1; 0 before its first mention */
	Window people;
	Window things;

	uint32_t sentence;
	uint32_t paragraph;
	uint32_t quote; /* number of the quotation that the walk is in; 0: none */
	uint32_t n_quotes;
	uint32_t marked;      /* the marked stretch that the walk comes to next, or is in */
	uint32_t last_marked; /* the one last entered, + 1 */
	uint32_t plurals;     /* plural nouns in this sentence and the one before */
	uint32_t plurals_before;
} Walk;

/* ---- finding them ---- */

static bool
is_word(const NxTokens *t, uint32_t i, uint16_t word)
{
	return nx_tok_word(t, i) == word;
}

static bool
is_verb(const NxTokens *t, uint32_t i)
{
	uint16_t word = nx_tok_word(t, i);

	return word == NX_W_IS || word == NX_W_WAS || word == NX_W_HAS || word == NX_W_HAD ||
		   word == NX_W_WILL || word == NX_W_WOULD || word == NX_W_SAID || word == NX_W_ARE ||
		   word == NX_W_WERE || word == NX_W_HAVE || nx_tok_has(t, i, NX_C_REPORTING_VERB) ||
		   nx_tok_has(t, i, NX_C_VERB);
}

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
	if (nx_tok_has(t, i, NX_C_GRAMMAR) || is_verb(t, i))
		return true;
	len = t->end[i] - t->start[i];
	return len > 4 && memcmp(a->text + t->end[i] - 2, "ly", 2) == 0;
}

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

static bool
find_pronoun(const NxTokens *t, uint32_t i, Candidate *c)
{
	const char *value = nx_lex_value(t->entry[i], NX_C_PRONOUN);

	if (value == NULL || t->kind[i] != NX_TOK_WORD)
		return false;
	*c = (Candidate){
		.first = i, .end = i + 1, .head = i, .kind = NX_PRONOUN, .sex = value[0], .form = value[1]};
	/* "her house" like "his"; "saw her" like "him" */
	if (is_word(t, i, NX_W_HER) && i + 1 < t->n && t->kind[i + 1] == NX_TOK_WORD &&
		!nx_tok_has(t, i + 1, NX_C_GRAMMAR))
		c->form = 'd';
	return !(t->flags[i] & NX_TF_ALL_UPPER); /* "IT" */
}

/* "the" + modifiers + a noun for people, organisations or places. */
static bool
find_nominal(const NxAnalysis *a, uint32_t i, uint32_t next_name, uint32_t end, Candidate *c)
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
			bool of = phrase->n > 2 && is_word(t, k + 1, NX_W_OF);

			if (of && (after >= end || ends_noun(a, after)))
			{
				*c = (Candidate){
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
			*c = (Candidate){.first = i,
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
find_stranger(const NxAnalysis *a, uint32_t i, uint32_t next_name, uint32_t end, Candidate *c)
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
find_candidate(const NxAnalysis *a, uint32_t i, uint32_t next_name, uint32_t end, Candidate *c)
{
	const NxTokens *t = a->tokens;

	if (t->entry[i] == NX_LEX_UNKNOWN)
		return false;
	if (nx_tok_has(t, i, NX_C_PRONOUN))
		return find_pronoun(t, i, c);
	return is_word(t, i, NX_W_THE) && find_nominal(a, i, next_name, end, c);
}

/* ---- what was spoken of ---- */

static void
remember(Window *w, Seen seen)
{
	w->seen[w->n++ % WINDOW] = seen;
}

/* Follow the marks: which quotation token i stands in, the outermost of nested ones. */
static void
pass_marks(Walk *w, uint32_t i)
{
	const NxMarks *marks = w->a->marks;

	while (w->marked < marks->n &&
		   (marks->marked[w->marked].end <= i || marks->marked[w->marked].parent != NX_NONE))
		w->marked++;
	if (w->marked == marks->n || marks->marked[w->marked].first > i)
		w->quote = 0;
	else if (w->last_marked != w->marked + 1)
	{
		/* What a paragraph reopens is still the same. */
		if (!(marks->marked[w->marked].flags & NX_MF_RUN))
			w->n_quotes++;
		w->quote = w->n_quotes;
		w->last_marked = w->marked + 1;
	}
	else
		w->quote = w->n_quotes;
}

/*
 * Is the name or nominal a subject?  A verb follows, perhaps after an
 * apposition between commas, or it opens its sentence.
 */
static bool
is_subject(const Walk *w, uint32_t first, uint32_t end)
{
	const NxTokens *t = w->t;
	const NxSentence *s = &w->s->sentences[w->sentence];

	if (end < s->end_token && is_verb(t, end))
		return !(first > s->first_token && nx_tok_has(t, first - 1, NX_C_GRAMMAR) &&
				 (is_word(t, first - 1, NX_W_OF) || is_word(t, first - 1, NX_W_IN) ||
				  is_word(t, first - 1, NX_W_WITH)));
	return first == s->first_token;
}

/* "Tsang said", "said Steve Tsang". */
static bool
is_speaker(const Walk *w, uint32_t first, uint32_t end)
{
	const NxTokens *t = w->t;

	return (end < t->n && nx_tok_has(t, end, NX_C_REPORTING_VERB)) ||
		   (first > 0 && nx_tok_has(t, first - 1, NX_C_REPORTING_VERB) && first >= 2 &&
			t->kind[first - 2] != NX_TOK_WORD);
}

static void
see(Walk *w, const NxMention *m, uint8_t gender)
{
	uint8_t label = m->label;
	Seen seen = {
		.entity = m->entity,
		.sentence = w->sentence,
		.paragraph = w->paragraph,
		.token = m->end_token,
		.quote = w->quote,
		.subject = is_subject(w, m->first_token, m->end_token),
		.speaks = is_speaker(w, m->first_token, m->end_token),
		.gender = gender,
	};

	if (m->entity != NX_NONE)
	{
		label = w->a->entities[m->entity].label;
		w->last_sentence[m->entity] = w->sentence + 1;
	}
	remember(label == NX_PERSON ? &w->people : &w->things, seen);
}

/* Somebody without a name, and the one who it is has not been found out. */
static void
see_stranger(Walk *w, const Candidate *c)
{
	NxMention m = {
		.first_token = c->first, .end_token = c->end, .entity = NX_NONE, .label = NX_PERSON};

	const char *gender = nx_lex_value(w->t->entry[c->head], NX_C_ROLE_NOUN);

	see(w, &m, gender != NULL ? (uint8_t) gender[0] : 0);
}

/* ---- pronouns ---- */

/* Is there something between the tokens that may begin another clause? */
static bool
clause_between(const Walk *w, uint32_t from, uint32_t to)
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
weigh(const Walk *w, const Seen *seen, const Candidate *c)
{
	uint32_t distance = w->sentence - seen->sentence;
	bool speaks = c->form == 's' && is_speaker(w, c->first, c->end);
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
local_subject(const Walk *w, const Candidate *c)
{
	const Seen *seen = &w->people.seen[(w->people.n - 1) % WINDOW];
	uint32_t len = w->t->end[c->first] - w->t->start[c->first];

	if (w->people.n == 0 || seen->sentence != w->sentence || !seen->subject ||
		len > 4 || /* "himself" is */
		clause_between(w, seen->token, c->first))
		return NX_NONE;
	return seen->entity;
}

static uint32_t
resolve_person(Walk *w, const Candidate *c)
{
	uint32_t best = NX_NONE;
	int best_score = INT32_MIN, second = INT32_MIN;
	bool found = false;
	uint32_t subject = c->form == 'o' ? local_subject(w, c) : NX_NONE;
	uint32_t n = w->people.n < WINDOW ? w->people.n : WINDOW;

	for (uint32_t k = 0; k < n; k++)
	{
		const Seen *seen = &w->people.seen[(w->people.n - 1 - k) % WINDOW];
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
resolve_thing(Walk *w, const Candidate *c)
{
	uint32_t n = w->things.n < WINDOW ? w->things.n : WINDOW, found = NX_NONE;
	bool opens = c->first == w->s->sentences[w->sentence].first_token;

	/* "denied it": what was said, not who */
	if (c->form == 's' && (is_empty_it(w->t, c->first) || c->end >= w->t->n ||
						   !(is_verb(w->t, c->end) || is_copula(w->t, c->end) ||
							 nx_tok_has(w->t, c->end, NX_C_GRAMMAR))))
		return NX_NONE;
	if (opens && c->form == 's' &&
		!(c->end < w->t->n && nx_tok_has(w->t, c->end, NX_C_REPORTING_VERB)))
		return NX_NONE;
	for (uint32_t k = 0; k < n; k++)
	{
		const Seen *seen = &w->things.seen[(w->things.n - 1 - k) % WINDOW];
		uint32_t distance = w->sentence - seen->sentence;
		uint8_t label = w->a->entities[seen->entity].label;

		if (distance > (opens ? 1u : 0u))
			break;
		if (seen->quote != w->quote || !seen->subject || label == NX_NORP)
			continue;
		if (label != NX_ORG && !(label == NX_GPE && c->form == 'd') && !seen->speaks)
			continue;
		if (found != NX_NONE && found != seen->entity)
			return NX_NONE;
		found = seen->entity;
	}
	return found;
}

/*
 * "they": organisations and peoples are many, and so may be one person whose
 * sex nothing tells, when nobody else is about.
 */
static uint32_t
resolve_plural(Walk *w, const Candidate *c)
{
	uint32_t n = w->things.n < WINDOW ? w->things.n : WINDOW, found = NX_NONE;

	if (w->plurals + w->plurals_before > 0)
		return NX_NONE;
	for (uint32_t k = 0; k < n; k++)
	{
		const Seen *seen = &w->things.seen[(w->things.n - 1 - k) % WINDOW];
		uint8_t label = w->a->entities[seen->entity].label;

		if (w->sentence - seen->sentence > 1)
			break;
		if (seen->quote != w->quote || !seen->subject || (label != NX_ORG && label != NX_NORP))
			continue;
		if (found != NX_NONE && found != seen->entity)
			return NX_NONE;
		found = seen->entity;
	}
	n = w->people.n < WINDOW ? w->people.n : WINDOW;
	for (uint32_t k = 0; k < n; k++)
	{
		const Seen *seen = &w->people.seen[(w->people.n - 1 - k) % WINDOW];

		if (w->sentence - seen->sentence > 1)
			break;
		if (found != NX_NONE && found != seen->entity)
			return NX_NONE;
		if (seen->quote != w->quote || !seen->subject || seen->entity == NX_NONE ||
			w->a->entities[seen->entity].gender != 0)
			return NX_NONE;
		found = seen->entity;
	}
	(void) c;
	return found;
}

static uint32_t
resolve_pronoun(Walk *w, const Candidate *c)
{
	uint32_t entity;

	if (c->sex == 'n')
		return resolve_thing(w, c);
	if (c->sex == 'p')
		return resolve_plural(w, c);
	entity = resolve_person(w, c);
	if (entity != NX_NONE && w->a->entities[entity].gender == 0)
		w->a->entities[entity].gender = (uint8_t) c->sex;
	return entity;
}

/* ---- nominals ---- */

static uint32_t *
head_slot(Walk *w, uint32_t hash)
{
	uint32_t i = (hash ^ (hash >> 16)) & w->heads_mask;

	while (w->heads[i] != 0 && w->nodes[w->heads[i] - 1].hash != hash)
		i = (i + 1) & w->heads_mask;
	return &w->heads[i];
}

static bool
add_head(Walk *w, uint32_t hash, uint32_t entity)
{
	uint32_t *slot = head_slot(w, hash);

	if (w->n_nodes > w->heads_mask / 2)
		return true;
	if (!nx_push(w->a->arena, w->nodes, w->n_nodes, w->max_nodes))
		return false;
	w->nodes[w->n_nodes] = (HeadNode){hash, entity, *slot};
	*slot = ++w->n_nodes;
	return true;
}

/*
 * "the Russian president": 2 when the role names Russia or its people, 1 when
 * it names no country or people at all.
 */
static int
people_agree(const Walk *w, uint32_t people, const NxRole *role)
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
modifiers_agree(const Walk *w, const Candidate *c, const NxRole *role)
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
complement_agrees(const Walk *w, const Candidate *c, const NxRole *role)
{
	const NxTokens *t = w->t;
	uint32_t i = c->end;

	if (i + 1 >= t->n || !(is_word(t, i, NX_W_OF) || is_word(t, i, NX_W_FOR)))
		return true;
	for (i++; i < t->n && i < c->end + 6 && t->kind[i] == NX_TOK_WORD; i++)
		if (t->flags[i] & NX_TF_UPPER_INITIAL)
			for (uint32_t k = role->first_token; k < role->end_token; k++)
				if (t->hash[k] == t->hash[i])
					return true;
	return false;
}

/* Has another organisation been spoken of since the last sentences that spoke of this one? */
static bool
is_overshadowed(const Walk *w, uint32_t entity)
{
	uint32_t n = w->things.n < WINDOW ? w->things.n : WINDOW;

	if (w->sentence + 1 - w->last_sentence[entity] <= 2)
		return false;
	for (uint32_t k = 0; k < n; k++)
	{
		const Seen *seen = &w->things.seen[(w->things.n - 1 - k) % WINDOW];

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
resolve_head(Walk *w, const Candidate *c)
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

		if (seen == 0 || (e->label == NX_PERSON) != (c->label == NX_PERSON))
			continue;
		if (by_role)
		{
			agree = modifiers_agree(w, c, role);
			if (agree == 0 || !complement_agrees(w, c, role))
				continue;
		}
		else if (c->head != c->first + 1 || is_word(w->t, c->end, NX_W_OF))
			continue;
		if (c->label == NX_ORG && is_overshadowed(w, entity))
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
resolve_kind(Walk *w, const Candidate *c)
{
	const char *kind = c->label == NX_ORG ? nx_lex_value(w->t->entry[c->head], NX_C_ORG_NOUN)
										  : nx_lex_value(w->t->entry[c->head], NX_C_PLACE_NOUN);
	uint32_t n = w->things.n < WINDOW ? w->things.n : WINDOW, found = NX_NONE;

	if (kind == NULL || c->head != c->first + 1 ||
		(c->label == NX_ORG ? strcmp(kind, "any") != 0
							: strcmp(kind, "country") != 0 && strcmp(kind, "city") != 0))
		return NX_NONE;
	for (uint32_t k = 0; k < n; k++)
	{
		const Seen *seen = &w->things.seen[(w->things.n - 1 - k) % WINDOW];
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
resolve_apposition(const Walk *w, const Candidate *c, uint32_t next_name)
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
resolve_sole(const Walk *w, const Candidate *c)
{
	uint32_t n = w->people.n < WINDOW ? w->people.n : WINDOW, found = NX_NONE;
	const char *sex = nx_lex_value(w->t->entry[c->head], NX_C_ROLE_NOUN);

	if (c->first != w->s->sentences[w->sentence].first_token || w->quote != 0 ||
		nx_tok_has(w->t, c->head, NX_C_PASSER_BY))
		return NX_NONE;
	for (uint32_t k = 0; k < n; k++)
	{
		const Seen *seen = &w->people.seen[(w->people.n - 1 - k) % WINDOW];

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
resolve_nominal(Walk *w, const Candidate *c, uint32_t next_name)
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
index_heads(Walk *w)
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
is_plural(const Walk *w, uint32_t i)
{
	const NxTokens *t = w->t;
	uint32_t len = t->end[i] - t->start[i];

	if (nx_tok_has(t, i, NX_C_ROLE_PLURAL))
		return true;
	return len > 3 && w->a->text[t->end[i] - 1] == 's' && w->a->text[t->end[i] - 2] != 's' &&
		   t->kind[i] == NX_TOK_WORD && !(t->flags[i] & NX_TF_UPPER_INITIAL) &&
		   !nx_tok_has(t, i, NX_C_GRAMMAR) && !is_verb(t, i) && !nx_tok_has(t, i, NX_C_PRONOUN);
}

/*
 * Walk over the tokens; with mentions NULL only count the candidates.  Names
 * and candidates are written to mentions in order.
 */
static NxStatus
walk(Walk *w, NxMention *mentions, uint32_t *n)
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
			Candidate c;

			if (mentions != NULL)
				pass_marks(w, i);
			if (name < a->n_mentions && i == a->mentions[name].first_token)
			{
				uint32_t first = i;

				/* a hyphen may join two names in one token: "Russia-China" */
				while (name < a->n_mentions && a->mentions[name].first_token == first)
				{
					if (mentions != NULL)
					{
						mentions[*n] = a->mentions[name];
						see(w, &mentions[*n], 0);
					}
					++*n;
					i = a->mentions[name++].end_token - 1;
				}
				continue;
			}
			if (!find_candidate(a, i, name, s->end_token, &c))
			{
				if (mentions != NULL && is_plural(w, i))
					w->plurals++;
				if (mentions != NULL && find_stranger(a, i, name, s->end_token, &c))
					see_stranger(w, &c);
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
					c.kind == NX_PRONOUN ? resolve_pronoun(w, &c) : resolve_nominal(w, &c, name);
				if (m->entity == NX_NONE && c.label == NX_PERSON)
					see_stranger(w, &c);
				if (m->entity != NX_NONE)
				{
					m->label = a->entities[m->entity].label;
					a->entities[m->entity].mentions++;
					see(w, m, 0);
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
	Walk w = {.a = a, .t = a->tokens, .s = a->sentences, .roles = roles};
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
