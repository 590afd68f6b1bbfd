"""The publishing gate: nothing goes live unless a second person stands for exactly that version.

Wagtail's forms, interfaces, copies and aliases reach the database by different ways and few of them
call ``publish()``; all of them save the row. So the gate stands in ``save()``.
"""

from collections.abc import Iterable
from typing import Any, ClassVar

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import models, transaction
from wagtail.models import Page
from wagtail.permission_policies import ModelPermissionPolicy

from portal.audit.record import record
from portal.editorial import blockers, contributions
from portal.editorial.acting import acting_user
from portal.editorial.reasons import PublicationRefused, Reason

OWN_WORK = Reason(
    "own-work",
    "Anh/chị đã soạn hoặc sửa nội dung này nên không thể tự duyệt. Cần một người khác có quyền duyệt.",
)
NO_APPROVAL = Reason("no-approval", "Phiên bản này chưa được ai duyệt. Hãy gửi duyệt, người khác sẽ duyệt và đăng.")
NO_RIGHT = Reason("no-right", "Tài khoản này không có quyền duyệt và đăng.")
NO_REVISION = Reason("no-revision", "Chưa có phiên bản nào được lưu để duyệt.")
NEWER_CONTENT = Reason(
    "newer-content", "Nội dung đã được sửa sau phiên bản được duyệt. Hãy gửi duyệt lại phiên bản mới."
)


class GatedMixin(models.Model):
    """Guards ``save()`` of a publishable model. Stands before Wagtail's own mixins and before ``Page``."""

    live: Any
    live_revision: Any

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> Any:
        """Save; a new row is a draft, and a row that goes live passes the gate first.

        Raises :class:`PublicationRefused` with the reasons.
        """
        if self._state.adding:
            self.live, self.live_revision = False, None
        elif self.live and _touches_liveness(kwargs.get("update_fields")) and _goes_live(self):
            _pass_gate(self)
        return super().save(*args, **kwargs)

    going_live_fields: ClassVar[tuple[str, ...]] = ()
    """The fields that :meth:`before_going_live` sets: written when many go live at once."""

    def before_going_live(self, revision: Any) -> None:
        """Set what the row must take from the database, not from the revision, when it goes live."""

    @classmethod
    def before_many_go_live(cls, versions: Iterable[tuple[Any, Any, str]]) -> None:
        """Do the same for many: objects, their revisions and the digests of what these hold."""
        for obj, revision, _digest in versions:
            obj.before_going_live(revision)

    def publish(self, revision: Any, **kwargs: Any) -> Any:
        """Publish as Wagtail does; a refusal undoes what publishing had begun to write."""
        with transaction.atomic():
            return super().publish(revision, **kwargs)  # type: ignore[misc]  # Wagtail's mixin stands behind this one


def _touches_liveness(update_fields: Iterable[str] | None) -> bool:
    return update_fields is None or bool({"live", "live_revision", "live_revision_id"} & set(update_fields))


def _goes_live(obj: Any) -> bool:
    before = type(obj)._base_manager.filter(pk=obj.pk).values_list("live", "live_revision_id").first()
    return before is None or not before[0] or before[1] != obj.live_revision_id


def _pass_gate(obj: Any) -> None:
    revision = obj.live_revision or obj.get_latest_revision()
    if revision is None:
        raise PublicationRefused(obj, [NO_REVISION])
    approver = _approver(obj, revision)
    obj.before_going_live(revision)
    reasons = [*blockers.reasons(obj, revision), *_invalid(obj)]
    if reasons:
        raise PublicationRefused(obj, reasons)
    record("editorial.go_live", actor=approver, obj=obj, data={"revision": revision.pk})


def _approvals() -> Any:
    # By name: the models stand above this module, since the approval task among them asks it.
    return apps.get_model("editorial", "Approval")._default_manager


def approvals_of(revisions: Iterable[Any]) -> Any:
    """Return the stored approvals of ``revisions``, with the people who gave them."""
    return _approvals().filter(revision__in=list(revisions)).select_related("user")


def _approver(obj: Any, revision: Any) -> Any:
    digest = contributions.content_digest(revision.content)
    approval = _approvals().filter(revision=revision, digest=digest).select_related("user").first()
    user = approval.user if approval else acting_user()
    if user is None:
        raise PublicationRefused(obj, [NO_APPROVAL])
    if not may_publish(obj, user):
        raise PublicationRefused(obj, [NO_RIGHT])
    if wrote(obj, revision, user):
        raise PublicationRefused(obj, [OWN_WORK])
    return user


def wrote(obj: Any, revision: Any, user: Any) -> bool:
    """Return whether ``user`` had a hand in what ``revision`` changes. System users are exempt."""
    return not getattr(user, "is_system", False) and user.pk in contributions.contributor_ids(obj, revision)


def may_publish(obj: Any, user: Any) -> bool:
    """Return whether the account may approve and publish ``obj`` at all, whoever wrote it."""
    if getattr(user, "is_system", False):
        return True
    if not user.is_active:
        return False
    if isinstance(obj, Page):
        return bool(obj.permissions_for_user(user).can_publish()) if obj.pk else False
    return bool(ModelPermissionPolicy(type(obj)).user_has_permission(user, "publish"))


def _invalid(obj: Any) -> list[Reason]:
    # Conditional constraints are silent on a draft, so the row is validated as it will be: live.
    try:
        obj.full_clean()
    except ValidationError as error:
        return reasons_of(obj, error)
    return []


def reasons_of(obj: Any, error: ValidationError) -> list[Reason]:
    """Return what ``error`` says against publishing ``obj``, a reason a message."""
    if hasattr(error, "error_dict"):
        return [
            Reason("invalid", _sentence(obj, name, message), "" if name == "__all__" else name)
            for name, messages in error.message_dict.items()
            for message in messages
        ]
    return [Reason("invalid", message) for message in error.messages]


def _sentence(obj: Any, name: str, message: str) -> str:
    if name == "__all__":
        return message
    try:
        label = obj._meta.get_field(name).verbose_name
    except Exception:
        label = name
    return f"{str(label).capitalize()}: {message}"


def review(obj: Any, revision: Any, user: Any) -> list[Reason]:
    """Return every reason for which ``user`` may not put ``revision`` live, without changing anything."""
    if revision is None:
        return [NO_REVISION]
    found: list[Reason] = []
    if not may_publish(obj, user):
        found.append(NO_RIGHT)
    elif wrote(obj, revision, user):
        found.append(OWN_WORK)
    if contributions.newer_content_exists(revision):
        found.append(NEWER_CONTENT)
    candidate = revision.as_object()
    candidate.live = True
    candidate.before_going_live(revision)
    return [*found, *blockers.reasons(candidate, revision), *_invalid(candidate)]


def approve(obj: Any, revision: Any, user: Any) -> None:
    """Store that ``user`` stands for exactly this revision.

    Raises :class:`PublicationRefused` where he may not, or where the version cannot go live.
    """
    reasons = review(obj, revision, user)
    if reasons:
        raise PublicationRefused(obj, reasons)
    digest = contributions.content_digest(revision.content)
    _approvals().update_or_create(revision=revision, defaults={"user": user, "digest": digest})
    record("editorial.approve", actor=user, obj=obj, data={"revision": revision.pk})
