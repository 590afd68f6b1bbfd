"""Cases of the search benchmark that need a database: from publication to being found, and the audit."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

from benchmarks.measuring import Plan, Sides, percentile
from benchmarks.texts import documents
from portal.editorial import operations
from search import archive, outbox, reconcile
from search.types import SearchQuery

_PUBLISHED = 40
_BATCH = 500


@contextmanager
def publishing(plan: Plan) -> Iterator[Sides]:
    """Pages are published one after the other, as an editor does; the clock stops when the archive finds each."""
    from portal.accounts.models import User
    from portal.home.models import HomePage
    from portal.pages.models import InformationPage

    count = 5 if plan.smoke else _PUBLISHED
    user = User.objects.system("set-up")
    made = iter(documents(100_000, first=5_000_000))

    def measure() -> float:
        times = []
        for _ in range(count):
            about = next(made)
            page = InformationPage(title=f"Trang {about.number}", slug=f"trang-{about.number}", summary=about.subject)
            HomePage.objects.get().add_child(instance=page)
            page.save_revision(user=user)
            began = time.perf_counter()
            operations.publish(page, user=user)
            while not archive.search(SearchQuery(f"trang {about.number}")).count:
                time.sleep(0.005)
            times.append(time.perf_counter() - began)
        return percentile(times, 0.95)

    yield Sides(measure, lambda: 1.0, "s p95", {"published": count})


@contextmanager
def auditing(rows: int, plan: Plan) -> Iterator[Sides]:
    """Documents in the database and in the index, which agree."""
    _fill(rows)
    reconcile.rebuild()

    def measure() -> float:
        began = time.perf_counter()
        drift = reconcile.audit()
        taken = time.perf_counter() - began
        if drift:
            raise AssertionError(f"nothing was planted, yet {len(drift.keys)} rows disagree")
        return taken

    yield Sides(measure, lambda: 60.0, "s", {"documents": rows})


def _fill(rows: int) -> None:
    """Put made documents into the database, public, in bulk: no signal is sent and nothing is indexed."""
    from documents.clearing import clear_for_publication
    from documents.filing import file_document
    from documents.models import CONDITIONS, DocumentType, OfficialDocument
    from portal.accounts.models import User
    from portal.organisations.models import Branch, Level, Organisation, OrganisationName

    user = User.objects.system("set-up")
    kinds = {each.name: each for each in DocumentType.objects.filter(branch="state")}
    body = Organisation.objects.create(key="co-quan-do", level=Level.PROVINCE, branch=Branch.GOVERNMENT)
    OrganisationName.objects.create(organisation=body, name="Cơ quan đo")
    values = {
        "symbol": "1/KH-MAU",
        "type": kinds["Kế hoạch"],
        "issuer": body,
        "subject": "về mẫu",
        "issued_on": date(2020, 1, 2),
    }
    first = file_document(values=values, by=user, text="Mẫu.", files=[])
    clear_for_publication(document=first, by=user, ground="đo", answers=[each.key for each in CONDITIONS])
    operations.publish(first, user=user)
    first.refresh_from_db()
    batch: list[OfficialDocument] = []
    for made in documents(rows):
        row = OfficialDocument(
            symbol=f"{made.number}/{made.type_code}-{made.issuer_code}",
            number=str(made.number),
            match_key=f"{made.number}.{made.type_code}.{made.issuer_code}".lower(),
            type=kinds.get(made.type_name, kinds["Kế hoạch"]),
            issuer=body,
            subject=made.subject,
            body_text=made.text,
            issued_on=made.issued_on,
            live=True,
            clearance_id=first.clearance_id,
            first_published_at=first.first_published_at,
        )
        batch.append(row)
        if len(batch) >= _BATCH:
            OfficialDocument.objects.bulk_create(batch)
            batch = []
    OfficialDocument.objects.bulk_create(batch)
    outbox.drain()
