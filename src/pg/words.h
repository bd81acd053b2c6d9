/*
 * words.h
 *		Words and names made comparable: folding, and stems from the server's
 *		english dictionary.
 */
#ifndef NEWSEXT_WORDS_H
#define NEWSEXT_WORDS_H

#include "compat.h"

#include "lib/stringinfo.h"

/* A stem never has more bytes; of a longer word only so much is compared. */
#define NEWS_STEM_MAX 48

/*
 * Walks the words of a text of the server: runs of letters and digits, lower-cased,
 * without accents, stemmed.  Stop words are passed over but counted, so that
 * positions tell what stood next to what, as in a tsvector.
 */
typedef struct NewsWords
{
	const char *p;
	const char *end;
	int position;    /* of the word just returned, from 1 */
	uint64 initials; /* news_initial() of the words wanted: others are passed over; at first all */
	int len;
	char stem[NEWS_STEM_MAX];
} NewsWords;

/* An ending is what a stemmer takes off: a stem begins as its word does. */
static inline uint64
news_initial(unsigned char byte)
{
	return UINT64CONST(1) << (byte & 63);
}

extern void news_words_start(NewsWords *words, const char *text, int len);
extern bool news_words_next(NewsWords *words);

/*
 * Append a name in the form in which names are compared: lower case, no
 * accents, no full stops, single spaces, no article in front.
 */
extern void news_fold_name(StringInfo out, const char *name, int len);

#endif /* NEWSEXT_WORDS_H */
