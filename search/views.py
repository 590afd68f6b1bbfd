"""The search page (everything, or one kind of record) and the lines of the type-ahead."""

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.views import View
from django.views.decorators.http import require_safe

from portal.pages.cache import keep
from portal.throttle import limits
from search import archive, opening, page, query_log, states
from search.forms import SearchForm, read_parameters
from search.patience import at_most
from search.types import Results

SUGGESTIONS_A_MINUTE = 240


@method_decorator(require_safe, name="dispatch")
class ArchiveView(View):
    """Search as a page. ``kind`` fixes the kind of record: the archive's own list is this view."""

    kind = ""
    feed = ""
    """The view of the feed that follows this list, if there is one."""
    ways: tuple[tuple[str, str], ...] = ()
    """Other ways into the same records: label and name of the view, shown under the heading."""
    page_size = 20
    template_name = "search/results.html"

    @at_most()
    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Answer with results; 400 with a sentence for what cannot be read, 503 without the engine."""
        form = SearchForm.from_address(request.GET, kind=self.kind, page_size=self.page_size)
        status = 400 if form.errors else 200
        user = getattr(request, "user", None)
        try:
            found = archive.search(form.query, user=user)
        except archive.TooDeep as error:
            form = SearchForm(form.query, {**form.errors, "page": str(error)}, self.kind)
            found, status = Results((), 0), 400
        shown = opening.counted(page.build(form, found, path=request.path, user=user), form)
        if found.degraded:
            status = 503
        if status == 200 and request.method == "GET":
            query_log.note_search(form.query, found.count, place=self.kind)
        context = {
            "page": shown,
            "breadcrumbs": shown.breadcrumbs,
            "feed": reverse(self.feed) if self.feed else "",
            "take": states.ways_of(form),
            "ways": [(label, reverse(name)) for label, name in self.ways],
        }
        response = render(request, self.template_name, context, status=status)
        if found.degraded:
            response["Retry-After"] = "30"
            response["Cache-Control"] = "no-store"
        keep(response, *read_parameters(self.kind), is_kept=False)
        return response


@require_safe
def suggestions(request: HttpRequest) -> HttpResponse:
    """Answer the type-ahead: up to eight lines for what has been typed so far."""
    client = limits.sender_of(request.META)
    if not limits.allow("suggest", client, limit=SUGGESTIONS_A_MINUTE, seconds=60):
        return JsonResponse({"suggestions": []}, status=429)
    lines = archive.suggest(request.GET.get("q", ""))
    found = [
        {"text": line.text, "number": line.number, "kind": line.kind, "url": line.url, "note": line.note}
        for line in lines
    ]
    return JsonResponse({"suggestions": found}, json_dumps_params={"ensure_ascii": False})
