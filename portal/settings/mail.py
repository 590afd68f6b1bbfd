"""Outgoing mail: how the machine's mail server is reached, and under which address the portal writes."""

from portal.settings.environment import DATA_DIR, flag, text

EMAIL_HOST = text("EMAIL_HOST")
EMAIL_PORT = int(text("EMAIL_PORT", "25")) if text("EMAIL_PORT", "25").isdigit() else 0  # 0: a check refuses it
EMAIL_HOST_USER = text("EMAIL_HOST_USER")
EMAIL_HOST_PASSWORD = text("EMAIL_HOST_PASSWORD")
EMAIL_USE_TLS = flag("EMAIL_USE_TLS")
EMAIL_USE_SSL = flag("EMAIL_USE_SSL")
EMAIL_TIMEOUT = 30
DEFAULT_FROM_EMAIL = SERVER_EMAIL = text("MAIL_FROM", "khong-tra-loi@localhost")
# Links in letters; empty: as the site's own record says.
PUBLIC_URL = text("PORTAL_URL")

# Whatever is sent is a row first; the worker hands it on, so that no request waits for a mail server.
EMAIL_BACKEND = "portal.mail.queued.QueuedMail"
# Without a mail server letters are written to the data folder, where a technician can read them.
MAIL_TRANSPORT = "portal.mail.backends.SmtpTransport" if EMAIL_HOST else "portal.mail.backends.FolderTransport"
EMAIL_FILE_PATH = DATA_DIR / "mail"
