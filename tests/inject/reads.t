#!/bin/sh
# SPDX-License-Identifier: MIT
# An article that cannot be read, or changes, at whichever of its openings: an error that names it, no book of mixed
# bytes, nothing that was published is lost, and the next run makes the shelf as if nothing had happened.

# In memory, as a sync of the disk takes longer than all else.
[ ! -w /dev/shm ] || TMPDIR=${TMPDIR:-/dev/shm}
export TMPDIR
. "$(dirname "$0")/../lib.sh"

faults=${FAULT_LIBRARY:-$root/build/${BUILD:-release}/fault.so}
ok 'the faults are built' test -f "$faults"

# A cover, as to draw one would take most of the time.
python3 -c '
import struct, zlib
chunk = lambda kind, data: struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
open("cover.png", "wb").write(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", 9, 9, 8, 0, 0, 0, 0))
                              + chunk(b"IDAT", zlib.compress(bytes(90))) + chunk(b"IEND", b""))'

archive() {
  mkepub archive in -o shelf --every month --series S --cover cover.png --keep-sources -j 1 "$@"
}
# faulty N WHAT PROGRAM-ARGUMENT…: with that fault at the N-th opening of one.md; fails when it was not met.
# Without the sandbox, which would not let the fault change the article either.
faulty() {
  n=$1
  what=$2
  shift 2
  rm -f met
  run env LD_PRELOAD="$faults" FAULT="open:$n:$what" FAULT_NAME=/one.md FAULT_LOG="$work/met" "$MKEPUB" "$@" \
    --no-sandbox
  [ -s met ]
}
faulty_archive() {
  faulty "$1" "$2" archive in -o shelf --every month --series S --cover cover.png --keep-sources -j 1
}
# The chapter of one.md in the book, its kept source.
chapter() {
  unzip -p shelf/books/2025/2025-01-01_s.epub 'EPUB/*one*.xhtml' 2>/dev/null
}
source_of() {
  unzip -p "$1" 'META-INF/mkepub/*one*.md' 2>/dev/null
}
hits() {
  "$MKEPUB" search shelf "$1" --json | python3 -c 'import json, sys; print(sum(h["path"] == "one.md" for h in json.load(sys.stdin)["hits"]))'
}
fresh() {
  rm -rf in
  article in/one.md One 2025-01-13
  article in/two.md Two 2025-01-14
  printf '\nFirstword.\n' >>in/one.md
}
bytes() {
  (cd "$1" && find . -type f ! -name '*.db' ! -name .lock -exec sha256sum {} + | sort -k2)
}
# mended NAME: the next run makes a shelf as a first run would, and finds nothing to say.
mended() {
  archive
  [ $status -eq 0 ] || bad="$bad $1(next: $status)"
  bytes shelf >mended
  mv shelf other
  archive
  bytes shelf >fresh
  rm -rf shelf
  mv other shelf
  cmp -s mended fresh || bad="$bad $1(not as a new one)"
  "$MKEPUB" check shelf >"$out" 2>&1 || bad="$bad $1(check)"
  [ "$(hits Firstword)" = 1 ] || bad="$bad $1(search)"
}

# The first run.
for what in EIO CHANGE; do
  n=1
  bad=
  while fresh && rm -rf shelf && [ $n -lt 20 ] && faulty_archive $n $what; do
    # what changes before the first opening is simply what there is
    want=1
    [ $n$what != 1CHANGE ] || want=0
    [ $status -eq $want ] || bad="$bad $n(status $status)"
    [ $want -eq 0 ] || grep -q '^in/one.md: error: .*\[input-unreadable\]$' "$err" || bad="$bad $n(not said)"
    [ "$(chapters shelf/books/2025/2025-01-01_s.epub | cut -f2 | tr '\n' ' ')" = "$([ $want -eq 0 ] && echo 'One ')Two " ] ||
      bad="$bad $n(half a book)"
    mended $n
    n=$((n + 1))
  done
  is "$bad" "" "a first run: $what at any opening ($((n - 1)) places)"
  is "$((n > 2 && n < 20))" 1 "there is more than one"
done

# A run that takes a change: what was published stays until the new text can be.
for what in EIO CHANGE; do
  n=1
  bad=
  while fresh && rm -rf shelf && archive && echo Secondword. >>in/one.md && [ $n -lt 20 ] && faulty_archive $n $what; do
    want=1
    [ $n$what != 1CHANGE ] || want=0
    [ $status -eq $want ] || bad="$bad $n(status $status)"
    chapter | grep -q Firstword || bad="$bad $n(lost)"
    [ $want -eq 0 ] || ! chapter | grep -q 'Secondword' || bad="$bad $n(half taken)"
    [ "$(chapters shelf/books/2025/2025-01-01_s.epub | wc -l)" -eq 2 ] || bad="$bad $n(a book is not whole)"
    [ "$(source_of shelf/books/2025/2025-01-01_s.epub | grep -c Secondword)" = "$(chapter | grep -c Secondword)" ] ||
      bad="$bad $n(source and chapter differ)"
    mended $n
    chapter | grep -q 'Secondword' || bad="$bad $n(never taken)"
    n=$((n + 1))
  done
  is "$bad" "" "a changed article: $what at any opening ($((n - 1)) places)"
  is "$((n > 2 && n < 20))" 1 "there is more than one"
done

# A new article in an issue whose other one cannot be read: it is published, and that one stays.
n=1
bad=
while fresh && rm -rf shelf && archive && article in/three.md Three 2025-01-15 && touch in/one.md && [ $n -lt 20 ] &&
  faulty_archive $n EIO; do
  [ $status -eq 1 ] || bad="$bad $n(status $status)"
  chapter | grep -q Firstword || bad="$bad $n(lost)"
  cat shelf/books/2025/*.epub >/dev/null
  [ "$(for book in shelf/books/2025/*.epub; do chapters "$book"; done | cut -f2 | sort | tr '\n' ' ')" = "One Three Two " ] ||
    bad="$bad $n(not each once)"
  mended $n
  n=$((n + 1))
done
is "$bad" "" "a new article beside it, which cannot be read ($((n - 1)) places)"
is "$((n > 2 && n < 20))" 1 "there is more than one"

# A book by itself.
fresh
for what in EIO CHANGE; do
  n=1
  bad=
  while fresh && [ $n -lt 20 ] && faulty $n $what in -o book.epub --cover cover.png --keep-sources -j 1; do
    want=1
    [ $n$what != 1CHANGE ] || want=0
    [ $status -eq $want ] || bad="$bad $n(status $status)"
    [ $want -eq 0 ] || grep -q '^in/one.md: error: .*\[input-unreadable\]$' "$err" || bad="$bad $n(not said)"
    kept=$(source_of book.epub | grep -c 'Another line')
    [ -z "$(source_of book.epub)" ] || [ "$kept" = "$(unzip -p book.epub 'EPUB/*one*.xhtml' | grep -c 'Another line')" ] ||
      bad="$bad $n(source and chapter differ)"
    if chapters book.epub | grep One >/dev/null && [ -z "$(source_of book.epub)" ]; then
      mkepub check book.epub
      [ $status -eq 1 ] && grep -q "the source of 'one.md' could not be read" "$err" || bad="$bad $n(check does not say)"
      rm -rf back
      mkepub extract book.epub -o back
      [ $status -ne 0 ] && [ "$(ls back)" = two.md ] || bad="$bad $n(extract does not say)"
    fi
    n=$((n + 1))
  done
  is "$bad" "" "a book that keeps sources: $what at any opening ($((n - 1)) places)"
  is "$((n > 2 && n < 20))" 1 "there is more than one"
done
finish
