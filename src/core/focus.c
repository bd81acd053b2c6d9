/*
 * focus.c
 *		What a text was lately speaking of.
 */
#include "focus.h"

#include "marks.h"

#define APPOSITION 16 /* tokens between a name and its verb */

bool
nx_is_verb(const NxTokens *t, uint32_t i)
{
	uint16_t word = nx_tok_word(t, i);

	return word == NX_W_IS || word == NX_W_WAS || word == NX_W_HAS || word == NX_W_HAD ||
		   word == NX_W_WILL || word == NX_W_WOULD || word == NX_W_SAID || word == NX_W_ARE ||
		   word == NX_W_WERE || word == NX_W_HAVE || nx_tok_has(t, i, NX_C_REPORTING_VERB) ||
		   nx_tok_has(t, i, NX_C_VERB);
}

static void
remember(NxWindow *w, NxSeen seen)
{
	w->seen[w->n++ % NX_FOCUS] = seen;
}

void
nx_pass_marks(NxWalk *w, uint32_t i)
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

/* "shares of Tsang", "polled by the ministry", "an analyst at Marlo": no subject. */
static bool
is_governed(const NxTokens *t, uint32_t first, uint32_t low)
{
	if (first == low)
		return false;
	switch (nx_tok_word(t, first - 1))
	{
		case NX_W_OF:
		case NX_W_IN:
		case NX_W_WITH:
		case NX_W_BY:
		case NX_W_AT:
		case NX_W_FOR:
		case NX_W_FROM:
		case NX_W_ON:
			return true;
		default:
			return false;
	}
}

/* Where an apposition in commas ends that begins at token i, or i itself. */
static uint32_t
after_apposition(const NxTokens *t, uint32_t first, uint32_t i, uint32_t end)
{
	if (i + 3 < end && t->kind[i] == NX_TOK_BRACKET_OPEN && t->kind[i + 2] == NX_TOK_BRACKET_CLOSE)
		i += 3; /* "(UNHCR)" */
	else if (i < end && t->kind[i] == NX_TOK_BRACKET_CLOSE)
		i++;
	if (i + 1 >= end || t->kind[i] != NX_TOK_COMMA)
		return i;
	/* "her son, Daniel, is": the name itself is the apposition */
	if (first > 0 && t->kind[first - 1] == NX_TOK_COMMA)
		return i + 1;
	for (uint32_t k = i + 1; k + 1 < end && k < i + APPOSITION; k++)
		if (t->kind[k] == NX_TOK_COMMA)
			return k + 1;
	return i;
}

/*
 * Is the name or nominal a subject?  A verb follows, perhaps after an
 * apposition between commas, or it opens its sentence.
 */
static bool
is_subject(const NxWalk *w, uint32_t first, uint32_t end)
{
	const NxTokens *t = w->t;
	const NxSentence *s = &w->s->sentences[w->sentence];
	uint32_t verb = after_apposition(t, first, end, s->end_token);

	if (end < s->end_token && t->kind[end] == NX_TOK_CLITIC)
		return false; /* "Nigeria's oil" */
	if (verb < s->end_token && nx_is_verb(t, verb))
		return !is_governed(t, first, s->first_token);
	return first == s->first_token || first == w->s->paragraphs[w->paragraph].lead_token;
}

bool
nx_is_speaker(const NxWalk *w, uint32_t first, uint32_t end)
{
	const NxTokens *t = w->t;

	return (end < t->n && nx_tok_has(t, end, NX_C_REPORTING_VERB)) ||
		   (first > 0 && nx_tok_has(t, first - 1, NX_C_REPORTING_VERB) && first >= 2 &&
			t->kind[first - 2] != NX_TOK_WORD);
}

/* "His" of "His son left", which is about the son. */
static bool
is_determiner(const NxTokens *t, const NxMention *m)
{
	const char *value =
		m->kind == NX_PRONOUN ? nx_lex_value(t->entry[m->first_token], NX_C_PRONOUN) : NULL;

	return value != NULL && value[1] != 's';
}

/* Where a mention begins, its role before it included: "said resident Ana Ruiz". */
static uint32_t
with_role(const NxWalk *w, const NxMention *m)
{
	const NxRole *role = m->entity != NX_NONE && m->kind == NX_NAME ? &w->roles[m->entity] : NULL;

	return role != NULL && role->end_token == m->first_token && role->first_token < m->first_token
			   ? role->first_token
			   : m->first_token;
}

void
nx_see(NxWalk *w, const NxMention *m, uint8_t gender)
{
	uint8_t label = m->label;
	NxSeen seen = {
		.entity = m->entity,
		.sentence = w->sentence,
		.paragraph = w->paragraph,
		.token = m->end_token,
		.quote = w->quote,
		.subject = !is_determiner(w->t, m) && is_subject(w, m->first_token, m->end_token),
		.speaks = nx_is_speaker(w, with_role(w, m), m->end_token),
		.gender = gender,
	};

	if (m->entity != NX_NONE)
	{
		label = w->a->entities[m->entity].label;
		w->last_sentence[m->entity] = w->sentence + 1;
	}
	remember(label == NX_PERSON ? &w->people : &w->things, seen);
}

void
nx_see_stranger(NxWalk *w, const NxCandidate *c)
{
	NxMention m = {
		.first_token = c->first, .end_token = c->end, .entity = NX_NONE, .label = NX_PERSON};

	const char *gender = nx_lex_value(w->t->entry[c->head], NX_C_ROLE_NOUN);

	nx_see(w, &m, gender != NULL ? (uint8_t) gender[0] : 0);
}
