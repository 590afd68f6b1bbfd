"""Sections and articles, public or not, for tests inside the process."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import count
from typing import Any

from django.utils import timezone

from news.models import ArticleAttachment, ArticleCitation, ArticlePage, SectionPage
from portal.accounts.models import User
from portal.editorial.operations import publish
from portal.files.models import StoredFile
from portal.files.operations import receive
from portal.home.models import HomePage

_numbers = count(1)


def make_section(title: str = "", parent: Any = None) -> SectionPage:
    """Return a public section below ``parent`` (the home page by default)."""
    number = next(_numbers)
    section = SectionPage(title=title or f"Chuyên mục {number}", slug=f"chuyen-muc-{number}")
    (parent or HomePage.objects.get()).add_child(instance=section)
    return publish(section, user=User.objects.system("set-up"))


def make_file(name: str = "tep.txt", text: str = "") -> StoredFile:
    """Return a stored text file."""
    return receive((text or f"Nội dung số {next(_numbers)}").encode(), name, actor=User.objects.system("set-up"))


def draft_article(
    section: SectionPage,
    title: str = "",
    *,
    files: Sequence[StoredFile] = (),
    symbols: Sequence[str] = (),
    body: Any = None,
    created_at: datetime | None = None,
    **fields: Any,
) -> ArticlePage:
    """Return an article that is only a draft."""
    number = next(_numbers)
    article = ArticlePage(
        title=title or f"Bài số {number}",
        slug=f"bai-{number}",
        created_at=created_at or timezone.now() - timedelta(minutes=number),
        body=body or [("paragraph", "<p>Đoạn văn của bài.</p>")],
        **fields,
    )
    article.attachments.set([ArticleAttachment(stored_file=file, label=file.original_name) for file in files])
    article.citations.set([ArticleCitation(symbol=symbol) for symbol in symbols])
    section.add_child(instance=article)
    return article


def make_article(section: SectionPage, title: str = "", **fields: Any) -> ArticlePage:
    """Return a public article."""
    return publish(draft_article(section, title, **fields), user=User.objects.system("set-up"))
