"""The admin in the site's own colours."""

from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail import hooks


@hooks.register("insert_global_admin_css")
def wear_the_colours() -> SafeString:
    """Return the link to the portal's colours for the admin."""
    return format_html('<link rel="stylesheet" href="{}">', static("portal/admin.css"))


@hooks.register("insert_global_admin_js")
def speak_vietnamese() -> SafeString:
    """Return the script that gives the admin's file fields Vietnamese words."""
    return format_html('<script src="{}"></script>', static("portal/admin.js"))
