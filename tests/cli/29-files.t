#!/bin/sh
# SPDX-License-Identifier: MIT
. "$(dirname "$0")/../lib.sh"
# Files that are opened beside the articles: only regular ones, only as large as they may be, from book.yaml only where it
# may look, and whatever another program does to them meanwhile.

article news/a.md "One" 2025-01-13
elsewhere=$scratch/elsewhere
mkdir -p "$elsewhere/deep" fonts
mkfifo pipe
python3 - "$elsewhere" <<'END'
import struct, sys, zlib
def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
rows = (b"\0" + bytes((200, 30, 60)) * 8) * 8
open(sys.argv[1] + "/deep/private.png", "wb").write(
    b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", 8, 8, 8, 2, 0, 0, 0))
    + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b""))
END
echo 'p { font-family: Secret }' >"$elsewhere/private.css"
cp /usr/share/fonts/truetype/dejavu/DejaVuSerif.ttf "$elsewhere/private.ttf"
printf '# Picture\n\n![p](private.png)\n' >news/b.md

# soon ARGUMENT…: the program, which must end by itself and without much memory, whatever it opens.
soon() {
  run timeout -k 5 60 sh -c 'ulimit -v 3000000; exec "$@"' sh "$MKEPUB" "$@"
}

# What is no regular file, from the command line.
for what in pipe:'not a regular file' /dev/zero:'not a regular file' fonts:'not a regular file|is a directory' none:'no such file'; do
  path=${what%%:*}
  soon news -o a.epub --css "$path"
  exits 3 "--css $path"
  like "$err" "^mkepub: cannot read '$path': (${what#*:})" 'is told'
  soon news -o a.epub --cover "$path"
  exits 0 "--cover $path"
  like "$err" "warning: image cannot be read \((${what#*:}).*'$path' \[image-missing\]" 'is told, and one is drawn'
  soon news -o a.epub --cover "$path" --cover-design picture
  exits 0 "--cover $path in a design"
  like "$err" "warning: image cannot be read \((${what#*:}).*'$path' \[image-missing\]" 'likewise'
  soon news -o a.epub --embed-font "$path"
  exits 1 "--embed-font $path"
  like "$err" "error: cannot use font '$path': (${what#*:}).*\[font-unusable\]" 'is told'
  soon news -o a.epub --cover-font "$path"
  exits 1 "--cover-font $path"
  like "$err" "error: cannot read '$path': (${what#*:}).*\[font-unusable\]" 'is told'
  soon news -o a.epub --config "$path"
  exits 3 "--config $path"
  like "$err" "^mkepub: cannot read '$path': (${what#*:})" 'is told'
done
head -c 4194305 /dev/zero | tr '\0' ' ' >large.css
soon news -o a.epub --css large.css
exits 3 'a stylesheet of more than 4 MiB'
like "$err" "^mkepub: cannot read 'large.css': larger than 4 MiB" 'is told'
head -c 4194304 large.css >most.css
soon news -o a.epub --css most.css
exits 0 'one of 4 MiB is taken'

# The same in a book.yaml, and in the folder that it is in.
mkfifo news/pipe
for key in css cover cover-font fonts; do
  echo "$key: pipe" >news/book.yaml
  soon news -o a.epub
  like "$err" "'?(news/)?pipe'?.*not a regular file|not a regular file.*news/pipe" "$key: a pipe is told"
done
rm news/pipe

