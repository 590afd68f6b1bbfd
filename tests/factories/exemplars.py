"""Exemplars, public or not, for tests inside the process."""

from datetime import date
from io import BytesIO
from itertools import count
from typing import Any

from django.core.files.images import ImageFile
from PIL import Image

from exemplars.models import Award, Consent, ExemplarIndexPage, ExemplarPage, ExemplarResult, Illustration
from portal.accounts.models import User
from portal.editorial.operations import publish
from portal.files import renditions
from portal.files.models import PortalImage

_numbers = count(1)
ROWS = ("awards", "results", "steps", "illustrations", "stages")


def the_list() -> ExemplarIndexPage:
    """Return the list that set-up made."""
    return ExemplarIndexPage.objects.get()


def make_award(**fields: Any) -> Award:
    """Return an unsaved award with a printed decision."""
    values: dict[str, Any] = {
        "title": "Bằng khen của Chủ tịch UBND tỉnh",
        "level": "province",
        "symbol": "912/QĐ-UBND",
        "issued_on": date(2026, 5, 19),
        "issuer": "Chủ tịch UBND tỉnh",
        **fields,
    }
    return Award(**values)


def make_result(**fields: Any) -> ExemplarResult:
    """Return an unsaved result."""
    return ExemplarResult(**{"label": "Hộ hiến đất", "value": "62", "source": "UBND xã", **fields})


def make_portrait(**fields: Any) -> PortalImage:
    """Return a small picture in all its sizes."""
    content = BytesIO()
    Image.new("RGB", (640, 800), "#888").save(content, format="JPEG")
    number = next(_numbers)
    image = PortalImage.objects.create(
        **{
            "title": f"Chân dung {number}",
            "alt_text": "Chân dung.",
            "credit": "Phóng viên",
            "file": ImageFile(BytesIO(content.getvalue()), name=f"chan-dung-{number}.jpg"),
            **fields,
        }
    )
    renditions.make_all(image)
    return image


def draft_exemplar(title: str = "", *, consent: dict[str, Any] | None = None, **fields: Any) -> ExemplarPage:
    """Return a draft that lacks nothing but approval; ``consent`` changes what its person agreed to."""
    number = next(_numbers)
    rows = {name: fields.pop(name) for name in ROWS if name in fields}
    values: dict[str, Any] = {
        "title": title or f"Người số {number}",
        "slug": f"guong-{number}",
        "position": "Bí thư chi bộ",
        "unit_text": "xã Sơn Lâm",
        "field": "dan-van-kheo",
        "year": 2026,
        "summary": "62 hộ hiến đất mở đường.",
        "deed": [("paragraph", "<p>Đoạn kể việc đã làm.</p>")],
        "confirmed_by": "UBND xã Sơn Lâm",
        "confirmed_on": date(2026, 5, 12),
        **fields,
    }
    exemplar = ExemplarPage(**values)
    for name, children in rows.items():
        getattr(exemplar, name).set(children)
    the_list().add_child(instance=exemplar)
    if consent is None or consent:
        make_consent(exemplar, **(consent or {}))
    return exemplar


def make_consent(exemplar: ExemplarPage, **fields: Any) -> Consent:
    """Store that somebody agreed to be shown."""
    values = {"signer": "Người ký", "covers_photo": True, "given_on": date(2026, 5, 1), **fields}
    return Consent.objects.create(page=exemplar, **values)


def make_exemplar(title: str = "", **fields: Any) -> ExemplarPage:
    """Return a public exemplar."""
    return publish(draft_exemplar(title, **fields), user=User.objects.system("set-up"))


def illustrating(document: Any, **fields: Any) -> Illustration:
    """Return an unsaved row that says the exemplar illustrates ``document``."""
    return Illustration(document=document, symbol=document.symbol, **fields)


def reload(exemplar: ExemplarPage) -> ExemplarPage:
    """Return the exemplar as the database has it."""
    return ExemplarPage.objects.get(pk=exemplar.pk)
