/*
 * quote.c
 *		marks, cues, sources, contents → quotations with speakers.
 *
 * The attributions (attribution.c) are the backbone: each is a quotation of
 * its own.  What stands in marks must not get lost, so every outermost marked
 * stretch looks for its quotation, in this order:
 *
 * 1. the attribution whose content it stands in and whose cue is outside it;
 * 2. the rest of its run, when it is one paragraph of a running quotation;
 * 3. the attribution before it in its paragraph ("…," he said. "…"), or one
 *	  that ends the paragraph before with a colon;
 * 4. a headline's speaker ("'We were lucky': survivors …");
 * 5. when it begins a sentence and reads like speech, the speaker of what was
 *	  quoted before: carried over, a quotation of its own.
 *
 * Marks that find none are scare quotes and titles, and give no row; marks inside
 * of marks belong to the words around them, unless somebody is said to have said them.
 */
#include <string.h>

#include "arena.h"
#include "attribution.h"
#include "marks.h"
#include "quote.h"
#include "records.h"
#include "salience.h"
#include "sentence.h"
#include "sort.h"
#include "source.h"
#include "token.h"

/* A quotation in the making. */
typedef struct Group
{
	NxSpan cue;
	NxSource source;
	uint32_t paragraph; /* of the cue */
	uint32_t number;    /* from 1, in order of the text; 0: no stretch of it was met */
	uint8_t kind;       /* NxQuoteKind */
	bool negated;
	bool block;  /* goes on in the next paragraph */
	bool speech; /* holds words in marks: may be carried on */
} Group;

typedef struct Stretch
{
	uint32_t first; /* tokens */
	uint32_t end;
	uint32_t group;
} Stretch;

typedef struct Builder
{
	NxAnalysis *a;
	const NxTokens *t;
	const NxSentences *s;
	NxMarks marks;
	NxAttributions attributions;
	uint32_t *owner;        /* of each marked stretch: a group, or NX_NONE */
	uint32_t *outermost_of; /* of each marked stretch: the outermost around it */

	Group *groups;
	uint32_t n_groups;
	uint32_t max_groups;
	Stretch *stretches;
	uint32_t n_stretches;
	uint32_t max_stretches;
} Builder;

/* ---- small questions ---- */

static bool
is_word(const NxTokens *t, uint32_t i)
{
	return t->kind[i] == NX_TOK_WORD || t->kind[i] == NX_TOK_NUMBER || t->kind[i] == NX_TOK_HANDLE;
}

static NxSpan
span_of(const NxTokens *t, uint32_t first, uint32_t end)
{
	if (first >= end)
		return (NxSpan){0, 0};
	return (NxSpan){t->start[first], t->end[end - 1]};
}

/* The last stretch, outermost or inner, whose content begins at or before the token. */
static uint32_t
marked_before(const Builder *b, uint32_t token)
{
	uint32_t low = 0;

	/* halves without a branch */
	for (uint32_t n = b->marks.n; n > 0;)
	{
		uint32_t half = (n + 1) / 2;
		uint32_t before = b->marks.marked[low + half - 1].first <= token;

		low += half & (0u - before);
		n = before ? n - half : half - 1;
	}
	return low > 0 ? low - 1 : NX_NONE;
}

/* The outermost stretch of marks around the token, or NX_NONE. */
static uint32_t
outermost_at(const Builder *b, uint32_t token)
{
	uint32_t k = marked_before(b, token);

	if (k != NX_NONE)
		k = b->outermost_of[k];
	return k != NX_NONE && token < b->marks.marked[k].end ? k : NX_NONE;
}

/*
 * Marks that name rather than quote: a title's words are all capitalised but
 * for small ones, and a word such as "called" stands before others.
 */
static bool
is_naming(const Builder *b, const NxMarked *m)
{
	uint32_t words = 0, capitals = 0;
	bool last_capital = false;

	if (m->end - m->first > 12)
		return false;
	for (uint32_t i = m->first; i < m->end; i++)
	{
		if (b->t->kind[i] != NX_TOK_WORD)
			continue;
		words++;
		last_capital = (b->t->flags[i] & NX_TF_UPPER_INITIAL) != 0;
		if (last_capital)
			capitals++;
		else if (b->t->end[i] - b->t->start[i] <= 3 && words > 1)
			words--; /* of, and, the */
	}
	if (words > 0 && capitals == words && last_capital && b->t->kind[m->end - 1] != NX_TOK_STOP)
		return true;
	return m->open != NX_NONE && m->open > 0 && words <= 4 &&
		   nx_tok_has(b->t, m->open - 1, NX_C_NAMING_WORD) &&
		   !nx_tok_has(b->t, m->open - 1, NX_C_REPORTING_VERB);
}

