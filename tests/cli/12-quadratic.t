#!/bin/sh
# SPDX-License-Identifier: MIT
# Inputs made to cost a reader of Markdown, HTML or front matter time quadratic in their length: each becomes a
# book, whole, and four times the input costs about four times the processor time. None takes more memory than
# the manual says.
. "$(dirname "$0")/../lib.sh"

if [ "${BUILD:-release}" = tsan ]; then
  skip "the time that ThreadSanitizer takes says nothing of the program's" "built in linear time"
  finish
  exit
fi

script=$root/tests/tools/quadratic.py
# Under a sanitizer all is slower, and what is not linear shows earlier.
repeats=50000
memory=memory # which a sanitizer takes for itself
[ "${BUILD:-release}" = release ] || repeats=8000 memory=

python3 "$script" times "$MKEPUB" "$repeats" $memory >"$out" 2>"$err" </dev/null
while read -r name less more peak rate verdict; do
  [ "$verdict" = ok ]
  result $? "$name is built in linear time${memory:+ and memory}" ||
    diag "$less and $more seconds, $peak MB, $rate bytes a byte: $verdict"
done <"$out"
unlike "$err" . 'every input was tried'
diag "seconds for $((repeats / 4)) and for $repeats repeats, the slowest:
$(sort -k 3 -n -r "$out" | head -n 5)
and those that take most memory for a byte of them, beyond 32 MB:
$(awk '{ print ($4 - 33.6) / ($4 / $5), $0 }' "$out" | sort -n -r | head -n 5)"

mkdir in
python3 "$script" in 200
run "$MKEPUB" in -o book.epub
exits 0 'all of them become one book'
if [ "${BUILD:-release}" = release ]; then
  valid book.epub 'and EPUBCheck has nothing to say of it'
fi
finish
