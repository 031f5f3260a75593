#!/bin/sh
# SPDX-License-Identifier: MIT
# A shelf is an archive: what disappears from the input stays on it, which is said once, until --prune.

# In memory, as a sync of the disk takes longer than all else.
[ ! -w /dev/shm ] || TMPDIR=${TMPDIR:-/dev/shm}
export TMPDIR
. "$(dirname "$0")/../lib.sh"

archive() {
  mkepub archive in -o shelf --every month --series S "$@"
}
# Files of the shelf but its databases, with sizes and times.
files() {
  (cd shelf && find . -type f ! -name '*.db' ! -name .lock -printf '%P %s %T@\n' | sort)
}
books() {
  (cd shelf && find books -name '*.epub' | sort)
}
report() {
  python3 -c 'import json, sys; r = json.load(open(sys.argv[1])); print(eval(sys.argv[2]))' "$out" "$1"
}
found() {
  "$MKEPUB" search shelf "$1" --json | python3 -c 'import json, sys; print(*(h["path"] for h in json.load(sys.stdin)["hits"]))'
}
restart() {
  rm -rf in shelf
  for i in 1 2 3 4; do
    article in/s$i.md "Story $i" 2025-0$i-05
    echo "Word$i." >>in/s$i.md
  done
  archive
}

# Half of them go.
restart
(cd shelf && find books covers -type f -exec sha256sum {} + | sort -k2) >before
rm in/s1.md in/s2.md
archive
exits 0 "articles are gone from the input"
is "$(cat "$out")" "2 articles are no longer in the input; kept (--prune removes them)
updated: shelf" "which is said"
(cd shelf && find books covers -type f -exec sha256sum {} + | sort -k2) >after
ok "books and covers stay" cmp before after
like shelf/opds/all.xml '2025-01-01_s.epub' "they stay in the feeds"
like shelf/pages/2025.html 'Story 1' "and on the pages"
is "$(found Word1)" s1.md "and are found"
mkepub check shelf
exits 0 "the shelf is sound"
files >before
archive
is "$(cat "$out")$(cat "$err")" "" "it is said once"
files >after
ok "and nothing is touched" cmp before after
archive --rebuild
exits 0 "all is written again"
is "$(books | wc -l)" 4 "but for what has no source any more"
is "$(found Word1)" s1.md "which is found still"
rm shelf/search.db
archive
is "$(found Word1)" s1.md "by an index that is made again, too"

# A report for machines has each of them.
restart
rm in/s1.md in/s2.md
archive --json
is "$(report '[(c["what"], c["subject"]) for c in r["changes"]], r["kept"], r["removed"]')" \
  "([('article kept', 's1.md'), ('article kept', 's2.md')], 2, 0)" "a report has each of them"

# --prune lists them first.
archive --prune --dry-run
is "$(cat "$out")" "article removed: s1.md: no longer in the input
article removed: s2.md: no longer in the input
2 articles removed, 2 issues to remove: shelf" "a rehearsal of --prune lists them"
is "$(books | wc -l)" 4 "and removes nothing"
archive --prune
is "$(cat "$out")" "article removed: s1.md: no longer in the input
article removed: s2.md: no longer in the input
2 articles removed, 2 issues removed: shelf" "--prune lists and removes them"
is "$(books | wc -l)" 2 "their books are gone"
is "$(found Word1)" "" "and not found any more"
archive --prune
is "$(cat "$out")" "" "there is nothing more to prune"

# An input without any of them stops the run, whatever the reason.
files >before
mv in away
mkdir in
archive
exits 3 "an empty folder"
is "$(cat "$err")" "mkepub: no articles found in 'in', but the shelf has 2 from there; nothing is changed; use --prune to remove them" \
  "stops the run, which says the way out"
rmdir in
archive --prune
exits 3 "a missing folder"
mkdir in
mkdir other
article other/o.md "Other" 2025-07-01
archive other
exits 3 "an empty folder beside one that is not"
files >after
ok "nothing of this changes the shelf" cmp before after
archive --prune
exits 0 "--prune takes an empty folder at its word"
is "$(books)" "" "and empties the shelf"
rmdir in
mv away in

# A folder that cannot be read is not one that is gone.
restart
mkdir in/sub
mv in/s4.md in/sub/
archive
if [ "$(id -u)" -eq 0 ]; then
  chmod -R a+rwX shelf in .
  chmod 700 in/sub
  chown 1:1 in/sub
else
  chmod 0 in/sub
fi
as_nobody archive in -o shelf --every month --series S --prune
exits 1 "a folder that cannot be read is an error"
is "$(books | wc -l)" 4 "and not gone"
unlike "$out" 'no longer' "nor said to be"
chmod 755 in/sub
[ "$(id -u)" -ne 0 ] || chown 0:0 in/sub

