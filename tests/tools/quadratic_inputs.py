# SPDX-License-Identifier: MIT
"""Inputs that make some parser of Markdown, HTML or front matter need time quadratic in their
length. For quadratic.py."""

# name: (repeated part, what stands before, what behind). In the part, № is the number of the
# repeat.
REPEATED = {
    # known from CommonMark parsers
    "quotes": ("> ", "", "a"),
    "quotes-tight": (">", "", "a"),
    "quotes-lines": ("> a\n", "", ""),
    "quotes-growing-end": (">>>> a\n", "", ""),
    "quote-emphasis": (">", "", "a*" * 1000),
    "list-markers": ("- ", "", "x\n\n"),
    "list-markers-blank": ("\n", " - - - - - - - - x", "a"),
    "list-numbers": ("1. ", "", "x"),
    "list-mixed": ("- 1. > ", "", "x"),
    "list-items": ("- a\n", "", ""),
    "list-empty-items": ("-\n", "", ""),
    "list-loose-items": ("- a\n\n", "", ""),
    "brackets-open": ("[", "", "a"),
    "brackets-close": ("]", "", "a"),
    "brackets-pairs": ("[]", "", ""),
    "brackets-open-link": ("[a](", "", "b"),
    "brackets-parentheses": ("(", "[a](", "b"),
    "brackets-angle": ("[a](<b", "", ""),
    "brackets-notes": ("[^a", "", ""),
    "images-open": ("![", "", "a"),
    "images-empty": ("![[]()", "", ""),
    "images": ("![a](b.png)", "", ""),
    "links": ("[a](#b)", "", ""),
    "links-titles": ('[a](b "', "", ""),
    "links-escapes": ("[\\", "", ""),
    "link-in-link": ("[a [b](c) d](e)", "", ""),
    "emphasis-stars": ("*a **a ", "", ""),
    "emphasis-closers": ("a* b_ ", "", ""),
    "emphasis-openers": ("_a *b ", "", ""),
    "emphasis-mixed": ("*t _t*_ ", "", ""),
    "emphasis-triple": ("a***b**c*", "", ""),
    "emphasis-runs": ("**x *y** z* ", "", ""),
    "emphasis-in-brackets": ("[*a_", "", ""),
    "emphasis-link-close": ("*a] ", "", ""),
    "emphasis-one-run": ("*", "", "a"),
    "emphasis-underscores": ("_", "a", "b"),
    "backslashes": ("\\", "", "a"),
    "backslash-marks-html": ("a\\~" * 8, "<div>\n", "\n</div>"),
    "backslash-marks-heading": ("a\\~" * 8, "# ", ""),
    "backslash-marks-address": ("a\\~" * 8, "[b](", ")"),
    "backslash-lines": ("\\\n", "", ""),
    "references": ("[r№]: u\n", "", "\n[r1]"),
    "references-same": ("[f]: u\n", "", "\n[f]"),
    "references-used": ("[r№]: u№\n\n[r№]\n\n", "", ""),
    "references-labels": ("[" + "a" * 400 + "]", "", ""),
    "references-partial": ("[a]: <b\n", "", ""),
    "references-titles": ("[a]: b 'c\n", "", ""),
    "entities": ("&", "", "a"),
    "entities-long": ("&a", "", ""),
    "entities-numbers": ("&#x0", "", ""),
    "entities-good": ("&nbsp;&copy&#0;", "", ""),
    "autolinks": ("<http://s", "", ""),
    "autolinks-mail": ("<a@b", "", ""),
    "bare-addresses": ("http://a.b/c ", "", ""),
    "bare-www": ("z_www.", "", ""),
    "bare-parentheses": ("www.a.b" + ")" * 9, "", ""),
    "bare-one-tail": (")", "http://a.b/", ""),
    "bare-entities": ("&amp;", "http://a.b/", ""),
    "bare-mail": ("a@", "", ""),
    "bare-dots": ("w.", "www.", ""),
    "html-open": ("<", "", "a"),
    "html-processing": ("-1<?x ", "", ""),
    "html-comments": ("a <!-- ", "", ""),
    "html-declarations": ("a <!A ", "", ""),
    "html-cdata": ("a <![CDATA[ ", "", ""),
    "html-attributes": (" a№=b", "x <p", ">"),
    "html-attributes-same": (" a", "x <p", ">"),
    "html-quotes": ("<a b='", "x ", ""),
    "html-names": ("<a№>", "x ", ""),
    "html-words": ("<T> ", "x ", ""),
    "html-closers": ("</b>", "x ", ""),
    "html-block-starts": ("<div>\n\n", "", ""),
    "html-block-cdata": ("<![CDATA[\n\n", "", ""),
    "html-ids": ("<p id=a>x</p>", "", ""),
    "html-links": ("<a href=#n>x</a>", "", ""),
    "html-unknown": ("<foo№>\n\n", "x ", ""),
    "html-unknown-same": ("a <foo> b\n\n", "", ""),
    "html-unknown-pairs": ("<foo№>a</foo№> ", "x ", ""),
    "html-unknown-closed": ("<foo>", "x ", "</foo>"),
    "html-comment-blocks": ("<!-- a\n\n", "", ""),
    "html-comment-inline": ("x <!-- a\n\n", "", ""),
    "html-instructions": ("<?a\n\n", "", ""),
    "html-styles": ("<b style='color:red;x:y'>", "x ", ""),
    "svg-groups": ("<g>", "x <svg>", "</svg>"),
    "svg-groups-closed": ("<g><path d='M0 0'/></g>", "x <svg>", "</svg>"),
    "svg-ids": ("<g id='a№' fill='url(#a№)'/>", "x <svg>", "</svg>"),
    "svg-many": ("<svg><title>a</title></svg> ", "x ", ""),
    "svg-ends": ("</svg>", "x <svg>", ""),
    "math-rows": ("<mrow>", "x <math>", "</math>"),
    "math-items": ("<mi>a</mi>", "x <math>", "</math>"),
    "math-many": ("<math><mi>a</mi></math> ", "x ", ""),
    "setext": ("a\n-\n", "", ""),
    "headings": ("# a\n", "", ""),
    "headings-numbers": ("# a№\n\n", "", ""),
    "headings-marks": ("#", "a ", ""),
    "rules": ("* ", "", "a"),
    "rules-lines": ("***\n", "", ""),
    "fences": ("```\n", "", ""),
    "fences-open": ("~~~ a\nb\n", "", ""),
    "indents": ("    a\n\n", "", ""),
    "spaces": (" ", "a", "b"),
    "tabs": ("\t", "a", "b"),
    "lines": ("a\n", "", ""),
    "hard-breaks": ("a  \n", "", ""),
    "blank-lines": ("\n", "a", "b"),
    "words": ("a ", "", ""),
    # known from GFM
    "table-columns": ("|a", "", "|"),
    "table-wide": ("a|", "", ""),
    "table-delimiters": (":-|", "", ""),
    "table-delimiters-2": (":- | :-\n", "", ""),
    "table-rows": ("|a|b|\n", "|a|b|\n|-|-|\n", ""),
    "table-rows-short": ("|\n", "|a" * 100 + "|\n" + "|-" * 100 + "|\n", ""),
    "table-heads": ("|a|\n|-|\n\n", "", ""),
    "table-quoted": ("|-\nt>|-\n", "", ""),
    "table-code": ("`|", "|a|b|\n|-|-|\n|", "|"),
    "table-escapes": ("\\|", "|a|\n|-|\n|", "|"),
    "table-in-lists": ("- |a|\n  |-|\n", "", ""),
    "table-pipes": ("|", "", ""),
    "strike": ("~e,z~~ ", "", ""),
    "strike-open": ("~~a ", "", ""),
    "strike-run": ("~", "a ", " b"),
    "notes": ("[^№]: a\n\n", "", ""),
    "notes-marks": ("[^1]", "", "\n\n[^1]: a"),
    "notes-both": ("a[^№]\n\n[^№]: b\n\n", "", ""),
    "notes-same": ("[^a]: b\n\n", "x[^a]\n\n", ""),
    "notes-nested": ("[^№]: a[^№]\n", "x[^1]\n\n", ""),
    "notes-beside": ("[x№][^№]\n\n[^№]: b\n\n", "", ""),
    "notes-deep": ("a\n    [^№]: b\n\n", "x[^1]\n\n", ""),
    "notes-inside": ("    [^№]: a\n\n", "x[^n]\n\n[^n]: y\n\n", ""),
    "tasks": ("- [x] a\n", "", ""),
    "tasks-brackets": ("- [ ] [", "", ""),
    # this program's own
    "highlight-open": ("==a ", "", ""),
    "highlight": ("==a==", "", ""),
    "highlight-mixed": ("==a ~~b== c~~ ", "", ""),
    "highlight-run": ("=", "a ", " b"),
    "wiki-open": ("[[", "", "a"),
    "wiki-open-words": ("[[a ", "", ""),
    "wiki": ("[[a|b]] ", "", ""),
    "wiki-embed": ("![[", "", "a"),
    "wiki-bars": ("|", "[[a", "]]"),
    "comment-open": ("%%a ", "", ""),
    "comment-open-lines": ("a %%b\n", "", ""),
    "comments": ("%%a%% ", "", ""),
    "comment-code": ("`%% ", "", ""),
    "comments-one-line": ("%% ", "> ", ""),
    "callouts": ("> [!note] a\n\nb\n\n", "", ""),
    "callouts-nested": ("> [!a] ", "", ""),
    "callout-lines": ("> [!a]\n", "", ""),
    "liquid-open": ("{% ", "", ""),
    "liquid": ("{% a %}", "", ""),
    "liquid-blocks": ("{% raw %}\n", "", ""),
    "moustache-open": ("{{ ", "", ""),
    "moustache": ("{{ a }}", "", ""),
    "shortcode-open": ("{{< a ", "", ""),
    "shortcode-blocks": ("{{% a %}}\n", "", ""),
    "link-liquid": ("[a]({% link b %}) ", "", ""),
    "liquid-raw": ("{% raw %}a", "", ""),
    "liquid-raw-ends": ("{% endraw %}", "", ""),
    "liquid-comments": ("{% comment %} ", "", ""),
    "liquid-highlight": ("{% highlight a %}\n", "", ""),
    "hexo-codeblocks": ("{% codeblock a %}\n", "", ""),
    "liquid-conditions": ("{% if a %}b", "", ""),
    "liquid-loops": ("{% for a in b %}x\n", "", ""),
    "liquid-values": ("{% assign a№ = b %}{{ a№ }}\n", "", ""),
    "liquid-captures": ("{% capture a %}{{ a }}{{ a }}{% endcapture %}\n", "", ""),
    "liquid-code": ("`{% a", "", ""),
    "template-values-in-pictures": (
        "[a](b.md#c№)*a*\n  ![ {{ page.a№ }}",
        "|a|b|\n|-|-|\n|",
        "",
    ),
    "shortcode-closers": ("{{< /a >}}", "", ""),
    "shortcode-quotes": ("{{< quote >}}a", "", "{{< /quote >}}"),
    "shortcode-quotes-mixed": ("{{< quote >}}a{{< blockquote >}}b{{< /quote >}}", "", ""),
    "shortcode-figures": ('{{< figure src="p.png" title="a" >}}', "", ""),
    "shortcode-arguments": (" a=b", "{{< c", " >}}"),
    "attribute-lists": ("a {: .b}\n", "", ""),
    "attribute-blocks": ("a\n{: #b№}\n\n", "", ""),
    "attribute-open": ("{:", "", "a"),
    "attribute-lists-one-line": ("a{: #b№}", "", ""),
    "shortcode-after-tag": ('x>{{< c "a b" >}}', "", ""),
    "shortcode-pictures-in-html": ('{{< figure src="p" >}}', "<div>", "</div>"),
    "shortcode-quotes-by-path": ("{{< a№/quote >}}", "", "{{< /a1/quote >}}"),
    "code-tags": ("<code>{{ a", "x ", ""),
    "links-pelican": ("[a]({filename}b.md) ", "", ""),
    "heading-ids": ("# a {#b}\n\n", "", ""),
    "heading-braces": ("{#", "# a ", ""),
    "picture-lines": ("![a](b.png)\n\n", "", ""),
    "dollars": ("$a", "", ""),
    "controls": ("\x01", "a", "b"),
    "not-utf-8": (b"\xff", "a", "b"),
    "marks": ("mkepubmark№ ", "[^1]\n\n[^1]: a\n\n", ""),
    "muted": ("\ufdd0", "a", "b"),
    "combining": ("\u0301", "a", "b"),
    "escaped-marks": ("\\~\\=\\[\\%", "", ""),
    # front matter
    "yaml-brackets": ("[", "---\ntitle: ", "\n---\n\n"),
    "yaml-braces": ("{a: ", "---\ntitle: ", "\n---\n\n"),
    "yaml-keys": ("k№: v\n", "---\n", "---\n\n"),
    "yaml-dashes": ("- ", "---\ntitle:\n  ", "\n---\n\n"),
    "yaml-anchors": ("a№: &a№ [*a№]\n", "---\n", "---\n\n"),
    "yaml-open": ("title: a\n", "---\n", ""),
    "yaml-tags": ("a, ", "---\ntags: [", "b]\n---\n\n"),
    "yaml-authors": ("- a№\n", "---\nauthors:\n", "---\n\n"),
    "yaml-quotes": ("''", "---\ntitle: '", "'\n---\n\n"),
    "toml-keys": ("k№ = 1\n", "+++\n", "+++\n\n"),
    "toml-brackets": ("[", "+++\na = ", "\n+++\n\n"),
    "toml-tables": ("[a№]\n", "+++\n", "+++\n\n"),
    "toml-open": ("a = 1\n", "+++\n", ""),
    "toml-string": ('"', '+++\na = """', "\n+++\n\n"),
    "json-brackets": ("[", '{"title": ', ""),
    "json-keys": ('"k№": 1,', "{", '"a": 1}\n\n'),
    "header-lines": ("Key№: value\n", "Title: a\n", "\n"),
    "lctt-lines": ("[#]: a: (b)\n", "", "\n"),
    "logseq-lines": ("key№:: value\n", "", "\n"),
    "readwise-lines": ("- Author: [[a]]\n", "# a\n\n## Metadata\n", "\n"),
    "title-long": ("a ", "# ", ""),
    "title-markup": ("*a* <b> &amp; ", "# ", ""),
    "title-comments": ("<!-- ", "---\ntitle: ", "\n---\n\n"),
    "author-comments": ("<!-- ", "---\nauthor: |\n  ", "\n---\n\n"),
    "code-tags-one-line": ("{{ a<code>", "x ", ""),
    "description": ("<b>&amp;", '---\ndescription: "', '"\n---\n\n'),
}

