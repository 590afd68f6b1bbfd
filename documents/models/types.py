"""Code tables that clerks may edit: types of document, and the terms within which numbers run."""

from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.db import models

from documents.periods import TermSpan
from portal.text.vietnamese import fold, slug


class Branch(models.TextChoices):
    """Whose rules of form a document follows."""

    PARTY = "party", "Đảng"
    STATE = "state", "Nhà nước"


class DocumentType(models.Model):
    """Type of document (*loại văn bản*). A code may stand for several types: Party ``QĐ`` is two."""

    branch = models.CharField("hệ thống", max_length=8, choices=Branch.choices)
    code = models.CharField("ký hiệu", max_length=12, blank=True, help_text="Để trống nếu loại này không có ký hiệu.")
    name = models.CharField("tên loại", max_length=80)
    facet = models.SlugField("mã lọc", max_length=90, editable=False, db_index=True)
    folded_name = models.CharField(max_length=80, editable=False)
    in_use_from = models.DateField("dùng từ ngày", null=True, blank=True)
    in_use_until = models.DateField("dùng đến ngày", null=True, blank=True)
    note = models.CharField("ghi chú", max_length=255, blank=True)

    class Meta:
        verbose_name = "loại văn bản"
        verbose_name_plural = "loại văn bản"
        ordering = ["branch", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["branch", "name"],
                name="documents_type_name",
                violation_error_message="Đã có loại văn bản mang tên này.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.code})" if self.code else self.name

    def save(self, *args: object, **kwargs: object) -> None:
        """Store the row with the forms that are looked up."""
        self.facet = slug(self.name)
        self.folded_name = fold(self.name)
        super().save(*args, **kwargs)  # type: ignore[arg-type]  # passed on as received


_TERMS_KEY = "documents.terms"


class TermKind(models.TextChoices):
    """Which body's calendar restarts the numbers."""

    PARTY_CENTRE = "party-centre", "Nhiệm kỳ Trung ương"
    PARTY_PROVINCE = "party-province", "Nhiệm kỳ cấp tỉnh"
    PARTY_BASE = "party-base", "Nhiệm kỳ cấp xã và cơ sở"
    LEGISLATURE = "legislature", "Khóa Quốc hội"


class Term(models.Model):
    """Term (*nhiệm kỳ, khóa*): numbers of Party documents restart with each, those of the State each year."""

    kind = models.CharField("loại nhiệm kỳ", max_length=16, choices=TermKind.choices)
    code = models.SlugField("mã", max_length=16)
    name = models.CharField("tên", max_length=80)
    starts_on = models.DateField("từ ngày")
    ends_on = models.DateField("đến ngày", null=True, blank=True)

    class Meta:
        verbose_name = "nhiệm kỳ"
        verbose_name_plural = "nhiệm kỳ"
        ordering = ["kind", "starts_on"]
        constraints = [models.UniqueConstraint(fields=["kind", "code"], name="documents_term_code")]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: object, **kwargs: object) -> None:
        """Store the term and forget the ones kept in memory."""
        super().save(*args, **kwargs)  # type: ignore[arg-type]  # passed on as received
        cache.delete(_TERMS_KEY)

    def clean(self) -> None:
        """Refuse a term that ends before it starts."""
        if self.ends_on and self.starts_on and self.ends_on < self.starts_on:
            raise ValidationError({"ends_on": "Ngày kết thúc đứng trước ngày bắt đầu."})


def terms() -> tuple[TermSpan, ...]:
    """Return the stored terms, kept in memory; another process sees a change within a minute."""
    found: tuple[TermSpan, ...] | None = cache.get(_TERMS_KEY)
    if found is None:
        rows = Term.objects.values_list("kind", "code", "starts_on", "ends_on")
        found = tuple(TermSpan(*row) for row in rows)
        cache.set(_TERMS_KEY, found, 60)
    return found
