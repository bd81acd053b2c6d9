# 010_encodings.pl
#	Databases in other encodings than UTF-8: the same rows, spans in characters
#	of the server's own text, documents that travel; and bytes that no encoding
#	explains, which are no error.
use strict;
use warnings;
use utf8;
use News;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my $node = new_node('main', without_extension => 1);

# The rows of every function, as one string.
my $rows = join ' UNION ALL ',
  map { "SELECT '$_', x::text FROM news_$_(body) x" } qw(mentions entities quotes quantities claims);

# How many spans are not the words that they stand for.
my $wrong = q{SELECT
	(SELECT count(*) FROM news_mentions(body) WHERE substring(body, lower(span), upper(span) - lower(span)) <> mention)
	+ (SELECT count(*) FROM news_quotes(body) WHERE substring(body, lower(span), upper(span) - lower(span)) <> quote
		OR substring(body, lower(cue_span), upper(cue_span) - lower(cue_span)) <> cue)
	+ (SELECT count(*) FROM news_quantities(body) WHERE substring(body, lower(span), upper(span) - lower(span)) <> expression)
	+ (SELECT count(*) FROM news_claims(body) WHERE substring(body, lower(span), upper(span) - lower(span)) <> claim)};

# Does the document of the text come back, and say what the text says?
my $whole = q{SELECT to_newsdoc(body)::text::newsdoc = to_newsdoc(body)
	AND to_newsdoc(body)::jsonb::newsdoc = to_newsdoc(body)
	AND (SELECT string_agg(x::text, '') FROM news_quotes(body) x)
		IS NOT DISTINCT FROM (SELECT string_agg(x::text, '') FROM news_quotes(to_newsdoc(body)) x)};

sub database
{
	my ($name, $encoding) = @_;

	$node->safe_psql('postgres',
		"CREATE DATABASE $name ENCODING '$encoding' LC_COLLATE 'C' LC_CTYPE 'C' TEMPLATE template0");
	$node->safe_psql($name, 'CREATE EXTENSION newsext; CREATE TABLE articles (id int, body text, doc newsdoc)');
	return;
}

# Run SQL given as characters, with the client speaking UTF-8.
sub utf8_sql
{
	my ($name, $sql) = @_;
	my $bytes = "SET client_encoding = 'UTF8';\n$sql";

	utf8::encode($bytes);
	my $result = $node->safe_psql($name, $bytes);
	utf8::decode($result);
	return $result;
}

my %text = (
	latin => "SÃO PAULO — no\n\nAna Ruiz, São Paulo’s treasurer, said: “Café prices rose 30% to £1.2bn.”\n"
	  . "“The crème is naïve,” José Müller told Ana Ruiz in Málaga.\n",
	japanese => "Ana Ruiz visited 東京 on Monday. “Prices rose 30% to £1.2bn in 日本,” said Ana Ruiz of 東京大学.\n"
	  . "“No,” said Taro Yamada, 東京.\n",
	cyrillic => "Ana Ruiz met Михаил Мишустин in Москва. “Prices rose 30%,” said Ana Ruiz.\n");
$text{latin1} = $text{latin} =~ s/[“”]/"/gr =~ s/’/'/gr =~ s/—/-/gr;

database('utf8', 'UTF8');
my @encodings = (
	[ latin1 => 'LATIN1', 'latin1' ],
	[ latin9 => 'LATIN9', 'latin1' ],
	[ win1252 => 'WIN1252', 'latin' ],
	[ euc_jp => 'EUC_JP', 'japanese' ],
	[ euc_jis_2004 => 'EUC_JIS_2004', 'japanese' ],
	[ koi8r => 'KOI8R', 'cyrillic' ],
	[ win1251 => 'WIN1251', 'cyrillic' ]);
my $id = 0;

