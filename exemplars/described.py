"""How exemplars are described to those who link to them, and the card that goes with each."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from exemplars.models import ExemplarIndexPage, ExemplarKind, ExemplarPage
from portal.pages import structured
from portal.pages.cards import Card, Kind, framed
from portal.pages.described import Description
from portal.pages.frame import Frame

CARD = "guong"
_TYPES = {ExemplarKind.PERSON: "Person", ExemplarKind.COLLECTIVE: "Organization", ExemplarKind.MODEL: "Project"}


def exemplar(page: ExemplarPage, frame: Frame, context: Mapping[str, Any]) -> Description:
    """Describe an exemplar by what its page prints; an award taken back is none."""
    path = page.get_url() or "/"
    url = frame.base_url + path
    picture = framed(words(page), frame).path
    return Description(
        title=page.title,
        path=path,
        summary=page.search_description or page.summary,
        kind="article",
        published_at=page.first_published_at,
        updated_at=page.last_published_at,
        card=words(page),
        things=(
            {
                "@type": "Article",
                "@id": url,
                "mainEntityOfPage": url,
                "headline": page.title,
                "description": page.summary,
                "datePublished": structured.moment(page.first_published_at),
                "dateModified": structured.moment(page.last_published_at),
                "publisher": structured.publisher(frame),
                "inLanguage": "vi",
                "isAccessibleForFree": True,
                "image": frame.base_url + picture if picture else "",
                "about": _honoured(page, context.get("profile")),
            },
        ),
    )


def _honoured(page: ExemplarPage, profile: Any) -> dict[str, Any]:
    kind = _TYPES[ExemplarKind(page.kind)]
    said: dict[str, Any] = {"@type": kind, "name": page.title, "description": page.summary}
    said["award"] = [award.title for award in (profile.awards if profile else ()) if not award.is_revoked]
    if kind == "Person":
        said["jobTitle"] = page.position
        said["affiliation"] = {"@type": "Organization", "name": page.unit_text} if page.unit_text else None
    elif page.unit_text:
        said["parentOrganization"] = {"@type": "Organization", "name": page.unit_text}
    return structured.without_blanks(said)


def exemplar_list(page: ExemplarIndexPage, frame: Frame, context: Mapping[str, Any]) -> Description:
    """Describe the list of exemplars."""
    path = page.get_url() or "/"
    return Description(
        title=page.title,
        path=path,
        summary=page.search_description or page.description,
        things=({"@type": "CollectionPage", "name": page.title, "url": frame.base_url + path, "inLanguage": "vi"},),
    )


def words(page: ExemplarPage) -> Card:
    """Return what is drawn on the exemplar's card."""
    kicker = f"Gương điển hình · {page.get_kind_display()}"
    line = ", ".join(part for part in (page.position, page.unit_text) if part)
    return Card(CARD, page.pk, page.title, kicker, line=line, picture=page.portrait_id)


def _find(pk: int) -> ExemplarPage | None:
    found: ExemplarPage | None = ExemplarPage.objects.visible().defer("deed").filter(pk=pk).first()
    return found


def _since(moment: datetime | None) -> Iterable[ExemplarPage]:
    shown = ExemplarPage.objects.visible().defer("deed").order_by("last_published_at", "pk")
    return (shown.filter(last_published_at__gte=moment) if moment else shown).iterator(chunk_size=100)


CARDS = Kind(CARD, _find, _since, words)
