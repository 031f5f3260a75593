#!/bin/sh
# SPDX-License-Identifier: MIT
# Each example of the specifications of CommonMark and of GitHub's Markdown (what it adds) as an article: EPUBCheck has
# nothing to say of the books.
. "$(dirname "$0")/../lib.sh"
tool=$root/tests/valid/examples.py
commonmark=$root/tests/tools/node_modules/commonmark-spec/spec.txt
gfm=$root/tests/tools/gfm-spec

ok 'the specification of CommonMark is installed' test -s "$commonmark"
run python3 "$tool" commonmark example "$commonmark"
is "$(cat "$out")" "$(grep -c '^`\{32\} example' "$commonmark")" 'all its examples become articles'
is "$(find commonmark -name '*.md' | wc -l)" 652 'which are 652'
mkepub commonmark -o commonmark.epub
exits 0 'they become a book'
is "$(chapters commonmark.epub | wc -l)" 652 'of as many chapters'
valid commonmark.epub 'which is valid'

ok "the specification of GitHub's Markdown is installed" test -s "$gfm/spec.txt"
run python3 "$tool" gfm gfm "$gfm/spec.txt" '\(extension\)'
is "$(cat "$out")" 24 'all 24 examples of what it adds become articles'
ok 'and what its extensions are tested with' test -s "$gfm/extensions.txt"
run python3 "$tool" gfm extensions "$gfm/extensions.txt"
is "$(cat "$out")" 30 'and the 30 of its extensions'
mkepub gfm -o gfm.epub
exits 0 'they become a book'
is "$(chapters gfm.epub | wc -l)" 54 'of as many chapters'
valid gfm.epub 'which is valid'

finish
