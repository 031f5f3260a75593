# SPDX-License-Identifier: MIT
"""Books that are broken in one way each, made from a sound one.

break.py start FOLDER       writes the articles that the sound book is made of
break.py make BOOK FOLDER   writes a book a case into FOLDER, and prints a line for each, parted by tabs: its name,
                            the finding that mkepub must tell, a regular expression for the place and the words
                            of it, and the code of what EPUBCheck says; 'zipfile' where only Python's module sees
                            it, '-' where neither does
break.py judge LOG FOLDER   LOG is what EPUBCheck said of all books in FOLDER: one line a case, its name and the codes
"""

import io
import re
import struct
import sys
import zipfile
import zlib

STORED, DEFLATED, BZIP2 = zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2
CASES = []


class Book:
    """The entries of a book: [name, bytes, method, extra field]."""

    def __init__(self, path):
        archive = zipfile.ZipFile(path)
        self.entries = [[i.filename, archive.read(i), i.compress_type, b""] for i in archive.infolist()]

    def at(self, name):
        return next(entry for entry in self.entries if entry[0] == name)

    def edit(self, name, old, new):
        entry = self.at(name)
        assert old.encode() in entry[1], (name, old)
        entry[1] = entry[1].replace(old.encode(), new.encode(), 1)

    def sub(self, name, pattern, new):
        entry = self.at(name)
        entry[1], count = re.subn(pattern.encode(), new.encode(), entry[1], count=1, flags=re.S)
        assert count == 1, (name, pattern)

    def drop(self, name):
        self.entries.remove(self.at(name))

    def add(self, name, data, method=DEFLATED):
        self.entries.append([name, data, method, b""])

    def bytes(self):
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as archive:
            for name, data, method, extra in self.entries:
                info = zipfile.ZipInfo(name)
                info.compress_type, info.extra = method, extra
                archive.writestr(info, data)
        return out.getvalue()


def headers(data, name):
    """Where the local and the central header of the entry NAME begin."""
    info = zipfile.ZipFile(io.BytesIO(data)).getinfo(name)
    central = data.index(b"PK\1\2")
    while data[central + 46 : central + 46 + len(name)] != name.encode():
        central = data.index(b"PK\1\2", central + 4)
    return info.header_offset, central


def patch(data, place, form, *values):
    return data[:place] + struct.pack(form, *values) + data[place + struct.calcsize(form) :]


def case(finding, words, code):
    """The function that follows breaks a book: it changes it, or returns the bytes of another."""

    def keep(function):
        CASES.append((function.__name__.replace("_", "-"), finding, words, code, function))
        return function

    return keep


PACKAGE = "EPUB/package.opf"
ONE, TWO = "EPUB/one.xhtml", "EPUB/two.xhtml"


@case("book-unreadable", ": error: .*no ZIP file", "PKG-003")
def no_zip(book):
    return b"# Only text\n"


@case("book-unreadable", ": error: .*cut short", "PKG-008")
def cut_short(book):
    return book.bytes()[:-3000]


@case("book-container", ": error: 'mimetype' is not its first entry", "PKG-006")
def mimetype_late(book):
    book.entries.append(book.entries.pop(0))


@case("book-container", ": error: 'mimetype' is not its first entry", "PKG-006")
def mimetype_missing(book):
    book.drop("mimetype")


@case("book-container", ": error: 'mimetype' is compressed", "-")
def mimetype_compressed(book):
    book.at("mimetype")[2] = DEFLATED


@case("book-container", ": error: 'mimetype' has an extra field", "PKG-005")
def mimetype_extra(book):
    book.at("mimetype")[3] = struct.pack("<HHI", 0x9999, 4, 0)


@case("book-container", ": error: 'mimetype' does not say", "PKG-007")
def mimetype_other(book):
    book.at("mimetype")[1] += b"\n"


@case("book-container", ": error: an entry has a name .*: '\\.\\./evil\\.txt'", "OPF-003")
def name_outside(book):
    book.add("../evil.txt", b"out")


@case("book-container", ": error: an entry has a name .*: 'META-INF/a\\\\b'", "PKG-009")
def name_backslash(book):
    book.add("META-INF/a\\b", b"out")


