/*
 * window.c
 *		A light reading of one sentence: what part each token plays.
 *
 * Three passes over a window of tokens: what each word can be (from the
 * lexicon), what it is here (from its neighbours, left to right), and for each
 * token the verb before it.
 */
#include <string.h>

#include "change.h"
#include "window.h"

/* ---- what a word can be ---- */

static uint32_t
grammar_bits(const char *value)
{
	static const struct
	{
		const char name[6];
		uint32_t bit;
	} parts[] = {
		{"det", NX_G_DET},     {"prep", NX_G_PREP}, {"sub", NX_G_SUB},   {"rel", NX_G_REL},
		{"cc", NX_G_CC},       {"be", NX_G_BE},     {"have", NX_G_HAVE}, {"do", NX_G_DO},
		{"modal", NX_G_MODAL}, {"neg", NX_G_NEG},   {"pron", NX_G_PRON}, {"adv", NX_G_ADV},
		{"noun", NX_G_NOUN},
	};
	uint32_t bits = 0;

	while (*value != '\0')
	{
		size_t len = strcspn(value, " ");

		for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++)
			if (strlen(parts[i].name) == len && memcmp(parts[i].name, value, len) == 0)
				bits |= parts[i].bit;
		value += len;
		value += *value == ' ';
	}
	return bits;
}

static uint32_t
verb_bits(const char *value)
{
	uint32_t bits = 0;

	for (const char *p = value; *p != '\0'; p++)
	{
		if (p > value && p[-1] != ' ')
			continue;
		switch (*p)
		{
			case 'b':
				bits |= NX_G_BASE;
				break;
			case 'i':
				bits |= NX_G_ING;
				break;
			default: /* pr, pl, past, part */
				if (p[1] == 'r')
					bits |= NX_G_PRESENT;
				else if (p[1] == 'l')
					bits |= NX_G_PLURAL;
				else
					bits |= p[3] == 't' && p[2] == 's' ? NX_G_PAST : NX_G_PARTICIPLE;
				break;
		}
	}
	return bits;
}

static bool
ends_with(const NxTokens *t, const char *text, uint32_t i, const char *suffix)
{
	size_t len = strlen(suffix);

	return t->end[i] - t->start[i] > len + 2 && memcmp(text + t->end[i] - len, suffix, len) == 0;
}

/* The form of a verb that no list has, or of a word of change, from its ending. */
static uint32_t
form_bits(const NxTokens *t, const char *text, uint32_t i)
{
	if (ends_with(t, text, i, "ing"))
		return NX_G_ING;
	if (ends_with(t, text, i, "ed"))
		return NX_G_PAST;
	if (text[t->end[i] - 1] == 's' && !ends_with(t, text, i, "ss"))
		return NX_G_PLURAL;
	return NX_G_BASE;
}

#define CLASS_BIT(class, half) (((class) >> 6) == (half) ? UINT64_C(1) << ((class) & 63) : 0)
#define READ(half)                                                                                 \
	(CLASS_BIT(NX_C_GRAMMAR, half) | CLASS_BIT(NX_C_VERB, half) |                                  \
	 CLASS_BIT(NX_C_CHANGE_UP, half) | CLASS_BIT(NX_C_CHANGE_DOWN, half) |                         \
	 CLASS_BIT(NX_C_CHANGE_FLAT, half) | CLASS_BIT(NX_C_LEVEL_VERB, half) |                        \
	 CLASS_BIT(NX_C_REPORTING_VERB, half) | CLASS_BIT(NX_C_BELIEF_VERB, half) |                    \
	 CLASS_BIT(NX_C_PERIOD, half) | CLASS_BIT(NX_C_PROJECTION, half) |                             \
	 CLASS_BIT(NX_C_FINDING_VERB, half))

/* What the word of an entry can be, whatever stands around it. */
static uint32_t
entry_bits(uint32_t entry)
{
	const char *value;
	uint32_t bits = 0;
	unsigned change;
	const NxLexEntry *e = &nx_lex_entries[entry];

	if (((e->bits[0] & READ(0)) | (e->bits[1] & READ(1))) == 0)
		return 0;
	change = nx_change_parts(entry);
	if (nx_lex_has(entry, NX_C_GRAMMAR) && (value = nx_lex_value(entry, NX_C_GRAMMAR)) != NULL)
		bits |= grammar_bits(value);
	if (nx_lex_has(entry, NX_C_VERB) && (value = nx_lex_value(entry, NX_C_VERB)) != NULL)
		bits |= verb_bits(value);
	if (change & NX_CHANGE_VERB)
		bits |= NX_G_CHANGE_VERB;
	if (change & NX_CHANGE_NOUN)
		bits |= NX_G_CHANGE_NOUN;
	if (change & NX_CHANGE_ADJECTIVE)
		bits |= NX_G_CHANGE_ADJ;
	if (nx_lex_has(entry, NX_C_LEVEL_VERB))
		bits |= NX_G_LEVEL_VERB;
	if (nx_lex_has(entry, NX_C_REPORTING_VERB) || nx_lex_has(entry, NX_C_BELIEF_VERB))
		bits |= NX_G_CLAUSAL;
	if (nx_lex_has(entry, NX_C_PERIOD))
		bits |= NX_G_PERIOD;
	if (nx_lex_has(entry, NX_C_PROJECTION))
		bits |= NX_G_PROJECTION;
	if (nx_lex_has(entry, NX_C_FINDING_VERB))
		bits |= NX_G_FINDING;
	return bits;
}

