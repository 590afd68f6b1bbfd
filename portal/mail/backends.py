"""Ways out: the mail server, and a folder where there is none."""

import os
import smtplib
import uuid
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.core.mail.backends.smtp import EmailBackend


class _Noting:
    """Knows whether the text of the present letter has been handed over, so that it may have arrived."""

    handed_over = False

    def mail(self, *args: Any, **kwargs: Any) -> Any:
        """Begin a letter."""
        self.handed_over = False
        return super().mail(*args, **kwargs)  # type: ignore[misc]  # mixed into smtplib's classes

    def data(self, *args: Any, **kwargs: Any) -> Any:
        """Hand over the text."""
        self.handed_over = True
        return super().data(*args, **kwargs)  # type: ignore[misc]  # mixed into smtplib's classes


class _Connection(_Noting, smtplib.SMTP):
    pass


class _SecureConnection(_Noting, smtplib.SMTP_SSL):
    pass


class SmtpTransport(EmailBackend):
    """The mail server of ``EMAIL_HOST``."""

    @property
    def connection_class(self) -> type[smtplib.SMTP]:
        """The connection that tells how far a letter came."""
        return _SecureConnection if self.use_ssl else _Connection

    @property
    def may_have_arrived(self) -> bool:
        """Whether the letter at hand was handed over before something broke."""
        return bool(getattr(self.connection, "handed_over", False))


class FolderTransport(BaseEmailBackend):
    """Writes each letter to a file of the data folder, where a technician can open it with a mail program."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.folder = Path(settings.EMAIL_FILE_PATH)

    def open(self) -> bool:
        """Make the folder, for its owner alone."""
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        return True

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Write the letters; one that is written again replaces itself."""
        self.open()
        for message in email_messages:
            made: Any = message.message()
            name = "".join(c for c in str(made["Message-ID"]).partition("@")[0] if c.isalnum()) or uuid.uuid4().hex
            aside = self.folder / f".{name}.new"
            with os.fdopen(os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
                file.write(made.as_bytes(linesep="\r\n"))
                file.flush()
                os.fsync(file.fileno())
            aside.replace(self.folder / f"{name}.eml")
        return len(email_messages)

    def forget_before(self, moment: datetime) -> None:
        """Remove the files of letters that were written before ``moment``."""
        for path in self.folder.glob("*.eml"):
            if path.stat().st_mtime < moment.timestamp():
                path.unlink(missing_ok=True)
