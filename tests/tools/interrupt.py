# SPDX-License-Identifier: MIT
"""interrupt.py SIGNAL SECONDS COMMAND…: runs COMMAND, sends it SIGNAL SECONDS after it began to catch it.

A command that does not catch it in 5 seconds is sent it then. Prints "exit N" or "signal N" for how it ended. A command that does not end in 30 seconds is killed,
which shows as "signal 9".
"""

import signal
import subprocess
import sys
import time


def catches(process, number):
    """Whether PROCESS has a handler for the signal, as proc(5) tells."""
    with open(f"/proc/{process.pid}/status", encoding="ascii") as status:
        masks = [line.split()[1] for line in status if line.startswith("SigCgt:")]
    return bool(masks) and int(masks[0], 16) >> (number - 1) & 1 == 1


number = getattr(signal, "SIG" + sys.argv[1])
process = subprocess.Popen(
    sys.argv[3:], stdout=subprocess.DEVNULL, stderr=sys.stderr, stdin=subprocess.DEVNULL
)
latest = time.monotonic() + 5
while process.poll() is None and not catches(process, number) and time.monotonic() < latest:
    time.sleep(0.005)
try:
    process.wait(float(sys.argv[2]))
except subprocess.TimeoutExpired:
    process.send_signal(number)
    try:
        process.wait(30)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
code = process.returncode
print(f"exit {code}" if code >= 0 else f"signal {-code}")
