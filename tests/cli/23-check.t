#!/bin/sh
# SPDX-License-Identifier: MIT
. "$(dirname "$0")/../lib.sh"
# `mkepub check` and `mkepub info` on books. What each finding is told of stands in tests/bad.

article news/one.md 'One & more' 2025-01-13
article news/two.md 'Two' 2025-01-12
printf 'series: Morning Brief\nissue: 12\nauthor: The Desk\n' >news/book.yaml
mkepub news -o book.epub
cp book.epub broken.epub
printf 'x' | dd of=broken.epub bs=1 seek=2000 conv=notrunc 2>/dev/null

mkepub check book.epub
exits 0 'a sound book is sound'
is "$(cat "$out")" 'book.epub: no damage found (container, package, 6 documents, 2 stylesheets, 1 picture; --validate runs EPUBCheck)' 'and one line says so'
mkepub check -q book.epub
is "$(cat "$out" "$err")" '' 'or none at all'
mkepub check book.epub broken.epub
exits 1 'of two books one is broken'
like "$out" '^book\.epub: no damage found \(container, package, .*\)$' 'the sound one is'
like "$out" '^broken\.epub: [1-9][0-9]* errors?, 0 warnings$' 'the other is counted'
like "$err" '^broken\.epub/.*: error: .* \[book-damaged\]$' 'and told of on standard error'
mkepub check nothing.epub book.epub
exits 3 'a book that is not there is a failure'
like "$err" "^mkepub: cannot open 'nothing\.epub': no such file$" 'with its name'
like "$out" '^book\.epub: no damage found \(container, package, .*\)$' 'and the other is checked all the same'
mkepub check /dev/null
exits 1 'a device is no book, and is not waited for'
mkfifo pipe
run timeout 20 "$MKEPUB" check pipe
exits 1 'nor is a pipe'
mkepub check news
exits 3 'a folder without a catalog is no shelf'
like "$err" "^mkepub: 'news' is not a shelf: it has no catalog\.db$" 'and it is told why'

# field EXPRESSION: of the JSON that came out.
field() {
  python3 -c "import json, sys; d = json.load(open(sys.argv[1])); print($1)" "$out"
}

mkepub check --json book.epub broken.epub
exits 1 'the same in JSON'
is "$(field '[c["path"] + " " + c["kind"] + " " + str(c["sound"]) for c in d["checked"]]')" \
  "['book.epub book True', 'broken.epub book False']" 'each book is judged'
is "$(field 'len(d["findings"]) > 0 and {f["id"] for f in d["findings"]} <= {"book-damaged", "book-container"}')" True \
  'and each finding is there'
is "$(cat "$err")" '' 'and not told twice'
ok 'standard output that is full is a failure' sh -c "'$MKEPUB' check book.epub >/dev/full; test \$? -eq 3"

# What somebody else put into a book has no say in how much is kept and printed: the bounds of the manual.
cat >flood.py <<'END'
import resource, subprocess, sys, zipfile

def flood(name, body):
    with zipfile.ZipFile("book.epub") as book, zipfile.ZipFile(name, "w", zipfile.ZIP_DEFLATED) as out:
        for info in book.infolist():
            data = book.read(info)
            if info.filename == "EPUB/one.xhtml":
                data = data.replace(b"</body>", body() + b"</body>")
            out.writestr(info, data)

flood("links.epub", lambda: b"".join(b'<p><a href="#i%d">x</a></p>' % i for i in range(500000)))
flood("ids.epub", lambda: b'<p id="i"/>' * 1000001)
flood("long.epub", lambda: b'<p><a href="x' + b"y" * 60000 + b'">x</a></p>')
END
python3 flood.py
# peak FILE…: the most memory that the program had, in kB.
cat >peak.py <<'END'
import resource, subprocess, sys

subprocess.run([sys.argv[1], "check", *sys.argv[2:]], stdout=open("peak.out", "w"), stderr=open("peak.err", "w"))
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
END
for book in links ids long; do
  peak=$(python3 peak.py "$MKEPUB" -v $book.epub)
  case ${BUILD:-release} in
  asan | tsan) skip 'a sanitizer takes memory too' "$book: memory" ;;
  *) ok "$book: at most 100 MB are held ($peak kB)" test "$peak" -lt 100000 ;;
  esac
  ok "$book: and little is printed" test "$(cat peak.out peak.err | wc -c)" -lt 1000000
done
mkepub check -v links.epub
like "$out" '^links\.epub: 500000 errors, 0 warnings$' 'every dead link is counted'
is "$(grep -c ': error: ' "$err")" 1000 'a thousand are shown'
like "$err" '^links\.epub: and 499000 more errors of this kind \[book-link\]$' 'and the number of the others'
mkepub check --json ids.epub
is "$(field '(d["checked"][0]["errors"], len(d["findings"]), d["checked"][0]["left_out"])')" \
  "(1000000, 100, {'book-markup': 999900})" 'in JSON too, a hundred of one file'
is "$(field '(d["findings"][0]["line"], d["findings"][0]["column"] - d["findings"][1]["column"])')" \
  "($(unzip -p ids.epub EPUB/one.xhtml | grep -n -m1 'id="i"' | cut -d: -f1), -11)" 'with line and column of each'

mkepub info book.epub
exits 0 'info shows a book'
like "$out" '^  title +Morning Brief, 12$' 'its title'
like "$out" '^  series +Morning Brief, number 12$' 'its series and number'
like "$out" '^  creators +The Desk$' 'its authors'
like "$out" '^  date +2025-01-13$' 'its date'
like "$out" '^  articles +2$' 'the number of its articles'
like "$out" '^    One & more  \(.*\)$' 'and each of them'
mkepub info --json book.epub broken.epub
is "$(field '[d[0]["title"], d[0]["position"], [c["title"] for c in d[0]["contents"]], d[0]["bytes"]]')" \
  "['Morning Brief, 12', '12', ['Two', 'One & more'], $(wc -c <book.epub)]" 'the same in JSON'
mkepub info news/one.md
exits 3 'what is no book has nothing to show'
like "$err" "^mkepub: cannot read 'news/one\.md': not a ZIP file" 'and it is told why'
finish
