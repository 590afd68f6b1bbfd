"""What cannot be between two documents: a text that acts on a later one, an effect before its issue, a circle."""

from datetime import date
from typing import Any

from documents.models.plausible import plausible
from documents.models.values import DatePrecision

# Kinds that change the effect of the other text, and kinds that carry it out: neither may run in a circle.
EFFECT = ("replaces", "repeals", "amends", "suspends", "extends", "corrects", "consolidates")
CARRYING_OUT = ("implements", "specifies", "guides")
_LONGEST = 60
_RANKS = {"central": 0, "province": 1, "district": 2, "commune": 3, "base": 4}


def problems(relation: Any) -> dict[str, str]:
    """Return what is wrong with a relation, by field; it is not stored with any of these."""
    found: dict[str, str] = {}
    for name in ("to_issued_on", "effective_on", "until_on"):
        if problem := plausible(getattr(relation, name)):
            found[name] = problem
    if found or relation.from_document_id is None:
        return found
    other = _other_end(relation)
    if (problem := _with_itself(relation)) or (problem := _too_old(relation)) or (problem := _circle(relation)):
        found[other] = problem
    return found | _days(relation)


def warnings(relation: Any) -> list[str]:
    """Return what is unusual about a relation but may be right."""
    said = []
    acting, other = relation.from_document, relation.to_document
    if relation.kind in ("replaces", "repeals", "suspends") and other and acting.issuer and other.issuer:
        lower, higher = _RANKS.get(acting.issuer.level), _RANKS.get(other.issuer.level)
        if lower is not None and higher is not None and lower > higher:
            said.append(
                f"Cơ quan cấp dưới ({acting.issuer.latest_name}) không tự {relation.get_kind_display().lower()} văn "
                f"bản của cấp trên ({other.issuer.latest_name}). Hãy xem lại nguyên văn."
            )
    if relation.kind in EFFECT and not relation.quote:
        said.append("Chưa ghi nguyên văn làm chứng cho quan hệ này.")
    return said


def _other_end(relation: Any) -> str:
    return "to_document" if relation.to_document_id else "to_symbol"


def _with_itself(relation: Any) -> str:
    acting = relation.from_document
    named = relation.to_match_key and relation.to_match_key == acting.match_key
    same_day = relation.to_issued_on is not None and relation.to_issued_on == acting.issued_on
    if relation.to_document_id == acting.pk or (relation.to_document_id is None and named and same_day):
        return "Văn bản không thể có quan hệ với chính nó."
    return ""


def _too_old(relation: Any) -> str:
    if relation.kind not in (*EFFECT, *CARRYING_OUT):
        return ""
    acting, other = relation.from_document, relation.to_document
    earlier = acting.issued_on if acting.issued_precision == DatePrecision.DAY else None
    later = relation.to_issued_on
    if other is not None:
        later = other.issued_on if other.issued_precision == DatePrecision.DAY else None
    if earlier is None or later is None or earlier >= later:
        return ""
    return (
        f"“{relation.get_kind_display()}” không thể đúng: văn bản tác động ban hành {_shown(earlier)}, trước văn bản "
        f"kia ({_shown(later)}). Có thể hai đầu bị đảo, hoặc một ngày ghi sai."
    )


def _days(relation: Any) -> dict[str, str]:
    acting, day, until = relation.from_document, relation.effective_on, relation.until_on
    found = {}
    exact = acting.issued_precision == DatePrecision.DAY
    if day and acting.issued_on and exact and day < acting.issued_on and not acting.is_retroactive:
        found["effective_on"] = (
            f"Ngày có hiệu lực {_shown(day)} đứng trước ngày ban hành {_shown(acting.issued_on)} của văn bản tác động. "
            "Nếu đúng, hãy đánh dấu “hiệu lực trở về trước” ở hồ sơ văn bản ấy."
        )
    if until and day and until < day:
        found["until_on"] = "Ngày kết thúc đứng trước ngày có hiệu lực."
    if until and relation.kind not in ("suspends", "extends"):
        found["until_on"] = "Chỉ quan hệ đình chỉ hoặc kéo dài hiệu lực mới có ngày kết thúc."
    return found


def _circle(relation: Any) -> str:
    """Follow the edges of the same family from the other end; a way back to the acting text is a circle."""
    family = next((kinds for kinds in (EFFECT, CARRYING_OUT) if relation.kind in kinds), None)
    if family is None or relation.to_document_id is None or relation.state == "rejected":
        return ""
    edges = type(relation)._default_manager.filter(kind__in=family, to_document__isnull=False)
    edges = edges.exclude(state="rejected").exclude(pk=relation.pk)
    seen: set[int] = set()
    front = {relation.to_document_id}
    for _ in range(_LONGEST):
        if relation.from_document_id in front:
            return (
                "Quan hệ này khép thành vòng: văn bản kia, trực tiếp hoặc qua văn bản khác, đã "
                f"{relation.get_kind_display().lower()} hay tác động lên chính văn bản này."
            )
        seen |= front
        front = set(edges.filter(from_document_id__in=front).values_list("to_document_id", flat=True)) - seen
        if not front:
            return ""
    return ""


def _shown(day: date) -> str:
    return f"{day:%d/%m/%Y}"
