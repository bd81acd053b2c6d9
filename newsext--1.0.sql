/* newsext--1.0.sql */

-- complain if script is sourced in psql, rather than via CREATE EXTENSION
\echo Use "CREATE EXTENSION newsext" to load this file. \quit

-- COST: 1 is an operator on integers, and the rest as measured beside it, in
-- round figures: comparing quantities looks up two units (20), reading rows
-- off a document takes it apart (500), and an analysis reads every word of an
-- article (10000 for one of a kilobyte or two).

-- ---- newsquantity: a value, range or bound with a unit ----

CREATE TYPE newsquantity;

CREATE FUNCTION newsquantity_in(cstring) RETURNS newsquantity
	AS 'MODULE_PATHNAME', 'newsquantity_in'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION newsquantity_in(cstring) IS
	'input of newsquantity: canonical text or what a person writes';

CREATE FUNCTION newsquantity_out(newsquantity) RETURNS cstring
	AS 'MODULE_PATHNAME', 'newsquantity_out'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50;
COMMENT ON FUNCTION newsquantity_out(newsquantity) IS
	'output of newsquantity: canonical text';

CREATE FUNCTION newsquantity_recv(internal) RETURNS newsquantity
	AS 'MODULE_PATHNAME', 'newsquantity_recv'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION newsquantity_recv(internal) IS
	'binary input of newsquantity';

CREATE FUNCTION newsquantity_send(newsquantity) RETURNS bytea
	AS 'MODULE_PATHNAME', 'newsquantity_send'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION newsquantity_send(newsquantity) IS
	'binary output of newsquantity';

CREATE TYPE newsquantity (
	INPUT = newsquantity_in,
	OUTPUT = newsquantity_out,
	SEND = newsquantity_send,
	RECEIVE = newsquantity_recv,
	INTERNALLENGTH = VARIABLE,
	STORAGE = main
);
COMMENT ON TYPE newsquantity IS
	'value, range or bound with a unit: 1200000000 USD, 3000000..4000000 barrel, >=30 percent';

-- newsquantity: accessors and conversions

CREATE FUNCTION news_value(quantity newsquantity) RETURNS numeric
	AS 'MODULE_PATHNAME', 'news_value'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10;
COMMENT ON FUNCTION news_value(newsquantity) IS
	'value of a point or of a bound; null for a range';

CREATE FUNCTION news_low(quantity newsquantity) RETURNS numeric
	AS 'MODULE_PATHNAME', 'news_low'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10;
COMMENT ON FUNCTION news_low(newsquantity) IS
	'lower end, in the unit that news_unit() names; null where open';

CREATE FUNCTION news_high(quantity newsquantity) RETURNS numeric
	AS 'MODULE_PATHNAME', 'news_high'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10;
COMMENT ON FUNCTION news_high(newsquantity) IS
	'upper end, in the unit that news_unit() names; null where open';

CREATE FUNCTION news_unit(quantity newsquantity) RETURNS text
	AS 'MODULE_PATHNAME', 'news_unit'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 5;
COMMENT ON FUNCTION news_unit(newsquantity) IS
	'unit: ISO 4217 code, CLDR identifier or counted noun; null for a bare number';

CREATE FUNCTION news_dimension(quantity newsquantity) RETURNS text
	AS 'MODULE_PATHNAME', 'news_dimension'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10;
COMMENT ON FUNCTION news_dimension(newsquantity) IS
	'what the unit measures; equal where quantities compare and convert';

CREATE FUNCTION news_convert(quantity newsquantity, unit text) RETURNS newsquantity
	AS 'MODULE_PATHNAME', 'news_convert'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50;
COMMENT ON FUNCTION news_convert(newsquantity, text) IS
	'same quantity in another unit; null when that measures something else';

CREATE FUNCTION numrange(quantity newsquantity) RETURNS numrange
	AS 'MODULE_PATHNAME', 'newsquantity_to_numrange'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 25;
COMMENT ON FUNCTION numrange(newsquantity) IS
	'ends of the quantity in its own unit';

CREATE CAST (newsquantity AS numrange) WITH FUNCTION numrange(newsquantity);
COMMENT ON CAST (newsquantity AS numrange) IS
	'ends of the quantity in its own unit';

-- newsquantity: order and equality

CREATE FUNCTION newsquantity_lt(newsquantity, newsquantity) RETURNS boolean
	AS 'MODULE_PATHNAME', 'newsquantity_lt'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 20;
COMMENT ON FUNCTION newsquantity_lt(newsquantity, newsquantity) IS
	'implementation of < operator';

CREATE FUNCTION newsquantity_le(newsquantity, newsquantity) RETURNS boolean
	AS 'MODULE_PATHNAME', 'newsquantity_le'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 20;
COMMENT ON FUNCTION newsquantity_le(newsquantity, newsquantity) IS
	'implementation of <= operator';

CREATE FUNCTION newsquantity_eq(newsquantity, newsquantity) RETURNS boolean
	AS 'MODULE_PATHNAME', 'newsquantity_eq'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 20;
COMMENT ON FUNCTION newsquantity_eq(newsquantity, newsquantity) IS
	'implementation of = operator';

CREATE FUNCTION newsquantity_ne(newsquantity, newsquantity) RETURNS boolean
	AS 'MODULE_PATHNAME', 'newsquantity_ne'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 20;
COMMENT ON FUNCTION newsquantity_ne(newsquantity, newsquantity) IS
	'implementation of <> operator';

CREATE FUNCTION newsquantity_ge(newsquantity, newsquantity) RETURNS boolean
	AS 'MODULE_PATHNAME', 'newsquantity_ge'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 20;
COMMENT ON FUNCTION newsquantity_ge(newsquantity, newsquantity) IS
	'implementation of >= operator';

CREATE FUNCTION newsquantity_gt(newsquantity, newsquantity) RETURNS boolean
	AS 'MODULE_PATHNAME', 'newsquantity_gt'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 20;
COMMENT ON FUNCTION newsquantity_gt(newsquantity, newsquantity) IS
	'implementation of > operator';

CREATE FUNCTION newsquantity_cmp(newsquantity, newsquantity) RETURNS integer
	AS 'MODULE_PATHNAME', 'newsquantity_cmp'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 20;
COMMENT ON FUNCTION newsquantity_cmp(newsquantity, newsquantity) IS
	'less-equal-greater';

CREATE FUNCTION newsquantity_hash(newsquantity) RETURNS integer
	AS 'MODULE_PATHNAME', 'newsquantity_hash'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 20;
COMMENT ON FUNCTION newsquantity_hash(newsquantity) IS
	'hash';

