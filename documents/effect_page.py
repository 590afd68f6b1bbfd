"""What the public page says of a document's effect in law: the card for a day, and the history as a table."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone

from documents import status_words
from documents.effects import facts_of
from documents.filing_forms import DayField
from documents.models import EffectDecision, EffectStatus, OfficialDocument, Relation
from documents.models.plausible import plausible
from documents.models.relations import INVERSE_LABELS, RelationKind
from documents.status import ACTING_KINDS, COMPUTED, DECIDED, STATED, Act, Day, Facts, Standing, next_change, standing
from documents.status_words import day_words, written

PARAMETER = "ngay"
_LONGEST_DAY = 20
BAD_DAY = "Chưa hiểu ngày “{}”. Hãy ghi ngày/tháng/năm, ví dụ 22/9/2021."


@dataclass(frozen=True, slots=True)
class Asked:
    """The day that a reader asks for: ``typed`` as it was typed, ``problem`` where it is none."""

    typed: str = ""
    day: date | None = None
    problem: str = ""


@dataclass(frozen=True, slots=True)
class ActLine:
    """One act of another document, with the way to it where the public may go there."""

    words: str
    since: str
    url: str = ""
    quote: str = ""
    page: int | None = None


@dataclass(frozen=True, slots=True)
class EffectCard:
    """The card: the answer for one day, on whose word, why, and what changes next."""

    code: str
    label: str
    on: date
    is_asked: bool
    is_ahead: bool
    as_of: date | None
    by: str
    reasons: tuple[str, ...]
    acts: tuple[ActLine, ...]
    partial: tuple[ActLine, ...]
    checker: str
    checked_on: date | None
    decision: EffectDecision | None
    changes_on: date | None
    changes_to: str


@dataclass(frozen=True, slots=True)
class EventLine:
    """One line of the history: when, what, by which document, where it is written, and whether it is confirmed."""

    when: str
    day: date
    what: str
    document: str = ""
    url: str = ""
    provision: str = ""
    quote: str = ""
    page: int | None = None
    state: str = ""
    is_proposed: bool = False


def asked(typed: str) -> Asked:
    """Read the day in the address; nothing typed is no question."""
    typed = typed.strip()
    if not typed:
        return Asked()
    shown = typed[:_LONGEST_DAY]
    try:
        day = DayField().clean(shown if len(typed) <= _LONGEST_DAY else "?")
    except (ValidationError, OverflowError):
        return Asked(shown, None, BAD_DAY.format(shown))
    if problem := plausible(day):
        return Asked(shown, None, problem)
    return Asked(shown, day)


def context(document: OfficialDocument, relations: Sequence[Relation], question: Asked) -> dict[str, Any]:
    """Return what the card and the history need; one query beside what is loaded."""
    today = timezone.localdate()
    # Whoever found the row has asked on the way whether there are any; most documents have none.
    any_decision = document.pk and getattr(document, "has_effect_decisions", True)
    decisions = list(document.effect_decisions.all()) if any_decision else []
    facts = facts_of(document, relations, decisions, today)
    urls = {each.from_document_id: each.from_document.get_absolute_url() for each in _inward(document, relations)}
    return {
        "effect": _card(facts, decisions, urls, question.day or today, today, question.day is not None),
        "asked": question,
        "effect_history": _history(document, _inward(document, relations), decisions),
    }


def _inward(document: OfficialDocument, relations: Iterable[Relation]) -> list[Relation]:
    return [
        relation
        for relation in relations
        if document.pk and relation.to_document_id == document.pk and relation.kind in ACTING_KINDS
        and relation.from_document.is_public
    ]  # fmt: skip


def _card(
    facts: Facts, decisions: list[EffectDecision], urls: dict[int, str], on: date, today: date, is_asked: bool
) -> EffectCard:
    found = standing(facts, on)
    change = next_change(facts, on)
    named = {id(ground.act) for ground in found.grounds}
    stated = found.stated
    agreed = stated is not None and stated.code == found.code and found.by == COMPUTED
    words = [each for each in status_words.reasons(found) if each not in _said_by_acts(found)]
    if found.by == COMPUTED and agreed and stated and stated.ground and not found.is_firm:
        words = [stated.ground, *words]
    return EffectCard(
        code=found.code,
        label=_label(found.code),
        on=on,
        is_asked=is_asked,
        is_ahead=on > today,
        as_of=_as_of(found),
        by=found.by,
        reasons=tuple(words) if found.by != DECIDED else (),
        acts=tuple(_act_line(each.act, urls) for each in found.grounds if each.act) if found.by != DECIDED else (),
        partial=tuple(_act_line(act, urls) for act in found.partial if id(act) not in named or found.by == DECIDED),
        checker=stated.checker if stated and (found.by == STATED or agreed) else "",
        checked_on=stated.as_of if stated and agreed and stated.is_dated else None,
        decision=next((row for row in decisions if found.decision and row.pk == found.decision.key), None),
        changes_on=change,
        changes_to=_label(standing(facts, change).code) if change else "",
    )


def _said_by_acts(found: Standing) -> set[str]:
    return {status_words.ground_words(ground) for ground in found.grounds if ground.act and ground.kind == "act"}


def _as_of(found: Standing) -> date | None:
    if found.by == STATED and found.stated and not found.stated.is_dated:
        return None
    return found.as_of


def _label(code: str) -> str:
    return str(EffectStatus(code).label)


def _act_line(act: Act | None, urls: dict[int, str]) -> ActLine:
    if act is None:
        return ActLine("", "")
    words = status_words.act_words(act)
    return ActLine(
        words[:1].upper() + words[1:], status_words.act_since(act), urls.get(act.key or 0, ""), act.quote, act.page
    )


def _history(
    document: OfficialDocument, relations: Iterable[Relation], decisions: Iterable[EffectDecision]
) -> list[EventLine]:
    lines = [*_own_days(document)]
    lines += [_relation_line(relation) for relation in relations]
    lines += [_decision_line(each) for each in decisions]
    if document.status != EffectStatus.UNKNOWN and document.status_as_of:
        lines.append(
            EventLine(
                day_words(document.status_as_of), document.status_as_of,
                f"Hồ sơ ghi: {document.get_status_display()}", document.status_checker, quote=document.status_ground,
                state="Theo hồ sơ",
            )
        )  # fmt: skip
    return sorted(lines, key=lambda line: line.day)


def _own_days(document: OfficialDocument) -> Iterable[EventLine]:
    for what, value, precision in (
        ("Ban hành", document.issued_on, document.issued_precision),
        ("Có hiệu lực", document.effective_on, document.effective_precision),
        ("Hết hiệu lực", document.expired_on, document.expired_precision),
    ):
        if value is not None and precision != "unknown":
            day = Day(value, precision)
            yield EventLine(written(day), day.first, what, "Chính văn bản này", state="Theo hồ sơ")


def _relation_line(relation: Relation) -> EventLine:
    acting = relation.from_document
    day = relation.effective_on or acting.effective_on or acting.issued_on
    when = day_words(day) if day else "chưa rõ ngày"
    if relation.effective_on is None and day is not None:
        precision = acting.effective_precision if acting.effective_on else acting.issued_precision
        when = written(Day(day, precision)) if precision != "unknown" else "chưa rõ ngày"
    if relation.until_on:
        when = f"{when} đến hết {day_words(relation.until_on)}"
    parts = [
        part for part in (relation.to_anchor, f"tại {relation.from_anchor}" if relation.from_anchor else "") if part
    ]
    return EventLine(
        when, day or date.max, INVERSE_LABELS[RelationKind(relation.kind)],
        acting.symbol or str(acting), acting.get_absolute_url(), ", ".join(parts) or "Toàn bộ văn bản",
        relation.shown_quote, relation.page, str(relation.get_state_display()), not relation.is_confirmed,
    )  # fmt: skip


def _decision_line(row: EffectDecision) -> EventLine:
    until = f" đến hết {day_words(row.until_on)}" if row.until_on else ""
    state = "Do người kiểm tra ghi"
    if row.withdrawn_at is not None:
        state = f"Đã rút {day_words(timezone.localdate(row.withdrawn_at))}: {row.withdrawn_reason}"
    return EventLine(
        f"{day_words(row.starts_on)}{until}", row.starts_on, f"Kết luận: {row.get_code_display()}",
        f"{row.checker} (nguồn: {row.source})", quote=row.reason, state=state,
    )  # fmt: skip
