"""The list of exemplars, and one exemplar."""

from datetime import date
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, TitleFieldPanel
from wagtail.fields import StreamField
from wagtail.images import get_image_model_string
from wagtail.models import Page
from wagtail.url_routing import RouteResult

from exemplars.forms import ExemplarForm
from exemplars.models import shown
from exemplars.models.consent import RemovalKind
from exemplars.querysets import RECHECK_AFTER, ExemplarManager
from portal.comments import thread
from portal.organisations.models import Branch, Organisation, OrganisationName
from portal.organisations.register import name_on
from portal.pages import errors
from portal.pages.blocks import BodyBlock
from portal.pages.models import BasePage
from portal.text.vietnamese import normalise, person_sort_key, sort_key


class ExemplarKind(models.TextChoices):
    """Who or what is honoured."""

    PERSON = "ca-nhan", "Cá nhân"
    COLLECTIVE = "tap-the", "Tập thể"
    MODEL = "mo-hinh", "Mô hình"


class ExemplarField(models.TextChoices):
    """The field (*lĩnh vực*) of what was done."""

    MOBILISING = "dan-van-kheo", "Dân vận khéo"
    FOLLOWING = "hoc-tap-va-lam-theo-bac", "Học tập và làm theo Bác"
    DARING = "doi-moi-sang-tao", "Dám nghĩ, dám làm"
    REFORM = "cai-cach-hanh-chinh", "Cải cách hành chính"
    COUNTRYSIDE = "nong-thon-moi", "Nông thôn mới, đô thị văn minh"
    LEARNING = "giao-duc-khuyen-hoc", "Giáo dục, khuyến học"
    CULTURE = "van-hoa-gia-dinh", "Văn hóa, gia đình"
    ENVIRONMENT = "moi-truong", "Môi trường, giữ rừng"
    SECURITY = "an-ninh-trat-tu", "An ninh, trật tự"
    WELFARE = "an-sinh", "An sinh, giảm nghèo"


class ExemplarIndexPage(BasePage):
    """List of exemplars (*gương điển hình*), narrowed by kind, year, field, place and policy."""

    template = "exemplars/exemplar_index_page.html"
    parent_page_types: ClassVar[list[str]] = ["home.HomePage"]
    subpage_types: ClassVar[list[str]] = ["exemplars.ExemplarPage"]
    read_parameters: ClassVar[tuple[str, ...]] = (
        "doi-tuong",
        "nam",
        "linh-vuc",
        "dia-ban",
        "van-ban",
        "xep",
        "trang",
    )

    description = models.TextField("giới thiệu", blank=True)

    content_panels: ClassVar[list[Any]] = [*Page.content_panels, FieldPanel("description")]

    class Meta:
        verbose_name = "trang gương điển hình"
        verbose_name_plural = "trang gương điển hình"

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Return the template's context with one page of the listing."""
        return super().get_context(request, *args, **kwargs) | shown.context("list", self, request)


