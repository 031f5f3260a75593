#!/bin/sh
# SPDX-License-Identifier: MIT
# One article never costs the others: whatever it holds and however large it is, it becomes an error at the worst, and
# the rest becomes a book, in the memory that the manual states.
. "$(dirname "$0")/../lib.sh"

# write FILE EXPRESSION: the text that the expression of Python is.
write() {
  python3 -c "import sys; open(sys.argv[1], 'w').write(eval(sys.argv[2]))" "$1" "$2"
}

# peak COMMAND...: the bytes of memory that it takes at the most, into $peak.
peak() {
  status=0
  peak=$(python3 "$root/tests/tools/peak.py" "$@" 2>"$err") || status=$?
}

# bounded FOLDER ARGUMENT... NAME: 32 MiB, and 40 bytes for each byte of its one hostile article.
bounded() {
  bytes=$(wc -c <"$1/clip.md")
  peak "$MKEPUB" "$1" -o peak.epub
  if [ "${BUILD:-release}" = release ]; then
    [ "$peak" -le $((33554432 + 40 * bytes)) ]
    result $? "$2 takes no more memory than the manual says" || diag "$peak bytes for $bytes"
  fi
}

# published SHELF: how many articles its books have.
published() {
  for book in "$1"/books/*/*.epub; do
    chapters "$book"
  done | wc -l | tr -d ' '
}

good() {
  for i in 0 1 2 3 4 5 6 7 8 9; do
    article "$1/g$i.md" "Good $i"
  done
}

# Text that templates make up, and text of which cmark makes much.
n=30000
for kind in lines arguments values brackets smart table; do
  good "$kind"
  extra=
  case $kind in
  lines) text="'>' * $n + '{{< note \"a b' + chr(10) * $n + '\" >}}'" ;;
  arguments) text="'>' * $n + '{{< c ' + '\"a b\" ' * ($n // 3) + ' >}}'" ;;
  values) text="'{% assign a = \"' + 'b' * 8000 + '\" %}' + chr(10) + '{{ a }}' * 50000" ;;
  brackets) text="'](' * 500000" ;;
  smart) text="'\"' * 1000000" extra='smart: yes' ;;
  table) text="'|a|b' + chr(10) + '|-|-' + chr(10) + '|a|b' * 1 + (chr(10) + '|a|b') * 200000" ;;
  esac
  [ -z "$extra" ] || echo "$extra" >"$kind/book.yaml"
  write "$kind/clip.md" "'# Clip' + chr(10) * 2 + $text + chr(10) * 2 + 'Lastwords' + chr(10)"
  mkepub "$kind" -o "$kind.epub"
  exits 1 "$kind: an error"
  like "$err" '^[a-z]*/clip\.md: error: .*split the article \[chapter-degraded\]$' "$kind: which says the way out"
  is "$(chapters "$kind.epub" | wc -l | tr -d ' ')" 11 "$kind: all articles are in the book"
  ok "$kind: with its last words" sh -c "unzip -p $kind.epub EPUB/clip.xhtml | grep -q Lastwords"
  bounded "$kind" "$kind"
done
mkepub inspect lines
exits 1 'inspect takes it'
like "$out" '^11 articles' 'and the others'
mkepub archive lines -o shelf --every year --series S
exits 1 'archive takes it'
is "$(published shelf)" 11 'and the others'

# The limit of the text.
good long
write long/clip.md "'# Clip' + chr(10) * 2 + 'words and ' * 900000"
mkepub long -o long.epub
exits 1 'more than 8 MiB of text are an error'
like "$err" '^long/clip\.md: error: more than 8\.0.MiB of text; split it, or .*--max-article \[input-too-large\]$' 'with the way out'
is "$(chapters long.epub | wc -l | tr -d ' ')" 10 'and the others are a book'
mkepub inspect long
exits 1 'inspect refuses it'
like "$out" '^10 articles' 'and shows the others'
mkepub archive long -o long-shelf --every year --series S
exits 1 'archive refuses it'
is "$(published long-shelf)" 10 'and publishes the others'
mkepub long -o long.epub --max-article 9MiB
exits 0 'more is allowed by --max-article'
is "$(chapters long.epub | wc -l | tr -d ' ')" 11 'and it is in the book'
mkepub archive long -o long-shelf --every year --series S --max-article 9MiB
exits 0 'so it is on the shelf'
is "$(published long-shelf)" 11 'with the others'
mkepub lines -o less.epub --max-article 10k
exits 1 '--max-article lowers it, too'
like "$err" 'clip\.md: error: more than .* of text' 'and is told'
for size in 65MiB much 0; do
  mkepub long -o never.epub --max-article "$size"
  exits 2 "--max-article $size is refused"
done
echo 'max-article: 64MiB' >long/book.yaml
mkepub long -o never.epub
exits 1 'a book.yaml cannot raise it'
like "$err" 'unknown key .max-article.' 'and is told so'

# Pictures in the text are not counted.
good pictures
python3 - <<'PYTHON'
import base64, struct, zlib
def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
rows = b"".join(b"\0" + bytes((x * y) % 251 for x in range(3 * 700)) for y in range(700))
png = (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", 700, 700, 8, 2, 0, 0, 0)) +
       chunk(b"IDAT", zlib.compress(rows, 0)) + chunk(b"IEND", b""))
with open("pictures/clip.md", "w") as file:
    file.write("# Clip\n\n" + "some words " * 9000 + "\n\n")
    for i in range(7):
        file.write(f"![p](data:image/png;base64,{base64.b64encode(png).decode()})\n\n")
PYTHON
ok 'an article of more than 8 MiB' test "$(wc -c <pictures/clip.md)" -gt 9000000
mkepub pictures -o pictures.epub
exits 0 'that is pictures for the most part is taken'
is "$(chapters pictures.epub | wc -l | tr -d ' ')" 11 'with the others'

# Threads share the memory.
mkdir many
python3 - <<'PYTHON'
for i in range(24):
    with open(f"many/a{i}.md", "w") as file:
        file.write(f"# A {i}\n\n" + "the *emph* of **strong** `code` [link](http://a.example/x)\n\n" * 17000)
PYTHON
peak "$MKEPUB" many -o one.epub -j 1
one=$peak
peak "$MKEPUB" many -o all.epub -j 64
if [ "${BUILD:-release}" = release ]; then
  [ "$peak" -le $((3 * one)) ]
  result $? '64 threads take at most three times the memory of one' || diag "$peak and $one bytes"
fi
ok 'and make the same book' cmp one.epub all.epub
finish
