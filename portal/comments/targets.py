"""What readers may comment on: each app registers its models, and everything else here asks this registry.

A target is looked up anew for every request that could write or show something: whether the public may
read it *now* and whether opinions are taken *now* is never remembered.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import EmptyResultSet
from django.db.models import Model, QuerySet
from django.db.models.signals import post_delete

from portal.comments import orphans
from portal.comments.models import TargetSetting
from portal.pages.models import SiteSettings
from portal.rows.asking import Prepared

Question = Callable[[Any], bool]
Words = Callable[[Any], str]
Visible = Callable[[], "QuerySet[Any]"]


@dataclass(frozen=True, slots=True)
class Kind:
    """One sort of thing that can be commented on; ``word`` stands in the address of its form."""

    word: str
    label: str
    model: type[Model]
    visible: Visible
    is_open: Question
    url: Words
    title: Words

    def is_visible(self, obj: Model) -> bool:
        """Return whether the public may read ``obj`` now."""
        return self.visible().filter(pk=obj.pk).exists()

    @property
    def content_type_id(self) -> int:
        """The key of the model's content type."""
        return int(ContentType.objects.get_for_model(self.model).pk)


@dataclass(frozen=True, slots=True)
class Target:
    """One thing that readers may comment on, as it stands now.

    ``is_visible``: everybody may read it. ``is_open``: opinions are taken; where not, ``closed_because`` may say why.
    """

    kind: str
    label: str
    pk: int
    content_type_id: int
    obj: Model
    title: str
    url: str
    is_visible: bool
    is_open: bool
    closed_because: str = ""

    @property
    def takes_comments(self) -> bool:
        """Whether a reader may send an opinion now."""
        return self.is_visible and self.is_open


_OWN_SETTING = Prepared(
    lambda content_type_id, pk: TargetSetting.objects.filter(content_type_id=content_type_id, object_id=pk).values_list(
        "is_open", "reason"
    ),
    numbers=2,
)
_SITE_SETTING = Prepared(
    lambda: SiteSettings.objects.filter(site__is_default_site=True).order_by("pk").values_list("comments_open")
)
_kinds: dict[str, Kind] = {}


def register(
    model: type[Model],
    *,
    kind: str,
    label: str,
    visible: Visible,
    url: Words,
    title: Words,
    is_open: Question = lambda obj: True,
) -> None:
    """Let readers comment on rows of ``model``.

    ``kind`` is the word in the form's address (``bai-viet``), ``label`` its name for people (*bài viết*).
    ``visible`` returns exactly the rows that the public may read now, restrictions above them included;
    ``is_open`` is the app's own objection, beside the site's setting and that of the single item. Rows that
    are deleted take what was said about them along.
    """
    _kinds[kind] = Kind(kind, label, model, visible, is_open, url, title)
    post_delete.connect(orphans.after_delete, sender=model, dispatch_uid=f"portal.comments.orphans-{kind}")


def kinds() -> list[Kind]:
    """Return every registered kind, in the order of registration."""
    return list(_kinds.values())


def kind_of(what: int | str | type[Model]) -> Kind | None:
    """Return the kind with this word, model, model label (``news.articlepage``) or content type key."""
    if isinstance(what, str) and what in _kinds:
        return _kinds[what]
    for kind in _kinds.values():
        if isinstance(what, type):
            found = issubclass(what, kind.model)
        elif isinstance(what, str):
            found = kind.model._meta.label_lower == what.lower()
        else:
            found = kind.content_type_id == what
        if found:
            return kind
    return None


def target_of(what: int | str, pk: int | str) -> Target | None:
    """Return the target, or ``None`` where nothing of a registered kind has this key.

    A target that the public may not read is returned with ``is_visible`` false: moderators meet such.
    """
    kind = kind_of(what)
    if kind is None or not str(pk).isdecimal() or len(str(pk)) > 18:
        return None
    obj = kind.model._default_manager.filter(pk=int(pk)).first()
    return None if obj is None else _target(kind, obj)


def target_for(obj: Model) -> Target | None:
    """Return ``obj`` as a target, or ``None`` where it is of no registered kind."""
    kind = kind_of(type(obj))
    return None if kind is None else _target(kind, obj)


def asking_again(target: Target) -> Callable[[], bool]:
    """Return what asks again, when it is called, whether a reader may send an opinion about ``target``.

    The question is worded at once and the row not loaded anew: whoever asks may hold up all others who write.
    """
    kind = _kinds[target.kind]
    try:
        visible = Prepared(lambda: kind.visible().filter(pk=target.pk).order_by().values_list("pk")).worded()
    except EmptyResultSet:
        return lambda: False
    return lambda: visible.first() is not None and _openness(kind, target.obj)[0]


def targets_of(keys: Iterable[tuple[int, int]]) -> dict[tuple[int, int], tuple[str, str]]:
    """Return (content type, key) → title and address of what is still there, one query a kind: for long lists."""
    wanted: dict[int, set[int]] = {}
    for content_type_id, pk in keys:
        wanted.setdefault(content_type_id, set()).add(pk)
    found: dict[tuple[int, int], tuple[str, str]] = {}
    for content_type_id, pks in wanted.items():
        if kind := kind_of(content_type_id):
            for obj in kind.model._default_manager.filter(pk__in=pks):
                found[content_type_id, obj.pk] = (kind.title(obj), kind.url(obj))
    return found


def _target(kind: Kind, obj: Model) -> Target:
    is_open, because = _openness(kind, obj)
    return Target(
        kind=kind.word,
        label=kind.label,
        pk=int(obj.pk),
        content_type_id=kind.content_type_id,
        obj=obj,
        title=kind.title(obj),
        url=kind.url(obj),
        is_visible=kind.is_visible(obj),
        is_open=is_open,
        closed_because=because,
    )


def _openness(kind: Kind, obj: Model) -> tuple[bool, str]:
    """Return whether opinions are taken, and what the item's own setting says about it."""
    own = _OWN_SETTING.first(kind.content_type_id, obj.pk)
    if own is not None and not own[0]:
        return False, own[1]
    if not kind.is_open(obj):
        return False, ""
    return (True, "") if own is not None else (_open_by_default(), "")


def _open_by_default() -> bool:
    row = _SITE_SETTING.first()
    return row is None or bool(row[0])


def replies_are_taken() -> bool:
    """Return whether readers may answer each other: the site's setting."""
    return bool(
        SiteSettings.objects.filter(site__is_default_site=True).values_list("reader_replies", flat=True).first()
    )
