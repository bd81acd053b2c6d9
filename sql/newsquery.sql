-- The type newsquery: canonical text, errors, joining, building, order.

-- No operator class may fail amvalidate.
SELECT opcname, amname, amvalidate(c.oid) AS valid
FROM pg_opclass c JOIN pg_am a ON a.oid = opcmethod
WHERE c.oid IN (SELECT objid FROM pg_depend d JOIN pg_extension e ON e.oid = refobjid
                WHERE d.classid = 'pg_opclass'::regclass AND extname = 'newsext')
ORDER BY amname, opcname;

-- Canonical text, which reads back as itself.
CREATE TABLE queries (n int GENERATED ALWAYS AS IDENTITY, typed text);
INSERT INTO queries (typed) VALUES
    (''), ('   '),
    ('person:"Xi Jinping" & (org:NATO | org:"European Union") & !gpe:Japan'),
    ('PERSON : Xi'), ('entity:Mishustin'), ('gpe:uk*'), ('gpe:"united k"*'),
    ('loc:a|norp:b|fac:c|event:d|product:e|work_of_art:f|law:g|language:h'),
    ('speaker:"Li Qiang"'), ('"unprecedented high"'), ('"un"'),
    ('person:"a \"b\" \\ c"'), ('person:“curly marks”'), ('“curly phrase”'),
    ('entity:O''Brien'), ('entity:St.-Denis'), ('entity:José'), ('entity:日本*'),
    ('amount > 1000000000 USD'), ('amount>=30 percent'), ('amount < 5 kilometer'),
    ('amount <= 5 kilometer'), ('amount = 7'), ('amount 7 job'), ('amount: 7 job'),
    ('amount ≥ 30 percent & amount ≤ 40 percent'),
    ('amount = 3000000..4000000 barrel'), ('amount = >5 kilometer'), ('amount "<=5 kilometer"'),
    ('amount = ~40 percent'), ('amount > ~40 percent'), ('amount > -3 celsius'),
    ('quote(speaker:Mishustin & "unprecedented high") & claim(subject:energy & amount >= 30 percent)'),
    ('quote(kind:direct & !negated & person:x)'), ('quote(kind:MIXED | kind:indirect)'),
    ('claim(direction:up & measure:change & modality:projected & period:"this year" & speaker:Li)'),
    ('claim(direction:down | direction:flat & !(modality:denied | modality:hypothetical))'),
    ('((person:a))'), ('(person:a & person:b) & person:c'), ('person:a & (person:b & person:c)'),
    ('(person:a | person:b) | person:c'), ('person:a | person:b & person:c'),
    ('(person:a | person:b) & person:c'), ('!!person:a'), ('!(!person:a & person:b)'), ('! ( person:a )');
SELECT typed, typed::newsquery AS canonical FROM queries ORDER BY n;
SELECT count(*) AS not_round_tripping FROM queries
WHERE typed::newsquery::text::newsquery::text <> typed::newsquery::text;

-- The wire form.
SELECT newsquery_send('person:x | amount > 3 job');
CREATE TABLE wire (query newsquery);
INSERT INTO wire SELECT typed::newsquery FROM queries ORDER BY n;
CREATE TEMP TABLE wired (LIKE wire);
DO $$
BEGIN
    -- 0 is no version, and text from the wire is parsed like any other
    BEGIN
        EXECUTE $x$ COPY wired FROM PROGRAM 'printf "PGCOPY\\n\\377\\r\\n\\000\\000\\000\\000\\000\\000\\000\\000\\000\\000\\001\\000\\000\\000\\003\\000ab\\377\\377"' (FORMAT binary) $x$;
    EXCEPTION WHEN invalid_binary_representation THEN
        RAISE NOTICE '%', sqlerrm;
    END;
    BEGIN
        EXECUTE $x$ COPY wired FROM PROGRAM 'printf "PGCOPY\\n\\377\\r\\n\\000\\000\\000\\000\\000\\000\\000\\000\\000\\000\\001\\000\\000\\000\\003\\001ab\\377\\377"' (FORMAT binary) $x$;
    EXCEPTION WHEN syntax_error THEN
        RAISE NOTICE '%', sqlerrm;
    END;
    EXECUTE $x$ COPY wired FROM PROGRAM 'printf "PGCOPY\\n\\377\\r\\n\\000\\000\\000\\000\\000\\000\\000\\000\\000\\000\\001\\000\\000\\000\\016\\001person: \\042a b\\042\\377\\377"' (FORMAT binary) $x$;
END $$;
SELECT * FROM wired;

-- What is wrong, where, and what was expected.
CREATE FUNCTION complain(typed text) RETURNS TABLE (state text, message text, detail text, hint text)
LANGUAGE plpgsql AS $$
BEGIN
    PERFORM typed::newsquery;
    message := 'accepted';
    RETURN NEXT;
