#!/bin/sh
# SPDX-License-Identifier: MIT
. "$(dirname "$0")/../lib.sh"
# `mkepub check` on a shelf: what is missing, changed or extra, by its name; the catalog, the manifest and the
# feeds against the files. Then info, extract and the bag of it.

article news/one.md 'One' 2025-01-13
article news/two.md 'Two' 2025-01-20
article 'news/more/50 % and a space.md' 'Three' 2025-02-03
article news/four.md 'Four' 2024-12-30
mkepub archive news -o fresh --every week --series 'Morning Brief' --keep-sources
exits 0 'a shelf is made'

# shelf: a fresh copy of it, to be broken.
shelf() {
  chmod -R u+w shelf 2>/dev/null
  rm -rf shelf
  cp -a fresh shelf
}

# told ID PLACE WORDS NAME: the last run told this of the file, and failed.
told() {
  like "$err" "^shelf/$2: (error|warning): .*$3.* \[$1\]\$" "$4"
}

# alone ID NAME: and nothing else.
alone() {
  is "$(grep -cvF "[$1]" "$err")" 0 "$2" || said
}

sql() {
  sqlite3 shelf/catalog.db "$1"
}

shelf
mkepub check shelf
exits 0 'a sound shelf is sound'
like "$out" '^shelf: no damage found; 4 issues, 4 articles; [0-9]+ files, .*; 0 missing, 0 changed, 0 extra$' 'in one line'
is "$(cat "$err")" '' 'without a word more'
ok 'the manifest says so too' sh -c 'cd shelf && sha256sum -c --quiet manifest-sha256.txt'
is "$(find shelf -newer fresh/manifest-sha256.txt -type f | grep -cv '\.lock$')" 0 'nothing was written'

book=books/2025/2025-01-20_morning-brief.epub
rm shelf/$book
mkepub check shelf
exits 1 'a book is gone'
told shelf-missing "$book" 'missing' 'it is named'
alone shelf-missing 'and nothing else'
like "$out" '1 missing, 0 changed, 0 extra$' 'and counted'

shelf
printf 'X' | dd of=shelf/$book bs=1 seek=3000 conv=notrunc 2>/dev/null
mkepub check shelf
exits 1 'a bit rotted'
told shelf-changed "$book" 'changed: its bytes' 'it is named'
like "$err" "^shelf/$book/.* \[book-damaged\]$" 'and what it did to the book'
like "$out" '0 missing, 1 changed, 0 extra$' 'and counted'
no 'sha256sum says so too' sh -c 'cd shelf && sha256sum -c --quiet manifest-sha256.txt'

shelf
printf 'more' >>shelf/opds/new.xml
rm shelf/pages/shelf.css
ln -s shelf.css.real shelf/pages/shelf.css
cp fresh/pages/shelf.css shelf/pages/shelf.css.real
mkepub check shelf
told shelf-changed opds/new.xml 'bytes, not the' 'a file of another size is changed'
told shelf-changed pages/shelf.css 'not a regular file' 'so is one that became a link'
told shelf-extra pages/shelf.css.real 'not in the catalog' 'what was put beside is extra'

shelf
touch shelf/books/2025/.2025-01-13_morning-brief.epub.AbCdEf shelf/notes.txt
mkdir shelf/empty
mkepub check shelf
exits 0 'what is extra is no error'
told shelf-extra notes.txt 'extra' 'but told'
told shelf-extra 'books/2025/\.2025-01-13_morning-brief\.epub\.AbCdEf' 'a run that did not finish' 'a leftover as such'
alone shelf-extra 'a folder is not'
like "$out" '0 missing, 0 changed, 2 extra$' 'and counted'

shelf
sed -i '2s/^./0/;2s/^0\(.\)/1\1/' shelf/manifest-sha256.txt
mkepub check shelf
told shelf-changed manifest-sha256.txt 'differs from the catalog' 'a manifest of another mind is changed'
rm shelf/manifest-sha256.txt
mkepub check shelf
told shelf-missing manifest-sha256.txt 'missing' 'without one it is missing'
shelf
echo 'x  y' >>shelf/manifest-sha256.txt
mkepub check shelf
told shelf-changed manifest-sha256.txt 'lines that the catalog' 'so it is with a line too many'

