"""The first screen of the admin: what waits for me, oldest first; what I wrote; what is broken."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.models import Page, TaskState, WorkflowState

from portal.jobs import health
from portal.pages.models import SiteSettings

SHOWN = 20


@dataclass(frozen=True, slots=True)
class Item:
    """One line of the desk: what it is, where it is edited, since when it waits and whose it is."""

    title: str
    kind: str
    url: str
    since: datetime
    who: str = ""

    @property
    def age(self) -> str:
        """How long it has waited, in words."""
        waited = timezone.now() - self.since
        if waited.days:
            return f"{waited.days} ngày"
        hours = waited.seconds // 3600
        return f"{hours} giờ" if hours else "dưới 1 giờ"

    @property
    def is_overdue(self) -> bool:
        """Whether it has waited two days or longer."""
        return (timezone.now() - self.since).days >= 2


@dataclass(frozen=True, slots=True)
class Desk:
    """Everything that the first screen shows to one person."""

    to_approve: tuple[Item, ...]
    returned: tuple[Item, ...]
    waiting_for_others: tuple[Item, ...]
    drafts: tuple[Item, ...]
    alarms: tuple[str, ...]


def desk_of(user: Any) -> Desk:
    """Return the desk of ``user``."""
    finder = AdminURLFinder(user)
    states = WorkflowState.objects.filter(requested_by=user).select_related("content_type").order_by("created_at")
    return Desk(
        to_approve=_to_approve(user, finder),
        returned=_of_states(states.filter(status=WorkflowState.STATUS_NEEDS_CHANGES), finder),
        waiting_for_others=_of_states(states.filter(status=WorkflowState.STATUS_IN_PROGRESS), finder),
        drafts=_drafts(user, finder),
        alarms=_alarms(user),
    )


def _to_approve(user: Any, finder: AdminURLFinder) -> tuple[Item, ...]:
    states = (
        TaskState.objects.reviewable_by(user)
        .select_related("revision__user", "revision__content_type")
        .order_by("started_at")[:SHOWN]
    )
    return tuple(
        _item(state.revision.content_object, finder, state.started_at, state.revision.user)
        for state in states
        if state.revision is not None and state.revision.content_object is not None
    )


def _of_states(states: Any, finder: AdminURLFinder) -> tuple[Item, ...]:
    return tuple(
        _item(state.content_object, finder, state.created_at)
        for state in states[:SHOWN]
        if state.content_object is not None
    )


def _drafts(user: Any, finder: AdminURLFinder) -> tuple[Item, ...]:
    pages = (
        Page.objects.filter(has_unpublished_changes=True, latest_revision__user=user)
        .exclude(_workflow_states__status__in=[WorkflowState.STATUS_IN_PROGRESS, WorkflowState.STATUS_NEEDS_CHANGES])
        .select_related("content_type")
        .order_by("latest_revision_created_at")[:SHOWN]
    )
    return tuple(_item(page, finder, page.latest_revision_created_at or timezone.now()) for page in pages)


def _item(obj: Any, finder: AdminURLFinder, since: datetime, who: Any = None) -> Item:
    title = obj.get_admin_display_title() if isinstance(obj, Page) else str(obj)
    kind = obj.specific_class if isinstance(obj, Page) else type(obj)
    label = str(kind._meta.verbose_name).capitalize() if kind is not None else ""
    return Item(title, label, finder.get_edit_url(obj) or "", since, who.display_name if who is not None else "")


def _alarms(user: Any) -> tuple[str, ...]:
    if not user.has_perm("pages.change_sitesettings"):
        return ()
    settings = SiteSettings.objects.filter(site__is_default_site=True).first() or SiteSettings()
    missing = settings.missing_duties(timezone.localdate())
    said = [f"Chân trang còn thiếu: {', '.join(missing)}. Bổ sung trong Thiết lập, Cấu hình trang."] if missing else []
    return tuple(said + [problem.message for problem in health.problems()])
