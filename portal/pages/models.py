"""What every page of the portal shares, the site's settings, and the information page."""

from datetime import date
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.http import Http404, HttpRequest
from django.utils import timezone
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.url_routing import RouteResult

from portal.editorial.gate import GatedMixin
from portal.organisations.models import Organisation
from portal.pages.blocks import BodyBlock
from portal.pages.links import render_body
from portal.pages.querysets import BasePageManager

RESERVED_SLUGS = frozenset(
    {"quan-tri", "van-ban", "tim-kiem", "binh-luan", "tep", "hinh", "api", "static", "media", "healthz"}
)
Crumb = tuple[str, str]
"""A label and the address that it leads to."""


class BasePage(GatedMixin, Page):
    """Page (*trang*) behind the publishing gate, with its breadcrumbs and its end kept to the second."""

    objects: ClassVar[Any] = BasePageManager()

    show_in_menus_default = False
    promote_panels: ClassVar[list[Any]] = [
        MultiFieldPanel(
            [
                FieldPanel("slug"),
                FieldPanel("seo_title", heading="Tiêu đề trên trang tìm kiếm"),
                FieldPanel("search_description", heading="Mô tả ngắn cho trang tìm kiếm"),
            ],
            heading="Địa chỉ và tìm kiếm",
        ),
    ]

    class Meta:
        abstract = True

    def clean(self) -> None:
        """Refuse an address that belongs to another part of the portal."""
        super().clean()
        if self.slug in RESERVED_SLUGS:
            raise ValidationError(
                {"slug": f"Địa chỉ “{self.slug}” đã dành cho phần khác của trang. Hãy chọn địa chỉ khác."}
            )

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """Return what answers the address; raises Http404 for a page that is a draft or past its end."""
        if not path_components and self.has_ended:
            raise Http404
        return super().route(request, path_components)

    @property
    def has_ended(self) -> bool:
        """Whether the instant at which the page comes down has passed, be the job late or not."""
        return self.expire_at is not None and self.expire_at <= timezone.now()

    def breadcrumbs(self, request: HttpRequest) -> list[Crumb]:
        """Return the way from the home page to this page's parent, in one query."""
        above = self.get_ancestors().filter(depth__gt=1).only("title", "url_path", "locale_id", "depth")
        return [("Trang chủ" if page.depth == 2 else page.title, page.get_url(request)) for page in above]

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Return the template's context, with the breadcrumbs."""
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        return context | {"breadcrumbs": self.breadcrumbs(request)}


class InformationPage(BasePage):
    """Information page (*trang thông tin*): about the board, accessibility, privacy, rules."""

    template = "pages/information_page.html"
    parent_page_types: ClassVar[list[str]] = ["home.HomePage", "pages.InformationPage"]
    subpage_types: ClassVar[list[str]] = ["pages.InformationPage"]

    summary = models.TextField("tóm tắt", blank=True)
    body = StreamField(BodyBlock(), verbose_name="nội dung", blank=True)
    checked_on = models.DateField("rà soát ngày", null=True, blank=True)

    content_panels: ClassVar[list[Any]] = [
        *Page.content_panels,
        FieldPanel("summary"),
        FieldPanel("body"),
        FieldPanel("checked_on"),
    ]
    promote_panels: ClassVar[list[Any]] = [
        *BasePage.promote_panels,
        FieldPanel("show_in_menus", heading="Đưa vào chân trang"),
    ]

    class Meta:
        verbose_name = "trang thông tin"
        verbose_name_plural = "trang thông tin"

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Return the template's context with the rendered body and the pages below this one."""
        context = super().get_context(request, *args, **kwargs)
        below = self.get_children().live().order_by("path")
        return context | {
            "body": render_body(self.body),
            "below": [(page.title, page.get_url(request)) for page in below],
        }


@register_setting(icon="site", order=100)
class SiteSettings(BaseSiteSetting, ClusterableModel):
    """What the site says of itself (*cấu hình trang*): whose it is, and the duties of a public site."""

    board = models.ForeignKey(
        Organisation,
        verbose_name="cơ quan sở hữu trang",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="Tên trên đầu trang là tên của cơ quan này trong ngày, theo sổ đăng ký cơ quan.",
    )
    governing = models.ForeignKey(
        Organisation,
        verbose_name="cơ quan chủ quản",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    opening_text = models.TextField("lời giới thiệu ở đầu trang chủ", blank=True)
    reviewed_on = models.DateField("thông tin được rà soát ngày", null=True, blank=True)
    demonstration = models.BooleanField("dữ liệu minh họa", default=False, editable=False)

    panels: ClassVar[list[Any]] = [
        FieldPanel("board"),
        FieldPanel("governing"),
        FieldPanel("opening_text"),
        InlinePanel("duties", heading="Thông tin phải có ở chân trang", label="Thông tin"),
        FieldPanel("reviewed_on"),
    ]

    class Meta:
        verbose_name = "cấu hình trang"
        verbose_name_plural = "cấu hình trang"

    def missing_duties(self, on: date) -> list[str]:
        """Return the labels of what a public site must show and this one does not say on the day ``on``."""
        rows = self.duties.all()
        held = {row.kind for row in rows if row.value and row.valid_from <= on}
        missing = [str(kind.label) for kind in DutyKind if kind.value not in held]
        if self.board_id is None:
            missing.insert(0, "Cơ quan sở hữu trang")
        if self.governing_id is None:
            missing.insert(0, "Cơ quan chủ quản")
        return missing


class DutyKind(models.TextChoices):
    """What a public site owes its readers beside its owner's name."""

    RESPONSIBLE = "responsible", "Chịu trách nhiệm nội dung"
    ADDRESS = "address", "Trụ sở"
    PHONE = "phone", "Điện thoại"
    EMAIL = "email", "Thư điện tử"


class SiteDuty(models.Model):
    """One such fact (*thông tin chân trang*), said from a day on; the newest that has begun is shown."""

    settings = ParentalKey(SiteSettings, on_delete=models.CASCADE, related_name="duties")
    kind = models.CharField("loại", max_length=16, choices=DutyKind.choices)
    value = models.CharField("nội dung", max_length=300)
    valid_from = models.DateField("có hiệu lực từ ngày", default=timezone.localdate)

    panels: ClassVar[list[Any]] = [FieldRowPanel([FieldPanel("kind"), FieldPanel("value"), FieldPanel("valid_from")])]

    class Meta:
        verbose_name = "thông tin chân trang"
        verbose_name_plural = "thông tin chân trang"
        ordering: ClassVar[list[str]] = ["kind", "-valid_from", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["settings", "kind", "valid_from"],
                name="site_duty_once_a_day",
                violation_error_message="Mỗi loại thông tin chỉ có một nội dung cho mỗi ngày bắt đầu.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.value}"
