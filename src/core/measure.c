/*
 * measure.c
 *		What stands beside a number and says what it measures.
 *
 * Names of units are the longest that the table knows, piece by piece.  Money
 * named by a plain noun is resolved by the country words near it, if there
 * are any of just one country.  The noun that is counted is the first plural
 * behind the number with nothing but words like adjectives between: what is
 * not sure stays a bare number.
 */
#include <string.h>

#include "decimal.h"
#include "measure.h"
#include "unit_table.h"

#define MAX_NAME_PIECES 7
#define COUNTRY_TOKENS 40 /* how far around a plain noun of money to look */
#define MAX_MODIFIERS 3   /* between a number and its noun */

static const char *
text_of(const NxPieces *pieces, const NxPiece *p)
{
	return pieces->a->text + p->start;
}

static bool
is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (unsigned char) c >= 0x80;
}

/* Does the piece read so, in lower case? */
static bool
reads(const NxPieces *pieces, const NxPiece *p, const char *lower)
{
	const char *s = text_of(pieces, p);
	uint32_t len = p->end - p->start;

	if (strlen(lower) != len)
		return false;
	for (uint32_t i = 0; i < len; i++)
		if ((s[i] >= 'A' && s[i] <= 'Z' ? s[i] + 32 : s[i]) != lower[i])
			return false;
	return true;
}

bool
nx_is_closed_word(const NxPiece *p)
{
	if (nx_lex_has(p->entry, NX_C_GRAMMAR))
		return true;
	return p->word != 0 && p->word != NX_W_PEOPLE && p->word != NX_W_TIMES &&
		   p->word != NX_W_DEGREES && p->word != NX_W_POINT && p->word != NX_W_HUNDRED;
}

/* ---- plain nouns of money ---- */

/* The one currency that country words around a token speak for, or -1. */
static int
country_currency(const NxAnalysis *a, uint32_t token, int plain)
{
	const NxTokens *t = a->tokens;
	uint32_t from = token > COUNTRY_TOKENS ? token - COUNTRY_TOKENS : 0;
	uint32_t to = t->n - token > COUNTRY_TOKENS ? token + COUNTRY_TOKENS : t->n;
	int found = -1;

	for (uint32_t i = from; i < to; i++)
	{
		NxUnitKey key = nx_unit_key();
		int one;
		int two = -1;

		if (t->kind[i] != NX_TOK_WORD || !(t->flags[i] & NX_TF_UPPER_INITIAL))
			continue;
		nx_unit_key_add(&key, a->text + t->start[i], t->end[i] - t->start[i]);
		one = nx_unit_of_country(&key, plain);
		if (i + 1 < t->n && t->kind[i + 1] == NX_TOK_WORD)
		{
			nx_unit_key_add(&key, a->text + t->start[i + 1], t->end[i + 1] - t->start[i + 1]);
			two = nx_unit_of_country(&key, plain);
		}
		if (two >= 0)
		{
			one = two;
			i++;
		}
		if (one < 0)
			continue;
		if (found >= 0 && found != one)
			return -1;
		found = one;
	}
	return found;
}

/*
 * "25 pounds": money in large numbers or where Britain or a sign of sterling is
 * near, else weight.
 */
static bool
is_pound_of_weight(NxPieces *pieces, const NxPiece *p, uint32_t after, const NxNumber *number,
				   int plain)
{
	const NxAnalysis *a = pieces->a;
	const NxTokens *t = a->tokens;
	uint32_t from = p->token > COUNTRY_TOKENS ? p->token - COUNTRY_TOKENS : 0;
	uint32_t to = t->n - p->token > COUNTRY_TOKENS ? p->token + COUNTRY_TOKENS : t->n;
	const NxPiece *next = nx_piece(pieces, after);

	if (number->scale >= 6)
		return false;
	if (next->word == NX_W_OF || next->word == NX_W_PER)
		return true;
	for (uint32_t i = from; i < to; i++)
	{
		if (nx_lex_has(t->entry[i], NX_C_WEIGHT_WORD))
			return true;
		if (t->kind[i] == NX_TOK_CURRENCY && t->end[i] - t->start[i] == 2 &&
			memcmp(a->text + t->start[i], "\xC2\xA3", 2) == 0)
			return false;
	}
	return country_currency(a, p->token, plain) < 0 && number->value < 10000;
}

