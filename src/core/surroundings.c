/*
 * surroundings.c
 *		Numbers that are no quantities, and what else the words around decide:
 *		dates, times, names, list markers, ages, parts, verbs of change.
 */
#include <string.h>

#include "expression.h"
#include "sentence.h"
#include "unit_table.h"

static bool
is_month(const NxFinder *f, uint32_t token)
{
	uint32_t len;

	if (token >= f->t->n || !tok_is(f, token, NX_C_MONTH))
		return false;
	/* in lower case only what is nothing else: no "may", no "march" */
	len = f->t->end[token] - f->t->start[token];
	return (f->t->flags[token] & NX_TF_UPPER_INITIAL) || len == 4 || len > 6 ||
		   (len == 5 && f->a->text[f->t->start[token]] == 'a');
}

/* A time of the day: "20:30" never gets here, "6pm" and "7 o'clock" do. */
static bool
is_time(NxFinder *f, const NxAmount *m)
{
	const NxPiece *p = nx_piece(&f->pieces, m->number.end);

	return p->kind == PIECE_WORD && nx_lex_has(p->entry, NX_C_TIME_OF_DAY);
}

/* Is the token inside a name that the text mentions, or right behind a numbered one? */
bool
nx_is_in_name(NxFinder *f, uint32_t token)
{
	const NxAnalysis *a = f->a;

	while (f->mention < a->n_mentions && a->mentions[f->mention].end_token < token)
		f->mention++;
	for (uint32_t i = f->mention; i < a->n_mentions; i++)
	{
		const NxMention *mention = &a->mentions[i];

		if (mention->first_token > token)
			break;
		if (mention->kind != NX_NAME)
			continue;
		/* what begins with a number may be a count and its noun: "30 Airbus A320 planes" */
		if (mention->first_token < token && token < mention->end_token &&
			mention->end_token - mention->first_token > 1)
			return true;
		if (mention->end_token == token &&
			(mention->label == NX_PRODUCT || mention->label == NX_LAW))
			return true;
	}
	return false;
}

/* Where most words begin with a capital, a capital says nothing. */
static bool
is_title_case(const NxFinder *f, uint32_t token)
{
	const NxSentences *s = f->a->sentences;

	return s != NULL && (s->paragraphs[s->sentences[nx_sentence_of(s, token)].paragraph].flags &
						 (NX_PF_TITLE_CASE | NX_PF_ALL_CAPS)) != 0;
}

/* What two sides are set against each other in: "52 votes to 48", "voted 52 to 48". */
bool
nx_is_tally(const NxFinder *f, uint32_t token)
{
	static const char *const words[] = {"vote", "votes", "voted", "goals",
										"sets", "games", "frames"};

	if (token == NX_NONE || f->t->kind[token] != NX_TOK_WORD)
		return false;
	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (f->t->end[token] - f->t->start[token] == strlen(words[i]) &&
			memcmp(f->a->text + f->t->start[token], words[i], strlen(words[i])) == 0)
			return true;
	return false;
}

/*
 * "Gatlin, 22, won": an age between commas behind a name, "at the age of 28",
 * "aged 34".
 */
bool
nx_is_age(NxFinder *f, const NxAmount *m, uint32_t first)
{
	const NxTokens *t = f->t;
	const NxPiece *next = nx_piece(&f->pieces, m->number.end);
	uint32_t b = before(f, first);
	uint32_t bb = b != NX_NONE ? before(f, b) : NX_NONE;

	if (f->typed || bb == NX_NONE || !is_small_integer(m, 115) || m->value < 1)
		return false;
	if (t->kind[b] == NX_TOK_COMMA)
		return (next->kind == PIECE_COMMA || next->kind == PIECE_STOP) &&
			   t->kind[bb] == NX_TOK_WORD && (t->flags[bb] & NX_TF_UPPER_INITIAL) &&
			   (m->number.flags & NX_NUM_DIGITS) && m->value >= 5 && !is_month(f, bb) &&
			   nx_tok_word(t, bb) == 0 && !tok_is(f, bb, NX_C_WEEKDAY) &&
			   (m->number.flags & NX_NUM_SCALED) == 0 &&
			   t->kind[before(f, bb) != NX_NONE ? bb - 1 : bb] != NX_TOK_NUMBER;
	if (t->kind[b] == NX_TOK_WORD)
	{
		if (nx_tok_word(t, b) == NX_W_AGED)
			return true;
		/* "children under five", "drivers over 70" */
		if ((nx_tok_word(t, b) == NX_W_UNDER || nx_tok_word(t, b) == NX_W_OVER) &&
			t->kind[bb] == NX_TOK_WORD && tok_is(f, bb, NX_C_ROLE_PLURAL) &&
			!(next->kind == PIECE_WORD && nx_piece_is(&f->pieces, m->number.end, NX_C_ROLE_PLURAL)))
			return true;
		for (int n = 0; n < 2 && b != NX_NONE; n++)
		{
			if (nx_tok_word(t, b) == NX_W_OF && bb != NX_NONE && nx_tok_word(t, bb) == NX_W_AGE)
				return true;
			b = bb;
			bb = b != NX_NONE ? before(f, b) : NX_NONE;
		}
	}
	return false;
}

