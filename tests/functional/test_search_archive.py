"""Asking through the archive: audience, understood numbers, labels, and the database without the engine."""

from dataclasses import replace
from pathlib import Path

import pytest
from django.contrib.auth.models import AnonymousUser, Group

from portal.accounts.models import User
from search import archive, outbox, reconcile
from search.archive import TooDeep
from search.asked import Asked
from search.types import Cursor, Filter, SearchQuery

pytestmark = pytest.mark.django_db


def find(text: str = "", **asked: object) -> list[str]:
    return [hit.title for hit in archive.search(SearchQuery(text, kinds=("group",), **asked)).hits]  # type: ignore[arg-type]


@pytest.fixture
def groups(searching: Path) -> Path:
    for name in ("14-KL/TW Kết luận về đoàn kết", "14-KL/TU Kết luận về tổ chức", "Ngày hội đoàn kết", "!Ẩn đoàn kết"):
        Group.objects.create(name=name)
    outbox.drain()
    return searching


def test_what_is_visible_is_found_and_what_is_hidden_is_not(groups: Path) -> None:
    assert set(find("doan ket")) == {"Kết luận về đoàn kết", "Ngày hội đoàn kết"}


def test_a_typed_number_is_understood_and_its_carriers_are_candidates(groups: Path) -> None:
    found = archive.search(SearchQuery("kl 14", kinds=("group",)))

    assert found.understanding is not None
    assert found.understanding.label == "Kết luận số 14"
    assert {hit.number for hit in found.candidates} == {"14-KL/TW", "14-KL/TU"}
    assert {hit.number for hit in found.hits[:2]} == {"14-KL/TW", "14-KL/TU"}


@pytest.mark.parametrize("sort", ["newest", "oldest", "number"])
def test_carriers_of_a_number_are_named_wherever_in_the_list_one_stands(groups: Path, sort: str) -> None:
    """On each page of a sorted list, and on a ranked one, the same records carry the number.

    The place from which the list is read is none in the list of carriers.

    Found wrong, a reader on the second page is told that nothing carries the number, and shown its neighbours.
    """
    asked = SearchQuery("kl 14", kinds=("group",), sort=sort, page_size=1)
    first = archive.search(asked)
    pages = [replace(asked, onward=first.last)]
    pages.append(replace(asked, backward=archive.search(pages[0]).first))

    for query in pages:
        found = archive.search(query)
        assert found.hits
        assert (found.candidates, found.nearest) == (first.candidates, ())
    assert {hit.number for hit in first.candidates} == {"14-KL/TW", "14-KL/TU"}


def test_carriers_and_neighbours_bring_no_passages(groups: Path) -> None:
    """Of them number, title and day are shown.

    A passage would be one more question to the engine for each list of them.

    Found wrong, a page about a number takes twice as long.
    """
    carried, near = archive.search(SearchQuery("kl 14")), archive.search(SearchQuery("15-KL/TW"))

    assert carried.candidates
    assert near.nearest
    assert not [hit for hit in (*carried.candidates, *near.nearest) if hit.passages]


def test_a_place_means_nothing_in_an_order_without_places(groups: Path) -> None:
    """A ranked list is paged through by number, whatever place stands in the address beside it.

    Every engine is asked the same then.

    Found wrong, a mended address shows the first page for ever, or a cluster is asked about a field that is none.
    """
    asked = SearchQuery("đoàn kết", page_size=1, page=2)

    with_place = Asked.of(replace(asked, onward=Cursor(5)))

    assert (with_place.cursor, with_place.offset, with_place.is_backwards) == (None, 1, False)
    assert archive.search(replace(asked, backward=Cursor(5))).hits == archive.search(asked).hits


def test_a_reader_may_refuse_to_be_understood(groups: Path) -> None:
    found = archive.search(SearchQuery("kl 14", kinds=("group",), plain=True))

    assert (found.understanding, found.candidates) == (None, ())


