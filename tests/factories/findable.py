"""A small source of findable records for tests of search itself: groups, whose names are titles."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date

from django.contrib.auth.models import Group

from search.registry import FacetDeclaration
from search.types import PUBLIC, Filter, IndexDocument, Understanding


class GroupSource:
    """Finds groups. A name such as ``14-KL/TW Kết luận …`` starts with its number; ``!`` hides, ``?`` breaks,
    ``@`` is for group 700 alone."""

    kind = "group"
    entry = "nhom"
    label = "Nhóm"
    model = Group
    facets = (
        FacetDeclaration("kieu", "Kiểu", 10),
        FacetDeclaration("ky", "Kỳ", 30),
        FacetDeclaration("rieng", "Của riêng", 40, suggested_as="Của riêng"),
    )

    def visible(self, pks: Collection[int]) -> set[int]:
        return set(Group.objects.filter(pk__in=pks).exclude(name__startswith="!").values_list("pk", flat=True))

    def everything(self) -> Iterator[Group]:
        yield from Group.objects.exclude(name__startswith="!").order_by("pk").iterator()

    def objects(self, pks: Collection[int]) -> Iterable[Group]:
        return list(Group.objects.filter(pk__in=pks))

    def to_document(self, obj: Group) -> IndexDocument:
        if obj.name.startswith("?"):
            raise ValueError("this record cannot be read")
        number, _, title = obj.name.partition(" ") if obj.name[:1].isdigit() else ("", "", obj.name)
        key = key_of(number)
        return IndexDocument(
            key=f"{self.kind}:{obj.pk}",
            kind=self.kind,
            title=title,
            url=f"/nhom/{obj.pk}/",
            number=number,
            body=f"Nội dung của {title}",
            identifiers=(key, key.rpartition(".")[0]) if key else (),
            facets={"kieu": ("KL" if number else "khac",), "ky": ("2021" if number else "2022",)}
            | ({"rieng": (title,)} if title.startswith("@") else {}),
            date=date(2021, 9, 22) if number else date(2022, 1, 1),
            audience=frozenset({"group:700"}) if title.startswith("@") else frozenset({PUBLIC}),
        )

    def facet_labels(self, facet: str, values: Collection[str]) -> Mapping[str, str]:
        return {"KL": "Kết luận", "khac": "Khác"} if facet == "kieu" else {}

    def find_exact(self, match_key: str) -> list[IndexDocument]:
        return [document for document in map(self.to_document, self.everything()) if match_key in document.identifiers]

    def nearest(self, match_key: str) -> list[IndexDocument]:
        return [document for document in map(self.to_document, self.everything()) if document.number][:5]


def key_of(number: str) -> str:
    """Return the match key of a symbol written ``14-KL/TW``."""
    return ".".join(number.lower().replace("/", "-").split("-")) if number else ""


class NumberRecogniser:
    """Understands ``14-KL/TW`` and ``kl 14``."""

    def recognise(self, text: str) -> Understanding | None:
        words = text.lower().split()
        if len(words) == 1 and words[0][:1].isdigit() and "-" in words[0]:
            return Understanding(text.upper(), (key_of(words[0]),))
        if len(words) == 2 and words[0] == "kl" and words[1].isdigit():
            return Understanding(f"Kết luận số {words[1]}", (f"{words[1]}.kl",), (Filter("kieu", ("KL",)),))
        return None
