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
  [ -s met ]
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
  is "$((n > 1 && n < 200))" 1 "there is a $kind to be killed at"
  rm -rf shelf
  mkdir shelf
done

# A signal at any write: until the book is put together the run ends, tells so and keeps the older book; then it is
# too late, and the book is made.
n=1
bad=
early=0
late=0
while [ $n -lt 200 ] && meet "write:$n:TERM"; do
  if [ "$status" -eq 3 ] && grep -qx 'mkepub: interrupted' "$err" && cmp -s shelf/news.epub old.epub; then
    early=$((early + 1))
    [ $late -eq 0 ] || bad="$bad $n(early after late)"
  elif [ "$status" -eq 0 ] && cmp -s shelf/news.epub new.epub; then
    late=$((late + 1))
  else
    bad="$bad $n(status $status)"
  fi
  [ "$(ls -A shelf)" = news.epub ] || bad="$bad $n($(ls -A shelf | tr '\n' ' '))"
  n=$((n + 1))
done
is "$bad" "" "interrupted at any write, a whole book is left and nothing else ($((n - 1)) places)"
is "$((early > 10 && n < 200))" 1 "interrupted while chapters are written, the older book is left ($early places)"
is "$((late > 0))" 1 "interrupted while the book is put together, the new one is"

# Who does not want to wait for that sends the signal again.
n=1
bad=
while [ $n -lt 200 ] && meet "write:$n:TWICE"; do
  [ $status -eq 143 ] && cmp -s shelf/news.epub old.epub || bad="$bad $n(status $status)"
  n=$((n + 1))
done
is "$bad" "" "a second signal ends the run at once, with the older book ($((n - 1)) places)"
is "$((n > 1 && n < 200))" 1 "there is a write to be interrupted at"
rm -rf shelf
mkdir shelf

mkepub news -o shelf/news.epub
ok "the next run makes the same book" cmp new.epub shelf/news.epub

finish
