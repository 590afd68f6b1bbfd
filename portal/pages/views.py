"""What the site says of itself to machines, and to readers who look for a way: robots, sitemap, outline, feeds."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from portal.pages import feeds, outline, robots, sitemap
from portal.pages.cache import kept
from portal.pages.frame import frame

_XML = "application/xml; charset=utf-8"


@require_safe
@kept()
def robots_txt(request: HttpRequest) -> HttpResponse:
    """Tell machines where they need not go."""
    return HttpResponse(robots.text(frame(request).base_url), content_type="text/plain; charset=utf-8")


@require_safe
@kept()
def sitemap_xml(request: HttpRequest) -> HttpResponse:
    """Name every public address, or the parts that do."""
    return HttpResponse(sitemap.whole(frame(request).base_url), content_type=_XML)


@require_safe
@kept()
def sitemap_part(request: HttpRequest, name: str, number: str) -> HttpResponse:
    """Name the public addresses of one part; raises Http404 where there is no such part."""
    part = sitemap.part(frame(request).base_url, name, int(number))
    if part is None:
        raise Http404
    return HttpResponse(part, content_type=_XML)


@require_safe
@kept()
def site_outline(request: HttpRequest) -> HttpResponse:
    """Show readers how the site is built."""
    crumbs = [("Trang chủ", "/"), ("Sơ đồ trang", "")]
    return render(request, "portal/outline.html", {"branches": outline.branches(), "breadcrumbs": crumbs})


@require_safe
@kept()
def feed_list(request: HttpRequest) -> HttpResponse:
    """Show readers which feeds they can follow."""
    crumbs = [("Trang chủ", "/"), ("Nguồn tin", "")]
    return render(request, "portal/feeds.html", {"feeds": feeds.offered(), "breadcrumbs": crumbs})
