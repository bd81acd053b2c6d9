/*
 * libpq.c
 *		newsext through libpq, in binary both ways.  See run.sh.
 */
#include <libpq-fe.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char paris[] =
	"PARIS - “Energy prices have reached an unprecedented high,” Maria García told reporters in Paris "
	"on Tuesday.\n\nEnergy exports rose 40% this year, the ministry said.\n";
static const char tokyo[] = "TOKYO - John Smith of Toyota said sales fell to $1.2bn.\n";

static PGconn *db;
static int failures;

static void
ok(bool condition, const char *what)
{
	printf("%s %s\n", condition ? "ok" : "not ok", what);
	failures += !condition;
}

static PGresult *
checked(PGresult *result)
{
	ExecStatusType status = PQresultStatus(result);

	if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK)
	{
		fprintf(stderr, "%s", PQresultErrorMessage(result));
		exit(1);
	}
	return result;
}

static void
run(const char *sql)
{
	PQclear(checked(PQexec(db, sql)));
}

static Oid
type_oid(const char *name)
{
	PGresult *r = checked(PQexecParams(db, "SELECT $1::regtype::oid", 1, NULL, &name, NULL, NULL, 0));
	Oid oid = (Oid) strtoul(PQgetvalue(r, 0, 0), NULL, 10);

	PQclear(r);
	return oid;
}

/* The articles that a query finds, as "1 2 ". */
static const char *
find(Oid type, const char *query, int len, int format)
{
	static char ids[64];
	PGresult *r = checked(PQexecParams(db, "SELECT id::text FROM articles WHERE doc @@ $1 ORDER BY id", 1,
									   &type, &query, &len, &format, 0));

	ids[0] = '\0';
	for (int i = 0; i < PQntuples(r); i++)
	{
		strcat(ids, PQgetvalue(r, i, 0));
		strcat(ids, " ");
	}
	PQclear(r);
	return ids;
}

static int32_t
big_endian(const char *p)
{
	const unsigned char *b = (const unsigned char *) p;

	return (int32_t) ((uint32_t) b[0] << 24 | (uint32_t) b[1] << 16 | (uint32_t) b[2] << 8 | b[3]);
}

/* Where character n (from 1) of UTF-8 text begins. */
static const char *
character(const char *text, int32_t n)
{
	for (; n > 1; n--)
		do
			text++;
		while (((unsigned char) *text & 0xC0) == 0x80);
	return text;
}

/* In binary a range is a byte of flags, then each bound with its length before it. */
static bool
spans_are_exact(const char *sql)
{
	PGresult *r = checked(PQexecParams(db, sql, 0, NULL, NULL, NULL, NULL, 1));
	bool exact = true;

	for (int i = 0; i < PQntuples(r); i++)
	{
		const char *body = PQgetvalue(r, i, 0);
		const char *words = PQgetvalue(r, i, 1);
		const char *range = PQgetvalue(r, i, 2);
		const char *from;
		const char *to;

		if (PQgetlength(r, i, 2) != 17 || range[0] != 0x02)
		{
			exact = false;
			break;
		}
		from = character(body, big_endian(range + 5));
		to = character(body, big_endian(range + 13));
		exact = exact && to - from == PQgetlength(r, i, 1) && memcmp(from, words, to - from) == 0;
	}
	PQclear(r);
	return exact;
}

int
main(void)
{
	static const char in_binary[] =
		"\001quote(speaker:garcia & \"unprecedented high\") & claim(amount >= 30%)";
	const char *bodies[2] = {paris, tokyo};
	Oid query_type;
	PGresult *r;

	db = PQconnectdb("");
	if (PQstatus(db) != CONNECTION_OK)
	{
		fprintf(stderr, "%s", PQerrorMessage(db));
		return 1;
	}
	run("CREATE SCHEMA libpq");
	run("SET search_path = libpq, public");
	run("CREATE TABLE articles (id int GENERATED ALWAYS AS IDENTITY, body text, "
		"doc newsdoc GENERATED ALWAYS AS (to_newsdoc(body)) STORED)");
	run("CREATE INDEX ON articles USING gin (doc)");
	for (int i = 0; i < 2; i++)
	{
		int len = (int) strlen(bodies[i]);
		int binary = 1;

		PQclear(checked(PQexecParams(db, "INSERT INTO articles (body) VALUES ($1)", 1, NULL, &bodies[i], &len,
									 &binary, 0)));
	}

	/* queries as text, and in binary: a version byte, then the text */
	query_type = type_oid("newsquery");
	ok(strcmp(find(query_type, "person:garcia", 0, 0), "1 ") == 0, "finds a person");
	ok(strcmp(find(query_type, "amount > $1bn", 0, 0), "2 ") == 0, "finds an amount");
	ok(strcmp(find(query_type, in_binary, sizeof(in_binary) - 1, 1), "1 ") == 0,
	   "finds what was said and claimed, asked in binary");
	ok(strcmp(find(0, "gpe:paris", 0, 0), "1 ") == 0, "a parameter of no type");

	ok(spans_are_exact("SELECT body, mention, span FROM articles, news_mentions(doc)"), "spans");
	ok(spans_are_exact("SELECT body, quote, span FROM articles, news_quotes(doc)"), "spans of quotations");

	/* a document out in binary and in again */
	r = checked(PQexecParams(db, "SELECT doc FROM articles ORDER BY id", 0, NULL, NULL, NULL, NULL, 1));
	for (int i = 0; i < 2; i++)
	{
		const char *doc = PQgetvalue(r, i, 0);
		int len = PQgetlength(r, i, 0);
		int binary = 1;
		Oid type = type_oid("newsdoc");
		PGresult *same = checked(PQexecParams(db, "SELECT count(*) FROM articles WHERE doc = $1", 1, &type, &doc,
											  &len, &binary, 0));

		ok(strcmp(PQgetvalue(same, 0, 0), "1") == 0, "a document in binary and back");
		PQclear(same);
	}
	PQclear(r);

	/* JSON */
	r = checked(PQexec(db, "SELECT doc::jsonb -> 'entities' @> '[{\"entity\": \"Maria García\", \"label\": \"PERSON\"}]' "
						   "FROM articles WHERE id = 1"));
	ok(strcmp(PQgetvalue(r, 0, 0), "t") == 0, "a document as JSON");
	PQclear(r);

	/* what is wrong, for the person who typed it; and what is wrong on the wire */
	r = PQexecParams(db, "SELECT $1::newsquery", 1, NULL, (const char *[]) {"person:"}, NULL, NULL, 0);
	ok(strcmp(PQresultErrorField(r, PG_DIAG_SQLSTATE), "42601") == 0 &&
		   strstr(PQresultErrorField(r, PG_DIAG_MESSAGE_DETAIL), "character 8") != NULL &&
		   PQresultErrorField(r, PG_DIAG_MESSAGE_HINT) != NULL, "an error with detail and hint");
	PQclear(r);
	r = PQexecParams(db, "SELECT $1", 1, &query_type, (const char *[]) {"\002person:x"}, (int[]) {9}, (int[]) {1}, 0);
	ok(PQresultStatus(r) == PGRES_FATAL_ERROR && strcmp(PQresultErrorField(r, PG_DIAG_SQLSTATE), "22P03") == 0,
	   "a wire form of another version");
	PQclear(r);

	run("DROP SCHEMA libpq CASCADE");
	PQfinish(db);
	return failures > 0;
}
