#!/bin/sh
# SPDX-License-Identifier: MIT
. "$(dirname "$0")/../lib.sh"
# inspect: what was understood of each article, for people and for programs.

mkdir news
cat >news/a.md <<'END'
---
title: "Tea & <cake>"
date: 2025-01-13T10:00:00+01:00
author: [Ann Author, Ben Writer]
source: https://example.com/tea
section: Food
language: en
tags: [tea, cake]
---

Five words stand right here.
END
printf '# From the heading\n\n![x](gone.png)\n' >news/2024-12-31-b.md
printf -- '---\ntitle: Later\ndraft: true\n---\nx\n' >news/c.md

mkepub inspect news
exits 0 "inspect succeeds"
like "$out" 'Tea & <cake>' "the table shows a title"
like "$out" 'From the heading' "and that of a heading"
like "$out" '2025-01-13' "and a date"
is "$(ls)" "news" "no book is written"

mkepub inspect news --json
exits 0 "inspect --json succeeds"
cp "$out" report.json
ok "it is JSON" python3 -m json.tool report.json

json() {
  python3 -c 'import json, sys
report = json.load(open("report.json", encoding="utf-8"))
articles = {a["path"]: a for a in report["articles"] if not a.get("draft")}
print(eval(sys.argv[1]))' "$1"
}

is "$(json 'sorted(articles)')" "['news/2024-12-31-b.md', 'news/a.md']" "each article stands under its path"
is "$(json 'report["drafts"]')" 1 "drafts are counted"
is "$(json 'articles["news/a.md"]["title"]["value"]')" "Tea & <cake>" "a title"
like report.json "front matter" "says where it came from"
is "$(json 'articles["news/a.md"]["date"]["value"]')" "2025-01-13T10:00:00+01:00" "a date in W3CDTF"
is "$(json 'articles["news/a.md"]["date"]["raw"]')" "2025-01-13T10:00:00+01:00" "a date as written"
is "$(json 'articles["news/a.md"]["authors"]')" "['Ann Author', 'Ben Writer']" "authors"
is "$(json 'articles["news/a.md"]["tags"]')" "['tea', 'cake']" "tags"
is "$(json 'articles["news/a.md"]["words"]')" 5 "words"
is "$(json 'articles["news/2024-12-31-b.md"]["title"]["value"]')" "From the heading" "the title of a heading"
is "$(json 'articles["news/2024-12-31-b.md"]["date"]["value"]')" "2024-12-31" "the date of a file name"
is "$(json '[f["id"] for f in report["findings"] if f["id"] == "draft-skipped"]')" "['draft-skipped']" "findings are listed"
is "$(json 'sorted(report["findings"][0])')" "['column', 'id', 'line', 'message', 'path', 'severity']" "with all that is known of them"

head -c 2000 /dev/urandom >news/noise.md
mkepub inspect news --json
exits 1 "an article that cannot be taken shows in the status"
ok "and the report is JSON" python3 -m json.tool "$out"

printf '# caf\351 \001\n' >news/latin.md
rm news/noise.md
mkepub inspect news --json
ok "bytes of any kind leave it JSON" python3 -m json.tool "$out"

mkepub inspect no-such
exits 3 "a path that does not exist is a failure"
mkepub inspect
exits 2 "inspect without a path is a usage error"

finish
