"""An article's words without its marks."""

from collections.abc import Iterator

from django.utils.text import slugify

from news.models import ArticlePage
from portal.text.plain import html_to_text
from portal.text.vietnamese import normalise
from search.types import Passage


def plain_text(article: ArticlePage) -> str:
    """Return the article's sapo and body as text."""
    return "\n".join(passage.text for passage in passages(article))


def passages(article: ArticlePage) -> tuple[Passage, ...]:
    """Return the article's words, a passage for each part between headings; its anchor is the heading's on the page."""
    return tuple(_passages(article))


def _passages(article: ArticlePage) -> Iterator[Passage]:
    heading, texts = "", [article.summary] if article.summary else []
    for block in article.body.raw_data:
        kind, value = block["type"], block["value"]
        if kind == "heading":
            if texts:
                yield Passage(normalise("\n".join(texts)), label=heading, anchor=slugify(heading))
            heading, texts = str(value), [str(value)]
            continue
        text = _text_of(kind, value)
        if text:
            texts.append(text)
    if texts:
        yield Passage(normalise("\n".join(texts)), label=heading, anchor=slugify(heading))


def _text_of(kind: str, value: object) -> str:
    if kind == "paragraph":
        return html_to_text(str(value))
    if kind == "list" and isinstance(value, list):
        return "\n".join(str(item["value"] if isinstance(item, dict) else item) for item in value)
    if isinstance(value, dict):
        names = {"quote": ("text", "source"), "table": ("caption", "text"), "picture": ("caption", "credit")}
        words = "\n".join(str(value.get(name) or "") for name in names.get(kind, ()))
        return words.replace("|", " ").strip()
    return ""
