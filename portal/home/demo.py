"""Demonstration content: a fictional province, so that a first look shows what the portal is for.

Each app hands up what it shows; the loaders run in the order of the river, each of them idempotent.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone
from wagtail.models import Site

from portal.accounts.models import User
from portal.organisations.loading import load_register
from portal.organisations.models import Organisation
from portal.pages import frame
from portal.pages.models import DutyKind, SiteDuty, SiteSettings


@dataclass(frozen=True, slots=True)
class DemoContext:
    """What a loader is given: the system user it acts as, and today."""

    user: User
    today: date


Load = Callable[[DemoContext], None]


@dataclass(frozen=True, slots=True)
class Loader:
    """One app's demonstration content."""

    name: str
    load: Load
    order: int


_loaders: dict[str, Loader] = {}

DUTIES = {
    DutyKind.RESPONSIBLE: "Bà Lục Thị Minh Hòa, Phó Trưởng ban",
    DutyKind.ADDRESS: "Số 00 đường Bến Đá, phường Thiên Đức, tỉnh Vạn Xuân",
    DutyKind.PHONE: "0000 000 000 (giờ hành chính)",
    DutyKind.EMAIL: "bantuyengiaodanvan@vanxuan.example",
}
SINCE = date(2025, 3, 1)


def register(name: str, load: Load, order: int) -> None:
    """Offer the demonstration content ``name``; lower ``order`` loads first."""
    _loaders[name] = Loader(name, load, order)


def loaders() -> list[Loader]:
    """Return the registered loaders in the order in which they run."""
    return sorted(_loaders.values(), key=lambda loader: loader.order)


def load_all(report: Callable[[str], None] = lambda line: None) -> None:
    """Load everything and mark the site as a demonstration; doing it again adds nothing.

    One transaction: a start that is cut short leaves nothing behind, and the index is brought up to date once.
    """
    context = DemoContext(User.objects.system("demonstration"), timezone.localdate())
    with transaction.atomic():
        for loader in loaders():
            report(loader.name)
            loader.load(context)
    frame.forget()


@transaction.atomic
def describe_the_site(context: DemoContext) -> None:
    """Give the site its fictional owner and the facts of its footer, and mark every page as a demonstration."""
    load_register(demonstration=True)
    site = Site.objects.get(is_default_site=True)
    settings, _ = SiteSettings.objects.get_or_create(site=site)
    if settings.demonstration:
        return
    settings.demonstration = True
    settings.board = settings.board or Organisation.objects.filter(key=BOARD).first()
    settings.governing = settings.governing or Organisation.objects.filter(key=GOVERNING).first()
    settings.reviewed_on = settings.reviewed_on or date(2026, 11, 2)
    settings.save()
    for kind, value in DUTIES.items():
        SiteDuty.objects.get_or_create(settings=settings, kind=kind, valid_from=SINCE, defaults={"value": value})


BOARD = "ban-tuyen-giao-va-dan-van-van-xuan"
GOVERNING = "cap-uy-van-xuan"
