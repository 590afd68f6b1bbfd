"""The tree as a drawing of its own: SVG whose words can be selected and read aloud, without style sheet or script.

Colours and faces are attributes, since a picture that is opened by itself brings no style sheet of the site.
"""

from collections.abc import Iterator
from datetime import date

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from documents.chain import Chain, ChainRow
from documents.chain_tables import NO_SYMBOL, PROPOSED
from documents.citation_words import date_words, heading
from documents.models import OfficialDocument

_WIDTH = 1120
_TOP = 132
_ROW = 58
_INDENT = 30
_LEFT = 24
_DAY, _SCALE, _SCALE_END, _SINCE = 560, 690, 930, 956
_MAX_INDENTS = 7
_INK, _MUTED, _SEAL, _WARN, _RULE = "#1c1a17", "#5d574f", "#a3161d", "#835300", "#cfc4b0"
_DASHED_RAIL, _DASHED_BAR = SafeString(' stroke-dasharray="4 4"'), SafeString(' stroke-dasharray="5 4"')
_FACE = "'Be Vietnam Pro', 'Noto Sans', Arial, sans-serif"


def draw(document: OfficialDocument, chain: Chain) -> SafeString:
    """Return the whole drawing; its title and description say in words what it shows."""
    height = _TOP + _ROW * len(chain.rows) + 56
    parts = [_head(document, chain), _axis(chain, height), *_rows(chain), _foot(chain, height)]
    return format_html(
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {0} {1}" width="{0}" height="{1}" role="img" '
        'aria-labelledby="ten mo-ta" font-family="{2}" font-size="15" fill="{3}">\n'
        '<title id="ten">{4}</title>\n<desc id="mo-ta">{5}</desc>\n'
        '<rect width="{0}" height="{1}" fill="#fffdf8"/>\n{6}</svg>\n',
        _WIDTH, height, _FACE, _INK, f"Sơ đồ triển khai: {heading(document)}", describe(chain),
        format_html_join("\n", "{}", ((part,) for part in parts)),
    )  # fmt: skip


def describe(chain: Chain) -> str:
    """Return the tree in sentences: how many documents, who was asked, who has nothing yet."""
    filed = sum(1 for row in chain.rows if not row.is_gap)
    words = [f"{filed} văn bản trong sơ đồ."]
    if chain.expected:
        words.append(
            f"Trong {chain.expected} cơ quan phải triển khai, {chain.issued} đã ban hành, {chain.missing} chưa có "
            "văn bản trong kho."
        )
    gaps = [row.body for row in chain.rows if row.is_gap]
    if gaps:
        words.append("Chưa có: " + "; ".join(gaps) + ".")
    return " ".join(words)


def _text(x: float, y: float, words: str, *, fill: str = _INK, weight: int = 400, size: float = 15) -> SafeString:
    return format_html(
        '<text x="{}" y="{}" fill="{}" font-weight="{}" font-size="{}">{}</text>', x, y, fill, weight, size, words
    )


def _noted(x: float, y: float, note: str, room: int) -> SafeString:
    """Write a note; where it has no room, all of it stands in the title that a pointer brings up."""
    short = _cut(note, room)
    title = format_html("<title>{}</title>", note) if short != note else SafeString("")
    return format_html('<text x="{}" y="{}" fill="{}" font-size="13">{}{}</text>', x, y, _MUTED, title, short)


def _head(document: OfficialDocument, chain: Chain) -> SafeString:
    day = f", tính đến ngày {chain.today:%d/%m/%Y}" if chain.today else ""
    lines = [
        _text(_LEFT, 40, f"Sơ đồ triển khai: {heading(document)}", weight=700, size=22),
        _text(_LEFT, 68, _cut(describe(chain).split(" Chưa có:")[0].rstrip(".") + day, 130), fill=_MUTED),
        _text(_LEFT, _TOP - 22, "Văn bản", fill=_MUTED, size=13),
        _text(_DAY, _TOP - 22, "Ngày", fill=_MUTED, size=13),
        _text(_SINCE, _TOP - 22, "Sau cấp trên", fill=_MUTED, size=13),
        format_html(
            '<line x1="{}" y1="{}" x2="{}" y2="{}" stroke="{}" stroke-width="2"/>',
            _LEFT, _TOP - 8, _WIDTH - _LEFT, _TOP - 8, _INK,
        ),
    ]  # fmt: skip
    return format_html_join("\n", "{}", ((line,) for line in lines))


def _at(percent: float) -> float:
    return round(_SCALE + (_SCALE_END - _SCALE) * percent / 100, 1)


def _axis(chain: Chain, height: int) -> SafeString:
    shown = -100.0
    parts = []
    for year, percent in chain.years:
        x = _at(percent)
        parts.append(
            format_html(
                '<line x1="{0}" y1="{1}" x2="{0}" y2="{2}" stroke="{3}" stroke-width="1"/>',
                x, _TOP - 8, height - 48, _RULE,
            )
        )  # fmt: skip
        if x - shown >= 40:
            parts.append(
                format_html(
                    '<text x="{}" y="{}" font-size="12" fill="{}" text-anchor="middle">{}</text>',
                    x, _TOP - 22, _MUTED, year,
                )
            )  # fmt: skip
            shown = x
    return format_html_join("\n", "{}", ((part,) for part in parts))


