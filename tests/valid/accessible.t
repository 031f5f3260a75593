#!/bin/sh
# SPDX-License-Identifier: MIT
. "$(dirname "$0")/../lib.sh"
# Whoever reads by ear or by touch: Ace finds nothing in the golden books and in the sample collections.
export MKEPUB

for case in "$root"/tests/golden/*/; do
  book=$(basename "$case")
  [ -d "$case/input" ] || continue
  mkdir "$book"
  ok "$book is built" "$root/tests/tools/golden-build" "$book" "$book"
  ok "Ace finds nothing in $book" "$root/tests/tools/ace" "$book/book.epub"
done
for folder in "$root"/books/*/; do
  book=$(basename "$folder")
  mkepub "$folder" -o "$book.epub"
  exits 0 "$book is built"
  ok "Ace finds nothing in $book" "$root/tests/tools/ace" "$book.epub"
done
is "$((count > 3))" 1 "there are golden books and sample collections"

finish
