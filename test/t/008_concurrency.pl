# 008_concurrency.pl
#	Two sessions insert and update, one vacuums, one asks; afterwards the index
#	says what a sequential scan says.  NEWSEXT_SECONDS is how long (10).
use strict;
use warnings;
use News;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my $seconds = $ENV{NEWSEXT_SECONDS} // 10;
my $node = new_node('main');
load_articles($node, copies => 5);
$node->safe_psql('postgres', 'CREATE INDEX articles_doc ON articles USING gin (doc)');

# Runs statements until the time is up; \watch would not stop.
sub busy
{
	my ($statements) = @_;

	return qq{
		DO \$do\$
		DECLARE until timestamptz := clock_timestamp() + interval '$seconds s';
		BEGIN
			WHILE clock_timestamp() < until LOOP
				$statements
				COMMIT;
			END LOOP;
		END \$do\$;};
}

my $answer = q{PERFORM count(*) FROM articles WHERE doc @@ 'speaker:Halvorsen & amount > 10%'::newsquery;};
my $vacuum = "VACUUM articles;\nSELECT pg_sleep(0.3);\n" x ($seconds * 2);
my @sessions = (
	start_psql($node, busy(q{
		INSERT INTO articles (name, body) SELECT 'one', body FROM articles WHERE id % 7 = 0 AND id <= 30;
		DELETE FROM articles WHERE name = 'one' AND id % 2 = 0;})),
	start_psql($node, busy(q{
		INSERT INTO articles (name, body) SELECT 'two', body FROM articles WHERE id % 5 = 0 AND id <= 30;
		UPDATE articles SET body = reverse(body) WHERE name = 'two' AND id % 3 = 0;})),
	start_psql($node, $vacuum),
	start_psql($node, "SET enable_seqscan = off;" . busy($answer)));

like(finish_psql($_), qr/^\s*$/, 'a session ended without an error') foreach @sessions;
is_deeply([ index_agrees($node) ], [], 'index and sequential scan agree');
$node->safe_psql('postgres', 'VACUUM articles');
is_deeply([ index_agrees($node) ], [], 'and after a last VACUUM');
is( $node->safe_psql(
		'postgres',
		'SELECT count(*) FROM articles WHERE doc::text IS DISTINCT FROM to_newsdoc(body)::text'),
	0,
	'every document is what its text says');

$node->stop;
done_testing();
