# News.pm
#	What the TAP tests share: servers with the extension, the sample articles,
#	and one fingerprint of everything the extension says about a table.
package News;

use strict;
use warnings;
use Exporter 'import';
use IPC::Run;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Time::HiRes qw(sleep time);

our @EXPORT = qw(new_node articles load_articles fingerprint queries index_agrees start_psql
  finish_psql wait_until);

# A running server with the extension in database postgres.
sub new_node
{
	my ($name, %options) = @_;
	my $node = PostgreSQL::Test::Cluster->new($name);

	$node->init(
		allows_streaming => $options{allows_streaming} // 0,
		extra => $options{initdb} // [ '--no-locale', '--encoding=UTF8' ]);
	$node->append_conf('postgresql.conf', $options{conf}) if defined $options{conf};
	$node->start;
	$node->safe_psql('postgres', 'CREATE EXTENSION newsext')
	  unless $options{without_extension};
	return $node;
}

# name => text of every sample article
sub articles
{
	my %text;

	foreach my $file (glob "$ENV{TESTDIR}/test/articles/*.txt")
	{
		my ($name) = $file =~ m{([^/]+)\.txt$};
		$text{$name} = slurp_file($file);
	}
	return %text;
}

# Create `articles` (name, body, doc generated from body) and fill it with
# `copies` of every sample article, told apart by their names.
sub load_articles
{
	my ($node, %options) = @_;
	my %text = articles();
	my $copies = $options{copies} // 1;
	my $database = $options{database} // 'postgres';
	my $doc = $options{doc} // 'newsdoc GENERATED ALWAYS AS (to_newsdoc(body)) STORED';
	my $sql = "CREATE TABLE articles (id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,"
	  . " name text NOT NULL, body text NOT NULL, doc $doc);\n";

	foreach my $name (sort keys %text)
	{
		$sql .= "INSERT INTO articles (name, body)"
		  . " SELECT '$name' || i, \$article\$$text{$name}\$article\$ FROM generate_series(1, $copies) i;\n";
	}
	$node->safe_psql($database, $sql);
	return;
}

# One hash over everything that the functions say about all rows.
sub fingerprint
{
	my ($node, $database) = @_;

	return $node->safe_psql(
		$database // 'postgres', q{
		SELECT md5(string_agg(line, E'\n' ORDER BY line COLLATE "C")) FROM (
			SELECT a.name || doc::text FROM articles a
			UNION ALL SELECT a.name || x::text FROM articles a, news_mentions(a.doc) x
			UNION ALL SELECT a.name || x::text FROM articles a, news_entities(a.doc) x
			UNION ALL SELECT a.name || x::text FROM articles a, news_quotes(a.doc) x
			UNION ALL SELECT a.name || x::text FROM articles a, news_quantities(a.doc) x
			UNION ALL SELECT a.name || x::text FROM articles a, news_claims(a.doc) x
		) AS t (line)});
}

# Queries that between them use every kind of index key.
sub queries
{
	return (
		'person:Halvorsen', 'org:Commission & !gpe:India', 'gpe:ger*', 'speaker:"Ingrid Halvorsen"',
		'"unprecedented demand"', 'quote(speaker:Halvorsen & "clean power")', 'amount > £1bn',
		'amount >= 30% & amount <= 40%', 'claim(direction:down & amount > 10%)',
		'!speaker:Halvorsen', 'entity:Brightwater | entity:UNICEF',
		'quote(speaker:Halvorsen & "unprecedented demand") & claim(subject:exports & amount >= 30%)');
}

# Does every query find the same rows through the index as without it?
# Returns a list of the queries that do not.
sub index_agrees
{
	my ($node, $database) = @_;
	my @wrong;

	foreach my $query (queries())
	{
		my $sql = "SELECT coalesce(string_agg(id::text, ',' ORDER BY id), '')"
		  . " FROM articles WHERE doc @@ '$query'::newsquery";
		my $seqscan = $node->safe_psql($database // 'postgres',
			"SET enable_bitmapscan = off; SET enable_indexscan = off; $sql");
		my $index =
		  $node->safe_psql($database // 'postgres', "SET enable_seqscan = off; $sql");

		push @wrong, "$query: $seqscan / $index" if $seqscan ne $index;
	}
	return @wrong;
}

# Run SQL in a psql of its own, in the background; its input and output are
# files, so that nobody has to pump them.
sub start_psql
{
	my ($node, $sql) = @_;
	my $file = PostgreSQL::Test::Utils::tempdir() . '/session';

	append_to_file("$file.sql", $sql);
	my $harness = IPC::Run::start(
		[ 'psql', '-XAtq', '-v', 'ON_ERROR_STOP=1', '-d', $node->connstr('postgres'), '-f', "$file.sql" ],
		'>', "$file.out", '2>&1');
	return { harness => $harness, file => "$file.out" };
}

# Wait for such a psql; returns what it printed, error messages included.
sub finish_psql
{
	my ($session) = @_;

	$session->{harness}->finish;
	return slurp_file($session->{file});
}

# Poll until the query says true; dies after `seconds`.
sub wait_until
{
	my ($node, $sql, $seconds) = @_;
	my $end = time + ($seconds // 30);

	while ($node->safe_psql('postgres', $sql) ne 't')
	{
		die "waited in vain for: $sql" if time > $end;
		sleep 0.02;
	}
	return;
}

1;
