-- The statements of doc/cookbook.md, read from there.
\getenv directory PG_ABS_SRCDIR
\set file :directory '/doc/cookbook.md'
\set page `cat :'file'`
SELECT statement || ';'
FROM regexp_matches(:'page', E'```sql\n(.*?)```', 'g') WITH ORDINALITY AS blocks (block, b),
    regexp_split_to_table(block[1], E';\n') WITH ORDINALITY AS statements (statement, s)
WHERE statement ~ '\S'
ORDER BY b, s \gexec
DEALLOCATE ALL;
DROP TABLE plain, claims, archive, alerts;
DROP MATERIALIZED VIEW entities_per_day, sayings, claims_by_subject;
DROP TABLE articles;
