#!/bin/sh
# SPDX-License-Identifier: MIT
. "$(dirname "$0")/../lib.sh"
# The sandbox: a part of the program that was taken over reads, writes and calls nothing that the command line does not
# name, and whatever is named works as without it. leave.c is that part; it says what the kernel let it do.

leave=$root/build/${BUILD:-release}/tests/leave.so
case ${BUILD:-release} in
asan | tsan) leave= ;;
esac

# The version of the kernel's Landlock by its own answer; a word when it has none.
abi=$(
  python3 - <<'END'
import ctypes, errno
libc = ctypes.CDLL(None, use_errno=True)
version = libc.syscall(444, None, ctypes.c_size_t(0), ctypes.c_uint(1))
print(version if version > 0 else errno.errorcode[ctypes.get_errno()])
END
)

mkfifo "$scratch/tap"
python3 "$root/tests/fetch/server.py" "$scratch/log" >"$scratch/port" <"$scratch/tap" &
server=$!
exec 9>"$scratch/tap"
while [ ! -s "$scratch/port" ] && kill -0 $server 2>/dev/null; do
  sleep 0.1
done
port=$(cat "$scratch/port")

mkdir "$scratch/private" "$scratch/temporary" news shelf deep
echo secret >"$scratch/private/diary"
article news/leave.md "Leaving" 2025-01-13
article news/b.md "Staying" 2025-01-14
"$MKEPUB" news -o news.epub --quiet --keep-sources
"$MKEPUB" archive news -o shelf --every week --series S --quiet --keep-sources

# attempt NAME ARGUMENT…: what came of each try is in the file 'tries'; the tries of the end come last.
attempt() {
  : >tries
  echo mine >"$scratch/private/keep"
  rm -f "$scratch/private/made"
  run env LD_PRELOAD="$leave" LEAVE_LOG="$work/tries" LEAVE_READ="$scratch/private/diary" \
    LEAVE_MAKE="$scratch/private/made" LEAVE_REMOVE="$scratch/private/keep" LEAVE_PORT="$port" "$MKEPUB" "$@"
}

# only WHAT NAME: of all that was tried in the last run only WHAT was done, in worker threads and at the end.
only() {
  is "$(sed -n 's/^[a-z]* \([a-z]*\) done$/\1/p' tries | sort -u | tr '\n' ' ')" "$1" "$2"
}

all='connect list make read remove signal start '
if [ -z "$leave" ]; then
  skip 'a preloaded library and a sanitizer do not mix' 'what leaves is stopped'
elif [ "$abi" = ENOSYS ] || [ "$abi" = EOPNOTSUPP ]; then
  skip "this kernel has no Landlock ($abi)" 'what leaves is stopped'
