-- Texts that no newsroom would send: no error, documents that round-trip, and
-- spans that say what stands there.
CREATE TABLE hostile (name text, body text);
INSERT INTO hostile VALUES
    ('empty', ''),
    ('white space', E' \t\n\n \r\n'),
    ('one letter', 'a'),
    ('opening marks', repeat('“', 20000)),
    ('straight marks', repeat('"', 20000)),
    ('single marks', repeat('''', 20000)),
    ('marks about words', repeat('"a'' ', 6000)),
    ('nested quotations', repeat('“a ‘', 2000) || repeat('’ b”', 2000)),
    ('brackets', repeat('(', 2000) || repeat(')', 2000)),
    ('digits', repeat('7', 40000)),
    ('numbers', repeat('1,234.5 ', 6000)),
    ('number words', repeat('one hundred and ', 3000)),
    ('one word', repeat('a', 60000)),
    ('hyphens', repeat('a-', 20000)),
    ('full stops', repeat('.', 40000)),
    ('full stops apart', repeat('. ', 20000)),
    ('initials', repeat('A. B. ', 6000)),
    ('short lines', repeat(E'A\n', 20000)),
    ('line ends', repeat(E'\n', 40000)),
    ('carriage returns', repeat(E'Ana Ruiz said so.\r\n\r\n', 400)),
    ('he said', repeat('he said that ', 3000)),
    ('capitals', repeat('PRIME MINISTER JOHN SMITH OF NORTHERN BANK SAID ', 600)),
    ('title case', repeat('Prime Minister John Smith Of Northern Bank Said ', 600)),
    ('emoji', repeat('😀👩‍🚀', 4000)),
    ('combining marks', repeat('é́́', 4000)),
    ('right to left', repeat('אמר שלום ', 2000)),
    ('Arabic', repeat('قال الوزير ', 2000)),
    ('Chinese', repeat('总理李强表示。', 2000)),
    ('Cyrillic', repeat('Премьер сказал. ', 2000)),
    ('unassigned and private', repeat(U&'\E000\FFFD\+10FFFF\+0E0001', 2000)),
    ('byte order marks', repeat(U&'\FEFF\200B', 6000)),
    ('control characters', repeat(E'\x01\x02\x1f\x7f', 6000)),
    ('currency signs', repeat('$£€₹', 6000)),
    ('percent signs', repeat('% %', 6000)),
    ('web addresses', repeat('http://a.b/c?d=e&f ', 2000)),
    ('markup', repeat('<p class="x">Ana &amp; Ruiz</p>', 1000));
INSERT INTO hostile
SELECT 'distinct names', string_agg(format('Mr. %s%s said %s.', initcap(translate(i::text, '0123456789', 'abcdefghij')),
    translate((i * 7)::text, '0123456789', 'klmnopqrst'), i), E'\n') FROM generate_series(1, 1000) i;
INSERT INTO hostile
SELECT 'every plane', string_agg(chr(i), '') FROM generate_series(1, 1114111, 97) i WHERE i NOT BETWEEN 55296 AND 57343;

SELECT name FROM hostile WHERE to_newsdoc(body)::text::newsdoc::text <> to_newsdoc(body)::text;
SELECT name, mention FROM hostile, news_mentions(body)
WHERE substring(body, lower(span), upper(span) - lower(span)) <> mention LIMIT 5;
SELECT name, quote FROM hostile, news_quotes(body)
WHERE substring(body, lower(span), upper(span) - lower(span)) <> quote LIMIT 5;
SELECT name, expression FROM hostile, news_quantities(body)
WHERE substring(body, lower(span), upper(span) - lower(span)) <> expression LIMIT 5;
SELECT name, claim FROM hostile, news_claims(body)
WHERE substring(body, lower(span), upper(span) - lower(span)) <> claim OR NOT span @> quantity_span LIMIT 5;
SELECT name FROM hostile, news_entities(body) WHERE entity = '' OR mentions < 1 LIMIT 5;

-- A null is no text, and an empty text holds nothing.
SELECT to_newsdoc(NULL) IS NULL AS null_in_null_out;
SELECT (SELECT count(*) FROM news_mentions('')) AS mentions, (SELECT count(*) FROM news_entities('')) AS entities,
    (SELECT count(*) FROM news_quotes('')) AS quotes, (SELECT count(*) FROM news_quantities('')) AS quantities,
    (SELECT count(*) FROM news_claims('')) AS claims;

DROP TABLE hostile;