# Another name is another name, not another article.
restart
mv in/s3.md in/renamed.md
mkdir in/sub
mv in/s4.md in/sub/
printf -- '---\ntitle: Shared\ndate: 2025-06-05\nsource: https://example.com/a/b\n---\n\nOne.\n' >in/s5.md
archive
rm in/s5.md
printf -- '---\ntitle: Shared\ndate: 2025-06-05\nsource: https://example.com/a/b\n---\n\nOne, and more of Word5.\n' >in/five.md
archive
unlike "$out" 'no longer' "renamed files are not gone"
is "$(found Story | tr ' ' '\n' | sort | tr '\n' ' ')" "renamed.md s1.md s2.md sub/s4.md " "nor found twice"
is "$(found Word5)" five.md "one that has the same address and day has the new text"
is "$(books | wc -l)" 5 "and there are no more issues than before"
is "$(chapters shelf/books/2025/2025-03-01_s.epub | wc -l)$(chapters shelf/books/2025/2025-06-01_s.epub | wc -l)" 11 "each with one chapter"

# One of an issue goes, and another comes: the book that has it stays, and there is a volume more.
restart
article in/s1b.md "Story 1b" 2025-01-06
archive
cp shelf/books/2025/2025-01-01_s.epub before.epub
rm in/s1.md
article in/s1c.md "Story 1c" 2025-01-07
archive
is "$(cat "$out")" "1 article is no longer in the input; kept (--prune removes it)
1 article added, 1 issue written: shelf" "one goes and one comes"
ok "the book stays" cmp before.epub shelf/books/2025/2025-01-01_s.epub
is "$(chapters shelf/books/2025/2025-01-01_s_2.epub | cut -f2)" "Story 1c" "the new one is in a volume of its own"
is "$(sqlite3 shelf/catalog.db "SELECT volume || ' of ' || volumes || ' ' || name || ' ' || number FROM issue WHERE period = '2025-01' ORDER BY volume")" \
  "1 of 1 January 2025 250101
2 of 2 January 2025 (2/2) 250101.2" "which has a number and a name of its own"
valid shelf/books/2025/2025-01-01_s_2.epub "and is a valid book"
like shelf/opds/all.xml '2025-01-01_s_2.epub' "and in the feeds"
echo 'Newer words.' >>in/s1b.md
archive
is "$(chapters shelf/books/2025/2025-01-01_s_2.epub | cut -f2 | tr '\n' ' ')" "Story 1b Story 1c " "one that changes is in it too"
ok "and the book stays" cmp before.epub shelf/books/2025/2025-01-01_s.epub
is "$(found Newer)" s1b.md "the new text is found"
mkepub check shelf
exits 0 "the shelf is sound"
article in/s1.md "Story 1" 2025-01-05
archive
exits 0 "it comes back"
is "$(books | wc -l)" 4 "and all are in one book again"
is "$(chapters shelf/books/2025/2025-01-01_s.epub | cut -f2 | tr '\n' ' ')" "Story 1 Story 1b Story 1c " "each once"

# Another period, without the sources of one: its issue stays as it was, under its name.
restart
rm in/s1.md
archive
mkepub archive in -o shelf --every week --series S
exits 2 "other settings are asked about"
mkepub archive in -o shelf --every week --series S --rebuild
exits 0 "and taken"
is "$(sqlite3 shelf/catalog.db 'SELECT period FROM issue ORDER BY period' | tr '\n' ' ')" "2025-01 2025-W06 2025-W10 2025-W14 " "what cannot be written again stays"
is "$(found Word1)" s1.md "and is found"
# 2024-01-01 is a Monday: a month and a week of the same name
rm -rf in shelf
article in/a.md A 2024-01-02
article in/b.md B 2024-02-02
archive
rm in/a.md
article in/c.md C 2024-01-03
mkepub archive in -o shelf --every week --series S --rebuild
exits 0 "a week that begins with the month"
is "$(books)" "books/2024/2024-01-01_2024-w01_s.epub
books/2024/2024-01-01_s.epub
books/2024/2024-01-29_s.epub" "has another name"

# A book that cannot be written again: a copy of it is as good, its loss is an error.
restart
rm in/s1.md
archive
cp -a shelf/books kept-books
cp kept-books/2025/2025-01-01_s.epub shelf/books/2025/2025-01-01_s.epub
archive
is "$status $(cat "$out" "$err")" "0 " "a copy of the book is as good"
archive
is "$status $(cat "$out" "$err")" "0 " "and stays so"
rm shelf/books/2025/2025-01-01_s.epub
archive
exits 1 "its loss is an error"
like "$err" '^books/2025/2025-01-01_s.epub: error: not on the shelf, .*\[shelf-missing\]$' "which is said"
cp -p kept-books/2025/2025-01-01_s.epub shelf/books/2025/
archive
exits 0 "until it is restored"
mkepub check shelf
exits 0 "and all is well"

