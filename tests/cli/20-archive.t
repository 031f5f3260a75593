#!/bin/sh
# SPDX-License-Identifier: MIT
. "$(dirname "$0")/../lib.sh"
# The archive: which article stands in which issue, what a second run touches, and what it says.

archive() {
  mkepub archive "$@"
}

# The published files below SHELF: name, inode, time; then with their hashes and nothing else.
files() {
  (cd "$1" && find . -type f ! -name '*.db' ! -name .lock -printf '%P %i %T@\n' | sort)
}
bytes() {
  (cd "$1" && find . -type f ! -name '*.db' ! -name .lock -exec sha256sum {} + | sort -k2)
}
# SHELF: what the issues are called, one a line; and the articles' paths with their issues' files.
issues() {
  sqlite3 "$1/catalog.db" \
    "SELECT period || '|' || volume || '/' || volumes || '|' || ifnull(number, '-') || '|' || title || '|' || file
     FROM issue WHERE kind = 0 ORDER BY year, date, period, volume"
}
places() {
  sqlite3 "$1/catalog.db" \
    "SELECT a.path || ' ' || i.period || ' ' || i.volume FROM article a JOIN issue i ON i.id = a.issue ORDER BY a.path"
}

# Weeks at the turn of the year: 2024-12-30 is the Monday of the first week of 2025 (ISO 8601).
article news/a.md "Sunday" 2024-12-29
article news/b.md "Monday" 2024-12-30
article news/c.md "New Year" 2025-01-01
article news/d.md "Late" "2025-01-05T23:30:00-05:00"
article news/e.md "Whenever"
archive news -o weeks --every week --series "The Week"
exits 0 "a shelf by week"
is "$(cat "$out")" "5 articles added, 4 issues written: weeks" "one line says what was done"
is "$(cat "$err")" "" "and nothing else is said"
is "$(issues weeks)" "2024-W52|1/1|241223|The Week, 23–29 December 2024|books/2024/2024-12-23_the-week.epub
2025-W01|1/1|241230|The Week, 30 December 2024 – 5 January 2025|books/2025/2024-12-30_the-week.epub
2025-W02|1/1|250106|The Week, 6–12 January 2025|books/2025/2025-01-06_the-week.epub
undated|1/1|-|The Week, Undated|books/undated/undated_the-week.epub" "weeks are those of ISO 8601, numbers YYMMDD"
is "$(places weeks)" "a.md 2024-W52 1
b.md 2025-W01 1
c.md 2025-W01 1
d.md 2025-W02 1
e.md undated 1" "each article stands in the issue of its day in universal time"
is "$(chapters weeks/books/2025/2024-12-30_the-week.epub | cut -f2,3)" "Monday	2024-12-30
New Year	2025-01-01" "the book holds its articles"
valid weeks/books/2025/2024-12-30_the-week.epub "an issue is a valid book"
unzip -p weeks/books/2025/2024-12-30_the-week.epub EPUB/package.opf >opf
like opf '<meta refines="#series" property="group-position">241230</meta>' "the number is in the package"
like opf '<meta name="calibre:series" content="The Week"/>' "and the series"
like opf '<dc:date>2024-12-30</dc:date>' "its date is the first day"
like opf 'dcterms:modified">2025-01-01T00:00:00Z<' "it was modified when its newest article was published"
ok "the manifest holds" sh -c 'cd weeks && sha256sum -c --quiet manifest-sha256.txt'
is "$(od -An -tx1 -N3 weeks/covers/2025/2024-12-30_the-week-small.jpg)" " ff d8 ff" "there is a small cover, a JPEG"
archive news -o weeks --every week --series "The Week" --verbose
exits 0 "another run"
is "$(grep -v '^mkepub: \(no \)\?sandbox: ' "$out" "$err")" "" "has nothing to say but what guards it"
archive news -o verbose --every week --series "The Week" -v
like "$err" '^news/e.md: note: .*\[issue-undated\]$' "an article without a date is told to those who ask"