else
  # what the newest version known here guards; an older kernel does less
  rest=
  [ "$abi" -ge 4 ] || rest='connect '
  [ "$abi" -ge 6 ] || rest="${rest}signal "
  attempt news -o out.epub --no-sandbox -v
  exits 0 'without the sandbox a book is made'
  like "$err" '^mkepub: no sandbox: --no-sandbox$' 'and --verbose says that there is none'
  only "$all" 'the part that leaves can do all that it tries'
  is "$(cut -d ' ' -f 1,2 tries | sort -u | cut -d ' ' -f 1 | uniq -c | tr -s ' \n' ' ')" ' 7 end 7 work ' 'in a thread at work, and at the end'

  attempt news -o out.epub -v
  exits 0 'in the sandbox a book is made'
  like "$err" "^mkepub: sandbox: files.*\(Landlock $abi\)\$" '--verbose says what is guarded'
  only "$rest" 'and nothing leaves'
  is "$(cut -d ' ' -f 1,2 tries | sort -u | cut -d ' ' -f 1 | uniq -c | tr -s ' \n' ' ')" ' 7 end 7 work ' 'not in a thread at work, and not at the end'
  is "$(cat "$scratch/private/keep")" mine 'what is outside is as it was'
  no 'and nothing is added' test -e "$scratch/private/made"
  attempt news -o out.epub
  is "$(cat "$err")" '' 'without --verbose nothing is said of it'

  attempt inspect news
  only "$rest" 'inspect'
  attempt news -n
  only "$rest" 'a dry run'
  attempt archive news -o shelf-2 --every week --series S
  only "$rest" 'archive'
  TMPDIR=$scratch/temporary attempt archive news -o shelf-2 --every week --series S -n
  exits 0 'a rehearsal of archive'
  only "$rest" 'a dry run of archive'
  for verb in "check shelf news.epub" "info shelf news.epub" "search shelf text" "extract news.epub -o back"; do
    # shellcheck disable=SC2086 # words
    attempt $verb
    exits 0 "mkepub $verb"
    only "$rest" 'and nothing leaves'
  done

  # What is read is not written, and what is beside the output is not touched by who only reads.
  : >tries
  run env LD_PRELOAD="$leave" LEAVE_LOG="$work/tries" LEAVE_READ="$work/news/b.md" LEAVE_MAKE="$work/news/made.md" \
    LEAVE_REMOVE="$work/news/b.md" LEAVE_PORT="$port" "$MKEPUB" inspect news
  only "$(echo "list read $rest" | tr ' ' '\n' | sed '/^$/d' | sort | tr '\n' ' ')" 'an input folder is for reading alone'

  # Older kernels, which refuse what they do not know.
  "$MKEPUB" news -o plain.epub --quiet --no-sandbox
  for version in 1 2 3 4 5 6; do
    LEAVE_ABI=$version
    export LEAVE_ABI
    attempt news -o out.epub -v
    exits 0 "Landlock $version: a book"
    like "$err" "^mkepub: sandbox: .*\(Landlock $version\)\$" 'in a sandbox'
    case $version in
    1 | 2 | 3) only 'connect signal ' 'which guards files' ;;
    4 | 5) only 'signal ' 'which guards files and network' ;;
    *) only '' 'which guards all' ;;
    esac
    ok 'and the book is the same' cmp plain.epub out.epub
  done
  LEAVE_ABI=0
  attempt news -o out.epub
  exits 0 'a kernel without Landlock: a book'
  is "$(cat "$err")" '' 'without a word'
  only "$all" 'and no sandbox'
  LEAVE_ABI=1
  printf '# Fetched\n\n![x](http://127.0.0.1:%s/good/old)\n' "$port" >fetched.md
  XDG_CACHE_HOME=$scratch/cache-1 attempt fetched.md -o out.epub --fetch --allow-private
  ok 'Landlock 1 with --fetch: the picture is there' sh -c "unzip -Z1 out.epub | grep -q 'img/.*\.png'"
  unset LEAVE_ABI

  # With --fetch, the network and nothing else.
  printf '# Fetched\n\n![x](http://127.0.0.1:%s/good/new)\n' "$port" >fetched.md
  attempt fetched.md -o out.epub --fetch --allow-private
  exits 0 'a book with --fetch'
  ok 'the picture is there' sh -c "unzip -Z1 out.epub | grep -q 'img/.*\.png'"
  only "$(echo "connect $rest" | tr ' ' '\n' | sed '/^$/d' | sort -u | tr '\n' ' ')" 'connections are made, and nothing else'
  mkepub fetched.md -o kept.epub
  ok 'and kept for a run without the network' cmp out.epub kept.epub
fi

# Whatever the command line names works as without the sandbox: same book, same words.
same() {
  name=$1
  shift
  rm -rf one two
  mkdir one two
  (cd one && "$MKEPUB" "$@" --no-sandbox >"$scratch/one" 2>&1 </dev/null)
  status_one=$?
  (cd two && "$MKEPUB" "$@" >"$scratch/two" 2>&1 </dev/null)
  status_two=$?
  is "$status_two" "$status_one" "$name: the same status"
  ok "$name: the same words" diff "$scratch/one" "$scratch/two"
  # the catalog says when a run was
  ok "$name: the same files" diff -r -x catalog.db one two
}

elsewhere=$scratch/elsewhere
mkdir -p "$elsewhere/pictures" "$elsewhere/style" "$elsewhere/fonts" "$elsewhere/settings"
python=python3
"$python" -c 'import PIL' 2>/dev/null || python=/usr/bin/python3
"$python" - "$elsewhere" <<'END'
import sys
from PIL import Image
picture = Image.radial_gradient("L").resize((60, 40)).convert("RGB")
for kind in ("png", "jpg", "gif", "webp", "tiff", "bmp"):
    picture.save(f"{sys.argv[1]}/pictures/{kind}.{kind}")
END
heif-enc --avif "$elsewhere/pictures/png.png" -o "$elsewhere/pictures/avif.avif" >"$scratch/heif" 2>&1
cp /usr/share/fonts/truetype/dejavu/DejaVuSerif.ttf "$elsewhere/fonts"
echo 'p { color: #123456 }' >"$elsewhere/style/a.css"
printf 'title: Elsewhere\n' >"$elsewhere/settings/b.yaml"
mkdir pictures
for kind in png jpg gif webp tiff bmp avif; do
  printf '![%s](%s.%s)\n\n' $kind $kind $kind
