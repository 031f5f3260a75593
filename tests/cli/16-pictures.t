#!/bin/sh
# SPDX-License-Identifier: MIT
. "$(dirname "$0")/../lib.sh"
# Pictures: where they are found, what they become, and what is said of those that cannot be shown.
# What is in a book is read by Python's own decoders (PIL), never by those of the program.

python=python3
"$python" -c 'import PIL' 2>/dev/null || python=/usr/bin/python3
pictures() {
  "$python" "$root/tests/tools/pictures.py" "$@"
}

# Finding. Each picture has bytes of its own, is fit as it is, and is described by its path.
here_they_are() {
  cat <<'END'
posts/beside.png beside.png
posts/dot.png ./dot.png
posts/titled.png titled.png "a title"
posts/img/deeper.png img/deeper.png
pics/up.png ../pics/up.png
pics/root.png /pics/root.png
static/img/s.png /img/s.png
assets/img/a.png /img/a.png
public/img/p.png /img/p.png
posts/a_blank.png a%20blank.png
posts/two_blanks.png <two blanks.png>
posts/Upper.PNG upper.png
posts/lower.png LOWER.PNG
posts/query.png query.png?w=300&h=2
posts/fragment.png fragment.png#top
posts/50%.png 50%.png
posts/60%.png 60%25.png
posts/a+b.png a+b.png
posts/reference.png REFERENCE
more/pool/more.png pool/more.png
more/other.png /other.png
END
}
mkdir -p site/posts
# shellcheck disable=SC2046 # a path a word
(cd site && pictures solid $(here_they_are | cut -d ' ' -f 1))
for path in a_blank two_blanks; do
  mv "site/posts/$path.png" "site/posts/$(echo "$path" | tr _ ' ').png"
done
here_they_are | {
  printf '# One\n\n'
  while read -r path address; do
    case $address in
    REFERENCE) printf '![%s][that]\n\n[that]: %s\n\n' "$path" "${path#posts/}" ;;
    *) printf '![%s](%s)\n\n' "$path" "$address" ;;
    esac
  done
} >site/posts/one.md
mv site/more more

mkdir -p site/html site/bundle site/vault/deep/files site/vault/one site/vault/two/notes
cd site/html || exit 1
pictures solid raw.png inline.png inside.png other.webp small.png large.png lazy.png figure.png linked.png double.png
cd ../vault || exit 1
# Wörter.png with the umlaut as two characters, as some systems store it
pictures solid deep/files/bare.png deep/files/named.png deep/files/wide.png deep/files/words.png one/twin.png two/twin.png \
  "$(printf 'W\303\266rter.png')" "$(printf 'Wo\314\210rtlich.png')"
cd ../bundle || exit 1
pictures solid own.png lead.png
cd ../.. || exit 1
cat >site/html/two.md <<'END'
# Two

<img src="raw.png" alt="html/raw.png">

In a line <IMG SRC=inline.png ALT='html/inline.png' width=20> of text.

<picture><source srcset="other.webp" type="image/webp"><img src="inside.png" alt="html/inside.png"></picture>

<img src="small.png" srcset="large.png 900w" alt="html/small.png">

<picture><source srcset="double.png 2x"><img alt="html/double.png"></picture>

<img src="data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7" data-src="lazy.png" alt="html/lazy.png">

<figure><img src="figure.png" alt="html/figure.png"><figcaption>The caption.</figcaption></figure>