archive news -o zone --every week --series "The Week" --timezone America/New_York
is "$(places zone | sed -n 's/^d.md //p')" "2025-W01 1" "a zone moves a moment to its own day"
archive news -o zone2 --every week --series "The Week" --timezone Nowhere/At_All
exits 2 "a zone that is none is refused"

# Incremental: what did not change is not touched.
files weeks >before
archive news -o weeks --every week --series "The Week"
exits 0 "nothing changed"
is "$(cat "$out")$(cat "$err")" "" "and nothing is said: safe for cron"
files weeks >after
ok "no file was touched" cmp before after
touch news/b.md
archive news -o weeks --every week --series "The Week"
is "$(cat "$out")" "" "a new time alone is no change"
files weeks >after
ok "and no file was touched" cmp before after

printf 'More.\n' >>news/c.md
archive news -o weeks --every week --series "The Week" --dry-run --explain
like "$out" '^article changed: c.md$' "a rehearsal says what changed"
like "$out" '^issue written: books/2025/2024-12-30_the-week.epub: it would change$' "and what it would write"
files weeks >after
ok "and writes nothing" cmp before after
archive news -o weeks --every week --series "The Week" --explain
is "$(cat "$out")" "article changed: c.md
issue written: books/2025/2024-12-30_the-week.epub: its articles, pictures or settings changed
1 article changed, 1 issue written: weeks" "a run explains itself"
files weeks >after
diff before after | sed -n 's/^> \([^ ]*\) .*/\1/p' | grep -E '^(books|covers)/' >changed
is "$(cat changed)" "books/2025/2024-12-30_the-week.epub" "one book was written, and its cover stayed"

# With --prune a removed article leaves; an issue without articles goes; a new one comes.
rm news/a.md
article news/f.md "Later" 2025-02-03
archive news -o weeks --every week --series "The Week" --prune --json
exits 0 "articles come and go"
is "$(python3 -c 'import json,sys; r = json.load(open(sys.argv[1])); print(r["added"], r["removed"], r["written"], r["dropped"], r["issues"])' "$out")" \
  "1 1 1 1 4" "the report says it to machines"
no "the book of the removed article is gone" test -e weeks/books/2024
no "its covers too" test -e weeks/covers/2024
ok "the new one is there" test -f weeks/books/2025/2025-02-03_the-week.epub
ok "the manifest holds again" sh -c 'cd weeks && sha256sum -c --quiet manifest-sha256.txt'
is "$(cut -c67- weeks/manifest-sha256.txt)" "$(cd weeks && find . -type f ! -name '*.db' ! -name .lock ! -name 'manifest-*' -printf '%P\n' | LC_ALL=C sort)" \
  "the manifest names every published file"

# The same, whatever the way: a new shelf, a lost catalog, one thread, another place.
bytes weeks >before
archive news -o fresh --every week --series "The Week" -j 1
bytes fresh >after
ok "a new shelf has the same bytes" cmp before after
rm weeks/catalog.db weeks/search.db
archive news -o weeks --every week --series "The Week"
bytes weeks >after
ok "a lost catalog is made again, with the same bytes" cmp before after
cp -a news moved
archive moved -o fresh --every week --series "The Week"
is "$(cat "$out")" "" "a collection that moved is the same collection"
files weeks >before
rm weeks/books/2025/2025-02-03_the-week.epub weeks/index.html
archive news -o weeks --every week --series "The Week"
bytes weeks >after
bytes fresh >before
ok "files that somebody deleted come back" cmp before after

# Settings that would write all issues anew are asked about.
archive news -o weeks --every month --series "The Week"
exits 2 "another period is refused"
like "$err" "^mkepub: settings changed since the last run: .*every \(week -> month\)\. This rewrites 4 issues; use --rebuild" "the setting is named"
archive news -o weeks --every month --series "The Week" --rebuild
exits 0 "--rebuild takes it"
is "$(issues weeks | cut -d'|' -f1,4)" "2024-12|The Week, December 2024
2025-01|The Week, January 2025
2025-02|The Week, February 2025
undated|The Week, Undated" "the shelf is one of months now"
archive news -o months --every month --series "The Week"
bytes weeks >after
bytes months >before
ok "as if it never had been another" cmp before after
archive news -o weeks --every month --series "The Week" --language de
exits 2 "another language is asked about too"

