/*
 * part.c
 *		What part a word may play in a clause, by itself.
 */
#include <string.h>

#include "part.h"

static const uint8_t pos_of_word[] = {
	[NX_W_A] = P_DET,          [NX_W_AN] = P_DET,         [NX_W_THE] = P_DET,
	[NX_W_THIS] = P_DET,       [NX_W_THESE] = P_DET,      [NX_W_THOSE] = P_DET,
	[NX_W_EACH] = P_DET,       [NX_W_EVERY] = P_DET,      [NX_W_EITHER] = P_DET,
	[NX_W_NEITHER] = P_DET,    [NX_W_ANOTHER] = P_DET,    [NX_W_ANY] = P_DET,
	[NX_W_NO] = P_DET,         [NX_W_ALL] = P_QUANT,      [NX_W_BOTH] = P_QUANT,
	[NX_W_FEW] = P_QUANT,      [NX_W_MANY] = P_QUANT,     [NX_W_MOST] = P_QUANT,
	[NX_W_MORE] = P_QUANT,     [NX_W_SOME] = P_QUANT,     [NX_W_SEVERAL] = P_QUANT,
	[NX_W_ONE] = P_QUANT,      [NX_W_OTHER] = P_QUANT,    [NX_W_OTHERS] = P_QUANT,
	[NX_W_LESS] = P_QUANT,     [NX_W_NOBODY] = P_QUANT,   [NX_W_EVERYONE] = P_QUANT,
	[NX_W_HIS] = P_POSS,       [NX_W_ITS] = P_POSS,       [NX_W_THEIR] = P_POSS,
	[NX_W_MY] = P_POSS,        [NX_W_OUR] = P_POSS,       [NX_W_YOUR] = P_POSS,
	[NX_W_HER] = P_POSS,       [NX_W_HE] = P_PRON,        [NX_W_SHE] = P_PRON,
	[NX_W_I] = P_PRON_OTHER,   [NX_W_WE] = P_PRON_OTHER,  [NX_W_THEY] = P_PRON_OTHER,
	[NX_W_YOU] = P_PRON_OTHER, [NX_W_IT] = P_PRON_OTHER,  [NX_W_HIM] = P_OBJ,
	[NX_W_THEM] = P_OBJ,       [NX_W_ME] = P_OBJ,         [NX_W_US] = P_OBJ,
	[NX_W_WHO] = P_REL,        [NX_W_WHICH] = P_REL,      [NX_W_WHOM] = P_REL,
	[NX_W_WHOSE] = P_REL,      [NX_W_HOW] = P_WH,         [NX_W_WHY] = P_WH,
	[NX_W_WHAT] = P_WH,        [NX_W_WHERE] = P_WH,       [NX_W_WHETHER] = P_WH,
	[NX_W_THAT] = P_THAT,      [NX_W_TO] = P_TO,          [NX_W_BY] = P_BY,
	[NX_W_ABOUT] = P_PREP,     [NX_W_ABOVE] = P_PREP,     [NX_W_AGAINST] = P_PREP,
	[NX_W_AMONG] = P_PREP,     [NX_W_AROUND] = P_PREP,    [NX_W_AT] = P_PREP,
	[NX_W_BELOW] = P_PREP,     [NX_W_BETWEEN] = P_PREP,   [NX_W_DOWN] = P_PREP,
	[NX_W_DURING] = P_PREP,    [NX_W_FOR] = P_PREP,       [NX_W_FROM] = P_PREP,
	[NX_W_IN] = P_PREP,        [NX_W_INCLUDING] = P_PREP, [NX_W_INTO] = P_PREP,
	[NX_W_NEAR] = P_PREP,      [NX_W_OF] = P_PREP,        [NX_W_OFF] = P_PREP,
	[NX_W_ON] = P_PREP,        [NX_W_OUT] = P_PREP,       [NX_W_OVER] = P_PREP,
	[NX_W_PER] = P_PREP,       [NX_W_THROUGH] = P_PREP,   [NX_W_UNDER] = P_PREP,
	[NX_W_UP] = P_PREP,        [NX_W_WITH] = P_PREP,      [NX_W_WITHIN] = P_PREP,
	[NX_W_WITHOUT] = P_PREP,   [NX_W_LIKE] = P_PREP,      [NX_W_ACCORDING] = P_SPEECH,
	[NX_W_AND] = P_AND,        [NX_W_OR] = P_AND,         [NX_W_NOR] = P_AND,
	[NX_W_BUT] = P_AND,        [NX_W_YET] = P_AND,        [NX_W_AS] = P_SUB,
	[NX_W_IF] = P_SUB,         [NX_W_BECAUSE] = P_SUB,    [NX_W_WHILE] = P_SUB,
	[NX_W_WHEN] = P_SUB,       [NX_W_SINCE] = P_SUB,      [NX_W_ALTHOUGH] = P_SUB,
	[NX_W_THOUGH] = P_SUB,     [NX_W_UNLESS] = P_SUB,     [NX_W_UNTIL] = P_SUB,
	[NX_W_AFTER] = P_SUB,      [NX_W_BEFORE] = P_SUB,     [NX_W_THAN] = P_SUB,
	[NX_W_BE] = P_BE,          [NX_W_AM] = P_BE,          [NX_W_IS] = P_BE,
	[NX_W_ARE] = P_BE,         [NX_W_WAS] = P_BE,         [NX_W_WERE] = P_BE,
	[NX_W_BEEN] = P_BE,        [NX_W_BEING] = P_BE,       [NX_W_HAVE] = P_HAVE,
	[NX_W_HAS] = P_HAVE,       [NX_W_HAD] = P_HAVE,       [NX_W_DO] = P_DO,
	[NX_W_DOES] = P_DO,        [NX_W_DID] = P_DO,         [NX_W_CAN] = P_MODAL,
	[NX_W_COULD] = P_MODAL,    [NX_W_MAY] = P_MODAL,      [NX_W_MIGHT] = P_MODAL,
	[NX_W_MUST] = P_MODAL,     [NX_W_SHOULD] = P_MODAL,   [NX_W_WILL] = P_MODAL,
	[NX_W_WOULD] = P_MODAL,    [NX_W_NOT] = P_NEG,        [NX_W_N_T] = P_NEG,
	[NX_W_NEVER] = P_NEG,      [NX_W_CANNOT] = P_NEG,     [NX_W_ALSO] = P_ADV,
	[NX_W_THEN] = P_ADV,       [NX_W_THERE] = P_ADV,      [NX_W_JUST] = P_ADV,
	[NX_W_SO] = P_ADV,         [NX_W_ONLY] = P_ADV,       [NX_W_SUCH] = P_ADV,
};

