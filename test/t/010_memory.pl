# 010_memory.pl
#	Where memory ends, an analysis ends in a clean error and the server lives;
#	a very large text is analysed without one.
use strict;
use warnings;
use News;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my $node = new_node('main', conf => "shared_buffers = 16MB\nmax_connections = 10\n");
load_articles($node);

my $repeat = 'repeat(body || E\'\\n\\n\', %d / octet_length(body))';

is( $node->safe_psql(
		'postgres',
		sprintf("SELECT (to_newsdoc($repeat) IS NOT NULL) FROM articles WHERE name = 'markets1'", 100_000_000)),
	't',
	'an article of 100 MB');

# The same server, its processes limited to less than such an analysis takes.
$node->stop;
my @start = ('pg_ctl', '-D', $node->data_dir, '-l', $node->logfile, '-w', 'start');
system_or_bail('sh', '-c', 'ulimit -v "$0" && exec "$@" >/dev/null', 500_000, @start);
$node->_update_pid(1);

foreach my $name ('politics', 'webpage')
{
	my ($status, $stdout, $stderr) = $node->psql('postgres',
		sprintf("SELECT to_newsdoc($repeat) IS NOT NULL FROM articles WHERE name = '${name}1'", 110_000_000));

	isnt($status, 0, "$name: not enough memory is an error");
	like($stderr, qr/ERROR:  out of memory/, "$name: and says so");
	is($node->safe_psql('postgres', "SELECT to_newsdoc(body)::text = doc::text FROM articles WHERE name = '${name}1'"),
		't', "$name: the server goes on");
}
ok(!$node->log_contains('terminated by signal'), 'no process died');

$node->stop;
done_testing();
