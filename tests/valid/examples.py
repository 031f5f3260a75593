# SPDX-License-Identifier: MIT
"""examples.py FOLDER PREFIX SPECIFICATION [PATTERN]: writes each example of a specification as an article.

An example stands between fences of 32 backquotes, its Markdown before a line with a dot. With PATTERN only those in
sections whose heading fits. Prints how many there were.
"""

import os
import re
import sys

FENCE = "`" * 32


def examples(path, pattern):
    """Section and Markdown of each example, in order."""
    with open(path, encoding="utf-8") as file:
        lines = file.read().split("\n")
    section, found = "", None
    for line in lines:
        if found is not None:
            if line == ".":
                if re.search(pattern, section):
                    yield section, "\n".join(found).replace("→", "\t")
                found = None
            else:
                found.append(line)
        elif line.startswith(FENCE + " example"):
            found = []
        elif re.match(r"#+ ", line):
            section = line.lstrip("# ")


def main():
    folder, prefix, path, *pattern = sys.argv[1:]
    os.makedirs(folder, exist_ok=True)
    number = 0
    for section, markdown in examples(path, pattern[0] if pattern else ""):
        number += 1
        with open(f"{folder}/{prefix}-{number:03}.md", "w", encoding="utf-8") as file:
            file.write(f"---\ntitle: {prefix} {number}\nsection: {section!r}\n---\n{markdown}\n")
    print(number)


if __name__ == "__main__":
    main()
