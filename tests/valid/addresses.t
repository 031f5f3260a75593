#!/bin/sh
# SPDX-License-Identifier: MIT
# Where addresses end and which are links, by a table and by made up ones; the URL parsers of Node and of EPUBCheck judge them.
. "$(dirname "$0")/../lib.sh"

addresses=$root/tests/valid/addresses.py
python3 "$addresses" make in
run "$MKEPUB" in -o book.epub
exits 0 'a book of odd addresses is made'
run python3 "$addresses" see book.epub
exits 0 'the links of the table are right, and Node takes all that is a link' || diag "$(head -n 30 "$out")"
valid book.epub 'and EPUBCheck all of them'
run "$MKEPUB" check book.epub
exits 0 'and mkepub check'

# A book with such an address is found out.
mkdir broken
(cd broken && unzip -q ../book.epub && sed -i 's|http://xn--n3h.net/|http://www.example.com：说明|' EPUB/rows.xhtml &&
  zip -q -X -0 ../broken.epub mimetype && zip -q -X -r ../broken.epub META-INF EPUB)
run "$MKEPUB" check broken.epub
exits 1 'a host with a full-width colon in a book is found'
ok 'as a link that is no address' grep -q 'rows.xhtml:.*error: .*\[book-link\]' "$err"
finish
