"""Public addresses of the archive."""

from django.urls import path
from django.views.decorators.http import require_safe

from documents import api, chain_views, comparison_views, feeds, mentioned_views, views
from search.views import ArchiveView

_WAYS = (("Ai đã triển khai văn bản của Trung ương, ai chưa", "implementation"),)

urlpatterns = [
    path("api/v1/documents", require_safe(api.DocumentList.as_view()), name="api-documents"),
    path("api/v1/documents/<int:pk>", require_safe(api.DocumentDetail.as_view()), name="api-document"),
    path("van-ban.atom", feeds.document_feed, name="document-feed"),
    path("van-ban/", ArchiveView.as_view(kind="document", feed="document-feed", ways=_WAYS), name="document-list"),
    path("van-ban/so/<str:key>/", views.by_number, name="document-by-number"),
    path("van-ban/<int:pk>/", views.document, name="document-short"),
    path("van-ban/<int:pk>/ban-sao/<int:ordinal>/", views.copy, name="document-copy"),
    path("van-ban/trien-khai/", chain_views.index, name="implementation"),
    path("van-ban/<int:pk>/so-do/", chain_views.sheet, name="document-chain"),
    path("van-ban/<int:pk>/so-do.svg", chain_views.drawing, name="document-chain-drawing"),
    path("van-ban/<int:pk>/so-do.json", chain_views.tree_json, name="document-chain-json"),
    path("van-ban/<int:pk>/so-do.csv", chain_views.tree_table, {"form": "csv"}, name="document-chain-csv"),
    path("van-ban/<int:pk>/so-do.xlsx", chain_views.tree_table, {"form": "xlsx"}, name="document-chain-xlsx"),
    path("van-ban/<int:pk>/ma-tran/", chain_views.matrix_page, name="document-matrix"),
    path("van-ban/<int:pk>/ma-tran.csv", chain_views.matrix_table, {"form": "csv"}, name="document-matrix-csv"),
    path("van-ban/<int:pk>/ma-tran.xlsx", chain_views.matrix_table, {"form": "xlsx"}, name="document-matrix-xlsx"),
    path("van-ban/<int:pk>/so-sanh/<int:other>/", comparison_views.side_by_side, name="document-comparison"),
    path("van-ban/<int:pk>/duoc-nhac/", mentioned_views.mentioned, name="document-mentioned"),
    path("van-ban/<int:pk>/<slug:slug>/", views.document, name="document"),
]