@case("book-container", ": error: two entries have the name 'EPUB/one\\.xhtml'", "OPF-060")
def name_twice(book):
    book.entries.append(list(book.at(ONE)))


@case("book-container", ": error: two entries .*EPUB/ONE\\.xhtml'", "OPF-060")
def name_by_case(book):
    book.sub(PACKAGE, '(<item id="x-one")', '<item id="other" href="ONE.xhtml" media-type="application/xhtml+xml"/>\\1')
    book.sub(PACKAGE, '(<itemref idref="x-one")', '<itemref idref="other"/>\\1')
    book.add("EPUB/ONE.xhtml", book.at(ONE)[1])


@case("book-container", ": error: 'EPUB/img/.*' is compressed in a way", "PKG-027")
def method_unknown(book):
    next(entry for entry in book.entries if entry[0].endswith(".png"))[2] = BZIP2


@case("book-container", ": error: 'EPUB/one\\.xhtml' is encrypted", "PKG-027")
def encrypted(book):
    data = book.bytes()
    local, central = headers(data, ONE)
    return patch(patch(data, local + 6, "<H", 1), central + 8, "<H", 1)


@case("book-container", ": error: it would unpack to more than 4 GB", "-")
def bomb(book):
    data = book.bytes()
    for name in (ONE, TWO):
        local, central = headers(data, name)
        data = patch(patch(data, local + 22, "<I", 0xFFFFFFF0), central + 24, "<I", 0xFFFFFFF0)
    return data


@case("book-container", ": error: the container contradicts itself", "zipfile")
def overlapping(book):
    """Two names for the same bytes: how a small file becomes an endless one."""
    data = book.bytes()
    (place, one), (_, two) = headers(data, ONE), headers(data, TWO)
    data = data[: two + 16] + data[one + 16 : one + 28] + data[two + 28 :]  # CRC and sizes
    return patch(data, two + 42, "<I", place)


@case("book-damaged", "/EPUB/one\\.xhtml: error: .*CRC", "zipfile")
def crc(book):
    book.at(ONE)[2] = STORED
    return book.bytes().replace(b"Text of one", b"Test of one", 1)


@case("book-damaged", "/EPUB/one\\.xhtml: error: cannot read", "zipfile")
def size_lies(book):
    data = book.bytes()
    local, central = headers(data, ONE)
    return patch(patch(data, local + 22, "<I", 100), central + 24, "<I", 100)


@case("book-damaged", "/EPUB/img/.*\\.png: error: this is no image/png", "PKG-021")
def picture_of_text(book):
    next(entry for entry in book.entries if entry[0].endswith(".png"))[1] = b"not a picture at all"


@case("book-package", ": error: the book has no 'META-INF/container\\.xml'", "RSC-002")
def container_missing(book):
    book.drop("META-INF/container.xml")


@case("book-package", ": error: 'META-INF/container\\.xml' line 1: it names no package document", "RSC-003")
def container_empty(book):
    book.sub("META-INF/container.xml", "<rootfile [^>]*/>", "")


@case("book-package", ": error: the book has no 'EPUB/package\\.opf'", "OPF-002")
def package_missing(book):
    book.drop(PACKAGE)


@case("book-package", ": error: 'EPUB/package\\.opf' line [0-9]+: ", "RSC-016")
def package_markup(book):
    book.edit(PACKAGE, "</spine>", "</spin>")


@case("book-package", "/EPUB/package\\.opf: error: the book has no title", "RSC-005")
def title_missing(book):
    book.sub(PACKAGE, "<dc:title.*?</dc:title>", "")


@case("book-package", "/EPUB/package\\.opf: error: the book has no language", "RSC-005")
def language_missing(book):
    book.sub(PACKAGE, "<dc:language.*</dc:language>", "")


@case("book-package", "/EPUB/package\\.opf: error: the book has no identifier of its own", "OPF-030")
def identifier_unnamed(book):
    book.edit(PACKAGE, 'unique-identifier="uid"', 'unique-identifier="other"')


@case("book-package", "/EPUB/package\\.opf: error: dcterms:modified is said 0 times", "RSC-005")
def modified_missing(book):
    book.sub(PACKAGE, '<meta property="dcterms:modified">.*?</meta>', "")


