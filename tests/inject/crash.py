# SPDX-License-Identifier: MIT
"""crash.py MKEPUB FAULTS SCENE MODE [STEP]

Ends a run of `mkepub archive` at each of its calls that change a file or a folder, then lets a run go
through, and compares the shelf with that of a run that nothing disturbed: every published file byte by
byte, the databases by their content (without what tells of runs and of the clock). In between, each file that was
published is whole: as it was before the run, or as it will be, and none that stays is missing.

SCENE is 'first' (an empty shelf) or 'later' (one article is new, one changed, one gone, so that an issue
comes, one changes and one goes). MODE is a mode of fault.c: KILL, TEAR or FULL. Each STEP-th call is
met. Prints the number of points and what was wrong. FAULTS is fault.so.

crash.py MKEPUB FAULTS spoil: shows that a shelf that is not right is found out."""

import concurrent.futures
import contextlib
import hashlib
import os
import re
import shutil
import sqlite3
import struct
import subprocess
import sys
import zlib

MKEPUB, FAULTS, SCENE = sys.argv[1:4]
PARALLEL = 2
RUN_TABLES = {"run", "change"}
CLOCK_COLUMNS = {("article", "taken"), ("file", "mtime"), ("entry", "run")}
DATABASES = ("catalog.db", "search.db")
ENVIRONMENT = {**os.environ, "SOURCE_DATE_EPOCH": "1736760000", "LC_ALL": "C.UTF-8"}


def write_article(folder, name, date, words):
    os.makedirs(folder, exist_ok=True)
    path = os.path.join(folder, name + ".md")
    with open(path, "w", encoding="utf-8") as file:
        file.write(f"---\ntitle: {name}\ndate: {date}\nauthor: A. {name[0]}\ntags: [t{len(name)}]\n---\n\n")
        for number in range(12):
            file.write(f"Of {words}, part {number}: {' '.join(f'{name}{number}x{i}' for i in range(12))}.\n\n")
    # the past is the past, whenever the test runs
    os.utime(path, ns=(1736000000 * 10**9, 1736000000 * 10**9))


def write_picture(path):
    """A small one, as drawing covers would take most of the time."""
    rows_of_pixels = b"".join(b"\0" + bytes(x * 4 % 256 for x in range(60 * 3)) for _ in range(80))
    with open(path, "wb") as file:
        file.write(b"\x89PNG\r\n\x1a\n")
        for kind, data in ((b"IHDR", struct.pack(">IIBBBBB", 60, 80, 8, 2, 0, 0, 0)), (b"IDAT", zlib.compress(rows_of_pixels)), (b"IEND", b"")):
            file.write(struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)))


def make_sources():
    """old/ and new/: the collection before and after."""
    write_picture("cover.png")
    for folder in ("old", "new"):
        for name, date in (("one", "2024-11-03"), ("two", "2024-11-20"), ("three", "2024-12-24"), ("four", "2025-01-13")):
            write_article(folder, name, date, "old")
    os.remove("new/three.md")
    write_article("new", "two", "2024-11-20", "newer")
    write_article("new", "five", "2025-02-01", "new")


def command(source, shelf):
    # the same path whatever the scene: the catalog knows articles by it
    return [MKEPUB, "archive", source, "-o", shelf, "--every", "month", "--series", "The Monthly", "--keep-sources",
            "--cover", "cover.png", "-j", "1", "--quiet", "--prune"]  # fmt: skip


def run(source, shelf, **more):
    return subprocess.run(command(source, shelf), env={**ENVIRONMENT, **more}, capture_output=True, text=True, check=False)


def digest(path):
    with open(path, "rb") as file:
        return hashlib.sha256(file.read()).hexdigest()


