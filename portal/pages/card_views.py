"""The one way out of share pictures: what they show is looked at first."""

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from portal.pages import cards
from portal.pages.frame import frame

_TYPES = {"png": "image/png", "jpg": "image/jpeg"}


@require_safe
def share_picture(request: HttpRequest, kind: str, name: str) -> HttpResponse:
    """Send a card while what it shows is public and says what the card says; raises Http404 else."""
    card = _card(request, kind, name)
    if card is None or card.name != name:
        raise Http404
    try:
        content = card.file.read_bytes()
    except OSError:
        raise Http404 from None
    response = HttpResponse(content, content_type=_TYPES[card.extension])
    response["Cache-Control"] = "public, max-age=60"
    return response


def _card(request: HttpRequest, kind: str, name: str) -> cards.Card | None:
    if kind == cards.SITE:
        return cards.site_card(frame(request))
    known = cards.kind_of(kind)
    obj = known.find(int(name.partition("-")[0])) if known is not None else None
    return cards.framed(known.words(obj), frame(request)) if known is not None and obj is not None else None