bool
nx_is_after_aged(const NxFinder *f, uint32_t first)
{
	uint32_t b = before(f, first);
	uint32_t len;

	if (b == NX_NONE || f->t->kind[b] != NX_TOK_WORD)
		return false;
	len = f->t->end[b] - f->t->start[b];
	return nx_tok_word(f->t, b) == NX_W_AGED || nx_tok_word(f->t, b) == NX_W_AGE ||
		   (len == 4 && memcmp(f->a->text + f->t->start[b], "ages", 4) == 0);
}

/* A part of the day behind the number: "in the morning", "at night", "this evening". */
static bool
is_part_of_day(NxFinder *f, uint32_t i)
{
	NxPieces *pieces = &f->pieces;
	uint16_t word = nx_piece(pieces, i)->word;

	if (word == NX_W_IN && nx_piece(pieces, i + 1)->word == NX_W_THE)
		i += 2;
	else if (word == NX_W_AT || word == NX_W_THIS || word == NX_W_THAT || word == NX_W_ON ||
			 word == NX_W_LAST || word == NX_W_NEXT)
		i++;
	if (nx_piece_is(pieces, i, NX_C_WEEKDAY))
		return word != NX_W_IN && word != NX_W_AT;
	return nx_piece_reads(pieces, i, "morning") || nx_piece_reads(pieces, i, "afternoon") ||
		   nx_piece_reads(pieces, i, "evening") || nx_piece_reads(pieces, i, "night") ||
		   nx_piece_reads(pieces, i, "tonight") || nx_piece_reads(pieces, i, "tomorrow") ||
		   nx_piece_reads(pieces, i, "yesterday");
}

/* "at three in the morning", "half past three", "at ten to six". */
static bool
is_hour(NxFinder *f, const NxAmount *m, uint32_t first)
{
	NxPieces *pieces = &f->pieces;
	const NxTokens *t = f->t;
	uint32_t b = before(f, first);
	uint16_t prev = word_before(f, first);
	uint32_t bb = b != NX_NONE ? before(f, b) : NX_NONE;
	NxNumber n;

	if (!is_small_integer(m, 29) || m->value < 1 || b == NX_NONE)
		return false;
	switch (prev)
	{
		case NX_W_AT:
		case NX_W_BY:
		case NX_W_AROUND:
		case NX_W_ABOUT:
		case NX_W_UNTIL:
		case NX_W_FROM:
		case NX_W_BEFORE:
		case NX_W_AFTER:
		case NX_W_SINCE:
			if (m->value <= 12 && is_part_of_day(f, m->number.end))
				return true;
			/* "at ten to six" */
			return prev == NX_W_AT &&
				   (nx_piece(pieces, m->number.end)->word == NX_W_TO ||
					nx_piece(pieces, m->number.end)->word == NX_W_PAST) &&
				   nx_read_number(pieces, m->number.end + 1, 0, &n) && n.value <= 12 &&
				   is_closing(nx_piece(pieces, n.end));
		case NX_W_PAST:
		case NX_W_TO:
			if (bb == NX_NONE || m->value > 12)
				return false;
			if (nx_tok_word(t, bb) == NX_W_HALF || nx_tok_word(t, bb) == NX_W_QUARTER)
				return prev == NX_W_PAST || word_before(f, bb) == NX_W_A ||
					   word_before(f, bb) == NX_W_AT;
			return (t->kind[bb] == NX_TOK_NUMBER || tok_is(f, bb, NX_C_NUMBER_WORD)) &&
				   word_before(f, bb) == NX_W_AT && is_closing(nx_piece(pieces, m->number.end));
		default:
			return false;
	}
}

/*
 * May a number with no unit, or with a counted noun, be no quantity at all?
 * first is the token where the number (without its hedge) begins.
 */
