# SPDX-License-Identifier: MIT
"""The rules by which a book may differ in its words from its source. Each makes of the source what
the book shall hold, or accepts one kind of difference, and counts itself by name."""

import difflib
import re

import reading
import templates

CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")
DEFINITION = re.compile(r"^ {0,3}\[\^([^\]\s]+)\]:", re.M)
HEADING_ID = re.compile(r"\s*\{#[^{}\s]+\}\s*$")
TAG = re.compile(r"(\w?)<(?=/?([A-Za-z][^\s/>]*))")
HTML = set(
    "a abbr acronym address applet area article aside audio b base basefont bdi bdo bgsound big "
    "blink blockquote body br button canvas caption center cite code col colgroup data datalist "
    "dd del details dfn dialog dir div dl dt em embed fieldset figcaption figure font footer form "
    "frame frameset h1 h2 h3 h4 h5 h6 head header hgroup hr html i iframe image img input ins "
    "isindex kbd keygen label legend li link listing main map mark marquee math menu menuitem "
    "meta meter multicol nav nextid nobr noembed noframes noscript object ol optgroup option "
    "output p param picture plaintext pre progress q rb rp rt rtc ruby s samp script search "
    "section select slot small source spacer span strike strong style sub summary sup svg table "
    "tbody td template textarea tfoot th thead time title tr track tt u ul var video wbr "
    "xmp".split()
)


def control_characters(text, counts):
    """No XML can hold them."""
    text, n = CONTROL.subn("", text)
    counts["control character: dropped"] += n
    return text


def attribute_lists(text, counts):
    """kramdown: classes and ids for what is beside, the place of a table of contents."""
    text, n = re.subn(r"^([*-]|1\.) toc\n\{:toc\}$", "", text, flags=re.M)
    counts["kramdown {:toc}: no list of contents in the text"] += n
    text, n = re.subn(r"\{:[.#][^{}\n]*\}", "", text)
    counts["kramdown {:.class} and {:#id}: not text"] += n
    return text


def notes(text, counts):
    """The text with what it takes to have all notes rendered, and the labels without a mark."""
    text, n = re.subn(r"^(\[\^[^\]\s]+\]:)\n {1,3}(?=\S)", r"\1 ", text, flags=re.M)
    counts["kramdown note: its text may begin on the next line"] += n
    rest, labels = DEFINITION.sub("", text), DEFINITION.findall(text)
    unmarked = [x for x in dict.fromkeys(labels) if f"[^{x}]" not in rest]
    if unmarked:
        counts["note without a mark: kept at the end"] += len(unmarked)
        text += f"\n\n{reading.MARKS} " + " ".join(f"[^{x}]" for x in unmarked) + "\n"
    return text, unmarked


def bare_addresses(html, counts):
    """<https://x.y/> in raw HTML is meant as it is in Markdown: a link that shows its address."""
    html, n = re.subn(r"<(https?://[^\s<>\"]+)>", r"\1", html)
    counts["address in angle brackets within raw HTML: without the brackets"] += n
    return html


def code_like_tags(html, counts):
    """<T> is no element of HTML and means itself, and so does Result<Option>; a name with '-' is an
    element of somebody's own."""

    def mend(match):
        before, name = match.groups()
        mixed = before and not name.islower() and not name.isupper()
        if (name.lower() in HTML and not mixed) or "-" in name:
            return match.group(0)
        counts["tag that HTML does not know: shown as text"] += 1
        return before + "&lt;"

    return TAG.sub(mend, html)


def letters(words):
    return [c for c in "".join(words).casefold() if c.isalnum()]


def title_heading(body, title, counts):
    """A first heading of the first level that is the title, whatever its case and punctuation."""
    first = next((e for e in body.iter() if re.fullmatch("h[1-6]", str(e.tag))), None)
    if first is None or first.tag != "h1":
        return
    if letters(reading.Reader().words(first)) == letters(title):
        first.clear()
        counts["first heading that is the title: not repeated"] += 1


