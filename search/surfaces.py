"""Where search could show a record: handed up so that the test of hidden content looks there."""

from typing import Any
from urllib.parse import urlencode

from portal.pages import surfaces


def register() -> None:
    """Register the search page, the API and the type-ahead as public surfaces."""
    surfaces.register("search", lambda obj: [f"/tim-kiem/?{urlencode({'q': words})}" for words in _words(obj)])
    surfaces.register("search-api", lambda obj: [f"/api/v1/search?{urlencode({'q': words})}" for words in _words(obj)])
    surfaces.register("search-feed", lambda obj: [f"/tim-kiem.atom?{urlencode({'q': words})}" for words in _words(obj)])
    surfaces.register(
        "search-export", lambda obj: [f"/tim-kiem/ket-qua.csv?{urlencode({'q': words})}" for words in _words(obj)]
    )
    surfaces.register(
        "search-suggest", lambda obj: [f"/tim-kiem/goi-y?{urlencode({'q': words})}" for words in _words(obj)]
    )


def _words(obj: Any) -> list[str]:
    found = (str(getattr(obj, name, "") or "") for name in ("title", "subject", "symbol"))
    return list(dict.fromkeys(words[:200] for words in found if words.strip())) or [str(obj)[:200]]
