"""The first screen of the admin: what waits for me, oldest first; what is blocked and by what; what is broken."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.apps import apps
from django.contrib.auth import get_user_model
from django.urls import reverse
from django.utils import timezone
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.models import DraftStateMixin, Page, TaskState, WorkflowState

from portal.editorial import blockers
from portal.jobs import health

SHOWN = 20
PROMISED = timedelta(days=2)


@dataclass(frozen=True, slots=True)
class Item:
    """One line of the desk: what to do, with what, where, since when it waits, whose it is, why it stands still."""

    verb: str
    title: str
    url: str
    since: datetime
    note: str = ""
    reason: str = ""

    @property
    def age(self) -> str:
        """How long it has waited, in words."""
        waited = timezone.now() - self.since
        hours = waited.seconds // 3600
        if waited.days:
            return f"{waited.days} ngày {hours} giờ" if hours and waited.days < 7 else f"{waited.days} ngày"
        return f"{hours} giờ" if hours else "dưới 1 giờ"

    @property
    def is_overdue(self) -> bool:
        """Whether it has waited two days or longer."""
        return timezone.now() - self.since >= PROMISED

    @property
    def share(self) -> int:
        """How much of four days it has waited, in hundredths: the bar of the desk ends there."""
        return min(100, max(3, round(100 * ((timezone.now() - self.since) / (2 * PROMISED)))))


@dataclass(frozen=True, slots=True)
class Coming:
    """What goes live by itself today."""

    at: datetime
    title: str
    url: str


@dataclass(frozen=True, slots=True)
class Desk:
    """Everything that the first screen shows to one person."""

    mine: tuple[Item, ...]
    blocked: tuple[Item, ...]
    drafts: tuple[Item, ...]
    coming: tuple[Coming, ...]
    alarms: tuple[str, ...]

    @property
    def overdue(self) -> int:
        """How many of the things that wait for this person are late."""
        return sum(item.is_overdue for item in self.mine)


Find = Callable[[Any], Iterable[Item]]
_finders: list[Find] = []


def register(find: Find) -> None:
    """Let a room add what waits for a person: ``find(user)`` answers with items, none where nothing waits."""
    if find not in _finders:
        _finders.append(find)


Way = tuple[str, str, str]
_ways: list[Way] = []


def register_way(label: str, view: str, permission: str) -> None:
    """Offer the screen named ``view`` on the desk to those who have ``permission``."""
    if (label, view, permission) not in _ways:
        _ways.append((label, view, permission))


def starting_points(user: Any) -> list[tuple[str, str]]:
    """Return what ``user`` may begin from the desk, as label and address."""
    return [(label, reverse(view)) for label, view, permission in _ways if user.has_perm(permission)]


def desk_of(user: Any) -> Desk:
    """Return the desk of ``user``."""
    finder = AdminURLFinder(user)
    states = WorkflowState.objects.filter(requested_by=user).select_related("content_type").order_by("created_at")
    returned = _of_states(states.filter(status=WorkflowState.STATUS_NEEDS_CHANGES), finder, "Sửa", "được trả lại")
    handed_up = [item for find in _finders for item in find(user)]
    drafts, stuck = _drafts(user, finder)
    sent = states.filter(status=WorkflowState.STATUS_IN_PROGRESS)
    return Desk(
        mine=tuple(sorted([*_to_approve(user, finder), *returned, *handed_up], key=lambda item: item.since)),
        blocked=(*stuck, *_of_states(sent, finder, "Xem", waiting_for=user)),
        drafts=drafts,
        coming=_coming(finder),
        alarms=_alarms(user),
    )


def _to_approve(user: Any, finder: AdminURLFinder) -> Iterable[Item]:
    states = (
        TaskState.objects.reviewable_by(user)
        .select_related("revision__user", "revision__content_type")
        .order_by("started_at")[:SHOWN]
    )
    for state in states:
        if state.revision is not None and state.revision.content_object is not None:
            writer = state.revision.user
            note = f"{writer.display_name} gửi" if writer is not None else ""
            yield _item("Duyệt", state.revision.content_object, finder, state.started_at, note)


def _of_states(
    states: Any, finder: AdminURLFinder, verb: str, note: str = "", waiting_for: Any = None
) -> Iterable[Item]:
    for state in states[:SHOWN]:
        if state.content_object is not None:
            reason = _who_approves(state, waiting_for) if waiting_for is not None else ""
            yield _item(verb, state.content_object, finder, state.created_at, note, reason)


def _drafts(user: Any, finder: AdminURLFinder) -> tuple[tuple[Item, ...], tuple[Item, ...]]:
    """Return what ``user`` wrote last and has not sent: what can go on, and what something stands in the way of."""
    drafts: list[Item] = []
    stuck: list[Item] = []
    for model in _draftable():
        changed = model._default_manager.filter(has_unpublished_changes=True, latest_revision__user=user)
        for record in changed.select_related("latest_revision").order_by("latest_revision__created_at")[:SHOWN]:
            if record.workflow_in_progress or record.current_workflow_state:
                continue
            revision = record.latest_revision
            reasons = blockers.reasons(revision.as_object(), revision)
            reason = reasons[0].message if reasons else ""
            (stuck if reason else drafts).append(_item("Viết tiếp", record, finder, revision.created_at, reason=reason))
    return tuple(drafts), tuple(stuck)


def _draftable() -> Iterable[Any]:
    yield Page
    yield from (each for each in apps.get_models() if issubclass(each, DraftStateMixin) and not issubclass(each, Page))


def _who_approves(state: Any, user: Any) -> str:
    """Say who can move what ``user`` has sent: the people of the groups whose task it is."""
    task: Any = state.current_task_state.task.specific if state.current_task_state else None
    groups = task.groups.all() if hasattr(task, "groups") else ()
    people = get_user_model()._default_manager.filter(is_active=True, groups__in=groups).exclude(pk=user.pk).distinct()
    names = [each.display_name for each in people[:4]]
    return f"Chờ người khác duyệt: {', '.join(names)}." if names else "Chưa có ai khác có quyền duyệt."


def _coming(finder: AdminURLFinder) -> tuple[Coming, ...]:
    now = timezone.localtime()
    end = (now + timedelta(days=1)).replace(hour=0, minute=0, second=0, microsecond=0)
    found = [
        Coming(record.go_live_at, _title(record), finder.get_edit_url(record) or "")
        for model in _draftable()
        for record in model._default_manager.filter(go_live_at__gt=now, go_live_at__lte=end)[:SHOWN]
    ]
    return tuple(sorted(found, key=lambda each: each.at))


def _title(obj: Any) -> str:
    return str(obj.get_admin_display_title() if isinstance(obj, Page) else obj)


def _item(verb: str, obj: Any, finder: AdminURLFinder, since: datetime, note: str = "", reason: str = "") -> Item:
    kind = obj.specific_class if isinstance(obj, Page) else type(obj)
    label = str(kind._meta.verbose_name).capitalize() if kind is not None else ""
    return Item(
        verb, _title(obj), finder.get_edit_url(obj) or "", since, " · ".join(filter(None, (label, note))), reason
    )


def _alarms(user: Any) -> tuple[str, ...]:
    if not user.has_perm("pages.change_sitesettings"):
        return ()
    return tuple(problem.message for problem in health.problems())
