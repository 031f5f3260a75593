#!/bin/sh
# SPDX-License-Identifier: MIT
# Fonts cut down to some characters, read again by fontTools: glyphs, names, license bits, layout features.
. "$(dirname "$0")/../lib.sh"
subset=$root/build/${BUILD:-release}/oracle/subset-font
tool=$root/tests/valid/fonts.py
dejavu=/usr/share/fonts/truetype/dejavu
python=python3
"$python" -c 'import fontTools' 2>/dev/null || python=/usr/bin/python3

# looks WORDS NAME: a line of what fontTools says of the part.
looks() {
  grep -qxF "$1" look
  result $? "$2" || diag "$(cat look)"
}

# part SPEC TEXT FACTS: a part of a font is taken, and looked at.
part() {
  run "$subset" "$1" "$2" "$work/part"
  exits 0 "${1##*/}: a part is taken"
  is "$(tr '\t' ' ' <"$out")" "$3" "${1##*/}: $3"
  "$python" "$tool" look part "$2" >look 2>&1
}

refused() {
  run "$subset" "$1" AB "$work/part"
  exits 1 "${1##*/} is refused"
  like "$err" "$2" "${1##*/}: $2"
}

ok 'the fonts are made' "$python" "$tool" make fonts
part fonts/plain.ttf 'fiAB' 'font/ttf Test Sans 400 upright text'
looks 'maps: fiAB' 'all characters are mapped'
looks 'other: 0' 'and no others'
looks 'glyphs: 6' 'the ligature stays, what nobody needs goes'
looks 'names: nobody'"'"'s / Test Sans / free for all' 'copyright and license stay'
looks 'features: kern liga' 'kerning and ligatures stay'
cp part plain.ttf
part fonts/cff.otf 'fiA' 'font/otf Test Sans 400 upright text'
looks 'maps: fiA' 'all characters are mapped'
looks 'glyphs: 5' 'CFF: the ligature stays'
cp part cff.otf
part fonts/variable.ttf 'AB' 'font/ttf Test Sans 400 upright text'
looks 'varies: False hints: False' 'it varies no more'
looks 'glyphs: 3' 'variable: what nobody needs goes'
part $dejavu/DejaVuSans.ttf 'سَلام fi é Ж' 'font/ttf DejaVu Sans 400 upright text'
looks 'maps: سَلام fi é Ж' 'Arabic, Latin and Cyrillic are mapped'
looks 'varies: False hints: False' 'hints are gone'
like look '^features:.* fina init kern liga .*mark medi .*rlig' 'letters join and bear marks'
cp part arabic.ttf

part fonts/faces.ttc 'AB' 'font/ttf DejaVu Sans Mono 400 upright mono'
part 'fonts/faces.ttc#0' 'AB' 'font/ttf Test Italic 400 italic text'
part 'fonts/faces.ttc#2' 'AB' 'font/ttf DejaVu Serif 700 upright text'
refused 'fonts/faces.ttc#3' 'the collection has fewer faces'

part fonts/preview.ttf 'AB' 'font/ttf Test Sans 400 upright text'
looks 'fsType: 4' 'license bits stay'
part fonts/editable.ttf 'AB' 'font/ttf Test Sans 400 upright text'
part fonts/both.ttf 'AB' 'font/ttf Test Sans 400 upright text'
refused fonts/restricted.ttf 'restricted license embedding'
refused fonts/whole.ttf 'no subsetting'
refused fonts/bitmap.ttf 'bitmap embedding only'

ok 'they are packed' "$python" "$tool" book fonts.epub plain.ttf cff.otf arabic.ttf
valid_with_fonts fonts.epub 'EPUBCheck takes their types'
finish