/* The same, remembered: reading the values is most of the cost of a window. */
static uint32_t
known_bits(NxWindow *w, uint32_t entry)
{
	uint32_t slot = entry % NX_WINDOW_KNOWN;

	if (entry == NX_LEX_UNKNOWN)
		return 0;
	if (w->known[slot] != entry)
	{
		w->known[slot] = entry;
		w->known_bits[slot] = entry_bits(entry);
	}
	return w->known_bits[slot];
}

static void
read_word(NxWindow *w, int i, uint32_t token)
{
	const NxTokens *t = w->t;
	const char *text = w->a->text;
	uint32_t entry = t->entry[token];
	uint32_t bits = known_bits(w, entry);

	w->word[i] = nx_lex_entries[entry].word;
	w->entry[i] = entry;
	if (nx_lex_has(entry, NX_C_PHRASE_START))
	{
		const NxPhrase *phrase = nx_phrase_at(t, token);

		/* a phrase counts where a rule here knows it: "level off", "year on year" */
		if (phrase != NULL && i + (int) phrase->n <= w->n &&
			(nx_change_parts(phrase->entry) != 0 || nx_lex_has(phrase->entry, NX_C_GRAMMAR) ||
			 nx_lex_has(phrase->entry, NX_C_LEVEL_VERB)))
		{
			w->entry[i] = phrase->entry;
			w->phrase[i] = (uint8_t) phrase->n;
			bits &= ~(NX_G_CHANGE_VERB | NX_G_CHANGE_NOUN | NX_G_CHANGE_ADJ | NX_G_LEVEL_VERB);
			if (nx_lex_has(phrase->entry, NX_C_GRAMMAR))
				bits = 0;
			bits |= known_bits(w, phrase->entry);
		}
	}
	if (t->flags[token] & NX_TF_UPPER_INITIAL)
		bits |= NX_G_UPPER;
	if ((bits & (NX_G_CHANGE_VERB | NX_G_LEVEL_VERB | NX_G_CLAUSAL)) && !(bits & NX_G_VERBAL))
		bits |= form_bits(t, text, token);
	if (bits == 0 && t->kind[token] == NX_TOK_WORD)
	{
		if (ends_with(t, text, token, "ed"))
			bits |= NX_G_PAST;
		else if (ends_with(t, text, token, "ing"))
			bits |= NX_G_ING | NX_G_NOUN;
		else if (ends_with(t, text, token, "ly"))
			bits |= NX_G_ADV;
	}
	else if ((bits & ~(NX_G_UPPER | NX_G_LEVEL_VERB)) == 0 && (!(bits & NX_G_UPPER) || i == 0) &&
			 ends_with(t, text, token, "ly"))
		bits |= NX_G_ADV;
	if (bits & NX_G_NOUN)
		bits &= ~((NX_G_VERBAL & ~NX_G_ING) | NX_G_ADV);
	w->can[i] |= bits;
}

/* A number of four digits that begins with 1 or 2: "in 2025", "2024-25". */
static bool
is_year(const NxAnalysis *a, const NxTokens *t, uint32_t token)
{
	const char *p = a->text + t->start[token];
	uint32_t len = t->end[token] - t->start[token];

	if (len < 4 || (p[0] != '1' && p[0] != '2'))
		return false;
	for (int k = 1; k < 4; k++)
		if (p[k] < '0' || p[k] > '9')
			return false;
	return len == 4 || p[4] == '-' || p[4] == '/' || (len == 5 && p[4] == 's') ||
		   (unsigned char) p[4] == 0xE2;
}

/* ---- what it is here ---- */

static bool
next_begins_phrase(const NxWindow *w, int i)
{
	return i >= w->n || nx_is(w, i,
							  NX_G_MEASURED | NX_G_DET | NX_G_PREP | NX_G_PRON | NX_G_ADV |
								  NX_G_CHANGE_ADJ | NX_G_CC | NX_G_SUB);
}

/* The token before i that is not skipped over, or -1. */
static int
before(const NxWindow *w, int i)
{
	for (i--; i >= 0 && w->role[i] == NX_R_ADVERB; i--)
		;
	return i;
}

/* "to cut costs and raise …": the verb before is an infinitive or plain present too. */
static bool
after_base_verb(const NxWindow *w, int i)
{
	for (i--; i >= 0; i--)
	{
		if (w->role[i] == NX_R_VERB)
			return (w->can[i] & NX_G_BASE) != 0;
		if (w->role[i] == NX_R_BREAK)
			break;
	}
	return false;
}

/* A verb stands between the last comma or stop and i. */
static bool
verb_so_far(const NxWindow *w, int i)
{
	for (i--; i >= 0 && w->role[i] != NX_R_BREAK && w->role[i] != NX_R_COMMA; i--)
		if (w->role[i] == NX_R_VERB || w->role[i] == NX_R_AUX)
			return true;
	return false;
}

/* A bare number stands before p with at most two words between: its noun is still to come. */
static bool
number_waits(const NxWindow *w, int p)
{
	for (int k = p; k >= 0 && k > p - 3; k--)
	{
		if (w->measured[k] != NX_NONE)
			return nx_expression(w, w->measured[k])->quantity.unit_len == 0 && k < p;
		if (w->role[k] != NX_R_NOMINAL || (w->can[k] & NX_G_DET))
			return false;
	}
	return false;
}

