"""The memory of one process: finished pages of one generation, the least recently shown dropped first."""

import threading
from collections import OrderedDict

from django.conf import settings

from portal.pages.cache.answers import Answer
from portal.pages.cache.asking import Place, Query
from portal.pages.cache.declaring import Declared

VARIANTS = 64
"""How many pages at most are kept of one path: its parameters may hold anything a stranger thinks of."""

PATHS = 4_096
"""Of how many paths it is remembered which parameters their views read."""

Key = tuple[Place, Query]


class Store:
    """Pages by place and query, within ``settings.PAGE_CACHE_BYTES``."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._pages: OrderedDict[Key, Answer] = OrderedDict()
        self._variants: dict[Place, OrderedDict[Query, None]] = {}
        self._declared: OrderedDict[Place, Declared | None] = OrderedDict()
        self._generation = ""
        self.size = 0

    def __len__(self) -> int:
        return len(self._pages)

    def get(self, key: Key, generation: str, now: float) -> Answer | None:
        """Return the page if one of this generation is kept and may still be shown."""
        with self._lock:
            if generation != self._generation:
                self._empty(generation)
                return None
            found = self._pages.get(key)
            if found is None:
                return None
            if not found.is_good(now):
                self._drop(key)
                return None
            self._pages.move_to_end(key)
            return found

    def put(self, key: Key, page: Answer, generation: str) -> None:
        """Keep the page, unless another generation has begun since it was asked for."""
        limit = settings.PAGE_CACHE_BYTES
        with self._lock:
            if generation != self._generation or page.size > limit // 8:
                return
            self._drop(key)
            self._pages[key] = page
            self.size += page.size
            variants = self._variants.setdefault(key[0], OrderedDict())
            variants[key[1]] = None
            if len(variants) > VARIANTS:
                self._drop((key[0], next(iter(variants))))
            while self.size > limit:
                self._drop(next(iter(self._pages)))

    def declared_at(self, place: Place) -> tuple[bool, Declared | None]:
        """Return whether the place was asked for before, and what its view has said of its last answer.

        ``None``: nothing, so each answer is for one reader.
        """
        with self._lock:
            if place not in self._declared:
                return False, None
            self._declared.move_to_end(place)
            return True, self._declared[place]

    def learn(self, place: Place, declared: Declared | None) -> None:
        """Remember what the view at the place has said of its answer."""
        with self._lock:
            self._declared[place] = declared
            self._declared.move_to_end(place)
            if len(self._declared) > PATHS:
                self._declared.popitem(last=False)

    def forget(self) -> None:
        """Drop everything."""
        with self._lock:
            self._empty("")
            self._declared.clear()

    def _empty(self, generation: str) -> None:
        self._pages.clear()
        self._variants.clear()
        self.size, self._generation = 0, generation

    def _drop(self, key: Key) -> None:
        page = self._pages.pop(key, None)
        if page is None:
            return
        self.size -= page.size
        variants = self._variants[key[0]]
        del variants[key[1]]
        if not variants:
            del self._variants[key[0]]