/* What a plain noun of money means here; false when it is no money at all. */
static bool
resolve_plain(NxPieces *pieces, uint32_t i, uint32_t end, const NxNumber *number, int plain,
			  NxUnitRead *unit)
{
	const NxPiece *p = nx_piece(pieces, i);
	const char *noun = nx_plain_noun(plain);

	unit->unit = nx_plain_unit(plain);
	unit->currency = true;
	if (strcmp(noun, "pound") == 0 && is_pound_of_weight(pieces, p, end, number, plain))
	{
		unit->unit = nx_unit_of_code("pound", 5);
		unit->currency = false;
	}
	else if (strcmp(noun, "dollar") != 0)
	{
		int country = country_currency(pieces->a, p->token, plain);

		if (country >= 0)
			unit->unit = country;
	}
	if (unit->unit >= 0)
	{
		strcpy(unit->code, nx_unit_code(unit->unit));
		return true;
	}
	/* "12 won": a verb as likely as money */
	if (strcmp(noun, "won") == 0 || strcmp(noun, "real") == 0)
		return false;
	strcpy(unit->code, noun);
	unit->currency = false;
	unit->noun = true;
	return true;
}

/* ---- names of units ---- */

static bool
may_be_in_name(const NxPiece *p)
{
	switch ((NxPieceKind) p->kind)
	{
		case PIECE_WORD:
		case PIECE_PERCENT:
		case PIECE_CURRENCY:
			return true;
		case PIECE_STOP:
			return !p->spaced && p->symbol == '.';
		case PIECE_OTHER:
			return p->symbol == '/' || p->symbol == '^' || p->end - p->start <= 3;
		default:
			return false;
	}
}

/* "MUSD", "MEUR": a million of a currency in one word. */
static int
million_code(NxPieces *pieces, const NxPiece *p)
{
	const char *s = text_of(pieces, p);
	NxUnitKey key = nx_unit_key();
	NxUnitFound found;

	if (p->kind != PIECE_WORD || p->end - p->start != 4 || *s != 'M' ||
		!(p->flags & NX_TF_ALL_UPPER))
		return -1;
	nx_unit_key_add(&key, s + 1, 3);
	found = nx_unit_find(&key);
	return (found.flags & NX_UN_EXACT) && (found.flags & NX_UN_CURRENCY) ? found.unit : -1;
}

/* The longest name from piece i on. */
static bool
longest_name(NxPieces *pieces, uint32_t i, bool attached, NxUnitFound *best, uint32_t *end)
{
	NxUnitKey key = nx_unit_key();
	bool found = false;

	for (uint32_t k = i; k < i + MAX_NAME_PIECES; k++)
	{
		const NxPiece *p = nx_piece(pieces, k);
		NxUnitFound here;

		if (p->kind == PIECE_HYPHEN && k > i && !p->spaced)
			continue;
		if (!may_be_in_name(p))
			break;
		/* "the 100m in 9.79 seconds" is no minute, "24h a day" no hectare */
		if (k > i && p->spaced && p->kind == PIECE_WORD && p->end - p->start <= 2 &&
			nx_is_closed_word(p))
			break;
		nx_unit_key_add(&key, text_of(pieces, p), p->end - p->start);
		here = nx_unit_find(&key);
		/* the stop that ends a sentence is part of no name that does without it */
		if (p->kind == PIECE_STOP && found && *end == k)
			continue;
		if ((here.unit >= 0 || here.plain > 0) && (attached || !(here.flags & NX_UN_ATTACHED)))
		{
			*best = here;
			*end = k + 1;
			found = true;
		}
		if (!(here.flags & NX_UN_PREFIX))
			break;
	}
	return found;
}