CREATE FUNCTION newsquantity_hash_extended(newsquantity, bigint) RETURNS bigint
	AS 'MODULE_PATHNAME', 'newsquantity_hash_extended'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 20;
COMMENT ON FUNCTION newsquantity_hash_extended(newsquantity, bigint) IS
	'hash with a seed';

CREATE OPERATOR < (
	LEFTARG = newsquantity, RIGHTARG = newsquantity, FUNCTION = newsquantity_lt,
	COMMUTATOR = >, NEGATOR = >=, RESTRICT = scalarltsel, JOIN = scalarltjoinsel
);
COMMENT ON OPERATOR < (newsquantity, newsquantity) IS
	'less than in the total order: dimension, lower end, upper end';

CREATE OPERATOR <= (
	LEFTARG = newsquantity, RIGHTARG = newsquantity, FUNCTION = newsquantity_le,
	COMMUTATOR = >=, NEGATOR = >, RESTRICT = scalarlesel, JOIN = scalarlejoinsel
);
COMMENT ON OPERATOR <= (newsquantity, newsquantity) IS
	'less than or equal in the total order: dimension, lower end, upper end';

CREATE OPERATOR = (
	LEFTARG = newsquantity, RIGHTARG = newsquantity, FUNCTION = newsquantity_eq,
	COMMUTATOR = =, NEGATOR = <>, RESTRICT = eqsel, JOIN = eqjoinsel,
	HASHES, MERGES
);
COMMENT ON OPERATOR = (newsquantity, newsquantity) IS
	'equal in the total order: dimension, lower end, upper end';

CREATE OPERATOR <> (
	LEFTARG = newsquantity, RIGHTARG = newsquantity, FUNCTION = newsquantity_ne,
	COMMUTATOR = <>, NEGATOR = =, RESTRICT = neqsel, JOIN = neqjoinsel
);
COMMENT ON OPERATOR <> (newsquantity, newsquantity) IS
	'not equal in the total order: dimension, lower end, upper end';

CREATE OPERATOR >= (
	LEFTARG = newsquantity, RIGHTARG = newsquantity, FUNCTION = newsquantity_ge,
	COMMUTATOR = <=, NEGATOR = <, RESTRICT = scalargesel, JOIN = scalargejoinsel
);
COMMENT ON OPERATOR >= (newsquantity, newsquantity) IS
	'greater than or equal in the total order: dimension, lower end, upper end';

CREATE OPERATOR > (
	LEFTARG = newsquantity, RIGHTARG = newsquantity, FUNCTION = newsquantity_gt,
	COMMUTATOR = <, NEGATOR = <=, RESTRICT = scalargtsel, JOIN = scalargtjoinsel
);
COMMENT ON OPERATOR > (newsquantity, newsquantity) IS
	'greater than in the total order: dimension, lower end, upper end';

CREATE FUNCTION newsquantity_sortsupport(internal) RETURNS void
	AS 'MODULE_PATHNAME', 'newsquantity_sortsupport'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION newsquantity_sortsupport(internal) IS
	'sort support';

CREATE OPERATOR CLASS newsquantity_ops
DEFAULT FOR TYPE newsquantity USING btree AS
	OPERATOR 1 <,
	OPERATOR 2 <=,
	OPERATOR 3 =,
	OPERATOR 4 >=,
	OPERATOR 5 >,
	FUNCTION 1 newsquantity_cmp(newsquantity, newsquantity),
	FUNCTION 2 newsquantity_sortsupport(internal);
COMMENT ON OPERATOR CLASS newsquantity_ops USING btree IS
	'total order of quantities: dimension, lower end, upper end';
COMMENT ON OPERATOR FAMILY newsquantity_ops USING btree IS
	'total order of quantities: dimension, lower end, upper end';

CREATE OPERATOR CLASS newsquantity_ops
DEFAULT FOR TYPE newsquantity USING hash AS
	OPERATOR 1 =,
	FUNCTION 1 newsquantity_hash(newsquantity),
	FUNCTION 2 newsquantity_hash_extended(newsquantity, bigint);
COMMENT ON OPERATOR CLASS newsquantity_ops USING hash IS
	'equality of newsquantity';
COMMENT ON OPERATOR FAMILY newsquantity_ops USING hash IS
	'equality of newsquantity';

-- newsquantity: ranges

CREATE FUNCTION newsquantity_overlaps(newsquantity, newsquantity) RETURNS boolean
	AS 'MODULE_PATHNAME', 'newsquantity_overlaps'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 30;
COMMENT ON FUNCTION newsquantity_overlaps(newsquantity, newsquantity) IS
	'implementation of && operator';

CREATE FUNCTION newsquantity_contains(newsquantity, newsquantity) RETURNS boolean
	AS 'MODULE_PATHNAME', 'newsquantity_contains'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 30;
COMMENT ON FUNCTION newsquantity_contains(newsquantity, newsquantity) IS
	'implementation of @> operator';

CREATE FUNCTION newsquantity_contained(newsquantity, newsquantity) RETURNS boolean
	AS 'MODULE_PATHNAME', 'newsquantity_contained'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 30;
COMMENT ON FUNCTION newsquantity_contained(newsquantity, newsquantity) IS
	'implementation of <@ operator';

CREATE FUNCTION newsquantity_before(newsquantity, newsquantity) RETURNS boolean
	AS 'MODULE_PATHNAME', 'newsquantity_before'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 30;
COMMENT ON FUNCTION newsquantity_before(newsquantity, newsquantity) IS
	'implementation of << operator';

CREATE FUNCTION newsquantity_after(newsquantity, newsquantity) RETURNS boolean
	AS 'MODULE_PATHNAME', 'newsquantity_after'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 30;
COMMENT ON FUNCTION newsquantity_after(newsquantity, newsquantity) IS
	'implementation of >> operator';

CREATE OPERATOR && (
	LEFTARG = newsquantity, RIGHTARG = newsquantity, FUNCTION = newsquantity_overlaps,
	COMMUTATOR = &&, RESTRICT = areasel, JOIN = areajoinsel
);
COMMENT ON OPERATOR && (newsquantity, newsquantity) IS
	'same dimension, and some value in both';

CREATE OPERATOR @> (
	LEFTARG = newsquantity, RIGHTARG = newsquantity, FUNCTION = newsquantity_contains,
	COMMUTATOR = <@, RESTRICT = contsel, JOIN = contjoinsel
);
COMMENT ON OPERATOR @> (newsquantity, newsquantity) IS
	'same dimension, and every value of the right in the left';