# Raw HTML: each opened that often and never closed, and nested in itself.
TAGS = """a b blockquote button caption code dd del details div dl dt em embed figcaption figure
font footer h1 h2 header i iframe ins li math nobr ol option p picture pre q rb rp rt ruby s
section select small span strong sub summary sup svg table tbody td template textarea tfoot th
thead time title tr tt u ul video""".split()
SPECIAL_TAGS = """iframe script style template textarea title xmp noscript plaintext select svg
math""".split()
PAIRS = ["a b", "a div", "b div", "b i p", "i table", "ul li", "ol p", "table tr td", "table b",
         "td table", "details summary", "dl dd", "dl dt dd", "ruby rt", "p div", "span p",
         "figure figcaption", "a b i u s", "table caption", "h2 div", "svg math", "b a i a"]
for tag in TAGS:
    REPEATED[f"tag-{tag}"] = (f"<{tag}>", "x ", "")
    REPEATED[f"tag-block-{tag}"] = (f"<{tag}>a\n", "<div>\n", "")
for tag in SPECIAL_TAGS:
    REPEATED[f"tag-hiding-{tag}"] = (f"<{tag}>", "<div>\n", "")
    REPEATED[f"tag-unhiding-{tag}"] = (f"<{tag}></{tag}>", "<div>\n", "")
    REPEATED[f"tag-blocks-{tag}"] = (f"<{tag}>\n\n", "", "")
    REPEATED[f"tag-inline-{tag}"] = (f"a <{tag}>\n\n", "", "")
    REPEATED[f"tag-inline-ends-{tag}"] = (f"a <{tag}>\n\n</{tag}>\n\n", "", "")
    REPEATED[f"tag-one-end-{tag}"] = (f"a <{tag}>\n\n", "", f"</{tag}>")
