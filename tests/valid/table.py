# SPDX-License-Identifier: MIT
r"""Reads the tables of rows.

    # A comment, up to the first row.

    === name-of-the-row
    keep: words that a reader must still find
    told: html-repaired
    ---
    <center>words that a reader must still find</center>

A row is one input. Its head says what must come of it; its body is the text of an article, which
gets front matter with the row's name as title. A line of the head that begins with '#' is a comment.
The head knows:

keep: TEXT    a reader finds this in the chapter below its title, white space aside; may be repeated
gone: TEXT    the chapter holds this neither in its text nor in its markup, nor does a drawing that
              it shows; may be repeated
markup: TEXT  the chapter's markup holds this; may be repeated
told: ID…     the findings that must be told, and no other: 'a|b' is one of the two, 'a?' may be
              told, 'none' (the default) is none. Each must name a line of the body. 'date-missing'
              is of no interest.
escapes: yes  in the body '\xe9' is a byte and '\{1000|text}' is 'text' a thousand times; a '\' at
              the end takes the last line feed away
whole: yes    the body is the whole file, front matter included
ace: yes      Ace looks at this row as well; such rows share one book, of at most 60

A body that begins with '@@ NAME' is a folder of files, each begun by such a line, and becomes a
book of its own. Of a book 'keep', 'gone' and 'markup' mean all its documents, and the head may also
say:

package: dc:title TEXT  an element or property of the package document has exactly this text, white
                        space aside, or 'none' for one that must not be there; may be repeated
options: WORD…          further words for the command line
exit: N                 the exit status, when it is not 0

Beside each article lies the folder 'pic' with the pictures of pictures.py.
"""

import os
import re
import shlex

REPEATED = ("keep", "gone", "markup", "package")
SINGLE = ("told", "escapes", "whole", "ace", "options", "exit")
FINDINGS = os.path.join(os.path.dirname(__file__), "../../include/mkepub/finding-table.h")


class Row:
    def __init__(self, name, place):
        self.name, self.place = name, place
        self.keep, self.gone, self.markup, self.package = [], [], [], []
        self.told, self.exit = "none", "0"
        self.escapes = self.whole = self.ace = self.options = ""
        self.body = ""

    def add(self, line):
        """Takes one line of the head."""
        key, _, value = line.partition(":")
        if key in REPEATED:
            getattr(self, key).append(value.strip())
        elif key in SINGLE:
            setattr(self, key, value.strip())
        else:
            self.refuse(f"no such key: {line!r}")

    def refuse(self, reason):
        raise ValueError(f"{self.place}: row {self.name}: {reason}")

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
        return b"".join(bytes([int(p[2:], 16)]) if p[:2] == "\\x" else p.encode() for p in parts)

    def files(self):
        """Name and bytes of each file of a book."""
        parts = re.split(r"^@@ (.+)\n", self.body, flags=re.M)[1:]
        for name, text in zip(parts[::2], parts[1::2]):
            yield self.bytes(name), self.bytes(text)

    def findings(self):
        """Those that must be told, as sets of which one must, and all that may."""
        groups = [] if self.told == "none" else self.told.split()
        must = [set(group.split("|")) for group in groups if not group.endswith("?")]
        may = {name for group in groups for name in group.rstrip("?").split("|")}
        return must, may


def known_findings():
    with open(FINDINGS, encoding="utf-8") as file:
        return set(re.findall(r'X\(\w+, "([a-z-]+)"', file.read()))


def read(path):
    """The rows of the table PATH."""
    with open(path, encoding="utf-8", newline="\n") as file:
        text = file.read()
    known = known_findings()
    parts = re.split(r"^=== (.*)\n", text, flags=re.M)
    rows = []
    for name, rest in zip(parts[1::2], parts[2::2]):
        row = Row(name, path)
        if not re.fullmatch(r"[a-z0-9-]+", name):
            row.refuse("a name is made of a-z, 0-9 and '-'")
        head, mark, row.body = ("\n" + rest).partition("\n---\n")
        if not mark:
            row.refuse("no '---' ends its head")
        for line in head.split("\n"):
            if line and not line.startswith("#"):
                row.add(line)
        for unknown in sorted(row.findings()[1] - known):
            row.refuse(f"no such finding: {unknown}")
        # The blank line before the next row belongs to no row.
        if row.body.endswith("\n\n"):
            row.body = row.body[:-1]
        rows.append(row)
    if not rows:
        raise ValueError(f"{path}: no rows")
    return rows
