#!/bin/sh
# SPDX-License-Identifier: MIT
. "$(dirname "$0")/../lib.sh"
# Fonts in the book: the characters that it uses, and no more; read again by fontTools.

python=python3
"$python" -c 'import fontTools' 2>/dev/null || python=/usr/bin/python3
fonts() {
  "$python" "$root/tests/tools/fonts.py" "$@"
}
dejavu=/usr/share/fonts/truetype/dejavu
ok 'fonts for the test' "$python" "$root/tests/valid/fonts.py" make made

mkdir news
cat >news/a.md <<'END'
---
title: "Größe & ﬁne print"
date: 2025-01-13
author: Łukasz Żak
---

Words with *emphasis*, **weight** and `code { }`; “quotes” — dashes… and &Zcaron;&#1046;.

![A picture that is not there: Ÿ](none.png)
END
printf '# Second\n\nText[^1].\n\n[^1]: A note with a § sign.\n' >news/b.md
mkepub news -o plain.epub
no 'a book without fonts has none' sh -c 'unzip -Z1 plain.epub | grep -iE "font|apple"'
mkepub news -o book.epub --embed-font $dejavu/DejaVuSerif.ttf --embed-font $dejavu/DejaVuSerif-Bold.ttf \
  --embed-font $dejavu/DejaVuSansMono.ttf
exits 0 'a book with three fonts'
unlike "$err" 'font' 'that have all its characters'
fonts list book.epub >list
is "$(cut -f 1,3 list)" "$(printf 'font/ttf\tDejaVu Serif\nfont/ttf\tDejaVu Serif\nfont/ttf\tDejaVu Sans Mono')" \
  'the manifest has them, with the type that EPUB 3.3 wants'
is "$(fonts lacks book.epub 0)" '' 'whatever is in the book can be shown'
is "$(cut -f 4 list | awk '$1 > 150' | grep -c .)" 0 'and little else'
grown=$(($(wc -c <book.epub) - $(wc -c <plain.epub)))
is "$((grown < 60000))" 1 'the book grows by less than 60 kB, by three fonts of 1.4 MB'
is "$(fonts lacks book.epub 0 'éあ')" 'éあ' 'what the book does not use is left out'
unzip -p book.epub EPUB/a.xhtml >chapter
sheet=$(sed -n 's/.*href="\(css\/[^"]*\)".*/\1/p' chapter | while read -r name; do
  ! unzip -p book.epub "EPUB/$name" | grep -q '@font-face' || echo "$name"
done)
unzip -p book.epub "EPUB/$sheet" >sheet.css
is "$(grep -c '@font-face' sheet.css)" 3 'a style sheet of each chapter names each'
is "$(grep -c 'font-weight: 700' sheet.css)" 1 'one as bold'
like sheet.css 'font-family: "DejaVu Serif", serif' 'text is set in the first'
like sheet.css 'font-family: "DejaVu Sans Mono", monospace' 'code in that for code'
unzip -p book.epub META-INF/com.apple.ibooks.display-options.xml >options
ok "Apple's reader is told in XML" xmllint --noout options
like options '<option name="specified-fonts">true</option>' 'to use them'
valid_with_fonts book.epub 'the book is valid'
mkepub news -o again.epub --embed-font $dejavu/DejaVuSerif.ttf --embed-font $dejavu/DejaVuSerif-Bold.ttf \
  --embed-font $dejavu/DejaVuSansMono.ttf -j 1
ok 'the same fonts make the same bytes' cmp book.epub again.epub

# Signs that a reader sets, though they stand in no text.
printf '# Lists\n\n1. one\n1. two\n1. three\n' >list.md
mkepub list.md -o list.epub --embed-font $dejavu/DejaVuSerif.ttf
is "$(fonts lacks list.epub 0 '123.')" '' 'the numbers of a list'