/* ---- building ---- */

static NxStatus
add_group(Builder *b, uint32_t sentence)
{
	Group *g;

	if (!nx_push(b->a->arena, b->groups, b->n_groups, b->max_groups))
		return NX_NOMEM;
	g = &b->groups[b->n_groups++];
	memset(g, 0, sizeof(*g));
	g->source.entity = NX_NONE;
	g->paragraph = b->s->sentences[sentence].paragraph;
	return NX_OK;
}

static NxStatus
add_stretch(Builder *b, uint32_t group, uint32_t first, uint32_t end)
{
	if (first >= end)
		return NX_OK;
	if (!nx_push(b->a->arena, b->stretches, b->n_stretches, b->max_stretches))
		return NX_NOMEM;
	b->stretches[b->n_stretches++] = (Stretch){first, end, group};
	return NX_OK;
}

/* The group takes the marked stretches that its content covers and its cue is not part of. */
static void
own_marks(Builder *b, uint32_t group, const NxAttribution *at, NxRange content)
{
	uint32_t k = outermost_at(b, content.first);

	if (k == NX_NONE)
		k = marked_before(b, content.first) + 1;
	for (; k < b->marks.n; k++)
	{
		const NxMarked *m = &b->marks.marked[k];
		uint32_t from = m->first > content.first ? m->first : content.first;
		uint32_t to = m->end < content.end ? m->end : content.end;

		if (m->first >= content.end)
			break;
		if (m->parent != NX_NONE || to <= from || 2 * (to - from) < m->end - m->first ||
			(at->head >= m->first && at->head < m->end && !at->is_turn))
			continue;
		if (b->owner[k] == NX_NONE)
		{
			b->owner[k] = group;
			if (!is_naming(b, m))
				b->groups[group].speech = true;
		}
	}
}

static NxStatus
take_attributions(Builder *b)
{
	for (uint32_t k = 0; k < b->attributions.n; k++)
	{
		const NxAttribution *at = &b->attributions.list[k];
		Group *g;
		NxStatus status = add_group(b, at->sentence);

		if (k % 1024 == 1023 && nx_should_stop(b->a))
			status = NX_CANCELLED;
		if (status != NX_OK)
			return status;
		g = &b->groups[b->n_groups - 1];
		g->cue = span_of(b->t, at->cue.first, at->cue.end);
		g->negated = at->negated;
		g->block = at->block;
		nx_resolve_source(b->a, at->source, at->head, &g->source);
		for (uint32_t c = 0; c < at->n_content; c++)
		{
			status = add_stretch(b, k, at->content[c].first, at->content[c].end);
			if (status != NX_OK)
				return status;
			own_marks(b, k, at, at->content[c]);
		}
	}
	return NX_OK;
}

static NxStatus
give(Builder *b, uint32_t marked, uint32_t group)
{
	const NxMarked *m = &b->marks.marked[marked];

	b->owner[marked] = group;
	b->groups[group].speech = true;
	return add_stretch(b, group, m->first, m->end);
}

/* Does the stretch begin a sentence, and does it read like words that were said? */
static bool
reads_like_speech(const Builder *b, const NxMarked *m)
{
	uint32_t words = 0;
	const NxSentence *s = &b->s->sentences[nx_sentence_of(b->s, m->first)];
	uint8_t last = b->t->kind[m->end - 1];

	if (is_naming(b, m))
		return false;
	if (m->open != s->first_token && m->first != s->first_token)
		return false;
	for (uint32_t i = m->first; i < m->end && words < 4; i++)
		words += is_word(b->t, i);
	if (last == NX_TOK_STOP || last == NX_TOK_COMMA || (m->flags & NX_MF_RUNS_ON))
		return words >= 2;
	return words >= 4 && (m->close == NX_NONE || m->close + 1 >= s->end_token ||
						  b->t->kind[m->close + 1] == NX_TOK_STOP);
}

