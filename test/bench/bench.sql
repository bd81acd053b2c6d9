-- bench.sql
--	to_newsdoc beside the server's own text functions: medians of :rounds
--	interleaved rounds over :megabytes MB of articles, everything in memory.

-- A sample of the articles, or all of them over and over, until there are
-- enough.
DELETE FROM articles WHERE id > (
	SELECT coalesce(min(id), 2147483647) FROM (
		SELECT id, sum(octet_length(body)) OVER (ORDER BY id) AS bytes FROM articles) AS t
	WHERE bytes > :megabytes * 1000000.0);
INSERT INTO articles (body)
SELECT body FROM articles,
	generate_series(2, (SELECT ceil(:megabytes * 1000000.0 / sum(octet_length(body))) FROM articles)::int) AS copy
WHERE (SELECT sum(octet_length(body)) FROM articles) < :megabytes * 500000.0;
VACUUM ANALYZE articles;

SET jit = off;
SET max_parallel_workers_per_gather = 0;

CREATE TEMP TABLE contender (no int GENERATED ALWAYS AS IDENTITY, name text, workers int DEFAULT 0, expression text);
INSERT INTO contender (name, expression) VALUES
	('to_newsdoc', 'to_newsdoc(body)'),
	('to_tsvector(''english'')', 'to_tsvector(''english'', body)'),
	('to_tsvector(''simple'')', 'to_tsvector(''simple'', body)'),
	('a currency regexp', '(SELECT count(*) FROM regexp_matches(body, ''[$£€]\s?\d[\d,.]*(\s?(million|billion|m|bn))?'', ''g''))'),
	('length', 'length(body)');
CREATE TEMP TABLE result (no int, seconds float8);

CREATE PROCEDURE pg_temp.run(rounds int) LANGUAGE plpgsql AS $$
DECLARE
	c record;
	began timestamptz;
BEGIN
	FOR round IN 0 .. rounds LOOP			-- the first is to warm up
		FOR c IN SELECT * FROM contender ORDER BY no LOOP
			began := clock_timestamp();
			EXECUTE format('SELECT count(%s) FROM articles', c.expression);
			IF round > 0 THEN
				INSERT INTO result VALUES (c.no, extract(epoch FROM clock_timestamp() - began));
			END IF;
		END LOOP;
	END LOOP;
END $$;
CALL pg_temp.run(:rounds);

SELECT format('%s articles, %s MB, %s rounds; %s', count(*), round(sum(octet_length(body)) / 1e6, 2), :rounds,
	substring(version() FROM '^\S+ \S+')) FROM articles;
\qecho
SELECT rpad('', 26) || lpad('MB/s', 10) || lpad('words/s', 12) || '   speed beside to_tsvector(''english'')';
WITH size AS (
	SELECT sum(octet_length(body)) / 1e6 AS megabytes,
		sum((SELECT count(*) FROM regexp_matches(body, '\S+', 'g'))) AS words
	FROM articles
), median AS (
	SELECT no, name, percentile_cont(0.5) WITHIN GROUP (ORDER BY seconds) AS seconds
	FROM contender JOIN result USING (no) GROUP BY no, name
)
SELECT rpad(name, 26) || lpad(round((megabytes / seconds)::numeric, 1)::text, 10)
	|| lpad(round((words / seconds)::numeric)::text, 12)
	|| lpad(round(((SELECT seconds FROM median WHERE name = 'to_tsvector(''english'')') / seconds)::numeric, 2)::text, 10)
FROM median, size ORDER BY no;

-- The same through parallel workers.
CREATE FUNCTION pg_temp.timed(query text, OUT seconds float8) LANGUAGE plpgsql AS $$
DECLARE
	began timestamptz := clock_timestamp();
BEGIN
	EXECUTE query;
	seconds := extract(epoch FROM clock_timestamp() - began);
END $$;
SET parallel_setup_cost = 0;
SET parallel_tuple_cost = 0;
SET min_parallel_table_scan_size = 0;
ALTER TABLE articles SET (parallel_workers = 2);
\qecho
SET max_parallel_workers_per_gather = 1;
SET parallel_leader_participation = off;
SELECT pg_temp.timed('SELECT count(to_newsdoc(body)) FROM articles') AS one \gset
SET max_parallel_workers_per_gather = 2;
SELECT pg_temp.timed('SELECT count(to_newsdoc(body)) FROM articles') AS two \gset
SELECT format('two parallel workers do it in %s %% of the time of one', round((100 * :two / :one)::numeric));
SELECT format('stored: newsdoc %s kB, tsvector %s kB, text %s kB',
	sum(pg_column_size(to_newsdoc(body))) / 1000, sum(pg_column_size(to_tsvector('english', body))) / 1000,
	sum(octet_length(body)) / 1000)
FROM (SELECT * FROM articles LIMIT 2000) AS t;
