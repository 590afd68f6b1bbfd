"""Which search engine answers: ``embedded:///folder`` or ``elasticsearch+https://host/prefix``."""

from portal.settings.environment import DATA_DIR, text

SEARCH_URL = text("SEARCH_URL", f"embedded://{DATA_DIR / 'search'}")
