"""Sections and articles, with what is attached to an article and what it cites."""

from datetime import datetime
from typing import Any, ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.admin.widgets import AdminDateTimeInput
from wagtail.fields import StreamField
from wagtail.images import get_image_model_string
from wagtail.models import Orderable, Page
from wagtail.url_routing import RouteResult

from documents.models import OfficialDocument
from news.presenting import present
from news.querysets import ArticleManager
from portal.comments import thread
from portal.files.models import StoredFile
from portal.files.widgets import StoredFileInput
from portal.pages import errors
from portal.pages.blocks import BodyBlock
from portal.pages.models import BasePage

STAMP = "%d/%m/%Y %H:%M:%S"


class SectionPage(BasePage):
    """Section (*chuyên mục*): lists its own articles and those of the sections below it."""

    template = "news/section_page.html"
    parent_page_types: ClassVar[list[str]] = ["home.HomePage", "news.SectionPage"]
    subpage_types: ClassVar[list[str]] = ["news.SectionPage", "news.ArticlePage"]
    read_parameters: ClassVar[tuple[str, ...]] = ("trang",)

    description = models.TextField("giới thiệu chuyên mục", blank=True)

    content_panels: ClassVar[list[Any]] = [*Page.content_panels, FieldPanel("description")]

    class Meta:
        verbose_name = "chuyên mục"
        verbose_name_plural = "chuyên mục"

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Return the template's context with one page of the listing."""
        return present(self, request, super().get_context(request, *args, **kwargs))


class ArticlePage(BasePage):
    """Article (*bài viết*): what a reader gets when a policy is told, with its files and the documents it cites."""

    template = "news/article_page.html"
    parent_page_types: ClassVar[list[str]] = ["news.SectionPage"]
    subpage_types: ClassVar[list[str]] = []
    read_parameters: ClassVar[tuple[str, ...]] = (thread.PARAMETER,)

    created_at = models.DateTimeField(
        "ngày tạo",
        default=timezone.now,
        help_text="Ngày giờ in dưới tiêu đề và quyết định thứ tự của bài.",
        db_index=True,
    )
    summary = models.TextField("sapo", blank=True, help_text="Một đoạn mở đầu, in đậm.")
    body = StreamField(BodyBlock(), verbose_name="nội dung")
    author_name = models.CharField("tác giả hoặc bút danh", max_length=150, blank=True)
    author_note = models.CharField(
        "về tác giả", max_length=150, blank=True, help_text="Ví dụ: cộng tác viên xã Sơn Lâm."
    )
    source = models.CharField("nguồn", max_length=200, blank=True)
    lead_picture = models.ForeignKey(
        get_image_model_string(),
        verbose_name="ảnh đầu bài",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    lead_caption = models.CharField("chú thích ảnh đầu bài", max_length=300, blank=True)
    lead_until = models.DateField(
        "đứng đầu trang chủ đến hết ngày", null=True, blank=True, help_text="Để trống: bài xếp theo ngày tạo."
    )
    corrected_at = models.DateTimeField("đính chính lúc", null=True, blank=True)
    correction_note = models.TextField(
        "nội dung đính chính", blank=True, help_text="Nói điều gì sai và điều gì đúng. In ngay dưới sapo."
    )

    objects: ClassVar[Any] = ArticleManager()

    content_panels: ClassVar[list[Any]] = [
        *Page.content_panels,
        FieldPanel("summary"),
        FieldPanel("body"),
        MultiFieldPanel([FieldPanel("lead_picture"), FieldPanel("lead_caption")], heading="Ảnh đầu bài"),
        FieldRowPanel(
            [FieldPanel("author_name"), FieldPanel("author_note"), FieldPanel("source")], heading="Tác giả và nguồn"
        ),
        InlinePanel("attachments", heading="File đính kèm", label="Tệp"),
        InlinePanel("citations", heading="Văn bản được nhắc trong bài", label="Văn bản"),
        MultiFieldPanel(
            [FieldPanel("created_at", widget=AdminDateTimeInput(format=STAMP)), FieldPanel("lead_until")],
            heading="Ngày tạo và vị trí",
        ),
        MultiFieldPanel([FieldPanel("corrected_at"), FieldPanel("correction_note")], heading="Đính chính"),
    ]

    class Meta:
        verbose_name = "bài viết"
        verbose_name_plural = "bài viết"

    def clean(self) -> None:
        """Refuse a correction without its note or its time."""
        super().clean()
        if bool(self.corrected_at) != bool(self.correction_note.strip()):
            field = "correction_note" if self.corrected_at else "corrected_at"
            raise ValidationError({field: "Đính chính cần cả thời điểm và nội dung."})

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """Return what answers the address: the article, or the notice that it was taken down."""
        if not path_components and not self.live:
            removal = self.removals.filter(lifted_at__isnull=True).first()
            if removal is not None:
                return RouteResult(self, kwargs={"removal": removal})
        return super().route(request, path_components)

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Answer with the article, or with 410 and the reason that was given to readers."""
        removal = kwargs.pop("removal", None)
        if removal is not None:
            day = timezone.localdate(removal.removed_at)
            return errors.gone(request, reason=removal.public_reason, withdrawn_on=day)
        return super().serve(request, *args, **kwargs)

    @property
    def stamp(self) -> str:
        """The stamp below the title: ``21/11/2026 16:40:12``."""
        return _local(self.created_at).strftime(STAMP)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Return the template's context with files, citations and articles of the same section."""
        return present(self, request, super().get_context(request, *args, **kwargs))


def _local(moment: datetime) -> datetime:
    return timezone.localtime(moment)


class ArticleRemoval(models.Model):
    """Removal (*gỡ bài*): until it is lifted the article cannot be published, and its address says when and why."""

    page = models.ForeignKey(ArticlePage, verbose_name="bài viết", on_delete=models.CASCADE, related_name="removals")
    reason = models.TextField("lý do (lưu nội bộ)", blank=True)
    public_reason = models.CharField("lý do nói với người đọc", max_length=300)
    removed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="người gỡ", on_delete=models.PROTECT, related_name="+"
    )
    removed_at = models.DateTimeField("gỡ lúc", default=timezone.now)
    lifted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="người cho hiện lại", null=True, on_delete=models.PROTECT,
        related_name="+",
    )  # fmt: skip
    lifted_at = models.DateTimeField("cho hiện lại lúc", null=True)

    class Meta:
        verbose_name = "lần gỡ bài"
        verbose_name_plural = "các lần gỡ bài"
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["page"], condition=models.Q(lifted_at__isnull=True), name="news_removal_one_open"
            ),
            models.CheckConstraint(condition=~models.Q(public_reason=""), name="news_removal_has_reason"),
        ]

    def __str__(self) -> str:
        return f"Gỡ ngày {self.removed_at:%d/%m/%Y}"


