# needs.sh
#	What the drivers' tests use, for tools/setup.sh, which reads this file.

driver_python()
{
	for python in python3 /usr/bin/python3; do
		if "$python" -c 'import psycopg' 2>/dev/null; then
			echo "$python"
			return
		fi
	done
}

if [ -z "$(driver_python)" ]; then
	lacks 'psycopg 3' python3-psycopg
fi
if ! has node || ! has npm; then
	lacks 'node and npm' nodejs npm
fi
if ! has java || ! has javac; then
	lacks 'a Java compiler' default-jdk-headless
fi
if ! [ -e /usr/share/java/postgresql.jar ]; then
	lacks 'the JDBC driver' libpostgresql-jdbc-java
fi
if ! compiles '#include <libpq-fe.h>
	int main(void) { return PQlibVersion() == 0; }' -I"$("$pg_config" --includedir 2>/dev/null)" -lpq
then
	lacks 'libpq' libpq-dev
fi
