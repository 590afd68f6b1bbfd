"""Why something may not be published."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason, as a stable ``code`` and a sentence for the person; ``field`` where it can be mended."""

    code: str
    message: str
    field: str = ""


class PublicationRefused(Exception):
    """The publishing gate is closed for this version. Nothing that was typed is lost by it."""

    def __init__(self, obj: object, reasons: Sequence[Reason]) -> None:
        self.obj = obj
        self.reasons = tuple(reasons)
        super().__init__("; ".join(reason.message for reason in self.reasons))
