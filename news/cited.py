"""The documents that an article cites, as its page prints them."""

from dataclasses import dataclass
from typing import Any

from django.db.models import prefetch_related_objects

from documents.models import DatePrecision, EffectStatus, OfficialDocument
from news.models import ArticlePage
from portal.organisations.models import OrganisationName
from portal.organisations.register import name_on


@dataclass(frozen=True, slots=True)
class CitedRow:
    """A cited document as the article prints it; without ``url`` the archive has no copy that may be shown.

    ``note`` is what the article itself says of a document that the archive cannot show.
    """

    symbol: str
    title: str
    url: str
    issuer: str
    dated: str
    status: str
    status_label: str
    note: str

    @property
    def is_missing(self) -> bool:
        """Whether the reader has to do without the document."""
        return not self.url


def cited(article: ArticlePage) -> tuple[CitedRow, ...]:
    """Return the rows of the cited documents, with two queries; a document that may not be shown counts as missing."""
    citations = list(article.citations.select_related("document__issuer", "document__type").all())
    shown = [row.document for row in citations if row.document is not None and row.document.is_public]
    issuers = [document.issuer for document in shown if document.issuer is not None]
    if issuers:
        prefetch_related_objects(issuers, "names")
    return tuple(row for citation in citations if (row := _cited_row(citation)) is not None)


def _cited_row(citation: Any) -> CitedRow | None:
    document = citation.document
    if document is not None and document.is_public:
        return CitedRow(
            symbol=document.symbol or citation.symbol,
            title=_title(document) or citation.subject,
            url=document.get_absolute_url(),
            issuer=_issuer(document),
            dated=dated(document),
            status=document.effect,
            status_label=EffectStatus(document.effect).label,
            note="",
        )
    if not (citation.symbol or citation.subject):
        return None
    return CitedRow(
        symbol=citation.symbol,
        title=citation.subject,
        url="",
        issuer="",
        dated="",
        status="missing",
        status_label="Chưa có trong kho",
        note=_sentence(citation.note),
    )


def _title(document: OfficialDocument) -> str:
    # A subject line goes on from the type's name above it: "Kết luận" – "về chủ trương …".
    title = document.subject or document.title
    if document.type is not None and title[:1].islower():
        return f"{document.type.name} {title}"
    return title


def _sentence(note: str) -> str:
    note = note.strip().rstrip(".")
    return f"{note[:1].upper()}{note[1:]}." if note else ""


def _issuer(document: OfficialDocument) -> str:
    if document.issuer is None:
        return ""
    try:
        return name_on(document.issuer, document.issued_on).name
    except OrganisationName.DoesNotExist:
        return str(document.issuer)


def dated(document: OfficialDocument) -> str:
    """Return the document's date as precisely as it is known: ``22/09/2021``, ``tháng 9/2021``, ``năm 2021``."""
    day = document.issued_on
    if day is None or document.issued_precision == DatePrecision.UNKNOWN:
        return "không rõ ngày"
    if document.issued_precision == DatePrecision.YEAR:
        return f"năm {day.year}"
    if document.issued_precision == DatePrecision.MONTH:
        return f"tháng {day.month}/{day.year}"
    return f"{day:%d/%m/%Y}"
