"""Whether the files of an index are still what was written.

The library ends every file but its lists with a footer: JSON that holds the CRC-32 of all before it, the length
of that JSON, and a magic number, the last two in four bytes each, the lowest first (tantivy,
``src/directory/footer.rs``). The Python binding offers no check of it, so it is read here.
"""

import json
import mmap
import struct
import zlib
from pathlib import Path
from typing import Any

_TAIL = struct.Struct("<II")
_MAGIC = 1337
_LONGEST_FOOTER = 50_000
_PIECE = 1 << 22
_PARTS = ("term", "idx", "pos", "fieldnorm", "fast", "store")


def damaged(generation: Path) -> str:
    """Return the name of the first damaged or missing file of the index in ``generation``, or nothing.

    Only what the index's list names is looked at: a writer that died leaves half a file that nobody reads. Raises
    OSError where the list cannot be read, and ValueError, KeyError or TypeError where it is none.
    """
    versions = set()
    for segment in _list_of(generation)["segments"]:
        name = str(segment["segment_id"]).replace("-", "")
        parts = [*_PARTS, f"{segment['deletes']['opstamp']}.del"] if segment.get("deletes") else _PARTS
        for part in parts:
            path = generation / f"{name}.{part}"
            version = version_of_whole(path) if path.is_file() else ""
            versions.add(version)
            # One library wrote them all: a footer that tells of another is not what was written either.
            if not version or len(versions) > 1:
                return path.name
    return ""


def fields_of(generation: Path) -> int:
    """Return a checksum of what the index's list says of its fields, which no write changes. Raises as above."""
    listed = _list_of(generation)
    return zlib.crc32(json.dumps([listed["schema"], listed["index_settings"]], sort_keys=True).encode())


def _list_of(generation: Path) -> Any:
    return json.loads((generation / "meta.json").read_bytes())


def version_of_whole(path: Path) -> str:
    """Return which version of the library wrote the file, or nothing where its content is not what was written."""
    size = path.stat().st_size
    if size < _TAIL.size:
        return ""
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content:
        length, magic = _TAIL.unpack(content[size - _TAIL.size :])
        end = size - _TAIL.size - length
        if magic != _MAGIC or length > _LONGEST_FOOTER or end < 0:
            return ""
        try:
            footer = json.loads(content[end : size - _TAIL.size])
            expected, version = footer["crc"], json.dumps(footer["version"])
        except (ValueError, KeyError, TypeError):
            return ""
        crc = 0
        for start in range(0, end, _PIECE):
            crc = zlib.crc32(content[start : min(end, start + _PIECE)], crc)
    return version if crc == expected else ""
