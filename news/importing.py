"""Articles of an old site, taken in as drafts below the section that they name, else the first of news."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.utils import timezone

from documents.importing.recognisers import Foreseen, Known, NewRecord, Outcome, ReceivedFile, Stored
from documents.importing.record import ImportRecord, RecordError
from documents.models import ImportRun
from news.layout import read_article
from news.mentions import proposed_citations
from news.models import ArticleAttachment, ArticlePage, AttachmentKind, SectionPage
from portal.editorial.operations import publish
from portal.editorial.reasons import PublicationRefused
from portal.pages.writing import Block, blocks
from portal.text.plain import html_to_text
from portal.text.sanitise import clean_html
from portal.text.vietnamese import slug

TITLE_LENGTH = 255
FIELDS = ("title", "summary", "author_name", "created_at", "body")


class ArticleTarget:
    """Takes import records of kind ``article``."""

    kind = "article"
    label = "Bài viết"
    takes_many = False

    def recognise_text(self, text: str, name: str) -> ImportRecord | None:
        """Return the article that a plain text file holds, or ``None`` where it bears no article's stamp."""
        read = read_article(text)
        if read is None:
            return None
        return ImportRecord(
            source="",
            key="",
            kind=self.kind,
            title=read.title,
            text=read.text,
            summary=read.summary,
            author=read.author,
            created_at=read.created_at,
        )

    def save(
        self, record: ImportRecord, *, run: ImportRun, known: Known | None, files: Sequence[ReceivedFile]
    ) -> Outcome:
        """Store the record as a draft; of a known one change only what nobody has changed here.

        Raises RecordError where the record has no text or the site no section.
        """
        values = _values(record)
        if known is None:
            return _create(values, record, run, files)
        return _update(known, values, run)

    def save_many(self, records: Sequence[NewRecord], *, run: ImportRun) -> list[Stored]:
        """Articles are taken one by one."""
        raise NotImplementedError

    def foresee_many(self, records: Sequence[NewRecord], *, run: object) -> list[Foreseen]:
        """Articles are taken one by one."""
        raise NotImplementedError

    def publish(self, obj: Any, *, run: ImportRun) -> tuple[str, ...]:
        """Publish the draft in the name of the run's two people, or return why it stays one."""
        try:
            publish(obj, user=run.entered_by, approver=run.cleared_by)
        except PublicationRefused as refusal:
            return tuple(reason.message for reason in refusal.reasons)
        return ()


def _values(record: ImportRecord) -> dict[str, Any]:
    if not record.title:
        raise RecordError("bài viết không có tiêu đề")
    body: list[Block] = blocks(record.text) if record.text else []
    if record.html:
        body = [("paragraph", clean_html(record.html))]
    if not body:
        raise RecordError("bài viết không có nội dung")
    return {
        "title": record.title[:TITLE_LENGTH],
        "summary": record.summary,
        "author_name": record.author[:150],
        "created_at": (record.created_at or timezone.now()).isoformat() if record.created_at else "",
        "body": [list(block) for block in body],
    }


def _create(values: dict[str, Any], record: ImportRecord, run: ImportRun, files: Sequence[ReceivedFile]) -> Outcome:
    section = _section(record.section)
    article = ArticlePage(slug=_free_slug(section, values["title"]), owner=run.entered_by)
    _assign(article, values)
    article.attachments.set(
        [
            ArticleAttachment(stored_file=file.stored, label=file.stored.original_name[:200], kind=AttachmentKind.OTHER)
            for file in files
        ]
    )
    plain = html_to_text(record.html) if record.html else record.text
    article.citations.set(proposed_citations("\n\n".join([record.title, record.summary, plain])))
    section.add_child(instance=article)
    article.save_revision(user=run.entered_by)
    return Outcome(article, values=values)


def _section(wanted: str) -> SectionPage:
    """Return the section with the slug ``wanted``, or the first; raises RecordError where there is none."""
    sections = SectionPage.objects.order_by("depth", "path")
    if wanted:
        section = sections.filter(slug=wanted.strip("/").rsplit("/", 1)[-1]).first()
        if section is None:
            raise RecordError(f"không có chuyên mục “{wanted[:80]}”")
        return section
    first = sections.first()
    if first is None:
        raise RecordError("trang chưa có chuyên mục nào để nhận bài")
    return first


def _update(known: Known, values: dict[str, Any], run: ImportRun) -> Outcome:
    latest: ArticlePage = known.obj.get_latest_revision_as_object()  # type: ignore[attr-defined]  # always an article
    now = _current(latest)
    fresh, kept = {}, {}
    for name in FIELDS:
        if values[name] == known.values.get(name):
            continue
        if now[name] == known.values.get(name):
            fresh[name] = values[name]
        else:
            kept[name] = values[name]
    if fresh:
        _assign(latest, fresh)
        latest.save_revision(user=run.entered_by)
    remembered = {**known.values, **fresh}
    return Outcome(known.obj, changed=bool(fresh), values=remembered, kept=kept)


def _assign(article: ArticlePage, values: dict[str, Any]) -> None:
    for name, value in values.items():
        if name == "created_at":
            article.created_at = datetime.fromisoformat(value) if value else article.created_at
        elif name == "body":
            article.body = [tuple(block) for block in value]
        else:
            setattr(article, name, value)


def _current(article: ArticlePage) -> dict[str, Any]:
    return {
        "title": article.title,
        "summary": article.summary,
        "author_name": article.author_name,
        "created_at": article.created_at.isoformat(),
        "body": [[block["type"], block["value"]] for block in article.body.raw_data],
    }


def _free_slug(section: SectionPage, title: str) -> str:
    wanted = slug(title)[:80].strip("-") or "bai-viet"
    taken = set(section.get_children().filter(slug__startswith=wanted).values_list("slug", flat=True))
    if wanted not in taken:
        return wanted
    return next(f"{wanted}-{number}" for number in range(2, len(taken) + 3) if f"{wanted}-{number}" not in taken)
