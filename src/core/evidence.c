/*
 * evidence.c
 *		What the article itself says that a name is, where that is beyond doubt.
 *
 * A tagger judges names by their looks, and an invented firm may look like a
 * person.  But news says of whom it speaks: "the chipmaker Rapidus", "Engen,
 * which", "Penrow striker Ana Diaz".  Such signs are rare and sure; one of them
 * tells what all the mentions in the same words are.  What a list of given or
 * family names knows is believed sooner than a sign.
 */
#include "evidence.h"

#include "arena.h"
#include "sentence.h"
#include "token.h"

#define REACH 8 /* tokens of an apposition looked at */

typedef struct Sign
{
	uint32_t hash; /* of the words */
	uint8_t label;
	bool denied; /* the words end a person's full name */
} Sign;

typedef struct Signs
{
	NxAnalysis *a;
	const NxTokens *t;
	Sign *sign;
	uint32_t n, max;
	uint32_t *slot; /* hash → sign + 1 */
	uint32_t mask;
} Signs;

/* ---- what a name looks like ---- */

/* Are the name's words, or its first, those of people? */
static bool
is_named_like_people(const NxTokens *t, const NxMention *m)
{
	uint32_t first = m->first_token;

	if (nx_tok_is_given_name(t, first) || nx_tok_has(t, first, NX_C_SURNAME_FIRST) ||
		nx_tok_has(t, first, NX_C_TITLE) || nx_tok_has(t, first, NX_C_TITLE_MALE) ||
		nx_tok_has(t, first, NX_C_TITLE_FEMALE) || (t->flags[first] & NX_TF_SINGLE_LETTER) != 0)
		return true;
	if (m->end_token - first == 1)
		return nx_tok_has(t, first, NX_C_FAMILY_NAME);
	return nx_tok_has(t, m->end_token - 1, NX_C_NAME_SUFFIX);
}

static bool
is_listed_place(const NxTokens *t, const NxMention *m)
{
	const NxPhrase *phrase = nx_phrase_at(t, m->first_token);
	uint32_t entry = phrase != NULL && phrase->n == m->end_token - m->first_token
						 ? phrase->entry
						 : t->entry[m->first_token];

	if (m->end_token - m->first_token > 1 && phrase == NULL)
		return false;
	return nx_lex_has(entry, NX_C_COUNTRY) || nx_lex_has(entry, NX_C_CITY) ||
		   nx_lex_has(entry, NX_C_US_STATE) || nx_lex_has(entry, NX_C_PROVINCE) ||
		   nx_lex_has(entry, NX_C_REGION);
}

static bool
is_country(const NxTokens *t, const NxMention *m)
{
	const NxPhrase *phrase = nx_phrase_at(t, m->first_token);

	return nx_lex_has(phrase != NULL ? phrase->entry : t->entry[m->first_token], NX_C_COUNTRY);
}

/* ---- signs ---- */

static bool
is_upper(const NxTokens *t, uint32_t i)
{
	return (t->flags[i] & NX_TF_UPPER_INITIAL) != 0;
}

/* A noun for an organisation that is not also one for a person or a place. */
static bool
is_org_noun(const NxTokens *t, uint32_t i)
{
	return t->kind[i] == NX_TOK_WORD && nx_tok_has(t, i, NX_C_ORG_NOUN) &&
		   !nx_tok_has(t, i, NX_C_ROLE_NOUN) && !nx_tok_has(t, i, NX_C_PLACE_NOUN);
}

static bool
is_firm_noun(const NxTokens *t, uint32_t i)
{
	const char *kind = nx_lex_value(t->entry[i], NX_C_ORG_NOUN);

	return kind != NULL && (kind[0] == 'f' || kind[0] == 'c' || kind[0] == 'a');
}

