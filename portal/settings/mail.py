"""Outgoing mail: how the machine's mail server is reached, and under which address the portal writes."""

from portal.settings.environment import DATA_DIR, flag, text

EMAIL_HOST = text("EMAIL_HOST")
# Without a mail server letters are written to the data folder, where a technician can read them.
EMAIL_BACKEND = (
    "django.core.mail.backends.smtp.EmailBackend" if EMAIL_HOST else "django.core.mail.backends.filebased.EmailBackend"
)
EMAIL_FILE_PATH = DATA_DIR / "mail"
EMAIL_PORT = int(text("EMAIL_PORT", "25"))
EMAIL_HOST_USER = text("EMAIL_HOST_USER")
EMAIL_HOST_PASSWORD = text("EMAIL_HOST_PASSWORD")
EMAIL_USE_TLS = flag("EMAIL_USE_TLS")
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = text("MAIL_FROM", "khong-tra-loi@localhost")
