#!/bin/sh
# cluster.sh
#	A private PostgreSQL server for demo and tests, in build/pg.
#
# The installed server is copied (its programs, libraries and share files), so
# that the extension can be installed into the copy and neither the system's
# installation nor any other cluster is touched.  PostgreSQL finds its files
# relative to its own program as long as the directories keep their places
# towards each other; so the copy repeats whatever layout pg_config reports.
#
# The server listens on a unix socket only.  It runs as the invoking user, or
# as "postgres" (else "nobody") when that is root.
#
#	cluster.sh start		make and start it (does nothing when it runs)
#	cluster.sh stop			stop it
#	cluster.sh remove		stop it and delete everything
#	cluster.sh status		does it run?
#	cluster.sh env			print the environment for clients and make
#	cluster.sh psql …		psql there
#	cluster.sh run …		run a command as the server's user, in that environment
#	cluster.sh owner		print the server's user
#	cluster.sh prepare		make the copy of the programs only
#
# PG_CONFIG names the pg_config of the server to copy, NEWSEXT_BUILD another
# build directory, NEWSEXT_POSTGRES a program to start in place of postgres.
set -eu
umask 022

here=$(cd "$(dirname "$0")" && pwd -P)
build=${NEWSEXT_BUILD:-$(dirname "$here")/build}
mkdir -p "$build"
build=$(cd "$build" && pwd -P)
link=$build/pg
pg_config=${PG_CONFIG:-pg_config}

unset PGDATA PGHOST PGHOSTADDR PGPORT PGDATABASE PGUSER PGPASSWORD PGOPTIONS PGSERVICE PGSSLMODE PGAPPNAME

die()
{
	echo "cluster.sh: $*" >&2
	exit 1
}

is_root()
{
	[ "$(id -u)" = 0 ]
}

if is_root; then
	owner=nobody
	if id postgres >/dev/null 2>&1; then
		owner=postgres
	fi
else
	owner=$(id -un)
fi

# Run a command as the server's user.
as_owner()
{
	if ! is_root; then
		"$@"
	elif command -v runuser >/dev/null 2>&1; then
		runuser -u "$owner" -- "$@"
	else
		su "$owner" -s /bin/sh -c 'exec "$0" "$@"' -- "$@"
	fi
}

