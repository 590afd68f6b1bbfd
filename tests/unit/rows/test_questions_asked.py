"""A question compiled once is answered anew every time it is asked."""

from typing import Any

import pytest

from portal.audit.models import AuditEntry
from portal.rows.asking import Prepared

pytestmark = pytest.mark.django_db


def entry(action: str, object_id: str) -> AuditEntry:
    return AuditEntry.objects.create(action=action, object_id=object_id)


def test_it_is_answered_by_the_rows_that_stand_now() -> None:
    question = Prepared(
        lambda first, last: AuditEntry.objects.filter(pk__gte=first, pk__lte=last, action="thu").values_list(
            "object_id"
        ),
        numbers=2,
    )
    assert question.first(1, 10**6) is None

    one, other = entry("thu", "a"), entry("thu", "b")

    assert question.first(one.pk, one.pk) == ("a",)
    assert question.first(other.pk, other.pk) == ("b",)
    one.delete()
    assert question.first(one.pk, one.pk) is None


def test_a_second_question_is_not_worded_anew(django_assert_num_queries: Any) -> None:
    made = []

    def make(pk: int) -> Any:
        made.append(pk)
        return AuditEntry.objects.filter(pk=pk).values_list("pk")

    question = Prepared(make, numbers=1)
    with django_assert_num_queries(2):
        question.first(1)
        question.first(2)

    assert len(made) == 1


def test_a_number_that_it_does_not_ask_about_is_a_mistake() -> None:
    with pytest.raises(TypeError, match="exactly once"):
        Prepared(lambda pk: AuditEntry.objects.values_list("pk"), numbers=1).first(3)
