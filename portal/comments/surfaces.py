"""Every public address at which something could be read of what readers comment on, or of what they say."""

from typing import Any

from django.urls import reverse

from portal.comments.links import name_of
from portal.comments.models import Submission
from portal.comments.targets import kind_of
from portal.comments.thread import PARAMETER


def _form(obj: Any) -> list[str]:
    kind = kind_of(type(obj))
    address = reverse("comment-form", args=[kind.word, obj.pk]) if kind else ""
    return [address, f"{address}?manh=1"] if kind else []


def _thread(obj: Any) -> list[str]:
    kind = kind_of(type(obj))
    return [f"{kind.url(obj) or '/'}?{PARAMETER}=1"] if kind else []


def _comments(obj: Any) -> list[str]:
    kind = kind_of(type(obj))
    if kind is None:
        return []
    said = Submission.objects.filter(content_type_id=kind.content_type_id, object_id=obj.pk)
    names = [name_of(pk) for pk in said.values_list("pk", flat=True)]
    return [reverse(which, args=[name]) for name in names for which in ("comment-permalink", "comment-reply")]


SURFACES = (("comment form", _form), ("comment thread", _thread), ("single comments", _comments))
