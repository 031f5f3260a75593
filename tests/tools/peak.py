#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""peak.py COMMAND...: runs it with its output thrown away, prints the bytes of memory that it took at the
most, and ends with its exit status. As a module: Runner."""

import os
import subprocess
import sys


def run(command):
    """Exit status, seconds of processor time and peak bytes of COMMAND, output thrown away."""
    child = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                             stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    return child.returncode, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024


class Runner:
    """Runs commands from a process that is forked at once and stays small: the peak of a process
    counts from what the one that started it ever held."""

    def __init__(self):
        asked, self.ask = os.pipe()
        self.answer, answered = os.pipe()
        if os.fork() == 0:
            os.close(self.ask)
            os.close(self.answer)
            with open(asked, "rb") as lines, open(answered, "w", encoding="ascii") as out:
                for line in lines:
                    print(*run(line[:-1].split(b"\0")), file=out, flush=True)
            os._exit(0)
        os.close(asked)
        os.close(answered)
        self.answer = open(self.answer, encoding="ascii")

    def run(self, command):
        """The same as run; no word of COMMAND may hold a line feed."""
        os.write(self.ask, b"\0".join(os.fsencode(word) for word in command) + b"\n")
        status, seconds, peak = self.answer.readline().split()
        return int(status), float(seconds), int(peak)


if __name__ == "__main__":
    ended, _, most = run(sys.argv[1:])
    print(most)
    sys.exit(ended if ended >= 0 else 128 - ended)