EXCEPTION WHEN OTHERS THEN
    GET STACKED DIAGNOSTICS state = RETURNED_SQLSTATE, message = MESSAGE_TEXT,
        detail = PG_EXCEPTION_DETAIL, hint = PG_EXCEPTION_HINT;
    RETURN NEXT;
END $$;
\x on
SELECT typed, c.* FROM unnest(ARRAY[
    'Mishustin', 'person', 'person:', 'person:&', 'person:*', 'foo:x', 'person:x person:y', 'person:x &',
    '& person:x', '(person:x', 'person:x)', '()', '!', 'person:AT&T', '"never closed', '""', '"  "', '"high"*',
    'direction:up', 'kind:direct', 'negated', 'quote(direction:up)', 'claim("words")', 'claim(org:x)',
    'quote(quote("x"))', 'claim', 'claim()', 'claim(direction:sideways)', 'quote(kind:loud)', 'quote(kind:direct*)',
    'amount', 'amount >', 'amount > many', 'amount > 3..4 job', 'amount < >3 job', 'amount >> 3 job',
    'amount > "', 'person:éa éb', '“never closed"', 'claim(subject:energ*)']) typed, complain(typed) c;
\x off
-- A query of ten thousand conditions is the largest; deep nesting is told by the stack.
SELECT state, message, detail FROM complain(repeat('person:x & ', 9999) || 'person:x');
SELECT state, message, detail FROM complain(repeat('person:x & ', 10000) || 'person:x');
SELECT state, message FROM complain(repeat('(', 1000000) || 'person:x');
-- too many conditions or too deep a stack: which comes first hangs on the compiler
SELECT state IN ('54000', '54001') AS limited FROM complain(repeat('!', 1000000) || 'person:x');

-- Joining.
SELECT 'person:a'::newsquery & 'person:b' AS "and", 'person:a'::newsquery | 'person:b' AS "or", !!'person:a'::newsquery AS "not";
SELECT ('person:a | person:b'::newsquery) & 'person:c | person:d', !!('person:a | person:b'::newsquery), !! (!! 'person:a'::newsquery);
SELECT ''::newsquery & 'person:a' AS a, 'person:a'::newsquery | '' AS b, !!''::newsquery AS c, ''::newsquery & '' AS d;

-- Building from parameters: nothing in them is read as syntax.
SELECT news_query_person('O"Brien') & news_query_org('AT&T') | news_query_entity('a*) | person:b', prefix => true);
SELECT news_query_gpe('UK') & news_query_loc('a') & news_query_norp('a') & news_query_fac('a') & news_query_event('a')
    & news_query_product('a') & news_query_work_of_art('a') & news_query_law('a') & news_query_language('a');
SELECT news_query_speaker('Li Qiang') & news_query_phrase('say "when"');
SELECT news_query_amount('>=30 percent'), news_query_amount('>', '3 kilometer'), news_query_amount('=', '3..4 job');
SELECT news_query_quote(speaker => 'Li', phrase => 'unity', mentions => 'NATO', kind => 'direct', negated => false);
SELECT news_query_quote(news_query_speaker('Li') & (news_query_phrase('a') | news_query_amount('3 job')));
SELECT news_query_claim(subject => 'energy', amount => '>=30 percent', direction => 'up', measure => 'change',
                        modality => 'asserted', speaker => 'Li', period => 'this year');
SELECT news_query_claim(news_query_speaker('Li') & news_query_amount('<', '3 job'));
SELECT news_query_person('  ');
SELECT news_query_amount('>', '3..4 job');
SELECT news_query_amount('<>', '3 job');
SELECT news_query_quote();
SELECT news_query_claim(direction => 'sideways');
SELECT news_query_claim(news_query_phrase('words'));
SELECT news_query_person(NULL) IS NULL AS strict;

-- Equality is of canonical text, so that saved searches can have a key.
SELECT 'person:a&person:b'::newsquery = 'person:a  &  (person:b)' AS same, 'person:a'::newsquery < 'person:b' AS before;
CREATE TABLE saved (query newsquery PRIMARY KEY);
INSERT INTO saved VALUES ('person:b'), ('person:a');
INSERT INTO saved VALUES ('person: "a"');
SELECT query FROM saved ORDER BY query;
SELECT count(DISTINCT query) FROM wire;
SET enable_sort = off;
SELECT count(*) FROM (SELECT query FROM wire GROUP BY query) g;
RESET enable_sort;
SELECT bool_and(newsquery_hash(a.query) = newsquery_hash(b.query)) AS equal_hash
FROM wire a JOIN wire b ON a.query = b.query;

DROP FUNCTION complain;
DROP TABLE queries, wire, wired, saved;

-- As many words as a query may have, in strings as long as you like: what it
-- takes to read goes with the text, not with its square.
SELECT length(query) = length(query::newsquery::text) AS same
FROM (SELECT string_agg('"' || repeat('a', 1500) || '"', ' & ') FROM generate_series(1, 5000)) AS long (query);
