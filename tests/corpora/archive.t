#!/bin/sh
# SPDX-License-Identifier: MIT
. "$(dirname "$0")/../lib.sh"
. "$root/tests/corpora/corpus.sh"
# Two real collections become shelves by week and by month: every article in exactly one issue, the
# issues valid, and one article more touches one issue and the files that name it.

# needs NAME: unpacks the collection; without its archive the test says so and ends.
needs() {
  archive=${MKEPUB_CORPORA:-$root/../shared/corpora}/$1.tar.xz
  if [ ! -f "$archive" ]; then
    diag "the collection $1 is not here: set MKEPUB_CORPORA to the folder of $1.tar.xz"
    skip "no archive $1.tar.xz" "$1"
    finish
    exit
  fi
  ok "$1 is unpacked" tar -xJf "$archive"
}

files() {
  (cd "$1" && find . -type f ! -name '*.db' ! -name .lock -printf '%P %i %T@\n' | sort)
}

# shelf COLLECTION PERIOD: archives it, and compares with an independent reading.
shelf() {
  mkepub archive "$1" -o "$1-$2" --every "$2" --series "The $1" --dedupe off
  exits 0 "$1 by $2"
  is "$(cat "$err")" "" "no article is lost"
  run "$python" "$root/tests/tools/shelf.py" "$1" "$1" "$1-$2" "$2"
  exits 0 "every article stands in the one issue of its day" && sed 's/^/# /' "$out"
  ok "the manifest holds" sh -c "cd '$1-$2' && sha256sum -c --quiet manifest-sha256.txt"
}

needs bitcoin-optech
needs digitalgov-news
for collection in bitcoin-optech digitalgov-news; do
  for period in week month; do
    shelf $collection $period
  done
done

# Forty issues by chance, always the same ones, and the largest and the smallest of each shelf.
"$python" - >sample <<'END'
import glob, os, random
books = sorted(glob.glob("*-week/books/*/*.epub") + glob.glob("*-month/books/*/*.epub"))
random.seed(5)
chosen = set(random.sample(books, 40))
for shelf in {b.split("/")[0] for b in books}:
    own = sorted((b for b in books if b.startswith(shelf + "/")), key=os.path.getsize)
    chosen |= {own[0], own[-1]}
print("\n".join(sorted(chosen)))
END
ok "EPUBCheck has nothing to say of $(wc -l <sample) issues" sh -c "xargs '$root/tests/tools/epubcheck' <sample"

# One article more, in the middle of 2019.
files bitcoin-optech-week >before
printf -- '---\ntitle: "One more"\nlang: en\ntype: newsletter\n---\n\nA text that came late.\n' \
  >bitcoin-optech/en/newsletters/2019-06-20-one-more.md
mkepub archive bitcoin-optech -o bitcoin-optech-week --every week --series "The bitcoin-optech" --dedupe off
exits 0 "an article comes late"
like "$out" '^1 article added, 1 issue written' "one issue is written"
files bitcoin-optech-week >after
diff before after | sed -n 's/^[<>] \([^ ]*\) .*/\1/p' | sort -u >changed
is "$(grep -E '^(books|covers)/' changed)" "books/2019/2019-06-17_the-bitcoin-optech.epub
covers/2019/2019-06-17_the-bitcoin-optech-small.jpg
covers/2019/2019-06-17_the-bitcoin-optech.jpg" "its book and its cover are others"
grep -vE '^(books|covers)/' changed >rest
is "$(grep -v '^pages/find/2019/' rest)" "index.html
manifest-sha256.txt
opds/2/all/1.json
opds/2/language/en/2.json
opds/2/language/zh/2.json
opds/2/new/2.json
opds/2/section/newsletters-084978dfb994/2.json
opds/2/year/2019.json
opds/all/1.xml
opds/language/en/2.xml
opds/language/zh/2.xml
opds/new/2.xml
opds/section/newsletters-084978dfb994/2.xml
opds/year/2019.xml
pages/2019.html
pages/years.js" "so are the feeds and pages that name this issue, and no others"
finish
