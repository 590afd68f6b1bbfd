"""Addresses below ``/binh-luan/``: all of them our own views, none of the comment library's."""

from django.urls import include, path

from portal.comments import form_views, receipt_views

urlpatterns = [
    path("", include("portal.comments.thread_urls")),
    path("gui/<slug:kind>/<int:pk>/", form_views.comment_form, name="comment-form"),
    path("xac-nhan/<str:token>/", receipt_views.confirm, name="comment-confirm"),
    path("bien-nhan/", receipt_views.look_up, name="comment-receipts"),
    path("bien-nhan/<str:code>/", receipt_views.receipt, name="comment-receipt"),
    path("bien-nhan/<str:code>/sua/", receipt_views.edit, name="comment-edit"),
    path("bien-nhan/<str:code>/rut/", receipt_views.withdraw, name="comment-withdraw"),
    path("bien-nhan/<str:code>/xoa/", receipt_views.erase, name="comment-erase"),
    path("bien-nhan/<str:code>/xem-lai/", receipt_views.appeal, name="comment-appeal"),
]
