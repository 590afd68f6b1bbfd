"""The stages of an initiative, and their order."""

from collections.abc import Sequence
from datetime import date

from django.db import models


class Stage(models.TextChoices):
    """The public steps of a proposal under Nghị định 73/2023/NĐ-CP, in their order."""

    ALLOWED = "allowed", "Được phép thí điểm"
    PILOT = "pilot", "Đang thí điểm"
    ASSESSED = "assessed", "Đã đánh giá"
    SPREAD = "spread", "Nhân rộng"
    ENACTED = "enacted", "Thể chế hóa"


def fault(reached: Sequence[tuple[str, date | None]]) -> str:
    """Return what is wrong with the stages ``reached``, in words, or nothing.

    A stage stands on all those before it, and no later stage has an earlier day.
    """
    places = [Stage.values.index(stage) for stage, _ in reached]
    if len(set(places)) != len(places):
        return "Mỗi bước của sáng kiến chỉ ghi một lần."
    if places != list(range(len(places))):
        return "Các bước của sáng kiến phải đủ và đúng thứ tự, bắt đầu từ “Được phép thí điểm”."
    days = [day for _, day in reached if day is not None]
    if days != sorted(days):
        return "Ngày của bước sau đứng trước ngày của bước trước."
    return ""
