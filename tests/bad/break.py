# SPDX-License-Identifier: MIT
"""Books that are broken in one way each, made from a sound one; and sound ones that are unusual.

break.py start FOLDER       writes the articles that the sound book is made of
break.py make BOOK FOLDER   writes a book a case into FOLDER, and prints a line for each, parted by tabs: its name,
                            the finding that mkepub must tell, a regular expression for the place and the words
                            of it, and the code of what EPUBCheck says; 'zipfile' where only Python's module sees
                            it, '-' where neither does
break.py make-sound BOOK FOLDER
                            writes a sound book a case into FOLDER, and prints a line for each: its name, and what
                            mkepub must say of it beside errors, a regular expression; '-' when nothing
break.py judge LOG FOLDER   LOG is what EPUBCheck said of all books in FOLDER: one line a case, its name and the codes
"""

import io
import re
import struct
import sys
import zipfile
import zlib

from PIL import Image

STORED, DEFLATED, BZIP2 = zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2
CASES, SOUND = [], []


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


def sound(words="-"):
    """The function that follows makes a book unusual, and leaves it sound."""

    def keep(function):
        SOUND.append((function.__name__.replace("_", "-"), words, function))
        return function

    return keep


PACKAGE = "EPUB/package.opf"
ONE, TWO = "EPUB/one.xhtml", "EPUB/two.xhtml"


@case("book-unreadable", ": error: .*not a ZIP file", "PKG-003")
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


@case("book-container", ": error: an entry has a forbidden name: '\\.\\./evil\\.txt'", "OPF-003")
def name_outside(book):
    book.add("../evil.txt", b"out")


@case("book-container", ": error: an entry has a forbidden name: 'META-INF/a\\\\b'", "PKG-009")
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


@case("book-damaged", "/EPUB/img/.*\\.png: error: declared as image/png but is ", "PKG-021")
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


@case("book-package", "/EPUB/package\\.opf:[0-9]+:[0-9]+: error: Opening and ending", "RSC-016")
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


@case("book-package", "/EPUB/package\\.opf: error: expected one dcterms:modified, found 0", "RSC-005")
def modified_missing(book):
    book.sub(PACKAGE, '<meta property="dcterms:modified">.*?</meta>', "")


@case("book-package", "/EPUB/package\\.opf:[0-9]+:[0-9]+: error: the spine refers to a missing item: 'gone'", "OPF-049")
def spine_dangling(book):
    book.edit(PACKAGE, '<itemref idref="x-one"/>', '<itemref idref="x-one"/><itemref idref="gone"/>')


@case("book-package", "/EPUB/package\\.opf:[0-9]+:[0-9]+: error: the spine names 'x-one' twice", "RSC-005")
def spine_repeats(book):
    book.edit(PACKAGE, '<itemref idref="x-one"/>', '<itemref idref="x-one"/><itemref idref="x-one"/>')


@case("book-package", "/EPUB/package\\.opf:[0-9]+:[0-9]+: error: duplicate id 'x-one'", "RSC-005")
def package_id_twice(book):
    book.sub(PACKAGE, '<dc:language>', '<dc:language id="x-one">')


@case("book-package", "/EPUB/package\\.opf: error: expected one document with the property 'nav', found 0", "RSC-005")
def nav_unnamed(book):
    book.edit(PACKAGE, ' properties="nav"', "")


@case("book-package", "/EPUB/package\\.opf:[0-9]+:[0-9]+: error: '.*one\\.xhtml' is listed twice", "OPF-074")
def item_twice(book):
    book.sub(PACKAGE, '(<item id="x-one")', '<item id="x" href="one.xhtml" media-type="application/xhtml+xml"/>\\1')


@case("book-manifest", "/EPUB/gone\\.css: error: listed in the manifest but not in the book", "RSC-001")
def item_gone(book):
    book.edit(PACKAGE, "</manifest>", '<item id="gone" href="gone.css" media-type="text/css"/></manifest>')


@case("book-unlisted", "/EPUB/more\\.txt: note: not listed in the manifest", "OPF-003")
def item_unlisted(book):
    book.add("EPUB/more.txt", b"more")


