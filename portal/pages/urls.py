"""Addresses at which the site speaks of itself."""

from django.urls import path, re_path

from portal.pages import card_views, views

urlpatterns = [
    path("robots.txt", views.robots_txt, name="robots"),
    path("sitemap.xml", views.sitemap_xml, name="sitemap"),
    re_path(r"^sitemap-(?P<name>[a-z-]{1,40})-(?P<number>\d{1,6})\.xml$", views.sitemap_part, name="sitemap-part"),
    re_path(
        r"^anh-chia-se/(?P<kind>[a-z-]{1,30})/(?P<name>\d{1,12}-[0-9a-f]{16}\.(?:png|jpg))$",
        card_views.share_picture,
        name="share-picture",
    ),
    path("so-do-trang/", views.site_outline, name="outline"),
    path("nguon-tin/", views.feed_list, name="feed-list"),
]
