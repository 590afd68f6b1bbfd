"""Articles as data: one after another, or one with its text, its files and the documents that it cites."""

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.response import Response

from documents.api import FileSerializer
from documents.models import SourceRecord
from news.article import files_of
from news.cited import cited
from news.models import ArticlePage, ArticleRemoval, SectionPage
from news.text import plain_text
from portal.api.listing import PARAMETERS, RECORD, page_serializer, part_of, problems
from portal.api.views import PublicView, Refused

_HERE = "portal"


class SectionSerializer(serializers.Serializer):
    """The section of an article."""

    slug = serializers.CharField(help_text="Tên ngắn của chuyên mục, dùng làm tham số section.")
    title = serializers.CharField(help_text="Tên chuyên mục.")


class ArticleSerializer(serializers.Serializer):
    """An article without its text."""

    source = serializers.CharField(help_text="Nguồn của bản ghi.")
    key = serializers.CharField(help_text="Khóa của bản ghi tại nguồn.")
    url = serializers.CharField(help_text="Đường dẫn của trang bài viết.")
    id = serializers.IntegerField(help_text="Mã trên trang này; không đổi.")
    title = serializers.CharField(help_text="Tiêu đề.")
    summary = serializers.CharField(help_text="Sapo.")
    author = serializers.CharField(help_text="Tác giả hoặc bút danh.")
    section = SectionSerializer(help_text="Chuyên mục.")
    created_at = serializers.DateTimeField(help_text="Ngày giờ in dưới tiêu đề.")
    corrected_at = serializers.DateTimeField(allow_null=True, help_text="Lúc đính chính, nếu có.")
    correction = serializers.CharField(help_text="Nội dung đính chính.")
    published_at = serializers.DateTimeField(allow_null=True, help_text="Lúc đăng lần đầu trên trang này.")
    updated_at = serializers.DateTimeField(allow_null=True, help_text="Lúc đăng bản mới nhất.")


class CitedSerializer(serializers.Serializer):
    """A document that an article cites."""

    number = serializers.CharField(help_text="Số, ký hiệu.")
    title = serializers.CharField(help_text="Tên gọi.")
    url = serializers.CharField(help_text="Đường dẫn của văn bản; trống khi kho chưa có.")


class ArticleDetailSerializer(ArticleSerializer):
    """An article with its text, files and cited documents."""

    text = serializers.CharField(help_text="Toàn văn không định dạng.")
    files = FileSerializer(many=True, help_text="Tệp đính kèm.")
    cited = CitedSerializer(many=True, help_text="Văn bản được nhắc trong bài.")


def _common(articles: list[ArticlePage]) -> list[dict[str, Any]]:
    kind = ContentType.objects.get_for_model(ArticlePage)
    records = SourceRecord.objects.filter(content_type=kind, object_id__in=[each.pk for each in articles])
    rows = records.order_by("-pk").values_list("object_id", "source", "key")
    origins = {pk: (source, key) for pk, source, key in rows}
    above = {each.path[: -ArticlePage.steplen] for each in articles}
    sections = {each.path: each for each in SectionPage.objects.filter(path__in=above)}
    return [_one(each, origins.get(each.pk), sections.get(each.path[: -ArticlePage.steplen])) for each in articles]


def _one(article: ArticlePage, origin: tuple[str, str] | None, section: SectionPage | None) -> dict[str, Any]:
    source, key = origin or (_HERE, f"article:{article.pk}")
    return {
        "source": source,
        "key": key,
        "url": article.get_url() or "",
        "id": article.pk,
        "title": article.title,
        "summary": article.summary,
        "author": article.author_name,
        "section": {"slug": section.slug if section else "", "title": section.title if section else ""},
        "created_at": article.created_at,
        "corrected_at": article.corrected_at,
        "correction": article.correction_note,
        "published_at": article.first_published_at,
        "updated_at": article.last_published_at,
    }


class ArticleList(PublicView):
    """Public articles, the newest record first."""

    @extend_schema(
        operation_id="articles",
        summary="Danh sách tin, bài",
        description="Tin, bài đang công khai, bản ghi mới nhất trước. Toàn văn và tệp lấy ở địa chỉ của từng bài.",
        parameters=[
            *PARAMETERS,
            OpenApiParameter("section", str, description="Tên ngắn của chuyên mục; gồm cả chuyên mục bên dưới."),
        ],
        responses={200: page_serializer("ArticlePageSerializer", ArticleSerializer), **problems(400, 429)},
        tags=["Tin, bài"],
    )
    def get(self, request: Any) -> Response:
        """Answer with one page."""
        asked = {name: value for name, value in request.GET.items() if value}
        rows = ArticlePage.objects.visible().for_rows()
        if asked.get("section"):
            section = SectionPage.objects.visible().filter(slug=asked["section"]).first()
            if section is None:
                raise Refused(400, "Không có chuyên mục nào có tên ngắn ấy.")
            rows = rows.filter(path__startswith=section.path)
        part = part_of(rows, asked, reverse("api-articles"))
        return Response({"results": ArticleSerializer(_common(part.rows), many=True).data, "next": part.next})


class ArticleDetail(PublicView):
    """One public article."""

    @extend_schema(
        operation_id="article",
        summary="Một tin, bài",
        description="Một bài đang công khai với toàn văn, tệp và văn bản được nhắc. Bài đã gỡ trả lời 410 kèm lý do.",
        parameters=[RECORD],
        responses={200: ArticleDetailSerializer, **problems(404, 410, 429)},
        tags=["Tin, bài"],
    )
    def get(self, request: Any, pk: int) -> Response:
        """Answer with the article."""
        found = ArticlePage.objects.visible().filter(pk=pk).first()
        if found is None:
            _refuse(pk)
        files = [
            {
                "label": row.label,
                "kind": row.get_kind_display(),
                "url": row.stored_file.url,
                "size": row.stored_file.size,
                "sha256": row.stored_file.sha256,
            }
            for row in files_of(found)
        ]
        named = [{"number": row.symbol, "title": row.title, "url": row.url} for row in cited(found)]
        more = {"text": plain_text(found), "files": files, "cited": named}
        return Response(ArticleDetailSerializer({**_common([found])[0], **more}).data)


def _refuse(pk: int) -> None:
    removal = ArticleRemoval.objects.filter(page__pk=pk, page__live=False, lifted_at__isnull=True).first()
    if removal is None:
        raise Http404
    day = timezone.localdate(removal.removed_at)
    raise Refused(410, f"Bài đã được gỡ ngày {day:%d/%m/%Y}. Lý do: {removal.public_reason}")
