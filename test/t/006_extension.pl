# 006_extension.pl
#	The extension as an object: moved to another schema, installed by somebody
#	who is no superuser, and created where hostile objects stand on the path.
use strict;
use warnings;
use News;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my $node = new_node('main', without_extension => 1);
my $text = 'Ana Ruiz paid $5m.';

# ---- relocatable ----

$node->safe_psql('postgres', 'CREATE EXTENSION newsext');
load_articles($node);
my $before = fingerprint($node);
$node->safe_psql('postgres', 'CREATE SCHEMA press; ALTER EXTENSION newsext SET SCHEMA press');
is( $node->safe_psql(
		'postgres',
		"SET search_path = pg_catalog; SELECT string_agg(mention, ',') FROM press.news_mentions('$text')"
	),
	'Ana Ruiz',
	'functions work from another schema, with it off the search path');
is( $node->safe_psql(
		'postgres',
		q{SET search_path = pg_catalog; INSERT INTO public.articles (name, body) VALUES ('n', 'Ana Ruiz arrived.')
			RETURNING doc::text LIKE '%Ana Ruiz%'}
	),
	't',
	'so do generated columns');
$node->safe_psql('postgres', "DELETE FROM articles WHERE name = 'n'; ALTER EXTENSION newsext SET SCHEMA public");
is(fingerprint($node), $before, 'moved there and back it says the same');

# ---- trusted: the owner of a database may install it ----

$node->safe_psql('postgres', 'CREATE ROLE editor LOGIN; CREATE DATABASE newsroom OWNER editor');
is( $node->safe_psql(
		'newsroom',
		"CREATE EXTENSION newsext; SELECT string_agg(mention, ',') FROM news_mentions('$text')",
		extra_params => [ '-U', 'editor' ]),
	'Ana Ruiz',
	'an ordinary owner of a database installs and uses it');

# ---- hostile objects planted before CREATE EXTENSION ----

$node->safe_psql('postgres', 'CREATE ROLE mallory LOGIN; CREATE DATABASE planted');
$node->safe_psql('planted', 'GRANT CREATE ON SCHEMA public TO PUBLIC; CREATE TABLE caught (who text); GRANT ALL ON caught TO PUBLIC');
foreach my $trap (
	[ 'int4range', 'int4range', 'boolean', '=' ],
	[ 'text', 'text', 'text', '||' ],
	[ 'double precision', 'double precision', 'boolean', '<' ])
{
	my ($left, $right, $result, $operator) = @$trap;
	my $name = 'trap_' . join('_', map { s/ /_/gr } $left, $right);

	$node->safe_psql(
		'planted', qq{
		CREATE FUNCTION public.$name($left, $right) RETURNS $result LANGUAGE plpgsql AS
			\$\$ BEGIN INSERT INTO public.caught VALUES (current_user); RETURN NULL; END \$\$;
		CREATE OPERATOR public.$operator (LEFTARG = $left, RIGHTARG = $right, FUNCTION = public.$name)},
		extra_params => [ '-U', 'mallory' ]);
}
foreach my $signature ('lower(int4range) RETURNS int', 'upper(int4range) RETURNS int',
	'int4range(int, int) RETURNS int4range', 'jsonb_out(jsonb) RETURNS cstring')
{
	# Some of these no ordinary role may even create; that is as good.
	$node->psql(
		'planted', qq{
		CREATE FUNCTION public.$signature LANGUAGE plpgsql AS
			\$\$ BEGIN INSERT INTO public.caught VALUES (current_user); RETURN NULL; END \$\$},
		extra_params => [ '-U', 'mallory' ], on_error_stop => 0);
}
is( $node->safe_psql(
		'planted', qq{
		SET search_path = public, pg_catalog;
		CREATE EXTENSION newsext;
		SELECT string_agg(mention, ',') FROM news_mentions('$text')}
	),
	'Ana Ruiz',
	'created in the presence of planted operators and functions');
is($node->safe_psql('planted', 'SELECT count(*) FROM caught'), 0, 'none of which ran');

# A function that stands where ours should makes the creation fail rather than
# become a member.
$node->safe_psql('postgres', 'CREATE DATABASE occupied');
$node->safe_psql('occupied', 'GRANT CREATE ON SCHEMA public TO PUBLIC');
$node->safe_psql(
	'occupied',
	q{CREATE FUNCTION public.news_mentions(body text) RETURNS text LANGUAGE sql AS 'SELECT body'},
	extra_params => [ '-U', 'mallory' ]);
my ($status, $stdout, $stderr) = $node->psql('occupied', 'CREATE EXTENSION newsext');
isnt($status, 0, 'creation fails where a function of ours is already there');
like($stderr, qr/already exists|is not a member of extension/, 'and says why');

# ---- everything has a comment, nothing is left to PUBLIC to wonder about ----

is( $node->safe_psql(
		'postgres', q{
		SELECT coalesce(string_agg(pg_describe_object(classid, objid, objsubid), ', '), '')
		FROM pg_depend
		WHERE refclassid = 'pg_extension'::regclass AND deptype = 'e'
			AND refobjid = (SELECT oid FROM pg_extension WHERE extname = 'newsext')
			AND classid IN ('pg_proc'::regclass, 'pg_type'::regclass, 'pg_operator'::regclass,
				'pg_opclass'::regclass, 'pg_cast'::regclass)
			AND obj_description(objid, classid::regclass::name) IS NULL
			AND NOT (classid = 'pg_type'::regclass AND (SELECT typelem <> 0 FROM pg_type WHERE oid = objid))}
	),
	'',
	'every function, type, cast, operator and class has a comment');
is( $node->safe_psql(
		'postgres', q{
		SELECT coalesce(string_agg(oid::regprocedure::text, ', '), '') FROM pg_proc
		WHERE oid IN (SELECT objid FROM pg_depend WHERE classid = 'pg_proc'::regclass AND deptype = 'e'
				AND refobjid = (SELECT oid FROM pg_extension WHERE extname = 'newsext'))
			AND proparallel <> 's'}
	),
	'',
	'every function is parallel safe');

$node->stop;
done_testing();