def rows(path):
    """What a database holds, table by table, but for what a clock or the number of runs has a say in. Of a
    full-text index that is each place of each word."""
    found = {}
    with contextlib.closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as database:
        names = [name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")]
        for table in names:
            if table in RUN_TABLES or re.fullmatch(r"words(_\w+)?", table):
                continue
            columns = [row[1] for row in database.execute(f'PRAGMA table_info("{table}")')]
            kept = ", ".join(f'"{c}"' for c in columns if (table, c) not in CLOCK_COLUMNS)
            which = "WHERE key <> 'run'" if table == "setting" else ""
            found[table] = sorted(map(repr, database.execute(f'SELECT {kept} FROM "{table}" {which}')))
        if "words" in names:
            database.execute("CREATE VIRTUAL TABLE temp.held USING fts5vocab(main, words, instance)")
            found["words"] = sorted(database.execute("SELECT term, doc, col, offset FROM temp.held"))
        found["integrity"] = list(database.execute("PRAGMA integrity_check"))
        found["version"] = list(database.execute("PRAGMA user_version"))
    return found


def wrong_times(shelf):
    """Files whose time is not the one that the catalog has: the next run would take them for changed."""
    with contextlib.closing(sqlite3.connect(f"file:{shelf}/catalog.db?mode=ro", uri=True)) as database:
        known = list(database.execute("SELECT name, mtime, bytes FROM file"))
    state = [(name, mtime, size, os.stat(os.path.join(shelf, name))) for name, mtime, size in known]
    return [f"{name}: time or size in the catalog" for name, mtime, size, s in state if (mtime, size) != (s.st_mtime_ns, s.st_size)]


def files(shelf):
    """All that stands on a shelf, but its lock and its databases."""
    found = {}
    for at, _, names in os.walk(shelf):
        for name in names:
            path = os.path.join(at, name)
            short = os.path.relpath(path, shelf)
            if short != ".lock" and short not in DATABASES:
                found[short] = digest(path)
    return found


def snapshot(shelf):
    return {**files(shelf), **{name: rows(os.path.join(shelf, name)) for name in DATABASES if os.path.exists(os.path.join(shelf, name))}}


def differences(wanted, got):
    """Names that are missing, too many or not the same; of databases, their tables."""
    odd = []
    for name in sorted(wanted.keys() | got.keys()):
        if name not in got:
            odd.append(f"{name} is missing")
        elif name not in wanted:
            odd.append(f"{name} is too many")
        elif wanted[name] != got[name] and isinstance(wanted[name], dict):
            odd += [f"{name}: table {t}" for t in wanted[name].keys() | got[name].keys() if wanted[name].get(t) != got[name].get(t)]
        elif wanted[name] != got[name]:
            odd.append(f"{name} is not the same")
    return odd


def is_published(name):
    return not os.path.basename(name).startswith(".") and not re.match(r"(catalog|search)\.db", name)


def broken(before, after, shelf):
    """What a reader of the shelf would meet in the middle of a run. Hidden files and databases are not published."""
    now = {name: value for name, value in files(shelf).items() if is_published(name)}
    odd = [f"{name} is not whole" for name, value in now.items() if value not in (before.get(name), after.get(name))]
    return odd + [f"{name} is gone" for name in before if name in after and is_published(name) and name not in now]


class Scene:
    def __init__(self, later):
        self.later = later
        if os.path.exists("articles"):
            shutil.rmtree("articles")
        shutil.copytree("old", "articles")
        self.before = None
        if later:
            done = run("articles", "begun")
            assert done.returncode == 0, done.stderr
            self.before = "begun"
            shutil.rmtree("articles")
            shutil.copytree("new", "articles")
        self.begin("wanted")
        if os.path.exists("trace"):
            os.remove("trace")
        done = run("articles", "wanted", LD_PRELOAD=FAULTS, FAULT_TRACE=os.path.abspath("trace"))
        assert done.returncode == 0, done.stderr
        with open("trace", encoding="utf-8") as file:
            self.calls = file.read().split("\n")[:-1]
        self.wanted = snapshot("wanted")
        self.old = files("begun") if later else {}

    def begin(self, shelf):
        shutil.rmtree(shelf, ignore_errors=True)
        if self.before:
            shutil.copytree(self.before, shelf)  # times as well

    def meet(self, number, mode):
        """One point: what was wrong."""
        shelf, log = f"shelf-{number}", os.path.abspath(f"met-{number}")
        self.begin(shelf)
        done = run("articles", shelf, LD_PRELOAD=FAULTS, FAULT=f"any:{number}:{mode}", FAULT_LOG=log)
        odd = []
        if os.path.getsize(log) == 0:
            odd.append("the fault was not met")
        os.remove(log)
        if mode in ("KILL", "TEAR") and done.returncode != -9:
            odd.append(f"not killed: status {done.returncode}")
        if mode == "FULL" and done.returncode == 3 and not re.search("no space|disk is full", done.stderr, re.I):
            odd.append(f"says nothing of the lack of space: {done.stderr.strip()}")
        if mode == "FULL" and done.returncode not in (0, 3):
            odd.append(f"status {done.returncode}: {done.stderr.strip()}")
        if mode == "FULL" and done.returncode == 0:
            odd += differences(self.wanted, snapshot(shelf))
        odd += broken(self.old, self.wanted, shelf)
        done = run("articles", shelf)
        if done.returncode != 0:
            odd.append(f"the next run fails: {done.stderr.strip()}")
        else:
            odd += differences(self.wanted, snapshot(shelf)) or wrong_times(shelf)
        if os.path.exists(f"{shelf}/manifest-sha256.txt"):
            done = subprocess.run(["sha256sum", "--quiet", "-c", "manifest-sha256.txt"], cwd=shelf, capture_output=True, text=True, check=False)
            if done.returncode != 0:
                odd.append(f"sha256sum: {done.stdout.strip()}")
        shutil.rmtree(shelf, ignore_errors=True)
        return odd


def spoil():
    """Each of these is found by the comparison that the test relies on."""
    scene = Scene(later=True)
    book = next(name for name in scene.wanted if name.endswith(".epub"))

    def change(name, how):
        with open(os.path.join("spoiled", name), "r+b") as file:
            how(file)

    def sql(text, name="catalog.db"):
        with contextlib.closing(sqlite3.connect("spoiled/" + name)) as database, database:
            database.execute(text)

    ways = {
        "a byte of a book": (lambda: change(book, lambda f: (f.seek(100), f.write(b"\0"))), True),
        "half of a book": (lambda: change(book, lambda f: f.truncate(200)), True),
        "a feed is missing": (lambda: os.remove("spoiled/index.xml"), False),
        "a temporary file": (lambda: open("spoiled/books/.x.tmp", "w").close(), False),
        "an article of the catalog": (lambda: sql("UPDATE article SET title = 'x' WHERE id = (SELECT max(id) FROM article)"), False),
        "an entry of the index": (lambda: sql("DELETE FROM entry WHERE id = (SELECT max(id) FROM entry)", "search.db"), False),
        "all words of the full-text index": (lambda: sql("INSERT INTO words (words) VALUES ('delete-all')", "search.db"), False),
        "a row less in the catalog": (lambda: sql("DELETE FROM file WHERE name LIKE '%.epub'"), False),
    }
    missed = []
    for name, (way, published) in ways.items():
        shutil.rmtree("spoiled", ignore_errors=True)
        shutil.copytree("wanted", "spoiled")
        if differences(scene.wanted, snapshot("spoiled")):
            missed.append("a true copy")
        way()
        if not differences(scene.wanted, snapshot("spoiled")):
            missed.append(name)
        if published and not broken(scene.old, scene.wanted, "spoiled"):
            missed.append(f"{name}, in the middle of a run")
    shutil.rmtree("spoiled")
    shutil.copytree("wanted", "spoiled")
    if wrong_times("spoiled"):
        missed.append("the times of a true copy")
    os.utime(os.path.join("spoiled", book))
    if not wrong_times("spoiled"):
        missed.append("the time of a book")
    os.remove("spoiled/" + next(name for name in scene.old if name in scene.wanted))
    if not broken(scene.old, scene.wanted, "spoiled"):
        missed.append("a published file that is gone")
    print("\n".join(missed) or f"{len(ways) + 2} ways to spoil a shelf are found")
    return bool(missed)


def main():
    make_sources()
    if SCENE == "spoil":
        sys.exit(spoil())
    mode, step = sys.argv[4], int(sys.argv[5]) if len(sys.argv) > 5 else 1
    scene = Scene(SCENE == "later")
    points = range(1, len(scene.calls) + 1, step)
    with concurrent.futures.ThreadPoolExecutor(PARALLEL) as pool:
        bad = [(n, odd) for n, odd in zip(points, pool.map(lambda n: scene.meet(n, mode), points)) if odd]
    for number, odd in bad[:20]:
        print(f"  call {number} ({scene.calls[number - 1]}): {'; '.join(odd[:6])}")
    kinds = {}
    for number in points:
        kind = scene.calls[number - 1].split()[0]
        kinds[kind] = kinds.get(kind, 0) + 1
    print(f"{len(points)} points: {', '.join(f'{n} {kind}' for kind, n in sorted(kinds.items()))}; {len(bad)} bad")
    sys.exit(bool(bad))


main()
