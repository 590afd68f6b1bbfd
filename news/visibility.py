"""Which files articles show to everybody."""

from news.models import ArticlePage


def article_shows_file(stored_file_id: int) -> bool:
    """Return whether a visible article carries the stored file."""
    return ArticlePage.objects.visible().filter(attachments__stored_file_id=stored_file_id).exists()