bool
nx_read_unit(NxPieces *pieces, uint32_t i, const NxNumber *number, NxUnitRead *unit)
{
	const NxPiece *p = nx_piece(pieces, i);
	NxUnitFound found;
	bool bracket = false;
	bool attached = !p->spaced;
	uint32_t end = i;
	int code;

	memset(unit, 0, sizeof(*unit));
	unit->unit = -1;
	if (p->kind == PIECE_HYPHEN && !p->spaced && !nx_piece(pieces, i + 1)->spaced)
	{
		p = nx_piece(pieces, ++i);
		attached = false;
	}
	else if (p->kind == PIECE_DASH && p->symbol == '-' &&
			 nx_piece(pieces, i + 1)->kind == PIECE_WORD)
		p = nx_piece(pieces, ++i); /* "30 - year bonds", as some agencies space it */
	else if (p->kind == PIECE_OPEN)
	{
		bracket = true;
		attached = false;
		p = nx_piece(pieces, ++i);
	}

	if ((code = million_code(pieces, p)) >= 0)
	{
		unit->unit = code;
		unit->exp10 = 6;
		unit->currency = true;
		unit->end = i + 1;
		strcpy(unit->code, nx_unit_code(code));
		return true;
	}
	if (!longest_name(pieces, i, attached, &found, &end))
		return false;
	if (bracket)
	{
		if (nx_piece(pieces, end)->kind != PIECE_CLOSE)
			return false;
		end++;
	}
	/* a sign or code before the next number is that number's: "$10 $20", "3 USD50 cards" */
	if ((found.flags & NX_UN_CURRENCY) && nx_piece(pieces, end)->kind == PIECE_DIGITS &&
		!nx_piece(pieces, end)->spaced)
		return false;
	unit->end = end;
	/* "two stone walls" */
	if (end == i + 1 && reads(pieces, p, "stone") && nx_piece(pieces, end)->kind == PIECE_WORD &&
		!nx_is_closed_word(nx_piece(pieces, end)))
		return false;
	if (found.unit < 0)
		return resolve_plain(pieces, i, end, number, found.plain, unit);
	unit->unit = found.unit;
	unit->exp10 = found.exp10;
	unit->currency = (found.flags & NX_UN_CURRENCY) != 0;
	strcpy(unit->code, nx_unit_code(found.unit));
	/* "per cent" is no cent */
	if (found.unit >= 0 && found.exp10 < 0 && i > 0 && nx_piece(pieces, i - 1)->word == NX_W_PER)
		return false;
	/* a code is one only in capitals, and a word of three letters is mostly a word */
	if (unit->currency && p->kind == PIECE_WORD && (found.flags & NX_UN_EXACT) && end == i + 1 &&
		p->end - p->start == 3 && (p->flags & NX_TF_ALL_UPPER) && p->word != 0)
		return false;
	return true;
}

