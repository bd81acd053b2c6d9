/*
 * adapter.c
 *		What the core needs of a server: memory, cancellation, UTF-8; and what
 *		the server needs of the core: errors, and positions in its own text.
 */
#include "postgres.h"

#include "adapter.h"
#include "catalog/namespace.h"
#include "compat.h"
#include "mb/pg_wchar.h"
#include "miscadmin.h"
#include "utils/memutils.h"

/* Server characters between two entries of NewsextText.steps. */
#define STEP 64

/* Bytes converted at a time. */
#define CHUNK 4096

#define REPLACEMENT "\xEF\xBF\xBD"

/* ---- memory and cancellation ---- */

static void *
context_alloc(void *context, size_t size)
{
	return MemoryContextAllocExtended((MemoryContext) context, size,
									  MCXT_ALLOC_NO_OOM | MCXT_ALLOC_HUGE);
}

static void
context_free(void *context, void *pointer)
{
	(void) context;
	pfree(pointer);
}

static void *
context_resize(void *context, void *pointer, size_t size)
{
	(void) context;
	return newsext_resize(pointer, size);
}

NxArena *
newsext_arena(void)
{
	NxAllocator allocator = {context_alloc, context_free, CurrentMemoryContext, context_resize};
	NxArena *arena = nx_arena_create(&allocator);

	if (arena == NULL)
		newsext_report(NX_NOMEM);
	return arena;
}

/*
 * Interrupts are processed here, so that those that end nothing do not end the
 * analysis either (and which ones do, only the server knows).  The core has
 * nothing that an error could not jump over, but it promises its callers to
 * return; so the error waits until it has.
 */
bool
newsext_should_stop(void *context)
{
	ErrorData **error = context;
	MemoryContext caller = CurrentMemoryContext;

	if (!INTERRUPTS_PENDING_CONDITION())
		return false;
	PG_TRY();
	{
		CHECK_FOR_INTERRUPTS();
	}
	PG_CATCH();
	{
		MemoryContextSwitchTo(caller);
		*error = CopyErrorData();
		FlushErrorState();
	}
	PG_END_TRY();
	return *error != NULL;
}

void
newsext_report(NxStatus status)
{
	switch (status)
	{
		case NX_NOMEM:
			ereport(ERROR,
					(errcode(ERRCODE_OUT_OF_MEMORY), errmsg("out of memory"),
					 errdetail("There is not enough memory to analyse a text of this size.")));
			break;
		case NX_OK:
		case NX_CANCELLED: /* its error is with whoever asked to be told (newsext_should_stop) */
		case NX_INVALID:
			break;
	}
}

/* ---- encodings ---- */

static bool
is_ascii(const char *s, size_t len)
{
	unsigned char all = 0;

	for (size_t i = 0; i < len; i++)
		all |= (unsigned char) s[i];
	return all < 0x80;
}

/*
 * Convert a string, writing `replacement` for each character that has no
 * counterpart; never an error.  With `single`, go one character at a time and
 * keep one code point of each, so that characters stay in step (EUC_JIS_2004
 * has characters that are two in Unicode).
 */
static char *
convert(const char *src, size_t len, int from, int to, const char *replacement, bool single,
		size_t *converted_len)
{
	Oid proc = FindDefaultConversionProc(from, to);
	size_t capacity = len + len / 2 + 64;
	char *out = MemoryContextAllocHuge(CurrentMemoryContext, capacity);
	size_t used = 0;
	size_t pos = 0;

	while (pos < len)
	{
		size_t left = len - pos;
		int mblen = pg_encoding_mblen(from, src + pos);
		size_t chunk = Min(left, single ? (size_t) mblen : (size_t) CHUNK);
		int done = 0;

		CHECK_FOR_INTERRUPTS();
		if (capacity - used < chunk * MAX_CONVERSION_GROWTH + 8)
		{
			capacity = capacity * 2 + chunk * MAX_CONVERSION_GROWTH + 8;
			out = repalloc_huge(out, capacity);
		}

		/* A character cut by the chunk's end stops the conversion as a bad one does. */
		if (OidIsValid(proc))
			done = pg_do_encoding_conversion_buf(proc, from, to, (unsigned char *) src + pos,
												 (int) chunk, (unsigned char *) out + used,
												 (int) chunk * MAX_CONVERSION_GROWTH + 1, true);
		if (done > 0)
		{
			size_t written = strlen(out + used);

			if (single && to == PG_UTF8)
				written = Min(written, (size_t) pg_utf_mblen((unsigned char *) out + used));
			used += written;
			pos += done;
		}
		else
		{
			size_t n = strlen(replacement);

			if (!OidIsValid(proc) && !IS_HIGHBIT_SET(src[pos]))
				out[used++] = src[pos];
			else
			{
				memcpy(out + used, replacement, n);
				used += n;
			}
			pos += Min(left, (size_t) mblen);
		}
	}
	*converted_len = used;
	return out;
}

