#!/bin/sh
# SPDX-License-Identifier: MIT
. "$(dirname "$0")/../lib.sh"
# The page of a shelf for people, as a browser shows it: tests/archive/page.js says what is looked at.

# written NAME DATE LANGUAGE SECTION AUTHOR TITLE DESCRIPTION
written() {
  printf -- '---\ntitle: %s\n' "'$6'" >"in/$1.md"
  [ -z "$2" ] || printf 'date: %s\n' "$2" >>"in/$1.md"
  printf 'lang: %s\nsection: %s\nauthor: %s\ndescription: %s\n---\n\nThe text of number %s.\n' \
    "$3" "$4" "$5" "'$7'" "$1" >>"in/$1.md"
}

mkdir in
written bridge 2024-02-03 en City 'Ada Ferrer' 'A bridge opens' 'Boats wait in the harbor.'
written market 2024-02-09 en City 'Ngozi Okafor' 'The market' 'Fish from the harbor, from five in the morning.'
written cafe 2024-03-05 en Culture 'Ada Ferrer' 'Café society' 'On waiting, and on cups.'
written free 2024-03-06 zh Technology '李明' '开源软件的历史' '从一台打印机说起。'
written school 2024-03-07 ar World 'ليلى حداد' 'مدرسة في القرية' 'باب جديد ونافذتان.'
written school2 2024-03-08 ar World 'ليلى حداد' 'مَدْرَسَةٌ جديدة' 'عن الطريق إليها.'
written peace 2024-03-09 he World 'נועה לוי' 'שָׁלוֹם עולם' 'על מילה אחת.'
written hostile 2024-04-01 en Technology 'Eve <b>Bold</b>' '&lt;script&gt;alert("title")&lt;/script&gt; & "more"' 'It is a title.'
written closes 2023-11-11 en City 'Ada Ferrer' 'The bridge closes again' 'Paint.'
written first 2022-01-02 en City 'Ada Ferrer' 'A first issue' 'How it began.'
written when '' en City 'Ada Ferrer' 'Nobody knows when' 'No date at all.'
for i in 1 2 3 4 5 6 7 8 9 10 11 12; do
  written "many$i" "2024-05-$((i + 9))" en Weather 'Ada Ferrer' "Rain, part $i" 'It goes on.'
done

mkepub archive in -o shelf --every month --series 'The "Harbor" & Bridge' --language en
exits 0 "a shelf with an issue of the undated is made"

# What the index makes of words, by the index itself.
"$root/build/${BUILD:-release}/oracle/search-fold" <"$root/tests/archive/words.txt" >words
node "$root/tests/archive/page.js" shelf words >facts 2>complaints
status=$?
cp facts "$out"
cp complaints "$err"
exits 0 "the browser was asked"
while read -r passed name; do
  [ "$passed" = pass ]
  result $? "$name" || { grep -F "# $name" complaints || true; } >&2
done <facts

is "$(grep -rhoE '(src|href)="[a-z]+:[^"]*"' shelf/index.html shelf/pages | sort -u)" "" "no page names another place"

is "$("$root/tests/archive/links.py" shelf)" "" "every link leads to something"

# published SHELF: what people get, but for the books and their covers, with its times.
published() {
  (cd "$1" && find index.html pages -type f -printf '%T@ %p\n' | sort -k 2)
}
# changed: names that differ between the lists before and after, of whatever kind of change.
changed() {
  diff before after | sed -n 's/^[<>] [0-9.]* //p' | sort -u
}

published shelf >before
mkepub archive in -o shelf --every month --series 'The "Harbor" & Bridge' --language en
published shelf >after
is "$(changed)" "" "a run without news touches no page"

written late 2023-11-12 en City 'Ada Ferrer' 'Late news of the harbor' 'It was lost behind a desk.'
mkepub archive in -o shelf --every month --series 'The "Harbor" & Bridge' --language en
published shelf >after
is "$(changed)" "index.html
pages/2023.html
pages/find/2023/d0.js
pages/find/2023/t0.js" "an article of 2023 changes the pages of that year, and what counts all"

rm -r in/first.md
mkepub archive in -o shelf --every month --series 'The "Harbor" & Bridge' --language en --prune
no "a year without issues has no page any more" test -e shelf/pages/2022.html
no "nor anything to find" test -e shelf/pages/find/2022
is "$("$root/tests/archive/links.py" shelf)" "" "and its neighbor does not lead there"

mkepub archive in -o anew --every month --series 'The "Harbor" & Bridge' --language en
ok "a shelf made at once has the same index" cmp shelf/index.html anew/index.html
ok "and the same pages" diff -r shelf/pages anew/pages

mkepub archive in -o titles --every month --series 'The "Harbor" & Bridge' --language en --no-search
like titles/index.html 'Searches titles, authors, sections and descriptions' "without texts the page says what it searches"
like shelf/index.html 'Searches the whole text of all articles' "and with them too"
no "what stands in a text alone is not found then" grep -rq 'number' titles/pages/find

# A year of more titles than one page takes.
mkdir long
for month in 01 02 03 04 05 06 07; do
  for i in $(seq 100); do
    printf -- '---\ntitle: Part %s of %s\ndate: 2021-%s-%02d\n---\n\nIt is short.\n' "$i" "$month" "$month" \
      $((i % 28 + 1)) >"long/$month-$i.md"
  done
done
mkepub archive long -o many --every month --series Long --language en
is "$(cd many/pages && echo 2021*.html)" \
  "2021-01.html 2021-02.html 2021-03.html 2021-04.html 2021-05.html 2021-06.html 2021-07.html 2021.html" \
  "a year that would be too long for one page has one a month"
is "$(grep -c 'class="cover"' many/pages/2021.html)" 7 "its own page shows all its covers"
is "$(cat many/pages/2021-*.html | grep -c '<li id=')" 700 "every title stands on one of them"
is "$("$root/tests/archive/links.py" many)" "" "and every link leads to something"
published many >before
printf -- '---\ntitle: Late\ndate: 2021-04-05\n---\n\nLate.\n' >long/late.md
mkepub archive long -o many --every month --series Long --language en
published many >after
is "$(changed | grep -v find/)" "index.html
pages/2021-04.html
pages/2021.html" "a late article changes the page of its month, and what counts"

finish
