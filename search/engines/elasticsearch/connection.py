"""The address of a cluster, and asking it: bounded in time, in number, and not at all while it is away."""

import logging
import re
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeVar
from urllib.parse import parse_qs, unquote, urlsplit

from elasticsearch import ApiError, Elasticsearch, NotFoundError, TransportError

from search.engine import EngineAway, EngineUnavailable
from search.engines.elasticsearch.breaker import Breaker
from search.engines.elasticsearch.deadline import BoundedNode, DeadlinePassed, within
from search.patience import left

logger = logging.getLogger(__name__)
T = TypeVar("T")

READING_MAY_TAKE = 1.4
"""Seconds for one question of a reader, from beginning to end; a page takes a little longer itself."""
WRITING_MAY_TAKE = 60.0
AT_ONCE = 3
"""Questions under way in one process: of its four threads one is always free for pages that need no engine."""
_A_TURN_MAY_TAKE = 0.3
_PREFIX = re.compile(r"[a-z0-9][a-z0-9_-]{0,60}")
_SCHEMES = {"elasticsearch": "http", "elasticsearch+https": "https"}
_PORTS = {"http": 9200, "https": 443}


class AddressError(ValueError):
    """``SEARCH_URL`` cannot be read; the message says what it must look like."""


@dataclass(frozen=True, slots=True)
class Address:
    """What ``elasticsearch+https://user:password@host:port/prefix?ca=/file.pem`` says."""

    nodes: tuple[str, ...]
    prefix: str
    login: tuple[str, str] | None = field(default=None, repr=False)
    certificates: str = ""
    """A file with the authorities that are trusted; empty for the system's."""


def read_address(url: str) -> Address:
    """Return what ``url`` says; several nodes stand with commas between them. Raises :class:`AddressError`."""
    parts = urlsplit(url)
    scheme = _SCHEMES.get(parts.scheme)
    name, separator, hosts = parts.netloc.rpartition("@")
    prefix = parts.path.strip("/")
    nodes = tuple(f"{scheme}://{_with_port(host, scheme or '')}" for host in hosts.split(",") if host)
    if scheme is None or not nodes or not _PREFIX.fullmatch(prefix):
        raise AddressError(
            "SEARCH_URL must be elasticsearch://host:port/prefix or elasticsearch+https://user:password@host/prefix, "
            "the prefix of small letters, digits and dashes"
        )
    user, _, password = name.partition(":")
    login = (unquote(user), unquote(password)) if separator else None
    return Address(nodes, prefix, login, parse_qs(parts.query).get("ca", [""])[0])


def _with_port(host: str, scheme: str) -> str:
    has_port = re.search(r":\d+$", host) and not host.endswith("]")
    return host if has_port else f"{host}:{_PORTS.get(scheme, 0)}"


class Cluster:
    """The cluster at ``address``. Whatever goes wrong with it leaves as :class:`EngineUnavailable`."""

    def __init__(self, address: Address) -> None:
        self.prefix = address.prefix
        self.breaker = Breaker()
        self._turns = threading.BoundedSemaphore(AT_ONCE)
        options: dict[str, Any] = {"ca_certs": address.certificates} if address.certificates else {}
        client = Elasticsearch(
            list(address.nodes),
            basic_auth=address.login,
            node_class=BoundedNode,
            connections_per_node=AT_ONCE + 4,
            # Whoever asks decides what comes next: a client that repeats by itself makes storms.
            max_retries=0,
            retry_on_timeout=False,
            retry_on_status=(),
            request_timeout=READING_MAY_TAKE,
            **options,
        )
        # Made once: making one for each question costs half a millisecond. The caller's limit ends a call earlier.
        self._reading = client
        self._writing = client.options(request_timeout=WRITING_MAY_TAKE)

    def ask(self, question: Callable[[Elasticsearch], T], *, seconds: float = READING_MAY_TAKE) -> T:
        """Return a reader's answer within ``seconds`` and the page's patience; nobody waits while it is away."""
        allowed = left(seconds)
        if not allowed:
            raise EngineAway("the time for this page is over")
        self.breaker.admit()
        if not self._turns.acquire(timeout=min(_A_TURN_MAY_TAKE, allowed)):
            raise EngineAway("too many questions at once")
        try:
            answer = self._bounded(self._reading, question, left(seconds))
        except EngineUnavailable as error:
            if isinstance(error, EngineAway) and is_trouble(error.__cause__):
                self.breaker.failed()
            else:
                self.breaker.succeeded()
            raise
        finally:
            self._turns.release()
        self.breaker.succeeded()
        return answer

    def work(self, task: Callable[[Elasticsearch], T], *, seconds: float = WRITING_MAY_TAKE) -> T:
        """Return what a writer's ``task`` returns; it is tried even where readers are turned away."""
        allowed = left(seconds)
        if not allowed:
            raise EngineAway("the time for this page is over")
        return self._bounded(self._writing, task, allowed)

    def _bounded(self, client: Elasticsearch, question: Callable[[Elasticsearch], T], seconds: float) -> T:
        try:
            return within(seconds, lambda: question(client))
        except EngineUnavailable:
            raise
        except NotFoundError as error:
            raise EngineUnavailable(f"no such index has been built yet: {described(error)}") from error
        except (ApiError, TransportError, DeadlinePassed, OSError) as error:
            raise EngineAway(described(error)) from error
        except (KeyError, IndexError, TypeError, ValueError) as error:
            # What answered is not what it should be: a proxy's page, half an answer.
            raise EngineAway(f"the answer cannot be read: {described(error)}") from error


def is_trouble(cause: BaseException | None) -> bool:
    """Return whether the server is not well, rather than refusing this one question."""
    return not (isinstance(cause, ApiError) and cause.meta.status in {400, 404, 409})


def described(error: BaseException) -> str:
    """Return one bounded line on ``error``; addresses of nodes may be in it, passwords never are."""
    return " ".join(f"{type(error).__name__}: {error}".split())[:300]
