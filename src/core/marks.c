/*
 * marks.c
 *		Quotation marks → the stretches of text that stand between them.
 *
 * News uses every mark there is, and uses it carelessly, so a mark's glyph is
 * only evidence.  Each paragraph is done on its own, which bounds what a lost
 * or doubled mark can spoil:
 *
 * 1. Every mark gets a direction: opens, closes, either or none.  Curly marks
 *	  say so themselves unless the spaces around contradict them; straight ones
 *	  are read by the spaces.  Marks that are no quotation marks (apostrophes,
 *	  feet and inches) drop out; elisions such as 'n' and '90s are words to
 *	  the tokeniser.
 *
 * 2. The marks are paired with a stack, in one pass.  When a mark opens while
 *	  one of its style is open, either it nests or the first was never closed;
 *	  the balance of the marks that remain in the paragraph tells.  A single
 *	  closing mark may be a plural possessive ("the workers' rights"); it
 *	  is one when it has no comma or stop before it and another mark that can
 *	  close follows before the next one that opens.
 *
 * 3. What is open at the paragraph's end runs on if the next paragraph begins
 *	  with an opening mark of its style (a running quotation: every paragraph
 *	  reopens, only the last closes); otherwise it is unclosed and ends there.
 *
 * All is linear in the number of marks: popping is paid for by pushing, and the
 * balance is a running sum.
 */
#include <string.h>

#include "arena.h"
#include "marks.h"
#include "sentence.h"
#include "token.h"

#define N_STYLES 3

#define LEAST_MARKED 24 /* bytes of text to a stretch: see nx_is_noise() */

#define OPENS 0x01
#define CLOSES 0x02

typedef struct Mark
{
	uint32_t token;
	uint8_t style;
	uint8_t can; /* OPENS, CLOSES, both */
	bool sure;   /* a closing mark after a comma or a stop: no apostrophe */
} Mark;

typedef struct Pairing
{
	NxAnalysis *a;
	const NxTokens *t;
	const NxSentences *s;
	NxMarks *out;

	/* the paragraph's marks */
	Mark *marks;
	uint32_t n_marks;
	uint32_t marks_capacity;

	/* indexes of open stretches, innermost last */
	uint32_t *stack;
	uint32_t depth;
	uint32_t stack_capacity;
	uint32_t open[N_STYLES]; /* how many of each style are on the stack */

	uint32_t paragraph;
	uint32_t first; /* tokens of the paragraph */
	uint32_t end;
	uint32_t sentence;   /* a sentence at or before the mark in hand */
	uint32_t last_close; /* end of the last top-level stretch: where a lost opening may not reach */
	bool runs_on[N_STYLES];    /* the next paragraph begins with an opening mark */
	bool running[N_STYLES];    /* the paragraph before ended open */
	bool ended_open[N_STYLES]; /* this one did */
} Pairing;

/* ---- what a mark may be ---- */

static bool
space_before(const Pairing *p, uint32_t i)
{
	return i == p->first || (p->t->flags[i] & NX_TF_SPACE_BEFORE) != 0;
}

static bool
space_after(const Pairing *p, uint32_t i)
{
	return i + 1 >= p->end || (p->t->flags[i + 1] & NX_TF_SPACE_BEFORE) != 0;
}

static bool
is_word_kind(uint8_t kind)
{
	return kind == NX_TOK_WORD || kind == NX_TOK_NUMBER || kind == NX_TOK_CURRENCY ||
		   kind == NX_TOK_HANDLE || kind == NX_TOK_URL;
}

/* Marks that a closing quotation mark may follow without a space, and mostly does. */
static bool
ends_speech(uint8_t kind)
{
	return kind == NX_TOK_COMMA || kind == NX_TOK_STOP;
}

