"""The door through which apps offer entries of the main navigation.

The registry itself lies below, with the frame that prints it on every page.
"""

from portal.pages.navigation import register, register_page

__all__ = ["register", "register_page"]
