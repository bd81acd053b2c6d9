/*
 * words.c
 *		Words and names made comparable.
 *
 * Words are folded by the core's own tables before the dictionary sees them,
 * and only plain ASCII words are stemmed, so that neither locale nor encoding
 * of the database changes an answer.  Stems come from pg_catalog.english_stem,
 * the dictionary that to_tsvector('english', …) uses; whoever alters that one
 * reindexes, as with tsvector.
 */
#include "compat.h"

#include "catalog/pg_ts_dict.h"
#include "catalog/namespace.h"
#include "mb/pg_wchar.h"
#include "miscadmin.h"
#include "nodes/pg_list.h"
#include "nodes/value.h"
#include "tsearch/ts_cache.h"
#include "tsearch/ts_public.h"
#include "utils/inval.h"
#include "utils/memutils.h"
#include "utils/syscache.h"

#include "adapter.h"
#include "utf8.h"
#include "words.h"

/*
 * Words seen lately and their stems: the dictionary costs a microsecond a
 * word, and news repeats its words.  A new word takes the place of the one
 * that was there, so the cache never grows.
 */
#define STEM_CACHE_SLOTS 16384
#define STEM_CACHE_WORD 15

typedef struct StemSlot
{
	uint8 word_len; /* 0: free */
	uint8 stem_len; /* 0: a stop word */
	char word[STEM_CACHE_WORD];
	char stem[STEM_CACHE_WORD];
} StemSlot;

static StemSlot *stem_cache = NULL;
static Oid stem_dictionary = InvalidOid;

static void
forget_stems(Datum arg, int cacheid, uint32 hashvalue)
{
	stem_dictionary = InvalidOid;
	if (stem_cache != NULL)
		memset(stem_cache, 0, STEM_CACHE_SLOTS * sizeof(StemSlot));
}

static TSDictionaryCacheEntry *
open_dictionary(void)
{
	if (stem_cache == NULL)
	{
		stem_cache =
			MemoryContextAllocZero(CacheMemoryContext, STEM_CACHE_SLOTS * sizeof(StemSlot));
		CacheRegisterSyscacheCallback(TSDICTOID, forget_stems, (Datum) 0);
	}
	if (!OidIsValid(stem_dictionary))
		stem_dictionary = get_ts_dict_oid(
			list_make2(makeString("pg_catalog"), makeString("english_stem")), false);
	return lookup_ts_dictionary_cache(stem_dictionary);
}

/* Ask the dictionary.  Returns the stem's length, 0 for a stop word. */
static int
ask_dictionary(const char *word, int len, char *stem)
{
	TSDictionaryCacheEntry *dictionary = open_dictionary();
	DictSubState state = {0};
	TSLexeme *lexeme;

	lexeme = (TSLexeme *) DatumGetPointer(
		FunctionCall4(&dictionary->lexize, PointerGetDatum(dictionary->dictData),
					  PointerGetDatum(word), Int32GetDatum(len), PointerGetDatum(&state)));
	if (lexeme != NULL && lexeme->lexeme == NULL)
		return 0;
	if (lexeme != NULL)
	{
		word = lexeme->lexeme;
		len = strlen(word);
	}
	len = Min(len, NEWS_STEM_MAX);
	memcpy(stem, word, len);
	if (lexeme != NULL)
	{
		for (TSLexeme *l = lexeme; l->lexeme != NULL; l++)
			pfree(l->lexeme);
		pfree(lexeme);
	}
	return len;
}

/* The stem of a folded ASCII word; 0 for a stop word. */
static int
stem_word(const char *word, int len, char *stem)
{
	uint32 hash = 2166136261u;
	StemSlot *slot;
	int stem_len;

	if (len > STEM_CACHE_WORD)
		return ask_dictionary(word, len, stem);
	for (int i = 0; i < len; i++)
		hash = (hash ^ (unsigned char) word[i]) * 16777619u;
	hash ^= hash >> 15;
	if (stem_cache == NULL)
		open_dictionary();
	slot = &stem_cache[hash % STEM_CACHE_SLOTS];
	if (slot->word_len == len && memcmp(slot->word, word, len) == 0)
	{
		memcpy(stem, slot->stem, slot->stem_len);
		return slot->stem_len;
	}
	stem_len = ask_dictionary(word, len, stem);
	if (stem_len <= STEM_CACHE_WORD)
	{
		slot->word_len = len;
		slot->stem_len = stem_len;
		memcpy(slot->word, word, len);
		memcpy(slot->stem, stem, stem_len);
	}
	return stem_len;
}