# Volumes by number and size of articles; their numbers stay in order and differ.
mkdir many
for i in 01 02 03 04 05 06 07 08 09 10 11; do
  article "many/$i.md" "Number $i" 2025-01-13
done
archive many -o volumes --every day --series "Daily" --volume-articles 4
is "$(issues volumes | cut -d'|' -f2-4)" "1/3|250113.1|Daily, 13 January 2025 (1/3)
2/3|250113.2|Daily, 13 January 2025 (2/3)
3/3|250113.3|Daily, 13 January 2025 (3/3)" "a day of eleven articles in volumes of four"
is "$(places volumes | awk '{ print $3 }' | tr -d '\n')" "11112222333" "they are filled in order"
mkdir fat
for i in 1 2 3 4 5 6 7; do
  article "fat/$i.md" "Number $i" 2025-01-13
  head -c "$((i * 90))" /dev/zero | tr '\0' x >>"fat/$i.md"
done
archive fat -o small --every day --series "Daily" --volume-text 1000
is "$(issues small | wc -l)" "$(python3 -c '
import glob, os
count = size = 0
for f in sorted(glob.glob("fat/*.md")):
    if size == 0 or size + os.path.getsize(f) > 1000:
        count += 1
        size = 0
    size += os.path.getsize(f)
print(count)')" "volumes by the size of their text"
size=$(stat -c %s volumes/books/2025/2025-01-13_daily.epub)
archive many -o fit --every day --series "Daily" --volume-size "$((size + 200))"
exits 0 "volumes by the size of the book"
is "$(find fit/books -size +"$((size + 200))c" | wc -l)" 0 "none is larger"
is "$(places fit | wc -l)" 11 "no article is lost on the way"
archive many -o ten --every day --series "Daily" --volume-articles 1
ok "more than nine volumes have numbers that rise as 32-bit floats" python3 -c '
import sqlite3, struct
rows = sqlite3.connect("ten/catalog.db").execute("SELECT number FROM issue ORDER BY volume").fetchall()
floats = [struct.unpack("f", struct.pack("f", float(r[0])))[0] for r in rows]
assert len(floats) == 11 and floats == sorted(set(floats)), floats'

# By count: chunks over all dated articles; one that comes early moves those behind.
archive many -o count --every 4-articles --series "Fours"
is "$(issues count | cut -d'|' -f1,3,4)" "000001|1|Fours, 1
000002|2|Fours, 2
000003|3|Fours, 3" "three issues of four articles at most"
article many/00.md "Before" 2025-01-01
archive many -o count --every 4-articles --series "Fours"
is "$(places count | awk '{ print $2 }' | uniq -c | awk '{ print $1 ":" $2 }' | tr '\n' ' ')" "4:000001 4:000002 4:000003 " "one article before moves all"
article many/12.md "Behind" 2025-02-01
files count >before
archive many -o count --every 4-articles --series "Fours"
files count >after
is "$(diff before after | grep -c '> books')" 1 "one article behind moves none"

# Numbers by count, and those that articles name.
archive news -o ordinal --every week --series "The Week" --numbering count
is "$(issues ordinal | cut -d'|' -f3)" "1
2
3
-" "issues are counted"
article news/0.md "First" 2020-01-01
archive news -o ordinal --every week --series "The Week" --numbering count
is "$(issues ordinal | cut -d'|' -f1,3 | tail -n 3)" "2025-W02|3
2025-W06|4
undated|-" "an older issue moves the count"
printf -- '---\ntitle: Named\ndate: 2025-03-03\nnumber: 98.04\n---\n\nText.\n' >news/n.md
archive news -o named --every week --series "The Week" --numbering number
is "$(issues named | sed -n 's/^2025-W10|//p' | cut -d'|' -f2)" "98.04" "the number that an article names"

