"""Which files articles show to everybody."""

from collections.abc import Iterable

from news.models import ArticleAttachment, ArticlePage


def article_shows_file(stored_file_id: int) -> bool:
    """Return whether a visible article carries the stored file."""
    return ArticlePage.objects.visible().filter(attachments__stored_file_id=stored_file_id).exists()


def files_shown() -> Iterable[int]:
    """Return the ids of the files of the articles that everybody may read now."""
    shown = ArticleAttachment.objects.filter(page__in=ArticlePage.objects.visible())
    return shown.values_list("stored_file_id", flat=True)


def articles_with_file(stored_file_id: int, pk: int, limit: int) -> list[int]:
    """Return up to ``limit`` keys above ``pk``, in order, of the articles that carry the stored file."""
    found = ArticlePage.objects.filter(attachments__stored_file_id=stored_file_id, pk__gt=pk, live=True)
    return list(found.order_by("pk").values_list("pk", flat=True).distinct()[:limit])