@case("book-markup", "/EPUB/one\\.xhtml:[0-9]+:[0-9]+: error: Opening and ending tag mismatch", "RSC-016")
def chapter_markup(book):
    book.sub(ONE, "</p>", "</b>")


@case("book-markup", "/EPUB/one\\.xhtml:[0-9]+:[0-9]+: error: Entity 'nbsp' not defined", "RSC-016")
def chapter_entity(book):
    book.edit(ONE, "Text of one", "Text&nbsp;of one")


@case("book-markup", "/EPUB/one\\.xhtml:[0-9]+:[0-9]+: error: duplicate id 'again'", "RSC-005")
def chapter_id_twice(book):
    book.sub(ONE, "<p>Text of one", '<p id="again">Text</p><p id="again">of one')


@case("book-markup", "/EPUB/two\\.xhtml:[0-9]+:[0-9]+: error: the root element is 'div', not that of the declared type", "RSC-005")
def chapter_root(book):
    book.at(TWO)[1] = b'<?xml version="1.0"?>\n<div xmlns="http://www.w3.org/1999/xhtml"/>'


@case("book-markup", "/EPUB/toc\\.ncx:[0-9]+:[0-9]+: error: ", "RSC-016")
def ncx_markup(book):
    book.edit("EPUB/toc.ncx", "</navMap>", "")


@case("book-skipped", "/EPUB/one\\.xhtml:[0-9]+:[0-9]+: note: the document uses an entity", "-")
def entities(book):
    """More than 64 KB in one; EPUBCheck reads them all out, and six more would be a billion."""
    steps = "".join(f'<!ENTITY e{i} "{f"&e{i - 1};" * 10 if i else "letters"}">' for i in range(5))
    book.edit(ONE, "<!DOCTYPE html>", f"<!DOCTYPE html [{steps}]>")
    book.edit(ONE, "Text of one", "Text &e4; of one")


@case("book-link", "/EPUB/one\\.xhtml:[0-9]+:[0-9]+: error: no such file in the book: 'EPUB/gone\\.xhtml'", "RSC-007")
def link_gone(book):
    book.edit(ONE, 'href="two.xhtml"', 'href="gone.xhtml"')


@case("book-link", "/EPUB/one\\.xhtml:[0-9]+:[0-9]+: error: no such id in the document: 'EPUB/two\\.xhtml#gone'", "RSC-012")
def fragment_gone(book):
    book.edit(ONE, 'href="two.xhtml"', 'href="two.xhtml#gone"')


@case("book-link", "/EPUB/one\\.xhtml:[0-9]+:[0-9]+: error: refers to something outside the book", "RSC-026")
def link_outside(book):
    book.edit(ONE, 'href="two.xhtml"', 'href="../../../etc/passwd"')


@case("book-link", "/EPUB/one\\.xhtml:[0-9]+:[0-9]+: error: links to a document that is not in the", "RSC-011")
def link_unread(book):
    book.edit(PACKAGE, '<itemref idref="x-two"/>', "")


@case("book-link", "/EPUB/one\\.xhtml:[0-9]+:[0-9]+: error: no such file in the book: 'EPUB/img/gone\\.png'", "RSC-007")
def picture_gone(book):
    book.sub(ONE, 'src="img/[^"]*"', 'src="img/gone.png"')


@case("book-link", "/EPUB/one\\.xhtml:[0-9]+:[0-9]+: error: this resource is on the network", "RSC-006")
def picture_remote(book):
    book.sub(ONE, 'src="img/[^"]*"', 'src="https://example.com/a.png"')


@case("book-link", "/EPUB/css/[a-z]*\\.css:[0-9]+:[0-9]+: error: no such file in the book: 'EPUB/css/gone\\.png'", "RSC-007")
def css_gone(book):
    next(e for e in book.entries if e[0].endswith(".css"))[1] += b"\np { background: url( 'gone.png' ) }\n"


@case("book-link", "/EPUB/nav\\.xhtml:[0-9]+:[0-9]+: error: no such file in the book: 'EPUB/gone\\.xhtml'", "RSC-007")
def nav_gone(book):
    book.edit("EPUB/nav.xhtml", 'href="two.xhtml"', 'href="gone.xhtml"')


