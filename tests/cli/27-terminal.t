#!/bin/sh
# SPDX-License-Identifier: MIT
# A terminal obeys nothing that a name, an article, a book, a catalog or an option holds: controls, line
# ends and marks that turn letters around are spelled out in all that the program prints.
. "$(dirname "$0")/../lib.sh"

# Runs every verb on hostile names, texts, books and catalogs, and looks at each byte of what they print.
cat >scan.py <<'END'
import json, os, re, shutil, sqlite3, subprocess, sys, zipfile

program = sys.argv[1]
# a forged line, colors, the title of the window, CSI and NEL of C1, DEL, order of letters, line separators, no UTF-8
EVIL = ("\nmkepub: forged", "\rforged", "\t", "\x1b[31m", "\x1b]0;x\x07", "\x9b31m", "\x85", "\x7f", "\u202e", "\u2066", "\u200f",
        "\u061c", "\u2028", "\u2029")
BAD = re.compile("[\0-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufffe]")
LINE_START = re.compile(rb"^(mkepub: )?forged", re.M)
runs = bad = 0


def run(*words, json_too=False):
    """Runs the program; complains of what a terminal would obey."""
    global runs, bad
    done = subprocess.run([program, *words], capture_output=True, check=False, timeout=120)
    runs += 1
    for name, said in (("stdout", done.stdout), ("stderr", done.stderr)):
        try:
            text, trouble = said.decode(), None
        except UnicodeDecodeError as error:
            text, trouble = said.decode(errors="replace"), str(error)
        found = BAD.search(text)
        trouble = trouble or (found and ascii(text[max(0, found.start() - 60):found.end() + 20]))
        trouble = trouble or (LINE_START.search(said) and "a forged line")
        if trouble:
            bad += 1
            print(f"{name} of {[ascii(w) for w in words]}: {trouble}")
    if done.returncode < 0:
        bad += 1
        print(f"{[ascii(w) for w in words]}: killed by {-done.returncode}")
    return done


def article(path, evil):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "wb") as file:
        file.write(b"---\ntitle: " + json.dumps("T " + evil).encode() + b"\nauthor: " + json.dumps(evil).encode() +
                   b"\ndate: 2024-01-02\nsection: " + json.dumps(evil).encode() + b"\ntags: [" + json.dumps(evil).encode() +
                   b"]\nsource: " + json.dumps("http://x" + evil + "/").encode() + b"\n---\nword ![p](<" +
                   evil.replace("\n", " ").encode() + b".png>) [a](<b" + evil.replace("\n", " ").encode() +
                   b">) [c](http://d" + evil.strip().encode() + b"/) <b" + evil.encode() + b">\n")


def book(path, opf, files):
    container = ('<?xml version="1.0"?><container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">'
                 f'<rootfiles><rootfile full-path="{opf}" media-type="application/oebps-package+xml"/></rootfiles></container>')
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(zipfile.ZipInfo("mimetype"), "application/epub+zip")
        archive.writestr("META-INF/container.xml", container)
        for name, text in files.items():
            archive.writestr(name, text)


def coded(evil):
    """EVIL in XML 1.0, which has no C0 but these."""
    return "".join(f"&#{ord(c)};" for c in evil if ord(c) >= 32 or c in "\t\n\r")


def package(evil):
    return ('<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="i"><metadata '
            'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:identifier id="i">i%s</dc:identifier><dc:title>t%s</dc:title>'
            '<dc:language>%s</dc:language><dc:creator>c%s</dc:creator></metadata><manifest><item id="a%s" href="q%s" '
            'media-type="m%s"/></manifest><spine><itemref idref="%s"/></spine></package>' % ((coded(evil),) * 8))


def books(index, evil):
    source = ('<sources version="1"><source path="a%s" entry="b%s" chapter="c%s" bytes="1" sha256="' % ((coded(evil),) * 3) +
              "0" * 64 + '"/></sources>')
    name = f"book{index}.epub"
    for opf, files in ((f"E/p{coded(evil)}.opf", {}), ("p.opf", {"p.opf": package(evil), "x" + evil: "y"}),
                       ("p.opf", {"p.opf": package(evil), "META-INF/mkepub/sources.xml": source})):
        book(name, opf, files)
        for verb in ("info", "check"):
            run(verb, name)
            run(verb, "--json", name)
        run("extract", name, "-o", "out")


