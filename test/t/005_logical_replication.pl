# 005_logical_replication.pl
#	A newsdoc column travels through logical replication, as text and in binary.
use strict;
use warnings;
use News;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my $publisher = new_node('publisher', allows_streaming => 'logical');
my $subscriber = new_node('subscriber');

# A stored document of its own: generated columns do not travel.
load_articles($publisher, doc => 'newsdoc');
$publisher->safe_psql(
	'postgres', q{
	UPDATE articles SET doc = to_newsdoc(body);
	CREATE PUBLICATION news FOR TABLE articles});

(my $connection = $publisher->connstr('postgres')) =~ s/'/''/g;

foreach my $binary ('false', 'true')
{
	$subscriber->safe_psql(
		'postgres', qq{
		CREATE TABLE articles (id int PRIMARY KEY, name text NOT NULL, body text NOT NULL, doc newsdoc);
		CREATE SUBSCRIPTION news_$binary CONNECTION '$connection' PUBLICATION news WITH (binary = $binary)});
	$subscriber->wait_for_subscription_sync($publisher, "news_$binary");
	$publisher->safe_psql(
		'postgres', qq{
		INSERT INTO articles (name, body, doc)
			SELECT 'later $binary', body, to_newsdoc(body) FROM articles WHERE id = 3;
		UPDATE articles SET doc = to_newsdoc(name || E'\\n\\n' || body) WHERE id = 4});
	$publisher->wait_for_catchup("news_$binary");
	is(fingerprint($subscriber), fingerprint($publisher), "the same documents, binary = $binary");
	$subscriber->safe_psql('postgres', "DROP SUBSCRIPTION news_$binary");
	$subscriber->safe_psql('postgres', 'DROP TABLE articles');
}

$subscriber->stop;
$publisher->stop;
done_testing();
