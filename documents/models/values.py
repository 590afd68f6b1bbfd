"""Words that documents and their copies share: effect in law, and how much of a date is known."""

from django.db import models


class EffectStatus(models.TextChoices):
    """Effect in law (*tình trạng hiệu lực*), never the state of the editorial work."""

    IN_FORCE = "in_force", "Còn hiệu lực"
    PARTLY_EXPIRED = "partly_expired", "Hết hiệu lực một phần"
    EXPIRED = "expired", "Hết hiệu lực toàn bộ"
    SUSPENDED = "suspended", "Ngưng hiệu lực"
    NOT_YET = "not_yet", "Chưa có hiệu lực"
    UNSUITABLE = "unsuitable", "Không còn phù hợp"
    UNKNOWN = "unknown", "Chưa xác định"


class DatePrecision(models.TextChoices):
    """How much of a date is known (*mức chính xác của ngày*)."""

    DAY = "day", "đến ngày"
    MONTH = "month", "đến tháng"
    YEAR = "year", "đến năm"
    UNKNOWN = "unknown", "không rõ"


class TextOrigin(models.TextChoices):
    """How the text came about (*nguồn của toàn văn*), where it is not simply what the file holds."""

    FILE = "", "trích từ tệp hoặc do người nhập"
    CONVERTED = "converted", "Chuyển từ phông chữ cũ"
    RECOGNISED = "ocr", "Nhận dạng từ bản scan"
    RETYPED = "retyped", "Gõ lại"
