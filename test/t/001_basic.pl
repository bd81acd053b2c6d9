# 001_basic.pl
#	The extension's everyday life: create, a generated column, dump and restore,
#	both as text and as pg_restore does it.
use strict;
use warnings;
use News;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my $node = new_node('main');
load_articles($node);

is( $node->safe_psql('postgres', "SELECT count(*) FROM articles WHERE doc IS NOT NULL"),
	6, 'a generated column holds a document for every article');

is( $node->safe_psql(
		'postgres', q{
		SELECT count(*) FROM articles
		WHERE doc::text::newsdoc::text <> doc::text OR doc::text <> to_newsdoc(body)::text}
	),
	0,
	'documents round-trip through their text form and equal a fresh analysis');

is( $node->safe_psql(
		'postgres', q{
		SELECT count(*) FROM articles a, news_mentions(a.doc) m
		WHERE substring(a.body, lower(m.span), upper(m.span) - lower(m.span)) <> m.mention}
	),
	0,
	'a mention is what stands at its span');

is( $node->safe_psql(
		'postgres', q{
		UPDATE articles SET body = 'Ana Ruiz arrived.' WHERE name = 'sport1';
		SELECT entity FROM articles a, news_entities(a.doc) WHERE name = 'sport1'}
	),
	'Ana Ruiz',
	'an update analyses the new text');

my $before = fingerprint($node);
my $dump = $PostgreSQL::Test::Utils::tmp_check . '/dump';

foreach my $format ('plain', 'custom')
{
	command_ok(
		[ 'pg_dump', '-Fc', '-f', $dump, '-d', $node->connstr('postgres') ],
		'pg_dump, custom format') if $format eq 'custom';
	command_ok(
		[ 'pg_dump', '-Fp', '-f', $dump, '-d', $node->connstr('postgres') ],
		'pg_dump, plain format') if $format eq 'plain';

	$node->safe_psql('postgres', "CREATE DATABASE restored_$format");
	my @restore = $format eq 'plain' ? ('psql', '-Xq', '-v', 'ON_ERROR_STOP=1', '-f', $dump)
	  : ('pg_restore', '--exit-on-error', $dump);

	command_ok([ @restore, '-d', $node->connstr("restored_$format") ], "restore, $format format");
	is(fingerprint($node, "restored_$format"), $before, "the same answers after it, $format format");
}

$node->safe_psql('postgres', 'CREATE TABLE copied (doc newsdoc)');
my $binary = $PostgreSQL::Test::Utils::tmp_check . '/copy.binary';
$node->safe_psql('postgres',
	"COPY (SELECT doc FROM articles) TO '$binary' (FORMAT binary); COPY copied FROM '$binary' (FORMAT binary)");
is( $node->safe_psql(
		'postgres', q{
		SELECT (SELECT string_agg(doc::text, '' ORDER BY doc::text) FROM copied)
			= (SELECT string_agg(doc::text, '' ORDER BY doc::text) FROM articles)}
	),
	't',
	'documents round-trip through binary COPY');

is( $node->safe_psql(
		'postgres', q{
		DROP EXTENSION newsext CASCADE;
		CREATE EXTENSION newsext;
		SELECT count(*) FROM news_mentions('Ana Ruiz arrived.')}
	),
	1,
	'dropped and created again');

$node->stop;
done_testing();