# told_catalog SQL WORDS NAME: after SQL the catalog contradicts itself.
told_catalog() {
  shelf
  sql "PRAGMA foreign_keys = OFF; $1"
  mkepub check shelf
  told shelf-catalog catalog.db "$2" "$3"
  exits 1 "$3: the exit status says so"
}
told_catalog "UPDATE article SET issue = NULL WHERE path = 'one.md'" "is in no issue: 'one\.md'" \
  'an article without an issue'
told_catalog "UPDATE article SET issue = 99 WHERE path = 'one.md'" 'refers to a missing row' \
  'an article in an issue that is not there'
told_catalog "UPDATE article SET state = 1 WHERE path = 'one.md'" "left out is in an issue: 'one\.md'" \
  'a draft in an issue'
told_catalog 'UPDATE issue SET articles = 2 WHERE id = 1' 'number of articles recorded' 'an issue that cannot count'
told_catalog "UPDATE issue SET sha256 = zeroblob(32) WHERE id = 1" 'published file disagree' \
  'an issue whose hash is another'
told_catalog "UPDATE issue SET cover = 'covers/none.jpg' WHERE id = 1" 'cover of an issue' 'a cover that is not there'
told_catalog "DELETE FROM issue WHERE file = '$book'" 'a book belongs to no issue' 'a book without an issue'
told_catalog "UPDATE article SET place = 0, issue = 1" 'same position' 'two articles in one place'

shelf
sql "UPDATE issue SET identifier = 'urn:x:1' WHERE file = '$book'"
mkepub check shelf
told shelf-catalog "$book" 'identifier of this book differs' 'a book with another identifier'
shelf
sql "UPDATE issue SET modified = '2000-01-01T00:00:00Z' WHERE file = '$book'"
mkepub check shelf
told shelf-catalog "$book" 'modification time in this book' 'a book of another time'
shelf
page=$(sql "SELECT rootpage FROM sqlite_schema WHERE name = 'article_day'")
head -c 4096 /dev/zero | tr '\0' x | dd of=shelf/catalog.db bs=4096 seek=$((page - 1)) conv=notrunc 2>/dev/null
mkepub check shelf
exits 1 'a page of the catalog is noise'
told shelf-catalog catalog.db '(SQLite reports|is damaged)' 'it is damaged'
head -c 100 /dev/zero | dd of=shelf/catalog.db conv=notrunc 2>/dev/null
mkepub check shelf
exits 3 'what is no catalog at all cannot be checked against'
like "$err" "^mkepub: 'shelf/catalog\.db' is not a catalog of mkepub$" 'and it is told'

# enter NAME: the catalog takes the file as it is now for what was published.
enter() {
  sql "UPDATE file SET bytes = $(wc -c <"shelf/$1"), sha256 = x'$(sha256sum "shelf/$1" | cut -d' ' -f1)'
       WHERE name = '$1'"
}
shelf
sed -i 's/2025-01-20_morning-brief\.epub/2025-01-21_morning-brief.epub/' shelf/opds/new.xml
enter opds/new.xml
mkepub check shelf
told shelf-feed opds/new.xml "not on the shelf: 'books/2025/2025-01-21_morning-brief\.epub'" \
  'a feed that refers to what is not there'
shelf
for feed in $(cd shelf && find opds -name '*.json'); do
  sed -i 's/2025-01-20_morning-brief\.epub/2025-01-13_morning-brief.epub/g' "shelf/$feed"
  enter "$feed"
done
mkepub check shelf
told shelf-feed "$book" 'no OPDS 2\.0 feed names this issue' 'an issue that no feed names'
shelf
printf '{"links": [' >shelf/opds/2/index.json
enter opds/2/index.json
mkepub check shelf
told shelf-feed opds/2/index.json 'cannot be read' 'a feed that is not well-formed'

