"""Who may moderate, answer, open and close, and read what only few may read."""

from portal.accounts import roles

_MODERATES = ("comments.moderate_submission", "comments.answer_submission", "comments.open_and_close")


def grant() -> None:
    """Declare the role of the moderators, and let leaders do the same and read what moderators may not."""
    roles.declare("moderator", "Kiểm duyệt viên", "Đọc, duyệt và trả lời ý kiến bạn đọc.")
    roles.grant("moderator", permissions=("wagtailadmin.access_admin", *_MODERATES))
    roles.grant("approver", permissions=(*_MODERATES, "comments.read_denunciation", "comments.read_personal_data"))
