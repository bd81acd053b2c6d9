# newsext: news articles as data, in the database
#
#   make, make install, make installcheck     as for any extension (PGXS)
#   make demo [ARTICLE=path.txt]              see it work on a private server
#   make test                                 everything that CI runs
#
# The core (src/core) is built twice: into the library, with the server's
# flags, and for the host (build/host) with none of the server's paths.

EXTENSION = newsext
MODULE_big = newsext
DATA = newsext--1.0.sql
PGFILEDESC = "newsext - names, quotations and quantities of news articles"

CORE = $(patsubst src/core/%.c,%,$(sort $(wildcard src/core/*.c)))
GLUE = $(patsubst src/pg/%.c,%,$(sort $(wildcard src/pg/*.c)))
OBJS = $(CORE:%=src/core/%.o) $(GLUE:%=src/pg/%.o)
REGRESS = $(patsubst sql/%.sql,%,$(sort $(wildcard sql/*.sql)))
EXTRA_CLEAN = build

# Functions that analyse whole articles gain nothing from being inlined into
# plans, and an image linked with .incbin has no place in bitcode.
override with_llvm = no

PG_CONFIG ?= pg_config
ifeq ($(shell command -v $(PG_CONFIG)),)
$(error pg_config not found: install the server's headers (Debian: apt-get install postgresql-server-dev-all) or set PG_CONFIG)
endif
ifeq ($(shell printf '\#define PCRE2_CODE_UNIT_WIDTH 8\n\#include <pcre2.h>\n' | $(CC) -E - >/dev/null 2>&1 && echo yes),)
$(error pcre2 not found: install its headers (Debian: apt-get install libpcre2-dev))
endif

BUILD_DIR = $(CURDIR)/build
CORE_FLAGS = -std=c11 -Wall -Wextra -Isrc/core -Ibuild -DNX_BUILD_DIR='"$(BUILD_DIR)"'
PG_CPPFLAGS = -Isrc/core -Ibuild -DNX_BUILD_DIR='"$(BUILD_DIR)"'
PG_CFLAGS = -Wextra -Wno-declaration-after-statement -Wno-unused-parameter
SHLIB_LINK += -lpcre2-8

PGXS := $(shell $(PG_CONFIG) --pgxs)
include $(PGXS)

# ---- what the core knows, built from data/english ----

HOST_CC ?= $(CC)
HOST_CFLAGS ?= -O2 -g
HOST_LIBS = -lpcre2-8
HOST_CORE = $(CORE:%=build/host/%.o)

LEXICON = build/lexicon_classes.h
MODELS = $(patsubst data/english/%.weights,build/%.bin,$(wildcard data/english/*.weights))
IMAGES = $(LEXICON) $(MODELS)

build/host:
	mkdir -p $@

build/build_lexicon: tools/build_lexicon.c src/core/word_hash.c src/core/utf8.c src/core/hash.h | build/host
	$(HOST_CC) $(HOST_CFLAGS) -D_POSIX_C_SOURCE=200809L $(CORE_FLAGS) -o $@ tools/build_lexicon.c src/core/word_hash.c src/core/utf8.c

$(LEXICON): build/build_lexicon data/english/closed_words.txt $(wildcard data/english/clusters.txt) data/english/words $(wildcard data/english/words/*.txt)
	build/build_lexicon data/english build

build/build_model: tools/build_model.c src/core/word_hash.c src/core/utf8.c src/core/hash.h src/core/model.h | build/host
	$(HOST_CC) $(HOST_CFLAGS) -D_POSIX_C_SOURCE=200809L $(CORE_FLAGS) -o $@ tools/build_model.c src/core/word_hash.c src/core/utf8.c

$(MODELS): build/%.bin: data/english/%.weights build/build_model
	build/build_model $< $@

$(OBJS) $(HOST_CORE): $(IMAGES) $(wildcard src/core/*.h)
$(GLUE:%=src/pg/%.o): $(wildcard src/pg/*.h)

build/host/%.o: src/core/%.c | build/host
	$(HOST_CC) $(HOST_CFLAGS) $(CORE_FLAGS) -c -o $@ $<

build/libnx.a: $(HOST_CORE)
	rm -f $@ && $(AR) rc $@ $^

# ---- unit tests: a plain C program for each test/unit/test_*.c ----

UNIT_TESTS = $(patsubst test/unit/%.c,build/unit/%,$(sort $(wildcard test/unit/test_*.c)))

build/unit/%: test/unit/%.c $(wildcard test/unit/*.h) build/libnx.a
	@mkdir -p build/unit
	$(HOST_CC) $(HOST_CFLAGS) $(CORE_FLAGS) -Itest/unit -o $@ $< build/libnx.a $(HOST_LIBS)

check-unit: $(UNIT_TESTS)
	@for t in $(UNIT_TESTS); do $$t || exit 1; done

.PHONY: check-unit
