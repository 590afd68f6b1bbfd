"""An exemplar's words without their marks."""

from collections.abc import Iterator

from exemplars.models import ExemplarPage
from portal.text.plain import html_to_text
from portal.text.vietnamese import normalise
from search.types import Passage


def passages(exemplar: ExemplarPage) -> tuple[Passage, ...]:
    """Return the exemplar's words: what was done, the quotation, results, steps, awards."""
    rows = (
        ("", "", exemplar.summary),
        ("Việc đã làm", "viec-da-lam", "\n".join(deed_text(exemplar))),
        ("", "", exemplar.quote),
        (
            "Kết quả",
            "ket-qua",
            "\n".join(f"{row.label}: {row.value} {row.note}".strip() for row in exemplar.results.all()),
        ),
        (
            "Cách làm có thể nhân rộng",
            "cach-lam",
            "\n".join(f"{row.lead} {row.text}".strip() for row in exemplar.steps.all()),
        ),
        ("Khen thưởng", "khen-thuong", "\n".join(row.title for row in exemplar.awards.all())),
    )
    return tuple(Passage(normalise(text), label=label, anchor=anchor) for label, anchor, text in rows if text.strip())


def deed_text(exemplar: ExemplarPage) -> Iterator[str]:
    """Yield the text of each block of the story."""
    for block in exemplar.deed.raw_data:
        kind, value = block["type"], block["value"]
        if kind == "paragraph":
            yield html_to_text(str(value))
        elif kind == "heading":
            yield str(value)
        elif kind == "list" and isinstance(value, list):
            yield "\n".join(str(item["value"] if isinstance(item, dict) else item) for item in value)
        elif isinstance(value, dict):
            yield "\n".join(str(value.get(name) or "") for name in ("text", "source", "caption")).strip()