def inputs(index, evil):
    folder = f"in{index}"
    article(f"{folder}/a{evil.replace('/', '')}.md", evil)
    run(folder, "-o", f"o{index}{evil}.epub", "-v")
    run(folder, "-o", f"o{index}{evil}.epub", "-n")
    run("inspect", folder)
    run("inspect", "--json", folder)
    with open(f"{folder}/book.yaml", "w", encoding="utf-8") as file:
        file.write(f"title: {json.dumps(evil)}\ncss: {json.dumps('/no' + evil)}\n{json.dumps('k' + evil)}: 1\n")
    run(folder, "-o", "p.epub")
    os.unlink(f"{folder}/book.yaml")
    shelf = f"shelf{index}"
    run("archive", folder, "-o", shelf, "--every", "day", "--series", "S" + evil, "--explain", "-v")
    run("info", shelf)
    run("info", "--json", shelf)
    run("check", shelf)
    run("search", shelf, "word")
    run("search", "--json", shelf, "word")
    run("search", shelf, "word" + evil)
    catalog(index, folder, shelf, evil)
    options(folder, evil)


def catalog(index, folder, shelf, evil):
    """A shelf that somebody else made."""
    with sqlite3.connect(f"{shelf}/catalog.db") as db:
        db.execute("update setting set value = ?", (evil,))
        db.execute("update run set version = ?", (evil,))
        db.execute("update issue set title = ?", (evil,))
    db.close()
    run("info", shelf)
    run("check", shelf)
    run("archive", folder, "-o", shelf, "--every", "day", "--explain")
    os.rename(shelf, f"moved{index}{evil}")
    run("check", f"moved{index}{evil}")
    run("info", f"moved{index}{evil}", f"none{evil}")
    run("search", f"moved{index}{evil}", "word")
    run("extract", f"moved{index}{evil}", "-o", f"out{evil}")


def options(folder, evil):
    for words in (["--" + evil], ["-" + evil], ["--jobs", evil], ["--date", evil], ["--language", evil], ["--css", evil],
                  ["--config", evil], ["--device", evil], ["--cover", evil], ["--max-size", evil], ["--sort", evil],
                  ["--embed-font", evil], ["-o", "/none" + evil + "/x.epub"]):
        run(folder, *words)
    for words in (["--every", evil], ["--dedupe", evil], ["--timezone", evil], ["--base-url", "http://x/" + evil],
                  ["--base-url", "x" + evil], ["--volume-text", evil], ["--omnibus", evil], ["--numbering", evil]):
        run("archive", folder, "-o", "s" + evil, "--every", "day", "--series", "S", *words)
        shutil.rmtree("s" + evil, ignore_errors=True)
    run("no-verb" + evil)
    run(evil, folder)
    run("search", "none" + evil, "x")
    run("search", folder, "x", "--since", evil)


for index, evil in enumerate(EVIL):
    inputs(index, evil)
    books(index, evil)
article("bytes/x.md", "")
os.rename(b"bytes/x.md", b"bytes/\xff\x9b31m.md")
run("bytes", "-o", b"\xff.epub", "-v")
run("inspect", "bytes")
run("inspect", "--json", "bytes")
run(b"--\xff")
run("archive", "bytes", "-o", b"shelf\xff", "--every", "day", "--series", "S")
run("archive", "bytes", "-o", b"shelf\xff", "--every", "day", "--series", "S", "--json")
run("check", b"shelf\xff")

# JSON keeps what was said, whatever it looks like on a terminal
article("json/a.md", "\x9b31m\u202e\u2028")
value = json.loads(run("inspect", "--json", "json").stdout)["articles"][0]["title"]["value"]
if "\u202e" not in value:
    bad += 1
    print(f"JSON says {ascii(value)}")
# and is there for a shelf whose name is no UTF-8
if b"shelf" not in run("archive", "bytes", "-o", b"shelf\xff", "--every", "day", "--series", "S", "--json").stdout:
    bad += 1
    print("no JSON of a shelf whose name is not UTF-8")
print(f"{runs} runs, {bad} complaints")
sys.exit(bad > 0)
END
run python3 scan.py "$MKEPUB"
exits 0 'whatever names, texts, books, catalogs and options hold, no terminal obeys it' || diag "$(head -n 20 "$out")"
is "$(sed -n 's/^\([0-9]*\) runs, .*/\1/p' "$out" | grep -cE '^[0-9]{3}')" 1 'by hundreds of runs'

# What a person sees instead.
mkdir forged
printf '# A\n\n![p](no.png)\n' >"$(printf 'forged/x.md: note: fine [ok]\nmkepub: all is well.md')"
run "$MKEPUB" forged -o book.epub
ok 'a line end in a file name is spelled out' grep -qF 'forged/x.md: note: fine [ok]\nmkepub: all is well.md:3: warning:' "$err"
run "$MKEPUB" "$(printf -- '--\033[31m')"
ok 'and so is an escape in an option' grep -qF "unknown option '--\\x1b[31m'" "$err"
finish