/* The style of token i, or -1 when its characters are no quotation mark. */
static int
mark_style(const Pairing *p, uint32_t i, uint8_t *glyph)
{
	const unsigned char *c = (const unsigned char *) p->a->text + p->t->start[i];
	uint32_t len = p->t->end[i] - p->t->start[i];

	*glyph = OPENS | CLOSES;
	if (c[0] == '"')
		return NX_MARK_DOUBLE;
	if (c[0] == '\'')
		return len > 1 && c[1] == '\'' ? NX_MARK_DOUBLE : len == 1 ? NX_MARK_SINGLE : -1;
	if (c[0] == '`')
	{
		*glyph = OPENS;
		return len > 1 ? NX_MARK_DOUBLE : NX_MARK_SINGLE;
	}
	if (len >= 3 && c[0] == 0xE2 && c[1] == 0x80)
	{
		switch (c[2])
		{
			case 0x98: /* ‘ */
			case 0x9A: /* ‚ */
			case 0x9B: /* ‛ */
				*glyph = OPENS;
				return NX_MARK_SINGLE;
			case 0x99: /* ’ */
				*glyph = CLOSES;
				return NX_MARK_SINGLE;
			case 0x9C: /* “ */
			case 0x9E: /* „ */
			case 0x9F: /* ‟ */
				*glyph = OPENS;
				return NX_MARK_DOUBLE;
			case 0x9D: /* ” */
				*glyph = CLOSES;
				return NX_MARK_DOUBLE;
			case 0xB9: /* ‹ */
				*glyph = OPENS;
				return NX_MARK_GUILLEMET;
			case 0xBA: /* › */
				*glyph = CLOSES;
				return NX_MARK_GUILLEMET;
		}
		return -1;
	}
	if (len >= 2 && c[0] == 0xC2)
	{
		*glyph = c[1] == 0xAB ? OPENS : CLOSES;
		return c[1] == 0xAB || c[1] == 0xBB ? NX_MARK_GUILLEMET : -1;
	}
	return -1;
}

/* 6' 6'2": a mark glued to the number before it. */
static bool
after_number(const Pairing *p, uint32_t i)
{
	return i > p->first && !space_before(p, i) && p->t->kind[i - 1] == NX_TOK_NUMBER;
}

/* The inches of feet and inches: 6'2" */
static bool
after_feet(const Pairing *p, uint32_t i)
{
	uint8_t glyph;

	return after_number(p, i) && i >= p->first + 3 && !space_before(p, i - 1) &&
		   mark_style(p, i - 2, &glyph) == NX_MARK_SINGLE && after_number(p, i - 2);
}

/* What the mark may do here, by its glyph and the spaces around it; 0: nothing. */
static uint8_t
directions(const Pairing *p, uint32_t i, int style, uint8_t glyph)
{
	bool before = space_before(p, i);
	bool after = space_after(p, i);
	uint8_t left = before ? NX_TOK_JUNK : p->t->kind[i - 1];
	uint8_t right = after ? NX_TOK_JUNK : p->t->kind[i + 1];
	uint8_t by_space;

	if (style == NX_MARK_SINGLE)
	{
		if (after_number(p, i) && !after && right == NX_TOK_NUMBER)
			return 0;
		/* glued to words on both sides: an apostrophe that the tokeniser left alone */
		if (!before && !after && is_word_kind(left) && is_word_kind(right))
			return 0;
		if (before && after)
			return 0;
		/* rock ‘n’ roll */
		if (before && right == NX_TOK_WORD && p->t->end[i + 1] - p->t->start[i + 1] == 1 &&
			(p->a->text[p->t->start[i + 1]] | 0x20) == 'n')
			return 0;
	}
	else if (style == NX_MARK_DOUBLE && after_feet(p, i))
		return 0;

	if (before && after)
		by_space = OPENS | CLOSES;
	else if (before)
		by_space = OPENS;
	else if (after)
		by_space = CLOSES;
	else if (right == NX_TOK_COMMA || right == NX_TOK_STOP || right == NX_TOK_SEMICOLON ||
			 right == NX_TOK_COLON || right == NX_TOK_BRACKET_CLOSE || right == NX_TOK_CLITIC)
		by_space = CLOSES;
	else if (left == NX_TOK_BRACKET_OPEN || left == NX_TOK_DASH || left == NX_TOK_COLON ||
			 left == NX_TOK_OPEN)
		by_space = OPENS;
	else if (right == NX_TOK_DASH)
		by_space = CLOSES;
	else
		by_space = OPENS | CLOSES;

	/* the glyph decides unless both spaces contradict it */
	if (glyph == (OPENS | CLOSES))
		return by_space;
	if (glyph & by_space)
		return glyph;
	return style == NX_MARK_SINGLE && glyph == CLOSES ? 0 : by_space;
}

/* ---- pairing ---- */