@case("book-link", "/EPUB/toc\\.ncx:[0-9]+:[0-9]+: error: no such file in the book: 'EPUB/gone\\.xhtml'", "RSC-007")
def ncx_gone(book):
    book.edit("EPUB/toc.ncx", 'src="two.xhtml"', 'src="gone.xhtml"')


@case("book-link", "/EPUB/package\\.opf:[0-9]+:[0-9]+: error: no such file in the book: 'EPUB/gone\\.xhtml'", "OPF-031")
def guide_gone(book):
    book.sub(PACKAGE, '(<reference type="text"[^>]* href=)"[^"]*"', '\\1"gone.xhtml"')


@case("book-source", ": error: 'META-INF/mkepub/one\\.md' in the book differs from the kept source", "-")
def source_changed(book):
    book.at("META-INF/mkepub/one.md")[1] += b"more"


@case("book-source", ": error: the book has no 'META-INF/mkepub/one\\.md'", "-")
def source_missing(book):
    book.drop("META-INF/mkepub/one.md")


@case("book-source", ": error: .*sources\\.xml' line [0-9]+: the path leads out of its folder", "-")
def source_outside(book):
    book.edit("META-INF/mkepub/sources.xml", 'path="one.md"', 'path="..%2Fone.md"')


# Sound and unusual: EPUBCheck has no error for any of these.

OLD_PACKAGE = """<?xml version="1.0" encoding="UTF-8"?>
<package xmlns="http://www.idpf.org/2007/opf" version="2.0" unique-identifier="uid">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:opf="http://www.idpf.org/2007/opf">
<dc:title>Old</dc:title><dc:language>en</dc:language><dc:identifier id="uid">urn:old</dc:identifier></metadata>
<manifest><item id="one" href="one.xhtml" media-type="application/xhtml+xml"/>
<item id="two" href="two.xhtml" media-type="application/xhtml+xml"/>
<item id="ncx" href="toc.ncx" media-type="application/x-dtbncx+xml"/></manifest>
<spine toc="ncx"><itemref idref="one"/><itemref idref="two"/></spine></package>"""
OLD_CHAPTER = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.1//EN" "http://www.w3.org/TR/xhtml11/DTD/xhtml11.dtd">
<html xmlns="http://www.w3.org/1999/xhtml"><head><title>Old</title></head>
<body><p><a href="two.xhtml">Text of one</a></p></body></html>"""
OLD_NCX = """<?xml version="1.0" encoding="UTF-8"?>
<ncx xmlns="http://www.daisy.org/z3986/2005/ncx/" version="2005-1"><head>
<meta name="dtb:uid" content="urn:old"/></head><docTitle><text>Old</text></docTitle>
<navMap><navPoint id="n" playOrder="1"><navLabel><text>One</text></navLabel><content src="one.xhtml"/></navPoint></navMap>
</ncx>"""


def become_old(book):
    """An EPUB 2 with two chapters."""
    book.entries = [e for e in book.entries if not e[0].startswith(("EPUB/", "META-INF/mkepub"))]
    for name, text in (("one.xhtml", OLD_CHAPTER), ("two.xhtml", OLD_CHAPTER), ("toc.ncx", OLD_NCX)):
        book.add(f"EPUB/{name}", text.encode())
    book.add(PACKAGE, OLD_PACKAGE.encode())


def rename(book, old, new, href):
    """The file OLD becomes NEW in the container, and HREF in the manifest and where it is linked."""
    book.at(f"EPUB/{old}")[0] = f"EPUB/{new}"
    for name, data, _, _ in list(book.entries):
        if name.endswith((".opf", ".xhtml", ".ncx")):
            book.at(name)[1] = data.replace(f'"{old}'.encode(), f'"{href}'.encode())


def item(book, name, media_type, data, more=""):
    """A file that the manifest lists."""
    book.add(f"EPUB/{name}", data)
    book.edit(PACKAGE, "</manifest>", f'<item id="i{len(book.entries)}" href="{name}" media-type="{media_type}"{more}/></manifest>')


def drawing(inside, first=""):
    return f'{first}<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">{inside}</svg>'.encode()


@sound()
def xhtml_names(book):
    become_old(book)
    book.edit(ONE, "Text of one", "caf&eacute;&nbsp;&mdash; &Alpha;&hellip;")
    book.edit(ONE, "<p>", '<p title="a&nbsp;&amp; b">')


@sound()
def name_with_ampersand(book):
    rename(book, "two.xhtml", "Q&A.xhtml", "Q&amp;A.xhtml")


@sound()
def name_with_signs(book):
    rename(book, "two.xhtml", "a+b%c&d.xhtml", "a+b%25c&amp;d.xhtml")


@sound()
def name_by_reference(book):
    rename(book, "two.xhtml", "Q&A.xhtml", "Q&#38;A.xhtml")


@sound()
def name_composed(book):
    """A decomposed name in the container, a composed one in the manifest."""
    rename(book, "two.xhtml", "cafe\u0301.xhtml", "caf\u00e9.xhtml")


@sound()
def bytes_after_the_end(book):
    return book.bytes() + b"junk" * 250


@sound()
def title_with_ampersand(book):
    book.edit(ONE, "<p>", '<p title="Tom &amp; Jerry" id="a">')


def encrypt(book, name):
    book.at(name)[1] = bytes(range(256)) * 3
    entry = f"""<?xml version="1.0"?><encryption xmlns="urn:oasis:names:tc:opendocument:xmlns:container"
 xmlns:enc="http://www.w3.org/2001/04/xmlenc#"><enc:EncryptedData>
