#!/bin/sh
# SPDX-License-Identifier: MIT
. "$(dirname "$0")/../lib.sh"
# What the program says of itself, and how it answers words it does not know.

version=$(cat "$root/VERSION")

mkepub
exits 0 "the bare program succeeds"
like "$out" 'mkepub' "and prints a short help"

mkepub --help
exits 0 "--help succeeds"
for option in output quiet verbose strict dry-run force title subtitle series issue date language \
  publisher author identifier config sort group css cover toc smart version; do
  like "$out" "--$option" "--help names --$option"
done
is "$(cat "$err")" "" "--help says nothing on standard error"

mkepub --version
exits 0 "--version succeeds"
is "$(cat "$out")" "mkepub $version" "--version prints name and version"

article a.md "A"
for words in "--no-such-option a.md" "a.md -o" "a.md -j many" "a.md --sort sideways" \
  "a.md --group sideways" "a.md --toc deep" "inspect a.md --no-such-option"; do
  # shellcheck disable=SC2086 # words
  mkepub $words
  exits 2 "'mkepub $words' is a usage error"
  like "$err" . "and says why"
  is "$(cat "$out")" "" "and prints nothing on standard output"
done
is "$(ls)" "a.md" "no usage error writes a file"

mkepub --title
exits 2 "an option without its value is a usage error"

for words in --help --version "inspect a.md" "inspect a.md --json"; do
  status=0
  # shellcheck disable=SC2086 # words
  "$MKEPUB" $words >/dev/full 2>"$err" || status=$?
  is "$((status != 0))" 1 "'mkepub $words' fails when its output cannot be written"
done

finish
