#!/bin/sh
# SPDX-License-Identifier: MIT
. "$(dirname "$0")/../lib.sh"
# The parts of the program that are loaded when they are needed: found where the program is, missed with a word.

python=python3
"$python" -c 'import PIL' 2>/dev/null || python=/usr/bin/python3
"$python" - <<'END'
from PIL import Image
picture = Image.radial_gradient("L").resize((60, 40)).convert("RGB")
picture.save("view.png")
picture.save("scan.tiff")
END
mkdir news
heif-enc --avif view.png -o news/view.avif >"$scratch/heif" 2>&1
mv scan.tiff news
printf '# Views\n\n![A view](view.avif)\n\n![A scan](scan.tiff)\n' >news/a.md
font=/usr/share/fonts/truetype/dejavu/DejaVuSerif.ttf

# all_of PROGRAM BOOK: a book that takes a cover, both pictures and a font.
all_of() {
  run "$1" news -o "$2" --embed-font $font
}

all_of "$MKEPUB" here.epub
exits 0 'a book with a cover, an AVIF, a TIFF and a font'
is "$(cat "$err")" '' 'nothing of it is missing'
is "$(unzip -Z1 here.epub | grep -cE '^EPUB/(img|fonts)/')" 4 'all four are there'

# Moved, and called by another name from elsewhere.
mkdir moved
cp -R "$MKEPUB" "$(dirname "$MKEPUB")/modules" moved
ln -s moved/mkepub packer
all_of ./packer moved.epub
ok 'a program that was moved makes the same book' cmp here.epub moved.epub

# Installed.
make_it() {
  env -u MAKEFLAGS -u MAKELEVEL -u MFLAGS make -C "$root" BUILD="${BUILD:-release}" DESTDIR="$scratch/dest" PREFIX=/opt "$1"
}
ok 'make install' make_it install
installed=$scratch/dest/opt
all_of "$installed/bin/mkepub" installed.epub
ok 'the installed program makes the same book' cmp here.epub installed.epub
(cd / && "$installed/bin/mkepub" "$work/news" -o "$work/root.epub" --quiet)
is "$?" 0 'wherever it is called'
# --fetch begins: there is nothing to fetch, and a folder is made for what there might be
run "$installed/bin/mkepub" news -o fetched.epub --fetch
exits 0 'it knows the network'
is "$(cat "$err")" '' 'without a word'

# Missing. What lies in the working folder, or where the system looks for libraries, has no say.
mkdir modules
cp "$installed"/lib/mkepub/*.so modules
for module in heif tiff font; do
  rm "$installed/lib/mkepub/$module.so"
done
LD_LIBRARY_PATH=$work/modules
export LD_LIBRARY_PATH
all_of "$installed/bin/mkepub" without.epub
unset LD_LIBRARY_PATH
exits 1 'a book is made without some modules'
reason="cannot load '$installed/lib/mkepub"
like "$err" "^news/a\.md:3: warning: .*$reason/heif\.so': .*[Nn]o such file.* \[image-unsupported\]" 'a picture that lacks one is told'
like "$err" "^news/a\.md:5: warning: .*$reason/tiff\.so': .* \[image-unsupported\]" 'and another'
like "$err" "$reason/font\.so': .* \[font-unusable\]" 'so is a font'
unzip -p without.epub EPUB/a.xhtml >chapter
like chapter 'A view' 'a description stands where the picture would'
unlike chapter '<img' 'which is not there'
valid without.epub 'the book is valid'

mv "$installed/lib/mkepub/fetch.so" fetch.so
run "$installed/bin/mkepub" news -o none.epub --fetch
exits 3 'no network without its module'
like "$err" "$reason/fetch\.so'" 'which is named'
echo 'no library' >"$installed/lib/mkepub/cover.so"
run "$installed/bin/mkepub" news -o none.epub
exits 3 'no cover by something else of that name'
like "$err" "$reason/cover\.so': .*" 'which is named'
version=$(cat "$root/VERSION")
sed "s/$version/$(echo "$version" | tr 0-9 9876543210)/" modules/cover.so >"$installed/lib/mkepub/cover.so"
run "$installed/bin/mkepub" news -o none.epub
exits 3 'nor by that of another version'
like "$err" "$reason/cover\.so': .*another version" 'which is said'
no 'no book is left' test -e none.epub

ok 'make uninstall' make_it uninstall
is "$(find "$scratch/dest" -type f)" '' 'leaves nothing'
no 'and no folder of its own' test -e "$installed/lib/mkepub"
finish
