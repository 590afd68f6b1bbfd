"""What readers send, what becomes of it, what the board answers, and where opinions may be sent at all.

The comment library's own row exists only while a comment is shown; everything about a person stands here.
"""

from typing import ClassVar

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q

NAME_LENGTH = 60
BODY_LENGTH = 3000


class State(models.TextChoices):
    """Where a comment stands (*tình trạng*)."""

    UNCONFIRMED = "unconfirmed", "chờ xác nhận địa chỉ thư"
    WAITING = "waiting", "chờ kiểm duyệt"
    PUBLISHED = "published", "đã đăng"
    MASKED = "masked", "đã đăng sau biên tập kỹ thuật"
    REFUSED = "refused", "không đăng"
    FORWARDED = "forwarded", "đã chuyển cơ quan xử lý"
    CHANNEL = "channel", "đã hướng dẫn kênh tố cáo, khiếu nại"
    WITHDRAWN = "withdrawn", "người gửi đã rút"
    REMOVED = "removed", "đã gỡ"


SHOWN = (State.PUBLISHED, State.MASKED)
"""States in which readers see the text."""
PENDING = (State.UNCONFIRMED, State.WAITING)
"""States before any decision."""
ENDED = (State.WITHDRAWN, State.REMOVED)
"""States that leave a dated tombstone where the comment had been public (``published_at`` is set)."""
DECIDED = (State.PUBLISHED, State.MASKED, State.REFUSED, State.FORWARDED, State.CHANNEL, State.REMOVED)
"""States that a moderator's decision leads to."""


class NoLongerPossible(Exception):
    """The comment is no longer in a state, or at the version, in which its sender may do this."""


