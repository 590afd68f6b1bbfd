"""The result list as a file, and as a feed."""

from dataclasses import replace

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.views.decorators.http import require_safe

from portal.exports import csv_answer, xlsx_answer
from portal.pages import errors, feeds
from portal.pages.cache import keep
from portal.pages.frame import frame
from portal.throttle import limits
from search import exporting, following, states
from search.engine import EngineUnavailable
from search.forms import read_parameters
from search.patience import at_most

EXPORTS_IN_TEN_MINUTES = 20
FEEDS_A_MINUTE = 60


@require_safe
def export(request: HttpRequest, form: str) -> HttpResponseBase:
    """Give the list that the address asks for out as CSV or XLSX, written while it is sent."""
    client = limits.sender_of(request.META)
    if not limits.allow("search-export", client, limit=EXPORTS_IN_TEN_MINUTES, seconds=600):
        return _later(request, 600)
    asked = states.read(request.GET)
    if asked.errors:
        return errors.bad_request(request)
    planned = exporting.plan(asked.query)
    if planned is None:
        return errors.unavailable(request)
    today = timezone.localdate()
    rows = exporting.rows(planned, base=frame(request).base_url, today=today)
    name = f"ket-qua-tim-kiem-{today:%Y-%m-%d}"
    if form == "csv":
        response = csv_answer(name, exporting.HEADS, rows)
    else:
        response = xlsx_answer(name, "Kết quả tìm kiếm", exporting.HEADS, rows, exporting.WIDTHS)
    response["X-Robots-Tag"] = "noindex"
    return response


@require_safe
@at_most()
def feed(request: HttpRequest) -> HttpResponseBase:
    """Answer with the Atom feed of what is new in the list that the address asks for."""
    client = limits.sender_of(request.META)
    if not limits.allow("search-feed", client, limit=FEEDS_A_MINUTE, seconds=60):
        return _later(request, 60)
    asked = states.read(request.GET)
    if asked.errors:
        return errors.bad_request(request)
    try:
        entries = following.entries(replace(asked.query, page=1), timezone.now())
    except EngineUnavailable:
        return errors.unavailable(request)
    about = states.page_address(asked)
    path = request.path + states.state_of(asked).removesuffix("?")
    response = feeds.answer(request, name=f"tìm {states.in_words(asked)}", path=path, about=about, entries=entries)
    # Made anew each time, but a program that has it already is spared the bytes.
    return keep(response, *read_parameters(), is_kept=False)


def _later(request: HttpRequest, seconds: int) -> HttpResponse:
    response = errors.too_many(request)
    response["Retry-After"] = str(seconds)
    return response
