#!/bin/sh
# run.sh [DIR …]
#	make bench [DIR=…]: newsext's speed beside to_tsvector, on the same articles
#	in one run (bench.sql), then the core alone (bench_core.c), as Markdown for
#	doc/performance.md.
#
# A DIR holds articles: *.txt, or *.jsonl and *.jsonl.gz with a "text" in every
# line (subdirectories included).  Without one, the sample articles serve.
# NEWSEXT_BENCH_MB is how much of them (8), NEWSEXT_ROUNDS the rounds (5).
set -eu

cd "$(dirname "$0")/../.."
[ $# -gt 0 ] || set -- test/articles
make="${MAKE:-make} --no-print-directory -s"
out=build/bench
rounds=${NEWSEXT_ROUNDS:-5}
megabytes=${NEWSEXT_BENCH_MB:-8}

tools/setup.sh build
mkdir -p "$out"
$make all build/bench_core >"$out/make.log" 2>&1 || { tail -n 20 "$out/make.log"; exit 1; }
PGOPTIONS='-c client_min_messages=warning'
export PGOPTIONS
unset PGHOST # figures are those of this build, on the private server
. test/database.sh
use_server
make_database newsext_bench "$@"
psql -Xq -v ON_ERROR_STOP=1 \
	-c 'CREATE UNLOGGED TABLE articles (id int GENERATED ALWAYS AS IDENTITY, body text NOT NULL)' \
	-c 'ALTER TABLE articles ALTER body SET STORAGE EXTERNAL'
psql -Xq -v ON_ERROR_STOP=1 -c "INSERT INTO articles (body)
	SELECT line::jsonb ->> 'text' FROM raw WHERE length(line::jsonb ->> 'text') > 0 ORDER BY md5(line)"
for file in $(find "$@" -name '*.txt'); do
	psql -Xq -v file="$file" <<-'SQL'
		\set body `cat :'file'`
		INSERT INTO articles (body) VALUES (:'body');
	SQL
done

psql -XqAt -v ON_ERROR_STOP=1 -v rounds="$rounds" -v megabytes="$megabytes" -f test/bench/bench.sql

psql -XqAt -0 -c 'SELECT body FROM articles ORDER BY id' >"$out/articles"
echo
echo "The first \`to_newsdoc\` of a connection, in ms: $(
	for i in 1 2 3 4 5; do
		psql -XqAt -c '\timing on' -c "SELECT length(to_newsdoc('The bank''s profit rose 5% to £2.1m, Ann Lee said.')::text) > 0"
	done | sed -n 's/^Time: \([0-9.]*\) ms.*/\1/p' | sort -n | sed -n 3p) (median of 5)."
echo
build/bench_core "$out/articles" "$rounds"
