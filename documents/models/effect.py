"""What a person lays down about a document's effect in law, against or beside what is computed."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models

from documents.models.plausible import EARLIEST, LATEST, plausible
from documents.models.values import EffectStatus


class EffectDecision(models.Model):
    """Decision on effect (*kết luận về tình trạng hiệu lực*) of a person, with reason, source and day.

    It is never changed: another decision takes its place from its own day on, or somebody takes it back with a
    reason. Both stay readable.
    """

    document = models.ForeignKey(
        "documents.OfficialDocument", verbose_name="văn bản", on_delete=models.CASCADE, related_name="effect_decisions"
    )
    code = models.CharField("tình trạng hiệu lực", max_length=14, choices=EffectStatus.choices)
    starts_on = models.DateField("tính từ ngày")
    until_on = models.DateField(
        "đến hết ngày", null=True, blank=True, help_text="Để trống nếu giữ đến khi có kết luận khác."
    )
    reason = models.TextField("lý do", help_text="Hiện công khai cạnh tình trạng.")
    source = models.CharField(
        "nguồn", max_length=300, help_text="Văn bản, trang hoặc cơ quan đã cho biết; hiện công khai."
    )
    checker = models.CharField("người hoặc cơ quan kiểm tra", max_length=160)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="người ghi", on_delete=models.PROTECT, related_name="+"
    )
    made_at = models.DateTimeField("ghi lúc", auto_now_add=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="người rút", null=True, blank=True, on_delete=models.PROTECT,
        related_name="+",
    )  # fmt: skip
    withdrawn_at = models.DateTimeField("rút lúc", null=True, blank=True)
    withdrawn_reason = models.TextField("lý do rút", blank=True)

    class Meta:
        verbose_name = "kết luận về tình trạng hiệu lực"
        verbose_name_plural = "kết luận về tình trạng hiệu lực"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(reason="") & ~models.Q(source="") & ~models.Q(checker=""),
                name="documents_effect_decision_grounded",
                violation_error_message="Cần ghi lý do, nguồn và người kiểm tra.",
            ),
            models.CheckConstraint(
                condition=models.Q(until_on__isnull=True) | models.Q(until_on__gte=models.F("starts_on")),
                name="documents_effect_decision_in_order",
                violation_error_message="Ngày kết thúc đứng trước ngày bắt đầu.",
            ),
            models.CheckConstraint(
                condition=models.Q(starts_on__gte=EARLIEST, starts_on__lte=LATEST),
                name="documents_effect_decision_day",
                violation_error_message="Ngày nằm ngoài khoảng hợp lý.",
            ),
            models.CheckConstraint(
                condition=models.Q(withdrawn_at__isnull=True, withdrawn_by__isnull=True, withdrawn_reason="")
                | (models.Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False) & ~models.Q(withdrawn_reason="")),
                name="documents_effect_decision_withdrawn",
                violation_error_message="Rút kết luận thì phải ghi người rút và lý do.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_code_display()} ({self.starts_on:%d/%m/%Y})"

    def clean(self) -> None:
        """Refuse days that cannot be."""
        super().clean()
        errors = {name: problem for name in ("starts_on", "until_on") if (problem := plausible(getattr(self, name)))}
        if not errors and self.until_on and self.starts_on and self.until_on < self.starts_on:
            errors["until_on"] = "Ngày kết thúc đứng trước ngày bắt đầu."
        if errors:
            raise ValidationError(errors)