/* Does a phrase end before token i? */
static bool
closes(const NxTokens *t, uint32_t i, uint32_t end)
{
	if (i >= end)
		return true;
	switch (nx_tok_word(t, i))
	{
		case NX_W_THAT:
		case NX_W_WHICH:
		case NX_W_OF:
		case NX_W_IN:
		case NX_W_WITH:
			return true;
		default:
			return t->kind[i] == NX_TOK_COMMA || t->kind[i] == NX_TOK_STOP ||
				   t->kind[i] == NX_TOK_DASH || t->kind[i] == NX_TOK_BRACKET_CLOSE;
	}
}

/* "…, a Dutch airline," after a name: what its head says. */
static NxLabel
apposition(const NxTokens *t, uint32_t i, uint32_t end)
{
	if (i + 2 >= end || t->kind[i] != NX_TOK_COMMA || !nx_tok_is_article(t, i + 1))
		return NX_LABEL_NONE;
	for (uint32_t k = i + 2; k < end && k < i + 2 + REACH; k++)
	{
		if (t->kind[k] == NX_TOK_CLITIC)
			continue;
		if (t->kind[k] != NX_TOK_WORD || nx_tok_has(t, k, NX_C_ROLE_NOUN))
			return NX_LABEL_NONE;
		if (!closes(t, k + 1, end))
			continue;
		if (nx_tok_has(t, k, NX_C_CRAFT_NOUN))
			return NX_PRODUCT;
		return !is_upper(t, k) && is_org_noun(t, k) ? NX_ORG : NX_LABEL_NONE;
	}
	return NX_LABEL_NONE;
}

/* "the tanker Solvik", "HMS Tern", "the probe, called Narwhal,". */
static bool
is_craft(const NxTokens *t, const NxMention *m)
{
	uint32_t first = m->first_token, i = first;

	if (nx_tok_has(t, first, NX_C_SHIP_PREFIX) && (t->flags[first] & NX_TF_ALL_UPPER) &&
		m->end_token - first > 1)
		return true;
	if (i > 0 && nx_tok_has(t, i - 1, NX_C_SHIP_PREFIX) && (t->flags[i - 1] & NX_TF_ALL_UPPER))
		return true;
	if (i > 0 && (t->kind[i - 1] == NX_TOK_OPEN || t->kind[i - 1] == NX_TOK_QUOTE))
		i--;
	if (i > 0 && !is_upper(t, i - 1) &&
		(nx_tok_has(t, i - 1, NX_C_NAMING_WORD) ||
		 (nx_tok_has(t, i - 1, NX_C_WORK_CUE) && nx_tok_has(t, i - 1, NX_C_VERB))))
		i--;
	/* "The drug, Zurzuvae, was" */
	if (i > 0 && t->kind[i - 1] == NX_TOK_COMMA &&
		(i < first || (m->end_token < t->n && t->kind[m->end_token] == NX_TOK_COMMA && i > 2 &&
					   nx_tok_word(t, i - 3) == NX_W_THE)))
		i--;
	return i > 0 && t->kind[i - 1] == NX_TOK_WORD && nx_tok_has(t, i - 1, NX_C_CRAFT_NOUN) &&
		   !is_upper(t, i - 1);
}

/* "novel “Salt Road”": a work, whatever it is named after. */
static bool
is_work(const NxTokens *t, const NxMention *m)
{
	uint32_t i = m->first_token, end = m->end_token;

	if (i < 2 || end >= t->n || (t->kind[i - 1] != NX_TOK_OPEN && t->kind[i - 1] != NX_TOK_QUOTE))
		return false;
	if (t->kind[end] == NX_TOK_COMMA && end + 1 < t->n)
		end++;
	return (t->kind[end] == NX_TOK_CLOSE || t->kind[end] == NX_TOK_QUOTE) &&
		   nx_tok_has(t, i - 2, NX_C_WORK_CUE) && !is_upper(t, i - 2);
}

