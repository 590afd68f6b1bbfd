"""Two documents side by side: what became of each clause, word by word."""

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from documents import body
from documents.citation_words import heading
from documents.comparison import Clause, Comparison, Fate, Pair, clauses, compare_clauses
from documents.models import OfficialDocument
from documents.views import crumbs, public_or_gone
from portal.pages.cache import kept
from portal.text.compare import BUDGET, Change, Run, compare

MAX_SHOWN = 400
_LONGEST_SHOWN = 6_000
_LEAST_BUDGET = 10_000

FATE_WORDS = {
    Fate.COPIED: "Giữ nguyên",
    Fate.ADAPTED: "Sửa đổi",
    Fate.DROPPED: "Không có trong văn bản sau",
    Fate.ADDED: "Thêm mới",
}


@dataclass(frozen=True, slots=True)
class ShownPair:
    """A pair as the page prints it: each side's runs, the other side's words left out."""

    fate: str
    words: str
    first: Clause | None
    second: Clause | None
    left: tuple[Run, ...] = ()
    right: tuple[Run, ...] = ()


@dataclass(frozen=True, slots=True)
class ShownComparison:
    """All pairs with the count of every fate; ``cut`` says that only the first are shown."""

    pairs: tuple[ShownPair, ...]
    counts: tuple[tuple[str, str, int], ...]
    cut: bool


@require_safe
@kept("khac")
def side_by_side(request: HttpRequest, pk: int, other: int) -> HttpResponse:
    """Show the text of ``pk`` beside that of ``other``; ``khac=1`` leaves out what is the same."""
    second, gone = public_or_gone(request, pk)
    if gone is not None:
        return gone
    first, gone = public_or_gone(request, other)
    if gone is not None:
        return gone
    if pk == other:
        raise Http404("Cần hai văn bản khác nhau để so sánh.")
    only_changes = request.GET.get("khac") == "1"
    context = {
        "first": first, "second": second, "first_heading": heading(first), "second_heading": heading(second),
        "comparison": shown(compared(first, second), only_changes=only_changes) if _have_text(first, second) else None,
        "only_changes": only_changes,
        "breadcrumbs": crumbs((str(second), second.get_absolute_url()), (f"So sánh với {first}", "")),
    }  # fmt: skip
    return render(request, "documents/comparison.html", context)


def _have_text(*documents: OfficialDocument) -> bool:
    return all(document.body_text.strip() for document in documents)


def compared(first: OfficialDocument, second: OfficialDocument) -> Comparison:
    """Return what ``second`` does with the clauses of ``first``; heads, recipients and signatures are left out."""
    return compare_clauses(_clauses(first), _clauses(second))


def _clauses(document: OfficialDocument) -> list[Clause]:
    nodes, text = document.nodes, document.flowing_text
    lead, end = body.without_frame(text, nodes, document.type.name if document.type else "")
    inside = [node for node in nodes if node.start < end]
    start = inside[0].start if inside else 0
    found = clauses(text[:end], inside) if inside else clauses(lead, ())
    # What stands before the first part is taken without the printed head.
    if inside and text[:start].strip():
        found = found[1:]
        if lead.strip():
            found.insert(0, Clause("", "", "Phần mở đầu", lead.strip()))
    return found


def shown(found: Comparison, *, only_changes: bool = False) -> ShownComparison:
    """Return the comparison with the words of each pair compared; at most ``MAX_SHOWN`` pairs."""
    wanted = [pair for pair in found.pairs if not (only_changes and pair.fate is Fate.COPIED)]
    budget = max(_LEAST_BUDGET, 2 * BUDGET // (len(wanted[:MAX_SHOWN]) or 1))
    return ShownComparison(
        tuple(_shown(pair, budget) for pair in wanted[:MAX_SHOWN]),
        tuple((fate.value, FATE_WORDS[fate], found.counts[fate]) for fate in Fate),
        found.cut or len(wanted) > MAX_SHOWN,
    )


def _shown(pair: Pair, budget: int) -> ShownPair:
    old = pair.parent.body[:_LONGEST_SHOWN] if pair.parent else ""
    new = pair.child.body[:_LONGEST_SHOWN] if pair.child else ""
    if pair.parent is None or pair.child is None:
        left, right = _whole(old), _whole(new)
    else:
        runs = compare(old, new, budget=budget)
        left = tuple(run for run in runs if run.change is not Change.ADDED)
        right = tuple(run for run in runs if run.change is not Change.REMOVED)
    return ShownPair(pair.fate.value, FATE_WORDS[pair.fate], pair.parent, pair.child, left, right)


def _whole(text: str) -> tuple[Run, ...]:
    return (Run(Change.SAME, text),) if text else ()
