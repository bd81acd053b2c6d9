#!/bin/sh
# setup.sh
#	Install what a build, the demo or the tests need and the machine lacks.
#
#	setup.sh build	compiler, PostgreSQL with its headers
#	setup.sh test	… and what the tests use: Perl's TAP modules, the drivers
#
# Only on Debian and its relatives, with apt (through sudo when not root);
# elsewhere it says what is missing and stops.  Prints nothing when nothing is
# missing.
set -eu

need=${1:-build}
pg_config=${PG_CONFIG:-pg_config}

has()
{
	command -v "$1" >/dev/null 2>&1
}

# Does this C program compile and link?  Arguments after it go to the compiler.
compiles()
{
	echo "$1" >"$scratch/t.c"
	shift
	has cc && cc "$scratch/t.c" -o "$scratch/t" "$@" >/dev/null 2>&1
}

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

# Name the missing things for a person, and their packages for apt.
missing=
packages=
lacks()
{
	missing="$missing${missing:+, }$1"
	shift
	packages="$packages $*"
}

# The newest server that this machine's archive has and newsext knows.
server_version()
{
	for version in 18 17 16 15; do
		if apt-cache show "postgresql-server-dev-$version" 2>/dev/null | grep -q '^Package:'; then
			echo "$version"
			return
		fi
	done
}

find_missing()
{
	missing=
	packages=
	if ! compiles 'int main(void) { return 0; }'; then
		lacks 'a C compiler' gcc libc6-dev
	fi
	if ! has make; then
		lacks make make
	fi
	if ! has "$pg_config" || ! [ -e "$("$pg_config" --pgxs)" ] ||
		! [ -e "$("$pg_config" --includedir-server)/postgres.h" ]
	then
		lacks "PostgreSQL's server headers and pg_config" 'postgresql-server-dev-@' 'postgresql-@'
	elif ! [ -x "$("$pg_config" --bindir)/initdb" ] || ! [ -x "$("$pg_config" --bindir)/psql" ]; then
		version=$("$pg_config" --version | sed 's/^[^0-9]*\([0-9]*\).*/\1/')
		lacks 'the PostgreSQL server' "postgresql-$version"
	fi
	if [ "$need" = test ]; then
		if ! has prove; then
			lacks 'prove' perl
		fi
		if ! perl -MIPC::Run -e 1 2>/dev/null; then
			lacks "Perl's IPC::Run" libipc-run-perl
		fi
		if ! perl -MTime::HiRes -MTest::More -e 1 2>/dev/null; then
			lacks "Perl's standard modules" perl
		fi
		if has apt-get && ! [ -e /usr/share/i18n/locales/tr_TR ]; then
			lacks 'the sources of locales' locales
		fi
		# The drivers' own needs stand beside them.
		if [ -r test/drivers/needs.sh ]; then
			. test/drivers/needs.sh
		fi
	fi
}

cd "$(dirname "$0")/.."
find_missing
if [ -z "$missing" ]; then
	exit 0
fi
if ! has apt-get; then
	echo "newsext needs $missing; install them and run this again (apt, which would do it here, is not on this system)" >&2
	exit 1
fi

sudo=
if [ "$(id -u)" != 0 ]; then
	if ! has sudo; then
		echo "newsext needs $missing; as root: apt-get install$packages" | sed 's/-@/-15/g' >&2
		exit 1
	fi
	sudo=sudo
fi

echo "Installing $missing …"
as_admin()
{
	$sudo env DEBIAN_FRONTEND=noninteractive "$@"
}
log=$scratch/apt.log
case $packages in
	*@*)
		[ -n "$(server_version)" ] || as_admin apt-get -qq update >"$log" 2>&1 || true
		version=$(server_version)
		if [ -z "$version" ]; then
			echo "no PostgreSQL 15 to 18 in this system's package archive; see https://wiki.postgresql.org/wiki/Apt" >&2
			exit 1
		fi
		packages=$(echo "$packages" | sed "s/-@/-$version/g") ;;
esac
# shellcheck disable=SC2086 -- a list of words
if ! as_admin apt-get install -y -qq --no-install-recommends $packages >"$log" 2>&1; then
	# The archive's index may be older than its packages.
	if ! as_admin apt-get -qq update >>"$log" 2>&1 ||
		! as_admin apt-get install -y -qq --no-install-recommends $packages >>"$log" 2>&1
	then
		tail -n 15 "$log" >&2
		echo "apt could not install:$packages" >&2
		exit 1
	fi
fi
find_missing
if [ -n "$missing" ]; then
	echo "still missing after installing$packages: $missing" >&2
	exit 1
fi
