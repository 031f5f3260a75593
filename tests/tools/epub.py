# SPDX-License-Identifier: MIT
"""epub.py chapters|text|files BOOK: reads a book for the tests, with Python's own ZIP and XML reader.

chapters: file name, title and date of each document in the spine whose body holds an <article>.
text: the words of each document in the spine, one line a document.
files: what the manifest lists, one name a line.
"""

import posixpath
import sys
import urllib.parse
import xml.etree.ElementTree as ET
import zipfile

X = "{http://www.w3.org/1999/xhtml}"
OPF = "{http://www.idpf.org/2007/opf}"
OPS = "{http://www.idpf.org/2007/ops}"
CONTAINER = "{urn:oasis:names:tc:opendocument:xmlns:container}"


class Book:
    def __init__(self, path):
        self.zip = zipfile.ZipFile(path)
        container = ET.fromstring(self.zip.read("META-INF/container.xml"))
        self.opf = container.find(f".//{CONTAINER}rootfile").get("full-path")
        self.package = ET.fromstring(self.zip.read(self.opf))
        base = posixpath.dirname(self.opf)
        self.items = {
            item.get("id"): posixpath.join(base, urllib.parse.unquote(item.get("href")))
            for item in self.package.iter(f"{OPF}item")
        }

    def spine(self):
        for ref in self.package.iter(f"{OPF}itemref"):
            name = self.items[ref.get("idref")]
            yield name, ET.fromstring(self.zip.read(name))

    def article_names(self):
        """Names in the container of the documents that hold an article, in reading order."""
        return [n for n, d in self.spine() if d.find(f"{X}body/{X}article") is not None]

    def chapters(self):
        for name, document in self.spine():
            article = document.find(f"{X}body/{X}article")
            if article is None:
                continue
            header = article.find(f"{X}header")
            title = header.find(f"{X}h1") if header is not None else None
            time = header.find(f".//{X}time") if header is not None else None
            yield (
                posixpath.basename(name),
                words(title) if title is not None else "",
                time.get("datetime") if time is not None else "",
            )

    def contents(self):
        """Address and text of each entry of the table of contents."""
        for name, document in self.spine():
            for nav in document.iter(f"{X}nav"):
                if nav.get(f"{OPS}type") == "toc":
                    for link in nav.iter(f"{X}a"):
                        yield urllib.parse.unquote(link.get("href")), words(link)


def words(element):
    return " ".join("".join(element.itertext()).split())


def main():
    what, book = sys.argv[1], Book(sys.argv[2])
    sys.stdout.reconfigure(encoding="utf-8")
    if what == "chapters":
        for chapter in book.chapters():
            print("\t".join(chapter))
    elif what == "text":
        for _, document in book.spine():
            print(words(document.find(f"{X}body")))
    elif what == "files":
        print("\n".join(book.items.values()))
    else:
        sys.exit(f"epub.py: no such word: {what}")


if __name__ == "__main__":
    main()
