"""Addresses of exemplars that are not pages."""

from django.urls import path

from exemplars.feeds import ExemplarFeed

urlpatterns = [path("guong-dien-hinh.atom", ExemplarFeed(), name="exemplar-feed")]
