"""Taking an article down, and letting it be shown again."""

from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from wagtail.actions.unpublish_page import UnpublishPageAction

from news.models import ArticlePage, ArticleRemoval
from portal.audit.record import record


class RemovalRefused(Exception):
    """Why a step was not taken, in words for the person; ``field`` where it can be mended."""

    def __init__(self, message: str, field: str = "") -> None:
        self.message, self.field = message, field
        super().__init__(message)


def remove(*, article: ArticlePage, by: Any, public_reason: str, reason: str = "") -> ArticleRemoval:
    """Take ``article`` down; its address then answers 410 with the day and ``public_reason``.

    Raises :class:`RemovalRefused` where readers would not be told why, or the article is not public.
    """
    if not public_reason.strip():
        raise RemovalRefused("Hãy ghi lý do nói với người đọc.", "public_reason")
    if not article.live:
        raise RemovalRefused("Bài này không hiện trên trang, nên không có gì để gỡ.")
    try:
        with transaction.atomic():
            removal = ArticleRemoval.objects.create(
                page=article, public_reason=public_reason.strip(), reason=reason.strip(), removed_by=by
            )
            # The right to take down was asked for by the caller: it is not the right to publish.
            UnpublishPageAction(article, user=by).execute(skip_permission_checks=True)
            record("news.remove", actor=by, obj=article, data={"removal": removal.pk})
    except IntegrityError:
        raise RemovalRefused("Người khác vừa gỡ bài này.") from None
    return removal


def lift(*, removal: ArticleRemoval, by: Any) -> None:
    """Let the article be published again; publishing itself stays with the gate."""
    with transaction.atomic():
        lifted = ArticleRemoval.objects.filter(pk=removal.pk, lifted_at__isnull=True)
        if not lifted.update(lifted_by=by, lifted_at=timezone.now()):
            raise RemovalRefused("Lần gỡ này đã kết thúc.")
        removal.refresh_from_db()
        record("news.lift", actor=by, obj=removal.page, data={"removal": removal.pk})
