# SPDX-License-Identifier: MIT
"""quadratic.py FOLDER REPEATS: one Markdown file in FOLDER for each input that makes some parser
of Markdown, HTML or front matter need time quadratic in its length, its part repeated that often.
quadratic.py times PROGRAM REPEATS [memory]: builds a book of each, with REPEATS and with a quarter
of them. Prints the name, the seconds of processor time of both, the megabytes and the bytes of
memory a byte of the larger, and 'ok' when the book is there, well-formed and with its last words,
and four times the input costs at most six times the time, else what is wrong. With 'memory', lists
of names may take a second for a megabyte, and none of them may take more than an article may: 32 MB, and 40 bytes for each byte of it; the chapter may
then be shown as plain text, with a finding. Inputs made for memory alone are built once, as large
as makes them tell."""

import os
import sys
import tempfile
import xml.parsers.expat
import zipfile

from peak import Runner
from quadratic_inputs import LAST, inputs, memory_inputs

FACTOR, FLOOR = 6, 0.15  # seconds below the floor are noise
PACED, PACE = ("yaml-authors-", "yaml-tags-"), 1e-6  # seconds a byte, for names that begin so
BASE, RATE = 32 << 20, 40  # bytes of memory for an article, and for each byte of it


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


def cost(runner, program, folder, text, memory):
    """Seconds of processor time for a book of TEXT, the memory, and what is wrong with it."""
    os.makedirs(f"{folder}/in", exist_ok=True)
    with open(f"{folder}/in/a.md", "wb") as file:
        file.write(text)
    book = f"{folder}/book.epub"
    if os.path.exists(book):
        os.unlink(book)
    status, seconds, peak = runner.run([program, f"{folder}/in", "-o", book, "--max-article", "64MiB"])
    if status != 0 and not (memory and status == 1):
        return seconds, peak, f"exit status {status}"
    if memory and peak > BASE + RATE * len(text):
        return seconds, peak, f"{peak} bytes of memory"
    return seconds, peak, complaint(book)


def compare(runner, program, folder, pair, memory, pace=None):
    """Seconds for both texts of PAIR, the most memory, and what is wrong. PACE: the most seconds
    for a byte. A machine with other work is asked again."""
    before = after = float("inf")
    for _ in range(3):
        seconds, _, wrong = cost(runner, program, folder, pair[0], memory)
        before = min(before, seconds)
        if wrong:
            return before, 0, 0, wrong
        seconds, peak, wrong = cost(runner, program, folder, pair[1], memory)
        after = min(after, seconds)
        fast = not pace or after <= pace * len(pair[1]) + FLOOR
        if wrong or (fast and after <= FACTOR * before + FLOOR):
            return before, after, peak, wrong
    return before, after, peak, "more than linear" if fast else "too slow"


def tell(name, seconds, peak, text, wrong):
    """One line of the answer; whether something is wrong."""
    print(name, f"{seconds[0]:.3f} {seconds[1]:.3f} {peak / 1e6:.1f} {peak / len(text):.1f}", wrong or "ok",
          flush=True)
    return bool(wrong)


def times(program, repeats, memory):
    runner = Runner()
    failed = False
    with tempfile.TemporaryDirectory() as folder:
        for (name, small), (_, large) in zip(inputs(repeats // 4), inputs(repeats)):
            pace = PACE if memory and name.startswith(PACED) else None
            before, after, peak, wrong = compare(runner, program, folder, (small, large), memory, pace)
            failed |= tell(name, (before, after), peak, large, wrong)
        for name, text in memory_inputs() if memory else ():
            seconds, peak, wrong = cost(runner, program, folder, text, memory)
            failed |= tell(name, (0, seconds), peak, text, wrong)
    return failed


def main():
    if sys.argv[1] == "times":
        sys.exit(times(sys.argv[2], int(sys.argv[3]), "memory" in sys.argv[4:]))
    for name, text in inputs(int(sys.argv[2])):
        with open(f"{sys.argv[1]}/{name}.md", "wb") as file:
            file.write(text)


if __name__ == "__main__":
    main()