# A book.yaml that leads out of its folder: nothing is written, and nothing of what it names is read.
# refused KEY VALUE OPTION
refused() {
  printf 'title: T\n%s: %s\n' "$1" "$2" >news/book.yaml
  rm -f a.epub
  soon news -o a.epub
  exits 3 "$1: $2"
  like "$err" "^mkepub: news/book\.yaml:2: '$(echo "$1" | tr - ' ')' leads outside the folder of this file: '.*'; name it on the command line \($3\), or allow its folder with --allow-read\$" \
    'is told, with the line and the way out'
  no 'and no book is made' test -e a.epub
}
ln -s "$elsewhere/private.css" news/link.css
ln -s "$elsewhere" news/linked
ln -s "$elsewhere/private.ttf" news/font.ttc
cp "$elsewhere/private.css" beside.css
refused css "$elsewhere/private.css" --css
refused css ../beside.css --css
refused css link.css --css
refused css linked/private.css --css
refused css linked/../beside.css --css
refused css none/../../beside.css --css
refused css ../none.css --css
refused css /dev/zero --css
refused css http://../../beside.css --css
refused cover "$elsewhere/deep/private.png" --cover
refused cover linked/deep/private.png --cover
refused cover file:///../../beside.css --cover
refused cover-font "$elsewhere/private.ttf" --cover-font
refused fonts "[$elsewhere/private.ttf]" --embed-font
refused fonts '[font.ttc#0]' --embed-font
refused embed-font "'linked/private.ttf#0'" --embed-font
refused assets "$elsewhere" --assets
refused assets '[linked]' --assets
refused assets '[., ../news/linked/deep]' --assets
refused assets / --assets

# A book.yaml that is no file, or that leads elsewhere itself.
rm -f news/book.yaml
for what in pipe folder /dev/zero nowhere; do
  case $what in
  pipe) mkfifo news/book.yaml ;;
  folder) mkdir news/book.yaml ;;
  *) ln -s "$what" news/book.yaml ;;
  esac
  soon news -o a.epub
  exits 3 "a book.yaml that is $what"
  like "$err" "^mkepub: cannot read 'news/book.yaml': " 'is an error'
  rm -rf news/book.yaml
done
printf 'title: Secret title\n' >"$elsewhere/book.yaml"
ln -s "$elsewhere/book.yaml" news/book.yaml
soon news -o a.epub
exits 0 'a book.yaml that is a link to elsewhere'
like "$err" '^news/book.yaml: warning: this symbolic link leads outside .*--allow-read \[input-outside\]$' 'is a warning'
no 'and is not read' sh -c 'unzip -p a.epub EPUB/package.opf | grep -q Secret'
soon news -o a.epub --allow-read "$elsewhere"
ok '--allow-read allows it' sh -c 'unzip -p a.epub EPUB/package.opf | grep -q Secret'
soon news -o a.epub --config news/book.yaml
ok 'so does --config' sh -c 'unzip -p a.epub EPUB/package.opf | grep -q Secret'
unlike "$err" '^news/book.yaml: ' 'without a warning'
rm news/book.yaml "$elsewhere/book.yaml"

# What stays inside is taken, by whatever way.
mkdir -p news/own/deep
cp "$elsewhere/private.css" news/own/style.css
cp "$elsewhere/deep/private.png" news/own/deep
cp "$elsewhere/private.ttf" news/own
ln -s own/style.css news/inner.css
ln -s own news/inner
printf 'css: inner.css\nassets: [inner/deep]\nfonts: [own/../inner/private.ttf]\ncover: own/./deep/private.png\n' >news/book.yaml
soon news -o a.epub
exits 0 'links that stay inside'
ok 'the stylesheet' sh -c 'unzip -p a.epub EPUB/css/user.css | grep -q Secret'
ok 'the font' sh -c 'unzip -Z1 a.epub | grep -q "^EPUB/fonts/"'
unlike "$err" 'image-missing' 'the pictures'

# More is allowed by the command line: an input folder, a folder with --allow-read, the path itself.
rm -r news/own news/inner news/inner.css
printf 'css: %s\nassets: [%s]\n' "$elsewhere/private.css" "$elsewhere/deep" >news/book.yaml
soon news -o a.epub --allow-read "$elsewhere"
exits 0 '--allow-read lets book.yaml look elsewhere'
ok 'the stylesheet' sh -c 'unzip -p a.epub EPUB/css/user.css | grep -q Secret'
ok 'the picture' sh -c 'unzip -Z1 a.epub | grep -q "^EPUB/img/.*\.png"'
soon news -o a.epub --allow-read "$elsewhere/deep"
exits 3 'and nowhere else'
like "$err" "'css' leads outside" 'which is told'
soon news -o a.epub --css most.css --assets fonts
exits 0 'what the command line says replaces what book.yaml says'
soon news -o a.epub --css most.css
exits 3 'one by one'
like "$err" "'assets' leads outside" 'which is told'
printf 'css: ../more/house.css\n' >news/book.yaml
article more/c.md "More"
cp "$elsewhere/private.css" more/house.css
soon news more -o a.epub
exits 0 'another input folder is allowed'
soon archive news -o shelf --every day --series S
exits 3 'an archive refuses it as well'
no 'before anything is made' test -e shelf
rm news/book.yaml