# The directory that holds everything: build/pg, unless the socket's path would
# be too long there (107 bytes on Linux, 103 elsewhere) or the server's user
# could not reach it; then a directory under /tmp, with build/pg a link to it.
choose_top()
{
	if [ -e "$link/version" ]; then
		top=$(cd "$link" && pwd -P)
		return
	fi
	rm -rf "$link"
	if [ ${#link} -le 75 ] && as_owner test -x "$build" 2>/dev/null &&
		case $link in *[!A-Za-z0-9_/.,+@-]*) false ;; esac
	then
		mkdir "$link"
		top=$link
	else
		top=$(mktemp -d /tmp/newsext-XXXXXX)
		ln -s "$top" "$link"
	fi
	chmod 755 "$top"
}

# The longest directory that all arguments lie under.
common_directory()
{
	common=$1
	shift
	for directory; do
		while case $directory/ in "${common%/}"/*) false ;; esac; do
			common=$(dirname "$common")
		done
	done
	echo "${common%/}"
}

copy_installation()
{
	# In a shell that has our own environment (cluster.sh env), pg_config is the copy's.
	case $pg_config in
		"$top"/*) [ ! -e "$top/version" ] || return 0 ;;
	esac
	command -v "$pg_config" >/dev/null 2>&1 || die "no pg_config: install PostgreSQL's server development package (Debian: postgresql-server-dev-all)"
	bindir=$("$pg_config" --bindir)
	sharedir=$("$pg_config" --sharedir)
	pkglibdir=$("$pg_config" --pkglibdir)
	[ -x "$bindir/initdb" ] || die "no server programs in $bindir: install the PostgreSQL server (Debian: postgresql)"
	wanted="$("$pg_config" --version) $bindir"
	if [ "$(cat "$top/version" 2>/dev/null || true)" = "$wanted" ]; then
		return
	fi
	if [ -e "$top/version" ]; then
		remove_all
		choose_top
	fi

	prefix=$(common_directory "$bindir" "$sharedir" "$pkglibdir")
	bin=$top/install${bindir#"$prefix"}
	share=$top/install${sharedir#"$prefix"}
	lib=$top/install${pkglibdir#"$prefix"}
	case $bin in
		"$top/install") die "unusual layout: bindir $bindir holds $sharedir or $pkglibdir" ;;
	esac
	mkdir -p "$bin" "$share" "$lib"

	# Only PostgreSQL's own programs: bindir may be /usr/bin.
	for program in postgres initdb pg_ctl psql pg_config pg_controldata pg_dump pg_dumpall \
		pg_restore pg_basebackup pg_isready pg_receivewal pg_recvlogical pg_resetwal pg_rewind \
		pg_waldump pg_verifybackup pg_checksums pg_amcheck pg_upgrade pgbench createdb dropdb \
		createuser dropuser vacuumdb reindexdb; do
		if [ -x "$bindir/$program" ]; then
			cp "$bindir/$program" "$bin/"
		fi
	done
	[ -x "$bin/pg_config" ] || cp "$(command -v "$pg_config")" "$bin/pg_config"
	cp -R "$pkglibdir/." "$lib/"
	cp -R "$sharedir/." "$share/"
	rm -f "$lib/newsext.so" "$share"/extension/newsext[.-]*
	rm -rf "$lib"/bitcode/newsext*
	for directory in "$("$pg_config" --includedir)" "$("$pg_config" --includedir-server)"; do
		case $directory in
			"$prefix"/*)
				target=$top/install${directory#"$prefix"}
				if [ ! -e "$target" ]; then
					mkdir -p "$(dirname "$target")"
					ln -s "$directory" "$target"
				fi ;;
		esac
	done
	[ "$("$bin/pg_config" --sharedir)" = "$share" ] ||
		die "this PostgreSQL does not find its files relative to its programs ($bin/pg_config says $("$bin/pg_config" --sharedir)); use make installcheck against a server of your own"
	ln -sfn "$bin" "$top/bin"
	echo "$wanted" >"$top/version"
}

make_cluster()
{
	if [ -e "$top/data/PG_VERSION" ]; then
		return
	fi
	mkdir -p "$top/data" "$top/run"
	chmod 700 "$top/data" "$top/run"
	if is_root; then
		chown "$owner" "$top/data" "$top/run"
	fi
	as_owner "$top/bin/initdb" -D "$top/data" -U postgres -A trust -E UTF8 --no-locale -N >"$build/initdb.log" 2>&1 ||
		die "initdb failed: $(tail -n 3 "$build/initdb.log")"
	as_owner tee -a "$top/data/postgresql.conf" >/dev/null <<-CONF
		listen_addresses = ''
		port = 5432
		unix_socket_directories = '$top/run'
		shared_buffers = 128MB
		max_connections = 40
		fsync = off
		full_page_writes = off
		synchronous_commit = off
	CONF
}

is_running()
{
	[ -e "$top/data/postmaster.pid" ] && as_owner "$top/bin/pg_ctl" -D "$top/data" status >/dev/null 2>&1
}

start_server()
{
	choose_top
	copy_installation
	make_cluster
	if is_running; then
		return
	fi
	(cd "$top" && as_owner "$top/bin/pg_ctl" -D "$top/data" -l "$top/run/log" -w -t 60 -s \
		-p "${NEWSEXT_POSTGRES:-$top/bin/postgres}" start) </dev/null ||
		die "the server did not start: $(tail -n 3 "$top/run/log" 2>/dev/null || echo "is $top/data yours?")"
}

stop_server()
{
	if is_running; then
		(cd "$top" && as_owner "$top/bin/pg_ctl" -D "$top/data" -w -s -m fast stop)
	fi
}

remove_all()
{
	stop_server
	rm -rf "${top:?}" "$link"
}

existing_top()
{
	[ -e "$link/version" ] || return 1
	top=$(cd "$link" && pwd -P)
}

print_env()
{
	echo "export PG_CONFIG='$top/bin/pg_config' PGHOST='$top/run' PGPORT=5432 PGUSER=postgres PGDATABASE=${NEWSEXT_DATABASE:-postgres} PATH='$(cd "$top/bin" && pwd -P)':\"\$PATH\""
}

command=${1:-}
[ $# -eq 0 ] || shift
case $command in
	owner)
		echo "$owner" ;;
	prepare)
		choose_top
		copy_installation ;;
	start)
		start_server ;;
	stop)
		if existing_top; then stop_server; fi ;;
	remove)
		if existing_top; then remove_all; fi ;;
	status)
		if existing_top && is_running; then
			echo "running in $top"
		else
			echo "not running"
			exit 1
		fi ;;
	env)
		existing_top || die "there is no private server yet: $0 start"
		print_env ;;
	psql)
		existing_top || die "there is no private server yet: $0 start"
		eval "$(print_env)"
		exec "$top/bin/psql" "$@" ;;
	run)
		existing_top || die "there is no private server yet: $0 start"
		eval "$(print_env)"
		as_owner env HOME="$top/run" "$@" ;;
	*)
		sed -n '2,/^set -eu/{/^set -eu/d;s/^# \{0,1\}//p;}' "$0" >&2
		exit 2 ;;
esac
