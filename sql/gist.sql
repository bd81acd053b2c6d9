-- Range operators of newsquantity by sequential scan and by GiST: the same rows.
CREATE TABLE quantities (id int, quantity newsquantity);
INSERT INTO quantities
SELECT n, (CASE n % 7
        WHEN 0 THEN '>' || v WHEN 1 THEN '<=' || v WHEN 2 THEN '>=' || v WHEN 3 THEN '<' || v
        WHEN 4 THEN v || '..' || (v + n % 50) WHEN 5 THEN '~' || v ELSE v::text END
    || ' ' || (ARRAY['USD', 'EUR', 'percent', 'kilometer', 'mile', 'meter', 'job', 'person', 'celsius', 'fahrenheit', ''])[1 + n % 11])::newsquantity
FROM (SELECT n, (n * 7919) % 2003 - 100 AS v FROM generate_series(1, 5000) n) s;
INSERT INTO quantities VALUES (0, NULL);
CREATE TABLE probes AS SELECT n, q::newsquantity AS quantity FROM unnest(ARRAY['100 USD', '100..200 USD', '>1500 USD', '<=0 EUR', '1 kilometer',
    '1..2 mile', '>900 mile', '32 fahrenheit', '-10..30 celsius', '~500 job', '7', '<-50', '5 barrel', '10..20 percent', '>1 person']) WITH ORDINALITY u (q, n);
CREATE FUNCTION answers(by_index boolean) RETURNS TABLE (op text, n bigint, ids int[]) LANGUAGE plpgsql AS $$
BEGIN
    PERFORM set_config('enable_seqscan', (NOT by_index)::text, true), set_config('enable_bitmapscan', by_index::text, true),
        set_config('enable_indexscan', by_index::text, true);
    FOREACH op IN ARRAY '{&&,@>,<@,<<,>>}'::text[] LOOP
        FOR n IN SELECT p.n FROM probes p ORDER BY p.n LOOP
            EXECUTE format('SELECT array_agg(id ORDER BY id) FROM quantities WHERE quantity %s %L', op,
                           (SELECT quantity FROM probes p WHERE p.n = answers.n)) INTO ids;
            RETURN NEXT;
        END LOOP;
    END LOOP;
END $$;
CREATE TABLE scanned AS SELECT * FROM answers(false);
SELECT op, count(*) FILTER (WHERE cardinality(ids) > 0) AS found_something, sum(cardinality(ids)) AS rows FROM scanned GROUP BY op ORDER BY op;

CREATE INDEX quantities_gist ON quantities USING gist (quantity);
SET enable_seqscan = off;
EXPLAIN (COSTS OFF) SELECT * FROM quantities WHERE quantity && '100..200 USD';
RESET enable_seqscan;
SELECT count(*) AS differing FROM answers(true) i JOIN scanned s USING (op, n) WHERE i.ids IS DISTINCT FROM s.ids;

-- After changes, which split pages row by row.
INSERT INTO quantities SELECT id + 10000, quantity FROM quantities WHERE id % 3 = 0;
UPDATE quantities SET quantity = '1..3 mile' WHERE id % 13 = 0;
DELETE FROM quantities WHERE id % 5 = 0;
TRUNCATE scanned;
INSERT INTO scanned SELECT * FROM answers(false);
SELECT count(*) AS differing FROM answers(true) i JOIN scanned s USING (op, n) WHERE i.ids IS DISTINCT FROM s.ids;
VACUUM quantities;
SELECT count(*) AS differing FROM answers(true) i JOIN scanned s USING (op, n) WHERE i.ids IS DISTINCT FROM s.ids;

-- No claim of a quantity twice.
CREATE TABLE unique_ranges (quantity newsquantity, EXCLUDE USING gist (quantity WITH &&));
INSERT INTO unique_ranges VALUES ('1..5 kilometer'), ('1..5 USD'), ('6 kilometer');
INSERT INTO unique_ranges VALUES ('4 mile'), ('2 mile');

DROP TABLE quantities, probes, scanned, unique_ranges;
DROP FUNCTION answers;
