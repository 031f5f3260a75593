# SPDX-License-Identifier: MIT
"""bag.py FOLDER: fails, and says why, unless FOLDER is a complete and valid bag (RFC 8493 section 3).

Written from the RFC alone; it shares nothing with what writes bags.
"""

import hashlib
import os
import re
import sys


def lines(path):
    with open(path, "rb") as file:
        data = file.read()
    assert not data.startswith(b"\xef\xbb\xbf"), f"{path}: a byte order mark"
    return data.decode("utf-8").splitlines()


def manifest(folder, name, algorithm):
    """Section 2.1.3: checksum, white space, path, in which LF, CR and '%' are percent-encoded."""
    found = {}
    for line in lines(os.path.join(folder, name)):
        checksum, path = re.fullmatch(r"([0-9a-fA-F]+)[ \t]+(.+)", line).groups()
        path = re.sub("%(0[aA]|0[dD]|25)", lambda m: chr(int(m[1], 16)), path)
        assert not os.path.isabs(path) and ".." not in path.split("/") and not path.startswith("~"), f"unsafe: {path}"
        assert path not in found, f"{name}: {path} twice"
        with open(os.path.join(folder, path), "rb") as file:
            assert hashlib.new(algorithm, file.read()).hexdigest() == checksum.lower(), f"{name}: {path} differs"
        found[path] = checksum
    return set(found)


def payload(folder):
    for base, _, names in os.walk(os.path.join(folder, "data")):
        for name in names:
            yield os.path.relpath(os.path.join(base, name), folder)


def main(folder):
    declared = lines(os.path.join(folder, "bagit.txt"))
    assert declared == ["BagIt-Version: 1.0", "Tag-File-Character-Encoding: UTF-8"], declared
    names = sorted(os.listdir(folder))
    there = set(payload(folder))
    payloads = [n for n in names if n.startswith("manifest-")]
    tags = [n for n in names if n.startswith("tagmanifest-")]
    assert payloads and tags
    for name in payloads:
        listed = manifest(folder, name, name[len("manifest-") : -len(".txt")])
        assert listed == there, f"{name}: {sorted(listed ^ there)[:5]}"
    for name in tags:
        listed = manifest(folder, name, name[len("tagmanifest-") : -len(".txt")])
        assert listed == {n for n in names if n != "data" and not n.startswith("tagmanifest-")}, listed
    info = dict(line.split(": ", 1) for line in lines(os.path.join(folder, "bag-info.txt")))
    size = sum(os.path.getsize(os.path.join(folder, path)) for path in there)
    assert info["Payload-Oxum"] == f"{size}.{len(there)}", info
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", info["Bagging-Date"]), info


if __name__ == "__main__":
    main(sys.argv[1])
