"""Who changed what since it last went live, who approved which version, what could not go live on time."""

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import models
from wagtail.models import GroupApprovalTask

from portal.editorial.four_eyes import FourEyesApproval


class Contribution(models.Model):
    """Contribution (*lượt sửa nội dung*): a person changed the content that a revision holds.

    An autosave that changes nothing is no contribution; one that does makes its user an editor of
    that version, so that the person can no longer approve it.
    """

    content_type = models.ForeignKey(ContentType, on_delete=models.CASCADE, related_name="+")
    object_id = models.CharField(max_length=255)
    revision_id = models.BigIntegerField()
    user = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    digest = models.CharField(max_length=64)
    made_at = models.DateTimeField(auto_now=True)

    class Meta:
        indexes = [
            models.Index(fields=["content_type", "object_id", "revision_id"], name="editorial_contribution_object")
        ]

    def __str__(self) -> str:
        return f"{self.object_id} · {self.revision_id}"


class Approval(models.Model):
    """Approval (*phê duyệt*) of exactly one revision by a person who did not write it."""

    revision = models.OneToOneField("wagtailcore.Revision", on_delete=models.CASCADE, related_name="portal_approval")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    approved_at = models.DateTimeField(auto_now_add=True)
    digest = models.CharField(max_length=64)
    """Digest of the content approved; an overwritten revision is another content."""

    class Meta:
        verbose_name = "phê duyệt"
        verbose_name_plural = "phê duyệt"

    def __str__(self) -> str:
        return f"{self.revision_id} · {self.user_id}"


class OverduePublication(models.Model):
    """A revision that was due and could not go live (*quá hạn lên trang*), with the reason."""

    revision = models.OneToOneField("wagtailcore.Revision", on_delete=models.CASCADE, related_name="+")
    reason = models.TextField("lý do")
    attempts = models.PositiveIntegerField(default=1)
    last_tried_at = models.DateTimeField(auto_now=True)
    claimed_until = models.DateTimeField(null=True)

    class Meta:
        verbose_name = "bài quá hạn lên trang"
        verbose_name_plural = "bài quá hạn lên trang"

    def __str__(self) -> str:
        return f"{self.revision_id}: {self.reason}"


class FourEyesTask(FourEyesApproval, GroupApprovalTask):
    """Approval by a leader who is neither author nor last editor (*lãnh đạo duyệt*)."""

    class Meta:
        verbose_name = "lãnh đạo duyệt"
        verbose_name_plural = "lãnh đạo duyệt"
