"""What the roles may do with exemplars, beside their rights on pages."""

from portal.accounts import roles


def grant() -> None:
    """Let editors record consents, and leaders also hide and take down."""
    consents = ("exemplars.add_consent", "exemplars.change_consent", "exemplars.view_consent")
    roles.grant("editor", permissions=consents)
    roles.grant("approver", permissions=(*consents, "exemplars.add_removal", "exemplars.change_removal"))