# Names in book.yaml are beside it.
cp $dejavu/DejaVuSerif.ttf news/own.ttf
printf 'embed-font: own.ttf\n' >news/book.yaml
mkepub news -o yaml.epub
exits 0 'embed-font in book.yaml'
is "$(fonts list yaml.epub | wc -l)" 1 'is a font of the book'
rm news/book.yaml news/own.ttf

# What is lacking is told by its numbers.
printf '# Far\n\nThe harbor: 港, and 😀.\n' >far.md
mkepub far.md -o far.epub --embed-font $dejavu/DejaVuSerif.ttf
exits 0 'characters that no embedded font has'
like "$err" '^[^ ]*warning: .*U\+6E2F.*U\+1F600.*\[font-lacks\]$' 'are told'
text far.epub >words
like words '港, and 😀' 'and are in the text'
mkepub far.md -o both.epub --embed-font $dejavu/DejaVuSerif.ttf --embed-font /usr/share/fonts/truetype/wqy/wqy-microhei.ttc
like "$err" 'warning: .*U\+1F600.*\[font-lacks\]$' 'those of none of the fonts'
unlike "$err" 'U\+6E2F' 'and none that a second one has'
is "$(fonts lacks both.epub 1 港)" '' 'which has it'
valid_with_fonts both.epub 'with a face of a collection the book is valid'

# The faces of a collection: the first is italic, the second of one width, the third bold.
family() {
  mkepub far.md -o face.epub --embed-font "$1" --quiet
  fonts list face.epub | cut -f 3
}
is "$(family made/faces.ttc)" 'DejaVu Sans Mono' 'of a collection the upright face is taken'
is "$(family 'made/faces.ttc#0')" 'Test Italic' '0 is the first face'
is "$(family 'made/faces.ttc#1')" 'DejaVu Sans Mono' '1 is the second face, as the manual says'
is "$(family 'made/faces.ttc#9')" '' 'a face that is not there is none'
mkepub far.md -o face.epub --embed-font 'made/faces.ttc#9'
exits 1 'and an error'
like "$err" 'error: .*faces\.ttc.*\[font-unusable\]$' 'which is told'

# OpenType with PostScript outlines, and one that varies.
mkepub far.md -o otf.epub --embed-font made/cff.otf
is "$(fonts list otf.epub | cut -f 1)" font/otf 'PostScript outlines have their own type'
valid_with_fonts otf.epub 'their book is valid'
mkepub far.md -o variable.epub --embed-font made/variable.ttf
exits 0 'a font that varies'
is "$(fonts list variable.epub | cut -f 1)" font/ttf 'is embedded, too'

# What must not or cannot be embedded.
printf 'no font\n' >none.ttf
printf 'wOF2 and more that is no TrueType\n' >web.woff2
for file in made/restricted.ttf made/whole.ttf made/bitmap.ttf none.ttf web.woff2 nowhere.ttf; do
  mkepub news -o refused.epub --embed-font $file
  exits 1 "$file is an error"
  like "$err" "error: .*'$file'.*\[font-unusable\]\$" 'which is told'
  no 'no font is in the book' sh -c 'unzip -Z1 refused.epub | grep -iE "[.](ttf|otf)$|apple"'
done
mkepub news -o refused.epub --embed-font made/restricted.ttf
like "$err" 'restricted' 'a license that forbids it is named'
valid refused.epub 'the book without its font is valid'
for file in made/preview.ttf made/editable.ttf; do
  mkepub far.md -o allowed.epub --embed-font $file
  exits 0 "$file may be embedded"
done
mkepub news -o some.epub --embed-font none.ttf --embed-font $dejavu/DejaVuSans.ttf
exits 1 'one of two that is none'
is "$(fonts list some.epub | cut -f 3)" 'DejaVu Sans' 'does not cost the other'
mkepub news -o strict.epub --embed-font none.ttf --strict
exits 1 'with --strict'
no 'there is no book' test -e strict.epub
finish
