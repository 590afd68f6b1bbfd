"""Whose rows the index entries of exemplars show: when a place is renamed, its exemplars are looked at again."""

from collections.abc import Callable, Mapping
from typing import Any

from django.db.models import Model

from exemplars.models import ExemplarPage
from portal.organisations.models import Organisation, OrganisationName
from search.followers import Follower, itself, register


def connect() -> None:
    """Tie exemplars to the name of their place."""
    told_by: Mapping[type[Model], Callable[[Any], int]] = {
        Organisation: itself,
        OrganisationName: lambda name: int(name.organisation_id),
    }
    register(Follower("exemplar-place", "exemplar", told_by, _of_place))


def _of_place(row: int, pk: int, limit: int) -> list[int]:
    found = ExemplarPage.objects.filter(place_id=row, pk__gt=pk, live=True).order_by("pk")
    return list(found.values_list("pk", flat=True)[:limit])
