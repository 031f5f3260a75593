# SPDX-License-Identifier: MIT
"""svgbook.py BOOK SVG…: a small valid book that shows each of the SVG files, for EPUBCheck to look at them."""

import sys
import zipfile
from xml.sax.saxutils import quoteattr

CONTAINER = """<?xml version="1.0" encoding="UTF-8"?>
<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container" version="1.0"><rootfiles>
<rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/></rootfiles></container>"""
PACKAGE = """<?xml version="1.0" encoding="UTF-8"?>
<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id" xml:lang="en">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:identifier id="id">urn:uuid:6ba7b810-9dad-51d1-80b4-00c04fd430c8</dc:identifier>
<dc:title>Drawings</dc:title><dc:language>en</dc:language>
<meta property="dcterms:modified">2026-01-01T00:00:00Z</meta></metadata>
<manifest><item id="nav" href="nav.xhtml" properties="nav" media-type="application/xhtml+xml"/>
%s</manifest><spine><itemref idref="nav"/></spine></package>"""
NAV = """<?xml version="1.0" encoding="UTF-8"?>
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" lang="en" xml:lang="en">
<head><title>Drawings</title></head><body>
<nav epub:type="toc"><h1>Contents</h1><ol><li><a href="nav.xhtml">Drawings</a></li></ol></nav>
%s</body></html>"""


def main():
    book, files = sys.argv[1], sys.argv[2:]
    items, pictures = [], []
    with zipfile.ZipFile(book, "w") as out:
        out.writestr("mimetype", "application/epub+zip")
        out.writestr("META-INF/container.xml", CONTAINER)
        for number, file in enumerate(files):
            name = f"img/{number}.svg"
            with open(file, "rb") as drawing:
                out.writestr(f"EPUB/{name}", drawing.read())
            items.append(f'<item id="i{number}" href="{name}" media-type="image/svg+xml"/>\n')
            pictures.append(f'<p><img src="{name}" alt={quoteattr(file)}/></p>\n')
        out.writestr("EPUB/package.opf", PACKAGE % "".join(items))
        out.writestr("EPUB/nav.xhtml", NAV % "".join(pictures))


if __name__ == "__main__":
    main()