/* Can what ends at p be the subject of a plain present? */
static bool
is_plural(const NxWindow *w, int p)
{
	const NxTokens *t = w->t;
	uint32_t token = w->base + (uint32_t) p;

	return (w->can[p] & (NX_G_PRON | NX_G_MEASURED)) || w->role[p] == NX_R_REL ||
		   (w->role[p] == NX_R_CC && after_base_verb(w, p)) ||
		   (t->kind[token] == NX_TOK_WORD && w->a->text[t->end[token] - 1] == 's' &&
			!ends_with(t, w->a->text, token, "ss")) ||
		   (p > 0 && w->word[p - 1] == NX_W_THOSE) || nx_lex_has(t->entry[token], NX_C_PLURAL_NOUN);
}

/* "Waiting lists in England": what ends at p is a phrase of place behind a plural. */
static bool
is_plural_before_phrase(const NxWindow *w, int p)
{
	while (p >= 0 && w->role[p] == NX_R_NOMINAL && (w->can[p] & (NX_G_UPPER | NX_G_DET)))
		p--;
	return p > 0 && w->role[p] == NX_R_PREP &&
		   (w->word[p] == NX_W_IN || w->word[p] == NX_W_AT || w->word[p] == NX_W_OF ||
			w->word[p] == NX_W_ACROSS) &&
		   w->role[p - 1] == NX_R_NOMINAL && is_plural(w, p - 1);
}

/* Only a noun phrase stands between i and a verb that gives its object an infinitive. */
static bool
controlled(const NxWindow *w, int i)
{
	for (i--; i >= 0 && w->role[i] == NX_R_NOMINAL; i--)
		;
	return i >= 0 && w->role[i] == NX_R_VERB && nx_has_class(w, i, NX_C_OBJECT_CONTROL_VERB);
}

/* A relative pronoun stands at most five nouns before p. */
static bool
after_relative(const NxWindow *w, int p)
{
	for (int k = p; k >= 0 && k > p - 6; k--)
	{
		if (w->role[k] == NX_R_REL)
			return true;
		if (w->role[k] != NX_R_NOMINAL)
			return false;
	}
	return false;
}

/* "cut deaths by 35%": an object, then by how much or to what. */
static bool
takes_amount(const NxWindow *w, int i)
{
	bool moved = false;

	for (int k = i; k < w->n && k < i + 8; k++)
	{
		if (w->can[k] & NX_G_MEASURED)
			return k > i && moved;
		if (w->word[k] == NX_W_BY || w->word[k] == NX_W_TO || w->word[k] == NX_W_FROM)
			moved = true;
		else if (moved && !nx_is(w, k, NX_G_DET) && w->word[k] != NX_W_OF &&
				 !nx_has_class(w, k, NX_C_MEASURE_HEAD) &&
				 !nx_has_class(w, k, NX_C_CHANGE_MODIFIER))
			return false;
		if (w->t->kind[w->base + (uint32_t) k] != NX_TOK_WORD ||
			nx_is(w, k, NX_G_AUX | NX_G_PRESENT))
			return false;
		if (nx_is(w, k, NX_G_PAST) && !nx_is(w, k, NX_G_BASE))
			return false;
	}
	return false;
}

static bool
is_plural_word(const NxWindow *w, int p)
{
	uint32_t token = w->base + (uint32_t) p;

	return (w->a->text[w->t->end[token] - 1] == 's' && !ends_with(w->t, w->a->text, token, "ss")) ||
		   nx_has_class(w, p, NX_C_PLURAL_NOUN) || nx_has_class(w, p, NX_C_IRREGULAR_PLURAL);
}

/*
 * "Drivers face fines", "half of all marriages end in divorce": behind a plural
 * and before another or a preposition, where the clause has no other verb.
 */
static bool
is_only_verb(const NxWindow *w, int i, int p)
{
	const NxTokens *t = w->t;
	int next = i + w->phrase[i];
	uint32_t token = w->base + (uint32_t) next;

	bool counted = (w->can[p] & NX_G_MEASURED) && t->kind[w->base + (uint32_t) p] == NX_TOK_WORD &&
				   is_plural_word(w, p);

	if (w->role[p] != NX_R_NOMINAL || (w->can[p] & (NX_G_PRON | NX_G_PERIOD)) ||
		((w->can[p] & NX_G_MEASURED) && !counted) || (w->can[i] & NX_G_CHANGE_NOUN) ||
		next >= w->n || t->kind[token] != NX_TOK_WORD || verb_so_far(w, i) ||
		(w->can[i] & NX_G_UPPER))
		return false;
	if (!(counted || w->word[next] == NX_W_IN || nx_is(w, next, NX_G_DET) ||
		  (w->a->text[t->end[token] - 1] == 's' && !ends_with(t, w->a->text, token, "ss"))))
		return false;
	for (int k = next; k < w->n && k < next + 24; k++)
	{
		uint32_t can = w->can[k];
		uint8_t kind = t->kind[w->base + (uint32_t) k];

		if (kind == NX_TOK_STOP || kind == NX_TOK_COMMA || kind == NX_TOK_SEMICOLON ||
			kind == NX_TOK_COLON || kind == NX_TOK_DASH || (can & (NX_G_SUB | NX_G_REL)))
			break;
		if ((can & NX_G_AUX) || ((can & (NX_G_PRESENT | NX_G_PAST)) && !(can & NX_G_BASE)) ||
			((can & NX_G_CHANGE_VERB) && !(can & NX_G_ING)))
			return false;
	}
	return true;
}

