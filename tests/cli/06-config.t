#!/bin/sh
# SPDX-License-Identifier: MIT
. "$(dirname "$0")/../lib.sh"
# book.yaml says what a book shall be; the command line has the last word.

article news/a.md "Alpha" 2025-01-01
article news/b.md "Beta" 2025-01-03
article news/c.md "Gamma" 2025-01-02
cat >news/book.yaml <<'END'
title: The Daily
subtitle: A paper
series: Daily Series
issue: 12
date: 2025-01-04
language: en-GB
publisher: The House
authors:
  - Ann Author
  - Ben Writer
sort: date
END

opf() {
  unzip -p "$1" EPUB/package.opf
}

mkepub news
exits 0 "a collection with book.yaml is built"
opf news.epub >a.opf
like a.opf '<dc:title[^>]*>The Daily' "its title is the book's"
like a.opf '<dc:language[^>]*>en-GB</dc:language>' "its language"
like a.opf '<dc:publisher[^>]*>The House</dc:publisher>' "its publisher"
like a.opf '<dc:creator[^>]*>Ann Author</dc:creator>' "its first author"
like a.opf '<dc:creator[^>]*>Ben Writer</dc:creator>' "its second author"
like a.opf '<dc:date[^>]*>2025-01-04</dc:date>' "its date"
like a.opf 'belongs-to-collection[^>]*>Daily Series<' "its series"
like a.opf 'group-position[^>]*>12<' "its issue"
is "$(chapters news.epub | cut -f 2 | tr '\n' ' ')" "Alpha Gamma Beta " "its order"
valid news.epub "the book is valid"

mkepub news -o flags.epub --title "Evening" --subtitle "Late" --series "Other" --issue 7 --date 2024-12-31 \
  --language fr --publisher "Else" --author "Cy One" --author "Di Two" \
  --identifier urn:isbn:9780306406157 --sort -date
exits 0 "the command line may say it too"
opf flags.epub >a.opf
like a.opf '<dc:title[^>]*>Evening' "the title of the command line stands"
like a.opf '<dc:language[^>]*>fr</dc:language>' "the language"
like a.opf '<dc:publisher[^>]*>Else</dc:publisher>' "the publisher"
like a.opf '<dc:date[^>]*>2024-12-31</dc:date>' "the date"
like a.opf '<dc:identifier[^>]*>urn:isbn:9780306406157</dc:identifier>' "the identifier"
like a.opf 'belongs-to-collection[^>]*>Other<' "the series"
like a.opf 'group-position[^>]*>7<' "the issue"
like a.opf '<dc:creator[^>]*>Di Two</dc:creator>' "the authors"
unlike a.opf 'Ann Author|Ben Writer|The Daily|The House' "and nothing of book.yaml that it replaced"
is "$(chapters flags.epub | cut -f 2 | tr '\n' ' ')" "Beta Gamma Alpha " "newest first"
valid flags.epub "the book is valid"

printf 'title: From elsewhere\n' >other.yaml
mkepub news -o config.epub --config other.yaml
exits 0 "--config names another file"
opf config.epub >a.opf
like a.opf '<dc:title[^>]*>From elsewhere' "which is read in place of book.yaml"
mkepub news -o none.epub --config missing.yaml
is "$((status >= 2))" 1 "a config that does not exist is refused"
no "no book is written" test -e none.epub

printf 'titel: Wrong\nlanguage: [en]\nsort: sideways\n' >news/book.yaml
mkepub news -o unknown.epub
exits 0 "a wrong key costs nothing"
like "$err" "^news/book\.yaml:1:.*warning: .*'titel'.*'?title'?.*\[config-unknown-key\]$" "but is told, with the nearest that is known"
like "$err" "^news/book\.yaml:2:.*warning: .*\[config-invalid\]$" "a value of the wrong shape is told"
like "$err" "^news/book\.yaml:3:.*warning: .*\[config-invalid\]$" "a value that is not known is told"

printf 'title: [broken\n' >news/book.yaml
mkepub news -o broken.epub
exits 3 "broken YAML is a failure"
like "$err" "book\.yaml" "that names the file"
no "no book is written" test -e broken.epub

# Repeated sections, in the order asked for.
rm news/book.yaml
printf -- '---\ntitle: One\nsection: World\n---\nText.\n' >news/a.md
printf -- '---\ntitle: Two\nsection: Arts\n---\nText.\n' >news/b.md
printf -- '---\ntitle: Zero\nsection: World\n---\nText.\n' >news/c.md
printf 'title: Sections\ngroup: section\nsections: [World, Arts]\nsort: title\n' >news/book.yaml
mkepub news -o sections.epub
exits 0 "sections are built"
is "$(chapters sections.epub | cut -f 2 | tr '\n' ' ')" "One Zero Two " "in the order asked for"
valid sections.epub "the book is valid"
mkepub news -o flat.epub --group none --sort title
is "$(chapters flat.epub | cut -f 2 | tr '\n' ' ')" "One Two Zero " "--group none knows no sections"

printf 'p { text-indent: 1em; }\n' >own.css
printf '\211PNG\r\n\032\n' >broken.png
mkepub news -o css.epub --css own.css
exits 0 "a stylesheet of one's own is taken"
ok "it is in the book" sh -c "unzip -p css.epub '*.css' | grep -q 'text-indent: 1em'"
valid css.epub "the book is valid"

finish
