"""Addresses of news that are not pages."""

from django.urls import path, re_path
from django.views.decorators.http import require_safe

from news import api, feeds

urlpatterns = [
    path("api/v1/articles", require_safe(api.ArticleList.as_view()), name="api-articles"),
    path("api/v1/articles/<int:pk>", require_safe(api.ArticleDetail.as_view()), name="api-article"),
    path("tin-tuc.atom", feeds.news_feed, name="news-feed"),
    re_path(r"^(?P<path>(?:[\w-]+/)+)tin\.atom$", feeds.section_feed, name="section-feed"),
]