/* "seven-year", "20-storey", but no "24-year-old": what follows is what it measures. */
static bool
is_compound_measure(const NxWindow *w, int p)
{
	uint32_t token = w->base + (uint32_t) p;

	return (w->can[p] & NX_G_MEASURED) && w->t->kind[token] == NX_TOK_WORD &&
		   ((w->t->flags[token] & NX_TF_HAS_HYPHEN) || nx_is_hyphen(w, p - 1)) &&
		   !ends_with(w->t, w->a->text, token, "old") &&
		   !ends_with(w->t, w->a->text, token, "olds");
}

static bool
measured_is_money(const NxWindow *w, int i)
{
	const NxQuantity *q = &nx_expression(w, w->measured[i])->quantity;

	return q->unit_len >= 3 && q->unit[0] >= 'A' && q->unit[0] <= 'Z';
}

/*
 * Is word i, which can be a verb, one here?  Roles to its left are known;
 * what is to its right is only known by what it can be.
 */
static bool
is_verb_here(const NxWindow *w, int i)
{
	uint32_t can = w->can[i];
	int p = before(w, i);
	int next = i + w->phrase[i];
	bool after_noun;

	/* "Total cost: £3m" */
	if ((can & NX_G_BASE) && next < w->n && w->t->kind[w->base + (uint32_t) next] == NX_TOK_COLON)
		return false;
	/* "and costs 2%": what costs, costs money or lives */
	if ((w->word[i] == NX_W_COST || w->word[i] == NX_W_COSTS) && nx_is(w, next, NX_G_MEASURED) &&
		!measured_is_money(w, next))
		return false;
	if (p >= 0 && (w->role[p] == NX_R_AUX || w->role[p] == NX_R_TO))
	{
		/* after "is" an "increase" is none; after "will" it is */
		if (w->role[p] == NX_R_TO || (w->can[p] & (NX_G_MODAL | NX_G_DO)))
			return (can & (NX_G_BASE | NX_G_PAST)) != 0;
		return (can & (NX_G_PAST | NX_G_PARTICIPLE | NX_G_ING)) != 0;
	}
	if (can & NX_G_ING)
	{
		/* a gerund or participle that takes something */
		if (p >= 0 && (w->can[p] & NX_G_DET) && w->role[p] == NX_R_NOMINAL)
			return false;
		if (p >= 0 && w->role[p] == NX_R_PREP)
			return next < w->n && !nx_is(w, next, NX_G_PREP | NX_G_AUX | NX_G_CC | NX_G_SUB) &&
				   w->t->kind[w->base + (uint32_t) next] == NX_TOK_WORD;
		/* "total spending for the month", but "is spending £3m" */
		if (can & NX_G_NOUN)
			return nx_is(w, next, NX_G_MEASURED | NX_G_DET | NX_G_PRON);
		/* ", generating growth"; "rising prices" are a noun phrase */
		if (p >= 0 && w->role[p] == NX_R_COMMA && !(can & NX_G_CHANGE_VERB) && next < w->n &&
			w->t->kind[w->base + (uint32_t) next] == NX_TOK_WORD &&
			!nx_is(w, next, NX_G_AUX | NX_G_PAST | NX_G_PRESENT))
			return true;
		return next_begins_phrase(w, next);
	}
	/* "exports grew", "the jobless rate was": a verb follows, so this is a noun */
	if ((w->can[p < 0 ? 0 : p] & NX_G_MEASURED) && p >= 0 && next < w->n &&
		w->word[next] == NX_W_OF)
		return false; /* "the £48bn cost of" */
	/* "which makers claim has undervalued" */
	if ((can & NX_G_CLAUSAL) && (can & (NX_G_BASE | NX_G_PLURAL)) && nx_is(w, next, NX_G_AUX) &&
		p > 0 && after_relative(w, p))
		return true;
	if ((can & NX_G_PRESENT) && !(can & (NX_G_CLAUSAL | NX_G_PAST)) && nx_is(w, next, NX_G_AUX))
		return false; /* "fares would rise", "small firms have" */
	/* "and wages to rise" */
	if ((can & (NX_G_PRESENT | NX_G_PLURAL)) && !(can & (NX_G_CLAUSAL | NX_G_PROJECTION)) &&
		p >= 0 && w->role[p] == NX_R_CC && next + 1 < w->n && w->word[next] == NX_W_TO &&
		nx_is(w, next + 1, NX_G_BASE) && !nx_is(w, next + 1, NX_G_UPPER))
		return false;
	if ((can & (NX_G_BASE | NX_G_PLURAL)) && !(can & NX_G_PAST) &&
		(nx_is(w, next, NX_G_AUX) ||
		 (nx_is(w, next, NX_G_PAST) && !nx_is(w, next, NX_G_BASE | NX_G_PREP))))
		return false;
	if (p >= 0 &&
		(w->role[p] == NX_R_PREP || (w->role[p] == NX_R_NOMINAL && w->word[p] == NX_W__S)))
		return false;
	if (p >= 0 && w->role[p] == NX_R_NOMINAL && (w->can[p] & (NX_G_DET | NX_G_MEASURED)) &&
		!(w->can[p] & NX_G_PRON))
	{
		if (!(can & (NX_G_PAST | NX_G_PRESENT)) && is_compound_measure(w, p))
			return false; /* "a seven-year contract" */
		/* "63 killed", "the cut"; "200 injured in" is a clause in short */
		if (!(w->can[p] & NX_G_MEASURED) &&
			(w->word[p] == NX_W_THAT || w->word[p] == NX_W_THIS || w->word[p] == NX_W_THESE ||
			 w->word[p] == NX_W_THOSE || w->word[p] == NX_W_SOME) &&
			(can & (NX_G_PAST | NX_G_PRESENT)) && !(can & NX_G_BASE) && next_begins_phrase(w, next))
			return true; /* "That took the total to" */
		if (!(w->can[p] & NX_G_MEASURED) || (can & NX_G_CHANGE_NOUN))
			return (w->can[p] & NX_G_MEASURED) && (can & NX_G_PAST) && !(can & NX_G_BASE);
		if (!(can & (NX_G_PAST | NX_G_PRESENT | NX_G_BASE | NX_G_PLURAL)))
			return false;
	}
	after_noun = p < 0 || w->role[p] == NX_R_NOMINAL || w->role[p] == NX_R_REL ||
				 w->role[p] == NX_R_CC || w->role[p] == NX_R_COMMA || w->role[p] == NX_R_CLOSE ||
				 w->role[p] == NX_R_BREAK || w->role[p] == NX_R_SUB || w->role[p] == NX_R_VERB;
	if (!after_noun || p < 0)
		return false;
	if ((can & NX_G_PAST) && !(can & NX_G_BASE))
	{
		/* "reduced revenue rose": a participle before its noun */
		if (w->role[p] != NX_R_NOMINAL && w->role[p] != NX_R_REL && next < w->n &&
			!next_begins_phrase(w, next) && w->role[p] != NX_R_CC && w->role[p] != NX_R_COMMA)
			return false;
		return true;
	}
	/* "six leading lobbies": a number wants its noun */
	if ((can & (NX_G_PRESENT | NX_G_PLURAL)) && !(can & (NX_G_BASE | NX_G_PAST)) &&
		number_waits(w, p))
		return false;
	if ((can & NX_G_PRESENT) && !((can & NX_G_BASE) && !is_plural(w, p)))
		return w->role[p] != NX_R_VERB;
	/* "helped move $1m" */
	if (w->role[p] == NX_R_VERB && (can & NX_G_BASE) &&
		(w->word[p] == NX_W_HELP || w->word[p] == NX_W_HELPS || w->word[p] == NX_W_HELPED ||
		 w->word[p] == NX_W_HELPING || w->word[p] == NX_W_LET))
		return true;
	/* "countries continue reporting", "help avoid importing" */
	if ((can & NX_G_BASE) && !(can & (NX_G_PREP | NX_G_CHANGE_NOUN)) && nx_is(w, next, NX_G_ING) &&
		!nx_is(w, next, NX_G_NOUN) && (w->role[p] == NX_R_VERB || is_plural(w, p)))
		return true;
	if (w->role[p] == NX_R_VERB)
		return false;
	if (w->role[p] == NX_R_CC && (can & NX_G_BASE) && !(can & NX_G_PREP) && next < w->n &&
		!nx_is(w, next, NX_G_AUX | NX_G_CC) && w->word[next] != NX_W_OF && after_base_verb(w, p) &&
		w->t->kind[w->base + (uint32_t) next] == NX_TOK_WORD)
		return true;
	/* "the bank forecasts growth": a singular before, a noun after */
	if ((can & NX_G_PLURAL) && (can & (NX_G_CLAUSAL | NX_G_PROJECTION)) && next < w->n &&
		w->t->kind[w->base + (uint32_t) next] == NX_TOK_WORD &&
		!nx_is(w, next, NX_G_AUX | NX_G_CC | NX_G_PREP | NX_G_PAST | NX_G_REL | NX_G_SUB) &&
		w->a->text[w->t->end[w->base + (uint32_t) p] - 1] != 's')
		return true;
	/* "cut", "hit", "rises", "estimate": nouns as well */
	if (can & (NX_G_PAST | NX_G_PLURAL | NX_G_BASE))
	{
		bool measured_next =
			nx_is(w, next, NX_G_MEASURED) || ((can & NX_G_CHANGE_VERB) && takes_amount(w, next));
		bool phrase_next =
			next >= w->n ||
			(next_begins_phrase(w, next) && w->word[next] != NX_W_OF && w->word[next] != NX_W_IN &&
			 !nx_is(w, next, NX_G_CC) &&
			 (!nx_is(w, next, NX_G_PREP) || (w->can[p] & NX_G_PRON) || w->word[next] == NX_W_AS ||
			  w->word[next] == NX_W_AT ||
			  (w->word[next] == NX_W_TO && nx_is(w, next + 1, NX_G_BASE | NX_G_BE | NX_G_HAVE)) ||
			  ((can & NX_G_CHANGE_VERB) && (w->word[next] == NX_W_TO || w->word[next] == NX_W_BY ||
											w->word[next] == NX_W_FROM))));
		bool at_end = next < w->n && w->t->kind[w->base + next] == NX_TOK_STOP &&
					  !(w->t->flags[w->base + (uint32_t) p] & NX_TF_HAS_HYPHEN);

		if ((w->can[p] & NX_G_PERIOD) && !(w->can[p] & NX_G_UPPER) &&
			!(measured_next || phrase_next))
			return false;
		if ((can & (NX_G_PAST | NX_G_PLURAL)) == 0)
		{
			bool plural = is_plural(w, p) || ((can & (NX_G_LEVEL_VERB | NX_G_CHANGE_VERB)) &&
											  (measured_next || nx_is(w, next, NX_G_PREP)) &&
											  is_plural_before_phrase(w, p));

			/* "saw its debt soar to" */
			if (!plural && (can & NX_G_CHANGE_VERB) && controlled(w, i) &&
				(measured_next || nx_is(w, next, NX_G_PREP)))
				return true;
			if (!plural)
				return false;
			if (is_only_verb(w, i, p))
				return true;
			if (can & NX_G_CLAUSAL)
				return measured_next || phrase_next || at_end || nx_role_is(w, p, NX_R_NOMINAL);
		}
		return measured_next || phrase_next || (at_end && !(can & NX_G_CHANGE_NOUN)) ||
			   ((can & NX_G_PLURAL) && nx_is(w, next, NX_G_UPPER) && !(w->can[i] & NX_G_UPPER)) ||
			   ((can & NX_G_PAST) && !(can & NX_G_CHANGE_NOUN));
	}
	return false;
}

