-- The three questions with which the README begins.
\getenv directory PG_ABS_SRCDIR
CREATE TABLE articles (name text, body text, doc newsdoc GENERATED ALWAYS AS (to_newsdoc(body)) STORED);
\set file :directory '/test/articles/politics.txt'
\set body `cat :'file'`
INSERT INTO articles (name, body) VALUES ('politics', :'body');
\set file :directory '/test/articles/markets.txt'
\set body `cat :'file'`
INSERT INTO articles (name, body) VALUES ('markets', :'body');
\set file :directory '/test/articles/sport.txt'
\set body `cat :'file'`
INSERT INTO articles (name, body) VALUES ('sport', :'body');
\set file :directory '/test/articles/disaster.txt'
\set body `cat :'file'`
INSERT INTO articles (name, body) VALUES ('disaster', :'body');
\set file :directory '/test/articles/science.txt'
\set body `cat :'file'`
INSERT INTO articles (name, body) VALUES ('science', :'body');
\set file :directory '/test/articles/webpage.txt'
\set body `cat :'file'`
INSERT INTO articles (name, body) VALUES ('webpage', :'body');
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
