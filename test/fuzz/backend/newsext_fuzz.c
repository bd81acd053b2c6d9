/*
 * newsext_fuzz.c
 *		Runs libFuzzer inside a server process, over the input and receive
 *		functions of the types.
 *
 * Linked into a build of the library that test/fuzz/backend/run.sh makes for
 * the purpose; called once, in single-user mode, as
 *
 *		newsext_fuzz(type text, way text, VARIADIC arguments text[])
 *
 * way is "in" or "recv", the arguments are libFuzzer's.  It never returns:
 * libFuzzer ends the process.  Whatever the bytes, the functions must accept
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
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"
#include "utils/memutils.h"

extern int	LLVMFuzzerRunDriver(int *argc, char ***argv,
								int (*test) (const uint8_t *data, size_t size));

/* The address sanitizer's: forget what it thinks of the stack. */
extern void __asan_handle_no_return(void);

PG_FUNCTION_INFO_V1(newsext_fuzz);

static struct
{
	bool		receive;
	Oid			ioparam;
	FmgrInfo	in;
	FmgrInfo	out;
	FmgrInfo	recv;
	FmgrInfo	send;
	MemoryContext context;
}			fuzz;

static void
must(bool condition, const char *what)
{
	if (!condition)
	{
		fprintf(stderr, "newsext_fuzz: not so: %s\n", what);
		abort();
	}
}

static Datum
receive(const char *bytes, size_t len)
{
	StringInfoData buffer;

	initStringInfo(&buffer);
	appendBinaryStringInfo(&buffer, bytes, (int) len);
	return ReceiveFunctionCall(&fuzz.recv, &buffer, fuzz.ioparam, -1);
}

/* The value comes back the same by both ways out and in. */
static void
check_round_trips(Datum value)
{
	char	   *text = OutputFunctionCall(&fuzz.out, value);
	bytea	   *sent = SendFunctionCall(&fuzz.send, value);
	Datum		again = InputFunctionCall(&fuzz.in, text, fuzz.ioparam, -1);
	bytea	   *sent_again;

	must(strcmp(text, OutputFunctionCall(&fuzz.out, again)) == 0, "text reads back the same");
	again = receive(VARDATA(sent), VARSIZE(sent) - VARHDRSZ);
	sent_again = SendFunctionCall(&fuzz.send, again);
	must(VARSIZE(sent) == VARSIZE(sent_again) &&
		 memcmp(sent, sent_again, VARSIZE(sent)) == 0, "binary reads back the same");
	must(strcmp(text, OutputFunctionCall(&fuzz.out, again)) == 0, "text and binary agree");
}

static void
try_input(const char *bytes, size_t len)
{
	char	   *text = pnstrdup(bytes, len);
	char	   *before = pstrdup(text);
	Datum		value;

	value = InputFunctionCall(&fuzz.in, text, fuzz.ioparam, -1);
	must(strcmp(text, before) == 0, "the input is not written to");
	check_round_trips(value);
}

static int
test_one(const uint8_t *data, size_t size)
{
	MemoryContext old = MemoryContextSwitchTo(fuzz.context);

	/* the server hands no text to a type that is not valid in its encoding */
	if (!fuzz.receive && (memchr(data, 0, size) != NULL ||
						  !pg_verifymbstr((const char *) data, (int) size, true)))
		return -1;

	PG_TRY();
	{
		if (fuzz.receive)
			check_round_trips(receive((const char *) data, size));
		else
			try_input((const char *) data, size);
	}
	PG_CATCH();
	{
		ErrorData  *error;

		/* the server's longjmp() left instrumented frames without their epilogues */
		__asan_handle_no_return();
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
	MemoryContextSwitchTo(old);
	MemoryContextReset(fuzz.context);
	return 0;
}

Datum
newsext_fuzz(PG_FUNCTION_ARGS)
{
	char	   *type_name = text_to_cstring(PG_GETARG_TEXT_PP(0));
	char	   *way = text_to_cstring(PG_GETARG_TEXT_PP(1));
	Oid			type = typenameTypeId(NULL, makeTypeName(type_name));
	Oid			function;
	bool		varlena;
	Datum	   *arguments;
	int			n;
	char	  **argv;

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

	deconstruct_array(PG_GETARG_ARRAYTYPE_P(2), TEXTOID, -1, false, TYPALIGN_INT, &arguments, NULL, &n);
	argv = palloc((n + 2) * sizeof(char *));
	argv[0] = "newsext_fuzz";
	for (int i = 0; i < n; i++)
		argv[i + 1] = TextDatumGetCString(arguments[i]);
	argv[++n] = NULL;
	LLVMFuzzerRunDriver(&n, &argv, test_one);
	PG_RETURN_VOID();
}
