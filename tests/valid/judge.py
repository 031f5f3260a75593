# SPDX-License-Identifier: MIT
"""What a row says of its book, held against the book: each function yields complaints."""

import posixpath
import re

import epub
import invariants

INLINE = set(
    "a abbr b bdi bdo cite code data del dfn em i ins kbd mark q rb rp rt ruby s samp small span "
    "strong sub sup time u var wbr".split()
)
# Findings about a whole file, which have no line.
WHOLE_FILE = ("input-", "encoding-", "draft-", "date-missing")


def spaced(text):
    return " ".join(text.split())


def seen(element):
    """What a reader sees of ELEMENT: blocks and line breaks part words, inline elements do not."""
    inline = element.tag.startswith(epub.X) and element.tag.removeprefix(epub.X) in INLINE
    inner = (element.text or "") + "".join(seen(child) + (child.tail or "") for child in element)
    return inner if inline or not element.tag.startswith(epub.X) else f" {inner} "


def text_of(source, row):
    """What a reader sees of a document; without the header of an article whose title is the row's name, which says
    words that the row may look for."""
    body = invariants.ET.fromstring(source).find(epub.X + "body")
    header = None if row.whole or row.is_book() else body.find(f"{epub.X}article/{epub.X}header")
    if header is not None:
        header.clear()
    return spaced(seen(body)) + " "


def drawings(archive, name, source):
    """The drawings that the document NAME shows from files of their own."""
    for place in sorted(set(re.findall(r'src="([^"]+\.svg)"', source))):
        path = posixpath.normpath(posixpath.join(posixpath.dirname(name), place))
        yield archive.read(path).decode()


def content(archive, names, row):
    """In the documents NAMES of the book a reader must find what ROW says."""
    text = markup = drawn = ""
    for name in names:
        if not name.endswith(".xhtml"):
            continue
        if name not in archive.namelist():
            yield f"no chapter {name}"
            return
        source = archive.read(name).decode()
        markup += source
        drawn += "".join(drawings(archive, name, source))
        text += text_of(source, row)
    for wanted in row.keep:
        if spaced(wanted) not in text:
            yield f"a reader does not find {wanted[:200]!r} in {text[:1000]!r}"
    for wanted in row.markup:
        if wanted not in markup:
            yield f"no {wanted!r} in the markup: {between(markup)}"
    for unwanted in row.gone:
        if unwanted in text or unwanted in markup or unwanted in drawn:
            yield f"{unwanted!r} is still there: {between(markup)} {drawn[:1000]}"


def between(markup):
    """The article itself, shortened, for a complaint."""
    return markup.rpartition("</header>")[2].partition("<footer")[0][:1000]


def findings(row, said, first):
    """What was told without need, what was not told, and what was told of no line of the body,
    which begins at line FIRST of its file."""
    # the fonts of the machine decide whether the cover lacks any
    said = [(name, line) for name, line in said if name not in ("date-missing", "cover-lacks")]
    names = {name for name, _ in said}
    must, may = row.findings()
    for group in must:
        if not names & group:
            said_instead = " ".join(sorted(names)) or "nothing"
            yield f"not told: {'|'.join(sorted(group))}; told: {said_instead}"
    for name in sorted(names - may):
        yield f"told without need: {name}"
    if row.is_book():
        return
    lines = range(first, first + row.lines() + 1)
    for name, line in said:
        if not name.startswith(WHOLE_FILE) and line not in lines:
            yield f"{name} is told of line {line}, and the body begins at line {first}"


def metadata(archive, row):
    """The package document must say what ROW says of it."""
    root = invariants.ET.fromstring(archive.read("EPUB/package.opf"))
    for wanted in row.package:
        key, _, value = wanted.partition(" ")
        if key.startswith("dc:"):
            found = root.iter("{http://purl.org/dc/elements/1.1/}" + key.removeprefix("dc:"))
        else:
            metas = root.iter(epub.OPF + "meta")
            found = (e for e in metas if key in (e.get("property"), e.get("name")))
        found = [spaced(e.text or e.get("content") or "") for e in found]
        if (value == "none") != (not found) or (value != "none" and spaced(value) not in found):
            yield f"{key} is {found}, not {value!r}"
