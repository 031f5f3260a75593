# SPDX-License-Identifier: MIT
"""pictures.py WORD…: makes pictures for the tests, and looks at those of a book with another decoder (PIL).

solid FILE…           a small PNG (by its name JPEG, GIF or WebP) a file, no two of the same color
kinds FOLDER          one picture of each kind, red and green above blue and yellow
photos FOLDER N SIDE  N JPEG of noise on a slope, SIDE wide and three quarters as high
where BOOK FOLDER     for each picture of a chapter its description and the file in FOLDER with the same bytes
show BOOK             for each its description, format, size, mode and the four colors, parted by blanks
take BOOK ALT         the bytes of the picture with this description
cover BOOK            the bytes of its cover, as the manifest names it
size FILE             its format, size and mode
colors FILE           the colors of its four corners
drawn FILE            fails when it is of one color
like A B              fails unless B, however large, shows what A does
bomb FILE             a PNG of a few megabytes that takes 10 gigabytes when it is decoded
pixels A B            fails unless both show the same
"""

import io
import os
import posixpath
import random
import struct
import sys
import zlib

from PIL import Image, ImageChops, ImageCms, ImageDraw, PngImagePlugin

import epub

NAMES = {
    "red": (255, 0, 0), "green": (0, 255, 0), "blue": (0, 0, 255), "yellow": (255, 255, 0), "white": (255, 255, 255),
    "black": (0, 0, 0), "cyan": (0, 255, 255), "magenta": (255, 0, 255), "gray": (128, 128, 128),
}
SECRET = b"S3CRET-PLACE"


def solid(*paths):
    for path in paths:
        os.makedirs(os.path.dirname(path) or ".", exist_ok=True)
        number = zlib.crc32(os.path.normpath(path).encode())
        Image.new("RGB", (8, 6), (number & 255, number >> 8 & 255, number >> 16 & 255)).save(path)


def quadrants(size=(64, 48), colors=("red", "green", "blue", "yellow")):
    image = Image.new("RGB", size)
    draw = ImageDraw.Draw(image)
    x, y = size[0] // 2, size[1] // 2
    for color, box in zip(colors, ((0, 0, x, y), (x, 0, size[0], y), (0, y, x, size[1]), (x, y, *size))):
        draw.rectangle((box[0], box[1], box[2] - 1, box[3] - 1), NAMES[color])
    return image