CREATE OPERATOR <@ (
	LEFTARG = newsquantity, RIGHTARG = newsquantity, FUNCTION = newsquantity_contained,
	COMMUTATOR = @>, RESTRICT = contsel, JOIN = contjoinsel
);
COMMENT ON OPERATOR <@ (newsquantity, newsquantity) IS
	'same dimension, and every value of the left in the right';

CREATE OPERATOR << (
	LEFTARG = newsquantity, RIGHTARG = newsquantity, FUNCTION = newsquantity_before,
	COMMUTATOR = >>, RESTRICT = positionsel, JOIN = positionjoinsel
);
COMMENT ON OPERATOR << (newsquantity, newsquantity) IS
	'same dimension, and every value of the left below the right';

CREATE OPERATOR >> (
	LEFTARG = newsquantity, RIGHTARG = newsquantity, FUNCTION = newsquantity_after,
	COMMUTATOR = <<, RESTRICT = positionsel, JOIN = positionjoinsel
);
COMMENT ON OPERATOR >> (newsquantity, newsquantity) IS
	'same dimension, and every value of the left above the right';

-- newsquantity: aggregates

CREATE FUNCTION newsquantity_smaller(newsquantity, newsquantity) RETURNS newsquantity
	AS 'MODULE_PATHNAME', 'newsquantity_smaller'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 20;
COMMENT ON FUNCTION newsquantity_smaller(newsquantity, newsquantity) IS
	'smaller of two';

CREATE AGGREGATE min(newsquantity) (
	SFUNC = newsquantity_smaller, STYPE = newsquantity, COMBINEFUNC = newsquantity_smaller,
	SORTOP = <, PARALLEL = SAFE
);
COMMENT ON AGGREGATE min(newsquantity) IS
	'smallest quantity in the total order';

CREATE FUNCTION newsquantity_larger(newsquantity, newsquantity) RETURNS newsquantity
	AS 'MODULE_PATHNAME', 'newsquantity_larger'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 20;
COMMENT ON FUNCTION newsquantity_larger(newsquantity, newsquantity) IS
	'larger of two';

CREATE AGGREGATE max(newsquantity) (
	SFUNC = newsquantity_larger, STYPE = newsquantity, COMBINEFUNC = newsquantity_larger,
	SORTOP = >, PARALLEL = SAFE
);
COMMENT ON AGGREGATE max(newsquantity) IS
	'largest quantity in the total order';

-- ---- newsdoc: a whole analysis ----

CREATE TYPE newsdoc;

CREATE FUNCTION newsdoc_in(cstring) RETURNS newsdoc
	AS 'MODULE_PATHNAME', 'newsdoc_in'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 5000;
COMMENT ON FUNCTION newsdoc_in(cstring) IS
	'input of newsdoc: JSON, checked completely';

CREATE FUNCTION newsdoc_out(newsdoc) RETURNS cstring
	AS 'MODULE_PATHNAME', 'newsdoc_out'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1000;
COMMENT ON FUNCTION newsdoc_out(newsdoc) IS
	'output of newsdoc: JSON';

CREATE FUNCTION newsdoc_recv(internal) RETURNS newsdoc
	AS 'MODULE_PATHNAME', 'newsdoc_recv'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 500;
COMMENT ON FUNCTION newsdoc_recv(internal) IS
	'binary input of newsdoc, checked completely';

CREATE FUNCTION newsdoc_send(newsdoc) RETURNS bytea
	AS 'MODULE_PATHNAME', 'newsdoc_send'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50;
COMMENT ON FUNCTION newsdoc_send(newsdoc) IS
	'binary output of newsdoc';

CREATE FUNCTION newsdoc_typanalyze(internal) RETURNS boolean
	AS 'MODULE_PATHNAME', 'newsdoc_typanalyze'
	LANGUAGE C STABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION newsdoc_typanalyze(internal) IS
	'statistics of newsdoc columns';

CREATE TYPE newsdoc (
	INPUT = newsdoc_in,
	OUTPUT = newsdoc_out,
	SEND = newsdoc_send,
	RECEIVE = newsdoc_recv,
	ANALYZE = newsdoc_typanalyze,
	INTERNALLENGTH = VARIABLE,
	STORAGE = extended
);
COMMENT ON TYPE newsdoc IS
	'analysis of a news article: names, entities, quotations, quantities, claims';

CREATE FUNCTION to_newsdoc(body text) RETURNS newsdoc
	AS 'MODULE_PATHNAME', 'to_newsdoc'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10000;
COMMENT ON FUNCTION to_newsdoc(text) IS
	'analyse an article';

CREATE FUNCTION jsonb(doc newsdoc) RETURNS jsonb
	AS 'MODULE_PATHNAME', 'newsdoc_to_jsonb'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 3000;
COMMENT ON FUNCTION jsonb(newsdoc) IS
	'document as jsonb';

CREATE FUNCTION newsdoc(jsonb) RETURNS newsdoc
	AS 'MODULE_PATHNAME', 'jsonb_to_newsdoc'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 5000;
COMMENT ON FUNCTION newsdoc(jsonb) IS
	'document from jsonb, checked completely';

CREATE CAST (newsdoc AS jsonb) WITH FUNCTION jsonb(newsdoc);
COMMENT ON CAST (newsdoc AS jsonb) IS
	'document as jsonb';

CREATE CAST (jsonb AS newsdoc) WITH FUNCTION newsdoc(jsonb);
COMMENT ON CAST (jsonb AS newsdoc) IS
	'document from jsonb, checked completely';

-- newsdoc: order and equality

CREATE FUNCTION newsdoc_lt(newsdoc, newsdoc) RETURNS boolean
	AS 'MODULE_PATHNAME', 'newsdoc_lt'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10;
COMMENT ON FUNCTION newsdoc_lt(newsdoc, newsdoc) IS
	'implementation of < operator';

CREATE FUNCTION newsdoc_le(newsdoc, newsdoc) RETURNS boolean
	AS 'MODULE_PATHNAME', 'newsdoc_le'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10;
COMMENT ON FUNCTION newsdoc_le(newsdoc, newsdoc) IS
	'implementation of <= operator';

CREATE FUNCTION newsdoc_eq(newsdoc, newsdoc) RETURNS boolean
	AS 'MODULE_PATHNAME', 'newsdoc_eq'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10;
COMMENT ON FUNCTION newsdoc_eq(newsdoc, newsdoc) IS
	'implementation of = operator';

CREATE FUNCTION newsdoc_ne(newsdoc, newsdoc) RETURNS boolean
	AS 'MODULE_PATHNAME', 'newsdoc_ne'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10;
