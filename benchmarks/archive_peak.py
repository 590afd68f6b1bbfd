"""``python -m benchmarks.archive_peak FILE``: import it and print the most megabytes held, children too."""

import os
import resource
import sys
from pathlib import Path


def main(file: Path) -> None:
    """Import ``file`` and print the peak."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.local")

    import django

    django.setup()
    from documents.importing.run import run_import
    from portal.accounts.models import User

    clerk, _ = User.objects.get_or_create(username="bench-clerk", defaults={"is_superuser": True})
    run_import(path=file, adapter="jsonl", entered_by=clerk, afterwards=False)
    who = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    print(sum(resource.getrusage(each).ru_maxrss for each in who) / 1024)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
