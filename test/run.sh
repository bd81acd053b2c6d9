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
passed=0
failed=0

tools/setup.sh test || exit 1
mkdir -p "$logs"

# finish STEP P F SECONDS: count and print one step's line.
finish()
{
	passed=$((passed + $2))
	failed=$((failed + $3))
	if [ "$3" -eq 0 ]; then
		printf '  %-12s %6d passed              %4ds\n' "$1" "$2" "$4"
	else
		printf '  %-12s %6d passed %6d FAILED %4ds\n' "$1" "$2" "$3" "$4"
		sed 's/^/      | /' "$logs/$1.failures" | tail -n 60
	fi
}

# step NAME COUNTER COMMAND…: run a command and let COUNTER read its output.
# A command that fails without a counted failure is one failure.
step()
{
	name=$1
	counter=$2
	shift 2
	case " ${NEWSEXT_TESTS:-$name} " in
		*" $name "*) ;;
		*) return ;;
	esac
	began=$(date +%s)
	"$@" >"$logs/$name.log" 2>&1
	status=$?
	tail -n 15 "$logs/$name.log" | cut -c 1-400 >"$logs/$name.failures"
	p=0
	f=0
	$counter "$logs/$name.log"
	if [ $status -ne 0 ] && [ "$f" -eq 0 ]; then
		f=1
	elif [ $status -eq 0 ] && [ "$f" -eq 0 ] && [ "$p" -eq 0 ]; then
		echo "$name ran no tests" >"$logs/$name.failures"
		f=1
	fi
	finish "$name" "$p" "$f" $(($(date +%s) - began))
}

# One check that passes or fails as a whole.
count_whole()
{
	if [ $status -eq 0 ]; then p=1; fi
}

# "name: N passed, N failed" lines, as check.h prints them.
count_lines()
{
	p=$(awk '/: [0-9]+ passed, [0-9]+ failed$/ { n += $(NF - 3) } END { print n + 0 }' "$1")
	f=$(awk '/: [0-9]+ passed, [0-9]+ failed$/ { n += $(NF - 1) } END { print n + 0 }' "$1")
	if [ "$f" -gt 0 ]; then
		grep -E '^[^ ]+:[0-9]+: |: [0-9]+ passed, [1-9][0-9]* failed$' "$1" >"$logs/$name.failures"
	fi
}

# TAP's "ok" and "not ok": pg_regress from 16 on, prove -v, the drivers;
# "test x ... ok" is pg_regress before.
count_tap()
{
	p=$(grep -cE '^(ok |test .*\.\.\. ok)' "$1")
	f=$(grep -cE '^(not ok |test .*\.\.\. FAILED)' "$1")
	case $name in
		regress)
			if [ "$f" -gt 0 ]; then
				{ grep -E '^(not ok|test .* FAILED)' "$1"; head -n 200 regression.diffs; } >"$logs/$name.failures" 2>/dev/null
			fi ;;
		*)
			if [ "$f" -gt 0 ]; then
				grep -E -A 12 '^not ok' "$1" | tail -n 60 >"$logs/$name.failures"
			fi ;;
	esac
}

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
	cp -R test/t test/articles "$private/tap/test/" || return
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
	step regress count_tap run_regress
fi
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