COMMENT ON FUNCTION newsdoc_ne(newsdoc, newsdoc) IS
	'implementation of <> operator';

CREATE FUNCTION newsdoc_ge(newsdoc, newsdoc) RETURNS boolean
	AS 'MODULE_PATHNAME', 'newsdoc_ge'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10;
COMMENT ON FUNCTION newsdoc_ge(newsdoc, newsdoc) IS
	'implementation of >= operator';

CREATE FUNCTION newsdoc_gt(newsdoc, newsdoc) RETURNS boolean
	AS 'MODULE_PATHNAME', 'newsdoc_gt'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10;
COMMENT ON FUNCTION newsdoc_gt(newsdoc, newsdoc) IS
	'implementation of > operator';

CREATE FUNCTION newsdoc_cmp(newsdoc, newsdoc) RETURNS integer
	AS 'MODULE_PATHNAME', 'newsdoc_cmp'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10;
COMMENT ON FUNCTION newsdoc_cmp(newsdoc, newsdoc) IS
	'less-equal-greater';

CREATE FUNCTION newsdoc_hash(newsdoc) RETURNS integer
	AS 'MODULE_PATHNAME', 'newsdoc_hash'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10;
COMMENT ON FUNCTION newsdoc_hash(newsdoc) IS
	'hash';

CREATE FUNCTION newsdoc_hash_extended(newsdoc, bigint) RETURNS bigint
	AS 'MODULE_PATHNAME', 'newsdoc_hash_extended'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10;
COMMENT ON FUNCTION newsdoc_hash_extended(newsdoc, bigint) IS
	'hash with a seed';

CREATE OPERATOR < (
	LEFTARG = newsdoc, RIGHTARG = newsdoc, FUNCTION = newsdoc_lt,
	COMMUTATOR = >, NEGATOR = >=, RESTRICT = scalarltsel, JOIN = scalarltjoinsel
);
COMMENT ON OPERATOR < (newsdoc, newsdoc) IS
	'less than (byte by byte)';

CREATE OPERATOR <= (
	LEFTARG = newsdoc, RIGHTARG = newsdoc, FUNCTION = newsdoc_le,
	COMMUTATOR = >=, NEGATOR = >, RESTRICT = scalarlesel, JOIN = scalarlejoinsel
);
COMMENT ON OPERATOR <= (newsdoc, newsdoc) IS
	'less than or equal (byte by byte)';

CREATE OPERATOR = (
	LEFTARG = newsdoc, RIGHTARG = newsdoc, FUNCTION = newsdoc_eq,
	COMMUTATOR = =, NEGATOR = <>, RESTRICT = eqsel, JOIN = eqjoinsel,
	HASHES, MERGES
);
COMMENT ON OPERATOR = (newsdoc, newsdoc) IS
	'equal (byte by byte)';

CREATE OPERATOR <> (
	LEFTARG = newsdoc, RIGHTARG = newsdoc, FUNCTION = newsdoc_ne,
	COMMUTATOR = <>, NEGATOR = =, RESTRICT = neqsel, JOIN = neqjoinsel
);
COMMENT ON OPERATOR <> (newsdoc, newsdoc) IS
	'not equal (byte by byte)';

CREATE OPERATOR >= (
	LEFTARG = newsdoc, RIGHTARG = newsdoc, FUNCTION = newsdoc_ge,
	COMMUTATOR = <=, NEGATOR = <, RESTRICT = scalargesel, JOIN = scalargejoinsel
);
COMMENT ON OPERATOR >= (newsdoc, newsdoc) IS
	'greater than or equal (byte by byte)';

CREATE OPERATOR > (
	LEFTARG = newsdoc, RIGHTARG = newsdoc, FUNCTION = newsdoc_gt,
	COMMUTATOR = <, NEGATOR = <=, RESTRICT = scalargtsel, JOIN = scalargtjoinsel
);
COMMENT ON OPERATOR > (newsdoc, newsdoc) IS
	'greater than (byte by byte)';

CREATE OPERATOR CLASS newsdoc_ops
DEFAULT FOR TYPE newsdoc USING btree AS
	OPERATOR 1 <,
	OPERATOR 2 <=,
	OPERATOR 3 =,
	OPERATOR 4 >=,
	OPERATOR 5 >,
	FUNCTION 1 newsdoc_cmp(newsdoc, newsdoc);
COMMENT ON OPERATOR CLASS newsdoc_ops USING btree IS
	'order of newsdoc, byte by byte: for DISTINCT, UNION and the like';
COMMENT ON OPERATOR FAMILY newsdoc_ops USING btree IS
	'order of newsdoc, byte by byte: for DISTINCT, UNION and the like';

CREATE OPERATOR CLASS newsdoc_ops
DEFAULT FOR TYPE newsdoc USING hash AS
	OPERATOR 1 =,
	FUNCTION 1 newsdoc_hash(newsdoc),
	FUNCTION 2 newsdoc_hash_extended(newsdoc, bigint);
COMMENT ON OPERATOR CLASS newsdoc_ops USING hash IS
	'equality of newsdoc';
COMMENT ON OPERATOR FAMILY newsdoc_ops USING hash IS
	'equality of newsdoc';

-- ---- extraction: one row for each thing found ----

CREATE FUNCTION newsext_rows_support(internal) RETURNS internal
	AS 'MODULE_PATHNAME', 'newsext_rows_support'
	LANGUAGE C STABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION newsext_rows_support(internal) IS
	'planner support: rows that the extracting functions return';

CREATE FUNCTION news_mentions(body text)
	RETURNS TABLE (mention text, label text, entity text, kind text, span int4range)
	AS 'MODULE_PATHNAME', 'news_mentions_text'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10000 ROWS 40
	SUPPORT newsext_rows_support;
COMMENT ON FUNCTION news_mentions(text) IS
	'places where something is named in an article';

CREATE FUNCTION news_mentions(doc newsdoc)
	RETURNS TABLE (mention text, label text, entity text, kind text, span int4range)
	AS 'MODULE_PATHNAME', 'news_mentions_newsdoc'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 500 ROWS 40
	SUPPORT newsext_rows_support;
COMMENT ON FUNCTION news_mentions(newsdoc) IS
	'places where something is named in a document';

CREATE FUNCTION news_entities(body text)
	RETURNS TABLE (entity text, label text, role text, aliases text[], mentions integer,
		salience real, first_span int4range)
	AS 'MODULE_PATHNAME', 'news_entities_text'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10000 ROWS 20
	SUPPORT newsext_rows_support;
