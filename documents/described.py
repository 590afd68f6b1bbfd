"""How documents are described to those who link to them, and the card that goes with each."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from django.utils.text import capfirst

from documents.citation_words import date_words, heading
from documents.models import DatePrecision, DocumentCopy, EffectStatus, OfficialDocument
from portal.pages import structured
from portal.pages.cards import Card, Kind, framed
from portal.pages.described import Description
from portal.pages.frame import Frame

CARD = "van-ban"
# Of what nobody has checked nothing is said: schema.org knows no word for "unknown".
_FORCE = {
    EffectStatus.IN_FORCE: "https://schema.org/InForce",
    EffectStatus.PARTLY_EXPIRED: "https://schema.org/PartiallyInForce",
    EffectStatus.EXPIRED: "https://schema.org/NotInForce",
    EffectStatus.SUSPENDED: "https://schema.org/NotInForce",
    EffectStatus.NOT_YET: "https://schema.org/NotInForce",
}


def document(obj: OfficialDocument, frame: Frame, context: Mapping[str, Any]) -> Description:
    """Describe a document by its printed parts; an unknown effect, number or date stays unsaid."""
    path = obj.get_absolute_url()
    issuer = context.get("issuer")
    name = heading(obj)
    picture = framed(words(obj), frame).path
    return Description(
        title=_title(obj),
        path=path,
        summary=capfirst(obj.subject or obj.title),
        kind="article",
        published_at=obj.first_published_at,
        updated_at=obj.last_published_at,
        card=words(obj),
        things=(
            {
                "@type": "Legislation",
                "@id": frame.base_url + obj.lasting_url,
                "url": frame.base_url + path,
                "name": name,
                "description": capfirst(obj.subject or obj.title),
                "legislationIdentifier": obj.symbol,
                "legislationType": obj.type.name if obj.type else "",
                "legislationDate": _day(obj),
                "legislationPassedBy": {"@type": "Organization", "name": issuer.name}
                if issuer and issuer.name
                else None,
                "legislationLegalForce": _FORCE.get(EffectStatus(obj.effect)),
                "temporalCoverage": _span(obj.effective_on, obj.expired_on),
                "inLanguage": "vi",
                "isAccessibleForFree": True,
                "image": frame.base_url + picture if picture else "",
                "sdDatePublished": structured.moment(obj.first_published_at),
                "sdPublisher": structured.publisher(frame),
            },
        ),
    )


def copy(obj: DocumentCopy, frame: Frame, context: Mapping[str, Any]) -> Description:
    """Describe a certified copy as the act of its own that it is."""
    return Description(
        title=str(obj), path=obj.get_absolute_url(), summary=f"{obj.get_kind_display()} của {obj.document}"
    )


def words(obj: OfficialDocument) -> Card:
    """Return what is drawn on the document's card."""
    kind = obj.type.name if obj.type else "Văn bản"
    day = date_words(obj)
    return Card(CARD, obj.pk, capfirst(obj.subject or obj.title or str(obj)), kind, symbol=obj.symbol, line=day)


def _title(obj: OfficialDocument) -> str:
    subject = obj.subject or obj.title
    return f"{heading(obj)}: {subject}" if subject else heading(obj)


def _day(obj: OfficialDocument) -> str | None:
    if obj.issued_on is None or obj.issued_precision == DatePrecision.UNKNOWN:
        return None
    lengths = {DatePrecision.YEAR: 4, DatePrecision.MONTH: 7}
    return obj.issued_on.isoformat()[: lengths.get(DatePrecision(obj.issued_precision), 10)]


def _span(start: date | None, end: date | None) -> str | None:
    if start is None and end is None:
        return None
    return f"{structured.day(start) or '..'}/{structured.day(end) or '..'}"


def _find(pk: int) -> OfficialDocument | None:
    return OfficialDocument.objects.visible().for_rows().filter(pk=pk).first()


def _since(moment: datetime | None) -> Iterable[OfficialDocument]:
    shown = OfficialDocument.objects.visible().for_rows().order_by("last_published_at", "pk")
    return (shown.filter(last_published_at__gte=moment) if moment else shown).iterator(chunk_size=100)


CARDS = Kind(CARD, _find, _since, words)