# A picture that goes stays in the book.
restart
python3 -c '
import struct, zlib
chunk = lambda kind, data: struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
open("in/p.png", "wb").write(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", 9, 9, 8, 0, 0, 0, 0))
                             + chunk(b"IDAT", zlib.compress(bytes(90))) + chunk(b"IEND", b""))'
echo '![A picture](p.png)' >>in/s1.md
archive
cp shelf/books/2025/2025-01-01_s.epub before.epub
rm in/p.png
archive
is "$status $(cat "$out" "$err")" "0 " "a picture goes"
ok "and stays in the book" cmp before.epub shelf/books/2025/2025-01-01_s.epub

# Kept sources of a book that stays, and of the volume beside it: the newest come back.
rm -rf in shelf back
article in/a.md A 2025-01-02
article in/b.md B 2025-01-03
archive --keep-sources
cp in/a.md a.md
rm in/a.md
echo 'Changed.' >>in/b.md
archive --keep-sources
mkepub extract shelf -o back
exits 0 "sources of both volumes"
ok "the one that is gone" cmp a.md back/a.md
ok "and the newest text of the other" cmp in/b.md back/b.md

# The address of the shelf is remembered.
restart
archive --base-url https://example.org/s
ok "a base URL makes an RSS feed" test -f shelf/feed.xml
cp shelf/feed.xml before.xml
archive
is "$status $(cat "$out")" "0 " "without the option"
ok "it stays" cmp before.xml shelf/feed.xml
echo more >>in/s1.md
archive -v
like "$out" "^the web address of the shelf is that of an earlier run; use --no-base-url to forget it$" "those who ask hear why"
like shelf/feed.xml 'https://example.org/s/books' "and it is kept up to date"
archive --no-base-url
no "until it is forgotten" test -e shelf/feed.xml
archive
no "for good" test -e shelf/feed.xml
archive --base-url https://example.org/s --no-base-url
exits 2 "both make no sense"

# The words that are in a book: one line for each, with the books that have it.
where() {
  for word in "$@"; do
    echo "$word:$(for book in shelf/books/*/*.epub; do
      unzip -p "$book" 'EPUB/*.xhtml' | grep -q "zq$word text" && printf ' %s' "$(basename "$book" _s.epub)"
    done)"
  done
}
dated() {
  mkdir -p in
  printf -- '---\ntitle: T%s\ndate: %s\n---\nzq%s text\n' "$1" "$2" "$1" >in/"$1".md
}
by_count() {
  mkepub archive in -o shelf --every 2-articles --series S "$@"
}

# Issues by count: a book that can be written again moves those after it.
for way in pruned back; do
  rm -rf in shelf
  dated y 2024-01-29
  dated z 2024-01-30
  by_count
  mv in/z.md z.md
  for day in 1 2 3 4; do dated a$day 2024-01-0$day; done
  by_count
  is "$(where a1 a2 a3 a4 y z)" "a1: 2024-01-01_000002
a2: 2024-01-01_000002
a3: 2024-01-03_000003
a4: 2024-01-03_000003
y: 2024-01-29_000001
z: 2024-01-29_000001" "the book of one that is gone stays"
  [ $way = pruned ] && by_count --prune
  [ $way = back ] && mv z.md in/z.md && by_count
  exits 0 "it is $way"
  is "$(where a1 a2 a3 a4 y)" "a1: 2024-01-01_000001
a2: 2024-01-01_000001
a3: 2024-01-03_000002
a4: 2024-01-03_000002
y: 2024-01-29_000003" "every article is in one book"
  mkepub check shelf
  exits 0 "the shelf is sound"
done
is "$(where z)" "z: 2024-01-29_000003" "and so is the one that is back"

