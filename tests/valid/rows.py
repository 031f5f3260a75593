# SPDX-License-Identifier: MIT
"""rows.py FOLDER [PATTERN…]: makes books of the rows of all tables and tries them.

Each row of a table is an article in the table's book, or a book of its own; table.py says how it
is written. Every book must draw no message from EPUBCheck, usage notes included, and a book of the
rows that ask for it none from Ace. Prints TAP, one line a row and one a book. With patterns, only
rows with one of them in 'table/row' are taken; the books stay in FOLDER, to be looked at. MKEPUB
names the program.
"""

import glob
import os
import re
import subprocess
import sys
import zipfile

HERE = os.path.dirname(os.path.abspath(__file__))
TOOLS = os.path.join(HERE, "..", "tools")
sys.dont_write_bytecode = True
sys.path[:0] = [HERE, TOOLS]
import invariants  # noqa: E402
import judge  # noqa: E402
import pictures  # noqa: E402
import table  # noqa: E402

MKEPUB = os.environ["MKEPUB"]
HEAD = "---\ntitle: {}\ndate: 2025-01-13\n---\n"
FINDING = re.compile(r"^(.+?)(?::(\d+))?(?::\d+)?: (?:note|warning|error): .*\[([a-z-]+)\]$")
MESSAGE = re.compile(r"^[A-Z]+\([A-Z]+-\w+\): (?:.*/)?([^/]+)\.epub(?:/(\S*?))?\(-?\d+,-?\d+\): ")
ACE_ROWS = 60  # Ace needs about a second for each


class Book:
    """Rows that become one book, or one row that is a book of its OWN, and what was said of it."""

    def __init__(self, name, rows, own):
        self.name, self.rows, self.own = name, rows, own
        self.status, self.said, self.complaints = None, [], []
        self.path = name + ".epub"
        self.about = {row.name: [] for row in rows}  # complaints

    def write(self):
        os.makedirs(self.name)
        if self.own:
            for name, text in self.rows[0].files():
                write(os.path.join(os.fsencode(self.name), name), text)
            show = any(b"pic/" in text for _, text in self.rows[0].files())
        else:
            for row in self.rows:
                head = b"" if row.whole else HEAD.format(row.name).encode()
                write(os.path.join(self.name, row.name + ".md"), head + row.bytes(row.body))
            show = True
        for name, text in pictures.PICTURES.items() if show else ():
            write(os.path.join(self.name, "pic", name), text)

    def build(self):
        options = self.rows[0].words() if self.own else []
        try:
            done = subprocess.run(
                [MKEPUB, self.name, "-o", self.path, "-v", *options],
                capture_output=True, timeout=60, check=False, stdin=subprocess.DEVNULL,
            )  # fmt: skip
        except subprocess.TimeoutExpired:
            self.complaints.append("takes more than a minute")
            return
        said = done.stderr.decode(errors="backslashreplace")
        self.said = [m.groups() for m in (FINDING.match(line) for line in said.splitlines()) if m]
        self.status = done.returncode
        wanted = self.rows[0].exit if self.own else "0"
        if str(self.status) != wanted:
            self.complaints.append(f"exit status {self.status}, not {wanted}\n{said[-1000:]}")

    def read(self):
        """What the rows say of the finished book."""
        if not os.path.exists(self.path):
            self.complaints.append("no book")
            return
        self.complaints += invariants.complaints(self.path)
        with zipfile.ZipFile(self.path) as archive:
            for row in self.rows:
                first = 1 if row.whole else HEAD.count("\n") + 1
                names = archive.namelist() if self.own else [f"EPUB/{row.name}.xhtml"]
                self.about[row.name] += list(judge.content(archive, names, row))
                self.about[row.name] += list(judge.findings(row, self.findings_of(row), first))
                self.about[row.name] += list(judge.metadata(archive, row))

    def findings_of(self, row):
        for path, line, name in self.said:
            if self.own or path == f"{self.name}/{row.name}.md":
                yield name, int(line) if line else None

    def blame(self, document, message):
        """Puts a checker's MESSAGE to the row whose chapter it is about, or to the book."""
        row = os.path.basename(document or "").removesuffix(".xhtml")
        self.about.get(self.rows[0].name if self.own else row, self.complaints).append(message)


def write(path, text):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "wb") as file:
        file.write(text)