/* Does a finite verb come before the clause could end?  Then "as", "after" join clauses. */
static bool
clause_follows(const NxWindow *w, int i)
{
	bool noun = false;

	for (int k = i + 1; k < w->n && k <= i + 16; k++)
	{
		uint32_t can = w->can[k];
		uint8_t kind = w->t->kind[w->base + (uint32_t) k];

		if (kind == NX_TOK_COMMA || kind == NX_TOK_STOP || kind == NX_TOK_SEMICOLON ||
			kind == NX_TOK_COLON || kind == NX_TOK_DASH)
			return false;
		if (can & NX_G_MEASURED)
		{
			noun = true;
			continue;
		}
		if (can & (NX_G_SUB | NX_G_REL))
			return false;
		if (noun && (can & (NX_G_BE | NX_G_HAVE | NX_G_MODAL | NX_G_PRESENT)))
			return true;
		if (noun && (can & NX_G_PAST) && !(can & NX_G_PREP))
			return true;
		if (noun && k > i + 1 && (can & (NX_G_BASE | NX_G_PLURAL)) &&
			!(can & (NX_G_CHANGE_NOUN | NX_G_PREP)) && next_begins_phrase(w, k + 1) &&
			!nx_is(w, k + 1, NX_G_PREP))
			return true;
		if (noun && (can & NX_G_CHANGE_VERB) && (can & (NX_G_BASE | NX_G_PLURAL)) &&
			(k + 1 >= w->n || w->t->kind[w->base + (uint32_t) k + 1] == NX_TOK_STOP ||
			 nx_is(w, k + 1, NX_G_MEASURED)))
			return true;
		if (!(can & (NX_G_DET | NX_G_ADV | NX_G_PREP)))
			noun = true;
		if (can & NX_G_PRON)
			noun = true;
	}
	return false;
}