def noise(width, height, seed, grain=4):
    """Rough enough that a JPEG of it is large, and a photograph to any test of that."""
    chance = random.Random(seed)
    small = Image.frombytes("RGB", (width // grain, height // grain), chance.randbytes(width // grain * (height // grain) * 3))
    slope = Image.linear_gradient("L").resize((width, height)).convert("RGB")
    return Image.blend(small.resize((width, height), Image.Resampling.BICUBIC), slope, 0.4)


def photos(folder, count, side):
    os.makedirs(folder, exist_ok=True)
    for number in range(int(count)):
        noise(int(side), int(side) * 3 // 4, number).save(f"{folder}/photo-{number}.jpg", quality=92)


def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def bare_png(width, height, data, depth=8):
    head = struct.pack(">IIBBBBB", width, height, depth, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", data) + chunk(b"IEND", b"")


def turned(image, orientation):
    """IMAGE as a camera held in this ORIENTATION stores it: the inverse of what Exif 4.6.4 says to show."""
    way = {
        2: Image.Transpose.FLIP_LEFT_RIGHT, 3: Image.Transpose.ROTATE_180, 4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE, 6: Image.Transpose.ROTATE_90, 7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_270,
    }.get(orientation)
    return image if way is None else image.transpose(way)


def swapped_profile():
    """sRGB with the primaries of red and green changed over: who ignores it shows the colors changed over."""
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    return profile.replace(b"rXYZ", b"tmpX", 1).replace(b"gXYZ", b"rXYZ", 1).replace(b"tmpX", b"gXYZ", 1)


def exif(orientation=1):
    notes = Image.Exif()
    notes[0x0112] = orientation
    notes[0x010F] = SECRET.decode()
    notes[0x8825] = {1: "N", 2: (50.0, 6.0, 7.0), 29: SECRET.decode()}
    return notes


def png_notes():
    notes = PngImagePlugin.PngInfo()
    notes.add_text("Comment", SECRET.decode())
    notes.add_itxt("XML:com.adobe.xmp", SECRET.decode())
    notes.add(b"tIME", bytes((7, 232, 1, 1, 0, 0, 0)))
    return notes


def segment(marker, data):
    return bytes((255, marker)) + struct.pack(">H", len(data) + 2) + data


def jpeg_with_notes(image):
    plain = io.BytesIO()
    image.save(plain, "JPEG", quality=90, exif=exif())
    notes = segment(0xED, b"Photoshop 3.0\0" + SECRET) + segment(0xFE, SECRET)
    notes += segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0" + SECRET)
    return plain.getvalue()[:2] + notes + plain.getvalue()[2:] + SECRET


def kinds(folder):
    os.makedirs(folder, exist_ok=True)
    image, after = quadrants(), Image.new("RGB", (64, 48), "magenta")

    def save(name, what=image, **options):
        what.save(f"{folder}/{name}", **options)

    save("plain.png")
    save("plain.jpg", quality=90)
    save("progressive.jpg", quality=90, progressive=True)
    save("plain.gif")
    save("gray.jpg", image.convert("L"), quality=90)
    save("lossy.webp", quality=95)
    save("lossless.webp", lossless=True)
    save("moving.webp", save_all=True, append_images=[after], duration=100, lossless=True)
    save("moving.gif", save_all=True, append_images=[after], duration=100, loop=0)
    save("moving.png", save_all=True, append_images=[after], duration=100)
    save("plain.tiff")
    save("packed.tif", compression="tiff_lzw")
    save("pages.tiff", save_all=True, append_images=[after])
    save("plain.bmp")
    save("cmyk.jpg", image.convert("CMYK"), quality=95)
    save("swapped.png", quadrants(colors=("green", "red", "blue", "yellow")), icc_profile=swapped_profile())
    save("swapped.jpg", quadrants(colors=("green", "red", "blue", "yellow")), icc_profile=swapped_profile(), quality=95)
    clear = image.convert("RGBA")
    clear.paste((255, 0, 0, 0), (0, 0, 32, 24))  # what would be red is transparent
    save("clear.png", clear)
    save("clear.webp", clear, lossless=True)
    few = quadrants(colors=("magenta", "green", "blue", "yellow")).quantize(8)
    save("clear-palette.png", few, transparency=few.getpixel((0, 0)))
    save("clear.gif", few, transparency=few.getpixel((0, 0)))
    rows = b"".join(
        b"\0" + b"".join(struct.pack(">3H", *(v * 257 for v in image.getpixel((x, y)))) for x in range(64))
        for y in range(48)
    )
    with open(f"{folder}/deep.png", "wb") as file:
        file.write(bare_png(64, 48, zlib.compress(rows), depth=16))
    for orientation in range(1, 9):
        save(f"turned-{orientation}.jpg", turned(image, orientation), quality=95, exif=exif(orientation))
    save("turned.png", turned(image, 6), exif=exif(6))
    save("turned.webp", turned(image, 6), exif=exif(6), lossless=True)
    save("turned.tiff", turned(image, 6), tiffinfo={0x0112: 6})
    save("notes.png", pnginfo=png_notes(), exif=exif())
    with open(f"{folder}/notes.jpg", "wb") as file:
        file.write(jpeg_with_notes(image))


def in_chapters(path):
    """Description and bytes of each picture, in reading order."""
    book = epub.Book(path)
    for name, document in book.spine():
        if document.find(f"{epub.X}body/{epub.X}article") is None:
            continue
        for element in document.iter(f"{epub.X}img"):
            place = posixpath.normpath(posixpath.join(posixpath.dirname(name), element.get("src")))
            yield element.get("alt"), book.zip.read(place)


def where(path, folder):
    files = {}
    for parent, _, names in os.walk(folder):
        for name in names:
            with open(os.path.join(parent, name), "rb") as file:
                files[file.read()] = os.path.relpath(os.path.join(parent, name), folder)
    for alt, data in in_chapters(path):
        print(f"{alt}\t{files.get(data, 'none')}")


def nearest(color):
    return min(NAMES, key=lambda name: sum((a - b) ** 2 for a, b in zip(NAMES[name], color)))


def four_colors(image):
    width, height = image.size
    places = [(x, y) for y in (height // 4, 3 * height // 4) for x in (width // 4, 3 * width // 4)]
    return " ".join(nearest(image.getpixel(place)[:3]) for place in places)


def cover(path):
    book = epub.Book(path)
    ids = [i.get("id") for i in book.package.iter(f"{epub.OPF}item") if i.get("properties") == "cover-image"]
    if len(ids) != 1:
        sys.exit(f"pictures.py: {len(ids)} covers")
    sys.stdout.buffer.write(book.zip.read(book.items[ids[0]]))


def size(path):
    with Image.open(path) as image:
        image.load()
        print(image.format, f"{image.width}x{image.height}", image.mode)


def colors(path):
    with Image.open(path) as image:
        print(four_colors(image.convert("RGB")))


def drawn(path):
    with Image.open(path) as image:
        low, high = image.convert("L").getextrema()
    sys.exit(0 if high - low > 100 else f"pictures.py: {path} is of one color")


def show(path):
    for alt, data in in_chapters(path):
        if data.lstrip().startswith((b"<?xml", b"<svg")):
            print(alt, "SVG")
            continue
        with Image.open(io.BytesIO(data)) as image:
            shown, moving = image.convert("RGBA"), getattr(image, "n_frames", 1) > 1
            more = " clear" * (shown.getextrema()[3][0] < 255) + " moving" * moving
            print(alt, image.format, f"{image.width}x{image.height}", image.mode, four_colors(shown), end=f"{more}\n")


def take(path, wanted):
    for alt, data in in_chapters(path):
        if alt == wanted:
            sys.stdout.buffer.write(data)
            return
    sys.exit(f"pictures.py: no picture is described as '{wanted}'")


def like(one, other):
    with Image.open(one) as a, Image.open(other) as b:
        small = (60, 45)
        shown = ImageChops.difference(*(p.convert("RGB").resize(small, Image.Resampling.BOX) for p in (a, b)))
    most = max(high for _, high in shown.getextrema())
    sys.exit(0 if most <= 8 else f"pictures.py: {one} and {other} differ by {most} of 255")


def pixels(one, other):
    with Image.open(one) as a, Image.open(other) as b:
        same = a.size == b.size and a.convert("RGBA").tobytes() == b.convert("RGBA").tobytes()
    sys.exit(0 if same else f"pictures.py: {one} and {other} differ")


def bomb(path):
    """A sound PNG of 60000 x 60000 black pixels: the same block of DEFLATE again and again."""
    side, rows = 60000, 200
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    block = packer.compress(b"\0" * (rows * (3 * side + 1))) + packer.flush(zlib.Z_FULL_FLUSH)
    adler = side * (3 * side + 1) % 65521 << 16 | 1
    data = b"\x78\xda" + block * (side // rows) + b"\3\0" + struct.pack(">I", adler)
    with open(path, "wb") as file:
        file.write(bare_png(side, side, data))


def words():
    known = {
        "solid": solid, "kinds": kinds, "photos": photos, "where": where, "show": show, "take": take,
        "cover": cover, "size": size, "colors": colors, "drawn": drawn, "like": like, "pixels": pixels, "bomb": bomb,
    }
    if len(sys.argv) < 2 or sys.argv[1] not in known:
        sys.exit(__doc__)
    known[sys.argv[1]](*sys.argv[2:])


words()