/* A result of one number ("3") or two ("3-2") at token i: its tokens; 0 without one. */
static uint32_t
result_at(const NxTokens *t, uint32_t i, uint32_t end)
{
	if (i >= end || t->kind[i] != NX_TOK_NUMBER || t->end[i] - t->start[i] > 3)
		return 0;
	if (i + 2 < end && t->kind[i + 2] == NX_TOK_NUMBER && t->end[i + 2] - t->start[i] <= 7 &&
		(t->kind[i + 1] == NX_TOK_SYMBOL || t->kind[i + 1] == NX_TOK_DASH))
		return 3;
	return 1;
}

/* A line "Alderby 3 Penrow 1" or "Alderby 3-1 Penrow", in which this is the first or the second. */
static bool
is_in_result(const Signs *s, uint32_t mention, uint32_t end)
{
	const NxTokens *t = s->t;
	const NxMention *m = &s->a->mentions[mention];

	for (int second = 0; second < 2; second++)
	{
		const NxMention *left = m - second, *right = left + 1;
		uint32_t result;

		if ((second == 1 && mention == 0) || (second == 0 && mention + 1 >= s->a->n_mentions))
			continue;
		result = result_at(t, left->end_token, end);
		if (result == 0 || !(t->flags[left->first_token] & NX_TF_LINE_START) ||
			right->first_token != left->end_token + result)
			continue;
		if (result == 3 || result_at(t, right->end_token, end) == 1)
			return true;
	}
	return false;
}

/* "Penrow striker", "beat Penrow 3-2": a team. */
static bool
is_team(const Signs *s, uint32_t mention, const NxMention *m, uint32_t end)
{
	const NxTokens *t = s->t;
	uint32_t i = m->end_token;
	uint16_t before = m->first_token > 0 ? nx_tok_word(t, m->first_token - 1) : 0;

	if (is_country(t, m))
		return false;
	if (i < end && t->kind[i] == NX_TOK_CLITIC)
		i++;
	if (before != NX_W_IN && before != NX_W_FROM)
	{
		if (i < end && nx_tok_has(t, i, NX_C_SPORT_ROLE) && !is_upper(t, i))
			return true;
		if (m->label != NX_PERSON && result_at(t, i, end) == 3)
			return true;
	}
	return is_in_result(s, mention, end);
}

/* "chief executive of Marlo", "an analyst at Brandt", "shares in Marlo", "the mayor of Penrow". */
static NxLabel
complement(const NxTokens *t, const NxMention *m)
{
	uint32_t i = m->first_token;
	const char *value;

	if (i < 2)
		return NX_LABEL_NONE;
	value = nx_lex_value(t->entry[i - 2], NX_C_ROLE_OF);
	switch (nx_tok_word(t, i - 1))
	{
		case NX_W_AT:
			return nx_tok_has(t, i - 2, NX_C_ROLE_NOUN) ? NX_ORG : NX_LABEL_NONE;
		case NX_W_OF:
		case NX_W_IN:
		case NX_W_FOR:
			return value == NULL ? NX_LABEL_NONE : value[0] == 'f' ? NX_ORG : NX_GPE;
		default:
			return NX_LABEL_NONE;
	}
}

/* "the company Kelmer founded": what stands behind the noun is no name of it. */
static bool
is_owner(const NxTokens *t, const NxMention *m, uint32_t end)
{
	uint32_t first = m->first_token;
	const char *kind = nx_lex_value(t->entry[first - 1], NX_C_ORG_NOUN);

	return first > 1 && nx_tok_is_article(t, first - 2) && kind != NULL &&
		   (kind[0] == 'a' || kind[0] == 'c') && m->end_token < end &&
		   nx_tok_has(t, m->end_token, NX_C_VERB);
}

#define MAX_ROW 8 /* places named in a row */

