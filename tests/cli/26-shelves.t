#!/bin/sh
# SPDX-License-Identifier: MIT
. "$(dirname "$0")/../lib.sh"
# Whatever changes between two runs, the shelf is the one that a first run makes: the same bytes, each
# article in one issue, and nothing to do for the run after.

# archive WAY SHELF INPUT…: WAY is the period and further options.
archive() {
  way=$1
  shelf=$2
  shift 2
  # shellcheck disable=SC2086
  mkepub archive "$@" -o "$shelf" --series N --every $way
}
# The published files below SHELF with their hashes.
bytes() {
  (cd "$1" && find . -type f ! -name '*.db' ! -name .lock -exec sha256sum {} + | sort -k2)
}
places() {
  sqlite3 "$1/catalog.db" \
    "SELECT a.path || ' ' || ifnull(i.period || '.' || i.volume, '-') FROM article a
     LEFT JOIN issue i ON i.id = a.issue WHERE a.state = 0 ORDER BY a.path, a.source"
}
# as_fresh WHAT WAY SHELF INPUT…: about a shelf that was updated.
as_fresh() {
  what=$1
  shift
  is "$(places "$2" | grep -e ' -$')" "" "$what: each article stands in an issue"
  mkepub check "$2"
  exits 0 "$what: the shelf is sound"
  archive "$@"
  is "$(cat "$out")" "" "$what: another run has nothing to do"
  bytes "$2" >before
  way=$1
  shift 2
  rm -rf fresh
  archive "$way" fresh "$@"
  bytes fresh >after
  ok "$what: the same as a new shelf" cmp before after
}
# filler WORDS SEED: words that do not compress away.
filler() {
  awk -v n="$1" -v seed="$2" 'BEGIN { srand(seed); for (i = 0; i < n; i++) printf "w%d%s", rand() * 1e9, i % 12 ? " " : "\n" }'
}

# Volumes that must not be larger than so many bytes: what fits is found out before anything is published.
for i in 1 2 3; do
  article "fat/a$i.md" "Number $i" "2025-01-1$i"
  filler 1200 $i >>"fat/a$i.md"
done
archive "month --volume-size 30k" fat-shelf fat
exits 0 "volumes by size"
is "$(places fat-shelf)" "a1.md 2025-01.1
a2.md 2025-01.2
a3.md 2025-01.3" "one article each"
echo more >>fat/a1.md
archive "month --volume-size 30k" fat-shelf fat --explain
is "$(cat "$out")" "article changed: a1.md
issue written: books/2025/2025-01-01_n.epub: its articles, pictures or settings changed
1 article changed, 1 issue written: fat-shelf" "one article changed, one volume is written"
as_fresh "volumes by size" "month --volume-size 30k" fat-shelf fat
rm fat/a2.md
archive "month --volume-size 30k --prune" fat-shelf fat
as_fresh "a volume less" "month --volume-size 30k" fat-shelf fat
for i in 2 4 5 6 7 8; do
  article "fat/a$i.md" "Number $i" "2025-01-1$i"
  filler 1200 $i >>"fat/a$i.md"
done
archive "month --volume-articles 2" two fat
size=$(find two/books -name '*.epub' -printf '%s\n' | sort -n | tail -n 1)
halves="month --volume-size $((size + 500)) --omnibus year"
archive "$halves" wide fat
is "$(places wide | awk '{ print $2 }' | sort | uniq -c | awk '{ print $1 }' | tr '\n' ' ')" "2 2 2 2 " "volumes that are halved twice"
echo more >>fat/a5.md
archive "$halves" wide fat
# the yearly book is cut as well
is "$(cat "$out")" "1 article changed, 2 issues written: wide" "one volume of each is written"
as_fresh "volumes halved twice" "$halves" wide fat

