#!/bin/sh
# SPDX-License-Identifier: MIT
. "$(dirname "$0")/../lib.sh"
# The cover: what every library shows of a book.

python=python3
"$python" -c 'import PIL' 2>/dev/null || python=/usr/bin/python3
pictures() {
  "$python" "$root/tests/tools/pictures.py" "$@"
}
pictures kinds kinds
mkdir news
pictures photos news 1 800
article news/a.md 'Harbor opens after long winter' 2025-01-13
article news/b.md 'Ünïcode in the town hall'
printf -- '---\ntitle: Ice on the river\nimage: photo-0.jpg\n---\n\nText.\n' >news/c.md

# cover_of BOOK: format, size and mode of its cover, in $scratch/cover its bytes.
cover_of() {
  pictures cover "$1" >"$scratch/cover"
  pictures size "$scratch/cover"
}

# Every design that the manual names.
for design in front poster quiet brief picture; do
  mkepub news -o $design.epub --series 'Morning Edition' --issue 13 --cover-design $design
  exits 0 "the design $design"
  is "$(cat "$err")" '' 'of which there is nothing to tell'
  is "$(cover_of $design.epub)" 'JPEG 1600x2400 RGB' 'is a JPEG of 1600 by 2400'
  ok 'with something on it' pictures drawn "$scratch/cover"
  cp "$scratch/cover" $design.jpg
done
is "$(cksum front.jpg poster.jpg quiet.jpg brief.jpg picture.jpg | cut -d ' ' -f 1 | sort -u | wc -l)" 5 'each looks different'
mkepub news -o default.epub --series 'Morning Edition' --issue 13
ok 'the first is the one that is taken' cmp default.epub front.epub
valid front.epub 'a book with a drawn cover is valid'
printf 'series: Morning Edition\nissue: 13\ncover-design: quiet\n' >news/book.yaml
mkepub news -o yaml.epub
ok 'book.yaml says the design, too' cmp yaml.epub quiet.epub
mkepub news -o option.epub --cover-design brief
ok 'the option counts more' cmp option.epub brief.epub
rm news/book.yaml
mkepub news -o none.epub --series 'Morning Edition' --issue 13 --cover-design none
like "$err" "cover design 'none'" 'a design that is none is told'
is "$(cover_of none.epub)" 'JPEG 1600x2400 RGB' 'and a cover is there all the same'

