"""Public addresses of search."""

from django.urls import path

from search import api, views

urlpatterns = [
    path("tim-kiem/", views.ArchiveView.as_view(), name="search"),
    path("tim-kiem/goi-y", views.suggestions, name="search-suggest"),
    path("api/v1/search", api.search, name="api-search"),
]
