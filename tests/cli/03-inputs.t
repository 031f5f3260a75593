#!/bin/sh
# SPDX-License-Identifier: MIT
. "$(dirname "$0")/../lib.sh"
# Where articles come from, and in which encodings.

article news/b.md "Second"
article news/a.md "First"
article news/deep/er/c.markdown "Third"
article news/.hidden.md "Hidden"
article news/.cache/d.md "Cached"
article news/_drafts/e.md "Drafted"
article news/_index.md "Index"
printf 'not an article\n' >news/style.css
printf -- '---\ntitle: Unfinished\ndraft: true\n---\nNot yet.\n' >news/unfinished.md

mkepub news
exits 0 "a folder is built"
is "$(chapters news.epub | cut -f 2 | sort | tr '\n' ' ')" "First Second Third " \
  "files in all folders are taken; hidden ones, _drafts, _index.md, drafts and other files are not"
valid news.epub "the book is valid"
mkepub news --verbose --dry-run
like "$err" '^news/unfinished\.md:.*\[draft-skipped\]$' "a draft is told of"

mkepub news/ news/a.md ./news/b.md -o once.epub
exits 0 "folders and files may be mixed"
is "$(chapters once.epub | wc -l)" 3 "a file reached twice is taken once"

printf 'news/b.md\nnews/deep\n' >list
status=0
"$MKEPUB" - -o list.epub <list >"$out" 2>"$err" || status=$?
exits 0 "'-' reads a list of paths"
is "$(chapters list.epub | cut -f 2 | sort | tr '\n' ' ')" "Second Third " "and takes what it names"

article notes.text "Any extension"
mkepub notes.text -o named.epub
exits 0 "a file named outright is taken whatever its extension"
article './-dash.md' "Dash"
mkepub -o dash.epub -- -dash.md
exits 0 "'--' ends the options"

mkdir "a b'c\"é"
article "a b'c\"é/ü & <x>.md" "Odd names"
mkepub "a b'c\"é" -o odd.epub
exits 0 "names with spaces, quotes and markup are taken"
valid odd.epub "and make a valid book"

mkdir enc
printf '\357\273\277# With a mark\n\nCaf\303\251.\n' >enc/bom.md
printf '# Big\n\nna\303\257ve\n' | iconv -f UTF-8 -t UTF-16 >enc/utf16.md
printf '# Plain\n\nfianc\351e \223quoted\224\n' >enc/latin.md
printf -- '---\r\ntitle: Lines\r\ndate: 2024-05-06\r\n---\r\n\r\none\r\n\r\ntwo\r\n' >enc/crlf.md
printf 'x' >enc/x.md
: >enc/empty.md
mkepub enc
exits 0 "other encodings are built"
like "$err" '^enc/latin\.md:.*warning: .*\[encoding-guessed\]$' "a file that is not UTF-8 is told of"
unlike "$err" '^enc/(bom|utf16|crlf)\.md:.*(warning|error)' "byte order marks and CRLF are no trouble"
text enc.epub >all
like all 'Café' "UTF-8 with a mark is read"
like all 'naïve' "UTF-16 is read"
like all 'fiancée “quoted”' "Windows-1252 is read"
chapters enc.epub >all
like all "$(printf 'Lines\t2024-05-06')" "front matter with CRLF is read"
like all "$(printf 'With a mark\t')" "a heading behind a mark is the title"
valid enc.epub "the book is valid, an empty article included"

finish