COMMENT ON FUNCTION news_entities(text) IS
	'distinct things named in an article';

CREATE FUNCTION news_entities(doc newsdoc)
	RETURNS TABLE (entity text, label text, role text, aliases text[], mentions integer,
		salience real, first_span int4range)
	AS 'MODULE_PATHNAME', 'news_entities_newsdoc'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 500 ROWS 20
	SUPPORT newsext_rows_support;
COMMENT ON FUNCTION news_entities(newsdoc) IS
	'distinct things named in a document';

CREATE FUNCTION news_quotes(body text)
	RETURNS TABLE (quote_no integer, quote text, speaker text, speaker_label text, kind text,
		cue text, negated boolean, span int4range, cue_span int4range, speaker_span int4range)
	AS 'MODULE_PATHNAME', 'news_quotes_text'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10000 ROWS 10
	SUPPORT newsext_rows_support;
COMMENT ON FUNCTION news_quotes(text) IS
	'who said what in an article';

CREATE FUNCTION news_quotes(doc newsdoc)
	RETURNS TABLE (quote_no integer, quote text, speaker text, speaker_label text, kind text,
		cue text, negated boolean, span int4range, cue_span int4range, speaker_span int4range)
	AS 'MODULE_PATHNAME', 'news_quotes_newsdoc'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 500 ROWS 10
	SUPPORT newsext_rows_support;
COMMENT ON FUNCTION news_quotes(newsdoc) IS
	'who said what in a document';

CREATE FUNCTION news_quantities(body text)
	RETURNS TABLE (expression text, quantity newsquantity, span int4range)
	AS 'MODULE_PATHNAME', 'news_quantities_text'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10000 ROWS 10
	SUPPORT newsext_rows_support;
COMMENT ON FUNCTION news_quantities(text) IS
	'measured expressions in an article';

CREATE FUNCTION news_quantities(doc newsdoc)
	RETURNS TABLE (expression text, quantity newsquantity, span int4range)
	AS 'MODULE_PATHNAME', 'news_quantities_newsdoc'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 500 ROWS 10
	SUPPORT newsext_rows_support;
COMMENT ON FUNCTION news_quantities(newsdoc) IS
	'measured expressions in a document';

CREATE FUNCTION news_claims(body text)
	RETURNS TABLE (claim text, subject text, quantity newsquantity, from_quantity newsquantity,
		measure text, direction text, modality text, period text, speaker text,
		span int4range, quantity_span int4range)
	AS 'MODULE_PATHNAME', 'news_claims_text'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10000 ROWS 8
	SUPPORT newsext_rows_support;
COMMENT ON FUNCTION news_claims(text) IS
	'quantities with what they are said of in an article';

CREATE FUNCTION news_claims(doc newsdoc)
	RETURNS TABLE (claim text, subject text, quantity newsquantity, from_quantity newsquantity,
		measure text, direction text, modality text, period text, speaker text,
		span int4range, quantity_span int4range)
	AS 'MODULE_PATHNAME', 'news_claims_newsdoc'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 500 ROWS 8
	SUPPORT newsext_rows_support;
COMMENT ON FUNCTION news_claims(newsdoc) IS
	'quantities with what they are said of in a document';

-- ---- newsquery: what a document is asked ----

CREATE TYPE newsquery;

CREATE FUNCTION newsquery_in(cstring) RETURNS newsquery
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10;
COMMENT ON FUNCTION newsquery_in(cstring) IS 'I/O';

CREATE FUNCTION newsquery_out(newsquery) RETURNS cstring
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION newsquery_out(newsquery) IS 'I/O';

CREATE FUNCTION newsquery_recv(internal) RETURNS newsquery
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10;
COMMENT ON FUNCTION newsquery_recv(internal) IS 'I/O';

CREATE FUNCTION newsquery_send(newsquery) RETURNS bytea
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION newsquery_send(newsquery) IS 'I/O';

CREATE TYPE newsquery (
	INPUT = newsquery_in,
	OUTPUT = newsquery_out,
	RECEIVE = newsquery_recv,
	SEND = newsquery_send,
	INTERNALLENGTH = VARIABLE,
	ALIGNMENT = int4,
	STORAGE = extended
);
COMMENT ON TYPE newsquery IS 'question to a newsdoc: names, speakers, quoted words, amounts and claims, joined by & | ! and parentheses';

-- order by canonical text

CREATE FUNCTION newsquery_lt(newsquery, newsquery) RETURNS boolean
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION newsquery_lt(newsquery, newsquery) IS 'implementation of < operator';

CREATE FUNCTION newsquery_le(newsquery, newsquery) RETURNS boolean
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION newsquery_le(newsquery, newsquery) IS 'implementation of <= operator';

CREATE FUNCTION newsquery_eq(newsquery, newsquery) RETURNS boolean
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION newsquery_eq(newsquery, newsquery) IS 'implementation of = operator';

CREATE FUNCTION newsquery_ne(newsquery, newsquery) RETURNS boolean
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION newsquery_ne(newsquery, newsquery) IS 'implementation of <> operator';

CREATE FUNCTION newsquery_ge(newsquery, newsquery) RETURNS boolean
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION newsquery_ge(newsquery, newsquery) IS 'implementation of >= operator';

CREATE FUNCTION newsquery_gt(newsquery, newsquery) RETURNS boolean
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION newsquery_gt(newsquery, newsquery) IS 'implementation of > operator';

CREATE FUNCTION newsquery_cmp(newsquery, newsquery) RETURNS integer
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION newsquery_cmp(newsquery, newsquery) IS 'less-equal-greater';

CREATE FUNCTION newsquery_hash(newsquery) RETURNS integer
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION newsquery_hash(newsquery) IS 'hash';

CREATE FUNCTION newsquery_hash_extended(newsquery, bigint) RETURNS bigint
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION newsquery_hash_extended(newsquery, bigint) IS 'hash';

CREATE OPERATOR < (
	LEFTARG = newsquery, RIGHTARG = newsquery, FUNCTION = newsquery_lt,
	COMMUTATOR = >, NEGATOR = >=, RESTRICT = scalarltsel, JOIN = scalarltjoinsel
);
COMMENT ON OPERATOR < (newsquery, newsquery) IS 'less than, by canonical text';

CREATE OPERATOR <= (
	LEFTARG = newsquery, RIGHTARG = newsquery, FUNCTION = newsquery_le,
	COMMUTATOR = >=, NEGATOR = >, RESTRICT = scalarlesel, JOIN = scalarlejoinsel
);
COMMENT ON OPERATOR <= (newsquery, newsquery) IS 'less than or equal, by canonical text';

