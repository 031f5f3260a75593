# SPDX-License-Identifier: MIT
"""pictures.py FOLDER BOOK.epub: every local picture that the articles below FOLDER show is in the book.

The articles are read by cmark and html5lib, the chapters by Python's XML parser. BOOK is built with
--sort path --group none. Prints what is missing, and how many pictures there are.

pictures.py richest N FOLDER: prints the paths of the N articles that show the most local pictures."""

import hashlib
import os
import re
import sys
import urllib.parse

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "tools"))

import epub
import expect
import reading
import words

OUTSIDE = re.compile("(https?:)?//|data:")


def shown(path):
    """The files of the local pictures that the article at PATH shows, and those that are not there."""
    with open(path, encoding="utf-8-sig") as file:
        _, body = words.front_and_body("rust-blog", path, file.read().replace("\r\n", "\n"))
    tree, _ = reading.parse(reading.render(body))
    there, missing = [], []
    for image in tree.iter("img"):
        address = urllib.parse.unquote(re.split("[?#]", image.get("src", ""))[0])
        if address and not OUTSIDE.match(address):
            file = os.path.normpath(os.path.join(os.path.dirname(path), address))
            (there if os.path.isfile(file) else missing).append(file)
    return there, missing


def compare(folder, book):
    contents, missing, wrong = set(), [], 0
    for _, path, data in words.jobs("rust-blog", folder, epub.Book(book)):
        files, lost = shown(path)
        missing += lost
        article, _ = reading.chapter(data)
        got = sum(1 for _ in article.iter("img"))
        if got != len(files):
            wrong += 1
            print(f"{path}: {len(files)} pictures, {got} in the book")
        for file in files:
            with open(file, "rb") as picture:
                contents.add(hashlib.sha256(picture.read()).hexdigest())
    print(f"{len(contents)} pictures; not there: {' '.join(missing) or 'none'}")
    return wrong or not contents


def richest(count, folder):
    paths = sorted(expect.read("rust-blog", folder))
    return sorted(paths, key=lambda path: -len(shown(path)[0]))[:count]


if sys.argv[1] == "richest":
    print("\n".join(richest(int(sys.argv[2]), sys.argv[3])))
else:
    sys.exit(1 if compare(sys.argv[1], sys.argv[2]) else 0)
