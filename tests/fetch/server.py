#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""server.py LOG [ADDRESS]: a web server that does what servers must not do, for the tests of fetching.

Listens on ADDRESS (127.0.0.1) and, where there is one, on ::1 at the same port, says the port on a line of its own
and ends with its standard input. LOG gets a line for each connection ("connection 3") and one for each request:
"request CONNECTION AT-ONCE PATH USER-AGENT". The first part of the path says what happens; the rest makes it unique.
"""

import gzip
import os
import socket
import struct
import sys
import threading
import time
import urllib.parse
import zlib


def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(path, side=2):
    """A square whose color depends on PATH."""
    color = struct.pack(">I", zlib.crc32(path.encode()))[:3]
    rows = (b"\0" + color * side) * side
    head = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b""))


# A gray square: SOI, DQT, SOF0 of 8 by 8, two DHT of one code each, SOS, one block, EOI.
JPEG = bytes.fromhex(
    "ffd8ffdb004300" + "01" * 64 + "ffc0000b080008000801011100" + "ffc400140001" + "00" * 15 + "00"
    "ffc400141001" + "00" * 15 + "00" + "ffda0008010100003f00" + "3f" + "ffd9"
)
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><path d="' + b"M0 0L9 9" * 500 + b'"/></svg>'
HTML = b"<!DOCTYPE html>\n<html><head><title>Not here</title></head><body>The picture has moved.</body></html>\n"
TOO_MANY = "429 Too Many Requests"

lock = threading.Lock()
seen = {}
at_once = 0
connections = 0
log = None


def note(line):
    with lock:
        log.write(line + "\n")
        log.flush()


class Answer:
    """What goes back on one connection."""

    def __init__(self, sock, path):
        self.sock = sock
        self.path = path
        self.close = False

    def head(self, status="200 OK", **fields):
        lines = [f"HTTP/1.1 {status}"] + [f"{name.replace('_', '-')}: {value}" for name, value in fields.items()]
        self.sock.sendall("\r\n".join(lines + ["", ""]).encode())

    def whole(self, body, kind="image/png", status="200 OK", **fields):
        self.head(status, Content_Type=kind, Content_Length=len(body), **fields)
        self.sock.sendall(body)

    def drip(self, body, pause):
        for i in range(len(body)):
            self.sock.sendall(body[i : i + 1])
            time.sleep(pause)


def good(answer):
    answer.whole(png(answer.path), ETag='"first"', Last_Modified="Fri, 10 Jan 2025 08:00:00 GMT")


def jpeg(answer):
    answer.whole(JPEG, "image/jpeg")


def busy(answer):
    time.sleep(0.05)
    good(answer)


def slow(answer):
    """Whole in the end, but never without a byte for long."""
    body = png(answer.path)
    answer.head(Content_Type="image/png", Content_Length=len(body))
    answer.drip(body, 0.004)


def drip(answer):
    answer.head(Content_Type="image/png", Content_Length=100000)
    answer.drip(png(answer.path) + b"\0" * 99000, 0.05)


def stall(answer):
    answer.head(Content_Type="image/png", Content_Length=1000)
    answer.sock.sendall(png(answer.path)[:20])
    answer.close = True
    time.sleep(5)


def silent(answer):
    answer.close = True
    time.sleep(5)


def endless(answer):
    answer.head(Content_Type="image/png")
    answer.close = True
    body = png(answer.path) + b"\0" * 65536
    while True:
        answer.sock.sendall(body)


def large(answer):
    """Says beforehand that it is too large."""
    answer.close = True
    answer.head(Content_Type="image/png", Content_Length=1 << 40)


def fat(answer):
    """A sound picture of some 200 KB."""
    noise = bytes((i * i * 7919 >> 7) & 255 for i in range(200000))
    answer.whole(png(answer.path)[:-12] + chunk(b"teSt", noise) + chunk(b"IEND", b""))


def short(answer):
    body = png(answer.path)
    answer.close = True
    answer.head(Content_Type="image/png", Content_Length=len(body) + 10)
    answer.sock.sendall(body)


def chunked(answer, last=b"0\r\n\r\n"):
    body = png(answer.path)
    answer.head(Content_Type="image/png", Transfer_Encoding="chunked")
    for part in (body[:30], body[30:]):
        answer.sock.sendall(b"%x\r\n%s\r\n" % (len(part), part))
    answer.sock.sendall(last)


def chunks_short(answer):
    answer.close = True
    chunked(answer, b"")


def to_end(answer):
    """A body that ends where the connection does."""
    answer.close = True
    answer.head(Content_Type="image/png")
    answer.sock.sendall(png(answer.path))


def cut_picture(answer):
    """All bytes that were promised, but they are half a picture."""
    answer.whole(png(answer.path)[:-15])


def page(answer):
    answer.whole(HTML, "image/png")


def text(answer):
    answer.whole(png(answer.path), "text/plain; charset=utf-8")


def bmp(answer):
    head = struct.pack("<IiiHHIIiiII", 40, 1, 1, 1, 24, 0, 4, 0, 0, 0, 0)
    answer.whole(b"BM" + struct.pack("<IHHI", 58, 0, 0, 54) + head + b"\0\0\xff\0", "application/octet-stream")


def empty(answer):
    answer.whole(b"")


def nothing(answer):
    answer.head("204 No Content")


def to(answer):
    place = urllib.parse.unquote(answer.path.split("/", 2)[2])
    answer.whole(HTML, "text/html", "302 Found", Location=place)


def chain(answer):
    parts = answer.path.split("/")
    left = int(parts[2])
    place = f"/chain/{left - 1}/{parts[3]}" if left > 1 else f"/good/{parts[3]}"
    answer.whole(b"", "text/html", "301 Moved Permanently", Location=place)


def loop(answer):
    answer.whole(b"", "text/html", "307 Temporary Redirect", Location=answer.path)


def status(answer, line, **fields):
    answer.whole(HTML, "text/html", line, **fields)


def then_good(line, times=1, **fields):
    def act(answer):
        if seen[answer.path] <= times:
            status(answer, line, **fields)
        else:
            good(answer)

    return act


def date_then_good(answer):
    when = time.strftime("%a, %d %b %Y %H:%M:%S GMT", time.gmtime(time.time() + 1))
    then_good(TOO_MANY, Retry_After=when)(answer)


def drop_then_good(answer):
    if seen[answer.path] == 1:
        answer.close = True
    else:
        good(answer)


def zipped(answer):
    answer.whole(gzip.compress(SVG), "image/svg+xml", Content_Encoding="gzip")


def bomb(answer):
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    body = packer.compress(png(answer.path)) + packer.compress(b"\0" * (64 << 20)) + packer.flush()
    answer.close = True
    answer.whole(body, Content_Encoding="gzip")


def broken_zip(answer):
    body = bytearray(gzip.compress(SVG))
    body[12:40] = b"\xff" * 28
    answer.close = True
    answer.whole(bytes(body), "image/svg+xml", Content_Encoding="gzip")


def cut_zip(answer):
    answer.whole(gzip.compress(SVG)[:-20], "image/svg+xml", Content_Encoding="gzip")


def huge_head(answer):
    answer.close = True
    answer.sock.sendall(b"HTTP/1.1 200 OK\r\n")
    for i in range(5000):
        answer.sock.sendall(b"X-Filler-%d: %s\r\n" % (i, b"x" * 1000))
    answer.sock.sendall(b"\r\n")


def cut_head(answer):
    answer.close = True
    answer.sock.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: ima")


def noise(answer):
    answer.close = True
    answer.sock.sendall(b"\x16\x03\x01 this is no HTTP\r\n\r\n")


ROUTES = {
    "good": good, "jpeg": jpeg, "busy": busy, "slow": slow, "drip": drip, "stall": stall, "silent": silent,
    "endless": endless, "large": large, "fat": fat, "short": short, "chunked": chunked,
    "chunks-short": chunks_short, "to-end": to_end, "cut-picture": cut_picture, "page": page, "text": text,
    "bmp": bmp, "empty": empty, "nothing": nothing, "to": to, "chain": chain, "loop": loop,
    "gone": lambda answer: status(answer, "410 Gone"),
    "forbidden": lambda answer: status(answer, "403 Forbidden"),
    "429-then-good": then_good(TOO_MANY, Retry_After="1"),
    "429-date-then-good": date_then_good,
    "429": lambda answer: status(answer, TOO_MANY),
    "429-long": lambda answer: status(answer, TOO_MANY, Retry_After="86400"),
    "500-then-good": then_good("500 Internal Server Error", times=2),
    "503": lambda answer: status(answer, "503 Service Unavailable"),
    "drop-then-good": drop_then_good,
    "zipped": zipped, "bomb": bomb, "broken-zip": broken_zip, "cut-zip": cut_zip, "huge-head": huge_head,
    "cut-head": cut_head, "noise": noise,
}


def missing(answer):
    status(answer, "404 Not Found")


def read_request(file):
    """The path and the fields of the next request; None at the end."""
    line = file.readline(65536).decode("latin-1").split()
    fields = {}
    while True:
        field = file.readline(65536).decode("latin-1")
        if not field.strip():
            break
        name, _, value = field.partition(":")
        fields[name.lower()] = value.strip()
    return (line[1], fields) if len(line) == 3 else (None, fields)


def serve(sock, number):
    global at_once
    file = sock.makefile("rb")
    while True:
        path, fields = read_request(file)
        if path is None:
            return
        with lock:
            at_once += 1
            now = at_once
            seen[path] = seen.get(path, 0) + 1
        extra = "".join(f" {name}={value}" for name, value in fields.items() if name in ("cookie", "authorization"))
        note(f"request {number} {now} {path} {fields.get('user-agent', '-')}{extra}")
        answer = Answer(sock, path)
        try:
            ROUTES.get(path.split("/")[1], missing)(answer)
        finally:
            with lock:
                at_once -= 1
        if answer.close:
            return


def handle(sock):
    global connections
    with lock:
        connections += 1
        number = connections
    note(f"connection {number}")
    try:
        serve(sock, number)
    except OSError:
        pass
    finally:
        try:
            sock.shutdown(socket.SHUT_RDWR)
        except OSError:
            pass
        sock.close()


def accept(listener):
    while True:
        sock, _ = listener.accept()
        sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        threading.Thread(target=handle, args=(sock,), daemon=True).start()


def listen(family, address):
    listener = socket.socket(family, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    if family == socket.AF_INET6:
        listener.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
    listener.bind(address)
    listener.listen(200)
    threading.Thread(target=accept, args=(listener,), daemon=True).start()
    return listener.getsockname()[1]


def main():
    global log
    log = open(sys.argv[1], "w", encoding="utf-8")
    port = listen(socket.AF_INET, (sys.argv[2] if len(sys.argv) > 2 else "127.0.0.1", 0))
    try:
        listen(socket.AF_INET6, ("::1", port))
    except OSError:
        pass
    print(port, flush=True)
    sys.stdin.read()
    os._exit(0)


main()
