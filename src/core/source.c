/*
 * source.c
 *		The words that an attribution names as its source → a speaker.
 */
#include "part.h"
#include "sentence.h"
#include "source.h"
#include "token.h"

#define MENTION_MAX 24 /* tokens in a mention, at most, as far as the search cares */
#define REACH 14       /* tokens between a role and its bearer */

uint32_t
nx_mention_from(const NxAnalysis *a, uint32_t token)
{
	uint32_t low = 0;

	/* halves without a branch */
	for (uint32_t n = a->n_mentions; n > 0;)
	{
		uint32_t half = (n + 1) / 2;
		uint32_t before = a->mentions[low + half - 1].first_token + MENTION_MAX <= token;

		low += half & (0u - before);
		n = before ? n - half : half - 1;
	}
	while (low < a->n_mentions && a->mentions[low].end_token <= token)
		low++;
	return low;
}

static bool
is_person(const NxAnalysis *a, const NxMention *m)
{
	return m->label == NX_PERSON ||
		   (m->entity != NX_NONE && a->entities[m->entity].label == NX_PERSON);
}

static bool
is_person_name(const NxMention *m)
{
	return m->kind == NX_NAME && m->label == NX_PERSON;
}

/*
 * The mention that stands for the source: the one that its last word belongs
 * to, a person's before others; else an organisation's name before a plain
 * word that does not make it another thing ("Interfax news agency", but not
 * "the Clinton campaign").
 */
static uint32_t
mention_of_source(const NxAnalysis *a, NxRange r)
{
	uint32_t found = NX_NONE;
	int best = 0;

	for (uint32_t k = nx_mention_from(a, r.first); k < a->n_mentions; k++)
	{
		const NxMention *m = &a->mentions[k];
		int rank = 0;

		if (m->first_token >= r.end)
			break;
		if (m->end_token >= r.end)
			rank = is_person(a, m) ? 4 : m->entity != NX_NONE ? 3 : 0;
		else if (m->kind == NX_NAME && m->label == NX_ORG &&
				 nx_tok_has(a->tokens, r.end - 1, NX_C_PUBLISHER_NOUN))
			rank = 2;
		if (rank >= best && rank > 0)
		{
			best = rank;
			found = k;
		}
	}
	return found;
}

/*
 * "of Russia's Security Council" between a role and a name: a complement, no
 * clause; in "a lawyer for Ana Diaz" the name is part of it.
 */
static bool
is_complement(const NxTokens *t, uint32_t first, uint32_t end)
{
	while (end > first &&
		   (nx_tok_has(t, end - 1, NX_C_TITLE) || nx_tok_has(t, end - 1, NX_C_HONORIFIC)))
		end--;
	if (first + 1 >= end)
		return false;
	for (uint32_t i = first; i < end; i++)
	{
		uint16_t word = nx_tok_word(t, i);

		if (t->kind[i] != NX_TOK_WORD && t->kind[i] != NX_TOK_CLITIC && t->kind[i] != NX_TOK_NUMBER)
			return false;
		if (nx_tok_has(t, i, NX_C_REPORTING_VERB) || nx_tok_has(t, i, NX_C_BELIEF_VERB) ||
			word == NX_W_AND || word == NX_W_WHO || word == NX_W_TO || word == NX_W_THAT)
			return false;
		if (i == first && word != NX_W_OF && word != NX_W_FOR && word != NX_W_AT && word != NX_W_IN)
			return false;
	}
	return true;
}

/*
 * A role before the name that bears it, or beside it in apposition: "the
 * secretary of Russia's Security Council Nikolai Patrushev", "a spokeswoman,
 * Anna White, said", "Steve Tsang, director of …, said".
 */
static uint32_t
bearer_of_role(const NxAnalysis *a, NxRange r, uint32_t cue)
{
	const NxTokens *t = a->tokens;
	uint32_t limit = r.end + REACH;
	uint32_t k;

	if (!nx_tok_has(t, r.end - 1, NX_C_SPEAKER_NOUN))
		return NX_NONE;
	if (r.first < cue && limit > cue)
		limit = cue;
	for (k = nx_mention_from(a, r.end); k < a->n_mentions; k++)
	{
		const NxMention *m = &a->mentions[k];
		bool apposed;
		uint32_t between;

		if (m->first_token >= limit)
			break;
		if (!is_person_name(m))
			continue;
		if (m->end_token < t->n && t->kind[m->end_token] == NX_TOK_CLITIC)
			return NX_NONE;
		apposed = t->kind[m->first_token - 1] == NX_TOK_COMMA;
		if (apposed && m->end_token < t->n && t->kind[m->end_token] != NX_TOK_COMMA &&
			m->first_token > r.end + 1)
			return NX_NONE;
		between = m->first_token - apposed;
		return between == r.end || is_complement(t, r.end, between) ? k : NX_NONE;
	}
	if (r.first >= 2 && t->kind[r.first - 1] == NX_TOK_COMMA)
	{
		k = nx_mention_from(a, r.first - 2);
		if (k < a->n_mentions && a->mentions[k].end_token == r.first - 1 &&
			is_person_name(&a->mentions[k]))
			return k;
	}
	return NX_NONE;
}

