#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""compare.py tables PROGRAM FILE…      our tables and notes against those of cmark-gfm
compare.py mixes PROGRAM COUNT         tables among other blocks, mixed by chance from a fixed seed
compare.py notes PROGRAM COUNT         footnotes in quotes and lists, the same way
compare.py examples PROGRAM SPEC        every example of a specification against cmark

PROGRAM is markdown-to-xhtml. Prints TAP."""
import random
import re
import subprocess
import sys
import tempfile

import trees

FAILURES_SHOWN = 5


def ours(program, mode, files):
    """What PROGRAM makes of each file."""
    data = subprocess.run([program, mode, *files], check=True, stdout=subprocess.PIPE).stdout
    return data.decode().split('\0')[:-1]


def reference(command, name):
    with open(name, 'rb') as file:
        return subprocess.run(command, check=True, stdin=file, stdout=subprocess.PIPE).stdout.decode()


def body(path):
    """The article without its metadata lines, as both programs shall see it."""
    with open(path, encoding='utf-8-sig', newline=None) as file:
        text = file.read().replace('\r\n', '\n')
    if text.startswith('---\n'):
        end = text.find('\n---', 3)
        return text[text.find('\n', end + 1) + 1:] if end > 0 else text
    head, blank, rest = text.partition('\n\n')
    return rest if re.match(r'[A-Za-z_]+:', head) else text


def without_alignment(text):
    """cmark-gfm writes code-like tags as they are; as text they compare."""
    known = trees.KNOWN | set('u small sup sub b i kbd summary details ins del s br center font script style')

    def mend(match):
        name = match.group(1).lower()
        return match.group(0) if name in known else match.group(0).replace('<', '&lt;')
    return re.sub(r'</?([A-Za-z][A-Za-z0-9]*)[^<>]*>', mend, text)


def report(name, total, failures):
    for path, wanted, got in failures[:FAILURES_SHOWN]:
        print(f'# {path}')
        for a, b in zip(wanted + [None] * 9, got + [None] * 9):
            if a != b:
                print(f'#   wanted: {a!r}\n#   got:    {b!r}')
                break
    print(f'{"not " if failures or not total else ""}ok 1 - {name}: {total - len(failures)} of {total} agree')
    print('1..1')
    return 1 if failures or not total else 0


# Quotes and items end with an empty line here: GFM and we differ on rows that go on lazily.
LINES = ['', '', '', '| a | b |', '| a | b |', '|---|:-:|', '|---|:-:|', '| c | d |', 'c | d', '| e |', '--|--', '---', '----',
         'a', 'some words', '# head', '\n<!-- open', '-->', '<!-- one line -->', '<div>', '</div>', '```',
         '~~~', '- item\n', '- | a | b |\n  |---|---|\n  | e | f |\n', '  | a | b |', '> | a | b |\n> |---|---|\n> | c | d |\n', '> quote\n', '1. one\n',
         '[x]: /y', ':--', '| `x | y` | b |', '***']


def mixes(count):
    chance = random.Random(20260214)
    return ['\n'.join(chance.choices(LINES, k=chance.randint(2, 14))) + '\n' for _ in range(count)]


def nest(chance):
    """A table, below a line of text that it may continue at any depth, in up to three quotes and lists."""
    lines = ['| a | b |', '|---|:-:|', '| c | d |']
    if chance.random() < 0.4:
        lines = ['words', ' ' * chance.choice([0, 2, 4, 8]) + lines[0], *lines[1:]]
    for mark in chance.choices(['> ', '- ', '1. '], k=chance.randint(0, 3)):
        rest = mark if mark == '> ' else ' ' * len(mark)
        lines = [mark + lines[0], *(rest + line for line in lines[1:])]
    return '\n'.join(lines) + '\n'


def nests(count):
    chance = random.Random(20260215)
    return ['\n'.join(nest(chance) for _ in range(2)) for _ in range(count)]


def compare_tables(program, paths, texts, raw):
    """RAW: what cmark-gfm does with raw HTML."""
    failures = []
    with_tables = 0
    with tempfile.TemporaryDirectory() as folder:
        names = []
        for i, text in enumerate(texts):
            names.append(f'{folder}/{i}.md')
            with open(names[-1], 'w', encoding='utf-8') as file:
                file.write(text)
        outputs = ours(program, 'gfm', names)
        for path, name, output in zip(paths, names, outputs):
            command = ['cmark-gfm', '-e', 'table', '-e', 'footnotes', *raw]
            wanted = trees.tables(trees.events(without_alignment(reference(command, name))))
            got = trees.tables(trees.events(output))
            with_tables += bool(wanted)
            if wanted != got:
                failures.append((path, sum(wanted, []), sum(got, [])))
    print(f'# {with_tables} of {len(paths)} files have tables')
    return report('tables agree with cmark-gfm', len(paths), failures)


def examples(path):
    """Markdown of each example of a specification."""
    with open(path, encoding='utf-8') as file:
        text = file.read()
    fence = '`' * 32
    for block in re.findall(rf'^{fence} example[^\n]*\n(.*?)^\.\n(.*?)^{fence}$', text, re.M | re.S):
        yield block[0].replace('→', '\t')


def compare_examples(program, path):
    """Examples with raw HTML are left to the tests of valid books: cmark copies it, we do not."""
    failures, total, raw = [], 0, 0
    with tempfile.TemporaryDirectory() as folder:
        for i, text in enumerate(examples(path)):
            name = f'{folder}/{i}.md'
            with open(name, 'w', encoding='utf-8', newline='') as file:
                file.write(text)
            xml = reference(['cmark', '-t', 'xml'], name)
            if '<html_' in xml:
                raw += 1
                continue
            total += 1
            wanted = trees.events(reference(['cmark', '--unsafe'], name))
            got = trees.events(ours(program, 'commonmark', [name])[0])
            wanted, got = levels(wanted), levels(got)
            if wanted != got:
                failures.append((repr(text), wanted, got))
    print(f'# {raw} examples with raw HTML left out')
    return report('the examples agree with cmark', total, failures)


def note(chance, number):
    """A note, alone or with more of it below, in up to three quotes and lists. Within a quote cmark-gfm ends a note
    at an empty line, whatever follows; we go on."""
    marks = chance.choices(['> ', '- ', '-   ', '1. ', '+ '], k=chance.randint(0, 3))
    more = [[], [f'goes {number} on'], [f'    goes {number} on'], [f'    - item {number}'], [f'    > quote {number}']]
    if '> ' not in marks:
        more += [['', f'    more {number}'], [f'    - item {number}', '', f'      more {number}'],
                 ['', f'        code {number}']]
    lines = [f'[^{number}]: note {number}', *chance.choice(more)]
    if chance.random() < 0.3:
        lines = [f'words {number}', '', *lines]
    if chance.random() < 0.3:
        lines = [*lines, '', f'behind {number}']
    for mark in marks:
        rest = mark if mark == '> ' else ' ' * len(mark)
        lines = [mark + lines[0], *((rest + line).rstrip() for line in lines[1:])]
    return '\n'.join(lines) + '\n'


def notes(count):
    chance = random.Random(20260216)
    return [f'See[^1] and[^2] and[^3].\n\n{note(chance, 1)}\n{note(chance, 2)}\n{note(chance, 3)}' for _ in range(count)]


def without_notes(events):
    """What stands before the notes, but for paragraphs, as an empty line behind a note makes a list loose for us
    alone; and the words of the notes, without the number or arrow that leads back."""
    start = next((i for i, event in enumerate(events) if event[:2] == ('<', 'section')), len(events))
    words, link = '', False
    for event in events[start:]:
        link = event[:2] == ('<', 'a') or link and event[:2] != ('>', 'a')
        words += event[1] + ' ' if event[0] == 't' and not link else ''
    body = [e[:2] for e in levels(events[:start]) if e[1] != 'p']
    return body, re.sub(r'(^|(?<= ))\. |\s', '', words)


def compare_notes(program, texts):
    failures = []
    with tempfile.TemporaryDirectory() as folder:
        for i, text in enumerate(texts):
            name = f'{folder}/{i}.md'
            with open(name, 'w', encoding='utf-8') as file:
                file.write(text)
            wanted = without_notes(trees.events(reference(['cmark-gfm', '-e', 'footnotes'], name)))
            got = without_notes(trees.events(ours(program, 'gfm', [name])[0]))
            if wanted != got:
                failures.append((repr(text), [*wanted[0], wanted[1]], [*got[0], got[1]]))
    return report('notes agree with cmark-gfm', len(texts), failures)


def levels(events):
    """Headings without their level, as a book sets levels anew; what is empty left out, and fragments, which
    a book keeps only where they lead somewhere."""
    flat = [(e[0], 'h', *e[2:]) if e[0] != 't' and re.fullmatch('h[1-6]', e[1]) else e for e in events]
    flat = [(e[0], e[1], ()) if e[:2] == ('<', 'a') and e[2] and e[2][0][1].startswith('#') else e for e in flat]
    result = []
    for event in flat:
        if event[0] == '>' and event[1] in ('h', 'code', 'a', 'p') and result and result[-1][:2] == ('<', event[1]):
            result.pop()
        else:
            result.append(event)
    return result


def main():
    if sys.argv[1] == 'tables':
        return compare_tables(sys.argv[2], sys.argv[3:], map(body, sys.argv[3:]), ['--unsafe'])
    if sys.argv[1] in ('mixes', 'nests'):
        texts = (mixes if sys.argv[1] == 'mixes' else nests)(int(sys.argv[3]))
        return compare_tables(sys.argv[2], list(map(repr, texts)), texts, [])
    if sys.argv[1] == 'notes':
        return compare_notes(sys.argv[2], notes(int(sys.argv[3])))
    return compare_examples(sys.argv[2], sys.argv[3])


sys.exit(main())
