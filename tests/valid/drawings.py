# SPDX-License-Identifier: MIT
"""drawings.py make FOLDER | book BOOK SVG…

make: writes SVG files in which every element of SVG stands in every other, and has every attribute.
book: packs a small valid book that shows each of the SVG files, for EPUBCheck to look at them.
"""

import os
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


# Of SVG 1.1 and 2, and some of neither.
ELEMENTS = """a altGlyph animate animateColor animateMotion animateTransform circle clipPath color-profile cursor defs
desc discard ellipse feBlend feColorMatrix feComponentTransfer feComposite feConvolveMatrix feDiffuseLighting
feDisplacementMap feDistantLight feDropShadow feFlood feFuncA feFuncB feFuncG feFuncR feGaussianBlur feImage feMerge
feMergeNode feMorphology feOffset fePointLight feSpecularLighting feSpotLight feTile feTurbulence filter flowRoot font
font-face foreignObject g glyph hatch image line linearGradient marker mask mesh metadata mpath path pattern polygon
polyline radialGradient rect script set stop style svg switch symbol text textPath title tref tspan unknown use
video view""".split()
ATTRIBUTES = """accumulate additive alignment-baseline amplitude aria-describedby aria-hidden aria-label
aria-labelledby aria-live attributeName attributeType azimuth baseFrequency baseProfile baseline-shift begin bias by
calcMode class clip clip-path clip-rule clipPathUnits color color-interpolation color-interpolation-filters
color-profile color-rendering contentScriptType contentStyleType cursor cx cy d data-x diffuseConstant direction
display divisor dominant-baseline dur dx dy edgeMode elevation enable-background end exponent
externalResourcesRequired fill fill-opacity fill-rule filter filterRes filterUnits flood-color flood-opacity focusable
font-family font-size font-size-adjust font-stretch font-style font-variant font-weight format from fx fy glyphRef
glyph-orientation-horizontal glyph-orientation-vertical gradientTransform gradientUnits height href id
image-rendering in in2 intercept k1 kernelMatrix kernelUnitLength kerning keyPoints keySplines keyTimes lang
lengthAdjust letter-spacing lighting-color limitingConeAngle local marker-end marker-mid marker-start markerHeight
markerUnits markerWidth mask maskContentUnits maskUnits max media method min mode name numOctaves offset onclick
opacity operator order orient origin overflow paint-order path pathLength patternContentUnits patternTransform
patternUnits pointer-events points pointsAtX preserveAlpha preserveAspectRatio primitiveUnits r radius refX refY rel
rendering-intent repeatCount repeatDur requiredExtensions requiredFeatures restart result role rotate rx ry scale seed
shape-rendering slope spacing specularConstant specularExponent spreadMethod startOffset stdDeviation stitchTiles
stop-color stop-opacity stroke stroke-dasharray stroke-dashoffset stroke-linecap stroke-linejoin stroke-miterlimit
stroke-opacity stroke-width style surfaceScale systemLanguage tabindex tableValues target targetX text-anchor
text-decoration text-rendering textLength title to transform type unicode-bidi values vector-effect version viewBox
viewTarget visibility width word-spacing writing-mode x x1 xChannelSelector xlink:href xlink:title xlink:type xml:base
xml:lang xml:space y yChannelSelector z zoomAndPan""".split()
VALUES = ["1", "inherit", "none", "url(#p)", "#p", "a b", "", "auto", "middle", "true", "linear", "rotate", "R"]
ROOT = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="9" height="9">'


def element(name, attributes, content=""):
    return f"<{name} {attributes}>{content}</{name}>"


def make(folder):
    """One file a parent with all elements in it, and one a value that all attributes of all elements have."""
    os.makedirs(folder, exist_ok=True)
    children = "words" + "".join(element(name, "") for name in ELEMENTS * 2)
    for parent in ELEMENTS:
        for around in ("g", "text", "filter", "switch"):
            inner = element(around, "", element(parent, 'kernelMatrix="1" attributeName="x"', children))
            save(f"{folder}/in-{around}-{parent}.svg", inner)
    for number, value in enumerate(VALUES):
        # the reason of being: what an element may have depends on nothing but itself
        places = []
        for name in ELEMENTS:
            every = " ".join(f'{key}="{value}"' for key in ATTRIBUTES if key != "id" or value)
            light = "<fePointLight/>" if "Lighting" in name else ""
            one = element(name, every.replace('attributeName="%s"' % value, 'attributeName="x"'), light)
            for around in ("g", "text", "filter", "linearGradient", "animateMotion"):
                places.append(element(around, "", one))
            places.append(f"<filter><feMerge>{one}</feMerge><feComponentTransfer>{one}</feComponentTransfer></filter>")
            places.append(f"<filter><feSpecularLighting>{one}</feSpecularLighting></filter>")
        save(f"{folder}/value-{number}.svg", '<pattern id="p"/>' + "".join(places))


def save(path, content):
    with open(path, "w", encoding="utf-8") as file:
        file.write(ROOT + content + "</svg>")


def pack(book, files):
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


def main():
    if sys.argv[1] == "make":
        make(sys.argv[2])
    else:
        pack(sys.argv[2], sys.argv[3:])


if __name__ == "__main__":
    main()