<enc:EncryptionMethod Algorithm="http://www.w3.org/2001/04/xmlenc#aes256-cbc"/>
<enc:CipherData><enc:CipherReference URI="{name}"/></enc:CipherData></enc:EncryptedData></encryption>"""
    book.add("META-INF/encryption.xml", entry.encode())


@sound("two\\.xhtml: note: the file is encrypted")
def chapter_sealed(book):
    encrypt(book, TWO)


@sound("\\.png: note: the file is encrypted")
def picture_sealed(book):
    encrypt(book, next(e[0] for e in book.entries if e[0].endswith(".png")))


@sound()
def links_of_the_document(book):
    for link in ('rel="license" href="http://example.com/by/"', 'rel="canonical" href="https://example.org/x"',
                 'rel="icon" href="icon.png"', 'rel="next" href="gone.xhtml"'):
        book.edit(ONE, "</head>", f"<link {link}/></head>")


@sound()
def link_blank(book):
    become_old(book)
    book.edit(ONE, "</head>", '<link rel="stylesheet" href=" "/></head>')


@sound()
def font_remote(book):
    book.edit(PACKAGE, "</manifest>", '<item id="f" href="https://example.org/f.woff2" media-type="font/woff2"/></manifest>')
    next(e for e in book.entries if e[0].endswith(".css"))[1] += (
        b"\n@font-face { font-family: F; src: url(https://example.org/f.woff2) }\n")
    book.sub(PACKAGE, '(<item [^>]*media-type="text/css")', '\\1 properties="remote-resources"')


@sound()
def font_of_drawing_remote(book):
    book.edit(PACKAGE, "</manifest>", '<item id="f" href="https://example.org/f.woff2" media-type="font/woff2"/></manifest>')
    item(book, "a.svg", "image/svg+xml", drawing(
        '<defs><font-face font-family="F"><font-face-src><font-face-uri xlink:href="https://example.org/f.woff2"/>'
        "</font-face-src></font-face></defs>"), ' properties="remote-resources"')


@sound()
def sound_remote_in_object(book):
    book.edit(PACKAGE, "</manifest>", '<item id="m" href="https://example.org/a.mp3" media-type="audio/mpeg"/></manifest>')
    book.sub(PACKAGE, '(<item id="x-one")', '\\1 properties="remote-resources"')
    book.edit(ONE, "<p>Text", '<p><object data="https://example.org/a.mp3" type="audio/mpeg">sound</object></p><p>Text')


@sound()
def ids_with_space(book):
    book.sub(PACKAGE, 'id="x-one"', 'id=" x-one "')
    book.sub(PACKAGE, 'idref="x-two"', 'idref="\n x-two "')
    book.sub(PACKAGE, 'toc="([^"]*)"', 'toc=" \\1 "')


@sound("package\\.opf:[0-9]+:[0-9]+: warning: no such file in the book: .*EPUB/gone\\.json.*\\[book-metadata\\]")
def record_missing(book):
    book.edit(PACKAGE, "</metadata>", '<link rel="record" href="gone.json" media-type="application/ld+json"/></metadata>')


@sound()
def link_by_cfi(book):
    book.edit(ONE, 'href="two.xhtml"', 'href="package.opf#epubcfi(/6/4!/4/2)"')


@sound()
def collection_modified(book):
    book.edit(PACKAGE, "</package>", """<collection role="http://example.org/roles/part"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:title>Part</dc:title><meta property="dcterms:modified">2020-01-01T00:00:00Z</meta></metadata>