def test_the_caller_cannot_widen_the_audience(groups: Path) -> None:
    Group.objects.create(name="14-KL/NB @Xoảng về đoàn kết")
    outbox.drain()
    wide = frozenset({"group:700", "login"})

    for user in (None, AnonymousUser()):
        for text in ("đoàn kết", "kl 14", "14-kl/nb", ""):
            found = archive.search(SearchQuery(text, facets=("ky",), audiences=wide), user=user)
            assert not [hit for hit in (*found.hits, *found.candidates, *found.nearest) if "Xoảng" in hit.title]
        assert archive.count(SearchQuery("xoảng", audiences=wide), user=user) == 0
        assert archive.suggest("xoang ve", user=user) == []
    for path in groups.glob("current-*"):
        path.unlink()
    found = archive.search(SearchQuery("14-kl/nb", audiences=wide))
    assert (found.degraded, found.hits) == (True, ())


def test_facets_carry_the_labels_of_their_source(groups: Path) -> None:
    found = archive.search(SearchQuery(kinds=("group",), facets=("kieu", "kind", "ky")))

    assert {(each.value, each.label, each.count) for each in found.facets["kieu"]} >= {("KL", "Kết luận", 2)}
    assert [each.label for each in found.facets["kind"]] == ["Nhóm"]
    assert {each.label for each in found.facets["ky"]} == {"2021", "2022"}


def test_a_ranked_list_ends_at_its_depth(groups: Path) -> None:
    with pytest.raises(TooDeep):
        archive.search(SearchQuery("đoàn kết", page=11, page_size=20))
    assert archive.search(SearchQuery("đoàn kết", page=10, page_size=20)).hits == ()


def test_nothing_found_for_a_number_names_the_nearest(groups: Path) -> None:
    found = archive.search(SearchQuery("15-KL/TW", kinds=("group",)))

    assert found.count == 0
    assert [hit.number for hit in found.nearest] == ["14-KL/TW"]


def test_without_the_engine_exact_numbers_are_found_through_the_database(groups: Path) -> None:
    for path in groups.glob("current-*"):
        path.unlink()

    found = archive.search(SearchQuery("14-KL/TU", kinds=("group",)))
    assert found.degraded
    assert [hit.number for hit in found.hits] == ["14-KL/TU"]
    assert archive.search(SearchQuery("đoàn kết")).degraded
    assert archive.suggest("đoàn") == []


def test_candidates_are_found_by_number_only(groups: Path) -> None:
    assert [hit.number for hit in archive.search(SearchQuery("14-kl/tw")).candidates] == ["14-KL/TW"]
    assert archive.search(SearchQuery("đoàn kết")).candidates == ()


def test_suggestions_begin_with_the_carriers_of_a_number(groups: Path) -> None:
    assert archive.suggest("14-kl/tu")[0].number == "14-KL/TU"
    assert "Ngày hội đoàn kết" in [line.text for line in archive.suggest("ngay hoi d")]
    assert "Ẩn đoàn kết" not in [line.text for line in archive.suggest("an doan")]


def test_filters_take_several_values(groups: Path) -> None:
    assert len(find(filters=(Filter("kieu", ("KL", "khac")),))) >= 3
    assert set(find(filters=(Filter("ky", ("2021",)),))) == {"Kết luận về đoàn kết", "Kết luận về tổ chức"}


def test_a_person_of_a_group_belongs_to_its_audience(groups: Path) -> None:
    person = User.objects.create_user("nguoi-doc")
    person.groups.add(Group.objects.create(pk=700, name="Nhóm kín"))
    Group.objects.create(name="14-KL/NB @Xoảng về đoàn kết")
    outbox.drain()

    assert archive.search(SearchQuery("xoảng về đoàn kết")).count == 0
    assert archive.search(SearchQuery("xoảng về đoàn kết"), user=person).count == 1


def test_a_rebuild_holds_what_the_database_holds(groups: Path) -> None:
    Group.objects.filter(name__startswith="!").update(name="Hiện ra")

    reconcile.rebuild()

    assert find("hiện ra") == ["Hiện ra"]
