-- check_search.sql: what check_search.sh compares.
CREATE TABLE news AS
SELECT row_number() OVER (ORDER BY md5(body)) AS id, body, to_newsdoc(body) AS doc
FROM (SELECT DISTINCT line::jsonb ->> 'text' AS body FROM raw) s WHERE body IS NOT NULL;
DROP TABLE raw;
CREATE TABLE queries (n int GENERATED ALWAYS AS IDENTITY, query newsquery);
:given

-- Queries of chance are put together from what the articles say.
CREATE FUNCTION chance(s text) RETURNS int IMMUTABLE LANGUAGE sql AS $$ SELECT ('x0' || substr(md5(s), 1, 7))::bit(32)::int $$;
CREATE TABLE said (place text, n int GENERATED ALWAYS AS IDENTITY, condition newsquery);
INSERT INTO said (place, condition)
WITH chosen AS (SELECT * FROM news ORDER BY md5(:'seed' || id) LIMIT 200)
SELECT p, (CASE chance(o::text || p) % 3 WHEN 0 THEN news_query_entity(entity) WHEN 1 THEN news_query_entity(left(entity, 3), true)
    ELSE news_query_entity(regexp_replace(entity, '^.* ', '')) END)
FROM (SELECT row_number() OVER () AS o, e.entity FROM chosen, news_entities(doc) e) s, (VALUES ('d'), ('q')) v (p) WHERE entity ~ '\w' AND chance(o::text) % 5 = 0
UNION ALL
SELECT p, news_query_speaker(speaker) FROM (SELECT speaker, row_number() OVER () AS o FROM chosen, news_quotes(doc)) s, (VALUES ('d'), ('q'), ('c')) v (p) WHERE speaker ~ '\w' AND chance(o::text) % 3 = 0
UNION ALL
SELECT p, news_query_phrase(array_to_string(w[f : f + chance(o::text) % 3], ' '))
FROM (SELECT regexp_split_to_array(quote, '\s+') AS w, 1 + row_number() OVER ()::int % 5 AS f, row_number() OVER () AS o FROM chosen, news_quotes(doc)) s, (VALUES ('d'), ('q')) v (p)
WHERE array_to_string(w[f : f + chance(o::text) % 3], ' ') ~ '\w' AND chance(o::text) % 3 = 0
UNION ALL
SELECT p, CASE WHEN news_value(quantity) IS NULL THEN news_query_amount(quantity)
    ELSE news_query_amount((ARRAY['=', '>', '>=', '<', '<='])[1 + chance(o::text) % 5], quantity) END
FROM (SELECT quantity, row_number() OVER () AS o FROM chosen, news_quantities(doc)) s, (VALUES ('d'), ('q'), ('c')) v (p)
WHERE chance(o::text) % 3 = 0 AND (news_value(quantity) IS NULL OR news_low(quantity) = news_high(quantity));

