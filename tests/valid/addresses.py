#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""addresses.py make FOLDER: writes articles whose links are the rows of addresses.txt, and made up ones.
addresses.py see BOOK FOLDER: the links of the rows are those that stand behind them; of the made up ones, each that is a link
is one to the URL parser of Node, and each that this parser takes with a host in plain letters is a link."""

import html
import itertools
import json
import os
import random
import re
import subprocess
import sys
import zipfile

HERE = os.path.dirname(os.path.abspath(__file__))
MADE, SEED = 4000, 20250113
LABELS = ["a", "www", "example", "com", "x1", "b-c", "münchen", "straße", "例え", "テスト", "中国", "שלום", "مثال", "пример", "i❤", "☕", "😀", "faß", "ΑΒΓ",
          "βόλος", "한국", "ไทย", "xn--mnchen-3ya", "xn--ls8h", "xn--fa-hia", "xn--a", "xn--", "XN--ABC", "a_b", "r3---sn", "1", "0x7f", "256", "127",
          "-a", "a-", "é", "ｅｘ", "ﬁ", "Ⅷ", "א1", "1א", "a·b", "日本・語", "ー", "々", "x\u200dy", "क्\u200dष", "\u00ad", "a" * 63, "a" * 64, "ü" * 50,
          "%77", "%C3%BC", "%EF%BC%9A", "%2F", "%00", "", "ab--cd", "\u0301a", "ß", "ς", "İ", "\u212a", "①", "㌀", "℡", "ſ", "\u115f", "\u3164",
          "\ufeff", "\u2060", "\ue000", "\U000e0001", "𝕒", "𝟏", "ﷺ", "︓"]
SIGNS = "：／？＃＠，。．｡；、）（％！＂＜＞［］＼＾｀｛｜｝～＆＝＋＊＇－＿﹕﹐﹒﹖﹗﹟﹪﹫㈠℀⁈․‥…⒈⑴–—·・!$&'()*+,;=_{}~|^:#?/% "
PLAIN = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*(\.[a-z][a-z0-9]*(-[a-z0-9]+)*)*")


def rows():
    with open(os.path.join(HERE, "addresses.txt"), encoding="utf-8") as file:
        lines = [line.rstrip("\n") for line in file if line.strip() and not line.startswith("# ")]
    for line in lines:
        text, _, links = line.partition(" => ")
        yield text, [] if links == "-" else links.split()


def made():
    chance = random.Random(SEED)
    odd = [range(0xA0, 0x3000), range(0x3000, 0xD800), range(0xF900, 0xFFFE), range(0x10000, 0x20000)]

    def label():
        text = chance.choice(LABELS[:8] if chance.random() < 0.5 else LABELS)
        if chance.random() < 0.15:
            text += chance.choice(SIGNS) + chance.choice(LABELS)
        if chance.random() < 0.1:
            text += chr(chance.choice(chance.choice(odd)))
        return text

    for _ in range(MADE):
        host = chance.choice(["."] * 6 + ["。", "．"]).join(label() for _ in range(chance.randint(1, 4)))
        start = chance.choice(["http://"] * 6 + ["https://"] * 3 + ["//", "HTTP://"])
        user = chance.choice([""] * 8 + ["u@", "u:p@", "ü：@", "a＠b@"])
        port = chance.choice([""] * 8 + [":80", ":", ":65536", ":x", ":８０"])
        end = chance.choice(["/", "", "/路径，x", "/a b", "?q=中", "#frag", "/[x]", "/%zz", "/\U000e0001", "/?#x#y", '/"', "/…"])
        yield start + user + host + port + end


def make(folder):
    os.makedirs(folder)
    with open(f"{folder}/rows.md", "w", encoding="utf-8") as file:
        file.write("# Rows\n\n" + "\n\n".join(text for text, _ in rows()) + "\n")
    with open(f"{folder}/made.md", "w", encoding="utf-8") as file:
        # in HTML, where no sign needs an escape of Markdown's
        file.write("# Made\n\n" + "\n\n".join(f'<p><a href="{html.escape(one)}">x</a></p>' for one in made()) + "\n")


def paragraphs(book, name):
    """The links of each paragraph."""
    text = zipfile.ZipFile(book).read(f"EPUB/{name}.xhtml").decode()
    text = text.partition("</header>")[2].partition("<footer")[0]
    for inner in re.findall(r"<p>(.*?)</p>", text, re.S):
        yield [html.unescape(href) for href in re.findall(r'href="([^"]*)"', inner)]


def hosts(addresses):
    """What Node makes of the hosts of ADDRESSES; None where it refuses."""
    script = ("const l=JSON.parse(require('fs').readFileSync(0,'utf8'));"
              "console.log(JSON.stringify(l.map(u=>{try{return new URL(u,'https://base.example').host}catch(e){return null}})))")
    said = subprocess.run(["node", "-e", script], input=json.dumps(addresses), capture_output=True, text=True, check=True)
    return json.loads(said.stdout)


def see_rows(book):
    for (text, wanted), links in itertools.zip_longest(rows(), paragraphs(book, "rows"), fillvalue=(None, None)):
        if links != wanted:
            yield f"{text!r} has the links {links}, not {wanted}"


def see_made(book):
    addresses = list(made())
    links = list(paragraphs(book, "made"))
    if len(links) != len(addresses):
        yield f"{len(links)} paragraphs of {len(addresses)}"
        return
    wanted = hosts(addresses)
    written = hosts([one[0] if one else "" for one in links])
    count = 0
    for address, link, host, of_link in zip(addresses, links, wanted, written):
        if not link:
            if host and PLAIN.fullmatch(host.partition(":")[0]) and "\u00ad" not in address and len(host) < 60:
                yield f"{address!r} is no link, and Node takes it: {host}"
            continue
        count += 1
        if not of_link:
            yield f"{address!r} became {link[0]!r}, which Node refuses"
        elif host and host != of_link:
            yield f"{address!r} leads to {of_link}, and to {host} by Node"
    print(f"{count} of {len(addresses)} made up addresses are links")
    if count < MADE // 4:
        yield "too few to say anything"


if __name__ == "__main__":
    if sys.argv[1] == "make":
        make(sys.argv[2])
        sys.exit(0)
    complaints = list(see_rows(sys.argv[2])) + list(see_made(sys.argv[2]))
    print(f"{len(list(rows()))} rows, {len(complaints)} complaints", *complaints[:40], sep="\n")
    sys.exit(bool(complaints))
