"""Whether letters leave the house."""

from datetime import timedelta

from django.db.models.functions import Coalesce
from django.utils import timezone

from portal.jobs.health import Problem
from portal.mail.models import ON_THE_WAY, Letter, State

WAITS_AT_MOST = timedelta(minutes=30)


def problem() -> Problem | None:
    """Tell whether letters stopped, or wait longer than half an hour beyond when they should have gone."""
    stopped = Letter.objects.filter(state=State.PARKED).count()
    on_the_way = Letter.objects.filter(state__in=ON_THE_WAY).annotate(wanted_at=Coalesce("not_before", "created_at"))
    late = on_the_way.filter(wanted_at__lt=timezone.now() - WAITS_AT_MOST).count()
    said = [
        f"{stopped} thư không gửi được, đã dừng" if stopped else "",
        f"{late} thư chờ gửi quá {WAITS_AT_MOST.seconds // 60} phút" if late else "",
    ]
    if not any(said):
        return None
    return Problem("mail", f"Thư gửi đi: {'; '.join(filter(None, said))}. Xem Báo cáo, Thư gửi đi.")