class ExemplarPage(BasePage):
    """Exemplar (*gương điển hình*): a person, a collective or a model, with what was done and what proves it.

    It knows no day of birth, address, identity number or health, and has no field for them.
    """

    template = "exemplars/exemplar_page.html"
    parent_page_types: ClassVar[list[str]] = ["exemplars.ExemplarIndexPage"]
    subpage_types: ClassVar[list[str]] = []
    read_parameters: ClassVar[tuple[str, ...]] = (thread.PARAMETER,)
    base_form_class = ExemplarForm

    kind = models.CharField("đối tượng", max_length=8, choices=ExemplarKind.choices, default=ExemplarKind.PERSON)
    sort_override = models.CharField(
        "tên dùng để xếp thứ tự", max_length=160, blank=True, help_text="Chỉ ghi khi tên gọi không phải từ cuối."
    )
    sort_key = models.CharField(max_length=300, editable=False, blank=True, db_index=True)
    position = models.CharField("chức danh khi được biểu dương", max_length=200, blank=True)
    position_on = models.DateField("chức danh, đơn vị tính đến ngày", null=True, blank=True)
    unit = models.ForeignKey(
        Organisation, verbose_name="đơn vị trong sổ đăng ký", null=True, blank=True, on_delete=models.PROTECT,
        related_name="+",
    )  # fmt: skip
    unit_text = models.CharField(
        "đơn vị như in trên trang", max_length=255, blank=True, help_text="Để trống: tên của đơn vị vào ngày ấy."
    )
    field = models.CharField("lĩnh vực", max_length=32, choices=ExemplarField.choices, db_index=True)
    place = models.ForeignKey(
        Organisation, verbose_name="địa bàn", null=True, blank=True, on_delete=models.PROTECT, related_name="+",
        limit_choices_to={"branch": Branch.PLACE},
    )  # fmt: skip
    year = models.PositiveSmallIntegerField("năm biểu dương", db_index=True)
    period = models.CharField("thời gian làm", max_length=80, blank=True, help_text="Ví dụ: 2024 - 2026.")
    summary = models.TextField("việc đã làm, trong một câu", blank=True)
    deed = StreamField(BodyBlock(), verbose_name="việc đã làm", blank=True)
    quote = models.TextField("lời của người trong hồ sơ", blank=True)
    quote_by = models.CharField("người nói", max_length=150, blank=True)
    spread_to = models.TextField("đã được làm theo tại", blank=True)
    portrait = models.ForeignKey(
        get_image_model_string(), verbose_name="chân dung hoặc ảnh", null=True, blank=True,
        on_delete=models.SET_NULL, related_name="+",
    )  # fmt: skip
    portrait_shows_people = models.BooleanField("ảnh nhìn rõ mặt người", default=True)
    portrait_caption = models.CharField("chú thích ảnh", max_length=300, blank=True)
    contact_unit = models.CharField(
        "đơn vị liên hệ", max_length=200, blank=True, help_text="Tên đơn vị, không phải số hay địa chỉ của cá nhân."
    )
    is_deceased = models.BooleanField("người trong hồ sơ đã mất", default=False)
    confirmed_by = models.CharField("đơn vị xác nhận số liệu", max_length=200, blank=True)
    confirmed_on = models.DateField("xác nhận ngày", null=True, blank=True)
    confirmed_symbol = models.CharField("số văn bản xác nhận", max_length=120, blank=True)

    objects: ClassVar[Any] = ExemplarManager()

    content_panels: ClassVar[list[Any]] = [
        TitleFieldPanel("title", heading="Tên hiển thị"),
        FieldRowPanel([FieldPanel("kind"), FieldPanel("field"), FieldPanel("year")]),
        MultiFieldPanel(
            [
                FieldPanel("position"),
                FieldPanel("position_on"),
                FieldPanel("unit"),
                FieldPanel("unit_text"),
                FieldPanel("place"),
                FieldPanel("period"),
                FieldPanel("sort_override"),
            ],
            heading="Chức danh, đơn vị, địa bàn",
        ),
        FieldPanel("summary"),
        FieldPanel("deed"),
        InlinePanel("results", heading="Kết quả đo được", label="Kết quả"),
        MultiFieldPanel([FieldPanel("quote"), FieldPanel("quote_by")], heading="Lời trích"),
        InlinePanel("steps", heading="Cách làm có thể nhân rộng", label="Bước"),
        FieldPanel("spread_to"),
        MultiFieldPanel(
            [FieldPanel("portrait"), FieldPanel("portrait_shows_people"), FieldPanel("portrait_caption")],
            heading="Ảnh",
        ),
        InlinePanel("awards", heading="Khen thưởng", label="Khen thưởng"),
        InlinePanel("illustrations", heading="Minh họa cho chủ trương", label="Văn bản"),
        InlinePanel("stages", heading="Các bước của sáng kiến (Nghị định 73/2023/NĐ-CP)", label="Bước"),
        MultiFieldPanel(
            [
                FieldPanel("confirmed_by"),
                FieldPanel("confirmed_on"),
                FieldPanel("confirmed_symbol"),
                FieldPanel("contact_unit"),
                FieldPanel("is_deceased"),
            ],
            heading="Xác nhận và liên hệ",
        ),
    ]

    class Meta:
        verbose_name = "gương điển hình"
        verbose_name_plural = "gương điển hình"

    def derive(self) -> None:
        """Set the sort key, and the unit's name of the day where none was written."""
        name = normalise(self.sort_override or self.title).strip()
        self.sort_key = person_sort_key(name) if self.kind == ExemplarKind.PERSON else sort_key(name)
        if self.unit is not None and not self.unit_text.strip():
            self.unit_text = _name_of(self.unit, self.position_on)

    def full_clean(self, *args: Any, **kwargs: Any) -> None:
        """Validate with what is derived in place."""
        self.derive()
        super().full_clean(*args, **kwargs)

    def save(self, *args: Any, **kwargs: Any) -> Any:
        """Store the row with what is derived from it."""
        if kwargs.get("update_fields") is None:
            self.derive()
        return super().save(*args, **kwargs)

    def clean(self) -> None:
        """Refuse days and years that cannot be."""
        super().clean()
        today = timezone.localdate()
        wrong: dict[str, str] = {}
        if self.year and not 1930 <= self.year <= today.year + 1:
            wrong["year"] = f"Năm {self.year} nằm ngoài khoảng hợp lý."
        if self.confirmed_on and self.confirmed_on > today:
            wrong["confirmed_on"] = "Ngày xác nhận chưa tới."
        if bool(self.confirmed_on) != bool(self.confirmed_by.strip()):
            wrong["confirmed_by"] = "Xác nhận số liệu cần cả tên đơn vị và ngày."
        if wrong:
            raise ValidationError(wrong)

    @property
    def recheck_on(self) -> date | None:
        """The day by which the figures are to be confirmed again."""
        return self.confirmed_on + RECHECK_AFTER if self.confirmed_on else None

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """Return what answers the address: the page, or the notice that it was taken down."""
        if not path_components and not self.live:
            removal = self.removals.filter(lifted_at__isnull=True, kind=RemovalKind.TAKEN_DOWN).first()
            if removal is None:
                raise Http404
            return RouteResult(self, kwargs={"removal": removal})
        return super().route(request, path_components)

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Answer with the page, or with 410 and the reason that was given to readers."""
        removal = kwargs.pop("removal", None)
        if removal is not None:
            day = timezone.localdate(removal.removed_at)
            return errors.gone(request, reason=removal.public_reason, withdrawn_on=day)
        return super().serve(request, *args, **kwargs)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Return the template's context with awards, documents, stages and others of the field."""
        return super().get_context(request, *args, **kwargs) | shown.context("exemplar", self, request)


def _name_of(unit: Organisation, day: date | None) -> str:
    try:
        return name_on(unit, day).name
    except OrganisationName.DoesNotExist:
        return str(unit)
