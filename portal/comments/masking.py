"""Cut parts out of a text, and nothing else: every letter outside the cuts stays as it was typed. Pure."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

CUT = "[đã lược]"
REASONS = ("LD-05", "TT-06", "QC-03")
"""The reasons for which a part of a text may be cut out; all others concern the whole text."""
_MOST = 40


@dataclass(frozen=True, slots=True, order=True)
class Cut:
    """One part that is cut out (*đoạn lược*): where it stands in the text, in code points, and why."""

    start: int
    end: int
    reason: str


class CannotCut(ValueError):
    """The cuts do not fit the text; the message says what to do."""


def mask(text: str, cuts: Iterable[Cut]) -> str:
    """Return ``text`` with a sign in the place of each cut.

    Raises CannotCut where there is nothing to cut, a cut lies outside of the text, two overlap, a reason is none for a
    cut, or nothing would be left to read.
    """
    ordered = sorted(cuts)
    _check(text, ordered)
    pieces, place = [], 0
    for cut in ordered:
        pieces += [text[place : cut.start], CUT]
        place = cut.end
    masked = "".join([*pieces, text[place:]])
    if not any(letter.isalnum() for letter in masked.replace(CUT, "")):
        raise CannotCut("Lược như vậy thì không còn gì để đọc. Hãy từ chối, nêu lý do.")
    return masked


def _check(text: str, ordered: list[Cut]) -> None:
    if not ordered:
        raise CannotCut("Chưa chọn đoạn nào để lược. Bôi đoạn chữ, hoặc đánh dấu ở phần lưu ý.")
    if len(ordered) > _MOST:
        raise CannotCut("Quá nhiều đoạn phải lược. Hãy từ chối, nêu lý do.")
    for before, cut in zip([None, *ordered], ordered, strict=False):
        if not 0 <= cut.start < cut.end <= len(text) or not text[cut.start : cut.end].strip():
            raise CannotCut("Có đoạn lược nằm ngoài ý kiến. Người gửi có thể vừa sửa: mở lại rồi chọn.")
        if before is not None and cut.start < before.end:
            raise CannotCut("Có hai đoạn lược chồng lên nhau.")
        if cut.reason not in REASONS:
            raise CannotCut(
                "Mỗi đoạn lược cần một lý do: dữ liệu cá nhân, chưa kiểm chứng về người khác, hoặc liên kết."
            )


def is_only_cut(text: str, masked: str, cuts: Iterable[Cut]) -> bool:
    """Return whether ``masked`` is ``text`` with these parts cut out, and not a letter changed beside them."""
    rest = masked
    for piece, is_cut in _pieces(text, sorted(cuts)):
        expected = CUT if is_cut else piece
        if not rest.startswith(expected):
            return False
        rest = rest[len(expected) :]
    return not rest


def _pieces(text: str, ordered: list[Cut]) -> Iterator[tuple[str, bool]]:
    place = 0
    for cut in ordered:
        yield text[place : cut.start], False
        yield text[cut.start : cut.end], True
        place = cut.end
    yield text[place:], False


def places_of(passage: str, text: str) -> list[tuple[int, int]]:
    """Return where ``passage`` stands in ``text``, every time; for whoever types what is to be cut."""
    wanted = passage.strip()
    found, at = [], text.find(wanted) if wanted else -1
    while at >= 0:
        found.append((at, at + len(wanted)))
        at = text.find(wanted, at + len(wanted))
    return found
