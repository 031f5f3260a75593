# SPDX-License-Identifier: MIT
"""shelf.py COLLECTION FOLDER SHELF week|month

Reads a real collection by the rules of expect.py, and compares with the books on the shelf: each article
stands in exactly one of them, in that of its day in universal time, under its title. Tells how many there
were, or what differs, and fails.
"""

import collections
import datetime
import glob
import os
import re
import sys

import epub
import expect


def first_day(date, period):
    """The first day of the period of DATE (W3CDTF), as books are named by."""
    match = re.fullmatch(r"(\d{4}-\d\d-\d\d)(?:T(\d\d:\d\d:\d\d)([+-]\d\d:\d\d))?", date)
    day = datetime.date.fromisoformat(match.group(1))
    if match.group(2):
        moment = datetime.datetime.fromisoformat(date)
        day = moment.astimezone(datetime.timezone.utc).date()
    if period == "month":
        return day.replace(day=1).isoformat()
    return (day - datetime.timedelta(days=day.weekday())).isoformat()


def main():
    collection, folder, shelf, period = sys.argv[1:]
    wanted, untitled = collections.Counter(), collections.Counter()
    for title, date in expect.read(collection, folder).values():
        issue = first_day(date, period) if date else "undated"
        if title is None:
            untitled[issue] += 1
        else:
            wanted[issue, expect.plain(title)] += 1
    got, books = collections.Counter(), 0
    for path in glob.glob(f"{shelf}/books/*/*.epub"):
        books += 1
        for _, title, _ in epub.Book(path).chapters():
            got[os.path.basename(path).split("_")[0], expect.plain(title)] += 1
    complaints = [f"missing: {x}" for x in (wanted - got).elements()]
    left_over = collections.Counter(issue for issue, _ in (got - wanted).elements())
    complaints += [f"not in the source: {x} articles in {issue}" for issue, x in (left_over - untitled).items()]
    if got.total() != wanted.total() + untitled.total():
        complaints.append(f"{got.total()} chapters, {wanted.total() + untitled.total()} articles")
    print("\n".join(complaints[:50]) or f"{got.total()} articles in {books} issues")
    sys.exit(bool(complaints))


if __name__ == "__main__":
    main()