def _rows(chain: Chain) -> Iterator[SafeString]:
    last: dict[int, float] = {}
    for place, row in enumerate(chain.rows):
        top = _TOP + _ROW * place
        yield _rail(row, top, last)
        yield _row(row, top)
        last = {depth: y for depth, y in last.items() if depth < row.depth} | {row.depth: top}


def _x(depth: int) -> float:
    return _LEFT + _INDENT * min(depth, _MAX_INDENTS)


def _rail(row: ChainRow, top: float, last: dict[int, float]) -> SafeString:
    """Draw the elbow from the parent's row to this one, dashed to a gap and along what nobody has confirmed."""
    above = last.get(row.depth - 1)
    if above is None:
        return SafeString("")
    dashes = _DASHED_RAIL if row.is_gap or not row.confirmed else ""
    x = _x(row.depth - 1) + 8
    return format_html(
        '<path d="M{} {}V{}H{}" fill="none" stroke="{}"{}/>', x, above + 50, top + 20, _x(row.depth) - 4, _MUTED, dashes
    )


def _row(row: ChainRow, top: float) -> SafeString:
    x, base = _x(row.depth), top + 25
    lines = [_what(row, x, base), _bar(row, top + 20)]
    room = int((_DAY - x - 12) / 7.4)
    note = "; ".join(each for each in (row.body, row.note, "" if row.confirmed else PROPOSED) if each)
    lines.append(_noted(x, base + 20, note, room))
    if row.is_gap:
        lines.append(_text(_DAY, base, _term(row.due_on), fill=_MUTED))
    elif row.document is not None:
        lines.append(_text(_DAY, base, date_words(row.document) or "chưa rõ ngày"))
        lines.append(_text(_DAY, base + 20, str(row.document.get_effect_display()), fill=_MUTED, size=13))
    since, late = _since(row)
    lines.append(_text(_SINCE, base, since))
    lines.append(_text(_SINCE, base if row.is_gap else base + 20, late, fill=_WARN, weight=600))
    lines.append(
        format_html(
            '<line x1="{}" y1="{}" x2="{}" y2="{}" stroke="{}" stroke-width="1"/>',
            _LEFT, top + _ROW - 5, _WIDTH - _LEFT, top + _ROW - 5, _RULE,
        )
    )  # fmt: skip
    return format_html_join("\n", "{}", ((line,) for line in lines))


def _what(row: ChainRow, x: float, base: float) -> SafeString:
    if row.document is None:
        square = format_html(
            '<rect x="{}" y="{}" width="11" height="11" fill="none" stroke="{}" stroke-dasharray="3 2"/>',
            x, base - 11, _WARN,
        )  # fmt: skip
        return format_html("{}\n{}", square, _text(x + 18, base, "Chưa có văn bản triển khai", fill=_WARN, weight=600))
    kind = row.document.type.name if row.document.type else ""
    words = format_html(
        '<text x="{}" y="{}" fill="{}"><tspan font-weight="600">{}</tspan> {}{}</text>',
        x, base, _SEAL if row.current else _INK, row.document.symbol or NO_SYMBOL.capitalize(), kind,
        " · văn bản đang xem" if row.current else "",
    )  # fmt: skip
    return format_html('<a href="{}">{}</a>', row.document.get_absolute_url(), words)


def _bar(row: ChainRow, y: float) -> SafeString:
    start, end = _at(row.strip[0]), _at(row.strip[1])
    colour = _WARN if row.is_gap else _SEAL if row.current else _INK
    if row.issued_on is None and not row.is_gap:
        return SafeString("")
    if row.is_span:
        return format_html(
            '<line x1="{}" y1="{}" x2="{}" y2="{}" stroke="{}" stroke-width="5"/>', start, y, end, y, _RULE
        )
    dashes = _DASHED_BAR if row.is_gap else ""
    line = format_html('<line x1="{}" y1="{}" x2="{}" y2="{}" stroke="{}"{}/>', start, y, end, y, colour, dashes)
    if row.is_gap:
        return line
    return format_html('{}<circle cx="{}" cy="{}" r="4.5" fill="{}"/>', line, end, y, colour)


def _since(row: ChainRow) -> tuple[str, str]:
    """Return the days since the parent, and the days after the term, in words."""
    if row.is_gap:
        return "", f"quá hạn {number(row.days_late)} ngày" if row.days_late else ""
    days = f"{number(row.days)} ngày" if row.days is not None else ""
    return days, f"trễ {number(row.days_late)} ngày" if row.days_late else ""


def _term(due_on: date | None) -> str:
    return f"hạn {due_on:%d/%m/%Y}" if due_on else "không ghi hạn"


def _foot(chain: Chain, height: int) -> SafeString:
    words = "“Chưa có” nghĩa là kho chưa nhận được bản công khai; không khẳng định cơ quan chưa ban hành."
    return _text(_LEFT, height - 20, words if chain.missing else "", fill=_MUTED, size=12.5)


def number(value: int) -> str:
    """Return a whole number as Vietnamese prints it: ``1.431``."""
    return f"{value:,}".replace(",", ".")


def _cut(words: str, room: int) -> str:
    return words if len(words) <= room else words[: max(1, room - 1)].rstrip() + "…"
