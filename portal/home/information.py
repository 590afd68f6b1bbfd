"""The information pages that a fresh site begins with. They say only what the software itself makes true."""

from pathlib import Path

from django.utils import timezone

from portal.accounts.models import User
from portal.editorial.operations import publish
from portal.home.models import HomePage
from portal.organisations.loading import load_register
from portal.pages.models import InformationPage
from portal.pages.writing import blocks, header_and_body

TEXTS = Path(__file__).parent / "texts"


def write(user: User) -> None:
    """Write and publish the information pages where the site has none at all."""
    if InformationPage.objects.exists():
        return
    home = HomePage.objects.get()
    for path in sorted(TEXTS.glob("*.txt")):
        header, body = header_and_body(path.read_text(encoding="utf-8"))
        fields = dict(header)
        page = InformationPage(
            title=fields["title"],
            slug=fields["slug"],
            summary=fields["summary"],
            show_in_menus=fields["footer"] == "yes",
            body=blocks(body),
            checked_on=timezone.localdate(),
        )
        home.add_child(instance=page)
        publish(page, user=user)


def load_organisations(user: User) -> None:
    """Load the shipped facts of the register of organisations."""
    load_register()
