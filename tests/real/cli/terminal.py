"""Runs a program in a pseudo-terminal as a person would: waits for what is on the screen, and types.

Reads a job in JSON from standard input, and prints {"output", "code", "matched"} in JSON.
"""

import fcntl
import json
import os
import pty
import re
import select
import signal
import struct
import sys
import termios
import time

job = json.load(sys.stdin)
CONTROL = re.compile(rb"\x1b(?:\[[\d;?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[()].|[=>])|\r")
pid, terminal = pty.fork()
if pid == 0:
    os.chdir(job["cwd"])
    os.execvpe(job["command"][0], job["command"], job["env"])
fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", job["rows"], job["columns"], 0, 0))
output = b""
ended = False


def receive(seconds):
    """Adds what the program writes, for at most some seconds."""
    global output, ended
    if ended or not select.select([terminal], [], [], seconds)[0]:
        return
    try:
        part = os.read(terminal, 65536)
    except OSError:
        part = b""
    output += part
    ended = part == b""


end = time.monotonic() + job["timeout"]
matched = True
shown = 0
for wait, keys in job["steps"]:
    pattern = re.compile(wait.encode())
    while not (found := pattern.search(CONTROL.sub(b"", output), shown)) and not ended and time.monotonic() < end:
        receive(0.1)
    if not found:
        matched = False
        break
    shown = found.end()
    # A shell that is still drawing its line would take the keys for a paste.
    pause = time.monotonic() + 0.3
    while time.monotonic() < pause:
        receive(0.05)
    os.write(terminal, keys.encode())
while not ended and time.monotonic() < end and matched:
    receive(0.1)
if not ended:
    os.kill(pid, signal.SIGKILL)
_, status = os.waitpid(pid, 0)
code = os.waitstatus_to_exitcode(status) if ended else None
print(json.dumps({"output": output.decode(errors="replace"), "code": code, "matched": matched and ended}))