/* "in Leeds, York and Bristol": a listed place in a row of places that "in" begins. */
static bool
is_place_too(const NxTokens *t, const NxMention *mentions, uint32_t mention)
{
	if (!is_listed_place(t, &mentions[mention]))
		return false;
	for (uint32_t k = mention; k > 0 && k + MAX_ROW > mention; k--)
	{
		const NxMention *beside = &mentions[k - 1];
		uint32_t join = mentions[k].first_token - 1; /* a mention stands before it */

		if (join > 0 && nx_tok_word(t, join) == NX_W_AND && t->kind[join - 1] == NX_TOK_COMMA)
			join--;
		if ((nx_tok_word(t, join) != NX_W_AND && nx_tok_word(t, join) != NX_W_OR &&
			 t->kind[join] != NX_TOK_COMMA) ||
			beside->end_token != join || beside->label != NX_GPE || beside->first_token == 0)
			return false;
		if (nx_tok_word(t, beside->first_token - 1) == NX_W_IN)
			return true;
	}
	return false;
}

/* What the words in and beside the mention say that it is, if anything is beyond doubt. */
static NxLabel
sign_of(const Signs *s, uint32_t mention, const NxMention *m, uint32_t end)
{
	const NxTokens *t = s->t;
	uint32_t first = m->first_token, last = m->end_token - 1;
	bool person = m->label == NX_PERSON;
	NxLabel label;

	if (m->span.start > t->start[first] || m->span.end < t->end[last])
		return NX_LABEL_NONE; /* half of "France-based" */
	if (is_work(t, m))
		return NX_WORK_OF_ART;
	if (m->label != NX_PERSON && m->label != NX_GPE && m->label != NX_LOC && m->label != NX_ORG &&
		m->label != NX_EVENT)
		return NX_LABEL_NONE;
	if (is_craft(t, m) && !is_listed_place(t, m) && !nx_tok_has(t, first, NX_C_ORG_NAME))
		return NX_PRODUCT;
	if (m->label == NX_ORG || m->label == NX_EVENT)
		return m->label == NX_ORG && is_team(s, mention, m, end) ? NX_ORG : NX_LABEL_NONE;
	if (last > first && is_upper(t, last) && nx_tok_has(t, last, NX_C_FIRM_SUFFIX) &&
		!nx_tok_is_given_name(t, first))
		return NX_ORG;
	if (person && last > first && is_upper(t, last) && nx_tok_has(t, last, NX_C_FIRM_TAIL) &&
		!nx_tok_has(t, last, NX_C_FAMILY_NAME))
		return NX_ORG;
	if (is_named_like_people(t, m) ? person : is_listed_place(t, m) && !person)
		return !person && is_team(s, mention, m, end) ? NX_ORG : NX_LABEL_NONE;
	if (is_team(s, mention, m, end))
		return NX_ORG;
	if (m->label == NX_LOC)
		return NX_LABEL_NONE;
	if (first > 0 && (mention == 0 || m[-1].end_token < first) && is_org_noun(t, first - 1) &&
		(last == first || is_firm_noun(t, first - 1)) && !is_owner(t, m, end))
		return NX_ORG;
	if (m->end_token < end && (label = apposition(t, m->end_token, end)) != NX_LABEL_NONE)
		return label;
	if (!person)
		return NX_LABEL_NONE;
	if (last == first && m->end_token + 1 < end && t->kind[m->end_token] == NX_TOK_COMMA &&
		nx_tok_word(t, m->end_token + 1) == NX_W_WHICH)
		return NX_ORG;
	return complement(t, m);
}

/*
 * "Jasper Mayor" before "Richard Ireland" is no person but where he is mayor; what
 * is left of the name is looked at again as any other.
 */
static void
leave_office(NxAnalysis *a, uint32_t mention)
{
	const NxTokens *t = a->tokens;
	NxMention *m = &a->mentions[mention], *next = m + 1;
	uint32_t last = m->end_token - 1;
	const char *of;

	if (m->label != NX_PERSON || mention + 1 == a->n_mentions || next->label != NX_PERSON ||
		next->first_token != m->end_token || last == m->first_token ||
		!nx_tok_has(t, last, NX_C_ROLE_NOUN) || !nx_tok_has(t, last, NX_C_TITLE))
		return;
	of = nx_lex_value(t->entry[last], NX_C_ROLE_OF);
	m->label = of != NULL && of[0] == 'p' ? NX_GPE : NX_ORG;
	m->end_token = last;
	m->span.end = t->end[last - 1];
}