# An article that cannot be read while the others move on: its book stays, and nothing is in two.
locked() { # FILE OPTION…: what a run makes of it when an earlier article comes
  file=$1
  shift
  rm -rf in shelf
  for day in 5 6 7 8; do dated a$day 2024-01-0$day; done
  mkepub archive in -o shelf --series S "$@"
  dated a1 2024-01-01
  chmod -R a+rwX in shelf .
  chmod 000 in/"$file"
  [ "$(id -u)" -ne 0 ] || chown 1:1 in/"$file"
  as_nobody archive in -o shelf --series S "$@"
  exits 1 "an article that cannot be read is an error"
  like "$err" "in/$file: error: cannot open" "which names it"
}
locked a6.md --every 2-articles
is "$(where a1 a5 a6 a7 a8)" "a1: 2024-01-01_000002
a5: 2024-01-05_000001
a6: 2024-01-05_000001
a7: 2024-01-01_000002
a8: 2024-01-08_000003" "its book by count stays, the others are numbered around it"
mkepub check shelf
exits 0 "the shelf is sound"
rm -f in/a6.md
by_count
exits 0 "it goes"
is "$(where a5 a6)$(found zqa6)" "a5: 2024-01-05_000001
a6: 2024-01-05_000001a6.md" "and is kept all the same"
locked a7.md --every 2-articles
is "$(where a1 a5 a6 a7 a8)" "a1: 2024-01-01_000001
a5: 2024-01-01_000001
a6: 2024-01-06_000003
a7: 2024-01-07_000002
a8: 2024-01-07_000002" "a later book stays"
locked a6.md --every month --volume-articles 2
is "$(where a1 a5 a6 a7 a8)" "a1: 2024-01-01_s_2.epub
a5: 2024-01-01
a6: 2024-01-01
a7: 2024-01-01_s_2.epub
a8: 2024-01-01_s_3.epub" "a volume stays"
no "nothing hidden is left" sh -c 'find shelf/books -name ".*" | grep .'
chmod -R a+rwX in
archive --volume-articles 2
exits 0 "it can be read again"
is "$(where a1 a5 a6 a7 a8)" "a1: 2024-01-01
a5: 2024-01-01
a6: 2024-01-01_s_2.epub
a7: 2024-01-01_s_2.epub
a8: 2024-01-01_s_3.epub" "and all are in order"

# One that was gone and comes back without being readable is not gone.
rm -rf in shelf
dated a 2024-01-02
dated b 2024-01-03
archive
mv in/b.md b.md
archive
mv b.md in/b.md
chmod -R a+rwX in shelf .
chmod 000 in/b.md
[ "$(id -u)" -ne 0 ] || chown 1:1 in/b.md
as_nobody archive in -o shelf --every month --series S --prune
exits 1 "a file that cannot be read"
unlike "$out" 'removed' "is not pruned"
is "$(where b)$(found zqb)" "b: 2024-01-01b.md" "and stays in its book and in the search"
[ "$(id -u)" -ne 0 ] || chown 0:0 in/b.md
chmod 644 in/b.md

# A file that goes in one run and comes back in the next under another name is the same article.
archive
mv in/b.md b.md
archive
mv b.md in/other.md
archive --explain
like "$out" "^article renamed: other.md: was 'b.md'\$" "a file that moves over two runs is found again"
is "$(where b)$(found zqb)" "b: 2024-01-01other.md" "and is one article"
is "$(chapters shelf/books/2024/2024-01-01_s.epub | wc -l)" "$(($(chapters shelf/books/2024/2024-01-01_s.epub | sort -u | wc -l)))" "once in its book"

# A published text gives way to no other text of its address.
rm -rf in shelf
dated a 2024-01-05
dated b 2024-01-06
sed -i '2i url: https://e.example/2' in/b.md
archive
dated c 2024-01-01
sed -i '2i url: https://e.example/2' in/c.md
archive
exits 0 "a new article of an earlier day has the address of a published one"
like "$out" "1 warning" "which is counted"
is "$(where b c)$(found zqb)" "b: 2024-01-01
c:b.md" "the published one stays"
touch in/c.md
echo more >>in/c.md
archive -v
like "$err" "^c.md: warning: left out: 'b.md', which is published, has the same address and another text \[article-other-text\]\$" \
  "the other one is left out with a warning"
rm in/b.md
archive
is "$(where b)$(found zqb)" "b: 2024-01-01b.md" "also when its file goes"
archive --prune
is "$(where b c)" "b:
c: 2024-01-01" "until --prune removes it"
dated d 2024-01-09
archive
dated d 2024-01-09
sed -i '2i url: https://e.example/2' in/d.md
archive -v
like "$err" "^d.md: warning: has the same address as 'c.md' and another text; both stay \[article-other-text\]\$" "of two published ones"
is "$(where c d)" "c: 2024-01-01
d: 2024-01-01" "both stay"

# Whatever comes and goes, in any order.
as_nobody --version
program=$MKEPUB
[ "$(id -u)" -ne 0 ] || program=$scratch/copy/$(basename "$MKEPUB")
run python3 "$root/tests/tools/kept.py" "$program" 1 12 23 34 45 56
exits 0 "histories of shelves"
like "$out" '^6 histories, 0 wrong$' "all of them"
finish
