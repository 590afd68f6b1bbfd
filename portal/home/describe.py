"""How the home page is described to those who link to it: the site itself and its owner."""

from collections.abc import Mapping
from typing import Any

from portal.home.models import HomePage
from portal.pages import structured
from portal.pages.described import Description
from portal.pages.frame import Frame


def home(page: HomePage, frame: Frame, context: Mapping[str, Any]) -> Description:
    """Describe the site by its name, its owner and its search."""
    return Description(
        title=frame.board_full_name, path="/", summary=frame.opening_text, things=tuple(structured.site(frame))
    )
