#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""shelf.py SHELF make ISSUES: files of a shelf with so many daily issues, and on standard output the SQL that
enters them in a catalog. The first is of 2024-01-01; among them are those that have broken feeds: words of every
script and with markup, a cover in SVG and none, a volume, a number that is none, an omnibus, an undated issue.

shelf.py SHELF newest NUMBER: SQL that adds the issue after the NUMBER-th, with its files.
shelf.py SHELF article NUMBER: SQL that adds an article to the NUMBER-th issue.
shelf.py SHELF authors COUNT: SQL that gives the first issue so many authors.
"""

import datetime
import hashlib
import os
import sys
import uuid

FIRST = datetime.date(2024, 1, 1)
SECTIONS = ["World", "world", "Science & <Nature>", "文化", "Культура", "ثقافة"]
AUTHORS = ["Jane Doe", "jane doe", "張三", "Łukasz \"Quote\" O'Neil", "jane-doe", "אבי"]
TAGS = ["news", "c++", "c#", "long " * 40, "日本語"]
JPEG = b"\xff\xd8\xff\xe0" + b"\0" * 60
PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 60
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"/>'


def text(value):
    """A value as SQL writes it; what SQL's own texts cannot hold goes in as bytes."""
    if value is None:
        return "NULL"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, bytes):
        return f"x'{value.hex()}'"
    return "CAST(x'%s' AS TEXT)" % value.encode("utf-8", "surrogatepass").hex()


def insert(table, **row):
    print(f"INSERT OR IGNORE INTO {table} ({', '.join(row)}) VALUES ({', '.join(map(text, row.values()))});")


def publish(shelf, name, content):
    path = os.path.join(shelf, name)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "wb") as file:
        file.write(content)


def book(seed):
    return b"PK\x03\x04" + b"\0" * 26 + b"mimetypeapplication/epub+zip" + seed.encode() * (3 + len(seed))


def article(number, place, touched):
    ident = number * 10 + place
    section = SECTIONS[ident % len(SECTIONS)] if ident % 7 else None
    title = [f"A plain headline of {number}", f"5 < 6 & \"so on\" ]]> <b>{number}</b>",
             f"字{number}的新聞\x0b和\uffff其他"][place % 3]
    insert("article", id=ident, source=1, file=f"{ident}.md", path=f"{ident}.md", bytes=1, mtime=1, sha256=b"0" * 32,
           taken="2025-01-01T00:00:00Z", state=0, title=title, section=section, characters=300, words=60,
           issue=number, place=place, chapter=f"{ident}.xhtml")
    facets = [(1, section), (2, AUTHORS[ident % len(AUTHORS)]), (3, TAGS[(number + place) % len(TAGS)]),
              (4, ["en", "zh-CN", "zh-cn"][place % 3])]
    for kind, name in facets:
        if name:
            insert("facet", kind=kind, name=name, issue=number)
            if touched:
                insert("temp.touched", kind=kind, name=name)


def cover(shelf, number, stem):
    """Cover, type and thumbnail of an issue."""
    if number % 11 == 3:
        return None, None, None
    ending, kind, content = {5: (".svg", "image/svg+xml", SVG), 7: (".png", "image/png", PNG)}.get(
        number % 11, (".jpg", "image/jpeg", JPEG))
    publish(shelf, f"covers/{stem}{ending}", content)
    publish(shelf, f"covers/{stem}-small.jpg", JPEG)
    return f"covers/{stem}{ending}", kind, f"covers/{stem}-small.jpg"


def issue(shelf, number, date, touched=False, omnibus=False, modified=None):
    day = date.isoformat() if date else None
    year = day[:4] if day else "undated"
    name = year + "_omnibus" if omnibus else f"{day or 'undated'}_brief"
    content = book(f"{number}{modified}")
    publish(shelf, f"books/{year}/{name}.epub", content)
    pictures = cover(shelf, number, f"{year}/{name}")
    printed = {4: "n/a", 6: "98.04", 8: None}.get(number, day and day[2:].replace("-", ""))
    insert("issue", id=number, kind=int(omnibus), period=year if omnibus else day or "undated", volume=1, volumes=1,
           title=f"The <Brief> & Co, {name}", name=name, number=printed, date=day, year=year,
           language="en", identifier=uuid.uuid5(uuid.NAMESPACE_URL, name).urn,
           modified=modified or f"{day or '1980-01-01'}T12:00:00Z", file=f"books/{year}/{name}.epub",
           cover=pictures[0], cover_type=pictures[1], thumbnail=pictures[2], bytes=len(content),
           sha256=hashlib.sha256(content).digest(), made_from=b"0" * 32, articles=3, words=180)
    if touched:
        insert("temp.touched", kind=0, name=year)
    if omnibus:
        for place in range(3):
            insert("omnibus", issue=number, place=place, article=10 + place, chapter=f"{place}.xhtml")
        return
    for place in range(3):
        article(number, place, touched)
    # a section and a tag that few have, so that feeds end at every length
    if number % 40 == 0:
        insert("facet", kind=3, name="rare", issue=number)


def make(shelf, issues):
    print("INSERT INTO source VALUES (1, '/in');")
    for number in range(1, issues + 1):
        issue(shelf, number, FIRST + datetime.timedelta(days=number - 1))
    issue(shelf, 100000, None)
    issue(shelf, 100001, FIRST, omnibus=True, modified="2024-12-31T12:00:00Z")


def newest(shelf, number):
    issue(shelf, number + 1, FIRST + datetime.timedelta(days=number), touched=True)


def more(shelf, number):
    """One more article, of the World section, by Jane Doe."""
    date = FIRST + datetime.timedelta(days=number - 1)
    content = book(f"{number}more")
    publish(shelf, f"books/{date.year}/{date}_brief.epub", content)
    print(f"UPDATE issue SET articles = 4, bytes = {len(content)}, sha256 = x'{hashlib.sha256(content).hexdigest()}'"
          f" WHERE id = {number};")
    insert("article", id=number * 10 + 9, source=1, file="more.md", path="more.md", bytes=1, mtime=1, sha256=b"0" * 32,
           taken="2025-01-01T00:00:00Z", state=0, title="One more", section="World", characters=300, words=60,
           issue=number, place=9, chapter="more.xhtml")
    insert("facet", kind=1, name="World", issue=number)
    insert("facet", kind=2, name="Jane Doe", issue=number)
    print(f"INSERT OR IGNORE INTO temp.touched SELECT kind, name FROM facet WHERE issue = {number};")
    insert("temp.touched", kind=0, name=str(date.year))


def authors(_, count):
    for i in range(count):
        name = ["Ann{}", "張{}", "Мария {}", "Mike {}", "Mia{}", "{} & Sons", "!{}"][i % 7].format(i)
        insert("facet", kind=2, name=name, issue=1)
        insert("temp.touched", kind=2, name=name)


if __name__ == "__main__":
    {"make": make, "newest": newest, "article": more, "authors": authors}[sys.argv[2]](sys.argv[1], int(sys.argv[3]))
