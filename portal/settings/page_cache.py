"""How much memory each web process may use to keep finished pages for readers who are not logged in; 0: none."""

from portal.settings.environment import text

PAGE_CACHE_BYTES = int(text("PAGE_CACHE_BYTES") or 64 * 1024 * 1024)
