#!/bin/sh
# SPDX-License-Identifier: MIT
# The feeds of a shelf: OPDS 1.2, OPDS 2.0 and RSS, and which of their files change when an issue does.
. "$(dirname "$0")/../lib.sh"

python=python3
"$python" -c 'import jsonschema' 2>/dev/null || python=/usr/bin/python3
program=$root/build/${BUILD:-release}/oracle/feeds

# fill SHELF WHAT NUMBER [BASE-URL]: issues or articles of tests/archive/shelf.py, and a run.
fill() {
  mkdir -p "$1"
  python3 "$root/tests/archive/shelf.py" "$1" "$2" "$3" >fill.sql
  status=0
  "$program" "$1" 'The <Brief>' ${4:+"$4"} <fill.sql >"$out" 2>"$err" || status=$?
}

# again SHELF [BASE-URL]: a run without anything new.
again() {
  status=0
  "$program" "$1" 'The <Brief>' ${2:+"$2"} </dev/null >"$out" 2>"$err" || status=$?
}

# sound NAME SHELF [BASE-URL]: the checker has nothing to say.
sound() {
  ok "$1" "$python" "$root/tests/archive/feeds.py" "$2" "$scratch/seen" ${3:+"$3"}
}

# state SHELF: name, time and size of each feed. changes: the names that differ between two states, sorted.
state() {
  (cd "$1" && find . -name '*.xml' -o -name '*.json' | xargs stat -c '%n %y %s' | sed 's/^..//' | sort)
}

changes() {
  diff "$1" "$2" | sed -n 's/^[<>] \([^ ]*\) .*/\1/p' | sort -u
}

# named NAME SLUG: the file of a value that is not its own slug.
named() {
  echo "${2:+$2-}$(printf %s "$1" | sha256sum | cut -c1-12)"
}

# both PATH…: the names of these documents in both formats, sorted.
both() {
  for path in "$@"; do
    echo "opds/$path.xml"
    echo "opds/2/$path.json"
  done | sort
}

fill shelf make 200
exits 0 'feeds of 202 issues are written'
sound 'they are what the specifications ask, and say what the catalog says' shelf
like "$scratch/ok" ' 0 complaints' 'by a checker that came to its end'
no 'without a base URL there is no RSS, whose links must be absolute' test -e shelf/feed.xml
ok 'the newest first document leads to full pages numbered from the oldest' grep -q 'rel="next" href="new/3.xml"' shelf/opds/new.xml

state shelf >before
again shelf
state shelf >after
is "$(changes before after)" '' 'a run with nothing new touches no file'

fill shelf newest 200
exits 0 'an issue is added'
state shelf >after
longtag=$(python3 -c 'print("long " * 40, end="")')
is "$(changes before after)" "$( { echo index.xml && echo opds/2/index.json && both new all/4 years year/2024 \
  sections "section/$(named World world)" section/world "section/$(named 'Science & <Nature>' science-nature)" \
  authors "author/$(named 'Jane Doe' jane-doe)" "author/$(named 'jane doe' jane-doe)" "author/$(named 張三 '')" \
  tags "tag/$(named c++ c)" "tag/$(named 'c#' c)" "tag/$(named "$longtag" long-long-long-long-long-long-long-long-long)" \
  languages language/en language/zh-cn "language/$(named zh-cn zh-cn)"; } | sort)" \
  'the newest issue changes the first documents of its feeds, the last of all, and the lists'
sound 'and all of them are right' shelf

mv after before
fill shelf article 30
state shelf >after
is "$(changes before after)" "$(both new/1 all year/2024/1 "section/$(named World world)/1" \
  "section/$(named 'Science & <Nature>' science-nature)/1" "author/$(named 'Jane Doe' jane-doe)/1" \
  "author/$(named 'jane doe' jane-doe)" "author/$(named 張三 '')/1" tag/news/1 "tag/$(named c++ c)/1" \
  "tag/$(named 'c#' c)/1" language/en/1 language/zh-cn/1 "language/$(named zh-cn zh-cn)/1")" \
  'one more article of an old issue changes the pages that it stands on'
sound 'and all of them are right' shelf

# The same from nothing, under another locale and zone.
rm -rf fresh && cp -r shelf fresh && rm -rf fresh/opds fresh/index.xml
sqlite3 fresh/catalog.db 'DELETE FROM file'
again fresh
ok 'the same bytes come of the same catalog, whatever was before' diff -r --exclude=catalog.db shelf fresh
rm -rf fresh/opds fresh/index.xml && sqlite3 fresh/catalog.db 'DELETE FROM file'
LC_ALL=C TZ=Asia/Tokyo again fresh
ok 'in any locale and time zone' diff -r --exclude=catalog.db shelf fresh

mv after before
rm shelf/opds/year/2024/2.xml
echo '<feed/>' >shelf/opds/tag/news.xml
again shelf
state shelf >after
is "$(changes before after)" 'opds/tag/news.xml
opds/year/2024/2.xml' 'a document that was lost or spoilt is written again, and no other'
sound 'as it was' shelf

