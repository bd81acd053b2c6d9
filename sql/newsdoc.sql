-- The type newsdoc: text form, casts, comparison, what its functions read.
SET client_min_messages = warning;
CREATE SCHEMA test_newsdoc;
SET search_path = test_newsdoc, public;
\getenv directory PG_ABS_SRCDIR
\set file :directory '/test/documents/plain.json'
\set plain `cat :'file'`
\set file :directory '/test/documents/odd.json'
\set odd `cat :'file'`
CREATE TABLE docs (id int, doc newsdoc);
CREATE TABLE given AS SELECT :'plain' AS doc;
INSERT INTO docs SELECT 1, doc::newsdoc FROM given;
-- Speakers that are no entities, words that stand nowhere, numbers of every kind.
INSERT INTO given VALUES (:'odd');
INSERT INTO docs SELECT 4, doc::newsdoc FROM given WHERE doc LIKE '%Officials%';
INSERT INTO docs VALUES (2, '{"version": 1, "chars": 0}'),
    (3, '{"version": 1, "chars": 134217728, "truncated": true, "entities": [], "claims": []}');

-- What goes in comes out, and again.
SELECT id, doc FROM docs WHERE id IN (2, 3);
SELECT docs.doc::text::jsonb = given.doc::jsonb AS as_given FROM docs, given WHERE id = 1 AND given.doc LIKE '%Ruiz%' OR id = 4 AND given.doc LIKE '%Officials%';
SELECT id, doc::text::newsdoc::text = doc::text AS text, doc::jsonb::newsdoc = doc AS jsonb,
    doc::jsonb = doc::text::jsonb AS same FROM docs;

-- Names, order of fields and repetitions are no matter; order of items is.
SELECT (doc::jsonb #- '{claims,0,quantity}' #- '{mentions,0,entity}' #- '{entities,0,first_span}'
    #- '{quotes,0,speaker}' #- '{entities,0,mentions}')::newsdoc = doc AS same FROM docs WHERE id = 1;

\pset null -
SELECT m.* FROM docs, news_mentions(doc) m WHERE id = 1;
SELECT e.* FROM docs, news_entities(doc) e WHERE id = 1;
SELECT q.* FROM docs, news_quotes(doc) q WHERE id = 1;
SELECT q.* FROM docs, news_quantities(doc) q WHERE id = 1;
\x on
SELECT c.* FROM docs, news_claims(doc) c WHERE id = 1;
\x off
SELECT e.* FROM docs, news_entities(doc) e WHERE id = 4;
SELECT q.* FROM docs, news_quotes(doc) q WHERE id = 4;
SELECT c.quantity, c.from_quantity, c.speaker FROM docs, news_claims(doc) c WHERE id = 4;
SELECT count(*) FROM docs, news_mentions(doc) WHERE id IN (2, 3);

-- Joins of spans are plain SQL.
SELECT m.mention, q.speaker FROM docs, news_quotes(doc) q, news_mentions(doc) m
    WHERE id = 1 AND NOT q.span @> m.span ORDER BY m.span;
SELECT c.subject, c.quantity, q.quote_no FROM docs, news_quotes(doc) q, news_claims(doc) c
    WHERE id = 1 AND q.span @> c.span ORDER BY c.quantity;

-- Rows of a function in the select list, and of no document.
SELECT news_quantities(doc) FROM docs ORDER BY id;
SELECT * FROM news_mentions(NULL::newsdoc);

-- A document is small, and all of it comes back from storage.
CREATE TABLE stored (doc newsdoc);
ALTER TABLE stored ALTER doc SET STORAGE EXTERNAL;
INSERT INTO stored SELECT ('{"version": 1, "chars": 900000, "mentions": [' ||
    string_agg(format('{"mention": "Name %s", "kind": "name", "label": "PERSON", "span": [%s, %s]}',
        i, i * 20, i * 20 + length('Name ' || i)), ',' ORDER BY i) || ']}')::newsdoc
    FROM generate_series(1, 20000) i;
SELECT count(*), max(mention), max(upper(span)) FROM stored, news_mentions(doc);
SELECT doc::text::newsdoc = doc AS same FROM stored;

-- Order and equality.
SELECT count(DISTINCT doc) FROM (TABLE docs UNION ALL TABLE docs) d;
SELECT count(*) FROM (SELECT doc FROM docs UNION SELECT doc FROM docs) d;
SELECT a.id, b.id, a.doc < b.doc AS lt, a.doc <= b.doc AS le, a.doc = b.doc AS eq,
    a.doc <> b.doc AS ne, a.doc >= b.doc AS ge, a.doc > b.doc AS gt
    FROM docs a, docs b WHERE a.id < 3 AND b.id < 3 ORDER BY 1, 2;
SET enable_hashjoin = off;
SET enable_nestloop = off;
SELECT count(*) FROM docs a JOIN docs b USING (doc);
RESET enable_hashjoin;
SET enable_mergejoin = off;
SELECT count(*) FROM docs a JOIN docs b USING (doc);
RESET enable_mergejoin;
RESET enable_nestloop;
CREATE TABLE parts (doc newsdoc) PARTITION BY HASH (doc);
CREATE TABLE part0 PARTITION OF parts FOR VALUES WITH (MODULUS 2, REMAINDER 0);
CREATE TABLE part1 PARTITION OF parts FOR VALUES WITH (MODULUS 2, REMAINDER 1);
INSERT INTO parts SELECT doc FROM docs;
SELECT count(*) FROM parts JOIN docs USING (doc);
CREATE MATERIALIZED VIEW view AS SELECT id, doc FROM docs;
CREATE UNIQUE INDEX ON view (id);
UPDATE docs SET doc = jsonb_set(doc::jsonb, '{chars}', '7')::newsdoc WHERE id = 2;
REFRESH MATERIALIZED VIEW CONCURRENTLY view;
SELECT doc FROM view WHERE id = 2;

-- Texts: nothing, little, much; never an error.
SELECT to_newsdoc('');
SELECT to_newsdoc(NULL) IS NULL AS null;
SELECT doc::jsonb -> 'chars' AS chars, doc::text::newsdoc = doc AS same
    FROM (SELECT to_newsdoc(repeat('“So,” said Ana Ruiz of São Paulo, “30% of £5m.” ', 5000))) d (doc);

-- A stored generated column, as people will use it.
CREATE TABLE articles (body text, doc newsdoc GENERATED ALWAYS AS (to_newsdoc(body)) STORED);
INSERT INTO articles VALUES ('“No,” said Ana Ruiz.');
SELECT doc = to_newsdoc(body) AS same FROM articles;
