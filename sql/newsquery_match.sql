-- What a query means, on documents made by hand, by scan and by index alike.

-- [start, end) of words in a text
CREATE FUNCTION at(body text, words text) RETURNS jsonb IMMUTABLE LANGUAGE sql AS
$$ SELECT jsonb_build_array(strpos(body, words), strpos(body, words) + length(words)) $$;

CREATE FUNCTION doc_of(body text) RETURNS newsdoc IMMUTABLE LANGUAGE sql AS $$
    SELECT jsonb_build_object(
        'version', 1, 'chars', length(body),
        'mentions', jsonb_build_array(
            jsonb_build_object('mention', 'José García', 'label', 'PERSON', 'entity', 'José García', 'entity_no', 1, 'kind', 'name', 'span', at(body, 'José García')),
            jsonb_build_object('mention', 'Spain', 'label', 'GPE', 'entity', 'Spain', 'entity_no', 2, 'kind', 'name', 'span', at(body, 'Spain')),
            jsonb_build_object('mention', 'NATO', 'label', 'ORG', 'entity', 'North Atlantic Treaty Organization', 'entity_no', 3, 'kind', 'name', 'span', at(body, 'NATO')),
            jsonb_build_object('mention', 'Ann Smith Jr.', 'label', 'PERSON', 'entity', 'Ann Smith Jr.', 'entity_no', 4, 'kind', 'name', 'span', at(body, 'Ann Smith Jr.')),
            jsonb_build_object('mention', 'The U.K.', 'label', 'GPE', 'entity', 'The U.K.', 'entity_no', 5, 'kind', 'name', 'span', at(body, 'The U.K.'))),
        'entities', jsonb_build_array(
            jsonb_build_object('entity', 'José García', 'label', 'PERSON', 'mentions', 1, 'salience', 0.5, 'first_span', at(body, 'José García')),
            jsonb_build_object('entity', 'Spain', 'label', 'GPE', 'mentions', 1, 'salience', 0.5, 'first_span', at(body, 'Spain')),
            jsonb_build_object('entity', 'North Atlantic Treaty Organization', 'label', 'ORG', 'aliases', jsonb_build_array('NATO'), 'mentions', 1, 'salience', 0.5, 'first_span', at(body, 'NATO')),
            jsonb_build_object('entity', 'Ann Smith Jr.', 'label', 'PERSON', 'mentions', 1, 'salience', 0.5, 'first_span', at(body, 'Ann Smith Jr.')),
            jsonb_build_object('entity', 'The U.K.', 'label', 'GPE', 'mentions', 1, 'salience', 0.5, 'first_span', at(body, 'The U.K.'))),
        'quotes', jsonb_build_array(
            jsonb_build_object('quote_no', 1, 'quote', 'Exports to NATO countries', 'speaker', 'José García', 'speaker_no', 1, 'speaker_label', 'PERSON', 'kind', 'direct', 'span', at(body, 'Exports to NATO countries')),
            jsonb_build_object('quote_no', 1, 'quote', 'have reached an unprecedented high of $3 billion', 'speaker', 'José García', 'speaker_no', 1, 'speaker_label', 'PERSON', 'kind', 'direct', 'span', at(body, 'have reached an unprecedented high of $3 billion')),
            jsonb_build_object('quote_no', 2, 'quote', 'that energy exports fell 40 percent in May', 'speaker', 'Ann Smith Jr.', 'speaker_no', 4, 'speaker_label', 'PERSON', 'kind', 'indirect', 'negated', true, 'span', at(body, 'that energy exports fell 40 percent in May')),
            jsonb_build_object('quote_no', 3, 'quote', 'It is a high price', 'speaker', 'an official', 'kind', 'direct', 'span', at(body, 'It is a high price'))),
        'quantities', jsonb_build_array(
            jsonb_build_object('expression', '$3 billion', 'quantity', '3000000000 USD', 'span', at(body, '$3 billion')),
            jsonb_build_object('expression', '40 percent', 'quantity', '40 percent', 'span', at(body, '40 percent')),
            jsonb_build_object('expression', '3 to 5 miles', 'quantity', '3..5 mile', 'span', at(body, '3 to 5 miles'))),
        'claims', jsonb_build_array(
            jsonb_build_object('claim', 'Exports to NATO countries', 'quantity', '3000000000 USD', 'quantity_no', 1, 'subject', 'Exports to NATO countries', 'subject_span', at(body, 'Exports to NATO countries'), 'measure', 'level', 'modality', 'asserted', 'speaker', 'José García', 'speaker_no', 1, 'span', at(body, 'Exports to NATO countries'), 'quantity_span', at(body, '$3 billion')),
            jsonb_build_object('claim', 'energy exports fell 40 percent in May', 'quantity', '40 percent', 'quantity_no', 2, 'subject', 'energy exports', 'subject_span', at(body, 'energy exports'), 'measure', 'change', 'direction', 'down', 'modality', 'denied', 'period', 'in May', 'period_span', at(body, 'in May'), 'speaker', 'Ann Smith Jr.', 'speaker_no', 4, 'span', at(body, 'energy exports fell 40 percent in May'), 'quantity_span', at(body, '40 percent')))
    )::newsdoc
