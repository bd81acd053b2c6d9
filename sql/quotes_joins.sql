-- The joins that people write over quotations: names inside them, all of a
-- person's over a table, by organisation, and the claims made in them.
CREATE TABLE articles (id int PRIMARY KEY, body text NOT NULL,
    doc newsdoc GENERATED ALWAYS AS (to_newsdoc(body)) STORED);
INSERT INTO articles VALUES
(1, 'Mayor Ines Duarte opened the harbour on Monday. “Lisbon and Porto paid for this, not Madrid,” Duarte said. “Traffic will rise 40% this year,” she added.'),
(2, '“We never saw the contract,” said Tomas Reke, a farmer. Ines Duarte told reporters that the city would publish it.'),
(3, 'Interfax reported that exports fell 12% in May. Acme Corp. said it regretted the delay.');

-- who says what, over the whole table
SELECT a.id, q.speaker, q.kind, q.quote
FROM articles a, news_quotes(a.doc) q
WHERE q.speaker = 'Ines Duarte'
ORDER BY a.id, lower(q.span);

-- names mentioned inside a person's quotations
SELECT a.id, m.entity
FROM articles a, news_quotes(a.doc) q, news_mentions(a.doc) m
WHERE q.speaker = 'Ines Duarte' AND m.kind = 'name' AND q.span @> m.span
ORDER BY a.id, lower(m.span);

-- what organisations say
SELECT a.id, q.speaker, q.quote
FROM articles a, news_quotes(a.doc) q
WHERE q.speaker_label = 'ORG'
ORDER BY a.id, lower(q.span);

-- claims made inside quotations
SELECT a.id, q.speaker, c.subject, c.quantity
FROM articles a, news_quotes(a.doc) q, news_claims(a.doc) c
WHERE q.span @> c.span
ORDER BY a.id, lower(c.span), q.quote_no;

-- spans are exact, also on multibyte text; text and document give the same
SELECT count(*) AS wrong
FROM articles a, news_quotes(a.body) q
WHERE substring(a.body, lower(q.span), upper(q.span) - lower(q.span)) <> q.quote
    OR (q.cue IS NOT NULL AND
        substring(a.body, lower(q.cue_span), upper(q.cue_span) - lower(q.cue_span)) <> q.cue);
(SELECT a.id, q.* FROM articles a, news_quotes(a.body) q)
EXCEPT
(SELECT a.id, q.* FROM articles a, news_quotes(a.doc) q);
DROP TABLE articles;