# What readers look for.
unzip -p front.epub EPUB/package.opf >opf
id=$(sed -n 's/.*<item id="\([^"]*\)".* properties="cover-image".*/\1/p' opf)
is "$(printf '%s\n' "$id" | grep -c .)" 1 'one item of the manifest is the cover'
like opf "<meta name=\"cover\" content=\"$id\"/>" 'older readers are told, too'
is "$(sed -n 's/.*<itemref idref="\([^"]*\)".*/\1/p' opf | head -n 1)" cover 'the first page shows it'
unzip -p front.epub EPUB/cover.xhtml >page
like page '<img [^>]*alt="[^"]*Morning Edition[^"]*"' 'its description names the book'

# A font of one's own alone: other fonts and no fonts make the same book.
font=/usr/share/fonts/truetype/dejavu/DejaVuSerif.ttf
mkepub news -o font.epub --cover-font $font
exits 0 '--cover-font'
cover_of font.epub >/dev/null
cp "$scratch/cover" font.jpg
mkepub news -o system.epub
cover_of system.epub >/dev/null
no 'looks different from the fonts of the machine' cmp "$scratch/cover" font.jpg
mkdir fonts home
cat >fonts.conf <<END
<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig><dir>$work/fonts</dir></fontconfig>
END
run env FONTCONFIG_FILE="$work/fonts.conf" HOME="$work/home" "$MKEPUB" news -o without.epub --cover-font $font
ok 'it is the same on a machine without fonts' cmp font.epub without.epub
cp /usr/share/fonts/truetype/dejavu/DejaVuSans-Bold.ttf fonts
run env FONTCONFIG_FILE="$work/fonts.conf" HOME="$work/home" "$MKEPUB" news -o other.epub --cover-font $font
ok 'and on one with others' cmp font.epub other.epub
run env LC_ALL=tr_TR.UTF-8 LANG=tr_TR.UTF-8 TZ=Asia/Tokyo "$MKEPUB" news -o tokyo.epub --cover-font $font -j 1
ok 'and in Tokyo' cmp font.epub tokyo.epub
cp $font news/own.ttf
printf 'cover-font: own.ttf\n' >news/book.yaml
mkepub news -o yaml.epub
ok 'book.yaml says the font, too, beside itself' cmp yaml.epub font.epub
rm news/book.yaml news/own.ttf
rm fonts/*
run env FONTCONFIG_FILE="$work/fonts.conf" HOME="$work/home" "$MKEPUB" news -o bare.epub
exits 0 'without any font there is a cover'
is "$(cover_of bare.epub)" 'JPEG 1600x2400 RGB' 'of the same size'
like "$err" 'warning: .*\[cover-lacks\]$' 'and what it lacks is told'
article japanese/a.md '日本の港'
mkepub japanese -o japanese.epub --cover-font $font
exits 0 'a title that the font cannot show'
like "$err" 'warning: .*\[cover-lacks\]$' 'is told'
printf 'no font\n' >none.ttf
for file in none.ttf nowhere.ttf; do
  mkepub news -o unusable.epub --cover-font $file
  exits 1 "$file is an error"
  like "$err" "error: .*'$file'.*\[font-unusable\]\$" 'and told'
  is "$(cover_of unusable.epub)" 'JPEG 1600x2400 RGB' 'and a cover is there all the same'
done

# A picture as the cover: JPEG, which every library shows.
for file in plain.png lossy.webp clear.png cmyk.jpg turned-6.jpg plain.tiff moving.gif plain.jpg; do
  mkepub news -o covered.epub --cover kinds/$file
  exits 0 "the cover $file"
  is "$(cover_of covered.epub)" 'JPEG 64x48 RGB' 'becomes JPEG'
  wanted='red green blue yellow'
  [ $file != clear.png ] || wanted='white green blue yellow'
  is "$(pictures colors "$scratch/cover")" "$wanted" 'as it looks'
  unzip -p covered.epub EPUB/package.opf >opf
  id=$(sed -n 's/.*<item id="\([^"]*\)".* media-type="image.jpeg" properties="cover-image".*/\1/p' opf)
  like opf "<meta name=\"cover\" content=\"$id\"/>" 'and is the cover of the manifest'
done
valid covered.epub 'a book with a picture as its cover is valid'
cp kinds/turned-6.jpg news/front.jpg
printf 'cover: front.jpg\n' >news/book.yaml
mkepub news -o yaml.epub
is "$(cover_of yaml.epub)" 'JPEG 64x48 RGB' 'book.yaml says the cover, too, beside itself'
rm news/book.yaml
mkepub news -o gray.epub --cover kinds/plain.png --gray
is "$(cover_of gray.epub)" 'JPEG 64x48 L' '--gray counts for the cover'
valid gray.epub 'a gray cover is valid'

head -c 90 kinds/plain.png >cut.png
printf '<!DOCTYPE html>\n<html><body>404</body></html>\n' >page.jpg
for file in cut.png page.jpg nowhere.jpg; do
  mkepub news -o broken.epub --cover $file
  exits 0 "a cover that cannot be shown: $file"
  like "$err" "warning: .*'$file' \[image-(unsupported|missing)\]\$" 'is told'
  is "$(cover_of broken.epub)" 'JPEG 1600x2400 RGB' 'and one is drawn in its place'
done

# Titles of all kinds.
i=0
for title in "$(printf 'Word %.0s' $(seq 400))" "$(printf 'W%.0s' $(seq 300))" 'مرحبا بالعالم' 'שלום' '<b>&amp;</b> " %s %n' \
  "$(printf 'a\314\200\314\201\314\202\314\203')" '​‮'; do
  i=$((i + 1))
  mkepub news -o "title-$i.epub" --title "$title" --cover-design quiet
  exits 0 "a title of all kinds ($i)"
  is "$(cover_of "title-$i.epub")" 'JPEG 1600x2400 RGB' 'has its cover'
done
valid title-5.epub 'a title that looks like markup is valid'
finish
