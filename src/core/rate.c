/*
 * rate.c
 *		What an amount is given for: "a day", "per 100,000 people", "/km".
 *
 * The code of a rate is the amount's unit, "-per-" and what is under it, with
 * its number in front when that is not one: "case-per-100000-person".  Where
 * only the rate is given ("a murder rate of 12 per 100,000 people") nothing
 * stands before "per": "per-100000-person".
 */
#include <string.h>

#include "decimal.h"
#include "measure.h"

#define NUMBER_MAX 24

/* Append "-per-" and what is per; false when that is too long. */
static bool
add_per(NxUnitRead *unit, const char *number, const char *under)
{
	size_t have = strlen(unit->code);
	size_t need = have + 5 + strlen(under) + (*number ? strlen(number) + 1 : 0);

	if (need > NX_UNIT_MAX || strstr(unit->code, "-per-") != NULL)
		return false;
	strcpy(unit->code + have, have > 0 ? "-per-" : "per-");
	strcat(unit->code, number);
	if (*number && *under)
		strcat(unit->code, "-");
	strcat(unit->code, under);
	return true;
}

/* Shares of a whole are given by the year without being rates. */
static bool
is_share(const NxUnitRead *unit)
{
	return strcmp(unit->code, "percent") == 0 || strcmp(unit->code, "ratio") == 0 ||
		   strcmp(unit->code, "percentage-point") == 0 || strcmp(unit->code, "basis-point") == 0;
}

/* "100,000", "1m", "million" at piece i, in digits; 0 when there is none, else its end. */
static uint32_t
read_under_number(NxPieces *pieces, uint32_t i, char digits[NUMBER_MAX])
{
	const NxPiece *p = nx_piece(pieces, i);
	NxNumber n = {0};
	uint64_t v;
	char reversed[NUMBER_MAX];
	int len = 0;

	if (p->kind == PIECE_DIGITS)
	{
		if (!nx_read_number(pieces, i, 0, &n))
			return 0;
	}
	/* "per million people", but "per m" is per metre */
	else if (nx_piece_is(pieces, i, NX_C_MULTIPLIER) && p->end - p->start > 4)
	{
		n.value = nx_shift10(1, (int) nx_piece_value(p, NX_C_MULTIPLIER));
		n.end = i + 1;
	}
	if (n.value < 2 || n.value > 1e9 || !nx_is_whole(n.value))
		return 0;
	for (v = (uint64_t) n.value; v > 0; v /= 10)
		reversed[len++] = (char) ('0' + v % 10);
	for (int k = 0; k < len; k++)
		digits[k] = reversed[len - 1 - k];
	digits[len] = '\0';
	return n.end;
}

static bool
is_time(const NxUnitRead *unit)
{
	NxDimension d;

	nx_unit_dimension(unit->code, strlen(unit->code), &d);
	return strcmp(d.name, "duration") == 0;
}

/* Words behind "a year" that make a time of it, and no rate: "a year ago", "a second time". */
static bool
is_time_after(NxPieces *pieces, uint32_t i)
{
	switch (nx_piece(pieces, i)->word)
	{
		case NX_W_AGO:
		case NX_W_EARLIER:
		case NX_W_LATER:
		case NX_W_BEFORE:
		case NX_W_AFTER:
			return true;
		case NX_W_FROM:
			return nx_piece_reads(pieces, i + 1, "now") || nx_piece_reads(pieces, i + 1, "today");
		default:
			return nx_piece(pieces, i)->kind == PIECE_HYPHEN || nx_piece_reads(pieces, i, "time");
	}
}

/*
 * What stands at piece i under "per", "a", "each" (by; 0 for a slash): its unit
 * or noun in *under, its number in number ("" for one).
 */
