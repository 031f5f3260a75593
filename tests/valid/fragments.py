# SPDX-License-Identifier: MIT
"""fragments.py write|places|check|words: raw HTML fragments as articles, and what became of them.

write TABLES FOLDER: one article a fragment, in a folder a table.
places TABLES FOLDER: each fragment in two other places, by turns: in a list item, in a quotation, in a cell, …
check TABLES BOOK FINDINGS: text, markup and findings of each chapter, as TAP.
words TABLES BOOK: in those places no word of a fragment is lost, as TAP.

A table is a text file: "== name" begins a fragment, its lines follow, then what must come of it:

>> text   all the text of the chapter, in order; white space counts as one blank, a picture is
          "[its alternative text]"
>> has    markup that must be in the chapter (may be given more than once)
>> not    what must not be in the chapter (the same)
>> tells  the findings that must be told, and no others; the line may be left out when there are none
"""

import collections
import os
import re
import struct
import sys
import xml.etree.ElementTree as ET
import zipfile
import zlib

X = "{http://www.w3.org/1999/xhtml}"
BLOCKS = {
    X + name
    for name in "article aside blockquote br caption dd details div dl dt figcaption figure footer h1 h2 h3 "
    "h4 h5 h6 header hr li nav ol p pre section summary table tbody td tfoot th thead tr ul".split()
}
# Findings that say nothing about the fragment.
OTHERS = {"date-missing"}
Fragment = collections.namedtuple("Fragment", "table name lines wanted")


def read_table(path):
    """The fragments of one table, in order."""
    table = os.path.splitext(os.path.basename(path))[0]
    found = []
    with open(path, encoding="utf-8") as file:
        for number, line in enumerate(file.read().split("\n"), 1):
            if line.startswith("== "):
                found.append(Fragment(table, line[3:].strip(), [], collections.defaultdict(list)))
            elif line.startswith(">> "):
                word, _, value = line[3:].partition(" ")
                if word not in ("text", "has", "not", "tells"):
                    sys.exit(f"{path}:{number}: what is '{word}'?")
                found[-1].wanted[word].append(value.strip())
            elif found and not found[-1].wanted:
                found[-1].lines.append(line)
            elif line.strip() and not line.startswith("#"):
                sys.exit(f"{path}:{number}: belongs to no fragment")
    for fragment in found:
        if "text" not in fragment.wanted:
            sys.exit(f"{path}: '{fragment.name}' does not say which text must survive")
    return found


def read_tables(folder):
    paths = sorted(os.path.join(folder, name) for name in os.listdir(folder) if name.endswith(".txt"))
    fragments = [fragment for path in paths for fragment in read_table(path)]
    for name, times in collections.Counter(fragment.name for fragment in fragments).items():
        if times > 1:
            sys.exit(f"there are {times} fragments called '{name}'")
    return fragments


def file_name(fragment):
    return re.sub(r"[^a-z0-9]+", "-", fragment.name.lower()).strip("-") + ".md"


def write_article(path, title, lines):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    if os.path.exists(path):
        sys.exit(f"two fragments would be written to {path}")
    with open(path, "w", encoding="utf-8") as file:
        file.write(f"---\ntitle: {title!r}\n---\n" + "\n".join(lines) + "\n")


def write_picture(path):
    """A PNG of two by two red points."""
    os.makedirs(os.path.dirname(path), exist_ok=True)

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", 2, 2, 8, 2, 0, 0, 0)
    points = zlib.compress((b"\0" + b"\xff\0\0" * 2) * 2)
    with open(path, "wb") as file:
        file.write(b"\x89PNG\r\n\x1a\n")
        file.write(chunk(b"IHDR", header) + chunk(b"IDAT", points) + chunk(b"IEND", b""))


def trim(lines):
    text = "\n".join(lines).strip("\n")
    return text.split("\n")


def write(tables, folder):
    for fragment in read_tables(tables):
        write_article(
            os.path.join(folder, fragment.table, file_name(fragment)),
            fragment.name,
            trim(fragment.lines),
        )
    for table in {f.table for f in read_tables(tables)}:
        write_picture(os.path.join(folder, table, "p.png"))
    write_article(os.path.join(folder, "other.md"), "Other", ["Another article."])


# How each place begins and goes on.
PLACES = {
    "item": ("1. ", "   "),
    "quotation": ("> ", "> "),
    "cell": ("<table><tr><td>", ""),
    "sentence": ("A word and *", ""),
    "division": ("<div><span>", ""),
}


def place(name, fragment):
    first, rest = PLACES[name]
    lines = trim(fragment.lines)
    placed = [first + lines[0]] + [rest + line for line in lines[1:]]
    if name == "sentence":
        placed = [" ".join([first] + [line.strip() for line in lines]) + "* after."]
    return placed + [""]