$$;

CREATE TABLE docs (id int, doc newsdoc);
INSERT INTO docs SELECT 1, doc_of('José García of Spain: "Exports to NATO countries," he said, "have reached an unprecedented high of $3 billion." '
    'Ann Smith Jr. denied that energy exports fell 40 percent in May. "It is a high price," an official said. The U.K. lies 3 to 5 miles away.');
INSERT INTO docs SELECT 2, to_newsdoc('');
INSERT INTO docs SELECT 3, NULL;
CREATE INDEX docs_doc ON docs USING gin (doc);

-- Each query with the documents that it finds, by scan and by index.
CREATE FUNCTION found(query newsquery, by_index boolean) RETURNS text LANGUAGE plpgsql AS $$
DECLARE result text;
BEGIN
    PERFORM set_config('enable_seqscan', (NOT by_index)::text, true), set_config('enable_bitmapscan', by_index::text, true);
    EXECUTE 'SELECT string_agg(id::text, '','' ORDER BY id) FROM docs WHERE doc @@ $1' INTO result USING query;
    RETURN result;
END $$;
CREATE TABLE asked (n int GENERATED ALWAYS AS IDENTITY, query newsquery, expected boolean);
INSERT INTO asked (query, expected) VALUES
    -- names: label, case, accents, articles, full stops, last name, alias, prefix
    ('person:"José García"', true), ('person:"jose garcia"', true), ('person:García', true), ('person:garcia', true),
    ('person:José', false), ('org:"José García"', false), ('entity:"JOSE GARCIA"', true), ('entity:garcia*', true),
    ('person:gar*', true), ('person:jos*', true), ('gpe:jos*', false), ('entity:xyz*', false), ('person:smith', true),
    ('person:"Ann Smith"', false), ('person:"Ann Smith Jr"', true), ('person:jr', false), ('gpe:UK', true),
    ('gpe:"the UK"', true), ('gpe:"the U.K."', true), ('org:nato', true), ('org:"north atlantic treaty organization"', true),
    ('org:treaty', false), ('gpe:spain & !gpe:france', true), ('!gpe:spain', false),
    -- speakers
    ('speaker:garcia', true), ('speaker:"Ann Smith Jr."', true), ('speaker:spain', false), ('speaker:official', true),
    ('speaker:"an official"', true), ('speaker:offic*', true), ('speaker:officer', false), ('!speaker:spain', true),
    -- words of quotations: stems, order, stop words, within one stretch
    ('"unprecedented high"', true), ('"unprecedented highs"', true), ('"high unprecedented"', false), ('"exporting"', true),
    ('"unprecedented high of $3 billion"', true), ('"high price"', true), ('"high billion"', false), ('"reached an unprecedented"', true),
    ('"reached the unprecedented"', true), ('"reached unprecedented"', false), ('"countries have reached"', false),
    ('"miles"', false), ('"the"', false), ('!"the"', false), ('"the" & gpe:spain', true), ('"the" | gpe:france', false),
    -- one quotation
    ('quote(speaker:garcia & "unprecedented high")', true), ('quote(speaker:smith & "unprecedented high")', false),
    ('quote(speaker:garcia & "countries" & "billion")', true), ('quote("price" & "billion")', false),
    ('"price" & "billion"', true), ('quote(org:nato & "high")', true), ('quote(org:nato & "price")', false),
    ('quote(gpe:spain)', false), ('quote(entity:na*)', true), ('quote(amount > 1000000000 USD)', true),
    ('quote(amount > 1000000000 USD & speaker:smith)', false), ('quote(amount = 3..5 mile)', false),
    ('quote(kind:direct & "price")', true), ('quote(kind:indirect & "price")', false), ('quote(negated)', true),
    ('quote(negated & speaker:garcia)', false), ('quote(negated & kind:direct)', false), ('quote(kind:mixed)', false),
    ('quote(!kind:direct)', true), ('quote(!speaker:garcia & "high")', true), ('quote(!(speaker:garcia | speaker:official) & "high")', false),
    ('quote(!"high" & kind:direct)', false), ('!quote(kind:mixed)', true), ('quote(kind:mixed | "price")', true),
    -- amounts: units convert, dimensions do not
    ('amount > 2 kilometer', true), ('amount > 9 kilometer', false), ('amount >= 8.04672 kilometer', true), ('amount > 8.04672 kilometer', false),
    ('amount < 4.82803 kilometer', false), ('amount <= 4.828032 kilometer', true), ('amount = 6 kilometer', true), ('amount = 2..3 mile', true),
    ('amount > 1 USD', true), ('amount > 1 EUR', false), ('amount = 3000000000 USD', true), ('amount < 3000000000 USD', false),
    ('amount = 40 percent', true), ('amount > 40 percent', false), ('amount >= 40 percent', true), ('amount = 40', false),
    ('amount = 30..50 percent', true), ('amount = 41..50 percent', false), ('amount > 1 job', false),
    -- one claim
    ('claim(subject:energy & amount >= 30 percent)', true), ('claim(subject:energy & amount > 1 USD)', false),
    ('claim(subject:"exports energy")', true), ('claim(subject:exporters)', true), ('claim(subject:spain)', false),
    ('claim(amount >= 30 percent & direction:down)', true), ('claim(amount >= 30 percent & direction:up)', false),
    ('claim(amount >= 30 percent & !direction:up)', true), ('claim(direction:down & measure:change & modality:denied)', true),
    ('claim(direction:down & modality:asserted)', false), ('claim(measure:level & amount > 1 USD & modality:asserted)', true),
    ('claim(amount = 3..5 mile)', false), ('claim(period:may)', true), ('claim(period:june)', false),
    ('claim(speaker:garcia & amount > 1 USD)', true), ('claim(speaker:smith & amount > 1 USD)', false),
    ('claim(direction:up | measure:level)', true), ('claim(direction:up & direction:down)', false),
    ('!claim(direction:up & direction:down)', true), ('claim(!subject:energy)', true), ('claim(!subject:exports)', false),
    -- joining
    ('gpe:spain & gpe:uk', true), ('gpe:spain & gpe:france', false), ('gpe:france | gpe:spain', true),
    ('gpe:france | gpe:italy & gpe:spain', false), ('(gpe:france | gpe:spain) & !gpe:italy', true), ('!(gpe:france | gpe:spain)', false),
    ('!!gpe:spain', true), ('!gpe:france & !gpe:italy', true),
    ('quote(speaker:garcia & "unprecedented high") & claim(subject:energy & amount >= 30 percent)', true);
