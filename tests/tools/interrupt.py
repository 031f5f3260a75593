# SPDX-License-Identifier: MIT
"""interrupt.py SIGNAL SECONDS COMMAND…: runs COMMAND, sends it SIGNAL after SECONDS.

Prints "exit N" or "signal N" for how it ended. A command that does not end in 30 seconds is killed,
which shows as "signal 9".
"""

import signal
import subprocess
import sys

process = subprocess.Popen(
    sys.argv[3:], stdout=subprocess.DEVNULL, stderr=sys.stderr, stdin=subprocess.DEVNULL
)
try:
    process.wait(float(sys.argv[2]))
except subprocess.TimeoutExpired:
    process.send_signal(getattr(signal, "SIG" + sys.argv[1]))
    try:
        process.wait(30)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
code = process.returncode
print(f"exit {code}" if code >= 0 else f"signal {-code}")
