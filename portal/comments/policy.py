"""The rules of taking comments: reasons not to publish, what a sender consents to, clocks and limits.

Criticism is not among the reasons, and must not become one.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.conf import settings
from django.utils import timezone


@dataclass(frozen=True, slots=True)
class Reason:
    """A published reason for not showing a comment: its code, its name, what it means, what the sender can do."""

    code: str
    label: str
    meaning: str
    advice: str = ""


REASONS = (
    Reason(
        "CD-01",
        "Ngoài chủ đề",
        "Nội dung không liên quan tới bài, văn bản hoặc gương điển hình đang góp ý.",
        "Bạn có thể gửi lại dưới bài phù hợp, hoặc liên hệ cơ quan có trách nhiệm.",
    ),
    Reason(
        "TL-02",
        "Trùng lặp",
        "Cùng một người gửi cùng một nội dung nhiều lần; một lần đã được xét.",
    ),
    Reason(
        "QC-03",
        "Quảng cáo, liên kết",
        "Mời mua bán, vay tiền, hoặc dẫn tới trang khác không giúp hiểu vấn đề.",
        "Bạn có thể gửi lại không kèm liên kết.",
    ),
    Reason(
        "XP-04",
        "Xúc phạm, bôi nhọ",
        "Lăng mạ, chửi bới, miệt thị người hoặc nhóm người. Phê bình việc làm không thuộc lý do này.",
        "Bạn có thể gửi lại, nói về việc thay cho lời xúc phạm người.",
    ),
    Reason(
        "LD-05",
        "Lộ dữ liệu cá nhân",
        "Có số điện thoại, địa chỉ nhà, số giấy tờ, tình trạng sức khỏe của ai đó mà không thể lược riêng phần ấy.",
        "Bạn có thể gửi lại, bỏ các thông tin ấy.",
    ),
    Reason(
        "TT-06",
        "Thông tin chưa kiểm chứng về người khác",
        "Nêu đích danh người khác đã làm điều sai mà chưa có căn cứ công khai.",
        "Nếu bạn có căn cứ, hãy gửi tới cơ quan có thẩm quyền; trang công khai không phải nơi xác minh.",
    ),
    Reason(
        "PL-07",
        "Có dấu hiệu vi phạm pháp luật",
        "Kích động bạo lực, chia rẽ dân tộc, tôn giáo, hoặc nội dung khác mà pháp luật cấm phổ biến.",
    ),
    Reason(
        "BM-08",
        "Bí mật nhà nước, nội bộ",
        "Có nội dung thuộc bí mật nhà nước hoặc tài liệu nội bộ chưa được công bố.",
    ),
    Reason(
        "KN-09",
        "Tố cáo, khiếu nại",
        "Nội dung là đơn tố cáo hoặc khiếu nại. Loại đơn này được pháp luật bảo vệ bí mật và có nơi nhận riêng.",
        "Hãy gửi tới cơ quan có thẩm quyền giải quyết tố cáo, khiếu nại.",
    ),
    Reason(
        "MD-10",
        "Mạo danh",
        "Tên hiển thị làm người đọc nhầm với cơ quan, lãnh đạo hoặc người khác.",
        "Bạn có thể gửi lại với tên của mình hoặc bút danh.",
    ),
    Reason(
        "KD-11",
        "Không đọc được",
        "Chữ rời rạc, lỗi phông hoặc quá ngắn nên không hiểu được ý.",
        "Bạn có thể gửi lại bằng câu đầy đủ; viết không dấu cũng được.",
    ),
)
_BY_CODE = {reason.code: reason for reason in REASONS}
REASON_CHOICES = [(reason.code, f"{reason.code} {reason.label}") for reason in REASONS]

RULES_VERSION = "1"
RULES_SINCE = date(2026, 11, 1)
CONSENT_VERSION = "1"
CONSENT_SINCE = date(2026, 11, 1)
CONSENT_TEXTS = {
    "1": (
        "Tôi đồng ý để Ban lưu và xét ý kiến này, và đăng tên hiển thị cùng ý kiến trên trang sau khi được duyệt. "
        "Tôi rút lại được bất cứ lúc nào bằng mã biên nhận."
    ),
}
"""What the box on the form says, by version: a text that somebody has consented to is never changed."""

WORKING_DAYS = 2
"""How many working days a decision may take."""
END_OF_DAY = time(17, 0)
_FIXED_DAYS_OFF = frozenset({(1, 1), (4, 30), (5, 1), (9, 2)})

CONFIRM_WITHIN = timedelta(hours=72)
"""How long the letter's link works; afterwards the comment enters the queue without its address."""
UNDO_WITHIN = timedelta(minutes=10)
"""How long a decision can be undone, and how long its letter waits."""
SAME_POST_WITHIN = timedelta(hours=24)
EMAIL_KEPT_MONTHS = 6
"""How long an address stays after the decision."""
CLIENT_KEPT = timedelta(days=30)
"""How long the keyed digest of a sender's network address stays."""

FORM_MIN_AGE = timedelta(seconds=2)
FORM_MAX_AGE = timedelta(hours=24)


def reason(code: str) -> Reason | None:
    """Return the published reason of a code."""
    return _BY_CODE.get(code)


def consent_text(version: str = CONSENT_VERSION) -> str:
    """Return what the sender has consented to; empty for a version that never was."""
    return CONSENT_TEXTS.get(version, "")


def is_working_day(day: date) -> bool:
    """Return whether the board works on ``day``: Monday to Friday, fixed holidays and ``COMMENT_DAYS_OFF`` apart."""
    return (
        day.weekday() < 5 and (day.month, day.day) not in _FIXED_DAYS_OFF and day.isoformat() not in _further_days_off()
    )


def _further_days_off() -> list[str]:
    return list(getattr(settings, "COMMENT_DAYS_OFF", []))


def due_after(moment: datetime) -> datetime:
    """Return when a comment that entered the queue at ``moment`` should have been decided, at the latest."""
    day = timezone.localtime(moment).date()
    left = WORKING_DAYS
    while left:
        day += timedelta(days=1)
        left -= is_working_day(day)
    return timezone.make_aware(datetime.combine(day, END_OF_DAY))


def moment_in_words(moment: datetime) -> str:
    """Return ``17:00 ngày 24/11/2026``, in the portal's time."""
    return f"{timezone.localtime(moment):%H:%M ngày %d/%m/%Y}"


def months_before(moment: datetime, months: int) -> datetime:
    """Return the same moment ``months`` earlier, at the month's last day where that day does not exist."""
    number = moment.year * 12 + moment.month - 1 - months
    year, month = divmod(number, 12)
    for day in range(moment.day, 27, -1):
        try:
            return moment.replace(year=year, month=month + 1, day=day)
        except ValueError:
            continue
    return moment.replace(year=year, month=month + 1)