static bool
read_under(NxPieces *pieces, uint32_t i, const NxUnitRead *unit, uint16_t by, NxUnitRead *under,
		   char number[NUMBER_MAX])
{
	const NxPiece *p = nx_piece(pieces, i);
	const char *text = pieces->a->text + p->start;
	NxNumber one = {.value = 1};
	bool article = by == NX_W_A || by == NX_W_AN;
	uint32_t end;

	number[0] = '\0';
	memset(under, 0, sizeof(*under));
	if (!article && (end = read_under_number(pieces, i, number)) > 0)
	{
		NxNumber n = {.value = 2};

		if (nx_read_unit(pieces, end, &n, under) || nx_read_noun(pieces, end, n.value, under))
			return by != NX_W_FOR || strlen(number) > 2;
		memset(under, 0, sizeof(*under));
		under->end = end;
		return by != NX_W_FOR;
	}
	/* "for every" and few is an exchange: "two trees for every car", "one share for every 20" */
	if (p->kind != PIECE_WORD || by == NX_W_FOR)
		return false;
	if (nx_read_unit(pieces, i, &one, under))
		return !under->currency && under->exp10 == 0 && !under->noun &&
			   !(article && is_time(under) && is_time_after(pieces, under->end));
	/* the price of one thing is money: "£20 a head" */
	if (unit->currency)
		return false;
	/* "per household", but "per se" */
	if (!nx_lex_has(p->entry, NX_C_RATE_NOUN) &&
		(by != NX_W_PER || p->word != 0 || (p->flags & NX_TF_UPPER_INITIAL) ||
		 p->end - p->start < 4))
		return false;
	memset(under, 0, sizeof(*under));
	under->end = i + 1;
	return nx_unit_of_noun(text, p->end - p->start, under->code);
}

/* "4.7 tonnes of CO2 a year", "15 micrograms of lead per litre": "of" stands at piece i. */
static void
read_rate_behind_matter(NxPieces *pieces, uint32_t i, NxUnitRead *unit)
{
	uint32_t k = i + 1;
	NxUnitRead under;
	char number[NUMBER_MAX];
	uint16_t by;

	while (k < i + 3 && nx_piece(pieces, k)->kind == PIECE_WORD &&
		   !nx_piece_is(pieces, k, NX_C_GRAMMAR))
		k++;
	by = nx_piece(pieces, k)->word;
	if (k == i + 1 || (by != NX_W_A && by != NX_W_PER) ||
		!read_under(pieces, k + 1, unit, by, &under, number))
		return;
	/* of what has an article only time is sure: "three kinds of fish a restaurant …" */
	if (by == NX_W_A && !is_time(&under))
		return;
	if (add_per(unit, number, under.code))
		unit->end = under.end;
}

void
nx_read_rate(NxPieces *pieces, NxUnitRead *unit)
{
	uint32_t i = unit->end;
	const NxPiece *p = nx_piece(pieces, i);
	bool hyphens = false;
	NxUnitRead under;
	char number[NUMBER_MAX];
	uint16_t by;

	if (unit->code[0] == '\0' || is_share(unit))
		return;
	if (p->word == NX_W_OF)
	{
		read_rate_behind_matter(pieces, i, unit);
		return;
	}
	if (p->kind == PIECE_HYPHEN || (p->kind == PIECE_DASH && p->symbol == '-'))
	{
		hyphens = true;
		p = nx_piece(pieces, ++i);
	}
	by = p->word;
	if (p->kind == PIECE_OTHER && p->symbol == '/' && !p->spaced && !hyphens)
		by = 0;
	else if (by == NX_W_FOR && !hyphens && nx_piece(pieces, i + 1)->word == NX_W_EVERY)
		i++;
	else if (by != NX_W_PER && by != NX_W_A && by != NX_W_AN &&
			 !((by == NX_W_EACH || by == NX_W_EVERY) && !hyphens))
		return;
	i++;
	if (hyphens)
	{
		if (nx_piece(pieces, i)->kind != PIECE_HYPHEN && nx_piece(pieces, i)->kind != PIECE_DASH)
			return;
		i++;
	}
	if (read_under(pieces, i, unit, by, &under, number) && add_per(unit, number, under.code))
		unit->end = under.end;
}

bool
nx_read_bare_rate(NxPieces *pieces, uint32_t i, NxUnitRead *unit)
{
	NxUnitRead under;
	char number[NUMBER_MAX];

	memset(unit, 0, sizeof(*unit));
	unit->unit = -1;
	unit->noun = true;
	/* the canonical form is written with hyphens */
	if (nx_piece(pieces, i)->word != NX_W_PER)
		return false;
	i++;
	if (nx_piece(pieces, i)->kind == PIECE_HYPHEN)
		i++;
	if (!read_under(pieces, i, unit, NX_W_PER, &under, number) || number[0] == '\0' ||
		!add_per(unit, number, under.code))
		return false;
	unit->end = under.end;
	return true;
}