CREATE OPERATOR = (
	LEFTARG = newsquery, RIGHTARG = newsquery, FUNCTION = newsquery_eq,
	COMMUTATOR = =, NEGATOR = <>, RESTRICT = eqsel, JOIN = eqjoinsel, HASHES, MERGES
);
COMMENT ON OPERATOR = (newsquery, newsquery) IS 'equal, by canonical text';

CREATE OPERATOR <> (
	LEFTARG = newsquery, RIGHTARG = newsquery, FUNCTION = newsquery_ne,
	COMMUTATOR = <>, NEGATOR = =, RESTRICT = neqsel, JOIN = neqjoinsel
);
COMMENT ON OPERATOR <> (newsquery, newsquery) IS 'not equal, by canonical text';

CREATE OPERATOR >= (
	LEFTARG = newsquery, RIGHTARG = newsquery, FUNCTION = newsquery_ge,
	COMMUTATOR = <=, NEGATOR = <, RESTRICT = scalargesel, JOIN = scalargejoinsel
);
COMMENT ON OPERATOR >= (newsquery, newsquery) IS 'greater than or equal, by canonical text';

CREATE OPERATOR > (
	LEFTARG = newsquery, RIGHTARG = newsquery, FUNCTION = newsquery_gt,
	COMMUTATOR = <, NEGATOR = <=, RESTRICT = scalargtsel, JOIN = scalargtjoinsel
);
COMMENT ON OPERATOR > (newsquery, newsquery) IS 'greater than, by canonical text';

CREATE OPERATOR CLASS newsquery_ops DEFAULT FOR TYPE newsquery USING btree AS
	OPERATOR 1 <, OPERATOR 2 <=, OPERATOR 3 =, OPERATOR 4 >=, OPERATOR 5 >,
	FUNCTION 1 newsquery_cmp(newsquery, newsquery);
COMMENT ON OPERATOR CLASS newsquery_ops USING btree IS 'order by canonical text';
COMMENT ON OPERATOR FAMILY newsquery_ops USING btree IS 'order by canonical text';

CREATE OPERATOR CLASS newsquery_ops DEFAULT FOR TYPE newsquery USING hash AS
	OPERATOR 1 =,
	FUNCTION 1 newsquery_hash(newsquery),
	FUNCTION 2 newsquery_hash_extended(newsquery, bigint);
COMMENT ON OPERATOR CLASS newsquery_ops USING hash IS 'equality of canonical text';
COMMENT ON OPERATOR FAMILY newsquery_ops USING hash IS 'equality of canonical text';

-- joining queries

CREATE FUNCTION newsquery_and(newsquery, newsquery) RETURNS newsquery
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10;
COMMENT ON FUNCTION newsquery_and(newsquery, newsquery) IS 'implementation of & operator';

CREATE FUNCTION newsquery_or(newsquery, newsquery) RETURNS newsquery
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10;
COMMENT ON FUNCTION newsquery_or(newsquery, newsquery) IS 'implementation of | operator';

CREATE FUNCTION newsquery_not(newsquery) RETURNS newsquery
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10;
COMMENT ON FUNCTION newsquery_not(newsquery) IS 'implementation of !! operator';

CREATE OPERATOR & (LEFTARG = newsquery, RIGHTARG = newsquery, FUNCTION = newsquery_and);
COMMENT ON OPERATOR & (newsquery, newsquery) IS 'both queries';

CREATE OPERATOR | (LEFTARG = newsquery, RIGHTARG = newsquery, FUNCTION = newsquery_or);
COMMENT ON OPERATOR | (newsquery, newsquery) IS 'either query';

CREATE OPERATOR !! (RIGHTARG = newsquery, FUNCTION = newsquery_not);
COMMENT ON OPERATOR !! (NONE, newsquery) IS 'not the query';

-- building queries from parameters; nothing in a parameter is read as syntax

CREATE FUNCTION news_query_entity(name text, prefix boolean DEFAULT false) RETURNS newsquery
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10;
COMMENT ON FUNCTION news_query_entity(text, boolean) IS 'query: the article names something so, whatever its label (or beginning so, with prefix)';

CREATE FUNCTION news_query_person(name text, prefix boolean DEFAULT false) RETURNS newsquery
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10;
COMMENT ON FUNCTION news_query_person(text, boolean) IS 'query: the article names a person so (or beginning so, with prefix)';

CREATE FUNCTION news_query_org(name text, prefix boolean DEFAULT false) RETURNS newsquery
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10;
COMMENT ON FUNCTION news_query_org(text, boolean) IS 'query: the article names an organisation so (or beginning so, with prefix)';

CREATE FUNCTION news_query_gpe(name text, prefix boolean DEFAULT false) RETURNS newsquery
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10;
COMMENT ON FUNCTION news_query_gpe(text, boolean) IS 'query: the article names a country, city or state so (or beginning so, with prefix)';

CREATE FUNCTION news_query_loc(name text, prefix boolean DEFAULT false) RETURNS newsquery
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10;
COMMENT ON FUNCTION news_query_loc(text, boolean) IS 'query: the article names another place so (or beginning so, with prefix)';

CREATE FUNCTION news_query_norp(name text, prefix boolean DEFAULT false) RETURNS newsquery
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10;
COMMENT ON FUNCTION news_query_norp(text, boolean) IS 'query: the article names a nationality, religious or political group so (or beginning so, with prefix)';

CREATE FUNCTION news_query_fac(name text, prefix boolean DEFAULT false) RETURNS newsquery
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10;
COMMENT ON FUNCTION news_query_fac(text, boolean) IS 'query: the article names a building, airport, road or the like so (or beginning so, with prefix)';

CREATE FUNCTION news_query_event(name text, prefix boolean DEFAULT false) RETURNS newsquery
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10;
COMMENT ON FUNCTION news_query_event(text, boolean) IS 'query: the article names an event so (or beginning so, with prefix)';

CREATE FUNCTION news_query_product(name text, prefix boolean DEFAULT false) RETURNS newsquery
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10;
COMMENT ON FUNCTION news_query_product(text, boolean) IS 'query: the article names a product so (or beginning so, with prefix)';

CREATE FUNCTION news_query_work_of_art(name text, prefix boolean DEFAULT false) RETURNS newsquery
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10;
COMMENT ON FUNCTION news_query_work_of_art(text, boolean) IS 'query: the article names a work of art so (or beginning so, with prefix)';

CREATE FUNCTION news_query_law(name text, prefix boolean DEFAULT false) RETURNS newsquery
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10;
COMMENT ON FUNCTION news_query_law(text, boolean) IS 'query: the article names a law so (or beginning so, with prefix)';

