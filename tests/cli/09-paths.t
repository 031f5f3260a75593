#!/bin/sh
# SPDX-License-Identifier: MIT
. "$(dirname "$0")/../lib.sh"
# No file outside the input folders gets into a book, whatever an article asks for.

# A picture of one pixel, and the same bytes with a mark, outside.
pixel() {
  python3 -c 'import struct, sys, zlib
def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
sys.stdout.buffer.write(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", int(sys.argv[1]), 1, 8, 0, 0, 0, 0))
    + chunk(b"IDAT", zlib.compress(b"\0" * (1 + int(sys.argv[1])))) + chunk(b"IEND", b""))' "$1"
}
mkdir -p news/img secret
pixel 3 >news/img/ok.png
pixel 5 >secret/key.png
ln -s ../secret/key.png news/link.png
ln -s ../secret news/folder
ln -s "$work/secret/note.md" news/note.md
printf '# Secret\n\nOUTSIDE-MARK\n' >secret/note.md

cat >news/a.md <<END
---
title: Paths
image: ../secret/key.png
---

![inside](img/ok.png)

![up](../secret/key.png)

![far up](../../../../../../../../etc/passwd)

![absolute]($work/secret/key.png)

![by address](file://$work/secret/key.png)

![by link](link.png)

![through a folder](folder/key.png)

![hidden steps](img/../../secret/key.png)

![encoded](%2e%2e/secret/key.png)

![encoded slash](..%2Fsecret%2Fkey.png)

![backslash](..\\secret\\key.png)

<img src="../secret/key.png" alt="raw">

![a device](/dev/zero)

[a link to it](../secret/note.md)
END
run timeout 60 "$MKEPUB" news
is "$((status < 2))" 1 "the book is built"
for line in 8 10 16 18; do
  like "$err" "^news/a\.md:$line:.*warning: .*\[image-outside\]$" "what leads outside is told (line $line)"
done
like "$err" '^news/a\.md:12:.*\[(image-outside|image-missing)\]$' "so is an absolute path"
like "$err" '^news/note\.md:.*\[input-outside\]$' "an article that is a link to the outside is told"
is "$(unzip -Z1 news.epub | grep -c 'img/.*\.png$')" 1 "one picture is in the book"
is "$(unzip -p news.epub 'EPUB/img/*.png' | od -An -tu1 -j16 -N4 | tr -d ' ')" 0003 "it is the one inside"
unzip -p news.epub >all
unlike all 'root:.*:0:0:' "no system file either"
is "$(unzip -Z1 news.epub | grep -c 'img/')" "$(unzip -Z1 news.epub | grep -c 'img/[a-z0-9._-]*$')" "names are plain"
is "$(unzip -Z1 news.epub | grep -vcE '^(mimetype|META-INF/container\.xml|EPUB/[a-z0-9._/-]+)$')" 0 "every name in the book is"
is "$(chapters news.epub | wc -l)" 1 "only the article is a chapter"
text news.epub >all
like all 'far up' "descriptions stand in for what was refused"
valid news.epub "the book is valid"

finish
