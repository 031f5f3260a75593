# SPDX-License-Identifier: MIT
# What the shell tests share: TAP, a captured run of the program, a folder that is gone afterwards.
# A test begins with `. "$(dirname "$0")/../lib.sh"`, stands in an empty folder from then on, and ends
# with `finish`. Without that last line there is no plan, and the test fails.
set -u
here=$(cd "$(dirname "$0")" && pwd)
root=$here
while [ ! -f "$root/VERSION" ]; do
  root=$(dirname "$root")
done
MKEPUB=${MKEPUB:-$root/build/${BUILD:-release}/mkepub}
PYTHONDONTWRITEBYTECODE=1
export PYTHONDONTWRITEBYTECODE
scratch=$(mktemp -d "${TMPDIR:-/tmp}/mkepub-test.XXXXXX")
work=$scratch/work
out=$scratch/out
err=$scratch/err
status=
count=0
failures=0

# No picture that somebody fetched on this machine has a say.
XDG_CACHE_HOME=$scratch/cache
export XDG_CACHE_HOME

mkdir "$work"
: >"$out"
: >"$err"
cd "$work" || exit 1
at_exit=: # a test that mounts or starts something says here how it ends
trap 'cd /; $at_exit; chmod -R u+rwx "$scratch" 2>/dev/null; rm -rf "$scratch"' EXIT
trap 'exit 130' HUP INT TERM

diag() {
  printf '%s\n' "$*" | sed 's/^/# /' >&2
}

# result PASSED NAME: one line of TAP; what the last run said stands below a failure.
result() {
  count=$((count + 1))
  if [ "$1" -eq 0 ]; then
    echo "ok $count - $2"
    return 0
  fi
  echo "not ok $count - $2"
  # TAP: what is marked as still to be done is shown, and is no failure
  case $2 in
  *' # TODO '*) ;;
  *) failures=$((failures + 1)) ;;
  esac
  return 1
}

said() {
  diag "exit status: $status"
  head -n 20 "$out" | sed 's/^/# stdout: /' >&2
  head -n 20 "$err" | sed 's/^/# stderr: /' >&2
}

# run COMMAND…: its status is in $status, its output in the files $out and $err.
run() {
  status=0
  "$@" >"$out" 2>"$err" </dev/null || status=$?
}

mkepub() {
  run "$MKEPUB" "$@"
}

# as_nobody ARGUMENT…: the program run by a user whom modes of files bind. They do not bind root: then it is
# nobody, with a copy of the program that nobody may run.
as_nobody() {
  if [ "$(id -u)" -ne 0 ]; then
    mkepub "$@"
    return
  fi
  if [ ! -d "$scratch/copy" ]; then
    mkdir "$scratch/copy"
    cp -R "$MKEPUB" "$(dirname "$MKEPUB")/modules" "$scratch/copy"
    chmod 755 "$scratch" "$work"
    chmod -R a+rX "$scratch/copy"
  fi
  run setpriv --reuid=65534 --regid=65534 --clear-groups "$scratch/copy/$(basename "$MKEPUB")" "$@"
}

# article FILE TITLE [DATE]: writes a small one.
article() {
  mkdir -p "$(dirname "$1")"
  {
    printf -- '---\ntitle: "%s"\n' "$2"
    [ $# -lt 3 ] || printf 'date: %s\n' "$3"
    printf -- '---\n\nThe text of %s, with *some* emphasis.\n' "$2"
  } >"$1"
}

# exits STATUS NAME: about the last run. A signal or a sanitizer never passes for an exit.
exits() {
  [ "$status" -eq "$1" ]
  result $? "$2" || said
}

# ok NAME COMMAND…: COMMAND succeeds.
ok() {
  name=$1
  shift
  "$@" >"$scratch/ok" 2>&1
  result $? "$name" || head -n 40 "$scratch/ok" | sed 's/^/# /' >&2
}

# no NAME COMMAND…: COMMAND says no, by status 1. More than that is trouble: a file or the command itself is missing.
no() {
  name=$1
  shift
  said_no=0
  "$@" >"$scratch/ok" 2>&1 || said_no=$?
  [ $said_no -eq 1 ]
  result $? "$name" || head -n 40 "$scratch/ok" | sed 's/^/# /' >&2
}

# is GOT WANTED NAME
is() {
  [ "$1" = "$2" ]
  result $? "$3" || diag "got:    $1
wanted: $2"
}

# like FILE REGEX NAME: a line of FILE fits the extended regular expression. unlike: none of a FILE that is there does.
like() {
  grep -qE -e "$2" "$1"
  result $? "$3" || { diag "no line fits: $2" && said; }
}

unlike() {
  grep -qE -e "$2" "$1"
  [ $? -eq 1 ]
  result $? "$3" || { diag "a line fits, or there is no $1: $2" && said; }
}

# skip REASON NAME: for what this machine cannot show; said aloud.
skip() {
  count=$((count + 1))
  diag "skipped: $2: $1"
  echo "ok $count - $2 # SKIP $1"
}

# has BOOK NAME: the container holds an entry of this name.
has() {
  unzip -Z1 "$1" | grep -qxF "$2"
}

# valid BOOK NAME: EPUBCheck has nothing to say, usage notes included.
valid() {
  ok "$2" "$root/tests/tools/epubcheck" "$1"
}

# valid_with_fonts BOOK NAME: nothing but that there is an @font-face, of which EPUBCheck always says so.
valid_with_fonts() {
  "$root/tests/tools/epubcheck" "$1" >"$scratch/said" 2>&1
  grep -qxE 'Messages: 0 fatals / 0 errors / 0 warnings / 0 infos / [0-9]+ usages' "$scratch/said" &&
    ! grep -E '^[A-Z]+\(' "$scratch/said" | grep -qv '^USAGE(CSS-028)'
  result $? "$2" || diag "$(head -n 40 "$scratch/said")"
}

# chapters BOOK: one line an article, in reading order: file name, title, date, parted by tabs.
chapters() {
  python3 "$root/tests/tools/epub.py" chapters "$1"
}

# text BOOK: what a reader can read in it, one line a document.
text() {
  python3 "$root/tests/tools/epub.py" text "$1"
}

# leftovers FOLDER: files in FOLDER that are no input and no finished book.
leftovers() {
  find "$1" -mindepth 1 -maxdepth 1 ! -name "*.epub" ! -name "*.md" ! -type d | sort
}

finish() {
  [ "$count" -gt 0 ] || result 1 'there is a case'
  echo "1..$count"
  [ "$failures" -eq 0 ] || exit 1
}

if [ ! -x "$MKEPUB" ]; then
  echo "Bail out! no program at $MKEPUB: 'make' builds it"
  exit 1
fi
