"""What a person reads on a screen of the admin, and which of it is English.

A word counts as English when upstream's untranslated strings use it, or when it is among the commonest words of
English, and no Vietnamese sentence of our catalogue has it. Words with Vietnamese marks never count.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import polib
from bs4 import BeautifulSoup, NavigableString, Tag
from bs4.element import TemplateString

CATALOGUES = Path(__file__).resolve().parent.parent / "portal" / "locale" / "vi" / "LC_MESSAGES"
MARKUP = re.compile(r"<[^>]*>|%\(\w+\)[a-z]|\{\w*\}")
WORD = re.compile(r"[^\W\d_]+")
READ_ATTRIBUTES = ("title", "placeholder", "aria-label", "alt", "aria-description", "label")
# What Stimulus controllers show: a tooltip, the word on a busy button, a dialog's question.
SHOWN_LATER = re.compile(r"^data-w-.*(content|active|message|text|label|description)(-value)?$")
# The same in the JSON that scripts are handed.
SHOWN_KEYS = {"label", "description", "text", "title", "helpText", "help_text", "message", "heading", "html", "errors"}
COMMON = set(
    """
    about after again all already also and any are back been before both but can't cannot change changes choose click
    close could current date delete details didn't does doesn't don't done draft edit enter error every failed field
    fields file find first for from had has have hello help here hide his how its item items just last list log made
    make manage match may more must name need never new next not now off old once one only open option options other
    our out over own page pages password please previous published read remove report reset result results save see
    select send set settings should show sign site size some submit success sure text than that the their them then
    there these they this time title try type until update upload use used user users valid value very view was were
    what when where which while who will with without would yes yet you your of is by or if it we my
    monday tuesday wednesday thursday friday saturday sunday january february march april june july august september
    october november december jan feb apr jun jul aug sep oct nov dec ago day days week weeks month months year years
    hour hours minute minutes second seconds today yesterday tomorrow true false none null
""".split()  # noqa: SIM905 - a list of words is easier to read and to add to as words
)
# English words that are Vietnamese too, in names above all: Long An, Trà My, cái pin, than củi.
BOTH = {"can", "cut", "don", "long", "may", "min", "my", "pin", "run", "ten", "than"}
# Read and found right: names of things, which Vietnamese offices write like this too.
ALLOWED = re.compile(
    r"Wagtail|XLSX|CSV|JPEG|JPG|PNG|WEBP|PDF|DOCX|URL|JSON|Ctrl|Shift|Enter|Alt|Esc|Cmd|Mod|File đính kèm|__LABEL__"
    r"|\b(?:home|news|pages)\.\w+|\bsystem:[\w-]+"  # keys that the technician's reports name
    r"|https?://\S+|/\S*/|\b[\w.-]+@[\w.-]+|\b[\w-]+\.(?:txt|png|jpg|docx|pdf)\b"
)


def _words(text: str) -> set[str]:
    return {word.lower() for word in WORD.findall(MARKUP.sub(" ", text)) if word.isascii() and len(word) > 1}


@cache
def english_words() -> frozenset[str]:
    """Return the words that are English wherever they stand."""
    theirs, ours = set[str](), set[str]()
    for source in CATALOGUES.glob("*.po"):
        for entry in polib.pofile(str(source)):
            theirs |= {word for word in _words(f"{entry.msgid} {entry.msgid_plural}") if len(word) > 2}
            for text in entry.msgstr_plural.values() if entry.msgid_plural else [entry.msgstr]:
                ours |= _words(text)
    return frozenset((theirs | COMMON) - ours - BOTH)


def english_in(text: str) -> list[str]:
    """Return the English words of a text, names that are allowed set aside."""
    return sorted(_words(ALLOWED.sub(" ", text)) & english_words())


@dataclass
class Screen:
    """The texts that a screen shows or reads aloud, and where it leads within the admin."""

    texts: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)

    def english(self) -> dict[str, list[str]]:
        """Return the texts with English in them, and the words."""
        return {text: words for text in self.texts if (words := english_in(text))}


def read(html: str) -> Screen:
    """Read a screen, or the part of one that a script fetches."""
    soup, screen = BeautifulSoup(html, "html.parser"), Screen()
    for island in soup.find_all("script"):
        if "json" in str(island.get("type", "")) or str(island.get("id", "")).endswith("props"):
            _read_json(island.get_text(), screen)
    for counter in soup.select("[data-side-panel-toggle-counter]"):
        counter.decompose()  # hidden until a script puts a number in
    texts = (text for text in soup.find_all(string=True) if type(text) in (NavigableString, TemplateString))
    screen.texts += [" ".join(text.split()) for text in texts if text.strip()]
    for tag in soup.find_all(True):
        _read_attributes(tag, screen)
    return screen


def _read_attributes(tag: Tag, screen: Screen) -> None:
    for name, value in tag.attrs.items():
        if not isinstance(value, str) or not value.strip():
            continue
        is_button = tag.name == "input" and tag.get("type") in {"submit", "button"}
        if name in READ_ATTRIBUTES or SHOWN_LATER.match(name) or (name == "value" and is_button):
            screen.texts.append(value)
        if value.startswith(("/quan-tri/", "?")):
            screen.links.append(value)
        elif value.lstrip()[:1] in "{[":
            _read_json(value, screen)


def _read_json(source: str, screen: Screen) -> None:
    try:
        data = json.loads(source)
    except ValueError:
        return
    for key, text in _strings(data):
        if text.startswith("/quan-tri/"):
            screen.links.append(text)
        elif key in SHOWN_KEYS and "<" in text:
            inner = read(text)
            screen.texts += inner.texts
            screen.links += inner.links
        elif key in SHOWN_KEYS:
            screen.texts.append(text)


def _strings(data: Any, key: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(data, dict):
        for name, value in data.items():
            yield from _strings(value, name)
    elif isinstance(data, list):
        for value in data:
            yield from _strings(value, key)
    elif isinstance(data, str):
        yield key, data
