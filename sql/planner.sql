-- What the planner is told: statistics, selectivity, rows.
CREATE FUNCTION doc_of(n int) RETURNS newsdoc IMMUTABLE LANGUAGE sql AS $$
    -- everybody names Alpha, a tenth Beta, one in a hundred Gamma; amounts rise with n, to 2000 dollars
    WITH body AS (SELECT 'Alpha ' || CASE WHEN n % 10 = 0 THEN 'Beta ' ELSE 'Delta ' END || CASE WHEN n % 100 = 0 THEN 'Gamma ' ELSE 'Omega ' END || n || ' USD' AS b)
    SELECT jsonb_build_object('version', 1, 'chars', length(b), 'quotes', jsonb_build_array(), 'claims', jsonb_build_array(),
        'mentions', (SELECT jsonb_agg(jsonb_build_object('mention', w, 'label', 'PERSON', 'entity', w, 'entity_no', o, 'kind', 'name',
                'span', jsonb_build_array(strpos(b, w), strpos(b, w) + length(w))) ORDER BY o)
            FROM string_to_table(b, ' ') WITH ORDINALITY u (w, o) WHERE o <= 3),
        'entities', (SELECT jsonb_agg(jsonb_build_object('entity', w, 'label', 'PERSON', 'mentions', 1, 'salience', 0.5,
                'first_span', jsonb_build_array(strpos(b, w), strpos(b, w) + length(w))) ORDER BY o)
            FROM string_to_table(b, ' ') WITH ORDINALITY u (w, o) WHERE o <= 3),
        'quantities', jsonb_build_array(jsonb_build_object('expression', n || ' USD', 'quantity', n || ' USD',
            'span', jsonb_build_array(strpos(b, n || ' USD'), length(b) + 1))))::newsdoc FROM body $$;
CREATE TABLE docs (id int, doc newsdoc);
INSERT INTO docs SELECT n, doc_of(n) FROM generate_series(1, 2000) n;
INSERT INTO docs SELECT NULL, NULL FROM generate_series(1, 2000) n;

CREATE FUNCTION estimate(query text) RETURNS int LANGUAGE plpgsql AS $$
DECLARE plan json;
BEGIN
    EXECUTE 'EXPLAIN (FORMAT json) ' || query INTO plan;
    RETURN plan -> 0 -> 'Plan' -> 'Plan Rows';
END $$;

-- Without statistics: few.
SELECT estimate($$SELECT * FROM docs WHERE doc @@ 'person:alpha'$$) < 100 AS few;
ANALYZE docs;
SELECT null_frac, n_distinct, most_common_elems IS NOT NULL AS has_common, cardinality(most_common_elem_freqs) > 10 AS has_shares
FROM pg_stats WHERE tablename = 'docs' AND attname = 'doc';
-- With statistics: within a fifth of the truth where a key is common.
CREATE TABLE conditions (n int GENERATED ALWAYS AS IDENTITY, query newsquery);
INSERT INTO conditions (query) VALUES ('person:alpha'), ('person:beta'), ('person:delta'), ('person:gamma'), ('entity:beta'), ('person:a*'), ('person:b*'), ('person:nobody'),
    ('!person:beta'), ('person:alpha & person:beta'), ('person:beta | person:delta'), ('person:beta & !person:alpha'), ('speaker:alpha'), (''),
    ('amount > 1000 USD'), ('amount > 1500 USD'), ('amount < 500 USD'), ('amount = 500..1500 USD'), ('amount > 3000 USD'), ('amount > 1 EUR'), ('person:beta & amount > 1000 USD');
SELECT query, CASE WHEN actual < 20 THEN estimated BETWEEN 0 AND 25 ELSE estimated BETWEEN actual * 0.8 AND actual * 1.2 END AS near
FROM (SELECT n, query, (SELECT count(*) FROM docs WHERE doc @@ query) AS actual,
        estimate(format('SELECT * FROM docs WHERE doc @@ %L', query)) AS estimated FROM conditions) s ORDER BY n;
SELECT estimate($$SELECT * FROM docs WHERE 'person:beta'::newsquery @@ doc$$) BETWEEN 160 AND 240 AS commuted,
    estimate($$SELECT * FROM docs WHERE doc @@ NULL$$) AS nothing;

-- The index is taken for few rows, and not for most.
DELETE FROM docs WHERE doc IS NULL;
VACUUM ANALYZE docs;
CREATE INDEX docs_doc ON docs USING gin (doc);
CREATE FUNCTION plan(query text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE plan json;
BEGIN
    EXECUTE 'EXPLAIN (FORMAT json) ' || query INTO plan;
    RETURN plan -> 0 -> 'Plan' ->> 'Node Type';
END $$;
SELECT plan($$SELECT * FROM docs WHERE doc @@ 'person:gamma'$$) AS rare, plan($$SELECT id FROM docs WHERE doc @@ '!person:nobody'$$) AS nearly_all;

-- Rows of the extracting functions: from a constant document, from statistics, from the length of a constant text.
SELECT estimate($$SELECT * FROM news_mentions((SELECT doc_of(1)))$$) > 1 AS unknown;
SELECT estimate(format('SELECT * FROM news_mentions(%L::newsdoc)', doc_of(1))) AS mentions, estimate(format('SELECT * FROM news_entities(%L::newsdoc)', doc_of(1))) AS entities,
    estimate(format('SELECT * FROM news_quotes(%L::newsdoc)', doc_of(1))) AS quotes, estimate(format('SELECT * FROM news_quantities(%L::newsdoc)', doc_of(1))) AS quantities,
    estimate(format('SELECT * FROM news_claims(%L::newsdoc)', doc_of(1))) AS claims;
SELECT estimate($$SELECT m.* FROM docs, news_mentions(doc) m$$) AS mentions, estimate($$SELECT m.* FROM docs, news_quantities(doc) m$$) AS quantities;
SELECT estimate($$SELECT * FROM news_mentions('short'::text)$$) < estimate(format('SELECT * FROM news_mentions(%L::text)', repeat('long ', 10000))) AS by_length;
SELECT estimate($$SELECT * FROM news_mentions(NULL::text)$$) AS of_null;

DROP TABLE docs, conditions;
DROP FUNCTION doc_of, estimate, plan;
