/*
 * entity.c
 *		mentions → entities: canonical names, aliases, roles, salience.
 *
 * headline.c puts the names of headlines right by those of the body; link.c,
 * over chain.c and chain_match.c, says which names name one thing; role.c reads
 * what stands before and after them; anaphora.c adds "the minister" and "she".
 */
#include "entity.h"

#include <string.h>

#include "anaphora.h"
#include "arena.h"
#include "form.h"
#include "headline.h"
#include "link.h"
#include "role.h"
#include "salience.h"
#include "sentence.h"
#include "token.h"
#include "utf8.h"

/*
 * A slice of the text as one line: a name or a role that runs over the end of
 * a line, or has white space doubled, is copied with single spaces.
 */
static bool
one_line(NxAnalysis *a, NxSpan span, NxStr *result)
{
	const char *p = a->text + span.start;
	uint32_t len = span.end - span.start, n = 0;
	char *copy;

	*result = (NxStr){p, len};
	for (uint32_t i = 0; i < len; i++)
		if (p[i] == '\n' || p[i] == '\r' || p[i] == '\t' || (p[i] == ' ' && p[i + 1] == ' '))
		{
			copy = nx_alloc(a->arena, len);
			if (copy == NULL)
				return false;
			for (i = 0; i < len; i++)
			{
				bool space = p[i] == ' ' || p[i] == '\n' || p[i] == '\r' || p[i] == '\t';

				if (!space)
					copy[n++] = p[i];
				else if (n > 0 && copy[n - 1] != ' ')
					copy[n++] = ' ';
			}
			*result = (NxStr){copy, n};
			break;
		}
	return true;
}

/*
 * A town or a person that the article names in capitals only, as in a dateline
 * or a byline, is written as they are: "OSLO" is Oslo.
 */
static bool
calm_capitals(NxAnalysis *a, const NxForm *form, NxStr *name)
{
	const NxTokens *t = a->tokens;
	const char *p = name->data, *end = name->data + name->len;
	bool inside = false;
	uint32_t n = 0;
	char *copy;

	for (uint32_t i = form->first_token; i < t->n && t->start[i] < form->name.end; i++)
		if ((t->flags[i] & NX_TF_ALL_UPPER) == 0)
			return true;
	if (form->n < 2 && !form->place)
		return true;
	if (form->place && (memchr(name->data, ' ', name->len) == NULL &&
						!nx_tok_has(t, form->first_token, NX_C_CITY)))
		return true;
	copy = nx_alloc(a->arena, (size_t) name->len * 2);
	if (copy == NULL)
		return false;
	while (p < end)
	{
		int size;
		uint32_t c = nx_utf8_decode(p, end, &size);

		if (inside && c != 0xFFFD)
			n += (uint32_t) nx_utf8_encode(nx_lower(c), copy + n);
		else
		{
			memcpy(copy + n, p, (size_t) size);
			n += (uint32_t) size;
		}
		inside = nx_char_class(c) == NX_CHAR_UPPER || nx_char_class(c) == NX_CHAR_LOWER;
		p += size;
	}
	*name = (NxStr){copy, n};
	return true;
}

/* Entities and their aliases from what linking left on the mentions. */
static bool
fill_entities(NxAnalysis *a, const NxLinked *linked)
{
	NxStr *aliases = nx_alloc(a->arena, linked->n_aliases * sizeof(*aliases) + 1);
	NxForm form;

	a->entities = nx_alloc0(a->arena, linked->n_entities * sizeof(*a->entities) + 1);
	if (aliases == NULL || a->entities == NULL)
		return false;
	a->n_entities = linked->n_entities;

	for (uint32_t i = 0; i < a->n_mentions; i++)
	{
		NxMention *m = &a->mentions[i];
		NxEntity *e = &a->entities[m->entity];

		if (e->mentions++ == 0)
			e->first_span = m->span;
		e->n_aliases += (m->plural & NX_LINK_ALIAS) != 0;
		if (m->plural & NX_LINK_BEST)
		{
			nx_form(a, m, (NxLabel) m->label, &form);
			if (!one_line(a, form.name, &e->name) ||
				((m->label == NX_PERSON || (m->label == NX_GPE && form.place)) &&
				 !calm_capitals(a, &form, &e->name)))
				return false;
			e->label = m->label;
			e->gender = m->plural & NX_LINK_MALE ? 'm' : m->plural & NX_LINK_FEMALE ? 'f' : 0;
		}
	}
	for (uint32_t i = 0; i < a->n_entities; i++)
	{
		a->entities[i].aliases = aliases;
		aliases += a->entities[i].n_aliases;
		a->entities[i].n_aliases = 0;
	}
	for (uint32_t i = 0; i < a->n_mentions; i++)
	{
		NxMention *m = &a->mentions[i];
		NxEntity *e = &a->entities[m->entity];

		if (m->plural & NX_LINK_ALIAS)
		{
			nx_form(a, m, (NxLabel) m->label, &form);
			if (!one_line(a, form.name, &e->aliases[e->n_aliases++]))
				return false;
		}
		m->plural = 0;
	}
	return true;
}

NxStatus
nx_find_entities(NxAnalysis *a)
{
	NxLinked linked;
	NxRole *roles;
	NxStatus status = nx_mend_headlines(a);

	if (status == NX_OK)
		status = nx_link_names(a, &linked);
	if (status != NX_OK)
		return status;
	if (!fill_entities(a, &linked))
		return NX_NOMEM;

	/* Not scratch: what follows allocates what stays. */
	roles = nx_alloc(a->arena, a->n_entities * sizeof(*roles) + 1);
	if (roles == NULL)
		return NX_NOMEM;
	if ((status = nx_find_roles(a, roles)) != NX_OK)
		return status;
	for (uint32_t i = 0; i < a->n_entities; i++)
		if (roles[i].end_token > roles[i].first_token)
		{
			NxSpan span = {a->tokens->start[roles[i].first_token],
						   a->tokens->end[roles[i].end_token - 1]};

			if (!one_line(a, span, &a->entities[i].role))
				return NX_NOMEM;
		}
	if ((status = nx_find_anaphors(a, roles)) != NX_OK)
		return status;
	nx_free(a->arena, roles, a->n_entities * sizeof(*roles) + 1);
	return nx_score_salience(a);
}
