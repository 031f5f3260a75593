# SPDX-License-Identifier: MIT
"""fonts.py WORD…: looks at the fonts of a book with fontTools, for the tests.

list BOOK                   media type, name in the container and family of each, with its size in glyphs
lacks BOOK NUMBER [TEXT]    the characters of TEXT (of all documents) that the font of this number does not show
"""

import io
import sys

from fontTools.ttLib import TTFont

import epub


def fonts_of(book):
    for item in book.package.iter(f"{epub.OPF}item"):
        if item.get("media-type").startswith(("font/", "application/vnd.ms-opentype", "application/font")):
            name = book.items[item.get("id")]
            yield item.get("media-type"), name, TTFont(io.BytesIO(book.zip.read(name)), checkChecksums=2)


def main():
    book = epub.Book(sys.argv[2])
    fonts = list(fonts_of(book))
    if sys.argv[1] == "list":
        for kind, name, font in fonts:
            print(kind, name, font["name"].getBestFamilyName(), len(font.getGlyphOrder()), sep="\t")
        return
    mapped = fonts[int(sys.argv[3])][2].getBestCmap()
    text = sys.argv[4] if len(sys.argv) > 4 else "".join("".join(d.itertext()) for _, d in book.spine())
    print("".join(sorted({c for c in text if c not in "\n\t\r" and ord(c) not in mapped})))


main()