static uint32_t
sentence_start(Pairing *p, uint32_t token)
{
	const NxSentences *s = p->s;

	while (p->sentence + 1 < s->n && s->sentences[p->sentence + 1].first_token <= token)
		p->sentence++;
	return p->sentence < s->n ? s->sentences[p->sentence].first_token : token;
}

static NxStatus
push_stretch(Pairing *p, uint32_t open, uint32_t first, int style, uint8_t flags)
{
	NxMarked *m;

	if (!nx_push(p->a->arena, p->out->marked, p->out->n, p->out->capacity))
		return NX_NOMEM;
	m = &p->out->marked[p->out->n++];
	memset(m, 0, sizeof(*m));
	m->open = open;
	m->close = NX_NONE;
	m->first = first;
	m->end = first;
	m->paragraph = p->paragraph;
	m->parent = p->depth > 0 ? p->stack[p->depth - 1] : NX_NONE;
	m->style = (uint8_t) style;
	m->flags = flags;
	return NX_OK;
}

static NxStatus
open_mark(Pairing *p, const Mark *m)
{
	uint8_t flags = 0;
	NxStatus status;

	if (m->token == p->first && p->running[m->style])
		flags |= NX_MF_RUN;
	status = push_stretch(p, m->token, m->token + 1, m->style, flags);
	if (status != NX_OK)
		return status;
	if (!nx_push(p->a->arena, p->stack, p->depth, p->stack_capacity))
		return NX_NOMEM;
	p->stack[p->depth++] = p->out->n - 1;
	p->open[m->style]++;
	return NX_OK;
}

/* Take the innermost stretch off the stack; its content ends before `end`. */
static void
pop(Pairing *p, uint32_t end, uint32_t close, uint8_t flags)
{
	NxMarked *m = &p->out->marked[p->stack[--p->depth]];

	m->end = end > m->first ? end : m->first;
	m->close = close;
	m->flags |= flags;
	p->open[m->style]--;
	if (p->depth == 0)
		p->last_close = close != NX_NONE ? close + 1 : m->end;
}

static void
close_mark(Pairing *p, const Mark *m)
{
	/* what was opened inside and not closed ends here too */
	while (p->out->marked[p->stack[p->depth - 1]].style != m->style)
		pop(p, m->token, NX_NONE, NX_MF_UNCLOSED);
	pop(p, m->token, m->token, 0);
}

/* A closing mark with nothing to close: its opening is lost, at the sentence's start at most. */
static NxStatus
lost_opening(Pairing *p, const Mark *m)
{
	uint32_t first = sentence_start(p, m->token);
	NxStatus status;

	if (first < p->first)
		first = p->first;
	if (p->depth > 0 || first < p->last_close)
		return NX_OK;
	if (m->style != NX_MARK_DOUBLE || !m->sure || first >= m->token)
		return NX_OK;
	status = push_stretch(p, NX_NONE, first, m->style, NX_MF_UNOPENED);
	if (status != NX_OK)
		return status;
	p->out->marked[p->out->n - 1].end = m->token;
	p->out->marked[p->out->n - 1].close = m->token;
	p->last_close = m->token + 1;
	return NX_OK;
}

/* The stretch before this opening mark was never closed: end it here, or where its sentence ended. */
static void
give_up_open(Pairing *p, const Mark *m)
{
	uint32_t start = sentence_start(p, m->token);

	while (p->open[m->style] > 0)
	{
		const NxMarked *top = &p->out->marked[p->stack[p->depth - 1]];
		uint32_t end = start > top->first ? start : m->token;
		bool last = top->style == m->style;

		pop(p, end, NX_NONE, NX_MF_UNCLOSED);
		if (last)
			break;
	}
}

