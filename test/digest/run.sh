#!/bin/sh
# run.sh FILE...
#
# Builds the core with every compiler and optimisation at hand and compares what
# each says of the texts, in each locale that can be had: the same bytes must
# give the same answer.
set -eu
cd "$(dirname "$0")/../.."
out=build/digest
mkdir -p "$out"
passed=0
failed=0
expected=
LOCPATH=$PWD/$out/locales
export LOCPATH
locales=$(test/locales.sh "$LOCPATH")
# shellcheck disable=SC2086 -- a list of words
echo digest: in locales C $locales

for compiler in gcc clang; do
	command -v "$compiler" >/dev/null || continue
	for flags in -O0 -O2 -O3 "-O3 -march=native" "-O1 -funsigned-char"; do
		# the flags are words
		# shellcheck disable=SC2086
		"$compiler" -std=c11 $flags -ffp-contract=off -Isrc/core -Ibuild \
			-DNX_BUILD_DIR="\"$PWD/build\"" -o "$out/digest" \
			test/digest/digest.c src/core/*.c -lm
		for locale in C $locales; do
			digest=$(LC_ALL=$locale "$out/digest" "$@")
			if [ -z "$expected" ]; then
				expected=$digest
			fi
			if [ "$digest" = "$expected" ]; then
				passed=$((passed + 1))
			else
				failed=$((failed + 1))
				echo "digest: $compiler $flags under $locale says $digest, not $expected"
			fi
		done
	done
done
echo "digest: $passed passed, $failed failed"
[ "$failed" -eq 0 ]
