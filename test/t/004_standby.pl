# 004_standby.pl
#	A physical standby answers as its primary does.
use strict;
use warnings;
use News;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my $primary = new_node('primary', allows_streaming => 1);
load_articles($primary, copies => 3);
$primary->safe_psql('postgres', 'CREATE INDEX articles_doc ON articles USING gin (doc)');
$primary->backup('backup');

my $standby = PostgreSQL::Test::Cluster->new('standby');
$standby->init_from_backup($primary, 'backup', has_streaming => 1);
$standby->start;

# What was written before the backup, and what streams in after it.
$primary->safe_psql(
	'postgres', q{
	INSERT INTO articles (name, body) SELECT 'streamed', body FROM articles WHERE id <= 6;
	DELETE FROM articles WHERE id = 2;
	VACUUM articles});
$primary->wait_for_catchup($standby);

is(fingerprint($standby), fingerprint($primary), 'the standby gives the same answers');
is_deeply([ index_agrees($standby) ], [], 'and its index agrees with a sequential scan');

$standby->promote;
$standby->safe_psql('postgres',
	"INSERT INTO articles (name, body) SELECT 'promoted', body FROM articles WHERE id = 1");
is( $standby->safe_psql(
		'postgres',
		"SELECT (SELECT doc::text FROM articles WHERE name = 'promoted') = (SELECT doc::text FROM articles WHERE id = 1)"
	),
	't',
	'promoted, it analyses as the primary did');

$standby->stop;
$primary->stop;
done_testing();