#define MAX_LINK 3 /* words */

/*
 * "…," Diaz told the council, "…", or "…," she said, but then "…": the rest of what
 * the sentence quotes already.
 */
static bool
goes_on(const Builder *b, uint32_t last, const NxMarked *m)
{
	const NxSentence *s;
	uint32_t before = m->open;
	uint16_t link;

	if (last == NX_NONE || m->open == NX_NONE || m->open == 0 || is_naming(b, m))
		return false;
	s = &b->s->sentences[nx_sentence_of(b->s, m->open)];
	while (before > s->first_token && m->open - before < MAX_LINK && is_word(b->t, before - 1))
		before--;
	if (before == s->first_token || b->t->kind[before - 1] != NX_TOK_COMMA)
		return false;
	link = nx_tok_word(b->t, before);
	if (before < m->open && link != NX_W_AND && link != NX_W_BUT)
		return false;
	return b->groups[last].cue.start >= b->t->start[s->first_token] &&
		   b->groups[last].cue.start < b->t->start[m->open];
}

/*
 * The phrase after a quotation that names its speaker: in a headline after a
 * colon or a dash ("'We were lucky': survivors describe ..."), and as a
 * signature after a dash wherever it stands ("... at last." - Ana Diaz).
 * Empty when there is none.
 */
static NxRange
signature(const Builder *b, const NxMarked *m)
{
	const NxTokens *t = b->t;
	const NxParagraph *p = &b->s->paragraphs[m->paragraph];
	NxRange none = {0, 0}, r;
	bool dash, headline;

	if (m->close == NX_NONE || m->close + 2 >= p->end_token)
		return none;
	/* "…," per the club's rules */
	if (nx_tok_word(t, m->close + 1) == NX_W_PER && t->kind[m->end - 1] == NX_TOK_COMMA)
	{
		r.first = r.end = m->close + 2;
		while (r.end < p->end_token && r.end < r.first + 8 &&
			   (t->kind[r.end] == NX_TOK_WORD || t->kind[r.end] == NX_TOK_CLITIC))
			r.end++;
		return r;
	}
	/* "…," as one diplomat put it, "…," was how one fan put it */
	if (nx_tok_word(t, m->close + 1) == NX_W_AS ||
		(nx_tok_word(t, m->close + 1) == NX_W_WAS && nx_tok_word(t, m->close + 2) == NX_W_HOW))
	{
		r.first = r.end = m->close + (nx_tok_word(t, m->close + 1) == NX_W_AS ? 2 : 3);
		while (r.end < p->end_token && r.end < r.first + 8 &&
			   (t->kind[r.end] == NX_TOK_WORD || t->kind[r.end] == NX_TOK_CLITIC))
		{
			if (r.end > r.first && nx_tok_has(t, r.end, NX_C_LEVEL_VERB) &&
				r.end + 1 < p->end_token && nx_tok_word(t, r.end + 1) == NX_W_IT)
				return r;
			r.end++;
		}
		return none;
	}
	dash = t->kind[m->close + 1] == NX_TOK_DASH;
	headline = m->open == p->first_token && p->end_token - p->first_token <= 40;
	if (!dash && !(headline && t->kind[m->close + 1] == NX_TOK_COLON))
		return none;
	r.first = r.end = m->close + 2;
	while (r.end < p->end_token && r.end < r.first + 8 && t->kind[r.end] == NX_TOK_WORD &&
		   (r.end == r.first || !(t->flags[r.end] & NX_TF_LINE_START)) &&
		   !nx_tok_has(t, r.end, NX_C_REPORTING_VERB) &&
		   (nx_tok_word(t, r.end) == 0 || nx_tok_word(t, r.end) == NX_W_THE))
		r.end++;
	if (r.end == r.first)
		return none;
	if (!(t->flags[r.first] & NX_TF_UPPER_INITIAL))
	{
		/* what follows a lower-case word may be a verb that no list knows */
		if (headline && nx_tok_has(t, r.first, NX_C_SPEAKER_NOUN))
			return (NxRange){r.first, r.first + 1};
		return none;
	}
	if (headline)
		return r;
	/* a signature ends its line */
	return r.end >= p->end_token || (t->flags[r.end] & NX_TF_LINE_START) ||
				   t->kind[r.end] == NX_TOK_OPEN || t->kind[r.end] == NX_TOK_STOP ||
				   t->kind[r.end] == NX_TOK_COMMA
			   ? r
			   : none;
}

