#!/bin/sh
# SPDX-License-Identifier: MIT
. "$(dirname "$0")/../lib.sh"
# Sources kept inside the book: nothing is said of them by EPUBCheck, and they come back byte for byte.

# kept BOOK: one line an entry of the book's own list: path, chapter, size, and whether the entry has the listed
# size and hash.
kept() {
  python3 - "$1" <<'END'
import hashlib, sys, zipfile
import xml.etree.ElementTree as ET
book = zipfile.ZipFile(sys.argv[1])
for source in ET.fromstring(book.read("META-INF/mkepub/sources.xml")):
    data = book.read(source.get("entry"))
    book.getinfo(source.get("chapter"))
    same = hashlib.sha256(data).hexdigest() == source.get("sha256") and len(data) == int(source.get("bytes"))
    print(source.get("path"), source.get("chapter"), len(data), "sound" if same else "unsound")
END
}

mkdir -p news/2025
printf -- '---\r\ntitle: One\r\n---\r\n\r\nLine ends as on Windows, no last one' >news/2025/one.md
printf '\357\273\277# Two\n\nCaf\303\251\n' >news/2025/two.md
printf '# Three\n\nnot UTF-8: caf\351\n' >"news/a b%20ü.txt"
mkepub news -o plain.epub
mkepub news --keep-sources -o again.epub
printf 'keep-sources: true\n' >news/book.yaml
mkepub news -o book.epub
exits 0 'a book with its sources is built'
valid book.epub 'and valid'
is "$(kept book.epub | sort)" "2025/one.md EPUB/one.xhtml $(wc -c <news/2025/one.md) sound
2025/two.md EPUB/two.xhtml $(wc -c <news/2025/two.md) sound
a%20b%2520%C3%BC.txt EPUB/a-b-20u.xhtml $(wc -c <'news/a b%20ü.txt') sound" 'it lists each by its path and chapter'
unzip -p book.epub META-INF/mkepub/one.md >one
ok 'an article is there with its bytes' cmp one news/2025/one.md
ok 'the command line can ask for it too' cmp again.epub book.epub
no 'without the setting there is none' has plain.epub META-INF/mkepub/sources.xml

mkepub extract book.epub -o back
exits 0 'they can be had back'
rm -f news/book.yaml
ok 'all of them, byte for byte' diff -r news back
like "$out" '^3 sources in back$' 'and their number is told'
mkepub extract book.epub -o back
exits 0 'once more: nothing is in the way'
echo changed >back/2025/two.md
mkepub extract book.epub -o back
exits 3 'a file that differs is not overwritten'
like "$err" "^mkepub: 'back/2025/two.md' exists and differs; use --force to replace it$" 'and told'
is "$(cat back/2025/two.md)" changed 'it is as it was'
mkepub extract book.epub -o back --force
exits 0 'but with --force'
ok 'all is back' diff -r news back
mkdir other
mkdir back3
ln -s ../other back3/2025
mkepub extract book.epub -o back3
exits 3 'no symbolic link below the folder is followed'
is "$(ls -A other)" '' 'nothing is written through it'
rm -r back3
mkdir -p back3/2025
ln -s ../../other/there back3/2025/one.md
mkepub extract book.epub -o back3 --force
ok 'a link in the place of a file is replaced' cmp back3/2025/one.md news/2025/one.md
is "$(ls -A other)" '' 'and not followed either'
mkepub extract plain.epub -o none
exits 3 'a book without sources gives none'
like "$err" "^mkepub: 'plain.epub' has no kept sources: it was made without --keep-sources$" 'and it is told why'
ok 'nothing was made' test ! -e none
mkepub extract news/2025/one.md
exits 3 'what is no book gives none'
mkepub extract /dev/null
exits 3 'nor does a device'

mkdir -p x/news
printf '# Other\n\ntext\n' >x/news/one.md
printf '# Third\n\ntext\n' >x/third.md
mkepub news x/news x/third.md --keep-sources -o book.epub
is "$(kept book.epub | cut -d' ' -f1 | sort)" "news-2/one.md
news/2025/one.md
news/2025/two.md
news/a%20b%2520%C3%BC.txt
x/third.md" 'sources of several folders are told apart'
mkepub extract book.epub -o back4 -q
ok 'and come back apart' cmp x/news/one.md back4/news-2/one.md
finish