again shelf https://example.org/news
sound 'with a base URL all links are absolute, and RSS has the newest issues' shelf https://example.org/news
ok 'a base URL may end in a slash' sh -c "'$program' shelf 'The <Brief>' https://example.org/news/ </dev/null"
sound 'without making two of it' shelf https://example.org/news/
state shelf >before
again shelf https://example.org/news/
state shelf >after
is "$(changes before after)" '' 'nothing new, nothing touched'
again shelf
no 'without one RSS is gone again' test -e shelf/feed.xml
sound 'and links are relative' shelf

# Growth over the edge of a page.
fill grow make 73
no 'of 74 issues all stand in one document' test -e grow/opds/new/1.xml
fill grow newest 73
ok 'of 75 the oldest 50 get a page' test -e grow/opds/new/1.xml
sound 'and nothing is lost between' grow
cp grow/opds/new/1.xml one.xml
fill grow newest 74
ok 'which stays as it is' cmp one.xml grow/opds/new/1.xml
echo "INSERT INTO temp.touched SELECT kind, name FROM facet WHERE issue = 7; INSERT INTO temp.touched VALUES (0, '2024');
  DELETE FROM issue WHERE id = 7;" >remove.sql
run sh -c "'$program' grow 'The <Brief>' <remove.sql"
sound 'an issue that is removed is gone from all of them' grow

# Nothing at all.
mkdir empty
again empty
exits 0 'a catalog without issues has feeds'
sound 'valid ones' empty

# A checker that cannot fail proves nothing.
# broken NAME WANTED COMMAND…: COMMAND spoils a copy of the shelf, and the checker says WANTED.
broken() {
  name=$1 wanted=$2
  shift 2
  rm -rf copy && cp -r grow copy
  (cd copy && "$@")
  run "$python" "$root/tests/archive/feeds.py" copy "$scratch/seen"
  { [ "$status" -eq 1 ] && grep -qF "$wanted" "$out"; }
  result $? "the checker sees $name" || said
}
broken 'a page that is missing' 'leads nowhere' rm opds/new/1.xml
broken 'a length that is wrong' 'bytes, not' sed -i '0,/length="[0-9]*"/s//length="7"/' opds/new.xml
broken 'a length that is wrong in JSON' 'bytes, not' sed -i 's/"size":[0-9]*/"size":7/' opds/2/new.json
broken 'a cover of another type' 'is no image/jpeg' sh -c 'cp covers/2024/2024-01-07_brief.png covers/2024/2024-01-02_brief.jpg'
broken 'a cover that readers do not show' 'opds12.rng' sed -i '0,/image\/jpeg/s//image\/svg+xml/' opds/new.xml
broken 'pages in a circle' "comes back to" sed -i 's/rel="last" href="..\/new\/1.xml"/rel="next" href="..\/new.xml"/;s/rel="last" href="1.xml"/rel="next" href="..\/new.xml"/' opds/new/1.xml
broken 'issues out of order' 'are not in order' python3 -c '
import re
text = open("opds/new.xml").read()
one, two = re.findall(r"<entry>.*?</entry>\n", text, re.S)[:2]
open("opds/new.xml", "w").write(text.replace(one + two, two + one))'
broken 'an issue that is missing' "are not the catalog's" python3 -c '
import re
text = open("opds/all.xml").read()
open("opds/all.xml", "w").write(re.sub(r"<entry>.*?</entry>\n", "", text, 1, re.S))'
broken 'a feed that nothing leads to' 'nothing leads to it' cp opds/year/2024.xml opds/year/2023.xml
broken 'an element that OPDS does not want' 'opds12.rng' sed -i '0,/<dc:language>en<\/dc:language>/s//<dc:creator>x<\/dc:creator>/' opds/new.xml
broken 'a feed without a date' 'opds12.rng' sed -i '0,/<updated>.*<\/updated>/s///' opds/new.xml
broken 'a summary with markup' 'opds12.rng' sed -i '0,/<summary type="text">/s//&<b xmlns="http:\/\/www.w3.org\/1999\/xhtml">x<\/b>/' opds/new.xml
broken 'navigation among issues' 'opds12.rng' sed -i '0,/acquisition\/open-access/s//acquisition/' opds/new.xml
broken 'JSON without itself' 'opds2.schema.json' sed -i 's/"self"/"related"/' opds/2/new.json
broken 'a relation that readers do not know' 'opds2.schema.json' sed -i '0,/http:\/\/opds-spec.org\/acquisition\/open-access/s//download/' opds/2/new.json
broken 'a date that is older than what is in it' 'updated is' sed -i '0,/<updated>.*<\/updated>/s//<updated>2001-01-01T00:00:00Z<\/updated>/' opds/new.xml
broken 'a link that says the wrong kind' 'the link says' sed -i 's/kind=acquisition/kind=navigation/' opds/years.xml

