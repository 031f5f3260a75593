# SPDX-License-Identifier: MIT
"""words.py COLLECTION FOLDER BOOK.epub

Compares the words of each article of a real collection, as cmark, cmark-gfm and html5lib read it,
with those of its chapter, in their order. BOOK is built with --sort path --group none, so that the
chapters come in the order of the files. Prints each rule that explains a difference, and how often;
what no rule explains is printed with its file, and fails."""

import collections
import multiprocessing
import os
import re
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "tools"))

import epub
import expect
import reading
import rules
import templates

PROCESSES = 2
SHOWN = 40
SPLIT = "<!--words.py part {}-->"


def front_and_body(collection, path, text):
    """The lines of the front matter, and the text."""
    if path.endswith(".txt"):
        return [], text
    if collection == "this-week-in-rust":
        front, _, body = text.partition("\n\n")
        return front.split("\n"), body
    mark = "+++" if collection == "rust-blog" else "---"
    lines = text.split("\n")
    bare = [line.rstrip() for line in lines]
    first = bare.index(mark)
    last = bare.index(mark, first + 1)
    return lines[first + 1 : last], "\n".join(lines[last + 1 :])


def yaml_texts(lines):
    """Top-level keys of YAML with a text of one or more lines."""
    found, key = {}, None
    for line in lines:
        match = re.match(r"([\w-]+)\s*:\s*(.*)$", line)
        if match:
            key, value = match.groups()
            found[key] = "" if value in (">", "|") else value.strip("\"'")
        elif key and line.startswith(" "):
            found[key] += ("\n" if found[key] else "") + line.strip()
    return found


def in_code(html):
    """Numbers of the holders that stand in code."""
    code = re.findall(r"<(pre|code)\b(.*?)</\1>", html, re.S)
    return {int(n) for _, inside in code for n in templates.HOLDERS.findall(inside)}


def expand(collection, front, body, counts):
    """The body with its templates read, and what they stand for."""
    if collection not in templates.BY_COLLECTION:
        return body, {}  # there are templates only in code, which must stay
    reader = templates.BY_COLLECTION[collection](body, yaml_texts(front))
    code = in_code(reading.render(reader.probe())) if "`" in body or "    " in body else set()
    return reader.expand(code, counts)


def render(text, parts):
    """HTML of the text, and of each of the parts."""
    marks = [SPLIT.format(i) for i in parts]
    for mark, part in zip(marks, parts.values()):
        text += f"\n\n{mark}\n\n{part.text}"
    end = SPLIT.format("end")
    if parts:
        text += f"\n\n{end}\n"
    pieces = re.split("|".join(map(re.escape, [*marks, end])), reading.render(text))
    if parts and len(pieces) != len(parts) + 2:
        raise ValueError("a template's text was swallowed by what stands before it")
    return pieces[0] + (pieces[-1] if parts else ""), dict(zip(parts, pieces[1:]))


def raw_html(html, counts):
    return rules.code_like_tags(rules.bare_addresses(html, counts), counts)


def source_words(collection, path, title, counts):
    with open(path, encoding="utf-8-sig", newline="") as file:
        text = file.read().replace("\r\n", "\n")
    front, body = front_and_body(collection, path, text)
    body = rules.control_characters(body, counts)
    body, parts = expand(collection, front, body, counts)
    if collection == "bitcoin-optech":
        body = rules.attribute_lists(body, counts)
    body, unmarked = rules.notes(body, counts)
    html, rendered = render(body, parts)
    reader = reading.Reader(unmarked)
    for number, part in rendered.items():
        tree, _ = reading.parse(raw_html(part, counts))
        reader.hold(number, tree, parts[number])
    tree, astray = reading.parse(raw_html(html, counts))
    counts["part astray in a table: stays in its place"] += astray
    rules.title_heading(tree, title, counts)
    rules.heading_ids(tree, counts)
    rules.summaries(tree, counts)
    rules.remote_pictures(tree, counts)
    words = reader.words(tree)
    counts["task: a box"] += reader.boxes
    return body, words, reader


def check(job):
    collection, path, data = job
    counts = collections.Counter()
    article, title = reading.chapter(data)
    text, wanted, source = source_words(collection, path, title, counts)
    book = reading.Reader()
    got = book.words(article)
    counts["picture that cannot be shown: its description"] += source.pictures - book.pictures
    return path, len(wanted), rules.compare(text, wanted, source.links, got, counts), counts


def jobs(collection, folder, book):
    """Each file with its chapter; titles and dates say that the pairs are right."""
    wanted = expect.read(collection, folder)
    pairs = []
    names = book.article_names()
    if len(names) != len(wanted):
        sys.exit(f"{len(names)} chapters, {len(wanted)} articles")
    found = {name: (expect.plain(title), date) for name, title, date in book.chapters()}
    for path, name in zip(sorted(wanted, key=os.fsencode), names):
        title, date = wanted[path]
        if title is not None and found[os.path.basename(name)] != (expect.plain(title), date or ""):
            sys.exit(f"{path} is not the article in {name}")
        pairs.append((collection, path, book.zip.read(name)))
    return pairs


def main():
    collection, folder, book = sys.argv[1:]
    sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")
    totals, words, files, complaints = collections.Counter(), 0, 0, []
    with multiprocessing.Pool(PROCESSES) as pool:
        work = pool.imap(check, jobs(collection, folder, epub.Book(book)), chunksize=8)
        for path, n, unexplained, counts in work:
            totals += counts
            words += n
            files += 1
            complaints += [(path, *pair) for pair in unexplained]
    print(f"{words} words in {files} articles")
    for rule in sorted(totals):
        print(f"{totals[rule]:6} {rule}")
    if complaints or not words:
        print(f"{len(complaints)} differences are not explained by a rule")
        for path, a, b in complaints[:SHOWN]:
            print(f"{path}\n  source: {' '.join(a)[:300]}\n  book:   {' '.join(b)[:300]}")
        sys.exit(1)


if __name__ == "__main__":
    main()
