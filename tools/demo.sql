-- demo.sql
--	What make demo prints: one article (:article) taken apart, then three
--	questions over all of them.  psql -At; :bold, :dim, :plain are the terminal's.

-- Text in lines of `width` characters, each after the first behind `indent`.
CREATE FUNCTION pg_temp.wrap(body text, width int, indent text) RETURNS text
LANGUAGE sql IMMUTABLE AS $$
	SELECT rtrim(regexp_replace(regexp_replace(body, '\s+', ' ', 'g'),
		format('(.{1,%s})(\s+|$)', width), E'\\1\n' || indent, 'g'), E' \n')
$$;

-- The first lines of a text, its paragraphs kept and each wrapped.
CREATE FUNCTION pg_temp.beginning(body text, lines int) RETURNS text
LANGUAGE sql IMMUTABLE AS $$
	SELECT string_agg(line, E'\n' ORDER BY paragraph, no) || ' …'
	FROM (SELECT paragraph, no, rtrim('  ' || line) FROM regexp_split_to_table(body, E'\\s*\n\\s*')
			WITH ORDINALITY AS p (words, paragraph),
			regexp_split_to_table(pg_temp.wrap(words, 94, '') || E'\n', E'\n') WITH ORDINALITY AS l (line, no)
		ORDER BY paragraph, no LIMIT lines) AS t (paragraph, no, line)
$$;

-- Exactly `width` characters, the last a blank: filled up, or cut short with an ellipsis.
CREATE FUNCTION pg_temp.fit(body text, width int) RETURNS text
LANGUAGE sql IMMUTABLE AS $$
	SELECT rpad(CASE WHEN length(flat) >= width THEN rtrim(left(flat, width - 2)) || '…' ELSE flat END, width)
	FROM (SELECT coalesce(regexp_replace(body, '\s+', ' ', 'g'), '')) AS t (flat)
$$;

CREATE FUNCTION pg_temp.plain_label(label text) RETURNS text
LANGUAGE sql IMMUTABLE AS $$
	SELECT CASE label
		WHEN 'PERSON' THEN 'person' WHEN 'ORG' THEN 'organisation' WHEN 'GPE' THEN 'country or town'
		WHEN 'LOC' THEN 'place' WHEN 'NORP' THEN 'people' WHEN 'FAC' THEN 'building'
		WHEN 'EVENT' THEN 'event' WHEN 'PRODUCT' THEN 'product' WHEN 'WORK_OF_ART' THEN 'work'
		WHEN 'LAW' THEN 'law' WHEN 'LANGUAGE' THEN 'language' END
$$;

CREATE FUNCTION pg_temp.part(body text, span int4range) RETURNS text
LANGUAGE sql IMMUTABLE AS $$
	SELECT substring(body, lower(span), upper(span) - lower(span))
$$;

SELECT id AS chosen FROM articles WHERE name = :'article' ORDER BY id DESC LIMIT 1 \gset

\qecho
\qecho :bold'newsext: what a news article says, as rows in PostgreSQL':plain
\qecho
SELECT format('%sThe article "%s" begins%s', :'bold', name, :'plain') FROM articles WHERE id = :chosen;
SELECT :'dim' || pg_temp.beginning(body, 14) || :'plain' FROM articles WHERE id = :chosen;
\qecho

\qecho :bold'Who and what is named':plain
SELECT rtrim('  ' || pg_temp.fit(e.entity, 34) || pg_temp.fit(pg_temp.plain_label(e.label), 17)
	|| lpad(e.mentions || '×', 4) || '   ' || pg_temp.fit(coalesce(e.role, CASE WHEN cardinality(e.aliases) > 0
		THEN 'also: ' || array_to_string(e.aliases, ', ') END), 40))
FROM articles a, news_entities(a.doc) e
WHERE a.id = :chosen
ORDER BY e.salience DESC, lower(e.first_span)
LIMIT 20;
\qecho

