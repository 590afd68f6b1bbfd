"""How documents bear on each other: relations, mentions in any text, and who is expected to act."""

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db import models

from documents.models import relation_rules
from documents.models.document import now_public
from documents.models.plausible import EARLIEST, LATEST


class RelationKind(models.TextChoices):
    """What the acting text does to the other; the edge always starts at the acting text."""

    IMPLEMENTS = "implements", "Thực hiện"
    SPECIFIES = "specifies", "Cụ thể hóa"
    GUIDES = "guides", "Hướng dẫn"
    BASED_ON = "based_on", "Căn cứ"
    REPLACES = "replaces", "Thay thế"
    AMENDS = "amends", "Sửa đổi, bổ sung"
    REPEALS = "repeals", "Bãi bỏ"
    CORRECTS = "corrects", "Đính chính"
    CONSOLIDATES = "consolidates", "Hợp nhất"
    SUSPENDS = "suspends", "Đình chỉ"
    EXTENDS = "extends", "Kéo dài hiệu lực"
    PROMULGATES = "promulgates", "Ban hành kèm theo"
    REVIEWS = "reviews", "Sơ kết, tổng kết"
    REFERS = "refers", "Dẫn chiếu"


INVERSE_LABELS = {
    RelationKind.IMPLEMENTS: "Được thực hiện bởi",
    RelationKind.SPECIFIES: "Được cụ thể hóa bởi",
    RelationKind.GUIDES: "Được hướng dẫn bởi",
    RelationKind.BASED_ON: "Là căn cứ của",
    RelationKind.REPLACES: "Bị thay thế bởi",
    RelationKind.AMENDS: "Được sửa đổi, bổ sung bởi",
    RelationKind.REPEALS: "Bị bãi bỏ bởi",
    RelationKind.CORRECTS: "Được đính chính bởi",
    RelationKind.CONSOLIDATES: "Được hợp nhất trong",
    RelationKind.SUSPENDS: "Bị đình chỉ bởi",
    RelationKind.EXTENDS: "Được kéo dài hiệu lực bởi",
    RelationKind.PROMULGATES: "Được ban hành kèm theo",
    RelationKind.REVIEWS: "Được sơ kết, tổng kết tại",
    RelationKind.REFERS: "Được dẫn chiếu bởi",
}

# The kinds that make the implementation tree, parent first.
CHAIN_KINDS = (RelationKind.IMPLEMENTS, RelationKind.SPECIFIES, RelationKind.GUIDES)


class RelationState(models.TextChoices):
    """Whether a person has looked at the relation."""

    PROPOSED = "proposed", "Đề xuất"
    CONFIRMED = "confirmed", "Đã xác nhận"
    REJECTED = "rejected", "Đã bác"


class RelationQuerySet(models.QuerySet["Relation"]):
    """Sets of relations."""

    def shown(self) -> "RelationQuerySet":
        """Return what readers may be shown: not rejected, nor proposed by a third text that they may not read."""
        told = models.Q(told_by__isnull=True) | now_public("told_by__")
        return self.filter(models.Q(state=RelationState.CONFIRMED) | (models.Q(state=RelationState.PROPOSED) & told))


