-- The type newsquantity: canonical text, accessors, conversions.
SET client_min_messages = warning;
CREATE SCHEMA test_newsquantity;
SET search_path = test_newsquantity, public;
\pset null -
CREATE TABLE given (id int GENERATED ALWAYS AS IDENTITY, input text);
INSERT INTO given (input) VALUES ('0'), ('5'), ('-5'), ('0.1'), ('1200000000 USD'), ('3000000..4000000'),
    ('3000000..4000000 barrel'), ('>1000000000 USD'), ('>=30 percent'), ('<2.5 percent'), ('<=700 person'),
    ('~40 percent'), ('0.333333333333333 ratio'), ('-12 celsius'), ('100 kilometer-per-hour'),
    ('1e-9 gram'), ('123456789012345 EUR'), ('-3..5 celsius'), ('2 percentage-point'), ('25 basis-point');
SELECT input, q, q::text = input AS canonical, q::text::newsquantity = q AS same, news_value(q), news_low(q),
    news_high(q), news_unit(q), news_dimension(q), q::numrange
    FROM given, LATERAL (SELECT input::newsquantity AS q) s ORDER BY id;

-- Stored short: flags, the ends that there are, the unit.
SELECT input, pg_column_size(input::newsquantity) AS bytes, newsquantity_send(input::newsquantity) AS sent
    FROM given WHERE id IN (1, 5, 6, 8) ORDER BY id;

-- Units that measure the same convert; others give null.
SELECT q, u, news_convert(q::newsquantity, u) FROM (VALUES ('5 kilometer', 'meter'), ('5 kilometer', 'mile'),
    ('26.2 mile', 'kilometer'), ('100 celsius', 'fahrenheit'), ('-40 fahrenheit', 'celsius'),
    ('1..2 tonne', 'kilogram'), ('>60 mile-per-hour', 'kilometer-per-hour'), ('5 USD', 'USD'), ('5 USD', 'EUR'),
    ('5 kilometer', 'kilogram'), ('30 percent', 'basis-point'), ('5', 'job'), ('5 job', 'job'),
    ('~3 hour', 'minute'), ('5 kilometer', 'km'), ('5 mile', 'kilometers')) v (q, u);
SELECT news_convert('5 km', '');
SELECT news_convert('5 km', '%%');

-- What is no quantity.
CREATE FUNCTION complaint(input text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    state text; message text; detail text; hint text;
BEGIN
    RETURN input::newsquantity;
EXCEPTION WHEN OTHERS THEN
    GET STACKED DIAGNOSTICS state = RETURNED_SQLSTATE, message = MESSAGE_TEXT,
        detail = PG_EXCEPTION_DETAIL, hint = PG_EXCEPTION_HINT;
    RETURN concat_ws(' | ', state, message, CASE WHEN detail = '' OR hint = '' THEN 'says no more' END);
END $$;
\pset format unaligned
SELECT input, complaint(input) FROM unnest(ARRAY['', ' ', 'many', '5 USD 6', '..', '5..', '5..3 USD', '1e999',
    'NaN', 'Infinity', '>', '>>5', '5 ' || repeat('x', 100)]) input;

-- Casts and coercions.
SELECT '3..4 percent'::newsquantity::numrange @> 3.5 AS inside;
SELECT news_value(NULL) IS NULL AS null;
CREATE TABLE stored (q newsquantity DEFAULT '5 USD');
INSERT INTO stored DEFAULT VALUES;
INSERT INTO stored SELECT input::newsquantity FROM given;
SELECT count(*), count(DISTINCT q) FROM stored;
