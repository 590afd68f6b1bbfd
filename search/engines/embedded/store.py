"""The folder of an index: generations aside, one pointer to the current, one writer at a time.

``current-<schema>`` names the generation that answers. Each schema version has its own pointer, so
that processes of an older release keep their index while a newer one builds its own.
"""

import fcntl
import json
import os
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import tantivy

from search.engine import EngineBusy, EngineUnavailable
from search.engines.embedded import checksums, passage_index
from search.engines.embedded.schema import SCHEMA, SCHEMA_VERSION


@contextmanager
def guarded() -> Iterator[None]:
    """Turn every failure of the library and of the disk into :class:`EngineUnavailable`."""
    try:
        yield
    except EngineUnavailable:
        raise
    except (ValueError, OSError, RuntimeError, SystemError, MemoryError) as error:
        kind = EngineBusy if "LockBusy" in str(error) else EngineUnavailable
        raise kind(f"{type(error).__name__}: {str(error)[:300]}") from error
    except BaseException as error:
        # A panic inside the library is a BaseException of its own; a damaged file can cause one.
        if type(error).__name__ != "PanicException":
            raise
        raise EngineUnavailable(f"panic: {str(error)[:300]}") from error


class Store:
    """The generations below ``root``."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.pointer = root / f"current-{SCHEMA_VERSION}"
        self._opened: tuple[str, tantivy.Index, tantivy.Index] | None = None
        self._opening = threading.Lock()
        self._held = threading.local()

    def generation(self) -> str:
        """Return the name of the current generation; raises :class:`EngineUnavailable` where there is none."""
        try:
            name = json.loads(self.pointer.read_text())["generation"]
        except FileNotFoundError as error:
            raise EngineUnavailable("no index has been built yet") from error
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise EngineUnavailable(f"the index's pointer cannot be read: {error}") from error
        if not isinstance(name, str) or not name or Path(name).name != name:
            raise EngineUnavailable("the index's pointer names no generation")
        return name

    def index(self) -> tantivy.Index:
        """Return the current index, opened once and opened again after a swap."""
        return self.both()[0]

    def both(self) -> tuple[tantivy.Index, tantivy.Index]:
        """Return the current index and that of its passages, which are swapped together."""
        name = self.generation()
        with self._opening:
            if self._opened is None or self._opened[0] != name:
                with guarded():
                    folder = self.root / name
                    index = tantivy.Index.open(str(folder))
                    self._opened = (name, index, tantivy.Index.open(str(folder / passage_index.FOLDER)))
            return self._opened[1:]

    def searcher(self) -> tantivy.Searcher:
        """Return a searcher that sees every finished write, of this process and of others."""
        return self._searcher(0)

    def passage_searcher(self) -> tantivy.Searcher:
        """Return the same for the passages."""
        return self._searcher(1)

    def _searcher(self, which: int) -> tantivy.Searcher:
        for last_try in (False, True):
            try:
                with guarded():
                    index = self.both()[which]
                    index.reload()
                    return index.searcher()
            except EngineUnavailable:
                # A swap may have removed the generation between reading the pointer and opening it.
                self.forget()
                if last_try:
                    raise
        raise AssertionError("unreachable")

    def forget(self) -> None:
        """Open the index anew at the next use."""
        with self._opening:
            self._opened = None

    def verify(self) -> None:
        """Raise :class:`EngineUnavailable` where a file of the current generation is not what was written."""
        if self._damaged():
            # A merge may have taken files away while they were being read: nobody writes while it is asked again.
            with self.writing():
                wrong = self._damaged()
            if wrong:
                raise EngineUnavailable(f"the index is damaged: {wrong}")

    def _damaged(self) -> str:
        try:
            name = self.generation()
            fields = json.loads(self.pointer.read_text())["fields"]
            if fields != [checksums.fields_of(folder) for folder in self._folders(name)]:
                return "meta.json"
            return next(filter(None, map(checksums.damaged, self._folders(name))), "")
        except (OSError, ValueError, KeyError, TypeError) as error:
            return f"{type(error).__name__}: {error}"[:300]

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Hold the only right to write; raises :class:`EngineBusy` at once where another holds it.

        A thread that holds it already keeps it.
        """
        if getattr(self._held, "depth", 0):
            yield
            return
        with guarded():
            self.root.mkdir(parents=True, exist_ok=True)
            handle = (self.root / "write.lock").open("a")
        try:
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as error:
                raise EngineBusy("another process is writing the index") from error
            except OSError as error:  # a file system that keeps no locks
                raise EngineUnavailable(f"the right to write cannot be asked for: {error}") from error
            self._held.depth = 1
            yield
        finally:
            self._held.depth = 0
            # Closing gives the lock back; the system does the same for a process that dies.
            handle.close()

    def new_generation(self) -> tuple[str, tantivy.Index, tantivy.Index]:
        """Return the name and the two empty indexes of a generation that does not answer yet."""
        with guarded():
            self.sweep()
            taken = [int(part) for path in self._generations() if (part := path.name.rpartition("-")[2]).isdigit()]
            name = f"generation-{SCHEMA_VERSION}-{max(taken, default=0) + 1:06d}"
            folder = self.root / name
            (folder / passage_index.FOLDER).mkdir(parents=True)
            passages = tantivy.Index(passage_index.SCHEMA, str(folder / passage_index.FOLDER))
            return name, tantivy.Index(SCHEMA, str(folder)), passages

    def swap(self, name: str) -> None:
        """Make the generation ``name`` the one that answers, and remove the others."""
        with guarded():
            aside = self.pointer.with_suffix(".new")
            with aside.open("w") as file:
                fields = [checksums.fields_of(folder) for folder in self._folders(name)]
                json.dump({"generation": name, "schema": SCHEMA_VERSION, "fields": fields}, file)
                file.flush()
                os.fsync(file.fileno())
            aside.replace(self.pointer)
        self.forget()
        self.sweep()

    def discard(self, name: str) -> None:
        """Remove a generation that was not finished."""
        shutil.rmtree(self.root / name, ignore_errors=True)

    def sweep(self) -> None:
        """Remove this schema's generations that no longer answer; open readers keep what they read."""
        current = ""
        with suppress(EngineUnavailable):
            current = self.generation()
        for path in self._generations():
            if path.name != current:
                self._take_away(path)

    def _folders(self, name: str) -> tuple[Path, Path]:
        """Return where the generation ``name`` has its main index, and that of its passages."""
        return self.root / name, self.root / name / passage_index.FOLDER

    @staticmethod
    def _take_away(path: Path) -> None:
        if path.is_dir():
            shutil.rmtree(path, ignore_errors=True)
        else:  # somebody put a file where the folder was
            path.unlink(missing_ok=True)

    def _generations(self) -> list[Path]:
        return sorted(self.root.glob(f"generation-{SCHEMA_VERSION}-*"))
