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
        "files.add_storedfile", *register,
    )  # fmt: skip
    roles.grant("clerk", permissions=(*work, "wagtailadmin.access_admin"))
    roles.grant(
        "approver",
        permissions=(
            *work, "documents.publish_officialdocument", "documents.unlock_officialdocument", "documents.add_clearance",
            "documents.add_withdrawal", "wagtailadmin.access_admin",
        ),
    )  # fmt: skip
    roles.grant("editor", permissions=("documents.view_officialdocument",))
    roles.grant(
        "technical",
        permissions=(
            "documents.add_documenttype", "documents.change_documenttype", "documents.view_documenttype",
            "documents.add_term", "documents.change_term", "documents.view_term", "documents.view_importrun",
            *register,
        ),
    )  # fmt: skip
