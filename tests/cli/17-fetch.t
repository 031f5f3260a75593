#!/bin/sh
# SPDX-License-Identifier: MIT
. "$(dirname "$0")/../lib.sh"
# Pictures from the network, from a server on this machine that does what servers must not do.

mkfifo "$scratch/tap"
python3 "$root/tests/fetch/server.py" "$scratch/log" >"$scratch/port" <"$scratch/tap" &
server=$!
exec 9>"$scratch/tap"
while [ ! -s "$scratch/port" ] && kill -0 $server 2>/dev/null; do
  sleep 0.1
done
url=http://127.0.0.1:$(cat "$scratch/port")

# asked: how many pictures the server was asked for, whatever for.
asked() {
  grep -c '^request' "$scratch/log"
}

mkdir news
cat >news/a.md <<END
---
title: Online
image: $url/good/lead
---

Text with ![A view]($url/good/view) and <img src="$url/jpeg/raw" alt="Of HTML">.

![Bitmap]($url/bmp/1)

![Drawing]($url/zipped/1)

![Moved]($url/chain/3/moved)

![Slow]($url/slow/1)

![With a fragment]($url/good/view#part)
END
cat >news/b.md <<END
# Once more

The same: ![A view, again]($url/good/view)
END

# Without --fetch nothing is asked for.
mkepub news -o links.epub --verbose
exits 0 'a book whose pictures are on the network'
is "$(asked)" 0 'asks no network for them'
for place in 6:good/view 6:jpeg/raw 8:bmp/1 10:zipped/1 12:chain/3/moved 14:slow/1; do
  like "$err" "^news/a\.md:${place%%:*}: warning: .*'$url/${place#*:}' \[image-remote\]\$" "${place#*:} is told with its line"
done
like "$err" "^news/a\.md:[0-9]+: note: .*'$url/good/lead' \[lead-remote\]" 'the picture of the front matter is told'
like "$err" "^news/a\.md:3: .*good/lead" 'with its line'
unzip -p links.epub EPUB/a.xhtml >chapter
like chapter "<a href=\"$url/good/view\">A view</a>" 'a description links to its picture'
like chapter "<a href=\"$url/jpeg/raw\">Of HTML</a>" 'that of raw HTML too'
no 'no folder was made for pictures' test -e "$XDG_CACHE_HOME"

# --fetch alone keeps away from this machine.
mkepub news -o refused.epub --fetch
exits 0 '--fetch with addresses of this machine'
is "$(grep -c '127\.0\.0\.1.*\[image-unfetched\]$' "$err")" 9 'refuses each'
like "$err" "^news/a\.md:6: warning: .*refused: the address 127\.0\.0\.1 is loopback" 'and says which address'
is "$(asked)" 0 'and does not ask'
ok 'the descriptions stand in the text' sh -c "unzip -p refused.epub EPUB/a.xhtml | grep -q '>A view</a>'"

# --allow-private gets them.
mkepub news -o fetched.epub --fetch --allow-private
exits 0 '--fetch --allow-private'
is "$(cat "$err")" '' 'gets all of them'
like "$out" '7 pictures' 'each once'
is "$(grep -c ' /good/view ' "$scratch/log")" 1 'and asks for each once'
no 'they are in the book' sh -c "unzip -p fetched.epub EPUB/a.xhtml | grep -q '127.0.0.1'"
like "$scratch/log" '^request .* mkepub' 'the server learns what asks'
unlike "$scratch/log" 'cookie|authorization' 'and nothing else'
ok 'they are kept below XDG_CACHE_HOME' test -d "$XDG_CACHE_HOME/mkepub/pictures"
before=$(asked)
mkepub news -o again.epub --fetch --allow-private
ok 'another run makes the same bytes' cmp fetched.epub again.epub
is "$(asked)" "$before" 'and asks for nothing'
HOME=$work/home
mkdir "$HOME"
export HOME
run env -u XDG_CACHE_HOME "$MKEPUB" news -o home.epub --fetch --allow-private
ok 'without XDG_CACHE_HOME it is ~/.cache' test -d "$HOME/.cache/mkepub/pictures"
ok 'and the book is the same' cmp fetched.epub home.epub

# What cannot be fetched leaves its description.
mkdir bad
cat >bad/a.md <<END
# Bad servers

![A missing one]($url/none/1)

![A page]($url/page/1)

![One that breaks off]($url/short/1)

![Half of one]($url/cut-picture/1)

![A large one]($url/large/1)

![A forbidden one]($url/forbidden/1)

![A circle]($url/loop/1)

![Nothing]($url/empty/1)

![A bomb]($url/bomb/1)

![A file]($url/to/file%3A%2F%2F%2Fetc%2Fpasswd)

![A name]($(echo "$url" | sed 's,//,//user:word@,')/good/named)

![A good one]($url/good/last)
END
mkepub bad -o bad.epub --fetch --allow-private
exits 0 'pictures that cannot be fetched are no error'
line=3
text bad.epub >words
for what in '404 Not Found' 'HTML page' '.*' 'truncated PNG' 'larger than 32 MB' '403 Forbidden' '.*redirect.*' '.*' '.*' '.*'; do
  like "$err" "^bad/a\.md:$line: warning: .*$what.*\[image-unfetched\]\$" "line $line is told: $what"
  line=$((line + 2))
done
like "$err" '^bad/a\.md:23: warning: ' 'an address with a user name is told'
for what in 'A missing one' 'A page' 'One that breaks off' 'Half of one' 'A large one' 'A forbidden one' 'A circle' Nothing \
  'A bomb' 'A file' 'A name'; do
  like words "$what" "described: $what"
done
unlike words 'A good one' 'what can be fetched is a picture'
mkepub bad -o strict.epub --fetch --allow-private --strict
exits 1 'under --strict they are'
is "$(find "$XDG_CACHE_HOME" -size +1000k)" '' 'nothing large is kept'
valid bad.epub 'the book is valid'

# Progress is for a terminal alone.
rm -rf "$XDG_CACHE_HOME"
script -qec "'$MKEPUB' news -o progress.epub --fetch --allow-private -v" "$scratch/tty" </dev/null >/dev/null 2>&1
ok 'on a terminal progress is shown' grep -q 'of 7 pictures fetched' "$scratch/tty"
ok 'and the book is the same' cmp fetched.epub progress.epub
rm -rf "$XDG_CACHE_HOME"
script -qec "'$MKEPUB' news -o progress.epub --fetch --allow-private --quiet" "$scratch/tty" </dev/null >/dev/null 2>&1
no 'with --quiet it is not' grep -q 'pictures fetched' "$scratch/tty"
rm -rf "$XDG_CACHE_HOME"
mkepub news -o piped.epub --fetch --allow-private -v
no 'nor elsewhere' grep -q 'fetched' "$out" "$err"

# An interrupt while a picture is fetched.
mkdir shelf
printf '# Long\n\n![Long](%s/drip/1)\n' "$url" >long.md
cat >interrupt.py <<'END'
import signal, subprocess, sys, time

process = subprocess.Popen(sys.argv[2:], stdout=subprocess.DEVNULL)
while " /drip/" not in open(sys.argv[1]).read() and process.poll() is None:
    time.sleep(0.05)
time.sleep(0.3)
process.send_signal(signal.SIGINT)
print(process.wait(10))
END
cp fetched.epub shelf/long.epub
for older in yes none; do
  : >"$scratch/log"
  rm -rf "$XDG_CACHE_HOME"
  run python3 interrupt.py "$scratch/log" "$MKEPUB" long.md -o shelf/long.epub --fetch --allow-private
  is "$(cat "$out")" 3 "an interrupt ends a fetch (older book: $older)"
  like "$err" '^mkepub: interrupted$' 'and is told'
  is "$(find "$XDG_CACHE_HOME" -type f 2>/dev/null)" '' 'and leaves no part of a picture'
  if [ $older = yes ]; then
    ok 'the older book is as it was' cmp fetched.epub shelf/long.epub
    is "$(ls -A shelf)" long.epub 'with nothing beside it'
    rm shelf/long.epub
  else
    is "$(ls -A shelf)" '' 'and no book'
  fi
done

# A cover of the network.
mkdir covered
article covered/a.md Covered
printf 'cover: %s/good/cover\n' "$url" >covered/book.yaml
mkepub covered -o covered.epub --fetch --allow-private
is "$(cat "$err")" '' 'a cover is fetched'

# Later, without a network.
rm -rf "$XDG_CACHE_HOME"
mkepub news --fetch --allow-private -o fetched-again.epub
ok 'fetched anew the book is the same' cmp fetched.epub fetched-again.epub
exec 9>&-
wait $server
mkepub news -o offline.epub
exits 0 'when the server is gone'
is "$(cat "$err")" '' 'nothing is missing'
ok 'and the book is the same without --fetch' cmp fetched.epub offline.epub
mkepub news -o offline.epub --fetch
ok 'and with it' cmp fetched.epub offline.epub
valid offline.epub 'it is valid'
mkepub long.md -o unfetched.epub --fetch --allow-private
exits 0 'what was not fetched before'
like "$err" '^long\.md:3: warning: .*\[image-unfetched\]$' 'is told'
# All of them: the names hold the server's port, so that any one of them may be another test's.
find "$XDG_CACHE_HOME" -type f -name '*.*' | while read -r file; do
  echo damage >>"$file"
done
mkepub news -o damaged.epub
exits 0 'pictures that were damaged on this disk'
like "$err" 'warning: .*\[image-(unfetched|remote)\]$' 'are told'
valid damaged.epub 'and the book is valid'
finish
