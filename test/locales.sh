#!/bin/sh
# locales.sh DIR
#	Makes the locales that the tests compare, in DIR and not in the system:
#	with LOCPATH=DIR in their environment, programs find them.  Prints the names
#	of those that could be made (Debian: package locales has what they need).
set -eu
directory=${1:?usage: locales.sh DIR}
mkdir -p "$directory"
for locale in C en_US tr_TR; do
	if [ ! -e "$directory/$locale.UTF-8" ]; then
		# 1: warnings, of which tr_TR has one
		localedef -c -i $locale -f UTF-8 "$directory/$locale.UTF-8" >/dev/null 2>&1 || true
	fi
	if [ -e "$directory/$locale.UTF-8/LC_CTYPE" ]; then
		echo "$locale.UTF-8"
	fi
done
