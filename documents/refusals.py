"""Why the archive refuses an act; every message is meant for the person at the screen."""


class ArchiveRefusal(Exception):
    """The act is not done and nothing was stored. ``fields`` names what can be mended."""

    def __init__(self, message: str, *, fields: dict[str, str] | None = None, url: str = "") -> None:
        self.message = message
        self.fields = fields or {}
        self.url = url
        super().__init__(message)


class AlreadyFiled(ArchiveRefusal):
    """The same bytes stand for another document already; ``url`` leads to it."""


class ConditionOpen(ArchiveRefusal):
    """A condition of publication is not met."""
