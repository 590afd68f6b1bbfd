"""Forms of a page as a browser without scripts would send them."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

_SENT_ONLY_WHEN_PRESSED = {"submit", "button", "image", "reset", "file"}


@dataclass
class Form:
    """One form: where it leads and what stands in it."""

    action: str = ""
    method: str = "get"
    fields: list[tuple[str, str]] = field(default_factory=list)
    buttons: list[tuple[str, str]] = field(default_factory=list)

    def filled(self, **values: str | list[str]) -> list[tuple[str, str]]:
        """Return what is sent with ``values`` typed over what stands there."""
        kept = [pair for pair in self.fields if pair[0] not in values and pair[0] != "csrfmiddlewaretoken"]
        for name, value in values.items():
            kept += [(name, each) for each in ([value] if isinstance(value, str) else value)]
        return kept

    def has(self, name: str) -> bool:
        """Whether the form asks for ``name``."""
        return any(name == known for known, _ in [*self.fields, *self.buttons])


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self._open: Form | None = None
        self._textarea: str | None = None
        self._select: tuple[str, list[str], str | None] | None = None
        self._text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a form or one of its fields."""
        said = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._open = Form(said.get("action", ""), said.get("method", "get").lower())
            self.forms.append(self._open)
        elif self._open is None:
            return
        elif tag in {"input", "button"} and "name" in said and "disabled" not in said:
            self._note(tag, said)
        elif tag == "textarea" and "name" in said:
            self._textarea, self._text = said["name"], ""
        elif tag == "select" and "name" in said:
            self._select = (said["name"], [], None)
        elif tag == "option" and self._select is not None:
            name, chosen, first = self._select
            value = said.get("value", "")
            self._select = (name, [*chosen, value] if "selected" in said else chosen, value if first is None else first)

    def _note(self, tag: str, said: dict[str, str]) -> None:
        assert self._open is not None
        kind = said.get("type", "submit" if tag == "button" else "text").lower()
        pair = (said["name"], said.get("value", ""))
        if kind in {"checkbox", "radio"}:
            if "checked" in said:
                self._open.fields.append((pair[0], pair[1] or "on"))
        elif kind in _SENT_ONLY_WHEN_PRESSED:
            self._open.buttons.append(pair)
        else:
            self._open.fields.append(pair)

    def handle_data(self, data: str) -> None:
        """Take what stands in a text area."""
        self._text += data

    def handle_endtag(self, tag: str) -> None:
        """Close what was open."""
        if self._open is None:
            return
        if tag == "textarea" and self._textarea is not None:
            self._open.fields.append((self._textarea, self._text.removeprefix("\n")))
            self._textarea = None
        elif tag == "select" and self._select is not None:
            name, chosen, first = self._select
            self._open.fields += [(name, value) for value in (chosen or ([first] if first is not None else []))]
            self._select = None
        elif tag == "form":
            self._open = None


def forms_of(html: str) -> list[Form]:
    """Return the forms of a page, in order."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.forms


def form_with(html: str, name: str) -> Form:
    """Return the first form that holds a field or a button ``name``; fails where there is none."""
    found = next((form for form in forms_of(html) if form.has(name)), None)
    assert found is not None, f"no form asks for {name!r}"
    return found