/* Is the phrase a source that a headline may name at its end: a name, "officials", "report"? */
static bool
ends_headline(const Builder *b, NxRange r)
{
	uint32_t k = nx_mention_from(b->a, r.first);

	if (nx_tok_has(b->t, r.end - 1, NX_C_SPEAKER_NOUN) ||
		nx_tok_has(b->t, r.end - 1, NX_C_REPORTING_NOUN))
		return r.end - r.first <= 2;
	if (k >= b->a->n_mentions || b->a->mentions[k].first_token != r.first ||
		b->a->mentions[k].end_token != r.end)
		return false;
	return b->a->mentions[k].kind == NX_NAME &&
		   (b->a->mentions[k].label == NX_PERSON || b->a->mentions[k].label == NX_ORG);
}

/* "Storm kills four – officials", "Firm to sell drones: report": the source ends the headline. */
static NxStatus
headline_sources(Builder *b)
{
	uint32_t group = 0, n_attributed = b->attributions.n;

	for (uint32_t k = 0; k < b->s->n_paragraphs; k++)
	{
		const NxParagraph *p = &b->s->paragraphs[k];
		NxRange r;
		NxStatus status;
		bool attributed;

		if (k % 1024 == 1023 && nx_should_stop(b->a))
			return NX_CANCELLED;
		while (group < n_attributed && b->groups[group].paragraph < k)
			group++;
		attributed = group < n_attributed && b->groups[group].paragraph == k;
		if (p->kind != NX_PARA_HEADLINE || attributed || p->end_token - p->first_token < 6)
			continue;
		r.end = p->end_token;
		for (r.first = r.end; r.first > r.end - 4 && b->t->kind[r.first - 1] == NX_TOK_WORD;)
			r.first--;
		if (r.first == r.end || r.end - r.first > 3 ||
			(b->t->kind[r.first - 1] != NX_TOK_DASH && b->t->kind[r.first - 1] != NX_TOK_COLON) ||
			!ends_headline(b, r))
			continue;
		status = add_group(b, p->first_sentence);
		if (status != NX_OK)
			return status;
		nx_resolve_source(b->a, r, r.first - 1, &b->groups[b->n_groups - 1].source);
		status = add_stretch(b, b->n_groups - 1, p->first_token, r.first - 1);
		if (status != NX_OK)
			return status;
	}
	return NX_OK;
}

static NxStatus
give_signed(Builder *b, uint32_t marked, NxRange signer)
{
	const NxMarked *m = &b->marks.marked[marked];
	NxStatus status = add_group(b, nx_sentence_of(b->s, m->first));

	if (status != NX_OK)
		return status;
	nx_resolve_source(b->a, signer, m->first, &b->groups[b->n_groups - 1].source);
	return give(b, marked, b->n_groups - 1);
}

/* A run's earlier paragraphs belong to whoever owns a later one. */
static NxStatus
join_runs(Builder *b)
{
	for (uint32_t k = b->marks.n; k-- > 1;)
	{
		uint32_t before = b->outermost_of[k - 1];

		if (k % 4096 == 0 && nx_should_stop(b->a))
			return NX_CANCELLED;
		if (!(b->marks.marked[k].flags & NX_MF_RUN) || b->owner[k] == NX_NONE)
			continue;
		if (b->owner[before] == NX_NONE && (b->marks.marked[before].flags & NX_MF_RUNS_ON))
		{
			NxStatus status = give(b, before, b->owner[k]);

			if (status != NX_OK)
				return status;
		}
	}
	return NX_OK;
}

/* A quotation without an attribution: of the speaker before, or whom the text was about. */
static NxStatus
carry_over(Builder *b, uint32_t marked, uint32_t last, uint32_t last_marked)
{
	const NxMarked *m = &b->marks.marked[marked];
	uint32_t sentence = nx_sentence_of(b->s, m->first);
	NxSource *source;
	NxStatus status = add_group(b, sentence);

	if (status != NX_OK)
		return status;
	source = &b->groups[b->n_groups - 1].source;
	if (last != NX_NONE && m->paragraph - b->marks.marked[last_marked].paragraph <= 1)
		*source = b->groups[last].source;
	else if (sentence > 0)
		nx_person_spoken_of(b->a, sentence - 1, source);
	return give(b, marked, b->n_groups - 1);
}

