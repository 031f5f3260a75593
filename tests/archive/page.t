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
written hostile 2024-04-01 en Technology 'Eve <b>Bold</b>' '<script>alert("title")</script> & "more"' 'It is a title.'
written closes 2023-11-11 en City 'Ada Ferrer' 'The bridge closes again' 'Paint.'
written first 2022-01-02 en City 'Ada Ferrer' 'A first issue' 'How it began.'
written when '' en City 'Ada Ferrer' 'Nobody knows when' 'No date at all.'
for i in 1 2 3 4 5 6 7 8 9 10 11 12; do
  written "many$i" "2024-05-$((i + 9))" en Weather 'Ada Ferrer' "Rain, part $i" 'It goes on.'
done

mkepub archive in -o shelf --every month --series 'The "Harbor" & Bridge' --language en
exits 1 "a shelf with an issue of the undated is made"

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

# A second run writes what an article changed.
find shelf -type f ! -name '*.db*' -exec touch -d '2020-01-01T00:00:00Z' {} +
finish
