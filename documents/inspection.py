"""The look at every incoming file before a byte of it is stored: secrecy marks are refused."""

import hashlib
from collections import OrderedDict
from threading import Lock
from typing import Any

from documents import secrecy
from documents.extraction import Extraction, extract
from documents.models import HeldFile
from portal.audit.record import record
from portal.files.inspection import FileRefused, IncomingFile

PROCEDURE = (
    "Tệp mang dấu “{mark}” nên không được nhận và không được lưu một phần nào. Hãy: (1) không gửi lại tệp này qua "
    "mạng; (2) báo ngay người phụ trách bảo vệ bí mật nhà nước của cơ quan; (3) xử lý tệp trên máy này theo hướng dẫn "
    "của người đó. Hệ thống chỉ ghi người gửi, giờ gửi và mã băm của tệp."
)
_KEEP = 4
_recent: OrderedDict[str, Extraction] = OrderedDict()
_lock = Lock()


def digest_of(content: bytes) -> str:
    """Return the SHA-256 of ``content``, by which a refused file is remembered."""
    return hashlib.sha256(content).hexdigest()


def read_in_memory(content: bytes, name: str) -> Extraction:
    """Return the text of a file without storing anything; the last few files are not read twice."""
    key = digest_of(content) + name.rsplit(".", 1)[-1].lower()
    with _lock:
        known = _recent.get(key)
    if known is not None:
        return known
    found = extract(content, name)
    with _lock:
        _recent[key] = found
        while len(_recent) > _KEEP:
            _recent.popitem(last=False)
    return found


def refuse_secret(file: IncomingFile) -> None:
    """Refuse a file whose text carries a secrecy mark, and write down who brought it, when, and its hash.

    Raises :class:`FileRefused`.
    """
    reading = read_in_memory(file.content, file.name)
    marks = secrecy.marks(reading.everything)
    if not marks:
        return
    _forget()
    record(
        "documents.secret_refused",
        actor=file.actor,
        data={"sha256": digest_of(file.content), "size": len(file.content), "mark": marks[0].mark},
    )
    raise FileRefused("secret", PROCEDURE.format(mark=marks[0].mark))


def refuse_marked_text(text: str, *, actor: Any) -> None:
    """Refuse text that somebody typed and that carries a secrecy mark, and write down who, when and its hash.

    Raises :class:`FileRefused`.
    """
    marks = secrecy.marks(text)
    if not marks:
        return
    data = {"sha256": digest_of(text.encode()), "size": len(text), "mark": marks[0].mark}
    record("documents.secret_refused", actor=actor, data=data)
    raise FileRefused("secret", PROCEDURE.format(mark=marks[0].mark))


def refuse_held(file: IncomingFile) -> None:
    """Refuse the very bytes of a file that is held back. Raises :class:`FileRefused`."""
    if HeldFile.objects.filter(stored_file__sha256=digest_of(file.content)).exists():
        record("documents.held_refused", actor=file.actor, data={"sha256": digest_of(file.content)})
        raise FileRefused("held", "Tệp này đang bị cách ly nên không được nhận lại. Hãy hỏi người có quyền gỡ văn bản.")


def _forget() -> None:
    # Nothing of a refused file stays, not even in memory.
    with _lock:
        _recent.clear()
