"""Screens for opening and closing single items for opinions."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from portal.comments import opening, queue
from portal.comments import targets as places
from portal.comments.models import TargetSetting
from portal.comments.verdicts import ModerationRefusal

may_open = permission_required(queue.MAY_OPEN, raise_exception=True)


@may_open
@require_GET
def show_settings(request: HttpRequest) -> HttpResponse:
    """List the items that were opened or closed on their own."""
    settings = TargetSetting.objects.select_related("changed_by").order_by("is_open", "-changed_at")
    page = Paginator(settings, 50).get_page(request.GET.get("trang"))
    about = places.targets_of((each.content_type_id, each.object_id) for each in page.object_list)
    rows: list[tuple[TargetSetting, str, str, str]] = []
    for each in page.object_list:
        kind = places.kind_of(each.content_type_id)
        title, url = about.get((each.content_type_id, each.object_id), ("mục đã xóa", ""))
        rows.append((each, kind.word if kind else "", title, url))
    return render(request, "comments/admin/settings.html", {"page": page, "rows": rows})


@may_open
@require_http_methods(["GET", "POST"])
def set_open(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """Ask for the reason, then open or close one item."""
    target = places.target_of(kind, pk)
    if target is None:
        raise Http404
    problem = ""
    if request.method == "POST":
        is_open = request.POST.get("open") == "1"
        try:
            opening.set_open(target=target, is_open=is_open, reason=request.POST.get("reason", ""), by=request.user)
        except ModerationRefusal as refusal:
            problem = refusal.message
        else:
            messages.success(request, f"“{target.title}” nay {'nhận' if is_open else 'không nhận'} ý kiến.")
            return redirect("comments-settings")
    context: dict[str, Any] = {"target": target, "problem": problem, "typed": request.POST}
    return render(request, "comments/admin/set_open.html", context, status=422 if problem else 200)
