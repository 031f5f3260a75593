#!/bin/sh
# SPDX-License-Identifier: MIT
. "$(dirname "$0")/../lib.sh"
. "$root/tests/corpora/corpus.sh"
export MKEPUB

# The collection with the most pictures: all of them come along, within a size, and a listener finds nothing amiss.
more() {
  mkepub rust-blog -o pictures.epub --sort path --group none
  run "$python" "$root/tests/corpora/pictures.py" rust-blog pictures.epub
  exits 0 "every local picture is in the book" && sed 's/^/# /' "$out"
  is "$(unzip -Z1 pictures.epub | grep -c '^EPUB/img/')" "$(($(sed -n 's/ pictures;.*//p' "$out") + 1))" \
    "the book holds each once, and its cover"
  rm -f pictures.epub

  mkepub rust-blog -o small.epub --max-size 20M
  exits 0 "it is packed into 20 MB"
  is "$(($(wc -c <small.epub) <= 20000000))" 1 "it has no more than that"
  like "$err" 'pictures were made smaller.*\[size-reduced\]$' "what was done is told"
  valid small.epub "the small book is valid"
  rm -f small.epub

  "$python" "$root/tests/corpora/pictures.py" richest 40 rust-blog >richest
  tr '\n' '\0' <richest | xargs -0 "$MKEPUB" -o rich.epub >"$out" 2>"$err" || :
  ok "Ace finds nothing in the 40 articles richest in pictures" "$root/tests/tools/ace" rich.epub
}

corpus rust-blog more
