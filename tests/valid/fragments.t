#!/bin/sh
# SPDX-License-Identifier: MIT
# Raw HTML of all kinds (the tables in fragments/): what must survive of each fragment survives, what is mended is
# told, and EPUBCheck has nothing to say of the book; nor of one that has them all inside other Markdown.
. "$(dirname "$0")/../lib.sh"
tool=$root/tests/valid/fragments.py
tables=$root/tests/valid/fragments

# taken TAP: takes over the lines of a TAP producer that had run.
taken() {
  while IFS= read -r line; do
    case $line in
    'ok '* | 'not ok '*)
      count=$((count + 1))
      case $line in not*) failures=$((failures + 1)) ;; esac
      printf '%s\n' "$line" | sed "s/^\(not \)*ok [0-9]* /\1ok $count /"
      ;;
    '#'*) printf '%s\n' "$line" >&2 ;;
    esac
  done <"$1"
}

ok 'the fragments are written' python3 "$tool" write "$tables" in
articles=$(find in -name '*.md' | wc -l)
is "$((articles > 500))" 1 "there are $articles of them, more than 500"
mkepub in -v -o fragments.epub
exits 0 'they become a book'
python3 "$tool" check "$tables" fragments.epub "$err" >tap 2>&1
like tap '^1\.\.[0-9]+$' 'each is looked at'
taken tap
valid fragments.epub 'the book is valid'

ok 'the fragments are written into other places' python3 "$tool" places "$tables" elsewhere
mkepub elsewhere -o places.epub
exits 0 'they become a book'
python3 "$tool" words "$tables" places.epub >tap 2>&1
like tap '^1\.\.[0-9]+$' 'each place is looked at'
taken tap
valid places.epub 'that book is valid'
finish
