# SPDX-License-Identifier: MIT
"""HTML as comparable trees: a flat list of tags and words, white space and serialization aside."""
import html.parser
import re

KEPT = {'a': ('href',), 'img': ('src', 'alt'), 'ol': ('start',), 'code': ('class',)}
VOID = {'br', 'hr', 'img'}
KNOWN = set('p h1 h2 h3 h4 h5 h6 ul ol li blockquote pre code em strong a img br hr table thead tbody '
            'tr th td del sup section div span'.split())


class Reader(html.parser.HTMLParser):
    """Events of a fragment: ('<', tag, attributes), ('>', tag), ('t', words)."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.events = []
        self.pre = 0

    def handle_starttag(self, tag, attrs):
        if tag not in KNOWN:
            return
        attributes = tuple((k, v) for k, v in attrs if k in KEPT.get(tag, ()) and v)
        if tag == 'ol' and attributes == (('start', '1'),):
            attributes = ()
        self.events.append(('<', tag, attributes))
        self.pre += tag == 'pre'

    def handle_endtag(self, tag):
        if tag in KNOWN and tag not in VOID:
            self.events.append(('>', tag))
            self.pre -= tag == 'pre'

    def handle_data(self, data):
        self.events.append(('t', data if self.pre else re.sub(r'[ \t\n]+', ' ', data)))


BLOCKS = set('p h1 h2 h3 h4 h5 h6 ul ol li blockquote pre table thead tbody tr th td hr br section div'.split())


def events(text):
    """Events with neighboring texts joined and the white space at the edges of blocks taken off."""
    reader = Reader()
    reader.feed(text)
    reader.close()
    joined = []
    for event in reader.events:
        if event[0] == 't' and joined and joined[-1][0] == 't':
            joined[-1] = ('t', re.sub(r' +', ' ', joined[-1][1] + event[1]))
        else:
            joined.append(event)
    result = []
    inside = 0
    for i, event in enumerate(joined):
        if event[0] != 't':
            inside += (event[1] == 'pre') * (1 if event[0] == '<' else -1)
            result.append(event)
            continue
        words = event[1]
        if not inside:
            if i == 0 or (joined[i - 1][1] in BLOCKS):
                words = words.lstrip(' ')
            if i + 1 == len(joined) or (joined[i + 1][1] in BLOCKS):
                words = words.rstrip(' ')
        if words:
            result.append(('t', words))
    return result


def tables(all_events):
    """Each table as its events."""
    found, depth = [], 0
    for event in all_events:
        if event[0] == '<' and event[1] == 'table':
            depth += 1
            if depth == 1:
                found.append([])
        if depth:
            found[-1].append(event)
        if event[0] == '>' and event[1] == 'table':
            depth -= 1
    return [empty_heads_as_cells(table) for table in found]


def empty_heads_as_cells(table):
    """A header cell without text heads nothing: a book has a plain cell there."""
    for i in range(len(table) - 1):
        if table[i][:2] == ('<', 'th') and table[i + 1] == ('>', 'th'):
            table[i:i + 2] = [('<', 'td', table[i][2]), ('>', 'td')]
    return table
