#!/bin/sh
# run.sh
#	The extension as applications meet it: the same small program through
#	libpq, psycopg 3, node-postgres and JDBC.
#
# Takes the server from PGHOST (a socket's directory), PGUSER, PGDATABASE; the
# extension must be installed there.  Each program makes a schema of its own in
# a database of its own, inserts articles, asks with bound parameters (as text
# and, where the driver does it, in binary), and reads spans, JSON and errors.
# Prints TAP; a program that cannot be built or run is a failed test.
set -u

cd "$(dirname "$0")" || exit 1
here=$PWD
build=$(cd ../.. && pwd)/build/drivers
mkdir -p "$build"
has() { command -v "$1" >/dev/null 2>&1; }
lacks() { :; }
compiles() { :; }
pg_config=${PG_CONFIG:-pg_config}
. ./needs.sh

status=0
tests=0
failed()
{
	tests=$((tests + 1))
	status=1
	echo "not ok - $1"
	sed 's/^/# /' "$build/log" | tail -n 20
}

# run NAME COMMAND…: the program's own ok and not ok, or one not ok for all.
run()
{
	name=$1
	shift
	if ! "$@" >"$build/out" 2>"$build/log"; then
		status=1
		if ! grep -q '^not ok' "$build/out"; then
			sed "s/^\(not ok\|ok\)/& - $name:/" "$build/out"
			tests=$((tests + $(grep -cE '^(ok|not ok)' "$build/out")))
			failed "$name: ended early"
			return
		fi
	elif ! grep -q '^ok' "$build/out"; then
		failed "$name: tested nothing"
		return
	fi
	sed "s/^\(not ok\|ok\)/& - $name:/" "$build/out"
	tests=$((tests + $(grep -cE '^(ok|not ok)' "$build/out")))
	sed 's/^/# /' "$build/log"
}

psql -qX -v ON_ERROR_STOP=1 -d "${PGDATABASE:-postgres}" >"$build/log" 2>&1 <<SQL || { failed 'make a database'; exit 1; }
SET client_min_messages = warning;
DROP DATABASE IF EXISTS newsext_drivers;
CREATE DATABASE newsext_drivers ENCODING 'UTF8' LC_COLLATE 'C' LC_CTYPE 'C' TEMPLATE template0;
\c newsext_drivers
CREATE EXTENSION newsext;
SQL
PGDATABASE=newsext_drivers
PGOPTIONS='-c client_min_messages=warning'
export PGDATABASE PGOPTIONS

if cc -std=c11 -Wall -Wextra -Werror -D_POSIX_C_SOURCE=200809L -I"$("$pg_config" --includedir)" \
	-o "$build/libpq" libpq.c -L"$("$pg_config" --libdir)" -lpq >"$build/log" 2>&1; then
	run libpq "$build/libpq"
else
	failed 'libpq: compile'
fi

python=$(driver_python)
if [ -n "$python" ]; then
	run psycopg "$python" psycopg_.py
else
	echo 'python3 has no psycopg' >"$build/log"
	failed 'psycopg: start'
fi

mkdir -p "$build/node"
cp package.json "$build/node/"
if (cd "$build/node" && { [ -d node_modules/pg ] || npm install --no-audit --no-fund --loglevel=error; }) >"$build/log" 2>&1; then
	NODE_PATH="$build/node/node_modules" run node-postgres node "$here/node_postgres.js"
else
	failed 'node-postgres: npm install'
fi

if javac -Xlint:all -Werror -cp /usr/share/java/postgresql.jar -d "$build" Jdbc.java >"$build/log" 2>&1; then
	run jdbc java -cp "$build:/usr/share/java/postgresql.jar" Jdbc
else
	failed 'jdbc: compile'
fi

echo "1..$tests"
exit $status
