#!/bin/sh
# SPDX-License-Identifier: MIT
. "$(dirname "$0")/../lib.sh"
# --strict: a warning is enough to write nothing.

article clean.md "Clean" 2025-01-01
printf '# Picture\n\n![A view](missing.png)\n\nMore text.\n' >doubt.md

mkepub clean.md -o clean.epub --strict
exits 0 "a clean article passes --strict"
ok "and is written" test -f clean.epub

mkepub doubt.md -o doubt.epub
exits 0 "a warning alone is no failure"
like "$err" "^doubt\.md:3:([0-9]+:)? warning: .*'missing\.png'.*\[image-missing\]$" "it is told with its line"
text doubt.epub >all
like all 'A view' "the description stands in for the picture"
valid doubt.epub "the book is valid"

cp clean.epub doubt.epub
mkepub doubt.md -o doubt.epub --strict
exits 1 "under --strict it is a failure"
like "$err" 'image-missing' "and told the same way"
ok "the older book keeps its bytes" cmp clean.epub doubt.epub
mkepub doubt.md -o fresh.epub --strict
no "no new book is written" test -e fresh.epub
is "$(leftovers . | sort | tr '\n' ' ')" "./all " "nothing else is left"

mkepub doubt.md -o quiet.epub --quiet
exits 0 "--quiet builds"
ok "and writes" test -f quiet.epub

finish
