-- search.sql: what search.sh measures.

CREATE TABLE articles (id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, body text NOT NULL);

-- Copy k of an article has its paragraphs in an order of its own, and digits moved by k.
INSERT INTO articles (body)
SELECT CASE WHEN k = 0 THEN body ELSE translate(
    (SELECT string_agg(p, E'\n\n' ORDER BY o = 1 DESC, md5(p || k)) FROM regexp_split_to_table(body, E'\n\n+') WITH ORDINALITY t (p, o)),
    '123456789', substr('123456789123456789', 1 + (k % 9)::int, 9)) END
FROM (SELECT line::jsonb ->> 'text' AS body FROM raw) s, generate_series(0, :n / (SELECT count(*) FROM raw)) k
WHERE length(body) > 0
ORDER BY k, md5(body)
LIMIT :n;
DROP TABLE raw;
VACUUM ANALYZE articles;

CREATE FUNCTION timed(statement text, OUT ms float8) LANGUAGE plpgsql AS $$
DECLARE began timestamptz := clock_timestamp();
BEGIN
    EXECUTE statement;
    ms := 1000 * extract(epoch FROM clock_timestamp() - began);
END $$;
-- median of several runs
CREATE FUNCTION median_of(statement text, runs int) RETURNS float8 LANGUAGE sql AS $$
    SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY timed(statement)) FROM generate_series(1, runs)
$$;
CREATE FUNCTION figure(ms float8) RETURNS text LANGUAGE sql AS $$
    SELECT CASE WHEN ms >= 10000 THEN round(ms / 1000)::text || ' s' WHEN ms >= 1000 THEN round((ms / 1000)::numeric, 1)::text || ' s'
        WHEN ms >= 100 THEN round(ms::numeric)::text || ' ms' ELSE round(ms::numeric, 2)::text || ' ms' END
$$;

CREATE TABLE measured (what text, newsext float8, tsvector float8);
CREATE TABLE docs (id int PRIMARY KEY, doc newsdoc);
CREATE TABLE vectors (id int PRIMARY KEY, vector tsvector);
INSERT INTO measured SELECT 'analyse and store',
    timed('INSERT INTO docs SELECT id, to_newsdoc(body) FROM articles'), timed($$INSERT INTO vectors SELECT id, to_tsvector('english', body) FROM articles$$);
VACUUM ANALYZE docs;
VACUUM ANALYZE vectors;
SET maintenance_work_mem = '256MB';
CREATE TABLE builds (newsext float8, tsvector float8);
-- in turns, since whoever comes first finds the caches cold
INSERT INTO builds SELECT timed('CREATE INDEX docs_doc ON docs USING gin (doc)'), timed('CREATE INDEX vectors_vector ON vectors USING gin (vector)');
DROP INDEX docs_doc, vectors_vector;
INSERT INTO builds SELECT timed('CREATE INDEX docs_doc ON docs USING gin (doc)'), timed('CREATE INDEX vectors_vector ON vectors USING gin (vector)');
DROP INDEX docs_doc, vectors_vector;
INSERT INTO builds SELECT timed('CREATE INDEX docs_doc ON docs USING gin (doc)'), timed('CREATE INDEX vectors_vector ON vectors USING gin (vector)');
INSERT INTO measured SELECT 'build the index', percentile_cont(0.5) WITHIN GROUP (ORDER BY newsext), percentile_cont(0.5) WITHIN GROUP (ORDER BY tsvector) FROM builds;
CREATE TABLE sizes AS SELECT 'the column' AS what, (SELECT sum(pg_column_size(doc)) FROM docs) AS newsext, (SELECT sum(pg_column_size(vector)) FROM vectors) AS tsvector
UNION ALL SELECT 'the index', pg_relation_size('docs_doc'), pg_relation_size('vectors_vector');

\echo
SELECT format('%s articles, %s of text', to_char(count(*), 'FM999,999,999'), pg_size_pretty(sum(octet_length(body)))) FROM articles;
\echo
\echo '| | newsdoc | tsvector | ratio |'
\echo '|---|---:|---:|---:|'
SELECT format('| %s | %s | %s | %s |', what, figure(newsext), figure(tsvector), round((newsext / tsvector)::numeric, 2)) FROM measured;
SELECT format('| size of %s | %s | %s | %s |', what, pg_size_pretty(newsext), pg_size_pretty(tsvector), round(newsext::numeric / tsvector, 2)) FROM sizes;

-- Ten queries, and what a tsvector can be asked instead, where it can.
CREATE TABLE queries (n int GENERATED ALWAYS AS IDENTITY, query newsquery, vector_query text);
INSERT INTO queries (query, vector_query) VALUES
    ('person:"Tony Blair"', 'tony <-> blair'),
    ('org:"European Commission" & gpe:Japan', '(european <-> commission) & japan'),
    ('entity:greens*', 'greens:*'),
    ('speaker:volcker', NULL),
    ('"interest rates"', 'interest <-> rate'),
    ('quote(speaker:baker & "exchange rates")', NULL),
    ('amount > $90bn', NULL),
    ('claim(subject:unemployment & amount >= 10% & direction:up)', NULL),
    ('quote(speaker:brown & "economy") & claim(subject:growth & amount > 2%)', NULL),
    ('person:"Alan Greenspan" & !gpe:"United States" & amount > 1%', NULL);
CREATE FUNCTION rows_of(query newsquery) RETURNS bigint LANGUAGE sql AS $$ SELECT count(*) FROM docs WHERE doc @@ query $$;
CREATE FUNCTION node_of(statement text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE plan json;
BEGIN
    EXECUTE 'EXPLAIN (FORMAT json) ' || statement INTO plan;
    RETURN plan -> 0 -> 'Plan' ->> 'Node Type';
END $$;
CREATE FUNCTION latency(statement text, by_index boolean, runs int) RETURNS float8 LANGUAGE plpgsql AS $$
BEGIN
    PERFORM set_config('enable_seqscan', (NOT by_index)::text, true), set_config('enable_bitmapscan', by_index::text, true);
    PERFORM timed(statement);
    RETURN median_of(statement, runs);
END $$;
CREATE TABLE plans AS SELECT n, node_of(format('SELECT id FROM docs WHERE doc @@ %L', query)) AS plan FROM queries;
CREATE TABLE latencies AS
SELECT n, query, rows_of(query) AS rows, plan,
    latency(format('SELECT id FROM docs WHERE doc @@ %L', query), true, 9) AS newsext,
    latency(format('SELECT id FROM docs WHERE doc @@ %L', query), false, 1) AS scan,
    CASE WHEN vector_query IS NOT NULL THEN latency(format('SELECT id FROM vectors WHERE vector @@ to_tsquery(''english'', %L)', vector_query), true, 9) END AS vector
FROM queries JOIN plans USING (n);
\echo
\echo '| query | articles | plan | by index | by sequential scan | tsvector and GIN |'
\echo '|---|---:|---|---:|---:|---:|'
SELECT format('| `%s` | %s | %s | %s | %s | %s |', replace(query::text, '|', '\|'), rows, plan, figure(newsext), figure(scan), coalesce(figure(vector), '–')) FROM latencies ORDER BY n;
\echo
SELECT format('Median of the ten by index: %s.', figure(percentile_cont(0.5) WITHIN GROUP (ORDER BY newsext))) FROM latencies;
SELECT format('A condition that most articles meet (`!gpe:Atlantis`): %s.', node_of($$SELECT id FROM docs WHERE doc @@ '!gpe:Atlantis'$$));
