"""Value objects of the extraction room."""

from dataclasses import dataclass
from enum import StrEnum


class Status(StrEnum):
    """How reading a file ended."""

    EXTRACTED = "extracted"
    SCAN = "scan"
    ENCRYPTED = "encrypted"
    DAMAGED = "damaged"
    TOO_LARGE = "too_large"
    UNTRUSTED = "untrusted"
    UNSUPPORTED = "unsupported"

    @property
    def label(self) -> str:
        """The status in the words of the screen."""
        return _LABELS[self]


_LABELS = {
    Status.EXTRACTED: "đã trích",
    Status.SCAN: "bản scan chưa có văn bản",
    Status.ENCRYPTED: "có mật khẩu",
    Status.DAMAGED: "hỏng",
    Status.TOO_LARGE: "quá lớn",
    Status.UNTRUSTED: "văn bản không tin cậy",
    Status.UNSUPPORTED: "không hỗ trợ",
}


@dataclass(frozen=True, slots=True)
class PageText:
    """The text of one page, counted from 1."""

    number: int
    text: str


@dataclass(frozen=True, slots=True)
class Extraction:
    """What came out of a file.

    ``text`` is the pages joined by a blank line, NFC. ``margin_text`` holds headers, footers and notes of a word
    processor's file, which may carry a secrecy mark and do not belong to the body. ``detail`` explains the status to
    a person. ``before`` is the text as the file holds it, where an old font's letters were turned into Unicode by the
    table ``encoding``; an editor sees both and decides.
    """

    status: Status
    pages: tuple[PageText, ...] = ()
    text: str = ""
    margin_text: str = ""
    detail: str = ""
    kind: str = ""
    before: str = ""
    encoding: str = ""

    @property
    def everything(self) -> str:
        """All text that the file shows anywhere, for checks that must miss nothing."""
        return "\n\n".join(filter(None, (self.margin_text, self.text, self.before)))


@dataclass(frozen=True, slots=True)
class Limits:
    """What reading one file may cost."""

    seconds: float = 30.0
    memory_bytes: int = 1_500_000_000
    file_bytes: int = 60_000_000
    unpacked_bytes: int = 150_000_000
    pages: int = 2_000
    characters: int = 8_000_000


class Refused(Exception):
    """Reading ended without text; carries the status and the words for a person."""

    def __init__(self, status: Status, detail: str) -> None:
        super().__init__(detail)
        self.status = status
        self.detail = detail
