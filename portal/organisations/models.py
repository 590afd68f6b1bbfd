"""The dated register of agencies: who existed when, under which name, and who came after."""

from datetime import date
from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel

from portal.organisations.forms import OrganisationForm
from portal.organisations.keys import code_key, name_key
from portal.organisations.overlaps import Span, overlap


class Level(models.TextChoices):
    """The tier that a body belongs to."""

    CENTRAL = "central", "Trung ương"
    PROVINCE = "province", "Cấp tỉnh"
    DISTRICT = "district", "Cấp huyện (đến 30/6/2025)"
    COMMUNE = "commune", "Cấp xã"
    BASE = "base", "Cơ sở"


class Branch(models.TextChoices):
    """The part of the political system that a body belongs to."""

    PARTY = "party", "Đảng"
    ASSEMBLY = "assembly", "Quốc hội, Hội đồng nhân dân"
    GOVERNMENT = "government", "Chính phủ, Ủy ban nhân dân"
    JUDICIARY = "judiciary", "Tòa án, Viện kiểm sát, Kiểm toán"
    FRONT = "front", "Mặt trận, đoàn thể"
    ARMED = "armed", "Lực lượng vũ trang"
    PLACE = "place", "Đơn vị hành chính"


class Organisation(ClusterableModel):
    """Organisation (*cơ quan, tổ chức*), or the place (*đơn vị hành chính*) that others belong to.

    It has no name of its own: names belong to days. ``key`` is its stable identifier in files of facts.
    """

    key = models.SlugField("mã định danh", max_length=120, unique=True)
    level = models.CharField("cấp", max_length=16, choices=Level.choices)
    branch = models.CharField("khối", max_length=16, choices=Branch.choices)
    parent = models.ForeignKey(
        "self",
        verbose_name="cơ quan cấp trên",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="children",
    )
    place = models.ForeignKey(
        "self",
        verbose_name="địa bàn",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="bodies",
        limit_choices_to={"branch": Branch.PLACE},
    )
    latest_name = models.CharField("tên", max_length=300, blank=True, editable=False, db_index=True)

    base_form_class = OrganisationForm

    class Meta:
        verbose_name = "cơ quan, tổ chức"
        verbose_name_plural = "cơ quan, tổ chức"
        ordering: ClassVar[list[str]] = ["latest_name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(parent__isnull=True) | ~Q(parent=F("pk")),
                name="organisation_not_its_own_parent",
                violation_error_message="Cơ quan không thể là cấp trên của chính mình.",
            ),
        ]

    def __str__(self) -> str:
        return self.latest_name or self.key

    def clean(self) -> None:
        """Refuse names of one organisation whose periods overlap.

        Raises ValidationError naming the two names.
        """
        super().clean()
        names = list(self.names.all())
        clash = overlap([Span(name.valid_from, name.valid_to, name.name) for name in names])
        if clash:
            raise ValidationError(
                f"Hai tên có thời gian hiệu lực chồng nhau: “{clash[0].label}” và “{clash[1].label}”."
            )


class OrganisationNames(models.Manager["OrganisationName"]):
    """Gives the names of a body oldest first: the one without a first day leads, whatever the database thinks of it."""

    def get_queryset(self) -> models.QuerySet["OrganisationName"]:
        """Return every name in the order of its first day."""
        return super().get_queryset().order_by("organisation_id", F("valid_from").asc(nulls_first=True), "pk")


