"""The fields of an official document that a clerk enters, and what is derived from them."""

from django.db import models

from documents import numbering
from documents.models.types import Branch, terms
from documents.models.values import DatePrecision, EffectStatus, TextOrigin
from documents.numbering import DocumentNumber
from documents.periods import compute_period, term_kind_of
from portal.text.vietnamese import fold, normalise

NO_NUMBER_REASONS = [
    ("not_printed", "Không ghi số trong bản công bố"),
    ("draft", "Dự thảo, chưa lấy số"),
    ("lost", "Thất lạc, không tra được"),
]
NO_DATE_REASONS = [
    ("not_printed", "Không ghi ngày trong bản công bố"),
    ("blank", "Để trống ngày, tháng"),
    ("draft", "Dự thảo, chưa ban hành"),
    ("lost", "Thất lạc, không tra được"),
]


class DocumentFields(models.Model):
    """What is known of a document; absent numbers and dates carry their reason."""

    symbol = models.CharField(
        "số, ký hiệu", max_length=160, blank=True, help_text="Ghi đúng như in, ví dụ 14-KL/TW hoặc 73/2023/NĐ-CP."
    )
    number = models.CharField("số", max_length=12, blank=True, editable=False)
    suffix = models.CharField("phần thêm của số", max_length=8, blank=True, editable=False)
    no_number_reason = models.CharField("vì sao không có số", max_length=12, blank=True, choices=NO_NUMBER_REASONS)
    type = models.ForeignKey(
        "documents.DocumentType",
        verbose_name="loại văn bản",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="documents",
    )
    issuer = models.ForeignKey(
        "organisations.Organisation",
        verbose_name="cơ quan ban hành",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="documents",
    )
    issuer_text = models.CharField("tên cơ quan như in", max_length=255, blank=True)
    period = models.CharField("nhiệm kỳ hoặc năm của số", max_length=24, blank=True, editable=False)
    match_key = models.CharField(max_length=160, blank=True, editable=False, db_index=True)
    field_of_work = models.ForeignKey(
        "documents.FieldOfWork",
        verbose_name="lĩnh vực",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="documents",
    )
    place = models.CharField("nơi ban hành", max_length=120, blank=True)
    issued_on = models.DateField("ngày ban hành", null=True, blank=True)
    issued_precision = models.CharField(
        "mức chính xác của ngày", max_length=8, choices=DatePrecision.choices, default=DatePrecision.DAY
    )
    no_date_reason = models.CharField("vì sao không có ngày", max_length=12, blank=True, choices=NO_DATE_REASONS)
    title = models.CharField("tên như nguồn ghi", max_length=1000, blank=True)
    parent_title = models.CharField("thuộc văn bản", max_length=500, blank=True)
    subject = models.TextField("trích yếu", blank=True, help_text="Nội dung chính như in dưới tên loại, không tóm tắt.")
    authority = models.CharField("thẩm quyền ký", max_length=160, blank=True, help_text="Như in: T/M, KT., TL.…")
    signer_capacity = models.CharField("chức vụ người ký", max_length=200, blank=True)
    signer_name = models.CharField("người ký", max_length=160, blank=True)
    drafting_unit = models.ForeignKey(
        "organisations.Organisation",
        verbose_name="cơ quan tham mưu soạn thảo",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    addressees = models.TextField("kính gửi", blank=True, help_text="Mỗi dòng một nơi.")
    recipients = models.TextField("nơi nhận", blank=True, help_text="Mỗi dòng một nơi, kèm mục đích trong ngoặc.")
    filing_code = models.CharField("ký hiệu lưu", max_length=160, blank=True)
    scope = models.CharField(
        "phạm vi phổ biến", max_length=255, blank=True, help_text="Nguyên văn, ví dụ “đến chi bộ”."
    )
    status = models.CharField(
        "tình trạng hiệu lực", max_length=14, choices=EffectStatus.choices, default=EffectStatus.UNKNOWN, db_index=True
    )
    status_as_of = models.DateField("tính đến ngày", null=True, blank=True)
    status_ground = models.CharField("căn cứ xác định tình trạng", max_length=500, blank=True)
    status_checker = models.CharField("người hoặc cơ quan kiểm tra", max_length=160, blank=True)
    effective_on = models.DateField("ngày có hiệu lực", null=True, blank=True)
    effective_precision = models.CharField(
        "mức chính xác của ngày có hiệu lực", max_length=8, choices=DatePrecision.choices, default=DatePrecision.DAY
    )
    expired_on = models.DateField(
        "ngày hết hiệu lực", null=True, blank=True, help_text="Từ ngày này văn bản không còn hiệu lực."
    )
    expired_precision = models.CharField(
        "mức chính xác của ngày hết hiệu lực", max_length=8, choices=DatePrecision.choices, default=DatePrecision.DAY
    )
    is_retroactive = models.BooleanField("hiệu lực trở về trước", default=False)
    body_text = models.TextField("toàn văn", blank=True)
    body_nodes = models.JSONField("các phần của toàn văn", default=list, blank=True, editable=False)
    text_origin = models.CharField(
        "toàn văn có từ", max_length=10, blank=True, choices=TextOrigin.choices, default=TextOrigin.FILE
    )
    body_note = models.CharField("bản văn này", max_length=200, blank=True, help_text="Ví dụ: gõ lại từ PDF ký số.")
    folded = models.TextField(editable=False, blank=True)

    class Meta:
        abstract = True

    def derive(self) -> None:
        """Set number, suffix, match key, period and the folded words from what was entered."""
        for name in ("symbol", "title", "subject", "signer_name", "issuer_text"):
            setattr(self, name, normalise(getattr(self, name)).strip())
        read = self.derive_number()
        self.period = self._period(read) if read and self.number else ""
        words = (self.symbol, self.match_key, self.subject, self.title, self.signer_name, self.issuer_text)
        self.folded = fold(" ".join(words))

    def derive_number(self) -> DocumentNumber | None:
        """Set number, suffix and match key from the symbol, and return how it was read; asks no database."""
        read = numbering.read(self.symbol) if self.symbol else None
        self.number = (read.number.lstrip("0") or "0") if read and read.number else ""
        self.suffix = read.suffix.lower() if read and read.suffix else ""
        self.match_key = read.match_key if read else ""
        return read

    def _period(self, read: DocumentNumber) -> str:
        code = read.organisation or ""
        by_number = Branch.PARTY if read.kind == "party" else Branch.STATE
        return compute_period(
            branch=self.type.branch if self.type else by_number,
            organisation_code=code,
            year_in_symbol=str(read.year or ""),
            issued_on=self.issued_on,
            term_kind=term_kind_of(self.issuer.level if self.issuer else "", code),
            terms=terms(),
        )
