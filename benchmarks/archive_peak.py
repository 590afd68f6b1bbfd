"""``python -m benchmarks.archive_peak FILE``: import it and print the most megabytes held, children too."""

import os
import re
import resource
import sys
from pathlib import Path


def main(file: Path) -> None:
    """Import ``file`` and print the peak of this process and of its children, each as if it shared nothing."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.local")

    import django

    django.setup()
    from documents.importing.reading import processes
    from documents.importing.run import run_import
    from portal.accounts.models import User

    clerk, _ = User.objects.get_or_create(username="bench-clerk", defaults={"is_superuser": True})
    run_import(path=file, adapter="jsonl", entered_by=clerk, afterwards=False)
    child = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(_own_peak() + processes() * child)


def _own_peak() -> float:
    """Return the most megabytes that this process held itself."""
    # Not ru_maxrss: a process starts with that of the program it was started by, here the whole benchmark.
    status = Path("/proc/self/status")
    found = re.search(r"^VmHWM:\s+(\d+) kB$", status.read_text(), re.MULTILINE) if status.exists() else None
    return int(found[1]) / 1024 if found else resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main(Path(sys.argv[1]))