bool
nx_read_currency(NxPieces *pieces, uint32_t i, NxUnitRead *unit)
{
	const NxPiece *p = nx_piece(pieces, i);
	NxUnitFound found;
	uint32_t end = i;
	int code;
	bool against_digits =
		nx_piece(pieces, i + 1)->kind == PIECE_DIGITS && !nx_piece(pieces, i + 1)->spaced;

	memset(unit, 0, sizeof(*unit));
	unit->unit = -1;
	if (p->kind != PIECE_CURRENCY && p->kind != PIECE_WORD)
		return false;
	if ((code = million_code(pieces, p)) >= 0)
	{
		unit->unit = code;
		unit->exp10 = 6;
		end = i + 1;
	}
	else if (p->kind == PIECE_WORD && p->end - p->start == 1 &&
			 (*text_of(pieces, p) == 'N' || *text_of(pieces, p) == 'R') && against_digits)
	{
		unit->unit =
			*text_of(pieces, p) == 'N' ? nx_unit_of_code("NGN", 3) : nx_unit_of_code("ZAR", 3);
		unit->letter = true;
		end = i + 1;
	}
	else
	{
		if (!longest_name(pieces, i, against_digits, &found, &end) ||
			!(found.flags & NX_UN_CURRENCY))
			return false;
		if (nx_piece(pieces, end - 1)->kind != PIECE_CURRENCY && !(found.flags & NX_UN_EXACT))
		{
			/* "usd 5", "dollar 22.5 million", but no "euros 5" and no "try 5" */
			const NxPiece *last = nx_piece(pieces, end - 1);

			if (found.unit >= 0 ? (last->end - last->start != 3 || end != i + 1)
								: !reads(pieces, last, "dollar"))
				return false;
		}
		/* "a $48 million contract" is in no Australian dollars */
		if (p->kind == PIECE_WORD && end > i + 1 && p->end - p->start == 1 &&
			nx_piece(pieces, i + 1)->spaced && !reads(pieces, p, "c"))
			return false;
		/* "¢200 million" is the rest of some other sign */
		if (found.exp10 < 0)
			return false;
		unit->unit = found.unit >= 0 ? found.unit : nx_plain_unit(found.plain);
		/* Rs, Fr and kr stand for several currencies */
		if (found.unit < 0)
		{
			int country = country_currency(pieces->a, p->token, found.plain);

			if (country >= 0 && !reads(pieces, p, "dollar"))
				unit->unit = country;
			/* pesos and pulas are both written "P500 million" */
			if (p->end - p->start == 1 && p->kind == PIECE_WORD)
			{
				if (country < 0)
					return false;
				unit->letter = true;
			}
		}
	}
	if (unit->unit < 0)
	{
		strcpy(unit->code, nx_plain_noun(found.plain));
		unit->noun = true;
	}
	else
	{
		strcpy(unit->code, nx_unit_code(unit->unit));
		unit->currency = true;
	}
	unit->end = end;
	return true;
}

/* ---- counted nouns ---- */

static bool
ends_in(const NxPieces *pieces, const NxPiece *p, const char *suffix)
{
	uint32_t n = (uint32_t) strlen(suffix);

	return p->end - p->start > n + 1 && memcmp(pieces->a->text + p->end - n, suffix, n) == 0;
}

static bool
is_plural(const NxPieces *pieces, const NxPiece *p)
{
	uint32_t len = p->end - p->start;
	const char *s = text_of(pieces, p);

	if (p->kind != PIECE_WORD || (p->flags & NX_TF_HAS_DIGIT))
		return false;
	if (nx_lex_has(p->entry, NX_C_IRREGULAR_PLURAL))
	{
		const char *value = nx_lex_value(p->entry, NX_C_IRREGULAR_PLURAL);

		return value != NULL && !(strlen(value) == len && s[len - 1] == 's');
	}
	if (nx_is_closed_word(p) || len < 3)
		return false;
	if (s[len - 1] != 's' && s[len - 1] != 'S')
		return false;
	if (s[len - 2] == 's' || s[len - 2] == 'S' || s[len - 2] == 'u' ||
		(s[len - 2] == 'i' && len > 4 && s[len - 3] != 'x'))
		return false;
	{
		const char *form = nx_lex_value(p->entry, NX_C_VERB);

		/* "says", "gives": hardly ever nouns */
		if (form != NULL && strncmp(form, "present", 7) == 0)
			return false;
	}
	return true;
}

/* May the word stand between a number and the noun it counts? */
static bool
is_modifier(const NxPieces *pieces, const NxPiece *p)
{
	if (p->kind != PIECE_WORD || p->end - p->start < 2)
		return false;
	if (p->word == NX_W_MORE || p->word == NX_W_OTHER || p->word == NX_W_OLD ||
		p->word == NX_W_STRONG || p->word == NX_W_SUCH)
		return true;
	if (nx_is_closed_word(p) || nx_lex_has(p->entry, NX_C_MONTH) ||
		nx_lex_has(p->entry, NX_C_WEEKDAY) || nx_lex_has(p->entry, NX_C_NUMBER_WORD) ||
		nx_lex_has(p->entry, NX_C_MULTIPLIER))
		return false;
	if (nx_lex_has(p->entry, NX_C_COUNTED_VERB))
		return false;
	if (nx_lex_has(p->entry, NX_C_VERB))
	{
		const char *form = nx_lex_value(p->entry, NX_C_VERB);

		/* "14 told reporters" is no count of reporters; "two injured workers" is one of workers */
		return form != NULL && (strstr(form, "participle") != NULL || strstr(form, "ing") != NULL ||
								strstr(form, "base") != NULL || ends_in(pieces, p, "ed"));
	}
	if (nx_lex_has(p->entry, NX_C_REPORTING_FORM))
		return false;
	if (ends_in(pieces, p, "ly"))
		return false;
	return is_letter(*text_of(pieces, p));
}

