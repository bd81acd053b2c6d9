#!/bin/sh
# check_long.sh [DIR]
#	make check-long: what takes too long for every change.  About three hours
#	on one core: FUZZ_SECONDS (1200) for each of eight fuzzers, pg_regress under
#	valgrind, MemorySanitizer, hostile texts of HOSTILE_MB (16) megabytes, and,
#	where DIR holds them, the articles of the corpora.
#
# NEWSEXT_TESTS names the steps to run, as in run.sh, out of: msan asan-regress
# hostile corpora fuzz-quantity fuzz-analysis, TYPE-in and TYPE-recv of
# newsquantity, newsquery and newsdoc, valgrind.  Two runs at once want a clone
# each.  Ends with a table, one line a step, which all steps' logs in build/long
# explain.
set -u

cd "$(dirname "$0")/.." || exit 1
make="${MAKE:-make} --no-print-directory"
logs=build/long
dir=${1:-../shared/data}
FUZZ_SECONDS=${FUZZ_SECONDS:-1200}

tools/setup.sh test || exit 1
mkdir -p "$logs"
. test/steps.sh

for program in clang valgrind python3; do
	command -v $program >/dev/null || echo "check-long: no $program here; what needs it will fail (Debian: apt-get install clang libclang-rt-dev valgrind python3)"
done

# The private server with the extension, as psql finds it.
start()
{
	test/cluster.sh start || return
	eval "$(test/cluster.sh env)"
	$make -s install && test/cluster.sh psql -X -q -c 'SET client_min_messages = warning' \
		-c 'DROP EXTENSION IF EXISTS newsext CASCADE' -c 'CREATE EXTENSION newsext'
}

run_corpora()
{
	start || return
	if nice test/check_corpora.sh "$dir"; then
		echo 'corpora: 1 passed, 0 failed'
	else
		echo 'corpora: 0 passed, 1 failed'
	fi
}

run_hostile()
{
	start && nice test/check_hostile.sh "${HOSTILE_MB:-16}"
}

run_fuzz_core()
{
	$make -s "build/fuzz_$1" || return
	mkdir -p "build/corpus/$1"
	nice "build/fuzz_$1" -max_total_time="$FUZZ_SECONDS" -max_len=4096 -timeout=10 -dict="test/fuzz/$1.dict" \
		-artifact_prefix=build/corpus/ "build/corpus/$1" "test/fuzz/seeds/$1" 2>&1 || return
	echo "fuzz: 1 passed, 0 failed"
}

echo 'newsext long checks'
step msan count_lines $make -j2 check-msan
step asan-regress count_regress test/regress_under.sh asan
step hostile count_lines run_hostile
if [ -d "$dir" ]; then
	step corpora count_lines run_corpora
fi
for harness in quantity analysis; do
	step "fuzz-$harness" count_lines run_fuzz_core $harness
done
for type in newsquantity newsquery newsdoc; do
	for way in in recv; do
		step "$type-$way" count_lines nice test/fuzz/backend/run.sh "$FUZZ_SECONDS" $type $way
	done
done
step valgrind count_regress nice test/regress_under.sh valgrind
test/cluster.sh stop

echo
for log in "$logs"/*.log; do
	said=$(grep -hE '^(Done [0-9]+ runs|valgrind: |asan: |hostile: )' "$log" | tail -n 1)
	[ -z "$said" ] || printf '  %-18s %s\n' "$(basename "$log" .log)" "$said"
done
echo
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
