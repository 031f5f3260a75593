# mkepub: targets and dependencies. `make help` lists what there is to do.
BUILD ?= release
OUT ?= build/$(BUILD)
CC ?= cc
PKG_CONFIG ?= pkg-config
PREFIX ?= /usr/local
# The rooms, each knowing only those before it.
ROOMS ?= base collect xhtml markdown media epub
VERSION := $(shell cat VERSION)

PACKAGES = glib-2.0 libcmark libzip libxml-2.0 libdeflate yaml-0.1 jansson
CPPFLAGS += -Iinclude -Isrc -D_GNU_SOURCE -DMKEPUB_VERSION='"$(VERSION)"' -DG_LOG_DOMAIN='"mkepub"'
WARNINGS = -Wall -Wextra -Wpedantic -Wformat-security -Wold-style-definition \
  -Woverflow -Wpointer-arith -Wstrict-prototypes -Wunused -Wvla -Wmissing-prototypes -Wshadow -Wundef
CFLAGS_release = -O2 -g
CFLAGS_debug = -Og -g3 -Werror
CFLAGS_asan = -O1 -g3 -fsanitize=address,undefined -fno-sanitize-recover=undefined -fno-omit-frame-pointer
CFLAGS_tsan = -O1 -g3 -fsanitize=thread
CFLAGS_cov = -O0 -g3 --coverage
CFLAGS_ALL = -std=gnu11 $(WARNINGS) $(CFLAGS_$(BUILD)) $(shell $(PKG_CONFIG) --cflags $(PACKAGES)) $(CFLAGS)
LDLIBS_ALL = $(shell $(PKG_CONFIG) --libs $(PACKAGES)) -lm $(LDLIBS)

LIB_SOURCES := $(foreach r,$(ROOMS),$(wildcard src/$(r)/*.c))
LIB_OBJECTS := $(LIB_SOURCES:src/%.c=$(OUT)/obj/%.o)
CLI_OBJECTS := $(patsubst src/%.c,$(OUT)/obj/%.o,$(wildcard src/cli/*.c))
LIBRARY := $(OUT)/libmkepub.a
PROGRAM := $(OUT)/mkepub
UNIT_TESTS := $(patsubst tests/unit/%.c,$(OUT)/tests/%,$(wildcard tests/unit/test-*.c))

all: $(PROGRAM)

$(PROGRAM): $(CLI_OBJECTS) $(LIBRARY)
	$(CC) $(CFLAGS_ALL) $(LDFLAGS) -o $@ $^ $(LDLIBS_ALL)

$(LIBRARY): $(LIB_OBJECTS)
	rm -f $@
	$(AR) rcs $@ $^

$(OUT)/obj/%.o: src/%.c
	@mkdir -p $(@D)
	$(CC) $(CPPFLAGS) $(CFLAGS_ALL) -MMD -MP -c -o $@ $<

$(OUT)/tests/%: tests/unit/%.c $(LIBRARY)
	@mkdir -p $(@D)
	$(CC) $(CPPFLAGS) $(CFLAGS_ALL) -MMD -MP -MF $@.d $(LDFLAGS) -o $@ $< $(LIBRARY) $(LDLIBS_ALL)

units: $(UNIT_TESTS)

-include $(LIB_OBJECTS:.o=.d) $(CLI_OBJECTS:.o=.d)

clean:
	rm -rf build

.PHONY: all units clean
