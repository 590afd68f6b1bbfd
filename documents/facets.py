"""What readers narrow the archive by. Every facet of a document has exactly one value, "not known" among them.

So the counts of each facet come to the number of results, and what is missing can be looked for too.
"""

from collections.abc import Callable, Collection, Mapping

from documents.models import DocumentType, EffectStatus, FieldOfWork, OfficialDocument, TextOrigin
from portal.organisations.models import Level, Organisation
from portal.text.vietnamese import slug
from search.registry import FacetDeclaration

_UNKNOWN = "khong-ro"
FACETS: tuple[FacetDeclaration, ...] = (
    FacetDeclaration("loai", "Loại văn bản", 10, unknown=_UNKNOWN),
    FacetDeclaration("co-quan", "Cơ quan ban hành", 20, suggested_as="Cơ quan", unknown=_UNKNOWN),
    FacetDeclaration("cap", "Cấp ban hành", 25, unknown=_UNKNOWN),
    FacetDeclaration("linh-vuc", "Lĩnh vực", 28, unknown=_UNKNOWN),
    FacetDeclaration("nam", "Năm ban hành", 30, unknown=_UNKNOWN),
    FacetDeclaration("tinh-trang", "Tình trạng", 40),
    FacetDeclaration("nguoi-ky", "Người ký", 50, suggested_as="Người ký", unknown=_UNKNOWN),
    FacetDeclaration("toan-van", "Bản văn", 60),
)
_MISSING: Mapping[str, str] = {
    "loai": "Chưa rõ loại",
    "co-quan": "Chưa rõ cơ quan",
    "cap": "Chưa rõ cấp",
    "linh-vuc": "Chưa xếp lĩnh vực",
    "nam": "Chưa có ngày",
    "nguoi-ky": "Không ghi người ký",
}
_TEXTS: Mapping[str, str] = {
    "van-ban": "Có bản văn bản",
    "nhan-dang": "Chữ nhận dạng từ bản scan",
    "ban-scan": "Bản scan, chưa có bản văn bản",
    "chua-co": "Chưa có trong kho",
}
_LEVELS: Mapping[str, str] = {
    "trung-uong": Level.CENTRAL,
    "tinh": Level.PROVINCE,
    "huyen": Level.DISTRICT,
    "xa": Level.COMMUNE,
    "co-so": Level.BASE,
}
_CODES: Mapping[str, str] = {level: code for code, level in _LEVELS.items()}


def values_of(obj: OfficialDocument) -> dict[str, tuple[str, str]]:
    """Return the value of each facet with its label. Reads the type, the issuer, the field and the attachments."""
    status = str(obj.get_effect_display())
    year = str(obj.issued_on.year) if obj.issued_on else ""
    known = {
        "loai": (obj.type.facet, obj.type.name) if obj.type else None,
        "co-quan": (obj.issuer.key, obj.issuer.latest_name) if obj.issuer else None,
        "cap": (_CODES[obj.issuer.level], str(Level(obj.issuer.level).label)) if obj.issuer else None,
        "linh-vuc": (obj.field_of_work.facet, obj.field_of_work.name) if obj.field_of_work else None,
        "nam": (year, year) if year else None,
        "tinh-trang": (slug(status), status),
        "nguoi-ky": (name, obj.signer_name) if (name := slug(obj.signer_name)) else None,
        "toan-van": (text := _text_of(obj), _TEXTS[text]),
    }
    return {facet: value or (_UNKNOWN, _MISSING[facet]) for facet, value in known.items()}


def labels_of(facet: str, values: Collection[str]) -> dict[str, str]:
    """Return the label of each of ``values`` as an address holds them; an unknown one is left out."""
    found = dict(_LABELS[facet](values)) if facet in _LABELS else {}
    if _UNKNOWN in values and facet in _MISSING:
        found[_UNKNOWN] = _MISSING[facet]
    return found


def _text_of(obj: OfficialDocument) -> str:
    if obj.body_text.strip():
        return "nhan-dang" if obj.text_origin == TextOrigin.RECOGNISED else "van-ban"
    return "ban-scan" if any(each.is_original for each in obj.attachments.all()) else "chua-co"


def _statuses(values: Collection[str]) -> Mapping[str, str]:
    labels = {slug(label): str(label) for label in EffectStatus.labels}
    return {value: labels[value] for value in values if value in labels}


def _signers(values: Collection[str]) -> Mapping[str, str]:
    """Return names from the documents themselves: there is no table of people."""
    wanted = set(values) - {_UNKNOWN}
    if not wanted:
        return {}
    names = OfficialDocument.objects.visible().exclude(signer_name="").values_list("signer_name", flat=True).distinct()
    return {slug(name): name for name in names.order_by("signer_name")[:5_000] if slug(name) in wanted}


_LABELS: Mapping[str, Callable[[Collection[str]], Mapping[str, str]]] = {
    "loai": lambda values: dict(DocumentType.objects.filter(facet__in=values).values_list("facet", "name")),
    "co-quan": lambda values: dict(Organisation.objects.filter(key__in=values).values_list("key", "latest_name")),
    "cap": lambda values: {value: str(Level(_LEVELS[value]).label) for value in values if value in _LEVELS},
    "linh-vuc": lambda values: dict(FieldOfWork.objects.filter(facet__in=values).values_list("facet", "name")),
    "nam": lambda values: {value: value for value in values if value.isdigit()},
    "tinh-trang": _statuses,
    "nguoi-ky": _signers,
    "toan-van": lambda values: {value: _TEXTS[value] for value in values if value in _TEXTS},
}
