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

# Options of one letter can be written together, and options can come before the verb.
printf '# A\n\n<b>bold\n' >note.md
mkepub -qn note.md
exits 0 "two letters after one dash"
is "$(cat "$out")" "" "are two options"
mkepub -vn note.md
like "$err" 'html-repaired' "-vn is --verbose --dry-run"
mkepub -qo note.epub note.md
ok "the last letter may have its value in the next word" test -f note.epub
rm note.epub
mkepub -qonote.epub note.md
ok "or in the same" test -f note.epub
mkepub -qzv note.md
exits 2 "a letter that no option has"
like "$err" "unknown option '-z' in '-qzv'" "is named"
mkepub --quiet=1 note.md
exits 2 "a value for a flag"
like "$err" "option '--quiet' takes no value" "is refused in these words"
mkepub --no-such=1 note.md
like "$err" "unknown option '--no-such'" "an unknown option with a value is unknown"
mkepub -q check note.epub
exits 0 "an option before the verb"
is "$(cat "$out")" "" "counts"
mkepub --json check note.epub
like "$out" '"checked"' "so does one that the verb prints"
mkepub --title check note.md -o other.epub
exits 0 "the value of an option is not a verb"
like "$out" '^other.epub: 1 article' "but a value"
mkepub -t check note.md -o other.epub
exits 0 "nor that of a letter"
mkepub -- check
exits 3 "nor is what follows --"
rm note.md note.epub other.epub

for words in --help --version "inspect a.md" "inspect a.md --json"; do
  status=0
  # shellcheck disable=SC2086 # words
  "$MKEPUB" $words >/dev/full 2>"$err" || status=$?
  is "$((status != 0))" 1 "'mkepub $words' fails when its output cannot be written"
done

finish
