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
PGOPTIONS='-c client_min_messages=warning -c jit=off'
export PGOPTIONS
. test/database.sh
use_server
make_database newsext_check "$articles"
# The sixty are those of the regression test.
psql -XqAt -v ON_ERROR_STOP=1 -v seed="$seed" -v n="$n" -v given="$(sed -n '/^INSERT INTO queries (query) VALUES/,/;$/p' sql/gin.sql)" \
	-f test/check_search.sql | tee build/check_search.out
drop_database newsext_check
! grep -q DIFFERS build/check_search.out
