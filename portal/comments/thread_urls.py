"""Addresses around the conversation: a lasting one for each comment, replies of readers, the rules."""

from django.urls import path

from portal.comments import thread_views

urlpatterns = [
    path("quy-tac/", thread_views.rules, name="comment-rules"),
    path("y-kien/<slug:name>/", thread_views.permalink, name="comment-permalink"),
    path("tra-loi/<slug:name>/", thread_views.reply, name="comment-reply"),
]