# Several input folders: which of them an article stands in counts, although its path and its bytes are the same.
article inbox/a.md "Moved" 2025-01-13
article done/b.md "Stayed" 2025-01-14
archive week moves inbox done
mv inbox/a.md done/
archive week moves inbox done
is "$(cat "$out")" "1 article changed: moves" "an article moves from one folder to another"
as_fresh "moved" week moves inbox done
rm -rf one two
article one/x.md "Twice" 2025-01-13
filler 40 1 >>one/x.md
mkdir two
cp one/x.md two/
article one/y.md "Another" 2025-01-13
archive week twins one two
is "$(places twins)" "x.md 2025-W03.1
y.md 2025-W03.1" "of twins one stands in an issue"
rm one/x.md
archive week twins one two
as_fresh "the twin stays" week twins one two
rm -rf one two
article one/x.md "First" 2025-01-13
article two/x.md "Second" 2025-01-13
archive "week --keep-sources" swapped one two
mv one/x.md x.md && mv two/x.md one/ && mv x.md two/
archive "week --keep-sources" swapped one two
as_fresh "exchanged" "week --keep-sources" swapped one two

# Kept sources of several folders have the folders' names in front of their paths.
article apart/a.md "Apart" 2025-01-13
article apart/later.md "Later" 2025-03-13
article added/b.md "Added" 2025-02-13
archive "week --keep-sources --omnibus year" kept apart
archive "week --keep-sources --omnibus year" kept apart added
is "$(cat "$out")" "1 article added, 4 issues written: kept" "all issues have other paths"
as_fresh "a folder more" "week --keep-sources --omnibus year" kept apart added
mkdir other
mv added other/more
archive "week --keep-sources --omnibus year" kept apart other/more
is "$(cat "$out")" "1 issue written: kept" "a folder is called otherwise: so are the paths below it"
as_fresh "a folder renamed" "week --keep-sources --omnibus year" kept apart other/more
archive "week --keep-sources --omnibus year --prune" kept apart
as_fresh "a folder less" "week --keep-sources --omnibus year" kept apart

# What an archive made is no article of another, or of its own: shelves and bags.
mkdir desk
article desk/a.md "Only one" 2025-01-13
archive week desk/shelf desk --bag desk/bag
is "$(cat "$out" | head -n 1)" "1 article added, 1 issue written: desk/shelf" "a shelf among the articles"
archive week desk/shelf desk --bag desk/bag
unlike "$out" 'article' "its bag is not read as articles"
archive month desk/monthly desk
is "$(cat "$out")" "1 article added, 1 issue written: desk/monthly" "nor is another shelf"
article desk/data/catalog.db/b.md "In a folder of that name" 2025-01-13
article desk/mine/c.md "Beside a file of that name" 2025-01-13
echo 'My own catalog, of records and tapes.' >desk/mine/catalog.db
article desk/theirs/data/d.md "In a bag" 2025-01-13
printf 'BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n' >desk/theirs/bagit.txt
archive month desk/monthly desk
is "$(places desk/monthly | cut -d' ' -f1)" "a.md
data/catalog.db/b.md
mine/c.md
theirs/bagit.txt
theirs/data/d.md" "but what others made is"
archive week whole desk/shelf
exits 0 "a shelf that is named itself is looked at"

