"""A small mail server that really listens: keeps what it is given, and refuses or dawdles as it is told."""

import email
import email.policy
import socket
import socketserver
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from email.message import EmailMessage
from typing import IO

import pytest


@dataclass
class Received:
    """One letter as it came over the wire."""

    sender: str
    recipients: list[str]
    raw: bytes

    @property
    def message(self) -> EmailMessage:
        """The letter, read."""
        read = email.message_from_bytes(self.raw, policy=email.policy.default)
        assert isinstance(read, EmailMessage)
        return read

    @property
    def text(self) -> str:
        """What it says, with plain line ends."""
        return str(self.message.get_content()).replace("\r\n", "\n")


@dataclass
class Manners:
    """How the server behaves; each answer is ``(code, words)``, none where it agrees."""

    greeting: tuple[int, str] | None = None
    recipient: tuple[int, str] | None = None
    text: tuple[int, str] | None = None
    recipients: dict[str, tuple[int, str]] = field(default_factory=dict)
    silent_at: str = ""
    hangs_up_after_text: bool = False
    seconds: float = 0.0


class MailServer:
    """Listens on a free port of this machine until it is stopped; can be started again on the same one."""

    def __init__(self) -> None:
        self.letters: list[Received] = []
        self.manners = Manners()
        self.port = 0
        self.accepted = threading.Event()
        self._server: socketserver.ThreadingTCPServer | None = None
        self._open: set[socket.socket] = set()
        self.start()

    def start(self) -> None:
        """Listen."""
        owner = self

        class Handler(socketserver.StreamRequestHandler):
            def handle(self) -> None:
                owner._open.add(self.connection)
                with suppress(OSError):
                    _Session(owner, self.rfile, self.wfile).run()
                owner._open.discard(self.connection)

        class Listener(socketserver.ThreadingTCPServer):
            allow_reuse_address = True
            daemon_threads = True
            block_on_close = False

        self._server = Listener(("127.0.0.1", self.port), Handler)
        self.port = self._server.server_address[1]
        threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()

    def stop(self) -> None:
        """Stop listening and cut what is open, as a machine that is switched off."""
        if self._server is not None:
            self._server.shutdown()
            self._server.server_close()
            self._server = None
        for connection in list(self._open):
            with suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)

    def to(self, address: str) -> list[Received]:
        """Return what came for ``address``."""
        return [letter for letter in self.letters if address in letter.recipients]


class _Session:
    """One conversation."""

    def __init__(self, server: MailServer, lines: Iterator[bytes], out: IO[bytes]) -> None:
        self.server, self.lines, self.out = server, lines, out
        self.sender, self.recipients = "", list[str]()

    def say(self, code: int, words: str) -> None:
        self.out.write(f"{code} {words}\r\n".encode())

    def run(self) -> None:
        manners = self.server.manners
        if manners.greeting:
            self.say(*manners.greeting)
            return
        self.say(220, "may chu thu")
        for line in self.lines:
            verb, _, rest = line.decode().strip().partition(" ")
            if manners.silent_at == verb.upper():
                time.sleep(manners.seconds)
                return
            if self.answer(verb.upper(), rest) == "end":
                return

    def answer(self, verb: str, rest: str) -> str:
        manners = self.server.manners
        if verb == "MAIL":
            self.sender, self.recipients = _inside(rest), []
            self.say(250, "duoc")
        elif verb == "RCPT":
            refusal = manners.recipients.get(_inside(rest)) or manners.recipient
            if refusal is None:
                self.recipients.append(_inside(rest))
            self.say(*(refusal or (250, "duoc")))
        elif verb == "DATA":
            self.say(354, "moi")
            return self.take()
        elif verb == "QUIT":
            self.say(221, "chao")
            return "end"
        else:
            self.say(250, "duoc")
        return ""

    def take(self) -> str:
        manners = self.server.manners
        text = []
        for line in self.lines:
            if line == b".\r\n":
                break
            text.append(line[1:] if line.startswith(b".") else line)
        else:
            return "end"
        if manners.text:
            self.say(*manners.text)
            return ""
        self.server.letters.append(Received(self.sender, self.recipients, b"".join(text)))
        self.server.accepted.set()
        if manners.silent_at == "TEXT":
            time.sleep(manners.seconds)
        if manners.hangs_up_after_text:
            return "end"
        self.say(250, "da nhan")
        return ""


def _inside(words: str) -> str:
    return words.partition("<")[2].partition(">")[0]


@pytest.fixture
def mail_server() -> Iterator[MailServer]:
    """A mail server that takes everything, until told otherwise."""
    server = MailServer()
    yield server
    server.stop()
