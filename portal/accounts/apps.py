from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "portal.accounts"
    label = "accounts"
    verbose_name = "Tài khoản"

    def ready(self) -> None:
        from portal.accounts import roles

        roles.declare("editor", "Biên tập viên", "Soạn và sửa bài, gửi duyệt.")
        roles.declare("approver", "Lãnh đạo duyệt", "Duyệt và cho đăng nội dung do người khác soạn.")
        roles.declare("clerk", "Văn thư", "Nhập văn bản, đối chiếu, gửi duyệt.")
        roles.declare("technical", "Quản trị kỹ thuật", "Quản lý tài khoản và thiết lập; không có quyền đăng.")
        for role in ("editor", "approver", "clerk", "technical"):
            roles.grant(role, permissions=("wagtailadmin.access_admin",))
        roles.grant(
            "technical",
            permissions=("accounts.add_user", "accounts.change_user", "accounts.view_user", "audit.view_auditentry"),
        )
        roles.grant("editor", page_permissions=("add", "change", "lock", "unlock"))
        roles.grant("approver", page_permissions=("change", "publish", "lock", "unlock"))
