"""The edit form of every page: what nobody touched is no change, and an address is made of plain letters."""

from typing import Any

from wagtail.admin.forms.pages import WagtailAdminPageForm

from portal.text import vietnamese


class PageForm(WagtailAdminPageForm):
    """Edit form of a page."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            # Django compares a field whose default is computed with a hidden twin, which Wagtail's panels do not
            # print: every save would count as a change, and approving would never approve what it saved.
            field.show_hidden_initial = False

    def clean_slug(self) -> str:
        """Return the address without accents; the browser proposes it with them."""
        return plain_slug(self.cleaned_data.get("slug") or "")


def plain_slug(slug: str) -> str:
    """Return a page's address part in ASCII; one that is so already is left alone."""
    return slug if slug.isascii() else vietnamese.slug(slug)
