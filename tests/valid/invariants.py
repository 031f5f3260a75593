# SPDX-License-Identifier: MIT
"""What holds for every book, beside that which EPUBCheck looks at: it passes a deflated mimetype,
a comment on the archive and more that readers refuse."""

import re
import xml.etree.ElementTree as ET
import zipfile

NAME = re.compile(r"mimetype|META-INF/container\.xml|EPUB/(?:[a-z0-9._-]+/)*[a-z0-9._-]+")
XHTML = b'<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html>\n<html '
X = "{http://www.w3.org/1999/xhtml}"
REFUSED = re.compile(r"\s*(javascript|file|data|vbscript):", re.I)
MODIFIED = re.compile(r'<meta property="dcterms:modified">\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ</meta>')


def container(archive):
    entries = archive.infolist()
    first = entries[0]
    if first.filename != "mimetype" or first.compress_type != zipfile.ZIP_STORED or first.extra:
        yield "the first entry is not a stored mimetype without extra field"
    if archive.read(first) != b"application/epub+zip":
        yield "the mimetype is not exactly that"
    if archive.comment:
        yield "the archive has a comment"
    names = [entry.filename for entry in entries]
    for name in names:
        if not NAME.fullmatch(name):
            yield f"a name in the container: {name!r}"
    for name in set(names):
        if names.count(name) > 1:
            yield f"twice in the container: {name!r}"
    for entry in entries:
        if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            yield f"{entry.filename}: neither stored nor deflated"
    if archive.testzip():
        yield f"{archive.testzip()}: its bytes do not fit its checksum"


def document(name, text):
    """Complaints on the bytes of one XHTML document."""
    if not text.startswith(XHTML):
        yield f"{name}: does not start with XML declaration and DOCTYPE"
    if b"<!--" in text:
        yield f"{name}: a comment"
    try:
        tree = ET.fromstring(text)
    except ET.ParseError as fault:
        yield f"{name}: not well-formed: {fault}"
        return
    for element in tree.iter():
        if element.tag in (X + "script", X + "style", X + "iframe", X + "object", X + "form"):
            yield f"{name}: <{element.tag.removeprefix(X)}>"
        for key, value in element.attrib.items():
            if re.match(r"data-|on|style$", key):
                yield f"{name}: {key}={value[:40]!r}"
            if key in ("href", "src") and REFUSED.match(value):
                yield f"{name}: {key}={value[:40]!r}"


def package(text):
    if len(MODIFIED.findall(text)) != 1 or text.count('"dcterms:modified"') != 1:
        yield "package.opf: not exactly one dcterms:modified of the right shape"
    for key in "accessMode accessModeSufficient accessibilityFeature accessibilityHazard".split():
        if f'property="schema:{key}"' not in text:
            yield f"package.opf: no schema:{key}"
    if "conformsTo" in text:
        yield "package.opf: claims a conformance that nobody evaluated"


def complaints(path):
    """All about the book PATH."""
    with zipfile.ZipFile(path) as archive:
        yield from container(archive)
        for name in archive.namelist():
            if name.endswith(".xhtml"):
                yield from document(name, archive.read(name))
        yield from package(archive.read("EPUB/package.opf").decode())
