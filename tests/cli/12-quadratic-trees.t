#!/bin/sh
# SPDX-License-Identifier: MIT
# Many inputs, pictures, patterns and attributes: four times as many cost about four times the processor time.
. "$(dirname "$0")/../lib.sh"

if [ "${BUILD:-release}" = tsan ]; then
  skip "the time that ThreadSanitizer takes says nothing of the program's" "run in linear time"
  finish
  exit
fi

size=8000
[ "${BUILD:-release}" = release ] || size=4000

python3 "$root/tests/tools/quadratic_trees.py" "$MKEPUB" "$size" >"$out" 2>"$err" </dev/null
while read -r name less more verdict; do
  [ "$verdict" = ok ]
  result $? "$name takes linear time" || diag "$less and $more seconds: $verdict"
done <"$out"
unlike "$err" . 'every input was tried'
finish