class Relation(models.Model):
    """Relation (*quan hệ văn bản*), stored once, from the acting text; shown from both ends.

    The other end may be a document that the archive does not hold: then only its symbol is known.
    """

    from_document = models.ForeignKey(
        "documents.OfficialDocument", verbose_name="văn bản", on_delete=models.CASCADE, related_name="relations_out"
    )
    to_document = models.ForeignKey(
        "documents.OfficialDocument",
        verbose_name="văn bản kia",
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="relations_in",
    )
    to_symbol = models.CharField("số, ký hiệu văn bản kia", max_length=160, blank=True)
    to_match_key = models.CharField(max_length=160, blank=True, editable=False, db_index=True)
    to_issued_on = models.DateField("ngày của văn bản kia", null=True, blank=True)
    to_title = models.CharField("tên văn bản kia", max_length=400, blank=True)
    kind = models.CharField("quan hệ", max_length=14, choices=RelationKind.choices)
    state = models.CharField(
        "trạng thái", max_length=10, choices=RelationState.choices, default=RelationState.PROPOSED, db_index=True
    )
    from_anchor = models.CharField(
        "điều khoản", max_length=120, blank=True, help_text="Chỗ ghi điều này trong văn bản tác động, ví dụ Điều 5."
    )
    to_anchor = models.CharField(
        "điều khoản của văn bản kia", max_length=120, blank=True,
        help_text="Phần bị tác động, ví dụ Điều 3; khoản 2 Điều 7. Để trống là toàn bộ văn bản.",
    )  # fmt: skip
    effective_on = models.DateField(
        "có hiệu lực từ", null=True, blank=True, help_text="Để trống thì tính từ ngày có hiệu lực của văn bản tác động."
    )
    until_on = models.DateField(
        "đến hết ngày", null=True, blank=True, help_text="Chỉ với đình chỉ và kéo dài hiệu lực."
    )
    quote = models.TextField("nguyên văn", blank=True)
    page = models.PositiveIntegerField("trang", null=True, blank=True)
    start = models.PositiveIntegerField(null=True, blank=True)
    end = models.PositiveIntegerField(null=True, blank=True)
    source = models.CharField("do", max_length=80, blank=True, help_text="Người nhập, bộ đọc hoặc nguồn dữ liệu.")
    told_by = models.ForeignKey(
        "documents.OfficialDocument", verbose_name="theo văn bản", null=True, blank=True, editable=False,
        on_delete=models.SET_NULL, related_name="relations_told",
        help_text="Văn bản thứ ba nói điều này; nguyên văn là lời của nó.",
    )  # fmt: skip
    proposed_at = models.DateTimeField("đề xuất lúc", auto_now_add=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="người xác nhận",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    decided_at = models.DateTimeField("xác nhận lúc", null=True, blank=True)

    objects = RelationQuerySet.as_manager()

    class Meta:
        verbose_name = "quan hệ văn bản"
        verbose_name_plural = "quan hệ văn bản"
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["from_document", "to_document", "kind"],
                condition=models.Q(to_document__isnull=False),
                name="documents_relation_once",
            ),
            models.UniqueConstraint(
                fields=["from_document", "to_match_key", "to_symbol", "kind"],
                condition=models.Q(to_document__isnull=True),
                name="documents_open_relation_once",
            ),
            models.CheckConstraint(
                condition=models.Q(to_document__isnull=True) | ~models.Q(to_document=models.F("from_document")),
                name="documents_relation_not_to_itself",
                violation_error_message="Văn bản không thể có quan hệ với chính nó.",
            ),
            models.CheckConstraint(
                condition=models.Q(to_document__isnull=False) | ~models.Q(to_symbol="") | ~models.Q(to_title=""),
                name="documents_relation_has_an_end",
                violation_error_message="Cần chọn văn bản kia hoặc ghi số, ký hiệu của nó.",
            ),
            models.CheckConstraint(
                condition=models.Q(until_on__isnull=True) | models.Q(kind__in=["suspends", "extends"]),
                name="documents_relation_until_of_kind",
                violation_error_message="Chỉ quan hệ đình chỉ hoặc kéo dài hiệu lực mới có ngày kết thúc.",
            ),
            models.CheckConstraint(
                condition=models.Q(until_on__isnull=True)
                | models.Q(effective_on__isnull=True)
                | models.Q(until_on__gte=models.F("effective_on")),
                name="documents_relation_days_in_order",
                violation_error_message="Ngày kết thúc đứng trước ngày có hiệu lực.",
            ),
            models.CheckConstraint(
                condition=(models.Q(effective_on__isnull=True) | models.Q(effective_on__range=(EARLIEST, LATEST)))
                & (models.Q(until_on__isnull=True) | models.Q(until_on__range=(EARLIEST, LATEST))),
                name="documents_relation_days_plausible",
                violation_error_message="Ngày nằm ngoài khoảng hợp lý.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.to_symbol}".strip()

    def clean(self) -> None:
        """Refuse what cannot be between these two documents, in words for the person who enters it."""
        super().clean()
        if found := relation_rules.problems(self):
            raise ValidationError(found)

    @property
    def other_end(self) -> str:
        """The other document by the name that it has in the archive, or by what is known of it."""
        return str(self.to_document or self.to_symbol or self.to_title)

    @property
    def inverse_label(self) -> str:
        """The words for this relation seen from the other end."""
        return INVERSE_LABELS[RelationKind(self.kind)]

    @property
    def shown_quote(self) -> str:
        """The quote as readers may be shown it: never the words of a third text that they may not read."""
        return self.quote if self.told_by is None or self.told_by.is_public else ""

    @property
    def is_confirmed(self) -> bool:
        """Whether a person confirmed it; drawn dashed until then."""
        return self.state == RelationState.CONFIRMED


class MentionState(models.TextChoices):
    """What is known of the document that a text names."""

    RESOLVED = "resolved", "đã nhận ra"
    AMBIGUOUS = "ambiguous", "nhiều văn bản cùng số"
    UNMATCHED = "unmatched", "chưa có trong kho"


class Mention(models.Model):
    """Mention (*lượt nhắc*) of a document in any text, with offsets in the text as it was published."""

    content_type = models.ForeignKey(ContentType, on_delete=models.CASCADE, related_name="+")
    object_id = models.PositiveBigIntegerField()
    source = GenericForeignKey("content_type", "object_id")
    revision_id = models.PositiveBigIntegerField(null=True, blank=True)
    field = models.CharField(max_length=40)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    quote = models.TextField("nguyên văn")
    symbol = models.CharField("số, ký hiệu", max_length=200, blank=True)
    match_key = models.CharField(max_length=200, blank=True, db_index=True)
    mentioned_on = models.DateField("ngày ghi cạnh số", null=True, blank=True)
    type_name = models.CharField("loại", max_length=80, blank=True)
    issuer_text = models.CharField("cơ quan", max_length=255, blank=True)
    provision = models.CharField("điều khoản", max_length=160, blank=True)
    name = models.CharField("tên gọi không kèm số", max_length=200, blank=True)
    name_key = models.CharField(max_length=200, blank=True, db_index=True)
    year = models.PositiveSmallIntegerField("năm ghi cạnh tên", null=True, blank=True)
    context_on = models.DateField("ngày ghi ở chỗ khác trong cùng văn bản", null=True, blank=True)
    source_on = models.DateField("ngày của văn bản nhắc", null=True, blank=True)
    sentence = models.TextField("câu", blank=True)
    mark_start = models.PositiveIntegerField("chỗ nhắc trong câu", default=0)
    mark_end = models.PositiveIntegerField(default=0)
    anchor = models.CharField("mục chứa câu", max_length=120, blank=True)
    state = models.CharField(max_length=10, choices=MentionState.choices, default=MentionState.UNMATCHED, db_index=True)
    target = models.ForeignKey(
        "documents.OfficialDocument",
        verbose_name="văn bản được nhắc",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="mentions",
    )
    candidates = models.JSONField("các văn bản có thể", default=list, blank=True)
    decided_by_person = models.BooleanField("do người quyết định", default=False)

    class Meta:
        verbose_name = "lượt nhắc"
        verbose_name_plural = "lượt nhắc"
        ordering = ["field", "start"]
        indexes = [models.Index(fields=["content_type", "object_id"], name="documents_mention_source")]

    def __str__(self) -> str:
        return self.quote

    @property
    def sentence_parts(self) -> tuple[str, str, str]:
        """The sentence before the mention, the mention, and what follows."""
        return (
            self.sentence[: self.mark_start],
            self.sentence[self.mark_start : self.mark_end],
            self.sentence[self.mark_end :],
        )


class Expectation(models.Model):
    """Expectation (*cơ quan phải triển khai*): a body that a document asks to act, with its deadline."""

    document = models.ForeignKey(
        "documents.OfficialDocument", verbose_name="văn bản giao việc", on_delete=models.CASCADE,
        related_name="expectations",
    )  # fmt: skip
    organisation = models.ForeignKey(
        "organisations.Organisation", verbose_name="cơ quan phải triển khai", on_delete=models.PROTECT, related_name="+"
    )
    due_on = models.DateField("hạn", null=True, blank=True)
    quote = models.TextField("nguyên văn", blank=True)

    class Meta:
        verbose_name = "cơ quan phải triển khai"
        verbose_name_plural = "cơ quan phải triển khai"
        ordering = [models.F("due_on").asc(nulls_last=True), "pk"]
        constraints = [models.UniqueConstraint(fields=["document", "organisation"], name="documents_expectation_once")]

    def __str__(self) -> str:
        return f"{self.document_id} → {self.organisation_id}"
