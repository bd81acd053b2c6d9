# 002_cancel.pl
#	Ctrl-C and statement_timeout end an analysis within 100 ms, wherever in a
#	text of 50 MB it stands, and whatever that is made of.
use strict;
use warnings;
use IPC::Run;
use News;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;
use Time::HiRes qw(usleep);

my $node = new_node('main');
load_articles($node);

# repeat() makes the text in memory: reading it back through TOAST would be time
# that is not ours.  Again and again, so that it surely goes on long enough.
my $size = 50_000_000;

# A server with assertions overwrites what it frees, and takes its time for it.
my $limit = $node->safe_psql('postgres', 'SHOW debug_assertions') eq 'on' ? 1000 : 100;
my $analysis = "SELECT count(to_newsdoc(repeat(body || E'\\n\\n', $size / octet_length(body))))"
  . " FROM articles, generate_series(1, 100) WHERE name = 'politics1'";

# Cancels the backend whose application_name is `victim` `delay` seconds into
# its statement, and returns how many milliseconds it took to become idle.
$node->safe_psql(
	'postgres', q{
	CREATE FUNCTION cancel_after(delay float8, OUT milliseconds float8) LANGUAGE plpgsql AS $$
	DECLARE
		victim int;
		began timestamptz := clock_timestamp();
	BEGIN
		LOOP
			IF clock_timestamp() > began + interval '1 minute' THEN
				RAISE 'there is nothing to cancel';
			END IF;
			PERFORM pg_stat_clear_snapshot();
			SELECT pid INTO victim FROM pg_stat_activity
			WHERE application_name = 'victim' AND state = 'active'
				AND query_start < clock_timestamp() - delay * interval '1 second';
			EXIT WHEN FOUND;
			PERFORM pg_sleep(0.002);
		END LOOP;
		began := clock_timestamp();
		PERFORM pg_cancel_backend(victim);
		LOOP
			PERFORM pg_stat_clear_snapshot();
			EXIT WHEN NOT EXISTS (SELECT FROM pg_stat_activity WHERE pid = victim AND state = 'active');
			PERFORM pg_sleep(0.001);
		END LOOP;
		milliseconds := extract(epoch FROM clock_timestamp() - began) * 1000;
	END $$});

# The build of an index analyses every text.
$node->safe_psql('postgres',
	'CREATE TABLE many AS SELECT body FROM articles, generate_series(1, 2000)');
my $build = 'SET maintenance_work_mem = \'4MB\'; CREATE INDEX ON many USING gin (body gin_news_ops)';

# Cancels the statement after so many seconds.  A busy machine may delay a
# process that long by itself; so the best of six counts.
sub ends_soon
{
	my ($what, $statement, $delay) = @_;
	my ($best, $cancelled) = (undef, 0);

	foreach my $try (1 .. 6)
	{
		my $psql = start_psql($node, "SET application_name = victim; $statement;");
		my $took = $node->safe_psql('postgres', "SELECT cancel_after($delay)");

		$cancelled++ if finish_psql($psql) =~ /canceling statement due to user request/;
		$best = $took if !defined $best || $took < $best;
		last if $best < $limit;
	}
	cmp_ok($cancelled, '>', 0, "$what: cancelled after $delay s");
	cmp_ok($best, '<', $limit, "$what: and ended within $limit ms ($best)");
	return;
}

ends_soon('an article', $analysis, $_) foreach 0.1, 0.4, 0.8, 1.2;
ends_soon('the build of an index', $build, $_) foreach 0.2, 0.7;

# What could be one step of something: a word, a line, a run of marks.  Each is
# made once, in memory, and analysed over and over.
my %unit = (
	'one word' => "'a'",
	'one word beyond ASCII' => "'é'",
	'one number' => "'7'",
	'quotation marks' => "'\"'",
	'one quotation after the other' => "'\"Yes,\" he said. '",
	'a line of capitals' => "'PRIME MINISTER JOHN SMITH OF NORTHERN BANK SAID '",
	'hyphens' => "'-'",
	'combining marks' => "U&'\\0301'");

foreach my $name (sort keys %unit)
{
	my $again = "DO \$\$ DECLARE body text := repeat($unit{$name}, $size / octet_length($unit{$name})); ok bool;"
	  . " BEGIN LOOP ok := to_newsdoc(body) IS NOT NULL; END LOOP; END \$\$";

	ends_soon("50 MB of $name", $again, $_) foreach 0.15, 0.4, 0.9;
}

foreach my $timeout (50, 300, 900)
{
	my $best;

	foreach my $try (1 .. 6)
	{
		my $over = $node->safe_psql(
			'postgres', qq{
			CREATE OR REPLACE FUNCTION pg_temp.over(OUT milliseconds float8) LANGUAGE plpgsql AS \$\$
			BEGIN
				PERFORM pg_sleep(0);
				BEGIN
					EXECUTE \$q\$$analysis\$q\$;
				EXCEPTION WHEN query_canceled THEN
					milliseconds := extract(epoch FROM clock_timestamp() - statement_timestamp()) * 1000 - $timeout;
				END;
			END \$\$;
			SET statement_timeout = $timeout;
			SELECT pg_temp.over()});

		$best = $over if $over ne '' && (!defined $best || $over < $best);
		last if defined $best && $best < $limit;
	}
	ok(defined $best, "statement_timeout of $timeout ms ends the analysis");
	cmp_ok($best // 1e9, '<', $limit, "within $limit ms");
}

# What interrupts an analysis need not end it: a backend that is asked for its
# memory answers in the middle.
my $psql = start_psql($node, "SET application_name = victim; $analysis;");

foreach my $try (1 .. 200)
{
	$node->safe_psql('postgres',
		"SELECT pg_log_backend_memory_contexts(pid) FROM pg_stat_activity WHERE application_name = 'victim'");
	usleep(50_000);
	last if $node->log_contains(qr/newsext analysis: /);
}
ok($node->log_contains(qr/newsext analysis: /), 'other interrupts are answered');
is($node->safe_psql('postgres', "SELECT count(*) FROM pg_stat_activity WHERE application_name = 'victim' AND state = 'active'"),
	1, 'and the analysis goes on');
$node->safe_psql('postgres', "SELECT pg_cancel_backend(pid) FROM pg_stat_activity WHERE application_name = 'victim'");
finish_psql($psql);

# There are timeouts that no flag tells an extension of.
SKIP:
{
	skip 'transaction_timeout came with 17', 1 if $node->pg_version < 17;
	my ($status, $stdout, $stderr) = $node->psql('postgres', "SET transaction_timeout = 300; $analysis");

	like($stderr, qr/terminating connection due to transaction timeout/, 'transaction_timeout ends the analysis');
}

is($node->safe_psql('postgres', "SELECT count(*) > 0 FROM news_mentions('Ana Ruiz arrived.')"),
	't', 'and the server goes on');

$node->stop;
done_testing();
