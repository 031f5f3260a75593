#!/bin/sh
# SPDX-License-Identifier: MIT
. "$(dirname "$0")/lib.sh"
# The sample collections: each becomes a valid book without a doubt.

for folder in "$root"/books/*/; do
  name=$(basename "$folder")
  # Counted without mkepub: text files that are neither hidden, nor an index, nor a draft.
  articles=$(find "$folder" \( -name '.*' -o -name _drafts \) -prune -o -type f ! -name _index.md \
    \( -name '*.md' -o -name '*.txt' -o -name '*.markdown' \) -exec grep -L '^draft: *true' {} + | wc -l)
  mkepub "$folder" -o "$name.epub" --strict
  exits 0 "$name is built without a warning"
  is "$(chapters "$name.epub" | wc -l)" "$articles" "$name has all its articles"
  valid "$name.epub" "$name is a valid book"
done
is "$((count > 0))" 1 "there are sample collections"

finish