# Yearly books, in a series of their own; they come and go without touching the issues.
archive news -o ordinal --every week --series "The Week" --numbering count
bytes ordinal | grep ' ./books/' >before
archive news -o ordinal --every week --series "The Week" --numbering count --omnibus year
exits 0 "yearly books too"
ok "a book of the year" test -f ordinal/books/2025/2025_the-week.epub
is "$(chapters ordinal/books/2025/2025_the-week.epub | wc -l)" 5 "with the articles of its issues"
valid ordinal/books/2025/2025_the-week.epub "it is valid"
unzip -p ordinal/books/2025/2025_the-week.epub EPUB/package.opf >opf
like opf 'group-position">2025<' "numbered by its year"
like opf '<meta name="calibre:series" content="The Week · Omnibus"/>' "in a series of its own"
archive news -o ordinal --every week --series "The Week" --numbering count
bytes ordinal | grep ' ./books/' >after
ok "without the option they go" cmp before after

# Repeats: the older one stays, whichever came first, and comes back when that one goes.
mkdir twice
text='The bridge over the river opens again after two years of work, and the town celebrates it with music, lights and a long table along the whole of the old street, to which everybody brings something to eat and to drink for all, and the children run from one bank to the other until it is dark.'
printf -- '---\ntitle: Copy\ndate: 2025-01-20\n---\n\n%s\n' "$text" >twice/b.md
archive twice -o repeats --every day --series "Once"
printf -- '---\ntitle: Original\ndate: 2025-01-13\n---\n\n%s\n' "$text" >twice/z.md
printf -- '---\ntitle: Shared\ndate: 2025-01-14\nsource: https://www.example.com/x/?utm_source=a\n---\n\nOne.\n' >twice/c.md
printf -- '---\ntitle: Shared again\ndate: 2025-01-15\nsource: http://example.com/x#top\n---\n\nTwo.\n' >twice/d.md
archive twice -o repeats --every day --series "Once" --explain -v
like "$err" "^b.md: note: left out: it has the same text as 'z.md' \[article-repeated\]$" "the same text is told"
like "$out" "^repeats: d.md: the same address as 'c.md'$" "the same address too"
is "$(places repeats)" "c.md 2025-01-14 1
z.md 2025-01-13 1" "the older ones stay"
archive twice -o repeats2 --every day --series "Once"
bytes repeats >before
bytes repeats2 >after
ok "whatever the order in which they came" cmp before after
rm twice/z.md
archive twice -o repeats --every day --series "Once" --prune
is "$(places repeats)" "b.md 2025-01-20 1
c.md 2025-01-14 1" "a repeat comes back when the original goes"
# Nearly the same text: a correction, which only --dedupe near takes for a repeat.
rm twice/[cd].md
words=$(seq -s ' ' -f 'word%g' 400)
printf -- '---\ntitle: First\ndate: 2025-02-01\n---\n\n%s\n' "$words" >twice/first.md
printf -- '---\ntitle: Corrected\ndate: 2025-02-02\n---\n\n%s\n' "$words, with a word more" >twice/second.md
archive twice -o near --every day --series "Once" --dedupe near -v
like "$err" "^second.md: note: left out: it has nearly the same text as 'first.md' \[article-repeated\]$" "a corrected text is told as near"
is "$(places near)" "b.md 2025-01-20 1
first.md 2025-02-01 1" "and left out, and nothing else"
archive twice -o exact --every day --series "Once" --dedupe exact -v
is "$(places exact | wc -l)" 3 "which --dedupe exact does not do"
archive twice -o all --every day --series "Once" --dedupe off
is "$(places all | wc -l)" 3 "--dedupe off keeps all"