<link href="one.xhtml"/></collection></package>""")


@sound()
def namespace_no_uri(book):
    book.edit(ONE, "<html ", '<html xmlns:x="not a uri" ')


@sound("package\\.opf: warning: the title of the book is empty \\[book-metadata\\]")
def title_empty(book):
    become_old(book)
    book.edit(PACKAGE, "<dc:title>Old</dc:title>", "<dc:title/>")


@sound()
def base_of_body(book):
    rename(book, "two.xhtml", "sub/two.xhtml", "sub/two.xhtml")
    for link in re.findall(rb'(?:href|src)="(?!sub/)([a-z][^":]*)"', book.at("EPUB/sub/two.xhtml")[1]):
        book.edit("EPUB/sub/two.xhtml", f'"{link.decode()}"', f'"../{link.decode()}"')
    book.edit(ONE, "<body", '<body xml:base="sub/"')
    data = book.at(ONE)[1]
    head, body = data[: data.index(b"<body")], data[data.index(b"<body") :]
    body = body.replace(b'"sub/two.xhtml"', b'"two.xhtml"').replace(b'src="img/', b'src="../img/')
    body = body.replace(b'href="nav', b'href="../nav')
    book.at(ONE)[1] = head + body


@sound()
def base_ends(book):
    """It counts for its element only, and a second one is relative to the first."""
    book.edit(ONE, "<p>Text", '<div xml:base="sub/"><div xml:base="../"><p><a href="two.xhtml">x</a></p></div></div><p>Text')


def picture(book, name, media_type, data):
    item(book, name, media_type, data)
    book.edit(ONE, "<p>Text", f'<p><img src="{name}" alt=""/></p><p>Text')


def made(form):
    out = io.BytesIO()
    Image.radial_gradient("L").convert("RGB").save(out, form)
    return out.getvalue()


@sound("a\\.jpg: warning: the picture is cut short: truncated JPEG \\[book-cut\\]")
def jpeg_cut(book):
    picture(book, "a.jpg", "image/jpeg", made("JPEG")[:-2])


@sound("a\\.gif: warning: the picture is cut short: truncated GIF \\[book-cut\\]")
def gif_cut(book):
    picture(book, "a.gif", "image/gif", made("GIF")[:-1])


@sound("a\\.webp: warning: the picture is cut short: truncated WebP \\[book-cut\\]")
def webp_cut(book):
    picture(book, "a.webp", "image/webp", made("WEBP")[:-40])


@sound()
def entities_of_a_drawing(book):
    """As Illustrator writes them: the names of the namespaces too."""
    first = """<?xml version="1.0"?><!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd" [
