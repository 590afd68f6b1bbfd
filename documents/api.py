"""Documents as data: one after another, or one with its text and files."""

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.response import Response

from documents.indexing import issuer_name
from documents.merging import survivor_of
from documents.models import DocumentQuerySet, EffectStatus, OfficialDocument, SourceRecord, Withdrawal
from portal.api.listing import PARAMETERS, RECORD, number_in, page_serializer, part_of, problems
from portal.api.views import PublicView, Refused

_HERE = "portal"


class DocumentSerializer(serializers.Serializer):
    """A document without its text."""

    source = serializers.CharField(help_text="Nguồn của bản ghi.")
    key = serializers.CharField(help_text="Khóa của bản ghi tại nguồn.")
    url = serializers.CharField(help_text="Đường dẫn của trang văn bản.")
    id = serializers.IntegerField(help_text="Mã trên trang này; không đổi.")
    number = serializers.CharField(help_text="Số, ký hiệu như in; trống khi bản công bố không ghi số.")
    title = serializers.CharField(help_text="Tên như nguồn ghi, hoặc trích yếu.")
    subject = serializers.CharField(help_text="Trích yếu.")
    type = serializers.CharField(help_text="Loại văn bản.")
    issuer = serializers.CharField(help_text="Cơ quan ban hành, theo tên vào ngày ban hành.")
    issued_on = serializers.DateField(allow_null=True, help_text="Ngày ban hành.")
    issued_precision = serializers.CharField(
        help_text="Ngày ban hành biết đến đâu: day, month, year; unknown là không rõ."
    )
    effective_on = serializers.DateField(allow_null=True, help_text="Ngày có hiệu lực.")
    expired_on = serializers.DateField(allow_null=True, help_text="Ngày hết hiệu lực.")
    status = serializers.CharField(help_text="Mã tình trạng hiệu lực hôm nay: " + ", ".join(EffectStatus.values) + ".")
    status_label = serializers.CharField(help_text="Tình trạng hiệu lực bằng chữ.")
    published_at = serializers.DateTimeField(allow_null=True, help_text="Lúc đăng lần đầu trên trang này.")
    updated_at = serializers.DateTimeField(allow_null=True, help_text="Lúc đăng bản mới nhất.")


class FileSerializer(serializers.Serializer):
    """A file that belongs to a record."""

    label = serializers.CharField(help_text="Tên hiển thị.")
    kind = serializers.CharField(help_text="Tệp này là gì.")
    url = serializers.CharField(help_text="Đường dẫn của tệp.")
    size = serializers.IntegerField(help_text="Số byte.")
    sha256 = serializers.CharField(help_text="Dấu băm SHA-256 của tệp.")


class DocumentDetailSerializer(DocumentSerializer):
    """A document with its text and files."""

    signer = serializers.CharField(help_text="Người ký, như in.")
    text = serializers.CharField(help_text="Toàn văn; trống khi chỉ có bản scan.")
    text_origin = serializers.CharField(help_text="Toàn văn do máy làm ra thì nói rõ ở đây, còn lại để trống.")
    files = FileSerializer(many=True, help_text="Tệp đính kèm.")


def _common(document: OfficialDocument, sources: dict[int, tuple[str, str]]) -> dict[str, Any]:
    source, key = sources.get(document.pk, (_HERE, f"document:{document.pk}"))
    return {
        "source": source,
        "key": key,
        "url": document.get_absolute_url(),
        "id": document.pk,
        "number": document.symbol,
        "title": document.title or document.subject or str(document),
        "subject": document.subject,
        "type": document.type.name if document.type else "",
        "issuer": issuer_name(document),
        "issued_on": document.issued_on,
        "issued_precision": document.issued_precision if document.issued_on else "unknown",
        "effective_on": document.effective_on,
        "expired_on": document.expired_on,
        "status": document.effect,
        "status_label": document.get_effect_display(),
        "published_at": document.first_published_at,
        "updated_at": document.last_published_at,
    }


def _sources(documents: list[OfficialDocument]) -> dict[int, tuple[str, str]]:
    kind = ContentType.objects.get_for_model(OfficialDocument)
    rows = SourceRecord.objects.filter(content_type=kind, object_id__in=[each.pk for each in documents]).order_by("-pk")
    return {int(pk): (source, key) for pk, source, key in rows.values_list("object_id", "source", "key")}


