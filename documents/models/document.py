"""The official document itself."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from modelcluster.models import ClusterableModel
from wagtail.models import DraftStateMixin, LockableMixin, PreviewableMixin, RevisionMixin, WorkflowMixin

from documents.models import preview
from documents.models.clearance import NOT_CLEARED, clearance_of, clearances_of
from documents.models.fields import DocumentFields
from documents.models.form import OfficialDocumentForm
from documents.models.plausible import EARLIEST, LATEST, plausible
from documents.models.values import DatePrecision, EffectStatus
from documents.nodes import BodyNode
from documents.wrapped_lines import unwrapped
from portal.editorial.gate import GatedMixin
from portal.text.vietnamese import slug

_DAYS = ("issued_on", "effective_on", "expired_on")


def now_public(document: str = "") -> models.Q:
    """Return the condition that a document may be read now; ``document`` is the way to it (``document__``).

    The end counts from its instant on and not from the run of the job that takes things down.
    """
    unended = models.Q(**{f"{document}expire_at__isnull": True}) | models.Q(
        **{f"{document}expire_at__gt": timezone.now()}
    )
    return unended & models.Q(**{f"{document}live": True})


def address_of(pk: int | None, symbol: str, subject: str) -> str:
    """Return the path of the public page of the document with these values."""
    return reverse("document", args=[pk, _readable(symbol, subject)])


def _readable(symbol: str, subject: str) -> str:
    return slug(f"{symbol} {subject}")[:80].strip("-") or "van-ban"


def next_end(now: datetime) -> datetime | None:
    """Return when the next document that is public at ``now`` comes down by itself."""
    ahead = OfficialDocument.objects.filter(live=True, expire_at__gt=now)
    found: datetime | None = ahead.aggregate(first=models.Min("expire_at"))["first"]
    return found


class DocumentQuerySet(models.QuerySet["OfficialDocument"]):
    """Sets of documents."""

    def live(self) -> "DocumentQuerySet":
        """Return the documents that were published and not taken down."""
        return self.filter(live=True)

    def visible(self) -> "DocumentQuerySet":
        """Return what the public may read: documents know no audience but everybody."""
        return self.filter(now_public())

    def numbered(self, match_key: str) -> "DocumentQuerySet":
        """Return the documents with this match key."""
        return self.filter(match_key=match_key)

    def for_rows(self) -> "DocumentQuerySet":
        """Return the documents with what a row of a list prints, without their text."""
        return self.select_related("type", "issuer").defer("body_text", "body_nodes", "folded")


class OfficialDocument(
    GatedMixin, WorkflowMixin, DraftStateMixin, LockableMixin, RevisionMixin, PreviewableMixin, DocumentFields,
    ClusterableModel,
):  # fmt: skip
    """Official document (*văn bản*) of a Party or State body.

    A symbol is not a key: numbers restart with each term, year or legislature, and one organisation
    code serves many bodies. Identity is issuer, type, number, suffix and period together.
    """

    clearance = models.ForeignKey(
        "documents.Clearance",
        verbose_name="điều kiện công khai",
        null=True,
        blank=True,
        editable=False,
        on_delete=models.RESTRICT,
        related_name="+",
    )

    # What dates, confirmed relations and the entered `status` come to today: kept by documents.effects, by no form.
    # Rows start as due, so that what comes in by the thousand is computed by the next run of the job.
    effect = models.CharField(
        "tình trạng hiệu lực hôm nay", max_length=14, choices=EffectStatus.choices, default=EffectStatus.UNKNOWN,
        editable=False, db_index=True,
    )  # fmt: skip
    effect_changes_on = models.DateField(null=True, default=EARLIEST, editable=False, db_index=True)

    objects = models.Manager.from_queryset(DocumentQuerySet)()
    base_form_class = OfficialDocumentForm

    class Meta:
        verbose_name = "văn bản"
        verbose_name_plural = "văn bản"
        ordering = [models.F("issued_on").desc(nulls_last=True), "-pk"]
        constraints = [
            models.UniqueConstraint(
                Coalesce("issuer", 0),
                Coalesce("type", 0),
                "number",
                "suffix",
                "period",
                condition=models.Q(live=True, parent_title="") & ~models.Q(number=""),
                name="documents_identity_of_live",
                violation_error_message=(
                    "Đã có văn bản công khai cùng cơ quan, loại, số và nhiệm kỳ (hoặc năm). "
                    "Hãy mở văn bản đó để đối chiếu."
                ),
            ),
            models.CheckConstraint(
                condition=models.Q(live=False) | models.Q(clearance__isnull=False),
                name="documents_live_is_cleared",
                violation_error_message=NOT_CLEARED,
            ),
            models.CheckConstraint(
                condition=models.Q(issued_on__isnull=True) | models.Q(issued_on__gte=EARLIEST),
                name="documents_issued_since_1945",
                violation_error_message="Ngày ban hành phải từ năm 1945.",
            ),
            models.CheckConstraint(
                condition=(models.Q(issued_on__isnull=True) | models.Q(issued_on__lte=LATEST))
                & (models.Q(effective_on__isnull=True) | models.Q(effective_on__range=(EARLIEST, LATEST)))
                & (models.Q(expired_on__isnull=True) | models.Q(expired_on__range=(EARLIEST, LATEST))),
                name="documents_days_plausible",
                violation_error_message="Ngày nằm ngoài khoảng hợp lý.",
            ),
            models.CheckConstraint(
                condition=models.Q(expired_on__isnull=True)
                | models.Q(effective_on__isnull=True)
                | ~models.Q(effective_precision=DatePrecision.DAY, expired_precision=DatePrecision.DAY)
                | models.Q(expired_on__gte=models.F("effective_on")),
                name="documents_expires_after_effect",
                violation_error_message="Ngày hết hiệu lực đứng trước ngày có hiệu lực.",
            ),
            models.CheckConstraint(
                condition=models.Q(effective_on__isnull=True)
                | models.Q(issued_on__isnull=True)
                | models.Q(is_retroactive=True)
                | ~models.Q(issued_precision=DatePrecision.DAY, effective_precision=DatePrecision.DAY)
                | models.Q(effective_on__gte=models.F("issued_on")),
                name="documents_effect_after_issue",
                violation_error_message=(
                    "Ngày có hiệu lực đứng trước ngày ban hành. Nếu đúng, hãy đánh dấu hiệu lực trở về trước."
                ),
            ),
        ]
        indexes = [
            models.Index(fields=["live", "-issued_on"], name="documents_newest"),
            models.Index(fields=["issuer", "type", "number"], name="documents_identity"),
        ]

    def __str__(self) -> str:
        return self.symbol or capfirst(self.subject or self.title) or "Văn bản chưa có tên"

    def save(self, *args: Any, **kwargs: Any) -> Any:
        """Store the row with everything that is derived from what was entered."""
        if kwargs.get("update_fields") is None:
            self.derive()
        return super().save(*args, **kwargs)

    def before_going_live(self, revision: Any) -> None:
        """Take the clearance of this very version from the database; a revision cannot bring its own."""
        self.clearance = clearance_of(self.pk, revision)

    going_live_fields = ("clearance",)

    @classmethod
    def before_many_go_live(cls, versions: Iterable[tuple[Any, Any, str]]) -> None:
        """Take the clearance of exactly these versions from the database, in one query."""
        asked = list(versions)
        found = clearances_of((obj.pk, digest) for obj, _revision, digest in asked)
        for obj, _revision, _digest in asked:
            obj.clearance = found.get(obj.pk)

    def with_content_json(self, content: dict[str, Any]) -> "OfficialDocument":
        """Return the version in ``content``, keeping the clearance that the row has now."""
        obj: OfficialDocument = super().with_content_json(content)
        obj.clearance_id = self.clearance_id
        obj.effect, obj.effect_changes_on = self.effect, self.effect_changes_on
        return obj

    def full_clean(self, *args: Any, **kwargs: Any) -> None:
        """Validate with what is derived in place."""
        self.derive()
        super().full_clean(*args, **kwargs)

    def clean(self) -> None:
        """Refuse dates that cannot be."""
        super().clean()
        errors = {name: problem for name in _DAYS if (problem := plausible(getattr(self, name)))}
        exact = self.effective_precision == DatePrecision.DAY
        if (
            not errors and self.expired_on and self.effective_on and exact
            and self.expired_precision == DatePrecision.DAY and self.expired_on < self.effective_on
        ):  # fmt: skip
            errors["expired_on"] = "Ngày hết hiệu lực đứng trước ngày có hiệu lực."
        if (
            not errors and self.effective_on and self.issued_on and not self.is_retroactive and exact
            and self.issued_precision == DatePrecision.DAY and self.effective_on < self.issued_on
        ):  # fmt: skip
            errors["effective_on"] = (
                "Ngày có hiệu lực đứng trước ngày ban hành. Nếu đúng, hãy đánh dấu hiệu lực trở về trước."
            )
        if errors:
            raise ValidationError(errors)

    def live_twin(self) -> "OfficialDocument | None":
        """Return the public document with the identity of this one, if there is another."""
        if not self.number or self.parent_title:
            return None
        same = OfficialDocument.objects.live().filter(
            issuer_id=self.issuer_id, type_id=self.type_id, number=self.number, suffix=self.suffix, period=self.period,
            parent_title="",
        )  # fmt: skip
        return same.exclude(pk=self.pk).first()

    @property
    def is_public(self) -> bool:
        """Whether everybody may read it now: it is live, and the instant at which it comes down has not passed."""
        return bool(self.live) and (self.expire_at is None or self.expire_at > timezone.now())

    @property
    def nodes(self) -> tuple[BodyNode, ...]:
        """The parts of the text in order, each with its stable anchor."""
        return tuple(BodyNode(**node) for node in self.body_nodes)

    @property
    def flowing_text(self) -> str:
        """The text with the line ends that only a page made as spaces; places in it are places in the text."""
        return unwrapped(self.body_text)

    @property
    def slug(self) -> str:
        """The readable end of the address; it may change, the number before it never does."""
        return _readable(self.symbol, self.subject or self.title)

    def get_absolute_url(self) -> str:
        """Return the path of the public page."""
        return address_of(self.pk, self.symbol, self.subject or self.title)

    @property
    def lasting_url(self) -> str:
        """The path that never changes and tells nothing; it redirects to the public page."""
        return reverse("document-short", args=[self.pk])

    @property
    def url(self) -> str:
        """The path of the public page."""
        return self.get_absolute_url()

    def get_preview_template(self, request: Any, mode_name: str) -> str:
        """Return the template of the public page."""
        return "documents/document.html"

    def get_preview_context(self, request: Any, mode_name: str) -> dict[str, Any]:
        """Return what the public page would show of this version."""
        context: dict[str, Any] = super().get_preview_context(request, mode_name)
        return context | preview.context_of(self)
