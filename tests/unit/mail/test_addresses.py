"""Links and senders come from the site's own settings, never from whoever asks."""

import pytest
from django.test import Client
from pytest_django import Settings
from wagtail.models import Site

from portal.mail import addresses

pytestmark = pytest.mark.django_db


def test_a_link_leads_to_the_site_that_an_administrator_named() -> None:
    Site.objects.filter(is_default_site=True).update(hostname="tinh.example", port=443)
    Site.clear_site_root_paths_cache()

    assert addresses.absolute("/binh-luan/?a=b") == "https://tinh.example/binh-luan/?a=b"


def test_while_the_site_names_this_machine_a_link_leads_to_where_it_was_started(settings: Settings) -> None:
    settings.PUBLIC_URL = "http://127.0.0.1:8123/"

    assert addresses.absolute("/") == "http://127.0.0.1:8123/"


def test_a_host_that_a_request_brings_changes_nothing(client: Client, settings: Settings) -> None:
    settings.ALLOWED_HOSTS = ["*"]
    before = addresses.absolute("/a/")
    client.get("/", headers={"host": "ke-gian.example"})

    assert addresses.absolute("/a/") == before


@pytest.mark.parametrize(
    "path", ["", "a/", "//ke-gian.example/", "/\\ke-gian.example", "https://x.example/", "/a\r\nb"]
)
def test_only_paths_of_this_portal_become_links(path: str) -> None:
    with pytest.raises(ValueError, match="path"):
        addresses.absolute(path)


def test_the_sender_is_one_line_with_the_address_of_the_settings(settings: Settings) -> None:
    settings.DEFAULT_FROM_EMAIL = "ban@tinh.example"

    name, address = addresses.sender()

    assert address == "ban@tinh.example"
    assert "\n" not in name
    assert name
