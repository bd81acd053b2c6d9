# 003_crash_recovery.pl
#	A crash in the middle of inserts and of an index build loses nothing that was
#	committed, and the index says what a sequential scan says.
use strict;
use warnings;
use News;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my $node = new_node('main', conf => "fsync = on\nfull_page_writes = on\nautovacuum = off\n");
load_articles($node, copies => 5);
$node->safe_psql('postgres', 'CREATE INDEX articles_doc ON articles USING gin (doc)');

my $insert = q{INSERT INTO articles (name, body)
	SELECT 'more', body FROM articles WHERE id <= 6;};
my $writer = start_psql($node, $insert x 400);
wait_until($node, 'SELECT count(*) > 60 FROM articles');
my $builder = start_psql($node,
	'CREATE INDEX second ON articles USING gin (doc); DROP INDEX second;' x 400);
wait_until($node,
	"SELECT EXISTS (SELECT FROM pg_stat_activity WHERE query ~ 'INDEX second' AND pid <> pg_backend_pid())");
my $committed = $node->safe_psql('postgres', 'SELECT count(*) FROM articles');

$node->stop('immediate');
finish_psql($writer);
finish_psql($builder);
$node->start;

cmp_ok($node->safe_psql('postgres', 'SELECT count(*) FROM articles'),
	'>=', $committed, 'every committed row is there');
is( $node->safe_psql(
		'postgres',
		'SELECT count(*) FROM articles WHERE doc::text IS DISTINCT FROM to_newsdoc(body)::text'),
	0,
	'every document is what its text says');
is_deeply([ index_agrees($node) ], [], 'index and sequential scan agree after the crash');

$node->safe_psql('postgres', 'VACUUM articles');
is_deeply([ index_agrees($node) ], [], 'and after VACUUM');

$node->safe_psql('postgres', 'DELETE FROM articles WHERE id % 3 = 0');
$node->stop('immediate');
$node->start;
is_deeply([ index_agrees($node) ], [], 'and after deletes and another crash');

$node->stop;
done_testing();
