# SPDX-License-Identifier: MIT
# corpus NAME [MORE]: builds the real collection NAME into one book and compares what came out with an
# independent reading of the source (tests/tools/expect.py). The archives lie outside the project, in
# $MKEPUB_CORPORA or in shared/corpora beside it; without them the test says so and is skipped.
# MORE is a function with more tests of the unpacked collection.

# Modules that the system's packages bring are known to the system's Python, which need not be the
# first on the PATH.
python=python3
"$python" -c 'import html5lib' 2>/dev/null || python=/usr/bin/python3

# words COLLECTION FOLDER BOOK: the words of each chapter are those of its source, in order. What
# rules explain the differences, and how often, is told as comments.
words() {
  run "$python" "$root/tests/corpora/words.py" "$1" "$2" "$3"
}

corpus() {
  archive=${MKEPUB_CORPORA:-$root/../shared/corpora}/$1.tar.xz
  if [ ! -f "$archive" ]; then
    diag "the collection $1 is not here: set MKEPUB_CORPORA to the folder of $1.tar.xz"
    skip "no archive $1.tar.xz" "$1"
    finish
    exit
  fi
  ok "$1 is unpacked" tar -xJf "$archive"

  # Links to pictures and pages that a collection never had are warnings, not errors.
  mkepub "$1" -o book.epub
  exits 0 "one book is made of it"
  unlike "$err" ': error: ' "no article is lost"
  mkepub inspect "$1" --json
  exits 0 "it is inspected"
  cp "$out" report.json

  for part in count inspect chapters contents; do
    ok "$part: as an independent reading has it" \
      python3 "$root/tests/tools/expect.py" "$1" "$1" "$part" report.json book.epub
  done
  mkepub "$1" -o words.epub --sort path --group none
  words "$1" "$1" words.epub
  exits 0 "the words are those of the source, in order" && sed 's/^/# /' "$out"
  rm -f words.epub

  ok "the ZIP file is sound" unzip -tq book.epub
  "$MKEPUB" "$1" -o again.epub -j 1 >"$out" 2>"$err"
  ok "one thread makes the same bytes" cmp book.epub again.epub
  rm -f again.epub
  valid book.epub "the book is valid"
  rm -f book.epub
  [ $# -eq 1 ] || "$2"
  finish
}
