#!/bin/sh
# check_corpora.sh DIR
#	Runs every article of DIR/names, DIR/quotes and DIR/text (JSON lines, also
#	gzipped, with "text") through to_newsdoc in the database that psql connects
#	to, with the extension installed there, and checks what must hold of each:
#	documents come back from text, from jsonb and from the wire byte for byte,
#	functions say the same of a text as of its document, and every span is
#	exactly the words that it stands for.  Prints one line a check; fails if any
#	counts more than 0.  Needs python3 and psql.
set -eu

dir=${1:?usage: check_corpora.sh DIR}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

python3 - "$dir" "$work/articles.tsv" <<'PYTHON'
import glob, gzip, json, sys

def escape(text):
    return (text.replace("\\", "\\\\").replace("\t", "\\t")
                .replace("\n", "\\n").replace("\r", "\\r"))

with open(sys.argv[2], "w", encoding="utf-8") as out:
    for kind in ("names", "quotes", "text", "quantities"):
        for path in sorted(glob.glob(f"{sys.argv[1]}/{kind}/*.jsonl*")):
            opener = gzip.open if path.endswith(".gz") else open
            with opener(path, "rt", encoding="utf-8") as lines:
                for line in lines:
                    article = json.loads(line)
                    name = path.rsplit("/", 1)[-1] + ":" + str(article["id"])
                    out.write(escape(name) + "\t" + escape(article["text"]) + "\n")
PYTHON

psql -X -q -v ON_ERROR_STOP=1 -v work="$work" >"$work/out" <<'SQL'
SET client_min_messages = warning;
CREATE TEMP TABLE article (id int GENERATED ALWAYS AS IDENTITY, name text, body text);
\set command '\\copy article (name, body) FROM \'' :work '/articles.tsv\''
:command
CREATE TEMP TABLE doc AS SELECT id, to_newsdoc(body) AS doc FROM article;
\set command '\\copy doc TO \'' :work '/doc.bin\' WITH (FORMAT binary)'
:command
CREATE TEMP TABLE received (id int, doc newsdoc);
\set command '\\copy received FROM \'' :work '/doc.bin\' WITH (FORMAT binary)'
:command
\pset tuples_only on
\pset format unaligned
\pset fieldsep ' '

SELECT 'articles', count(*) FROM article;
SELECT 'characters', sum(length(body)) FROM article;
SELECT 'mentions', count(*) FROM doc, news_mentions(doc);
SELECT 'entities', count(*) FROM doc, news_entities(doc);
SELECT 'quotes', count(*) FROM doc, news_quotes(doc);
SELECT 'quantities', count(*) FROM doc, news_quantities(doc);
SELECT 'claims', count(*) FROM doc, news_claims(doc);

SELECT 'wrong: text form', count(*) FILTER (WHERE doc::text::newsdoc::text <> doc::text
	OR newsdoc_send(doc::text::newsdoc) <> newsdoc_send(doc)) FROM doc;
SELECT 'wrong: jsonb', count(*) FILTER (WHERE doc::jsonb::newsdoc <> doc
	OR doc::jsonb <> doc::text::jsonb) FROM doc;
SELECT 'wrong: wire', count(*) FILTER (WHERE newsdoc_send(a.doc) IS DISTINCT FROM newsdoc_send(b.doc))
	FROM doc a LEFT JOIN received b USING (id);
SELECT 'wrong: length', count(*) FILTER (WHERE (doc::jsonb ->> 'chars')::int <> length(body))
	FROM doc JOIN article USING (id);
SELECT 'wrong: text and document differ', count(*) FROM doc JOIN article USING (id) WHERE
	(SELECT array_agg(x) FROM news_mentions(doc) x) IS DISTINCT FROM
		(SELECT array_agg(x) FROM news_mentions(body) x)
	OR (SELECT array_agg(x) FROM news_entities(doc) x) IS DISTINCT FROM
		(SELECT array_agg(x) FROM news_entities(body) x)
	OR (SELECT array_agg(x) FROM news_quotes(doc) x) IS DISTINCT FROM
		(SELECT array_agg(x) FROM news_quotes(body) x)
	OR (SELECT array_agg(x) FROM news_quantities(doc) x) IS DISTINCT FROM
		(SELECT array_agg(x) FROM news_quantities(body) x)
	OR (SELECT array_agg(x) FROM news_claims(doc) x) IS DISTINCT FROM
		(SELECT array_agg(x) FROM news_claims(body) x);

CREATE FUNCTION pg_temp.at(body text, span int4range) RETURNS text LANGUAGE sql IMMUTABLE
	RETURN substring(body, lower(span), upper(span) - lower(span));
SELECT 'wrong: mentions', count(*) FROM doc JOIN article USING (id), news_mentions(doc) m
	WHERE pg_temp.at(body, m.span) IS DISTINCT FROM m.mention OR m.kind IS NULL;
SELECT 'wrong: entities', count(*) FROM doc JOIN article USING (id), news_entities(doc) e
	WHERE e.first_span IS NULL OR isempty(e.first_span) OR e.mentions < 1 OR e.entity = ''
		OR e.label IS NULL OR NOT e.salience BETWEEN 0 AND 1;
SELECT 'wrong: quotes', count(*) FROM doc JOIN article USING (id), news_quotes(doc) q
	WHERE pg_temp.at(body, q.span) IS DISTINCT FROM q.quote
		OR pg_temp.at(body, q.cue_span) IS DISTINCT FROM q.cue
		OR upper(q.speaker_span) > length(body) + 1 OR lower(q.speaker) = 'unknown' OR q.kind IS NULL;
SELECT 'wrong: quantities', count(*) FROM doc JOIN article USING (id), news_quantities(doc) q
	WHERE pg_temp.at(body, q.span) IS DISTINCT FROM q.expression
		OR q.quantity::text::newsquantity <> q.quantity OR q.quantity::text::newsquantity::text <> q.quantity::text;
SELECT 'wrong: claims', count(*) FROM doc JOIN article USING (id), news_claims(doc) c
	WHERE pg_temp.at(body, c.span) IS DISTINCT FROM c.claim
		OR NOT EXISTS (SELECT FROM news_quantities(doc) q
			WHERE q.span = c.quantity_span AND q.quantity = c.quantity)
		OR position(c.subject IN body) = 0 OR position(c.period IN body) = 0;
SQL

cat "$work/out"
! grep '^wrong: .* [1-9][0-9]*$' "$work/out" >/dev/null
