#!/bin/sh
# run.sh
#	make test: everything that CI runs, from a bare machine on.
#
# Installs what is missing (tools/setup.sh), builds, and runs the checks from
# the cheapest to the dearest; each step prints one line, and a failing one the
# end of what it said.  All output stays in build/test/.  Ends with
# "N passed, N failed" on a line of its own.
#
# NEWSEXT_TESTS names the steps to run, for example "unit regress tap".
set -u

cd "$(dirname "$0")/.." || exit 1
make="${MAKE:-make} --no-print-directory"
logs=build/test
jobs=$(nproc 2>/dev/null || echo 2)

tools/setup.sh test || exit 1
mkdir -p "$logs"

. test/steps.sh

run_regress()
{
	test/cluster.sh start || return
	eval "$(test/cluster.sh env)"
	$make -s install && $make -s installcheck
}

# The server's own test modules make clusters of their own, which root may not;
# so the scripts run as the private server's user, from where it can read them.
run_tap()
{
	test/cluster.sh start || return
	eval "$(test/cluster.sh env)"
	$make -s install || return
	private=$(cd build/pg && pwd -P)
	rm -rf "$private/tap"
	mkdir -p "$private/tap/tmp_check" "$private/tap/log" "$private/tap/test" || return
	cp -R test/t test/articles test/locales.sh "$private/tap/test/" || return
	chmod -R a+rX "$private/tap/test"
	if [ "$(id -u)" = 0 ]; then
		chown "$(test/cluster.sh owner)" "$private/tap/tmp_check" "$private/tap/log"
	fi
	pgxs=$(dirname "$("$PG_CONFIG" --pgxs)")/../..
	(
		cd "$private/tap" || exit 1
		"$OLDPWD/test/cluster.sh" run env \
			-u PGHOST -u PGUSER -u PGDATABASE -u PGPORT \
			PG_REGRESS="$pgxs/src/test/regress/pg_regress" \
			TESTDATADIR="$private/tap/tmp_check" TESTLOGDIR="$private/tap/log" TESTDIR="$private/tap" \
			prove -v -j "$jobs" -I "$pgxs/src/test/perl" -I test/t test/t/*.pl
	)
}

run_drivers()
{
	test/cluster.sh start || return
	eval "$(test/cluster.sh env)"
	$make -s install && test/drivers/run.sh
}

run_server_seeds()
{
	test/cluster.sh start || return
	eval "$(test/cluster.sh env)"
	$make -s install && test/fuzz/backend/replay.sh
}

echo 'newsext tests'
# Warnings are errors here: COPT reaches the library and the core alike.
step build count_whole $make -j"$jobs" COPT=-Werror all
step core count_whole $make check-core
step warnings count_whole $make check-warnings
step unit count_lines $make -j"$jobs" check-unit
step sanitized count_lines $make -j"$jobs" check-asan
step fuzz-seeds count_lines $make -j"$jobs" check-fuzz-seeds
step digest count_lines test/digest/run.sh test/articles/*.txt
if ls sql/*.sql >/dev/null 2>&1; then
	step regress count_regress run_regress
fi
step server-seeds count_lines run_server_seeds
step asan-regress count_regress test/regress_under.sh asan
if ls test/t/*.pl >/dev/null 2>&1; then
	step tap count_tap run_tap
fi
if [ -x test/drivers/run.sh ]; then
	step drivers count_tap run_drivers
fi
test/cluster.sh stop

echo
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
