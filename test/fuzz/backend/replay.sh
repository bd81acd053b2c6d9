#!/bin/sh
# replay.sh
#	Every input that a person or a client may send and that once broke
#	something, through the types' input and receive functions in the private
#	server that test/cluster.sh env names: test/fuzz/seeds/TYPE-WAY/*.
set -eu
cd "$(dirname "$0")/../../.."
eval "$(test/cluster.sh env)"
private=$(cd build/pg && pwd -P)
${CC:-cc} -std=gnu11 -Wall -Wextra -Wno-unused-parameter -O1 -g -fPIC -shared -D_GNU_SOURCE -DNEWSEXT_REPLAY \
	-isystem "$("$PG_CONFIG" --includedir-server)" -o "$private/newsext_replay.so" test/fuzz/backend/newsext_fuzz.c
rm -rf "$private/seeds"
cp -R test/fuzz/seeds "$private/seeds"
chmod -R a+rX "$private/seeds" "$private/newsext_replay.so"

test/cluster.sh psql -X -q -v ON_ERROR_STOP=1 -c 'DROP DATABASE IF EXISTS replay' -c 'CREATE DATABASE replay'
passed=0
failed=0
PGDATABASE=replay
NEWSEXT_DATABASE=replay
export PGDATABASE NEWSEXT_DATABASE
test/cluster.sh psql -X -q -v ON_ERROR_STOP=1 <<-SQL
	CREATE EXTENSION newsext;
	CREATE FUNCTION newsext_replay(text, text, VARIADIC text[]) RETURNS int
		AS '$private/newsext_replay', 'newsext_fuzz' LANGUAGE C STRICT;
SQL
for directory in "$private"/seeds/news*; do
	type=$(basename "${directory%-*}")
	way=${directory##*-}
	for seed in "$directory"/*; do
		if n=$(test/cluster.sh psql -X -q -At -v ON_ERROR_STOP=1 \
			-c "SELECT newsext_replay('$type', '$way', '$seed')") && [ "$n" = 1 ]
		then
			passed=$((passed + 1))
		else
			failed=$((failed + 1))
			echo "replay: $type $way: $(basename "$seed") failed"
		fi
	done
done
echo "server replay: $passed passed, $failed failed"
[ "$failed" -eq 0 ]