# The articles' own files.
mkdir -p odd
printf '# Odd\n\nText.\n' >"odd/2025-01-13 a%b ä.md"
archive odd -o sources --every day --series "Odd" --keep-sources --omnibus year
mkepub extract sources/books/2025/2025-01-13_odd.epub -o back
ok "a file of any name is kept in its issue, byte for byte" diff -r odd back
mkepub extract sources/books/2025/2025_odd.epub -o yearly
exits 3 "the yearly book does not keep it again"
mkepub extract sources -o back
is "$(cat "$out")" "1 source in back" "the shelf gives it back as well"
archive odd -o sources --every day --series "Odd" --omnibus year
exits 2 "without the option the issues would be others"
like "$err" "keep-sources \\(yes -> none\\)" "and it is told which setting makes them so"
mkdir -p a/news b/news
printf '# One\n\nOf the first folder.\n' >a/news/2025-01-13-one.md
printf '# One\n\nOf the second folder.\n' >b/news/2025-02-13-one.md
archive a/news b/news -o twins --every day --series "Twins" --keep-sources
mkepub extract twins -o twins-back
ok "files of the same name in folders of the same name stay two" diff -r a/news twins-back/news
ok "each with its bytes" diff -r b/news twins-back/news-2

# A picture that changes, or appears, writes its issue anew.
mkdir -p pics
python3 -c '
import struct, sys, zlib
def png(path, value):
    raw = b"".join(b"\0" + bytes([value, 80, 200 - y]) * 40 for y in range(40))
    chunk = lambda kind, data: struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
    open(path, "wb").write(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", 40, 40, 8, 2, 0, 0, 0))
                           + chunk(b"IDAT", zlib.compress(raw)) + chunk(b"IEND", b""))
png("pics/a.png", 10); png("other.png", 200)'
printf -- '---\ntitle: Shown\ndate: 2025-01-13\n---\n\n![a](a.png) ![b](b.png)\n' >pics/x.md
archive pics -o pictures --every day --series "Pics"
cp other.png pics/a.png
archive pics -o pictures --every day --series "Pics"
is "$(cat "$out")" "1 issue written (1 warning; use --verbose to see more): pictures" "a picture changed"
cp other.png pics/b.png
archive pics -o pictures --every day --series "Pics"
is "$(cat "$out")" "1 issue written: pictures" "a missing picture appeared"
archive pics -o pictures --every day --series "Pics"
is "$(cat "$out")" "" "and then all is well"

# What cannot be taken costs an exit status and not the rest; a folder that is empty costs nothing.
printf '%%PDF-1.4 no text' >news/bad.md
archive news -o weeks --every month --series "The Week"
exits 1 "an article that cannot be read is an error"
like "$err" '^news/bad.md: error: .*\[input-binary\]$' "told by its name"
rm news/bad.md
mkdir nothing
files weeks >before
archive nothing -o weeks --every month --series "The Week"
exits 3 "an input folder without articles is a failure"
files weeks >after
ok "and the shelf stays as it is" cmp before after
archive nothing -o never --every month --series "The Week"
exits 3 "so it is for a new shelf"
is "$(ls never)" "" "of which no file is left"

# Two at once, and a shelf that cannot be written.
python3 - "$MKEPUB" >"$out" 2>"$err" <<'END'
import fcntl, subprocess, sys
with open("weeks/.lock", "r+") as lock:
    fcntl.flock(lock, fcntl.LOCK_EX)
    done = subprocess.run([sys.argv[1], "archive", "news", "-o", "weeks", "--every", "month", "--series", "The Week"],
                          capture_output=True, text=True)
    print(done.returncode, done.stderr, end="")
END
like "$out" "^3 mkepub: another run is writing this shelf: 'weeks'$" "a second run is sent away"
mkdir -p readonly/shelf
if mount -t tmpfs -o ro tmpfs readonly/shelf 2>/dev/null; then
  at_exit="umount $work/readonly/shelf"
  archive news -o readonly/shelf --every month --series "The Week"
  exits 3 "a shelf that cannot be written"
  like "$err" "^mkepub: cannot write 'readonly/shelf/.lock': read-only file system$" "says so"
else
  skip "no file system can be mounted" "a shelf that cannot be written"
fi

# Usage.
archive news -o x --every fortnight --series X
exits 2 "a period that is none"
archive news -o x --every day
exits 2 "an archive without a series"
archive news --every day --series X
exits 2 "an archive without a shelf"
no "none of these made a shelf" test -e x
finish