/* Collect the paragraph's marks with their directions. */
static NxStatus
collect(Pairing *p)
{
	p->n_marks = 0;
	for (uint32_t i = p->first; i < p->end; i++)
	{
		uint8_t kind = p->t->kind[i];
		uint8_t glyph, can;
		int style;
		Mark *m;

		if ((i - p->first) % 4096 == 4095 && nx_should_stop(p->a))
			return NX_CANCELLED;
		if (kind != NX_TOK_OPEN && kind != NX_TOK_CLOSE && kind != NX_TOK_QUOTE &&
			!(kind == NX_TOK_CLITIC && p->t->end[i] - p->t->start[i] <= 3))
			continue;
		style = mark_style(p, i, &glyph);
		if (style < 0)
			continue;
		can = directions(p, i, style, glyph);
		if (can == 0 || nx_is_noise(p->out->n + p->n_marks / 2, p->t->start[i], LEAST_MARKED))
			continue;
		if (!nx_push(p->a->arena, p->marks, p->n_marks, p->marks_capacity))
			return NX_NOMEM;
		m = &p->marks[p->n_marks++];
		m->token = i;
		m->style = (uint8_t) style;
		m->can = can;
		m->sure = i > p->first && !space_before(p, i) && ends_speech(p->t->kind[i - 1]);
		if (m->sure && can == (OPENS | CLOSES) && space_after(p, i))
			m->can = CLOSES;
	}
	return NX_OK;
}

/*
 * Single marks are apostrophes unless a partner says otherwise.  Backwards:
 * drop a closing one when a better one follows before the next opening, and an
 * opening one when no closing one follows.
 */
static NxStatus
settle_singles(Pairing *p)
{
	bool closing_follows = false; /* before the next opening mark */
	uint32_t closing = 0;         /* closing marks without a partner yet */

	for (uint32_t k = p->n_marks; k-- > 0;)
	{
		Mark *m = &p->marks[k];

		if (k % 4096 == 4095 && nx_should_stop(p->a))
			return NX_CANCELLED;
		if (m->style != NX_MARK_SINGLE)
			continue;
		if (m->can & CLOSES)
		{
			uint32_t i = m->token;
			bool after_s = i > p->first && (p->a->text[p->t->end[i - 1] - 1] | 0x20) == 's';
			bool goes_on = i + 1 < p->end && p->t->kind[i + 1] == NX_TOK_WORD &&
						   !(p->t->flags[i + 1] & NX_TF_UPPER_INITIAL);

			if (m->can == CLOSES && closing_follows && !m->sure && after_s && goes_on)
				m->can = 0;
			else
			{
				closing_follows = true;
				closing++;
			}
		}
		if (m->can & OPENS)
		{
			bool at_head = m->token == p->first && p->runs_on[NX_MARK_SINGLE];

			if (closing == 0 && !at_head)
				m->can = 0;
			else if (m->can == OPENS)
			{
				closing_follows = false;
				closing -= closing > 0;
			}
		}
	}
	return NX_OK;
}

static NxStatus
pair_paragraph(Pairing *p)
{
	int32_t balance[N_STYLES] = {0}; /* opening less closing marks that remain */
	NxStatus status = settle_singles(p);

	if (status != NX_OK)
		return status;
	for (uint32_t k = 0; k < p->n_marks; k++)
		balance[p->marks[k].style] += p->marks[k].can == OPENS    ? 1
									  : p->marks[k].can == CLOSES ? -1
																  : 0;

	for (uint32_t k = 0; k < p->n_marks; k++)
	{
		const Mark *m = &p->marks[k];
		uint8_t can = m->can;
		uint32_t open = p->open[m->style];

		if (k % 4096 == 4095 && nx_should_stop(p->a))
			return NX_CANCELLED;
		if (can == 0)
			continue;
		if (can == (OPENS | CLOSES))
			can = open > 0 ? CLOSES : OPENS;
		if (can == OPENS)
		{
			int32_t left_over = (int32_t) open + balance[m->style];
			const NxMarked *top = p->depth > 0 ? &p->out->marked[p->stack[p->depth - 1]] : NULL;
			bool doubled = top != NULL && top->style == m->style && top->first == m->token;

			if (open > 0 && left_over > (p->runs_on[m->style] ? 1 : 0))
			{
				/* a mark too many: doubled, or one before was not closed */
				if (!doubled)
				{
					give_up_open(p, m);
					status = open_mark(p, m);
				}
				else
					p->out->marked[p->stack[p->depth - 1]].first = m->token + 1;
			}
			else if (m->style == NX_MARK_DOUBLE && after_number(p, m->token))
				; /* inches */
			else
				status = open_mark(p, m);
		}
		else if (open > 0)
		{
			/* inside double marks that will close, a single mark closes nothing beyond them */
			const NxMarked *top = &p->out->marked[p->stack[p->depth - 1]];

			if (top->style == m->style || m->style == NX_MARK_DOUBLE || m->sure)
				close_mark(p, m);
		}
		else
			status = lost_opening(p, m);
		if (status != NX_OK)
			return status;
		balance[m->style] -= m->can == OPENS ? 1 : m->can == CLOSES ? -1 : 0;
	}

	while (p->depth > 0)
	{
		const NxMarked *top = &p->out->marked[p->stack[p->depth - 1]];
		bool runs = p->depth == 1 && p->runs_on[top->style];

		p->ended_open[top->style] |= runs;
		pop(p, p->end, NX_NONE, runs ? NX_MF_RUNS_ON : NX_MF_UNCLOSED);
	}
	return NX_OK;
}

