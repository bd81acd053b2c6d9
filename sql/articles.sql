-- The sample articles, whole.  Every row of the expected output was read
-- against the article and is true.
\getenv directory PG_ABS_SRCDIR
CREATE TABLE articles (
    name text PRIMARY KEY,
    body text NOT NULL,
    doc newsdoc GENERATED ALWAYS AS (to_newsdoc(body)) STORED
);
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

-- Spans are exact, in characters.
SELECT count(*) AS wrong_spans FROM (
    SELECT a.name FROM articles a, news_mentions(a.doc) m
    WHERE substring(a.body, lower(m.span), upper(m.span) - lower(m.span)) <> m.mention
    UNION ALL
    SELECT a.name FROM articles a, news_quotes(a.doc) q
    WHERE substring(a.body, lower(q.span), upper(q.span) - lower(q.span)) <> q.quote
    UNION ALL
    SELECT a.name FROM articles a, news_quantities(a.doc) q
    WHERE substring(a.body, lower(q.span), upper(q.span) - lower(q.span)) <> q.expression
    UNION ALL
    SELECT a.name FROM articles a, news_claims(a.doc) c
    WHERE substring(a.body, lower(c.span), upper(c.span) - lower(c.span)) <> c.claim
        OR NOT c.span @> c.quantity_span
    UNION ALL
    SELECT a.name FROM articles a, news_entities(a.doc) e
    WHERE isempty(e.first_span) OR e.salience NOT BETWEEN 0 AND 1
) AS t;

-- A stored document and the text say the same.
SELECT count(*) AS differences FROM articles a WHERE
    (SELECT array_agg(x) FROM news_mentions(a.doc) x) IS DISTINCT FROM (SELECT array_agg(x) FROM news_mentions(a.body) x)
    OR (SELECT array_agg(x) FROM news_entities(a.doc) x) IS DISTINCT FROM (SELECT array_agg(x) FROM news_entities(a.body) x)
    OR (SELECT array_agg(x) FROM news_quotes(a.doc) x) IS DISTINCT FROM (SELECT array_agg(x) FROM news_quotes(a.body) x)
    OR (SELECT array_agg(x) FROM news_quantities(a.doc) x) IS DISTINCT FROM (SELECT array_agg(x) FROM news_quantities(a.body) x)
    OR (SELECT array_agg(x) FROM news_claims(a.doc) x) IS DISTINCT FROM (SELECT array_agg(x) FROM news_claims(a.body) x);

\pset format unaligned
\pset null -
\pset footer off

\echo == politics
SELECT entity, label, role, aliases, mentions FROM articles a, news_entities(a.doc) WHERE name = 'politics';
SELECT quote_no AS no, kind, speaker, speaker_label AS label, cue, negated, quote FROM articles a, news_quotes(a.doc) WHERE name = 'politics';
SELECT expression, quantity FROM articles a, news_quantities(a.doc) WHERE name = 'politics';
SELECT subject, measure, direction AS dir, quantity, from_quantity, period, modality, speaker FROM articles a, news_claims(a.doc) WHERE name = 'politics';

\echo == markets
SELECT entity, label, role, aliases, mentions FROM articles a, news_entities(a.doc) WHERE name = 'markets';
SELECT quote_no AS no, kind, speaker, speaker_label AS label, cue, negated, quote FROM articles a, news_quotes(a.doc) WHERE name = 'markets';
SELECT expression, quantity FROM articles a, news_quantities(a.doc) WHERE name = 'markets';
SELECT subject, measure, direction AS dir, quantity, from_quantity, period, modality, speaker FROM articles a, news_claims(a.doc) WHERE name = 'markets';

\echo == sport
SELECT entity, label, role, aliases, mentions FROM articles a, news_entities(a.doc) WHERE name = 'sport';
SELECT quote_no AS no, kind, speaker, speaker_label AS label, cue, negated, quote FROM articles a, news_quotes(a.doc) WHERE name = 'sport';
SELECT expression, quantity FROM articles a, news_quantities(a.doc) WHERE name = 'sport';
SELECT subject, measure, direction AS dir, quantity, from_quantity, period, modality, speaker FROM articles a, news_claims(a.doc) WHERE name = 'sport';

\echo == disaster
SELECT entity, label, role, aliases, mentions FROM articles a, news_entities(a.doc) WHERE name = 'disaster';
SELECT quote_no AS no, kind, speaker, speaker_label AS label, cue, negated, quote FROM articles a, news_quotes(a.doc) WHERE name = 'disaster';
SELECT expression, quantity FROM articles a, news_quantities(a.doc) WHERE name = 'disaster';
SELECT subject, measure, direction AS dir, quantity, from_quantity, period, modality, speaker FROM articles a, news_claims(a.doc) WHERE name = 'disaster';

\echo == science
SELECT entity, label, role, aliases, mentions FROM articles a, news_entities(a.doc) WHERE name = 'science';
SELECT quote_no AS no, kind, speaker, speaker_label AS label, cue, negated, quote FROM articles a, news_quotes(a.doc) WHERE name = 'science';
SELECT expression, quantity FROM articles a, news_quantities(a.doc) WHERE name = 'science';
SELECT subject, measure, direction AS dir, quantity, from_quantity, period, modality, speaker FROM articles a, news_claims(a.doc) WHERE name = 'science';

\echo == webpage
SELECT entity, label, role, aliases, mentions FROM articles a, news_entities(a.doc) WHERE name = 'webpage';
SELECT quote_no AS no, kind, speaker, speaker_label AS label, cue, negated, quote FROM articles a, news_quotes(a.doc) WHERE name = 'webpage';
SELECT expression, quantity FROM articles a, news_quantities(a.doc) WHERE name = 'webpage';
SELECT subject, measure, direction AS dir, quantity, from_quantity, period, modality, speaker FROM articles a, news_claims(a.doc) WHERE name = 'webpage';

DROP TABLE articles;