# Lists that are too long to be one.
fill grow authors 700
exits 0 'an issue by 700 authors'
sound 'has them all in lists' grow
is "$(find grow/opds/authors.xml grow/opds/authors -name '*.xml' -exec grep -c '<entry>' {} + | awk -F: '$2 > 110')" '' \
  'none of which is longer than a reader shows'

# The program itself. An issue a month of 2019 and 2020, three articles each.
month() {
  printf -- '---\ntitle: "%s"\ndate: %s\nauthor: "%s"\ncategory: %s\ntags: [all, %s]\nlang: en\n---\n\n%s\n' \
    "$2" "$3" "$4" "$5" "$6" "What is written of $2 on $3 is not what anybody has written of anything else before." >"$1"
}
mkdir news
for year in 2019 2020; do
  for m in 01 02 03 04 05 06; do
    month "news/$year-$m-a.md" "The bridge of $m $year" "$year-$m-03" 'Ann Lee' World bridges
    month "news/$year-$m-b.md" "A harbor in $m of $year" "$year-$m-05" 'Bo Li' Home harbors
  done
done
printf -- '---\ntitle: No date\n---\n\nNobody knows when this was written, but here it is, and it says something.\n' >news/undated.md
mkepub archive news -o real --every month --omnibus year --series 'The <Brief>'
exits 0 'a collection becomes a shelf'
sound 'whose feeds are right, with yearly books and an undated issue' real
state real >before
month news/late.md 'Come late' 2019-03-20 'Bo Li' Late bridges
mkepub archive news -o real --every month --omnibus year --series 'The <Brief>'
exits 0 'an article of 2019 comes late'
state real >after
is "$(changes before after)" "$( { echo index.xml && echo opds/2/index.json && both new all year/2019 sections \
  "section/$(named World world)" "section/$(named Home home)" "section/$(named Late late)" \
  "author/$(named 'Ann Lee' ann-lee)" "author/$(named 'Bo Li' bo-li)" tag/all tag/bridges tag/harbors language/en; } |
  sort)" 'what changes is the feeds of its issue, and the lists that have a section more'
sound 'which are right' real
mkepub archive news -o real --every month --omnibus year --series 'The <Brief>' --base-url https://example.org/news
sound 'with a base URL as well' real https://example.org/news

# The address of the shelf is escaped in each format, and one that no path can be added to is refused.
mkdir in
printf -- '---\ntitle: T\ndate: 2022-03-04\n---\nx\n' >in/a.md
for url in 'https://a.example/../x/' 'https://a.example/x/./y/..//../z' 'https://a.example/x&y/' "https://a.example/it's;x/" 'https://a.example/"x/' 'https://a.example/<b>' 'https://a.example/中/'; do
  rm -rf web
  run "$MKEPUB" archive in -o web --every month --series S --base-url "$url" -q
  exits 0 "a shelf at $url"
  ok 'has XML only that is well-formed' sh -c 'find web -name "*.xml" | xargs xmllint --noout --nonet'
  ok 'and JSON only that can be read' sh -c 'find web -name "*.json" | while read -r f; do python3 -m json.tool "$f" >/dev/null || exit 1; done'
  run "$MKEPUB" check web
  exits 0 'and links that lead to its issues'
done
for url in 'https://a.example/get?user=1&dir=' 'https://a.example/#x' 'ftp://a.example/' 'example.org' 'https://a：b/' 'https:///' \
  'javascript:x' ''; do
  run "$MKEPUB" archive in -o nothing --every month --series S --base-url "$url"
  exits 2 "'$url' is no address of a shelf"
done
no 'and nothing is written' test -e nothing

# An address that a catalog remembers is judged like one that is given.
sqlite3 web/catalog.db "UPDATE setting SET value = 'javascript:alert(1)' WHERE key = 'base-url'"
run "$MKEPUB" archive in -o web --every month --series S
exits 2 'an address of the shelf that is none is refused'
run "$MKEPUB" archive in -o web --every month --series S --base-url https://a.example/
exits 0 'another one takes its place'

# A signal while thousands of feeds are written ends the run there.
rm -rf in
mkdir in
for i in $(seq 1 20); do
  printf -- '---\ntitle: T\ndate: 2022-03-04\ntags: [%s]\n---\nx%s\n' "$(seq -s, -f "k$i-%g" 1 100)" "$i" >in/a$i.md
done
"$MKEPUB" archive in -o many --every month --series S -q 2>"$err" &
pid=$!
for i in $(seq 1 600); do
  ls many/opds/tag/*.xml >/dev/null 2>&1 && break
  sleep 0.05
done
kill -TERM $pid
wait $pid
is "$?" 3 'a signal ends a run that writes feeds'
like "$err" '^mkepub: interrupted$' 'which says so'
is "$(($(find many/opds -name '*.xml' | wc -l) < 2000))" 1 'before it has written all of them'
run "$MKEPUB" archive in -o many --every month --series S -q
exits 0 'the next run'
is "$(find many/opds/tag -name '*.xml' | wc -l)" 2000 'writes the rest'
finish
