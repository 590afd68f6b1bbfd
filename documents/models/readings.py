"""What was read out of a stored file, kept so that nobody reads it twice."""

from dataclasses import dataclass

from django.conf import settings
from django.db import models

from documents.models.files import Attachment

PAGE_BREAK = "\n\n"


@dataclass(frozen=True, slots=True)
class PageSpan:
    """One page's stretch of the whole text; ``number`` counts from 1."""

    number: int
    start: int
    end: int
    text: str


class TextDecision(models.TextChoices):
    """What a person decided about text that a machine made or could not vouch for."""

    CONVERTED = "converted", "Dùng bản đã chuyển sang Unicode"
    AS_IS = "as_is", "Giữ nguyên như trong tệp"
    CHECKED = "checked", "Đã đối chiếu, dùng chữ này"
    RETYPED = "retyped", "Dùng chữ gõ lại"
    NONE = "none", "Không lấy chữ, chỉ giữ tệp"


class RecognitionState(models.TextChoices):
    """How far the recognition of a scan's letters has come (*nhận dạng chữ*)."""

    NOT_ASKED = "", "chưa nhận dạng"
    QUEUED = "queued", "đang chờ"
    RUNNING = "running", "đang nhận dạng"
    DONE = "done", "đã nhận dạng"
    FAILED = "failed", "không nhận dạng được"


class FileReadingQuerySet(models.QuerySet["FileReading"]):
    """Readings, narrowed as clerks meet them."""

    def to_be_filed(self) -> "FileReadingQuerySet":
        """Return the readings of files that were given in to be filed, and that no document carries yet."""
        filed = Attachment.objects.values("stored_file_id")
        waiting = self.filter(for_filing=True, stored_file__held=None).exclude(stored_file_id__in=filed)
        return waiting.select_related("stored_file").order_by("stored_file__received_at", "pk")


class FileReading(models.Model):
    """Reading of a file (*bản đọc của tệp*): the text of each page or sheet, and how the reading ended.

    ``before`` is the text as an old font's file holds it, ``encoding`` the table that turned it into Unicode.
    ``for_filing`` says that somebody gave the file in to make a record of it, and not to attach it to a page.
    ``recognition`` tells whether the pages' text was recognised on pictures; such text waits for a person.
    """

    stored_file = models.OneToOneField(
        "files.StoredFile", verbose_name="tệp", on_delete=models.CASCADE, related_name="reading"
    )
    status = models.CharField("kết quả đọc", max_length=24)
    pages = models.JSONField("văn bản từng trang", default=list)
    detail = models.TextField("ghi chú của bộ đọc", blank=True)
    before = models.TextField("chữ như trong tệp", blank=True)
    encoding = models.CharField("bảng mã cũ", max_length=12, blank=True)
    recognition = models.CharField(
        "nhận dạng chữ", max_length=8, blank=True, choices=RecognitionState.choices, default=RecognitionState.NOT_ASKED
    )
    recognised_pages = models.PositiveIntegerField("số trang đã nhận dạng", default=0)
    page_count = models.PositiveIntegerField("số trang", default=0)
    for_filing = models.BooleanField("đưa vào để lập hồ sơ", default=False)
    decision = models.CharField("quyết định về chữ", max_length=10, blank=True, choices=TextDecision.choices)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="người quyết định", null=True, blank=True, on_delete=models.SET_NULL,
        related_name="+",
    )  # fmt: skip
    decided_at = models.DateTimeField("quyết định lúc", null=True, blank=True)
    read_at = models.DateTimeField("đọc lúc", auto_now=True)

    objects = FileReadingQuerySet.as_manager()

    class Meta:
        verbose_name = "bản đọc của tệp"
        verbose_name_plural = "bản đọc của tệp"

    def __str__(self) -> str:
        return f"{self.stored_file_id}: {self.status}"

    @property
    def text(self) -> str:
        """The whole text, pages parted by an empty line."""
        return PAGE_BREAK.join(self.pages)

    @property
    def is_recognised(self) -> bool:
        """Whether the text was recognised on pictures of the pages."""
        return self.recognition == RecognitionState.DONE

    @property
    def spans(self) -> list[PageSpan]:
        """The pages with their places in :attr:`text`."""
        found, at = [], 0
        for number, page in enumerate(self.pages, 1):
            found.append(PageSpan(number, at, at + len(page), page))
            at += len(page) + len(PAGE_BREAK)
        return found

    def page_at(self, offset: int) -> int | None:
        """Return the page that the code point ``offset`` of :attr:`text` stands on."""
        return next((span.number for span in self.spans if span.start <= offset <= span.end), None)
