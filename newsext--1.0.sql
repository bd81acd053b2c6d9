/* newsext--1.0.sql */

-- complain if script is sourced in psql, rather than via CREATE EXTENSION
\echo Use "CREATE EXTENSION newsext" to load this file. \quit

-- COST: 1 is a simple operator.  Accessors read a short value, comparisons
-- look up units, readers take a document apart, and an analysis reads every
-- word of an article (measured beside to_tsvector(), which has 100).

-- ---- newsquantity: a value, range or bound with a unit ----

CREATE TYPE newsquantity;

CREATE FUNCTION newsquantity_in(cstring) RETURNS newsquantity
	AS 'MODULE_PATHNAME', 'newsquantity_in'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10;
COMMENT ON FUNCTION newsquantity_in(cstring) IS
	'input of newsquantity: canonical text or what a person writes';

CREATE FUNCTION newsquantity_out(newsquantity) RETURNS cstring
	AS 'MODULE_PATHNAME', 'newsquantity_out'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
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
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION news_value(newsquantity) IS
	'value of a point or of a bound; null for a range';

CREATE FUNCTION news_low(quantity newsquantity) RETURNS numeric
	AS 'MODULE_PATHNAME', 'news_low'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION news_low(newsquantity) IS
	'lower end, in the unit that news_unit() names; null where open';

CREATE FUNCTION news_high(quantity newsquantity) RETURNS numeric
	AS 'MODULE_PATHNAME', 'news_high'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION news_high(newsquantity) IS
	'upper end, in the unit that news_unit() names; null where open';

CREATE FUNCTION news_unit(quantity newsquantity) RETURNS text
	AS 'MODULE_PATHNAME', 'news_unit'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION news_unit(newsquantity) IS
	'unit: ISO 4217 code, CLDR identifier or counted noun; null for a bare number';

CREATE FUNCTION news_dimension(quantity newsquantity) RETURNS text
	AS 'MODULE_PATHNAME', 'news_dimension'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION news_dimension(newsquantity) IS
	'what the unit measures; equal where quantities compare and convert';

CREATE FUNCTION news_convert(quantity newsquantity, unit text) RETURNS newsquantity
	AS 'MODULE_PATHNAME', 'news_convert'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 5;
COMMENT ON FUNCTION news_convert(newsquantity, text) IS
	'same quantity in another unit; null when that measures something else';

CREATE FUNCTION numrange(quantity newsquantity) RETURNS numrange
	AS 'MODULE_PATHNAME', 'newsquantity_to_numrange'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 2;
COMMENT ON FUNCTION numrange(newsquantity) IS
	'ends of the quantity in its own unit';

CREATE CAST (newsquantity AS numrange) WITH FUNCTION numrange(newsquantity);
COMMENT ON CAST (newsquantity AS numrange) IS
	'ends of the quantity in its own unit';

-- newsquantity: order and equality

CREATE FUNCTION newsquantity_lt(newsquantity, newsquantity) RETURNS boolean
	AS 'MODULE_PATHNAME', 'newsquantity_lt'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 5;
COMMENT ON FUNCTION newsquantity_lt(newsquantity, newsquantity) IS
	'implementation of < operator';

CREATE FUNCTION newsquantity_le(newsquantity, newsquantity) RETURNS boolean
	AS 'MODULE_PATHNAME', 'newsquantity_le'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 5;
COMMENT ON FUNCTION newsquantity_le(newsquantity, newsquantity) IS
	'implementation of <= operator';

CREATE FUNCTION newsquantity_eq(newsquantity, newsquantity) RETURNS boolean
	AS 'MODULE_PATHNAME', 'newsquantity_eq'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 5;
COMMENT ON FUNCTION newsquantity_eq(newsquantity, newsquantity) IS
	'implementation of = operator';

CREATE FUNCTION newsquantity_ne(newsquantity, newsquantity) RETURNS boolean
	AS 'MODULE_PATHNAME', 'newsquantity_ne'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 5;
COMMENT ON FUNCTION newsquantity_ne(newsquantity, newsquantity) IS
	'implementation of <> operator';

