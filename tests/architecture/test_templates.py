"""Every template compiles, and public ones keep what the strict content policy promises."""

import re

import pytest
from django.template import engines

from tests.architecture.tree import ROOT, is_for_the_admin, templates

NOT_FOR_THE_PUBLIC = {
    "an inline script": re.compile(r"<script(?![^>]*\bsrc=)[^>]*>", re.IGNORECASE),
    "an inline style": re.compile(r"<style\b|\sstyle=", re.IGNORECASE),
    "an event handler": re.compile(r"\son[a-z]+=[\"']", re.IGNORECASE),
    "a form token": re.compile(r"csrf_token"),
    "something from another host": re.compile(
        r"(?:src|srcset|href)=[\"']?(?:https?:)?//(?!www\.w3\.org)[^\"'{]", re.IGNORECASE
    ),
    "unescaped output": re.compile(r"\|\s*safe\b|autoescape off"),
}
# Pages that exist to be filled in: uncached, each at an address of its own.
FORM_PAGES = {
    "a form token": {
        f"portal/comments/templates/comments/{name}.html"
        for name in ("ask_once_more", "confirm", "edit", "look_up", "parts/form")
    }
    | {f"search/templates/search/saved/{name}.html" for name in ("confirm", "form")}
}
COMMENTS = re.compile(r"{#.*?#}|{% comment.*?endcomment %}", re.DOTALL)


def names() -> list[str]:
    return sorted(
        str(path).split("/templates/", 1)[1] for path in templates() if path.suffix in {".html", ".txt", ".xml"}
    )


@pytest.mark.parametrize("name", names())
def test_a_template_compiles(name: str) -> None:
    engines["django"].get_template(name)


@pytest.mark.parametrize("fault", NOT_FOR_THE_PUBLIC)
def test_no_public_template_has(fault: str) -> None:
    public = [path for path in templates() if path.suffix == ".html" and not is_for_the_admin(path)]

    hits = [
        str(path.relative_to(ROOT))
        for path in public
        if NOT_FOR_THE_PUBLIC[fault].search(COMMENTS.sub("", path.read_text()))
    ]

    assert set(hits) <= FORM_PAGES.get(fault, set())
