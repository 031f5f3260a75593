# SPDX-License-Identifier: MIT
"""expect.py COLLECTION FOLDER count|inspect|chapters|contents REPORT.json BOOK.epub

Reads a real collection by rules of its own, one per collection and made for nothing else, and compares:
count     the articles in the report and the chapters in the book with the files in the folder
inspect   each article's title and date in the report
chapters  the titles and dates at the head of the chapters
contents  the table of contents leads to each chapter once, under its title
Prints what differs and fails, or prints nothing.

Titles are compared as a reader sees them: HTML entities resolved, the marks of Markdown code and emphasis
and the width of white space left aside.
"""

import collections
import html
import json
import os
import re
import sys

import epub

DATE = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")


def day(text):
    year, month, day_ = DATE.search(text).groups()
    return f"{year}-{int(month):02}-{int(day_):02}"


def lines_between(text, mark):
    """The lines between the first two lines that are MARK; blank lines may come before."""
    lines = text.split("\n")
    first = lines.index(mark)
    return lines[first + 1 : lines.index(mark, first + 1)]


def yaml_title(lines):
    at = next((i for i, line in enumerate(lines) if line.startswith("title:")), None)
    if at is None:
        return None
    value = lines[at][len("title:") :].strip()
    for line in lines[at + 1 :]:
        if not line.startswith(" "):
            break
        value += " " + line.strip()
    value = value.strip()
    if value[:1] == '"':
        return re.sub(r'\\(["\\])', r"\1", value[1:-1])
    if value[:1] == "'":
        return value[1:-1].replace("''", "'")
    return value


def this_week_in_rust(name, text):
    """Pelican: 'Title: …' and 'Date: …' in the first lines."""
    title = re.search(r"^Title: (.*)$", text, re.M).group(1)
    return title, day(re.search(r"^Date: (.*)$", text, re.M).group(1))


def rust_blog(name, text):
    """Zola: TOML; the date stands in the path of the page."""
    front = "\n".join(lines_between(text, "+++")).split("\n[")[0]
    title = re.search(r"""^title = ('''|"|')(.*)\1$""", front, re.M)
    path = re.search(r'^path = ".*?(\d{4})/(\d{2})/(\d{2})/', front, re.M)
    return (
        title.group(2).replace('\\"', '"') if title else None,
        "-".join(path.groups()) if path else None,
    )


def bitcoin_optech(name, text):
    """Jekyll: a YAML title; the date stands in the file name."""
    return yaml_title(lines_between(text, "---")), day(name)


def digitalgov_news(name, text):
    """Hugo: YAML; a date with a zone keeps its time, one without is a day."""
    lines = lines_between(text, "---")
    date = next(line for line in lines if line.startswith("date:"))
    time = re.search(r" (\d{1,2}):(\d\d):(\d\d) ([+-]\d\d)(\d\d)$", date)
    value = day(date)
    if time:
        hour, minute, second, zone, zone_minute = time.groups()
        value += f"T{int(hour):02}:{minute}:{second}{zone}:{zone_minute}"
    return yaml_title(lines), value


RULES = {
    "this-week-in-rust": this_week_in_rust,
    "rust-blog": rust_blog,
    "bitcoin-optech": bitcoin_optech,
    "digitalgov-news": digitalgov_news,
}


def is_draft(text):
    return re.search(r"^draft: *true *$", text, re.M) is not None


def read(collection, folder):
    """Path to (title, date) of every article; a title of None is one that the file does not say."""
    articles = {}
    for place, folders, names in os.walk(folder):
        folders[:] = [f for f in folders if not f.startswith(".")]
        for name in names:
            if not name.endswith((".md", ".txt")) or name == "_index.md" or name.startswith("."):
                continue
            path = os.path.join(place, name)
            with open(path, encoding="utf-8-sig", newline="") as file:
                text = file.read().replace("\r\n", "\n")
            if name.endswith(".txt"):
                articles[path] = (None, None)
            elif not is_draft(text):
                articles[path] = RULES[collection](name, text)
    return articles


def plain(title):
    return " ".join(re.sub(r"[`*\u200b]", "", html.unescape(title)).split())


def differ(wanted, got):
    """Complaints on two multisets."""
    wanted, got = collections.Counter(wanted), collections.Counter(got)
    return [f"missing: {x}" for x in (wanted - got).elements()] + [
        f"not in the source: {x}" for x in (got - wanted).elements()
    ]


def count(wanted, report, book):
    complaints = differ(list(wanted), [a["path"] for a in report if not a.get("draft")])
    chapters = len(list(book.chapters()))
    if chapters != len(wanted):
        complaints.append(f"{chapters} chapters, {len(wanted)} articles")
    return complaints


def inspect(wanted, report, book):
    complaints = []
    for article in report:
        if article["path"] not in wanted:
            continue
        title, date = wanted[article["path"]]
        if title is not None and plain(title) != plain(article["title"]["value"]):
            complaints.append(f"{article['path']}: title {article['title']['value']!r}, not {title!r}")
        got = article["date"]["value"] if article["date"] else None
        if got != date:
            complaints.append(f"{article['path']}: date {got}, not {date}")
    return complaints


def chapters(wanted, report, book):
    # An article that names itself nowhere may be called anything: as many names are left over.
    known = collections.Counter((plain(t), d or "") for t, d in wanted.values() if t is not None)
    got = collections.Counter((plain(title), date) for _, title, date in book.chapters())
    left_over = list((got - known).elements())
    complaints = [f"missing: {c}" for c in (known - got).elements()]
    if len(left_over) != len(wanted) - known.total():
        complaints += [f"not in the source: {c}" for c in left_over]
    return complaints


def contents(wanted, report, book):
    titles = {name: plain(title) for name, title, _ in book.chapters()}
    entries = [(href, plain(text)) for href, text in book.contents() if href in titles]
    return differ(list(titles.items()), entries)


def main():
    collection, folder, part, report, book = sys.argv[1:]
    with open(report, encoding="utf-8") as file:
        report = json.load(file)["articles"]
    wanted = read(collection, folder)
    parts = {"count": count, "inspect": inspect, "chapters": chapters, "contents": contents}
    complaints = parts[part](wanted, report, epub.Book(book))
    if complaints:
        sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")
        print(f"{len(complaints)} of {len(wanted)} articles differ")
        print("\n".join(complaints[:30]))
        sys.exit(1)


if __name__ == "__main__":
    main()
