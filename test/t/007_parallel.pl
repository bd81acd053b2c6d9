# 007_parallel.pl
#	Parallel workers give the rows that one process gives.
use strict;
use warnings;
use News;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my $node = new_node('main');
load_articles($node, copies => 40);
$node->safe_psql('postgres', 'ALTER TABLE articles SET (parallel_workers = 2); ANALYZE articles');

my $serial = 'SET max_parallel_workers_per_gather = 0;';
my $parallel = 'SET max_parallel_workers_per_gather = 2; SET parallel_setup_cost = 0;'
  . ' SET parallel_tuple_cost = 0; SET min_parallel_table_scan_size = 0;';
my %queries = (
	'analysis of text' => q{SELECT md5(string_agg(line, '' ORDER BY id)) FROM
		(SELECT id, to_newsdoc(body)::text AS line FROM articles OFFSET 0) t},
	'rows of a stored document' => q{SELECT count(*), sum(mentions) FROM articles a, news_entities(a.doc) e},
	'rows of a text' => q{SELECT count(*), sum(length(quote)) FROM articles a, news_quotes(a.body) q},
	'quantities' => q{SELECT count(*), md5(string_agg(q.quantity::text, ',' ORDER BY a.id, q.span))
		FROM articles a, news_quantities(a.doc) q},
	'an aggregate over documents' => q{SELECT sum(length(to_newsdoc(body)::text)) FROM articles});

foreach my $what (sort keys %queries)
{
	my $query = $queries{$what};

	is($node->safe_psql('postgres', "$parallel $query"), $node->safe_psql('postgres', "$serial $query"),
		"$what: the same in parallel");
	like($node->safe_psql('postgres', "$parallel EXPLAIN $query"), qr/Workers Planned: 2/,
		"$what: and it does run in parallel");
}

$node->stop;
done_testing();