CREATE FUNCTION leaf(place text, s text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE fixed text[] := CASE place WHEN 'q' THEN '{kind:direct,kind:mixed,kind:indirect,negated}'
    WHEN 'c' THEN '{direction:up,direction:down,direction:flat,measure:level,measure:change,modality:asserted,modality:projected,modality:denied,subject:sales,subject:prices,subject:company,period:year}'
    ELSE '{}' END::text[];
BEGIN
    IF cardinality(fixed) > 0 AND chance(s || 'f') % 2 = 0 THEN
        RETURN fixed[1 + chance(s) % cardinality(fixed)];
    END IF;
    RETURN (SELECT condition FROM said w WHERE w.place = leaf.place ORDER BY n OFFSET chance(s) % (SELECT count(*) FROM said w WHERE w.place = leaf.place) LIMIT 1);
END $$;
CREATE FUNCTION condition(place text, depth int, s text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE r int := chance(s);
BEGIN
    IF depth = 0 OR r % 10 > 6 THEN
        RETURN leaf(place, s || 'c');
    END IF;
    RETURN CASE r % 10
        WHEN 0 THEN '!(' || condition(place, depth - 1, s || 'a') || ')'
        WHEN 1 THEN CASE WHEN place = 'd' THEN 'quote(' || condition('q', depth - 1, s || 'a') || ')' ELSE condition(place, depth - 1, s || 'a') END
        WHEN 2 THEN CASE WHEN place = 'd' THEN 'claim(' || condition('c', depth - 1, s || 'a') || ')' ELSE condition(place, depth - 1, s || 'a') END
        WHEN 3 THEN '(' || condition(place, depth - 1, s || 'a') || ' & ' || condition(place, depth - 1, s || 'b') || ')'
        ELSE '(' || condition(place, depth - 1, s || 'a') || ' | ' || condition(place, depth - 1, s || 'b') || ')' END;
END $$;
INSERT INTO queries (query) SELECT condition('d', 4, :'seed' || ':' || n)::newsquery FROM generate_series(1, :n) n;
SELECT format('%s articles, %s queries, seed %s', (SELECT count(*) FROM news), (SELECT count(*) FROM queries), :'seed');

CREATE TABLE answers (way text, n int, ids bigint[]);
CREATE FUNCTION compare(way text, what text, by_index boolean, from_query int DEFAULT 1, to_query int DEFAULT 1000000) RETURNS text LANGUAGE plpgsql AS $$
DECLARE wrong text; began timestamptz := clock_timestamp(); asked int; found int;
BEGIN
    PERFORM set_config('enable_seqscan', (NOT by_index)::text, true), set_config('enable_bitmapscan', by_index::text, true);
    DELETE FROM answers a WHERE a.way = compare.way;
    IF by_index THEN
        EXECUTE format('INSERT INTO answers SELECT %L, q.n, (SELECT array_agg(id ORDER BY id) FROM news WHERE %s @@ q.query) FROM queries q WHERE n BETWEEN %s AND %s', way, what, from_query, to_query);
    ELSE
        -- one reading of the table for all queries
        EXECUTE format('INSERT INTO answers SELECT %L, q.n, array_agg(id ORDER BY id) FILTER (WHERE id IS NOT NULL) FROM queries q LEFT JOIN news ON %s @@ q.query WHERE n BETWEEN %s AND %s GROUP BY q.n', way, what, from_query, to_query);
    END IF;
    SELECT string_agg(q.query::text, E'\n' ORDER BY q.n) FILTER (WHERE a.ids IS DISTINCT FROM s.ids), count(*), count(*) FILTER (WHERE cardinality(a.ids) > 0)
    INTO wrong, asked, found
    FROM queries q JOIN answers a USING (n) JOIN answers s USING (n) WHERE s.way = 'scan' AND a.way = compare.way;
    RETURN format('%s: %s queries, %s find something, %s (%s ms)', way, asked, found, coalesce('DIFFERS: ' || wrong, 'as by scan'), (1000 * extract(epoch FROM clock_timestamp() - began))::int);
END $$;
SELECT compare('scan', 'doc', false);
CREATE INDEX news_doc ON news USING gin (doc);
CREATE INDEX news_body ON news USING gin (body gin_news_ops);
SELECT compare('documents, built', 'doc', true);
SELECT compare('texts, built', 'body', true, 1, 100);
BEGIN;
DELETE FROM news WHERE id % 3 = 0;
INSERT INTO news SELECT id + 1000000, body, doc FROM news WHERE id % 3 = 1;
ROLLBACK;
SELECT compare('documents, changes undone', 'doc', true);
UPDATE news SET id = id + 2000000 WHERE id % 17 = 0;
DELETE FROM news WHERE id % 13 = 0;
INSERT INTO news SELECT id + 4000000, body, doc FROM news WHERE id % 29 = 0;
SELECT compare('scan', 'doc', false);
SELECT compare('documents, pending', 'doc', true);
SELECT compare('texts, pending', 'body', true, 1, 100);
VACUUM news;
SELECT compare('documents, vacuumed', 'doc', true);
SELECT compare('texts, vacuumed', 'body', true, 1, 100);