def books_of(tables, patterns):
    """The books to be made of the wanted rows, that for Ace last."""
    books, for_ace = [], []
    for path in tables:
        title = os.path.basename(path).removesuffix(".rows")
        rows = [
            row for row in table.read(path)
            if not patterns or any(p in f"{title}/{row.name}" for p in patterns)
        ]  # fmt: skip
        shared = [row for row in rows if not row.is_book()]
        for_ace += [row for row in shared if row.ace]
        if shared:
            books.append(Book(title, shared, False))
        books += [Book(f"{title}.{row.name}", [row], True) for row in rows if row.is_book()]
    names = [row.name for book in books for row in book.rows]
    for name in sorted({name for name in names if names.count(name) > 1}):
        sys.exit(f"rows.py: two rows are called {name}")
    return books, [Book("ace", for_ace, False)] if for_ace else []


def spoil(path, to):
    """Copies a book with a fault that EPUBCheck must see, and one that Ace must."""
    with zipfile.ZipFile(path) as good, zipfile.ZipFile(to, "w") as bad:
        for entry in good.infolist():
            text = good.read(entry)
            if entry.filename == "EPUB/title.xhtml":
                text = text.replace(b"</body>", b'<p><img src="no.png"/></p></body>')
            bad.writestr(entry, text)


def check(tool, paths):
    """The lines that TOOL prints about the books PATHS, if there are any."""
    paths = [path for path in paths if os.path.exists(path)]
    if not paths:
        return []
    done = subprocess.run(
        [os.path.join(TOOLS, tool), *paths], capture_output=True, encoding="utf-8", check=False
    )
    if done.returncode not in (0, 1) or (done.returncode == 1 and not done.stdout.strip()):
        sys.exit(f"rows.py: {tool} failed: {done.stderr[-2000:]}")
    return done.stdout.splitlines()


def ask_epubcheck(books):
    by_path = {book.path: book for book in books}
    by_name = {book.name: book for book in books}
    spoil(next(path for path in by_path if os.path.exists(path)), "spoiled.epub")
    spoiled = Book("spoiled", [table.Row("fault", "")], True)
    by_path[spoiled.path] = by_name[spoiled.name] = spoiled
    paths = sorted(by_path)
    for line in check("epubcheck", paths):
        match = MESSAGE.match(line)
        if match:
            by_name[match.group(1)].blame(match.group(2), line)
        elif line.startswith("not clean: "):
            book = by_path[line.removeprefix("not clean: ")]
            book.complaints.append("EPUBCheck has something to say")
    return bool(spoiled.complaints and any("RSC-007" in c for c in spoiled.about["fault"]))


def ask_ace(books):
    spoil(books[0].path, "spoiled.epub")
    seen = False
    for line in check("ace", ["spoiled.epub", *(book.path for book in books)]):
        name, _, rest = line.partition(".epub/")
        if name == "spoiled":
            seen = seen or "image-alt" in rest
        for book in books:
            if book.name == name:
                book.blame(rest.partition(":")[0], "Ace: " + rest)
    return seen


class Tap:
    def __init__(self):
        self.count = self.failed = 0

    def line(self, name, complaints):
        self.count += 1
        self.failed += bool(complaints)
        print(f"{'not ok' if complaints else 'ok'} {self.count} - {name}", flush=True)
        for complaint in complaints[:8]:
            sys.stderr.write("".join(f"# {line}\n" for line in complaint[:3000].splitlines()))


def main():
    sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")
    sys.stderr.reconfigure(encoding="utf-8", errors="backslashreplace")
    os.chdir(sys.argv[1])
    books, for_ace = books_of(sorted(glob.glob(os.path.join(HERE, "*.rows"))), sys.argv[2:])
    if not books:
        sys.exit("rows.py: no row has a name like that")
    for book in books + for_ace:
        book.write()
        book.build()
    for book in books:
        book.read()
    tap = Tap()
    tap.line("EPUBCheck sees a fault", [] if ask_epubcheck(books) else ["it does not"])
    for book in books:
        if not book.own:
            tap.line(f"{book.name}: a book", book.complaints)
            book.complaints = []
        for row in book.rows:
            name = f"{book.name.split('.')[0]}/{row.name}"
            tap.line(name, book.complaints + book.about[row.name])
    for book in for_ace:
        tap.line("Ace sees a fault", [] if ask_ace(for_ace) else ["it does not"])
        over = [] if len(book.rows) <= ACE_ROWS else [f"{len(book.rows)} rows are too many"]
        tap.line("a book for Ace", book.complaints + over)
        for row in book.rows:
            tap.line(f"Ace on {row.name}", book.about[row.name])
    print(f"1..{tap.count}")
    sys.exit(1 if tap.failed else 0)


if __name__ == "__main__":
    main()