/* "Photo: Ola Jensen/Courier": who took it, whoever printed it. */
static bool
is_photographer(const NxTokens *t, const NxMention *m)
{
	uint32_t first = m->first_token, last = m->end_token - 1;

	return first > 0 && last == first + 1 && t->kind[first - 1] == NX_TOK_COLON &&
		   m->end_token < t->n && t->kind[m->end_token] == NX_TOK_SYMBOL &&
		   !nx_tok_has(t, last, NX_C_ORG_HEAD) && !nx_tok_has(t, last, NX_C_ORG_NOUN) &&
		   !nx_tok_has(t, last, NX_C_FIRM_TAIL);
}

/* "Marlo Group PLC", whose first word alone then means the firm. */
static bool
is_whole_firm(const NxTokens *t, const NxMention *m)
{
	uint32_t first = m->first_token, last = m->end_token - 1;

	return m->label == NX_ORG && last > first && nx_tok_has(t, last, NX_C_FIRM_SUFFIX) &&
		   is_upper(t, last) && t->entry[first] == NX_LEX_UNKNOWN;
}

/* ---- the words that signs speak of ---- */

static uint32_t
hash_of(const NxTokens *t, const NxMention *m)
{
	uint32_t hash = 0;

	for (uint32_t i = m->first_token; i < m->end_token; i++)
		if (t->kind[i] != NX_TOK_CLITIC &&
			!(i == m->first_token && i + 1 < m->end_token && nx_tok_has(t, i, NX_C_SHIP_PREFIX) &&
			  (t->flags[i] & NX_TF_ALL_UPPER) != 0))
			hash = (hash ^ t->hash[i]) * 0x9E3779B1u;
	return hash | 1;
}

static uint32_t *
slot_of(const Signs *s, uint32_t hash)
{
	uint32_t i = (hash ^ hash >> 16) & s->mask;

	while (s->slot[i] != 0 && s->sign[s->slot[i] - 1].hash != hash)
		i = (i + 1) & s->mask;
	return &s->slot[i];
}

/* May the sign's label stand in place of the mention's? */
static bool
gives_way(const NxTokens *t, const NxMention *m, NxLabel label)
{
	switch ((NxLabel) m->label)
	{
		case NX_PERSON:
		case NX_GPE:
		case NX_LOC:
			return true;
		case NX_EVENT: /* what a word without a head is called for want of better */
			if (m->end_token - m->first_token == 1 && label == NX_ORG &&
				!nx_tok_has(t, m->first_token, NX_C_EVENT_HEAD))
				return true;
			return label == NX_PRODUCT || label == NX_WORK_OF_ART;
		case NX_FAC:
		case NX_ORG:
			return label == NX_PRODUCT || label == NX_WORK_OF_ART;
		default:
			return false;
	}
}

/* "Mr Penrow", "Penrow, who". */
static bool
is_taken_for_person(const NxTokens *t, const NxMention *m)
{
	uint32_t i = m->end_token;

	if (m->first_token > 0 && is_upper(t, m->first_token - 1) &&
		(nx_tok_has(t, m->first_token - 1, NX_C_TITLE) ||
		 nx_tok_has(t, m->first_token - 1, NX_C_TITLE_MALE) ||
		 nx_tok_has(t, m->first_token - 1, NX_C_TITLE_FEMALE)))
		return true;
	if (i < t->n && t->kind[i] == NX_TOK_COMMA)
		i++;
	return i < t->n && nx_tok_word(t, i) == NX_W_WHO;
}

