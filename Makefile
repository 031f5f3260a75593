# mkepub: targets and dependencies. `make help` lists what there is to do.
BUILD ?= release
OUT ?= build/$(BUILD)
CC ?= cc
PKG_CONFIG ?= pkg-config
PREFIX ?= /usr/local
JOBS ?= $(shell nproc 2>/dev/null || echo 1)
VERSION := $(shell cat VERSION)
# What is built is named; V=1 shows the commands.
V ?= 0
Q := $(if $(filter 1,$(V)),,@)
say = $(if $(filter 1,$(V)),,@echo "  $(1) $(@:$(OUT)/%=%)")

PROGRAM_PACKAGES = glib-2.0 libcmark libzip libxml-2.0 libdeflate yaml-0.1 jansson libjpeg libpng lcms2 sqlite3 libcrypto libidn2
# Loaded by the program when it needs them (src/base/module.h): what libraries each is for, and its part of src/media.
MODULES = gif webp heif tiff fetch font cover
PACKAGES_gif = libgif
PACKAGES_webp = libwebp libwebpdemux
PACKAGES_heif = libheif
PACKAGES_tiff = libtiff-4
PACKAGES_fetch = libcurl
PACKAGES_font = harfbuzz-subset
PACKAGES_cover = pangocairo pangoft2 fontconfig libjpeg
PARTS_gif = raster/decode-gif
PARTS_webp = raster/decode-webp
PARTS_heif = raster/decode-heif
PARTS_tiff = raster/decode-tiff
PARTS_fetch = $(addprefix fetch/,loop transfer verdict)
PARTS_font = font/file
PARTS_cover = $(addprefix cover/,page font leads picture text words)
PACKAGES = $(PROGRAM_PACKAGES) $(foreach m,$(MODULES),$(PACKAGES_$(m)))
CPPFLAGS += -Iinclude -Isrc -D_GNU_SOURCE -DMKEPUB_VERSION='"$(VERSION)"' -DG_LOG_DOMAIN='"mkepub"'
WARNINGS = -Wall -Wextra -Wformat-security -Wold-style-definition \
  -Woverflow -Wpointer-arith -Wstrict-prototypes -Wunused -Wvla -Wmissing-prototypes -Wshadow -Wundef
# Not every processor has the last one.
HARDENED := -fstack-protector-strong -fstack-clash-protection \
  $(shell echo 'int x;' | $(CC) -fcf-protection -xc -c -o /dev/null - 2>/dev/null && echo -fcf-protection)
CFLAGS_release = -O3 -g $(HARDENED) -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=2
CFLAGS_debug = -Og -g3 -Werror
# Of the source, not of the tests.
STRICT_debug = -Wconversion -Wsign-conversion
CFLAGS_asan = -O1 -g3 -fsanitize=address,undefined -fno-sanitize-recover=undefined -fno-omit-frame-pointer
CFLAGS_fuzz = -O1 -g -fsanitize=address,undefined,fuzzer-no-link -fno-sanitize-recover=undefined \
  -fno-omit-frame-pointer
CFLAGS_tsan = -O1 -g3 -fsanitize=thread
# what is counted is written at the end, beside the objects
CFLAGS_cov = -DCOVERAGE_FOLDER='"$(abspath build)"' -O0 -g3 --coverage -fprofile-update=atomic
CFLAGS_ALL = -std=gnu11 $(WARNINGS) $(CFLAGS_$(BUILD)) $(PACKAGE_CFLAGS) $(CFLAGS)
LDFLAGS += -Wl,-z,relro -Wl,-z,now
LDLIBS_ALL = $(PACKAGE_LIBS) -lm $(LDLIBS)