bool
nx_is_no_quantity(NxFinder *f, const NxAmount *m, uint32_t first, const NxUnitRead *noun, int hedge,
				  bool range)
{
	NxPieces *pieces = &f->pieces;
	const NxTokens *t = f->t;
	uint32_t b = before(f, first);
	const NxPiece *next = nx_piece(pieces, m->number.end);
	bool digits = (m->number.flags & NX_NUM_DIGITS) != 0 &&
				  !(m->number.flags & (NX_NUM_WORDS | NX_NUM_SCALED));
	uint32_t day_end;

	if (f->typed)
		return false;

	/* list markers: "1. ", "2) ", "(3)" */
	if (digits && !m->has_unit && is_small_integer(m, 99) &&
		(b == NX_NONE || (t->flags[first] & NX_TF_LINE_START)) &&
		((next->kind == PIECE_STOP && nx_piece(pieces, m->number.end + 1)->kind != PIECE_END) ||
		 (next->kind == PIECE_CLOSE)))
		return true;
	if (digits && !m->has_unit && next->kind == PIECE_CLOSE && is_small_integer(m, 1e9) &&
		(b == NX_NONE || t->kind[b] == NX_TOK_BRACKET_OPEN || t->kind[b] != NX_TOK_WORD))
		return true;
	if (is_time(f, m) && !m->has_unit)
		return true;
	/* "Dec 31 year net", "the fiscal 1986 year" */
	if (b != NX_NONE && !m->prefix && is_small_integer(m, 31) && is_month(f, b) &&
		(t->flags[b] & NX_TF_UPPER_INITIAL))
		return true;
	if (digits && is_year_like(m) && m->value >= 1900 && strcmp(m->unit.code, "year") == 0 &&
		f->a->text[nx_piece(pieces, m->end - 1)->end - 1] != 's')
		return true;
	/* the rest of "12 per 100,000 people" */
	if (b != NX_NONE && t->kind[b] == NX_TOK_WORD && nx_tok_word(t, b) == NX_W_PER && !m->prefix)
		return true;
	if (m->has_unit)
		return false;
	if ((noun == NULL || noun->code[0] == '\0') && word_before(f, first) == NX_W_TO &&
		nx_is_tally(f, before(f, b)))
		return true; /* "314 votes to 117" */
	if ((noun == NULL || noun->code[0] == '\0') && is_hour(f, m, first))
		return true;

	/* dates */
	day_end = nx_piece(pieces, m->number.end)->token;
	if (digits && is_small_integer(m, 31))
	{
		if (b != NX_NONE && is_month(f, b))
			return true;
		if (is_month(f, day_end) || (next->word == NX_W_OF && is_month(f, day_end + 1)))
			return true;
		/* "March 10-12", "March 5 and 6" */
		if (b != NX_NONE && b >= 2 && b + 1 == first && is_month(f, b - 2) &&
			t->kind[b - 1] == NX_TOK_NUMBER &&
			(t->kind[b] != NX_TOK_WORD || nx_tok_word(t, b) == NX_W_AND ||
			 nx_tok_word(t, b) == NX_W_TO))
			return true;
	}
	if (digits && is_year_like(m))
	{
		bool sure = hedge == NX_HEDGE_MORE || hedge == NX_HEDGE_LEAST || hedge == NX_HEDGE_LESS ||
					hedge == NX_HEDGE_MOST || hedge == NX_HEDGE_EXACT;
		uint16_t word = b != NX_NONE ? nx_tok_word(t, b) : 0;

		/* "over 2000", "exceeded 1985 profits": of years as well */
		sure = sure && (b == NX_NONE || t->kind[b] != NX_TOK_WORD || word == NX_W_THAN ||
						word == NX_W_LEAST || word == NX_W_MOST || word == NX_W_TO ||
						word == NX_W_AS || word == NX_W_OF || word == NX_W_EQUAL);
		if (sure && word != NX_W_OVER && word != NX_W_UNDER && word != NX_W_ABOVE &&
			word != NX_W_BELOW)
			;
		else if (noun != NULL && noun->code[0] != '\0' &&
				 (m->value < 1900 || strcmp(noun->code, "person") == 0 ||
				  nx_lex_has(nx_lex_find(nx_word_hash(noun->code, strlen(noun->code))),
							 NX_C_COUNTED_NOUN)))
			;
		else if (m->value >= 1900 || word == NX_W_IN || word == NX_W_SINCE || word == NX_W_BY ||
				 word == NX_W_UNTIL || word == NX_W_FROM || word == NX_W_OF ||
				 word == NX_W_DURING || word == NX_W_BEFORE || word == NX_W_AFTER ||
				 word == NX_W_THE ||
				 (b != NX_NONE && (is_month(f, b) || t->kind[b] == NX_TOK_BRACKET_OPEN ||
								   t->kind[b] == NX_TOK_COMMA)))
			return true;
	}

	/* "Article 50", "page 5", "Boeing 737", "No. 10", "#5" */
	if (b != NX_NONE && !hedge)
	{
		uint8_t kind = t->kind[b];

		if (kind == NX_TOK_WORD && nx_tok_has(t, b, NX_C_NUMBERED_NOUN))
			return true;
		if (kind == NX_TOK_HANDLE ||
			(kind == NX_TOK_SYMBOL &&
			 (f->a->text[t->start[b]] == '#' ||
			  (f->a->text[t->start[b]] == '/' && !(t->flags[b] & NX_TF_SPACE_BEFORE) && b > 0 &&
			   (t->flags[b - 1] & NX_TF_HAS_DIGIT)))))
			return true;
		if (kind == NX_TOK_WORD && digits &&
			!(m->number.flags & (NX_NUM_SEPARATED | NX_NUM_DECIMAL)) &&
			(t->flags[b] & (NX_TF_UPPER_INITIAL | NX_TF_INNER_UPPER)) && nx_tok_word(t, b) == 0 &&
			!(t->flags[b] & NX_TF_LINE_START) && b > 0 && t->kind[b - 1] != NX_TOK_STOP &&
			t->kind[b - 1] != NX_TOK_QUOTE && t->kind[b - 1] != NX_TOK_OPEN &&
			(noun == NULL || noun->code[0] == '\0'))
			return true;
		/* "the S&P 500 futures", "the FTSE 100" */
		if (kind == NX_TOK_WORD && digits && is_small_integer(m, 9999) &&
			!(m->number.flags & NX_NUM_SEPARATED) && nx_tok_word(t, b) == 0 &&
			(t->flags[b] & (NX_TF_ALL_UPPER | NX_TF_SINGLE_LETTER)) &&
			(t->flags[b] & NX_TF_UPPER_INITIAL) && !(t->flags[b] & NX_TF_LINE_START) &&
			!is_title_case(f, first))
			return true;
		/* "under-21", "top-10": the number hangs on a word */
		if ((kind == NX_TOK_DASH || (kind == NX_TOK_SYMBOL && f->a->text[t->start[b]] == '-')) &&
			b > 0 && !(t->flags[first] & NX_TF_SPACE_BEFORE) && !(t->flags[b] & NX_TF_SPACE_BEFORE))
			return true;
	}
	if (range)
		return false;
	/* "due at 1330", "in '94" */
	if (digits && b != NX_NONE && m->number.digits == 4 && nx_tok_word(t, b) == NX_W_AT &&
		!(m->number.flags & (NX_NUM_SEPARATED | NX_NUM_DECIMAL)) && m->value < 2400 &&
		(int) m->value % 100 < 60)
		return true;
	if (digits && b != NX_NONE && m->number.digits == 2 &&
		!(t->flags[first] & NX_TF_SPACE_BEFORE) &&
		(t->kind[b] == NX_TOK_QUOTE || t->kind[b] == NX_TOK_CLITIC))
		return true;
	if (m->number.flags & NX_NUM_WORDS)
	{
		bool in_sentence =
			b != NX_NONE && t->kind[b] == NX_TOK_WORD && !(t->flags[first] & NX_TF_LINE_START);

		/* "the Six Nations": capitals where no sentence begins */
		if (in_sentence && (t->flags[first] & NX_TF_UPPER_INITIAL) && next->kind == PIECE_WORD &&
			(next->flags & NX_TF_UPPER_INITIAL) && !is_title_case(f, first))
			return true;
		/* "the Group of Seven" */
		if (in_sentence && (t->flags[first] & NX_TF_UPPER_INITIAL) &&
			(noun == NULL || noun->code[0] == '\0') && nx_tok_word(t, b) == NX_W_OF &&
			!is_title_case(f, first))
			return true;
		/* "the two met": pronouns rather than counts */
		if (!hedge && (noun == NULL || noun->code[0] == '\0') && m->value <= 10 && b != NX_NONE &&
			(nx_tok_word(t, b) == NX_W_THE || nx_tok_word(t, b) == NX_W_OR ||
			 nx_tok_word(t, b) == NX_W_THESE || nx_tok_word(t, b) == NX_W_THOSE ||
			 nx_tok_word(t, b) == NX_W_OTHER) &&
			!(m->number.flags & NX_NUM_FRACTION) && next->word != NX_W_OF)
			return true;
	}
	/* "three-cornered", "four-wheel-drive" */
	if ((noun == NULL || noun->code[0] == '\0') && next->kind == PIECE_HYPHEN && !next->spaced &&
		nx_piece(pieces, m->number.end + 1)->word != NX_W_STRONG && m->hedge == NX_HEDGE_NONE)
		return true;
	/* "10 Downing Street", "29km Road": a name follows */
	if (digits && (noun == NULL || noun->code[0] == '\0') && next->kind == PIECE_WORD &&
		next->spaced && (next->flags & NX_TF_UPPER_INITIAL) && nx_is_closed_word(next) == false &&
		is_small_integer(m, 9999) && !hedge)
		return true;
	return false;
}