# An article that cannot be read is told each time, and is no reason to write anything.
mkdir lost
article lost/a.md "Well" 2025-01-13
printf '\0\1\2' >lost/bad.md
archive week lost-shelf lost
exits 1 "one that cannot be read"
stat -c %y lost-shelf/* >before
archive week lost-shelf lost
exits 1 "is an error again"
is "$(cat "$out")" "" "and nothing is updated"
like "$err" '^lost/bad.md: error: ' "it is told again"
stat -c %y lost-shelf/* >after
ok "nothing was written" cmp before after
touch lost/bad.md
archive week lost-shelf lost
is "$(cat "$out")" "" "nor for a new time"
article lost/bad.md "Mended" 2025-01-13
archive week lost-shelf lost
is "$(cat "$out")" "1 article changed, 1 issue written: lost-shelf" "until it can be read"
as_fresh "mended" week lost-shelf lost

# A picture that would be found elsewhere now is another picture.
png() {
  mkdir -p "$(dirname "$1")"
  python3 -c '
import struct, sys, zlib
raw = b"".join(b"\0" + bytes([int(sys.argv[2]), 80, 200 - y]) * 40 for y in range(40))
chunk = lambda kind, data: struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
open(sys.argv[1], "wb").write(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", 40, 40, 8, 2, 0, 0, 0))
                              + chunk(b"IDAT", zlib.compress(raw)) + chunk(b"IEND", b""))' "$1" "$2"
}
mkdir gallery
article gallery/art/a.md "Shown" 2025-01-13
printf '\n![p](p.png) ![p](../pics/../pics/p.png) ![q](/q.png) ![r](/etc/r.png) ![s](s%%20s.png)\n' >>gallery/art/a.md
png gallery/pics/p.png 10
png gallery/static/q.png 20
png "gallery/art/s s.png" 30
archive week shown gallery
png gallery/art/p.png 40
archive week shown gallery
is "$(cat "$out")" "1 issue written (1 warning; use --verbose to see more): shown" "a nearer one"
as_fresh "nearer" week shown gallery
png gallery/q.png 50
archive week shown gallery
is "$(cat "$out")" "1 issue written (1 warning; use --verbose to see more): shown" "one at the top of the site"
as_fresh "at the top" week shown gallery
rm gallery/art/p.png gallery/q.png
archive week shown gallery
is "$(cat "$out")" "1 issue written (1 warning; use --verbose to see more): shown" "the nearer ones go"
as_fresh "the nearer ones gone" week shown gallery
png gallery/etc/r.png 60
archive week shown gallery
is "$(cat "$out")" "1 issue written: shown" "one whose address was the machine's"
as_fresh "no more the machine's" week shown gallery
rm -r gallery/etc gallery/pics gallery/static "gallery/art/s s.png"
png as1/p.png 70
png as2/p.png 80
archive "week --assets as1" shown gallery
archive "week --assets as2" shown gallery
is "$(cat "$out")" "1 issue written (4 warnings; use --verbose to see more): shown" "another folder of pictures"
as_fresh "another folder of pictures" "week --assets as2" shown gallery

# A rehearsal names the books that the run writes and removes, those of the year too.
rehearsed() {
  archive "week --omnibus year --prune" years annals --dry-run --explain
  sed -n 's/^\(issue [a-z]*: [^:]*\).*/\1/p' "$out" | sort >before
  archive "week --omnibus year --prune" years annals --explain
  sed -n 's/^\(issue [a-z]*: [^:]*\).*/\1/p' "$out" | sort >after
  is "$(cat before)" "$(cat after)" "$1: rehearsed"
  is "$(wc -l <after)" "$2" "$1: with so many books"
}
article annals/b.md "Second" 2024-05-13
printf -- '---\ntitle: First\nweight: 1\nsection: Z\ndate: 2024-05-14\n---\n\nText.\n' >annals/a.md
rehearsed "a new shelf" 2
article annals/c.md "Third" 2024-07-13
article annals/d.md "Fourth" 2025-07-13
rehearsed "another issue, another year" 4
echo more >>annals/c.md
rehearsed "an article changed" 2
rm annals/d.md
rehearsed "a year gone" 2
rehearsed "nothing changed" 0

# The manifest is a published file like the others.
article news/a.md "One" 2025-01-13
article news/b.md "Two" 2025-02-13
archive week listed news
cp listed/manifest-sha256.txt good
mended() {
  archive week listed news
  exits 0 "$1: a run"
  ok "$1: it is made again" cmp good listed/manifest-sha256.txt
  archive week listed news
  is "$(cat "$out")" "" "$1: and then all is well"
}
rm listed/manifest-sha256.txt
mended "the manifest is missing"
echo more >>listed/manifest-sha256.txt
mended "it has a line more"
sed -i '1s/^./x/' listed/manifest-sha256.txt
mended "a letter of it is another"
: >listed/manifest-sha256.txt
mended "it is empty"
ln -sf ../good listed/manifest-sha256.txt
mended "it is a link"
no "which it is no more" test -L listed/manifest-sha256.txt
finish
