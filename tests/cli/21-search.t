#!/bin/sh
# SPDX-License-Identifier: MIT
. "$(dirname "$0")/../lib.sh"
# Articles of an archive are found again, by people and by programs.

# told FILE TITLE DATE BYLINE SECTION TEXT
told() {
  mkdir -p "$(dirname "$1")"
  printf -- '---\ntitle: "%s"\ndate: %s\nauthor: %s\nsection: %s\n---\n\n%s\n' \
    "$2" "$3" "$4" "$5" "$6" >"$1"
}

told news/bridge.md "The bridge is open" 2024-12-30 "Ann Lee" City \
  "After two years of work the old bridge carries traffic again. The ferry stays."
told news/ferry.md "Ferry timetable" 2025-01-13 "Bo Berg" Sea \
  "The *ferry* leaves at [six](https://example.org/) in the morning, past the **Café** at the bridge."
told news/loan.md "A loan" 2025-02-01 "Ann Lee" City "The city takes a bridge loan."
told news/zh.md "开源新闻" 2025-02-03 "王明" 科技 "我们用Linux内核。这个开源社区很大，很有用。"
told news/ar.md "خبر" 2025-02-04 "Ann Lee" City "قرأت كِتَابًا جديدًا"
mkepub archive news -o shelf --every month --series News --quiet
exits 0 "an archive is made"
ok "and has an index" test -f shelf/search.db

# found WORDS…: the paths of what is found, in order of their names; how it exits instead when that is a failure.
found() {
  mkepub search shelf "$@" --json
  if [ "$status" -ne 0 ]; then
    echo "exit $status"
    return
  fi
  python3 -c '
import json, sys
print(*sorted(hit["path"] for hit in json.load(sys.stdin)["hits"]))' <"$out"
}

for word in bridge ferry loan city traffic 开源 社区 nowhere; do
  is "$(found "$word")" "$(cd news && grep -liE "^[^-].*$word" -- *.md | while read -r file; do
    sed '/^author:/d; /^section:/d; /^date:/d' "$file" | grep -qi "$word" && echo "$file"
  done | xargs)" "grep and search agree on $word"
done
is "$(found "bridge -loan")" "bridge.md ferry.md" "what is left out is not found"
is "$(found bridge -loan)" "bridge.md ferry.md" "nor when that is a word of its own"
mkepub search shelf -- bridge -loan --since
is "$(grep -c '^  shelf/books' "$out")" 2 "all is words after --"
is "$(found -q bridge -loan --limit 5)" "bridge.md ferry.md" "among options"
is "$(found bridge --loan)" "exit 2" "two dashes are an option"
is "$(found '"bridge loan"')" "loan.md" "a phrase is found"
is "$(found loan OR timetable)" "ferry.md loan.md" "either word is found"
is "$(found cafe)" "ferry.md" "accents do not count"
is "$(found كتابا)" "ar.md" "nor do the vowels of Arabic"
is "$(found 用)" "zh.md" "a single Chinese character is found"
is "$(found ann)" "ar.md bridge.md loan.md" "authors are found"
is "$(found bridge --since 2025)" "ferry.md loan.md" "--since"
is "$(found bridge --until 2025-01)" "bridge.md ferry.md" "--until"
is "$(found bridge --since 2025-01-13 --until 2025-01-13)" "ferry.md" "both, to the day"
is "$(found bridge --section city)" "bridge.md loan.md" "--section"
is "$(found bridge --author "bo berg")" "ferry.md" "--author"
is "$(found 开源 --lang zh)" "zh.md" "--lang"
is "$(found 开源 --lang en)" "" "of another language, nothing is found"

mkepub search shelf bridge --limit 1
exits 0 "a search succeeds"
like "$out" '^The bridge is open$' "a word in the title comes first"
like "$out" '^  2024-12-30, Ann Lee, City, in: .*' "date, byline, section and issue are told"
like "$out" 'the old bridge carries traffic' "with the words around it"
like "$out" '^  shelf/.*\.epub$' "and the book's file"
ok "which is there" test -f "$(sed -n 's/^  \(shelf\/.*\.epub\)$/\1/p' "$out")"
like "$out" '^3 articles found; showing the best: 1$' "all are counted"
unlike "$out" "$(printf '\033')" "nothing is marked outside a terminal"

run script -qec "TERM=xterm '$MKEPUB' search shelf loan --section city" /dev/null
like "$out" "$(printf '\033')\\[7mloan$(printf '\033')\\[0m" "on a terminal it is"

mkepub search shelf 开源社区 --json
ok "marks are ranges of characters in the snippet" python3 - "$out" <<'EOF'
import json, sys
with open(sys.argv[1], encoding="utf-8") as file:
    answer = json.load(file)
hit = answer["hits"][0]
marked = [hit["snippet"][m["start"]:m["start"] + m["length"]] for m in hit["marks"]]
assert marked == ["开源社区"], marked
assert answer["found"] == 1 and answer["bounded"] is False, answer
assert hit["issue"]["file"].endswith(".epub") and hit["date"] == "2025-02-03", hit
EOF

is "$(sqlite3 shelf/search.db "SELECT count(*) FROM words WHERE words MATCH '开源'")" 1 \
  "the sqlite3 program reads the index"

mkepub search shelf nowhere
exits 0 "nothing found is no failure"
is "$(cat "$out")" "" "nothing is printed"
like "$err" '^nothing found$' "but it is said"
mkepub search shelf nowhere --json
is "$(tr -d ' \n' <"$out")" '{"found":0,"bounded":false,"hits":[]}' "JSON says so too"

for words in '"' '(' 'NEAR(' 'a:b' '^a' "'" '* *' 'a OR' '!?'; do
  mkepub search shelf "$words"
  is "$((status == 0 || status == 2))" 1 "'$words' is no failure"
  unlike "$err" 'syntax|fts5|SQL' "and nothing is said of syntax"
done

mkepub search shelf
exits 2 "no words are a usage error"
mkepub search shelf -- -bridge
exits 2 "so are words that only leave out"
mkepub search shelf bridge --since yesterday
exits 2 "so is a date that is none"
mkepub search nowhere bridge
exits 3 "a shelf that is not there is a failure"
like "$err" "^mkepub: cannot open 'nowhere/catalog.db': no such file" "which names it"
mkepub archive news -o plain --every month --series News --no-search --quiet
mkepub search plain bridge
exits 3 "so is an archive without an index"
like "$err" "^mkepub: cannot open 'plain/search.db'" "which says what is missing"
status=0
"$MKEPUB" search shelf bridge >/dev/full 2>"$err" || status=$?
exits 3 "output that cannot be written is a failure"

# an article is changed, one is removed
told news/loan.md "A loan" 2025-02-01 "Ann Lee" City "The city takes no loan for its pier."
rm news/bridge.md
mkepub archive news -o shelf --every month --series News --quiet
exits 0 "the archive is updated"
is "$(found bridge)" "bridge.md ferry.md" "what is no longer in the input is still found"
mkepub archive news -o shelf --every month --series News --quiet --prune
is "$(found bridge)" "ferry.md" "until it is pruned"
is "$(found pier)" "loan.md" "what is new is"
is "$(found City)" "loan.md" "and the rest stays"

finish
