#!/bin/sh
# SPDX-License-Identifier: MIT
# The Markdown layer against the reference programs: tables against cmark-gfm on every file of a real
# collection, CommonMark's own examples against cmark.
. "$(dirname "$0")/../lib.sh"

program=$root/build/${BUILD:-release}/oracle/markdown-to-xhtml
spec=$root/tests/tools/node_modules/commonmark-spec/spec.txt
archive=${MKEPUB_CORPORA:-$root/../shared/corpora}/this-week-in-rust.tar.xz

ok 'the specification is installed' test -s "$spec"
run python3 "$root/tests/oracle/compare.py" examples "$program" "$spec"
exits 0 'every example of CommonMark without raw HTML reads as cmark reads it'
like "$out" '581 of 581' 'none of the 581 was left out'

run python3 "$root/tests/oracle/compare.py" mixes "$program" 3000
exits 0 'tables among other blocks read as cmark-gfm reads them'
like "$out" '3000 of 3000' 'in 3000 texts mixed by chance'

run python3 "$root/tests/oracle/compare.py" nests "$program" 500
exits 0 'tables in quotes and lists inside each other read as cmark-gfm reads them'
like "$out" '500 of 500' 'in 500 texts'

run python3 "$root/tests/oracle/compare.py" notes "$program" 1000
exits 0 'notes in quotes and lists inside each other read as cmark-gfm reads them'
like "$out" '1000 of 1000' 'in 1000 texts'

if [ -f "$archive" ]; then
  tar -xJf "$archive"
  # shellcheck disable=SC2046 # names in the archive hold no space
  run python3 "$root/tests/oracle/compare.py" tables "$program" $(find this-week-in-rust -name '*.md' | sort)
  exits 0 'tables read as cmark-gfm reads them'
  like "$out" '609 of 609' 'in all 609 files'
  like "$out" '122 of 609 files have tables' 'of which 122 have tables'
else
  skip "$archive is not there" 'tables read as cmark-gfm reads them'
fi

# Footnotes: the number of each mark, in order, and the words of each note.
cat >notes.md <<'E2'
One[^a], two[^2], one again[^a], a long one[^Long] and ![^2] and [^a][^2].

> quoted[^q]

[^2]: Second *note*.
[^a]: First `note`,
    goes on.

    Another paragraph.

    - a list
[^long]: lazy
continuation
[^q]: 'last'

After the notes.
E2
run sh -c "'$program' gfm notes.md | tr -d '\\000'"
is "$(grep -o 'noteref[^>]*>[0-9]*' "$out" | sed 's/.*>//' | tr '\n' ' ')" '1 2 1 3 2 1 2 4 ' 'marks are numbered in the order of their first use'
cp "$out" ours
run cmark-gfm -e footnotes notes.md
is "$(sed '/<section/,$d' "$out" | grep -o 'data-footnote-ref>[0-9]*' | sed 's/.*>//' | tr '\n' ' ')" '1 2 1 3 2 1 2 4 ' 'as cmark-gfm numbers them'
is "$(sed -n '/<section/,$p' ours | sed -e 's/<a [^>]*backlink[^>]*>[0-9]*<\/a>\. //g' -e 's/<[^>]*>/ /g' | tr -s ' \n' '  ')" \
  "$(sed -n '/<section/,$p' "$out" | sed -e 's/<a href="#fnref[^>]*>[^<]*\(<sup[^>]*>[0-9]*<\/sup>\)*<\/a>//g' -e 's/<[^>]*>/ /g' -e 's/&quot;/"/g' | tr -s ' \n' '  ')" \
  'notes hold the words that cmark-gfm gives them'
finish
