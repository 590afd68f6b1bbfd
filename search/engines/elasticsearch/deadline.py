"""A call to a server that ends when its time is over, whatever the server or the network does.

A socket's timeout bounds the wait for the next byte only: a server that sends a byte a second, or a name server
that says nothing, outlasts it. The call therefore runs in a thread of its own, which the caller leaves when the
time is over; its connection is shut down, so that the thread ends too.
"""

import queue
import socket
import threading
from collections.abc import Callable
from contextlib import suppress
from typing import Any, TypeVar

from elastic_transport import Urllib3HttpNode
from urllib3.connection import HTTPConnection

T = TypeVar("T")

CONNECTING_MAY_TAKE = 1.0
"""Seconds until a connection stands, with TLS; every call has less than that or this."""

_here = threading.local()


class DeadlinePassed(Exception):
    """The call did not come back in time."""


class _Call:
    """One call under way and the connection that it uses."""

    def __init__(self) -> None:
        self.connection: HTTPConnection | None = None
        self.is_over = False

    def abort(self) -> None:
        """Take the connection away from the thread that waits on it."""
        self.is_over = True
        taken = self.connection.sock if self.connection is not None else None
        if taken is not None:
            with suppress(OSError):
                taken.shutdown(socket.SHUT_RDWR)


def within(seconds: float, ask: Callable[[], T]) -> T:
    """Return what ``ask`` returns, or raise what it raises; :class:`DeadlinePassed` after ``seconds``."""
    answers: queue.SimpleQueue[tuple[T | None, BaseException | None]] = queue.SimpleQueue()
    call = _Call()

    def run() -> None:
        _here.call = call
        try:
            answers.put((ask(), None))
        except BaseException as error:
            answers.put((None, error))

    threading.Thread(target=run, daemon=True, name="search-call").start()
    try:
        answer, error = answers.get(timeout=max(seconds, 0.001))
    except queue.Empty:
        call.abort()
        raise DeadlinePassed(f"no answer within {seconds:.1f} s") from None
    if error is not None:
        raise error
    return answer  # type: ignore[return-value] # an answer without an error is of the call's own type


class BoundedNode(Urllib3HttpNode):
    """A node whose connections can be taken away from the call that uses them, and stand up quickly or not."""

    def __init__(self, config: Any) -> None:
        super().__init__(config)
        kind: Any = self.pool.ConnectionCls
        self.pool.ConnectionCls = type("BoundedConnection", (_Bounded, kind), {})


class _Bounded:
    timeout: Any

    def connect(self) -> None:
        self.timeout = min(self.timeout or CONNECTING_MAY_TAKE, CONNECTING_MAY_TAKE)
        _note(self)
        super().connect()  # type: ignore[misc] # mixed into a connection

    def request(self, *arguments: Any, **named: Any) -> None:
        _note(self)
        super().request(*arguments, **named)  # type: ignore[misc] # mixed into a connection


def _note(connection: Any) -> None:
    call: _Call | None = getattr(_here, "call", None)
    if call is None:
        return
    if call.is_over:
        raise ConnectionAbortedError("the caller has left")
    call.connection = connection
