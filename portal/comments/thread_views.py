"""Public pages around the conversation: the rules with their figures, and the lasting address of a comment."""

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from portal.comments import policy, statistics
from portal.comments.form_views import comment_form
from portal.comments.links import pk_of
from portal.comments.models import Submission
from portal.comments.targets import Target, replies_are_taken, target_of
from portal.comments.thread import PARAMETER, SECTION, page_of
from portal.pages.cache import kept

NOT_HERE = "Không có ý kiến này."


@kept()
@require_safe
def rules(request: HttpRequest) -> HttpResponse:
    """Show what is published and why not, the clock, what becomes of a sender's data, and the figures."""
    context = {
        "policy": policy,
        "reasons": policy.REASONS,
        "figures": statistics.figures(timezone.now()),
        "today": timezone.localdate(),
        "breadcrumbs": [("Trang chủ", "/"), ("Quy tắc gửi ý kiến", "")],
    }
    return render(request, "comments/rules.html", context)


@require_safe
def permalink(request: HttpRequest, name: str) -> HttpResponse:
    """Lead to the page on which a comment or its trace stands; anything else is as if it had never been."""
    found, target = _public(name)
    page = page_of(found)
    if page is None:
        raise Http404(NOT_HERE)
    query = f"?{PARAMETER}={page}" if page > 1 else ""
    return redirect(f"{target.url}{query}#{SECTION}-{name}")


@transaction.non_atomic_requests
def reply(request: HttpRequest, name: str, *, is_expired: bool = False) -> HttpResponse:
    """Show or take the form of a reader's reply to a comment that is shown and is no reply itself; 404 otherwise."""
    found, target = _public(name)
    if not replies_are_taken() or found.parent_id or not found.is_shown:
        raise Http404(NOT_HERE)
    return comment_form(request, target.kind, target.pk, parent=found, is_expired=is_expired)


def _public(name: str) -> tuple[Submission, Target]:
    """Return the comment of that name and what it is about; raises Http404 where the latter is not public."""
    found = Submission.objects.select_related("parent").filter(pk=pk_of(name) or 0).first()
    target = target_of(found.content_type_id, found.object_id) if found else None
    if found is None or target is None or not target.is_visible:
        raise Http404(NOT_HERE)
    if found.parent_id and not replies_are_taken():
        raise Http404(NOT_HERE)
    return found, target
