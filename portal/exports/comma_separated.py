"""CSV as office programs open it: UTF-8 with a byte order mark, one row after the other."""

import csv
from collections.abc import Iterable, Iterator
from io import StringIO

from portal.exports.cells import Row, as_text

BYTE_ORDER_MARK = "\ufeff"


def lines(heads: Iterable[str], rows: Iterable[Row]) -> Iterator[bytes]:
    """Yield the file row by row; the first piece carries the byte order mark."""
    held = StringIO(newline="")
    writer = csv.writer(held, lineterminator="\r\n")
    held.write(BYTE_ORDER_MARK)
    writer.writerow([as_text(head) for head in heads])
    yield _taken(held)
    for row in rows:
        writer.writerow([as_text(cell) for cell in row])
        yield _taken(held)


def _taken(held: StringIO) -> bytes:
    piece = held.getvalue().encode("utf-8")
    held.seek(0)
    held.truncate()
    return piece