/* Characters of UTF-8 that the server has made. */
static size_t
count_characters(const char *utf8, size_t len)
{
	size_t n = 0;

	for (size_t i = 0; i < len; i++)
		n += ((unsigned char) utf8[i] & 0xC0) != 0x80;
	return n;
}

void
newsext_text(const char *server, size_t len, NewsextText *result)
{
	int encoding = GetDatabaseEncoding();
	char *utf8;

	memset(result, 0, sizeof(*result));
	result->server = result->utf8 = server;
	result->server_len = result->utf8_len = len;
	result->bytes = encoding == PG_SQL_ASCII;
	if (encoding == PG_UTF8 || encoding == PG_SQL_ASCII || is_ascii(server, len))
		return;

	/* Converted, a text is cut where the core would cut it, so that it cannot grow past all bounds. */
	if (len > NX_MAX_TEXT)
	{
		result->server_len = len = pg_mbcliplen(server, (int) len, (int) NX_MAX_TEXT);
		result->cut = true;
	}
	utf8 = convert(server, len, encoding, PG_UTF8, REPLACEMENT, false, &result->utf8_len);
	if (pg_database_encoding_max_length() > 1)
	{
		size_t n = 0;

		result->steps =
			MemoryContextAllocHuge(CurrentMemoryContext, (len / STEP + 1) * sizeof(uint32));
		for (size_t pos = 0; pos < len; n++)
		{
			if (n % STEP == 0)
			{
				CHECK_FOR_INTERRUPTS();
				result->steps[n / STEP] = (uint32) pos;
			}
			pos += pg_mblen(server + pos);
		}
		if (n != count_characters(utf8, result->utf8_len))
		{
			pfree(utf8);
			utf8 = convert(server, len, encoding, PG_UTF8, REPLACEMENT, true, &result->utf8_len);
		}
		result->server_chars = (uint32) n;
	}
	else
		result->server_chars = (uint32) len;
	result->utf8 = utf8;
}

/* The server's byte offset of a character, in a converted text. */
static size_t
server_offset(const NewsextText *text, uint32 chars)
{
	size_t offset;

	if (chars >= text->server_chars)
		return text->server_len;
	if (text->steps == NULL)
		return chars;
	offset = text->steps[chars / STEP];
	for (uint32 n = chars % STEP; n > 0; n--)
		offset += pg_mblen(text->server + offset);
	return offset;
}

NxStr
newsext_words(const NewsextText *text, NxSpan span, uint32 start_chars, uint32 end_chars)
{
	size_t start = span.start;
	size_t end = span.end;

	if (text->utf8 != text->server)
	{
		start = server_offset(text, start_chars);
		end = server_offset(text, end_chars);
	}
	return (NxStr){text->server + start, (uint32) (end - start)};
}

/* A string in another encoding; itself where there is nothing to convert. */
static NxStr
recode(NxStr string, int from, int to, const char *replacement)
{
	char *converted;
	size_t len;

	if (from == to || GetDatabaseEncoding() == PG_SQL_ASCII || is_ascii(string.data, string.len))
		return string;
	converted = convert(string.data, string.len, from, to, replacement, false, &len);
	return (NxStr){converted, (uint32) len};
}

NxStr
newsext_from_utf8(NxStr utf8)
{
	return recode(utf8, PG_UTF8, GetDatabaseEncoding(), "?");
}

NxStr
newsext_to_utf8(NxStr server)
{
	return recode(server, GetDatabaseEncoding(), PG_UTF8, REPLACEMENT);
}