[![html/linked.png](linked.png)](https://example.com/)
END
cat >site/vault/three.md <<'END'
# Three

![[bare.png]]

![[files/named.png]]

![[wide.png|300]]

![[words.png|some words]]

![wide](Wörtlich.png) ![wide](Wörter.png)
END
printf '# Four\n\n![[twin.png]]\n' >site/vault/one/four.md
printf '# Five\n\n![[twin.png]]\n' >site/vault/two/notes/five.md
printf -- '---\ntitle: Six\nimage: lead.png\n---\n\nText, then ![bundle/own.png](own.png).\n' >site/bundle/index.md

mkepub site --assets more -o site.epub
exits 0 'a book with pictures written in many ways'
is "$(cat "$err")" '' 'and there is nothing to tell of them'
pictures where site.epub . >found
here_they_are | cut -d ' ' -f 1 >wanted
printf 'html/%s.png\n' raw inline inside small double lazy figure linked >>wanted
while read -r path; do
  file=site/$path
  [ "${path#more/}" = "$path" ] || file=$path
  ok "found: $path" grep -qxF "$path	$(echo "$file" | tr _ ' ')" found
done <wanted
for path in deep/files/bare deep/files/named deep/files/wide deep/files/words one/twin two/twin; do
  ok "found by its name: $path" grep -qF "	site/vault/$path.png" found
done
is "$(grep -c '	site/vault/W' found)" 2 'found whether an umlaut is one character or two'
ok 'the words behind a name describe it' grep -qF 'some words	site/vault/deep/files/words.png' found
no 'a width behind a name does not' grep -q '^300' found
ok 'beside the index of a folder' grep -qxF 'bundle/own.png	site/bundle/own.png' found
no 'no picture is another' grep -q '	none$' found
valid site.epub 'the book is valid'
mkepub site -o less.epub
like "$err" "image not found: 'pool/more.png' \[image-missing\]" 'a folder that nobody named is not looked into'

# The picture of the front matter stands under the headline, unless the text shows it.
mkdir -p lead/static/img
cd lead || exit 1
pictures solid once.png twice.png other.png static/img/rooted.png wiki.png object.png
cd .. || exit 1
printf -- '---\ntitle: Once\nimage: once.png\n---\n\nText.\n' >lead/a.md
printf -- '---\ntitle: Twice\nimage: twice.png\n---\n\nText.\n\n![In the text](twice.png)\n' >lead/b.md
printf -- '---\ntitle: Both\ncover: once.png\n---\n\nText.\n\n![Other](other.png)\n' >lead/c.md
printf -- '---\ntitle: Rooted\nimage: /img/rooted.png\n---\n\n<img src="./static/IMG/rooted.png?v=2" alt="By another name">\n' >lead/d.md
printf -- '---\ntitle: Wiki\nbanner: "[[wiki.png]]"\n---\n\nText.\n' >lead/e.md
printf -- '---\ntitle: Object\nimage:\n  path: object.png\n  alt: What it shows\n---\n\nText.\n' >lead/f.md
printf -- '---\ntitle: None\nimage: none.png\n---\n\nText.\n' >lead/g.md
mkepub lead -o lead.epub
exits 0 'articles whose front matter names a picture'
pictures where lead.epub lead >found
cat >wanted <<'END'
	once.png
In the text	twice.png
	once.png
Other	other.png
By another name	static/img/rooted.png
	wiki.png
What it shows	object.png
END
ok 'show it, once, with what describes it' diff -u wanted found
unzip -p lead.epub EPUB/a.xhtml | tr -d '\n' >chapter
like chapter '<h1>Once</h1></header><p[^>]*><img [^>]*/></p><p>Text' 'between headline and text'
like "$err" "^lead/g\.md:[0-9]+: warning: image not found: 'none.png' \[image-missing\]" 'one that is not there is told'
unzip -p lead.epub EPUB/package.opf >opf
like opf 'Pictures: 7, without a description: 3\.' 'and counts among what has no description'
valid lead.epub 'their book is valid'

# data: URIs, with base64 and without, as a picture of Markdown and of HTML.
mkdir data
pictures solid red.png
{
  printf '# Data\n\n![first](data:image/png;base64,%s)\n\n' "$(base64 -w 0 red.png)"
  printf '<img alt="second" src="data:image/png;charset=utf-8;base64,%s">\n\n' "$(base64 red.png)"
  printf '![third](data:image/svg+xml,%%3Csvg%%20xmlns=%%22http://www.w3.org/2000/svg%%22%%20viewBox=%%220%%200%%209%%209%%22%%3E%%3Cpath%%20d=%%22M0%%200L9%%209%%22/%%3E%%3C/svg%%3E)\n\n'
  printf '![A dog](data:image/png;base64,R0lG!) and ![A cat](data:text/html,none)\n'
} >data/a.md
mkepub data -o data.epub
exits 0 'pictures within the text'
pictures where data.epub . >found
ok 'are taken out of it' grep -qxF 'first	red.png' found
ok 'with line breaks in base64 too' grep -qxF 'second	red.png' found
ok 'and as SVG' grep -qx 'third	none' found
text data.epub >words
like words 'A dog and A cat' 'broken ones leave their description'
like "$err" '^data/a\.md:[0-9]+: warning: .*\[image-unsupported\]$' 'and are told'
is "$(wc -c <"$err" | awk '{ print ($1 < 2000) }')" 1 'without the whole of their bytes'
valid data.epub 'their book is valid'

# What each kind becomes: red and green above blue and yellow, in a format that every reader shows.
mkdir kinds
pictures kinds kinds
ok 'HEIC for the test' heif-enc -q 90 kinds/plain.png -o kinds/plain.heic
ok 'AVIF for the test' heif-enc -A -q 90 kinds/plain.png -o kinds/plain.avif
printf '# Kinds\n\n' >kinds.md
for file in kinds/*; do
  printf '![%s](%s)\n\n' "${file#kinds/}" "$file"
done >>kinds.md
mkepub kinds.md -o kinds.epub -v
exits 0 'a picture of each kind'
pictures show kinds.epub >shown
pictures where kinds.epub kinds >same

# becomes NAME REGEX: NAME in the book is of this format, size, mode and colors.
becomes() {
  ok "$1 becomes $2" grep -qE "^$1 $2$" shown
}
for file in lossy.webp lossless.webp plain.heic plain.avif plain.tiff packed.tif plain.bmp turned.png turned.webp turned.tiff; do
  becomes "$file" '(PNG|JPEG) 64x48 (P|RGB) red green blue yellow'
done
for file in moving.gif moving.png moving.webp pages.tiff; do
  becomes "$file" '(PNG|GIF|JPEG) 64x48 (P|RGB) red green blue yellow'
  like "$err" "^kinds\.md:[0-9]+: warning: .*'kinds/$file' \[image-reduced\]$" "$file lost something, which is told"
done
is "$(grep -c 'image-reduced' "$err")" 4 'of none of the others'
becomes cmyk.jpg 'JPEG 64x48 RGB red green blue yellow'
becomes swapped.jpg 'JPEG 64x48 RGB red green blue yellow'
becomes swapped.png 'PNG 64x48 (P|RGB) red green blue yellow'
becomes clear.png '(PNG|JPEG) 64x48 (P|RGB) white green blue yellow'
becomes clear.webp '(PNG|JPEG) 64x48 (P|RGB) white green blue yellow'
becomes deep.png '(PNG|JPEG) 64x48 (P|RGB) red green blue yellow'
becomes clear-palette.png '(PNG|JPEG) 64x48 (P|RGB) white green blue yellow'
becomes clear.gif '(PNG|GIF|JPEG) 64x48 (P|RGB) white green blue yellow'
for orientation in 1 2 3 4 5 6 7 8; do
  becomes "turned-$orientation.jpg" 'JPEG 64x48 RGB red green blue yellow'
done
for file in plain.png plain.jpg progressive.jpg gray.jpg plain.gif; do
  ok "$file keeps its bytes" grep -qxF "$file	$file" same
done
for file in notes.jpg notes.png; do
  pictures take kinds.epub "$file" >taken
  no "$file loses the notes of its camera" grep -qE 'S3CRET|Exif|tIME' taken
  ok "$file loses nothing else" "$python" "$root/tests/tools/pictures.py" pixels "kinds/$file" taken
done
mkdir unpacked
unzip -q kinds.epub -d unpacked
no 'no note of a camera is anywhere in the book' grep -rq S3CRET unpacked
valid kinds.epub 'their book is valid'

# Broken pictures leave their description, and say why.
mkdir broken
head -c 700 kinds/plain.jpg >broken/cut.jpg
head -c 400 kinds/lossy.webp | head -c 90 >broken/cut.webp
head -c 90 kinds/plain.png >broken/cut.png
head -c 100 kinds/plain.gif >broken/cut.gif
head -c 300 kinds/plain.heic >broken/cut.heic
head -c 5000 kinds/plain.tiff >broken/cut.tiff
head -c 3000 kinds/plain.bmp >broken/cut.bmp
printf '<!DOCTYPE html>\n<title>404</title><p>Not found</p>\n' >broken/page.png
printf '<!DOCTYPE html>\n<html><head><title>404</title></head><body>Not found</body></html>\n' >broken/whole-page.png
printf 'Just words.\n' >broken/words.gif
printf '<svg xmlns="http://www.w3.org/2000/svg"><g></svg>\n' >broken/tags.svg
: >broken/empty.png
mkdir broken/folder.png
printf '%%PDF-1.4\n' >broken/paper.pdf
printf '# Broken\n\n' >broken/a.md
for file in broken/*.[!m]*; do
  printf '![Shown instead of %s](%s)\n\n' "${file#broken/}" "${file#broken/}"
done >>broken/a.md
mkepub broken -o broken.epub
exits 0 'broken pictures'
text broken.epub >words
pictures show broken.epub >shown
is "$(cat shown)" '' 'are not in the book'
line=3
for file in broken/*.[!m]*; do
  file=${file#broken/}
  like "$err" "^broken/a\.md:$line: warning: .*'$file'.*\[image-(unsupported|missing)\]\$" "$file is told with its line"
  like words "Shown instead of $file" 'and described'
  line=$((line + 2))
done
like "$err" "HTML.*'whole-page\.png'" 'that it is a web page is said'
like "$err" "HTML.*'page\.png'" 'of a page without its html tag too'
valid broken.epub 'their book is valid'

# SVG: drawn by the reader, without what it must not do.
mkdir drawings
cat >drawings/live.svg <<'END'
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 90 30" onload="alert(1)">
<script>alert(2)</script>
<text x="1" y="9" onclick="alert(3)">Words of the drawing</text>
<image href="https://example.com/track.png" width="9" height="9"/>
</svg>
END
printf '<svg xmlns="http://www.w3.org/2000/svg" version="1.1" width="9" height="9" viewBox="0 0 9 9"><path d="M0 0L9 9"/></svg>\n' >drawings/still.svg
gzip -nc drawings/still.svg >drawings/packed.svgz
printf '# Drawings\n\n![live](live.svg)\n\n![still](still.svg)\n\n![packed](packed.svgz)\n' >drawings/a.md
mkepub drawings -o drawings.epub
exits 0 'drawings'
pictures take drawings.epub live >live.svg
ok 'one with a script is still a drawing' xmllint --noout live.svg
like live.svg 'Words of the drawing' 'its words are kept'
unlike live.svg 'alert|script|example\.com' 'what it does is not'
like "$err" "^drawings/a\.md:3: warning: .*'live\.svg' \[image-reduced\]\$" 'and that is told'
is "$(grep -c . "$err")" 1 'of no other'
pictures take drawings.epub packed >packed.svg
pictures take drawings.epub still >still.svg
ok 'a compressed one is unpacked' cmp packed.svg still.svg
unzip -p drawings.epub EPUB/package.opf >opf
is "$(grep -c 'media-type="image/svg+xml"' opf)" 2 'the manifest names their type, and one that is there twice once'
valid drawings.epub 'their book is valid'

# Same input, same bytes.
mkdir all
pictures photos photos 3 1000
printf '# Photos\n\n![0](photos/photo-0.jpg) ![1](photos/photo-1.jpg) ![2](photos/photo-2.jpg)\n' >photos.md
cp -r kinds kinds.md photos photos.md drawings broken lead site data all
mkepub all -o reference.epub --max-size 500k --gray -j 1
exits 0 'a book of all that'
like "$err" size-reduced 'whose pictures had to become smaller'
# same NAME COMMAND…
same() {
  name=$1
  shift
  rm -f again.epub
  run "$@" all -o again.epub --max-size 500k --gray
  [ "$status" -eq 0 ] && cmp -s reference.epub again.epub
  result $? "$name" || said
}
same 'on two threads' "$MKEPUB" -j 2
same 'on seven threads, in Tokyo, in Turkish' env TZ=Asia/Tokyo LC_ALL=tr_TR.UTF-8 LANG=tr_TR.UTF-8 "$MKEPUB" -j 7
finish