CREATE FUNCTION news_query_language(name text, prefix boolean DEFAULT false) RETURNS newsquery
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10;
COMMENT ON FUNCTION news_query_language(text, boolean) IS 'query: the article names a language so (or beginning so, with prefix)';

CREATE FUNCTION news_query_speaker(name text, prefix boolean DEFAULT false) RETURNS newsquery
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10;
COMMENT ON FUNCTION news_query_speaker(text, boolean) IS 'query: the article quotes somebody of this name (or beginning so, with prefix)';

CREATE FUNCTION news_query_phrase(words text) RETURNS newsquery
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10;
COMMENT ON FUNCTION news_query_phrase(text) IS 'query: the words stand in a quotation, one after the other, whatever their endings';

CREATE FUNCTION news_query_amount(amount newsquantity) RETURNS newsquery
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10;
COMMENT ON FUNCTION news_query_amount(newsquantity) IS 'query: an amount within this value, range or bound is stated';

CREATE FUNCTION news_query_amount(operator text, amount newsquantity) RETURNS newsquery
	AS 'MODULE_PATHNAME', 'news_query_amount_op' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10;
COMMENT ON FUNCTION news_query_amount(text, newsquantity) IS 'query: an amount that is =, >, >=, < or <= this value is stated';

CREATE FUNCTION news_query_quote(query newsquery) RETURNS newsquery
	AS 'MODULE_PATHNAME', 'news_query_quote_of' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10;
COMMENT ON FUNCTION news_query_quote(newsquery) IS 'query: all of it is true of one quotation';

CREATE FUNCTION news_query_quote(speaker text DEFAULT NULL, phrase text DEFAULT NULL, mentions text DEFAULT NULL,
								 kind text DEFAULT NULL, negated boolean DEFAULT NULL) RETURNS newsquery
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 10;
COMMENT ON FUNCTION news_query_quote(text, text, text, text, boolean) IS 'query: one quotation has all of the properties that are not null';

CREATE FUNCTION news_query_claim(query newsquery) RETURNS newsquery
	AS 'MODULE_PATHNAME', 'news_query_claim_of' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10;
COMMENT ON FUNCTION news_query_claim(newsquery) IS 'query: all of it is true of one claim';

CREATE FUNCTION news_query_claim(subject text DEFAULT NULL, amount newsquantity DEFAULT NULL, direction text DEFAULT NULL,
								 measure text DEFAULT NULL, modality text DEFAULT NULL, speaker text DEFAULT NULL,
								 period text DEFAULT NULL) RETURNS newsquery
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 10;
COMMENT ON FUNCTION news_query_claim(text, newsquantity, text, text, text, text, text) IS 'query: one claim has all of the properties that are not null';

-- ---- matching ----

CREATE FUNCTION newsdoc_matches(newsdoc, newsquery) RETURNS boolean
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1000;
COMMENT ON FUNCTION newsdoc_matches(newsdoc, newsquery) IS 'implementation of @@ operator';

CREATE FUNCTION newsdoc_matches(newsquery, newsdoc) RETURNS boolean
	AS 'MODULE_PATHNAME', 'newsquery_matched_by_doc' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1000;
COMMENT ON FUNCTION newsdoc_matches(newsquery, newsdoc) IS 'implementation of @@ operator';

CREATE FUNCTION news_matches(text, newsquery) RETURNS boolean
	AS 'MODULE_PATHNAME', 'newsext_text_matches' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 20000;
COMMENT ON FUNCTION news_matches(text, newsquery) IS 'implementation of @@ operator';

CREATE FUNCTION news_matches(newsquery, text) RETURNS boolean
	AS 'MODULE_PATHNAME', 'newsquery_matched_by_text' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 20000;
COMMENT ON FUNCTION news_matches(newsquery, text) IS 'implementation of @@ operator';

CREATE FUNCTION newsdoc_matchsel(internal, oid, internal, integer) RETURNS double precision
	AS 'MODULE_PATHNAME' LANGUAGE C STABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION newsdoc_matchsel(internal, oid, internal, integer) IS 'restriction selectivity of @@ with a newsquery';

CREATE FUNCTION newsdoc_matchjoinsel(internal, oid, internal, smallint, internal) RETURNS double precision
	AS 'MODULE_PATHNAME' LANGUAGE C STABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION newsdoc_matchjoinsel(internal, oid, internal, smallint, internal) IS 'join selectivity of @@ with a newsquery';

CREATE OPERATOR @@ (
	LEFTARG = newsdoc, RIGHTARG = newsquery, FUNCTION = newsdoc_matches,
	COMMUTATOR = @@, RESTRICT = newsdoc_matchsel, JOIN = newsdoc_matchjoinsel
);
COMMENT ON OPERATOR @@ (newsdoc, newsquery) IS 'document answers query';

CREATE OPERATOR @@ (
	LEFTARG = newsquery, RIGHTARG = newsdoc, FUNCTION = newsdoc_matches,
	COMMUTATOR = @@, RESTRICT = newsdoc_matchsel, JOIN = newsdoc_matchjoinsel
);
COMMENT ON OPERATOR @@ (newsquery, newsdoc) IS 'document answers query';

CREATE OPERATOR @@ (
	LEFTARG = text, RIGHTARG = newsquery, FUNCTION = news_matches,
	COMMUTATOR = @@, RESTRICT = newsdoc_matchsel, JOIN = newsdoc_matchjoinsel
);
COMMENT ON OPERATOR @@ (text, newsquery) IS 'article, analysed on the fly, answers query';

CREATE OPERATOR @@ (
	LEFTARG = newsquery, RIGHTARG = text, FUNCTION = news_matches,
	COMMUTATOR = @@, RESTRICT = newsdoc_matchsel, JOIN = newsdoc_matchjoinsel
);
COMMENT ON OPERATOR @@ (newsquery, text) IS 'article, analysed on the fly, answers query';

-- ---- GIN: one index for names, speakers, words said and numbers ----

CREATE FUNCTION gin_extract_value_newsdoc(newsdoc, internal, internal) RETURNS internal
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION gin_extract_value_newsdoc(newsdoc, internal, internal) IS 'GIN support';

CREATE FUNCTION gin_extract_query_newsdoc(newsdoc, internal, smallint, internal, internal, internal, internal) RETURNS internal
	AS 'MODULE_PATHNAME', 'gin_extract_query_news' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION gin_extract_query_newsdoc(newsdoc, internal, smallint, internal, internal, internal, internal) IS 'GIN support';

