#!/bin/sh
# coverage.sh
#	make coverage: which lines of src/ the unit tests, pg_regress and TAP reach.
#
# Works on a copy of the source, so that the instrumented objects never mix
# with the ordinary ones; the report is in build/coverage.
set -eu

cd "$(dirname "$0")/.."
make="${MAKE:-make} --no-print-directory -s"
tools/setup.sh test
command -v lcov >/dev/null || { echo 'make coverage needs lcov (Debian: apt-get install lcov)' >&2; exit 1; }
unset MAKEFLAGS MAKELEVEL

copy=$(mktemp -d /tmp/newsext-coverage-XXXXXX)
trap 'test/cluster.sh remove >/dev/null 2>&1; cd /; rm -rf "$copy"' EXIT
git ls-files -co --exclude-standard | tar -cf - -T - | tar -xf - -C "$copy"
report=$(pwd)/build/coverage
mkdir -p "$report"
cd "$copy"
# The server's user writes the counts beside the objects.
chmod 755 .
umask 000
$make -j2 all HOST_CFLAGS='-O0 -g --coverage' PG_CFLAGS='-O0 -g --coverage' SHLIB_LINK='--coverage' >"$report/build.log" 2>&1 ||
	{ tail -n 20 "$report/build.log"; exit 1; }
$make -j2 check-unit HOST_CFLAGS='-O0 -g --coverage' >"$report/unit.log" 2>&1 || echo 'unit tests failed (coverage goes on)'
find . -type d -exec chmod a+rwx {} +
find . -name '*.gc*' -exec chmod a+rw {} +
NEWSEXT_TESTS='regress tap' test/run.sh || echo 'tests failed (coverage goes on)'
lcov -q --capture --directory . --output-file "$report/all.info" --base-directory . --no-external >"$report/lcov.log" 2>&1
lcov -q --extract "$report/all.info" "$copy/src/*" --output-file "$report/src.info"
sed -i "s|$copy/||" "$report/src.info"
lcov --list "$report/src.info"