def _asked(rows: DocumentQuerySet, asked: Any) -> DocumentQuerySet:
    """Return ``rows`` narrowed as the address asks; raises Refused for what cannot be read."""
    if asked.get("type"):
        rows = rows.filter(type__facet=asked["type"])
    if asked.get("issuer"):
        rows = rows.filter(issuer__key=asked["issuer"])
    if year := number_in(asked, "year", most=9999):
        rows = rows.filter(issued_on__year=year)
    if asked.get("status"):
        if asked["status"] not in EffectStatus.values:
            raise Refused(400, f"status phải là một trong: {', '.join(EffectStatus.values)}.")
        rows = rows.filter(effect=asked["status"])
    if asked.get("source") or asked.get("source_key"):
        records = SourceRecord.objects.filter(content_type=ContentType.objects.get_for_model(OfficialDocument))
        if asked.get("source"):
            records = records.filter(source=asked["source"])
        if asked.get("source_key"):
            records = records.filter(key=asked["source_key"])
        rows = rows.filter(pk__in=records.values("object_id"))
    return rows


class DocumentList(PublicView):
    """Public documents, the newest record first."""

    @extend_schema(
        operation_id="documents",
        summary="Danh sách văn bản",
        description="Văn bản đang công khai, bản ghi mới nhất trước. Toàn văn và tệp lấy ở địa chỉ của từng văn bản.",
        parameters=[
            *PARAMETERS,
            OpenApiParameter("type", str, description="Loại văn bản, như trong địa chỉ của trang tìm kiếm (loai)."),
            OpenApiParameter("issuer", str, description="Cơ quan ban hành, như trong địa chỉ (co-quan)."),
            OpenApiParameter("year", int, description="Năm ban hành."),
            OpenApiParameter("status", str, description="Mã tình trạng hiệu lực."),
            OpenApiParameter("source", str, description="Nguồn của bản ghi nhập từ nơi khác."),
            OpenApiParameter("source_key", str, description="Khóa tại nguồn ấy."),
        ],
        responses={200: page_serializer("DocumentPageSerializer", DocumentSerializer), **problems(400, 429)},
        tags=["Văn bản"],
    )
    def get(self, request: Any) -> Response:
        """Answer with one page."""
        asked = {name: value for name, value in request.GET.items() if value}
        rows = _asked(OfficialDocument.objects.visible().for_rows(), asked).prefetch_related("issuer__names")
        part = part_of(rows, asked, reverse("api-documents"))
        sources = _sources(part.rows)
        found = DocumentSerializer([_common(each, sources) for each in part.rows], many=True)
        return Response({"results": found.data, "next": part.next})


class DocumentDetail(PublicView):
    """One public document."""

    @extend_schema(
        operation_id="document",
        summary="Một văn bản",
        description="Một văn bản đang công khai với toàn văn và tệp. Văn bản đã gỡ trả lời 410 kèm ngày và lý do.",
        parameters=[RECORD],
        responses={200: DocumentDetailSerializer, **problems(404, 410, 429)},
        tags=["Văn bản"],
    )
    def get(self, request: Any, pk: int) -> Any:
        """Answer with the document; lead on from one that was brought into another."""
        found = OfficialDocument.objects.visible().select_related("type", "issuer").filter(pk=pk).first()
        if found is None:
            return _elsewhere_or_gone(pk)
        files = [
            {
                "label": str(each),
                "kind": each.get_kind_display(),
                "url": each.stored_file.url,
                "size": each.stored_file.size,
                "sha256": each.stored_file.sha256,
            }
            # What is held back opens for nobody; its name and digest are nobody's business either.
            for each in found.attachments.select_related("stored_file").filter(stored_file__held=None)
        ]
        more = {
            "signer": found.signer_name,
            "text": found.body_text,
            "text_origin": found.get_text_origin_display() if found.text_origin else "",
            "files": files,
        }
        return Response(DocumentDetailSerializer({**_common(found, _sources([found])), **more}).data)


def _elsewhere_or_gone(pk: int) -> Response:
    survivor = survivor_of(pk)
    if survivor is not None and survivor.is_public:
        return Response(status=302, headers={"Location": reverse("api-document", args=[survivor.pk])})
    withdrawal = Withdrawal.objects.filter(document__pk=pk).first()
    if withdrawal is None:
        raise Http404
    day = timezone.localdate(withdrawal.withdrawn_at)
    raise Refused(410, f"Văn bản đã được gỡ ngày {day:%d/%m/%Y}. Lý do: {withdrawal.reason}")