def heading_ids(body, counts):
    """'## Heading {#id}' in Zola, Hugo and WordPress's exports."""
    for heading in body.iter():
        if not re.fullmatch("h[1-6]", str(heading.tag)):
            continue
        last = heading[-1] if len(heading) else None
        text = (heading.text if last is None else last.tail) or ""
        short = HEADING_ID.sub("", text)
        if short != text:
            counts["heading {#id}: its id, not text"] += 1
            if last is None:
                heading.text = short
            else:
                last.tail = short


def remote_pictures(body, counts):
    """A picture on the network is a link to it; without a description, by the name of its file."""
    linked = {image for link in body.iter("a") for image in link.iter("img")}
    for image in body.iter("img"):
        name = templates.picture_name(image.get("src", ""))
        if not name or image in linked or image.get("alt") or image.get("title"):
            continue
        counts["picture on the network without a description: its name or host as a link"] += 1
        image.set("alt", name)


def summaries(body, counts):
    """Browsers call details so that have no summary; the book those too that begin otherwise."""
    for details in body.iter("details"):
        elements = [e for e in details if isinstance(e.tag, str)]
        if not elements or elements[0].tag != "summary":
            counts["details without a summary before all else: called Details"] += 1
            details.text = "Details " + (details.text or "")


def names(address, title):
    """What the link for a frame may be called: its title, its kind and host, or its address."""
    address = re.sub("^//", "https://", address)
    host = re.match(r"https?://([^/:]+)", address).group(1)
    called = [" ".join(title.split()), f"Video: {host}", f"Audio: {host}", address]
    return [name.split() for name in called if name]


def all_links(wanted, got, links):
    """Whether GOT is the names of the frames and players in WANTED, and nothing else."""
    if not wanted or not all(word[0] == reading.LINK for word in wanted):
        return False
    for word in wanted:
        name = next((n for n in names(*links[int(word[1:])]) if got[: len(n)] == n), None)
        if name is None:
            return False
        got = got[len(name) :]
    return not got


def surplus_cells(got, source):
    """Whether GOT is cells as they stand in a row of SOURCE, whose ends GFM drops."""
    cells = r"\|[ \t]*" + r"[ \t]*".join(map(re.escape, got[1:])) + r"[ \t]*\|?[ \t]*$"
    return got[:1] == ["|"] and re.search(cells, source, re.M)


def same_but_for_marks(a, b):
    """Whether only punctuation stands apart in one and together with a word in the other."""

    def bare(words):
        return [w for w in (re.sub(r"^[\W_]+|[\W_]+$", "", word) for word in words) if w]

    return "".join(a) == "".join(b) and bare(a) == bare(b)


def without_common_ends(a, b):
    """Both lists without what they begin and end with alike; difflib takes its time with that."""
    start, shorter = 0, min(len(a), len(b))
    while start < shorter and a[start] == b[start]:
        start += 1
    end = 0
    while end < shorter - start and a[-1 - end] == b[-1 - end]:
        end += 1
    return a[start : len(a) - end], b[start : len(b) - end]


def compare(source, wanted, links, got, counts):
    """What differs and no rule explains: pairs of lists of words."""
    wanted, got = without_common_ends(wanted, got)
    unexplained = []
    matcher = difflib.SequenceMatcher(None, wanted, got, autojunk=False)
    for kind, i, j, k, l in matcher.get_opcodes():
        if kind == "equal":
            continue
        a, b = wanted[i:j], got[k:l]
        if all_links(a, b, links):
            counts["frame or player: a link"] += len(a)
        elif not a and b == ["\u2014"] and counts["template quote-block: text and cite"]:
            counts["quote: a dash before the one who is cited"] += 1
        elif not a and surplus_cells(b, source):
            counts["cell beyond the last column: kept in the last one"] += 1
        elif "template" in " ".join(counts) and same_but_for_marks(a, b):
            counts["punctuation beside a template: with or without a space"] += 1
        else:
            unexplained.append((a, b))
    return unexplained
