"""What is not public shows nowhere: every publishable kind, on every registered surface, in every state.

The matrix is made from the registries, so a new surface or a new publishable model enters it by
existing. A canary is planted in text that no query repeats.
"""

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.test import Client
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction, Revision

from documents.models import OfficialDocument
from exemplars.models import ExemplarIndexPage, ExemplarPage
from news.models import ArticlePage, SectionPage
from portal.accounts.models import User
from portal.editorial import schedule
from portal.editorial.gate import GatedMixin
from portal.editorial.operations import publish
from portal.home.models import HomePage
from portal.pages import frame
from portal.pages.models import InformationPage
from portal.pages.surfaces import surfaces
from search import reconcile, registry
from tests.factories import documents, exemplars, news

pytestmark = pytest.mark.django_db
CANARY = "hoàngyếnkêu"
TITLE = "Lịch tuần vùng cao"
SYSTEM = "set-up"


def article(canary: str) -> ArticlePage:
    section = news.make_section("Dân vận vùng cao")
    return news.draft_article(
        section, TITLE, summary=f"Sapo {canary}.", files=[news.make_file(f"{canary}.txt", f"Tệp {canary}")]
    )


def section(canary: str) -> SectionPage:
    page: SectionPage = HomePage.objects.get().add_child(
        instance=SectionPage(title=TITLE, slug="lich-tuan", description=f"Giới thiệu {canary}.")
    )
    return page


def information(canary: str) -> InformationPage:
    page: InformationPage = HomePage.objects.get().add_child(
        instance=InformationPage(title=TITLE, slug="lich-tuan", summary=f"Tóm tắt {canary}.")
    )
    return page


def exemplar(canary: str) -> ExemplarPage:
    return exemplars.draft_exemplar(TITLE, summary=f"Việc {canary}.", results=[exemplars.make_result(value=canary)])


def exemplar_list(canary: str) -> ExemplarIndexPage:
    page: ExemplarIndexPage = HomePage.objects.get().add_child(
        instance=ExemplarIndexPage(title=TITLE, slug="lich-tuan", description=f"Giới thiệu {canary}.")
    )
    return page


def document(canary: str) -> OfficialDocument:
    return documents.make_draft(
        User.objects.system(SYSTEM), subject=TITLE, text=f"Điều 1. Phạm vi\nNội dung {canary} của văn bản."
    )


MAKERS: dict[type, Callable[[str], Any]] = {
    ArticlePage: article,
    SectionPage: section,
    InformationPage: information,
    ExemplarPage: exemplar,
    ExemplarIndexPage: exemplar_list,
    OfficialDocument: document,
}
# The home page is one and always public: it is a surface, not a record that could be hidden.
ALWAYS_PUBLIC = {HomePage}
PAGE_STATES = ("draft", "newer draft", "scheduled", "expired", "unpublished", "restricted", "restricted above")
RECORD_STATES = ("draft", "newer draft", "scheduled", "expired", "unpublished")


def publishable() -> list[type]:
    return [model for model in apps.get_models() if issubclass(model, GatedMixin)]


def make_live(obj: Any) -> Any:
    if isinstance(obj, OfficialDocument):
        return documents.make_live(obj)
    return publish(obj, user=User.objects.system(SYSTEM))


def put(model: type, state: str) -> Any:
    """Return an object of ``model`` in ``state``, with the canary where the public must not read it."""
    if state == "newer draft":
        live = make_live(MAKERS[model]("công khai"))
        changed = live.get_latest_revision_as_object()
        name = next(name for name in ("summary", "description", "body_text") if hasattr(changed, name))
        setattr(changed, name, f"{getattr(changed, name)} {CANARY}")
        changed.save_revision(user=User.objects.system(SYSTEM))
        return live
    obj = MAKERS[model](CANARY)
    if state == "scheduled":
        obj.go_live_at = timezone.now() + timedelta(hours=3)
        revision = obj.save_revision(user=User.objects.system(SYSTEM))
        Revision.objects.filter(pk=revision.pk).update(approved_go_live_at=obj.go_live_at)
    elif state != "draft":
        obj = make_live(obj)
    if state == "expired":
        type(obj)._base_manager.filter(pk=obj.pk).update(expire_at=timezone.now() - timedelta(seconds=1))
        schedule.run_due()
    elif state == "unpublished":
        obj.unpublish()
    elif state == "restricted":
        PageViewRestriction.objects.create(page=obj, restriction_type="login")
    elif state == "restricted above":
        above = Page.objects.get(pk=obj.get_parent().pk)
        PageViewRestriction.objects.create(page=above, restriction_type="login")
    return obj


def cells() -> Iterator[tuple[type, str]]:
    for model in MAKERS:
        for state in PAGE_STATES if issubclass(model, Page) else RECORD_STATES:
            # What stands right below the home page has only the home page above it.
            if not (state == "restricted above" and model not in (ArticlePage, ExemplarPage)):
                yield model, state


def read(address: str) -> tuple[int, str]:
    answer = Client().get(address)
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content  # type: ignore[attr-defined]
    return answer.status_code, content.decode(errors="replace")


def seen_at(obj: Any) -> dict[str, tuple[bool, bool]]:
    """Return, by surface, whether the canary and whether the record's own address can be read there."""
    frame.forget()
    own = obj.url or obj.get_url()
    seen: dict[str, tuple[bool, bool]] = {}
    for surface in surfaces():
        for address in surface.addresses(obj):
            _, content = read(address)
            canary, link = seen.get(surface.name, (False, False))
            seen[surface.name] = (canary or CANARY in content, link or (address != own and own in content))
    return seen


def test_every_publishable_model_is_in_the_matrix() -> None:
    assert set(publishable()) == set(MAKERS) | ALWAYS_PUBLIC


@pytest.mark.parametrize("model", list(MAKERS), ids=lambda model: model.__name__)
def test_the_canary_is_seen_while_it_is_public(model: type, search_index: Path) -> None:
    obj = make_live(MAKERS[model](CANARY))
    reconcile.rebuild()

    seen = seen_at(obj)

    assert any(canary for canary, _ in seen.values()), seen
    # A section is reached through menus and breadcrumbs; what is findable must be linked to.
    assert registry.source_for(obj) is None or any(link for _, link in seen.values()), seen


@pytest.mark.parametrize(("model", "state"), list(cells()), ids=lambda part: getattr(part, "__name__", part))
def test_hidden_content_shows_on_no_surface(model: type, state: str, search_index: Path) -> None:
    obj = put(model, state)
    reconcile.rebuild()

    seen = seen_at(obj)

    assert seen
    leaks = {name for name, (canary, link) in seen.items() if canary or (link and state != "newer draft")}
    assert not leaks


@pytest.mark.parametrize("state", ["expired", "unpublished", "restricted", "restricted above"])
def test_what_was_found_is_found_no_more_once_it_is_hidden(
    state: str, search_index: Path, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        obj = make_live(article(CANARY))
    assert seen_at(obj)["search"][1]

    with django_capture_on_commit_callbacks(execute=True):
        if state == "expired":
            ArticlePage.objects.filter(pk=obj.pk).update(expire_at=timezone.now() - timedelta(seconds=1))
            schedule.run_due()
        elif state == "unpublished":
            obj.unpublish()
        else:
            page = obj if state == "restricted" else obj.get_parent()
            PageViewRestriction.objects.create(page=Page.objects.get(pk=page.pk), restriction_type="login")

    assert not any(link for _, link in seen_at(obj).values())
