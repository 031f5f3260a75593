#!/bin/sh
# SPDX-License-Identifier: MIT
# Shelves that somebody else damaged: rows and schemas of their databases, bytes, names, links, pipes, manifest and
# lock. Whatever a verb makes of one, it ends, no sanitizer reports anything, and all beside the shelf and
# the files of others on it stay as they are. `build/asan/tests/shelf-mutants BYTES` repeats a case that is wrong.

# In memory, as a sync of the disk takes longer than all else.
[ ! -w /dev/shm ] || TMPDIR=${TMPDIR:-/dev/shm}
export TMPDIR
. "$(dirname "$0")/../lib.sh"

mutants=$root/build/asan/tests/shelf-mutants
each=1100
ASAN_OPTIONS=detect_leaks=0
UBSAN_OPTIONS=print_stacktrace=1
export ASAN_OPTIONS UBSAN_OPTIONS

ok 'the program is built with sanitizers' grep -q __asan_init "$mutants"
"$mutants" 1 $each >first 2>first.err &
"$mutants" 2 $each >second 2>second.err
wait
for half in first second; do
  is "$(tail -n 1 $half)" "$each tried, 0 wrong" \
    "$half half: each damaged shelf is refused or read, and nothing else is touched" ||
    diag "$(cut -c1-200 $half | head -n 20)
$(grep -E 'ERROR: |runtime error' $half.err | head -n 5)"
done
finish
