"""The mail backend that libraries send by: what they hand over becomes letters."""

import uuid
from collections.abc import Sequence

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

from portal.mail.operations import send


class QueuedMail(BaseEmailBackend):
    """Turns what a library sends in the middle of a request into letters, so that no reader waits for a mail server.

    Plain text only, one letter for each recipient.
    """

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Write the letters inside the caller's transaction; an address that is none is left out."""
        written = 0
        for message in email_messages:
            batch = uuid.uuid4().hex
            for number, recipient in enumerate(message.recipients()):
                try:
                    subject = " ".join(str(message.subject).split())
                    send(to=recipient, subject=subject, body=str(message.body), key=f"{batch}-{number}", about="system")
                except ValueError:
                    if not self.fail_silently:
                        raise
                    continue
                written += 1
        return written
