# 009_locales.pl
#	The same text gives the same document whatever the database's locale, and
#	other server encodings work or degrade without an error.
use strict;
use warnings;
use News;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

# Locales that this machine need not have; the server finds them through LOCPATH.
my $locpath = $PostgreSQL::Test::Utils::tmp_check . '/locales';
my ($made) = run_command([ "$ENV{TESTDIR}/test/locales.sh", $locpath ]);
$ENV{LOCPATH} = $locpath if $made ne '';

my $node = new_node('main');
load_articles($node);
my $expected = fingerprint($node);

my %databases = (libc_c => "LOCALE 'C'");
foreach my $locale (split ' ', $made)
{
	$databases{ 'libc_' . lc($locale =~ s/\W/_/gr) } = "LOCALE '$locale'";
}
my $icu = $node->safe_psql('postgres',
	"SELECT EXISTS (SELECT FROM pg_collation WHERE collprovider = 'i')") eq 't';
if ($icu)
{
	$databases{icu_tr} = "LOCALE_PROVIDER icu ICU_LOCALE 'tr-TR' LOCALE 'C'";
	$databases{icu_en} = "LOCALE_PROVIDER icu ICU_LOCALE 'en-US' LOCALE 'C'";
}
cmp_ok(scalar(keys %databases), '>=', 4, 'there are locales to compare');
foreach my $database (sort keys %databases)
{
	$node->safe_psql('postgres',
		"CREATE DATABASE $database TEMPLATE template0 ENCODING 'UTF8' $databases{$database}");
	$node->safe_psql($database, 'CREATE EXTENSION newsext');
	load_articles($node, database => $database);
	is(fingerprint($node, $database), $expected, "the same answers in $databases{$database}");
}

# Encodings: psql converts the article where it can be converted.
my $story = "Jos\x{e9} Mu\x{f1}oz paid \x{a3}5m. \"It was cheap,\" Mu\x{f1}oz said.";
utf8::encode($story);
foreach my $encoding ('LATIN1', 'WIN1252', 'LATIN9', 'EUC_JP', 'SQL_ASCII')
{
	my $database = lc $encoding;

	my $text = $encoding eq 'EUC_JP' ? 'Jose Munoz paid 5m dollars. "It was cheap," Munoz said.' : $story;

	$node->safe_psql('postgres',
		"CREATE DATABASE $database TEMPLATE template0 ENCODING '$encoding' LOCALE 'C'");
	$node->safe_psql($database, 'CREATE EXTENSION newsext');
	is( $node->safe_psql(
			$database,
			"SET client_encoding = " . ($encoding eq 'SQL_ASCII' ? 'SQL_ASCII' : 'UTF8') . ";"
			  . "SELECT (SELECT count(*) FROM news_mentions(body) m WHERE substring(body, lower(m.span), upper(m.span) - lower(m.span)) = m.mention) >= 2,"
			  . " to_newsdoc(body)::text::newsdoc::text = to_newsdoc(body)::text,"
			  . " (SELECT string_agg(quote, '') FROM news_quotes(body))"
			  . " FROM (VALUES ('$text'::text)) AS t (body)"),
		't|t|It was cheap',
		"$encoding: names, quotes, spans and round trip");
}

# Bytes that are no text at all, in the one encoding that lets them in.
is( $node->safe_psql(
		'sql_ascii', q{
		SELECT count(*) FROM (
			SELECT to_newsdoc(convert_from(decode(string_agg(
				lpad(to_hex(1 + (i * 7919 + j * 104729 + i * j) % 255), 2, '0'), ''), 'hex'), 'SQL_ASCII'))::text
			FROM generate_series(1, 200) i, generate_series(1, 200) j GROUP BY i) AS t}
	),
	200,
	'SQL_ASCII: any bytes without an error');

$node->stop;
done_testing();