class AttachmentKind(models.TextChoices):
    """What a file attached to an article is."""

    ORIGINAL = "original", "Bản gốc điện tử"
    SCAN = "scan", "Bản scan, chưa có bản văn bản"
    RETYPED = "retyped", "Bản gõ lại"
    TABLE = "table", "Bảng số liệu"
    FORM = "form", "Biểu mẫu"
    OTHER = "other", "Tài liệu kèm theo"


class ArticleAttachment(Orderable):
    """Attached file (*file đính kèm*): a stored file, what it is, and its name for readers."""

    page = ParentalKey(ArticlePage, on_delete=models.CASCADE, related_name="attachments")
    stored_file = models.ForeignKey(StoredFile, verbose_name="tệp", on_delete=models.PROTECT, related_name="+")
    label = models.CharField("tên hiển thị", max_length=200)
    kind = models.CharField("tệp này là", max_length=16, choices=AttachmentKind.choices, default=AttachmentKind.OTHER)

    panels: ClassVar[list[Any]] = [
        FieldPanel("stored_file", widget=StoredFileInput),
        FieldRowPanel([FieldPanel("label"), FieldPanel("kind")]),
    ]

    class Meta(Orderable.Meta):
        verbose_name = "file đính kèm"
        verbose_name_plural = "file đính kèm"

    def __str__(self) -> str:
        return self.label


class ArticleCitation(Orderable):
    """Cited document (*văn bản được nhắc*): one of the archive, or only its symbol where the archive lacks it."""

    page = ParentalKey(ArticlePage, on_delete=models.CASCADE, related_name="citations")
    document = models.ForeignKey(
        OfficialDocument,
        verbose_name="văn bản trong kho",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    symbol = models.CharField("số, ký hiệu như bài viết", max_length=120, blank=True)
    subject = models.CharField("tên gọi trong bài", max_length=500, blank=True)
    note = models.CharField(
        "bài ghi thêm",
        max_length=200,
        blank=True,
        help_text="In ra khi kho chưa có văn bản. Ví dụ: ngày 03/11/2021 của Tỉnh ủy.",
    )

    panels: ClassVar[list[Any]] = [
        FieldPanel("document"),
        FieldRowPanel([FieldPanel("symbol"), FieldPanel("subject"), FieldPanel("note")]),
    ]

    class Meta(Orderable.Meta):
        verbose_name = "văn bản được nhắc"
        verbose_name_plural = "văn bản được nhắc"

    def __str__(self) -> str:
        return self.symbol or str(self.document or "")

    def clean(self) -> None:
        """Refuse a citation that names nothing."""
        super().clean()
        if self.document_id is None and not self.symbol.strip() and not self.subject.strip():
            raise ValidationError("Hãy chọn văn bản trong kho, hoặc ghi số, ký hiệu như trong bài.")
