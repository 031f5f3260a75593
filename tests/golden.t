#!/bin/sh
# SPDX-License-Identifier: MIT
. "$(dirname "$0")/lib.sh"
# Golden books: each case is an input, the book that it must become, unpacked, and the findings that must be
# told. `make accept` shows what changed and takes it after a yes.
export MKEPUB

for case in "$root"/tests/golden/*/; do
  name=$(basename "$case")
  [ -d "$case/input" ] || continue
  mkdir "$name"
  ok "$name is built" "$root/tests/tools/golden-build" "$name" "$name"
  ok "$name: the book is as expected" diff -ru "$case/expected" "$name/expected"
  ok "$name: the findings are as expected" diff -u "$case/findings" "$name/findings"
  valid "$name/book.epub" "$name is a valid book"
done

finish