CREATE FUNCTION newsquantity_ge(newsquantity, newsquantity) RETURNS boolean
	AS 'MODULE_PATHNAME', 'newsquantity_ge'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 5;
COMMENT ON FUNCTION newsquantity_ge(newsquantity, newsquantity) IS
	'implementation of >= operator';

CREATE FUNCTION newsquantity_gt(newsquantity, newsquantity) RETURNS boolean
	AS 'MODULE_PATHNAME', 'newsquantity_gt'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 5;
COMMENT ON FUNCTION newsquantity_gt(newsquantity, newsquantity) IS
	'implementation of > operator';

CREATE FUNCTION newsquantity_cmp(newsquantity, newsquantity) RETURNS integer
	AS 'MODULE_PATHNAME', 'newsquantity_cmp'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 5;
COMMENT ON FUNCTION newsquantity_cmp(newsquantity, newsquantity) IS
	'less-equal-greater';

CREATE FUNCTION newsquantity_hash(newsquantity) RETURNS integer
	AS 'MODULE_PATHNAME', 'newsquantity_hash'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 5;
COMMENT ON FUNCTION newsquantity_hash(newsquantity) IS
	'hash';

CREATE FUNCTION newsquantity_hash_extended(newsquantity, bigint) RETURNS bigint
	AS 'MODULE_PATHNAME', 'newsquantity_hash_extended'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 5;
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
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 5;
COMMENT ON FUNCTION newsquantity_overlaps(newsquantity, newsquantity) IS
	'implementation of && operator';

CREATE FUNCTION newsquantity_contains(newsquantity, newsquantity) RETURNS boolean
	AS 'MODULE_PATHNAME', 'newsquantity_contains'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 5;
COMMENT ON FUNCTION newsquantity_contains(newsquantity, newsquantity) IS
	'implementation of @> operator';

CREATE FUNCTION newsquantity_contained(newsquantity, newsquantity) RETURNS boolean
	AS 'MODULE_PATHNAME', 'newsquantity_contained'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 5;
COMMENT ON FUNCTION newsquantity_contained(newsquantity, newsquantity) IS
	'implementation of <@ operator';

CREATE FUNCTION newsquantity_before(newsquantity, newsquantity) RETURNS boolean
	AS 'MODULE_PATHNAME', 'newsquantity_before'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 5;
COMMENT ON FUNCTION newsquantity_before(newsquantity, newsquantity) IS
	'implementation of << operator';

CREATE FUNCTION newsquantity_after(newsquantity, newsquantity) RETURNS boolean
	AS 'MODULE_PATHNAME', 'newsquantity_after'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 5;
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
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 5;
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
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 5;
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
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION newsdoc_in(cstring) IS
	'input of newsdoc: JSON, checked completely';

CREATE FUNCTION newsdoc_out(newsdoc) RETURNS cstring
	AS 'MODULE_PATHNAME', 'newsdoc_out'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50;
COMMENT ON FUNCTION newsdoc_out(newsdoc) IS
	'output of newsdoc: JSON';

CREATE FUNCTION newsdoc_recv(internal) RETURNS newsdoc
	AS 'MODULE_PATHNAME', 'newsdoc_recv'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION newsdoc_recv(internal) IS
	'binary input of newsdoc, checked completely';

CREATE FUNCTION newsdoc_send(newsdoc) RETURNS bytea
	AS 'MODULE_PATHNAME', 'newsdoc_send'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 5;
COMMENT ON FUNCTION newsdoc_send(newsdoc) IS
	'binary output of newsdoc';

CREATE TYPE newsdoc (
	INPUT = newsdoc_in,
	OUTPUT = newsdoc_out,
	SEND = newsdoc_send,
	RECEIVE = newsdoc_recv,
	INTERNALLENGTH = VARIABLE,
	STORAGE = extended
);
COMMENT ON TYPE newsdoc IS
	'analysis of a news article: names, entities, quotations, quantities, claims';

CREATE FUNCTION to_newsdoc(body text) RETURNS newsdoc
	AS 'MODULE_PATHNAME', 'to_newsdoc'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1000;
COMMENT ON FUNCTION to_newsdoc(text) IS
	'analyse an article';

