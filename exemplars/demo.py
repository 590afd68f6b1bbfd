"""The demonstration's exemplars, each written down in a text file of its own."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

from django.core.files.images import ImageFile
from django.db import transaction
from django.utils import timezone

from documents import citations
from documents.models import OfficialDocument
from exemplars.demonstration.portraits import LOOKS, portrait
from exemplars.demonstration.scenes import SCENES
from exemplars.models import (
    Award,
    Consent,
    ExemplarIndexPage,
    ExemplarPage,
    ExemplarResult,
    Giver,
    Illustration,
    InitiativeStage,
    ReplicationStep,
)
from portal.editorial.operations import publish
from portal.files import renditions
from portal.files.models import PortalImage
from portal.home import demo_days
from portal.home.demo import DemoContext
from portal.organisations.models import Organisation
from portal.pages.writing import blocks, header_and_body
from search import outbox

TEXTS = Path(__file__).parent / "demonstration" / "texts"
CREDIT = "Ban Tuyên giáo và Dân vận Tỉnh ủy Vạn Xuân"
PLAIN = ("title", "slug", "kind", "field", "position", "unit_text", "period", "sort_override", "summary", "quote",
         "quote_by")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Told:
    """One exemplar as its file tells it: header lines in order, and the story."""

    header: list[tuple[str, str]]
    story: str

    def value(self, name: str) -> str:
        """Return the first value of a header line, or nothing."""
        return next((value for key, value in self.header if key == name), "")

    def lines(self, name: str, parts: int) -> Iterator[list[str]]:
        """Yield the parts of every header line of that name, missing ones empty."""
        for key, value in self.header:
            if key == name:
                found = [part.strip() for part in value.split("|")]
                yield found + [""] * (parts - len(found))


def load(context: DemoContext) -> None:
    """Publish the exemplars that are not there yet, with their portraits, awards and documents."""
    index = ExemplarIndexPage.objects.live().order_by("path").first()
    if index is None:
        return
    # The first file is published last: it is the newest, and the first that a reader meets.
    with outbox.deferred():
        for path in sorted(TEXTS.glob("*.txt"), reverse=True):
            told = Told(*header_and_body(path.read_text(encoding="utf-8")))
            if not ExemplarPage.objects.filter(slug=told.value("slug")).exists():
                with transaction.atomic():
                    _publish(told, index, context)


def _publish(told: Told, index: ExemplarIndexPage, context: DemoContext) -> None:
    exemplar = ExemplarPage(**{name: told.value(name) for name in PLAIN}, **_fields(told))
    exemplar.results.set(
        [
            ExemplarResult(label=label, value=value, note=note, source=source)
            for label, value, note, source in told.lines("result", 4)
        ]
    )
    exemplar.steps.set([ReplicationStep(lead=lead, text=text) for lead, text in told.lines("step", 2)])
    exemplar.awards.set(_awards(told))
    exemplar.illustrations.set(
        [
            Illustration(document=_document(symbol, day), symbol=symbol, clause=clause, anchor=anchor, note=note)
            for symbol, day, clause, anchor, note in told.lines("policy", 5)
        ]
    )
    exemplar.stages.set([
        InitiativeStage(
            stage=stage, reached_on=date.fromisoformat(reached), document=_document(symbol, day), symbol=symbol,
            issued_on=date.fromisoformat(day), issuer=issuer, result=result,
        )
        for stage, reached, symbol, day, issuer, result in told.lines("stage", 6)
    ])  # fmt: skip
    index.add_child(instance=exemplar)
    if exemplar.kind == "ca-nhan":
        _consent(exemplar)
    published = publish(exemplar, user=context.user)
    demo_days.set_back(published, demo_days.moment(date.fromisoformat(told.value("published"))))


def _fields(told: Told) -> dict[str, Any]:
    confirmed_by, confirmed_on, confirmed_symbol = next(told.lines("confirmed", 3))
    return {
        "year": int(told.value("year")),
        "position_on": date.fromisoformat(told.value("position_on")),
        "unit": Organisation.objects.filter(key=told.value("unit")).first(),
        "place": Organisation.objects.filter(key=told.value("place")).first(),
        "deed": blocks(told.story),
        "spread_to": told.value("spread"),
        "portrait": _picture(told),
        "portrait_shows_people": told.value("kind") == "ca-nhan",
        "portrait_caption": told.value("caption"),
        "contact_unit": told.value("contact"),
        "is_deceased": told.value("deceased") == "yes",
        "confirmed_by": confirmed_by,
        "confirmed_on": date.fromisoformat(confirmed_on),
        "confirmed_symbol": confirmed_symbol,
        "search_description": told.value("summary"),
    }


def _awards(told: Told) -> list[Award]:
    awards = [
        Award(
            title=title, level=level, document=_document(symbol, day), symbol=symbol,
            issued_on=date.fromisoformat(day), issuer=issuer,
        )
        for title, level, symbol, day, issuer in told.lines("award", 5)
    ]  # fmt: skip
    for day, symbol, issuer in told.lines("revoked", 3):
        awards[-1].revoked_on = date.fromisoformat(day)
        awards[-1].revoking_document = _document(symbol, day)
        awards[-1].revoking_symbol, awards[-1].revoking_issuer = symbol, issuer
    return awards


def _document(symbol: str, day: str) -> OfficialDocument | None:
    return citations.resolve(symbol, date.fromisoformat(day)).document


def _picture(told: Told) -> PortalImage | None:
    name = told.value("picture")
    if not name:
        return None
    title = f"{told.value('title')} (tranh minh họa)"
    known = PortalImage.objects.filter(title=title).first()
    if known is not None:
        return known
    drawn = portrait(LOOKS[name]) if name in LOOKS else SCENES[name]()
    shows = "Tranh chân dung vẽ" if name in LOOKS else "Tranh vẽ minh họa"
    image: PortalImage = PortalImage.objects.create(
        title=title,
        file=ImageFile(BytesIO(drawn), name=f"{told.value('slug')}.jpg"),
        alt_text=f"{shows}: {told.value('title')}.",
        credit=CREDIT,
    )
    renditions.make_all(image)
    return image


def _consent(exemplar: ExemplarPage) -> None:
    Consent.objects.create(
        page=exemplar,
        given_by=Giver.FAMILY if exemplar.is_deceased else Giver.SELF,
        signer=exemplar.title,
        covers_photo=True,
        given_on=exemplar.confirmed_on or exemplar.position_on or timezone.localdate(),
    )
