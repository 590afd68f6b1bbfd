"""Addresses of files and pictures."""

from django.urls import path

from portal.files import views

urlpatterns = [
    path("tep/<int:pk>/<path:name>", views.stored_file, name="stored-file"),
    path("tep/<int:pk>/", views.stored_file),
    path("hinh/<int:pk>/<path:name>", views.rendition, name="rendition"),
    path("quan-tri/tep/tai-len/", views.upload, name="upload-file"),
]
