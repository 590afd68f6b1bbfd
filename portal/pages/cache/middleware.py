"""The outermost middleware: a reader who is not logged in is given the finished page, if there is one.

Nothing else runs for such an answer: no session, no query, no template. The headers that the inner middleware set,
the content policy among them, are kept with the page.
"""

import threading
import time
from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import MiddlewareNotUsed
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import patch_cache_control, patch_vary_headers

from portal.pages.cache import generation, lifetime
from portal.pages.cache.answers import answer, is_sharable, made_from
from portal.pages.cache.asking import Asked, Query, asked, is_known_reader, put_query
from portal.pages.cache.declaring import declared_of
from portal.pages.cache.store import Key, Store

PATIENCE = 5.0
"""Seconds for which a request waits for another one that makes the same page; then it makes the page itself."""

Next = Callable[[HttpRequest], HttpResponseBase]
pages = Store()
_being_made: dict[Key, threading.Event] = {}
_making = threading.Lock()


class PageCache:
    """Answers from the kept pages, and keeps what views declare as the same for everybody."""

    def __init__(self, get_response: Next) -> None:
        if not settings.PAGE_CACHE_BYTES:
            raise MiddlewareNotUsed
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        question = asked(request)
        if question is None:
            return _for_one_reader(request, self.get_response(request))
        now = generation.current()
        if now is None:
            return self._make(request, question, None)
        was_asked, declared = pages.declared_at(question.place)
        if was_asked and (declared is None or not declared.is_kept):
            return self._make(request, question, now)
        query = question.query if declared is None else question.narrowed(declared.parameters)
        key = (question.place, query)
        found = pages.get(key, now, time.time())
        if found is None:
            return self._make_once(request, question, key, now)
        return answer(request, found)

    def _make_once(self, request: HttpRequest, question: Asked, key: Key, now: str) -> HttpResponseBase:
        """Make the page, or wait until another request has made it."""
        with _making:
            finished = _being_made.get(key)
            if finished is None:
                mine = _being_made[key] = threading.Event()
        if finished is not None:
            finished.wait(PATIENCE)
            found = pages.get(key, now, time.time())
            return answer(request, found) if found is not None else self._make(request, question, now)
        try:
            return self._make(request, question, now)
        finally:
            with _making:
                del _being_made[key]
            mine.set()

    def _make(self, request: HttpRequest, question: Asked, now: str | None) -> HttpResponseBase:
        """Make the page and keep it if it may be kept under the generation ``now``, read before it was made."""
        shown = question.query
        known = pages.declared_at(question.place)[1]
        if known is not None and question.narrowed(known.parameters) != question.query:
            shown = question.narrowed(known.parameters)
            put_query(request, shown)
        response = self.get_response(request)
        declared = declared_of(response)
        if known is None or (declared is not None and response.status_code == 200):
            pages.learn(question.place, declared)
        if declared is None or not isinstance(response, HttpResponse) or not is_sharable(response):
            return response
        if not response.content:  # what some views answer to HEAD
            return response
        page = made_from(response, made_at=time.time(), until=lifetime.until(now) if now else 0)
        if (
            now
            and declared.is_kept
            and question.may_fill
            and request.method == "GET"
            and _reads_all(shown, declared.parameters)
        ):
            key = (question.place, Asked(question.place, shown, True).narrowed(declared.parameters))
            pages.put(key, page, now)
        return answer(request, page)


def _reads_all(query: Query, parameters: frozenset[str]) -> bool:
    """Return whether the view was shown nothing but what it reads: it may print the address that it was asked."""
    return all(name in parameters for name, _ in query)


def _for_one_reader(request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
    """Keep proxies from giving a page made for somebody who is logged in to others."""
    if declared_of(response) is not None:
        patch_vary_headers(response, ["Cookie"])
        if is_known_reader(request):
            patch_cache_control(response, private=True, no_cache=True)
    return response


def forget() -> None:
    """Drop every kept page and what is known of the generation, in this process."""
    pages.forget()
    generation.forget()
    lifetime.forget()