/* "that" joins a clause to a verb or a noun, or points. */
static NxRole
role_of_that(const NxWindow *w, int i)
{
	int p = before(w, i);
	int next = i + 1;

	while (nx_is(w, next, NX_G_ADV))
		next++;
	if (p >= 0 && (w->role[p] == NX_R_VERB || w->role[p] == NX_R_CC ||
				   (w->role[p] == NX_R_COMMA && clause_follows(w, i))))
		return NX_R_SUB;
	if (nx_is(w, next, NX_G_AUX) ||
		(nx_is(w, next, NX_G_PAST | NX_G_PRESENT) && !nx_is(w, next, NX_G_BASE)))
		return p >= 0 && w->role[p] == NX_R_NOMINAL ? NX_R_REL : NX_R_NOMINAL;
	if (p >= 0 && w->role[p] == NX_R_NOMINAL)
		return NX_R_SUB;
	return NX_R_NOMINAL;
}

/* Does the expression at i end in a verb's plain form? */
static bool
is_measured_verb(const NxWindow *w, int i)
{
	while (i + 1 < w->n && w->measured[i + 1] == w->measured[i])
		i++;
	return nx_is(w, i, NX_G_CHANGE_VERB) && nx_is(w, i, NX_G_BASE) &&
		   !nx_is(w, i, NX_G_CHANGE_NOUN);
}

/* "will double", "to more than double", "profits double", but "is double the rate". */
static bool
takes_verb(const NxWindow *w, int i)
{
	int p;

	while (i > 0 && w->measured[i - 1] == w->measured[i])
		i--;
	p = before(w, i);
	return p >= 0 && (w->role[p] == NX_R_TO || w->role[p] == NX_R_NOMINAL ||
					  (w->role[p] == NX_R_AUX && nx_is(w, p, NX_G_MODAL | NX_G_DO)));
}

