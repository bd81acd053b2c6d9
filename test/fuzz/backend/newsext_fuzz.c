/*
 * newsext_fuzz.c
 *		Runs libFuzzer inside a server process, over the input and receive
 *		functions of the types; or what it once found, without it.
 *
 * Linked into a build of the library that test/fuzz/backend/run.sh makes for
 * the purpose; called once, in single-user mode, as
 *
 *		newsext_fuzz(type text, way text, VARIADIC arguments text[])
 *
 * way is "in" or "recv", the arguments are libFuzzer's.  It never returns:
 * libFuzzer ends the process.  With NEWSEXT_REPLAY defined it is a library of
 * its own, which make test has beside the ordinary newsext: the arguments are
 * files with one input each, and it returns how many.  Whatever the bytes, the functions must accept
 * them or raise an error that a client can be told (no internal error); input
 * must not be written to; and what is accepted must come back the same through
 * text and through binary.
 */
#include "postgres.h"

#include "catalog/pg_type.h"
#include "fmgr.h"
#include "lib/stringinfo.h"
#include "mb/pg_wchar.h"
#include "nodes/makefuncs.h"
#include "parser/parse_type.h"
#include "storage/fd.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"
#include "utils/memutils.h"

#ifdef NEWSEXT_REPLAY
PG_MODULE_MAGIC;
#define forget_stack() ((void) 0)
#else
extern int LLVMFuzzerRunDriver(int *argc, char ***argv,
							   int (*test)(const uint8_t *data, size_t size));

/* The address sanitizer's: forget what it thinks of the stack. */
extern void __asan_handle_no_return(void);
#define forget_stack() __asan_handle_no_return()
#endif

PG_FUNCTION_INFO_V1(newsext_fuzz);

static struct
{
	bool receive;
	Oid ioparam;
	FmgrInfo in;
	FmgrInfo out;
	FmgrInfo recv;
	FmgrInfo send;
	MemoryContext context;
} fuzz;

static void
must(bool condition, const char *what)
{
	if (!condition)
	{
		fprintf(stderr, "newsext_fuzz: not so: %s\n", what);
		abort();
	}
}

/* What an input or receive function was given, and a copy to compare it with. */
typedef struct Given
{
	char *bytes;
	char *before;
	Size len;
} Given;

static Given
give(const char *bytes, Size len)
{
	Given given = {palloc(len + 1), palloc(len + 1), len};

	memcpy(given.bytes, bytes, len);
	given.bytes[len] = '\0';
	memcpy(given.before, given.bytes, len + 1);
	return given;
}

static void
check_unwritten(const Given *given)
{
	must(memcmp(given->bytes, given->before, given->len + 1) == 0, "the input is not written to");
}

static Datum
receive(const Given *given)
{
	StringInfoData buffer = {.data = given->bytes, .len = (int) given->len};

	buffer.maxlen = buffer.len + 1;
	return ReceiveFunctionCall(&fuzz.recv, &buffer, fuzz.ioparam, -1);
}

static Datum
receive_bytea(bytea *sent)
{
	Given given = give(VARDATA(sent), VARSIZE(sent) - VARHDRSZ);
	Datum value = receive(&given);

	check_unwritten(&given);
	return value;
}

/* The value comes back the same by both ways out and in. */
static void
check_round_trips(Datum value)
{
	char *text = OutputFunctionCall(&fuzz.out, value);
	bytea *sent = SendFunctionCall(&fuzz.send, value);
	Datum again = InputFunctionCall(&fuzz.in, text, fuzz.ioparam, -1);
	bytea *sent_again;

	must(strcmp(text, OutputFunctionCall(&fuzz.out, again)) == 0, "text reads back the same");
	again = receive_bytea(sent);
	sent_again = SendFunctionCall(&fuzz.send, again);
	must(VARSIZE(sent) == VARSIZE(sent_again) && memcmp(sent, sent_again, VARSIZE(sent)) == 0,
		 "binary reads back the same");
	must(strcmp(text, OutputFunctionCall(&fuzz.out, again)) == 0, "text and binary agree");
}

