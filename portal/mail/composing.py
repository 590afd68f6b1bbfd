"""A letter as it goes over the wire: plain Vietnamese text in seven bits, wrapped, with a stable number."""

import textwrap
import unicodedata
from email.charset import QP, Charset
from email.header import Header
from email.utils import quote
from typing import Any

from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.core.validators import validate_email
from django.utils.crypto import salted_hmac

from portal.mail.models import Letter
from portal.text.vietnamese import normalise

LINE = 72
_SEVEN_BITS = Charset("utf-8")
_SEVEN_BITS.body_encoding = QP
_CONTROLS = frozenset({"Cc", "Zl", "Zp"})


def one_line(text: str, what: str) -> str:
    """Return ``text`` as a header may hold it; raises ValueError where it holds a line end or another control."""
    if any(unicodedata.category(character) in _CONTROLS for character in text):
        raise ValueError(f"the {what} of a letter is one line without control characters")
    return normalise(text).strip()


def address(text: str) -> str:
    """Return the one plain address in ``text``; raises ValueError where it is anything else."""
    stripped = one_line(text, "address")
    try:
        validate_email(stripped)
    except ValidationError as error:
        raise ValueError("a letter goes to one plain address") from error
    if len(stripped) > 254:
        raise ValueError("the address of a letter has at most 254 characters")
    return stripped


def plain(text: str) -> str:
    """Return ``text`` normalised, without controls other than line ends."""
    kept = (letter for letter in normalise(text) if letter == "\n" or unicodedata.category(letter) != "Cc")
    return "".join(kept).strip()


def message_id(key: str, domain: str) -> str:
    """Return the number of the letter ``key``: the same each time, and telling nothing of the key."""
    return f"<{salted_hmac('portal.mail', key, algorithm='sha256').hexdigest()[:32]}@{domain or 'localhost'}>"


def wrapped(text: str) -> str:
    """Return ``text`` with lines of at most :data:`LINE` characters; a word or an address is never broken."""
    wrapper = textwrap.TextWrapper(LINE, break_long_words=False, break_on_hyphens=False, replace_whitespace=False)
    return "\n".join(wrapper.fill(line) if len(line) > LINE else line for line in text.split("\n")) + "\n"


class _Message(EmailMessage):
    """Breaks a long subject with the header's own name in mind; the first line would be left empty otherwise."""

    def message(self) -> Any:  # type: ignore[override]  # the stubs name an argument of a later Django
        """Return the message as it goes out."""
        made: Any = super().message()
        made.replace_header("Subject", Header(str(self.subject), _SEVEN_BITS, header_name="Subject"))
        return made


def _leaving(address: str) -> dict[str, str]:
    """Return the headers by which a mail program ends letters of this kind, with one press over HTTPS (RFC 8058)."""
    if not address:
        return {}
    pressed = {"List-Unsubscribe-Post": "List-Unsubscribe=One-Click"} if address.startswith("https://") else {}
    return {"List-Unsubscribe": f"<{address}>", **pressed}


def compose(letter: Letter, sender: tuple[str, str], connection: BaseEmailBackend | None = None) -> EmailMessage:
    """Return the message of ``letter``, with headers that keep other machines from answering it."""
    message = _Message(
        subject=letter.subject,
        body=wrapped(letter.body),
        # Django encodes the name, and breaks it where it is longer than one encoded word may be.
        from_email=f'"{quote(sender[0])}" <{sender[1]}>' if sender[0] else sender[1],
        to=[letter.to],
        headers={
            "Message-ID": letter.message_id,
            "Auto-Submitted": "auto-generated",
            "X-Auto-Response-Suppress": "All",
            "Content-Language": "vi",
            **_leaving(letter.leave),
        },
        connection=connection,
    )
    message.encoding = _SEVEN_BITS
    return message