/* Which styles the paragraph's first token opens. */
static void
look_ahead(Pairing *p, uint32_t paragraph)
{
	Pairing next = *p;
	uint8_t glyph;
	int style;

	memset(p->runs_on, 0, sizeof(p->runs_on));
	if (paragraph >= p->s->n_paragraphs)
		return;
	next.first = p->s->paragraphs[paragraph].first_token;
	next.end = p->s->paragraphs[paragraph].end_token;
	if (next.first + 1 >= next.end)
		return;
	style = mark_style(&next, next.first, &glyph);
	if (style >= 0 && (directions(&next, next.first, style, glyph) & OPENS))
		p->runs_on[style] = true;
}

/*
 * Nobody quotes somebody who quotes somebody … so many times; the words within
 * so many marks would each be said again and again.
 */
#define DEEPEST 8

static bool
too_deep(const NxMarks *out, uint32_t parent)
{
	uint32_t depth = 0;

	for (; parent != NX_NONE && depth < DEEPEST; parent = out->marked[parent].parent)
		depth++;
	return depth == DEEPEST;
}

/*
 * Leave out stretches without content, one of two that share theirs (marks
 * doubled at both ends), and what is nested too deeply.  Indexes of parents are
 * mapped as we go.
 */
static NxStatus
drop_empty(NxAnalysis *a, NxMarks *out)
{
	uint32_t *map = nx_alloc(a->arena, (size_t) out->n * sizeof(uint32_t) + 1);
	uint32_t n = 0;

	if (map == NULL)
		return NX_NOMEM;
	for (uint32_t i = 0; i < out->n; i++)
	{
		NxMarked m = out->marked[i];

		if (i % 4096 == 4095 && nx_should_stop(a))
			return NX_CANCELLED;
		if (m.parent != NX_NONE)
			m.parent = map[m.parent];
		map[i] = m.parent;
		if (m.first >= m.end || too_deep(out, m.parent))
			continue;
		if (m.parent != NX_NONE)
		{
			const NxMarked *outer = &out->marked[m.parent];

			if (outer->style == m.style && outer->first == m.open && outer->end == m.close + 1)
			{
				out->marked[m.parent].first = m.first;
				out->marked[m.parent].end = m.end;
				continue;
			}
		}
		map[i] = n;
		out->marked[n++] = m;
	}
	nx_free(a->arena, map, (size_t) out->n * sizeof(uint32_t) + 1);
	out->n = n;
	return NX_OK;
}

NxStatus
nx_find_marks(NxAnalysis *a, NxMarks *marks)
{
	Pairing p = {.a = a, .t = a->tokens, .s = a->sentences, .out = marks};

	*marks = (NxMarks){0};
	for (uint32_t k = 0; k < p.s->n_paragraphs; k++)
	{
		const NxParagraph *para = &p.s->paragraphs[k];
		NxStatus status;

		if (k % 1024 == 1023 && nx_should_stop(a))
			return NX_CANCELLED;
		p.paragraph = k;
		p.first = para->first_token;
		p.end = para->end_token;
		p.last_close = p.first;
		p.sentence = para->first_sentence;
		status = collect(&p);
		if (status != NX_OK)
			return status;
		if (p.n_marks == 0)
		{
			memset(p.running, 0, sizeof(p.running));
			continue;
		}
		look_ahead(&p, k + 1);
		memset(p.ended_open, 0, sizeof(p.ended_open));
		status = pair_paragraph(&p);
		memcpy(p.running, p.ended_open, sizeof(p.running));
		if (status != NX_OK)
			return status;
	}
	nx_free(a->arena, p.marks, p.marks_capacity * sizeof(*p.marks));
	nx_free(a->arena, p.stack, p.stack_capacity * sizeof(*p.stack));
	return drop_empty(a, marks);
}