for pair in PAIRS:
    REPEATED["tags-" + pair.replace(" ", "-")] = (
        "".join(f"<{tag}>a" for tag in pair.split()), "<div>\n", "")
    REPEATED["tags-misnested-" + pair.replace(" ", "-")] = (
        "".join(f"<{tag}>a" for tag in pair.split()) + f"</{pair.split()[0]}>", "<div>\n", "")

LAST = "Lastwords"


def special(repeats):
    """Inputs that do not repeat one part."""
    runs = ["`" * i for i in range(1, int((2 * repeats) ** 0.5))]
    yield "backticks-growing", " ".join(runs)
    yield "backticks-growing-words", "e".join(runs)
    yield "brackets-nested", "[" * repeats + "a" + "]" * repeats
    yield "brackets-nested-reference", "[" * repeats + "a" + "]" * repeats + "\n\n[a]: b\n"
    yield "emphasis-nested", "*a **b " * repeats + "c** d*" * repeats
    yield "parentheses-nested", "[a](" + "(" * repeats + ")" * repeats + ")"
    yield "html-nested-closed", "x " + "<b><i>" * repeats + "a" + "</i></b>" * repeats
    yield "html-div-closed", "<div>\n" * repeats + "a" + "</div>\n" * repeats
    root = int(repeats**0.5)
    yield "table-wide-tall", "|a" * root + "|\n" + "|-" * root + "|\n" + "|\n" * root
    yield "table-wide-rows", "".join(f"{cell * repeats}|\n" for cell in ("|a", "|-", "|b"))
    yield "quotes-deeper", "\n".join(">" * (i % 90) + " a" for i in range(repeats // 45))
    yield "lists-deeper", "\n".join(" " * (2 * (i % 90)) + "- a" for i in range(repeats // 45))
    yield "deep-then-blank", " - " * 100 + "x" + "\n" * repeats
    items = min(repeats // 600, 90)
    yield "pictures-nested-items", '<ul><li>x<img src="p.png" alt="y">' * items + "a <br>" * (10 * repeats)
    fields = "".join(f"k{i}: v\n" for i in range(repeats // 10))
    values = "".join(f"{{{{ page.foo{i} }}}}\n" for i in range(repeats // 5))
    yield "page-values", f"---\ntitle: a\n{fields}---\n{values}"
    field = "---\ntitle: a\nlong: " + "a " * repeats + "\n---\n"
    yield "page-value-long", field + "{{ page.long }}\n" * repeats
    opens = "".join(f"{{{{< a{i}/quote >}}}}" for i in range(repeats // 5))
    yield "shortcode-quotes-crossed", opens + opens + opens.replace("< a", "< /a")
    # different values that are one name, but for those of "long"
    names = {"long": "é" * 400, "same": "", "stars": " *a" * 1000, "brackets": "[" * 3000, "links": "[a](" * 900}
    signs = str.maketrans("01", "#@")
    for name, text in names.items():
        some = range(10 * repeats // len(text or "- é b"))
        values = "".join(f"- '{i if name == 'long' else format(i, 'b').translate(signs)}x{text}'\n" for i in some)
        yield f"yaml-authors-{name}", f"---\nauthors:\n{values}---\n"
        yield f"yaml-tags-{name}", f"---\ntags:\n{values}---\n"
    keys = "".join(" " * i + "a:\n" for i in range(300))
    yield "yaml-deep", f"---\n{keys}---\n" + "a " * repeats


def inputs(repeats):
    """Name and bytes of each input; its last words stand in a paragraph of their own."""
    for name, (part, before, behind) in REPEATED.items():
        if isinstance(part, bytes):
            body = part * repeats
        elif "№" in part:
            body = "".join(part.replace("№", str(i + 1)) for i in range(repeats)).encode()
        else:
            body = part.encode() * repeats
        yield name, before.encode() + body + behind.encode() + b"\n\n" + LAST.encode() + b"\n"
    for name, text in special(repeats):
        yield name, text.encode() + b"\n\n" + LAST.encode() + b"\n"


# name: (repeated part, what stands before, what behind): texts that once took hundreds of times
# their size in memory.
HUNGRY = {
    "memory-prose": ("the *emph* of **strong** a `code` and [link](http://a.example/x)\n\n", "", ""),
    "memory-html-open": ("</", "", ""),
    "memory-wiki": ("[[x]]\n", "", ""),
    "memory-emphasis": ("*a", "", ""),
    "memory-brackets": ("](", "", ""),
    "memory-headings": ("# № a\n", "", ""),
    "memory-heading-ids": ("# №№ {#a№}\n\n", "", ""),
    "memory-links-broken": ("[a](bbbbbbb№)", "", ""),
    "memory-fragments": ("[a](#bbbbbb№)", "", ""),
    "memory-table": ("|a|b|c|d\n", "|a|b|c|d|\n|-|-|-|-|\n", ""),
    "memory-notes": ("a[^№]\n\n[^№]: b\n\n", "", ""),
    "memory-html-tags": ("<x№>", "<div>\n", ""),
    "memory-references": ("[a]", "[a]: <http://a.b/" + "c" * 5000 + ">\n\n", ""),
}


def memory_inputs():
    """Name and bytes of each input that is hungry, of 2 MB."""
    size = 2 << 20
    for name, (part, before, behind) in HUNGRY.items():
        count = size // len(part)
        body = "".join(part.replace("№", str(i)) for i in range(count)) if "№" in part else part * count
        yield name, f"{before}{body}{behind}\n\n{LAST}\n".encode()
    half = 15000
    arguments = '"a b" ' * (half // 3)
    for name, inside in ("lines", '"a b' + "\n" * half + '"'), ("arguments", arguments):
        yield f"memory-template-{name}", (">" * half + "{{< note " + inside + f" >}}}}\n\n{LAST}\n").encode()
        yield f"memory-template-spaces-{name}", (" " * half + "{{< note " + inside + f" >}}}}\n\n{LAST}\n").encode()
    yield "memory-template-values", ('{% assign a = "' + "b" * 8000 + '" %}\n' + "{{ a }}\n" * 20000
                                     + f"\n{LAST}\n").encode()
