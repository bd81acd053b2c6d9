#!/bin/sh
# check_search.sh DIR [SEED [N]]
#	On all articles of a folder, N (300) queries of chance and sixty given ones
#	find the same articles by sequential scan and by both GIN classes: built,
#	with new rows pending, vacuumed, and after changes that were undone.
#
# DIR is laid out like that of check_corpora.sh: *.jsonl and *.jsonl.gz with a
# "text" in every line.  Works in a database of its own on the server that
# PGHOST names, or on the private one of the tests.  Prints one line for each
# comparison; fails when two differ.
set -eu

[ $# -ge 1 ] || { echo "usage: $0 DIR [SEED [N]]" >&2; exit 2; }
articles=$(cd "$1" && pwd)
seed=${2:-1}
n=${3:-300}
cd "$(dirname "$0")/.."
if [ -z "${PGHOST:-}" ]; then
	test/cluster.sh start
	eval "$(test/cluster.sh env)"
	${MAKE:-make} -s install >/dev/null
fi
PGOPTIONS='-c client_min_messages=warning -c jit=off'
export PGOPTIONS
psql -Xq -d postgres -c 'DROP DATABASE IF EXISTS newsext_check' \
	-c "CREATE DATABASE newsext_check ENCODING 'UTF8' LC_COLLATE 'C' LC_CTYPE 'C' TEMPLATE template0"
PGDATABASE=newsext_check
export PGDATABASE
psql -Xq -v ON_ERROR_STOP=1 -c 'CREATE EXTENSION newsext' -c 'CREATE UNLOGGED TABLE raw (line text)'
find "$articles" -name '*.jsonl' -exec cat {} + -o -name '*.jsonl.gz' -exec gzip -dc {} + |
	psql -Xq -c "\\copy raw FROM pstdin (FORMAT csv, DELIMITER E'\\x01', QUOTE E'\\x02')"
# The sixty are those of the regression test.
psql -XqAt -v ON_ERROR_STOP=1 -v seed="$seed" -v n="$n" -v given="$(sed -n '/^INSERT INTO queries (query) VALUES/,/;$/p' sql/gin.sql)" \
	-f test/check_search.sql | tee build/check_search.out
psql -Xq -d postgres -c 'DROP DATABASE newsext_check'
! grep -q DIFFERS build/check_search.out
