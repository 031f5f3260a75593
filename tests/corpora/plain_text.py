# SPDX-License-Identifier: MIT
"""plain_text.py PROGRAM SHARE FILE…

Compares the words of each file's plain text with those of its chapter, whatever their order. PROGRAM is
tests/oracle/markdown-to-xhtml. Prints how many words differ, of how many, and the files that differ
most; fails when the share is above SHARE."""

import collections
import re
import subprocess
import sys

import html5lib

SHOWN = 8
BLOCKS = set("p li ul ol dl dt dd div td th tr table caption pre br h2 h3 h4 h5 h6 figure figcaption".split())


def texts(program, mode, files):
    done = subprocess.run([program, mode, *files], capture_output=True, check=True)
    found = done.stdout.decode().split("\0")[:-1]
    assert len(found) == len(files)
    return found


def said(node, out):
    """The text below NODE: what a reader sees, and what is read out for a picture."""
    if node.tag in ("img", "svg") and node.get("alt"):
        out.append(node.get("alt"))
    if node.get("role") in ("doc-noteref", "doc-backlink"):
        return
    if node.tag in BLOCKS:
        out.append(" ")
    out.append(node.text or "")
    for child in node:
        said(child, out)
        out.append(child.tail or "")
    if node.tag in BLOCKS:
        out.append(" ")


def words(text):
    """Words, and each Chinese or Japanese character as one: the ends of lines are nothing to these."""
    return collections.Counter(re.findall(r"[\u3040-\u30ff\u3400-\u9fff]|[^\W\u3040-\u30ff\u3400-\u9fff]+", text))


def main():
    program, share, files = sys.argv[1], float(sys.argv[2]), sys.argv[3:]
    total, differ, worst = 0, 0, []
    for path, chapter, plain in zip(files, texts(program, "full", files), texts(program, "text", files)):
        parts = []
        said(html5lib.parseFragment(f"<body>{chapter}</body>", namespaceHTMLElements=False), parts)
        there, here = words("".join(parts)), words(plain)
        odd = (there - here) + (here - there)
        total += there.total()
        differ += odd.total()
        if odd:
            worst.append((odd.total(), path, [*(f"-{w}" for w in there - here), *(f"+{w}" for w in here - there)]))
    for number, path, odd in sorted(worst, reverse=True)[:SHOWN]:
        print(f"  {path}: {number}: {' '.join(odd[:12])}")
    print(f"{differ} of {total} words differ, in {len(worst)} of {len(files)} files")
    sys.exit(differ > share * total)


main()
