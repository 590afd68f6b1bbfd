"""Addresses of news that are not pages."""

from django.urls import path, re_path

from news import feeds

urlpatterns = [
    path("tin-tuc.atom", feeds.news_feed, name="news-feed"),
    re_path(r"^(?P<path>(?:[\w-]+/)+)tin\.atom$", feeds.section_feed, name="section-feed"),
]
