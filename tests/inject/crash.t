#!/bin/sh
# SPDX-License-Identifier: MIT
# An archive that is killed at any of its calls that change a file, that runs out of room, may not write or is
# not alone: what was published stays whole, and the next run completes the work.

# In memory, as a sync of the disk takes longer than all else; what a kill leaves is the same there.
[ ! -w /dev/shm ] || TMPDIR=${TMPDIR:-/dev/shm}
export TMPDIR
. "$(dirname "$0")/../lib.sh"

faults=${FAULT_LIBRARY:-$root/build/${BUILD:-release}/fault.so}
crash=$root/tests/inject/crash.py
points=0
ok 'the faults are built' test -f "$faults"

# met SCENE MODE STEP NAME
met() {
  run python3 "$crash" "$MKEPUB" "$faults" "$1" "$2" "$3"
  exits 0 "$4" && tail -n 1 "$out" | sed 's/^/# /'
  points=$((points + $(sed -n '$s/ points.*//p' "$out")))
}

run python3 "$crash" "$MKEPUB" "$faults" spoil
exits 0 'a shelf that is not right is found out'

met first KILL 1 'killed at any call of the first run, the next completes the same shelf'
met later KILL 1 'killed at any call of a run with changes, the next completes the same shelf'
is "$((points >= 200))" 1 "these are at least 200 points ($points)"
met first TEAR 9 'killed in the middle of a call of the first run'
met later TEAR 5 'killed in the middle of a call of a run with changes'
met first FULL 11 'a disk that fills up in the first run: told, and completed later'
met later FULL 7 'a disk that fills up in a run with changes'
diag "$points points in all"

archive() {
  run "$MKEPUB" archive articles -o shelf --every month --series 'The Monthly' -j 1 --quiet
}

# A shelf that may not be written. Root may write whatever the modes say, but not what is mounted so.
rm -rf articles shelf
article articles/one.md One 2025-01-13
archive
exits 0 'a shelf is made'
article articles/two.md Two 2025-02-13
cp -a shelf before
run unshare --map-root-user --mount sh -c \
  'mount --bind shelf shelf && mount -o remount,bind,ro shelf && exec "$@"' sh \
  "$MKEPUB" archive articles -o shelf --every month --series 'The Monthly' -j 1 --quiet
exits 3 'a shelf that is mounted read-only is a failure of the output'
like "$err" '[Rr]ead-only' 'whose message says why'
ok 'and nothing of it has changed' diff -r before shelf

# Two runs at once: the first waits at its tenth call, the second is turned away, the first goes on.
rm -f met
LD_PRELOAD=$faults FAULT=any:10:STOP FAULT_LOG=$work/met \
  "$MKEPUB" archive articles -o shelf --every month --series 'The Monthly' -j 1 --quiet >first.out 2>&1 &
first=$!
at_exit="kill -KILL $first 2>/dev/null"
tries=0
while [ ! -s met ] && [ $tries -lt 200 ]; do
  sleep 0.05
  tries=$((tries + 1))
done
ok 'a run waits in the middle' test -s met
archive
exits 3 'a second run at the same time is turned away'
like "$err" 'another run|locked|in use' 'and told that there is another'
kill -CONT $first
wait $first
is $? 0 'the first run goes on'
at_exit=:
like shelf/manifest-sha256.txt '2025-02' 'and publishes'
archive
exits 0 'the lock is free again'
ok 'the hashes agree' sh -c 'cd shelf && sha256sum --quiet -c manifest-sha256.txt'
finish
