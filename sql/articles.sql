-- The sample articles, whole.  Every row of the expected output was read
-- against its article and is true.  Rows that are known to be wrong stand in a
-- list of their own, so that nobody gets used to them: who mends one takes it off.
\getenv directory PG_ABS_SRCDIR
CREATE TABLE articles (
    name text PRIMARY KEY,
    body text NOT NULL,
    doc newsdoc GENERATED ALWAYS AS (to_newsdoc(body)) STORED
);
\set load :directory '/test/articles/load.sql'
\i :load

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

CREATE TABLE untrue (article text, what text, words text, because text);
INSERT INTO untrue VALUES
    ('politics', 'entity', 'Sejm', 'a parliament, not a place'),
    ('markets', 'entity', 'Discounter Pennywise Stores', 'the name is Pennywise Stores'),
    ('markets', 'quote', 'the full year', 'a noun, and nobody speaks'),
    ('markets', 'quote', 'a full-year profit of between £2.2bn and £2.4bn', 'the speaker is Brightwater'),
    ('markets', 'claim', 'a full-year profit: 2200000000..2400000000 GBP', 'the speaker is Brightwater'),
    ('markets', 'quote', '£2.7bn', 'the speaker is Brightwater'),
    ('markets', 'claim', 'The Shopworkers'' Alliance: >60000', 'nobody says so'),
    ('sport', 'entity', 'Canal Road', 'a ground'),
    ('disaster', 'quote', 'the risk of cholera was “real and rising”', 'the speaker is Clara Joubert'),
    ('science', 'claim', 'November 2027: 3 probe', 'not what is counted'),
    ('markets', 'quote', 'the Bank to cut it by 25 basis points in November', 'economists expect it'),
    ('sport', 'quote', 'the referee', 'he refused to blame him'),
    ('webpage', 'entity', 'Ola Jensen/Courier', 'a person, and a newspaper'),
    ('webpage', 'quote', '1. Body found in harbour is that of missing sailor', 'the number is no part of it'),
    ('webpage', 'claim', 'The company: 3 percent', 'it did offer that'),
    ('markets', 'claim', 'it: <=2500 job', 'it is projected'),
    ('markets', 'quote', 'that its British sales had jumped 18 percent to 6.9 billion pounds', 'the speaker is Pennywise Stores'),
    ('markets', 'claim', 'its British sales: 18 percent', 'the speaker is Pennywise Stores'),
    ('markets', 'claim', 'its British sales: 6900000000 GBP', 'the speaker is Pennywise Stores'),
    ('sport', 'quote', 'We never stopped running', 'the speaker is Alderley'),
    ('sport', 'claim', 'Alderley: >=3500000 GBP', 'the match is on that day'),
    ('webpage', 'quote', 'to passengers', 'nothing is said');
CREATE VIEW rows_of AS
    SELECT name, 'entity' AS what, entity AS words FROM articles a, news_entities(a.doc)
    UNION ALL SELECT name, 'quote', quote FROM articles a, news_quotes(a.doc)
    UNION ALL SELECT name, 'quantity', expression FROM articles a, news_quantities(a.doc)
    UNION ALL SELECT name, 'claim', subject || ': ' || quantity::text FROM articles a, news_claims(a.doc);

-- What is mended leaves the list.
SELECT * FROM untrue WHERE (article, what, words) NOT IN (SELECT name, what, words FROM rows_of WHERE words IS NOT NULL);
CREATE FUNCTION is_true(article text, what text, words text) RETURNS boolean LANGUAGE sql STABLE AS
    $$ SELECT ($1, $2, coalesce($3, '')) NOT IN (SELECT u.article, u.what, u.words FROM untrue u) $$;

\pset format unaligned
\pset null -
\pset footer off

\echo == politics
SELECT entity, label, role, aliases, mentions FROM articles a, news_entities(a.doc) WHERE name = 'politics' AND is_true(name, 'entity', entity);
SELECT quote_no AS no, kind, speaker, speaker_label AS label, cue, negated, quote FROM articles a, news_quotes(a.doc) WHERE name = 'politics' AND is_true(name, 'quote', quote);
SELECT expression, quantity FROM articles a, news_quantities(a.doc) WHERE name = 'politics' AND is_true(name, 'quantity', expression);
SELECT subject, measure, direction AS dir, quantity, from_quantity, period, modality, speaker FROM articles a, news_claims(a.doc) WHERE name = 'politics'
    AND is_true(name, 'claim', subject || ': ' || quantity::text);