/* A form that is nothing but a past one: "fell", "took". */
static bool
is_irregular_past(uint32_t entry)
{
	return nx_lex_has(entry, NX_C_VERB) && strcmp(nx_lex_value(entry, NX_C_VERB), "past") == 0;
}

static uint32_t
by_lists(uint32_t entry)
{
	if (nx_lex_has(entry, NX_C_REPORTING_VERB))
		return P_SPEECH;
	if (nx_lex_has(entry, NX_C_BELIEF_VERB))
		return P_BELIEF;
	if (nx_lex_has(entry, NX_C_SPEAKER_NOUN))
		return P_SNOUN;
	if (nx_lex_has(entry, NX_C_REPORTING_NOUN))
		return P_RNOUN;
	return nx_lex_has(entry, NX_C_STANCE_WORD) ? P_STANCE : P_EDGE;
}

static uint32_t
by_ending(const char *word, uint32_t len, uint32_t entry)
{
	const char *end = word + len;

	if (len > 3 && end[-1] == 'y' && end[-2] == 'l')
		return P_ADV;
	if (len > 3 && end[-1] == 'd' && end[-2] == 'e')
		return P_ED;
	if (len > 4 && end[-1] == 'g' && end[-2] == 'n' && end[-3] == 'i')
		return P_ING;
	return is_irregular_past(entry) ? P_ED : P_WORD;
}

uint16_t
nx_part_row(const char *word, uint32_t len, uint32_t entry)
{
	uint32_t closed = nx_lex_entries[entry].word;
	uint32_t part = closed < sizeof(pos_of_word) ? pos_of_word[closed] : P_EDGE;
	bool is_time = nx_lex_has(entry, NX_C_WEEKDAY) || nx_lex_has(entry, NX_C_MONTH);
	bool may_be_cue = nx_lex_has(entry, NX_C_REPORTING_VERB) ||
					  nx_lex_has(entry, NX_C_BELIEF_VERB) ||
					  nx_lex_has(entry, NX_C_REPORTING_NOUN) ||
					  nx_lex_has(entry, NX_C_STANCE_WORD) || closed == NX_W_ACCORDING;
	uint32_t flags = may_be_cue ? NX_PART_CUE : 0;

	if (part != P_EDGE)
		return (uint16_t) (part | part << 6 | flags | NX_PART_CLOSED | NX_PART_ANY_CASE);
	part = by_lists(entry);
	return (uint16_t) ((part != P_EDGE ? part : by_ending(word, len, entry)) |
					   (is_time          ? P_TIME
						: part != P_EDGE ? part
										 : (uint32_t) P_CAP)
						   << 6 |
					   flags | (is_time ? NX_PART_ANY_CASE : 0));
}
