# newsext: news articles as data, in the database
#
#   make, make install, make installcheck     as for any extension (PGXS)
#   make demo [ARTICLE=path.txt]              see it work on a private server
#   make test                                 everything that CI runs
#   make check-core check-unit check-asan     the core alone, without a server
#   make check-msan                           the same, looking for unwritten memory (clang)
#   make check-asan-regress, check-valgrind   pg_regress on a watched server
#   make check-hostile                        time and memory of texts that hurt
#   make check-long [DIR=../shared/data]      these, and 20 minutes of each fuzzer
#   make check-warnings                       gcc and clang, -Wall -Wextra -Werror
#   make format, make format-check            clang-format over src, tools, test
#   make coverage                             which lines the tests reach
#   make bench [DIR=…]                        speed beside to_tsvector, as Markdown
#   make accuracy DIR=../shared               every score, in one table
#
# The core (src/core) is built twice: into the library, with the server's
# flags, and for the host (build/host) with none of the server's paths.

# ---- what does its own set-up, and so must work before anything is installed ----

SCRIPTED = demo test bench coverage accuracy check-long check-asan-regress check-valgrind check-hostile

ifneq ($(filter $(SCRIPTED),$(MAKECMDGOALS)),)

demo:
	@MAKE='$(MAKE)' tools/demo.sh $(if $(ARTICLE),'$(ARTICLE)')

test:
	@MAKE='$(MAKE)' test/run.sh

bench:
	@MAKE='$(MAKE)' test/bench/run.sh $(DIR)

coverage:
	@MAKE='$(MAKE)' test/coverage.sh

check-long:
	@MAKE='$(MAKE)' test/check_long.sh $(DIR)

check-hostile:
	@MAKE='$(MAKE)' NEWSEXT_TESTS=hostile test/check_long.sh; status=$$?; cat build/long/hostile.log; exit $$status

check-asan-regress:
	@tools/setup.sh test && MAKE='$(MAKE)' test/regress_under.sh asan

check-valgrind:
	@tools/setup.sh test && MAKE='$(MAKE)' test/regress_under.sh valgrind

accuracy:
	@MAKE='$(MAKE)' test/accuracy.sh '$(DIR)'

.PHONY: $(SCRIPTED)

else

EXTENSION = newsext
MODULE_big = newsext
DATA = newsext--1.0.sql
PGFILEDESC = "newsext - names, quotations and quantities of news articles"

