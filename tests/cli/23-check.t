#!/bin/sh
# SPDX-License-Identifier: MIT
. "$(dirname "$0")/../lib.sh"
# `mkepub check` and `mkepub info` on books. What each finding is told of stands in tests/bad.

article news/one.md 'One & more' 2025-01-13
article news/two.md 'Two' 2025-01-12
printf 'series: Morning Brief\nissue: 12\nauthor: The Desk\n' >news/book.yaml
mkepub news -o book.epub
cp book.epub broken.epub
printf 'x' | dd of=broken.epub bs=1 seek=2000 conv=notrunc 2>/dev/null

mkepub check book.epub
exits 0 'a sound book is sound'
is "$(cat "$out")" 'book.epub: sound' 'and one line says so'
mkepub check -q book.epub
is "$(cat "$out" "$err")" '' 'or none at all'
mkepub check book.epub broken.epub
exits 1 'of two books one is broken'
like "$out" '^book\.epub: sound$' 'the sound one is'
like "$out" '^broken\.epub: [1-9][0-9]* errors?, 0 warnings$' 'the other is counted'
like "$err" '^broken\.epub/.*: error: .* \[book-damaged\]$' 'and told of on standard error'
mkepub check nothing.epub book.epub
exits 3 'a book that is not there is a failure'
like "$err" "^mkepub: cannot open 'nothing\.epub': no such file$" 'with its name'
like "$out" '^book\.epub: sound$' 'and the other is checked all the same'
mkepub check /dev/null
exits 1 'a device is no book, and is not waited for'
mkfifo pipe
run timeout 20 "$MKEPUB" check pipe
exits 1 'nor is a pipe'
mkepub check news
exits 3 'a folder without a catalog is no shelf'
like "$err" "^mkepub: 'news' is no shelf: it has no catalog\.db$" 'and it is told why'

# field EXPRESSION: of the JSON that came out.
field() {
  python3 -c "import json, sys; d = json.load(open(sys.argv[1])); print($1)" "$out"
}

mkepub check --json book.epub broken.epub
exits 1 'the same in JSON'
is "$(field '[c["path"] + " " + c["kind"] + " " + str(c["sound"]) for c in d["checked"]]')" \
  "['book.epub book True', 'broken.epub book False']" 'each book is judged'
is "$(field 'len(d["findings"]) > 0 and {f["id"] for f in d["findings"]} <= {"book-damaged", "book-container"}')" True \
  'and each finding is there'
is "$(cat "$err")" '' 'and not told twice'
ok 'standard output that is full is a failure' sh -c "'$MKEPUB' check book.epub >/dev/full; test \$? -eq 3"

mkepub info book.epub
exits 0 'info shows a book'
like "$out" '^  title +Morning Brief, 12$' 'its title'
like "$out" '^  series +Morning Brief, number 12$' 'its series and number'
like "$out" '^  creators +The Desk$' 'its authors'
like "$out" '^  date +2025-01-13$' 'its date'
like "$out" '^  articles +2$' 'the number of its articles'
like "$out" '^    One & more  \(.*\)$' 'and each of them'
mkepub info --json book.epub broken.epub
is "$(field '[d[0]["title"], d[0]["position"], [c["title"] for c in d[0]["contents"]], d[0]["bytes"]]')" \
  "['Morning Brief, 12', '12', ['Two', 'One & more'], $(wc -c <book.epub)]" 'the same in JSON'
mkepub info news/one.md
exits 3 'what is no book has nothing to show'
like "$err" "^mkepub: cannot read 'news/one\.md': no ZIP file" 'and it is told why'
finish
