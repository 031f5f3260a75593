#!/bin/sh
# SPDX-License-Identifier: MIT
. "$(dirname "$0")/../lib.sh"
# What cannot be taken costs nothing else; what cannot be written leaves nothing behind.

mkepub no-such-folder -o none.epub
exits 3 "a path that does not exist is a failure"
like "$err" "no-such-folder" "that names the path"
mkdir empty
mkepub empty -o none.epub
exits 3 "a folder without articles is a failure"
no "no book is written" test -e none.epub

article kept/good.md "Good"
ln -s nowhere.md kept/dangling.md
head -c 3000 /dev/urandom >kept/noise.md
printf '\211PNG\r\n\032\n\0\0\0\015IHDR' >kept/picture.md
mkepub kept
exits 1 "files that cannot be taken are errors"
like "$err" '^kept/noise\.md:.*error: .*\[input-binary\]$' "a binary file is told of"
like "$err" '^kept/picture\.md:.*error: .*\[input-binary\]$' "a picture named .md is told of"
like "$err" '^kept/dangling\.md:.*error: .*\[input-unreadable\]$' "a link to nothing is told of"
is "$(chapters kept.epub | cut -f 2)" "Good" "the rest is built"
valid kept.epub "the book is valid"

mkepub kept/noise.md -o none.epub
is "$((status == 1 || status == 3))" 1 "a single file that cannot be taken is not done"
no "no book is written" test -e none.epub

article locked/good.md "Good"
article locked/closed.md "Closed"
chmod 000 locked/closed.md
chmod 777 locked
as_nobody locked -o locked/book.epub
exits 1 "a file without permission is an error"
like "$err" 'closed\.md:.*error: .*\[input-unreadable\]$' "and told of"
is "$(chapters locked/book.epub | cut -f 2)" "Good" "the rest is built"

article huge/good.md "Good"
truncate -s 200M huge/big.md
start=$(date +%s)
mkepub huge
exits 1 "a file of 200 MB is an error"
like "$err" '^huge/big\.md:.*error: .*\[input-too-large\]$' "and told of"
is "$((($(date +%s) - start) < 10))" 1 "and takes no time"
is "$(chapters huge.epub | cut -f 2)" "Good" "the rest is built"

mkdir pipe
article pipe/good.md "Good"
mkfifo pipe/fifo.md
run timeout 20 "$MKEPUB" pipe -o fifo.epub
is "$((status < 2))" 1 "a named pipe is not waited for"
is "$(chapters fifo.epub | cut -f 2)" "Good" "the rest is built"

# Outputs.
mkepub kept/good.md -o missing/folder/out.epub
exits 3 "a missing output folder is a failure"
like "$err" "missing/folder" "that names the folder"
no "and is not created" test -e missing

printf 'My notes\n' >notes.epub
mkepub kept/good.md -o notes.epub
is "$((status == 2 || status == 3))" 1 "a file that is no book is not replaced"
like "$err" "notes\.epub" "the message names it"
is "$(cat notes.epub)" "My notes" "it keeps its bytes"
mkepub kept/good.md -o notes.epub --force
exits 0 "--force replaces it"
ok "by a book" unzip -tq notes.epub

before=$(cat kept/good.md)
mkepub kept/good.md -o kept/good.md
is "$((status == 2 || status == 3))" 1 "an article is not replaced by its book"
is "$(cat kept/good.md)" "$before" "it keeps its bytes"

mkdir folder.epub
mkepub kept/good.md -o folder.epub
is "$((status == 2 || status == 3))" 1 "a folder is not replaced by a book"

# A full disk: a small file system of its own where that may be mounted, else a limit on file sizes.
mkdir many
i=0
while [ $i -lt 40 ]; do
  { printf '# Article %d\n\n' $i && head -c 20000 /dev/urandom | base64; } >"many/$i.md"
  i=$((i + 1))
done
mkdir full
if mount -t tmpfs -o size=1m tmpfs full 2>/dev/null; then
  at_exit="umount $work/full"
  mkepub kept/good.md -o full/news.epub
  exits 0 "a small book fits on the small disk"
  cp full/news.epub saved.epub
  mkepub many -o full/news.epub
else
  diag "no file system can be mounted here: a limit on file sizes stands in"
  mkepub kept/good.md -o full/news.epub
  exits 0 "a small book fits"
  cp full/news.epub saved.epub
  # shellcheck disable=SC2016 # for the inner shell
  run sh -c 'trap "" XFSZ; ulimit -f 2048; exec "$@"' sh "$MKEPUB" many -o full/news.epub
fi
exits 3 "a full disk is a failure"
like "$err" 'full/|[Nn]o space|too large' "that is told"
ok "the older book keeps its bytes" cmp saved.epub full/news.epub
is "$(leftovers full)" "" "nothing else is left"
is "$(ls full)" "news.epub" "nothing is left beside it"

# What is no file is neither replaced nor waited for, --force or not.
mkfifo out.fifo
run timeout 20 "$MKEPUB" kept/good.md --force -o out.fifo
exits 3 "a pipe as output is a failure"
like "$err" "not a regular file" "and told of"
ok "the pipe is left alone" test -p out.fifo
run timeout 20 sh -c '"$1" kept/good.md -o /dev/stdout | cat' sh "$MKEPUB"
like "$err" "cannot write" "so is standard output"

finish
