"""The lasting name of a public comment in addresses: eight letters that say nothing of how many others there are.

A row's own number would let anybody count what waits unread. The name is that number, enciphered (four rounds of a
Feistel network over 40 bits, keyed with the portal's secret), so it needs no column and never changes.
"""

import hmac
from collections.abc import Iterable
from functools import lru_cache

from django.conf import settings

_LETTERS = "abcdefghijkmnpqrstuvwxyz23456789"
_HALF = 20
_MASK = (1 << _HALF) - 1
_LARGEST = 1 << 32
_ROUNDS = range(4)
LENGTH = 8


def name_of(pk: int) -> str:
    """Return the name of the comment with this key."""
    number = _turned(pk, _key(settings.SECRET_KEY), _ROUNDS)
    return "".join(_LETTERS[number >> shift & 31] for shift in range(35, -1, -5))


def pk_of(name: str) -> int | None:
    """Return the key that a name stands for, or ``None`` where it is no name that was ever given.

    Names given under an earlier secret still hold while it stands in ``SECRET_KEY_FALLBACKS``.
    """
    if len(name) != LENGTH or any(letter not in _LETTERS for letter in name):
        return None
    number = 0
    for letter in name:
        number = number << 5 | _LETTERS.index(letter)
    for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS):
        pk = _turned(number, _key(secret), reversed(_ROUNDS), back=True)
        if 0 < pk < _LARGEST:
            return pk
    return None


@lru_cache(maxsize=8)
def _key(secret: str) -> bytes:
    return hmac.digest(secret.encode(), b"portal.comments.links", "sha256")


def _turned(number: int, key: bytes, rounds: Iterable[int], *, back: bool = False) -> int:
    left, right = number >> _HALF, number & _MASK
    for turn in rounds:
        if back:
            left, right = right ^ _scrambled(key, turn, left), left
        else:
            left, right = right, left ^ _scrambled(key, turn, right)
    return left << _HALF | right


def _scrambled(key: bytes, turn: int, half: int) -> int:
    digest = hmac.digest(key, bytes([turn]) + half.to_bytes(3, "big"), "sha256")
    return int.from_bytes(digest[:3], "big") & _MASK
