#!/bin/sh
# SPDX-License-Identifier: MIT
. "$(dirname "$0")/../lib.sh"
# A user's style sheet: what every reader takes stays, the rest is told by its line.

article news/a.md "Article" 2026-01-02
printf 'css: own.css\n' >news/book.yaml
cat >news/own.css <<'E2'
@charset "utf-8";
@import url(https://example.com/x.css);
@font-face { font-family: "Own"; src: url(own.woff) }
/* a comment; with { braces } */
h1, h2.big > em:first-child { color: #333; font: bold 1.2em/1.4 "A; } B", serif }
p { direction: rtl; margin: 0 }
.a { *zoom: 1; text-indent: 1em !important }
.b { width: calc(100% - 2em); background: url(x.png); color: rgb(1, 2, 3) }
.c { position: fixed; top: 10vh; --own: 1; left: 0 }
.d { &:hover { color: red } }
:is(.e, .f) { color: red }
@media (min-width: 30em) { p { color: red } }
.g:before { content: "\201C" }
.h { color: red
E2
mkepub news -o book.epub
exits 0 "the book is built"
for line in 1 2 3 6 7 8 9 10 11 12 14; do
  like "$err" "^news/own\.css:$line: warning: .*\[css-dropped\]\$" "line $line is told"
done
no "nothing else is" grep -E 'own\.css:(4|5|13)' "$err"
unzip -p book.epub EPUB/css/user.css >user.css
cat >expected.css <<'E2'
h1, h2.big > em:first-child {
  color: #333;
  font: bold 1.2em/1.4 "A; } B", serif;
}
p {
  margin: 0;
}
.a {
  text-indent: 1em !important;
}
.b {
  color: rgb(1, 2, 3);
}
.c {
  left: 0;
}
.g:before {
  content: "\201C";
}
E2
ok "what is left is as it was written" diff -u expected.css user.css
valid book.epub "the book is valid"

for sheet in '}}{' 'p { color: "red }' '/* open' 'p { color: red; ;;}{ } a { top: 0 }' '[' 'p:{top:0}' 'p{:a}' 'p{a:}' \
  '.1{top:0}' '#{top:0}' 'a{top:(0}' 'a{top:0;;;;}' '<!-- a{top:0} -->' 'a{top:\0}' 'a{b:c!x}' 'a{top:0}}b{top:0}'; do
  printf '%s' "$sheet" >news/own.css
  mkepub news -o odd.epub
  exits 0 "a book with the sheet '$sheet'"
  cp odd.epub "odd-$count.epub"
done
head -c 2000 /dev/urandom >news/own.css
mkepub news -o odd-random.epub
exits 0 "a book with a sheet of noise"
for book in odd-*.epub; do
  valid "$book" "$book is valid"
done
finish
