"""Letters that wait, went, failed or were taken back."""

from django.db import models
from django.db.models import Q


class State(models.TextChoices):
    """Where a letter stands; ``FAILED`` is tried again by itself, ``PARKED`` only when somebody says so."""

    WAITING = "waiting", "chờ gửi"
    SENT = "sent", "đã gửi"
    FAILED = "failed", "sẽ gửi lại"
    CANCELLED = "cancelled", "đã hủy"
    PARKED = "parked", "dừng, cần xem"


UNSENT = (State.WAITING, State.FAILED, State.PARKED)
ON_THE_WAY = (State.WAITING, State.FAILED)


class Letter(models.Model):
    """Letter (*thư gửi đi*): one plain text to one address, sent at most once as far as that can be known.

    ``key`` names the event that causes it and makes writing it twice harmless. ``about`` is a short word for
    lists. ``leave`` is the address at which whoever gets such letters ends them. ``message_id`` stays the same when a
    letter has to be sent again, so that mail programs show it once.
    """

    key = models.CharField("khóa", max_length=120, unique=True)
    to = models.CharField("người nhận", max_length=254, blank=True)
    subject = models.CharField("tiêu đề", max_length=250, blank=True)
    body = models.TextField("nội dung", blank=True)
    about = models.CharField("về việc", max_length=60, blank=True)
    leave = models.CharField("địa chỉ thôi nhận", max_length=500, blank=True)
    not_before = models.DateTimeField("không gửi trước", null=True, blank=True)
    state = models.CharField("tình trạng", max_length=10, choices=State.choices, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField("số lần đã thử", default=0)
    next_attempt_at = models.DateTimeField("lần thử tới")
    last_error = models.CharField("lỗi gần nhất", max_length=80, blank=True)
    claimed_until = models.DateTimeField("đang gửi đến", null=True, blank=True)
    claimed_by = models.CharField("do tiến trình", max_length=120, blank=True)
    interruptions = models.PositiveSmallIntegerField("số lần gửi dở", default=0)
    sent_at = models.DateTimeField("gửi lúc", null=True, blank=True)
    message_id = models.CharField("mã thư", max_length=200, unique=True)
    created_at = models.DateTimeField("viết lúc", auto_now_add=True)

    class Meta:
        verbose_name = "thư gửi đi"
        verbose_name_plural = "thư gửi đi"
        ordering = ["-pk"]
        indexes = [
            models.Index(fields=["next_attempt_at"], name="mail_due", condition=Q(state__in=["waiting", "failed"])),
            models.Index(fields=["state", "sent_at"], name="mail_state"),
        ]
        constraints = [
            models.CheckConstraint(name="mail_state_known", condition=Q(state__in=State.values)),
            models.CheckConstraint(
                name="mail_sent_has_its_instant", condition=Q(state="sent", sent_at__isnull=False) | ~Q(state="sent")
            ),
            models.CheckConstraint(
                name="mail_on_the_way_has_an_address", condition=~Q(state__in=["waiting", "failed"]) | ~Q(to="")
            ),
            models.CheckConstraint(
                name="mail_cancelled_is_empty", condition=~Q(state="cancelled") | Q(to="", subject="", body="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.about or 'thư'} {self.pk}: {self.get_state_display()}"

    @property
    def masked_address(self) -> str:
        """The address as far as a list may show it: ``n…@tinh.example``."""
        name, at, domain = self.to.rpartition("@")
        return f"{name[:1]}…@{domain}" if at else "đã xóa"