@case("book-package", "/EPUB/package\\.opf:[0-9]+: error: the spine names no item: 'gone'", "OPF-049")
def spine_dangling(book):
    book.edit(PACKAGE, '<itemref idref="x-one"/>', '<itemref idref="x-one"/><itemref idref="gone"/>')


@case("book-package", "/EPUB/package\\.opf:[0-9]+: error: the spine names 'x-one' twice", "RSC-005")
def spine_repeats(book):
    book.edit(PACKAGE, '<itemref idref="x-one"/>', '<itemref idref="x-one"/><itemref idref="x-one"/>')


@case("book-package", "/EPUB/package\\.opf:[0-9]+: error: the id 'x-one' is given twice", "RSC-005")
def package_id_twice(book):
    book.sub(PACKAGE, '<dc:language>', '<dc:language id="x-one">')


@case("book-package", "/EPUB/package\\.opf: error: 0 documents have the property 'nav'", "RSC-005")
def nav_unnamed(book):
    book.edit(PACKAGE, ' properties="nav"', "")


@case("book-package", "/EPUB/package\\.opf:[0-9]+: error: '.*one\\.xhtml' is listed twice", "OPF-074")
def item_twice(book):
    book.sub(PACKAGE, '(<item id="x-one")', '<item id="x" href="one.xhtml" media-type="application/xhtml+xml"/>\\1')


@case("book-manifest", "/EPUB/gone\\.css: error: the manifest lists this file", "RSC-001")
def item_gone(book):
    book.edit(PACKAGE, "</manifest>", '<item id="gone" href="gone.css" media-type="text/css"/></manifest>')


@case("book-unlisted", "/EPUB/more\\.txt: note: the manifest does not list this file", "OPF-003")
def item_unlisted(book):
    book.add("EPUB/more.txt", b"more")


@case("book-markup", "/EPUB/one\\.xhtml:[0-9]+: error: Opening and ending tag mismatch", "RSC-016")
def chapter_markup(book):
    book.sub(ONE, "</p>", "</b>")


@case("book-markup", "/EPUB/one\\.xhtml:[0-9]+: error: Entity 'nbsp' not defined", "RSC-016")
def chapter_entity(book):
    book.edit(ONE, "Text of one", "Text&nbsp;of one")


@case("book-markup", "/EPUB/one\\.xhtml:[0-9]+: error: the id 'again' is given twice", "RSC-005")
def chapter_id_twice(book):
    book.sub(ONE, "<p>Text of one", '<p id="again">Text</p><p id="again">of one')


@case("book-markup", "/EPUB/two\\.xhtml:[0-9]+: error: the document is not what it is listed as, but 'div'", "RSC-005")
def chapter_root(book):
    book.at(TWO)[1] = b'<?xml version="1.0"?>\n<div xmlns="http://www.w3.org/1999/xhtml"/>'


@case("book-markup", "/EPUB/toc\\.ncx:[0-9]+: error: ", "RSC-016")
def ncx_markup(book):
    book.edit("EPUB/toc.ncx", "</navMap>", "")


@case("book-skipped", "/EPUB/one\\.xhtml:[0-9]+: note: the document declares entities", "-")
def entities(book):
    """Few, for EPUBCheck reads them all out; with six more it would be a billion."""
    steps = "".join(f'<!ENTITY e{i} "{f"&e{i - 1};" * 10 if i else "letters"}">' for i in range(4))
    book.edit(ONE, "<!DOCTYPE html>", f"<!DOCTYPE html [{steps}]>")
    book.edit(ONE, "Text of one", "Text &e3; of one")


@case("book-link", "/EPUB/one\\.xhtml:[0-9]+: error: this leads to nothing in the book: 'EPUB/gone\\.xhtml'", "RSC-007")
def link_gone(book):
    book.edit(ONE, 'href="two.xhtml"', 'href="gone.xhtml"')


@case("book-link", "/EPUB/one\\.xhtml:[0-9]+: error: this leads to no place .*'EPUB/two\\.xhtml#gone'", "RSC-012")
def fragment_gone(book):
    book.edit(ONE, 'href="two.xhtml"', 'href="two.xhtml#gone"')


@case("book-link", "/EPUB/one\\.xhtml:[0-9]+: error: this leads out of the book", "RSC-026")
def link_outside(book):
    book.edit(ONE, 'href="two.xhtml"', 'href="../../../etc/passwd"')