# A picture that leads out is refused as ever, with the sandbox and without.
printf '# Out\n\n![a](../../elsewhere/deep/private.png)\n![b](linked/deep/private.png)\n' >news/b.md
for option in '' --no-sandbox; do
  # shellcheck disable=SC2086 # none, or one
  soon news -o a.epub $option
  is "$(grep -c 'image-outside\]$' "$err")" 2 "pictures outside are told ${option:-in the sandbox}"
done
rm news/b.md news/linked

# Pictures, cover and fonts that are cut short while they are read.
cut=$root/build/${BUILD:-release}/tests/cut.so
case ${BUILD:-release} in
asan | tsan) cut= ;;
esac
python3 - <<'END'
import os, random, struct, zlib
random.seed(1)
def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
os.mkdir("whole")
for i in range(8):
    rows = b"".join(b"\0" + random.randbytes(600) for _ in range(200))
    open(f"whole/p{i}.png", "wb").write(
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", 200, 200, 8, 2, 0, 0, 0))
        + chunk(b"IDAT", zlib.compress(rows, 1)) + chunk(b"IEND", b""))
END
cp "$elsewhere/private.ttf" whole/font.ttf
mkdir cutting
{
  printf '# Pictures\n\nWords.\n'
  for i in 0 1 2 3 4 5 6 7; do printf '\n![x](p%s.png)\n' $i; done
} >cutting/a.md
# short NAME ARGUMENT…: a run during which the files in cut/ are cut short
short() {
  name=$1
  shift
  rm -rf cut
  cp -R whole cut
  run env LD_PRELOAD="$cut" CUT_FOLDER="$work/cut" "$MKEPUB" "$@"
  is "$(find cut -type f -size +1 | wc -l | tr -d ' ')" 0 "$name are cut short"
  [ "$status" -le 1 ]
  result $? 'and the run goes on' || said
}
if [ -z "$cut" ]; then
  skip 'a preloaded library and a sanitizer do not mix' 'files that are cut short'
else
  short 'pictures' cutting --assets cut -o cut.epub
  like "$err" "^cutting/a\.md:[0-9]+: warning: image cannot be shown .*'p[0-9]\.png' \[image-unsupported\]" 'and each is told'
  valid cut.epub 'the book is valid'
  short 'a cover' news --cover cut/p0.png -o cut.epub
  valid cut.epub 'the book is valid'
  short 'a cover in a design' news --cover cut/p0.png --cover-design picture -o cut.epub
  short 'a font of the cover' news --cover-font cut/font.ttf -o cut.epub
  short 'a font to embed' news --embed-font cut/font.ttf -o cut.epub
fi

# inspect and a dry run need no place to write to.
mkdir "$scratch/tmp"
mkdir "$scratch/tmp/mkepub-inspect.epub"
TMPDIR=$scratch/tmp mkepub inspect news
exits 0 'inspect beside a folder of the name of its old rehearsal'
TMPDIR=$scratch/nowhere mkepub inspect news
exits 0 'inspect without a TMPDIR'
mkdir locked
chmod 555 locked
as_nobody news -o locked/book.epub -n
exits 0 'a dry run for a folder that nobody may write to'
like "$out" '^locked/book\.epub \(not written\): 1 article, ' 'says what there would be'
mkepub news -o real.epub
said_size=$(sed 's/.*, //' "$out")
mkepub news -o real.epub -n
is "$(sed 's/.*, //' "$out")" "$said_size" 'and how large it would be'
mkepub news -o none/book.epub -n
exits 3 'a dry run into a folder that is not there fails, as the run would'
finish
