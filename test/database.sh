# database.sh
#	For scripts that run articles through a server; they source it in the
#	checkout's root.

# The server that PGHOST names, or the private one with this extension.
use_server()
{
	if [ -z "${PGHOST:-}" ]; then
		test/cluster.sh start
		eval "$(test/cluster.sh env)"
		${MAKE:-make} -s install >/dev/null
	fi
}

# make_database NAME DIR …: afresh, and connect to it from here on: the extension, and
# a table raw (line) of the lines of JSON in *.jsonl and *.jsonl.gz, one an article.
make_database()
{
	psql -Xq -d postgres -c "DROP DATABASE IF EXISTS $1 WITH (FORCE)" \
		-c "CREATE DATABASE $1 ENCODING 'UTF8' LC_COLLATE 'C' LC_CTYPE 'C' TEMPLATE template0"
	export PGDATABASE="$1"
	shift
	psql -Xq -v ON_ERROR_STOP=1 -c 'CREATE EXTENSION newsext' -c 'CREATE UNLOGGED TABLE raw (line text)'
	# The separator and the quote are bytes that JSON cannot hold.
	find "$@" -name '*.jsonl' -exec cat {} + -o -name '*.jsonl.gz' -exec gzip -dc {} + |
		psql -Xq -c "\\copy raw FROM pstdin (FORMAT csv, DELIMITER E'\\x01', QUOTE E'\\x02')"
}

drop_database()
{
	psql -Xq -d postgres -c "DROP DATABASE $1"
}