bool
nx_is_change_before(const NxFinder *f, uint32_t token, uint32_t limit)
{
	for (uint32_t i = token, n = 0; i > 0 && n < limit; i--, n++)
	{
		if (!nx_same_paragraph(f->a, i) || f->t->kind[i - 1] == NX_TOK_STOP ||
			f->t->kind[i - 1] == NX_TOK_SEMICOLON)
			break;
		if (tok_is(f, i - 1, NX_C_MOVE_VERB))
			return true;
		if (tok_is(f, i - 1, NX_C_CHANGE_UP) || tok_is(f, i - 1, NX_C_CHANGE_DOWN))
			return true;
	}
	return false;
}

/* Does a fraction in words ("a third", "half") mean a part, and of what? */
bool
nx_is_part(NxFinder *f, const NxAmount *m, uint32_t first)
{
	const NxPiece *start = nx_piece(&f->pieces, m->start);
	const NxPiece *next = nx_piece(&f->pieces, m->end);
	uint16_t prev = word_before(f, first);
	uint32_t b = before(f, first);
	bool half = start->word == NX_W_HALF;
	bool article = (m->number.flags & NX_NUM_ARTICLE) != 0;

	if (f->typed || !(m->number.flags & NX_NUM_WORDS))
		return true;
	if (b != NX_NONE && tok_is(f, b, NX_C_ORDINAL_WORD))
		return false; /* "the second half" */
	if (next->kind == PIECE_HYPHEN && !next->spaced)
		return false; /* "half-year", "one-third-owned" */
	if (!half && !article)
		return true; /* one third, two-thirds */
	if (next->word == NX_W_OF || next->word == NX_W_MORE || next->word == NX_W_LESS)
		return true;
	if (half)
	{
		if (prev == NX_W_THE || prev == NX_W_THIS || prev == NX_W_THAT || prev == NX_W_OTHER ||
			prev == NX_W_LAST)
			return false;
		if (next->word == NX_W_A || next->word == NX_W_AN || next->word == NX_W_THE ||
			next->word == NX_W_ITS || next->word == NX_W_THEIR || next->word == NX_W_HIS ||
			next->word == NX_W_HER || next->word == NX_W_THAT || next->word == NX_W_ALL ||
			next->word == NX_W_THESE || next->word == NX_W_THOSE || next->word == NX_W_WHAT)
			return true;
	}
	if (prev == NX_W_BY || prev == NX_W_THAN || prev == NX_W_ABOUT || prev == NX_W_NEARLY ||
		prev == NX_W_ALMOST || prev == NX_W_OVER || prev == NX_W_LEAST || prev == NX_W_UP ||
		prev == NX_W_DOWN || prev == NX_W_SOME || prev == NX_W_AROUND || prev == NX_W_BELOW ||
		prev == NX_W_ABOVE || prev == NX_W_UNDER)
		return true;
	if (half && prev == NX_W_IN && is_closing(next))
		return true; /* cut in half */
	/* a text that is nothing but the fraction */
	return b == NX_NONE && next->kind == PIECE_END;
}

/* "over three years" is a period as often as a bound. */
bool
nx_is_ambiguous_hedge(const NxFinder *f, uint32_t start, uint32_t first, const NxQuantity *q)
{
	uint16_t word = nx_tok_word(f->t, start);
	NxDimension d;
	uint16_t prev;

	if (first - start != 1 || (word != NX_W_OVER && word != NX_W_UNDER && word != NX_W_NEAR &&
							   word != NX_W_ABOVE && word != NX_W_BELOW && word != NX_W_AROUND))
		return false;
	nx_unit_dimension(q->unit, q->unit_len, &d);
	if (strcmp(d.name, "duration") != 0)
		return false;
	/* "players under 21" */
	if (before(f, start) != NX_NONE && tok_is(f, before(f, start), NX_C_ROLE_PLURAL))
		return false;
	prev = word_before(f, start);
	return !(prev == NX_W_FOR || prev == NX_W_AFTER || prev == NX_W_OF || prev == NX_W_IN ||
			 prev == NX_W_IS || prev == NX_W_WAS || prev == NX_W_BY || prev == NX_W_TO);
}