class OrganisationName(models.Model):
    """Organisation name (*tên gọi*) with the days on which it was the name. Both days belong to the period."""

    organisation = ParentalKey(Organisation, verbose_name="cơ quan", on_delete=models.CASCADE, related_name="names")
    name = models.CharField("tên đầy đủ", max_length=300)
    short_name = models.CharField("tên viết gọn", max_length=150, blank=True)
    symbol_code = models.CharField("chữ viết tắt trong ký hiệu", max_length=40, blank=True)
    valid_from = models.DateField("từ ngày", null=True, blank=True, help_text="Để trống nếu không rõ.")
    valid_to = models.DateField("đến hết ngày", null=True, blank=True, help_text="Để trống nếu còn dùng.")
    source_note = models.CharField("căn cứ", max_length=300, blank=True)
    name_key = models.CharField(max_length=400, editable=False, db_index=True)
    short_key = models.CharField(max_length=400, editable=False, db_index=True, blank=True)
    code_key = models.CharField(max_length=40, editable=False, db_index=True, blank=True)

    objects = OrganisationNames()

    class Meta:
        verbose_name = "tên gọi"
        verbose_name_plural = "tên gọi"
        ordering: ClassVar[list[str]] = ["organisation_id", "valid_from", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_from__isnull=True) | Q(valid_to__isnull=True) | Q(valid_from__lte=F("valid_to")),
                name="organisation_name_days_in_order",
                violation_error_message="Ngày bắt đầu phải trước hoặc trùng ngày kết thúc.",
            ),
            models.UniqueConstraint(
                fields=["organisation", "valid_from"],
                name="organisation_name_one_start",
                violation_error_message="Cơ quan này đã có một tên bắt đầu từ ngày đó.",
            ),
            models.UniqueConstraint(
                fields=["organisation"],
                condition=Q(valid_from__isnull=True),
                name="organisation_name_one_oldest",
                violation_error_message="Cơ quan này đã có một tên không rõ ngày bắt đầu.",
            ),
            models.UniqueConstraint(
                fields=["organisation"],
                condition=Q(valid_to__isnull=True),
                name="organisation_name_one_current",
                violation_error_message="Cơ quan này đã có một tên còn dùng.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: object, **kwargs: object) -> None:
        """Store the name with its keys, and tell the organisation its latest name."""
        self.set_keys()
        super().save(*args, **kwargs)  # type: ignore[arg-type]  # Django's own keyword arguments, passed through
        latest = OrganisationName.objects.filter(organisation_id=self.organisation_id).order_by(
            F("valid_from").desc(nulls_last=True)
        )
        Organisation.objects.filter(pk=self.organisation_id).update(latest_name=latest[0].name)

    def set_keys(self) -> None:
        """Compute the look-up keys from the name as it stands."""
        self.name_key = name_key(self.name)
        self.short_key = name_key(self.short_name)
        self.code_key = code_key(self.symbol_code)[:40]

    def holds_on(self, day: date) -> bool:
        """Return whether this was the name on ``day``."""
        return (self.valid_from is None or self.valid_from <= day) and (self.valid_to is None or day <= self.valid_to)


class SuccessionKind(models.TextChoices):
    """How one body came after another."""

    MERGER = "merger", "Hợp nhất, sáp nhập"
    SPLIT = "split", "Chia, tách"
    RENAMING = "renaming", "Đổi tên, tổ chức lại"
    TRANSFER = "transfer", "Chuyển chức năng"
    ABOLITION = "abolition", "Giải thể, kết thúc hoạt động"


class Succession(models.Model):
    """Succession (*kế thừa*): on one day, one body's work went to another, or ended."""

    predecessor = ParentalKey(
        Organisation, verbose_name="cơ quan trước", on_delete=models.CASCADE, related_name="successions"
    )
    successor = models.ForeignKey(
        Organisation,
        verbose_name="cơ quan sau",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="inheritances",
    )
    kind = models.CharField("hình thức", max_length=16, choices=SuccessionKind.choices)
    happened_on = models.DateField("từ ngày")
    legal_ground = models.CharField("căn cứ", max_length=300, blank=True)
    partial = models.BooleanField(
        "chỉ một phần chức năng", default=False, help_text="Cơ quan trước vẫn còn, hoặc phần chính đi nơi khác."
    )

    class Meta:
        verbose_name = "kế thừa"
        verbose_name_plural = "kế thừa"
        ordering: ClassVar[list[str]] = ["happened_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(successor__isnull=True) | ~Q(successor=F("predecessor")),
                name="succession_between_two_bodies",
                violation_error_message="Cơ quan không thể kế thừa chính mình.",
            ),
            models.CheckConstraint(
                condition=Q(successor__isnull=False) | Q(kind="abolition"),
                name="succession_names_a_successor",
                violation_error_message="Chỉ giải thể mới không có cơ quan kế thừa.",
            ),
            models.UniqueConstraint(
                fields=["predecessor", "successor", "happened_on"],
                name="succession_once",
                violation_error_message="Quan hệ kế thừa này đã có.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.predecessor} → {self.successor or 'không có'} ({self.happened_on:%d/%m/%Y})"

    def clean(self) -> None:
        """Refuse a succession that leads back to its own predecessor.

        Raises ValidationError.
        """
        super().clean()
        seen: set[int] = set()
        waiting = {self.successor_id} if self.successor_id else set()
        while waiting:
            if self.predecessor_id in waiting:
                raise ValidationError("Quan hệ kế thừa đi vòng về chính cơ quan trước.")
            seen |= waiting
            found = Succession.objects.filter(predecessor_id__in=waiting, partial=False, successor__isnull=False)
            waiting = {row.successor_id for row in found if row.successor_id} - seen
