"""Addresses of what explains the interface; the resources themselves belong to their rooms."""

from django.urls import path

from portal.api import reference

urlpatterns = [
    path("", reference.reference, name="api-reference"),
    path("openapi.json", reference.openapi, name="api-schema"),
]
