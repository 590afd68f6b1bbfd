"""Addresses of exemplars that are not pages."""

from django.urls import path

from exemplars.feeds import exemplar_feed

urlpatterns = [path("guong-dien-hinh.atom", exemplar_feed, name="exemplar-feed")]
