"""What was read out of a stored file, kept so that nobody reads it twice."""

from dataclasses import dataclass

from django.db import models

PAGE_BREAK = "\n\n"


@dataclass(frozen=True, slots=True)
class PageSpan:
    """One page's stretch of the whole text; ``number`` counts from 1."""

    number: int
    start: int
    end: int
    text: str


class FileReading(models.Model):
    """Reading of a file (*bản đọc của tệp*): the text of each page or sheet, and how the reading ended."""

    stored_file = models.OneToOneField(
        "files.StoredFile", verbose_name="tệp", on_delete=models.CASCADE, related_name="reading"
    )
    status = models.CharField("kết quả đọc", max_length=24)
    pages = models.JSONField("văn bản từng trang", default=list)
    read_at = models.DateTimeField("đọc lúc", auto_now=True)

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