\qecho :bold'Who said what':plain
SELECT '  ' || pg_temp.fit(coalesce(max(q.speaker), 'nobody is named'), 40)
	|| :'dim' || concat_ws(', ', (array_agg(q.cue ORDER BY lower(q.span)) FILTER (WHERE q.cue IS NOT NULL))[1],
		(array_agg(q.kind ORDER BY lower(q.span)))[1], CASE WHEN bool_or(q.negated) THEN 'negated' END) || :'plain'
	|| E'\n' || '      '
	|| pg_temp.wrap(CASE WHEN bool_and(q.kind = 'direct') THEN '“' || string_agg(q.quote, ' … ' ORDER BY lower(q.span)) || '”'
		ELSE string_agg(q.quote, ' … ' ORDER BY lower(q.span)) END, 90, '      ')
FROM articles a, news_quotes(a.doc) q
WHERE a.id = :chosen
GROUP BY q.quote_no
ORDER BY min(lower(q.span));
\qecho

\qecho :bold'Which numbers are claimed, of what':plain
SELECT :'dim' || '  ' || rpad('of what', 40) || rpad('in the text', 29) || 'as a value' || :'plain';
SELECT '  ' || pg_temp.fit(coalesce(c.subject, '–'), 33) || ' '
	|| rpad(coalesce(c.direction, ''), 6)
	|| pg_temp.fit(pg_temp.part(a.body, c.quantity_span), 28) || ' '
	|| c.quantity
	|| CASE WHEN c.from_quantity IS NULL AND c.period IS NULL AND c.speaker IS NULL AND c.modality = 'asserted' THEN ''
		ELSE E'\n' || :'dim' || repeat(' ', 42) || rtrim(pg_temp.fit(concat_ws(', ', 'from ' || c.from_quantity::text, c.period,
			nullif(c.modality, 'asserted'), 'according to ' || c.speaker), 57)) || :'plain' END
FROM articles a, news_claims(a.doc) c
WHERE a.id = :chosen
ORDER BY lower(c.quantity_span);
\qecho

SELECT format('%sOver all %s articles%s', :'bold', count(*), :'plain') FROM articles;
\qecho

\qecho :bold'1. Who speaks of whom?':plain
\qecho :dim'   SELECT a.name, q.speaker, m.entity'
\qecho '   FROM articles a, news_quotes(a.doc) q, news_mentions(a.doc) m'
\qecho '   WHERE q.span @> m.span AND m.label IN (''PERSON'', ''ORG'') AND q.speaker <> m.entity;':plain
SELECT DISTINCT ON (a.id, q.speaker, m.entity) '   ' || pg_temp.fit(a.name, 14) || pg_temp.fit(q.speaker, 38) || m.entity
FROM articles a, news_quotes(a.doc) q, news_mentions(a.doc) m
WHERE q.span @> m.span AND m.label IN ('PERSON', 'ORG') AND q.speaker <> m.entity
ORDER BY a.id, q.speaker, m.entity
LIMIT 12;
\qecho

\qecho :bold'2. What fell, by how much or to what?':plain
\qecho :dim'   SELECT a.name, c.subject, c.quantity, c.from_quantity, c.period'
\qecho '   FROM articles a, news_claims(a.doc) c'
\qecho '   WHERE c.direction = ''down'' AND c.subject IS NOT NULL;':plain
SELECT '   ' || pg_temp.fit(a.name, 14) || pg_temp.fit(c.subject, 38)
	|| concat_ws(' ', c.quantity::text, 'from ' || c.from_quantity::text)
FROM articles a, news_claims(a.doc) c
WHERE c.direction = 'down' AND c.subject IS NOT NULL
ORDER BY a.id, lower(c.quantity_span)
LIMIT 12;
\qecho

\qecho :bold'3. In which article does Halvorsen speak of unprecedented demand while exports change by 30% or more?':plain
\qecho :dim'   SELECT name FROM articles WHERE doc @@'
\qecho '     ''quote(speaker:Halvorsen & "unprecedented demand") & claim(subject:exports & amount >= 30%)'';':plain
SELECT '   ' || name FROM articles
WHERE doc @@ 'quote(speaker:Halvorsen & "unprecedented demand") & claim(subject:exports & amount >= 30%)';
\qecho
