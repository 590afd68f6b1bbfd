"""Public addresses of the archive."""

from django.urls import path

from documents import feeds, views
from search.views import ArchiveView

urlpatterns = [
    path("van-ban.atom", feeds.document_feed, name="document-feed"),
    path("van-ban/", ArchiveView.as_view(kind="document", feed="document-feed"), name="document-list"),
    path("van-ban/so/<str:key>/", views.by_number, name="document-by-number"),
    path("van-ban/<int:pk>/", views.document, name="document-short"),
    path("van-ban/<int:pk>/ban-sao/<int:ordinal>/", views.copy, name="document-copy"),
    path("van-ban/<int:pk>/<slug:slug>/", views.document, name="document"),
]
