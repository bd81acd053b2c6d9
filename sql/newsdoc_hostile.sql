-- Documents from outside are hostile: whatever is wrong with them is said, and
-- nothing wrong comes in.
SET client_min_messages = warning;
CREATE SCHEMA test_newsdoc_hostile;
SET search_path = test_newsdoc_hostile, public;
\getenv directory PG_ABS_SRCDIR
\set file :directory '/test/documents/plain.json'
\set plain `cat :'file'`
\set file :directory '/test/documents/odd.json'
\set odd `cat :'file'`
CREATE TABLE base AS SELECT :'plain'::jsonb AS doc;
CREATE TABLE other AS SELECT :'odd'::jsonb AS doc;

-- sqlstate, detail and hint of an attempt, or "fine"
CREATE FUNCTION attempt(command text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    state text; message text; detail text; hint text;
BEGIN
    EXECUTE command;
    RETURN 'fine';
EXCEPTION WHEN OTHERS THEN
    GET STACKED DIAGNOSTICS state = RETURNED_SQLSTATE, message = MESSAGE_TEXT,
        detail = PG_EXCEPTION_DETAIL, hint = PG_EXCEPTION_HINT;
    RETURN concat_ws(' | ', state, message, nullif(detail, ''), nullif(hint, ''));
END $$;

-- Text that is no document at all.
\pset format unaligned
SELECT input, attempt(format('SELECT %L::newsdoc', input)) FROM unnest(ARRAY[
    '', '{', '[]', '1', '"x"', 'null', '{}', '{"version": 1}', '{"version": "1", "chars": 1}',
    '{"version": 2, "chars": 1}', '{"version": 1, "chars": -1}', '{"version": 1, "chars": 1.5}',
    '{"version": 1, "chars": 134217729}', '{"version": 1, "chars": 1e100}',
    '{"version": 1, "chars": 1, "mentions": {}}', '{"version": 1, "chars": 1, "mentions": [1]}',
    '{"version": 1, "chars": 1, "mentions": 1}', '{"version": 1, "chars": 1, "mentions": [[]]}',
    '{"version": 1, "chars": 1, "more": 1}', '{"version": 1, "chars": 1, "truncated": 1}',
    '{"version": 1, "chars": 9, "mentions": [{"mention": "a\u0000b", "kind": "name", "span": [1, 4]}]}']) input;

-- A good document with one thing changed.
CREATE TABLE changes (id int GENERATED ALWAYS AS IDENTITY, path text[], value jsonb);
INSERT INTO changes (path, value) VALUES
    ('{mentions,0,span}', '[9, 1]'),
    ('{mentions,0,span}', '[1, 1]'),
    ('{mentions,2}', '{"mention": "Ana", "kind": "name", "span": [1, 4]}'),
    ('{quotes,0,speaker_no}', 'null'),
    ('{quotes,0,speaker}', 'null'),
    ('{mentions,0,span}', '[0, 8]'),
    ('{mentions,0,span}', '[1, 2, 3]'),
    ('{mentions,0,span}', '[1]'),
    ('{mentions,0,span}', '"[1,9)"'),
    ('{mentions,0,span}', '[1, 99999999999]'),
    ('{mentions,0,span}', '[1, 8.5]'),
    ('{mentions,0,span}', '[1, 10]'),
    ('{mentions,0,span}', '[2, 10]'),
    ('{mentions,0,span}', '[20, 28]'),
    ('{mentions,3,span}', '[200, 203]'),
    ('{mentions,3,span}', '[101, 104]'),
    ('{mentions,0,mention}', '"Ana Rui"'),
    ('{mentions,0,mention}', '""'),
    ('{mentions,0,mention}', '5'),
    ('{mentions,0,mention}', 'null'),
    ('{mentions,0,label}', '"PER"'),
    ('{mentions,0,label}', '"person"'),
    ('{mentions,0,kind}', '"names"'),
    ('{mentions,0,kind}', 'null'),
    ('{mentions,0,entity}', '"Li Qiang"'),
    ('{mentions,0,entity_no}', '4'),
    ('{mentions,0,entity_no}', '0'),
    ('{mentions,0,entity_no}', 'null'),
    ('{mentions,0,more}', 'true'),
    ('{entities,0,entity}', 'null'),
    ('{entities,0,label}', 'null'),
    ('{entities,0,label}', '"DATE"'),
    ('{entities,0,aliases}', '"Ruiz"'),
    ('{entities,0,aliases}', '[1]'),
    ('{entities,0,aliases}', '[""]'),
    ('{entities,0,mentions}', '3'),
    ('{entities,0,salience}', '1.001'),
    ('{entities,0,salience}', '-1'),
    ('{entities,0,salience}', '1e999'),
    ('{entities,0,salience}', '"1"'),
    ('{entities,0,first_span}', '[11, 20]'),
    ('{quotes,0,quote_no}', '0'),
    ('{quotes,0,quote_no}', 'null'),
    ('{quotes,0,quote_no}', '2147483648'),
    ('{quotes,0,quote}', '"Energy prices rose 30% to £1.2bn this week"'),
    ('{quotes,0,kind}', '"spoken"'),
    ('{quotes,0,negated}', '"no"'),
    ('{quotes,0,speaker}', '"Li Qiang"'),
    ('{quotes,0,speaker_no}', '9'),
    ('{quotes,0,speaker_label}', '"WHO"'),
    ('{quotes,0,cue}', 'null'),
    ('{quotes,0,cue_span}', 'null'),
    ('{quotes,0,source}', '"him"'),
    ('{quotes,0,speaker_span}', '[98, 101]'),
    ('{quantities,0,quantity}', '"lots"'),
    ('{quantities,0,quantity}', 'null'),
    ('{quantities,0,expression}', '"31%"'),
    ('{quantities,0,span}', '[80, 83]'),
    ('{claims,0,quantity_no}', '3'),
    ('{claims,0,quantity_no}', 'null'),
    ('{claims,0,quantity}', '"31 percent"'),
    ('{claims,0,quantity_span}', '[75, 81]'),
    ('{claims,1,from_no}', '3'),
    ('{claims,1,from_quantity}', '"1 percent"'),
    ('{claims,0,measure}', '"rate"'),
    ('{claims,0,direction}', '"sideways"'),
    ('{claims,0,modality}', 'null'),
    ('{claims,0,subject_span}', '[49, 61]'),
    ('{claims,0,period_span}', 'null'),
    ('{claims,0,speaker_no}', '3');
SELECT path, value, attempt(format('SELECT %L::jsonb::newsdoc', jsonb_set(doc, path, value)))
    FROM base, changes ORDER BY id;

-- Where the server can complain softly, it is told the same.
DO $$
DECLARE
    input record;
    softly text;
BEGIN
    IF current_setting('server_version_num')::int >= 160000 THEN
        FOR input IN
            SELECT 'newsdoc' AS type, jsonb_set(doc, path, value)::text AS value FROM base, changes
            UNION ALL SELECT 'newsquantity', unnest(ARRAY['', 'much', '5 to 3 km', '$5 euros', '1e999', '5 km', '~ $2bn to $3bn'])
            UNION ALL SELECT 'newsquery', unnest(ARRAY['', 'entity:', 'entity:Ruiz &', '(entity:Ruiz', 'colour:red',
                'quantity > much', 'claim(amount > )', 'entity:Ruiz & !quantity > $1bn'])
        LOOP
            EXECUTE $q$SELECT coalesce(nullif(concat_ws(' | ', sql_error_code, message, nullif(detail, ''), nullif(hint, '')), ''),
                'fine') FROM pg_input_error_info($1, $2)$q$ INTO softly USING input.value, input.type;
            IF softly <> attempt(format('SELECT %L::%s', input.value, input.type)) THEN
                RAISE '% of %: % but %', input.type, input.value, softly,
                    attempt(format('SELECT %L::%s', input.value, input.type));
            END IF;
        END LOOP;
    END IF;
END $$;

-- The wire: a binary COPY of one value of given bytes, as a client sends it.
SELECT lo_create(4711) AS received \gset
CREATE FUNCTION receive(type regtype, bytes bytea, OUT result text, OUT sent bytea)
LANGUAGE plpgsql AS $$
DECLARE
    path text := current_setting('data_directory') || '/newsext_received';
    fd int := lo_open(4711, x'60000'::int);
BEGIN
    PERFORM lo_truncate(fd, 0), lowrite(fd, '\x5047434f50590aff0d0a00' || '\x0000000000000000'::bytea ||
        '\x0001' || int4send(length(bytes)) || bytes || '\xffff'), lo_close(fd);
    PERFORM lo_export(4711, path);
    EXECUTE format('CREATE TEMP TABLE IF NOT EXISTS received_%s (v %1$s)', type);
    EXECUTE format('DELETE FROM received_%s', type);
    result := attempt(format('COPY received_%s FROM %L WITH (FORMAT binary)', type, path));
    EXECUTE format('SELECT %s_send(v) FROM received_%1$s', type) INTO sent;
END $$;

SELECT result, sent = newsdoc_send(doc::newsdoc) AS same
    FROM base, receive('newsdoc', newsdoc_send(doc::newsdoc));
SELECT bytes, (receive('newsdoc', bytes)).result FROM unnest(ARRAY[
    '', '\x01', '\x01000000', '\x02000000', '\x0100000000', '\x01020000',
    '\x0100000100000000000000000000000000000000', '\xffffffffffffffffffffffffffffffff',
    '\x01000000000000000000000000000000000000',  -- nothing: fine
    '\x0100000000000000000000000000000000000020',  -- a byte too many
    '\x0100000080000000000000000000000000000000',  -- a number in more bytes than it needs
    '\x01000000808080808080808080808080808080808080'
]::bytea[]) bytes;

-- A thousand documents with a few bytes wrong: refused, or the very same bytes
-- come back.
CREATE FUNCTION damage(bytes bytea) RETURNS bytea LANGUAGE plpgsql AS $$
DECLARE
    p int;
BEGIN
    FOR i IN 0..floor(random() * 3) LOOP
        p := floor(random() * length(bytes));
        bytes := CASE floor(random() * 5)
            WHEN 0 THEN set_byte(bytes, p, floor(random() * 256)::int)
            WHEN 1 THEN set_byte(bytes, p, get_byte(bytes, p) # (1 << floor(random() * 8)::int))
            WHEN 2 THEN substr(bytes, 1, p) || substr(bytes, p + 2)
            WHEN 3 THEN substr(bytes, 1, p + 3) || substr(bytes, p + 1)
            ELSE set_byte(bytes, least(p, floor(random() * 40)::int), floor(random() * 256)::int) END;
    END LOOP;
    RETURN bytes;
END $$;
SELECT setseed(0.5);
CREATE TABLE damaged AS SELECT damage(newsdoc_send(doc::newsdoc)) AS bytes
    FROM (TABLE base UNION ALL TABLE other) d, generate_series(1, 500);
SELECT count(*) AS wrong FROM damaged, receive('newsdoc', bytes) r
    WHERE CASE WHEN r.result = 'fine' THEN r.sent <> bytes ELSE r.result !~ '^(22P03|22021) ' END;

-- Quantities likewise.
SELECT bytes, (receive('newsquantity', bytes)).result FROM unnest(ARRAY[
    '', '\x01', '\x00', '\x0183', '\x01830000000000001440', '\x018300000000000014405553',
    '\x0183000000000000f07f', '\x0183000000000000f87f', '\x0100', '\x0100000000000000',
    '\x01ff0000000000001440', '\x0103000000000000144000000000000000405553']::bytea[]) bytes;
CREATE TABLE damaged_quantities AS SELECT damage(newsquantity_send(q::newsquantity)) AS bytes
    FROM unnest(ARRAY['5 USD', '3..4 percent', '>=7 kilometer-per-hour', '~1.5', '<1000 person']) q,
    generate_series(1, 100);
SELECT count(*) AS wrong FROM damaged_quantities, receive('newsquantity', bytes) r
    WHERE CASE WHEN r.result = 'fine' THEN r.sent <> bytes
        ELSE r.result !~ '^(22P03|08P01) ' END;
SELECT lo_unlink(4711);
