"""What stands below and beside an article's text, read with a constant number of queries."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Case, When, prefetch_related_objects
from django.http import HttpRequest
from django.utils import timezone
from django.utils.safestring import SafeString

from news.cited import CitedRow, cited
from news.listing import ArticleRow
from news.margin import with_documents
from news.models import ArticleAttachment, ArticlePage
from portal.pages.links import render_body

RELATED = 3


@dataclass(frozen=True, slots=True)
class ArticleParts:
    """Everything that the article's template prints beside the article's own fields."""

    body: SafeString
    files: tuple[ArticleAttachment, ...]
    cited: tuple[CitedRow, ...]
    related: tuple[ArticleRow, ...]
    section: tuple[str, str] | None
    as_of: date


def present(article: ArticlePage, request: HttpRequest, context: dict[str, Any]) -> dict[str, Any]:
    """Return what the article's template is given beside the article."""
    return {"parts": parts(article, context["breadcrumbs"])}


def parts(article: ArticlePage, breadcrumbs: list[tuple[str, str]]) -> ArticleParts:
    """Return the parts of ``article``; ``breadcrumbs`` end with its section."""
    section = breadcrumbs[-1] if breadcrumbs else None
    related = _related(article, section)
    _prefetch_pictures(article)
    rows = cited(article)
    return ArticleParts(
        body=with_documents(render_body(article.body), rows),
        files=files_of(article),
        cited=rows,
        related=related,
        section=section,
        as_of=timezone.localdate(),
    )


def files_of(article: ArticlePage) -> tuple[ArticleAttachment, ...]:
    """Return the files that readers are shown: one that is held back is not even named."""
    rows = article.attachments.select_related("stored_file", "stored_file__held").all()
    return tuple(row for row in rows if getattr(row.stored_file, "held", None) is None)


def _prefetch_pictures(article: ArticlePage) -> None:
    pictures = [block.value["image"] for block in article.body if block.block_type == "picture"]
    shown = [picture for picture in [article.lead_picture, *pictures] if picture is not None]
    if shown:
        prefetch_related_objects(shown, "renditions")


def _related(article: ArticlePage, section: tuple[str, str] | None) -> tuple[ArticleRow, ...]:
    """Return the newest others of the section; the same query brings the article's own lead picture."""
    if not article.pk or not article.path:
        return ()
    siblings = ArticlePage.objects.filter(path__startswith=article.path[: -ArticlePage.steplen], depth=article.depth)
    itself_first = Case(When(pk=article.pk, then=0), default=1)
    others = siblings.visible().select_related("lead_picture").for_rows()
    found = list(others.order_by(itself_first, "-created_at", "-pk")[: RELATED + 1])
    if found and found[0].pk == article.pk:
        itself = found.pop(0)
        if itself.lead_picture_id == article.lead_picture_id:
            article.lead_picture = itself.lead_picture
    title, url = section or ("", "")
    return tuple(
        ArticleRow(
            title=other.title,
            url=other.get_url() or "",
            section=title,
            section_url=url,
            day=timezone.localtime(other.created_at).date(),
            stamp=other.stamp,
            summary="",
            author="",
        )
        for other in found[:RELATED]
    )