@case("book-link", "/EPUB/one\\.xhtml:[0-9]+: error: this leads to a document that is not in the", "RSC-011")
def link_unread(book):
    book.edit(PACKAGE, '<itemref idref="x-two"/>', "")


@case("book-link", "/EPUB/one\\.xhtml:[0-9]+: error: this leads to nothing .*: 'EPUB/img/gone\\.png'", "RSC-007")
def picture_gone(book):
    book.sub(ONE, 'src="img/[^"]*"', 'src="img/gone.png"')


@case("book-link", "/EPUB/one\\.xhtml:[0-9]+: error: this is on the network", "RSC-006")
def picture_remote(book):
    book.sub(ONE, 'src="img/[^"]*"', 'src="https://example.com/a.png"')


@case("book-link", "/EPUB/css/[a-z]*\\.css:[0-9]+: error: this leads to nothing .*: 'EPUB/css/gone\\.png'", "RSC-007")
def css_gone(book):
    next(e for e in book.entries if e[0].endswith(".css"))[1] += b"\np { background: url( 'gone.png' ) }\n"


@case("book-link", "/EPUB/nav\\.xhtml:[0-9]+: error: this leads to nothing .*: 'EPUB/gone\\.xhtml'", "RSC-007")
def nav_gone(book):
    book.edit("EPUB/nav.xhtml", 'href="two.xhtml"', 'href="gone.xhtml"')


@case("book-link", "/EPUB/toc\\.ncx:[0-9]+: error: this leads to nothing .*: 'EPUB/gone\\.xhtml'", "RSC-007")
def ncx_gone(book):
    book.edit("EPUB/toc.ncx", 'src="two.xhtml"', 'src="gone.xhtml"')


@case("book-link", "/EPUB/package\\.opf:[0-9]+: error: this leads to nothing .*: 'EPUB/gone\\.xhtml'", "OPF-031")
def guide_gone(book):
    book.sub(PACKAGE, '(<reference type="text"[^>]* href=)"[^"]*"', '\\1"gone.xhtml"')


@case("book-source", ": error: 'META-INF/mkepub/one\\.md' in the book is not what was kept there", "-")
def source_changed(book):
    book.at("META-INF/mkepub/one.md")[1] += b"more"


@case("book-source", ": error: the book has no 'META-INF/mkepub/one\\.md'", "-")
def source_missing(book):
    book.drop("META-INF/mkepub/one.md")


@case("book-source", ": error: .*sources\\.xml' line [0-9]+: the path leads out of its folder", "-")
def source_outside(book):
    book.edit("META-INF/mkepub/sources.xml", 'path="one.md"', 'path="..%2Fone.md"')


def start(folder):
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header, row = struct.pack(">IIBBBBB", 8, 6, 8, 2, 0, 0, 0), b"\0" + b"\x20\x40\x80" * 8
    picture = chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(row * 6)) + chunk(b"IEND", b"")
    files = {
        "one.md": b"# One\n\nText of one, see [two](two.md).\n\n![A plain field](p.png)\n",
        "two.md": b"# Two\n\nText of two.\n",
        "p.png": b"\x89PNG\r\n\x1a\n" + picture,
    }
    for name, data in files.items():
        with open(f"{folder}/{name}", "wb") as file:
            file.write(data)


def make(path, folder):
    for name, finding, words, code, function in CASES:
        book = Book(path)
        data = function(book) or book.bytes()
        with open(f"{folder}/{name}.epub", "wb") as file:
            file.write(data)
        print(name, finding, words, code, sep="\t")


def judge(log, folder):
    with open(log, encoding="utf-8", errors="replace") as file:
        parts = re.split(r"^not clean: (.*)$", file.read(), flags=re.M)
    said = dict(zip(parts[1::2], parts[0::2]))
    for name, _, _, _, _ in CASES:
        codes = sorted(set(re.findall(r"\(([A-Z]+-[0-9]+)\)", said.get(f"{folder}/{name}.epub", ""))))
        print(name, *(codes or ["-"]))


if __name__ == "__main__":
    {"start": start, "make": make, "judge": judge}[sys.argv[1]](*sys.argv[2:])