/*
 * "A lawyer for the family", "the president of the chamber of commerce": where the
 * phrase ends that begins with who speaks.  What follows a comma is not looked at.
 */
static uint32_t
end_of_phrase(const NxTokens *t, NxRange r, uint32_t cue)
{
	const uint64_t inside = NX_PART_BIT(P_WORD) | NX_PART_BIT(P_DET) | NX_PART_BIT(P_POSS) |
							NX_PART_BIT(P_SNOUN) | NX_PART_BIT(P_RNOUN) | NX_PART_BIT(P_NUM) |
							NX_PART_BIT(P_QUANT);
	uint32_t limit = r.end + REACH < t->n ? r.end + REACH : t->n;
	uint32_t end = r.end;
	bool preposition = false;

	if (r.first < cue && limit > cue)
		limit = cue;
	for (uint32_t i = r.end; i < limit; i++)
	{
		uint32_t row = nx_part_rows[t->entry[i]];
		bool upper = (t->flags[i] & NX_TF_UPPER_INITIAL) != 0;

		/* "sources close to the player" */
		if (i == r.end && i + 2 < limit && t->kind[i] == NX_TOK_WORD &&
			(NX_PART_LOWER(row) == P_WORD || NX_PART_LOWER(row) == P_ED) && !upper &&
			(nx_tok_word(t, i + 1) == NX_W_TO || nx_tok_word(t, i + 1) == NX_W_WITH))
		{
			preposition = true;
			i++;
			continue;
		}
		switch (nx_tok_word(t, i))
		{
			case NX_W_OF:
			case NX_W_FOR:
			case NX_W_AT:
			case NX_W_IN:
			case NX_W_FROM:
			case NX_W_BY:
				if (preposition)
					return end;
				preposition = true;
				continue;
			default:
				break;
		}
		if ((t->flags[i] & NX_TF_LINE_START) || end + 2 + preposition < i ||
			!(t->kind[i] == NX_TOK_CLITIC || (t->kind[i] == NX_TOK_WORD && upper) ||
			  t->kind[i] == NX_TOK_NUMBER ||
			  (t->kind[i] == NX_TOK_WORD &&
			   (preposition || NX_PART_IN(NX_PART_LOWER(row), inside)))) ||
			(i == r.end && !preposition))
			return end;
		/* a determiner ends nothing */
		if (upper || (NX_PART_LOWER(row) != P_DET && NX_PART_LOWER(row) != P_POSS))
		{
			end = i + 1;
			preposition = false;
		}
	}
	return end;
}

static void
set_mention(const NxAnalysis *a, NxSource *out, uint32_t mention)
{
	const NxMention *m = &a->mentions[mention];

	out->span = m->span;
	out->entity = m->entity;
	out->name = nx_slice(a, m->span);
	out->label = m->label;
	if (m->entity != NX_NONE)
	{
		out->name = a->entities[m->entity].name;
		out->label = a->entities[m->entity].label;
	}
}

void
nx_resolve_source(const NxAnalysis *a, NxRange r, uint32_t cue, NxSource *out)
{
	const NxTokens *t = a->tokens;
	uint32_t mention;

	*out = (NxSource){.entity = NX_NONE};
	while (r.end > r.first + 1 && t->kind[r.end - 1] == NX_TOK_CLITIC)
		r.end--;
	if (r.first >= r.end)
		return;
	mention = mention_of_source(a, r);
	if (mention == NX_NONE || a->mentions[mention].entity == NX_NONE ||
		!is_person(a, &a->mentions[mention]))
	{
		uint32_t bearer = bearer_of_role(a, r, cue);

		if (bearer != NX_NONE)
			mention = bearer;
	}
	if (mention != NX_NONE)
	{
		set_mention(a, out, mention);
		return;
	}
	if (nx_tok_has(t, r.end - 1, NX_C_SPEAKER_NOUN) ||
		nx_tok_has(t, r.end - 1, NX_C_REPORTING_NOUN) || nx_tok_has(t, r.end - 1, NX_C_ROLE_NOUN))
		r.end = end_of_phrase(t, r, cue);
	out->span = (NxSpan){t->start[r.first], t->end[r.end - 1]};
	/* a relative pronoun is nobody's name */
	switch (nx_tok_word(t, r.end - 1))
	{
		case NX_W_WHO:
		case NX_W_WHICH:
		case NX_W_THAT:
		case NX_W_WHOM:
			break;
		default:
			out->name = nx_slice(a, out->span);
	}
}

void
nx_person_spoken_of(const NxAnalysis *a, uint32_t sentence, NxSource *out)
{
	const NxSentence *s = &a->sentences->sentences[sentence];

	for (uint32_t k = nx_mention_from(a, s->first_token); k < a->n_mentions; k++)
	{
		const NxMention *m = &a->mentions[k];

		if (m->first_token >= s->first_token + 8 || m->first_token >= s->end_token)
			return;
		if (m->entity != NX_NONE && is_person(a, m))
		{
			set_mention(a, out, k);
			return;
		}
	}
}
