"""Addresses of news that are not pages."""

from django.urls import path
from django.views.decorators.http import require_safe

from news.feeds import NewsFeed

urlpatterns = [path("tin-tuc.atom", require_safe(NewsFeed()), name="news-feed")]