static int
test_one(const uint8_t *data, size_t size)
{
	MemoryContext old = MemoryContextSwitchTo(fuzz.context);
	Given given;

	/* the server hands no text to a type that is not valid in its encoding */
	if (!fuzz.receive &&
		(memchr(data, 0, size) != NULL || !pg_verifymbstr((const char *) data, (int) size, true)))
	{
		MemoryContextSwitchTo(old);
		return -1;
	}

	given = give((const char *) data, size);
	PG_TRY();
	{
		check_round_trips(fuzz.receive
							  ? receive(&given)
							  : InputFunctionCall(&fuzz.in, given.bytes, fuzz.ioparam, -1));
	}
	PG_CATCH();
	{
		ErrorData *error;

		/* the server's longjmp() left instrumented frames without their epilogues */
		forget_stack();
		MemoryContextSwitchTo(fuzz.context);
		error = CopyErrorData();
		FlushErrorState();
		if (error->sqlerrcode == ERRCODE_INTERNAL_ERROR)
		{
			fprintf(stderr, "newsext_fuzz: internal error: %s\n", error->message);
			abort();
		}
	}
	PG_END_TRY();
	check_unwritten(&given);
	MemoryContextSwitchTo(old);
	MemoryContextReset(fuzz.context);
	return 0;
}

#ifdef NEWSEXT_REPLAY
static void
replay(const char *path)
{
	FILE *file = AllocateFile(path, PG_BINARY_R);
	uint8_t *data = palloc(MaxAllocSize / 64);
	size_t size;

	if (file == NULL)
		ereport(ERROR, (errcode_for_file_access(), errmsg("could not open \"%s\": %m", path)));
	size = fread(data, 1, MaxAllocSize / 64, file);
	FreeFile(file);
	fprintf(stderr, "newsext_fuzz: %s\n", path); /* whose turn it was, should the process end */
	test_one(data, size);
	pfree(data);
}
#endif

Datum
newsext_fuzz(PG_FUNCTION_ARGS)
{
	char *type_name = text_to_cstring(PG_GETARG_TEXT_PP(0));
	char *way = text_to_cstring(PG_GETARG_TEXT_PP(1));
	Oid type = typenameTypeId(NULL, makeTypeName(type_name));
	Oid function;
	bool varlena;
	Datum *arguments;
	int n;

	fuzz.receive = strcmp(way, "recv") == 0;
	getTypeInputInfo(type, &function, &fuzz.ioparam);
	fmgr_info(function, &fuzz.in);
	getTypeOutputInfo(type, &function, &varlena);
	fmgr_info(function, &fuzz.out);
	getTypeBinaryInputInfo(type, &function, &fuzz.ioparam);
	fmgr_info(function, &fuzz.recv);
	getTypeBinaryOutputInfo(type, &function, &varlena);
	fmgr_info(function, &fuzz.send);
	fuzz.context = AllocSetContextCreate(TopMemoryContext, "newsext_fuzz", ALLOCSET_DEFAULT_SIZES);

	deconstruct_array(PG_GETARG_ARRAYTYPE_P(2), TEXTOID, -1, false, TYPALIGN_INT, &arguments, NULL,
					  &n);
#ifdef NEWSEXT_REPLAY
	for (int i = 0; i < n; i++)
		replay(TextDatumGetCString(arguments[i]));
	PG_RETURN_INT32(n);
#else
	{
		char **argv = palloc((n + 2) * sizeof(char *));

		argv[0] = "newsext_fuzz";
		for (int i = 0; i < n; i++)
			argv[i + 1] = TextDatumGetCString(arguments[i]);
		argv[++n] = NULL;
		LLVMFuzzerRunDriver(&n, &argv, test_one);
		PG_RETURN_VOID();
	}
#endif
}
