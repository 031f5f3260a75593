#!/bin/sh
# SPDX-License-Identifier: MIT
. "$(dirname "$0")/../lib.sh"
# What options and book.yaml make of pictures, and of those too large for a memory or a book.
# What is in a book is read by Python's own decoders (PIL), never by those of the program.

python=python3
"$python" -c 'import PIL' 2>/dev/null || python=/usr/bin/python3
pictures() {
  "$python" "$root/tests/tools/pictures.py" "$@"
}

# A photograph, made fit. The sizes are known from the options, the rest from the original.
pictures photos photos 1 2400
printf '# Photograph\n\n![photo](photos/photo-0.jpg)\n' >photo.md

# photo OPTION…: how the photograph is shown by a book made with these.
photo() {
  mkepub photo.md -o photo.epub "$@"
  [ "$status" -eq 0 ] || said
  pictures show photo.epub | cut -d ' ' -f 2-4
  pictures take photo.epub photo >photo.jpg
}
bytes() {
  wc -c <photo.jpg
}
photo >shape
is "$(cat shape)" 'JPEG 1600x1200 RGB' 'the longest side of a picture is 1600'
plain=$(bytes)
ok 'a smaller picture shows what the larger did' "$python" "$root/tests/tools/pictures.py" like photos/photo-0.jpg photo.jpg
is "$(photo --max-pixels 700)" 'JPEG 700x525 RGB' '--max-pixels'
photo --max-pixels=20000 >shape
is "$(cat shape)" 'JPEG 2400x1800 RGB' '--max-pixels makes nothing larger'
ok 'what fits keeps its bytes' cmp photos/photo-0.jpg photo.jpg
is "$(photo --gray)" 'JPEG 1600x1200 L' '--gray'
photo --quality 80 >/dev/null
is "$(bytes)" "$plain" '--quality is 80 when nothing is said'
photo --quality 30 >/dev/null
is "$((plain > $(bytes)))" 1 '--quality 30 makes it smaller'
is "$(photo --device kobo-clara --max-pixels 400)" 'JPEG 400x300 L' 'an option counts more than the device'
is "$(photo --max-pixels 400 --device kobo-clara)" 'JPEG 400x300 L' 'whatever their order'
photo --device kobo-clara --quality 30 >/dev/null
low=$(bytes)
photo --device kobo-clara --quality 90 >/dev/null
is "$((low < $(bytes)))" 1 'so does quality'
# Kobo: the screen of the Clara has 1072 x 1448 pixels, in gray; that of the Libra 1264 x 1680.
photo --device kobo-clara >shape
like shape '^JPEG (10[7-9][0-9]|1[1-3][0-9][0-9]|14[0-4][0-9])x[0-9]+ L$' 'the screen of a device, in gray'
photo --device kobo-libra >shape
like shape '^JPEG (12[6-9][0-9]|1[3-5][0-9][0-9]|16[0-8][0-9])x[0-9]+ L$' 'of another device'
photo --device tablet >shape
like shape ' RGB$' 'a tablet shows colors'
pictures photos small 1 200
printf '# Small\n\n![small](small/photo-0.jpg)\n' >small.md
devices=0
for device in $("$MKEPUB" --help | sed -n '/^Devices:/,/^$/p' | sed 's/^Devices://'); do
  mkepub small.md --device "$device" --dry-run
  exits 0 "--device $device, which --help lists"
  devices=$((devices + 1))
done
is "$((devices > 5))" 1 'which are more than five'

