"""A breaker: after a few failures in a row nobody is kept waiting for a server that does not answer.

Pure; it knows no server. One lives in each process. Time is that of a monotonic clock, which nobody can set.
"""

import threading
import time
from collections.abc import Callable

from search.engine import EngineAway

FAILURES = 4
"""So many in a row open it."""
FIRST_PAUSE = 1.0
LONGEST_PAUSE = 10.0
"""Seconds between two probes, doubled after each that fails."""


class Breaker:
    """Closed: everybody may ask. Open: one may ask after each pause, and an answer closes it."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._failures = 0
        self._pause = FIRST_PAUSE
        self._next_probe = 0.0

    @property
    def is_open(self) -> bool:
        """Whether askers are turned away."""
        return self._failures >= FAILURES

    def admit(self) -> None:
        """Let the caller ask, or raise :class:`EngineAway` at once."""
        with self._lock:
            if not self.is_open:
                return
            now = self._clock()
            if now < self._next_probe:
                raise EngineAway("the server did not answer lately; it is tried again in a moment")
            # One goes and looks; the others are turned away until it comes back.
            self._next_probe = now + self._pause

    def succeeded(self) -> None:
        """Note an answer."""
        with self._lock:
            self._failures, self._pause = 0, FIRST_PAUSE

    def failed(self) -> None:
        """Note that none came."""
        with self._lock:
            if self.is_open:
                self._pause = min(self._pause * 2, LONGEST_PAUSE)
            self._failures += 1
            if self.is_open:
                self._next_probe = self._clock() + self._pause
