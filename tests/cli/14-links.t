#!/bin/sh
# SPDX-License-Identifier: MIT
. "$(dirname "$0")/../lib.sh"
# The ways in which collectors and site generators write a link to another article, and a picture.

article site/sub/2020-01-01-ferry.md "The ferry"
printf -- '---\ntitle: The pier\nurl: /harbor/pier/\nsource: https://www.harbor.example/pier\n---\nText.\n' >site/sub/pier.md
mkdir -p site/img
cp "$(find "$root/books" -name "*.png" | head -n 1)" site/img/dot.png

# leads LINK TARGET: where LINK, as an article writes it, leads in the book.
leads() {
  printf '[words](%s)\n' "$1" >site/links.md
  mkepub site -o book.epub
  is "$(unzip -p book.epub EPUB/links.xhtml | sed -n 's/.*<a href="\([^"]*\)">words.*/\1/p')" "$2" "$1"
}

leads sub/pier.md pier.xhtml
leads ./sub/pier.md pier.xhtml
leads sub/pier.md#place pier.xhtml
leads sub/pier.html pier.xhtml
leads sub/pier/ pier.xhtml
leads ../site/sub/pier.md pier.xhtml
leads PIER.md pier.xhtml
leads /harbor/pier/ pier.xhtml
leads 'https://harbor.example/pier?utm_source=letter' pier.xhtml
leads 'http://www.harbor.example/pier/' pier.xhtml
leads '{filename}sub/pier.md' pier.xhtml
leads '|filename|sub/pier.md' pier.xhtml
leads '{% link sub/pier.md %}' pier.xhtml
leads '{{ site.baseurl }}{% link sub/pier.md %}' pier.xhtml
leads '{% post_url 2020-01-01-ferry %}' 2020-01-01-ferry.xhtml
leads '{% post_url sub/2020-01-01-ferry %}' 2020-01-01-ferry.xhtml
leads '{{< ref "pier.md" >}}' pier.xhtml
leads '{{< relref "/sub/pier" >}}' pier.xhtml
leads '{{ "/harbor/pier/" | relative_url }}' pier.xhtml
leads sub/none.md ''
leads 'https://other.example/pier' https://other.example/pier

# within LINK TARGET: where a link leads that stands below headings with the same words.
within() {
  printf '# Links {#top}\n\n## Set up\n\n## Set up\n\n## Set up\n\n## a--b\n\n## a--b\n\n[words](%s)\n' "$1" >site/links.md
  mkepub site -o book.epub
  is "$(unzip -p book.epub EPUB/links.xhtml | sed -n 's/.*<a href="\([^"]*\)">words.*/\1/p')" "$2" "$1"
  like "$(unzip -p book.epub EPUB/links.xhtml >chapter; echo chapter)" "id=\"${2#?}\"" 'which is there'
}
within '#set-up' '#set-up'
within '#set-up-1' '#set-up-1'
within '#set-up-2' '#set-up-2'
within '#a--b' '#a-b'
within '#a--b-1' '#a-b-1'
within '#top' '#top'
is "$(grep -c 'Links</h' chapter)" 1 'a heading with an id that repeats the title stands once'

# smart TEXT EXPRESSION: what smart punctuation leaves of an address or a name in it.
article "site/Joe's.md" "A keeper"
smart() {
  printf '%s\n' "$1" >site/links.md
  mkepub site -o book.epub --smart
  unzip -p book.epub EPUB/links.xhtml >chapter
  like chapter "$2" "$1, smart"
}
smart "https://harbor.example/a--b/it's" "href=\"https://harbor.example/a--b/it's\">https://harbor.example/a--b/it's<"
smart '"https://harbor.example/a"' '>https://harbor.example/a</a>”'
smart "'https://harbor.example/a'" '>https://harbor.example/a</a>’'
smart "[[Joe's]]" '<a href="joes.xhtml">Joe’s</a>'
smart '“http://harbor.example/a”' '>http://harbor.example/a</a>”'
printf '[[Joe’s]]\n' >site/links.md
mkepub site -o book.epub
like "$(unzip -p book.epub EPUB/links.xhtml >chapter; echo chapter)" '<a href="joes.xhtml">Joe’s</a>' 'a name is found whichever its quotes are'

# shows PICTURE: whether the book holds it.
shows() {
  printf '![words](%s)\n' "$1" >site/links.md
  mkepub site -o book.epub
  like "$out" '1 picture' "$1"
}
shows img/dot.png
shows '{static}/img/dot.png'
shows '{attach}img/dot.png'
shows '|static|/img/dot.png'
shows '{{ site.baseurl }}/img/dot.png'
shows "{{ '/img/dot.png' | relative_url }}"
finish
