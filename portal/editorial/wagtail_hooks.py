"""The gate on Wagtail's screens: reasons instead of failures, and nothing that goes around a second person."""

from collections.abc import Iterable, Iterator
from typing import Any

import django_filters
from django.contrib import messages
from django.contrib.auth import get_user_model
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.html import format_html
from django.utils.translation import gettext
from wagtail import hooks
from wagtail.admin.active_filters import ActiveFilter, BaseFilterAdapter, register_filter_adapter_class
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.admin.ui.components import Component

from portal.editorial import gate
from portal.editorial.gate import GatedMixin
from portal.editorial.reasons import PublicationRefused


class YesOrNo(BaseFilterAdapter):
    """How a filter on a mark that is set or not is named above a list: in words, where Wagtail prints Python's."""

    def get_active_filters(self) -> Iterator[ActiveFilter]:
        """Yield the filter with yes or no as its value."""
        said = gettext("Yes") if self.value else gettext("No")
        yield from (each._replace(value=said) for each in super().get_active_filters())


register_filter_adapter_class(django_filters.BooleanFilter, YesOrNo)


def _closed(request: HttpRequest, obj: Any) -> HttpResponse | None:
    if not issubclass(type(obj), GatedMixin):
        return None
    try:
        gate.approve(obj, obj.get_latest_revision(), request.user)
    except PublicationRefused as refusal:
        name = str(obj)
        messages.warning(request, f"“{name}” đã được lưu thành bản nháp, chưa đăng.")
        for reason in refusal.reasons:
            messages.error(request, reason.message)
        address = AdminURLFinder(request.user).get_edit_url(obj)
        return redirect(address or "wagtailadmin_home")
    return None


@hooks.register("before_publish_page")
def explain_page(request: HttpRequest, page: Any) -> HttpResponse | None:
    """Keep the draft and say why, where a page may not be published by this person."""
    return _closed(request, page)


@hooks.register("before_publish")
def explain_record(request: HttpRequest, instance: Any) -> HttpResponse | None:
    """Keep the draft and say why, where a record may not be published by this person."""
    return _closed(request, instance)


@hooks.register("before_bulk_action")
def explain_bulk(request: HttpRequest, action: str, objects: Iterable[Any], instance: Any) -> HttpResponse | None:
    """Refuse a bulk publication as a whole, with the reasons, where one of its pages may not be published."""
    if action != "publish":
        return None
    pages = [page.specific for page in objects]
    if getattr(instance, "cleaned_form", None) and instance.cleaned_form.cleaned_data.get("include_descendants"):
        pages += [child for page in list(pages) for child in page.get_descendants().not_live().specific()]
    refused = False
    for page in pages:
        revision = page.get_latest_revision()
        for reason in gate.review(page, revision, request.user):
            refused = True
            messages.error(request, f"“{page}”: {reason.message}")
    if refused:
        messages.warning(request, "Chưa trang nào được đăng. Mời bỏ chọn hoặc gửi duyệt các trang nêu trên.")
        return (
            redirect(request.GET.get("next") or "wagtailadmin_home")
            if _local(request)
            else redirect("wagtailadmin_home")
        )
    return None


def _local(request: HttpRequest) -> bool:
    address = request.GET.get("next", "")
    return address.startswith("/") and not address.startswith(("//", "/\\"))


@hooks.register("before_copy_page")
def no_aliases(request: HttpRequest, page: Any) -> HttpResponse | None:
    """Refuse aliases: a mirrored page would go live without anybody standing for it."""
    if request.method == "POST" and request.POST.get("alias"):
        messages.error(request, "Trang này không dùng bản gương (alias). Mời tạo bản sao thường, bản sao là bản nháp.")
        return redirect("wagtailadmin_pages:copy", page.pk)
    return None


class OnlyOnePublisher(Component):
    """Says on the first screen why nothing can be published while one person alone may publish."""

    order = 20

    def render_html(self, parent_context: Any = None) -> str:
        """Return the notice, or nothing where at least two people can share the work."""
        if count_of_workers() >= 2:
            return ""
        return format_html(
            '<section class="help-block help-warning"><p><strong>{}</strong> {}</p></section>',
            "Một mình thì chưa đăng được.",
            "Người soạn không tự duyệt bài của mình, kể cả quản trị viên. Hãy tạo thêm tài khoản cho biên tập viên "
            "và lãnh đạo duyệt trong mục Thiết lập, Người dùng.",
        )


def count_of_workers() -> int:
    """Return how many people can work in the admin, up to two."""
    people = get_user_model()._default_manager.filter(is_active=True, is_system=False)
    able = people.filter(Q(is_superuser=True) | Q(groups__permissions__codename="access_admin")).distinct()
    return able[:2].count()


@hooks.register("construct_homepage_panels")
def say_why(request: HttpRequest, panels: list[Component]) -> None:
    """Put the notice among the panels of the first screen."""
    panels.append(OnlyOnePublisher())
