"""Whether the site says of itself what a public site must: who runs it, who answers for it, how to reach them."""

from datetime import date, timedelta

from django.utils import timezone

from portal.jobs.health import Problem
from portal.organisations.models import Organisation
from portal.organisations.register import ended_on
from portal.pages.models import SiteSettings

REVIEW_EVERY = timedelta(days=365)


def problem() -> Problem | None:
    """Return what is missing or out of date at the foot of every page, or ``None``."""
    today = timezone.localdate()
    settings = SiteSettings.objects.filter(site__is_default_site=True).select_related("board", "governing").first()
    settings = settings or SiteSettings()
    said = []
    if missing := settings.missing_duties(today):
        said.append(f"Chân trang còn thiếu: {', '.join(missing)}.")
    said += outdated(settings, today)
    return Problem("footer", f"{' '.join(said)} Bổ sung trong Thiết lập, Cấu hình trang.") if said else None


def outdated(settings: SiteSettings, today: date) -> list[str]:
    """Return a sentence for each fact at the foot of the page that no longer holds or was long not looked at."""
    said = [
        f"{label} đã kết thúc hoạt động từ {ended:%d/%m/%Y}: {body}."
        for label, body in (("Cơ quan sở hữu trang", settings.board), ("Cơ quan chủ quản", settings.governing))
        if body is not None and (ended := _ended(body, today)) is not None
    ]
    reviewed = settings.reviewed_on
    if settings.pk and reviewed is None:
        said.append("Chưa ghi ngày rà soát thông tin chân trang.")
    elif reviewed is not None and today - reviewed > REVIEW_EVERY:
        said.append(f"Thông tin chân trang chưa được rà soát từ {reviewed:%d/%m/%Y}.")
    return said


def _ended(body: Organisation, today: date) -> date | None:
    day = ended_on(body)
    return day if day is not None and day <= today else None
