"""The Vietnamese catalogue: complete for what the editing interface says, faithful to it, and compiled."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import polib
import pytest
import taggit
import wagtail
from django.test import RequestFactory
from django.utils.translation import gettext, ngettext, override
from django.views.i18n import JavaScriptCatalog

CATALOGUES = Path(__file__).resolve().parents[2] / "portal" / "locale" / "vi" / "LC_MESSAGES"
TEMPLATES = CATALOGUES.parents[2] / "home" / "templates" / "wagtailadmin"
# Wagtail's templates with words that it never marked for translation, and what our copies say instead.
WORDS = {
    "shared/header.html": ('value="Search"', 'value="Tìm kiếm"'),
    "shared/headers/_actions.html": ('aria-label="Actions"', 'aria-label="Thao tác"'),
    "tables/boolean_cell.html": ("value|stringformat:'s'", "value|yesno:'Có,Không,Không rõ'"),
}
SOURCES = ("django.po", "djangojs.po")
UPSTREAM = [Path(package.__file__ or "").parent for package in (wagtail, taggit)]
PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|%[sd]|\{\w*\}|<[^>]*>")

pytestmark = pytest.mark.filterwarnings("default")


def entries(source: str) -> Iterator[polib.POEntry]:
    """Yield every living entry of one of our catalogues."""
    return (entry for entry in polib.pofile(str(CATALOGUES / source)) if not entry.obsolete)


def said(entry: polib.POEntry) -> list[str]:
    """Return what the entry says in Vietnamese (one form: the language has no plural)."""
    return list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]


def placeholders(text: str) -> list[str]:
    """Return the places to fill in and the marks of a text, in a fixed order."""
    return sorted(PLACEHOLDER.findall(text))


@pytest.mark.parametrize("source", SOURCES)
def test_every_string_is_translated_and_reviewed(source: str) -> None:
    catalogue = polib.pofile(str(CATALOGUES / source), check_for_duplicates=True)
    assert [entry.msgid for entry in catalogue.untranslated_entries()] == []
    assert [entry.msgid for entry in catalogue.fuzzy_entries()] == []
    assert catalogue.metadata["Plural-Forms"] == "nplurals=1; plural=0;"


@pytest.mark.parametrize("source", SOURCES)
def test_every_placeholder_and_tag_survives_translation(source: str) -> None:
    changed = [
        (entry.msgid, text)
        for entry in entries(source)
        for text in said(entry)
        if placeholders(text) not in (placeholders(entry.msgid), placeholders(entry.msgid_plural or entry.msgid))
    ]
    assert changed == []


@pytest.mark.parametrize("source", SOURCES)
def test_blanks_around_a_string_are_kept(source: str) -> None:
    # The interface glues some strings to what follows.
    changed = [
        entry.msgid
        for entry in entries(source)
        for text in said(entry)
        if (text[:1].isspace(), text[-1:].isspace()) != (entry.msgid[:1].isspace(), entry.msgid[-1:].isspace())
    ]
    assert changed == []


@pytest.mark.parametrize("source", SOURCES)
def test_the_compiled_catalogue_says_what_the_source_says(source: str) -> None:
    compiled = polib.mofile(str((CATALOGUES / source).with_suffix(".mo")))
    assert {(e.msgctxt, e.msgid): said(e) for e in compiled} == {(e.msgctxt, e.msgid): said(e) for e in entries(source)}


@pytest.mark.parametrize("source", SOURCES)
def test_nothing_that_the_editing_interface_can_say_is_left_out(source: str) -> None:
    ours = {(entry.msgctxt, entry.msgid) for entry in entries(source)}
    theirs = {
        (entry.msgctxt, entry.msgid): path
        for package in UPSTREAM
        for path in package.glob(f"**/locale/en/LC_MESSAGES/{source}")
        for entry in polib.pofile(str(path))
        if not entry.obsolete
    }
    assert len(theirs) > 80
    assert {key: path for key, path in theirs.items() if key not in ours} == {}


def test_a_project_string_wins_over_the_packages_own() -> None:
    with override("vi"):
        assert gettext("Submit for moderation") == "Gửi duyệt"
        assert gettext("Password reset unsuccessful") == "Đặt lại mật khẩu không thành công"
        assert ngettext("%(num)d minute", "%(num)d minutes", 5) % {"num": 5} == "5 phút"
        assert ngettext("Delete 1 page", "Delete %(counter)s pages", 1) % {"counter": 1} == "Xóa 1 trang"


def test_the_browser_gets_the_vietnamese_strings(rf: RequestFactory) -> None:
    with override("vi"):
        answer = JavaScriptCatalog.as_view(packages=["wagtail.admin"])(rf.get("/"))
    found = re.search(r"newcatalog = (\{.*?\});\n", answer.content.decode(), re.DOTALL)
    assert found
    catalogue = json.loads(found[1])
    assert catalogue["Saving..."] == "Đang lưu..."
    assert catalogue["%(num)s error"] == ["%(num)s lỗi"]


@pytest.mark.parametrize("name", WORDS)
def test_a_template_taken_over_for_its_words_differs_by_nothing_else(name: str) -> None:
    theirs = (Path(wagtail.__file__ or "").parent / "admin/templates/wagtailadmin" / name).read_text()
    english, vietnamese = WORDS[name]
    assert english in theirs
    assert (TEMPLATES / name).read_text() == theirs.replace(english, vietnamese)
