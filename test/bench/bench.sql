-- bench.sql
--	to_newsdoc beside the server's own text functions: medians of :rounds
--	interleaved rounds over :megabytes MB of articles, everything in memory.
--	Prints Markdown.

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
SET parallel_setup_cost = 0;
SET parallel_tuple_cost = 0;
SET min_parallel_table_scan_size = 0;
ALTER TABLE articles SET (parallel_workers = 2);

CREATE TEMP TABLE contender (no int GENERATED ALWAYS AS IDENTITY, name text, workers int DEFAULT 0, expression text);
INSERT INTO contender (name, expression) VALUES
	('`to_newsdoc`', 'to_newsdoc(body)'),
	('`to_tsvector(''english'')`', 'to_tsvector(''english'', body)'),
	('`to_tsvector(''simple'')`', 'to_tsvector(''simple'', body)'),
	('a regexp for amounts of money', '(SELECT count(*) FROM regexp_matches(body, ''[$£€]\s?\d[\d,.]*(\s?(million|billion|m|bn))?'', ''g''))'),
	('`length`', 'length(body)');
INSERT INTO contender (name, workers, expression) VALUES
	('one worker', 1, 'to_newsdoc(body)'),
	('two workers', 2, 'to_newsdoc(body)');
CREATE TEMP TABLE result (no int, seconds float8);

CREATE PROCEDURE pg_temp.run(rounds int) LANGUAGE plpgsql AS $$
DECLARE
	c record;
	began timestamptz;
BEGIN
	FOR round IN 0 .. rounds LOOP			-- the first is to warm up
		FOR c IN SELECT * FROM contender ORDER BY no LOOP
			PERFORM set_config('max_parallel_workers_per_gather', c.workers::text, true);
			began := clock_timestamp();
			EXECUTE format('SELECT count(%s) FROM articles', c.expression);
			IF round > 0 THEN
				INSERT INTO result VALUES (c.no, extract(epoch FROM clock_timestamp() - began));
			END IF;
		END LOOP;
	END LOOP;
END $$;
CALL pg_temp.run(:rounds);

CREATE TEMP VIEW median AS
SELECT no, name, workers, percentile_cont(0.5) WITHIN GROUP (ORDER BY seconds) AS seconds
FROM contender JOIN result USING (no) GROUP BY no, name, workers;

-- The first column: how many times as fast as :base.
CREATE FUNCTION pg_temp.speeds(base int) RETURNS TABLE (no int, cells text) LANGUAGE sql AS $$
	WITH size AS (
		SELECT sum(octet_length(body)) / 1e6 AS megabytes,
			sum((SELECT count(*) FROM regexp_matches(body, '\S+', 'g'))) AS words
		FROM articles
	)
	SELECT m.no, format('| %s | %s | %s | %s |', m.name, round((b.seconds / m.seconds)::numeric, 2),
		round((megabytes / m.seconds)::numeric, 1), to_char(words / m.seconds, 'FM999,999,999'))
	FROM median m JOIN median b ON b.no = base, size ORDER BY m.no
$$;

SELECT format('%s articles, %s MB; medians of %s interleaved rounds; %s.', to_char(count(*), 'FM999,999,999'),
	round(sum(octet_length(body)) / 1e6, 1), :rounds, substring(version() FROM '^\S+ \S+')) FROM articles;
\qecho
\qecho '| | beside `to_tsvector(''english'')` | MB/s | words/s |'
\qecho '|---|---:|---:|---:|'
SELECT cells FROM pg_temp.speeds(2) WHERE no <= 5;

\qecho
\qecho 'One parallel scan that calls `to_newsdoc`, the leader working along:'
\qecho
\qecho '| | beside no worker | MB/s | words/s |'
\qecho '|---|---:|---:|---:|'
SELECT regexp_replace(cells, '^. `to_newsdoc`', '| no worker') FROM pg_temp.speeds(1) WHERE no IN (1, 6, 7);

-- Articles one at a time.
CREATE TEMP TABLE latency AS
SELECT 1 AS no, extract(epoch FROM ended - began) AS seconds, size FROM (
	SELECT clock_timestamp() AS began, pg_column_size(to_newsdoc(body)) AS size, clock_timestamp() AS ended
	FROM articles OFFSET 0) AS t
UNION ALL
SELECT 2, extract(epoch FROM ended - began), size FROM (
	SELECT clock_timestamp() AS began, pg_column_size(to_tsvector('english', body)) AS size, clock_timestamp() AS ended
	FROM articles OFFSET 0) AS t;
\qecho
\qecho '| an article, in ms | median | 90 % | 99 % | longest |'
\qecho '|---|---:|---:|---:|---:|'
SELECT format('| %s | %s |', name, (SELECT string_agg(round(1000 * q::numeric, 2)::text, ' | ')
	FROM unnest(percentile_disc(ARRAY[0.5, 0.9, 0.99, 1]) WITHIN GROUP (ORDER BY l.seconds)) AS q))
FROM latency l JOIN contender USING (no) GROUP BY no, name ORDER BY no;
\qecho
SELECT format('A document takes %s of the bytes of the `tsvector` (%s kB, %s kB; the text %s kB).',
	round(sum(size) FILTER (WHERE no = 1) / sum(size) FILTER (WHERE no = 2)::numeric, 2),
	sum(size) FILTER (WHERE no = 1) / 1000, sum(size) FILTER (WHERE no = 2) / 1000,
	(SELECT sum(octet_length(body)) / 1000 FROM articles))
FROM latency;
