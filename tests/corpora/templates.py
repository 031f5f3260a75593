# SPDX-License-Identifier: MIT
"""What the templates in two of the collections stand for, read as their own sites read them:
Liquid, by the includes of Bitcoin Optech, and Hugo's shortcodes, by the theme of Digital.gov.

Only words that the article itself holds count: what a site would add from elsewhere is neither in
the article nor in the book. A tag that stands for something becomes a HOLDER with its number, which
to Markdown is a word in brackets. When the article is rendered and read, the words of what the tag
stands for, rendered as Markdown of their own, take the holder's place. In code a tag stays."""

import re
import urllib.parse

HOLDER = "\u2e24{}\u2e25"
HOLDERS = re.compile("\u2e24(\\d+)\u2e25")
ARGUMENT = re.compile(
    r"""(?:([\w-]+)\s*=\s*)?(?:"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'|([^\s"'=]+))""", re.S
)


def picture_name(address):
    """What the link to a picture on the network is called: the name of its file, or its host."""
    match = re.match(r"(?:https?:)?//(?:www\.)?([^/:?#]+)[^?#]*?/?([^/?#]*)(?:[?#]|$)", address)
    if not match:
        return None
    host, name = match.groups()
    return urllib.parse.unquote(name) if re.search(r"\.\w{2,4}$", name) else host


class Part:
    """What a holder stands for: Markdown, set apart or within the line, or a link to another place.
    One of a PAIR parts what stands between the two from what is outside."""

    def __init__(self, text="", apart=True, link=None, pair=False):
        # Arguments are indented as the tag is, which means nothing in them.
        self.text = "\n".join(line.strip() for line in text.split("\n"))
        self.apart = apart
        self.link = link  # address and title
        self.pair = pair


def arguments(text):
    """Named arguments by name, the others by number."""
    found, count = {}, 0
    for name, double, single, bare in ARGUMENT.findall(text):
        value = re.sub(r"\\([\"'])", r"\1", double or single or bare)
        if not name:
            name, count = count, count + 1
        found[name] = value
    return found


def paragraphs(texts):
    return "\n\n".join(texts)


