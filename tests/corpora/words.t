#!/bin/sh
# SPDX-License-Identifier: MIT
# The word check itself: it finds a word that is lost, added, doubled, moved or
# run into its neighbor.
. "$(dirname "$0")/../lib.sh"
. "$root/tests/corpora/corpus.sh"

mkdir weekly
cat >weekly/2025-01-13-bridge.md <<'END'
Title: The bridge
Date: 2025-01-13

# The bridge

The *old* bridge opens again[^when]; see the picture ![of the bridge](bridge.png).
A `Vec<T>` in code and a Vec<T> outside of it.

| span | length |
|------|-------:|
| first | 20 m |

- [x] painted

[^when]: On Monday, at noon.
END
mkepub weekly -o book.epub --sort path --group none
exits 0 "a book is made"
words this-week-in-rust weekly book.epub
exits 0 "its words are those of the source"
like "$out" '^ *1 first heading that is the title: not repeated$' "rules are counted by name"
like "$out" '^ *1 tag that HTML does not know: shown as text$' "each of them"

# differs SCRIPT WORDS NAME: the source, changed by sed, is not what is in the book, and the
# words are told.
differs() {
  mkdir -p changed
  sed -e "$1" weekly/2025-01-13-bridge.md >changed/2025-01-13-bridge.md
  words this-week-in-rust changed book.epub
  exits 1 "$3"
  like "$out" "^  (source|book): .*$2" "$3: told"
}

differs 's/bridge opens/stone bridge opens/' 'stone' "a word is lost"
differs 's/opens again/opens/' 'again' "a word is added"
differs 's/opens again/opens/; s/bridge opens/bridge opens opens/' 'opens' "a word is another one"
differs 's/20 m/20 20 m/' '20' "one of two equal words is lost"
differs 's/opens again/again opens/' 'opens' "two words have changed places"
differs 's/see the/seethe/' 'seethe' "two words run together"
differs 's/again\[^when\]/again/' '1' "the mark of a note is lost"
differs 's/of the bridge/of a bridge/' 'a$' "the description of a picture is another one"
differs 's/first | 20 m/20 m | first/' 'first' "two cells have changed places"
differs 's/- \[x\]/- [ ]/' '☐' "a task is done that is not"

# A chapter that is not the file's is no comparison.
mkdir other
sed 's/^Title: .*/Title: The tower/' weekly/2025-01-13-bridge.md >other/2025-01-13-bridge.md
words this-week-in-rust other book.epub
exits 1 "the chapter of another article is refused"

# Templates, in the collections that have them.
mkdir federal
cat >federal/2025-01-13-bridge.md <<'END'
---
title: 'The bridge'
date: 2025-01-13 09:00:00 -0500
---

Read [the plan]({{< ref "plan.md" >}}) first.

{{< note >}}
A **note** here.
{{< /note >}}
END
sed -e 's/{{<[^>]*>}}//' -e 's/()/(plan.md)/' federal/2025-01-13-bridge.md >plain.md
mkdir plain
mv plain.md plain/2025-01-13-bridge.md
mkepub plain -o plain.epub --sort path --group none
words digitalgov-news federal plain.epub
exits 0 "templates are read as what they stand for"
like "$out" '^ *1 template ref: an address$' "and counted"
sed -i 's/^title/excerpt: x\ntitle/; s/A \*\*note/An added **note/' federal/2025-01-13-bridge.md
words digitalgov-news federal plain.epub
exits 1 "the text between templates is compared"
finish