static NxRole
role_of_word(NxWindow *w, int i)
{
	uint32_t can = w->can[i];
	int p = before(w, i);
	int next = i + 1;

	while (nx_is(w, next, NX_G_ADV) && next < i + 3)
		next++;
	if (can & NX_G_MEASURED)
	{
		/* "more than doubled" is its own verb */
		if (i > 0 && w->measured[i] != w->measured[i - 1] && (can & NX_G_LEVEL_VERB) &&
			(can & (NX_G_PAST | NX_G_PRESENT | NX_G_ING)) && !(can & NX_G_BASE))
			return NX_R_VERB; /* "topped $3 trillion" */
		if (i > 0 && w->measured[i] != w->measured[i - 1] && (can & NX_G_LEVEL_VERB) &&
			(can & NX_G_BASE) && p >= 0 &&
			(w->word[p] == NX_W_TO ||
			 (w->role[p] == NX_R_AUX && (w->can[p] & (NX_G_MODAL | NX_G_DO)))))
			return NX_R_VERB; /* "did not exceed 200" */
		if (is_measured_verb(w, i) && !takes_verb(w, i))
			return NX_R_NOMINAL;
		if ((can & NX_G_CHANGE_VERB) && (can & NX_G_VERBAL) && p >= 0 &&
			!(w->can[p] & (NX_G_DET | NX_G_CHANGE_ADJ)) && w->role[p] != NX_R_PREP)
			return NX_R_VERB;
		return NX_R_NOMINAL;
	}
	if (w->word[i] == NX_W_THAT)
		return role_of_that(w, i);
	if (w->t->kind[w->base + (uint32_t) i] == NX_TOK_CLITIC && (can & NX_G_BE))
	{
		/* possessive unless a pronoun or a participle says otherwise */
		if (i > 0 && (w->can[i - 1] & (NX_G_PRON | NX_G_SUB)))
			return NX_R_AUX;
		return w->word[i] == NX_W__S ? NX_R_NOMINAL : NX_R_AUX;
	}
	if (can & NX_G_AUX)
	{
		/* "can", "may", "will" as nouns: after an article; "May" in capitals */
		if ((can & NX_G_MODAL) && p >= 0 && (w->can[p] & NX_G_DET) && !(w->can[p] & NX_G_PRON) &&
			w->role[p] == NX_R_NOMINAL && w->word[p] != NX_W_THAT && w->word[p] != NX_W_THIS &&
			w->word[p] != NX_W_THESE && w->word[p] != NX_W_THOSE)
			return NX_R_NOMINAL;
		if ((can & NX_G_PERIOD) && (can & NX_G_UPPER) &&
			!(nx_is(w, next, NX_G_BASE | NX_G_BE | NX_G_HAVE) && p >= 0 &&
			  w->role[p] == NX_R_NOMINAL))
			return NX_R_NOMINAL;
		return NX_R_AUX;
	}
	if (can & NX_G_NEG)
		return NX_R_ADVERB;
	if (w->word[i] == NX_W_TO)
	{
		/* "to double", "to more than halve" */
		if (nx_is(w, next, NX_G_MEASURED) && is_measured_verb(w, next))
			return NX_R_TO;
		if (nx_is(w, next, NX_G_BASE | NX_G_BE | NX_G_HAVE | NX_G_DO) &&
			!nx_is(w, next, NX_G_MEASURED | NX_G_DET) &&
			(nx_is(w, next, NX_G_AUX) || !nx_is(w, next, NX_G_UPPER)))
			return NX_R_TO;
		return NX_R_PREP;
	}
	if (can & NX_G_REL)
		return (can & NX_G_SUB) ? NX_R_SUB : NX_R_REL;
	if (can & NX_G_CC)
		return NX_R_CC;
	if ((can & NX_G_CHANGE_ADJ) &&
		!((can & NX_G_CHANGE_VERB) &&
		  (!(can & NX_G_BASE) ||
		   (p >= 0 && (w->role[p] == NX_R_TO ||
					   (w->role[p] == NX_R_AUX && (w->can[p] & (NX_G_MODAL | NX_G_DO))))))))
	{
		/* "up 3%", "3% higher"; "higher costs" are a noun phrase */
		if (nx_is(w, next, NX_G_MEASURED) || (can & (NX_G_PREP | NX_G_ADV)))
			return NX_R_ADVERB;
		if (p >= 0 && ((w->can[p] & NX_G_MEASURED) || w->role[p] == NX_R_AUX))
			return NX_R_ADVERB;
		return NX_R_NOMINAL;
	}
	/* "including", "following" */
	if ((can & NX_G_PREP) && (can & NX_G_ING) && !(p >= 0 && w->role[p] == NX_R_AUX))
		return NX_R_PREP;
	if ((can & NX_G_VERBAL) && is_verb_here(w, i))
		return NX_R_VERB;
	/* "net profit after tax was": no clause has begun before it */
	if ((can & NX_G_PREP) && (can & NX_G_SUB) && p >= 0 && w->role[p] == NX_R_NOMINAL &&
		!(w->can[p] & NX_G_MEASURED) && !verb_so_far(w, i))
		return NX_R_PREP;
	if ((can & NX_G_PREP) && (can & NX_G_SUB))
		return clause_follows(w, i) ? NX_R_SUB : NX_R_PREP;
	if (can & NX_G_SUB)
		return NX_R_SUB;
	if ((can & NX_G_PREP) && (can & NX_G_ADV))
		return next_begins_phrase(w, i + 1) && !nx_is(w, i + 1, NX_G_PREP) ? NX_R_PREP
																		   : NX_R_ADVERB;
	if (can & NX_G_PREP)
		return NX_R_PREP;
	if ((can & NX_G_ADV) && !(can & (NX_G_DET | NX_G_PRON)) &&
		!((can & NX_G_PERIOD) && !(can & NX_G_ADV)))
		return NX_R_ADVERB;
	return NX_R_NOMINAL;
}

