#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""links.py SHELF: every address on the pages of a shelf leads to a file of it, and to a place in that; says which do not."""

import html.parser
import os
import sys
import urllib.parse


class Page(html.parser.HTMLParser):
    def __init__(self, path):
        super().__init__()
        self.addresses, self.ids = [], []
        with open(path, encoding="utf-8") as file:
            self.feed(file.read())

    def handle_starttag(self, tag, attributes):
        for name, value in attributes:
            if name in ("href", "src"):
                self.addresses.append(value)
            elif name == "id":
                self.ids.append(value)


def main(shelf):
    pages = {}
    for folder, _, names in os.walk(shelf):
        for name in names:
            if name.endswith(".html"):
                path = os.path.join(folder, name)
                pages[path] = Page(path)
    count = 0
    for path, page in sorted(pages.items()):
        if len(set(page.ids)) != len(page.ids):
            print(f"{path}: an id stands twice")
        for address in page.addresses:
            count += 1
            parts = urllib.parse.urlsplit(address)
            target = os.path.normpath(os.path.join(os.path.dirname(path), urllib.parse.unquote(parts.path))) if parts.path else path
            if parts.scheme or parts.netloc or not os.path.isfile(target):
                print(f"{path}: {address} leads nowhere")
            elif parts.fragment and parts.fragment not in pages[target].ids:
                print(f"{path}: {address} leads to no place there")
    if count < 10:
        print("there are hardly any addresses")


main(sys.argv[1])