class Templates:
    """Reads the templates of one article. TAG finds them, meaning() says what one stands for."""

    TAG = None

    def __init__(self, text, front):
        self.text = text
        self.front = front  # front matter, by key
        self.values = {}  # what the article itself assigned
        self.counts = None

    def probe(self):
        """The text with a holder for each tag, to see which of them stand in code."""
        out = []
        for tag, text, _ in self.pieces():
            out.append(HOLDER.format(len(out) // 2) if tag else text)
        return "".join(out)

    def expand(self, code, counts):
        """The text with holders, and what they stand for, by number. CODE holds the numbers of the
        tags in code."""
        self.counts = counts
        out, parts, number = [], {}, 0
        for tag, text, line_start in self.pieces():
            if not tag:
                out.append(text)
                continue
            if number in code:
                counts["template in code: left as it is"] += 1
                out.append(text)
            elif part := self.meaning(tag):
                parts[number] = part
                out.append(HOLDER.format(number) + ("\n\n" if part.pair and line_start else ""))
            number += 1
        return "".join(out), parts

    def pieces(self):
        """Text and tags in turn: the match of the tag or None, the piece, whether a tag begins its
        line."""
        at = 0
        while match := self.TAG.search(self.text, at):
            start, end = match.start(), self.end(match)
            yield None, self.text[at:start], False
            line = self.text[self.text.rfind("\n", 0, start) + 1 : start]
            yield match, self.text[start:end], not line.strip()
            at = end
        yield None, self.text[at:], False

    def end(self, match):
        return match.end()

    def meaning(self, match):
        raise NotImplementedError

    def count(self, name, meaning):
        self.counts[f"template {name}: {meaning}"] += 1

    def link(self, name, address, title=""):
        self.count(name, "a link")
        return Part(link=(address, title))


class Hugo(Templates):
    TAG = re.compile(r"\{\{<\s*(/?)\s*([\w-]+)(.*?)>\}\}", re.S)
    ADDRESSES = {"ref", "tmp", "link", "legacy-file"}
    PICTURES = {"img", "img-right", "legacy-img", "legacy-img-right"}
    # Arguments that are words, in the order in which the theme shows them.
    PAIRS = {
        "ring": ["title"],
        "accordion": ["kicker", "title"],
        "card-prompt": ["intro", "button-text"],
        "card-policy": ["kicker", "title"],
        "note": [],
        "box": [],
    }
    WORDS = {
        "quote-block": ["text", "cite"],
        "featured-resource": ["kicker"],
        "asset-static": ["label"],
        "button": ["text"],
        "highlight": [],
    }
    WITHIN_THE_LINE = {"highlight"}

    def meaning(self, match):
        closing, name, rest = match.groups()
        given = arguments(rest)
        if name in self.ADDRESSES:
            self.count(name, "an address")
            return Part(given[0], apart=False)
        if name in self.PICTURES:
            self.count(name, "a picture with description and caption")
            words = given.get("alt") or picture_name(given.get("src", "")) or ""
            return Part(paragraphs([words, given.get("caption", ""), given.get("attr", "")]))
        if name in self.PAIRS or name in self.WORDS:
            keys = [] if closing else {**self.PAIRS, **self.WORDS}[name]
            self.count(("/" if closing else "") + name, " and ".join(keys) or "nothing")
            text = paragraphs(given.get(key, "") for key in keys)
            return Part(text, name not in self.WITHIN_THE_LINE, pair=name in self.PAIRS)
        if name == "youtube":
            address = f"https://www.youtube.com/watch?v={given['id']}"
            return self.link(name, address, given["title"])
        if name == "tweet":
            return self.link(name, f"https://twitter.com/{given['user']}/status/{given['id']}")
        if name in ("fb-video", "cspan-iframe"):
            return self.link(name, given.get(0) or given["src"], given.get("title", ""))
        raise ValueError(f"a shortcode that the theme does not know: {name}")


class Liquid(Templates):
    TAG = re.compile(r"\{%-?\s*(\w+)(.*?)-?%\}|\{\{-?(.*?)-?\}\}", re.S)

    def end(self, match):
        if match.group(1) not in ("comment", "capture"):
            return match.end()
        end = re.compile(r"\{%-?\s*end" + match.group(1) + r"\s*-?%\}")
        return end.search(self.text, match.end()).end()

    def meaning(self, match):
        statement, rest, value = match.groups()
        if not statement:
            return self.value(value.strip())
        if statement == "assign":
            return self.assign(rest)
        if statement == "include":
            return self.include(rest)
        if statement == "capture":
            inside = self.text[match.end() : self.end(match)].rpartition("{%")[0]
            self.values[rest.strip()] = inside.strip()
            return self.count("capture", "a value, shown where it is named")
        return self.count(statement, "nothing")

    def assign(self, rest):
        name, text = re.match(r"\s*([\w-]+)\s*=\s*(.*?)\s*$", rest, re.S).groups()
        if not re.fullmatch('"[^"]*"', text):
            return self.count("assign with filters", "nothing")
        self.values[name] = text[1:-1]
        return self.count("assign", "a value, shown where it is named")

    def include(self, rest):
        given = arguments(rest)
        file = given[0]
        if file == "functions/details-list.md":
            self.count("details-list.md", "questions and answers")
            return Part(paragraphs(v for k, v in given.items() if re.fullmatch(r"[qa]\d", str(k))))
        if file == "functions/podcast-bullet.md":
            self.count("podcast-bullet.md", "its title")
            return Part(given["title"])
        if file == "functions/podcast-player.md":
            return self.link("podcast-player.md", given["url"])
        return self.count(f"include {file.split('/')[0]}", "nothing")

    def value(self, text):
        name = text.split("|")[0].strip()
        if name in self.values:
            self.count("{{ name }}", "the value that the article gave it")
            return Part(self.values[name], apart=False)
        if name.startswith("page.") and "|" not in text and name[5:] in self.front:
            self.count("{{ page.name }}", "the value in the front matter")
            return Part(self.front[name[5:]], apart=False)
        return self.count("{{ name }} without a value", "nothing")


BY_COLLECTION = {"digitalgov-news": Hugo, "bitcoin-optech": Liquid}