module_objects = $(PARTS_$(1):%=$(OUT)/obj/media/%.o)
MODULE_OBJECTS := $(foreach m,$(MODULES),$(call module_objects,$(m)))
MODULE_FILES := $(MODULES:%=$(OUT)/modules/%.so)
SOURCES := $(filter-out src/cli/%,$(wildcard src/*/*.c src/*/*/*.c))
LIB_OBJECTS := $(filter-out $(MODULE_OBJECTS),$(SOURCES:src/%.c=$(OUT)/obj/%.o))
CLI_OBJECTS := $(patsubst src/%.c,$(OUT)/obj/%.o,$(wildcard src/cli/*.c))
LIBRARY := $(OUT)/libmkepub.a
# For tests and tools, which have all in them and load nothing.
WHOLE := $(MODULE_OBJECTS) $(LIBRARY)
PROGRAM := $(OUT)/mkepub
ORACLES := $(patsubst tests/oracle/%.c,$(OUT)/oracle/%,$(wildcard tests/oracle/*.c))
FUZZERS := chapter frontmatter picture svg book shelf
FUZZ_PARTS := $(patsubst %,$(OUT)/obj/fuzz/%.o,press package-check validity access foreign marks places values tree scene)
REPLAYS := $(FUZZERS:%=$(OUT)/tests/%-replay)
# Shelves damaged by chance, each in a process of its own.
MUTANTS := $(OUT)/tests/shelf-mutants
FUZZ_TESTS := $(patsubst tests/fuzz/%.c,$(OUT)/tests/%,$(wildcard tests/fuzz/test-*.c))
INJECTED := $(patsubst %,$(OUT)/tests/%.so,refuse-xml leave cut)
UNIT_TESTS := $(patsubst tests/unit/%.c,$(OUT)/tests/%,$(wildcard tests/unit/test-*.c))

# Under ThreadSanitizer, locks that it can see.
ifeq ($(BUILD),tsan)
LIB_OBJECTS += $(OUT)/obj/tsan-glib.o
endif

all: $(PROGRAM) $(MODULE_FILES) ## build build/$(BUILD)/mkepub (BUILD=release, debug, asan, tsan or cov)

# What pkg-config says is asked once and kept. Targets that compile nothing do without it, so that
# `make demo` on a bare system can install pkg-config first and build in a second make.
FLAGS := build/flags.mk
COMPILING := $(filter-out demo test check-% fuzz bench lint format accept covers coverage uninstall dist clean \
  help,$(or $(MAKECMDGOALS),all))
ifneq ($(COMPILING),)
include $(FLAGS)
endif

$(FLAGS): Makefile
	@mkdir -p $(@D)
	@$(PKG_CONFIG) --exists --print-errors $(PACKAGES) || \
	  { echo "a library is missing: 'make demo' or 'scripts/install-deps build' installs it" >&2; exit 1; }
	@{ echo "PACKAGE_CFLAGS := $$($(PKG_CONFIG) --cflags $(PACKAGES))"; \
	   echo "PACKAGE_LIBS := $$($(PKG_CONFIG) --libs $(PACKAGES))"; \
	   echo "PROGRAM_LIBS := $$($(PKG_CONFIG) --libs $(PROGRAM_PACKAGES))"; \
	   $(foreach m,$(MODULES),echo "LIBS_$(m) := $$($(PKG_CONFIG) --libs glib-2.0 $(PACKAGES_$(m)))";) \
	 } > $@.$$$$ && mv $@.$$$$ $@

# All of the library, as a module may need what the program does not. Only what modules use is given out: no name of ours
# shall stand in for one of the same name in some library.
$(PROGRAM): $(CLI_OBJECTS) $(LIB_OBJECTS) $(OUT)/modules/names
	$(call say,CC)
	$(Q)$(CC) $(CFLAGS_ALL) $(LDFLAGS) -Wl,--dynamic-list=$(OUT)/modules/names -o $@ $(CLI_OBJECTS) $(LIB_OBJECTS) \
	  $(PROGRAM_LIBS) -lm $(LDLIBS)

$(OUT)/modules/names: $(MODULE_FILES)
	$(Q)nm -D -u -P $^ > $@.all
	$(Q){ echo '{'; sed -n 's/^\([A-Za-z0-9_]*\) U.*/  \1;/p' $@.all; echo '};'; } > $@.$$$$ && mv $@.$$$$ $@

# Anew with the Makefile: an object of a time when it was no module's cannot be linked.
$(MODULE_OBJECTS): Makefile
$(MODULE_OBJECTS): CFLAGS_ALL += -fPIC

.SECONDEXPANSION:
$(MODULE_FILES): $(OUT)/modules/%.so: $$(call module_objects,$$*)
	@mkdir -p $(@D)
	$(call say,CC)
	$(Q)$(CC) $(CFLAGS_ALL) -fPIC -shared $(LDFLAGS) -o $@ $^ $(LIBS_$*) -lm $(LDLIBS)

$(LIBRARY): $(LIB_OBJECTS)
	$(call say,AR)
	$(Q)rm -f $@
	$(Q)$(AR) rcs $@ $^

$(OUT)/obj/%.o: src/%.c
	@mkdir -p $(@D)
	$(call say,CC)
	$(Q)$(CC) $(CPPFLAGS) $(CFLAGS_ALL) $(STRICT_$(BUILD)) -MMD -MP -c -o $@ $<

$(OUT)/obj/tsan-glib.o: tests/tools/tsan-glib.c
	@mkdir -p $(@D)
	$(call say,CC)
	$(Q)$(CC) $(CPPFLAGS) $(CFLAGS_ALL) -MMD -MP -c -o $@ $<

$(OUT)/obj/epub/assets.o: $(wildcard assets/css/*.css)
$(OUT)/obj/archive/search/store.o: src/archive/search/schema.sql
$(OUT)/obj/media/cover/asset.o: $(wildcard assets/covers/*.ini)
$(OUT)/obj/archive/site/assets.o: $(wildcard assets/shelf/*)
$(OUT)/obj/archive/shelf/schema.o: src/archive/shelf/schema.sql

$(OUT)/tests/%: tests/unit/%.c $(WHOLE)
	@mkdir -p $(@D)
	$(call say,CC)
	$(Q)$(CC) $(CPPFLAGS) $(CFLAGS_ALL) -MMD -MP -MF $@.d $(LDFLAGS) -o $@ $< $(WHOLE) $(LDLIBS_ALL)

# All that the tests run beside the program.
units: $(UNIT_TESTS) $(ORACLES) $(REPLAYS) $(FUZZ_TESTS) $(INJECTED) $(OUT)/fault.so

$(OUT)/tests/%.so: tests/inject/%.c
	@mkdir -p $(@D)
	$(call say,CC)
	$(Q)$(CC) $(CPPFLAGS) $(CFLAGS_ALL) -fPIC -shared -o $@ $<

# What checks is not what is looked into: libFuzzer goes by the ways through the library alone.
$(OUT)/obj/fuzz/%.o: tests/fuzz/%.c
	@mkdir -p $(@D)
	$(CC) $(CPPFLAGS) $(CFLAGS_ALL:%,fuzzer-no-link=%) -MMD -MP -c -o $@ $<

# The same target twice: for files, and (BUILD=fuzz, by clang) for what libFuzzer makes up.
$(REPLAYS): $(OUT)/tests/%-replay: $(OUT)/obj/fuzz/%.o $(OUT)/obj/fuzz/replay.o $(FUZZ_PARTS) $(WHOLE)
	@mkdir -p $(@D)
	$(CC) $(CFLAGS_ALL) $(LDFLAGS) -o $@ $^ $(LDLIBS_ALL)

$(MUTANTS): $(OUT)/obj/fuzz/shelf.o $(OUT)/obj/fuzz/mutants.o $(FUZZ_PARTS) $(WHOLE)
	@mkdir -p $(@D)
	$(CC) $(CFLAGS_ALL) $(LDFLAGS) -o $@ $^ $(LDLIBS_ALL)

$(FUZZERS:%=$(OUT)/fuzz/%): $(OUT)/fuzz/%: $(OUT)/obj/fuzz/%.o $(OUT)/obj/fuzz/entry.o $(FUZZ_PARTS) $(WHOLE)
	@mkdir -p $(@D)
	$(CC) $(CFLAGS_ALL) -fsanitize=fuzzer $(LDFLAGS) -o $@ $^ $(LDLIBS_ALL)

$(FUZZ_TESTS): $(OUT)/tests/%: $(OUT)/obj/fuzz/%.o $(FUZZ_PARTS) $(WHOLE)
	@mkdir -p $(@D)
	$(CC) $(CFLAGS_ALL) $(LDFLAGS) -o $@ $^ $(LDLIBS_ALL)

$(OUT)/measure: tests/bench/measure.c
	@mkdir -p $(@D)
	$(call say,CC)
	$(Q)$(CC) -std=gnu11 -D_GNU_SOURCE $(WARNINGS) -O1 -o $@ $<

# Programs that show what the library makes of Markdown or SVG, for the tests to look at.
$(ORACLES): $(OUT)/oracle/%: tests/oracle/%.c $(WHOLE)
	@mkdir -p $(@D)
	$(call say,CC)
	$(Q)$(CC) $(CPPFLAGS) $(CFLAGS_ALL) -MMD -MP -MF $@.d $(LDFLAGS) -o $@ $< $(WHOLE) $(LDLIBS_ALL)

$(OUT)/floor $(OUT)/articles: $(OUT)/%: tests/bench/%.c
	@mkdir -p $(@D)
	$(call say,CC)
	$(Q)$(CC) $(CPPFLAGS) $(CFLAGS_ALL) -MMD -MP -MF $@.d $(LDFLAGS) -o $@ $< $(LDLIBS_ALL)

$(OUT)/convert $(OUT)/search: $(OUT)/%: tests/bench/%.c $(WHOLE)
	@mkdir -p $(@D)
	$(call say,CC)
	$(Q)$(CC) $(CPPFLAGS) $(CFLAGS_ALL) -MMD -MP -MF $@.d $(LDFLAGS) -o $@ $< $(WHOLE) $(LDLIBS_ALL)

$(OUT)/cover-sheet: tests/tools/cover-sheet.c $(WHOLE)
	@mkdir -p $(@D)
	$(call say,CC)
	$(Q)$(CC) $(CPPFLAGS) $(CFLAGS_ALL) -MMD -MP -MF $@.d $(LDFLAGS) -o $@ $< $(WHOLE) $(LDLIBS_ALL)

$(OUT)/fault.so: tests/inject/fault.c
	@mkdir -p $(@D)
	$(call say,CC)
	$(Q)$(CC) -std=gnu11 -D_GNU_SOURCE $(WARNINGS) -Wno-pedantic -O1 -g -fPIC -shared -o $@ $< -ldl

-include $(LIB_OBJECTS:.o=.d) $(MODULE_OBJECTS:.o=.d) $(CLI_OBJECTS:.o=.d) $(UNIT_TESTS:=.d) \
  $(ORACLES:=.d) $(OUT)/floor.d $(OUT)/convert.d $(OUT)/articles.d $(OUT)/search.d $(OUT)/cover-sheet.d $(wildcard $(OUT)/obj/fuzz/*.d)

# A make of its own, after what it needs is installed.
AGAIN = $(MAKE) --no-print-directory -j$(JOBS)
BOOK = build/morning-edition.epub

demo: ## install what the build needs, build, pack the sample book
	@scripts/install-deps build
	@$(AGAIN) all
	@$(PROGRAM) books/morning-edition -o $(BOOK)
	@echo "The book is at $(CURDIR)/$(BOOK)"

test: ## install what the tests need, build, run every test (T=pattern selects)
	@scripts/install-deps build test
	@$(AGAIN) all units
	@case '$(T)' in ''|*fuzz*|*mutants*) $(AGAIN) BUILD=asan build/asan/tests/shelf-mutants ;; esac
	@BUILD=$(BUILD) MKEPUB=$(abspath $(PROGRAM)) tests/run $(T)

# Valid books are the business of `test`; here it is memory and undefined behavior.
check-asan: ## the unit, golden and command line tests under AddressSanitizer and UBSan
	@scripts/install-deps build test
	@$(AGAIN) BUILD=asan all units
	@BUILD=asan MKEPUB=$(abspath build/asan/mkepub) G_SLICE=always-malloc \
	  LSAN_OPTIONS=suppressions=$(CURDIR)/tests/tools/lsan.supp:print_suppressions=0 \
	  UBSAN_OPTIONS=print_stacktrace=1 tests/run unit/ fuzz/ golden cli/

check-tsan: ## the same under ThreadSanitizer
	@scripts/install-deps build test
	@$(AGAIN) BUILD=tsan all units
	@BUILD=tsan MKEPUB=$(abspath build/tsan/mkepub) G_SLICE=always-malloc \
	  TSAN_OPTIONS="halt_on_error=1 suppressions=$(CURDIR)/tests/tools/tsan.supp" tests/run unit/ golden cli/

check-inject: ## fail and kill the program at each write, sync and rename
	@scripts/install-deps build test
	@$(AGAIN) all units
	@MKEPUB=$(abspath $(PROGRAM)) tests/run inject/

check-books: ## build every collection in books/ and check each book
	@scripts/install-deps build test
	@$(AGAIN) all
	@MKEPUB=$(abspath $(PROGRAM)) tests/run books

check-repro: ## same input, same bytes
	@scripts/install-deps build test
	@$(AGAIN) all
	@MKEPUB=$(abspath $(PROGRAM)) tests/run repro

FUZZ_SECONDS ?= 60

fuzz: ## try $(FUZZ_SECONDS) seconds of made-up input on each fuzz target
	@scripts/install-deps build fuzz
	@$(AGAIN) BUILD=fuzz CC=clang $(FUZZERS:%=build/fuzz/fuzz/%)
	@FUZZ_SECONDS=$(FUZZ_SECONDS) tests/fuzz/run build/fuzz/fuzz $(FUZZERS)

bench: ## measure a build against the floor, pictures against vipsthumbnail, and archives of many articles
	@scripts/install-deps build bench
	@$(AGAIN) all $(OUT)/floor $(OUT)/convert $(OUT)/articles $(OUT)/measure
	@tests/bench/run $(PROGRAM) $(OUT)/floor $(OUT)/measure
	@tests/bench/pictures $(OUT)/convert $(OUT)/measure
	@tests/bench/archive $(PROGRAM) $(OUT)/articles $(OUT)/measure

lint: ## check format, layers, names, headers, manual and tables
	@scripts/install-deps build lint
	@JOBS=$(JOBS) scripts/lint

format: ## format the C files
	@scripts/install-deps lint
	@find src include tests -name '*.[ch]' -exec clang-format -i {} +

accept: ## show how the golden books changed, and take the change after a yes
	@scripts/install-deps build test
	@$(AGAIN) all
	@MKEPUB=$(abspath $(PROGRAM)) tests/tools/accept

covers: ## draw every cover design in nine scripts into assets/doc/covers.jpg
	@scripts/install-deps build test
	@$(AGAIN) $(OUT)/cover-sheet
	@$(OUT)/cover-sheet assets/doc/covers.jpg

coverage: ## run the tests on an instrumented build and report the lines they reach
	@scripts/install-deps build test coverage
	@$(AGAIN) BUILD=cov all units
	@find build/cov -name '*.gcda' -delete
	@BUILD=cov MKEPUB=$(abspath build/cov/mkepub) tests/run unit/ golden cli/
	@mkdir -p build/coverage
	@gcovr --root . --filter src/ --object-directory build/cov build/cov --print-summary \
	  --txt build/coverage/lines.txt --html-details build/coverage/index.html
	@echo "The report is at build/coverage/index.html"

install: all ## install into $(DESTDIR)$(PREFIX)
	install -D -m 755 $(PROGRAM) $(DESTDIR)$(PREFIX)/bin/mkepub
	install -D -m 644 -t $(DESTDIR)$(PREFIX)/lib/mkepub $(MODULE_FILES)
	install -D -m 644 assets/man/mkepub.1 $(DESTDIR)$(PREFIX)/share/man/man1/mkepub.1

uninstall: ## take that away again
	rm -f $(DESTDIR)$(PREFIX)/bin/mkepub $(DESTDIR)$(PREFIX)/share/man/man1/mkepub.1
	rm -f $(MODULES:%=$(DESTDIR)$(PREFIX)/lib/mkepub/%.so)
	rmdir --ignore-fail-on-non-empty $(DESTDIR)$(PREFIX)/lib/mkepub || true

dist: ## pack the committed source
	@mkdir -p build
	git archive --format=tar --prefix=mkepub-$(VERSION)/ HEAD | gzip -n9 > build/mkepub-$(VERSION).tar.gz

clean: ## remove what was built
	rm -rf build

help: ## show this list
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' Makefile | sort | awk -F'\t' '{ printf "  %-12s %s\n", $$1, $$2 }'

.PHONY: all units demo test check-asan check-tsan check-inject check-books check-repro fuzz bench lint format accept covers \
  coverage install uninstall dist clean help