SELECT query, expected, found(query, false) AS scan, found(query, true) AS index FROM asked
WHERE (found(query, false) ~ '1') IS NOT TRUE = expected OR found(query, true) IS DISTINCT FROM found(query, false)
ORDER BY n;
SELECT count(*), count(*) FILTER (WHERE expected) AS matching FROM asked;
-- Of a document without anything all that is denied is true; of no document nothing is.
SELECT query, found(query, true) AS index FROM asked WHERE found(query, true) ~ '2' ORDER BY n;
-- The empty query finds nothing, and says nothing.
SELECT found('', false) AS scan, found('', true) AS index;
-- All four operators.
SELECT doc @@ 'gpe:spain' AS a, newsquery 'gpe:spain' @@ doc AS b, ''::text @@ newsquery '!gpe:spain' AS c,
    newsquery 'gpe:spain' @@ ''::text AS d FROM docs WHERE id = 1;

-- Stated points, hedges, ranges and bounds against comparisons.
CREATE FUNCTION doc_of_amount(amount text) RETURNS newsdoc IMMUTABLE LANGUAGE sql AS $$
    SELECT jsonb_build_object('version', 1, 'chars', length(amount), 'mentions', jsonb_build_array(), 'entities', jsonb_build_array(),
        'quotes', jsonb_build_array(), 'claims', jsonb_build_array(), 'quantities', jsonb_build_array(jsonb_build_object(
            'expression', amount, 'quantity', amount, 'span', at(amount, amount))))::newsdoc $$;
CREATE TABLE amounts (stated text, doc newsdoc);
INSERT INTO amounts SELECT a, doc_of_amount(a) FROM unnest(ARRAY['-5 USD', '0 USD', '10 USD', '~10 USD', '5..15 USD', '>10 USD', '>=10 USD', '<10 USD', '<=10 USD', '10 EUR', '1 mile', '0 celsius', '32 fahrenheit']) a;
CREATE INDEX amounts_doc ON amounts USING gin (doc);
CREATE FUNCTION amounts_found(query newsquery, by_index boolean) RETURNS text LANGUAGE plpgsql AS $$
DECLARE result text;
BEGIN
    PERFORM set_config('enable_seqscan', (NOT by_index)::text, true), set_config('enable_bitmapscan', by_index::text, true);
    EXECUTE 'SELECT string_agg(stated, '', '' ORDER BY stated COLLATE "C") FROM amounts WHERE doc @@ $1' INTO result USING query;
    RETURN result;
END $$;
SELECT q::newsquery AS query, amounts_found(q::newsquery, false) AS finds,
    amounts_found(q::newsquery, true) IS NOT DISTINCT FROM amounts_found(q::newsquery, false) AS same_by_index
FROM unnest(ARRAY['amount > 5 USD', 'amount >= 10 USD', 'amount > 10 USD', 'amount = 10 USD', 'amount < 10 USD', 'amount <= 10 USD', 'amount < 20 USD',
    'amount > 12 USD', 'amount = 12..20 USD', 'amount = 0 USD', 'amount > 0 USD', 'amount < 0 USD', 'amount >= 0 USD', 'amount = -10..0 USD',
    'amount = 1.609344 kilometer', 'amount >= 1609.344 meter', 'amount > 1609.344 meter', 'amount < 5279 foot', 'amount = 0 celsius', 'amount <= 273.15 kelvin']) q;

DROP TABLE amounts, asked, docs;
DROP FUNCTION found, amounts_found, doc_of_amount, doc_of, at;