class Submission(models.Model):
    """Comment as a reader sent it (*ý kiến*), from the first second to erasure.

    Every change of state is a conditional update that names the states it may start from, or the ``version`` it has
    read, and moves ``version`` on. ``receipt_hash`` finds the row by its receipt code, which is not stored.
    """

    key = models.UUIDField("khóa của lần gửi", unique=True, editable=False)
    receipt_hash = models.CharField(max_length=64, unique=True, editable=False)
    sameness = models.CharField(max_length=64, null=True, unique=True, editable=False)
    """Keyed digest of client, place, name, address and text: what makes two posts of one day the same post."""

    content_type = models.ForeignKey(ContentType, on_delete=models.CASCADE, related_name="+")
    object_id = models.PositiveBigIntegerField()
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="replies")

    name = models.CharField("tên hiển thị", max_length=NAME_LENGTH, blank=True)
    body = models.TextField("ý kiến", max_length=BODY_LENGTH, blank=True)
    folded = models.TextField(editable=False, blank=True)
    """Name and text without marks, for moderators' search."""
    email = models.EmailField("thư điện tử", blank=True)
    email_confirmed_at = models.DateTimeField("xác nhận địa chỉ lúc", null=True, blank=True)
    consent_version = models.CharField("bản lời đồng ý", max_length=20)
    consented_at = models.DateTimeField("đồng ý lúc")
    client_hash = models.CharField(max_length=64, blank=True, editable=False)

    state = models.CharField("tình trạng", max_length=12, choices=State.choices, default=State.WAITING)
    version = models.PositiveIntegerField(default=1, editable=False)
    submitted_at = models.DateTimeField("gửi lúc")
    edited_at = models.DateTimeField("người gửi sửa lúc", null=True, blank=True)
    queued_at = models.DateTimeField("vào hàng chờ lúc", null=True, blank=True)
    due_at = models.DateTimeField("hạn trả lời", null=True, blank=True)
    held_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    held_until = models.DateTimeField("giữ để xem đến", null=True, blank=True)
    hints = models.CharField("lưu ý", max_length=120, blank=True, editable=False)
    """Ids of the rules of the sorter that fired, each between bars; holds no word of the text."""
    hinted_at = models.DateTimeField(null=True, blank=True, editable=False)

    decided_at = models.DateTimeField("quyết định lúc", null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    reason = models.CharField("mã lý do", max_length=20, blank=True)
    note = models.TextField("lời nhắn người gửi", blank=True)
    masked_body = models.TextField("bản đăng đã lược", blank=True)
    comment = models.OneToOneField(
        "django_comments_xtd.XtdComment", null=True, blank=True, on_delete=models.PROTECT, related_name="submission"
    )
    published_at = models.DateTimeField("đăng lúc", null=True, blank=True)
    appealed_at = models.DateTimeField("đề nghị xem lại lúc", null=True, blank=True)
    ended_at = models.DateTimeField("rút hoặc gỡ lúc", null=True, blank=True)
    erased_at = models.DateTimeField("xóa dữ liệu cá nhân lúc", null=True, blank=True)

    class Meta:
        verbose_name = "ý kiến bạn đọc"
        verbose_name_plural = "ý kiến bạn đọc"
        default_permissions = ()
        permissions = [
            ("moderate_submission", "Kiểm duyệt ý kiến bạn đọc"),
            ("read_denunciation", "Xem ý kiến có nội dung tố cáo, khiếu nại"),
            ("read_personal_data", "Xem địa chỉ thư của người gửi ý kiến"),
            ("answer_submission", "Trả lời ý kiến thay mặt Ban"),
            ("open_and_close", "Mở, đóng nhận ý kiến từng mục"),
        ]
        ordering: ClassVar[list[str]] = ["submitted_at", "pk"]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["content_type", "object_id", "parent", "submitted_at"], name="comment_place"),
            models.Index(fields=["state", "queued_at"], name="comment_queue"),
            models.Index(fields=["client_hash", "submitted_at"], name="comment_client"),
            models.Index(fields=["decided_at"], name="comment_decided"),
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(name="comment_state_known", condition=Q(state__in=State.values)),
            models.CheckConstraint(
                name="comment_row_only_while_shown",
                condition=Q(state__in=SHOWN, comment__isnull=False, published_at__isnull=False)
                | (~Q(state__in=SHOWN) & Q(comment__isnull=True)),
            ),
            models.CheckConstraint(
                name="comment_refused_for_a_reason",
                condition=~Q(state__in=[State.REFUSED, State.REMOVED]) | ~Q(reason=""),
            ),
            models.CheckConstraint(
                name="comment_masked_has_text", condition=~Q(state=State.MASKED) | ~Q(masked_body="")
            ),
            models.CheckConstraint(
                name="comment_queued_when",
                condition=Q(state=State.UNCONFIRMED, queued_at__isnull=True)
                | Q(state=State.WITHDRAWN)
                | (~Q(state__in=[State.UNCONFIRMED, State.WITHDRAWN]) & Q(queued_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="comment_decided_when", condition=~Q(state__in=DECIDED) | Q(decided_at__isnull=False)
            ),
            models.CheckConstraint(
                name="comment_ended_when", condition=~Q(state__in=ENDED) | Q(ended_at__isnull=False)
            ),
            models.CheckConstraint(
                name="comment_erased_is_empty",
                condition=Q(erased_at__isnull=True) & ~Q(body="")
                | Q(erased_at__isnull=False)
                & Q(name="", body="", folded="", email="", masked_body="", client_hash="", sameness__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_state_display()} · {self.pk}"

    @property
    def is_shown(self) -> bool:
        """Whether readers see the text."""
        return self.state in SHOWN

    @property
    def shown_body(self) -> str:
        """The text as readers may see it: with its cuts, where there are any."""
        return self.masked_body or self.body

    @property
    def letter_address(self) -> str:
        """The address that letters may go to: given and confirmed; empty otherwise."""
        return self.email if self.email_confirmed_at else ""


class Answer(models.Model):
    """Answer of the board to one comment (*trả lời của Ban*), shown below it and marked as such."""

    submission = models.OneToOneField(Submission, on_delete=models.CASCADE, related_name="answer")
    body = models.TextField("trả lời")
    signed_as = models.CharField("đơn vị trả lời", max_length=200)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    answered_at = models.DateTimeField("trả lời lúc")
    comment = models.OneToOneField(
        "django_comments_xtd.XtdComment", null=True, blank=True, on_delete=models.SET_NULL, related_name="answer"
    )

    class Meta:
        verbose_name = "trả lời của Ban"
        verbose_name_plural = "trả lời của Ban"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(name="comment_answer_says_something", condition=~Q(body="")),
        ]

    def __str__(self) -> str:
        return f"{self.signed_as} · {self.submission_id}"


class AnswerVersion(models.Model):
    """What the board's answer said once (*bản trả lời*): every wording ever shown, and when it was taken back."""

    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="answer_versions")
    body = models.TextField("trả lời", blank=True)
    signed_as = models.CharField("đơn vị trả lời", max_length=200, blank=True)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    written_at = models.DateTimeField("lúc")
    is_withdrawal = models.BooleanField("là lần rút lại", default=False)

    class Meta:
        verbose_name = "bản trả lời"
        verbose_name_plural = "bản trả lời"
        ordering: ClassVar[list[str]] = ["pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                name="comment_answer_version_says_something", condition=Q(is_withdrawal=True) | ~Q(body="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.submission_id}: {self.written_at:%d/%m/%Y %H:%M}"


class Decision(models.Model):
    """One decision about a comment (*quyết định kiểm duyệt*): history that an undo marks and never deletes."""

    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="decisions")
    from_state = models.CharField("từ", max_length=12, choices=State.choices)
    to_state = models.CharField("thành", max_length=12, choices=State.choices)
    reason = models.CharField("mã lý do", max_length=20, blank=True)
    note = models.TextField("lời nhắn người gửi", blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    decided_at = models.DateTimeField("lúc")
    undo_until = models.DateTimeField("hoàn tác được đến", null=True, blank=True)
    undone_at = models.DateTimeField("hoàn tác lúc", null=True, blank=True)
    cuts = models.JSONField("các đoạn đã lược", default=list, blank=True, editable=False)
    """Start, end and reason code of each part of the text that was masked."""
    version = models.PositiveIntegerField()
    """The comment's version after this decision; an undo counts only while it is still the same."""

    class Meta:
        verbose_name = "quyết định kiểm duyệt"
        verbose_name_plural = "quyết định kiểm duyệt"
        ordering: ClassVar[list[str]] = ["pk"]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["decided_at", "to_state"], name="comment_decision_when"),
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["submission", "version"], name="comment_one_decision_a_version"),
        ]

    def __str__(self) -> str:
        return f"{self.submission_id}: {self.from_state} → {self.to_state}"


class TargetSetting(models.Model):
    """Whether opinions may be sent about one item (*mở, đóng góp ý kiến*), where it differs from the site's rule."""

    content_type = models.ForeignKey(ContentType, on_delete=models.CASCADE, related_name="+")
    object_id = models.PositiveBigIntegerField()
    is_open = models.BooleanField("nhận ý kiến")
    reason = models.CharField("lý do", max_length=200, blank=True)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    changed_at = models.DateTimeField("đổi lúc")

    class Meta:
        verbose_name = "mở, đóng góp ý kiến"
        verbose_name_plural = "mở, đóng góp ý kiến"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["content_type", "object_id"], name="comment_setting_once"),
        ]

    def __str__(self) -> str:
        return f"{self.content_type_id}:{self.object_id} {'mở' if self.is_open else 'đóng'}"
