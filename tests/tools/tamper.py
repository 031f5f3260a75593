#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""tamper DATABASE WORK…: does to a database what its program never does. WORK is SQL, which may change the schema as it
pleases, or one of: @null TABLE COLUMN TYPE (no value where there must be one), @cut BYTES (the file ends there), @byte OFFSET VALUE, @loop (the list of free pages leads to itself),
@self TABLE (a page of that table becomes its own child), @log (as if it had a write-ahead log).
"""

import os
import sqlite3
import struct
import sys


def run_sql(path, script):
    database = sqlite3.connect(path, isolation_level=None)
    database.execute("PRAGMA foreign_keys = off")
    database.execute("PRAGMA writable_schema = on")
    database.executescript(script)
    database.close()


def set_null(path, table, column, kind):
    """The schema says NOT NULL before and after."""
    rule, none = f"{column} {kind} NOT NULL", f"{column} {kind}"
    change = "UPDATE sqlite_schema SET sql = replace(sql, '{}', '{}') WHERE name = '{}'"
    run_sql(path, change.format(rule, none, table))
    run_sql(path, f"UPDATE {table} SET {column} = NULL")
    run_sql(path, change.format(none, rule, table))


def edit(path, change):
    with open(path, "r+b") as file:
        pages = bytearray(file.read())
        change(pages)
        file.seek(0)
        file.write(pages)


def page_size(pages):
    size = struct.unpack(">H", pages[16:18])[0]
    return 65536 if size == 1 else size


def loop_free_pages(pages):
    """A trunk page whose next trunk is itself; it is the last page of the file."""
    size = page_size(pages)
    last = len(pages) // size
    pages[32:40] = struct.pack(">II", last, last + 5)
    at = (last - 1) * size
    pages[at : at + 8] = struct.pack(">II", last, 0)


def loop_tree(path, table):
    """The root of TABLE becomes an inner page with itself as its rightmost child."""
    database = sqlite3.connect(path)
    root = database.execute("SELECT rootpage FROM sqlite_schema WHERE name = ?", (table,)).fetchone()[0]
    database.close()

    def change(pages):
        size = page_size(pages)
        at = (root - 1) * size
        leaf = {13: 5, 10: 2}.get(pages[at], pages[at])
        pages[at : at + 12] = struct.pack(">BHHHBI", leaf, 0, 0, size & 0xFFFF, 0, root)

    edit(path, change)


def main():
    path, work = sys.argv[1], " ".join(sys.argv[2:])
    words = work.split()
    if words[0] == "@cut":
        os.truncate(path, int(words[1]))
    elif words[0] == "@null":
        set_null(path, *words[1:])
    elif words[0] == "@byte":
        edit(path, lambda pages: pages.__setitem__(int(words[1]), int(words[2])))
    elif words[0] == "@loop":
        edit(path, loop_free_pages)
    elif words[0] == "@self":
        loop_tree(path, words[1])
    elif words[0] == "@log":
        edit(path, lambda pages: pages.__setitem__(slice(18, 20), b"\2\2"))
    else:
        run_sql(path, work)


main()
