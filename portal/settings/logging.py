"""Logs go to standard error, one line an event, without request bodies or personal data."""

from portal.settings.environment import text

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": text("LOG_LEVEL", "WARNING")},
    "loggers": {"wagtail": {"level": "WARNING"}, "portal": {"level": text("LOG_LEVEL", "INFO")}},
}