shelf
mkepub check -j1 shelf --json
cp "$out" one.json
mkepub check -j7 shelf --json
ok 'the number of threads has no say' cmp "$out" one.json
is "$(python3 -c 'import json; d = json.load(open("one.json"))["checked"][0]; print(d["kind"], d["sound"], d["issues"])')" \
  'shelf True 4' 'and JSON tells the same'
run flock shelf/.lock "$MKEPUB" check shelf
exits 3 'while a run is at work nothing can be said'
like "$err" "^mkepub: cannot read 'shelf': the archive is being updated$" 'and it is told why'
chmod -R a+rX,a-w shelf
as_nobody check shelf
exits 0 'a shelf that cannot be written can be checked'
like "$out" '^shelf: no damage found; 4 issues' 'and is sound'
chmod -R u+w shelf

mkepub info fresh
exits 0 'info shows a shelf'
like "$out" '^  series +Morning Brief$' 'its series'
like "$out" '^  issues +4$' 'its issues'
like "$out" '^  articles +4, [0-9]+ words$' 'its articles'
like "$out" '^  dates +2024-12-30 to 2025-02-03$' 'their dates'
mkepub info --json fresh
is "$(python3 -c 'import json, sys; d = json.load(open(sys.argv[1]))[0]; print(d["kind"], d["issues"], d["first"])' "$out")" \
  'shelf 4 2024-12-30' 'the same in JSON'

mkepub extract fresh -o back
exits 0 'kept sources come back'
ok 'byte for byte' diff -r news back
shelf
echo broken >shelf/$book
mkepub extract shelf -o back2
exits 3 'out of a broken book they do not'
like "$err" "$book" 'and it is told which'

cp -a fresh shelf2
mkepub archive news -o shelf2 --every week --series 'Morning Brief' --keep-sources --bag bag -q
exits 0 'a bag is made'
ok 'it is complete and valid' python3 "$root/tests/tools/bag.py" bag
ok 'sha256sum says so of its tags' sh -c 'cd bag && sha256sum -c --quiet tagmanifest-sha256.txt'
like bag/bag-info.txt '^Bagging-Date: 2025-02-03$' 'its date is that of the newest issue'
like bag/manifest-sha512.txt '^[0-9a-f]{128}  data/books/' 'it names the books'
mkepub check bag/data
exits 0 'its payload is a sound shelf'
cp -a bag bag1
mkepub archive news -o shelf2 --every week --series 'Morning Brief' --keep-sources --bag bag -q
ok 'once more: the same' diff -r bag bag1
article news/five.md 'Five' 2025-02-10
mkepub archive news -o shelf2 --every week --series 'Morning Brief' --keep-sources --bag bag -q
ok 'with one more article the bag is another' python3 "$root/tests/tools/bag.py" bag
ok 'and the old one was not written into' python3 "$root/tests/tools/bag.py" bag1
like bag/bag-info.txt '^Bagging-Date: 2025-02-10$' 'it is of the new issue'
mkdir mine
echo mine >mine/file
mkepub archive news -o shelf2 --every week --series 'Morning Brief' --keep-sources --bag mine -q
exits 3 'what is no bag is not replaced'
is "$(ls -A mine)" file 'and nothing is written into it'
mkepub archive news -o shelf2 --every week --series 'Morning Brief' --keep-sources --bag shelf2/bag -q
exits 3 'a bag within the shelf is refused'
# a file that rots behind the back of the archive: same size, same time
touch -r shelf2/$book stamp
printf 'X' | dd of=shelf2/$book bs=1 seek=3000 conv=notrunc 2>/dev/null
touch -r stamp shelf2/$book
mkepub archive news -o shelf2 --every week --series 'Morning Brief' --keep-sources --bag rotten -q
exits 3 'no bag is made of a shelf that is not sound'
like "$err" "^mkepub: 'shelf2/$book' differs from what was published; 'mkepub check' shows how$" 'and it is told why'
is "$(find . -maxdepth 1 -name '.*.??????' -o -maxdepth 1 -name 'rotten')" '' 'nothing of it is left'
finish
