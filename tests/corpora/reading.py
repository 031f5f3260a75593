# SPDX-License-Identifier: MIT
"""What a reader can read, word by word: in the HTML that cmark and cmark-gfm make of Markdown, as
html5lib parses it, and in a chapter of the book, as Python's XML parser does.

Both are read in the same way. A word is what stands between white space; blocks, line breaks and
table cells part words, other elements do not. A picture is its description, apart from the
words beside it. The marks of footnotes and the notes themselves, which follow the text, begin with
NOTE and their number."""

import re
import subprocess
import xml.etree.ElementTree as ET

import html5lib

import templates

NOTE = "\u203b"
# A frame or player, which the book may call by one of several names: LINK and its number.
LINK = "\ue003"
# Stands on both sides of a picture: a blank, but not before what closes or goes on.
APART = "\ue005"
APART_FROM_WORDS = re.compile(rf"(?<=[^(\[{{])(?:{APART})+(?![.,;:!?)\]}}/%'\"-])")
# Begins a paragraph that was put in only to have notes without a mark rendered.
MARKS = "\ue004"

# What parts words: everything that is set as a block, a cell or a line of its own.
PARTS = set(
    "address article aside audio blockquote body br caption center dd details dialog dir div dl dt "
    "embed fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html iframe "
    "legend li main menu nav object ol optgroup option p pre search section select summary svg "
    "math table tbody td tfoot th thead tr ul video".split()
)
# What no reader sees.
HIDDEN = {"head", "script", "style", "template"}
FRAMES = {"iframe", "embed", "audio", "video", "object"}
# What GFM adds to CommonMark can only begin with these.
GFM = re.compile(r"\[\^|~|^[ >\t*+-]*\|?[ \t]*:?-+:?[ \t]*\|", re.M)
EXTENSIONS = ["-e", "table", "-e", "footnotes", "-e", "strikethrough"]
EPUB = "{http://www.idpf.org/2007/ops}"
XHTML = "{http://www.w3.org/1999/xhtml}"


def render(markdown):
    """By cmark-gfm where its extensions may apply, else by cmark, whose CommonMark is newer."""
    command = ["cmark-gfm", *EXTENSIONS] if GFM.search(markdown) else ["cmark"]
    done = subprocess.run(
        [*command, "--unsafe"], input=markdown.encode(), stdout=subprocess.PIPE, check=True
    )
    return done.stdout.decode()


class TreeBuilder(html5lib.getTreeBuilder("etree")):
    """HTML has it that what is astray in a table is shown before the table. The book keeps it in
    its place, and so do we, counting."""

    def __init__(self, *arguments):
        self.astray = 0
        super().__init__(*arguments)

    @property
    def insertFromTable(self):
        return False

    @insertFromTable.setter
    def insertFromTable(self, value):
        self.astray += bool(value)
        self.insertElement = self.insertElementNormal


def parse(html):
    """The body of an HTML document, and how often something was astray in a table."""
    parser = html5lib.HTMLParser(TreeBuilder, namespaceHTMLElements=False)
    return parser.parse(html).find("body"), parser.tree.astray


def chapter(data):
    """The article of a chapter without the header and the footer that the book adds; its title."""
    article = ET.fromstring(data).find(f"{XHTML}body/{XHTML}article")
    header, footer = article[0], article[-1]
    if header.tag != f"{XHTML}header" or footer.tag != f"{XHTML}footer":
        raise ValueError("a chapter without header and footer")
    title = "".join(header.find(f"{XHTML}h1").itertext())
    header.clear()
    footer.clear()
    for element in article.iter():
        element.tag = element.tag.rpartition("}")[2]
    return article, title


class Reader:
    """Collects the words of one tree."""

    def __init__(self, unmarked=()):
        self.unmarked = unmarked  # notes without a mark, by label
        self.pieces = []
        self.held = {}  # what stands for the templates' holders
        self.links = []  # address and title for each LINK
        self.pictures = 0
        self.boxes = 0

    def hold(self, number, element, part):
        """ELEMENT, or the link of PART, stands where the holder of this NUMBER is met."""
        text = self.link(*part.link) if part.link else " ".join(Reader().words(element))
        self.held[number] = f" {text} " if part.apart else text

    def words(self, element):
        self.read(element)
        text = APART_FROM_WORDS.sub(" ", "".join(self.pieces)).replace(APART, "")
        return templates.HOLDERS.sub(lambda m: self.held.get(int(m.group(1)), ""), text).split()

    def read(self, element):
        stack = [element]
        while stack:
            node = stack.pop()
            if isinstance(node, str):
                self.pieces.append(node)
                continue
            if not isinstance(node.tag, str):  # a comment
                continue
            apart = " " if node.tag in PARTS else ""
            self.pieces.append(apart)
            stack.append(apart)
            shown = self.instead(node)
            if shown is not None:
                self.pieces.append(shown)
                continue
            for child in reversed(node):
                stack += [child.tail or "", child]
            stack.append(node.text or "")

    def instead(self, node):
        """What stands for NODE and all that is in it; None when its contents are to be read."""
        kind = node.tag
        if kind in HIDDEN or (kind == "p" and (node.text or "").startswith(MARKS)):
            return ""
        if kind == "img":
            self.pictures += 1
            return f'{APART}{node.get("alt", node.get("title", ""))}{APART}'
        if kind == "progress" and node.get("value"):  # a bar: as a number
            return "/".join(filter(None, (node.get("value"), node.get("max"))))
        if kind in FRAMES:
            return self.frame(node)
        if self.is_mark(node) or node.get("role") == "doc-backlink":
            return NOTE + "".join(node.itertext())
        if node.get("class") == "footnote-backref":
            return ""
        if kind == "section" and node.get("class") == "footnotes":
            self.number_notes(node)
        if kind == "li":
            self.draw_box(node)
        for child in node:
            if child.get("role") == "doc-backlink":  # "1. " before the note
                child.tail = (child.tail or "").removeprefix(".")
        return None

    @staticmethod
    def is_mark(node):
        return node.get(f"{EPUB}type") == "noteref" or node.get("class") == "footnote-ref"

    def number_notes(self, section):
        for i, item in enumerate(section.iterfind("ol/li"), 1):
            if item.get("id").removeprefix("fn-") not in self.unmarked:
                item.text = f"{NOTE}{i} {item.text or ''}"

    def draw_box(self, item):
        """For a task, in whatever list or quote."""
        first = item[0] if len(item) and not (item.text or "").strip() else None
        holder = first if first is not None and first.tag == "p" else item
        match = re.match(r"\s*\[([ xX])\](?=\s)", holder.text or "")
        if match:
            self.boxes += 1
            box = "\u2610" if match.group(1) == " " else "\u2611"
            holder.text = box + holder.text[match.end() :]

    def frame(self, node):
        address = node.get("src") or node.get("data")
        source = node.find("source")
        if not address and source is not None:
            address = source.get("src")
        if address and re.match(r"(https?:)?//", address):
            return self.link(address, node.get("title", ""))
        return None if node.tag in ("audio", "video", "object") else node.get("title", "")

    def link(self, address, title):
        self.links.append((address, title))
        return f" {LINK}{len(self.links) - 1} "
