# SPDX-License-Identifier: MIT
"""quadratic.py FOLDER REPEATS: one Markdown file in FOLDER for each input that makes some parser
of Markdown, HTML or front matter need time quadratic in its length, its part repeated that often.
quadratic.py times PROGRAM REPEATS: builds a book of each, with REPEATS and with a quarter of
them. Prints the name, the seconds of processor time of both, and 'ok' when the book is there,
well-formed and with its last words, and four times the input costs at most six times the time,
else what is wrong."""

import os
import subprocess
import sys
import tempfile
import xml.parsers.expat
import zipfile

from quadratic_inputs import LAST, inputs

FACTOR, FLOOR = 6, 0.15  # seconds below the floor are noise


def complaint(book):
    """What is wrong with the chapter in BOOK, or nothing."""
    said = []
    parser = xml.parsers.expat.ParserCreate()
    parser.buffer_text = True
    parser.CharacterDataHandler = lambda text: said.append(LAST in text)
    try:
        with zipfile.ZipFile(book) as container:
            parser.Parse(container.read("EPUB/a.xhtml"), True)
    except (OSError, KeyError, zipfile.BadZipFile, xml.parsers.expat.ExpatError) as error:
        return str(error)
    return None if any(said) else "the last words are lost"


def cost(program, folder, text):
    """Seconds of processor time for a book of TEXT, and what is wrong with it."""
    os.makedirs(f"{folder}/in", exist_ok=True)
    with open(f"{folder}/in/a.md", "wb") as file:
        file.write(text)
    book = f"{folder}/book.epub"
    if os.path.exists(book):
        os.unlink(book)
    child = subprocess.Popen([program, f"{folder}/in", "-o", book], stdin=subprocess.DEVNULL,
                             stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    seconds = usage.ru_utime + usage.ru_stime
    if child.returncode != 0:
        return seconds, f"exit status {child.returncode}"
    return seconds, complaint(book)


def compare(program, folder, small, large):
    """Seconds for both, and what is wrong. A machine with other work is asked again."""
    before = after = float("inf")
    for _ in range(3):
        before = min(before, cost(program, folder, small)[0])
        seconds, wrong = cost(program, folder, large)
        after = min(after, seconds)
        if wrong or after <= FACTOR * before + FLOOR:
            return before, after, wrong
    return before, after, "more than linear"


def times(program, repeats):
    failed = False
    with tempfile.TemporaryDirectory() as folder:
        for (name, small), (_, large) in zip(inputs(repeats // 4), inputs(repeats)):
            before, after, wrong = compare(program, folder, small, large)
            failed = failed or bool(wrong)
            print(name, f"{before:.3f} {after:.3f}", wrong or "ok", flush=True)
    return failed


def main():
    if sys.argv[1] == "times":
        sys.exit(times(sys.argv[2], int(sys.argv[3])))
    for name, text in inputs(int(sys.argv[2])):
        with open(f"{sys.argv[1]}/{name}.md", "wb") as file:
            file.write(text)


if __name__ == "__main__":
    main()