foreach my $case (@encodings)
{
	my ($name, $encoding, $text) = @$case;
	my $body = $text{$text};

	database($name, $encoding);
	$id++;

	# What the encoding lacks, the text for it must not have.
	$body =~ s/£/\$/g if $encoding =~ /KOI8R|WIN1251|EUC/;
	$body =~ s/[“”]/"/g if $encoding eq 'KOI8R';
	utf8_sql($_, "INSERT INTO articles VALUES ($id, \$body\$$body\$body\$, to_newsdoc(\$body\$$body\$body\$))")
	  foreach $name, 'utf8';
	is(utf8_sql($name, "SELECT ($wrong) FROM articles"), '0', "$encoding: spans are exact");
	is(utf8_sql($name, "SELECT ($whole) FROM articles"), 't', "$encoding: documents come back");
	is(utf8_sql($name, "SELECT r.* FROM articles, LATERAL ($rows) r"),
		utf8_sql('utf8', "SELECT r.* FROM articles, LATERAL ($rows) r WHERE id = $id"),
		"$encoding: the same rows as in UTF-8");

	# Text and binary copies carry documents to a database in UTF-8.
	foreach my $format ('text', 'binary')
	{
		my $file = $node->basedir . "/$name.$format";

		utf8_sql($name, "\\copy (SELECT id, body, doc FROM articles) TO '$file' WITH (FORMAT $format, ENCODING 'UTF8')");
		utf8_sql('utf8', "CREATE TABLE \"${name}_$format\" (LIKE articles);\n"
			  . "\\copy \"${name}_$format\" FROM '$file' WITH (FORMAT $format, ENCODING 'UTF8')");
		is(utf8_sql('utf8', "SELECT a.doc = b.doc AND a.body = b.body FROM articles a JOIN \"${name}_$format\" b USING (id)"),
			't', "$encoding: a $format copy arrives in UTF-8 as the document made there");
	}
}

# Units are UTF-8 inside and the server's text outside.
is(utf8_sql('latin1', q{SELECT '5 café'::newsquantity::text || news_unit('5 café')}),
	utf8_sql('utf8', q{SELECT '5 café'::newsquantity::text || news_unit('5 café')}),
	'counted nouns with accents read the same in LATIN1');

# Characters that have no counterpart in UTF-8: undefined bytes of WIN1252, a
# character of EUC_JIS_2004 that is two in Unicode, unassigned ones of EUC_JP.
foreach my $case (
	[ 'win1252', q{'Ana Ruiz ' || convert_from('\x818d90', 'WIN1252')} ],
	[ 'euc_jis_2004', q{convert_from('\xa4f7a4f8a5f7', 'EUC_JIS_2004') || ' Ana Ruiz'} ],
	[ 'euc_jp', q{convert_from('\xa9a1a9a1', 'EUC_JP') || ' Ana Ruiz'} ])
{
	my ($name, $start) = @$case;

	is($node->safe_psql($name, qq{
			WITH t AS (SELECT $start || ' said: "No, Taro Yamada." It rose 30%.' AS body)
			SELECT ($wrong) = 0 AND ($whole) AND length(body) = (to_newsdoc(body)::jsonb ->> 'chars')::int
				AND (SELECT count(*) FROM news_quotes(body)) > 0 FROM t}),
		't', "$name: characters without a counterpart cost nothing else");
}

# SQL_ASCII: a character is a byte, whatever the bytes.
database('ascii', 'SQL_ASCII');
is($node->safe_psql('ascii', qq{
		WITH t AS (SELECT 'S\\303\\243o Paulo: \\342\\200\\234No,\\342\\200\\235 said Ana Ruiz. It rose 30%.'::bytea AS b),
			u AS (SELECT convert_from(b, 'SQL_ASCII') AS body FROM t)
		SELECT ($wrong) = 0 AND ($whole) AND (to_newsdoc(body)::jsonb ->> 'chars')::int = length(body)
			AND EXISTS (SELECT FROM news_quotes(body) WHERE quote = 'No' OR quote = 'No,') FROM u}),
	't', 'SQL_ASCII: UTF-8 in it is read as such, in bytes');
is($node->safe_psql('ascii', qq{
		SELECT setseed(0.5);
		WITH t AS (SELECT convert_from(decode(string_agg(lpad(to_hex(1 + (random() * 254)::int), 2, '0'), ''), 'hex')
				|| ' Ana Ruiz said "it rose 30%". '::bytea, 'SQL_ASCII') AS body
			FROM generate_series(1, 20000) i GROUP BY i % 200)
		SELECT count(*), count(*) FILTER (WHERE ($wrong) = 0 AND ($whole)) FROM t}) =~ s/^\n//r,
	'200|200', 'SQL_ASCII: noise is no error');

$node->stop;
done_testing();
