# SPDX-License-Identifier: MIT
"""fonts.py make FOLDER | look FONT TEXT | book BOOK FONT…

make: writes fonts of kinds that few packages bring, made with fontTools from DejaVu and from nothing.
look: says what fontTools finds in a font: which of TEXT it maps, glyphs, tables, names, license bits.
book: packs a small valid book that uses the fonts.
"""

import os
import sys
import zipfile

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTCollection, TTFont
from fontTools.ttLib.tables.TupleVariation import TupleVariation

DEJAVU = "/usr/share/fonts/truetype/dejavu/"
NAMES = {"familyName": "Test Sans", "styleName": "Regular", "psName": "TestSans-Regular", "copyright": "nobody's",
         "licenseDescription": "free for all"}


def box(pen, size):
    pen.moveTo((0, 0))
    pen.lineTo((0, size))
    pen.lineTo((size, size))
    pen.lineTo((size, 0))
    pen.closePath()


def builder(is_ttf):
    glyphs = [".notdef", "space", "A", "B", "f", "i", "f_i"]
    made = FontBuilder(1000, isTTF=is_ttf)
    made.setupGlyphOrder(glyphs)
    made.setupCharacterMap({0x20: "space", 0x41: "A", 0x42: "B", 0x66: "f", 0x69: "i"})
    for_metrics = {name: (500 + 10 * number, 0) for number, name in enumerate(glyphs)}
    if is_ttf:
        shapes = {}
        for number, name in enumerate(glyphs):
            pen = TTGlyphPen(None)
            if name != "space":
                box(pen, 300 + 10 * number)
            shapes[name] = pen.glyph()
        made.setupGlyf(shapes)
    else:
        shapes = {}
        for number, name in enumerate(glyphs):
            pen = T2CharStringPen(500, None)
            if name != "space":
                box(pen, 300 + 10 * number)
            shapes[name] = pen.getCharString()
        made.setupCFF(NAMES["psName"], {"FullName": NAMES["psName"]}, shapes, {})
    made.setupHorizontalMetrics(for_metrics)
    made.setupHorizontalHeader(ascent=800, descent=-200)
    made.setupNameTable(NAMES)
    made.setupOS2(sTypoAscender=800, sTypoDescender=-200, usWinAscent=800, usWinDescent=200, fsType=0)
    made.setupPost()
    made.addOpenTypeFeatures("feature liga { sub f i by f_i; } liga; feature kern { pos A B -50; } kern;")
    return made


def make(folder):
    os.makedirs(folder, exist_ok=True)
    plain = builder(True)
    plain.save(f"{folder}/plain.ttf")
    builder(False).save(f"{folder}/cff.otf")
    for bits, name in ((0x2, "restricted"), (0x4, "preview"), (0x8, "editable"), (0xA, "both"), (0x100, "whole"),
                       (0x200, "bitmap")):
        plain.font["OS/2"].fsType = bits
        plain.save(f"{folder}/{name}.ttf")
    varied = builder(True)
    varied.setupFvar([("wght", 300, 400, 700, "Weight")], [])
    move = [(100, 0)] * 4 + [None] * 4
    varied.setupGvar({"A": [TupleVariation({"wght": (0, 1, 1)}, move)]})
    varied.save(f"{folder}/variable.ttf")
    faces = TTCollection()
    italic = builder(True).font
    italic["OS/2"].fsSelection = 1
    italic["name"].setName("Test Italic", 1, 3, 1, 0x409)
    faces.fonts = [italic, TTFont(DEJAVU + "DejaVuSansMono.ttf"), TTFont(DEJAVU + "DejaVuSerif-Bold.ttf")]
    faces.save(f"{folder}/faces.ttc")


def look(path, text):
    font = TTFont(path, checkChecksums=2, lazy=False)
    mapped = font.getBestCmap()
    names = [str(font["name"].getDebugName(number)) for number in (0, 1, 13)]
    for tag in font.keys():
        if tag != "GlyphOrder":
            font[tag]  # read it
    if "glyf" in font:
        for name in font.getGlyphOrder():
            font["glyf"][name].expand(font["glyf"])
    shaped = sorted(
        {record.FeatureTag for tag in ("GSUB", "GPOS") if tag in font
         for record in font[tag].table.FeatureList.FeatureRecord}
    )
    print("maps:", "".join(c for c in text if ord(c) in mapped))
    print("other:", len(set(mapped) - {ord(c) for c in text}))
    print("glyphs:", len(font.getGlyphOrder()))
    print("names:", " / ".join(names))
    print("fsType:", font["OS/2"].fsType)
    print("features:", " ".join(shaped))
    print("varies:", "fvar" in font, "hints:", "fpgm" in font)


def book(path, fonts):
    sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
    import drawings  # noqa: E402

    items, faces = [], []
    with zipfile.ZipFile(path, "w") as out:
        out.writestr("mimetype", "application/epub+zip")
        out.writestr("META-INF/container.xml", drawings.CONTAINER)
        for number, font in enumerate(fonts):
            kind = "otf" if font.endswith("otf") else "ttf"
            out.write(font, f"EPUB/{number}.{kind}")
            items.append(f'<item id="f{number}" href="{number}.{kind}" media-type="font/{kind}"/>')
            faces.append(f"@font-face{{font-family:f{number};src:url({number}.{kind})}}")
        items.append('<item id="css" href="a.css" media-type="text/css"/>')
        out.writestr("EPUB/a.css", "\n".join(faces))
        link = '<link rel="stylesheet" type="text/css" href="a.css"/></head>'
        out.writestr("EPUB/package.opf", drawings.PACKAGE % "".join(items))
        out.writestr("EPUB/nav.xhtml", (drawings.NAV % "").replace("</head>", link))


def main():
    if sys.argv[1] == "make":
        make(sys.argv[2])
    elif sys.argv[1] == "look":
        look(sys.argv[2], sys.argv[3])
    else:
        book(sys.argv[2], sys.argv[3:])


if __name__ == "__main__":
    main()