done >pictures/a.md
same 'pictures of all kinds, and fonts of the system' "$work/pictures" --assets "$elsewhere/pictures" -o book.epub
ok 'all of them are in the book' [ "$(unzip -Z1 two/book.epub | grep -c 'EPUB/img/')" -ge 6 ]
same 'a stylesheet, settings, fonts and a cover from elsewhere' "$work/news" --config "$elsewhere/settings/b.yaml" \
  --css "$elsewhere/style/a.css" --embed-font "$elsewhere/fonts/DejaVuSerif.ttf" \
  --cover-font "$elsewhere/fonts/DejaVuSerif.ttf" -o book.epub
same 'a cover from elsewhere' "$work/news" --cover "$elsewhere/pictures/png.png" -o book.epub
same 'the output without a name' "$work/news"
same 'a file, whose pictures are beside it' "$elsewhere/pictures/../pictures/../settings/../../work/pictures/a.md"
same 'a file that is not there' "$work/none.md"
same 'a folder that is not there' "$work/news" -o none/book.epub
same 'a shelf' archive "$work/news" -o deep/shelf --every day --series S --no-search
same 'the files of a book' extract "$work/news.epub" -o deep/files
same 'the files of a book, here' extract "$work/news.epub"

mkdir -p "$elsewhere/device" link
ln -s "$elsewhere/device/book.epub" link/book.epub
mkepub news -o link/book.epub
exits 0 'a link to nothing yet is the output'
ok 'the book is where it leads' test -f "$elsewhere/device/book.epub"
mkepub news -o link/book.epub --title Again
exits 0 'and is replaced'
ln -s "$elsewhere/device/default.epub" pictures.epub
mkepub pictures
exits 0 'so is the one that has its name by default'
ok 'the book is where that leads' test -f "$elsewhere/device/default.epub"

find "$work/news" -name '*.md' | "$MKEPUB" - -o listed.epub >"$out" 2>"$err"
is "$?" 0 'a list on standard input'
is "$(chapters listed.epub | wc -l | tr -d ' ')" 2 'with all that it names'
find "$work/news" -name '*.md' >list
"$MKEPUB" - -o listed.epub <list >"$out" 2>"$err"
is "$?" 0 'a list from a file'
is "$(chapters listed.epub | wc -l | tr -d ' ')" 2 'with all that it names'
"$MKEPUB" archive - -o listed --every day --series S <list >"$out" 2>"$err"
is "$?" 0 'a list of articles for a shelf'
"$MKEPUB" - -o none.epub <&- >"$out" 2>"$err"
is "$?" 3 'standard input that is closed is a failure'

mkepub archive news -o shelf-3 --every day --series S --bag deep/bag
exits 0 'a bag'
mkepub archive news -o shelf-3 --every day --series S --bag deep/bag
exits 0 'that is replaced'

# A run that was killed in the middle of a transaction: who reads the shelf first undoes it.
python3 - <<'END'
import os, shutil, sqlite3
shutil.copytree("shelf", "killed")
db = sqlite3.connect("shelf/catalog.db", isolation_level=None)
db.execute("PRAGMA cache_size = 1")
db.execute("PRAGMA cache_spill = 1")
db.execute("BEGIN IMMEDIATE")
for i in range(2000):
    db.execute("INSERT INTO setting (key, value) VALUES (?, ?)", (f"torn {i}", "x" * 500))
for name in ("catalog.db", "catalog.db-journal"):
    shutil.copy("shelf/" + name, "killed/" + name)
db.execute("ROLLBACK")
assert os.path.getsize("killed/catalog.db") > os.path.getsize("shelf/catalog.db")
END
for verb in "info killed" "check killed" "search killed text"; do
  cp -R killed torn
  # shellcheck disable=SC2086 # words
  run "$MKEPUB" ${verb%killed*}torn${verb#*killed}
  exits 0 "mkepub $verb: after a run that was killed"
  no 'what it left half done is undone' test -s torn/catalog.db-journal
  rm -rf torn
done

# No folder for temporary files is needed.
TMPDIR=$scratch/nowhere mkepub news -o out.epub
exits 0 'a book without a TMPDIR'
TMPDIR=$scratch/nowhere mkepub inspect news
exits 0 'inspect without a TMPDIR'
TMPDIR=$scratch/temporary mkepub archive news -o shelf --every week --series S --keep-sources -n
exits 0 'a dry run of archive with its TMPDIR'

exec 9>&-
wait $server
finish