static NxStatus
apply(Signs *s)
{
	NxAnalysis *a = s->a;
	uint32_t size = 16;
	NxStatus status;

	while (size < 2 * s->n)
		size *= 2;
	s->mask = size - 1;
	s->slot = nx_alloc(a->arena, size * sizeof(*s->slot));
	if (s->slot == NULL)
		return NX_NOMEM;
	status = nx_clear(a, s->slot, size * sizeof(*s->slot));
	if (status != NX_OK)
		return status;
	for (uint32_t i = 0; i < s->n; i++)
	{
		uint32_t *slot = slot_of(s, s->sign[i].hash);

		if (i % 1024 == 1023 && nx_should_stop(a))
			return NX_CANCELLED;
		if (*slot == 0)
			*slot = i + 1;
	}
	/*
	 * A family name is a person's, whatever seems to be said of it, and so is
	 * what is taken up by "who" or has a title.
	 */
	for (uint32_t i = 0; i < a->n_mentions; i++)
	{
		const NxMention *m = &a->mentions[i];
		NxMention last = {.first_token = m->end_token - 1, .end_token = m->end_token};
		uint32_t slot;

		if (i % 1024 == 0 && nx_should_stop(a))
			return NX_CANCELLED;
		if (m->label != NX_PERSON)
			continue;
		if (is_taken_for_person(s->t, m) && (slot = *slot_of(s, hash_of(s->t, m))) != 0)
			s->sign[slot - 1].denied = true;
		if (m->end_token - m->first_token < 2 || !is_named_like_people(s->t, m))
			continue;
		slot = *slot_of(s, hash_of(s->t, &last));
		if (slot != 0)
			s->sign[slot - 1].denied = true;
	}
	for (uint32_t i = 0; i < a->n_mentions; i++)
	{
		NxMention *m = &a->mentions[i];
		uint32_t slot = *slot_of(s, hash_of(s->t, m));

		if (i % 1024 == 1023 && nx_should_stop(a))
			return NX_CANCELLED;
		if (slot != 0 && !s->sign[slot - 1].denied &&
			gives_way(s->t, m, (NxLabel) s->sign[slot - 1].label))
			m->label = s->sign[slot - 1].label;
	}
	return NX_OK;
}

NxStatus
nx_weigh_evidence(NxAnalysis *a)
{
	Signs s = {.a = a, .t = a->tokens};
	NxMark mark = nx_mark(a->arena);
	uint32_t sentence = 0;
	NxStatus status = NX_OK;

	for (uint32_t i = 0; i < a->n_mentions && status == NX_OK; i++)
	{
		const NxMention *m = &a->mentions[i];
		NxLabel label;

		while (sentence + 1 < a->sentences->n &&
			   a->sentences->sentences[sentence].end_token <= m->first_token)
			sentence++;
		leave_office(a, i);
		label = sign_of(&s, i, m, a->sentences->sentences[sentence].end_token);
		if (m->label == NX_ORG && is_photographer(a->tokens, m))
			a->mentions[i].label = NX_PERSON;
		/* the club or the city here; elsewhere it may be the other */
		if (label == NX_ORG && m->label != NX_PERSON && is_listed_place(a->tokens, m))
			a->mentions[i].label = NX_ORG;
		else if (label == NX_LABEL_NONE && m->label == NX_ORG &&
				 is_place_too(a->tokens, a->mentions, i))
			a->mentions[i].label = NX_GPE;
		else if (label != NX_LABEL_NONE)
		{
			if (!nx_push(a->arena, s.sign, s.n, s.max))
				status = NX_NOMEM;
			else
				s.sign[s.n++] = (Sign){.hash = hash_of(a->tokens, m), .label = (uint8_t) label};
		}
		if (status == NX_OK && is_whole_firm(a->tokens, m))
		{
			NxMention first = {.first_token = m->first_token, .end_token = m->first_token + 1};

			if (!nx_push(a->arena, s.sign, s.n, s.max))
				status = NX_NOMEM;
			else
				s.sign[s.n++] = (Sign){.hash = hash_of(a->tokens, &first), .label = NX_ORG};
		}
		if (i % 1024 == 0 && nx_should_stop(a))
			status = NX_CANCELLED;
	}
	if (status == NX_OK && s.n > 0)
		status = apply(&s);
	nx_release(a->arena, mark);
	return status;
}
