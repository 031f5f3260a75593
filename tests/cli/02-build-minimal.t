#!/bin/sh
# SPDX-License-Identifier: MIT
. "$(dirname "$0")/../lib.sh"
# One bare file becomes a book.

printf ' date 2025-01-13 The bridge is open again. Traffic flowed from six in the morning.\n' >bridge.txt
mkepub bridge.txt
exits 0 "a bare text file is built"
cat "$out" "$err" >all
like all '^bridge\.epub: 1 article, .*B$' "the last line says what was made"
ok "the book is named after the input" test -f bridge.epub
valid bridge.epub "the book is valid"
is "$(chapters bridge.epub | cut -f 3)" "2025-01-13" "the date of its first line is the article's"
text bridge.epub >all
like all 'Traffic flowed from six in the morning' "its text is in the book"
is "$(head -c 58 bridge.epub | tail -c 28)" "mimetypeapplication/epub+zip" \
  "mimetype comes first, stored, without an extra field"
ok "the ZIP file is sound" unzip -tq bridge.epub

article hello.md "Hello, world" 2025-02-03
mkepub hello.md -o first.epub --quiet
exits 0 "--quiet builds"
is "$(cat "$out" "$err")" "" "--quiet says nothing when nothing is wrong"
is "$(chapters first.epub | cut -f 2,3)" "$(printf 'Hello, world\t2025-02-03')" "title and date come from the front matter"

mkepub build hello.md -o second.epub
exits 0 "the verb 'build' may be said"
ok "and makes the same bytes" cmp first.epub second.epub

mkepub hello.md -o first.epub
exits 0 "an older book is replaced"
is "$(leftovers .)" "$(printf './all\n./bridge.txt' | sort)" "no other file appears"

mkepub hello.md -o third.epub --dry-run
exits 0 "--dry-run succeeds"
no "--dry-run writes nothing" test -e third.epub

ln -s first.epub link.epub
article other.md "Another"
mkepub other.md -o link.epub
exits 0 "a symbolic link may be the output"
ok "it stays a link" test -h link.epub
is "$(chapters first.epub | cut -f 2)" "Another" "the file that it leads to is replaced"

finish
