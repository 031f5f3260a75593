#!/bin/sh
# SPDX-License-Identifier: MIT
. "$(dirname "$0")/../lib.sh"
# A shelf touches nothing but its own files: not what others keep in its folders, not what a link leads to, not what a
# catalog, a manifest, a journal or a bag made by somebody else names.

faults=${FAULT_LIBRARY:-$root/build/${BUILD:-release}/fault.so}
ok 'the faults are built' test -f "$faults"

# archive INPUT SHELF OPTION…
archive() {
  input=$1
  shelf=$2
  shift 2
  run timeout 60 "$MKEPUB" archive "$input" -o "$shelf" --every week --series S --keep-sources -j 2 "$@"
}
# A name and the hash, or the kind, of everything below FOLDER.
tree() {
  find "$1" ! -type f -printf '%P %y %l\n' -o -type f -printf '%P ' -exec sha256sum {} \; | sed 's/  .*//' | LC_ALL=C sort
}
# mine FOLDER NAME…: somebody's files.
mine() {
  folder=$1
  shift
  for each in "$@"; do
    mkdir -p "$folder/$(dirname "$each")"
    echo "mine: $each" >"$folder/$each"
  done
}
# kept FOLDER NAME TEXT: still somebody's.
kept() {
  is "$(cat "$1/$2" 2>&1)" "mine: $2" "$3"
}

for i in 1 2 3 4; do
  article "in/$i.md" "Article $i" "2025-0$i-13"
done
cp -R in more
article more/5.md 'Article 5' 2025-05-13
rm more/2.md
archive in good
exits 0 'a shelf'
book=books/2025/2025-01-13_s.epub
ok 'has its book' test -f good/$book
mkdir -p outside/deep
mine outside thesis.odt deep/photo.raw 2025/list.ods
tree outside >outside.before
# outside NAME: nothing outside has changed.
outside() {
  tree outside >outside.after
  ok "$1: nothing outside has changed" cmp outside.before outside.after
}

