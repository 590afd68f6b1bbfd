"""What must hold before an exemplar may go public, beside the two persons that the gate asks for."""

from collections.abc import Iterator
from typing import Any

from django.core.exceptions import ValidationError

from documents import personal_data
from exemplars.models import Consent, ExemplarKind, ExemplarPage, Giver, Removal
from exemplars.stages import fault
from exemplars.text import deed_text
from portal.editorial.reasons import Reason


def reasons(obj: ExemplarPage, revision: Any) -> list[Reason]:
    """Return why this version of the exemplar cannot go public."""
    return [*_away(obj), *_missing(obj), *consent_reasons(obj), *_portrait(obj), *_rows(obj), *_private(obj)]


def _away(obj: ExemplarPage) -> Iterator[Reason]:
    removal = Removal.objects.filter(page_id=obj.pk, lifted_at__isnull=True).first()
    if removal is not None:
        yield Reason(
            "removed",
            f"Trang đang ở trạng thái “{removal.get_kind_display()}” từ ngày {removal.removed_at:%d/%m/%Y}. "
            "Hãy cho hiện lại trước khi đăng.",
        )


def _missing(obj: ExemplarPage) -> Iterator[Reason]:
    if not obj.summary.strip():
        yield Reason("no-summary", "Chưa ghi việc đã làm trong một câu.", "summary")
    if not obj.unit_text.strip():
        yield Reason("no-unit", "Chưa ghi đơn vị tại thời điểm được biểu dương.", "unit")
    if obj.kind == ExemplarKind.PERSON and not obj.position.strip():
        yield Reason("no-position", "Chưa ghi chức danh tại thời điểm được biểu dương.", "position")
    if not obj.confirmed_on or not obj.confirmed_by.strip():
        yield Reason("no-confirmation", "Đơn vị chưa xác nhận số liệu: cần tên đơn vị và ngày.", "confirmed_by")


def in_force(obj: ExemplarPage) -> list[Consent]:
    """Return the consents that hold for ``obj`` now: not withdrawn, and given by whoever may give them."""
    consents = Consent.objects.filter(page_id=obj.pk, withdrawn_on__isnull=True)
    if obj.kind == ExemplarKind.PERSON:
        givers = (Giver.FAMILY,) if obj.is_deceased else (Giver.SELF, Giver.GUARDIAN)
        consents = consents.filter(given_by__in=givers)
    return list(consents)


def consent_reasons(obj: ExemplarPage) -> Iterator[Reason]:
    """Yield what the people shown have not agreed to."""
    consents = in_force(obj)
    if obj.kind == ExemplarKind.PERSON and not any(each.covers_text for each in consents):
        who = "Gia đình" if obj.is_deceased else "Người trong hồ sơ"
        yield Reason("no-consent", f"{who} chưa đồng ý công khai, hoặc đã rút lại. Ghi ở mục Đồng ý công khai.")
    if obj.portrait_id and obj.portrait_shows_people and not any(each.covers_photo for each in consents):
        yield Reason("no-photo-consent", "Chưa có đồng ý đăng ảnh nhìn rõ mặt người.", "portrait")


def _portrait(obj: ExemplarPage) -> Iterator[Reason]:
    if obj.portrait is None:
        return
    if not obj.portrait.alt_text.strip():
        yield Reason("no-alt-text", "Ảnh chưa có mô tả cho người không nhìn thấy ảnh.", "portrait")
    if not obj.portrait.credit.strip():
        yield Reason("no-credit", "Ảnh chưa ghi tác giả.", "portrait")


def _rows(obj: ExemplarPage) -> Iterator[Reason]:
    for name in ("awards", "stages", "results", "illustrations"):
        for row in getattr(obj, name).all():
            try:
                row.full_clean(exclude=["page", "id"], validate_unique=False)
            except ValidationError as error:
                yield Reason(f"invalid-{name}", f"{row._meta.verbose_name} “{row}”: {' '.join(error.messages)}", name)
    for row in [*obj.awards.all(), *obj.stages.all()]:
        hidden = row.document is not None and not row.document.is_public
        if hidden and not (row.symbol and row.issued_on and row.issuer):
            yield Reason(
                "decision-not-public",
                f"“{row}” dẫn một văn bản chưa công khai trong kho. Hãy công khai văn bản ấy, hoặc ghi số, ngày, "
                "cơ quan ban hành.",
                "awards",
            )
    problem = fault([(row.stage, row.reached_on) for row in obj.stages.all()])
    if problem:
        yield Reason("stages-out-of-order", problem, "stages")


def _private(obj: ExemplarPage) -> Iterator[Reason]:
    words = "\n".join([obj.summary, obj.quote, obj.contact_unit, obj.spread_to, *deed_text(obj)])
    found = personal_data.find(words)
    if found:
        yield Reason(
            "personal-data",
            f"Trang có {found[0].kind}: “{found[0].text}”. Trang gương điển hình không đăng dữ liệu riêng của cá nhân.",
        )