CREATE FUNCTION jsonb(doc newsdoc) RETURNS jsonb
	AS 'MODULE_PATHNAME', 'newsdoc_to_jsonb'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION jsonb(newsdoc) IS
	'document as jsonb';

CREATE FUNCTION newsdoc(jsonb) RETURNS newsdoc
	AS 'MODULE_PATHNAME', 'jsonb_to_newsdoc'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
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

CREATE FUNCTION news_mentions(body text)
	RETURNS TABLE (mention text, label text, entity text, kind text, span int4range)
	AS 'MODULE_PATHNAME', 'news_mentions_text'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1000 ROWS 40;
COMMENT ON FUNCTION news_mentions(text) IS
	'places where something is named in an article';

CREATE FUNCTION news_mentions(doc newsdoc)
	RETURNS TABLE (mention text, label text, entity text, kind text, span int4range)
	AS 'MODULE_PATHNAME', 'news_mentions_newsdoc'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 20 ROWS 40;
COMMENT ON FUNCTION news_mentions(newsdoc) IS
	'places where something is named in a document';

CREATE FUNCTION news_entities(body text)
	RETURNS TABLE (entity text, label text, role text, aliases text[], mentions integer,
		salience real, first_span int4range)
	AS 'MODULE_PATHNAME', 'news_entities_text'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1000 ROWS 20;
COMMENT ON FUNCTION news_entities(text) IS
	'distinct things named in an article';

CREATE FUNCTION news_entities(doc newsdoc)
	RETURNS TABLE (entity text, label text, role text, aliases text[], mentions integer,
		salience real, first_span int4range)
	AS 'MODULE_PATHNAME', 'news_entities_newsdoc'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 20 ROWS 20;
COMMENT ON FUNCTION news_entities(newsdoc) IS
	'distinct things named in a document';

CREATE FUNCTION news_quotes(body text)
	RETURNS TABLE (quote_no integer, quote text, speaker text, speaker_label text, kind text,
		cue text, negated boolean, span int4range, cue_span int4range, speaker_span int4range)
	AS 'MODULE_PATHNAME', 'news_quotes_text'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1000 ROWS 10;
COMMENT ON FUNCTION news_quotes(text) IS
	'who said what in an article';

CREATE FUNCTION news_quotes(doc newsdoc)
	RETURNS TABLE (quote_no integer, quote text, speaker text, speaker_label text, kind text,
		cue text, negated boolean, span int4range, cue_span int4range, speaker_span int4range)
	AS 'MODULE_PATHNAME', 'news_quotes_newsdoc'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 20 ROWS 10;
COMMENT ON FUNCTION news_quotes(newsdoc) IS
	'who said what in a document';

CREATE FUNCTION news_quantities(body text)
	RETURNS TABLE (expression text, quantity newsquantity, span int4range)
	AS 'MODULE_PATHNAME', 'news_quantities_text'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1000 ROWS 10;
COMMENT ON FUNCTION news_quantities(text) IS
	'measured expressions in an article';

CREATE FUNCTION news_quantities(doc newsdoc)
	RETURNS TABLE (expression text, quantity newsquantity, span int4range)
	AS 'MODULE_PATHNAME', 'news_quantities_newsdoc'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 20 ROWS 10;
COMMENT ON FUNCTION news_quantities(newsdoc) IS
	'measured expressions in a document';

CREATE FUNCTION news_claims(body text)
	RETURNS TABLE (claim text, subject text, quantity newsquantity, from_quantity newsquantity,
		measure text, direction text, modality text, period text, speaker text,
		span int4range, quantity_span int4range)
	AS 'MODULE_PATHNAME', 'news_claims_text'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1000 ROWS 8;
COMMENT ON FUNCTION news_claims(text) IS
	'quantities with what they are said of in an article';

CREATE FUNCTION news_claims(doc newsdoc)
	RETURNS TABLE (claim text, subject text, quantity newsquantity, from_quantity newsquantity,
		measure text, direction text, modality text, period text, speaker text,
		span int4range, quantity_span int4range)
	AS 'MODULE_PATHNAME', 'news_claims_newsdoc'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 20 ROWS 8;
COMMENT ON FUNCTION news_claims(newsdoc) IS
	'quantities with what they are said of in a document';
