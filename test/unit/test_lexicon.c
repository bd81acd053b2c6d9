/*
 * test_lexicon.c
 *		Lookups of words, phrases and values, whatever their case.
 */
#include "analyze.h"
#include "check.h"
#include "token.h"

static uint32_t
find(const char *word)
{
	return nx_lex_find(nx_word_hash(word, strlen(word)));
}

int
main(void)
{
	NxAnalysis *a = analyze("Please read  more here", NX_STAGE_TOKENS);
	const NxPhrase *phrase;

	CHECK(nx_lex_has(find("mr"), NX_C_ABBREVIATION));
	CHECK_INT(find("Mr"), find("mr"));
	CHECK_INT(find("MR"), find("mr"));
	CHECK_STR(nx_lex_value(find("mr"), NX_C_ABBREVIATION), "name");
	CHECK(nx_lex_value(find("mr"), NX_C_TOP_DOMAIN) == NULL);
	CHECK_INT(find("xqzzyplugh"), NX_LEX_UNKNOWN);
	CHECK_INT(nx_lex_entries[find("whose")].word, NX_W_WHOSE);
	CHECK_INT(nx_word_hash("É", 2) == nx_word_hash("é", 2), 1);
	CHECK_INT(nx_word_hash("O’Neill", 9) == nx_word_hash("o'neill", 7), 1);
	CHECK_INT(nx_word_hash("internationally", 15) == nx_word_hash("INTERNATIONALLY", 15), 1);

	phrase = nx_phrase_at(a->tokens, 1);
	CHECK(phrase != NULL && phrase->n == 2 && nx_lex_has(phrase->entry, NX_C_FURNITURE));
	CHECK(nx_phrase_at(a->tokens, 0) == NULL);
	CHECK(nx_phrase_at(a->tokens, 2) == NULL);
	CHECK_INT(a->tokens->flags[2] & NX_TF_IN_PHRASE, NX_TF_IN_PHRASE);
	return check_report("lexicon");
}
