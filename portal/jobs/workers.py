"""Which process holds a piece of work, and whether that process still lives.

A claim that outlives its process would stop the work until the claim lapses; a worker that starts
again on the same machine sees that the former one is gone and goes on at once.
"""

import os
import socket
from pathlib import Path


def this_worker() -> str:
    """Return the name of this process: machine, number, and when it began, since numbers are used again."""
    pid = os.getpid()
    return f"{socket.gethostname()[:30]}:{pid}:{_began(pid)}"


def is_gone(worker: str) -> bool:
    """Return whether ``worker`` ran on this machine and is no more; of other machines nothing is known."""
    host, _, rest = worker.rpartition(":")[0].rpartition(":")
    pid = rest if rest.isdigit() else ""
    if host != socket.gethostname()[:30] or not pid:
        return False
    began = worker.rpartition(":")[2]
    try:
        os.kill(int(pid), 0)
    except ProcessLookupError:
        return True
    except OSError:
        return False
    return began != _began(int(pid))


def _began(pid: int) -> str:
    """Return the instant at which the process began, in ticks since the machine's start; "" where it is not told."""
    try:
        # The second field, the program's name, may hold blanks and brackets.
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return ""
    # A dead child that nobody has asked for keeps its number (state Z).
    return "" if fields[0] == "Z" else fields[19]
