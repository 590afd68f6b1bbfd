"""Public addresses of search."""

from django.urls import path, re_path

from search import api, export_views, opening, saved_views, similar_views, views

urlpatterns = [
    path("tim-kiem/", views.ArchiveView.as_view(), name="search"),
    re_path(r"^tim-kiem/ket-qua\.(?P<form>csv|xlsx)$", export_views.export, name="search-export"),
    path("tim-kiem.atom", export_views.feed, name="search-feed"),
    path("tim-kiem/luu/", saved_views.save, name="search-save"),
    path("tim-kiem/luu/xac-nhan/<str:token>/", saved_views.confirm, name="search-save-confirm"),
    path("tim-kiem/luu/thoi/<str:token>/", saved_views.stop, name="search-save-stop"),
    path("tim-kiem/mo/<int:rank>/<slug:key>/<path:to>", opening.open_result, name="search-open"),
    path("tim-kiem/gan-giong/<slug:kind>/<int:pk>/", similar_views.similar_records, name="search-similar"),
    path("tim-kiem/goi-y", views.suggestions, name="search-suggest"),
    path("api/v1/search", api.search, name="api-search"),
]
