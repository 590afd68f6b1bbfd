"""Admin addresses that stand before Wagtail's: its document library is not offered to anybody.

The library cannot be uninstalled; files have one door, and this is not it.
"""

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import re_path


def _not_offered(request: HttpRequest, library: str) -> HttpResponse:
    raise Http404


urlpatterns = [re_path(r"^(?P<library>documents|api/main/documents)/", _not_offered)]
