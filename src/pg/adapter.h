/*
 * adapter.h
 *		What the core needs of a server: memory, cancellation, UTF-8; and what
 *		the server needs of the core: errors, and positions in its own text.
 */
#ifndef NEWSEXT_ADAPTER_H
#define NEWSEXT_ADAPTER_H

#include "postgres.h"

#include "arena.h"
#include "nx.h"

/* An arena whose blocks come from the current memory context, without errors thrown. */
extern NxArena *newsext_arena(void);

/*
 * For NxOptions.should_stop: true when CHECK_FOR_INTERRUPTS() has raised an
 * error, which is left in the ErrorData * that stop_context points to, and is
 * to be thrown again when the core has returned.
 */
extern bool newsext_should_stop(void *context);

/* Raise the error of NX_NOMEM; returns for any other status. */
extern void newsext_report(NxStatus status);

/*
 * A text of the server and the same text in UTF-8, character for character:
 * what has no counterpart in UTF-8 is U+FFFD there, so that the n-th character
 * of one is the n-th of the other.
 */
typedef struct NewsextText
{
	const char *server; /* in the database's encoding */
	size_t server_len;
	const char *utf8; /* the same pointer where nothing needs converting */
	size_t utf8_len;
	bool bytes;          /* SQL_ASCII: a byte is a character */
	bool cut;            /* longer than the core takes, and converted only so far */
	uint32 server_chars; /* if converted */
	uint32 *steps;       /* if converted from a multibyte encoding: server bytes before
								 * every so many characters */
} NewsextText;

extern void newsext_text(const char *server, size_t len, NewsextText *result);

/* Characters before a byte of the UTF-8 text, as the server counts them. */
static inline uint32
newsext_chars(const NewsextText *text, const NxAnalysis *a, uint32 byte)
{
	return text->bytes ? byte : nx_char_offset(a, byte);
}

/*
 * The server's bytes of a span of the UTF-8 text, whose ends are given in
 * characters too.
 */
extern NxStr newsext_words(const NewsextText *text, NxSpan span, uint32 start_chars,
						   uint32 end_chars);

/* A string of the core in the server's encoding, '?' for what it lacks; and the way back. */
extern NxStr newsext_from_utf8(NxStr utf8);
extern NxStr newsext_to_utf8(NxStr server);

#endif /* NEWSEXT_ADAPTER_H */