def place_name(name, fragment):
    return f"{name} {fragment.name}"


def places_of(number):
    """The places of the fragment of this number."""
    names = list(PLACES)
    return names[number % len(names)], names[(number + 2) % len(names)]


def places(tables, folder):
    for number, fragment in enumerate(read_tables(tables)):
        for name in places_of(number):
            write_article(
                os.path.join(folder, fragment.table, f"{name}-{file_name(fragment)}"),
                place_name(name, fragment),
                place(name, fragment),
            )
        write_picture(os.path.join(folder, fragment.table, "p.png"))
    write_article(os.path.join(folder, "other.md"), "Other", ["Another article."])


def collect(element, out):
    if element.tag in BLOCKS:
        out.append(" ")
    if element.tag == X + "img":
        out.append(f"[{element.get('alt')}]")
    out.append(element.text or "")
    for child in element:
        collect(child, out)
        out.append(child.tail or "")
    if element.tag in BLOCKS:
        out.append(" ")


def chapter_text(document):
    """The words between an article's header and its footer."""
    article = ET.fromstring(document).find(f"{X}body/{X}article")
    out = []
    for child in list(article)[1:-1]:
        collect(child, out)
        out.append(child.tail or "")
    return " ".join("".join(out).split())


def body_of(document):
    text = document.decode("utf-8")
    return text[text.index("</header>") + len("</header>") : text.rindex("<footer>")]


def chapters(book):
    """Bytes of each chapter by its title."""
    found = {}
    with zipfile.ZipFile(book) as zip_file:
        for name in zip_file.namelist():
            if not name.endswith(".xhtml"):
                continue
            document = zip_file.read(name)
            heading = ET.fromstring(document).find(f"{X}body/{X}article/{X}header/{X}h1")
            if heading is not None:
                found[" ".join("".join(heading.itertext()).split())] = document
    return found


def read_findings(path):
    """Path of the article to what was told of it."""
    found = collections.defaultdict(list)
    with open(path, encoding="utf-8") as file:
        for line in file:
            match = re.match(r"([^:]+\.md)(?::\d+)*: \w+: .*\[([a-z-]+)\]$", line.rstrip())
            if match and match.group(2) not in OTHERS:
                found[match.group(1).split("/", 1)[1]].append((match.group(2), line.rstrip()))
    return found


def complaints(fragment, document, told):
    wanted = fragment.wanted
    text, expected = chapter_text(document), " ".join(" ".join(wanted["text"]).split())
    if text != expected:
        yield f"text:   {text}"
        yield f"wanted: {expected}"
    for markup in wanted["has"]:
        if markup not in body_of(document):
            yield f"has not: {markup}"
    for markup in wanted["not"]:
        if markup in body_of(document):
            yield f"has: {markup}"
    names, expected = {name for name, _ in told}, set(" ".join(wanted["tells"]).split())
    if names != expected:
        yield f"told:   {' '.join(sorted(names))}"
        yield f"wanted: {' '.join(sorted(expected))}"
        yield from (line for _, line in told)


def report(number, name, trouble, document):
    print(f"{'not ok' if trouble else 'ok'} {number} - {name}")
    for line in trouble:
        print(f"# {line}")
    if trouble and document:
        print("# " + body_of(document).strip().replace("\n", "\n# "))


def check(tables, book, findings):
    fragments, found, told = read_tables(tables), chapters(book), read_findings(findings)
    for number, fragment in enumerate(fragments, 1):
        document = found.get(" ".join(fragment.name.split()))
        key = f"{fragment.table}/{file_name(fragment)}"
        trouble = list(complaints(fragment, document, told[key])) if document else ["no chapter"]
        report(number, f"{fragment.table}: {fragment.name}", trouble, document)
    print(f"1..{len(fragments)}")


def check_words(tables, book):
    fragments, found = read_tables(tables), chapters(book)
    count = 0
    for number, fragment in enumerate(fragments):
        for name in places_of(number):
            count += 1
            document = found.get(" ".join(place_name(name, fragment).split()))
            text = chapter_text(document) if document else ""
            source = "\n".join(fragment.lines)
            words = re.findall(r"\w{4,}", " ".join(fragment.wanted["text"]))
            lost = [f"lost: {word}" for word in words if word in source and word not in text]
            report(count, f"{name}: {fragment.table}: {fragment.name}", lost, document)
    print(f"1..{count}")


def main():
    sys.stdout.reconfigure(encoding="utf-8")
    {"write": write, "places": places, "check": check, "words": check_words}[sys.argv[1]](*sys.argv[2:])


if __name__ == "__main__":
    main()