/* What two plurals in a row mean: "two sales managers", but "14 pupils says". */
static bool
goes_on(NxPieces *pieces, uint32_t i)
{
	const NxPiece *p = nx_piece(pieces, i);
	const char *form = nx_lex_value(p->entry, NX_C_VERB);

	return is_plural(pieces, p) && p->spaced &&
		   (!(p->flags & NX_TF_UPPER_INITIAL) ||
			(nx_piece(pieces, i - 1)->flags & NX_TF_UPPER_INITIAL)) &&
		   !nx_lex_has(p->entry, NX_C_REPORTING_FORM) &&
		   (!nx_lex_has(p->entry, NX_C_VERB) || (form != NULL && strncmp(form, "plural", 6) == 0));
}

bool
nx_read_noun(NxPieces *pieces, uint32_t i, double value, NxUnitRead *unit)
{
	const NxPiece *p = nx_piece(pieces, i);

	memset(unit, 0, sizeof(*unit));
	unit->unit = -1;
	unit->noun = true;

	/* "a 20-storey block", "the 30-member team" */
	if (p->kind == PIECE_HYPHEN && !p->spaced)
	{
		p = nx_piece(pieces, ++i);
		if (value == 1 || p->kind != PIECE_WORD || p->spaced || (p->flags & NX_TF_HAS_DIGIT) ||
			nx_is_closed_word(p) || p->end - p->start < 3 || ends_in(pieces, p, "ed") ||
			ends_in(pieces, p, "fold") || nx_lex_has(p->entry, NX_C_COMPOUND_TAIL) ||
			(p->flags & NX_TF_UPPER_INITIAL))
			return false;
		if (!nx_unit_of_noun(text_of(pieces, p), p->end - p->start, unit->code))
			return false;
		/* "four-wheel-drive" */
		if (nx_piece(pieces, i + 1)->kind == PIECE_HYPHEN && !nx_piece(pieces, i + 1)->spaced)
			return false;
		unit->end = i + 1;
		return true;
	}
	for (uint32_t k = i; k <= i + MAX_MODIFIERS; k++)
	{
		bool last = k == i + MAX_MODIFIERS;

		p = nx_piece(pieces, k);
		if (p->kind == PIECE_HYPHEN && k > i && !p->spaced)
		{
			/* "F-Series pickups", "high-level talks" */
			if (nx_piece(pieces, k + 1)->kind != PIECE_WORD)
				return false;
			i++;
			continue;
		}
		if (p->kind != PIECE_WORD || !p->spaced)
		{
			if (k == i || nx_piece(pieces, k - 1)->kind != PIECE_HYPHEN || p->kind != PIECE_WORD)
				return false;
		}
		if (p->word == NX_W_OF)
			return false;
		if (value != 1 && is_plural(pieces, p) && nx_piece(pieces, k + 1)->kind != PIECE_HYPHEN)
		{
			uint32_t head = k;

			if (goes_on(pieces, k + 1))
				head = k + 1;
			p = nx_piece(pieces, head);
			if (!nx_unit_of_noun(text_of(pieces, p), p->end - p->start, unit->code))
				return false;
			unit->end = head + 1;
			return true;
		}
		if (value == 1 && k == i && !nx_is_closed_word(p) && !(p->flags & NX_TF_UPPER_INITIAL) &&
			nx_lex_has(p->entry, NX_C_COUNTED_NOUN))
		{
			if (!nx_unit_of_noun(text_of(pieces, p), p->end - p->start, unit->code))
				return false;
			unit->end = k + 1;
			return true;
		}
		if (last || !is_modifier(pieces, p))
			return false;
	}
	return false;
}
