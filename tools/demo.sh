#!/bin/sh
# demo.sh [ARTICLE]
#	make demo: from a bare machine to answers about news articles.
#
# Installs what is missing, builds, starts the private server (test/cluster.sh),
# makes the database "demo" afresh with the sample articles in it, and prints
# what newsext found (tools/demo.sql): first in one article (ARTICLE, a text file
# of your own, or one of the samples), then over all of them.
set -eu

article=${1:-}
if [ -n "$article" ]; then
	[ -r "$article" ] || { echo "cannot read the article $article" >&2; exit 1; }
	article=$(cd "$(dirname "$article")" && pwd -P)/$(basename "$article")
fi
cd "$(dirname "$0")/.."
make="${MAKE:-make} --no-print-directory -s"

say()
{
	if [ -t 1 ]; then
		printf '\033[2m%s\033[0m\n' "$*"
	else
		printf '%s\n' "$*"
	fi
}

# Run quietly; when it fails, show the end of what it said.
quietly()
{
	if ! "$@" >build/demo.log 2>&1; then
		tail -n 20 build/demo.log >&2
		echo "make demo: this failed: $*" >&2
		exit 1
	fi
}

say 'Looking for what is needed …'
tools/setup.sh build
mkdir -p build
say 'Building the extension …'
quietly $make -j"$(nproc 2>/dev/null || echo 2)" all
say 'Starting a private PostgreSQL in build/pg …'
quietly test/cluster.sh start
eval "$(test/cluster.sh env)"
quietly $make install

export PGOPTIONS='-c client_min_messages=warning'
quietly psql -Xq -c 'DROP DATABASE IF EXISTS demo WITH (FORCE)' -c "CREATE DATABASE demo ENCODING 'UTF8' TEMPLATE template0"
export PGDATABASE=demo PGCLIENTENCODING=UTF8
quietly psql -Xq -v ON_ERROR_STOP=1 <<'SQL'
CREATE EXTENSION newsext;
CREATE TABLE articles (
	id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	name text NOT NULL,
	body text NOT NULL,
	doc newsdoc GENERATED ALWAYS AS (to_newsdoc(body)) STORED
);
SQL
for file in test/articles/*.txt "$article"; do
	if [ -n "$file" ]; then
		ARTICLE_FILE=$file quietly psql -Xq -v ON_ERROR_STOP=1 -v name="$(basename "$file" .txt)" -f tools/demo_load.sql
	fi
done

if [ -t 1 ]; then
	bold=$(printf '\033[1m') dim=$(printf '\033[2m') plain=$(printf '\033[0m')
else
	bold='' dim='' plain=''
fi
psql -XqAt -P pager=off -v ON_ERROR_STOP=1 -v bold="$bold" -v dim="$dim" -v plain="$plain" \
	-v article="$(if [ -n "$article" ]; then basename "$article" .txt; else echo politics; fi)" \
	-f tools/demo.sql

cat <<EOT
${bold}Now you${plain}
  make demo ARTICLE=story.txt     the same for a text file of your own
  test/cluster.sh psql demo       a psql prompt in this database (table articles; \\q leaves it)
  test/cluster.sh stop            stop this server; test/cluster.sh remove deletes it, too
EOT
