"""Counting which rank of a list is opened, without a cookie or a script.

The title of a result leads through ``/tim-kiem/mo/<rank>/<key><address>``, which counts and sends on to the address at
the end of it. The key names the words and tells nobody what they are, so that such a link can be handed on; where
it leads can be read in it, and what the reader arrives at is the plain address.
"""

from dataclasses import replace

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_safe

from search import archive, query_log
from search.forms import SearchForm
from search.page import ResultPage


def counted(page: ResultPage, form: SearchForm) -> ResultPage:
    """Return ``page`` with rows whose titles lead through the count, where the list is one by rank."""
    query = form.query
    if query.sort != "rank" or not query.text or page.degraded or query_log.is_personal(query.text):
        return page
    key = query_log.key_of(query.text)
    first = (query.page - 1) * query.page_size + 1
    rows = tuple(
        replace(row, opened=reverse("search-open", args=[rank, key, row.url.removeprefix("/")]))
        for rank, row in enumerate(page.rows, start=first)
        if row.url.startswith("/")
    )
    return replace(page, rows=rows) if len(rows) == len(page.rows) else page


@require_safe
def open_result(request: HttpRequest, rank: int, key: str, to: str) -> HttpResponse:
    """Count an opened result and lead on, always to an address of this site."""
    # One slash, and no sign that a browser would read as a second one: the next host is always this one.
    address = f"/{to.lstrip('/')}"
    if not 1 <= rank <= archive.MAX_RANK or "\\" in to or any(ord(character) < 33 for character in to):
        raise Http404
    is_ahead = "prefetch" in f"{request.headers.get('Sec-Purpose', '')}{request.headers.get('Purpose', '')}"
    if request.method == "GET" and not is_ahead:
        query_log.note_opened(key, rank)
    response = redirect(address)
    response["Cache-Control"] = "no-store"
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response
