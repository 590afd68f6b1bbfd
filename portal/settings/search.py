"""Which search engine answers: ``embedded:///folder`` or ``elasticsearch+https://host/prefix``."""

from portal.settings.environment import DATA_DIR, text

SEARCH_URL = text("SEARCH_URL", f"embedded://{DATA_DIR / 'search'}")

# How often searches may be saved from one network, and how often one address may be asked for its consent.
SAVED_SEARCH_LIMITS = {
    "save": [(int(text("SAVED_SEARCHES_10_MINUTES", "20")), 600), (100, 86_400)],
    "letters": [(3, 3_600), (6, 86_400)],
}
# What is looked for, without persons: beside the database, for no public GET writes that.
QUERY_LOG_FILE = DATA_DIR / "queries.sqlite3"
