#!/bin/sh
# accuracy.sh DIR
#	make accuracy DIR=…: every score there is, in one table.
#
# DIR is laid out like the folder that the scorer comes with: eval/score.py,
# eval/*.jsonl (cases) and data/names, data/quotes, data/quantities.  The
# extension is installed into the private server and scored there, so that a
# later change shows what it cost.  With NEWSEXT_FOLDS=1 the names' five-fold
# cross-validation over outlets is run too (some minutes).
set -eu

dir=$(cd "${1:?usage: make accuracy DIR=...}" && pwd -P)
cd "$(dirname "$0")/.."
make="${MAKE:-make} --no-print-directory -s"
out=build/accuracy

tools/setup.sh build
command -v python3 >/dev/null || { echo "accuracy.sh: needs python3" >&2; exit 1; }
mkdir -p "$out"
$make all >"$out/make.log" 2>&1 || { tail -n 20 "$out/make.log"; exit 1; }
test/cluster.sh start
eval "$(test/cluster.sh env)"
$make install >"$out/make.log" 2>&1
PGOPTIONS='-c client_min_messages=warning'
export PGOPTIONS
psql -Xq -c 'DROP DATABASE IF EXISTS accuracy WITH (FORCE)' \
	-c "CREATE DATABASE accuracy ENCODING 'UTF8' TEMPLATE template0"
PGDATABASE=accuracy
export PGDATABASE
psql -Xq -v ON_ERROR_STOP=1 -c 'CREATE EXTENSION newsext'

score()
{
	python3 "$dir/eval/score.py" "$1" "$2" --json | tail -n 1 >"$out/score.json"
	python3 - "$3" "$out/score.json" <<-'PYTHON'
		import json, sys
		title, figures = sys.argv[1], json.load(open(sys.argv[2]))
		for name, value in figures.items():
		    if isinstance(value, dict):
		        print(f"{title:<34} {name:<16} P {value['p']:6.2f}  R {value['r']:6.2f}  F1 {value['f1']:6.2f}"
		              f"   gold {value['gold']:6d}")
		    else:
		        print(f"{title:<34} {name:<16} {value:6.2f} %")
	PYTHON
}

score entities "$dir/data/names/conll2003_dev.jsonl" "names, CoNLL-2003 dev"
score quotes "$dir/data/quotes/polnear_dev.jsonl" "quotes, PolNeAR dev"
score quantities "$dir/data/quantities/dev.jsonl" "quantities, dev"
for file in "$dir"/eval/*.jsonl; do
	score cases "$file" "cases, $(basename "$file" .jsonl)"
done
if [ "${NEWSEXT_FOLDS:-}" ]; then
	$make build/train_names
	echo "names, Worldwide, five folds by outlet:"
	build/train_names "$dir/data" cross
fi
