"""What the roles may do in the archive."""

from portal.accounts import roles


def grant() -> None:
    """Give clerks entry, leaders clearance and publication, technicians the code tables, and all three the register."""
    register = (
        "organisations.add_organisation", "organisations.change_organisation", "organisations.view_organisation",
    )  # fmt: skip
    work = (
        "documents.add_officialdocument", "documents.change_officialdocument", "documents.view_officialdocument",
        "documents.lock_officialdocument", "documents.add_relation", "documents.change_relation",
        "documents.view_relation", "documents.add_expectation", "documents.change_expectation",
        "documents.delete_expectation", "documents.view_expectation", "documents.add_effectdecision",
        "files.add_storedfile", *register,
    )  # fmt: skip
    roles.grant("clerk", permissions=(*work, "wagtailadmin.access_admin"))
    roles.grant(
        "approver",
        permissions=(
            *work, "documents.publish_officialdocument", "documents.unlock_officialdocument", "documents.add_clearance",
            "documents.add_withdrawal", "documents.change_effectdecision", "wagtailadmin.access_admin",
        ),
    )  # fmt: skip
    # Editors may propose how documents bear on each other; clerks and leaders decide.
    roles.grant(
        "editor",
        permissions=("documents.view_officialdocument", "documents.view_relation", "documents.add_relation"),
    )
    roles.grant(
        "technical",
        permissions=(
            "documents.add_documenttype", "documents.change_documenttype", "documents.view_documenttype",
            "documents.add_fieldofwork", "documents.change_fieldofwork", "documents.view_fieldofwork",
            "documents.add_term", "documents.change_term", "documents.view_term", "documents.view_importrun",
            *register,
        ),
    )  # fmt: skip
