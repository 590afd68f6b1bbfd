"""Receipt codes (*mã biên nhận*): how a sender finds a comment again without an account.

The code is derived from the comment's random key and the portal's secret, and only its digest is stored: a copy of the
database alone opens no receipt. It has 60 bits, so that guessing is hopeless even without the limit on look-ups.
"""

import hashlib
import hmac
import uuid
from typing import TYPE_CHECKING

from django.conf import settings

if TYPE_CHECKING:
    from portal.comments.models import Submission

_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_LENGTH = 12
# What people write for letters that the code does not use.
_READ_AS = str.maketrans({"O": "0", "I": "1", "L": "1", "Đ": "D"})


def new_code(key: uuid.UUID) -> str:
    """Return the code of a comment with this key, as ``7K4M-9D2C-5T8R``."""
    return _code(key, settings.SECRET_KEY)


def digest_of(code: str) -> str:
    """Return what is stored of a code; spelling (small letters, spaces, O for 0) makes no difference."""
    return hashlib.sha256(f"receipt:{_plain(code)}".encode()).hexdigest()


def code_of(submission: "Submission") -> str:
    """Return the comment's code; empty where it was made with a secret that the portal no longer knows."""
    for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS):
        code = _code(submission.key, str(secret))
        if digest_of(code) == submission.receipt_hash:
            return code
    return ""


def tidy(code: str) -> str:
    """Return a code as it is printed, in groups of four; empty for what cannot be one."""
    plain = _plain(code)
    if len(plain) != _LENGTH or any(letter not in _LETTERS for letter in plain):
        return ""
    return "-".join(plain[at : at + 4] for at in range(0, _LENGTH, 4))


def _plain(code: str) -> str:
    return "".join(letter for letter in code[:60].upper().translate(_READ_AS) if letter.isalnum())


def _code(key: uuid.UUID, secret: str) -> str:
    number = int.from_bytes(hmac.digest(f"receipt:{secret}".encode(), key.bytes, "sha256")[:8], "big") >> 4
    letters = "".join(_LETTERS[number >> shift & 31] for shift in range(0, 5 * _LENGTH, 5))
    return tidy(letters)