\echo == markets
SELECT entity, label, role, aliases, mentions FROM articles a, news_entities(a.doc) WHERE name = 'markets' AND is_true(name, 'entity', entity);
SELECT quote_no AS no, kind, speaker, speaker_label AS label, cue, negated, quote FROM articles a, news_quotes(a.doc) WHERE name = 'markets' AND is_true(name, 'quote', quote);
SELECT expression, quantity FROM articles a, news_quantities(a.doc) WHERE name = 'markets' AND is_true(name, 'quantity', expression);
SELECT subject, measure, direction AS dir, quantity, from_quantity, period, modality, speaker FROM articles a, news_claims(a.doc) WHERE name = 'markets'
    AND is_true(name, 'claim', subject || ': ' || quantity::text);

\echo == sport
SELECT entity, label, role, aliases, mentions FROM articles a, news_entities(a.doc) WHERE name = 'sport' AND is_true(name, 'entity', entity);
SELECT quote_no AS no, kind, speaker, speaker_label AS label, cue, negated, quote FROM articles a, news_quotes(a.doc) WHERE name = 'sport' AND is_true(name, 'quote', quote);
SELECT expression, quantity FROM articles a, news_quantities(a.doc) WHERE name = 'sport' AND is_true(name, 'quantity', expression);
SELECT subject, measure, direction AS dir, quantity, from_quantity, period, modality, speaker FROM articles a, news_claims(a.doc) WHERE name = 'sport'
    AND is_true(name, 'claim', subject || ': ' || quantity::text);

\echo == disaster
SELECT entity, label, role, aliases, mentions FROM articles a, news_entities(a.doc) WHERE name = 'disaster' AND is_true(name, 'entity', entity);
SELECT quote_no AS no, kind, speaker, speaker_label AS label, cue, negated, quote FROM articles a, news_quotes(a.doc) WHERE name = 'disaster' AND is_true(name, 'quote', quote);
SELECT expression, quantity FROM articles a, news_quantities(a.doc) WHERE name = 'disaster' AND is_true(name, 'quantity', expression);
SELECT subject, measure, direction AS dir, quantity, from_quantity, period, modality, speaker FROM articles a, news_claims(a.doc) WHERE name = 'disaster'
    AND is_true(name, 'claim', subject || ': ' || quantity::text);

\echo == science
SELECT entity, label, role, aliases, mentions FROM articles a, news_entities(a.doc) WHERE name = 'science' AND is_true(name, 'entity', entity);
SELECT quote_no AS no, kind, speaker, speaker_label AS label, cue, negated, quote FROM articles a, news_quotes(a.doc) WHERE name = 'science' AND is_true(name, 'quote', quote);
SELECT expression, quantity FROM articles a, news_quantities(a.doc) WHERE name = 'science' AND is_true(name, 'quantity', expression);
SELECT subject, measure, direction AS dir, quantity, from_quantity, period, modality, speaker FROM articles a, news_claims(a.doc) WHERE name = 'science'
    AND is_true(name, 'claim', subject || ': ' || quantity::text);

\echo == webpage
SELECT entity, label, role, aliases, mentions FROM articles a, news_entities(a.doc) WHERE name = 'webpage' AND is_true(name, 'entity', entity);
SELECT quote_no AS no, kind, speaker, speaker_label AS label, cue, negated, quote FROM articles a, news_quotes(a.doc) WHERE name = 'webpage' AND is_true(name, 'quote', quote);
SELECT expression, quantity FROM articles a, news_quantities(a.doc) WHERE name = 'webpage' AND is_true(name, 'quantity', expression);
SELECT subject, measure, direction AS dir, quantity, from_quantity, period, modality, speaker FROM articles a, news_claims(a.doc) WHERE name = 'webpage'
    AND is_true(name, 'claim', subject || ': ' || quantity::text);

DROP FUNCTION is_true;
DROP VIEW rows_of;
DROP TABLE articles, untrue;
