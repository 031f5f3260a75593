#!/bin/sh
# SPDX-License-Identifier: MIT
# The fuzz targets on what is kept of their work: the small corpora, and every input that ever failed.
. "$(dirname "$0")/../lib.sh"

programs=$root/build/${BUILD:-release}/tests
cd "$root" || exit 1

# files TARGET: its inputs, one a line.
files() {
  find "tests/fuzz/corpus/$1" "tests/fuzz/found/$1" -type f 2>/dev/null | LC_ALL=C sort
}

for target in chapter frontmatter picture svg book shelf; do
  # shellcheck disable=SC2046 # names of inputs hold no space
  run "$programs/$target-replay" $(files $target)
  exits 0 "$target: nothing is wrong with what becomes of any input" ||
    diag "$(grep -v '^ok ' "$out" | cut -c1-300)
behind $(tail -n 1 "$out" | cut -c1-100)"
  is "$(grep -c '^ok ' "$out")" "$(files $target | wc -l)" "$target: each was tried"
done

# What the targets check is a reading of the rules; here is the checker of books itself.
mkdir "$work/in"
for file in $(files chapter); do
  cp "$file" "$work/in/$(basename "$(dirname "$(dirname "$file")")")-$(basename "$file").md"
done
run "$MKEPUB" "$work/in" -o "$work/book.epub"
unlike "$err" 'Sanitizer|runtime error:' 'all inputs become one book without a fault in memory'
is "$(grep ' error: ' "$err" | grep -v '\[input-binary\]$')" '' 'which takes all that are text'
binary=$(grep -c ' error: .*\[input-binary\]$' "$err")
is "$(chapters "$work/book.epub" | wc -l)" "$(($(files chapter | wc -l) - binary))" 'and has a chapter of each'
if [ "${BUILD:-release}" = release ]; then
  valid "$work/book.epub" 'and EPUBCheck has nothing to say of it'
fi
finish
