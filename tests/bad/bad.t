#!/bin/sh
# SPDX-License-Identifier: MIT
# Books broken in one way each: `mkepub check` tells what and where, and nothing else of error severity; that they
# are broken is for EPUBCheck, or Python's own module, to say.
. "$(dirname "$0")/../lib.sh"

breaks() {
  python3 -W ignore "$root/tests/bad/break.py" "$@"
}

mkdir in bad
breaks start in
mkepub in --keep-sources -o good.epub
exits 0 'a sound book is made'
valid good.epub 'and EPUBCheck has nothing to say of it'
mkepub check -v good.epub
exits 0 'nor has mkepub'
is "$(cat "$out" "$err")" 'good.epub: sound' 'no note either'

breaks make good.epub bad >cases
"$root/tests/tools/epubcheck" bad/*.epub >log 2>&1
breaks judge log bad >judged
tab=$(printf '\t')

# agrees NAME CODE: an independent program says so too.
agrees() {
  case $2 in
  zipfile) python3 -m zipfile -t "bad/$1.epub" 2>&1 | grep -qE 'corrupted|BadZipFile' ;;
  -) grep -qx "$1 -" judged ;;
  *) grep "^$1 " judged | grep -qwF -e "$2" ;;
  esac
}

while IFS=$tab read -r name finding words code; do
  mkepub check -v "bad/$name.epub"
  like "$err" "^bad/$name\.epub$words.* \[$finding\]\$" "$name: what is wrong is told"
  is "$(grep ': error: ' "$err" | grep -cvF "[$finding]")" 0 "$name: and no other error" || said
  agrees "$name" "$code"
  result $? "$name: $code" || diag "$(grep "^$name " judged)"
  case $finding in
  book-unlisted | book-skipped) exits 0 "$name: a note is no failure" ;;
  *) exits 1 "$name: the exit status says so" ;;
  esac
done <cases
ok 'there were cases' test "$(wc -l <cases)" -gt 40
finish
