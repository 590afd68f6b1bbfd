"""The demonstration shows every kind of exemplar, passes the gate, and is loaded once."""

import pytest
from django.utils import timezone

from exemplars import demo
from exemplars.models import Award, ExemplarKind, ExemplarPage, InitiativeStage
from portal.accounts.models import User
from portal.home.demo import DemoContext
from portal.organisations.loading import load_register

pytestmark = pytest.mark.django_db


def test_the_demonstration_shows_every_kind_and_is_loaded_once() -> None:
    load_register(demonstration=True)
    context = DemoContext(User.objects.system("demonstration"), timezone.localdate())

    demo.load(context)
    revisions = list(ExemplarPage.objects.order_by("pk").values_list("latest_revision_id", flat=True))
    demo.load(context)

    shown = ExemplarPage.objects.visible()
    assert shown.count() >= 10
    assert set(shown.values_list("kind", flat=True)) == set(ExemplarKind.values)
    assert not shown.filter(portrait=None).exists()
    assert not shown.filter(place=None).exists()
    assert Award.objects.filter(revoked_on__isnull=False).exists()
    assert InitiativeStage.objects.exists()
    assert list(ExemplarPage.objects.order_by("pk").values_list("latest_revision_id", flat=True)) == revisions