/* The same words in UTF-8; what has no counterpart there is U+FFFD, never an error. */
static void
to_utf8(const char **text, int *len)
{
	NewsextText converted;
	int i = 0;

	if (GetDatabaseEncoding() == PG_UTF8)
		return;
	while (i < *len && !IS_HIGHBIT_SET((*text)[i]))
		i++;
	if (i == *len)
		return;
	newsext_text(*text, *len, &converted);
	*text = converted.utf8;
	*len = converted.utf8_len;
}

void
news_words_start(NewsWords *words, const char *text, int len)
{
	to_utf8(&text, &len);
	words->p = text;
	words->end = text + len;
	words->position = 0;
	words->initials = ~UINT64CONST(0);
	words->len = 0;
}

#define WORD_ENDS (-1)
#define WORD_MARK 0 /* left out */

/* The next character of a word, folded; *p moves behind it unless the word ends. */
static inline int32
word_character(const char **p, const char *end)
{
	unsigned char byte = **p;
	uint32_t c;
	NxCharClass class;
	int size;

	if (byte < 0x80)
	{
		unsigned char lower = byte | 0x20;

		if (lower >= 'a' && lower <= 'z')
			byte = lower;
		else if (byte < '0' || byte > '9')
			return WORD_ENDS;
		(*p)++;
		return byte;
	}
	c = nx_utf8_decode(*p, end, &size);
	class = nx_char_class(c);
	if (class != NX_CHAR_MARK && class != NX_CHAR_UPPER && class != NX_CHAR_LOWER &&
		class != NX_CHAR_LETTER)
		return WORD_ENDS;
	*p += size;
	return class == NX_CHAR_MARK ? WORD_MARK : (int32) nx_fold(c);
}

bool
news_words_next(NewsWords *words)
{
	/* longer words are cut; the dictionary stems English ones of any length */
	char word[128];

	while (words->p < words->end)
	{
		int len = 0;
		bool ascii = true;
		bool any = false;
		bool wanted = true;
		int32 c;

		while (words->p < words->end && (c = word_character(&words->p, words->end)) != WORD_ENDS)
		{
			if (c == WORD_MARK)
				continue;
			if (!any && c < 0x80)
				wanted = (words->initials & news_initial((unsigned char) c)) != 0;
			any = true;
			if (!wanted || len + 4 > (int) sizeof(word))
			{
				CHECK_FOR_INTERRUPTS(); /* it may go on for megabytes */
				continue;
			}
			if (c < 0x80)
				word[len++] = (char) c;
			else
			{
				ascii = false;
				len += nx_utf8_encode((uint32_t) c, word + len);
			}
		}
		if (any)
		{
			words->position++;
			if (!wanted)
				continue;
			if (ascii)
				words->len = stem_word(word, len, words->stem);
			else
			{
				words->len = Min(len, NEWS_STEM_MAX);
				memcpy(words->stem, word, words->len);
			}
			if (words->len > 0)
				return true;
			continue;
		}
		if (words->p >= words->end)
			break;
		/* a separator */
		if ((unsigned char) *words->p < 0x80)
			words->p++;
		else
		{
			int size;

			(void) nx_utf8_decode(words->p, words->end, &size);
			words->p += size;
		}
		CHECK_FOR_INTERRUPTS();
	}
	return false;
}

void
news_fold_name(StringInfo out, const char *name, int len)
{
	static const char *const articles[] = {"the ", "a ", "an "};
	const char *p;
	const char *end;
	int start = out->len;
	bool space = false;

	to_utf8(&name, &len);
	p = name;
	end = name + len;
	while (p < end)
	{
		int size;
		uint32_t c = nx_utf8_decode(p, end, &size);
		NxCharClass class = nx_char_class(c);
		char bytes[4];

		p += size;
		if (class == NX_CHAR_SPACE)
		{
			space = out->len > start;
			continue;
		}
		if (class == NX_CHAR_MARK || c == '.')
			continue;
		if (c == 0x2019 || c == 0x02BC)
			c = '\'';
		c = nx_fold(c);
		if (space)
			appendStringInfoChar(out, ' ');
		space = false;
		appendBinaryStringInfo(out, bytes, nx_utf8_encode(c, bytes));
	}
	for (size_t i = 0; i < lengthof(articles); i++)
	{
		int n = strlen(articles[i]);

		if (out->len - start > n && memcmp(out->data + start, articles[i], n) == 0)
		{
			memmove(out->data + start, out->data + start + n, out->len - start - n);
			out->len -= n;
			out->data[out->len] = '\0';
			break;
		}
	}
}