CORE = $(patsubst src/core/%.c,%,$(sort $(wildcard src/core/*.c)))
GLUE = $(patsubst src/pg/%.c,%,$(sort $(wildcard src/pg/*.c)))
OBJS = $(CORE:%=src/core/%.o) $(GLUE:%=src/pg/%.o)

# Every sql/*.sql is a test; each finds the extension created in a UTF8
# database of locale C.
REGRESS = $(patsubst sql/%.sql,%,$(sort $(wildcard sql/*.sql)))
REGRESS_OPTS = --load-extension=newsext
ENCODING = UTF8
NO_LOCALE = 1
EXTRA_CLEAN = build

# Functions that analyse whole articles gain nothing from being inlined into
# plans, and an image linked with .incbin has no place in bitcode.
override with_llvm = no

PG_CONFIG ?= pg_config
ifeq ($(shell command -v $(PG_CONFIG)),)
$(error pg_config not found: install the server's headers (Debian: apt-get install postgresql-server-dev-all) or set PG_CONFIG)
endif
PGXS := $(shell $(PG_CONFIG) --pgxs)
ifeq ($(wildcard $(PGXS)),)
$(error $(PG_CONFIG) knows no PGXS: install the server's headers (Debian: apt-get install postgresql-server-dev-all))
endif

# COPT is the server's own variable for more compiler flags; PGXS adds it to
# the library's.  No fused multiply-add: the same answer on every CPU.
BUILD_DIR = $(CURDIR)/build
CORE_PATHS = -Isrc/core -Ibuild -DNX_BUILD_DIR='"$(BUILD_DIR)"'
CORE_FLAGS = -std=c11 -Wall -Wextra -ffp-contract=off $(COPT) $(CORE_PATHS)
PG_CPPFLAGS = $(CORE_PATHS)
PG_CFLAGS = -Wextra -Wno-declaration-after-statement -Wno-unused-parameter -ffp-contract=off

include $(PGXS)

# The core's loops gain a tenth by -O3, where the server was built with -O2, and
# by calls that nothing outside the library could take over.
$(CORE:%=src/core/%.o): override CFLAGS := $(patsubst -O2,-O3,$(CFLAGS)) -fvisibility=hidden

# ---- what the core knows, built from data/english ----

HOST_CC ?= $(CC)
HOST_CFLAGS ?= -O3 -g
HOST_CORE = $(CORE:%=build/host/%.o)

LEXICON = build/lexicon_classes.h
MODELS = $(patsubst data/english/%.weights,build/%.bin,$(wildcard data/english/*.weights))
SUMS = build/names_sums.bin
PARTS = build/parts.bin
UNITS = build/unit_image.h
IMAGES = $(LEXICON) $(MODELS) $(SUMS) $(PARTS) $(UNITS)

build/host:
	mkdir -p $@

# what the builders share: hashes, and tables of what is hashed
BUILDING = tools/displacement.c src/core/word_hash.c src/core/utf8.c
BUILDING_HEADERS = tools/displacement.h tools/byte_rows.h src/core/displace.h src/core/hash.h src/core/byte_sums.h

build/build_lexicon: tools/build_lexicon.c $(BUILDING) $(BUILDING_HEADERS) | build/host
	$(HOST_CC) $(HOST_CFLAGS) -D_POSIX_C_SOURCE=200809L $(CORE_FLAGS) -o $@ tools/build_lexicon.c $(BUILDING)

$(LEXICON): build/build_lexicon data/english/closed_words.txt $(wildcard data/english/clusters.txt) data/english/words $(wildcard data/english/words/*.txt)
	build/build_lexicon data/english build

build/build_units: tools/build_units.c src/core/word_hash.c src/core/utf8.c src/core/hash.h src/core/unit_table.h | build/host
	$(HOST_CC) $(HOST_CFLAGS) -D_POSIX_C_SOURCE=200809L $(CORE_FLAGS) -o $@ tools/build_units.c src/core/word_hash.c src/core/utf8.c -lm

$(UNITS): build/build_units data/english/units.txt data/english/currencies.txt data/english/hedges.txt
	build/build_units data/english/units.txt data/english/currencies.txt data/english/hedges.txt > $@.new && mv $@.new $@

build/build_model: tools/build_model.c $(BUILDING) $(BUILDING_HEADERS) src/core/model.h | build/host
	$(HOST_CC) $(HOST_CFLAGS) -D_POSIX_C_SOURCE=200809L $(CORE_FLAGS) -o $@ tools/build_model.c $(BUILDING)

$(MODELS): build/%.bin: data/english/%.weights build/build_model
	build/build_model $< $@

SUMMED = $(patsubst %,src/core/%.c,tag_features tag_token lexicon model word_hash utf8)

build/build_tag_sums: tools/build_tag_sums.c tools/byte_rows.h $(SUMMED) $(wildcard src/core/*.h) $(LEXICON) build/names.bin
	$(HOST_CC) $(HOST_CFLAGS) -D_POSIX_C_SOURCE=200809L $(CORE_FLAGS) -o $@ tools/build_tag_sums.c $(SUMMED)

$(SUMS): build/build_tag_sums
	build/build_tag_sums build/lexicon_words.txt $@

JUDGED = $(patsubst %,src/core/%.c,part lexicon)

build/build_parts: tools/build_parts.c $(JUDGED) $(wildcard src/core/*.h) $(LEXICON)
	$(HOST_CC) $(HOST_CFLAGS) -D_POSIX_C_SOURCE=200809L $(CORE_FLAGS) -o $@ tools/build_parts.c $(JUDGED)

$(PARTS): build/build_parts
	build/build_parts build/lexicon_words.txt $@

$(OBJS) $(HOST_CORE): $(IMAGES) $(wildcard src/core/*.h)
$(GLUE:%=src/pg/%.o): $(wildcard src/pg/*.h)

build/host/%.o: src/core/%.c | build/host
	$(HOST_CC) $(HOST_CFLAGS) $(CORE_FLAGS) -c -o $@ $<

build/libnx.a: $(HOST_CORE)
	rm -f $@ && $(AR) rc $@ $^

# ---- unit tests: a plain C program for each test/unit/test_*.c ----
#
# Each prints "name: N passed, N failed"; all run, and then the exit status says
# whether one failed.  Once as built for use, once under the sanitizers.

FUZZERS = $(patsubst test/fuzz/fuzz_%.c,%,$(wildcard test/fuzz/fuzz_*.c))
UNIT_TESTS = $(patsubst test/unit/%.c,%,$(sort $(wildcard test/unit/test_*.c)))
UNIT_FLAGS = -D_POSIX_C_SOURCE=200809L $(CORE_FLAGS) -Itest/unit -Itest/fuzz
RUN_UNIT = failed=0; for t in $(UNIT_TESTS); do $$where/$$t || failed=1; done; exit $$failed

build/unit/%: test/unit/%.c $(wildcard test/unit/*.h test/fuzz/*.h) build/libnx.a
	@mkdir -p build/unit
	$(HOST_CC) $(HOST_CFLAGS) $(UNIT_FLAGS) -o $@ $< build/libnx.a

check-unit: $(UNIT_TESTS:%=build/unit/%)
	@where=build/unit; $(RUN_UNIT)

SANITIZE = -O1 -g -fno-omit-frame-pointer -fsanitize=address,undefined,float-cast-overflow -fno-sanitize-recover=all

build/asan/%.o: src/core/%.c
	@mkdir -p build/asan
	$(HOST_CC) $(SANITIZE) $(CORE_FLAGS) -c -o $@ $<

$(CORE:%=build/asan/%.o): $(IMAGES) $(wildcard src/core/*.h)

build/asan/libnx.a: $(CORE:%=build/asan/%.o)
	rm -f $@ && $(AR) rc $@ $^

build/asan/test_%: test/unit/test_%.c $(wildcard test/unit/*.h test/fuzz/*.h) build/asan/libnx.a
	$(HOST_CC) $(SANITIZE) $(UNIT_FLAGS) -o $@ $< build/asan/libnx.a

check-asan: $(UNIT_TESTS:%=build/asan/%)
	@where=build/asan; $(RUN_UNIT)

# MemorySanitizer (clang): nothing is read that was not written; seeds of the fuzzers too.
UNWRITTEN = -O1 -g -fno-omit-frame-pointer -fsanitize=memory -fno-sanitize-recover=all

build/msan/%.o: src/core/%.c
	@mkdir -p build/msan
	clang $(UNWRITTEN) $(CORE_FLAGS) -c -o $@ $<

$(CORE:%=build/msan/%.o): $(IMAGES) $(wildcard src/core/*.h)

build/msan/libnx.a: $(CORE:%=build/msan/%.o)
	rm -f $@ && $(AR) rc $@ $^

build/msan/test_%: test/unit/test_%.c $(wildcard test/unit/*.h test/fuzz/*.h) build/msan/libnx.a
	clang $(UNWRITTEN) $(UNIT_FLAGS) -o $@ $< build/msan/libnx.a

build/msan/fuzz_%: test/fuzz/fuzz_%.c test/fuzz/replay.c $(wildcard test/fuzz/*.h) build/msan/libnx.a
	clang $(UNWRITTEN) $(UNIT_FLAGS) -o $@ $< test/fuzz/replay.c build/msan/libnx.a -lm

check-msan: $(UNIT_TESTS:%=build/msan/%) $(FUZZERS:%=build/msan/fuzz_%)
	@where=build/msan; ($(RUN_UNIT)) || exit 1; failed=0; \
		for f in $(FUZZERS); do $$where/fuzz_$$f test/fuzz/seeds/$$f/* || failed=1; done; exit $$failed

# ---- fuzzing: seeds are replayed under the sanitizers by every make test ----
#
# make fuzz FUZZ_SECONDS=1200 runs each harness of the core under libFuzzer
# (clang) for so long; what it finds belongs into test/fuzz/seeds.

FUZZ_SECONDS ?= 60

build/asan/fuzz_%: test/fuzz/fuzz_%.c test/fuzz/replay.c $(wildcard test/fuzz/*.h) build/asan/libnx.a
	$(HOST_CC) $(SANITIZE) $(UNIT_FLAGS) -o $@ $< test/fuzz/replay.c build/asan/libnx.a -lm

check-fuzz-seeds: $(FUZZERS:%=build/asan/fuzz_%)
	@failed=0; for f in $(FUZZERS); do build/asan/fuzz_$$f test/fuzz/seeds/$$f/* || failed=1; done; exit $$failed

build/fuzz_%: test/fuzz/fuzz_%.c $(wildcard test/fuzz/*.h) $(wildcard src/core/*.[ch]) $(IMAGES)
	clang -O1 -g -fsanitize=fuzzer,address,undefined -fno-sanitize-recover=all $(UNIT_FLAGS) -o $@ $< $(wildcard src/core/*.c) -lm

fuzz: $(FUZZERS:%=build/fuzz_%)
	@for f in $(FUZZERS); do \
		mkdir -p build/corpus/$$f; \
		build/fuzz_$$f -max_total_time=$(FUZZ_SECONDS) -max_len=4096 -timeout=10 -dict=test/fuzz/$$f.dict \
			-artifact_prefix=build/corpus/ build/corpus/$$f test/fuzz/seeds/$$f || exit 1; done

# ---- the core stands alone: no server header, no server symbol, no global that changes ----

check-core: $(HOST_CORE)
	@if grep -nE '#[[:space:]]*include[[:space:]]*[<"](postgres|c\.h|fmgr|access/|catalog/|common/|executor/|lib/|mb/|nodes/|port/|storage/|tsearch/|utils/)' src/core/*.[ch]; then \
		echo 'check-core: src/core includes a server header'; exit 1; fi
	@printf '#include "nx.h"\n#include "arena.h"\nint main(void) { return nx_analyze(0, 0, 0, 0, 0) == NX_OK; }\n' >build/check_core.c
	$(HOST_CC) $(CORE_FLAGS) -o build/check_core build/check_core.c $(HOST_CORE)
	@if command -v objdump >/dev/null && objdump -h $(HOST_CORE) | awk '/file format/ { file = $$1 } ($$2 == ".data" || $$2 == ".bss") && $$3 !~ /^0+$$/ { print file, $$2; found = 1 } END { exit !found }'; then \
		echo 'check-core: src/core has a variable that is not const'; exit 1; fi
	@echo 'check-core: the core compiles and links alone'

# ---- the core's own benchmark (make bench runs it beside the server's) ----

build/bench_core: test/bench/bench_core.c build/libnx.a
	$(HOST_CC) $(HOST_CFLAGS) -D_POSIX_C_SOURCE=200809L $(CORE_FLAGS) -o $@ $< build/libnx.a

# ---- no amount of money or percent that the text does not state: over the corpora in DIR ----

build/dump_quantities: tools/dump_quantities.c build/libnx.a
	$(HOST_CC) $(HOST_CFLAGS) -D_POSIX_C_SOURCE=200809L $(CORE_FLAGS) -o $@ $< build/libnx.a

check-amounts: build/dump_quantities
	test/quantities/reread.py $(DIR)

# ---- training: make train DATA=../shared/data makes the committed weights ----

TRAIN_CFLAGS = -O3 -g -fno-math-errno -D_POSIX_C_SOURCE=200809L $(CORE_FLAGS)

build/train_names: tools/train_names.c tools/jsonl.c tools/jsonl.h tools/trainer.h build/libnx.a
	$(HOST_CC) $(TRAIN_CFLAGS) -o $@ tools/train_names.c tools/jsonl.c build/libnx.a -lm

build/train_quotes: tools/train_quotes.c tools/jsonl.c tools/jsonl.h tools/trainer.h build/libnx.a
	$(HOST_CC) $(TRAIN_CFLAGS) -o $@ tools/train_quotes.c tools/jsonl.c build/libnx.a -lm

build/cluster_words: tools/cluster_words.c tools/jsonl.c tools/jsonl.h tools/trainer.h build/libnx.a
	$(HOST_CC) $(TRAIN_CFLAGS) -o $@ tools/cluster_words.c tools/jsonl.c build/libnx.a -lm

# The word classes come first: what the names' weights are learned with.
clusters: build/cluster_words
	build/cluster_words -e 4 -m 6 data/english/clusters.txt $(DATA)/text/reuters21578.jsonl.gz $(DATA)/text/bbc.jsonl.gz \
		$(DATA)/names/polnear_silver.jsonl $(DATA)/names/conll2003_train.jsonl $(DATA)/names/wikigold.jsonl $(DATA)/names/worldwide_train.jsonl

train: build/train_names build/train_quotes
	build/train_names $(DATA) train data/english/names.weights
	build/train_quotes $(DATA)/quotes/polnear_train.jsonl data/english/quotes.weights

# ---- warnings and style ----

SOURCES = $(wildcard src/*/*.[ch] tools/*.[ch] test/unit/*.[ch] test/fuzz/*.[ch] test/fuzz/backend/*.c test/bench/*.[ch])
STRICT = -fsyntax-only -Wall -Wextra -Werror $(CORE_PATHS)

check-warnings: $(IMAGES)
	@for compiler in gcc clang; do \
		if ! command -v $$compiler >/dev/null; then echo "check-warnings: no $$compiler here"; continue; fi; \
		echo "check-warnings: $$compiler"; \
		for f in $(wildcard src/core/*.c); do $$compiler -std=c11 $(STRICT) $$f || exit 1; done; \
		for f in $(wildcard tools/*.c test/*/*.c); do \
			$$compiler -std=c11 -D_POSIX_C_SOURCE=200809L $(STRICT) -Itest/unit -Itest/fuzz -I$$($(PG_CONFIG) --includedir) $$f || exit 1; done; \
		for f in $(wildcard src/pg/*.c); do \
			$$compiler -std=gnu11 $(STRICT) -Wno-unused-parameter -isystem $$($(PG_CONFIG) --includedir-server) $$f || exit 1; done; \
	done

CLANG_FORMAT ?= $(firstword $(foreach c,clang-format-14 clang-format,$(shell command -v $(c))))

format:
	$(CLANG_FORMAT) -i $(SOURCES)

format-check:
	@$(CLANG_FORMAT) --dry-run -Werror $(SOURCES)

# ---- make clean takes the private server (test/cluster.sh) down with it ----

clean: stop-private-server

stop-private-server:
	@test/cluster.sh remove

.PHONY: check-amounts check-fuzz-seeds fuzz check-unit check-asan check-msan check-core check-warnings format format-check stop-private-server

endif
