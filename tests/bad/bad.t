#!/bin/sh
# SPDX-License-Identifier: MIT
# Books broken in one way each: `mkepub check` tells what and where, and nothing else of error severity; that they
# are broken is for EPUBCheck, or Python's own module, to say.
. "$(dirname "$0")/../lib.sh"

python=python3
"$python" -c 'import PIL' 2>/dev/null || python=/usr/bin/python3

breaks() {
  "$python" -W ignore "$root/tests/bad/break.py" "$@"
}

mkdir in bad
breaks start in
mkepub in --keep-sources -o good.epub
exits 0 'a sound book is made'
valid good.epub 'and EPUBCheck has nothing to say of it'
mkepub check -v good.epub
exits 0 'nor has mkepub'
is "$(cat "$out" "$err" | grep -v '^mkepub: .*sandbox: ')" 'good.epub: no damage found (container, package, 6 documents, 2 stylesheets, 2 pictures; --validate runs EPUBCheck)' 'no note either'

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
# Sound books that are unusual: EPUBCheck has no error for them, and mkepub no more than is said here.
mkdir sound
breaks make-sound good.epub sound >cases-sound
"$root/tests/tools/epubcheck" sound/*.epub >log 2>&1
grep -E '^(FATAL|ERROR)' log >errors
while IFS=$tab read -r case words; do
  no "$case: EPUBCheck has no error for it" grep -F "/$case.epub" errors
  mkepub check -v "sound/$case.epub"
  exits 0 "$case: nor has mkepub"
  case $words in
  -) is "$(grep -v '^mkepub: .*sandbox: ' "$err")" '' "$case: and nothing else to say" ;;
  *) like "$err" "$words" "$case: but what is said is less than an error" ;;
  esac
done <cases-sound
ok 'there were sound cases' test "$(wc -l <cases-sound)" -gt 25
ok 'there were cases' test "$(wc -l <cases)" -gt 40
finish
