"""Addresses. The feature apps are named as strings only, so that nothing here imports them."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import include, path, re_path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls

from portal.home.health import healthz


def nothing_here(request: HttpRequest) -> HttpResponse:
    """Answer 404: an address of a library that the portal does not offer."""
    raise Http404


urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("", include("portal.pages.urls")),
    path("", include("portal.files.urls")),
    path("quan-tri/", include("portal.home.admin_urls")),
    path("quan-tri/", include(wagtailadmin_urls)),
    path("binh-luan/", include("portal.comments.urls")),
    path("api/v1/", include("portal.api.urls")),
    path("", include("search.urls")),
    path("", include("documents.urls")),
    path("", include("news.urls")),
    path("", include("exemplars.urls")),
    re_path(rf"^{settings.MEDIA_URL.strip('/')}/", nothing_here),
    path("", include(wagtail_urls)),
]

handler400 = "portal.pages.errors.bad_request"
handler403 = "portal.pages.errors.forbidden"
handler404 = "portal.pages.errors.not_found"
handler500 = "portal.pages.errors.server_error"