# A folder that holds anything else in our places is no new shelf.
for place in books/list.ods books/2025/2025-01-13_s.epub covers/a.jpg pages/letter.odt pages/deep/er/x.html opds/new.xml \
  feed.xml index.html index.xml manifest-sha256.txt search.db .lock; do
  rm -rf desk
  mine desk "$place" notes.txt
  tree desk >before
  archive in desk
  exits 3 "a folder with $place is refused"
  like "$err" "^mkepub: 'desk/$place' is not mkepub's" "$place is named"
  tree desk >after
  ok "$place: nothing has changed" cmp before after
  archive in desk --dry-run
  exits 3 "$place: a rehearsal says so too"
  case $place in
  */* | feed.xml) continue ;;
  esac
  archive in desk --adopt
  exits 3 "$place is refused with --adopt too"
  like "$err" "desk/$place' is not mkepub's, and the archive needs this name; move it away\$" 'with the way out'
  tree desk >after
  ok "$place: nothing has changed then" cmp before after
done
rm -rf desk
mine desk catalog.db
archive in desk
exits 3 'a catalog.db of somebody else is refused'
like "$err" "'desk/catalog.db' is not a catalog of mkepub" 'and named'
kept desk catalog.db 'it stays'
rm -rf desk
mine desk notes.txt pictures/a.jpg
archive in desk
exits 0 'other names do not matter'
kept desk notes.txt 'and stay'

theirs='books/list.ods books/2025/mine.epub covers/a.jpg pages/letter.odt opds/mine.xml notes.txt'
# all_kept WHAT: in desk.
all_kept() {
  for place in $theirs; do
    kept desk "$place" "$1: $place is kept"
  done
}
rm -rf desk
# shellcheck disable=SC2086
mine desk $theirs
archive in desk
exits 3 'without --adopt'
archive in desk --adopt
exits 0 '--adopt takes the folder'
all_kept 'adopted'
run "$MKEPUB" check desk
exits 0 'check finds no damage'
for place in $theirs; do
  like "$err" "^desk/$place: warning: extra: " "$place is extra"
done
archive more desk
exits 0 'the next run needs no --adopt'
all_kept 'a run with changes'
archive more desk --rebuild
all_kept '--rebuild'

# A file in the place of one that the archive wants is not replaced, whenever it came.
rm -rf desk
mine desk $book
archive in desk --adopt
exits 3 "somebody's book has the name of an issue"
like "$err" "'desk/$book' is not mkepub's" 'it is named'
kept desk $book 'and kept'
rm -rf desk
cp -a good desk
mine desk books/2025/2025-05-12_s.epub
archive more desk
exits 3 'one that came later'
kept desk books/2025/2025-05-12_s.epub 'is kept too'
rm desk/books/2025/2025-05-12_s.epub
archive more desk
exits 0 'when it is gone the run goes through'

# Killed at any time: the run after finishes the work, and all that others put there stays.
# killed CALL BEFORE: a run on desk is killed at this call, then another one goes through.
killed() {
  rm -f met
  LD_PRELOAD=$faults FAULT=any:$1:KILL FAULT_LOG=$work/met "$MKEPUB" archive more -o desk --every week --series S --keep-sources \
    -j 2 $2 >/dev/null 2>&1
  [ -s met ] || return 1
  # shellcheck disable=SC2086
  mine desk $theirs
  ln "desk/$(echo "$theirs" | cut -d' ' -f1)" hard 2>/dev/null
  archive more desk $2
}
archive more wanted
published() {
  (cd "$1" && find books covers pages opds index.html index.xml manifest-sha256.txt -type f -exec sha256sum {} +) | sort -k2 |
    grep -v -e 'list\.ods' -e 'mine\.' -e 'a\.jpg' -e 'letter\.odt'
}
published wanted >wanted.list
calls=0
for call in 5 12 23 44 71 110 150 190; do
  rm -rf desk
  killed $call --adopt || continue
  calls=$((calls + 1))
  exits 0 "killed at call $call of a first run"
  all_kept "killed at call $call"
  published desk >desk.list
  ok "killed at call $call: the same shelf" cmp wanted.list desk.list
  is "$(find desk -name '.*.????????????????')" '' "killed at call $call: nothing is left"
  rm -rf desk
  cp -a good desk
  # shellcheck disable=SC2086
  mine desk $theirs
  killed $call --prune || continue
  exits 0 "killed at call $call of a run with changes"
  all_kept "killed at call $call of a run with changes"
  published desk >desk.list
  ok "killed at call $call of a run with changes: the same shelf" cmp wanted.list desk.list
  is "$(find desk -name '.*.????????????????')" '' "killed at call $call of a run with changes: nothing is left"
done
is "$((calls >= 6))" 1 "there were so many calls ($calls)"

# A first run that was stopped needs no --adopt the next time, whatever it had published.
stopped=0
for call in 20 60 100 140; do
  rm -rf desk met
  LD_PRELOAD=$faults FAULT=any:$call:KILL FAULT_LOG=$work/met "$MKEPUB" archive in -o desk --every week --series S \
    --keep-sources -j 2 >/dev/null 2>&1
  [ -s met ] && stopped=$((stopped + 1))
  cp -a desk desk2
  archive more desk
  exits 0 "a first run killed at call $call, and other articles after it"
  published desk >desk.list
  ok "killed at call $call: the shelf of those articles" cmp wanted.list desk.list
  mine desk2 pages/letter.odt
  archive in desk2
  exits 3 "killed at call $call: but a file of somebody else is seen"
  kept desk2 pages/letter.odt "killed at call $call: and kept"
  rm -rf desk2
done
is "$((stopped >= 2))" 1 "these runs were killed ($stopped)"
rm -rf desk met
LD_PRELOAD=$faults FAULT=any:60:TERM FAULT_LOG=$work/met "$MKEPUB" archive in -o desk --every week --series S >/dev/null 2>&1
is $? 3 'a first run is interrupted'
archive more desk
exits 0 'and needs no --adopt the next time'

# A shelf that lost its catalog is known by its manifest.
rm -rf desk
cp -a good desk
rm desk/catalog.db desk/search.db
archive more desk
exits 0 'a lost catalog is made again'
ok 'and the manifest holds' sh -c 'cd desk && sha256sum -c --quiet manifest-sha256.txt'
rm -rf desk
cp -a good desk
rm desk/catalog.db
mine desk pages/letter.odt
archive more desk
exits 3 'beside a file of somebody else it is not'
archive more desk --adopt
exits 0 'without --adopt'
kept desk pages/letter.odt 'which keeps that file'
rm -rf desk
cp -a good desk
rm desk/catalog.db
echo more >>desk/opds/new.xml
archive in desk
exits 3 'nor with a published file that is another one now'
like "$err" "'desk/opds/new.xml' is not mkepub's" 'which is named'
rm -rf desk
cp -a good desk
rm desk/catalog.db desk/manifest-sha256.txt
archive in desk
exits 3 'nor without a manifest'

# What took the place of a published file is not removed with it.
rm -rf desk
cp -a good desk
old=books/2025/2025-02-10_s.epub
ok 'there is a book that will go' test -f desk/$old
mine desk $old
sqlite3 desk/catalog.db "DELETE FROM issue WHERE file = '$old'; UPDATE article SET issue = NULL, state = 1 WHERE path = '2.md'" 2>/dev/null
archive more desk --rebuild
kept desk $old 'somebody put another file in the place of a book that went'

# Links: at every level, on a shelf with a catalog and on one without.
for place in books books/2025 covers covers/2025 pages pages/find opds opds/2; do
  for mark in '' unfinished; do
    rm -rf desk
    cp -a good desk
    rm -rf "desk/$place"
    ln -s "$work/outside" "desk/$place"
    [ -z "$mark" ] || printf 'mkepub unfinished 0123456789abcdef\n' >desk/.lock
    archive more desk
    exits 3 "$place is a link${mark:+, after a run that was killed}"
    like "$err" 'symbolic link' "$place: the message says so"
    outside "$place is a link"
    run timeout 20 "$MKEPUB" check desk
    exits 1 "$place is a link: a finding of the check"
    run timeout 20 "$MKEPUB" extract desk -o back
    outside "$place is a link: extract"
  done
done
for place in books pages opds; do
  rm -rf desk
  mkdir desk
  ln -s ../outside "desk/$place"
  echo unfinished >desk/.lock
  archive in desk --adopt
  exits 3 "$place of a new shelf is a link"
  outside "$place of a new shelf is a link"
done
rm -rf desk
cp -a good desk
for place in $book covers/2025/2025-01-13_s.svg index.html pages/shelf.css opds/new.xml; do
  rm -f "desk/$place"
  ln -s "$work/outside/thesis.odt" "desk/$place"
done
archive more desk
exits 0 'published files became links'
outside 'published files became links'
is "$(find desk -type l | grep -cv covers)" 0 'they are files again'
ln -s desk link
archive in link
exits 0 'the shelf itself may be a link'

# Names in the catalog.
for place in ../outside/thesis.odt "$work/outside/thesis.odt" books/../../outside/thesis.odt pages/../../outside/thesis.odt \
  books//x.epub books/2025/./2025-01-13_x.epub 'pages/a
b.html' catalog.db .lock books '' books/list.ods; do
  for column in "INSERT INTO file VALUES ('$place', 'page', 1, 1, zeroblob(32), NULL)" \
    "UPDATE issue SET file = '$place' WHERE id = 1" "UPDATE issue SET cover = '$place' WHERE id = 1" \
    "UPDATE issue SET thumbnail = '$place' WHERE id = 2"; do
    rm -rf desk back bag
    cp -a good desk
    mine desk books/list.ods
    sqlite3 desk/catalog.db "PRAGMA foreign_keys = off; $column"
    run timeout 20 "$MKEPUB" check desk
    [ "$status" -eq 1 ] || [ "$status" -eq 3 ]
    result $? "check: $column" || said
    run timeout 20 "$MKEPUB" extract desk -o back
    archive more desk --bag bag
    exits 3 "archive: $column"
    like "$err" "catalog 'desk/catalog.db' is damaged" "it is told: $column"
    kept desk books/list.ods "kept: $column"
    ok "the catalog is there: $column" test -s desk/catalog.db
    no "no bag: $column" test -e bag
    outside "$column"
  done
done

# A journal of somebody else: it is believed only of files in the state that it lists, by names of ours.
state() {
  stat -c '%s %.9Y' "$1" | tr -d .
}
rm -rf desk
cp -a good desk
mine desk books/list.ods pages/mine.html pages/gone.html books/.2025-01-13_s.epub.0123456789abcdef \
  pages/.letter.odt.0123456789abcdef pages/.left.html.0123456789abcdef .x.0123456789abcdef
{
  echo 'mkepub unfinished 0123456789abcdef'
  echo "$(state desk/books/list.ods) books/list.ods"
  echo "$(state outside/thesis.odt) ../outside/thesis.odt"
  echo "$(state outside/thesis.odt) pages/../../outside/thesis.odt"
  echo '19 1 pages/mine.html'
  echo "$(state desk/notes.txt 2>/dev/null) catalog.db"
  echo "$(state desk/search.db) search.db"
  echo "$(state desk/index.html) index.html"
  echo "$(state desk/pages/gone.html) pages/gone.html"
} >desk/.lock
archive more desk
exits 0 'a run after one that was killed, with a strange journal'
outside 'a strange journal'
for place in books/list.ods pages/mine.html books/.2025-01-13_s.epub.0123456789abcdef pages/.letter.odt.0123456789abcdef \
  .x.0123456789abcdef; do
  kept desk $place "a strange journal: $place is kept"
done
ok 'a published file stays' test -f desk/index.html
ok 'and the search index' test -s desk/search.db
no 'what the journal lists as it is goes' test -e desk/pages/gone.html
no 'and so does a temporary file of that run' test -e desk/pages/.left.html.0123456789abcdef
is "$(stat -c %s desk/.lock)" 0 'and the journal is empty'

# Pipes, folders and devices in the place of files: nobody waits for them.
for place in .lock catalog.db catalog.db-journal search.db search.db-journal manifest-sha256.txt; do
  for kind in pipe zero; do
    rm -rf desk back
    cp -a good desk
    rm -f "desk/$place"
    if [ $kind = pipe ]; then mkfifo "desk/$place"; else ln -s /dev/zero "desk/$place"; fi
    case $place$kind in
    manifest-sha256.txtzero) ;; # a link is replaced
    *)
      archive more desk
      exits 3 "$place is a $kind: archive"
      like "$err" 'not a regular file|symbolic link' "$place is a $kind: the message says so"
      ;;
    esac
    for verb in check info; do
      run timeout 20 prlimit --as=2000000000 "$MKEPUB" $verb desk
      [ "$status" -lt 100 ]
      result $? "$place is a $kind: $verb comes to an end" || said
    done
    run timeout 20 prlimit --as=2000000000 "$MKEPUB" search desk article
    [ "$status" -lt 100 ]
    result $? "$place is a $kind: search comes to an end" || said
    run timeout 20 prlimit --as=2000000000 "$MKEPUB" extract desk -o back
    [ "$status" -lt 100 ]
    result $? "$place is a $kind: extract comes to an end" || said
  done
done
rm -rf desk
cp -a good desk
rm desk/manifest-sha256.txt
mkfifo desk/manifest-sha256.txt
run timeout 20 "$MKEPUB" check desk
exits 1 'a pipe in the place of the manifest'
like "$err" '^desk/manifest-sha256.txt: error: changed: not a regular file' 'is a finding of the check'
rm -rf desk
cp -a good desk
rm desk/$book
mkdir desk/$book
mine desk/$book note.txt
archive more desk
exits 3 'a folder in the place of a book'
kept desk/$book note.txt 'is not removed'

# Bags: only one of mkepub's is replaced, and only what it lists is removed.
rm -rf desk bag
cp -a good desk
mine bag data/photo.raw
printf 'BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n' >bag/bagit.txt
echo "$(sha256sum bag/data/photo.raw | cut -d' ' -f1)  data/photo.raw" >bag/manifest-sha256.txt
tree bag >before
for agent in '' 'Bag-Software-Agent: bagit.py' 'Bag-Software-Agent: mkepub 0.1.0'; do
  printf 'Bagging-Date: 2025-01-01\n%s\n' "$agent" >bag/bag-info.txt
  tree bag >before
  archive in desk --bag bag
  exits 3 "a bag of somebody else: ${agent:-no agent}"
  like "$err" "bag' is a bag that mkepub did not make" 'the message says so'
  tree bag >after
  ok 'and nothing of it has changed' cmp before after
done
rm -rf bag
archive in desk --bag bag
exits 0 'a bag'
archive more desk --bag bag
exits 0 'is replaced by the next one'
ok 'which is complete' python3 "$root/tests/tools/bag.py" bag
mine bag data/books/list.ods
tree bag >before
archive more desk --bag bag
exits 3 'a file in the bag that is not of it'
tree bag >after
ok 'so that nothing has changed' cmp before after
rm bag/data/books/list.ods
echo more >>bag/data/index.html
tree bag >before
archive more desk --bag bag
exits 3 'a file of the bag that somebody changed'
tree bag >after
ok 'and nothing has changed' cmp before after
for file in bag-info.txt bagit.txt manifest-sha256.txt manifest-sha512.txt tagmanifest-sha256.txt tagmanifest-sha512.txt; do
  rm -rf bag
  archive in desk --bag bag -q
  echo 'Contact-Name: me' >>bag/$file
  tree bag >before
  archive more desk --bag bag
  exits 3 "a tag file that somebody changed: $file"
  like "$err" "/bag/$file' differs from its entry in the bag to replace; move that bag away\$" 'which is named'
  tree bag >after
  ok 'and nothing has changed' cmp before after
done
rm -rf bag
archive in desk --bag bag -q
echo mine >bag/tagmanifest-md5.txt
archive more desk --bag bag
exits 3 'a tag file that mkepub does not make'
ok 'stays' test -f bag/tagmanifest-md5.txt
rm -rf bag
ln -s outside bag
archive more desk --bag bag
exits 3 'a link to a folder is no bag'
outside 'the bag is a link'
is "$(find . -maxdepth 1 -name '.*' ! -name .)" '' 'nothing is left beside'

# On a kernel without openat2 all this is done folder by folder.
rm -rf desk walked
older="$root/tests/tools/without-openat2.py"
run python3 "$older" "$MKEPUB" archive more -o walked --every week --series S --keep-sources -j 2
exits 0 'a shelf without openat2'
published walked >desk.list
ok 'is the same' cmp wanted.list desk.list
run python3 "$older" "$MKEPUB" check walked
exits 0 'and checked'
for place in books books/2025 pages opds/2; do
  rm -rf desk
  cp -a good desk
  rm -rf "desk/$place"
  ln -s "$work/outside" "desk/$place"
  run timeout 60 python3 "$older" "$MKEPUB" archive more -o desk --every week --series S --keep-sources -j 2
  exits 3 "$place is a link, without openat2"
  outside "$place is a link, without openat2"
done
finish
