#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""feeds.py SHELF SEEN [BASE-URL]: are the feeds of a shelf what the specifications ask, and do they say what is there?

Each document against its schema (opds12.rng, opds2.schema.json); every link, where it leads and what of; chains of
pages; order, ids, dates; the issues of each feed against the catalog, by SQL of its own; Atom against JSON; RSS 2.0.
A line for each complaint; fails when there is one. SEEN is a file that remembers which JSON documents are known to
be valid, for the next time: jsonschema is slow."""

import email.utils
import functools
import hashlib
import json
import os
import re
import sqlite3
import subprocess
import sys
import urllib.parse
import xml.etree.ElementTree as ET

HERE = os.path.dirname(os.path.abspath(__file__))
ATOM, DC = "{http://www.w3.org/2005/Atom}", "{http://purl.org/dc/terms/}"
KIND = "application/atom+xml;profile=opds-catalog;kind="
JSON = "application/opds+json"
OPEN = "http://opds-spec.org/acquisition/open-access"
IMAGE = "http://opds-spec.org/image"
HEAD, PAGE = (25, 74), 50
FACETS = {"years": 0, "sections": 1, "authors": 2, "tags": 3, "languages": 4}
MAGIC = {
    "image/jpeg": b"\xff\xd8\xff", "image/png": b"\x89PNG\r\n\x1a\n", "image/gif": b"GIF8",
    "application/epub+zip": b"PK\x03\x04",
}
complaints = []


def complain(name, text):
    complaints.append(f"{name}: {text}")


class Entry:
    """What a document says of an issue or of another document, in either format."""

    def __init__(self, ident, title, updated, links, about=None):
        self.ident, self.title, self.updated, self.links, self.about = ident, title, updated, links, about


class Feed:
    def __init__(self, name, ident, title, updated, links, entries, acquisition):
        self.name, self.ident, self.title, self.updated = name, ident, title, updated
        self.links, self.entries, self.acquisition = links, entries, acquisition

    def link(self, rel):
        found = [href for r, href, *_ in self.links if r == rel]
        if len(found) > 1:
            complain(self.name, f"more than one link '{rel}'")
        return found[0] if found else None


class Shelf:
    def __init__(self, folder, seen, base):
        self.folder, self.seen, self.base, self.feeds = folder, seen, base, {}

    def target(self, name, href):
        """The name on the shelf that HREF in the file NAME leads to."""
        if self.base:
            if not href.startswith(self.base.rstrip("/") + "/"):
                complain(name, f"'{href}' is not below the base URL")
            href = href[len(self.base.rstrip("/")) + 1 :]
            path = urllib.parse.unquote(href)
        else:
            if re.match(r"[a-z]+:|/", href):
                complain(name, f"'{href}' is not relative")
            path = os.path.normpath(os.path.join(os.path.dirname(name), urllib.parse.unquote(href)))
        if not os.path.isfile(os.path.join(self.folder, path)):
            complain(name, f"'{href}' leads nowhere")
            return None
        return path

    def size(self, name):
        return os.path.getsize(os.path.join(self.folder, name))

    def check_type(self, name, path, kind):
        with open(os.path.join(self.folder, path), "rb") as file:
            start = file.read(64)
        if not start.startswith(MAGIC[kind]) or (kind == "application/epub+zip" and start[30:58] != b"mimetypeapplication/epub+zip"):
            complain(name, f"'{path}' is no {kind}")


def read_atom(shelf, name):
    root = ET.parse(os.path.join(shelf.folder, name)).getroot()

    def links(element):
        return [(l.get("rel"), l.get("href"), l.get("type"), l.get("length"), None) for l in element.findall(ATOM + "link")]

    entries = []
    for entry in root.findall(ATOM + "entry"):
        about = {
            "identifier": entry.findtext(DC + "identifier"), "issued": entry.findtext(DC + "issued"),
            "language": entry.findtext(DC + "language"), "description": entry.findtext(ATOM + "content"),
            "subjects": [c.get("term") for c in entry.findall(ATOM + "category")],
        }
        entries.append(Entry(entry.findtext(ATOM + "id"), entry.findtext(ATOM + "title"), entry.findtext(ATOM + "updated"),
                             links(entry), about))
    acquisition = any(r == OPEN for e in entries for r, *_ in e.links)
    return Feed(name, root.findtext(ATOM + "id"), root.findtext(ATOM + "title"), root.findtext(ATOM + "updated"),
                links(root), entries, acquisition)


def read_json(shelf, name):
    with open(os.path.join(shelf.folder, name), encoding="utf-8") as file:
        root = json.load(file)

    def links(items):
        return [(l.get("rel"), l["href"], l.get("type"), l.get("size") and str(l["size"]),
                 l.get("properties", {}).get("numberOfItems")) for l in items]

    entries = []
    for one in root.get("publications", []):
        meta = one["metadata"]
        about = {
            "identifier": meta["identifier"], "issued": meta.get("published"), "language": meta["language"],
            "description": meta.get("description"), "subjects": meta.get("subject", []),
        }
        entries.append(Entry(meta["identifier"], meta["title"], meta["modified"],
                             links(one.get("images", [])) + links(one["links"]), about))
        for link in meta["belongsTo"]["series"].get("links", []):
            shelf.target(name, link["href"])
    for link in root.get("navigation", []):
        entries.append(Entry(None, link["title"], None, links([link])))
    meta = root["metadata"]
    feed = Feed(name, meta["identifier"], meta["title"], meta["modified"], links(root["links"]), entries,
                "publications" in root)
    feed.items = meta.get("numberOfItems")
    return feed


@functools.lru_cache
def validator():
    import jsonschema  # pylint: disable=import-outside-toplevel  # as slow to load as all else is to do

    with open(os.path.join(HERE, "opds2.schema.json"), encoding="utf-8") as file:
        return jsonschema.Draft7Validator(json.load(file))


def check_schemas(shelf, atom, others):
    # xmllint takes its files from the command line
    for i in range(0, len(atom), 500):
        done = subprocess.run(["xmllint", "--noout", "--relaxng", os.path.join(HERE, "opds12.rng"), *atom[i : i + 500]],
                              cwd=shelf.folder, capture_output=True, text=True, check=False)
        if done.returncode != 0:
            for line in done.stderr.splitlines():
                if not line.endswith(" validates"):
                    complain("opds12.rng", line)
    seen = set()
    if os.path.exists(shelf.seen):
        with open(shelf.seen, encoding="ascii") as file:
            seen = set(file.read().split())
    for name in others:
        with open(os.path.join(shelf.folder, name), "rb") as file:
            text = file.read()
        digest = hashlib.sha256(text).hexdigest()
        errors = [] if digest in seen else list(validator().iter_errors(json.loads(text)))
        for error in errors:
            complain(name, f"opds2.schema.json: {'/'.join(map(str, error.path))}: {error.message[:200]}")
        if not errors:
            seen.add(digest)
    with open(shelf.seen, "w", encoding="ascii") as file:
        file.write("\n".join(sorted(seen)))


def check_feed(shelf, feed, root):
    if feed.link("self") is None or shelf.target(feed.name, feed.link("self")) != feed.name:
        complain(feed.name, "'self' is not itself")
    if feed.link("start") is None or shelf.target(feed.name, feed.link("start")) != root:
        complain(feed.name, "'start' is not the root")
    if (feed.link("up") is None) != (feed.name == root):
        complain(feed.name, "all but the root have something above")
    for _, href, kind, _, _ in feed.links:
        path = shelf.target(feed.name, href)
        if path in shelf.feeds and kind.startswith(KIND) and feed.entries:
            check_kind(feed.name, shelf.feeds[path], kind)
    idents = [e.ident for e in feed.entries if e.ident]
    if len(set(idents)) != len(idents):
        complain(feed.name, "an id is there twice")
    newest = max([e.updated for e in feed.entries if e.updated], default=None)
    if newest and feed.updated != newest:
        complain(feed.name, f"updated is {feed.updated}, of what is in it {newest}")
    for entry in feed.entries:
        for link in entry.links:
            check_link(shelf, feed, entry, *link)


def check_kind(name, target, kind):
    wanted = "acquisition" if target.acquisition else "navigation"
    if target.entries and kind != KIND + wanted:
        complain(name, f"'{target.name}' is {wanted}, the link says {kind}")


def check_link(shelf, feed, entry, rel, href, kind, length, _):
    path = shelf.target(feed.name, href)
    if not path:
        return
    if kind in MAGIC:
        shelf.check_type(feed.name, path, kind)
        if rel == OPEN and length != str(shelf.size(path)):
            complain(feed.name, f"'{path}' has {shelf.size(path)} bytes, not {length}")
    elif path not in shelf.feeds:
        complain(feed.name, f"'{path}' of '{entry.title}' is no feed")
    elif kind.startswith(KIND):
        check_kind(feed.name, shelf.feeds[path], kind)


def chain(shelf, head):
    """The documents of the feed that begins with HEAD."""
    pages, name = [], head
    while name:
        if name in [p.name for p in pages]:
            complain(head, f"'next' comes back to '{name}'")
            break
        pages.append(shelf.feeds[name])
        href = shelf.feeds[name].link("next")
        name = href and shelf.target(name, href)
        if name and name not in shelf.feeds:
            complain(pages[-1].name, "'next' is no feed")
            break
    if len({p.ident for p in pages}) > 1:
        complain(head, "pages of one feed have several ids")
    return pages


def newest_first(rows):
    """Newest first; what has no date last, a yearly book behind the last issue of its year (which is before it here)."""
    def order(row):
        return (row["date"] is not None, row["year"], row["kind"], row["date"] or "", row["period"], row["volume"])
    return sorted(rows, key=order, reverse=True)


def oldest_first(rows):
    dated = [r for r in rows if r["date"] is not None]
    return newest_first(dated)[::-1] + newest_first([r for r in rows if r["date"] is None])[::-1]


def check_chain(shelf, head, rows):
    pages = chain(shelf, head)
    got = [e.ident for p in pages for e in p.entries if p.acquisition]
    wanted = [r["identifier"] for r in rows]
    if got != wanted:
        what = "are not the catalog's" if sorted(got) != sorted(wanted) else "are not in order"
        complain(head, f"its {len(got)} issues {what}, which has {len(wanted)}")
    by_ident = {r["identifier"]: r for r in rows}
    for entry in (e for p in pages for e in p.entries if e.ident in by_ident):
        row = by_ident[entry.ident]
        if (entry.title, entry.updated) != (row["title"], row["modified"]) or entry.about["issued"] != row["date"]:
            complain(head, f"'{entry.title}' is not as in the catalog")
    if pages[-1].link("next"):
        complain(head, "does not end")
    if not head.endswith(("/all.xml", "/all.json")):
        if len(pages) > 1 and not HEAD[0] <= len(pages[0].entries) <= HEAD[1]:
            complain(head, f"has {len(pages[0].entries)} issues in its first document")
        if any(len(p.entries) != PAGE for p in pages[1:]):
            complain(head, "has a page that is not full")
    return [p.name for p in pages]


def leaves(shelf, name):
    """The acquisition feeds below the navigation feed NAME: title, path, issues."""
    todo, seen, found = [name], set(), []
    while todo:
        feed = shelf.feeds[todo.pop()]
        seen.add(feed.name)
        for entry in feed.entries:
            path = shelf.target(feed.name, entry.links[0][1])
            if path not in shelf.feeds:
                continue
            if shelf.feeds[path].acquisition:
                found.append((entry, path))
            elif path in seen:
                complain(feed.name, f"'{path}' is reached twice")
            else:
                todo.append(path)
    return found, seen


def clean(title):
    return re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]", "", title)


def check_catalog(shelf, db, ending):
    """Every feed against the catalog, from the root on. All feeds that are reached."""
    root = f"index{ending}" if ending == ".xml" else "opds/2/index.json"
    place = "opds/" if ending == ".xml" else "opds/2/"
    issues = db.execute("SELECT * FROM issue").fetchall()
    # a yearly book has nothing new, and at the top would hide from KOReader what is
    new = [i for i in issues if i["kind"] == 0]
    reached = {root}
    if [shelf.target(root, e.links[0][1]) for e in shelf.feeds[root].entries if e.links[0][0].endswith("/sort/new")] != \
            [f"{place}new{ending}"]:
        complain(root, "does not say what is new")
    reached.update(check_chain(shelf, f"{place}new{ending}", newest_first(new)))
    reached.update(check_chain(shelf, f"{place}all{ending}", oldest_first(issues)))
    counts = {e.title: e.links[0][4] if ending == ".json" else int(e.about["description"].split()[0])
              for e in shelf.feeds[root].entries}
    if issues and (counts["Newest"], counts["All issues"]) != (len(new), len(issues)):
        complain(root, "counts issues that are not there")
    for units, kind in FACETS.items():
        facets = {}
        rows = db.execute("SELECT year AS name, * FROM issue") if kind == 0 else db.execute(
            "SELECT f.name, i.* FROM facet f JOIN issue i ON i.id = f.issue WHERE f.kind = ?", (kind,))
        for row in rows.fetchall():
            facets.setdefault(row["name"], []).append(row)
        name = f"{place}{units}{ending}"
        if name not in [shelf.target(root, e.links[0][1]) for e in shelf.feeds[root].entries]:
            if facets:
                complain(root, f"does not lead to {name}")
            continue
        found, seen = leaves(shelf, name)
        reached.update(seen)
        if sorted(clean(e.title) for e, _ in found) != sorted(clean(n) for n in facets):
            complain(name, f"has {len(found)} names, the catalog {len(facets)}")
        if len({path for _, path in found}) != len(found):
            complain(name, "two names have one file")
        for entry, path in found:
            rows = newest_first(facets.get(entry.title, []))
            reached.update(check_chain(shelf, path, rows))
            said = entry.links[0][4] if ending == ".json" else int(entry.about["description"].split()[0])
            if said != len(rows):
                complain(name, f"says {said} issues of '{entry.title}', which has {len(rows)}")
            if entry.updated and entry.updated != max(r["modified"] for r in rows):
                complain(name, f"'{entry.title}' is updated {entry.updated}")
    return reached


def check_twins(shelf):
    """Atom and JSON say the same."""
    for name, atom in shelf.feeds.items():
        if not name.endswith(".xml"):
            continue
        twin = shelf.feeds.get("opds/2/" + name.removeprefix("opds/").removesuffix(".xml") + ".json")
        if not twin:
            complain(name, "has no twin in JSON")
        elif (atom.ident, atom.title, atom.updated) != (twin.ident, twin.title, twin.updated):
            complain(name, "differs from its twin")
        elif atom.entries and [(e.title, e.acquired, e.about if atom.acquisition else 0) for e in map(facts, atom.entries)] != \
                [(e.title, e.acquired, e.about if atom.acquisition else 0) for e in map(facts, twin.entries)]:
            complain(name, "has other entries than its twin")


def check_idents(shelf):
    """Each feed has an id of its own, which its pages share."""
    owners = {}
    for feed in shelf.feeds.values():
        if feed.name.endswith(".xml"):
            head = re.sub(r"/\d+\.xml$", ".xml", feed.name)
            # a facet's value may be a number, and its feed is no page
            owners.setdefault(feed.ident, set()).add(head if head in shelf.feeds else feed.name)
    for ident, names in owners.items():
        if len(names) > 1:
            complain(ident, f"is the id of {sorted(names)}")


def facts(entry):
    entry.acquired = [length for rel, _, _, length, _ in entry.links if rel == OPEN]
    return entry


def check_rss(shelf, db):
    name = "feed.xml"
    path = os.path.join(shelf.folder, name)
    if not shelf.base:
        if os.path.exists(path):
            complain(name, "cannot be right without a base URL")
        return
    rss = ET.parse(path).getroot()
    channel = rss.find("channel")
    if rss.tag != "rss" or rss.get("version") != "2.0" or channel is None:
        complain(name, "is no RSS 2.0")
        return
    for tag in ("title", "link", "description"):
        if not channel.findtext(tag):
            complain(name, f"no {tag}")
    if shelf.target(name, channel.find(ATOM + "link").get("href")) != name:
        complain(name, "'self' is not itself")
    items = channel.findall("item")
    wanted = [r["identifier"] for r in newest_first(db.execute("SELECT * FROM issue WHERE kind = 0").fetchall())[:50]]
    if [i.findtext("guid") for i in items] != wanted:
        complain(name, "has not the newest issues in order")
    for item in items:
        if item.find("guid").get("isPermaLink") != "false":
            complain(name, "a guid that is no address must say so")
        enclosure = item.find("enclosure")
        book = shelf.target(name, enclosure.get("url"))
        if item.findtext("link") != enclosure.get("url"):
            complain(name, "link and enclosure differ")
        if book:
            shelf.check_type(name, book, enclosure.get("type"))
            if enclosure.get("length") != str(shelf.size(book)):
                complain(name, f"'{book}' has {shelf.size(book)} bytes, not {enclosure.get('length')}")
        if "<b>" in item.findtext("description"):
            complain(name, "a description holds markup of an article")
    for date in [channel.findtext("lastBuildDate")] + [i.findtext("pubDate") for i in items]:
        moment = email.utils.parsedate_to_datetime(date)
        if email.utils.format_datetime(moment, usegmt=True) != date:
            complain(name, f"'{date}' is no date of RFC 822")


def main():
    shelf = Shelf(sys.argv[1], sys.argv[2], sys.argv[3] if len(sys.argv) > 3 else None)
    files = sorted(os.path.relpath(os.path.join(d, f), shelf.folder) for d, _, fs in os.walk(os.path.join(shelf.folder, "opds"))
                   for f in fs)
    atom = ["index.xml"] + [f for f in files if f.endswith(".xml")]
    others = [f for f in files if f.endswith(".json")]
    for name in set(files) - set(atom) - set(others):
        complain(name, "is no feed")
    check_schemas(shelf, atom, others)
    if not complaints:
        for name in atom:
            shelf.feeds[name] = read_atom(shelf, name)
        for name in others:
            shelf.feeds[name] = read_json(shelf, name)
        db = sqlite3.connect(f"file:{os.path.join(shelf.folder, 'catalog.db')}?mode=ro", uri=True)
        db.row_factory = sqlite3.Row
        for feed in shelf.feeds.values():
            check_feed(shelf, feed, "index.xml" if feed.name.endswith(".xml") else "opds/2/index.json")
        reached = check_catalog(shelf, db, ".xml") | check_catalog(shelf, db, ".json")
        for name in sorted(set(shelf.feeds) - reached):
            complain(name, "nothing leads to it")
        check_idents(shelf)
        check_twins(shelf)
        check_rss(shelf, db)
    for line in complaints:
        print(line)
    print(f"{len(atom)} documents of OPDS 1.2, {len(others)} of OPDS 2.0, {len(complaints)} complaints")
    sys.exit(1 if complaints else 0)


if __name__ == "__main__":
    main()
