"""psycopg_.py: newsext through psycopg 3.  See run.sh."""

import os
import sys

import psycopg
from psycopg import errors
from psycopg.types.range import Range

PARIS = (
    "PARIS - “Energy prices have reached an unprecedented high,” Maria García told reporters in Paris on Tuesday.\n\n"
    "Energy exports rose 40% this year, the ministry said.\n"
)
TOKYO = "TOKYO - John Smith of Toyota said sales fell to $1.2bn.\n"

failures = 0


def ok(condition, what):
    global failures
    print("ok" if condition else "not ok", what)
    failures += not condition


def main():
    with psycopg.connect(host=os.environ["PGHOST"], dbname=os.environ["PGDATABASE"]) as db:
        db.execute("CREATE SCHEMA psycopg")
        db.execute("SET search_path = psycopg, public")
        db.execute(
            "CREATE TABLE articles (id int PRIMARY KEY, body text,"
            " doc newsdoc GENERATED ALWAYS AS (to_newsdoc(body)) STORED)"
        )
        db.execute("CREATE INDEX ON articles USING gin (doc)")
        with db.cursor() as cur:
            cur.executemany("INSERT INTO articles (id, body) VALUES (%s, %s)", [(1, PARIS), (2, TOKYO)])

        # a query typed by somebody, bound as text
        find = "SELECT id FROM articles WHERE doc @@ %s::newsquery ORDER BY id"
        ok(db.execute(find, ["person:garcia"]).fetchall() == [(1,)], "finds a person")
        ok(db.execute(find, ["amount > $1bn"]).fetchall() == [(2,)], "finds an amount")
        ok(
            db.execute(find, ['quote(speaker:garcia & "unprecedented high") & claim(amount >= 30%)']).fetchall()
            == [(1,)],
            "finds what was said and claimed",
        )

        # a query built from parameters: no string is pasted, none is read as syntax
        built = "SELECT id FROM articles WHERE doc @@ (news_query_person(%s) | news_query_phrase(%s)) ORDER BY id"
        ok(db.execute(built, ['x") | !("', "unprecedented high"]).fetchall() == [(1,)], "builds a query")

        # spans are ranges, in characters
        for binary in (False, True):
            rows = db.execute(
                "SELECT body, mention, span FROM articles, news_mentions(doc) ORDER BY id, span", binary=binary
            ).fetchall()
            ok(
                len(rows) > 0
                and all(isinstance(s, Range) and body[s.lower - 1 : s.upper - 1] == m for body, m, s in rows),
                "spans, binary" if binary else "spans, text",
            )
        rows = db.execute("SELECT body, quote, span FROM articles, news_quotes(doc)", binary=True).fetchall()
        ok(all(body[s.lower - 1 : s.upper - 1] == q for body, q, s in rows), "spans of quotations")

        # aliases are arrays, documents JSON
        rows = db.execute("SELECT entity, aliases FROM articles, news_entities(doc)").fetchall()
        ok(len(rows) > 0 and all(isinstance(aliases, list) for _, aliases in rows), "arrays")
        json = db.execute("SELECT doc::jsonb FROM articles WHERE id = 1").fetchone()[0]
        ok(
            any(e["entity"] == "Maria García" and e["label"] == "PERSON" for e in json["entities"]),
            "a document as JSON",
        )

        # COPY, text and binary
        for form in ("text", "binary"):
            with db.cursor() as cur:
                with cur.copy(f"COPY (SELECT doc, 'person:x'::newsquery FROM articles) TO STDOUT (FORMAT {form})") as out:
                    data = b"".join(out)
                db.execute("CREATE TEMP TABLE copied (doc newsdoc, query newsquery)")
                with cur.copy(f"COPY copied FROM STDIN (FORMAT {form})") as into:
                    into.write(data)
            same = db.execute("SELECT count(*) FROM copied c JOIN articles a ON a.doc = c.doc").fetchone()[0]
            ok(same == 2, f"COPY {form}")
            db.execute("DROP TABLE copied")

        # what is wrong with a query, for the person who typed it
        try:
            with db.transaction():
                db.execute(find, ["person:"])
            ok(False, "an error")
        except errors.SyntaxError as error:
            ok(
                error.diag.message_detail is not None
                and "character 8" in error.diag.message_detail
                and error.diag.message_hint is not None,
                "an error with detail and hint",
            )
        db.execute("DROP SCHEMA psycopg CASCADE")


main()
sys.exit(1 if failures else 0)
