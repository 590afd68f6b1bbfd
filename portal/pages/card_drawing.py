"""Drawing of one share picture: a page of the gazette in small, with the seal, in the site's own faces."""

import io
import math
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont, ImageOps

from portal.pages.cards import HEIGHT, WIDTH, Card

_FONTS = Path(__file__).parent / "static" / "portal" / "fonts"
_PAPER, _INK, _MUTED, _RULE, _SEAL, _RING, _STAR = (
    "#fffdf8", "#1c1a17", "#5d574f", "#e4ddd0", "#a3161d", "#e9c46a", "#f0b429",
)  # fmt: skip
_LEFT, _TOP, _FOOT = 72, 60, 56
_INSET = 400
_SIZES = (60, 54, 48, 43, 38)
_FINER = 4
_COLOURS = 48

Face = ImageFont.FreeTypeFont


def _face(name: str, size: int) -> Face:
    return ImageFont.truetype(str(_FONTS / f"{name}.woff2"), size)


def draw(card: Card, picture: Image.Image | None = None) -> bytes:
    """Return the card as a PNG, or as a JPEG where ``picture`` is set into it."""
    sheet = Image.new("RGB", (WIDTH, HEIGHT), _PAPER)
    pen = ImageDraw.Draw(sheet)
    right = WIDTH - _LEFT
    if picture is not None:
        inset = ImageOps.fit(picture.convert("RGB"), (_INSET, HEIGHT), Image.Resampling.LANCZOS)
        sheet.paste(inset, (WIDTH - _INSET, 0))
        right = WIDTH - _INSET - 48
    _head(sheet, pen, card, right)
    top = _above_title(pen, card, right)
    _title(pen, card.title, top, right)
    _foot(pen, card, right)
    out = io.BytesIO()
    if card.picture:
        sheet.save(out, "JPEG", quality=86, optimize=True)
    else:
        sheet.quantize(_COLOURS, dither=Image.Dither.NONE).save(out, "PNG", optimize=True)
    return out.getvalue()


def _head(sheet: Image.Image, pen: ImageDraw.ImageDraw, card: Card, right: int) -> None:
    sheet.paste(_seal(76), (_LEFT, _TOP - 12), _seal(76))
    face = _face("be-vietnam-pro-600", 27)
    lines = _lines(face, card.board or card.title, right - _LEFT - 100)[:2]
    middle = _TOP + 26 - 18 * len(lines)
    for at, line in enumerate(lines):
        pen.text((_LEFT + 98, middle + 36 * at), line, font=face, fill=_INK)
    pen.line([(_LEFT, _TOP + 92), (right, _TOP + 92)], fill=_INK, width=3)


def _above_title(pen: ImageDraw.ImageDraw, card: Card, right: int) -> int:
    top = _TOP + 118
    if card.kicker:
        pen.text((_LEFT, top), card.kicker, font=_face("be-vietnam-pro-600", 27), fill=_SEAL)
        top += 48
    if card.symbol:
        size = next(
            (size for size in (64, 54, 44, 36) if _wide(_face("noto-serif-700", size), card.symbol) < right - _LEFT), 30
        )
        pen.text((_LEFT, top), card.symbol, font=_face("noto-serif-700", size), fill=_INK)
        top += round(size * 1.5)
    return top


def _title(pen: ImageDraw.ImageDraw, title: str, top: int, right: int) -> None:
    room = HEIGHT - _FOOT - 44 - top
    for size in _SIZES:
        face, step = _face("noto-serif-700", size), round(size * 1.34)
        lines, fit = _lines(face, title, right - _LEFT), room // step
        if len(lines) <= fit or size == _SIZES[-1]:
            break
    if len(lines) > fit:
        lines = [*lines[: fit - 1], _shortened(face, lines[fit - 1], right - _LEFT)]
    for at, line in enumerate(lines):
        pen.text((_LEFT, top + step * at), line, font=face, fill=_INK)


def _foot(pen: ImageDraw.ImageDraw, card: Card, right: int) -> None:
    face = _face("be-vietnam-pro-400", 25)
    y = HEIGHT - _FOOT - 26
    if card.line:
        pen.text(
            (_LEFT, y), _shortened(face, card.line, right - _LEFT - 270, only_if_needed=True), font=face, fill=_MUTED
        )
    if card.demonstration:
        words = "Dữ liệu minh họa"
        wide = _wide(face, words) + 32
        _dashed(pen, (right - wide, y - 9, right, y + 40))
        pen.text((right - wide + 16, y), words, font=face, fill=_MUTED)


def _dashed(pen: ImageDraw.ImageDraw, box: tuple[int, int, int, int]) -> None:
    left, top, right, bottom = box
    for x in range(left, right, 14):
        for y in (top, bottom):
            pen.line([(x, y), (min(x + 8, right), y)], fill=_MUTED, width=2)
    for y in range(top, bottom, 14):
        for x in (left, right):
            pen.line([(x, y), (x, min(y + 8, bottom))], fill=_MUTED, width=2)


def _seal(size: int) -> Image.Image:
    """Return the mark of the masthead, drawn larger and made small again."""
    whole = size * _FINER
    unit = whole / 58
    mark = Image.new("RGBA", (whole, whole), (0, 0, 0, 0))
    pen = ImageDraw.Draw(mark)
    pen.ellipse([unit, unit, 57 * unit, 57 * unit], fill=_SEAL)
    pen.ellipse([4.5 * unit, 4.5 * unit, 53.5 * unit, 53.5 * unit], outline=_RING, width=round(1.4 * unit))
    points = []
    for corner in range(10):
        far = (15.5 if corner % 2 == 0 else 6.0) * unit
        turn = math.radians(36 * corner - 90)
        points.append((29 * unit + far * math.cos(turn), 29.7 * unit + far * math.sin(turn)))
    pen.polygon(points, fill=_STAR)
    return mark.resize((size, size), Image.Resampling.LANCZOS)


def _wide(face: Face, text: str) -> int:
    return math.ceil(face.getlength(text))


def _lines(face: Face, text: str, room: int) -> list[str]:
    lines: list[str] = []
    for word in text.split():
        if lines and _wide(face, f"{lines[-1]} {word}") <= room:
            lines[-1] = f"{lines[-1]} {word}"
        else:
            lines.append(word)
    return [_shortened(face, line, room, only_if_needed=True) for line in lines]


def _shortened(face: Face, line: str, room: int, only_if_needed: bool = False) -> str:
    if only_if_needed and _wide(face, line) <= room:
        return line
    while line and _wide(face, f"{line}…") > room:
        line = line[:-1]
    return f"{line.rstrip(' ,.;:')}…"
