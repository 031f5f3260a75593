# SPDX-License-Identifier: MIT
"""quadratic_trees.py PROGRAM: as quadratic.py times, for what is not one text: lists of inputs on
standard input, folders, a book.yaml, books to check."""

import os
import struct
import subprocess
import sys
import tempfile
import zipfile
import zlib

from quadratic import FACTOR, FLOOR

CONTAINER = """<?xml version="1.0"?><container version="1.0"
 xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles><rootfile
 full-path="p.opf" media-type="application/oebps-package+xml"/></rootfiles></container>"""
PACKAGE = """<?xml version="1.0"?><package xmlns="http://www.idpf.org/2007/opf" version="3.0"
 unique-identifier="i"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>T</dc:title>
<dc:language>en</dc:language><dc:identifier id="i">I</dc:identifier><meta
 property="dcterms:modified">2024-01-01T00:00:00Z</meta></metadata><manifest><item id="a"
 href="a.xhtml" properties="nav" media-type="application/xhtml+xml"/></manifest><spine><itemref
 idref="a"/></spine></package>"""
PAGE = """<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops">
<head><title>x</title></head><body><nav epub:type="toc"><ol><li><a href="a.xhtml">x</a></li></ol>
</nav>%s</body></html>"""


def write(path, data):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "wb") as file:
        file.write(data.encode() if isinstance(data, str) else data)


def picture():
    """The least PNG file."""
    def chunk(name, data):
        return (struct.pack(">I", len(data)) + name + data
                + struct.pack(">I", zlib.crc32(name + data)))
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0))
            + chunk(b"IDAT", zlib.compress(b"\0\0")) + chunk(b"IEND", b""))


# Each makes its input for a size and returns arguments of the program, and its standard input.
def build(folder, *more):
    return [f"{folder}/in", "-o", f"{folder}/book.epub", *more], ""


def build_list(folder, paths):
    return ["-", "-o", f"{folder}/book.epub"], "\n".join(paths)


def list_of_folders(folder, size):
    for i in range(size):
        write(f"{folder}/in/d{i}/a.md", f"# T{i}\n\nx\n")
    return build_list(folder, [f"{folder}/in/d{i}" for i in range(size)])


def list_of_files(folder, size):
    for i in range(size):
        write(f"{folder}/in/d{i}/a.md", f"# T{i}\n\nx\n")
    return build_list(folder, [f"{folder}/in/d{i}/a.md" for i in range(size)])


def list_of_nested(folder, size):
    """Each folder is in the one before it, 16 of them, and the deepest comes first."""
    paths = []
    for i in range(size // 4):
        paths.append(f"{folder}/in/{i // 16}" + "/d" * (i % 16))
        write(f"{paths[-1]}/a.md", f"# T{i}\n\n![x](q{i}.png)\n")
    return build_list(folder, reversed(paths))


def list_with_missing_pictures(folder, size):
    for i in range(size // 4):
        write(f"{folder}/in/d{i}/a.md", f"# T{i}\n\n![x](q{i}.png)\n")
    return build_list(folder, [f"{folder}/in/d{i}" for i in range(size // 4)])


def pictures_of_one_name(folder, size):
    for i in range(size // 4):
        write(f"{folder}/in/d{i}/a.md", "# T\n\n![](zz/cover.png)\n")
        write(f"{folder}/in/d{i}/img/cover.png", picture())
    return build(folder)


def pictures_of_one_name_nearby(folder, size):
    for i in range(size // 4):
        write(f"{folder}/in/d{i}/a.md", "# T\n\n![](cover.png)\n")
        write(f"{folder}/in/d{i}/img/cover.png", picture())
    return build(folder)


def pictures_missing_beside_files(folder, size):
    write(f"{folder}/in/a.md", "".join(f"![x](p{i}.gif)\n\n" for i in range(size // 4)))
    for i in range(size // 4):
        write(f"{folder}/in/p{i}.other", "")
    return build(folder)


def pictures_case_variants(folder, size):
    write(f"{folder}/in/a.md", "".join(f"![x](P{i}.PNG)\n\n" for i in range(size // 4)))
    for i in range(size // 4):
        write(f"{folder}/in/p{i}.png", picture())
    return build(folder)


def config_class(folder, size):
    for i in range(50):
        write(f"{folder}/in/{'a' * 200}{i}.md", "# x\n\ny\n")
    write(f"{folder}/in/book.yaml", 'exclude: ["' + "[a-z" * (size * 7) + '"]\n')
    return build(folder)


def config_assets(folder, size):
    write(f"{folder}/in/a.md", "".join(f"![x](p{i}.png)\n\n" for i in range(300)))
    names = [f"x{i}" for i in range(size // 16)]
    for name in names:
        write(f"{folder}/in/{name}/q", "")
    write(f"{folder}/in/book.yaml", "assets:\n" + "".join(f"- {name}/..\n" for name in names))
    return build(folder)


def config_deep(folder, size):
    for i in range(20):
        write(f"{folder}/in/{'a/' * (size // 80)}{i}.md", "# x\n\ny\n")
    write(f"{folder}/in/book.yaml", 'exclude: ["' + "**/a/" * size + 'b"]\n')
    return build(folder)


def check(folder, body):
    with zipfile.ZipFile(f"{folder}/book.epub", "w") as book:
        book.writestr("mimetype", "application/epub+zip")
        book.writestr("META-INF/container.xml", CONTAINER)
        book.writestr("p.opf", PACKAGE)
        book.writestr("a.xhtml", PAGE % body)
    return ["check", f"{folder}/book.epub"], ""


def check_attributes(folder, size):
    names = "".join(f' a{i}="b"' for i in range(size * 10))
    return check(folder, f"<p{names}/>")


def check_namespaces(folder, size):
    names = "".join(f' xmlns:a{i}="b"' for i in range(size * 10))
    return check(folder, f"<p{names}/>")


def check_nested_namespaces(folder, size):
    names = "".join(f'<p xmlns:a{i}="b">' for i in range(size * 4))
    return check(folder, names + "<z:q xmlns:z='b'/>" * size + "</p>" * (size * 4))


CASES = [list_of_folders, list_of_files, list_of_nested, list_with_missing_pictures,
         pictures_of_one_name, pictures_of_one_name_nearby, pictures_missing_beside_files,
         pictures_case_variants, config_class, config_assets, config_deep, check_attributes,
         check_namespaces, check_nested_namespaces]


def cost(program, case, size):
    """Seconds of processor time, and what is wrong with the run."""
    with tempfile.TemporaryDirectory() as folder:
        arguments, listed = case(folder, size)
        child = subprocess.Popen([program, *arguments], stdin=subprocess.PIPE,
                                 stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        child.stdin.write(listed.encode())
        child.stdin.close()
        _, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
    # what is missing is a warning; a book that is refused is an error
    wrong = None if child.returncode in (0, 1) else f"exit status {child.returncode}"
    return usage.ru_utime + usage.ru_stime, wrong


def compare(program, case, size):
    """Seconds for both, and what is wrong. A machine with other work is asked again."""
    before = after = float("inf")
    for _ in range(3):
        before = min(before, cost(program, case, size // 4)[0])
        seconds, wrong = cost(program, case, size)
        after = min(after, seconds)
        if wrong or after <= FACTOR * before + FLOOR:
            return before, after, wrong
    return before, after, "more than linear"


def main():
    size = int(sys.argv[2])
    for case in CASES:
        before, after, wrong = compare(sys.argv[1], case, size)
        print(case.__name__.replace("_", "-"), f"{before:.3f} {after:.3f}", wrong or "ok",
              flush=True)


if __name__ == "__main__":
    main()
