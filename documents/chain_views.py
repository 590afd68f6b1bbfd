"""Public pages about carrying out: the tree as a sheet, a drawing and files, the matrix, the list of the centre's."""

from dataclasses import dataclass

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from documents import chain, chain_drawing, chain_tables, matrix, progress
from documents.chain import Chain
from documents.citation_words import heading
from documents.duties import STANDING_WORDS
from documents.models import OfficialDocument
from documents.views import crumbs, public_or_gone
from portal.exports import csv_answer, xlsx_answer
from portal.organisations.models import Level
from portal.pages.cache import kept

_PER_PAGE = 25


def _tree(document: OfficialDocument) -> Chain:
    return chain.build(document, chain.relations_around(document), timezone.localdate())


def _file_name(kind: str, document: OfficialDocument) -> str:
    return f"{kind}-{document.slug}"[:90]


@require_safe
@kept()
def sheet(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the tree on a page of its own, made to be printed."""
    document, gone = public_or_gone(request, pk)
    if gone is not None:
        return gone
    trail = crumbs((str(document), document.get_absolute_url()), ("Sơ đồ triển khai", ""))
    context = {"document": document, "heading": heading(document), "chain": _tree(document), "breadcrumbs": trail}
    return render(request, "documents/chain_sheet.html", context)


@require_safe
@kept()
def drawing(request: HttpRequest, pk: int) -> HttpResponse:
    """Give the tree out as SVG."""
    document, gone = public_or_gone(request, pk)
    if gone is not None:
        return gone
    return HttpResponse(chain_drawing.draw(document, _tree(document)), content_type="image/svg+xml; charset=utf-8")


@require_safe
@kept()
def tree_json(request: HttpRequest, pk: int) -> HttpResponse:
    """Give the tree out as JSON."""
    document, gone = public_or_gone(request, pk)
    if gone is not None:
        return gone
    rows = chain_tables.tree_json(document, _tree(document))
    return JsonResponse(rows, json_dumps_params={"ensure_ascii": False})


@require_safe
def tree_table(request: HttpRequest, pk: int, form: str) -> HttpResponseBase:
    """Give the tree out as CSV or XLSX."""
    document, gone = public_or_gone(request, pk)
    if gone is not None:
        return gone
    rows = chain_tables.tree_rows(_tree(document))
    name = _file_name("so-do", document)
    if form == "csv":
        return csv_answer(name, chain_tables.TREE_HEADS, rows)
    return xlsx_answer(name, "Sơ đồ triển khai", chain_tables.TREE_HEADS, rows, chain_tables.TREE_WIDTHS)


@dataclass(frozen=True, slots=True)
class _Chosen:
    """How a reader wants the matrix."""

    level: str
    only_gaps: bool
    by_name: bool


def _matrix(request: HttpRequest, document: OfficialDocument) -> tuple[matrix.Matrix, _Chosen]:
    level = request.GET.get("cap", "")
    chosen = _Chosen(
        level if level in Level.values else "", request.GET.get("con-thieu") == "1", request.GET.get("xep") == "ten"
    )
    table = matrix.under(
        document, timezone.localdate(), level=chosen.level, only_gaps=chosen.only_gaps, by_name=chosen.by_name
    )
    return table, chosen


@require_safe
@kept("cap", "con-thieu", "xep")
def matrix_page(request: HttpRequest, pk: int) -> HttpResponse:
    """Show who was asked, down, by which document, across, and what each has issued."""
    document, gone = public_or_gone(request, pk)
    if gone is not None:
        return gone
    table, chosen = _matrix(request, document)
    context = {
        "document": document, "heading": heading(document), "matrix": table, "chosen": chosen,
        "query": request.GET.urlencode(), "words": {each.value: words for each, words in STANDING_WORDS.items()},
        "breadcrumbs": crumbs((str(document), document.get_absolute_url()), ("Bảng triển khai", "")),
    }  # fmt: skip
    return render(request, "documents/matrix.html", context)


@require_safe
def matrix_table(request: HttpRequest, pk: int, form: str) -> HttpResponseBase:
    """Give the matrix, narrowed as the page is, out as CSV or XLSX."""
    document, gone = public_or_gone(request, pk)
    if gone is not None:
        return gone
    rows = chain_tables.matrix_rows(_matrix(request, document)[0])
    name = _file_name("bang-trien-khai", document)
    if form == "csv":
        return csv_answer(name, chain_tables.MATRIX_HEADS, rows)
    return xlsx_answer(name, "Bảng triển khai", chain_tables.MATRIX_HEADS, rows, chain_tables.MATRIX_WIDTHS)


@require_safe
@kept("trang")
def index(request: HttpRequest) -> HttpResponse:
    """List the documents of the centre with how far they have been carried out here."""
    page = Paginator(progress.central(), _PER_PAGE).get_page(request.GET.get("trang", "1")[:9])
    lines = progress.of(list(page.object_list), timezone.localdate())
    context = {"page": page, "lines": lines, "today": timezone.localdate(), "breadcrumbs": crumbs(("Triển khai", ""))}
    return render(request, "documents/progress.html", context)
