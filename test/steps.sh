# steps.sh
#	What make test and make check-long share: steps that are run, counted and
#	reported, one line each.  Sourced, with $logs set.
#
# NEWSEXT_TESTS names the steps to run, for example "unit regress tap".

passed=0
failed=0

# finish STEP P F SECONDS: count and print one step's line.
finish()
{
	passed=$((passed + $2))
	failed=$((failed + $3))
	if [ "$3" -eq 0 ]; then
		printf '  %-16s %6d passed              %5ds\n' "$1" "$2" "$4"
	else
		printf '  %-16s %6d passed %6d FAILED %5ds\n' "$1" "$2" "$3" "$4"
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

# TAP's "ok" and "not ok": prove -v and the drivers.
count_tap()
{
	p=$(grep -cE '^ok ' "$1")
	f=$(grep -cE '^not ok ' "$1")
	if [ "$f" -gt 0 ]; then
		grep -E -A 12 '^not ok' "$1" | tail -n 60 >"$logs/$name.failures"
	fi
}

# pg_regress says "ok 1 - test" from 16 on, "test x ... ok" before.
count_regress()
{
	p=$(grep -cE '^(ok |test .*\.\.\. ok)' "$1")
	f=$(grep -cE '^(not ok |test .*\.\.\. FAILED)' "$1")
	if [ "$f" -gt 0 ]; then
		{ grep -E '^(not ok|test .* FAILED)' "$1"; head -n 200 regression.diffs; } >"$logs/$name.failures" 2>/dev/null
	fi
}
