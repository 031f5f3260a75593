#!/bin/sh
# SPDX-License-Identifier: MIT
. "$(dirname "$0")/../lib.sh"
# Whichever write, sync or rename fails, and wherever the program is killed: the output is the older book or the
# whole new one. Each fault is met at every call in turn, until a run comes through without meeting it.

faults=${FAULT_LIBRARY:-$root/build/${BUILD:-release}/fault.so}
ok "the faults are built" test -f "$faults"

article small.md "Small"
i=0
while [ $i -lt 12 ]; do
  article "news/$i.md" "Article $i"
  i=$((i + 1))
done
mkdir shelf
mkepub small.md -o old.epub
mkepub news -o new.epub

# meet KIND:N:WHAT: builds into shelf/ with that fault; fails when it was not met.
meet() {
  cp old.epub shelf/news.epub
  rm -f met
  run env LD_PRELOAD="$faults" FAULT="$1" FAULT_LOG="$work/met" "$MKEPUB" news -o shelf/news.epub -j 1 --quiet
  [ -f met ]
}

whole() {
  cmp -s shelf/news.epub old.epub || cmp -s shelf/news.epub new.epub
}

for kind in write read fsync rename; do
  n=1
  bad=
  while [ $n -lt 200 ] && meet "$kind:$n:ENOSPC"; do
    # A failed sync of the folder comes after the rename: the new book stands then, and is told of all the same.
    if [ $status -ne 3 ] || ! whole || [ "$(ls -A shelf)" != news.epub ]; then
      bad="$bad $n(status $status, $(ls -A shelf | tr '\n' ' '))"
    fi
    n=$((n + 1))
  done
  is "$bad" "" "every failing $kind is a failure that leaves a whole book and nothing else ($((n - 1)) places)"
  is "$((n > 1 && n < 200))" 1 "there is a $kind to fail"
  [ "$kind" = read ] || meet "$kind:1:ENOSPC"
  [ "$kind" = read ] || like "$err" 'No space|no space' "the message of a failing $kind says why"
done

for kind in write fsync rename; do
  n=1
  bad=
  while [ $n -lt 200 ] && meet "$kind:$n:KILL"; do
    whole || bad="$bad $n"
    n=$((n + 1))
  done
  is "$bad" "" "killed at any $kind, the output is a whole book ($((n - 1)) places)"
  rm -rf shelf
  mkdir shelf
done

mkepub news -o shelf/news.epub
ok "the next run makes the same book" cmp new.epub shelf/news.epub

finish
