#!/bin/sh
# SPDX-License-Identifier: MIT
# The plain text of an article, by which it is searched and compared, holds the words of its chapter.
# What may differ: raw HTML that a chapter writes as links and formulas.
. "$(dirname "$0")/../lib.sh"
. "$root/tests/corpora/corpus.sh"
program=$root/build/${BUILD:-release}/oracle/markdown-to-xhtml

# same COLLECTION SHARE: of the words, at most SHARE differ.
same() {
  archive=${MKEPUB_CORPORA:-$root/../shared/corpora}/$1.tar.xz
  if [ ! -f "$archive" ]; then
    skip "no archive $1.tar.xz" "$1"
    return
  fi
  tar -xJf "$archive"
  # shellcheck disable=SC2046 # names in the archive hold no space
  run "$python" "$root/tests/corpora/plain_text.py" "$program" "$2" $(find "$1" -name '*.md' | sort)
  exits 0 "$1: the words of plain text and chapters are the same, but for a share of $2" && tail -n 1 "$out" | sed 's/^/# /'
}

same bitcoin-optech 0.00001
same digitalgov-news 0.001

# The comparison itself sees one word in a thousand.
yes 'Nine words that are said again and again here.' | head -n 200 >same.md
run "$python" "$root/tests/corpora/plain_text.py" "$program" 0 same.md
exits 0 'equal words are equal'
{ cat same.md; echo '<unheard>'; } >other.md
run "$python" "$root/tests/corpora/plain_text.py" "$program" 0 other.md
exits 1 'a word that only the chapter shows is found'
like "$out" '^1 of [0-9]* words differ' 'and counted'
finish