/* Give every marked stretch that reads like speech to a quotation. */
static NxStatus
place_marks(Builder *b)
{
	uint32_t last = NX_NONE; /* the group that spoke last, in marks */
	uint32_t last_marked = NX_NONE;
	uint32_t block = NX_NONE;
	uint32_t next_group = 0;
	uint32_t n_attributed = b->n_groups;
	NxStatus status = join_runs(b);

	for (uint32_t k = 0; k < b->marks.n && status == NX_OK; k++)
	{
		const NxMarked *m = &b->marks.marked[k];

		if (m->parent != NX_NONE)
			continue;
		if (k % 1024 == 1023 && nx_should_stop(b->a))
			return NX_CANCELLED;

		/* attributions that end a paragraph with a colon wait for the next */
		while (next_group < n_attributed && b->groups[next_group].cue.start < b->t->start[m->first])
		{
			if (b->groups[next_group].block)
				block = next_group;
			next_group++;
		}
		if (b->owner[k] == NX_NONE)
		{
			if ((m->flags & NX_MF_RUN) && last_marked != NX_NONE &&
				(b->marks.marked[last_marked].flags & NX_MF_RUNS_ON))
				status = give(b, k, b->owner[last_marked]);
			else if (block != NX_NONE && m->paragraph == b->groups[block].paragraph + 1)
				status = give(b, k, block);
			else
			{
				NxRange signer = signature(b, m);

				if (signer.first < signer.end)
					status = give_signed(b, k, signer);
				else if (goes_on(b, last, m))
					status = give(b, k, last);
				else if (!reads_like_speech(b, m))
					continue;
				else if (last != NX_NONE && b->marks.marked[last_marked].paragraph == m->paragraph)
					status = give(b, k, last);
				else
					status = carry_over(b, k, last, last_marked);
			}
		}
		if (status == NX_OK && b->groups[b->owner[k]].speech)
		{
			last = b->owner[k];
			last_marked = k;
		}
	}
	return status;
}

/* ---- what comes out ---- */

static int
by_group_and_place(const void *x, const void *y)
{
	const Stretch *a = x, *b = y;

	if (a->group != b->group)
		return a->group < b->group ? -1 : 1;
	if (a->first != b->first)
		return a->first < b->first ? -1 : 1;
	return a->end > b->end ? -1 : a->end < b->end;
}

static bool
is_loose(uint8_t kind)
{
	return kind == NX_TOK_COMMA || kind == NX_TOK_COLON || kind == NX_TOK_SEMICOLON ||
		   kind == NX_TOK_DASH;
}

/* Which stretch has its closing mark at the token, NX_NONE if none. */
static uint32_t
closed_by(const Builder *b, uint32_t token)
{
	uint32_t k = token > 0 ? marked_before(b, token - 1) : NX_NONE;

	while (k != NX_NONE && b->marks.marked[k].close != token && b->marks.marked[k].end <= token)
		k = b->marks.marked[k].parent;
	return k != NX_NONE && b->marks.marked[k].close == token ? k : NX_NONE;
}

/* Leave out marks that enclose the whole stretch, and loose punctuation around it. */
static void
trim(const Builder *b, Stretch *st)
{
	const NxTokens *t = b->t;

	while (st->first < st->end)
	{
		uint32_t k;

		if (is_loose(t->kind[st->first]) || t->kind[st->first] == NX_TOK_STOP ||
			t->kind[st->first] == NX_TOK_CLOSE)
		{
			st->first++;
			continue;
		}
		/* a conjunction joins the words to others; it is none of them */
		if ((nx_tok_word(t, st->first) == NX_W_AND || nx_tok_word(t, st->first) == NX_W_BUT ||
			 nx_tok_word(t, st->first) == NX_W_OR) &&
			outermost_at(b, st->first) == NX_NONE)
		{
			st->first++;
			continue;
		}
		if (is_loose(t->kind[st->end - 1]))
		{
			st->end--;
			continue;
		}
		/* an opening mark whose stretch reaches our end */
		k = marked_before(b, st->first + 1);
		if (k != NX_NONE && b->marks.marked[k].open == st->first &&
			b->marks.marked[k].end + 1 >= st->end)
		{
			st->first++;
			if (st->end > b->marks.marked[k].end)
				st->end = b->marks.marked[k].end;
			continue;
		}
		/* a closing mark whose stretch began before us, or with us */
		k = closed_by(b, st->end - 1);
		if (k != NX_NONE && b->marks.marked[k].first <= st->first)
		{
			st->end--;
			continue;
		}
		/* one just behind our end that closes what we hold from its opening */
		k = closed_by(b, st->end);
		if (k != NX_NONE && b->marks.marked[k].open != NX_NONE &&
			b->marks.marked[k].open >= st->first)
			st->end++;
		return;
	}
}

