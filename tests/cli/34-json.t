#!/bin/sh
# SPDX-License-Identifier: MIT
. "$(dirname "$0")/../lib.sh"
# Answers in JSON: always JSON, findings with the same members from every verb, and a failure when they cannot be given.

# value EXPRESSION: of the JSON in $out, or what Python has against it.
value() {
  python3 -c 'import json, sys
d = json.load(open(sys.argv[1], encoding="utf-8"))
print(eval(sys.argv[2]))' "$out" "$1" 2>&1
}

mkdir in
printf -- '---\ntitle: A\ndate: 2024-05-06\n---\n\nText ![x](none.png) <b>bold\n' >in/a.md
printf -- '---\ntitle: B\ndate: yesterday or so\n---\n\nText.\n' >in/b.md

# 0xff begins no character of UTF-8
shelf=$(printf 'shelf\377') book=$(printf 'book\377.epub') folder=$(printf 'in\377')
mkepub archive in -o "$shelf" --every week --series S --json
exits 0 "an archive in a folder whose name is not UTF-8"
is "$(value 'd["shelf"]')" 'shelf\xff' "has a report with the byte escaped"
is "$(value 'sorted(d["findings"][0])')" "['column', 'id', 'line', 'message', 'path', 'severity']" \
  "and its findings have line and column"
found=$(value '[(f["id"], f["line"], f["column"]) for f in d["findings"] if f["id"] in ("image-missing", "html-repaired")]')
mkepub inspect in --json
is "$(value '[(f["id"], f["line"], f["column"]) for f in d["findings"] if f["id"] in ("image-missing", "html-repaired")]')" \
  "$found" "those of inspect"
is "$(cat "$err")" "" "which shows them once"

mkepub in -o "$book" --json
exits 0 "a build answers in JSON"
is "$(value '(d["book"], d["written"], d["articles"], d["lost"])')" "('book\\\\xff.epub', True, 2, 0)" "what it made"
is "$(value 'd["bytes"]')" "$(stat -c %s "$book")" "how large it is"
is "$(value '[f["id"] for f in d["findings"] if f["severity"] == "warning"]')" "['date-invalid', 'image-missing']" \
  "and what it found"
is "$(cat "$err")" "" "which is not repeated on standard error"

mkepub in -o no/such/folder.epub --json
exits 3 "a build that fails"
is "$(cat "$out")" "" "has no answer"
like "$err" 'date-invalid' "and shows the findings as usual"

mkepub check --json "$book" "$shelf"
exits 0 "books and shelves of such names are checked"
is "$(value '[c["path"] for c in d["checked"]]')" "['book\\\\xff.epub', 'shelf\\\\xff']" "with the bytes escaped"
mkepub info --json "$book" "$shelf"
exits 0 "and described"
is "$(value '[c["path"] for c in d]')" "['book\\\\xff.epub', 'shelf\\\\xff']" "in the same way"

mkdir "$folder" && cp in/a.md "$folder/$(printf 'a\376.md')"
mkepub inspect "$folder" --json
exits 0 "an article in a folder of such a name"
ok "makes a report that is JSON" python3 -m json.tool "$out"

for words in "inspect in" "check $book" "info $book" "search $shelf text" "archive in -o $shelf --every week --series S"; do
  status=0
  # shellcheck disable=SC2086 # words
  "$MKEPUB" $words --json >/dev/full 2>"$err" || status=$?
  is "$status" 3 "'${words%% *} --json' fails when its answer cannot be written"
done

finish