static NxRole
role_of(NxWindow *w, int i)
{
	int p = before(w, i);

	switch (w->t->kind[w->base + (uint32_t) i])
	{
		case NX_TOK_COMMA:
			return NX_R_COMMA;
		case NX_TOK_BRACKET_OPEN:
			return NX_R_OPEN;
		case NX_TOK_BRACKET_CLOSE:
			return NX_R_CLOSE;
		case NX_TOK_OPEN:
		case NX_TOK_CLOSE:
		case NX_TOK_QUOTE:
			w->can[i] |= NX_G_QUOTE;
			return NX_R_ADVERB;
		case NX_TOK_DASH:
			w->can[i] |= NX_G_DASH;
			return (w->can[i] & NX_G_MEASURED) ? NX_R_NOMINAL : NX_R_BREAK;
		case NX_TOK_STOP:
		case NX_TOK_COLON:
		case NX_TOK_SEMICOLON:
		case NX_TOK_BULLET:
			return (w->can[i] & NX_G_MEASURED) ? NX_R_NOMINAL : NX_R_BREAK;
		case NX_TOK_WORD:
		case NX_TOK_CLITIC:
			/* whatever comes after "will" or "did" is its verb */
			if (p >= 0 && w->role[p] == NX_R_AUX && (w->can[p] & (NX_G_MODAL | NX_G_DO)) &&
				!(w->can[i] & (NX_G_MEASURED | NX_G_DET | NX_G_PREP | NX_G_ADV | NX_G_NEG |
							   NX_G_AUX | NX_G_CC | NX_G_PRON)))
				return NX_R_VERB;
			return role_of_word(w, i);
		default:
			return NX_R_NOMINAL;
	}
}

/* An auxiliary with no verb after it is the verb: "is 5%", "has a debt". */
static void
settle_auxiliaries(NxWindow *w)
{
	for (int i = 0; i < w->n; i++)
	{
		int k = i + 1;

		if (w->role[i] != NX_R_AUX)
			continue;
		while (k < w->n && w->role[k] == NX_R_ADVERB && !(w->can[k] & NX_G_QUOTE))
			k++;
		if (k < w->n && (w->role[k] == NX_R_AUX || w->role[k] == NX_R_VERB))
			continue;
		if (k < w->n && w->role[k] == NX_R_TO && !(w->can[i] & NX_G_MODAL))
			continue;
		w->role[i] = NX_R_VERB;
	}
}

void
nx_window_read(NxWindow *w, const NxAnalysis *a, uint32_t first, uint32_t end)
{
	const NxTokens *t = a->tokens;
	int16_t verb = -1;

	w->a = a;
	w->t = t;
	w->base = first;
	w->n = (int) (end - first);
	for (int i = 0; i < w->n; i++)
	{
		w->can[i] = 0;
		w->measured[i] = NX_NONE;
		w->word[i] = 0;
		w->entry[i] = NX_LEX_UNKNOWN;
		w->phrase[i] = 1;
	}
	for (uint32_t m = 0; m < w->n_expressions; m++)
		for (uint32_t k = w->expression[m].first_token; k < w->expression[m].end_token; k++)
			if (k >= first && k < end)
			{
				w->can[k - first] |= NX_G_MEASURED;
				w->measured[k - first] = w->first_expression + m;
			}
	for (int i = 0; i < w->n; i++)
	{
		uint32_t token = first + (uint32_t) i;

		if (t->kind[token] == NX_TOK_WORD || t->kind[token] == NX_TOK_CLITIC)
			read_word(w, i, token);
		else if (t->kind[token] == NX_TOK_NUMBER && !(w->can[i] & NX_G_MEASURED) &&
				 is_year(a, t, token))
			w->can[i] |= NX_G_YEAR;
	}
	for (int i = 0; i < w->n; i++)
	{
		w->role[i] = role_of(w, i);
		/* the rest of a phrase follows its first word */
		if (w->phrase[i] > 1 && w->role[i] != NX_R_NOMINAL)
			for (int k = 1; k < w->phrase[i] && i + 1 < w->n && !(w->can[i + 1] & NX_G_MEASURED);
				 k++)
			{
				i++;
				w->can[i] &= NX_G_UPPER;
				w->role[i] = NX_R_ADVERB;
			}
	}
	/* what stands before the verb in "more than doubled" says how much */
	for (int i = 1; i < w->n; i++)
		if (w->role[i] == NX_R_VERB && w->measured[i] != NX_NONE)
			for (int k = i - 1; k >= 0 && w->measured[k] == w->measured[i]; k--)
				w->role[k] = NX_R_ADVERB;
	settle_auxiliaries(w);
	for (int i = 0; i < w->n; i++)
	{
		if (w->role[i] == NX_R_VERB)
			verb = (int16_t) i;
		w->last_verb[i] = verb;
	}
}
