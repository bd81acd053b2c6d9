#!/bin/sh
# regress_under.sh asan|valgrind [TEST…]
#	Runs pg_regress on a server whose newsext is watched: built with
#	AddressSanitizer and UBSan, or the server run under valgrind.
#
# The sanitizer's runtime cannot be preloaded into every build of postgres
# (Debian's hangs in bindtextdomain), so it comes in with the library, which it
# has to be told not to mind.  It then sees the library's code, its globals, the
# stack of the core (the glue's is left out: the server's errors jump over it,
# which the runtime cannot know) and whatever the core allocates (arena.c); what
# the glue gets from palloc() only a server with USE_VALGRIND shows, or one with
# assertions.
#
# Everything stays in build/regress-asan or build/regress-valgrind; reports go
# to reports/ there, and any report is a failure.
set -eu
cd "$(dirname "$0")/.."
how=${1:?usage: regress_under.sh asan|valgrind [TEST…]}
shift
top=$PWD
out=$top/build/regress-$how
mkdir -p "$out/objects"
make="${MAKE:-make} --no-print-directory -s"
NEWSEXT_BUILD=$out
export NEWSEXT_BUILD

test/cluster.sh prepare
private=$(cd "$out/pg" && pwd -P)
rm -rf "$private/reports"
mkdir -p "$private/reports"
chmod 777 "$private/reports"
ln -sfn "$private/reports" "$out/reports"

eval "$(test/cluster.sh env)"
$make install

case $how in
	asan)
		compiler=${CC:-gcc}
		sanitize="-fsanitize=address,undefined,float-cast-overflow -fno-sanitize=alignment -fno-sanitize-recover=all"
		case $("$compiler" --version) in
			*clang*)
				sanitize="$sanitize -fno-sanitize=function -shared-libasan"
				no_stack='-mllvm -asan-stack=0'
				runtime="-Wl,-rpath,$("$compiler" -print-resource-dir)/lib/linux" ;;
			*)
				no_stack='--param asan-stack=0'
				runtime= ;;
		esac
		# A server process shows its state where its environment was, which the
		# runtime would read its options from.
		cat >"$out/options.c" <<-C
			const char *__asan_default_options(void);
			const char *__ubsan_default_options(void);

			const char *
			__asan_default_options(void)
			{
				return "verify_asan_link_order=0:detect_leaks=0:abort_on_error=1:log_path=$private/reports/report";
			}

			const char *
			__ubsan_default_options(void)
			{
				return "print_stacktrace=1:log_path=$private/reports/report";
			}
		C
		# what all objects depend on has no older one
		newest=$(find src build -maxdepth 2 \( -name '*.h' -o -name '*.bin' -o -name 'lexicon.*' \) -printf '%T@ %p\n' |
			sort -n | tail -n 1 | cut -d ' ' -f 2)
		objects=
		for source in src/core/*.c src/pg/*.c "$out/options.c"; do
			object=$out/objects/$(basename "$source" .c).o
			objects="$objects $object"
			if [ "$object" -nt "$source" ] && [ "$object" -nt "$newest" ]; then
				continue
			fi
			stack=
			case $source in src/pg/*) stack=$no_stack ;; esac
			# the flags are words
			# shellcheck disable=SC2086
			"$compiler" -std=gnu11 -O1 -g -fPIC -fno-omit-frame-pointer -fno-strict-aliasing -fwrapv \
				-ffp-contract=off $sanitize $stack -D_GNU_SOURCE -Isrc/core -Ibuild -DNX_BUILD_DIR="\"$top/build\"" \
				-isystem "$("$PG_CONFIG" --includedir-server)" -c -o "$object.new" "$source"
			mv "$object.new" "$object"
		done
		# shellcheck disable=SC2086
		"$compiler" -shared $sanitize -o "$out/newsext.so" $objects $runtime -lpcre2-8
		cp "$out/newsext.so" "$("$PG_CONFIG" --pkglibdir)/newsext.so"
		;;
	valgrind)
		cp test/valgrind.supp "$private/valgrind.supp"
		cat >"$private/postgres" <<-SH
			#!/bin/sh
			exec valgrind --quiet --leak-check=no --trace-children=yes --error-limit=no --num-callers=24 \\
				--suppressions='$private/valgrind.supp' --gen-suppressions=all \\
				--log-file='$private/reports/report.%p' '$private/bin/postgres' "\$@"
		SH
		chmod 755 "$private/postgres"
		NEWSEXT_POSTGRES=$private/postgres
		export NEWSEXT_POSTGRES ;;
	*)
		echo "regress_under.sh: asan or valgrind, not $how" >&2
		exit 2 ;;
esac

test/cluster.sh stop
test/cluster.sh start
trap 'test/cluster.sh stop' EXIT
status=0
if [ $# -gt 0 ]; then
	$make installcheck REGRESS="$*" || status=1
else
	$make installcheck || status=1
fi
test/cluster.sh stop
trap - EXIT

find "$private/reports" -type f -empty -delete
reports=$(find "$private/reports" -type f | wc -l)
ours=0
if [ "$reports" -gt 0 ]; then
	ours=$(find "$private/reports" -type f -exec grep -l newsext {} + | wc -l)
	find "$private/reports" -type f -exec head -n 40 {} +
fi
echo "$how: $reports processes with reports, $ours of them with newsext in one"
[ $status -eq 0 ] && [ "$reports" -eq 0 ]
