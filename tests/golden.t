#!/bin/sh
# SPDX-License-Identifier: MIT
. "$(dirname "$0")/lib.sh"
# Golden books: each case is an input, the book that it must become, unpacked, and the findings that must be
# told. `make accept` shows what changed and takes it after a yes.
export MKEPUB

for case in "$root"/tests/golden/*/; do
  book=$(basename "$case")
  mkdir "$book"
  ok "$book is built" "$root/tests/tools/golden-build" "$book" "$book"
  ok "$book: the book is as expected" diff -ru "$case/expected" "$book/expected"
  ok "$book: the findings are as expected" diff -u "$case/findings" "$book/findings"
  valid "$book/book.epub" "$book is a valid book"
done

is "$((count >= 12))" 1 'there are at least three cases'
finish