<!ENTITY ns_svg "http://www.w3.org/2000/svg"> <!ENTITY ns_xlink "http://www.w3.org/1999/xlink">
<!ENTITY words "A &#38;#38; B">]>"""
    data = f'{first}<svg xmlns="&ns_svg;" xmlns:xlink="&ns_xlink;"><title>&words;</title><a xlink:href="one.xhtml"><rect width="1" height="1"/></a></svg>'
    item(book, "a.svg", "image/svg+xml", data.encode())


@sound()
def entities_of_a_chapter(book):
    book.edit(ONE, "<!DOCTYPE html>", '<!DOCTYPE html [<!ENTITY to "two"><!ENTITY both "&to;.xhtml">]>')
    book.edit(ONE, 'href="two.xhtml"', 'href="&both;"')
    book.edit(ONE, "Text of one", "&to; of one")


@case("book-link", "/EPUB/one\\.xhtml:[0-9]+:[0-9]+: error: no such file in the book: 'EPUB/gone\\.xhtml'", "RSC-007")
def entity_leads_nowhere(book):
    book.edit(ONE, "<!DOCTYPE html>", '<!DOCTYPE html [<!ENTITY to "gone">]>')
    book.edit(ONE, 'href="two.xhtml"', 'href="&to;.xhtml"')


@case("book-link", "/EPUB/one\\.xhtml:[0-9]+:[0-9]+: error: no such file in the book: 'EPUB/sub/two\\.xhtml'", "RSC-007")
def base_leads_nowhere(book):
    book.edit(ONE, "<p>Text", '<div xml:base="sub/"><p><a href="two.xhtml">x</a></p></div><p>Text')


@case("book-link", "/EPUB/one\\.xhtml:[0-9]+:[0-9]+: error: no such file in the book: 'EPUB/A&B\\.xhtml'", "RSC-007")
def ampersand_gone(book):
    book.edit(ONE, 'href="two.xhtml"', 'href="A&amp;B.xhtml"')


@case("book-link", "/EPUB/one\\.xhtml:[0-9]+:[0-9]+: error: not a valid address: ", "RSC-020")
def link_user_astral(book):
    """A character above U+FFFF in the user name."""
    book.edit(ONE, 'href="two.xhtml"', 'href="https://u\U0001f600@example.com/"')


@case("book-link", "/EPUB/one\\.xhtml:[0-9]+:[0-9]+: error: not a valid address: ", "RSC-020")
def link_gopher_without_host(book):
    book.edit(ONE, 'href="two.xhtml"', 'href="gopher:00"')


@case("book-link", "/EPUB/one\\.xhtml:[0-9]+:[0-9]+: error: not a valid address: ", "RSC-020")
def link_ipv6_in_irc(book):
    book.edit(ONE, 'href="two.xhtml"', 'href="irc://[::1]/"')


@case("book-markup", "/EPUB/one\\.xhtml:[0-9]+:[0-9]+: error: Entity 'check' not defined", "RSC-016")
def name_of_html_only(book):
    """A name of HTML, and not of XHTML's document type."""
    become_old(book)
    book.edit(ONE, "Text of one", "&check;")


@case("book-link", "/EPUB/css/[a-z]*\\.css:[0-9]+:[0-9]+: error: this resource is on the network", "RSC-006")
def css_remote(book):
    next(e for e in book.entries if e[0].endswith(".css"))[1] += b"\n@font-face { font-family: F } p { background: url(https://example.org/a.png) }\n"


@case("book-skipped", "/EPUB/one\\.xhtml:[0-9]+:[0-9]+: note: the document uses an entity of its own", "-")
def entity_of_markup(book):
    book.edit(ONE, "<!DOCTYPE html>", '<!DOCTYPE html [<!ENTITY b "<b>bold</b>">]>')
    book.edit(ONE, "Text of one", "&b;")


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


def make_sound(path, folder):
    for name, words, function in SOUND:
        book = Book(path)
        data = function(book) or book.bytes()
        with open(f"{folder}/{name}.epub", "wb") as file:
            file.write(data)
        print(name, words, sep="\t")


def judge(log, folder):
    with open(log, encoding="utf-8", errors="replace") as file:
        parts = re.split(r"^not clean: (.*)$", file.read(), flags=re.M)
    said = dict(zip(parts[1::2], parts[0::2]))
    for name in [row[0] for row in CASES + SOUND]:
        codes = sorted(set(re.findall(r"\(([A-Z]+-[0-9]+)\)", said.get(f"{folder}/{name}.epub", ""))))
        print(name, *(codes or ["-"]))


if __name__ == "__main__":
    {"start": start, "make": make, "make-sound": make_sound, "judge": judge}[sys.argv[1]](*sys.argv[2:])
