# SPDX-License-Identifier: MIT
"""The pictures that rows may show, as 'pic/NAME': good ones, and what else goes by such names."""

import struct
import zlib


def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(width=8, height=8):
    rows = b"".join(b"\0" + bytes([40, 90, 160] * width) for _ in range(height))
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
        + chunk(b"IDAT", zlib.compress(rows))
        + chunk(b"IEND", b"")
    )


def jpeg():
    """A gray block of 8 by 8: ones to divide by, codes of one bit for 'as before' and 'end'."""

    def segment(marker, data):
        return b"\xff" + bytes([marker]) + struct.pack(">H", len(data) + 2) + data

    one_code = bytes([1]) + bytes(15) + b"\0"
    return (
        b"\xff\xd8"
        + segment(0xE0, b"JFIF\0\1\1\0\0\1\0\1\0\0")
        + segment(0xDB, b"\0" + b"\1" * 64)
        + segment(0xC0, struct.pack(">BHHB", 8, 8, 8, 1) + b"\1\x11\0")
        + segment(0xC4, b"\0" + one_code)
        + segment(0xC4, b"\x10" + one_code)
        + segment(0xDA, b"\1\1\0\0\x3f\0")
        + b"\x3f\xff\xd9"
    )


def gif():
    screen = b"GIF89a" + struct.pack("<HHBBB", 1, 1, 0x80, 0, 0) + b"\0\0\0\xff\xff\xff"
    return screen + b"," + struct.pack("<HHHHB", 0, 0, 1, 1, 0) + b"\2\2\x44\1\0;"


def webp():
    image = b"/\0\0\0\x10\x07\x10\x11\x11\x88\x88\xfe\x07\0"
    chunks = b"WEBPVP8L" + struct.pack("<I", 13) + image
    return b"RIFF" + struct.pack("<I", len(chunks)) + chunks


def bmp():
    info = struct.pack("<IiiHHIIiiII", 40, 1, 1, 1, 24, 0, 4, 2835, 2835, 0, 0)
    return b"BM" + struct.pack("<IHHI", 58, 0, 0, 54) + info + b"\xff\0\0\0"


def tiff():
    entries = [(256, 3, 1, 1), (257, 3, 1, 1), (258, 3, 1, 8), (259, 3, 1, 1), (262, 3, 1, 1)]
    entries += [(273, 4, 1, 8), (278, 3, 1, 1), (279, 4, 1, 1)]
    table = b"".join(struct.pack("<HHII", *entry) for entry in entries)
    head = b"II*\0" + struct.pack("<I", 10) + b"\0\0"
    return head + struct.pack("<H", len(entries)) + table + bytes(4)


def boxes(brand):
    """The start of an AVIF or HEIC file."""
    return struct.pack(">I", 24) + b"ftyp" + brand + bytes(4) + b"mif1" + brand + bytes(64)


SVG = 'xmlns="http://www.w3.org/2000/svg" width="20" height="20" viewBox="0 0 20 20"'
PICTURES = {
    "ok.png": png(),
    "ok.jpg": jpeg(),
    "ok.gif": gif(),
    "ok.webp": webp(),
    "ok.svg": f'<svg {SVG}><circle cx="10" cy="10" r="9"/></svg>'.encode(),
    "tall.png": png(600, 900),
    "one.png": png(1, 1),
    # Right bytes under another type's name, or under none.
    "png-inside.jpg": png(9, 9),
    "jpeg-inside.png": jpeg(),
    "png-without-extension": png(7, 7),
    "png.PNG": png(6, 6),
    "a b (c)&d.png": png(5, 5),
    "größe.png": png(4, 4),
    # Not pictures, or not whole.
    "error-page.jpg": b"<!DOCTYPE html>\n<html><body><h1>404 Not Found</h1></body></html>\n",
    "empty.png": b"",
    "signature.png": b"\x89PNG\r\n\x1a\n",
    "header.png": png()[:33],
    "half.png": png(64, 64)[: len(png(64, 64)) // 2],
    "wrong-sum.png": png()[:-20] + b"\0" + png()[-19:],
    "signature.jpg": b"\xff\xd8\xff\xe0",
    "text.png": b"just some words\n",
    # Pictures that no reader must show.
    "photo.avif": boxes(b"avif"),
    "photo.heic": boxes(b"heic"),
    "photo.bmp": bmp(),
    "photo.tiff": tiff(),
    "photo.ico": b"\0\0\1\0\1\0\1\1\0\0\1\0\x18\0\x30\0\0\0\x16\0\0\0" + bytes(48),
    "photo.bin": bytes(range(256)),
    # Drawings with faults.
    "unclosed.svg": f"<svg {SVG}><circle cx='10' cy='10' r='9'></svg>".encode(),
    "without-namespace.svg": b'<svg width="20" height="20"><circle cx="10" cy="10" r="9"/></svg>',
    "script.svg": f'<svg {SVG} onload="go()"><script>go()</script><circle r="9"/></svg>'.encode(),
    "remote.svg": (
        f'<svg {SVG} xmlns:xlink="http://www.w3.org/1999/xlink">'
        '<image xlink:href="https://example.com/x.png" width="9" height="9"/><circle r="9"/></svg>'
    ).encode(),
    "same-id.svg": f'<svg {SVG}><g id="a"/><g id="a"/><circle r="9"/></svg>'.encode(),
    "entity.svg": (
        '<!DOCTYPE svg [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
        f"<svg {SVG}><text>&e;</text></svg>"
    ).encode(),
    "editor.svg": (
        f'<svg {SVG} xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape" '
        'inkscape:version="1.0"><metadata>by hand</metadata>'
        "<style>@layer a { b { &amp;:hover { direction: rtl } } }</style>"
        '<a href="https://example.com/"><circle r="9"/></a></svg>'
    ).encode(),
}
