"""Within which term, year or legislature a number runs.

Party numbers restart with each term of the issuing committee, State numbers each calendar year, and
those of the National Assembly with each legislature.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

_LEGISLATURE = re.compile(r"(?:QH|UBTVQH)(\d{1,2})$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class TermSpan:
    """A term as the computation needs it; ``kind`` as in the table of terms."""

    kind: str
    code: str
    starts_on: date
    ends_on: date | None


def compute_period(
    *,
    branch: str,
    organisation_code: str,
    year_in_symbol: str,
    issued_on: date | None,
    term_kind: str,
    terms: Iterable[TermSpan],
) -> str:
    """Return the period's code (``2023``, ``qh15``, ``party-centre:13``), or ``""`` where nothing tells it."""
    legislature = _LEGISLATURE.search(organisation_code)
    if legislature:
        return f"qh{int(legislature[1])}"
    if branch == "party":
        if issued_on is None:
            return ""
        for term in terms:
            if (
                term.kind == term_kind
                and term.starts_on <= issued_on
                and (not term.ends_on or issued_on <= term.ends_on)
            ):
                return f"{term_kind}:{term.code}"
        return str(issued_on.year)
    return year_in_symbol or (str(issued_on.year) if issued_on else "")


def term_kind_of(level: str, organisation_code: str) -> str:
    """Return whose calendar counts for a body of ``level``, or for a code where the body is unknown."""
    if level == "central" or (not level and organisation_code.upper().endswith("TW")):
        return "party-centre"
    if level == "province" or (not level and organisation_code.upper().endswith("TU")):
        return "party-province"
    return "party-base"
