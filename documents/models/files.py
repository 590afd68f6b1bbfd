"""Files of a document, each saying what it is."""

from django.db import models
from modelcluster.fields import ParentalKey
from wagtail.models import Orderable


class AttachmentKind(models.TextChoices):
    """What a file is to its document."""

    SIGNED = "signed", "Bản gốc điện tử ký số"
    SCAN = "scan", "Bản scan"
    COPY = "copy", "Bản sao lục"
    RETYPED = "retyped", "Bản gõ lại"
    ANNEX = "annex", "Phụ lục"


# The kinds that stand for the document itself: the same bytes cannot stand for two documents.
ORIGINAL_KINDS = (AttachmentKind.SIGNED, AttachmentKind.SCAN, AttachmentKind.RETYPED)


class TextState(models.TextChoices):
    """What could be read out of a file."""

    EXTRACTED = "extracted", "Đã trích văn bản"
    SCAN = "scan", "Bản scan, chưa có bản văn bản"
    CONVERTED = "converted", "Chữ chuyển từ phông cũ"
    RECOGNISED = "ocr", "Chữ nhận dạng từ bản scan"
    UNTRUSTED = "untrusted", "Chữ trong tệp không tin cậy"
    NOT_READ = "not_read", "Chưa đọc"


class Attachment(Orderable):
    """Attachment (*tệp của văn bản*): served only while its document is public."""

    document = ParentalKey("documents.OfficialDocument", on_delete=models.CASCADE, related_name="attachments")
    stored_file = models.ForeignKey(
        "files.StoredFile", verbose_name="tệp", on_delete=models.PROTECT, related_name="document_attachments"
    )
    kind = models.CharField("tệp này là", max_length=12, choices=AttachmentKind.choices, default=AttachmentKind.SIGNED)
    label = models.CharField("tên hiển thị", max_length=200, blank=True)
    pages = models.PositiveIntegerField("số trang", null=True, blank=True)
    text_state = models.CharField(
        "lớp văn bản", max_length=12, choices=TextState.choices, default=TextState.NOT_READ, editable=False
    )

    class Meta(Orderable.Meta):
        verbose_name = "tệp"
        verbose_name_plural = "tệp"
        constraints = [
            models.UniqueConstraint(
                fields=["stored_file"],
                condition=models.Q(kind__in=["signed", "scan", "retyped"]),
                name="documents_file_is_original_once",
                violation_error_message="Tệp này đã là bản chính của một văn bản khác.",
            )
        ]

    def __str__(self) -> str:
        return self.label or self.get_kind_display()

    @property
    def is_original(self) -> bool:
        """Whether the file stands for the document itself."""
        return self.kind in ORIGINAL_KINDS
