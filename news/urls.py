"""Addresses of news that are not pages."""

from django.urls import path

from news.feeds import NewsFeed

urlpatterns = [path("tin-tuc.atom", NewsFeed(), name="news-feed")]
