"""What must hold before an article may go public, beside what the gate asks of everything."""

from typing import Any

from news.models import ArticlePage, ArticleRemoval
from portal.editorial.reasons import Reason


def reasons(obj: ArticlePage, revision: Any) -> list[Reason]:
    """Return why this version of the article cannot go public."""
    removal = ArticleRemoval.objects.filter(page_id=obj.pk, lifted_at__isnull=True).first()
    if removal is None:
        return []
    told = f"Bài đã được gỡ ngày {removal.removed_at:%d/%m/%Y}. Hãy cho hiện lại trước khi đăng."
    return [Reason("removed", told)]