static bool
has_word(const Builder *b, uint32_t first, uint32_t end)
{
	while (first < end && !is_word(b->t, first))
		first++;
	return first < end;
}

/* Do any words of the stretch stand in marks that quote, and any outside? */
static void
look_for_marks(const Builder *b, const Stretch *st, bool *in, bool *out)
{
	uint32_t k = outermost_at(b, st->first);

	if (k == NX_NONE)
		k = marked_before(b, st->first) + 1;
	for (uint32_t i = st->first; i < st->end && !(*in && *out);)
	{
		const NxMarked *m;
		uint32_t end = st->end;

		while (k < b->marks.n &&
			   (b->marks.marked[k].parent != NX_NONE || b->marks.marked[k].end <= i))
			k++;
		m = k < b->marks.n ? &b->marks.marked[k] : NULL;
		if (m != NULL && m->first <= i)
		{
			bool quotes = !(m->first > st->first && is_naming(b, m));

			end = m->end < end ? m->end : end;
			if (has_word(b, i, end))
				*(quotes ? in : out) = true;
		}
		else
		{
			end = m != NULL && m->first < end ? m->first : end;
			*out = *out || has_word(b, i, end);
		}
		i = end;
	}
}

static int
outer_first(const void *x, const void *y)
{
	const Stretch *a = x;
	const Stretch *b = y;

	if (a->first != b->first)
		return a->first < b->first ? -1 : 1;
	if (a->end != b->end)
		return a->end > b->end ? -1 : 1;
	return a->group < b->group ? -1 : a->group > b->group;
}

/*
 * No word is said by more than so many at once: where a sentence without end
 * has a thousand cues, each would have all words before it.
 */
#define MOST_AT_ONCE 8

static NxStatus
limit_overlap(Builder *b)
{
	uint32_t ends[MOST_AT_ONCE] = {0};
	uint32_t n = 0;
	NxStatus status;

	if (b->n_stretches <= MOST_AT_ONCE)
		return NX_OK;
	status = nx_sort(b->a, b->stretches, b->n_stretches, sizeof(Stretch), outer_first);
	if (status != NX_OK)
		return status;
	for (uint32_t k = 0; k < b->n_stretches; k++)
	{
		Stretch st = b->stretches[k];

		if (k % 1024 == 1023 && nx_should_stop(b->a))
			return NX_CANCELLED;
		for (uint32_t i = 0; i < MOST_AT_ONCE; i++)
			if (ends[i] <= st.first)
			{
				ends[i] = st.end;
				b->stretches[n++] = st;
				break;
			}
	}
	b->n_stretches = n;
	return NX_OK;
}

/* Trim the stretches, and join what overlaps within a quotation. */
static NxStatus
settle_stretches(Builder *b)
{
	NxStatus status = limit_overlap(b);
	uint32_t n = 0;

	if (status == NX_OK)
		status = nx_sort(b->a, b->stretches, b->n_stretches, sizeof(Stretch), by_group_and_place);
	if (status != NX_OK)
		return status;
	for (uint32_t k = 0; k < b->n_stretches; k++)
	{
		Stretch st = b->stretches[k];

		if (k % 1024 == 1023 && nx_should_stop(b->a))
			return NX_CANCELLED;
		trim(b, &st);
		if (st.first >= st.end)
			continue;
		if (n > 0 && b->stretches[n - 1].group == st.group && st.first < b->stretches[n - 1].end)
		{
			if (st.end > b->stretches[n - 1].end)
				b->stretches[n - 1].end = st.end;
			continue;
		}
		b->stretches[n++] = st;
	}
	b->n_stretches = n;
	return NX_OK;
}

