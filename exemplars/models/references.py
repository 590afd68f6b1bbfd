"""How a row names the decision that it rests on: a document of the archive, or what is printed on the paper."""

from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db import models
from wagtail.admin.panels import FieldPanel, FieldRowPanel

from documents.models import OfficialDocument
from portal.text.vietnamese import normalise

NEEDED = "Hãy chọn văn bản trong kho, hoặc ghi đủ số, ký hiệu, ngày và cơ quan ban hành."


@dataclass(frozen=True, slots=True)
class PrintedReference:
    """A decision as a page prints it. Without ``url`` the archive has no copy that may be shown."""

    symbol: str
    day: date | None
    issuer: str
    url: str = ""


def printed(document: OfficialDocument | None, symbol: str, day: date | None, issuer: str) -> PrintedReference:
    """Return what may be printed of a decision; of a document that is not public only what the row itself says."""
    if document is not None and document.is_public:
        return PrintedReference(
            document.symbol or symbol, document.issued_on or day, issuer, document.get_absolute_url()
        )
    return PrintedReference(symbol, day, issuer)


class DecisionReference(models.Model):
    """Reference to a decision (*căn cứ*): the archive's document, or symbol, date and issuer together."""

    document = models.ForeignKey(
        OfficialDocument,
        verbose_name="văn bản trong kho",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    symbol = models.CharField("số, ký hiệu", max_length=120, blank=True)
    issued_on = models.DateField("ngày ký", null=True, blank=True)
    issuer = models.CharField("cơ quan ban hành", max_length=200, blank=True)

    reference_panels = (
        FieldPanel("document"),
        FieldRowPanel([FieldPanel("symbol"), FieldPanel("issued_on"), FieldPanel("issuer")]),
    )

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=models.Q(document__isnull=False)
                | (~models.Q(symbol="") & models.Q(issued_on__isnull=False) & ~models.Q(issuer="")),
                name="%(app_label)s_%(class)s_has_reference",
                violation_error_message=NEEDED,
            )
        ]

    def clean(self) -> None:
        """Refuse a row that rests on nothing."""
        super().clean()
        self.symbol, self.issuer = normalise(self.symbol).strip(), normalise(self.issuer).strip()
        if self.document_id is None and not (self.symbol and self.issued_on and self.issuer):
            raise ValidationError({"symbol": NEEDED})

    @property
    def decided_on(self) -> date | None:
        """The day of the decision."""
        return self.issued_on or (self.document.issued_on if self.document else None)

    @property
    def reference(self) -> PrintedReference:
        """The decision as it may be printed now."""
        return printed(self.document, self.symbol, self.issued_on, self.issuer)
