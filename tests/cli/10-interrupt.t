#!/bin/sh
# SPDX-License-Identifier: MIT
. "$(dirname "$0")/../lib.sh"
# A signal while a book is made leaves the older book, or none, and nothing else. What one does while the file itself
# is written, tests/inject/faults.t shows.

python3 -c '
import os
os.mkdir("news")
for i in range(1500):
    with open(f"news/{i:04}.md", "w") as article:
        article.write(f"# Article {i}\n\n")
        for j in range(400):
            article.write(f"Paragraph {i * j} with *emphasis*, `code` and [a link](https://example.com/{j}).\n\n")
'
article small.md "Small"
mkdir shelf
mkepub small.md -o shelf/news.epub
exits 0 "an older book is there"
cp shelf/news.epub saved.epub

for signal in TERM INT HUP; do
  hit=0
  for delay in 0.05 0.15 0.3 0.5; do
    run python3 "$root/tests/tools/interrupt.py" $signal $delay "$MKEPUB" news -o shelf/news.epub
    if [ "$(cat "$out")" = "exit 0" ]; then
      cp saved.epub shelf/news.epub
      continue
    fi
    hit=$((hit + 1))
    is "$(cat "$out")" "exit 3" "SIG$signal after $delay s is a failure"
    like "$err" '^mkepub: interrupted$' "which is told"
    ok "SIG$signal after $delay s keeps the older book" cmp saved.epub shelf/news.epub
    is "$(ls -A shelf)" "news.epub" "and leaves nothing beside it"
    rm shelf/news.epub
    run python3 "$root/tests/tools/interrupt.py" $signal $delay "$MKEPUB" news -o shelf/news.epub
    [ "$(cat "$out")" = "exit 0" ] || is "$(ls -A shelf)" "" "and without an older book leaves none"
    cp saved.epub shelf/news.epub
  done
  is "$((hit > 0))" 1 "SIG$signal came in time at least once"
done

mkepub news -o shelf/news.epub
exits 0 "the next run succeeds"
is "$(chapters shelf/news.epub | wc -l)" 1500 "and has every article"

finish