# book.yaml says the same by the same words; the command line counts more.
mkdir keys
cp photo.md keys/a.md
cp -r photos keys
keys() {
  printf '%s\n' "$1" >keys/book.yaml
  shift
  mkepub keys -o keys.epub "$@"
  [ "$status" -eq 0 ] || said
  pictures show keys.epub | cut -d ' ' -f 2-4
}
is "$(keys 'max-pixels: 500')" 'JPEG 500x375 RGB' 'max-pixels in book.yaml'
is "$(keys 'max-pixels: 500' --max-pixels 300)" 'JPEG 300x225 RGB' 'less than the option'
is "$(keys 'gray: true')" 'JPEG 1600x1200 L' 'gray in book.yaml'
is "$(keys 'device: kobo-clara' --max-pixels 300)" 'JPEG 300x225 L' 'device in book.yaml'
is "$(keys 'quality: 30')" 'JPEG 1600x1200 RGB' 'quality in book.yaml'
pictures take keys.epub photo >keys.jpg
photo --quality 30 >/dev/null
ok 'as the option' cmp keys.jpg photo.jpg
keys 'max-size: 400k' >/dev/null
like "$err" 'size-reduced' 'max-size in book.yaml'
mkdir keys/more
mv keys/photos keys/more/photos
is "$(keys "$(printf 'max-pixels: 500\nassets: more')")" 'JPEG 500x375 RGB' 'assets in book.yaml'
printf 'device: toaster\nmax-pixels: 3\nquality: 101\nmax-size: much\n' >keys/book.yaml
mkepub keys -o keys.epub
for word in toaster max-pixels quality max-size; do
  like "$err" "book\.yaml:[0-9]+: warning: .*$(echo "$word" | tr - .).*\[config-invalid\]\$" "a value that means nothing is told: $word"
done

for wrong in '--device toaster' '--max-pixels 99' '--max-pixels 20001' '--max-pixels x' '--quality 0' '--quality 101' \
  '--max-size much' '--max-size 0' '--max-size -5' '--max-size 5x'; do
  # shellcheck disable=SC2086 # two words
  mkepub photo.md -o wrong.epub $wrong
  exits 2 "not understood: $wrong"
done
like "$err" "5x" 'and the word is named'
no 'nothing was written' test -e wrong.epub

# A bomb is refused by what its header says.
pictures bomb bomb.png
printf '# Bomb\n\n![A bomb](bomb.png)\n' >bomb.md
if [ "${BUILD:-release}" = release ]; then
  # shellcheck disable=SC3045 # dash has -v
  run sh -c 'ulimit -v 1000000; ulimit -t 60; exec "$0" "$@"' "$MKEPUB" bomb.md -o bomb.epub
else
  mkepub bomb.md -o bomb.epub
fi
exits 0 'a picture that would fill the memory'
like "$err" "^bomb\.md:3: warning: .*60000.*\[image-unsupported\]$" 'is told'
is "$(wc -c <bomb.epub | awk '{ print ($1 < 1000000) }')" 1 'and not in the book'

# A limit for the book.
pictures photos many 8 1200
printf '# Many\n\n' >many.md
for file in many/*; do
  printf '![%s](%s)\n\n' "$file" "$file"
done >>many.md
mkepub many.md -o whole.epub
exits 0 'a book without a limit'
is "$(wc -c <whole.epub | awk '{ print ($1 > 2000000) }')" 1 'is large'
for size in 1M=1000000 600k=600000 0.5M=500000; do
  most=${size#*=}
  mkepub many.md -o limited.epub --max-size "${size%=*}"
  exits 0 "a book of at most ${size%=*}"
  is "$(wc -c <limited.epub | awk -v most="$most" '{ print ($1 <= most) }')" 1 'is no larger'
  is "$(pictures show limited.epub | grep -c '^many/')" 8 'has all its pictures'
  like "$err" 'warning: .*\[size-reduced\]$' 'that they are smaller is told'
done
valid limited.epub 'it is valid'
mkepub many.md -o roomy.epub --max-size 1GiB
ok 'a limit that is not reached changes nothing' cmp whole.epub roomy.epub
unlike "$err" size- 'and is not told'
mkepub many.md -o impossible.epub --max-size 20k
exits 1 'a limit that cannot be held is an error'
like "$err" 'error: .*\[size-exceeded\]$' 'and told'
is "$(pictures show impossible.epub | grep -c '^many/')" 8 'and the book is there'
finish
