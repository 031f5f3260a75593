# SPDX-License-Identifier: MIT
"""Reads the tables of rows.

    # A comment, up to the first row.

    === name-of-the-row
    keep: words that a reader must still find
    told: html-repaired
    ---
    <center>words that a reader must still find</center>

A row is one input. Its head says what must come of it, its body is the text of an article, which gets
front matter with the row's name as title. Lines of the head that begin with '#' are comments. It knows:

keep: TEXT      a reader finds this in the chapter, white space aside; may be repeated
gone: TEXT      the chapter holds this neither in its text nor in its markup; may be repeated
markup: TEXT    the chapter's markup holds this; may be repeated
told: ID…       the findings that must be told, and no other: 'a|b' is one of the two, 'a?' may be told,
                'none' (the default) is none. Each must name a line of the body.
escapes: yes    in the body '\\xe9' is a byte and '\\{1000|text}' is 'text' a thousand times; a '\\' at the
                end takes the last line feed away
whole: yes      the body is the whole file, front matter included
ace: yes        Ace looks at this row as well; they share one book, of at most 60 rows

A body that begins with '@@ NAME' is a folder of files, each begun by such a line, and becomes a book of its
own. Of a book 'keep', 'gone' and 'markup' mean all its documents, and the head may also say:

package: dc:title TEXT   an element or property of the package document has exactly this text, white space
                         aside, or 'none' for one that must not be there; may be repeated
options: WORD…           further words for the command line
exit: N                  the exit status, when it is not 0

Beside each article lies the folder 'pic' with the pictures of pictures.py.
"""

import re
import shlex

REPEATED = ("keep", "gone", "markup", "package")
SINGLE = ("told", "escapes", "whole", "ace", "options", "exit")


class Row:
    def __init__(self, name, place):
        self.name, self.place = name, place
        self.keep, self.gone, self.markup, self.package = [], [], [], []
        self.told, self.escapes, self.whole, self.ace, self.options, self.exit = "none", "", "", "", "", "0"
        self.body = ""

    def add(self, line):
        key, _, value = line.partition(":")
        if key in REPEATED:
            getattr(self, key).append(value.strip())
        elif key in SINGLE:
            setattr(self, key, value.strip())
        else:
            raise ValueError(f"{self.place}: row {self.name}: no such key: {line!r}")

    def lines(self):
        return self.bytes(self.body).count(b"\n")

    def is_book(self):
        return self.body.startswith("@@ ")

    def words(self):
        return shlex.split(self.options)

    def bytes(self, text):
        """TEXT as it stands in a file."""
        if not self.escapes:
            return text.encode()
        text = text.removesuffix("\\\n")
        text = re.sub(r"\\\{(\d+)\|([^}]*)\}", lambda m: m.group(2) * int(m.group(1)), text)
        parts = re.split(r"(\\x[0-9a-f]{2})", text)
        return b"".join(bytes([int(p[2:], 16)]) if p.startswith("\\x") else p.encode() for p in parts)

    def files(self):
        """Name and bytes of each file of a book."""
        parts = re.split(r"^@@ (.+)\n", self.body, flags=re.M)[1:]
        for name, text in zip(parts[::2], parts[1::2]):
            yield self.bytes(name), self.bytes(text)


def read(path):
    """The rows of the table PATH."""
    with open(path, encoding="utf-8", newline="\n") as file:
        text = file.read()
    parts = re.split(r"^=== ([a-z0-9-]+)\n", text, flags=re.M)
    rows = []
    for name, rest in zip(parts[1::2], parts[2::2]):
        row = Row(name, path)
        head, mark, row.body = ("\n" + rest).partition("\n---\n")
        if not mark:
            raise ValueError(f"{path}: row {name}: no '---' ends its head")
        for line in head.split("\n"):
            if line and not line.startswith("#"):
                row.add(line)
        # The blank line before the next row belongs to no row.
        row.body = row.body.removesuffix("\n\n") + "\n" if row.body.endswith("\n\n") else row.body
        rows.append(row)
    if not rows:
        raise ValueError(f"{path}: no rows")
    return rows
