#!/bin/sh
# search.sh DIR [N]
#	Searching N articles (100,000): the index over newsdoc beside GIN over a
#	stored tsvector, and both beside a sequential scan.
#
# DIR holds *.jsonl or *.jsonl.gz with a "text" in every line.  The articles
# are repeated until there are N, each time with their paragraphs in another
# order and other digits, so that no two are the same.  Works in a database of
# its own, newsext_search, on the server that PGHOST and PGUSER name, or on the
# private one of the tests; KEEP=1 leaves the database there.
# Prints tables in Markdown (doc/performance.md).
set -eu

[ $# -ge 1 ] || { echo "usage: $0 DIR [N]" >&2; exit 2; }
articles=$(cd "$1" && pwd)
n=${2:-100000}
cd "$(dirname "$0")/../.."
PGOPTIONS='-c client_min_messages=warning -c max_parallel_workers_per_gather=0 -c max_parallel_maintenance_workers=0'
export PGOPTIONS
. test/database.sh
use_server
make_database newsext_search "$articles"
psql -XqAt -v ON_ERROR_STOP=1 -v n="$n" -f test/bench/search.sql
if [ -z "${KEEP:-}" ]; then
	drop_database newsext_search
fi
