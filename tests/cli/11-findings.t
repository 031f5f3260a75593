#!/bin/sh
# SPDX-License-Identifier: MIT
# Each finding of Markdown, HTML, links and pictures: told with file and line, and nothing lost for it.
. "$(dirname "$0")/../lib.sh"

# told ID SEVERITY LINE NAME: the article of the last run drew this finding at this line.
told() {
  like "$err" "^in/a\.md:$3(:[0-9]+)?: $2: .*\[$1\]\$" "$4"
}

# given: standard input becomes the only article, and a book is made of it.
given() {
  rm -rf in
  mkdir in
  printf '# Title\n\n' >in/a.md
  cat >>in/a.md
  mkepub in -v -o book.epub
}

# chapter TEXT NAME: the chapter says it.
chapter() {
  unzip -p book.epub EPUB/a.xhtml >chapter
  grep -qF -- "$1" chapter
  result $? "$2" || diag "$(cat chapter)"
}

awk 'BEGIN { while (i++ < 300) printf ">"; print " deep" }' | given
told markup-limited warning 3 'too many quotes inside each other are told'
chapter '&gt;&gt;&gt; deep' 'and what is beyond the limit is shown as text'

printf 'A mark[^none] without a note.\n' | given
told footnote-undefined warning 3 'a mark without a note is told'
chapter '[^none]' 'and stays in the text'

printf 'Text.\n\n[^1]: A lonely note.\n' | given
told footnote-unused note 5 'a note without a mark is told'
chapter 'A lonely note.' 'and is kept'

printf 'Seen %%%%hidden%%%% text.\n' | given
told comment-dropped note 3 'a comment is told'
chapter 'Seen  text.' 'and is not shown'

printf -- '- ```sh\n  make\n  ```\n\n```\n%%%%time\nfoo()\n%%%%x\n```\n\n> ```\n> %%%%quoted%%%%\n> ```\n\n    %%%%deep%%%%\n\nSeen %%%%hidden%%%% text.\n' | given
told comment-dropped note 19 'a comment behind code is told'
chapter 'Seen  text.' 'and is not shown'
chapter '%%time' 'in code there is none'
chapter 'foo()' 'nor does one begin there'
chapter '%%quoted%%' 'also in a quote'
chapter '%%deep%%' 'and where code is indented'

printf '<!-- nothing -->\n' | given
told text-missing warning 1 'an article without text is told'
chapter '<h1>' 'and stands as its title'

printf 'Text {%% include ad.html %%}{{ gone }} and `{{ code }}`.\n' | given
told template-removed note 3 'what is left of a template is told'
chapter 'Text  and <code>{{ code }}</code>.' 'and not shown, but in code'

printf 'One <center>two</center>\n' | given
told html-repaired note 3 'an obsolete element is told'
chapter 'two' 'and its content kept'

printf '<script>alert(1)</script>\n\nText.\n' | given
told html-dropped warning 3 'a script is told'
chapter '<p>Text.</p>' 'and what follows is kept'

printf 'See [this](other.md) and [that](#nowhere).\n' | given
told link-broken warning 3 'links that lead nowhere are told'
chapter 'See this and <a>that</a>.' 'and their words are kept'

printf '[x](<https://example.com/a b>)\n' | given
told link-repaired note 3 'a mended address is told'
chapter 'href="https://example.com/a%20b"' 'and mended'

printf '[x](javascript:alert(1))\n' | given
told link-refused warning 3 'a refused address is told'
chapter '<p>x</p>' 'and the text stays'

printf 'A ![bridge](https://example.com/b.png) here.\n' | given
told image-remote warning 3 'a picture on the network is told'
chapter 'A <a href="https://example.com/b.png">bridge</a> here.' 'and its description is shown, as a link to it'

rm -rf in
mkdir in
printf '# Title\n\n![words](p.png)\n' >in/a.md
printf '<html><body>Not found</body></html>' >in/p.png
mkepub in -v -o book.epub
told image-unsupported warning 3 'an error page saved as a picture is told'
chapter '<p>words</p>' 'and its description is shown'

printf '# Title\n\n![words](p.png)\n' >in/a.md
printf '<svg width="9" height="9" onload="x()"><circle r="4"/></svg>' >in/p.png
mkepub in -v -o book.epub
told image-reduced warning 3 'a drawing with a script is told'
chapter '.svg" alt="words"' 'and shown without it'

# The self-check cannot fail on purpose from outside, so here libxml2 is made to refuse a document that holds a certain word.
inject=$root/build/${BUILD:-release}/tests/refuse-xml.so
if [ "${BUILD:-release}" = release ]; then
  printf 'The word REFUSEME and <b>more</b>.\n' | given
  printf '# Other\n\nFine.\n' >in/b.md
  run env LD_PRELOAD="$inject" "$MKEPUB" in -o book.epub
  exits 1 'a chapter that fails the self-check is an error'
  like "$err" '^in/a\.md: error: .*\[chapter-degraded\]$' 'it is told'
  chapter 'The word REFUSEME and &lt;b&gt;more&lt;/b&gt;.' 'its text is kept, escaped'
  ok 'the other chapter is there' sh -c 'unzip -p book.epub EPUB/b.xhtml | grep -q Fine.'
else
  skip 'a preloaded library and a sanitizer do not mix' 'a chapter that fails the self-check'
fi
finish