CREATE FUNCTION gin_consistent_newsdoc(internal, smallint, newsdoc, integer, internal, internal, internal, internal) RETURNS boolean
	AS 'MODULE_PATHNAME', 'gin_consistent_news' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION gin_consistent_newsdoc(internal, smallint, newsdoc, integer, internal, internal, internal, internal) IS 'GIN support';

CREATE FUNCTION gin_triconsistent_newsdoc(internal, smallint, newsdoc, integer, internal, internal, internal) RETURNS "char"
	AS 'MODULE_PATHNAME', 'gin_triconsistent_news' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION gin_triconsistent_newsdoc(internal, smallint, newsdoc, integer, internal, internal, internal) IS 'GIN support';

CREATE FUNCTION gin_compare_news(bytea, bytea) RETURNS integer
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION gin_compare_news(bytea, bytea) IS 'GIN support';

CREATE FUNCTION gin_compare_partial_news(bytea, bytea, smallint, internal) RETURNS integer
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION gin_compare_partial_news(bytea, bytea, smallint, internal) IS 'GIN support';

CREATE OPERATOR CLASS gin_newsdoc_ops DEFAULT FOR TYPE newsdoc USING gin AS
	OPERATOR 1 @@ (newsdoc, newsquery),
	FUNCTION 1 gin_compare_news(bytea, bytea),
	FUNCTION 2 gin_extract_value_newsdoc(newsdoc, internal, internal),
	FUNCTION 3 gin_extract_query_newsdoc(newsdoc, internal, smallint, internal, internal, internal, internal),
	FUNCTION 4 gin_consistent_newsdoc(internal, smallint, newsdoc, integer, internal, internal, internal, internal),
	FUNCTION 5 gin_compare_partial_news(bytea, bytea, smallint, internal),
	FUNCTION 6 gin_triconsistent_newsdoc(internal, smallint, newsdoc, integer, internal, internal, internal),
	STORAGE bytea;
COMMENT ON OPERATOR CLASS gin_newsdoc_ops USING gin IS 'names, speakers, quoted words, amounts and claims of documents';
COMMENT ON OPERATOR FAMILY gin_newsdoc_ops USING gin IS 'names, speakers, quoted words, amounts and claims of documents';

CREATE FUNCTION gin_extract_value_news(text, internal, internal) RETURNS internal
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION gin_extract_value_news(text, internal, internal) IS 'GIN support';

CREATE FUNCTION gin_extract_query_news(text, internal, smallint, internal, internal, internal, internal) RETURNS internal
	AS 'MODULE_PATHNAME', 'gin_extract_query_news' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION gin_extract_query_news(text, internal, smallint, internal, internal, internal, internal) IS 'GIN support';

CREATE FUNCTION gin_consistent_news(internal, smallint, text, integer, internal, internal, internal, internal) RETURNS boolean
	AS 'MODULE_PATHNAME', 'gin_consistent_news' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION gin_consistent_news(internal, smallint, text, integer, internal, internal, internal, internal) IS 'GIN support';

CREATE FUNCTION gin_triconsistent_news(internal, smallint, text, integer, internal, internal, internal) RETURNS "char"
	AS 'MODULE_PATHNAME', 'gin_triconsistent_news' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION gin_triconsistent_news(internal, smallint, text, integer, internal, internal, internal) IS 'GIN support';

CREATE OPERATOR CLASS gin_news_ops FOR TYPE text USING gin AS
	OPERATOR 1 @@ (text, newsquery),
	FUNCTION 1 gin_compare_news(bytea, bytea),
	FUNCTION 2 gin_extract_value_news(text, internal, internal),
	FUNCTION 3 gin_extract_query_news(text, internal, smallint, internal, internal, internal, internal),
	FUNCTION 4 gin_consistent_news(internal, smallint, text, integer, internal, internal, internal, internal),
	FUNCTION 5 gin_compare_partial_news(bytea, bytea, smallint, internal),
	FUNCTION 6 gin_triconsistent_news(internal, smallint, text, integer, internal, internal, internal),
	STORAGE bytea;
COMMENT ON OPERATOR CLASS gin_news_ops USING gin IS 'names, speakers, quoted words, amounts and claims of articles, analysed as they are indexed';
COMMENT ON OPERATOR FAMILY gin_news_ops USING gin IS 'names, speakers, quoted words, amounts and claims of articles, analysed as they are indexed';

-- ---- GiST over quantities: the range operators ----

CREATE FUNCTION gist_newsquantity_consistent(internal, newsquantity, smallint, oid, internal) RETURNS boolean
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION gist_newsquantity_consistent(internal, newsquantity, smallint, oid, internal) IS 'GiST support';

CREATE FUNCTION gist_newsquantity_union(internal, internal) RETURNS box
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION gist_newsquantity_union(internal, internal) IS 'GiST support';

CREATE FUNCTION gist_newsquantity_compress(internal) RETURNS internal
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION gist_newsquantity_compress(internal) IS 'GiST support';

CREATE FUNCTION gist_newsquantity_penalty(internal, internal, internal) RETURNS internal
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION gist_newsquantity_penalty(internal, internal, internal) IS 'GiST support';

CREATE FUNCTION gist_newsquantity_picksplit(internal, internal) RETURNS internal
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION gist_newsquantity_picksplit(internal, internal) IS 'GiST support';

CREATE FUNCTION gist_newsquantity_same(box, box, internal) RETURNS internal
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION gist_newsquantity_same(box, box, internal) IS 'GiST support';

CREATE OPERATOR CLASS gist_newsquantity_ops DEFAULT FOR TYPE newsquantity USING gist AS
	OPERATOR 1 &&,
	OPERATOR 2 @>,
	OPERATOR 3 <@,
	OPERATOR 4 <<,
	OPERATOR 5 >>,
	FUNCTION 1 gist_newsquantity_consistent(internal, newsquantity, smallint, oid, internal),
	FUNCTION 2 gist_newsquantity_union(internal, internal),
	FUNCTION 3 gist_newsquantity_compress(internal),
	FUNCTION 5 gist_newsquantity_penalty(internal, internal, internal),
	FUNCTION 6 gist_newsquantity_picksplit(internal, internal),
	FUNCTION 7 gist_newsquantity_same(box, box, internal),
	STORAGE box;
COMMENT ON OPERATOR CLASS gist_newsquantity_ops USING gist IS 'quantities that overlap, contain, precede';
COMMENT ON OPERATOR FAMILY gist_newsquantity_ops USING gist IS 'quantities that overlap, contain, precede';
