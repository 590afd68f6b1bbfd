"""What the archive puts on the desk: files to make a record of, drafts to compare, relations to decide."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Count, Min, Q
from django.urls import reverse

from documents.models import FileReading, OfficialDocument, Relation
from documents.models.clearance import clearance_of
from documents.models.relations import RelationState
from portal.editorial import contributions
from portal.home.desk import Item

_SHOWN = 10


def waiting(user: Any) -> Iterable[Item]:
    """Return what waits in the archive for ``user``, by what the person may do."""
    if user.has_perm("documents.add_officialdocument"):
        yield from _files()
    if user.has_perm("documents.add_clearance"):
        yield from _to_compare(user)
    if user.has_perm("documents.change_relation"):
        yield from _relations()


def _files() -> Iterable[Item]:
    for reading in FileReading.objects.to_be_filed()[:_SHOWN]:
        file = reading.stored_file
        address = reverse("documents-filing", args=[file.pk])
        yield Item("Lập hồ sơ", file.original_name, address, file.received_at, "Tệp đã nhận, chưa thành văn bản")


def _to_compare(user: Any) -> Iterable[Item]:
    drafts = OfficialDocument.objects.filter(Q(live=False) | Q(has_unpublished_changes=True))
    drafts = drafts.exclude(latest_revision=None).select_related("latest_revision")
    for document in drafts.order_by("latest_revision__created_at")[:_SHOWN]:
        revision = document.latest_revision
        own = user.pk in contributions.contributor_ids(document, revision)
        if not own and clearance_of(document.pk, revision) is None:
            address = reverse("documents-clearance", args=[document.pk])
            yield Item("Đối chiếu", str(document), address, revision.created_at, "Văn bản · điều kiện công khai")


def _relations() -> Iterable[Item]:
    open_ = Relation.objects.filter(state=RelationState.PROPOSED).aggregate(count=Count("pk"), since=Min("proposed_at"))
    if open_["count"]:
        title = f"{open_['count']} quan hệ do máy đề xuất"
        yield Item("Xác nhận", title, reverse("documents-relations"), open_["since"], "Quan hệ văn bản")
