"""What waits to be looked at again, so that no change is ever lost between database and index; and what words mean."""

from django.core.exceptions import ValidationError
from django.db import models

from search.analysis import words_of
from search.saved_models import SavedSearch, Subscriber
from search.synonyms import MAX_FORM_WORDS, SynonymForms

__all__ = ["OutboxEntry", "QueryLists", "SavedSearch", "Spread", "Subscriber", "SynonymGroup"]
MAX_FORMS = 12


class OutboxEntry(models.Model):
    """One record to look at again (*hàng chờ lập chỉ mục*): which one, never what became of it.

    ``ticket`` is new at every enqueue. Whoever drains deletes the row only with the ticket that it
    read, so that a change made meanwhile stays.
    """

    kind = models.CharField("loại", max_length=40)
    object_id = models.BigIntegerField("mã bản ghi")
    ticket = models.BigIntegerField("số phiếu")
    queued_at = models.DateTimeField("xếp hàng lúc")
    attempts = models.PositiveIntegerField("số lần thử hỏng", default=0)
    tried_at = models.DateTimeField("thử lần cuối lúc", null=True, blank=True)
    error = models.TextField("lỗi", blank=True, default="")

    class Meta:
        verbose_name = "bản ghi chờ lập chỉ mục"
        verbose_name_plural = "bản ghi chờ lập chỉ mục"
        constraints = [models.UniqueConstraint(fields=["kind", "object_id"], name="search_outbox_one_row_a_record")]
        indexes = [models.Index(fields=["attempts", "id"], name="search_outbox_order")]

    def __str__(self) -> str:
        return f"{self.kind}:{self.object_id}"


class SynonymGroup(models.Model):
    """Ways of writing one thing (*từ đồng nghĩa, viết tắt*): who searches for one finds the others too.

    ``starting_key`` names the line of the starting list that the row came from, so that it comes once.
    """

    forms = models.TextField(
        "các cách viết",
        help_text="Mỗi dòng một cách viết, ít nhất hai dòng. Ví dụ: UBND, dòng dưới: ủy ban nhân dân.",
    )
    beside_number = models.BooleanField(
        "chỉ hiểu khi đứng cạnh số",
        default=False,
        help_text="Dùng cho ký hiệu loại văn bản: “CT 05” là chỉ thị, còn “CT” đứng riêng thì chưa chắc.",
    )
    is_used = models.BooleanField("đang dùng", default=True)
    note = models.CharField("ghi chú", max_length=255, blank=True)
    starting_key = models.CharField(max_length=64, null=True, blank=True, unique=True, editable=False)

    class Meta:
        verbose_name = "nhóm từ đồng nghĩa"
        verbose_name_plural = "từ đồng nghĩa, viết tắt"
        ordering = ["forms"]

    def __str__(self) -> str:
        return " = ".join(self.lines)

    @property
    def lines(self) -> list[str]:
        """The forms as written, one each."""
        return [line.strip() for line in self.forms.splitlines() if line.strip()]

    def as_forms(self) -> SynonymForms:
        """Return the group as the analysis of questions takes it; forms beyond its bounds are left out."""
        words = (tuple(words_of(line)) for line in self.lines[:MAX_FORMS])
        fit = dict.fromkeys(form for form in words if 0 < len(form) <= MAX_FORM_WORDS)
        return SynonymForms(tuple(fit), self.beside_number)

    def clean(self) -> None:
        """Refuse a group that says nothing. Raises ValidationError at ``forms``."""
        super().clean()
        if len(self.lines) > MAX_FORMS:
            raise ValidationError({"forms": f"Một nhóm có nhiều nhất {MAX_FORMS} cách viết."})
        if any(len(words_of(line)) > MAX_FORM_WORDS for line in self.lines):
            raise ValidationError({"forms": f"Một cách viết dài nhất {MAX_FORM_WORDS} chữ."})
        if len(self.as_forms().forms) < 2:
            raise ValidationError({"forms": "Cần ít nhất hai cách viết khác nhau, mỗi cách một dòng."})


class Spread(models.Model):
    """A row whose change concerns many records (*việc lan truyền*), and how far they have been taken up.

    ``name`` is that of the :class:`search.followers.Follower`, ``after`` the last record that was put into the outbox.
    """

    name = models.CharField("mối liên hệ", max_length=60)
    row = models.BigIntegerField("mã dòng đã đổi")
    after = models.BigIntegerField("đã xét đến bản ghi", default=0)
    ticket = models.BigIntegerField("số phiếu")

    class Meta:
        verbose_name = "việc lan truyền"
        verbose_name_plural = "việc lan truyền"
        constraints = [models.UniqueConstraint(fields=["name", "row"], name="search_spread_one_walk_a_row")]

    def __str__(self) -> str:
        return f"{self.name}:{self.row}"


class QueryLists(models.Model):
    """The lists of what readers look for: no table, for :mod:`search.query_log` keeps them; only the right to read."""

    class Meta:
        managed = False
        default_permissions = ()
        permissions = [("read_query_log", "Xem bạn đọc tìm gì")]
        verbose_name = "bạn đọc tìm gì"
        verbose_name_plural = "bạn đọc tìm gì"

    def __str__(self) -> str:
        return "bạn đọc tìm gì"
