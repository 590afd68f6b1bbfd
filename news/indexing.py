"""How articles are found."""

from collections.abc import Collection, Iterable, Iterator, Mapping

from django.contrib.contenttypes.models import ContentType
from django.db.models import Prefetch
from django.utils import timezone

from documents.file_passages import passages_of
from documents.models import SourceRecord
from news.models import ArticleAttachment, ArticlePage, SectionPage
from news.text import passages
from portal.text.vietnamese import normalise
from search.newness import stamped
from search.registry import FacetDeclaration
from search.types import IndexDocument, Passage

BATCH = 200
STEP = ArticlePage.steplen
HERE = ("portal", "")


class ArticleSource:
    """Makes articles findable by their words, their section and their year."""

    kind = "article"
    entry = "bai-viet"
    label = "Tin, bài"
    model = ArticlePage
    facets: tuple[FacetDeclaration, ...] = (
        FacetDeclaration("chuyen-muc", "Chuyên mục", 40),
        FacetDeclaration("nam", "Năm", 30),
    )

    def visible(self, pks: Collection[int]) -> set[int]:
        """Return which of ``pks`` everybody may read now."""
        return set(ArticlePage.objects.visible().filter(pk__in=pks).values_list("pk", flat=True))

    def everything(self) -> Iterator[ArticlePage]:
        """Yield every visible article, a batch at a time."""
        ids = list(ArticlePage.objects.visible().order_by("pk").values_list("pk", flat=True))
        for start in range(0, len(ids), BATCH):
            yield from self.objects(ids[start : start + BATCH])

    def objects(self, pks: Collection[int]) -> Iterable[ArticlePage]:
        """Return the articles of ``pks`` with all that an index entry needs, in five queries."""
        files = ArticleAttachment.objects.select_related("stored_file__reading")
        articles = list(ArticlePage.objects.filter(pk__in=pks).prefetch_related(Prefetch("attachments", files)))
        titles = _section_titles({article.path[:-STEP] for article in articles})
        origins = _origins([article.pk for article in articles])
        for article in articles:
            article.section_title = titles.get(article.path[:-STEP], ("", ""))
            article.origin = origins.get(article.pk, HERE)
        return articles

    def to_document(self, obj: ArticlePage) -> IndexDocument:
        """Return what the engines are told of the article."""
        slug, section = getattr(obj, "section_title", None) or _section_titles({obj.path[:-STEP]}).get(
            obj.path[:-STEP], ("", "")
        )
        origin = getattr(obj, "origin", None) or _origins([obj.pk]).get(obj.pk, HERE)
        day = timezone.localtime(obj.created_at).date()
        parts = passages(obj)
        entry = IndexDocument(
            key=f"{self.kind}:{obj.pk}",
            kind=self.kind,
            title=normalise(obj.title),
            url=obj.get_url() or "",
            summary=normalise(obj.summary),
            body="\n".join(passage.text for passage in parts),
            passages=(*parts, *_in_files(obj)),
            facets={"chuyen-muc": (slug,) if slug else (), "nam": (str(day.year),)},
            labels={"chuyen-muc": {slug: section}, "nam": {str(day.year): str(day.year)}},
            date=day,
            until=obj.expire_at,
            source=origin[0],
            source_key=origin[1],
            shown={"kind": self.label, "section": section, "author": obj.author_name, "date": f"{day:%d/%m/%Y}"},
        )
        return stamped(entry, obj.first_published_at, obj.last_published_at)

    def facet_labels(self, facet: str, values: Collection[str]) -> Mapping[str, str]:
        """Return the titles of sections; a year is its own label."""
        if facet == "chuyen-muc":
            return dict(SectionPage.objects.visible().filter(slug__in=values).values_list("slug", "title"))
        return {value: value for value in values} if facet == "nam" else {}

    def find_exact(self, match_key: str) -> list[IndexDocument]:
        """Return nothing: articles bear no number."""
        return []

    def nearest(self, match_key: str) -> list[IndexDocument]:
        """Return nothing: articles bear no number."""
        return []


def _in_files(article: ArticlePage) -> Iterator[Passage]:
    for row in article.attachments.all():
        yield from passages_of(row.stored_file, row.label)


def _section_titles(paths: set[str]) -> dict[str, tuple[str, str]]:
    rows = SectionPage.objects.filter(path__in=paths).values_list("path", "slug", "title")
    return {path: (slug, title) for path, slug, title in rows}


def _origins(pks: Collection[int]) -> dict[int, tuple[str, str]]:
    kind = ContentType.objects.get_for_model(ArticlePage)
    rows = SourceRecord.objects.filter(content_type=kind, object_id__in=pks).order_by("-pk")
    return {int(pk): (source, key) for pk, source, key in rows.values_list("object_id", "source", "key")}
