-- The three questions with which the README begins.
\getenv directory PG_ABS_SRCDIR
CREATE TABLE articles (name text, body text, doc newsdoc GENERATED ALWAYS AS (to_newsdoc(body)) STORED);
\set load :directory '/test/articles/load.sql'
\i :load
CREATE INDEX ON articles USING gin (doc);

SELECT q.speaker, q.kind, q.quote
FROM articles a, news_quotes(a.doc) q
WHERE a.name = 'sport' AND q.speaker IN ('Lewis Harkness', 'Bernadette Foy')
ORDER BY q.span;

SELECT c.subject, c.direction, c.quantity, c.from_quantity, c.period
FROM articles a, news_claims(a.doc) c
WHERE c.from_quantity IS NOT NULL
ORDER BY a.name, c.span, c.quantity_span;

SELECT name FROM articles
WHERE doc @@ 'quote(speaker:Halvorsen & "unprecedented demand") & claim(subject:exports & amount >= 30%)';

DROP TABLE articles;
