#!/bin/sh
# run.sh [SECONDS [TYPE WAY]]
#
# Fuzzes the types' input and receive functions for so many seconds each (60),
# inside a server process, with coverage, address and undefined-behaviour
# instrumentation.  Needs clang with its runtimes (Debian: clang libclang-rt-14-dev)
# and what make test needs.  What it finds stays in build/fuzz-backend/found;
# it belongs into test/fuzz/seeds/TYPE-WAY.
set -eu
cd "$(dirname "$0")/../../.."
top=$PWD
seconds=${1:-60}
out=$top/build/fuzz-backend
mkdir -p "$out/objects"

NEWSEXT_BUILD=$out/server
export NEWSEXT_BUILD
test/cluster.sh start
eval "$(test/cluster.sh env)"
make -s install >/dev/null

# The library once more, instrumented, with the harness and libFuzzer inside.
sanitize="-fsanitize=address,undefined -fno-sanitize=function,alignment -fno-sanitize-recover=undefined"
for source in src/core/*.c src/pg/*.c test/fuzz/backend/newsext_fuzz.c; do
	object=$out/objects/$(echo "$source" | tr / _).o
	if [ ! -e "$object" ] || [ -n "$(find src test/fuzz/backend -newer "$object" -name '*.[ch]' | head -n 1)" ]; then
		# the flags are words
		# shellcheck disable=SC2086
		clang -std=gnu11 -O1 -g -fPIC -fno-omit-frame-pointer -ffp-contract=off $sanitize -fsanitize=fuzzer-no-link \
			-D_GNU_SOURCE -Isrc/core -Ibuild -DNX_BUILD_DIR="\"$top/build\"" \
			-isystem "$("$PG_CONFIG" --includedir-server)" -c -o "$object.new" "$source"
		mv "$object.new" "$object"
	fi
done
runtime=$(clang -print-resource-dir)/lib/linux
arch=$(uname -m)
# shellcheck disable=SC2086
clang -shared -shared-libasan $sanitize -o "$out/newsext.so" "$out"/objects/*.o \
	-Wl,--whole-archive "$runtime/libclang_rt.fuzzer_no_main-$arch.a" -Wl,--no-whole-archive -lstdc++ -lm

test/cluster.sh psql -q -v ON_ERROR_STOP=1 <<-SQL
	DROP EXTENSION IF EXISTS newsext CASCADE;
	CREATE EXTENSION newsext;
SQL
test/cluster.sh stop
cp "$out/newsext.so" "$("$PG_CONFIG" --pkglibdir)/newsext.so"

failed=0
passed=0
fuzz()
{
	seeds=$top/test/fuzz/seeds/$1-$2
	work=$out/server/pg/fuzz-$1-$2
	rm -rf "$work/found"
	mkdir -p "$work/corpus" "$work/seeds" "$work/found"
	find "$seeds" -type f -exec cp {} "$work/seeds/" \;
	cp "$top/test/fuzz/${1#news}.dict" "$work/dict"
	chmod -R a+rwX "$work"
	echo "fuzz: $1 $2 for $seconds s"
	# the function exists in the instrumented library only, in place from here on
	if ! printf '%s\n' "CREATE OR REPLACE FUNCTION newsext_fuzz(text, text, VARIADIC text[]) RETURNS void AS 'newsext' LANGUAGE C;" \
		"SELECT newsext_fuzz('$1', '$2', '-max_total_time=$seconds', '-max_len=4096', '-timeout=20', '-rss_limit_mb=4096', '-dict=$work/dict', '-artifact_prefix=$work/found/', '$work/corpus', '$work/seeds')" |
		test/cluster.sh run env LD_LIBRARY_PATH="$runtime" \
			ASAN_OPTIONS=verify_asan_link_order=0:detect_leaks=0:abort_on_error=1 \
			postgres --single -D "$(cd "$out/server/pg" && pwd -P)/data" postgres >"$out/$1-$2.log" 2>&1; then
		true
	fi
	if [ -n "$(ls "$work/found")" ] || ! grep -q '^Done ' "$out/$1-$2.log"; then
		failed=$((failed + 1))
		grep -E 'not so|internal error|ERROR|SUMMARY' "$out/$1-$2.log" | head -n 5
		ls "$work/found"
	else
		passed=$((passed + 1))
		grep '^Done ' "$out/$1-$2.log"
	fi
}

if [ $# -ge 3 ]; then
	fuzz "$2" "$3"
else
	for type in newsdoc newsquantity newsquery; do
		for way in in recv; do
			fuzz $type $way
		done
	done
fi
echo "fuzz: $passed passed, $failed failed"
[ "$failed" -eq 0 ]
