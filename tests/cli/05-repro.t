#!/bin/sh
# SPDX-License-Identifier: MIT
. "$(dirname "$0")/../lib.sh"
# Same input, same bytes: whatever the time zone, locale, umask, threads and order of creation.

i=1
mkdir forward
while [ $i -le 60 ]; do
  article "forward/$((i % 7))/article-$i.md" "Article $i, straße and 日本" "2025-0$((i % 9 + 1))-1$((i % 9)) 23:30:00"
  i=$((i + 1))
done
printf 'series: Repeat\nissue: 3\n' >forward/book.yaml
mkdir elsewhere elsewhere/input backward
mv forward elsewhere/input/news
find elsewhere/input/news -type f | sort -r | while read -r file; do
  copy=backward/news/${file#elsewhere/input/news/}
  mkdir -p "$(dirname "$copy")"
  cp "$file" "$copy"
  touch -d '2001-02-03' "$copy"
done

cd elsewhere/input || exit 1
mkepub news -o "$work/reference.epub"
exits 0 "a collection is built"
cd "$work" || exit 1

# same NAME COMMAND…: COMMAND with the inputs makes the reference's bytes.
same() {
  name=$1
  shift
  rm -f again.epub
  (cd "${from:-elsewhere/input}" && exec "$@" news -o "$work/again.epub") >"$out" 2>"$err"
  status=$?
  [ $status -eq 0 ] && cmp -s reference.epub again.epub
  result $? "$name" || said
}

same "in Tokyo" env TZ=Asia/Tokyo "$MKEPUB"
same "in New York" env TZ=America/New_York "$MKEPUB"
same "in UTC" env TZ=UTC "$MKEPUB"
same "in a zone that is none" env TZ=Nowhere/Atall "$MKEPUB"
same "in the C locale" env LC_ALL=C "$MKEPUB"
same "in the C.UTF-8 locale" env LC_ALL=C.UTF-8 "$MKEPUB"
same "in a locale that is none" env LC_ALL=tr_TR.UTF-8 LANG=tr_TR.UTF-8 LANGUAGE=tr "$MKEPUB"
# shellcheck disable=SC2086 # one word or none: what the sanitizers need
same "without an environment" env -i ${G_SLICE:+G_SLICE=$G_SLICE} "$MKEPUB"
# shellcheck disable=SC2016 # for the inner shell
same "under umask 077" sh -c 'umask 077; exec "$0" "$@"' "$MKEPUB"
# shellcheck disable=SC2016
same "under umask 022" sh -c 'umask 022; exec "$0" "$@"' "$MKEPUB"
same "on one thread" "$MKEPUB" -j 1
same "on two threads" "$MKEPUB" -j 2
same "on eight threads" "$MKEPUB" -j 8
same "with all its doubts told" "$MKEPUB" --verbose
from=backward
same "from files made in another order at another time" "$MKEPUB"
from=
sleep 1
same "a second later" "$MKEPUB"

# A time given by the environment is the one that counts.
mkepub elsewhere/input/news -o plain.epub
SOURCE_DATE_EPOCH=1700000000 "$MKEPUB" elsewhere/input/news -o epoch.epub --quiet
unzip -p epoch.epub EPUB/package.opf >opf
like opf '2023-11-14T22:13:20Z' "SOURCE_DATE_EPOCH gives the time of modification"

finish
