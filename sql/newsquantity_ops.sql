-- Quantities: order, hash, ranges; the same answers with and without indexes.
SET client_min_messages = warning;
CREATE SCHEMA test_newsquantity_ops;
SET search_path = test_newsquantity_ops, public;
CREATE TABLE quantities (id int GENERATED ALWAYS AS IDENTITY, q newsquantity);
INSERT INTO quantities (q)
    SELECT (prefix || value || unit)::newsquantity
    FROM unnest(ARRAY['', '~', '>', '>=', '<', '<=', '0..', '-3..']) prefix,
        unnest(ARRAY['0', '1', '1000', '2.5', '1200000000']) value,
        unnest(ARRAY['', ' USD', ' GBP', ' percent', ' meter', ' kilometer', ' celsius', ' fahrenheit',
            ' job']) unit;
ANALYZE quantities;

-- A total order: antisymmetric, transitive through sorting, one of <, =, >.
SELECT count(*) AS wrong FROM quantities a, quantities b
    WHERE (a.q < b.q)::int + (a.q = b.q)::int + (a.q > b.q)::int <> 1
        OR (a.q <= b.q) <> (a.q < b.q OR a.q = b.q) OR (a.q >= b.q) <> (a.q > b.q OR a.q = b.q)
        OR (a.q <> b.q) <> NOT (a.q = b.q) OR newsquantity_cmp(a.q, b.q) <> -newsquantity_cmp(b.q, a.q)
        OR (a.q < b.q) <> (b.q > a.q);
WITH sorted AS (SELECT q, row_number() OVER (ORDER BY q) AS n FROM quantities)
SELECT count(*) AS wrong FROM sorted a JOIN sorted b ON a.n < b.n WHERE a.q > b.q;

-- Equal quantities have equal hashes; the seeded hash agrees where it must.
SELECT count(*) AS wrong FROM quantities a JOIN quantities b ON newsquantity_cmp(a.q, b.q) = 0
    WHERE newsquantity_hash(a.q) <> newsquantity_hash(b.q)
        OR newsquantity_hash_extended(a.q, 5) <> newsquantity_hash_extended(b.q, 5);
SELECT count(*) AS wrong FROM quantities
    WHERE (newsquantity_hash_extended(q, 0) & 4294967295) <>
        (newsquantity_hash(q)::bigint & 4294967295);
SELECT '12 per 100,000 people'::newsquantity = '120 per million people' AS equal_rates,
       news_convert('12 per 100,000 people', 'per-1000000-person') AS per_million;
SELECT '1 kilometer'::newsquantity = '1000 meter' AS equal, '1 USD'::newsquantity = '1 GBP' AS currencies,
    '0 celsius'::newsquantity = '32 fahrenheit' AS temperatures, '~1 meter'::newsquantity = '1 meter' AS about;

-- Dimensions first.
SELECT q FROM (VALUES ('2 kilometer'), ('1 USD'), ('10 percent'), ('1 mile'), ('900 USD'), ('5'),
    ('>1 USD'), ('>=1 USD'), ('<1 USD'), ('1..2 USD'), ('~1 USD'), ('3 job')) v (t),
    LATERAL (SELECT t::newsquantity AS q) s ORDER BY q;

-- Ranges hold within a dimension.
SELECT l, r, l::newsquantity && r::newsquantity AS "&&", l::newsquantity @> r::newsquantity AS "@>",
    l::newsquantity <@ r::newsquantity AS "<@", l::newsquantity << r::newsquantity AS "<<",
    l::newsquantity >> r::newsquantity AS ">>"
    FROM (VALUES ('2000000000 USD', '>1000000000 USD'), ('1000000000 USD', '>1000000000 USD'),
        ('1000000000 USD', '>=1000000000 USD'), ('2000000000 barrel', '>1000000000 USD'),
        ('2000000000 GBP', '>1000000000 USD'), ('1..5 percent', '2..3 percent'),
        ('1..5 percent', '5..9 percent'), ('1..5 percent', '>5 percent'), ('<3 percent', '3 percent'),
        ('<=3 percent', '3 percent'), ('>3 percent', '<3 percent'), ('>3 percent', '>4 percent'),
        ('1 mile', '1..2 kilometer'), ('3 kilometer', '1 mile'), ('~40 percent', '40 percent'),
        ('5', '5 job'), ('5', '5')) v (l, r);

-- Sequential scan, btree, hash: the same.
CREATE TABLE answers (way text, query text, n bigint);
CREATE FUNCTION ask(way text) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    operator text;
    value newsquantity;
BEGIN
    FOREACH operator IN ARRAY ARRAY['<', '<=', '=', '>=', '>', '&&', '@>', '<@', '<<', '>>'] LOOP
        FOR value IN SELECT q FROM quantities WHERE id % 7 = 0 LOOP
            EXECUTE format('INSERT INTO answers SELECT %L, %L, sum(id) FROM quantities WHERE q %s %L',
                way, operator || ' ' || value::text, operator, value);
        END LOOP;
    END LOOP;
END $$;
SELECT ask('scan');
CREATE INDEX btree ON quantities USING btree (q);
SET enable_seqscan = off;
SET jit = off;
EXPLAIN (COSTS OFF) SELECT id FROM quantities WHERE q > '5 USD' AND q < '7 USD';
SELECT ask('btree');
DROP INDEX btree;
CREATE INDEX hash ON quantities USING hash (q);
EXPLAIN (COSTS OFF) SELECT id FROM quantities WHERE q = '5 USD';
SELECT ask('hash');
DROP INDEX hash;
CREATE INDEX gist ON quantities USING gist (q);
EXPLAIN (COSTS OFF) SELECT id FROM quantities WHERE q <@ '>5 USD';
SELECT ask('gist');
RESET enable_seqscan;
SELECT way, count(*), count(n) AS with_rows FROM answers GROUP BY way ORDER BY way;
SELECT query, count(DISTINCT coalesce(n, 0)) FROM answers GROUP BY query HAVING count(DISTINCT coalesce(n, 0)) > 1;

-- Aggregates, joins, hash partitions.
SELECT news_dimension(q) AS dimension, min(q), max(q) FROM quantities GROUP BY 1 ORDER BY news_dimension(q) COLLATE "C";
SELECT max(q) FROM quantities WHERE false;
SELECT count(*) FROM quantities a JOIN quantities b USING (q) WHERE a.id <> b.id;
CREATE TABLE parts (q newsquantity) PARTITION BY HASH (q);
CREATE TABLE part0 PARTITION OF parts FOR VALUES WITH (MODULUS 2, REMAINDER 0);
CREATE TABLE part1 PARTITION OF parts FOR VALUES WITH (MODULUS 2, REMAINDER 1);
INSERT INTO parts SELECT q FROM quantities;
SELECT count(*) FROM parts WHERE q = '1 kilometer';
