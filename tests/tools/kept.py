# SPDX-License-Identifier: MIT
"""kept.py MKEPUB SEED…: an archive keeps what it published.

For each seed articles come, change, get other days and names, cannot be read, go and come back, between runs of
`mkepub archive` with settings that change as well, and with --prune. Each version of an article has a word of its own.
After each run the word of every article's newest version is in just one issue and is found by the search once,
whether its file is still there or not; `check` finds no damage; and another run has nothing to do. In the end --prune makes the shelf that a first run would make.

Prints what was wrong, with the steps that led there."""

import json
import os
import random
import re
import shutil
import struct
import subprocess
import sys
import tempfile
import zipfile
import zlib

MKEPUB = os.path.abspath(sys.argv[1])
WAYS = ["month", "week", "day", "year", "3-articles", "2-articles"]
STEPS = 8
# Modes of files do not bind root.
USER = {"user": 65534, "group": 65534, "extra_groups": []} if os.getuid() == 0 else {}


class Scene:
    def __init__(self, seed, folder):
        self.random = random.Random(seed)
        self.folder, self.log, self.wrong = folder, [], []
        self.there, self.published = {}, {}  # path of a file: the word of what it holds; of what was published of it
        self.days, self.number = {}, 0
        self.locked, self.away = set(), {}  # paths of files that cannot be read; those that went: bytes and word
        self.way = self.random.choice(WAYS)
        self.dedupe = self.random.choice(["exact", "exact", "off", "url", "near"])
        self.more = [o for o in ("--keep-sources", "--omnibus=year", "--volume-articles=2", "--numbering=count")
                     if self.random.random() < 0.3]  # fmt: skip
        os.makedirs(os.path.join(folder, "in"))
        with open(os.path.join(folder, "cover.png"), "wb") as file:  # to draw one would take most of the time
            file.write(b"\x89PNG\r\n\x1a\n")
            for kind, data in ((b"IHDR", struct.pack(">IIBBBBB", 9, 9, 8, 0, 0, 0, 0)), (b"IDAT", zlib.compress(bytes(90))), (b"IEND", b"")):
                file.write(struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)))

    def path(self, name):
        return os.path.join(self.folder, "in", name)

    def write(self, name):
        self.number += 1
        word = f"w{self.number}q"
        day = self.days.setdefault(name, self.random.choice([None, f"2024-{self.random.randint(1, 4):02}-{self.random.randint(1, 28):02}"]))
        os.makedirs(os.path.dirname(self.path(name)), exist_ok=True)
        self.unlock(name)
        with open(self.path(name), "w", encoding="utf-8") as file:
            file.write(f"---\ntitle: Title of {name.replace('/', ' ')[:-3]}\n" + (f"date: {day}\n" if day else "") + f"---\n\nThe word is {word}.\n")
            file.write(" ".join(f"x{self.number}y{i}" for i in range(self.random.choice([0, 100]))) + "\n")
        # a time that no clock can give twice
        os.utime(self.path(name), ns=(10**18 + self.number * 10**9,) * 2)
        self.there[name] = word

    def unlock(self, name):
        if name in self.locked:
            os.chmod(self.path(name), 0o644)
            self.locked.remove(name)

    def take_back(self):
        """A file that went is there again, under its name or another."""
        name = self.random.choice(sorted(self.away))
        data, word = self.away.pop(name)
        to = name if name not in self.there and self.random.random() < 0.5 else self.new_name()
        os.makedirs(os.path.dirname(self.path(to)), exist_ok=True)
        with open(self.path(to), "wb") as file:
            file.write(data)
        self.days[to], self.there[to] = self.days[name], word
        self.log.append(f"take back {name} as {to} {word}")

    def new_name(self):
        return self.random.choice(["", "", "a/", "b/"]) + f"n{len(self.days)}.md"

    def pick(self):
        return self.random.choice(sorted(self.there))

    def step(self):
        what = self.random.choice(["add", "add", "change", "delete", "delete", "delete many", "rename", "back", "move folder", "delete period",
                                   "redate", "lock", "lock", "unlock", "take back"])  # fmt: skip
        if len(self.there) < 2:
            what = "add"
        if what == "add":
            for _ in range(self.random.randint(1, 4)):
                name = self.new_name()
                self.write(name)
                self.log.append(f"add {name} {self.days[name]} {self.there[name]}")
            return
        gone = sorted(set(self.published) - set(self.there))
        if what == "back" and gone:
            name = self.random.choice(gone)
            self.away.pop(name, None)
            self.write(name)
            self.log.append(f"back, changed: {name} {self.there[name]}")
        elif what == "take back" and self.away:
            self.take_back()
        elif what == "redate":
            name = self.pick()
            del self.days[name]
            self.write(name)
            self.log.append(f"redate {name} {self.days[name]} {self.there[name]}")
        elif what == "lock":
            name = self.pick()
            os.chmod(self.path(name), 0)
            self.locked.add(name)
            self.log.append(f"lock {name}")
        elif what == "unlock":
            for name in sorted(self.locked):
                self.unlock(name)
            self.log.append("unlock all")
        elif what == "change":
            name = self.pick()
            self.write(name)
            self.log.append(f"change {name} {self.there[name]}")
        elif what == "rename":
            self.rename(self.pick(), self.new_name())
        elif what == "move folder":
            for name in [n for n in sorted(self.there) if n.startswith("a/")]:
                self.rename(name, f"c{self.number}/" + name[2:])
        else:
            names = sorted(self.there)
            gone = [self.pick()]
            if what == "delete many":
                gone = self.random.sample(names, len(names) // 2)
            elif what == "delete period":
                gone = [n for n in names if (self.days[n] or "")[:7] == (self.days[gone[0]] or "")[:7]]
            for name in gone if len(gone) < len(names) else gone[1:]:
                self.unlock(name)
                with open(self.path(name), "rb") as file:
                    self.away[name] = file.read(), self.there.pop(name)
                os.remove(self.path(name))
                self.log.append(f"delete {name}")

    def rename(self, name, to):
        os.makedirs(os.path.dirname(self.path(to)), exist_ok=True)
        self.unlock(name)
        os.rename(self.path(name), self.path(to))
        self.days[to] = self.days[name]
        self.there[to] = self.there.pop(name)
        self.log.append(f"rename {name} to {to}")

    def archive(self, shelf, *more):
        done = subprocess.run([MKEPUB, "archive", "in", "-o", shelf, "--series", "S", "--every", self.way, "--dedupe", self.dedupe, "--cover", "cover.png",
                               *self.more, *more], cwd=self.folder, capture_output=True, text=True, check=False, **USER)  # fmt: skip
        self.log.append(f"archive {self.way} {self.dedupe} {' '.join((*self.more, *more))}: {done.returncode} {done.stdout.strip()!r} {done.stderr.strip()!r}")
        if done.returncode not in ((0, 1) if self.locked else (0,)):
            self.wrong.append(f"status {done.returncode}")
        return done.stdout

    def publish(self, *more):
        self.archive("shelf", *more)
        now = set(self.there.values())
        renamed = [n for n, word in self.published.items() if n not in self.there and word in now]
        for name in [n for n in self.published if n not in self.there] if "--prune" in more else renamed:
            del self.published[name]
        self.published |= {name: word for name, word in self.there.items() if name not in self.locked}

    def words(self, shelf):
        found = {}
        for at, _, names in os.walk(os.path.join(self.folder, shelf, "books")):
            for name in names:
                with zipfile.ZipFile(os.path.join(at, name)) as book:
                    if "Omnibus" in book.read("EPUB/package.opf").decode():
                        continue
                    for entry in book.namelist():
                        if entry.endswith(".xhtml"):
                            for word in set(re.findall(r"\bw\d+q\b", book.read(entry).decode())):
                                found.setdefault(word, []).append(f"{name}/{entry}")
        return found

    def look(self):
        found = self.words("shelf")
        for name, word in self.published.items():
            if len([e for e in found.get(word, []) if "nav.xhtml" not in e and "title.xhtml" not in e]) != 1:
                self.wrong.append(f"{word} of {name} is in {found.get(word)}")
            done = subprocess.run([MKEPUB, "search", "shelf", word, "--json"], cwd=self.folder, capture_output=True, text=True, check=False, **USER)
            hits = json.loads(done.stdout)["results" if "results" in done.stdout else "hits"] if done.stdout else None
            if hits is None or len(hits) != 1:
                self.wrong.append(f"the search for {word} of {name} finds {hits}")
        done = subprocess.run([MKEPUB, "check", "shelf"], cwd=self.folder, capture_output=True, text=True, check=False, **USER)
        if done.returncode != 0:
            self.wrong.append(f"check: {done.stdout} {done.stderr}")
        said = self.archive("shelf")
        if said:
            self.wrong.append(f"another run says {said!r}")

    def bytes(self, shelf):
        done = subprocess.run("find . -type f ! -name '*.db' ! -name .lock -exec sha256sum {} + | sort -k2", shell=True,
                              cwd=os.path.join(self.folder, shelf), capture_output=True, text=True, check=True)  # fmt: skip
        return done.stdout.splitlines()

    def play(self):
        self.step()
        self.step()
        for _ in range(STEPS):
            more = []
            if self.random.random() < 0.15:
                self.way = self.random.choice(WAYS)
                more = ["--rebuild"]
            if self.random.random() < 0.15:
                more += ["--prune"]
            self.publish(*more)
            self.look()
            if self.wrong:
                return
            for _ in range(self.random.randint(1, 3)):
                self.step()
        for name in sorted(self.locked):
            self.unlock(name)
        self.publish("--prune")
        self.look()
        self.archive("fresh")
        if self.bytes("shelf") != self.bytes("fresh"):
            self.wrong.append("after --prune it is not as a new one: " + str(sorted(set(self.bytes("shelf")) ^ set(self.bytes("fresh")), key=lambda x: x[66:])[:8]))


def main():
    bad = 0
    for seed in sys.argv[2:]:
        folder = tempfile.mkdtemp(prefix="mkepub-kept.")
        os.chmod(folder, 0o777)
        try:
            scene = Scene(int(seed), folder)
            scene.play()
            if scene.wrong:
                bad += 1
                print(f"seed {seed}:", *scene.log, *scene.wrong, sep="\n  ")
        finally:
            shutil.rmtree(folder)
    print(f"{len(sys.argv) - 2} histories, {bad} wrong")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
