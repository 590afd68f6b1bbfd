"""``/robots.txt``: where search machines need not go. Courtesy, never protection: what is hidden is hidden anyway."""

_rules: list[tuple[str, str]] = [("Disallow", "/quan-tri/"), ("Disallow", "/api/")]


def disallow(pattern: str) -> None:
    """Ask machines to stay away from addresses that begin with ``pattern`` (``*`` stands for anything)."""
    _add("Disallow", pattern)


def allow(pattern: str) -> None:
    """Let machines in again below a pattern that is disallowed; the longer pattern counts."""
    _add("Allow", pattern)


def _add(rule: str, pattern: str) -> None:
    if (rule, pattern) not in _rules:
        _rules.append((rule, pattern))


def text(base: str) -> str:
    """Return the file, with the address of the sitemap."""
    lines = ["User-agent: *", *(f"{rule}: {pattern}" for rule, pattern in _rules), "", f"Sitemap: {base}/sitemap.xml"]
    return "\n".join(lines) + "\n"