/* How much of it stands in marks, and that nobody speaks words that he himself stands in. */
static NxStatus
judge_groups(Builder *b)
{
	uint32_t n = b->n_stretches;

	for (uint32_t k = 0, next; k < n; k = next)
	{
		uint32_t group = b->stretches[k].group;
		Group *g = &b->groups[group];
		bool in = false, out = false;

		for (next = k; next < n && b->stretches[next].group == group; next++)
		{
			NxSpan span = span_of(b->t, b->stretches[next].first, b->stretches[next].end);

			if (next % 1024 == 1023 && nx_should_stop(b->a))
				return NX_CANCELLED;
			look_for_marks(b, &b->stretches[next], &in, &out);
			if (g->source.span.start < span.end && span.start < g->source.span.end)
				g->source = (NxSource){.entity = NX_NONE};
		}
		g->kind = (uint8_t) (!out ? NX_DIRECT : !in ? NX_INDIRECT : NX_MIXED);
	}
	return NX_OK;
}

static NxStatus
emit(Builder *b)
{
	NxStatus status = settle_stretches(b);
	uint32_t count = 0;

	if (status == NX_OK)
		status = judge_groups(b);
	if (status != NX_OK)
		return status;
	status = nx_sort(b->a, b->stretches, b->n_stretches, sizeof(Stretch), outer_first);
	if (status != NX_OK)
		return status;
	for (uint32_t k = 0; k < b->n_stretches; k++)
	{
		Group *g = &b->groups[b->stretches[k].group];
		NxQuote q = {.span = span_of(b->t, b->stretches[k].first, b->stretches[k].end),
					 .cue = g->cue,
					 .source = g->source.span,
					 .speaker_entity = g->source.entity,
					 .speaker = g->source.name,
					 .speaker_label = g->source.label,
					 .kind = g->kind,
					 .negated = g->negated};

		if (g->number == 0)
			g->number = ++count;
		q.quote_no = g->number;
		if (nx_quote_push(b->a, &q) != NX_OK)
			return NX_NOMEM;
	}
	return NX_OK;
}

NxStatus
nx_find_quotes(NxAnalysis *a)
{
	Builder b = {.a = a, .t = a->tokens, .s = a->sentences};
	NxStatus status = NX_OK;

	if (a->marks != NULL)
		b.marks = *a->marks;
	else
		status = nx_find_marks(a, &b.marks);
	if (status == NX_OK)
		status = nx_find_attributions(a, &b.marks, &b.attributions);
	if (status != NX_OK)
		return status;
	b.owner = nx_alloc(a->arena, ((size_t) b.marks.n + 1) * sizeof(uint32_t));
	b.outermost_of = nx_alloc(a->arena, ((size_t) b.marks.n + 1) * sizeof(uint32_t));
	if (b.owner == NULL || b.outermost_of == NULL)
		return NX_NOMEM;
	for (uint32_t k = 0; k < b.marks.n; k++)
	{
		uint32_t parent = b.marks.marked[k].parent;

		b.owner[k] = NX_NONE;
		b.outermost_of[k] = parent == NX_NONE ? k : b.outermost_of[parent];
	}
	status = take_attributions(&b);
	nx_free(a->arena, b.attributions.list, b.attributions.capacity * sizeof(*b.attributions.list));
	if (status == NX_OK)
		status = place_marks(&b);
	if (status == NX_OK)
		status = headline_sources(&b);
	if (status == NX_OK)
		status = emit(&b);
	if (status != NX_OK)
		return status;
	nx_free(a->arena, b.stretches, b.max_stretches * sizeof(Stretch));
	nx_free(a->arena, b.groups, b.max_groups * sizeof(Group));
	nx_free(a->arena, b.owner, ((size_t) b.marks.n + 1) * sizeof(uint32_t));
	nx_free(a->arena, b.outermost_of, ((size_t) b.marks.n + 1) * sizeof(uint32_t));
	nx_free(a->arena, b.marks.marked, b.marks.capacity * sizeof(NxMarked));
	a->marks = NULL;
	return nx_score_salience(a);
}
